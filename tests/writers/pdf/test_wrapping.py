"""Long words may break, after their signs if they can; ordinary text is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.writers.pdf.wrapping import BREAK, breakable


@pytest.mark.parametrize("text", ["", "des mots ordinaires", "arc-en-ciel " * 9, "a" * 12, "socio-économique-et-plus"])
def test_what_fits_is_unchanged(text: str) -> None:
    assert breakable(text, 12) == text


def test_an_address_breaks_after_its_signs() -> None:
    assert breakable("https://exemple.fr/a_b", 10).split(BREAK) == ["https://", "exemple.", "fr/", "a_", "b"]


def test_a_word_without_sign_breaks_anywhere() -> None:
    assert breakable("x" * 25, 10).split(BREAK) == ["x" * 10, "x" * 10, "x" * 5]


@given(st.text(), st.integers(3, 70))
@settings(max_examples=50)
def test_breaks_are_all_that_is_added(text: str, longest: int) -> None:
    assert breakable(text, longest).replace(BREAK, "") == text.replace(BREAK, "")
