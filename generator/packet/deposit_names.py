"""Names of the files to deposit: plain ASCII, numbered in the order of the packet, or as the buyer wants them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from generator.brief.rules import FileRule
from generator.compose.dossier import Inputs

_LONGEST = 60
_SPELLED = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": " "})
OURS = "{rang}-{piece}"


@dataclass(frozen=True, slots=True)
class Naming:
    """How files are named: the buyer's pattern or ours, its longest name (extension included), what its fields say."""

    pattern: str = OURS
    longest: int | None = None
    candidate: str = ""
    lot: str = ""
    reference: str = ""

    def name(self, number: int, slug: str, digits: int = 2, extension: str = ".pdf") -> str:
        """The name of one file; its piece is cut when the whole would be too long."""
        piece = plain_name(slug)
        over = len(self._said(number, piece, digits)) + len(extension) - self.longest if self.longest else 0
        if over > 0:
            piece = piece[: max(1, len(piece) - over)].strip("-") or "p"
        return self._said(number, piece, digits) + extension

    def shape(self) -> re.Pattern[str]:
        """What a name looks like, extension left out, with the piece as its first group."""
        fields = {"rang": r"\d{2,3}", "piece": r"([A-Za-z0-9-]+)", "candidat": re.escape(self.candidate)}
        fields |= {"lot": re.escape(self.lot), "reference": re.escape(self.reference)}
        parts = re.split(r"\{(\w+)\}", self.pattern)
        return re.compile("".join(fields[part] if i % 2 else re.escape(part) for i, part in enumerate(parts)))

    def piece(self, name: str) -> str:
        """The piece that a name without its extension says, perhaps cut; empty when it says none."""
        found = self.shape().fullmatch(name)
        return found[1] if found and found.re.groups else ""

    def _said(self, number: int, piece: str, digits: int) -> str:
        fields = {"rang": f"{number:0{digits}d}", "piece": piece, "candidat": self.candidate}
        fields |= {"lot": self.lot, "reference": self.reference}
        return re.sub(r"\{(\w+)\}", lambda field: fields[field[1]], self.pattern)


def naming(rule: FileRule | None, candidate: str, lots: Iterable[int] = (), reference: str = "") -> Naming:
    """The buyer's way of naming files, or ours; `candidate` is our name, made plain."""
    said = rule.candidate if rule and rule.candidate else plain_name(candidate)
    lot = "-".join(map(str, lots)) or "unique"
    pattern = rule.name if rule and rule.name else OURS
    if not reference:
        pattern = _without_reference(pattern)
    return Naming(pattern, rule.name_max if rule else None, said, lot, plain_name(reference))


def _without_reference(pattern: str) -> str:
    """The pattern for a consultation that has no reference: its field goes, with the sign that set it apart."""
    return re.sub(r"([-_. ])[-_. ]+", r"\1", pattern.replace("{reference}", "")).strip("-_. ")


def naming_of(inputs: Inputs) -> Naming:
    """How the files of this offer are named: its consultation's way, its lots, our trade name if we have one."""
    brief, candidate = inputs.brief.value, inputs.candidate.value
    known = candidate.trade_name or candidate.name
    return naming(brief.rules.files, known, inputs.offer.value.lots, brief.reference or "")


def deposit_names(
    slugs: Iterable[str], how: Naming | None = None, word: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """« 01-dc1.pdf », « 02-avis-sirene.pdf »…: sorted as they are given, no two alike; those of `word` are .docx."""
    how = how or Naming()
    listed = list(slugs)
    digits = max(2, len(str(len(listed))))
    found: list[str] = []
    for number, slug in enumerate(listed, 1):
        kind = ".docx" if slug in word else ".pdf"
        name = how.name(number, slug, digits, kind)
        found.append(name if name not in found else how.name(number, f"{number}-{slug}", digits, kind))
    return tuple(found)


def plain_name(text: str) -> str:
    """« Attestation d’assurance (2023).pdf » gives « attestation-d-assurance-2023 »; « piece » when nothing is left."""
    spelled = text.removesuffix(".pdf").translate(_SPELLED)
    letters = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST].strip("-") or "piece"
