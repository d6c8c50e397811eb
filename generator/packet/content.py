"""The drawing of a foreign page: its own stream and the forms that it draws, read without drowning in them."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

MAX_STREAM = 20_000_000  # bytes in one stream of drawing
MAX_PARSED = 1_000_000  # bytes of drawing operators that are read one by one for a page
MAX_DRAWN = 100_000_000  # bytes drawn for a page, each form counted as often as it is drawn
_DO = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+(Do|scn|SCN)\b")
_DEEPEST = 12
_A_FORM = 40  # values that looking at a form costs as much as
_PACKED = {"/FlateDecode", "/LZWDecode", "/RunLengthDecode"}


ObjectId = tuple[int, int]


class TooHeavyError(ValueError):
    """A page asks for more than a page should."""


@dataclass(slots=True)
class Budget:
    """What may still be looked at in one file: names and values one by one, bytes of drawing read one by one.

    And what is known already: why no page may stay as it is that has these resources, or draws this stream, or None;
    what pages that may stay lead to, tidied; the forms that shared resources lead to.
    """

    values: int = 800_000
    parsed: int = 20_000_000
    known: dict[ObjectId, str | None] = field(default_factory=dict)
    judged: dict[ObjectId, str | None] = field(default_factory=dict)
    stripped: set[ObjectId] = field(default_factory=set)
    sound: set[ObjectId] = field(default_factory=set)
    forms: dict[ObjectId, tuple[Drawing, ...]] = field(default_factory=dict)

    def look(self, values: int) -> None:
        """Takes this many values from what is left. Raises TooHeavyError beyond."""
        self.values -= values
        if self.values < 0:
            raise TooHeavyError

    def readable(self, size: int) -> bool:
        """Whether that many bytes of a page's drawing may be read operator by operator."""
        return size <= min(MAX_PARSED, self.parsed)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One stream of drawing operators, its bytes unpacked, and the resources it names."""

    stream: Any
    data: bytes
    resources: Any


def drawings(page: Any, budget: Budget | None = None) -> tuple[Drawing, ...]:
    """The page's drawing, then the forms, patterns and masks it reaches, each once. Raises TooHeavyError."""
    budget = budget or Budget()
    own = Drawing(page.Contents, unpacked(page.Contents), page.Resources)
    shared = page.Resources.objgen if page.Resources.is_indirect else None
    if shared is None or shared not in budget.forms:
        inner = _reached(own, page, budget)
        if shared and sum(len(one.data) for one in inner) < MAX_STREAM:
            budget.forms[shared] = inner
    else:
        inner = budget.forms[shared]
    forms = {one.stream.objgen: one for one in inner}
    if _Weighing(forms, budget).weight(own, 0) > MAX_DRAWN:
        raise TooHeavyError
    return own, *inner


def _reached(own: Drawing, page: Any, budget: Budget) -> tuple[Drawing, ...]:
    """The forms, patterns and masks that a page's drawing can lead to, each once."""
    found = [own]
    seen: set[ObjectId] = set()
    walked: set[ObjectId] = set()
    for one in found:
        if one.resources.objgen in walked:
            continue
        walked |= {one.resources.objgen} if one.resources.is_indirect else set()
        for stream in _inner(one.resources):
            budget.look(1)
            if stream.objgen not in seen:
                seen.add(stream.objgen)
                budget.look(_A_FORM)
                found.append(Drawing(stream, unpacked(stream), _resources(stream, page)))
    return tuple(found[1:])


def resources_of(drawn: Iterable[Drawing]) -> Iterator[Any]:
    """The resources that these drawings name, each once."""
    seen: set[ObjectId] = set()
    for one in drawn:
        if one.resources.objgen not in seen:
            yield one.resources
        if one.resources.is_indirect:
            seen.add(one.resources.objgen)


def _resources(stream: Any, page: Any) -> Any:
    import pikepdf

    own = stream.get("/Resources")
    return own if isinstance(own, pikepdf.Dictionary) else page.Resources


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


class _Weighing:
    """How many bytes are drawn in all, forms and patterns counted as often as they are asked for."""

    def __init__(self, forms: dict[ObjectId, Drawing], budget: Budget) -> None:
        self._forms, self._budget = forms, budget
        self._known: dict[ObjectId, int] = {}
        self._names: dict[ObjectId, dict[str, ObjectId]] = {}

    def weight(self, drawing: Drawing, depth: int) -> int:
        """The bytes drawn for this drawing. Raises TooHeavyError for one that sinks into itself."""
        if depth > _DEEPEST:
            raise TooHeavyError
        total = len(drawing.data)
        asked = Counter(_DO.findall(drawing.data))
        named = self._named(drawing.resources) if asked else {}
        for (name, how), times in asked.items():
            form = self._forms.get(named.get(("X" if how == b"Do" else "P") + name.decode("latin-1"), (0, 0)))
            if form:
                key = form.stream.objgen
                if key not in self._known:
                    self._known[key] = self.weight(form, depth + 1)
                total += times * self._known[key]
        return total

    def _named(self, resources: Any) -> dict[str, ObjectId]:
        """The forms and patterns that these resources name."""
        if resources.objgen in self._names:
            return self._names[resources.objgen]
        named = {}
        for kind, key in (("X", "/XObject"), ("P", "/Pattern")):
            for name, one in entries(resources, key):
                self._budget.look(1)
                named[kind + name[1:]] = getattr(one, "objgen", (0, 0))
        if resources.is_indirect:
            self._names[resources.objgen] = named
        return named
