"""What happens to whole blocks and to the hidden bookmarks around them."""

from __future__ import annotations

from copy import deepcopy

from tests.review.typing_in import dropped
from tests.review.word import Element, Word, local, q, remove, w


def ends(word: Word, anchor: str) -> tuple[Element, Element]:
    """The start and the end of this bookmark."""
    start = next(e for e in word.body.iter(q("bookmarkStart")) if e.get(q("name")) == anchor)
    number = start.get(q("id"))
    return start, next(e for e in word.body.iter(q("bookmarkEnd")) if e.get(q("id")) == number)


def block(word: Word, anchor: str) -> list[Element]:
    """The paragraphs and tables between the two; the file must not be noisy yet."""
    start, end = ends(word, anchor)
    assert start.getparent() is word.body, "saved already: bookmarks are inside paragraphs"
    held = word.body[word.body.index(start) + 1 : word.body.index(end)]
    return [e for e in held if local(e) in {"p", "tbl"}]


def delete_block(word: Word, anchor: str, by: str = "") -> None:
    """Selects a block and deletes it: untracked, its bookmark goes with it."""
    held = block(word, anchor)
    if not by:
        for each in (*held, *ends(word, anchor)):
            remove(each)
        return
    for each in held:
        if local(each) == "p":
            dropped(word, each, by)
            continue
        for row in each.iter(q("tr")):
            strike_row(word, row, by)


def strike_row(word: Word, row: Element, by: str) -> None:
    """Marks a row of a table as deleted, with all it says."""
    shape = row.find(q("trPr"))
    if shape is None:
        shape = w("trPr")
        row.insert(0, shape)
    shape.append(w("del", **word.mark(by)))
    for paragraph in row.iter(q("p")):
        dropped(word, paragraph, by)


def move_block(word: Word, anchor: str, before: str, bookmark: bool = True) -> None:
    """Cuts a block and pastes it before another one; some programs lose its bookmark on the way."""
    start, end = ends(word, anchor)
    held = [start, *block(word, anchor), end]
    target, _ = ends(word, before)
    for each in held:
        target.addprevious(each)
    if not bookmark:
        remove(start)
        remove(end)


def copy_block(word: Word, anchor: str, before: str, bookmark: bool = True) -> None:
    """Copies a block and pastes it before another one; some programs copy its bookmark too."""
    start, end = ends(word, anchor)
    target, _ = ends(word, before)
    held = [start, *block(word, anchor), end] if bookmark else block(word, anchor)
    number = str(next(word.numbers))
    for each in held:
        copied = deepcopy(each)
        if local(copied).startswith("bookmark"):
            copied.set(q("id"), number)
        else:
            for inner in [e for e in copied.iter() if local(e).startswith("bookmark")]:
                remove(inner)
        target.addprevious(copied)


def lose_bookmark(word: Word, anchor: str) -> None:
    """The bookmark of a block vanishes, its text stays."""
    for each in ends(word, anchor):
        remove(each)


def lose_all_bookmarks(word: Word) -> None:
    """What an editor on the web does to a file: no bookmark, no property of ours, no part of ours is left."""
    for each in [e for e in word.body.iter() if local(e).startswith("bookmark")]:
        remove(each)
    properties = word.tree("docProps/custom.xml")
    properties[:] = []
    word.put("docProps/custom.xml", properties)
    forget(word, "customXml/")


def forget(word: Word, folder: str) -> None:
    """Takes the parts below a folder out of the file, with what leads to them."""
    gone = [name for name in word.parts if name.startswith(folder)]
    for name in gone:
        del word.parts[name]
    for name in [n for n in word.parts if n.endswith(".rels")]:
        relations = word.tree(name)
        for each in [e for e in relations if folder in e.get("Target", "")]:
            relations.remove(each)
        word.put(name, relations)
    types = word.tree("[Content_Types].xml")
    for each in [e for e in types if folder in e.get("PartName", "")]:
        types.remove(each)
    word.put("[Content_Types].xml", types)


def stretch_bookmark(word: Word, anchor: str) -> None:
    """The end of a bookmark slips behind the first block that follows, as after a paste across two blocks."""
    _, end = ends(word, anchor)
    following = end.getnext()
    while following is not None and local(following) not in {"p", "tbl"}:
        following = following.getnext()
    assert following is not None
    following.addnext(end)


def double_bookmark(word: Word, anchor: str) -> None:
    """LibreOffice writes the bookmark of several paragraphs as two starts and one end."""
    start, end = ends(word, anchor)
    end.addprevious(w("bookmarkStart", id=start.get(q("id"), ""), name=anchor))
