"""The theme, ready for styles: sizes as floats, colours that can be read where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.library.theme import Theme
from generator.writers.colours import lighter, readable

_RED: Final = "C00000"  # no theme may hide what must be settled


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours in hexadecimal; `size` is that of the body in points."""

    font: str
    size: float
    primary: str
    accent: str
    soft: str
    grey: str
    rule: str
    alarm: str


def palette(theme: Theme) -> Palette:
    """The palette of this theme; text colours keep a contrast of 4.5 on white and on the soft ground."""
    soft = theme.soft.upper()
    primary, accent, grey, alarm = (
        readable(colour, "FFFFFF", soft) for colour in (theme.primary, theme.accent, theme.grey, _RED)
    )
    return Palette(theme.word_font, float(theme.size), primary, accent, soft, grey, lighter(grey, 0.55), alarm)
