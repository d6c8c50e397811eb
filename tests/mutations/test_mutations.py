"""Every way to break the finished offer is told by the control that must tell it, and by few others."""

from __future__ import annotations

import pytest

from tests.mutations.mutations import broken, mutations, told

EVERY = mutations()
FEW = 4  # other controls that one fault may set off: a missing file is missed in several places


def test_there_are_enough_ways():
    assert len(EVERY) >= 60
    assert len({mutation.title for mutation in EVERY}) == len(EVERY)


@pytest.mark.parametrize("mutation", EVERY, ids=lambda mutation: mutation.title)
def test_a_broken_offer_is_not_green(mutation, workspace, sound):
    broken(workspace, mutation)
    new = {code for code, _ in told(workspace) - sound}
    assert mutation.expected & new, f"nothing of {sorted(mutation.expected)} in {sorted(new)}"
    assert len(new - mutation.expected) <= FEW, sorted(new)


def test_the_untouched_offer_has_no_new_finding(built, sound):
    assert told(built) == sound
    assert {code for code, _ in sound} <= {"C861", "C871", "F503", "F511", "P321"}
