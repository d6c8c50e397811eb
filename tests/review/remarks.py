"""Comments of Word: on words or across paragraphs, with replies, resolved or not."""

from __future__ import annotations

from lxml import etree

from tests.review.word import W14, Element, Word, between, cut, place, q, shown, text_run, w

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "comments": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        f"{_MAIN}.comments+xml",
    ),
    "commentsExtended": (
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        f"{_MAIN}.commentsExtended+xml",
    ),
    "people": ("http://schemas.microsoft.com/office/2011/relationships/people", f"{_MAIN}.people+xml"),
}
_ROOTS = {"comments": q("comments"), "commentsExtended": f"{{{W15}}}commentsEx", "people": f"{{{W15}}}people"}


def comment(
    word: Word,
    at: str,
    text: str,
    by: str,
    *,
    on: str = "",
    to: str = "",
    replies: tuple[tuple[str, str], ...] | list[list[str]] = (),
    resolved: bool = False,
) -> None:
    """Comments words of a paragraph, the whole of it, or up to the end of the paragraph that says `to`."""
    first = word.paragraph(at)
    last = word.paragraph(to) if to else first
    numbers = [_entry(word, text, by), *(_entry(word, said, who) for who, said in replies)]
    start = place(first, on) if on else 0
    end = start + len(on) if on and not to else len(shown(last))
    left = between(first, start, end if last is first else len(shown(first)))[0]
    right, _ = cut(last, end)
    assert right is not None
    top_left, top_right = _child(first, left), _child(last, right)
    for number in reversed(numbers):
        call = w("r", w("rPr", w("rStyle", val="CommentReference")), w("commentReference", id=str(number)))
        top_right.addnext(call)
        call.addprevious(w("commentRangeEnd", id=str(number)))
    for number in numbers:
        top_left.addprevious(w("commentRangeStart", id=str(number)))
    _thread(word, numbers, resolved)


def reply(word: Word, to: str, text: str, by: str, resolved: bool = False) -> None:
    """Answers the comment that says `to`, on the same words."""
    comments = word.tree("word/comments.xml")
    asked = [c for c in comments if to in "".join(str(t) for t in c.itertext())]
    assert len(asked) == 1, f"{len(asked)} comments say {to!r}"
    parent = asked[0].get(q("id"), "")
    number = str(_entry(word, text, by))
    for kind in ("commentRangeStart", "commentRangeEnd"):
        each = next(e for e in word.body.iter(q(kind)) if e.get(q("id")) == parent)
        each.addnext(w(kind, id=number))
    call = next(e for e in word.body.iter(q("commentReference")) if e.get(q("id")) == parent).getparent()
    assert call is not None
    call.addnext(w("r", w("rPr", w("rStyle", val="CommentReference")), w("commentReference", id=number)))
    _thread(word, [int(parent), int(number)], resolved)


def resolve(word: Word, said: str) -> None:
    """Marks the comment that says this as resolved."""
    asked = [c for c in word.tree("word/comments.xml") if said in "".join(str(t) for t in c.itertext())]
    assert len(asked) == 1, f"{len(asked)} comments say {said!r}"
    _thread(word, [int(asked[0].get(q("id"), ""))], resolved=True)


def _child(paragraph: Element, run: Element) -> Element:
    while run.getparent() is not paragraph:
        above = run.getparent()
        assert above is not None
        run = above
    return run


def _entry(word: Word, text: str, by: str) -> int:
    """A new comment of this person, and its number."""
    root = _part(word, "comments")
    number = 1 + max((int(c.get(q("id"), "0")) for c in root), default=-1)
    mark = word.mark(by) | {"id": str(number), "initials": "".join(name[0] for name in by.split()[:2])}
    made = w("comment", **mark)
    for line in text.split("\n"):
        shape = w("pPr", w("pStyle", val="CommentText"))
        made.append(w("p", shape, text_run(line)))
    root.append(made)
    word.put("word/comments.xml", root)
    people = _part(word, "people")
    if by not in [p.get(f"{{{W15}}}author") for p in people]:
        people.append(etree.Element(f"{{{W15}}}person", {f"{{{W15}}}author": by}))
    word.put("word/people.xml", people)
    return number


def _thread(word: Word, numbers: list[int], resolved: bool) -> None:
    """Says in `commentsExtended.xml` which comments answer the first, and whether it is settled."""
    comments, extended = _part(word, "comments"), _part(word, "commentsExtended")
    said = {e.get(f"{{{W15}}}paraId"): e for e in extended}
    parent = ""
    for number in numbers:
        last = next(c for c in comments if c.get(q("id")) == str(number)).findall(q("p"))[-1]
        key = last.get(f"{{{W14}}}paraId") or f"{0x4C000000 + number:08X}"
        last.set(f"{{{W14}}}paraId", key)
        each = said.get(key)
        if each is None:
            each = etree.SubElement(extended, f"{{{W15}}}commentEx", {f"{{{W15}}}paraId": key})
        if parent:
            each.set(f"{{{W15}}}paraIdParent", parent)
        parent = parent or key
        each.set(f"{{{W15}}}done", "1" if resolved else each.get(f"{{{W15}}}done", "0"))
    word.put("word/comments.xml", comments)
    word.put("word/commentsExtended.xml", extended)


def _part(word: Word, kind: str) -> Element:
    """A part of the folder `word`, added to the file when it isn't there."""
    name = f"word/{kind}.xml"
    if name not in word.parts:
        relation, content = _KINDS[kind]
        add_part(word, name, content, relation)
        word.put(name, etree.Element(_ROOTS[kind]))
    return word.tree(name)


def add_part(word: Word, name: str, content: str, relation: str) -> str:
    """Declares a part and relates the document to it; gives the relation's identifier."""
    types = word.tree("[Content_Types].xml")
    etree.SubElement(types, f"{{{TYPES}}}Override", {"PartName": f"/{name}", "ContentType": content})
    word.put("[Content_Types].xml", types)
    return relate(word, relation, name.removeprefix("word/"))


def relate(word: Word, kind: str, target: str, outside: bool = False) -> str:
    """Adds a relation of the document."""
    relations = word.tree("word/_rels/document.xml.rels")
    number = f"rId{100 + len(relations)}"
    said = {"Id": number, "Type": kind, "Target": target} | ({"TargetMode": "External"} if outside else {})
    etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", said)
    word.put("word/_rels/document.xml.rels", relations)
    return number
