"""Names of the files to deposit: plain ASCII, numbered in the order of the packet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60
_SPELLED = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": " "})


def deposit_names(slugs: Iterable[str]) -> tuple[str, ...]:
    """« 01-dc1.pdf », « 02-avis-sirene.pdf »…: small letters, digits and hyphens, sorted as they are given."""
    names = [plain_name(slug) for slug in slugs]
    digits = max(2, len(str(len(names))))
    return tuple(f"{number:0{digits}d}-{name}.pdf" for number, name in enumerate(names, 1))


def plain_name(text: str) -> str:
    """« Attestation d’assurance (2023).pdf » gives « attestation-d-assurance-2023 »; « piece » when nothing is left."""
    spelled = text.removesuffix(".pdf").translate(_SPELLED)
    letters = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST].strip("-") or "piece"
