"""Diagnostics: how they are written, ordered and told apart."""

from generator.foundation.diagnostic import (
    Level,
    Rejected,
    Span,
    blocks,
    closest,
    error,
    info,
    near_miss,
    ordered,
    warning,
)


def test_a_place_says_what_it_knows() -> None:
    assert str(Span("offers/lyon/brief.yaml", 2, 1)) == "offers/lyon/brief.yaml:2:1"
    assert str(Span("brief.yaml", 2)) == "brief.yaml:2"
    assert str(Span("brief.yaml")) == "brief.yaml"


def test_a_diagnostic_is_one_sentence_then_its_remedy() -> None:
    found = error(
        "B103", Span("brief.yaml", 2, 1), "clé inconnue « deadlin »", "vouliez-vous dire « deadline » ?"
    )
    assert (
        str(found)
        == "brief.yaml:2:1: B103 clé inconnue « deadlin »\n  aide : vouliez-vous dire « deadline » ?"
    )
    assert str(info("C801", None, "rien à dire")) == "C801 rien à dire"


def test_gravest_first_then_by_place_each_once() -> None:
    low, high = warning("C801", Span("a", 1), "x"), error("C801", Span("b", 9), "y")
    early, nowhere = error("C801", Span("b", 2), "y"), error("C802", None, "z")
    note = info("C801", Span("a", 1), "w")
    assert ordered([note, low, high, early, low, nowhere]) == (nowhere, early, high, low, note)


def test_only_a_blocking_one_blocks() -> None:
    assert not blocks([])
    assert not blocks([warning("C801", None, "x"), info("C801", None, "x")])
    assert blocks([warning("C801", None, "x"), error("C801", None, "x")])
    assert [str(level) for level in Level] == ["blocking", "warning", "info"]


def test_a_refusal_carries_all_its_problems() -> None:
    refusal = Rejected(iter([error("E901", Span("a"), "un"), error("E902", Span("b"), "deux")]), exit_code=4)
    assert [d.code for d in refusal.diagnostics] == ["E901", "E902"]
    assert refusal.exit_code == 4
    assert str(refusal) == "a: E901 un\nb: E902 deux"


def test_a_near_miss_is_offered_and_a_far_one_is_not() -> None:
    known = ["deadline", "start", "end"]
    assert near_miss("deadlin", known) == "vouliez-vous dire « deadline » ?"
    assert closest("strat", known) == "start"
    assert near_miss("participants", known) == ""
    assert closest("x", []) == ""
    assert closest("deadline" * 100_000, known) == ""
