"""The run-sheet of a session: the approach's phases, scaled to the real length, to the minute.

Each phase keeps its share of the session as far as its floor and its ceiling allow; what is left goes to the largest
remainders. Times are multiples of five minutes when the approach's own times and the length are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from math import gcd

from generator.brief.offer import Adaptation, Offer
from generator.foundation.days import minutes_between
from generator.library.approach import Approach, Phase, Rhythm


def run_sheet(approach: Approach, minutes: int, adapt: Adaptation | None = None) -> tuple[Phase, ...]:
    """The phases of a session of so many minutes, in order; their sum is `minutes`.

    Raises ValueError when the floors of the phases take more than the session, or their ceilings less.
    """
    situations = (adapt.situations if adapt else None) or approach.usual_situations
    phases = tuple(_kept(approach, minutes, situations))
    times = _shared(phases, minutes)
    return tuple(phase.model_copy(update={"minutes": time}) for phase, time in zip(phases, times, strict=True))


def fits(approach: Approach, minutes: int, situations: int) -> bool:
    """Whether a run-sheet of that length and number of situations exists."""
    phases = tuple(_kept(approach, minutes, situations))
    floor, ceiling = sum(phase.floor for phase in phases), sum(phase.ceiling for phase in phases)
    return 1 <= situations <= approach.most_situations and floor <= minutes <= ceiling


def session_lengths(offer: Offer) -> tuple[int, ...]:
    """Minutes of a session by the hours of the plan, the first group's first; each length once."""
    planning = offer.planning
    hours = [(group.start or planning.start, group.end or planning.end) for group in planning.groups]
    return tuple(dict.fromkeys(minutes_between(*each) for each in hours or [(planning.start, planning.end)]))


def session_minutes(offer: Offer) -> int:
    """How long a session of this offer lasts; of the first group when there are several."""
    return session_lengths(offer)[0]


def practised(approach: Approach, offer: Offer) -> Approach:
    """The approach as this offer practises it: its length, phases, situations and rhythm; unchanged if nothing fits."""
    return adapted(approach, session_minutes(offer), offer.adapt)


def adapted(approach: Approach, minutes: int, adapt: Adaptation) -> Approach:
    """The approach at that length, with those situations and that rhythm; unchanged when its phases do not fit."""
    if not fits(approach, minutes, adapt.situations or approach.usual_situations):
        return approach
    weeks = Rhythm(
        min_weeks=adapt.min_weeks or approach.rhythm.min_weeks, max_weeks=adapt.max_weeks or approach.rhythm.max_weeks
    )
    changes = {
        "minutes": minutes,
        "phases": run_sheet(approach, minutes, adapt),
        "situations": adapt.situations or approach.usual_situations,
        "rhythm": weeks,
    }
    return approach.model_copy(update=changes)


# --- which phases ----------------------------------------------------------------------------------


def _kept(approach: Approach, minutes: int, situations: int) -> Iterator[Phase]:
    """The phases of such a session: those in a row that repeat come once a situation, with its number."""
    for repeats, run in groupby(approach.phases, lambda phase: phase.repeat is not None):
        phases = [p for p in run if (p.only_from or 0) <= minutes and (p.situation or 1) <= situations]
        yield from _repeated(phases, situations) if repeats else phases


def _repeated(phases: Sequence[Phase], situations: int) -> Iterator[Phase]:
    for number in range(1, situations + 1):
        for phase in phases:
            title = phase.title[:1].lower() + phase.title[1:]
            named = f"Situation {number} : {title}" if situations > 1 else phase.title
            yield phase.model_copy(update={"title": named, "repeat": None, "situation": number})


# --- how long --------------------------------------------------------------------------------------


def _shared(phases: Sequence[Phase], minutes: int) -> tuple[int, ...]:
    """Minutes of each phase: multiples of five when all times are and bounds allow, else whole minutes."""
    for unit in (gcd(5, minutes, *(phase.minutes for phase in phases)), 1):
        floors = [-(-phase.floor // unit) for phase in phases]
        ceilings = [phase.ceiling // unit for phase in phases]
        if sum(floors) <= minutes // unit <= sum(ceilings):
            weights = [phase.minutes for phase in phases]
            return tuple(unit * share for share in apportioned(minutes // unit, weights, floors, ceilings))
    raise ValueError(f"no run-sheet of {minutes} minutes: floors and ceilings leave none")


def apportioned(total: int, weights: Sequence[int], floors: Sequence[int], ceilings: Sequence[int]) -> tuple[int, ...]:
    """Whole shares of `total` in proportion of the weights, none under its floor or over its ceiling.

    The floors must add up to `total` at most, the ceilings to `total` at least.
    """
    exact = _bounded(Fraction(total), weights, floors, ceilings)
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return tuple(shares)


def _bounded(total: Fraction, weights: Sequence[int], floors: Sequence[int], ceilings: Sequence[int]) -> list[Fraction]:
    """Exact shares: those out of their bounds are set on them, heaviest side first, and the others share the rest."""
    shares: dict[int, Fraction] = {}
    while open_ones := [i for i in range(len(weights)) if i not in shares]:
        rest = total - sum(shares.values())
        wanted = {i: rest * weights[i] / sum(weights[j] for j in open_ones) for i in open_ones}
        low = {i: Fraction(floors[i]) for i in open_ones if wanted[i] < floors[i]}
        high = {i: Fraction(ceilings[i]) for i in open_ones if wanted[i] > ceilings[i]}
        short, over = _gap(low, wanted), -_gap(high, wanted)
        shares |= wanted if short == over == 0 else {**low, **high} if short == over else low if short > over else high
    return [shares[i] for i in range(len(weights))]


def _gap(bounds: dict[int, Fraction], wanted: dict[int, Fraction]) -> Fraction:
    differences: Iterable[Fraction] = (bound - wanted[i] for i, bound in bounds.items())
    return sum(differences, Fraction(0))
