"""Turns what a build writes into text that a person can compare: trees, Word parts, cells, PDF text and outline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any
from xml.dom import minidom

from generator.document.inlines import plain_text
from generator.document.tree import Document, Heading, Link, Note, PageOf, Paragraph, Remark, Text
from generator.foundation.files import sha256, unzipped


def tree_dump(document: Document) -> str:
    """One line a node, indented."""
    names = ("key", "slug", "title", "subtitle", "header", "footer", "mark")
    head = [f"{name}: {getattr(document, name)}" for name in names]
    return "\n".join([*head, *(line for part in document.parts for line in _lines(part, 0))]) + "\n"


def _lines(value: Any, depth: int) -> Iterator[str]:
    space = "  " * depth
    if isinstance(value, Heading | Paragraph):
        role = f"h{value.level}" if isinstance(value, Heading) else value.role
        yield f"{space}{role}: {''.join(map(_inline, value.runs))}"
        return
    if isinstance(value, tuple):
        for item in value:
            yield from _lines(item, depth)
    elif is_dataclass(value):
        plain = {f.name: getattr(value, f.name) for f in fields(value) if f.compare}
        said = {k: v for k, v in plain.items() if isinstance(v, str | int | bool)}
        yield f"{space}{type(value).__name__} " + " ".join(f"{k}={v!r}" for k, v in said.items())
        for name, child in plain.items():
            if name not in said:
                yield from _lines(child, depth + 1)


def _inline(run: Any) -> str:
    match run:
        case Text():
            return f"**{run.value}**" if run.strong else f"*{run.value}*" if run.emphasis else run.value
        case Link():
            return f"[{plain_text((run,))}]({run.target})"
        case Note():
            return f"[^{plain_text(run.runs)}]"
        case Remark():
            return f"[? {run.text}]"
        case PageOf():
            return f"[page of {run.target}]"
        case _:
            return "\\"


def docx_dump(data: bytes, whole: bool) -> str:
    """The parts of a Word file; the body in full when asked, else by hash."""
    parts = unzipped(data)
    listing = "".join(f"{name} {sha256(part)[:16]}\n" for name, part in sorted(parts.items()))
    if not whole:
        return listing
    body = minidom.parseString(parts["word/document.xml"]).toprettyxml(indent=" ")
    return listing + "\n" + body


def xlsx_dump(data: bytes) -> str:
    """Each cell of the first sheet: reference, formula, value; then the named cells."""
    parts = unzipped(data)
    strings = re.findall(r"<si>(.*?)</si>", parts["xl/sharedStrings.xml"].decode("utf-8"), re.DOTALL)
    texts = [re.sub(r"<[^>]+>", "", string) for string in strings]
    lines = []
    sheet = parts["xl/worksheets/sheet1.xml"].decode("utf-8")
    for reference, attributes, inner in re.findall(r'<c r="([A-Z]+\d+)"([^>]*)>(.*?)</c>', sheet, re.DOTALL):
        formula = re.search(r"<f>(.*?)</f>", inner)
        value = re.search(r"<v>(.*?)</v>", inner)
        shown = value[1] if value else ""
        shown = texts[int(shown)] if 't="s"' in attributes else shown
        lines.append(f"{reference} {'=' + formula[1] + ' → ' if formula else ''}{shown}")
    names = re.findall(r'<definedName name="([^"]+)"[^>]*>([^<]+)<', parts["xl/workbook.xml"].decode("utf-8"))
    return "\n".join([*lines, *(f"{name}: {target}" for name, target in names)]) + "\n"


def pdf_dump(data: bytes) -> str:
    """Pages, outline with page numbers, then the text of each page."""
    import pypdfium2
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    lang = reader.trailer["/Root"]["/Lang"]
    lines = [f"pages: {len(reader.pages)}", f"title: {reader.metadata.title}", f"lang: {lang}"]
    labels = reader.page_labels
    lines += [f"mode: {reader.page_mode}", f"labels: {labels[0]} … {labels[-1]}"]
    lines += _outline(reader, reader.outline, 0)
    with pypdfium2.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf, 1):
            lines += [f"--- page {number}", page.get_textpage().get_text_range().replace("\r\n", "\n")]
    return "\n".join(lines) + "\n"


def _outline(reader: Any, entries: list[Any], depth: int) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(reader, entry, depth + 1)
        else:
            yield f"{'  ' * depth}{entry.title} … {reader.get_destination_page_number(entry) + 1}"
