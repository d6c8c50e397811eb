"""Hard pages are drawn in another process: the same pictures, and its death is only told."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name

from generator.packet import raster_apart
from generator.packet.content import TooHeavyError, drawings
from generator.packet.raster import pictures
from generator.packet.raster_apart import is_hard, pictures_apart
from tests.packet.foreign import RED, drawn, embedded, font, opened, unembedded
from tests.packet.hostile_streams import FORMS

A4 = (595.0, 842.0)


def test_the_pictures_are_the_same() -> None:
    wanted = ((1, A4), (3, A4))
    assert pictures_apart(unembedded(3), wanted) == pictures(unembedded(3), wanted)


def test_what_can_not_be_drawn_is_told() -> None:
    with pytest.raises(ValueError, match="drawing failed"):
        pictures_apart(b"%PDF-1.7 rien", ((1, A4),))
    with pytest.raises(ValueError, match="drawing failed"):
        pictures_apart(unembedded(), ((7, A4),))


def test_what_takes_too_long_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(raster_apart, "SLOWEST", 1.0)
    with pytest.raises(TooHeavyError):
        pictures_apart(FORMS["tiny tiles"](), ((1, A4),))


def hard(data: bytes) -> bool:
    with opened(data) as pdf:
        return is_hard(drawings(pdf.pages[0].obj))


def test_letters_lines_and_small_images_are_not_hard() -> None:
    assert not hard(embedded())
    assert not hard(unembedded())
    assert not hard(drawn(RED * 100))


def test_patterns_shadings_masks_and_long_drawings_are_hard() -> None:
    assert hard(drawn(b"", lambda pdf: Dictionary(Pattern=Dictionary(P=pdf.make_stream(b"")))))
    assert hard(FORMS["masked by itself"]())
    assert hard(drawn(RED * 9_000))
    assert hard(drawn(b"", lambda _: Dictionary(Shading=Dictionary(S=Dictionary()))))
    type3 = font("Dessin")
    type3.Subtype = Name.Type3
    assert hard(drawn(b"", lambda _: Dictionary(Font=Dictionary(F=type3))))
    assert not hard(drawn(b"", lambda _: Dictionary(ProcSet=Array([Name.PDF]))))
