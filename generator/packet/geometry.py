"""The box that a viewer shows of a foreign page, how it turns it, and where a point of it is then seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.packet.frame import Size

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

A4: Box = (0.0, 0.0, 595.28, 841.89)
_LONGEST = 20_000.0  # points
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as a viewer shows it: the box it shows, in the page's own units, and by how much it is turned."""

    box: Box
    turn: int  # 0, 90, 180 or 270, clockwise
    unit: float = 1.0  # points in a unit of the page

    @property
    def size(self) -> Size:
        """Width and height in points, once turned."""
        left, bottom, right, top = self.box
        width, height = (right - left) * self.unit, (top - bottom) * self.unit
        return (height, width) if self.turn % 180 else (width, height)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is seen: shares of the width and height, from the lower left corner."""
        left, bottom, right, top = self.box
        across, up = (x - left) / (right - left), (y - bottom) / (top - bottom)
        return {0: (across, up), 90: (up, 1 - across), 180: (1 - across, 1 - up), 270: (1 - up, across)}[self.turn]


def seen(page: Any) -> Seen:
    """How this page of a PDF is seen. Raises ValueError for a box or a turn that makes no sense."""
    media = box(inherited(page, "/MediaBox")) or A4
    crop = box(inherited(page, "/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if left >= right or bottom >= top:  # a crop box beside the page: viewers show the page
        left, bottom, right, top = media
    unit = float(page.get("/UserUnit", 1))
    if not (unit > 0 and 1 <= (right - left) * unit <= _LONGEST and 1 <= (top - bottom) * unit <= _LONGEST):
        raise ValueError("page box")
    turn = round(float(inherited(page, "/Rotate") or 0) / 90) * 90 % 360
    return Seen((left, bottom, right, top), turn, unit)


def inherited(page: Any, key: str) -> Any:
    """The value of a page's key, or of the nearest branch above it that has one."""
    holder = page
    for _ in range(_DEEPEST):
        if holder is None or key in holder:
            return None if holder is None else holder[key]
        holder = holder.get("/Parent")
    return None


def box(array: Any) -> Box | None:
    """A rectangle of a PDF, its corners put in order. Raises ValueError or TypeError for nonsense."""
    if array is None:
        return None
    one, two, three, four = map(float, array)
    return min(one, three), min(two, four), max(one, three), max(two, four)
