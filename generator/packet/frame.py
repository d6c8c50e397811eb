"""The room that a page of ours keeps for a foreign one: the « plate » of document.typ."""

from __future__ import annotations

Size = tuple[float, float]
"""Width and height."""

TALL: Size = (186.0, 259.0)  # millimetres, on an upright page
WIDE: Size = (273.0, 172.0)  # on a turned one
MM = 25.4 / 72  # millimetres in a point


def is_wide(points: Size) -> bool:
    """Whether a page of this size, in points, asks for a turned page."""
    return points[0] > points[1]


def laid(points: Size) -> Size:
    """The size in millimetres at which a page of this size in points is printed: whole, never enlarged."""
    scale = reduction(points)
    return round(points[0] * MM * scale, 3), round(points[1] * MM * scale, 3)


def reduction(points: Size) -> float:
    """By how much a page of this size in points is multiplied to stand in ours: 1 at most."""
    room = WIDE if is_wide(points) else TALL
    return min(room[0] / (points[0] * MM), room[1] / (points[1] * MM), 1.0)
