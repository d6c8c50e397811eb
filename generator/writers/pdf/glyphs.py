"""What our fonts can draw: the characters in their cmap tables; any other is shown as « � » and reported.

PDF/A-2a and PDF/UA-1 refuse a character without a glyph, and those of the private use areas, which mean nothing.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator.foundation.diagnostic import Diagnostic, Diagnostics, error

FONTS = Path(__file__).parent.parent / "fonts"
UNKNOWN = "\ufffd"
_INVISIBLE = (
    "\u200b",
    "\u200f",
    "\u202a",
    "\u202e",
    "\u2060",
    "\u2064",
    "\ufe00",
    "\ufe0f",
)  # pairs: first, last
_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]"
)
_ESCAPED = re.compile(r"\\u00[01][0-9a-f]|\\[bf]|\x7f")  # as JSON writes control characters
_UNDRAWN = {"alt", "name", "author"}
_AROUND = 30


def shown(data: Mapping[str, Any]) -> tuple[str, Diagnostics]:
    """This data as JSON text, with « � » for what no font has, and a diagnostic for each such character."""
    text = json.dumps(data, ensure_ascii=False)
    if not _ESCAPED.search(text) and covered() >= set(text):
        return text, ()
    bad: dict[str, str] = {}
    clean = _cleaned(data, bad)
    return json.dumps(clean, ensure_ascii=False), tuple(_diagnostic(char, around) for char, around in bad.items())


@cache
def covered() -> frozenset[str]:
    """Every character that one of our fonts draws, and those that need no drawing."""
    drawn = {
        chr(code)
        for path in sorted(FONTS.glob("*.ttf"))
        for first, last in _ranges(path)
        for code in range(first, last + 1)
    }
    for first, last in zip(_INVISIBLE[::2], _INVISIBLE[1::2], strict=True):
        drawn.update(map(chr, range(ord(first), ord(last) + 1)))
    return frozenset(char for char in drawn if not _FORBIDDEN.match(char))


def _cleaned(value: Any, bad: dict[str, str]) -> Any:
    match value:
        case str():
            return _text(value, set(value) - covered(), bad)
        case Mapping():
            return {
                key: _undrawn(inner, bad) if key in _UNDRAWN else _cleaned(inner, bad) for key, inner in value.items()
            }
        case list() | tuple():
            return [_cleaned(inner, bad) for inner in value]
        case _:
            return value


def _undrawn(text: str, bad: dict[str, str]) -> str:
    """Words that are said and never drawn need no glyph; what no PDF may hold is taken out all the same."""
    return _text(text, {char for char in text if _FORBIDDEN.match(char) or "\ud800" <= char <= "\udfff"}, bad)


def _text(text: str, strange: set[str], bad: dict[str, str]) -> str:
    strange -= set("\t\n\r")
    for char in sorted(strange):
        place = text.index(char)
        bad.setdefault(char, text[max(0, place - _AROUND) : place + _AROUND].strip())
    return text.translate({ord(char): UNKNOWN for char in strange})


def refused(text: str, escaped: str) -> tuple[str, Diagnostics]:
    """JSON text without the characters that Typst refused, which it gives as Rust writes them, and what to say."""
    chars = dict.fromkeys(re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), escaped))
    known = {
        ord(char): UNKNOWN for char in chars if char not in '"\\{}[]:,' and not (char.isascii() and char.isalnum())
    }
    places = {chr(code): text.find(chr(code)) for code in known}
    around = {char: text[max(0, place - _AROUND) : place + _AROUND] for char, place in places.items()}
    return text.translate(known), tuple(_diagnostic(char, where) for char, where in around.items())


def _diagnostic(char: str, around: str) -> Diagnostic:
    readable = "".join(c if c.isprintable() or c.isspace() else UNKNOWN for c in around)
    sign = f"« {char} » " if char.isprintable() else ""
    said = f"aucune police ne sait écrire le caractère {sign}(U+{ord(char):04X})"
    message = f"{said} ; il est remplacé par « {UNKNOWN} » dans « {readable} »"
    return error("T640", None, message, "remplacez ce caractère dans le texte")


def _ranges(path: Path) -> Iterator[tuple[int, int]]:
    """The code points in a font's cmap, from its best Unicode table: format 12, else format 4 (OpenType, « cmap »)."""
    table = _cmap(path)
    count = struct.unpack_from(">H", table, 2)[0]
    offsets = [
        offset for platform, _, offset in struct.iter_unpack(">HHL", table[4 : 4 + 8 * count]) if platform in {0, 3}
    ]
    formats = {struct.unpack_from(">H", table, offset)[0]: offset for offset in offsets}
    if 12 in formats:
        yield from _format_12(table, formats[12])
    else:
        yield from _format_4(table, formats[4])


def _cmap(path: Path) -> bytes:
    with path.open("rb") as font:
        count = struct.unpack(">4xH6x", font.read(12))[0]
        for tag, _, offset, length in struct.iter_unpack(">4sLLL", font.read(16 * count)):
            if tag == b"cmap":
                font.seek(offset)
                return font.read(length)
    raise ValueError(path.name)


def _format_12(table: bytes, offset: int) -> Iterator[tuple[int, int]]:
    groups = struct.unpack_from(">L", table, offset + 12)[0]
    for first, last, glyph in struct.iter_unpack(">LLL", table[offset + 16 : offset + 16 + 12 * groups]):
        yield (first if glyph else first + 1), last


def _format_4(table: bytes, offset: int) -> Iterator[tuple[int, int]]:
    size = struct.unpack_from(">H", table, offset + 6)[0]
    ends, starts, deltas, indexes = (
        struct.unpack_from(f">{size // 2}H", table, offset + 14 + shift)
        for shift in (0, size + 2, 2 * size + 2, 3 * size + 2)
    )
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if indexes[segment]:
                place = offset + 16 + 3 * size + 2 * segment + indexes[segment] + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, place)[0] if place + 2 <= len(table) else 0
            if glyph and (glyph + deltas[segment]) % 65536:
                yield code, code
