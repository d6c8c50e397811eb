"""Why several groups have no plan together, told without claiming more than was proven."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error
from generator.foundation.record import Loaded
from generator.planning.explain import explain, several
from generator.planning.remedies import attempted, remedies
from generator.planning.scheduler import solve
from generator.planning.together import Placing, Setting, apart_from, whole

NAMED = 5  # groups named in a message
CROWD = 12  # groups in each other's way beyond which no single change is tried
MORE = (
    "changez plusieurs règles à la fois, demandez moins de séances, ou confiez des groupes à d'autres personnes "
    "(« interveners »)"
)


def stuck(
    brief: Loaded[Brief], offer: Loaded[Offer], placing: Placing, holds: Callable[[Loaded[Offer]], bool]
) -> Diagnostics:
    """The groups that have no plan alone, each with its rules; the others together; then what is enough for all."""
    settings, arrangement = placing.settings, placing.arrangement
    lone = [number for number in arrangement.missing if not _possible(brief, offer, settings[number])]
    told = [*_merged(_alone(brief, offer, settings[number]) for number in lone)]
    proven = sorted(arrangement.proven - set(lone)) if not arrangement.proven & set(lone) else []
    beside = [number for number in arrangement.missing if number not in (*lone, *proven)]
    if proven:
        beside = [one for one in beside if not any(_share(offer.value, placing, one, other) for other in proven)]
        told.append(_together(offer, placing, proven))
    if beside:
        told.append(_unfound(offer, placing, beside))
    if len(beside) > CROWD:
        return (*told[:-1], replace(told[-1], hint=f"{len(beside)} groupes sont sans dates : {MORE}"))
    return (*told[:-1], _helped(brief, offer, placing, told[-1], holds))


def _possible(brief: Loaded[Brief], offer: Loaded[Offer], one: Setting) -> bool:
    return any(solve(whole(brief, offer, one, person)) is not None for person in one.people)


def _alone(brief: Loaded[Brief], offer: Loaded[Offer], one: Setting) -> tuple[str, Diagnostic]:
    """The name of a group that has no plan at all, and why."""
    explanation = explain(whole(brief, offer, one, one.people[0]))
    return one.part.name, several(explanation, one.part.here(offer), [person.key for person in one.people])


def _merged(told: Iterator[tuple[str, Diagnostic]]) -> Iterator[Diagnostic]:
    """What is the same of several groups is said once."""
    found: dict[tuple[str, str], tuple[list[str], Diagnostic]] = {}
    for name, problem in told:
        found.setdefault((problem.message, problem.hint), ([], problem))[0].append(name)
    for names, problem in found.values():
        yield replace(problem, message=f"{', '.join(names)} : {problem.message}")


def _share(offer: Offer, placing: Placing, one: int, other: int) -> bool:
    """Whether these groups can stand in each other's way."""
    here, there = placing.settings[one], placing.settings[other]
    keys = {person.key for person in here.people}
    return any(person.key in keys for person in there.people) and apart_from(offer, here, there)


def _together(offer: Loaded[Offer], placing: Placing, numbers: Sequence[int]) -> Diagnostic:
    names, people = _names(placing, numbers), _people(placing, numbers)
    said = (
        f"{names} : planning impossible pour ces {len(numbers)} groupes ensemble, avec {people} : "
        "toutes les combinaisons de dates ont été examinées ; chacun, seul, a un planning"
    )
    return error("P311", placing.settings[numbers[0]].part.here(offer), said)


def _unfound(offer: Loaded[Offer], placing: Placing, numbers: Sequence[int]) -> Diagnostic:
    around = [
        n
        for n in range(len(placing.settings))
        if n not in numbers and any(_share(offer.value, placing, n, number) for number in numbers)
    ]
    beside = f" à côté de {_names(placing, around)}" if around else ""
    said = f"{_names(placing, numbers)} : aucun planning trouvé{beside}, avec {_people(placing, numbers)}"
    each = "chacun, seul, en a un" if len(numbers) > 1 else "seul, ce groupe en a un"
    more = " ; la recherche est limitée, elle ne prouve pas qu'il n'en existe aucun"
    return error("P311", placing.settings[numbers[0]].part.here(offer), f"{said} ; {each}{more}")


def _helped(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    placing: Placing,
    told: Diagnostic,
    holds: Callable[[Loaded[Offer]], bool],
) -> Diagnostic:
    """The same with the changes that are enough for all the groups, or the word that none was found."""
    groups = [one.part for one in placing.settings]
    wednesdays = "wednesdays" not in brief.value.service.sessions.avoid
    found = remedies(offer, groups, groups[placing.arrangement.missing[0]], wednesdays, holds)
    tried = "avec tous les groupes ensemble"
    if found:
        head = f"{'un seul de ces changements' if len(found) > 1 else 'ce changement'} suffit, essayé {tried} :"
        lines = [head, *(f"    - {c.text}" + (f"  [{c.span}]" if c.span else "") for c in found)]
    else:
        none = f"aucun de ces changements, essayé seul {tried}, n'a suffi"
        lines = [f"{none} : {attempted(len(groups), wednesdays)} ; {MORE}"]
    if told.hint:
        lines[0] = f"    {lines[0]}"
    return replace(told, hint="\n".join(filter(None, [told.hint, *lines])))


def _names(placing: Placing, numbers: Sequence[int]) -> str:
    names = [placing.settings[number].part.name for number in numbers]
    if len(names) > NAMED:
        return f"{', '.join(names[:NAMED])} et {len(names) - NAMED} autres groupes"
    return " et ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _people(placing: Placing, numbers: Sequence[int]) -> str:
    keys = dict.fromkeys(person.key for number in numbers for person in placing.settings[number].people)
    return ", ".join(keys) if len(keys) <= NAMED else f"{len(keys)} intervenants possibles"
