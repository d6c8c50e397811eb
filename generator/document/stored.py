"""A document as compact JSON: what a .docx said when it left us, carried inside it for the day it comes back reviewed.

Lines of sources and bytes of pictures are left out; default values too. A text without marks is a JSON string.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from generator.document import docx_names as names
from generator.document import tree
from generator.document.normal import normalised
from generator.document.tree import Document, Figure, Heading, Node, Table, Text
from generator.foundation.ooxml import legal

LARGEST: Final = 20_000_000  # letters of a stored document
_VERSION: Final = 1
_LEFT_OUT: Final = {"line", "data"}
_REMARKS: Final = ("Remark",)

_Reader = Callable[[Any], Any]
_Shape = tuple[tuple[str, Any, _Reader], ...]
"""Name, default and reader of each field that is stored."""


def dumped(document: Document) -> str:
    """The document in its canonical shape, with the anchors and origins of its parts; the same text each time."""
    made = {"version": _VERSION, "document": _said(normalised(document))}
    return legal(json.dumps(made, ensure_ascii=False, separators=(",", ":")))


def restored(text: str) -> Document | None:
    """The document that this text stores; None when it stores none. Never raises, whatever the text."""
    if len(text) > LARGEST:
        return None
    try:
        held = json.loads(text)
        if not isinstance(held, dict) or held.get("version") != _VERSION:
            return None
        made: Document = _reader(Document)(held.get("document"))
        return normalised(made) if _sound(made) else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def fingerprint(document: Document) -> str:
    """Sixteen hexadecimal digits that change with the words and the shape; remarks and origins count for nothing."""
    whole = normalised(document)
    bare = replace(whole, parts=tuple(replace(part, origin=None) for part in whole.parts))
    said = json.dumps(_said(bare, skipped=_REMARKS), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(legal(said).encode("utf-8")).hexdigest()[:16]


def _said(value: Any, skipped: tuple[str, ...] = ()) -> Any:
    """The JSON value of a node, of a tuple, or of a plain value."""
    if isinstance(value, tuple):
        return [_said(each, skipped) for each in value if type(each).__name__ not in skipped]
    if isinstance(value, Text) and not (value.strong or value.emphasis):
        return value.value
    if not is_dataclass(value):
        return value
    kind: type = type(value)
    made: dict[str, Any] = {"is": kind.__name__}
    for name, default, _ in _shape(kind):
        held = getattr(value, name)
        if held != default or default is MISSING:
            made[name] = _said(held, skipped)
    return made


# --- reading back


def _sound(document: Document) -> bool:
    """Whether the writers could take this tree: a stranger may have changed what the file stores."""
    anchors = [part.anchor for part in document.parts if part.anchor]
    return (
        len(set(anchors)) == len(anchors)
        and all(names.PART_MARK.fullmatch(anchor) for anchor in anchors)
        and all(_sound_node(node) for part in document.parts for node in part.nodes)
    )


def _sound_node(node: Node) -> bool:
    match node:
        case Heading():
            return 1 <= node.level <= len(names.HEADINGS)
        case Figure():
            return 0 <= node.width <= 2000
        case Table():
            columns = len(node.widths)
            spans = ([cell.span for cell in row.cells] for row in node.rows)
            return node.header >= 0 and all(min(row, default=0) > 0 and sum(row) <= columns for row in spans)
        case _:
            return True


@cache
def _shape(kind: type) -> _Shape:
    hints = get_type_hints(kind, vars(tree))
    kept = [each for each in fields(kind) if each.name not in _LEFT_OUT]
    return tuple((each.name, _default(each), _reader(hints[each.name])) for each in kept)


def _default(field: Field[Any]) -> Any:
    return field.default


def _reader(hint: Any) -> _Reader:
    """What makes a value of this type from JSON; raises ValueError, TypeError or KeyError when it can't."""
    if get_origin(hint) is tuple:
        return _tuple_reader(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return _choice_reader(get_args(hint))
    if isinstance(hint, UnionType):
        return _node_reader({each.__name__: each for each in get_args(hint)})
    if is_dataclass(hint) and isinstance(hint, type):
        return _node_reader({hint.__name__: hint})
    return _plain_reader(hint)


def _tuple_reader(hint: Any) -> _Reader:
    inner: list[_Reader] = []  # made at the first use: an item holds lists, a list holds items

    def read(held: Any) -> tuple[Any, ...]:
        if not isinstance(held, list):
            raise TypeError
        if not inner:
            inner.append(_reader(hint))
        one = inner[0]
        return tuple([one(each) for each in held])

    return read


def _choice_reader(choices: tuple[str, ...]) -> _Reader:
    def read(held: Any) -> str:
        if not isinstance(held, str) or held not in choices:
            raise ValueError
        return held

    return read


def _plain_reader(kind: type) -> _Reader:
    def read(held: Any) -> Any:
        if type(held) is not kind:
            raise TypeError
        return legal(held) if isinstance(held, str) else held

    return read


def _node_reader(kinds: Mapping[str, type]) -> _Reader:
    texts, optional = "Text" in kinds, "NoneType" in kinds

    def read(held: Any) -> Any:
        if isinstance(held, str) and texts:
            return Text(legal(held))
        if held is None and optional:
            return None
        if not isinstance(held, dict):
            raise TypeError
        kind = kinds[held.get("is", "")]
        given = {name: one(held[name]) for name, _, one in _shape(kind) if name in held}
        return kind(**given)

    return read
