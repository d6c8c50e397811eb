"""Reads everything that one offer needs, and reports every mistake of every file at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Member, Offer
from generator.compose.dossier import Inputs, Person
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, near_miss
from generator.foundation.record import Loaded, Record, read_record
from generator.library.annex import Annex
from generator.library.approach import Approach
from generator.library.blocks import read_blocks
from generator.library.outline import Outline
from generator.library.theme import Theme
from generator.pricing.prices import Prices
from generator.team.intervener import Intervener

R = TypeVar("R", bound=Record)


class _Reader:
    """Reads records of one workspace and keeps the problems."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.problems: list[Diagnostic] = []

    def record(self, file: str, model: type[R]) -> Loaded[R] | None:
        loaded, problems = read_record(self.workspace / file, file, model)
        self.problems += problems
        return loaded

    def named(self, folder: str, name: str, model: type[R], span: Span, what: str) -> Loaded[R] | None:
        """A file that another file names: an unknown name is an error where it is written."""
        if not (self.workspace / folder / f"{name}.yaml").is_file():
            known = sorted(path.stem for path in (self.workspace / folder).glob("*.yaml"))
            hint = near_miss(name, known) or f"fichiers de {folder}/ : " + (", ".join(known) or "aucun")
            self.problems.append(
                error("L230", span, f"{what} inconnu « {name} » (pas de fichier {folder}/{name}.yaml)", hint)
            )
            return None
        return self.record(f"{folder}/{name}.yaml", model)


def read_inputs(workspace: Path, client: str) -> tuple[Inputs | None, Diagnostics]:
    """The inputs of one client, or every problem found in all its files."""
    reader = _Reader(workspace)
    brief = reader.record(f"offers/{client}/brief.yaml", Brief)
    offer = reader.record(f"offers/{client}/offer.yaml", Offer)
    candidate = reader.record("boilerplate/candidate.yaml", Candidate)
    prices = reader.record("boilerplate/prices.yaml", Prices)
    theme = reader.record("boilerplate/theme.yaml", Theme)
    blocks, problems = read_blocks(workspace / "boilerplate" / "blocks", workspace)
    own, own_problems = read_blocks(workspace / "offers" / client / "blocks", workspace, client=True)
    reader.problems += (*problems, *own_problems)
    if offer is None:
        return None, tuple(reader.problems)
    approach = reader.named(
        "boilerplate/approaches", offer.value.approach, Approach, offer.span("approach"), "approche"
    )
    outline = reader.named("boilerplate/outlines", offer.value.outline, Outline, offer.span("outline"), "plan")
    team = _team(reader, offer)
    annexes = _annexes(reader, offer)
    reader.problems += _one_lead(offer)
    found = (brief, candidate, prices, theme, approach, outline)
    if reader.problems or not all(found) or not team:
        return None, tuple(reader.problems)
    assert brief is not None
    assert candidate is not None
    assert prices is not None
    assert theme is not None
    assert approach is not None
    assert outline is not None
    return Inputs(client, brief, offer, candidate, prices, approach, outline, theme, team, blocks, own, annexes), ()


def _team(reader: _Reader, offer: Loaded[Offer]) -> tuple[Person, ...]:
    people = []
    for i, member in enumerate(offer.value.team):
        span = offer.span("team", i, "intervener")
        file = reader.named("boilerplate/interveners", member.intervener, Intervener, span, "intervenant")
        if file:
            people.append(Person(member.intervener, member, file))
            reader.problems += _known_references(offer, i, member, file.value)
    return tuple(people)


def _known_references(offer: Loaded[Offer], i: int, member: Member, person: Intervener) -> Diagnostics:
    keys = [reference.key for reference in person.references]
    return tuple(
        error(
            "L231",
            offer.span("team", i, list_name, j),
            f"référence inconnue « {key} » de {person.name}",
            near_miss(key, keys) or "références : " + ", ".join(keys),
        )
        for list_name, names in (("always", member.always), ("never", member.never))
        for j, key in enumerate(names)
        if key not in keys
    )


def _one_lead(offer: Loaded[Offer]) -> Iterable[Diagnostic]:
    leads = [member for member in offer.value.team if member.role == "lead"]
    if len(leads) != 1:
        yield error(
            "L232",
            offer.span("team"),
            f"{len(leads)} intervenants ont le rôle « lead »",
            "donnez ce rôle à un seul intervenant",
        )


def _annexes(reader: _Reader, offer: Loaded[Offer]) -> tuple[tuple[str, Loaded[Annex]], ...]:
    found = []
    for i, name in enumerate(offer.value.annexes):
        annex = reader.named("boilerplate/annexes", name, Annex, offer.span("annexes", i), "annexe")
        if annex:
            found.append((name, annex))
    return tuple(found)
