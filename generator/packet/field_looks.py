"""Has the fields of a foreign form drawn as a reader sees them, so that they stay when the form goes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from generator.packet.examination import fields, page_notes
from generator.packet.geometry import inherited

if TYPE_CHECKING:
    import pikepdf

_UNSEEN = 2 | 32  # flags of an annotation (ISO 32000-1, table 165): hidden, not to be viewed
_PRINTED = 4
_PUSH = 1 << 16  # flag of a field: a button that only acts
_LONGEST = 50_000  # bytes of a value that is laid out anew
_MANY = 2_000  # boxes of fields
_WRITTEN = {"/Tx", "/Ch"}


def draw_fields(pdf: pikepdf.Pdf) -> None:
    """Changes `pdf`: what a reader would draw itself is drawn, and what it shows on a screen is printed too."""
    import pikepdf

    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        if form.get("/NeedAppearances", False):
            _laid(pdf)
        pdf.generate_appearance_streams()
    for page in pdf.pages:
        for note in page_notes(page.obj):
            _printed(note)


def _printed(note: Any) -> None:
    """A stamp or a field that is seen is part of the page, unless it is a button."""
    flags = int(note.get("/F", 0))
    if note.get("/Subtype") == "/Link" or flags & _UNSEEN:
        return
    button = note.get("/Subtype") == "/Widget" and note.get("/FT") == "/Btn" and int(note.get("/Ff", 0)) & _PUSH
    if not button:
        note.F = flags | _PRINTED


def _laid(pdf: pikepdf.Pdf) -> None:
    """Draws the words of fields as their file asks a viewer to: on several lines, in cells, in any letters.

    Qpdf, which draws what is left, knows one line and few letters.
    """
    from generator.writers.acroform.fill import draw
    from generator.writers.form_field import FormError

    widgets = [note for page in pdf.pages for note in page_notes(page.obj) if note.get("/Subtype") == "/Widget"]
    if len(widgets) > _MANY or any(_is_long(note.get("/V")) for note in (*fields(pdf), *widgets)):
        return
    for note in widgets:
        if str(inherited(note, "/FT")) in _WRITTEN and "/AP" in note:
            del note["/AP"]  # what stands there may be older than the value
    with suppress(FormError):
        draw(pdf)


def _is_long(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.String) and len(bytes(value)) > _LONGEST
