"""What is done with tracked changes before a file is given back: accepted, refused, those of one person or all."""

from __future__ import annotations

from collections.abc import Callable

from tests.review.word import MARKERS, Element, Word, local, q, remove

KEEPS = {True: ({"ins", "moveTo"}, {"del", "moveFrom"}), False: ({"del", "moveFrom"}, {"ins", "moveTo"})}


def settle(word: Word, accept: bool, by: str = "") -> None:
    """Accepts or refuses every tracked change, or those of one person, as the buttons of Word do."""
    mine = [e for e in word.root.iter() if e.get(q("author")) is not None and by in {"", e.get(q("author"))}]
    joined: list[Element] = []
    for each in mine:
        if each.getparent() is not None:
            _how(each)(each, accept, joined)
    for paragraph in joined:
        _join(paragraph)
    for each in [e for e in word.root.iter() if local(e).startswith("move") and "Range" in local(e)]:
        if not by and each.getparent() is not None:
            remove(each)


Settled = Callable[[Element, bool, list[Element]], None]


def _how(change: Element) -> Settled:
    """What kind of change it is, by where it stands."""
    parent = change.getparent()
    assert parent is not None
    if local(change).endswith("Change"):
        return _looks
    if "Range" in local(change):
        return lambda change, accept, joined: None
    return {"trPr": _row, "rPr": _end}.get(local(parent), _words)


def _looks(change: Element, accept: bool, joined: list[Element]) -> None:
    holder = change.getparent()
    assert holder is not None
    before = next(iter(change), None)
    holder.remove(change)
    if not accept and before is not None and before.tag == holder.tag:
        rest = [e for e in holder if local(e) in {"rPr", "sectPr"} and local(holder) == "pPr"]
        holder[:] = [*before, *rest]


def _row(change: Element, accept: bool, joined: list[Element]) -> None:
    shape = change.getparent()
    assert shape is not None
    row = shape.getparent()
    assert row is not None
    remove(change if local(change) in KEEPS[accept][0] else row)


def _end(change: Element, accept: bool, joined: list[Element]) -> None:
    """The end of a paragraph: taken away, the paragraph goes on in the next one."""
    paragraph = next(change.iterancestors(q("p")))
    remove(change)
    joined += [paragraph] if local(change) in KEEPS[accept][1] else []


def _words(change: Element, accept: bool, joined: list[Element]) -> None:
    if local(change) in KEEPS[accept][0]:
        for text in change.iter(q("delText")):
            text.tag = q("t")
        for child in list(change):
            change.addprevious(child)
    remove(change)


def _join(paragraph: Element) -> None:
    """What is left of it goes to the head of the next paragraph, which keeps its own looks."""
    following = paragraph.getnext()
    while following is not None and local(following) in MARKERS:
        following = following.getnext()
    content = [c for c in paragraph if local(c) != "pPr"]
    if following is not None and local(following) == "p":
        start = 1 if len(following) and local(following[0]) == "pPr" else 0
        following[start:start] = content
        remove(paragraph)
    elif not any(local(c) == "r" for c in content):
        remove(paragraph)
