"""Who signs with which certificate: a PKCS#12 file (.p12, .pfx) opened, and all that would make its seal worthless.

The password and the key stay in memory: they are in no message, no file and no representation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from generator.foundation import days
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, error
from generator.foundation.words import folded
from generator.signing.cms import Person, person
from generator.signing.strength import weaknesses

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates

MISSING: Final = 3
LARGEST: Final = 1_000_000  # bytes of a .p12
_NEW: Final = "demandez le certificat à son prestataire, avec sa clé (fichier .p12 ou .pfx)"
_CIVIL: Final = {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "me", "pr"}
_WORDS: Final = re.compile(r"[a-z]+")
_STATEMENTS: Final = "1.3.6.1.5.5.7.1.3"
_QUALIFIED: Final = bytes.fromhex("060604008e460101")  # OID 0.4.0.1862.1.1 in DER
# Uses of a key that are not the signature of a person on a document (RFC 5280, 4.2.1.12).
_OTHER_USES: Final = {"server_auth", "code_signing", "time_stamping", "ocsp_signing"}


@dataclass(frozen=True, slots=True)
class Identity:
    """An opened certificate and its key; `others` are those that vouch for it."""

    person: Person
    certificate: Any = field(repr=False)  # asn1crypto
    key: Any = field(repr=False)  # asn1crypto
    others: tuple[Any, ...] = field(repr=False, default=())


def installed() -> None:
    """Raises Rejected, which says how to get it, when pyHanko is not there."""
    from importlib.util import find_spec

    if find_spec("pyhanko") is None or find_spec("cryptography") is None:
        said = "il manque le paquet pyHanko, qui fait les signatures électroniques"
        hint = "« make sign » l'installe ; sans make : « pip install pyhanko », dans le même environnement"
        raise Rejected([error("E970", None, said, hint)], MISSING)


def identity(data: bytes, password: str) -> Identity:
    """The certificate and key of these bytes; raises Rejected with one sentence for what is wrong with them."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not _is_pkcs12(data):
        said = "ce fichier n'est pas un certificat PKCS#12"
        raise Rejected([error("E971", None, said, f"donnez le fichier .p12 ou .pfx ; sinon, {_NEW}")])
    try:
        held = pkcs12.load_pkcs12(data, password.replace("\0", " ").encode())  # OpenSSL has no NUL in a password
    except UnsupportedAlgorithm:
        said = "certificat PKCS#12 protégé par un procédé trop ancien"
        raise Rejected([error("E979", None, said, "exportez-le de nouveau, en AES-256")]) from None
    except (ValueError, TypeError):
        said = "mot de passe du certificat refusé, ou fichier abîmé"
        raise Rejected([error("E972", None, said, "retapez-le ; majuscules et accents comptent")]) from None
    return _whole(held, data)


def faults(one: Identity, signatory: str, organisation: str, now: datetime) -> Diagnostics:
    """Why this certificate can't sign for this person at this moment: validity, use, strength, name."""
    return (
        *_out_of_time(one.person, now),
        *_wrong_use(one.certificate),
        *_too_weak(one.certificate, now),
        *_other_name(one.person, signatory, organisation),
    )


def same_person(signatory: str, names: tuple[str, ...]) -> bool:
    """Whether one of the names of a certificate is the signatory's.

    Accents, case, order and further first names don't count.
    """
    ours = set(_WORDS.findall(folded(signatory))) - _CIVIL
    return bool(ours) and any(ours <= set(_WORDS.findall(folded(name))) for name in names)


def _is_pkcs12(data: bytes) -> bool:
    """Whether these bytes have the shape of a PFX (RFC 7292), version 3."""
    from asn1crypto import pkcs12

    try:
        return len(data) <= LARGEST and pkcs12.Pfx.load(data, strict=True)["version"].native == "v3"
    except (ValueError, TypeError, KeyError):
        return False


def _whole(held: PKCS12KeyAndCertificates, data: bytes) -> Identity:
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    if _keys(data) > 1:
        said = "ce fichier contient plusieurs clés : on ne sait pas laquelle signe"
        raise Rejected([error("E974", None, said, "exportez le certificat du signataire seul, avec sa clé")])
    if held.key is None:
        raise Rejected([error("E973", None, "ce fichier ne contient pas de clé : il ne peut pas signer", _NEW)])
    if held.cert is None:
        said = "ce fichier contient une clé, sans le certificat qui dit à qui elle est"
        raise Rejected([error("E973", None, said, _NEW)])
    own = x509.Certificate.load(held.cert.certificate.public_bytes(Encoding.DER))
    others = (one.certificate.public_bytes(Encoding.DER) for one in held.additional_certs)
    private = held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Identity(
        person(own), own, keys.PrivateKeyInfo.load(private), tuple(x509.Certificate.load(one) for one in others)
    )


def _keys(data: bytes) -> int:
    """How many keys the file shows; those in a part that is sealed whole are not counted."""
    from asn1crypto import pkcs12

    count = 0
    try:
        for content in pkcs12.Pfx.load(data).authenticated_safe:
            if content["content_type"].native == "data":
                bags = pkcs12.SafeContents.load(content["content"].native)
                count += sum(bag["bag_id"].native in {"pkcs8_shrouded_key_bag", "key_bag"} for bag in bags)
    except (ValueError, TypeError, KeyError):
        return count
    return count


def _out_of_time(one: Person, now: datetime) -> Iterator[Diagnostic]:
    if now.astimezone(UTC) > one.last:
        said = f"certificat de {one.name} expiré depuis le {days.long(one.last.date())}"
        yield error("E975", None, said, "faites-le renouveler, puis signez avec le nouveau")
    if now.astimezone(UTC) < one.first:
        said = f"certificat de {one.name} valable à partir du {days.long(one.first.date())} seulement"
        yield error("E976", None, said, "attendez ce jour, ou vérifiez la date de cet ordinateur")


def _wrong_use(certificate: Any) -> Iterator[Diagnostic]:
    """The key may sign: it has no said use, or one of the two of signatures (RFC 5280, 4.2.1.3)."""
    uses, extended = certificate.key_usage_value, certificate.extended_key_usage_value
    bad = uses is not None and not {"digital_signature", "non_repudiation"} & set(uses.native)
    others = set(extended.native) if extended is not None else set()
    authority = certificate.ca is True
    if bad or authority or (others and others <= _OTHER_USES):
        said = "ce certificat n'est pas fait pour signer des documents"
        yield error("E977", None, said, "prenez un certificat de signature de personne physique (eIDAS)")


def _too_weak(certificate: Any, now: datetime) -> Iterator[Diagnostic]:
    for said in weaknesses(certificate, now.date()):
        yield error("E988", None, said, "demandez un nouveau certificat à son prestataire")


def _other_name(one: Person, signatory: str, organisation: str) -> Iterator[Diagnostic]:
    if same_person(signatory, one.names):
        return
    known = " et ".join(f"« {name} »" for name in one.names) or "personne"
    said = f"ce certificat est au nom de {known}, le signataire est {signatory}"
    if organisation and folded(organisation) in map(folded, one.names):
        said += " : c'est le cachet de l'organisme, pas la signature d'une personne"
    hint = "signez avec le certificat du signataire, ou changez « signatory » dans le fichier du candidat"
    yield error("E978", None, said, hint)


def is_qualified(one: Identity) -> bool:
    """Whether the certificate says of itself that it is a qualified one (QcCompliance, EN 319 412-5)."""
    for extension in one.certificate["tbs_certificate"]["extensions"]:
        if extension["extn_id"].dotted == _STATEMENTS:
            return _QUALIFIED in extension["extn_value"].contents
    return False
