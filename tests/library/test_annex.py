"""The pages that a record takes of its file: « 1-3, 7 », each a page of it, once."""

from __future__ import annotations

import pytest

from generator.library.annex import Annex, chosen
from tests.packet.foreign import annex


@pytest.mark.parametrize(
    ("pages", "taken"),
    [("1", (1,)), ("1-3, 7", (1, 2, 3, 7)), ("7,1 - 2", (7, 1, 2)), ("4-4", (4,)), ("1-8", tuple(range(1, 9)))],
)
def test_ranges_name_pages_in_their_order(pages: str, taken: tuple[int, ...]) -> None:
    assert annex(pages=f"'{pages}'").value.pages == pages
    assert chosen(pages, 8) == taken


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ("9", "« 9 » est hors du fichier, qui a 8 pages"),
        ("7-9", "« 7-9 » est hors du fichier, qui a 8 pages"),
        ("0-2", "« 0-2 » est hors du fichier, qui a 8 pages"),
        ("3-1", "« 3-1 » va à rebours"),
        ("1-3, 2", "la page 2 y est deux fois"),
    ],
)
def test_what_is_wrong_is_said(pages: str, why: str) -> None:
    assert chosen(pages, 8) == why


def test_all_pages_are_taken_when_none_is_named() -> None:
    assert annex().value.pages is None
    assert "pages" in Annex.model_fields
