"""A filled form as a document: a heading a rubric, tables of answers, boxes that open with ☐ or ☒."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import assert_never

from generator.document.anchors import anchor
from generator.document.tree import (
    Cell,
    Document,
    Heading,
    Inline,
    Item,
    Listing,
    Node,
    Paragraph,
    Part,
    Remark,
    Role,
    Row,
    Runs,
    Signature,
    Table,
    Text,
)
from generator.forms.fill import Entry, Field, Filled, FilledSection, Seat, Sheet, Tick, Words
from generator.foundation.days import short

EMPTY, TICKED = "☐", "☒"
LABEL_WIDTH = 36


def form_document(filled: Filled) -> Document:
    """The form's tree: one part a lettered rubric; the foot names the consultation."""
    spec = filled.spec
    name = "-".join((spec.key, *filled.several))
    parts = [Part(anchor(name, r.id), tuple(_rubric(r, 1, spec.lettered))) for r in filled.rubrics]
    if spec.version:
        parts.append(Part(anchor(name, "edition"), (_edition(spec.form or spec.name, spec.version),)))
    title, subtitle = _titles(filled)
    return Document(
        key=spec.key,
        slug="-".join((spec.slug, *filled.several)),
        title=title,
        subtitle=subtitle,
        footer=f"{spec.name} – {filled.consultation}",
        parts=tuple(parts),
    )


def _titles(filled: Filled) -> tuple[str, str]:
    """The form's own titles; of several alike, whom and what each is about comes first."""
    spec = filled.spec
    if not filled.about:
        return spec.title, spec.subtitle
    rest = spec.title.removeprefix(f"{spec.name} – ")
    return f"{spec.name} – {', '.join(filled.about)}", spec.subtitle if rest == spec.title else rest


def _edition(name: str, version: date) -> Paragraph:
    whose = f"de l'{name}" if name[:1] in "AEIOUY" else f"du {name}"
    return Paragraph((Text(f"Rubriques {whose}, édition du {short(version)}."),), role="small")


def _rubric(rubric: FilledSection, level: int, lettered: bool) -> Iterator[Node]:
    title = f"{rubric.id} - {rubric.title}" if lettered else rubric.title
    yield Heading(level, (Text(title),), numbered=False)
    if rubric.why:
        yield Paragraph((Text(rubric.why),))
    yield from _flow(rubric.entries)
    for part in rubric.parts:
        yield from _rubric(part, level + 1, lettered)


def _flow(entries: Iterable[Entry]) -> Iterator[Node]:
    """Neighbouring fields share one table."""
    for together, group in groupby(entries, key=lambda entry: isinstance(entry, Field)):
        members = tuple(group)
        if together:
            yield _fields(tuple(entry for entry in members if isinstance(entry, Field)))
        else:
            yield from (node for entry in members for node in _nodes(entry))


def _fields(fields: tuple[Field, ...]) -> Table:
    rows = tuple(Row((_cell((field.label,)), _cell(field.lines, field.remark))) for field in fields)
    summary = "Réponses : " + ", ".join(field.label for field in fields)
    return Table(rows, (LABEL_WIDTH, 100 - LABEL_WIDTH), header=0, look="fields", summary=summary)


def _nodes(entry: Entry) -> tuple[Node, ...]:
    match entry:
        case Words():
            return _words(entry)
        case Tick():
            return (_choice(entry),)
        case Sheet():
            return _sheet(entry)
        case Seat():
            return _seat(entry)
        case Field():
            return (_fields((entry,)),)
        case _:
            assert_never(entry)


def _choice(tick: Tick) -> Paragraph:
    sign = TICKED if tick.ticked else EMPTY
    return Paragraph(_runs(f"{sign} {tick.label}", tick.remark), role="choice")


def _words(words: Words) -> tuple[Node, ...]:
    role: Role = "small" if words.small else "body"
    paragraphs = tuple(Paragraph((Text(line),), role) for line in words.lines)
    return (Listing(tuple(Item((p,)) for p in paragraphs)),) if words.listed else paragraphs


def _sheet(sheet: Sheet) -> tuple[Node, ...]:
    if not sheet.rows:
        return (Paragraph((Text(sheet.empty),)),)
    title = (Paragraph((Text(sheet.title),), role="caption"),) if sheet.title else ()
    rows = tuple(_row(row, sheet.quantities) for row in (sheet.header, *sheet.rows))
    return (*title, Table(rows, sheet.widths, header=1, look="grid", summary=sheet.summary))


def _row(texts: tuple[str, ...], quantities: bool) -> Row:
    first, *others = (_cell(tuple(text.split("\n"))) for text in texts)
    return (
        Row((first, *(replace(cell, align="right") for cell in others)))
        if quantities
        else Row((first, *others))
    )


def _seat(seat: Seat) -> tuple[Node, ...]:
    first, *others = seat.lines
    return (Signature(seat.name, (_runs(first, seat.remark), *((Text(line),) for line in others))),)


def _cell(lines: tuple[str, ...], remark: str = "") -> Cell:
    texts = lines or ("",)
    return Cell(tuple(Paragraph(_runs(text, remark if n == 0 else "")) for n, text in enumerate(texts)))


def _runs(text: str, remark: str = "") -> Runs:
    runs: list[Inline] = [Text(text)] if text else []
    return (*runs, Remark(remark)) if remark else tuple(runs)
