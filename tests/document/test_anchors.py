"""Anchors: stable from build to build, hidden in Word."""

from generator.document.anchors import PATTERN, anchor


def test_an_anchor_is_what_it_was_yesterday() -> None:
    # Anchors stand in documents under review: these values never change.
    assert anchor("note", "cadre-confidentialite") == "_ao_753451270"


def test_anchors_are_hidden_names_and_all_differ() -> None:
    made = {anchor(document, f"bloc-{n}") for document in ("note", "cv") for n in range(500)}
    assert len(made) == 1000
    assert all(PATTERN.fullmatch(name) for name in made)
    assert all(len(name) <= 40 for name in made)  # the longest bookmark that Word keeps
