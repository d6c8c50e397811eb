"""Which changes of a client's review could serve every client: nothing of this one is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from generator.compose.dossier import Dossier
from generator.review.fields import specific
from generator.review.proposal import Change, Proposal

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def shareable(dossier: Dossier, proposal: Proposal) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The common files that can take their changes, and for each other changed one (file, why not)."""
    good: list[str] = []
    bad: list[tuple[str, str]] = []
    for file, made in proposal.bodies.items():
        source = next(s for s in proposal.sources.values() if s.file == file)
        changes = [change for change in proposal.changes if change.file == file]
        if made.body == source.body:
            continue
        why = next(_against(dossier, file, source.body, made.body, changes), "")
        if why:
            bad.append((file, why))
        else:
            good.append(file)
    return tuple(good), tuple(bad)


def _against(dossier: Dossier, file: str, old: str, new: str, changes: Iterable[Change]) -> Iterator[str]:
    if not file.startswith("boilerplate/"):
        yield "c'est déjà un texte de ce client"
    lost = [tag for tag in _TAG.findall(old) if old.count(tag) > new.count(tag)]
    if lost:
        yield f"il perdrait « {lost[0]} »"
    for change in changes:
        if change.touched:
            yield f"une valeur y est écrite en clair : « {change.touched[0].new} »"
        if change.conflicts:
            yield "un conflit reste à trancher"
        for edit in change.edits:
            before = specific(dossier.inputs, edit.old)
            words = [word for word in specific(dossier.inputs, edit.new) if word not in before]
            if words:
                yield f"il nomme ce client : « {words[0]} »"
