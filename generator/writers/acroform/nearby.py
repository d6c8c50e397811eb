"""The words that a PDF form prints beside a field of which it says nothing: what a person goes by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from generator.writers.acroform.nodes import Widget, nodes
from generator.writers.form_field import FormField

_FAR, _ABOVE, _SLACK = 320.0, 18.0, 3.0  # points
_LONGEST: Final = 120


def labelled(data: bytes, fields: Iterable[FormField]) -> tuple[FormField, ...]:
    """The fields, those without a label with the words left of them (right of a box), else above them.

    Pdfium is not made for threads: never call this in two at once.
    """
    import pikepdf
    import pypdfium2

    listed = tuple(fields)
    if all(field.label for field in listed):
        return listed
    with pikepdf.open(BytesIO(data)) as pdf:
        first = {name: node.widgets[0] for name, node in nodes(pdf).items() if node.widgets and node.widgets[0].page}
        try:
            with pypdfium2.PdfDocument(data) as seen:
                return tuple(_labelled(seen, first, listed))
        except (pypdfium2.PdfiumError, IndexError):  # pdfium asks more of a file than qpdf
            return listed


def _labelled(seen: Any, first: Mapping[str, Widget], fields: Iterable[FormField]) -> Iterator[FormField]:
    pages: dict[int, Any] = {}
    for field in fields:
        widget = first.get(field.name)
        if field.label or widget is None:
            yield field
            continue
        if widget.page not in pages:
            pages[widget.page] = seen[widget.page - 1].get_textpage()
        yield replace(field, label=_words(pages[widget.page], widget, after=field.kind in {"box", "radio"}))
    for page in pages.values():
        page.close()


def _words(page: Any, widget: Widget, *, after: bool) -> str:
    left, bottom, right, top = widget.box
    low, high = bottom - _SLACK, top + _SLACK
    before, beyond = (max(0.0, left - _FAR), low, left, high), (right, low, right + _FAR, high)
    above = (left - _SLACK, top, right, top + _ABOVE)
    for box in (beyond, before) if after else (before, above):
        found = " ".join(page.get_text_bounded(*box).split()).strip(" :.…_")
        if found:
            return found[:_LONGEST] if after else found[-_LONGEST:]
    return ""
