"""Pictures for Typst: each becomes one SVG text, for sys_inputs carries no bytes."""

from __future__ import annotations

import re
from base64 import b64encode

_TALLEST = 200  # millimetres
_WIDEST = 160
_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_SIZE = re.compile(r"\s(width|height)\s*=\s*[\"']\s*([\d.]+)")
_BOX = re.compile(r"\sviewBox\s*=\s*[\"']\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)")


def svg(data: bytes) -> str | None:
    """This picture as SVG text: itself, or an SVG that holds the PNG or JPEG; None when it is none of them."""
    if _is_svg(data):
        return data.decode("utf-8", "replace")
    size = pixels(data)
    if not size:
        return None
    width, height = size
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    sides, packed = f'width="{width}" height="{height}"', b64encode(data).decode("ascii")
    image = f'<image {sides} href="data:image/{kind};base64,{packed}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {sides} viewBox="0 0 {width} {height}">{image}</svg>'


def fitted(data: bytes, width: int) -> float:
    """The width in millimetres at which this picture stands on a page: at most the text's, and never too tall."""
    width = min(max(width, 1), _WIDEST)
    size = _drawn(data) if _is_svg(data) else pixels(data)
    if not size or not all(size):
        return width
    return round(min(width, _TALLEST * size[0] / size[1]), 3)


def pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG, else None."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return _jpeg(data) if data.startswith(b"\xff\xd8") else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return int.from_bytes(data[place + 7 : place + 9]), int.from_bytes(data[place + 5 : place + 7])
        place += 2 + length
    return None


def _is_svg(data: bytes) -> bool:
    return b"<svg" in data[:1000]


def _drawn(data: bytes) -> tuple[float, float] | None:
    root = _ROOT.search(data[:5000].decode("utf-8", "replace"))
    if not root:
        return None
    if box := _BOX.search(root[0]):
        return float(box[1]), float(box[2])
    size = dict(_SIZE.findall(root[0]))
    return (float(size["width"]), float(size["height"])) if len(size) == 2 else None
