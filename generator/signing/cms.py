"""What a sealed message (CMS, RFC 5652; PAdES, EN 319 142) proves: who sealed which digest, and which clock saw it.

pyHanko checks the mathematics; nothing is fetched, so no authority is judged here. Bytes are a stranger's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from generator.foundation.words import folded
from generator.signing.ranges import FIRST_YEAR, LAST_YEAR

WEAK: Final = ("md5", "sha1")
TOKEN: Final = "signature_time_stamp_token"


class UnreadableError(ValueError):
    """The message is not one that can be judged."""


@dataclass(frozen=True, slots=True)
class Person:
    """A certificate: whose, given by whom, for how long; `alone`: it vouches for itself.

    `names` are those by which it may be known: its common name, then first name and name; `name` says them all.
    """

    name: str
    names: tuple[str, ...]
    organisation: str
    issuer: str
    first: datetime
    last: datetime
    alone: bool
    serial: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A message: its signer, whether the digest and the seal agree, and the time that a server vouches for."""

    person: Person
    intact: bool
    bound: bool  # the certificate is named inside what is sealed (signing-certificate-v2), as PAdES asks
    weak: bool
    certificate: Any = field(repr=False)  # asn1crypto
    stamped: datetime | None = None
    clock: str = ""  # who vouches for that time
    false_clock: bool = False  # there is a time, but not of this signature


def judged(message: bytes, parts: tuple[bytes, ...], token: bool = False) -> Judged:
    """What this message proves of these bytes, in order; `token`: it is a time of the document (RFC 3161).

    Raises UnreadableError for what is no such message, ModuleNotFoundError without pyHanko.
    """
    wrong = _wrong()
    try:
        return _token(message, parts) if token else _judged(message, parts)
    except wrong as exc:
        raise UnreadableError(type(exc).__name__) from exc


def _wrong() -> tuple[type[Exception], ...]:
    """What the libraries raise for bytes that make no sense to them."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import CMSStructuralError
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator.errors import ValidationError

    plain = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError)  # RecursionError too
    return (
        *plain,
        InvalidSignature,
        UnsupportedAlgorithm,
        PdfError,
        CMSStructuralError,
        SignatureValidationError,
        ValidationError,
    )


def _judged(message: bytes, parts: tuple[bytes, ...]) -> Judged:
    from pyhanko.sign.general import extract_signer_info
    from pyhanko.sign.validation.generic_cms import get_signing_cert_attr, validate_sig_integrity

    signed, certificate = _opened(message)
    signer = extract_signer_info(signed)
    name = signer["digest_algorithm"]["algorithm"].native
    kind = signed["encap_content_info"]["content_type"].native
    same, sealed = validate_sig_integrity(signer, certificate, kind, _digest(name, parts))
    stamped, clock, false_clock = _stamp(signer)
    return Judged(
        person(certificate),
        same and sealed,
        get_signing_cert_attr(signer["signed_attrs"]) is not None,
        name in WEAK,
        certificate,
        stamped,
        clock,
        false_clock,
    )


def _token(message: bytes, parts: tuple[bytes, ...]) -> Judged:
    """A time of the whole document: the server signs the digest itself."""
    certificate, when, good = _time(message, parts)
    who = person(certificate)
    return Judged(who, good, True, False, certificate, when, who.name, not good)


def _opened(message: bytes) -> tuple[Any, Any]:
    """The signed data of a message, and the certificate of its one signer."""
    from asn1crypto import cms
    from pyhanko.sign.general import extract_certificate_info

    holder = cms.ContentInfo.load(message)
    if holder["content_type"].native != "signed_data":
        raise UnreadableError("not signed data")
    signed = holder["content"]
    return signed, extract_certificate_info(signed).signer_cert


def _stamp(signer: Any) -> tuple[datetime | None, str, bool]:
    """The time that a server put on this signature: when, who, and whether it fails to hold."""
    attributes = signer["unsigned_attrs"]
    tokens = [one for one in attributes or () if one["type"].native == TOKEN]
    if not tokens:
        return None, "", False
    certificate, when, good = _time(tokens[0]["values"][0].dump(), (signer["signature"].native,))
    who = person(certificate)
    return (when, who.name, False) if good else (None, who.name, True)


def _time(message: bytes, parts: tuple[bytes, ...]) -> tuple[Any, datetime, bool]:
    """The certificate of who vouches for which time, and whether this token is about these bytes and unbroken."""
    from pyhanko.sign.general import extract_signer_info
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    signed, certificate = _opened(message)
    signer = extract_signer_info(signed)
    content = signed["encap_content_info"]["content"]
    info = content.parsed
    imprint = info["message_imprint"]
    about = _digest(imprint["hash_algorithm"]["algorithm"].native, parts)
    own = _digest(signer["digest_algorithm"]["algorithm"].native, (bytes(content),))
    same, sealed = validate_sig_integrity(signer, certificate, "tst_info", own)
    when = info["gen_time"].native
    if not FIRST_YEAR < when.year < LAST_YEAR:
        raise UnreadableError("no moment of ours")
    return certificate, when, same and sealed and about == imprint["hashed_message"].native


def _digest(name: str, parts: tuple[bytes, ...]) -> bytes:
    digest = hashlib.new(name.replace("sha3_", "sha3-") if name.startswith("sha3") else name)
    for part in parts:
        digest.update(part)
    return digest.digest()


def person(certificate: Any) -> Person:
    """Whose certificate this is (an asn1crypto one)."""
    subject = certificate.subject.native
    issuer = certificate.issuer.native
    validity = certificate["tbs_certificate"]["validity"]
    names = called(subject)
    return Person(
        f"{names[0]} ({', '.join(names[1:])})" if names[1:] else "".join(names),
        names,
        _text(subject.get("organization_name")),
        _text(issuer.get("common_name")) or _text(issuer.get("organization_name")),
        validity["not_before"].native.astimezone(UTC),
        validity["not_after"].native.astimezone(UTC),
        certificate.self_signed != "no",
        certificate.serial_number,
    )


def called(subject: Any) -> tuple[str, ...]:
    """The names of a person in a certificate: first name and name, then a common name that says something else."""
    common = _text(subject.get("common_name")) or _text(subject.get("pseudonym"))
    parts = [_text(subject.get("given_name")), _text(subject.get("surname"))]
    own = " ".join(parts) if all(parts) else ""
    if not common or not own:
        return (common or " ".join(filter(None, parts)),) if common or any(parts) else ()
    return (common,) if set(folded(own).split()) <= set(folded(common).split()) else (own, common)


def _text(value: Any) -> str:
    """A value of a certificate on one line, bounded; several are joined."""
    said = " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return " ".join("".join(letter for letter in said if letter.isprintable() or letter == " ").split())[:200]
