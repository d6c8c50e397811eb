"""Words of a Word form: those of a run written anew, those printed before a field."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from generator.foundation.ooxml import XML, W, legal

_LONGEST: Final = 160


def w(name: str) -> str:
    """A name of WordprocessingML, as lxml writes it."""
    return f"{{{W}}}{name}"


def said(run: etree._Element, text: str) -> None:
    """Puts these words alone in a run, which keeps its looks; each line after the first follows a break."""
    for child in list(run):
        if child.tag != w("rPr"):
            run.remove(child)
    for number, line in enumerate(legal(text).split("\n")):
        if number:
            etree.SubElement(run, w("br"))
        words = etree.SubElement(run, w("t"))
        words.text = line
        words.set(f"{{{XML}}}space", "preserve")


def like(run: etree._Element | None) -> etree._Element:
    """A new run that looks like this one."""
    made = etree.Element(w("r"))
    looks = run.find(w("rPr")) if run is not None else None
    if looks is not None:
        made.append(deepcopy(looks))
    return made


def text_of(element: etree._Element) -> str:
    """The words of an element, breaks as line ends."""
    pieces = []
    for each in element.iter(w("t"), w("br"), w("tab")):
        pieces.append(each.text or "" if each.tag == w("t") else "\n" if each.tag == w("br") else " ")
    return "".join(pieces)


def around(start: etree._Element) -> str:
    """What the form prints before a field: in its paragraph, else in the cell before, else in the paragraph before."""
    paragraph = next(start.iterancestors(w("p")), None)
    if paragraph is None:
        paragraph = next(start.iter(w("p")), None)
    before = _before(paragraph, start) if paragraph is not None else ""
    cell = next(start.iterancestors(w("tc")), None)
    if not before and cell is not None:
        sides = (text_of(other) for other in cell.itersiblings(w("tc"), preceding=True))
        before = next((words for side in sides if (words := _plain(side))), "")
    if not before:
        above = paragraph if paragraph is not None else start
        sides = (text_of(other) for other in above.itersiblings(w("p"), preceding=True))
        before = next((words for side in sides if (words := _plain(side))), "")
    return before


def after(start: etree._Element) -> str:
    """What the form prints after a box, up to the next field of its paragraph."""
    paragraph = next(start.iterancestors(w("p")), None)
    words: list[str] = []
    seen = False
    inside = set(start.iter())
    for each in paragraph.iter() if paragraph is not None else ():
        seen = seen or each is start
        if not seen or each in inside:
            continue
        begins = each.tag == w("fldChar") and each.get(w("fldCharType")) == "begin"
        if begins or each.tag == w("sdt"):
            break
        if each.tag == w("t"):
            words.append(each.text or "")
    return _plain("".join(words))


def _before(paragraph: etree._Element, start: etree._Element) -> str:
    words: list[str] = []
    for each in paragraph.iter():
        if each is start:
            break
        if each.tag == w("t"):
            words.append(each.text or "")
        elif each.tag == w("fldChar"):
            words = []  # a field before this one: its words are not ours
    return _plain("".join(words))


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(" :.…")[-_LONGEST:]
