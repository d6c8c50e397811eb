"""Who signs what in an offer, from its sources as they stand, and what its kit already holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.build.frozen import with_frozen
from generator.build.inputs import read_inputs
from generator.build.local_time import zone
from generator.build.pipeline import dossier_of
from generator.build.signing_seen import seen, state
from generator.foundation.diagnostic import Rejected, ordered
from generator.signing.map import ToSign, signing_map


@dataclass(frozen=True, slots=True)
class Mapped:
    """The map of an offer, its date, its clock, and whether a platform takes the files one by one, not the packet."""

    entries: tuple[ToSign, ...]
    day: date
    zone: str
    platform: bool


def mapped(workspace: Path, client: str) -> Mapped:
    """The map of one offer; raises Rejected when it can't be composed."""
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        raise Rejected(ordered(problems))
    dossier, more = dossier_of(inputs)
    if dossier is None:
        raise Rejected(ordered((*problems, *more)))
    brief = inputs.brief.value
    rule = brief.rules.deposit
    entries = signing_map(with_frozen(dossier)[0])
    return Mapped(entries, inputs.offer.value.date, zone(brief), rule is not None and rule.by == "platform")


def states(workspace: Path, client: str, entries: tuple[ToSign, ...]) -> Mapping[ToSign, str]:
    """What the kit says of each entry that has a field: « signé par … » or « pas encore signé »; none without kit."""
    from generator.build.depositing import kit_files, kit_folder

    files = kit_files(kit_folder(workspace, client))
    if not files:
        return {}
    found = seen(entries, files)
    due = (one for one in entries if one.field and one.when in ("deposit", "award"))
    return {one: state(one, found.get(one)) for one in due}
