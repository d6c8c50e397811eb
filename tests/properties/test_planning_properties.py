"""What holds of every plan: rules kept, meetings in place, as good as trying every choice."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.foundation.days import each
from generator.planning.explain import explain
from generator.planning.meetings import fits
from generator.planning.rules import AtLeast, AtMost, Closed, Imposed, Meeting, Problem, Rule
from generator.planning.scheduler import Chain, beside, meeting_days, most, solve
from tests.plans import made

FEW = settings(max_examples=50, deadline=None)
START = date(2024, 1, 1)  # a Monday
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"]


def rule(effect: Any) -> Rule:
    return Rule(str(effect), None, True, effect)


@st.composite
def problems(draw: st.DrawFn, meetings: bool = True) -> Problem:
    """Small problems: up to 14 weeks, 4 sessions, random closed days, meetings and imposed days."""
    last = START + timedelta(days=draw(st.integers(5, 98)))
    days = each(START, last)
    shut = draw(st.sets(st.sampled_from(days), max_size=len(days)))
    count = draw(st.integers(1, 4))
    rules = [
        rule(Closed(frozenset(shut))),
        rule(AtLeast(draw(st.integers(1, 4)))),
        rule(AtMost(draw(st.integers(2, 9)))),
    ]
    free = [day for day in days if day not in shut and day.weekday() < 5]
    if free and draw(st.booleans()):
        rules.append(rule(Imposed(draw(st.sampled_from(free)))))
    if meetings and draw(st.booleans()):
        rules.append(rule(Meeting("cadrage", draw(st.none() | st.sampled_from(days)))))
    if meetings and count > 1 and draw(st.booleans()):
        after = draw(st.integers(1, count - 1))
        rules.append(rule(Meeting("bilan", None, draw(st.none() | st.sampled_from(days)), after=after)))
    if meetings and draw(st.booleans()):
        rules.append(rule(Meeting("evaluation", on=draw(st.none() | st.sampled_from(days)))))
    return Problem(count, START, last, START - timedelta(40), last + timedelta(40), tuple(rules))


def keeps(problem: Problem, chain: Chain) -> bool:
    """Whether these days keep every rule, told without the program."""
    gaps = [(after - before).days for before, after in pairwise(chain)]
    least = max(7 * effect.weeks for effect in problem.effects(AtLeast))
    greatest = min(7 * effect.weeks for effect in problem.effects(AtMost))
    imposed = {effect.day for effect in problem.effects(Imposed)}
    held = all(fits(m, problem.meeting_days(m), *beside(m, chain)) for m in problem.effects(Meeting))
    return held and imposed <= set(chain) and all(least <= gap <= greatest for gap in gaps)


def cost(problem: Problem, chain: Chain) -> int:
    """The uneven spacing of these days, as the scheduler defines it."""
    length, count = (problem.last - problem.first).days, problem.count
    ends = ((chain[0] - problem.first).days, (problem.last - chain[-1]).days)
    gaps = [(after - before).days for before, after in pairwise(chain)]
    return sum((2 * count * end - length) ** 2 for end in ends) + sum(
        (2 * count * g - 2 * length) ** 2 for g in gaps
    )


def every_choice(problem: Problem) -> list[tuple[int, Chain]]:
    days = problem.session_days()
    return [(cost(problem, c), c) for c in combinations(days, problem.count) if keeps(problem, c)]


@FEW
@given(problems(), st.data())
def test_dates_to_keep_move_as_little_as_can_be(problem: Problem, data: st.DataObject) -> None:
    days = problem.session_days()
    if not 0 < len(days) <= 22:
        return
    kept = frozenset(data.draw(st.sets(st.sampled_from(days), min_size=1, max_size=4)))
    ranked = [(len(set(chain) - kept), cost, chain) for cost, chain in every_choice(problem)]
    best = min(ranked, default=None)
    assert solve(replace(problem, kept=kept)) == (best[2] if best else None)


@FEW
@given(problems().filter(lambda p: len(p.session_days()) <= 22))
def test_the_program_is_as_good_as_trying_every_choice(problem: Problem) -> None:
    best = min(every_choice(problem), default=None)
    assert solve(problem) == (best[1] if best else None)


@FEW
@given(problems())
def test_a_solution_keeps_every_rule(problem: Problem) -> None:
    chain = solve(problem)
    if chain is None:
        return
    assert len(chain) == problem.count
    assert set(chain) <= set(problem.session_days())
    assert keeps(problem, chain)
    for meeting, day in meeting_days(problem, chain):
        previous, following = beside(meeting, chain)
        assert day in problem.meeting_days(meeting)
        assert previous is None or previous < day
        assert following is None or day < following


@FEW
@given(problems(meetings=False).filter(lambda p: len(p.session_days()) <= 22))
def test_the_most_sessions_is_the_most(problem: Problem) -> None:
    count = most(problem)
    if count:
        assert every_choice(replace(problem, count=count))
    assert not any(every_choice(replace(problem, count=n)) for n in range(count + 1, problem.count + 1))


@FEW
@given(problems().filter(lambda p: solve(p) is None))
def test_an_explanation_is_minimal_and_names_every_single_relaxation(problem: Problem) -> None:
    blockers = explain(problem).blockers
    named = [blocker.rule for blocker in blockers]
    core = replace(problem, rules=tuple(named))
    assert solve(core) is None
    assert all(solve(core.without(one)) is not None for one in named)
    assert all(blocker.possible == (solve(problem.without(blocker.rule)) is not None) for blocker in blockers)
    alone = [one for one in problem.rules if solve(problem.without(one)) is not None]
    assert all(one in named for one in alone)


@st.composite
def changes(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Vienne's brief and offer, with other days, absences, zones and rhythms."""
    period = each(date(2023, 9, 11), date(2024, 7, 5))
    first = draw(st.sampled_from(period))
    absence = {
        "intervener": "exemple",
        "from": f"{first}",
        "to": f"{first + timedelta(draw(st.integers(0, 30)))}",
    }
    return {
        "brief": {
            "buyer.department": draw(st.sampled_from(["86", "59", "75", "67", "13"])),
            "service.sessions.per_year": str(draw(st.integers(2, 10))),
            "service.sessions.avoid": draw(
                st.sampled_from([["school_holidays"], ["school_holidays", "wednesdays"]])
            ),
        },
        "offer": {
            "planning.weekdays": draw(
                st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=5, unique=True)
            ),
            "planning.closed": [f"{day}" for day in draw(st.lists(st.sampled_from(period), max_size=5))],
            "planning.absences": [absence],
            "planning.min_weeks": str(draw(st.integers(1, 5))),
            "planning.max_weeks": str(draw(st.integers(6, 12))),
        },
    }


@FEW
@given(changes())
def test_no_date_falls_on_a_closed_day(given_changes: dict[str, dict[str, Any]]) -> None:
    schedule, problems = made(given_changes)
    if schedule is None:
        assert "P311" in {problem.code for problem in problems}
        return
    brief, offer = given_changes["brief"], given_changes["offer"]
    for event in schedule.events:
        assert not any(c.first <= event.day <= c.last for c in schedule.closures), event
        assert not any(a["from"] <= event.day.isoformat() <= a["to"] for a in offer["planning.absences"]), (
            event
        )
        assert event.day.weekday() < 5
    for session in schedule.sessions:
        assert WEEKDAYS[session.day.weekday()] in offer["planning.weekdays"]
        assert session.day.weekday() != 2 or "wednesdays" not in brief["service.sessions.avoid"]
        assert schedule.first <= session.day <= schedule.last
    gaps = [(after.day - before.day).days for before, after in pairwise(schedule.sessions)]
    least, greatest = int(offer["planning.min_weeks"]), int(offer["planning.max_weeks"])
    assert all(7 * least <= gap <= 7 * greatest for gap in gaps)
    assert len(schedule.sessions) == int(brief["service.sessions.per_year"])
    assert list(schedule.events) == sorted(schedule.events, key=lambda event: event.day)


@settings(max_examples=15, deadline=None)
@given(changes())
def test_the_same_files_give_the_same_plan(given_changes: dict[str, dict[str, Any]]) -> None:
    assert made(given_changes) == made(given_changes)
