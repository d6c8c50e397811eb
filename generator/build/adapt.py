"""Writes into offer.yaml the adaptation that settles what the approach and the brief contradict; nothing else moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, error
from generator.foundation.record import Loaded, Record, parse_record, read_record
from generator.foundation.source import decoded
from generator.library.approach import Approach
from generator.library.coherence import Asked, conflicts

R = TypeVar("R", bound=Record)
_WORDS = {
    "subgroups": ("sous-groupe", "sous-groupes", ""),
    "situations": ("situation", "situations", " par séance"),
    "minutes": ("minute", "minutes", " par séance"),
    "min_weeks": ("semaine", "semaines", " au moins entre deux séances"),
    "max_weeks": ("semaine", "semaines", " au plus"),
}


@dataclass(frozen=True, slots=True)
class Adapted:
    """What was written (empty when nothing had to be), and the contradictions that only a person can settle."""

    keys: Mapping[str, int]
    left: Diagnostics


def adapt(workspace: Path, client: str) -> Adapted:
    """Settles what can be; raises Rejected when a file is wrong, or when `adapt` is there already."""
    asked = _asked(workspace, client)
    found = conflicts(asked)
    keys = {key: value for conflict in found for key, value in conflict.remedy.items()}
    left = tuple(conflict.finding for conflict in found if not conflict.remedy)
    if keys:
        file = f"offers/{client}/offer.yaml"
        _write(workspace / file, file, asked.offer, keys)
    return Adapted(keys, left)


def inserted(text: str, offer: Loaded[Offer], keys: Mapping[str, int]) -> str:
    """The text of offer.yaml with one more line, below its approach; every other line stays as it is."""
    end = "\r\n" if "\r\n" in text else "\n" if "\n" in text else "\r"
    lines = text.split(end)
    said = ", ".join(f"{value} {_WORDS[key][value > 1]}{_WORDS[key][2]}" for key, value in keys.items())
    pairs = ", ".join(f"{key}: {value}" for key, value in keys.items())
    lines.insert(offer.source.key("approach").line, f"adapt: {{{pairs}}}  # {said} ; écrit par « offer adapt »")
    return end.join(lines)


def _write(path: Path, file: str, offer: Loaded[Offer], keys: Mapping[str, int]) -> None:
    if "adapt" in offer.value.model_fields_set:
        pairs = ", ".join(f"{key}: {value}" for key, value in keys.items())
        raise Rejected([error("L250", offer.span("adapt"), "« adapt » est déjà écrit", f"complétez-le : {pairs}")])
    new = inserted(path.read_bytes().decode("utf-8"), offer, keys)
    text, problems = decoded(new.encode("utf-8"), file)
    if problems := problems or parse_record(text, file, Offer)[1]:
        raise Rejected(problems)
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(new.encode("utf-8"))
    temporary.replace(path)


def _asked(workspace: Path, client: str) -> Asked:
    """The brief, the offer and its approach; raises Rejected with what is wrong in them."""
    brief, bad_brief = _read(workspace, f"offers/{client}/brief.yaml", Brief)
    offer, bad_offer = _read(workspace, f"offers/{client}/offer.yaml", Offer)
    problems: list[Diagnostic] = [*bad_brief, *bad_offer]
    if brief is None or offer is None:
        raise Rejected(problems)
    approach, bad_approach = _read(workspace, f"boilerplate/approaches/{offer.value.approach}.yaml", Approach)
    if approach is None:
        raise Rejected((*problems, *bad_approach))
    return Asked(client, brief, offer, approach)


def _read(workspace: Path, file: str, model: type[R]) -> tuple[Loaded[R] | None, Diagnostics]:
    return read_record(workspace / file, file, model)
