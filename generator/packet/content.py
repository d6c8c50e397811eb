"""The drawing of a foreign page: its own stream and the forms that it draws, read without drowning in them."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAX_STREAM = 20_000_000  # bytes in one stream of drawing
MAX_DRAWN = 100_000_000  # bytes drawn for a page, each form counted as often as it is drawn
_DO = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do\b")
_DEEPEST = 12
_PACKED = {"/FlateDecode", "/LZWDecode", "/RunLengthDecode"}

ObjectId = tuple[int, int]


class TooHeavyError(ValueError):
    """A page asks for more than a page should."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One stream of drawing operators, its bytes unpacked, and the resources it names."""

    stream: Any
    data: bytes
    resources: Any


def drawings(page: Any) -> tuple[Drawing, ...]:
    """The page's drawing, then the forms, patterns and masks it reaches, each once. Raises TooHeavyError."""
    found = [Drawing(page.Contents, unpacked(page.Contents), page.Resources)]
    seen: set[ObjectId] = set()
    for one in found:
        for stream in _inner(one.resources):
            if stream.objgen not in seen:
                seen.add(stream.objgen)
                found.append(Drawing(stream, unpacked(stream), stream.get("/Resources", page.Resources)))
    if _weight(found[0], {one.stream.objgen: one for one in found[1:]}, {}, 0) > MAX_DRAWN:
        raise TooHeavyError
    return tuple(found)


def unpacked(stream: Any) -> bytes:
    """The bytes of a stream. Raises TooHeavyError before it holds too many."""
    names = filters(stream)
    if sum(name in _PACKED for name in names) > 1:
        raise TooHeavyError
    if names == ("/FlateDecode",) and _inflates_beyond(stream.read_raw_bytes(), MAX_STREAM):
        raise TooHeavyError
    data: bytes = stream.read_bytes()
    if len(data) > MAX_STREAM:
        raise TooHeavyError
    return data


def _inflates_beyond(packed: bytes, limit: int) -> bool:
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed, limit)
    except zlib.error:
        return False
    return bool(unpacker.unconsumed_tail)


def filters(stream: Any) -> tuple[str, ...]:
    """The names of a stream's filters, first to undo first."""
    import pikepdf

    names = stream.get("/Filter", pikepdf.Array())
    return tuple(map(str, names)) if isinstance(names, pikepdf.Array) else (str(names),)


def entries(holder: Any, key: str) -> Iterator[tuple[str, Any]]:
    """The names and values of a dictionary inside another; nothing when it is not there."""
    import pikepdf

    found = holder.get(key)
    if isinstance(found, pikepdf.Dictionary):
        yield from found.items()


def is_image(one: Any) -> bool:
    """Whether this is a picture made of points."""
    import pikepdf

    return isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"


def _inner(resources: Any) -> Iterator[Any]:
    import pikepdf

    for _, xobject in entries(resources, "/XObject"):
        if isinstance(xobject, pikepdf.Stream) and xobject.get("/Subtype") == "/Form":
            yield xobject
    for _, pattern in entries(resources, "/Pattern"):
        if isinstance(pattern, pikepdf.Stream):
            yield pattern
    for _, state in entries(resources, "/ExtGState"):
        for name, group in entries(state, "/SMask"):
            if name == "/G" and isinstance(group, pikepdf.Stream):
                yield group


def _weight(drawing: Drawing, forms: dict[ObjectId, Drawing], known: dict[ObjectId, int], depth: int) -> int:
    """How many bytes are drawn in all for this drawing."""
    if depth > _DEEPEST:
        raise TooHeavyError
    named = dict(entries(drawing.resources, "/XObject"))
    total = len(drawing.data)
    for name, times in Counter(_DO.findall(drawing.data)).items():
        form = forms.get(getattr(named.get("/" + name.decode("latin-1")), "objgen", (0, 0)))
        if form:
            key = form.stream.objgen
            if key not in known:
                known[key] = _weight(form, forms, known, depth + 1)
            total += times * known[key]
    return total
