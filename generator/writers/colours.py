"""Colours that can be read: contrast after WCAG 2.2 (1.4.3), and the nearest colour that has enough."""

from __future__ import annotations

from typing import Final

ENOUGH: Final = 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two hexadecimal colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, *grounds: str) -> str:
    """The colour, moved towards black or white until it can be read on every ground."""
    for step in range(21):
        for end in (0, 255):
            moved = _mixed(colour, end, step / 20)
            if all(contrast(moved, ground) >= ENOUGH for ground in grounds):
                return moved
    return "000000" if contrast("000000", grounds[0]) > contrast("FFFFFF", grounds[0]) else "FFFFFF"


def lighter(colour: str, share: float) -> str:
    """The colour mixed with `share` (0 to 1) of white."""
    return _mixed(colour, 255, share)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)


def _mixed(colour: str, end: int, share: float) -> str:
    return "".join(f"{round(channel + (end - channel) * share):02X}" for channel in _channels(colour))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
