"""What our fonts draw is read from the fonts themselves."""

import json

import pytest

from generator.writers.pdf.glyphs import covered, refused, shown


@pytest.mark.parametrize("char", "aé€œŒ«»—…’\u202f\u00a0☐☒✓→≥½²😀\ufffd\u200b\u00ad")
def test_what_french_needs_is_covered(char: str) -> None:
    assert char in covered()


@pytest.mark.parametrize("char", ["漢", "\x00", "\x07", "\ue000", "\ufeff", "\ufffe", "\ud800", "\U000f0000", "\u0378"])
def test_what_no_font_has_is_not(char: str) -> None:
    assert char not in covered()


def test_thousands_of_characters_are_covered() -> None:
    assert len(covered()) > 7000


def test_fine_data_passes_unchanged() -> None:
    data = {"a": ["é", {"b": "ligne\nsuite"}], "n": 1.5, "none": None}
    text, problems = shown(data)
    assert json.loads(text) == data
    assert problems == ()


def test_each_character_is_told_once_with_its_words() -> None:
    text, problems = shown({"a": ["bon 漢 jour", "漢", "\x07 fin"]})
    assert json.loads(text) == {"a": ["bon � jour", "�", "� fin"]}
    assert [problem.code for problem in problems] == ["T640", "T640"]
    assert "« 漢 » (U+6F22)" in problems[0].message
    assert "« bon 漢 jour »" in problems[0].message


def test_what_is_said_and_not_drawn_needs_no_glyph() -> None:
    assert shown({"alt": "漢", "author": "字"})[1] == ()
    text, (problem,) = shown({"alt": "漢\x07\n"})
    assert json.loads(text) == {"alt": "漢�\n"}
    assert "U+0007" in problem.message


def test_what_typst_refuses_by_itself_is_replaced_too() -> None:
    text, (problem,) = refused('{"a": "mot 漢 mot"}', r"\u{6f22}")
    assert json.loads(text) == {"a": "mot � mot"}
    assert "U+6F22" in problem.message
    assert refused('{"a": 1}', 'a"{') == ('{"a": 1}', ())  # never the JSON itself
