"""A font without any drawing, for words that are read and never seen: each letter is half as wide as high."""

from __future__ import annotations

import struct
from functools import cache

WIDTH = 500  # of a letter, in thousandths of its size
_GLYPHS = 2  # « .notdef », and the one of every letter
_UP, _DOWN = 800, -200


@cache
def blank_font() -> bytes:
    """A TrueType file (ISO/IEC 14496-22) with the tables that ISO 32000-1, 9.9 asks of a font in a CIDFont."""
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + _segments(),
        b"glyf": _letter(),
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, 1000, 0, 0, 0, _DOWN, WIDTH, _UP, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, _UP, _DOWN, 0, WIDTH, 0, 0, 0, 1, *([0] * 7), _GLYPHS),
        b"hmtx": struct.pack(">Hh", WIDTH, 0) * _GLYPHS,
        b"loca": struct.pack(">HHH", 0, 0, len(_letter()) // 2),
        b"maxp": struct.pack(">IH13H", 0x10000, _GLYPHS, 2, 1, *([0] * 11)),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }
    return _file(tables)


def _letter() -> bytes:
    """A line there and back: it shows nothing, but has a box, without which pdfium takes a word for none."""
    box = struct.pack(">hhhhh", 1, 0, _DOWN, WIDTH, _UP)
    return box + struct.pack(">HHBBhhhh", 1, 0, 1, 1, 0, WIDTH, _DOWN, _UP - _DOWN)


def _segments() -> bytes:
    """A table of format 4 that gives the space its glyph, and nothing else."""
    return struct.pack(">HHHHHHH", 4, 32, 0, 4, 4, 1, 0) + struct.pack(
        ">HHHHHhhHH", 32, 0xFFFF, 0, 32, 0xFFFF, 1 - 32, 1, 0, 0
    )


def _file(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, (count << 4) - (16 << power))
    directory, body = b"", b""
    for name, data in tables.items():
        directory += name + struct.pack(">III", _sum(data), len(head) + 16 * count + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    whole = head + directory + body
    adjustment = struct.pack(">I", (0xB1B0AFBA - _sum(whole)) % 2**32)
    place = len(head) + 16 * count + sum(len(data) + -len(data) % 4 for name, data in tables.items() if name < b"head")
    return whole[: place + 8] + adjustment + whole[place + 12 :]


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) % 2**32
