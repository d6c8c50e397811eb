"""An explanation as a value: which rules, from which lines, and what each would free."""

import pytest

from generator.foundation.diagnostic import Level, Span
from generator.planning.closures import calendar
from generator.planning.explain import Explanation, diagnostic, explain
from generator.planning.parts import parts
from generator.planning.people import known
from generator.planning.problem import problem
from tests.plans import given
from tests.quotes import Changes


def explained(offer: Changes, brief: Changes | None = None) -> Explanation:
    loaded = given({"offer": offer, "brief": brief or {}})
    around, problems = calendar(loaded[0], loaded[1].value.planning)
    assert around, problems
    (part,) = parts(loaded[0].value, loaded[1].value)
    return explain(problem(*loaded, around, part, known((), part.candidates)))


def test_each_rule_has_its_place() -> None:
    absence = {"intervener": "exemple", "from": "2023-11-06", "to": "2024-02-10", "because": "formation"}
    found = explained({"planning.min_weeks": "9", "planning.absences": [absence]})
    assert [(b.rule.name.split(" du ")[0], b.rule.span, b.possible, b.enough) for b in found.blockers] == [
        ("absence d'exemple", Span("offer.yaml", 20, 13), True, ""),
        ("au moins 9 semaines entre deux séances", Span("offer.yaml", 14, 14), True, "min_weeks: 4"),
    ]
    assert (found.sessions, found.days) == (3, 22)


def test_what_can_be_changed_is_named_rather_than_what_cannot() -> None:
    """On 1 May the public holiday blocks, and so does our closed day: what we can change is named."""
    found = explained(
        {
            "planning.from": "2024-05-01",
            "planning.to": "2024-05-01",
            "planning.weekdays": ["mercredi"],
            "planning.closed": ["2024-05-01"],
            "planning.meetings": [],
        },
        {"service.sessions.per_year": "1"},
    )
    assert [(b.rule.name, b.rule.changeable, b.possible) for b in found.blockers] == [
        ("jour fermé : le 1er mai 2024", True, False)
    ]


def test_the_buyers_clause_is_named_when_nothing_else_explains() -> None:
    found = explained(
        {
            "planning.weekdays": ["lundi", "mardi", "mercredi", "jeudi", "vendredi"],
            "planning.min_weeks": "6",
            "planning.max_weeks": "8",
            "planning.meetings": [],
        },
        {"service.sessions.per_year": "8"},
    )
    assert [(b.rule.name, b.rule.span, b.possible, b.enough) for b in found.blockers] == [
        ("vacances scolaires de la zone A, à éviter selon la demande", Span("brief.yaml", 14, 12), True, ""),
        ("au moins 6 semaines entre deux séances", Span("offer.yaml", 14, 14), True, "min_weeks: 5"),
    ]


def test_a_possible_plan_has_no_explanation() -> None:
    with pytest.raises(ValueError, match="possible"):
        explained({})


def test_another_block_may_remain() -> None:
    found = explained({"planning.from": "2023-09-11", "planning.to": "2023-10-05"})
    assert [(b.rule.name, b.possible, b.sessions) for b in found.blockers] == [
        ("au moins 5 semaines entre deux séances", False, 4)
    ]
    said = str(diagnostic(found, Span("offer.yaml", 7, 3)))
    assert "sans elle : 4 séances (il reste un autre blocage)" in said


def test_nothing_to_relax_when_the_period_is_too_short() -> None:
    found = explained({"planning.to": "2023-09-25"}, {"service.sessions.per_year": "12"})
    assert found.blockers == ()
    told = diagnostic(found, Span("offer.yaml", 7, 3))
    assert told.code == "P311"
    assert told.level is Level.BLOCKING
    assert "la période est trop courte" in told.hint


def test_one_session_is_singular() -> None:
    found = explained(
        {"planning.from": "2023-12-23", "planning.to": "2024-01-05", "planning.meetings": []},
        {"service.sessions.per_year": "1"},
    )
    said = diagnostic(found, Span("offer.yaml")).message
    assert said.startswith(
        "planning impossible : 1 séance demandée entre le 23 décembre 2023 et le 5 janvier 2024"
    )
    assert [b.rule.changeable for b in found.blockers] == [False]
