"""The contents table: a real field of Word, already filled, so that nothing asks to be updated at opening."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document import docx_names as names
from generator.document.tree import Text
from generator.writers.docx.draft import Draft
from generator.writers.docx.inline import paragraph
from generator.writers.docx.outline import Entry
from generator.writers.docx.xml import Element, field, run, w


def contents(draft: Draft, depth: int) -> list[Element]:
    """Title, entries down to heading level `depth`, and the field around them; it ends the page after a title page."""
    title = paragraph(draft, names.CONTENTS_TITLE, (Text(names.CONTENTS_WORD),))
    lines = [_line(draft, entry) for entry in draft.entries if entry.level <= depth] or [
        paragraph(draft, names.CONTENTS[0], ())
    ]
    *opening, closing = field(f'TOC \\o "1-{depth}" \\h \\z \\u', None)
    shape = lines[0][0]
    for part in reversed(opening):
        shape.addnext(part)
    end = paragraph(draft, names.CONTENTS_END if draft.covered else names.SPACER, ())
    end.append(closing)
    return [title, *lines, end]


def _line(draft: Draft, entry: Entry) -> Element:
    made = paragraph(draft, names.CONTENTS[entry.level - 1], ())
    made.append(w("hyperlink", *_words(entry), anchor=entry.bookmark, history=1))
    return made


def _words(entry: Entry) -> Iterator[Element]:
    yield run((f"{entry.number}\t" if entry.number else "") + entry.words)
    if entry.page:
        yield run("\t")
        yield from field(f"{names.PAGE_FIELD} {entry.bookmark} \\h", run(str(entry.page)))
