"""What a signature may change in a file, and what hides behind one: another page, another word, a note put over it."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from generator.deposit.additions import altered
from tests.deposit.kits import NOTE, pieces, with_signature


def rewritten(change) -> bytes:
    """The note with an update behind it, then signed: its seal is sound, and covers the whole file."""
    writer = IncrementalPdfFileWriter(BytesIO(pieces("vienne")[NOTE]))
    change(writer, writer.root["/Pages"])
    buffer = BytesIO()
    writer.write(buffer)
    return with_signature(buffer.getvalue())


def first(writer, pages):
    while "/Kids" in pages:
        pages = pages["/Kids"][0]
    return pages


def other_words(writer, pages):
    page = first(writer, pages)
    stream = generic.StreamObject(stream_data=b"BT ET")
    page["/Contents"] = writer.add_object(stream)
    writer.update_container(page)


def other_stream(writer, pages):
    page = first(writer, pages)
    page["/Contents"]._data = b"BT ET"
    page["/Contents"]._encoded_data = None
    writer.update_container(page["/Contents"])


def turned(writer, pages):
    page = first(writer, pages)
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)


def note_over(writer, pages):
    page = first(writer, pages)
    box = generic.ArrayObject(map(generic.FloatObject, (100, 100, 300, 200)))
    note = {pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"), pdf_name("/Rect"): box}
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(generic.DictionaryObject(note))])
    writer.update_container(page)


def page_fewer(writer, pages):
    pages["/Kids"] = generic.ArrayObject(list(list.__iter__(pages["/Kids"]))[:-1])
    pages["/Count"] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def script(writer, pages):
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject(action)
    writer.update_root()


def other_form(writer, pages):
    form = writer.root["/AcroForm"]
    form["/XFA"] = writer.add_object(generic.StreamObject(stream_data=b"<xdp/>"))
    writer.update_container(form)


def test_a_signature_changes_nothing_else():
    note = pieces("vienne")[NOTE]
    assert altered(note, with_signature(note)) == ()
    assert altered(note, note) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_words, "la page 1 n'est plus la même"),
        (other_stream, "la page 1 n'est plus la même"),
        (turned, "la page 1 n'est plus la même"),
        (note_over, "une annotation a été ajoutée à la page 1"),
        (page_fewer, "pages au lieu de"),
        (other_form, "le formulaire du document"),
        (script, "a été remplacé"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_change_behind_a_signature_is_told(change, said):
    found = altered(pieces("vienne")[NOTE], rewritten(change))
    assert found
    assert said in found[0]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"rien"])
def test_what_does_not_open_is_never_taken_for_a_signature(data):
    assert altered(pieces("vienne")[NOTE], data) == ("le fichier ne s'ouvre plus",)
