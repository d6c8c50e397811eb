"""Tracked changes made plain: all accepted (« final ») or all refused (« original »)."""

from __future__ import annotations

from typing import Final, Literal

from lxml import etree

from generator.foundation.ooxml import W

Mode = Literal["final", "original"]

_ADDED: Final = ("ins", "moveTo")
_TAKEN: Final = ("del", "moveFrom")
_CHANGES: Final = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
    "tblGridChange", "numberingChange",
)
_MARKERS: Final = {
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "proofErr",
    "permStart",
    "permEnd",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
}


def plain(root: etree._Element, mode: Mode) -> int:
    """Resolves every tracked change of this part in place, and says how many there were."""
    keep, drop = (_ADDED, _TAKEN) if mode == "final" else (_TAKEN, _ADDED)
    changes = [*root.iter(*(f"{{{W}}}{tag}" for tag in (*_ADDED, *_TAKEN, *_CHANGES, "cellIns", "cellDel")))]
    if changes:
        holders = {_name(holder) for each in changes if (holder := each.getparent()) is not None}
        _properties(root, old=mode == "original")
        if holders & {"trPr", "tcPr"}:
            _cells(root, keep, drop)
        joined = _paragraph_marks(root, drop)
        _runs(root, keep, drop)
        for paragraph in reversed(joined):  # the last first: each one's content moves once
            _join(paragraph)
    return len(changes)


def _properties(root: etree._Element, old: bool) -> None:
    for change in list(root.iter(*(f"{{{W}}}{tag}" for tag in _CHANGES))):
        holder = change.getparent()
        if holder is None:
            continue
        before = next(iter(change), None)
        holder.remove(change)
        if old and before is not None and before.tag == holder.tag:
            kept = [each for each in holder if _name(each) in {"rPr", "sectPr"} and _name(holder) == "pPr"]
            holder[:] = [*before, *kept]


def _cells(root: etree._Element, keep: tuple[str, ...], drop: tuple[str, ...]) -> None:
    """Rows and cells that were added or taken away."""
    for kind, holder, prefix in (("tr", "trPr", ""), ("tc", "tcPr", "cell")):
        for element in list(root.iter(f"{{{W}}}{kind}")):
            names = {_name(each) for each in element.iterfind(f"{{{W}}}{holder}/*")}
            parent = element.getparent()
            if parent is not None and names & {_cell_tag(tag, prefix) for tag in drop}:
                parent.remove(element)
            for marker in element.findall(f"{{{W}}}{holder}/*"):
                if _name(marker) in {_cell_tag(tag, prefix) for tag in keep}:
                    _remove(marker)


def _cell_tag(tag: str, prefix: str) -> str:
    return prefix + tag.capitalize() if prefix else tag


def _paragraph_marks(root: etree._Element, drop: tuple[str, ...]) -> list[etree._Element]:
    """Paragraphs whose end is taken away: they go on in the next one."""
    joined = []
    for marks in root.iter(f"{{{W}}}rPr"):
        shape = marks.getparent()
        paragraph = shape.getparent() if shape is not None and _name(shape) == "pPr" else None
        for marker in [each for each in marks if _name(each) in {*_ADDED, *_TAKEN}]:
            marks.remove(marker)
            if paragraph is not None and _name(marker) in drop:
                joined.append(paragraph)
    return joined


def _runs(root: etree._Element, keep: tuple[str, ...], drop: tuple[str, ...]) -> None:
    for element in list(root.iter(*(f"{{{W}}}{tag}" for tag in drop))):
        parent = element.getparent()
        _remove(element)
        if parent is not None and _name(parent) == "hyperlink" and not len(parent):
            _remove(parent)  # a link whose words are all gone
    for element in list(root.iter(*(f"{{{W}}}{tag}" for tag in keep))):
        parent = element.getparent()
        if parent is not None:
            for each in list(element):
                element.addprevious(each)
            parent.remove(element)
    for old, new in (("delText", "t"), ("delInstrText", "instrText")):
        for element in list(root.iter(f"{{{W}}}{old}")):
            element.tag = f"{{{W}}}{new}"


def _join(paragraph: etree._Element) -> None:
    """Moves what is left of this paragraph to the head of the next one."""
    following = paragraph.getnext()
    while following is not None and _name(following) in _MARKERS:
        following = following.getnext()
    content = [each for each in paragraph if _name(each) != "pPr"]
    if following is None or _name(following) != "p":
        if not content and following is not None:
            _remove(paragraph)
        return
    first = next(iter(following), None)
    for each in reversed(content):
        if first is not None and _name(first) == "pPr":
            first.addnext(each)
        else:
            following.insert(0, each)
    _remove(paragraph)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
