"""veraPDF judges a tagged form that we fill: it was accessible and archivable, and stays so, flattened or not."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from io import BytesIO

import pikepdf
import pytest

from generator.document.tree import Document, Heading, Paragraph, Part, Signature, Text
from generator.writers.acroform.fill import fields, fill
from generator.writers.pdf.compile import write
from tests.documents import THEME

verapdf = import_module("tests.conformance.verapdf")


def tagged_form() -> bytes:
    """A page with one field, tagged and described, of which the room to sign of ours is made a text."""
    nodes = (
        Heading(1, (Text("Cadre de réponse"),)),
        Signature("prix", ((Text("Montant"),),)),
        Paragraph((Text("Fin"),)),
    )
    document = Document("annex", "cadre", "Cadre de réponse", parts=(Part("_ao_000000001", nodes),))
    with pikepdf.open(BytesIO(write(document, THEME, date(2023, 6, 1)).data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            field.FT, field.DA = pikepdf.Name.Tx, "/Helv 11 Tf 0 g"
        buffer = BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


@pytest.mark.skipif(bool(verapdf.missing()), reason=f"veraPDF incomplet : {', '.join(verapdf.missing())}")
def test_a_filled_form_stays_accessible_and_archivable():
    form = tagged_form()
    (room,) = fields(form)
    for flat in (False, True):
        made = fill(form, {room.name: "4 888,56 € « hors œuvre »"}, flat=flat).data
        assert [verapdf.failures(made, flavour) for flavour in ("ua1", "2a")] == [{}, {}]
        assert bool(fields(made)) is not flat
