"""Shapes and words of our pictures as SVG text: millimetres, Carlito, every value escaped."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, floor

FONT = "Carlito"
STEP = 1.5  # between two strokes of a hatching, along an edge
RADIUS = 2.05  # of the shapes around a day
INK = "#222222"
BASELINE = 0.34  # of the size: from the middle of a figure or capital to its foot
WIDTH = 0.43  # of the size: room that one character of our labels takes in Carlito, rather too much


@dataclass(frozen=True, slots=True)
class Palette:
    """The four colours of a theme, as #rrggbb."""

    primary: str
    accent: str
    soft: str
    grey: str

    @property
    def hatch(self) -> str:
        """Two fifths of the way from the soft colour to the grey one: paler figures stay legible over it."""
        pairs = ((int(self.soft[n : n + 2], 16), int(self.grey[n : n + 2], 16)) for n in (1, 3, 5))
        return "#" + "".join(f"{(3 * soft + 2 * grey) // 5:02x}" for soft, grey in pairs)


def text(x: float, y: float, words: str, size: float, color: str = INK, style: str = "") -> str:
    """Words whose middle line is at `y`; `style` may hold « middle », « bold », « italic »."""
    marks = {
        "middle": ' text-anchor="middle"',
        "bold": ' font-weight="bold"',
        "italic": ' font-style="italic"',
    }
    extra = "".join(mark for name, mark in marks.items() if name in style)
    foot = y + BASELINE * size
    place = f'x="{x:.2f}" y="{foot:.2f}" font-size="{size:.2f}"'
    return f'<text {place} fill="{color}"{extra}>{escape(words, quote=False)}</text>'


def fitted(x: float, y: float, words: str, size: float, room: float) -> str:
    """Words made smaller when they would be wider than `room`."""
    wide = len(words) * WIDTH * size
    return text(x, y, words, size * min(1, room / wide) if wide else size)


def line(x1: float, y1: float, x2: float, y2: float, color: str, width: float) -> str:
    """A straight line."""
    place = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
    return f'<line {place} stroke="{color}" stroke-width="{width:.2f}"/>'


def box(x: float, y: float, width: float, height: float, look: str) -> str:
    """A rectangle with round corners; `look` holds its fill and stroke attributes."""
    place = f'x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" rx="0.7"'
    return f"<rect {place} {look}/>"


def disc(x: float, y: float, radius: float, look: str) -> str:
    """A circle around (x, y)."""
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" {look}/>'


def badge(full: bool, words: str, x: float, y: float, palette: Palette) -> str:
    """A full disc for a session, an open square for a meeting, with a day or a mark in it."""
    if full:
        shape = disc(x, y, RADIUS, f'fill="{palette.primary}"')
        return shape + text(x, y, words, 2.8, "#ffffff", "middle bold")
    size = 2 * RADIUS - 0.4
    look = f'fill="#ffffff" stroke="{palette.accent}" stroke-width="0.5"'
    return box(x - size / 2, y - size / 2, size, size, look) + text(x, y, words, 2.8, INK, "middle bold")


def hatched(left: float, top: float, width: float, height: float, palette: Palette) -> str:
    """Days without class: strokes drawn one by one, since readers of PDF blur a pattern."""
    right, foot = left + width, top + height
    strokes = []
    for number in range(ceil((left + top) / STEP), floor((right + foot) / STEP) + 1):
        total = number * STEP  # along a stroke, x + y stays the same
        start, end = max(left, total - foot), min(right, total - top)
        strokes.append(f"M{start:.2f} {total - start:.2f}L{end:.2f} {total - end:.2f}")
    look = f'stroke="{palette.hatch}" stroke-width="0.22" fill="none"'
    return box(left, top, width, height, f'fill="{palette.soft}"') + f'<path d="{"".join(strokes)}" {look}/>'


def ring(x: float, y: float) -> str:
    """A broken circle: a public holiday."""
    return disc(
        x, y, RADIUS - 0.1, f'fill="none" stroke="{INK}" stroke-width="0.25" stroke-dasharray="0.7 0.5"'
    )


def cross(x: float, y: float) -> str:
    """A stroke: a day that we close."""
    return line(x - 1.7, y + 1.7, x + 1.7, y - 1.7, INK, 0.2)


def sheet(width: float, height: float, title: str, shapes: list[str]) -> bytes:
    """A whole picture: its size in millimetres, its title and its shapes."""
    size = f'width="{width:.2f}mm" height="{height:.2f}mm" viewBox="0 0 {width:.2f} {height:.2f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}" role="img" xml:lang="fr">'
    title = f"<title>{escape(title, quote=False)}</title>"
    return "\n".join([head, title, *shapes, "</svg>\n"]).encode()
