"""A reviewed .docx with its tracked changes accepted and its comments taken out; what neither touches stays as it is.

Other parts of the file keep their bytes; inside a part that had nothing pending not one byte changes either.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Final

from lxml import etree

from generator.foundation.files import zipped
from generator.foundation.ooxml import RELATIONS, W, parsed, serialised
from generator.readers.docx.package import Package, opened
from generator.readers.docx.revisions import plain

_STORIES: Final = {f"{{{W}}}{tag}" for tag in ("document", "hdr", "ftr", "footnotes", "endnotes")}
_THREADS: Final = {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}
_RANGES: Final = tuple(
    f"{{{W}}}{name}Range{end}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_MARKS: Final = tuple(f"{{{W}}}{tag}" for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"


def accepted(data: bytes) -> bytes:
    """The same document, every change accepted, without comments. Raises ValueError when it can't be read."""
    package = opened(data)
    if not isinstance(package, Package):
        raise ValueError(package.message)
    dropped = _threads(package)
    parts = {name: _part(name, held, dropped) for name, held in package.parts.items() if name not in dropped}
    return zipped(parts)


def _threads(package: Package) -> frozenset[str]:
    """The names of the parts that hold comments."""
    relations = package.relations(package.main).values()
    held = {each.target for each in relations if each.kind in _THREADS and not each.outside}
    return frozenset(held | {_relations(name) for name in held})


def _relations(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _part(name: str, data: bytes, dropped: frozenset[str]) -> bytes:
    """The bytes of a part, its own when there is nothing to change in it."""
    if name == "[Content_Types].xml":
        return _without(data, f"{{{_TYPES}}}Override", lambda each: each.get("PartName", "").lstrip("/") in dropped)
    if name.endswith(".rels"):
        kind = f"{{{RELATIONS}}}Relationship"
        return _without(data, kind, lambda each: each.get("Type", "").rsplit("/", 1)[-1] in _THREADS)
    return _story(data) if name.startswith("word/") and name.endswith(".xml") else data


def _without(data: bytes, tag: str, unwanted: Callable[[etree._Element], bool]) -> bytes:
    root = _root(data)
    found = [each for each in root.iterfind(tag) if unwanted(each)]
    for each in found:
        root.remove(each)
    return serialised(root) if found else data


def _story(data: bytes) -> bytes:
    """A part of text with its changes accepted and without marks of comments."""
    root = _root(data)
    if root.tag not in _STORIES:
        return data
    changed = plain(root, "final") > 0
    for element in list(root.iter(*_RANGES, *_MARKS)):
        changed = True
        holder = element.getparent()
        if holder is not None:
            holder.remove(element)
            _empty_run(holder)
    return serialised(root) if changed else data


def _empty_run(holder: etree._Element) -> None:
    """Takes away the run that held nothing but a call of a comment."""
    outer = holder.getparent()
    if outer is not None and holder.tag == f"{{{W}}}r" and all(each.tag == f"{{{W}}}rPr" for each in holder):
        outer.remove(holder)


def _root(data: bytes) -> etree._Element:
    try:
        return parsed(data)
    except etree.XMLSyntaxError as bad:
        raise ValueError(str(bad)) from bad
