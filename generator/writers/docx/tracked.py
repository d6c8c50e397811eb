"""Two versions of a document as one .docx: the new one, with what changed since the old one as tracked changes of Word.

Accepting everything gives the new document, refusing everything gives the old one. Comments, the language, the author
and the other properties of the file are those of the new one: Word can't track them.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from operator import is_
from typing import Any, Final

from generator.document.normal import normalised
from generator.document.tree import Callout, Document, Remark, nodes
from generator.foundation.ooxml import W, parsed, serialised
from generator.library.theme import Theme
from generator.writers.docx.comments import comment_parts
from generator.writers.docx.document import NO_PICTURE, footnotes
from generator.writers.docx.draft import Draft, anchors
from generator.writers.docx.flow import blocks
from generator.writers.docx.frame import frames, front, section
from generator.writers.docx.numbering import numbering_part
from generator.writers.docx.outline import entries
from generator.writers.docx.properties import carried, core, custom, settings
from generator.writers.docx.sheet import sheet
from generator.writers.docx.tracked_flow import closed, flow
from generator.writers.docx.tracked_marks import ID, SHAPE, Trail, is_marked, renumbered, set_shape
from generator.writers.docx.tracked_parts import Redline, Side
from generator.writers.docx.tracked_words import merged
from generator.writers.docx.xml import Element, root, w
from generator.writers.palette import palette

AUTHOR: Final = "offer diff"
Pictures = Mapping[str, bytes]


def tracked(
    old: Document,
    new: Document,
    theme: Theme,
    day: date,
    pictures: tuple[Pictures, Pictures] = (NO_PICTURE, NO_PICTURE),
    reference: bytes | None = None,
) -> bytes:
    """The .docx of `new` with what changed since `old`, all of it by AUTHOR on `day`.

    `pictures` are PNG by Figure.name, of the old version and of the new one. Raises ValueError as `write` does.
    """
    from generator.writers.docx.package import packaged

    before, after = _bare(normalised(old)), normalised(new)
    disputed = any(isinstance(n, Callout) and n.kind == "conflict" for n in (*nodes(before), *nodes(after)))
    looks = sheet(theme, after.lang, reference, disputed)
    soft, covered = palette(theme).soft, bool(after.cover)
    draft = Draft(looks.ids, entries(after, ()), anchors(after), pictures[1], soft, covered, covered)
    trail = Trail(AUTHOR, f"{day.isoformat()}T00:00:00Z", draft.numbers)
    parts = _parts(draft, trail, (before, after), pictures[0])
    parts |= {"styles.xml": looks.part, **dict(comment_parts(draft, day))}
    properties = core(after, day), custom(after, draft.originals)
    return packaged(draft, parts, properties, carried(after))


def _parts(draft: Draft, trail: Trail, both: tuple[Document, Document], pictures: Pictures) -> dict[str, bytes]:
    before, after = both
    shown = replace(after, header=after.header or before.header, mark=after.mark or before.mark)
    body = _body(draft, trail, (before, shown), pictures)
    renumbered(body, trail.lists)
    _compare_notes(draft, trail, body)
    made = root("document")
    made.append(body)
    parts = {"document.xml": serialised(made), "numbering.xml": numbering_part(draft.lists.starts, draft.ids)}
    parts["settings.xml"] = settings(after, bool(draft.notes))
    if draft.notes:
        parts["footnotes.xml"] = footnotes(draft)
    return parts | _frames(draft, trail, both, frames(draft, shown))


def _body(draft: Draft, trail: Trail, both: tuple[Document, Document], pictures: Pictures) -> Element:
    """The new version is written whole before the old one, so that its lists, notes and bookmarks keep their names."""
    before, after = both
    opening = front(draft, after)
    made = tuple(tuple(blocks(draft, node) for node in part.nodes) for part in after.parts)
    draft.pictures = pictures
    redline = Redline(draft, trail)
    body = w("body", *_opening(redline, both, opening))
    body.extend(redline.parts(Side(before.parts), Side(_bare(after).parts, made)))
    body.append(section(draft, after))
    return body


def _opening(redline: Redline, both: tuple[Document, Document], new: list[Element]) -> list[Element]:
    """Title, subtitle and cover lines of both; the new title page ends its section."""
    before, after = both
    old = front(redline.draft, before)
    redline.learn()
    together = closed if before.cover and after.cover else flow
    made = together(redline.trail, old, new, redline.notes)
    if after.cover:
        last = next(each for each in reversed(made) if not is_marked(each, "del"))
        set_shape(last, section(redline.draft, after, cover=True))
    return made


def _compare_notes(draft: Draft, trail: Trail, body: Element) -> None:
    """Tracks the changes inside the notes that both versions call, then leaves out those that nothing calls."""
    written = {note.get(ID, ""): note for note in draft.notes}
    for old, new in trail.notes:
        merged(trail, written[old][0], written[new][0], {}, shaped=False)
    called = {each.get(ID, "") for each in body.iter(f"{{{W}}}footnoteReference")}
    draft.notes = [note for number, note in written.items() if number in called]


def _frames(
    draft: Draft, trail: Trail, both: tuple[Document, Document], shown: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Running heads and feet; `shown` are those that either version has."""
    olds, news = (frames(draft, replace(side, cover=both[1].cover)) for side in both)
    made = {}
    for name, data in shown.items():
        whole = parsed(news.get(name, data))
        new, old = (_line(side.get(name), data) for side in (news, olds))
        whole[:] = [merged(trail, old, new, {}, shaped=False)]
        made[name] = serialised(whole)
    return made


def _line(data: bytes | None, model: bytes) -> Element:
    """The only paragraph of a running head; without words when this version has no such head."""
    line = deepcopy(parsed(data or model)[0])
    if data is None:
        line[:] = line.findall(SHAPE)
    return line


def _bare(value: Any) -> Any:  # nodes of any kind, each given back as its own kind
    """The same document, or a part of it, without its questions to the reviewer; the very same when it has none."""
    if isinstance(value, tuple):
        kept = tuple(_bare(each) for each in value if not isinstance(each, Remark))
        same = len(kept) == len(value) and all(map(is_, kept, value))
        return value if same else kept
    names = getattr(value, "__dataclass_fields__", ())
    held = ((name, getattr(value, name)) for name in names)
    changed = {name: bare for name, each in held if isinstance(each, tuple) and (bare := _bare(each)) is not each}
    return replace(value, **changed) if changed else value
