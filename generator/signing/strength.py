"""Whether a certificate and its key are strong enough to prove anything, by the rule of the day of the signature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from generator.law.signatures import Strength, strength

_NAMES: Final = {"rsa": "RSA", "rsassa_pss": "RSA", "dsa": "DSA", "ec": "à courbe elliptique"}


def weaknesses(certificate: Any, day: date) -> Iterator[str]:
    """Each reason, in French, why this certificate (an asn1crypto one) is too weak; what is unknown is not judged."""
    rule = strength(day)
    if rule is None:
        return
    unsure = ", à vérifier" if rule.unverified else ""
    kind, bits, digest = _kind(certificate), _bits(certificate), _digest(certificate)
    least = _least(rule, kind)
    if 0 < bits < least:
        name = _NAMES[kind]
        yield f"clé {name} trop courte : {bits} bits, il en faut {least} ({rule.source}{unsure})"
    if digest in rule.broken:
        yield f"certificat scellé avec {_called(digest)}, que l'on sait imiter ({rule.source}{unsure})"


def _least(rule: Strength, kind: str) -> int:
    return rule.curve if kind == "ec" else rule.modulus if kind in _NAMES else 0


def _kind(certificate: Any) -> str:
    try:
        return str(certificate.public_key.algorithm)
    except (ValueError, TypeError, KeyError):  # a stranger's bytes
        return ""


def _bits(certificate: Any) -> int:
    """The length of the key; 0 for one that nobody here can read."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        return int(getattr(load_der_public_key(certificate.public_key.dump()), "key_size", 0))
    except (UnsupportedAlgorithm, ValueError, TypeError, KeyError):
        return 0


def _digest(certificate: Any) -> str:
    """The digest that the issuer sealed it with; empty when the algorithm has none of its own (Ed25519)."""
    try:
        return str(certificate["signature_algorithm"].hash_algo)
    except (ValueError, TypeError, KeyError):
        return ""


def _called(digest: str) -> str:
    return digest.upper().replace("SHA1", "SHA-1")
