"""What a person types, erases, cuts and joins in the paragraphs of an open file, tracked or not."""

from __future__ import annotations

from copy import deepcopy

from tests.review.word import (
    MARKERS,
    SPACE,
    Element,
    Word,
    between,
    cut,
    local,
    place,
    q,
    remove,
    runs,
    shown,
    text_run,
    w,
)

# --- words


def type_in(word: Word, at: str, text: str, after: str = "", before: str = "", by: str = "") -> None:
    """Types in a paragraph: after or before these words, else at its end."""
    paragraph = word.paragraph(at)
    offset = len(shown(paragraph))
    if after:
        offset = place(paragraph, after) + len(after)
    elif before:
        offset = place(paragraph, before)
    insert(word, paragraph, offset, text, by)


def insert(word: Word, paragraph: Element, offset: int, text: str, by: str = "") -> None:
    """Types at this character; the words take the looks of what stands before them."""
    left, right = cut(paragraph, offset)
    like = left if left is not None else right
    _put(word, paragraph, text_run(text, like), (left, right), by)


def _put(word: Word, paragraph: Element, run: Element, around: tuple[Element | None, Element | None], by: str) -> None:
    """Puts a run between two others, inside a tracked insertion when there is somebody to name."""
    left, right = around
    top = _top(paragraph, left) if left is not None else None
    if left is not None and top is not None and top is not left:
        if local(top) == "ins" and top.get(q("author")) == by:
            left.addnext(run)
            return
        if right is not None and _top(paragraph, right) is top:
            _split_holder(left)
    made = w("ins", run, **word.mark(by)) if by else run
    if top is not None:
        top.addnext(made)
    elif right is not None:
        _top(paragraph, right).addprevious(made)
    else:
        paragraph.append(made)


def _top(paragraph: Element, run: Element) -> Element:
    """The child of the paragraph that holds the run."""
    while run.getparent() is not paragraph:
        above = run.getparent()
        assert above is not None
        run = above
    return run


def _split_holder(run: Element) -> None:
    """Cuts the link or the tracked insertion that holds this run, after it."""
    holder = run.getparent()
    assert holder is not None
    other = etree_copy(holder)
    other.extend(list(run.itersiblings()))
    holder.addnext(other)


def etree_copy(holder: Element) -> Element:
    """The same element without its children."""
    made = deepcopy(holder)
    made[:] = []
    return made


def erase(word: Word, at: str, words: str, by: str = "") -> None:
    """Takes words out of a paragraph."""
    paragraph = word.paragraph(at)
    start = place(paragraph, words)
    delete(word, paragraph, start, start + len(words), by)


def delete(word: Word, paragraph: Element, start: int, end: int, by: str = "") -> None:
    """Takes characters out; one's own pending insertions vanish, those of others are shown as deleted."""
    for run in between(paragraph, start, end):
        _strike(word, run, by)


def _strike(word: Word, run: Element, by: str) -> None:
    holder = run.getparent()
    assert holder is not None
    inserted = next((above for above in run.iterancestors() if local(above) == "ins"), None)
    if not by or (inserted is not None and inserted.get(q("author")) == by):
        remove(run)
        if local(holder) in {"ins", "hyperlink"} and not len(holder):
            remove(holder)
        return
    struck = w("del", **word.mark(by))
    run.addprevious(struck)
    struck.append(run)
    for text in run.iter(q("t")):
        text.tag = q("delText")
        text.set(SPACE, "preserve")


def change(word: Word, at: str, old: str, new: str, by: str = "") -> None:
    """Replaces words: what is typed stands after what is struck."""
    paragraph = word.paragraph(at)
    start = place(paragraph, old)
    left, _ = cut(paragraph, start)
    struck = between(paragraph, start, start + len(old))
    fresh = text_run(new, struck[0])
    _put(word, paragraph, fresh, (struck[-1], cut(paragraph, start + len(old))[1]), by)
    for run in struck:
        _strike(word, run, by)
    assert left is None or left.getparent() is not None


# --- paragraphs


def split(word: Word, at: str, after: str, by: str = "") -> None:
    """Presses Enter after these words: the first half is the new paragraph."""
    split_at(word, paragraph := word.paragraph(at), place(paragraph, after) + len(after), by)


def split_at(word: Word, paragraph: Element, offset: int, by: str = "") -> None:
    """Presses Enter at this character; a space that opens the second half is erased as people do."""
    left, right = cut(paragraph, offset)
    if left is not None and right is not None and _top(paragraph, left) is _top(paragraph, right):
        _split_holder(left)
    first = w("p")
    shape = paragraph.find(q("pPr"))
    if shape is not None:
        first.append(deepcopy(shape))
        for section in first.findall(f"{q('pPr')}/{q('sectPr')}"):
            remove(section)
    end = _top(paragraph, left) if left is not None else shape
    for child in [c for c in paragraph if c is not shape]:
        if end is None or end is shape:
            break
        first.append(child)
        if child is end:
            break
    paragraph.addprevious(first)
    if by:
        end_marks(first).append(w("ins", **word.mark(by)))
    rest = shown(paragraph)
    if spaces := len(rest) - len(rest.lstrip()):
        delete(word, paragraph, 0, spaces, by)


def merge(word: Word, at: str, by: str = "") -> None:
    """Presses Delete at the end of a paragraph: the next one comes up to it, after a space."""
    merge_at(word, word.paragraph(at), by)


def merge_at(word: Word, paragraph: Element, by: str = "") -> None:
    """Joins this paragraph and the next one."""
    if not shown(paragraph).endswith((" ", "\u00a0")):
        insert(word, paragraph, len(shown(paragraph)), " ", by)
    if by:
        end_marks(paragraph).append(w("del", **word.mark(by)))
        return
    following = paragraph.getnext()
    while following is not None and local(following) in MARKERS:
        paragraph.append(following)
        following = paragraph.getnext()
    assert following is not None, "nothing follows"
    assert local(following) == "p", "no paragraph follows"
    paragraph.extend([c for c in following if local(c) != "pPr"])
    remove(following)


def paragraph_after(word: Word, at: str, text: str, style: str = "", by: str = "") -> None:
    """Presses Enter at the end of a paragraph and types another one."""
    added_after(word, word.paragraph(at), text, style, by)


def added_after(word: Word, paragraph: Element, text: str, style: str = "", by: str = "") -> Element:
    """The paragraph typed after this one; tracked, it is this one's end that is new, as in Word."""
    made = w("p")
    shape = paragraph.find(q("pPr"))
    made.extend([deepcopy(shape)] if shape is not None else [])
    like = runs(paragraph)[-1] if not style and runs(paragraph) else None
    run = text_run(text, like)
    made.append(w("ins", run, **word.mark(by)) if by else run)
    paragraph.addnext(made)
    if style:
        changed_style(word, made, style, by)
    if by:
        end_marks(paragraph).append(w("ins", **word.mark(by)))
    return made


def paragraph_before(word: Word, at: str, text: str, style: str = "", by: str = "", outside: bool = False) -> None:
    """Presses Enter at the start of a paragraph and types above it; `outside` its block when Word says so."""
    paragraph = word.paragraph(at)
    made = w("p")
    shape = paragraph.find(q("pPr"))
    made.extend([deepcopy(shape)] if shape is not None else [])
    run = text_run(text)
    made.append(w("ins", run, **word.mark(by)) if by else run)
    if by:
        end_marks(made).append(w("ins", **word.mark(by)))
    first = paragraph
    before = paragraph.getprevious()
    if outside and before is not None and local(before) == "bookmarkStart":
        first = before
    first.addprevious(made)
    if style:
        restyled(made, style)


def drop(word: Word, at: str, by: str = "") -> None:
    """Deletes a whole paragraph, its end included."""
    dropped(word, word.paragraph(at), by)


def dropped(word: Word, paragraph: Element, by: str = "") -> None:
    """Deletes this paragraph; the bookmarks that end in it stay in the file."""
    if not by:
        for marker in [c for c in paragraph.iter() if local(c) in {"bookmarkStart", "bookmarkEnd"}]:
            paragraph.addprevious(marker)
        remove(paragraph)
        return
    delete(word, paragraph, 0, len(shown(paragraph)), by)
    end_marks(paragraph).append(w("del", **word.mark(by)))


def end_marks(paragraph: Element) -> Element:
    """The properties of the paragraph's end, where Word keeps what was done to it."""
    shape = paragraph.find(q("pPr"))
    if shape is None:
        shape = w("pPr")
        paragraph.insert(0, shape)
    marks = shape.find(q("rPr"))
    if marks is None:
        marks = w("rPr")
        later = [e for e in shape if local(e) in {"sectPr", "pPrChange"}]
        shape.insert(shape.index(later[0]) if later else len(shape), marks)
    return marks


# --- moves


def move(word: Word, at: str, after: str, by: str = "") -> None:
    """Cuts a paragraph and pastes it after another one, without its bookmarks; tracked, it stands at both places."""
    moved(word, word.paragraph(at), word.paragraph(after), by)


def moved(word: Word, paragraph: Element, target: Element, by: str = "") -> None:
    """Cuts this paragraph and pastes it after that one; one with pending changes is moved without a trace."""
    if not by or any(local(c) in {"ins", "del"} for c in paragraph.iter()):
        for marker in [c for c in paragraph.iter() if local(c) in {"bookmarkStart", "bookmarkEnd"}]:
            paragraph.addprevious(marker)
        target.addnext(paragraph)
        return
    name = f"move{next(word.numbers)}"
    copy = deepcopy(paragraph)
    for marker in [c for c in copy.iter() if local(c) in MARKERS]:
        remove(marker)
    for kind, held in (("moveFrom", paragraph), ("moveTo", copy)):
        taken = [c for c in held if local(c) == "r"]
        holder = w(kind, **word.mark(by))
        if taken:
            taken[0].addprevious(holder)
            holder.extend(taken)
        end_marks(held).append(w(kind, **word.mark(by)))
    target.addnext(copy)
    for kind, held in (("moveFrom", paragraph), ("moveTo", copy)):
        start = w(f"{kind}RangeStart", **word.mark(by), name=name)
        held.addprevious(start)
        held.addnext(w(f"{kind}RangeEnd", id=start.get(q("id"), "")))


# --- looks


def shape(word: Word, at: str, words: str, looks: dict[str, str], by: str = "") -> None:
    """Gives words direct formatting: `b`, `i`, `color`, `highlight`, `u`… with their values."""
    paragraph = word.paragraph(at)
    start = place(paragraph, words)
    for run in between(paragraph, start, start + len(words)):
        held = run.find(q("rPr"))
        if held is None:
            held = w("rPr")
            run.insert(0, held)
        before = deepcopy(held)
        held.extend([w(tag, **({"val": str(value)} if value else {})) for tag, value in looks.items()])
        if by:
            held.append(w("rPrChange", before, **word.mark(by)))


def restyle(word: Word, at: str, style: str, by: str = "") -> None:
    """Gives a paragraph another style, by its identifier."""
    changed_style(word, word.paragraph(at), style, by)


def changed_style(word: Word, paragraph: Element, style: str, by: str = "") -> None:
    """Gives this paragraph another style; tracked, what it had before stays in its properties."""
    before = deepcopy(paragraph.find(q("pPr")))
    restyled(paragraph, style)
    held = paragraph.find(q("pPr"))
    if by and held is not None and before is not None:
        for extra in [e for e in before if local(e) in {"rPr", "sectPr"}]:
            before.remove(extra)
        held.append(w("pPrChange", before, **word.mark(by)))


def restyled(paragraph: Element, style: str) -> None:
    """Sets the style, and takes away a list set by hand."""
    held = paragraph.find(q("pPr"))
    if held is None:
        held = w("pPr")
        paragraph.insert(0, held)
    for old in [e for e in held if local(e) in {"pStyle", "numPr", "ind"}]:
        held.remove(old)
    held.insert(0, w("pStyle", val=style))
