"""The published cases of the planning: groups that share people, with the best cost known for each.

`benchmarks/planning/*.yaml` hold the cases; a cost is the sum, over the groups, of the squared differences in days
with perfectly even gaps. `python -m benchmarks.plans` measures them with the usual effort; with `--long` each is
sought forty times as long and a better cost is written in its file.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.record import Loaded, Record, make_record
from generator.foundation.source import decoded, parse
from generator.planning.closures import Calendar, calendar
from generator.planning.many import EACH, MOST
from generator.planning.parts import Part, parts
from generator.planning.together import Placing, place, setting

FOLDER = Path(__file__).parent / "planning"
LONGER = 40
_BRIEF: dict[str, Any] = {
    "title": "Cas d'essai",
    "buyer": {"name": None, "kind": "collectivité territoriale", "department": "86"},
    "procedure": "gré à gré",
    "dates": {"deadline": None, "start": None},
    "intervener": {"profiles": ["formateur"]},
    "pieces": [{"piece": "planning"}],
    "requirements": [],
}
_OFFER: dict[str, Any] = {"date": "2026-06-01", "town": "Niort", "approach": "essai", "pricing": {"km_per_trip": "0"}}


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its file, what it says, its groups as a brief and an offer, the best cost known in squared days."""

    path: Path
    title: str
    brief: Loaded[Brief]
    offer: Loaded[Offer]
    best: Fraction

    @property
    def groups(self) -> int:
        return len(self.offer.value.planning.groups)


def cases() -> tuple[Case, ...]:
    """Every published case, by size."""
    return tuple(sorted((read(path) for path in FOLDER.glob("*.yaml")), key=lambda case: (case.groups, case.path)))


def read(path: Path) -> Case:
    """The case of one file; AssertionError when it can't be read."""
    data, _, problems = parse(decoded(path.read_bytes(), path.name)[0], path.name)
    assert not problems, problems
    sites = data.get("sites", [])
    service = {
        "themes": ["essai"],
        "audience": {"professions": ["éducateurs"]},
        "groups": str(len(data["planning"]["groups"])),
        "participants": None,
        "sessions": {"per_year": data["per_year"], "length": "half_day", "avoid": ["school_holidays"]},
        "sites": sites,
    }
    team = [{"intervener": key, "role": "substitute" if n else "lead"} for n, key in enumerate(data["team"])]
    return Case(
        path,
        data["case"],
        _loaded({**_BRIEF, "service": service}, path, Brief),
        _loaded({**_OFFER, "team": team, "planning": data["planning"]}, path, Offer),
        Fraction(data["best"]["cost"]),
    )


def solved(case: Case, effort: int | None = None) -> Placing:
    """The groups placed; `effort` in steps of the program, the usual one without it."""
    groups = parts(case.brief.value, case.offer.value)
    around = {part.department: _calendar(case, part) for part in {part.department: part for part in groups}.values()}
    settings = [setting(case.brief, case.offer, part, around[part.department], (), None) for part in groups]
    return place(case.offer, settings, None, effort)


def _calendar(case: Case, part: Part) -> Calendar:
    """The calendar where this group meets."""
    found, problems = calendar(case.brief, case.offer.value.planning, part)
    assert found, problems
    return found


def cost(placing: Placing) -> Fraction:
    """The cost in squared days."""
    return Fraction(placing.arrangement.cost, placing.arrangement.unit)


def main(long: bool = False) -> None:
    """One line a case: the cost, the best known, their ratio, the time of the processor."""
    for case in cases():
        steps = min(EACH * case.groups, MOST) * (LONGER if long else 1)
        start = time.process_time()
        placing = solved(case, steps)
        spent = time.process_time() - start
        found, missing = cost(placing), len(placing.arrangement.missing)
        ratio = float(found / case.best) if case.best else 1.0
        print(
            f"{case.path.stem:28} {case.groups:4} groupes {float(found):9.1f}  (meilleur connu {float(case.best):9.1f},"
            f" rapport {ratio:.3f}){f', {missing} sans planning' if missing else ''} {spent:8.2f} s"
        )
        if long and not missing and (found < case.best or not case.best):
            _write(case, found, steps, Fraction(placing.arrangement.bound, placing.arrangement.unit))


def _write(case: Case, found: Fraction, steps: int, bound: Fraction) -> None:
    text = case.path.read_text(encoding="utf-8")
    line = f'best: {{cost: "{found}", bound: "{bound}", steps: {steps}}}'
    case.path.write_text(re.sub(r"^best: .*$", line, text, flags=re.MULTILINE), encoding="utf-8", newline="\n")


def _loaded(data: Any, path: Path, model: type[Record]) -> Any:
    loaded, problems = make_record(data, parse("", path.name)[1], model)
    assert loaded, problems
    return loaded


if __name__ == "__main__":
    main("--long" in sys.argv)
