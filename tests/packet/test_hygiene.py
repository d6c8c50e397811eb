"""What leaves a foreign file before it is sent, and what stays: told in French, the separate copy cleaned too."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, String

from generator.packet.cleaning import cleaned
from generator.packet.hygiene import harmless
from tests.packet.foreign import RED, drawn, embedded, filled, form, locked, opened, saved, signed


def link(pdf: pikepdf.Pdf, action: Dictionary, **keys: object) -> None:
    note(pdf, Subtype=Name.Link, A=action, **keys)


def note(pdf: pikepdf.Pdf, **keys: object) -> None:
    """One more annotation on the first page; it draws a red square when it has a look."""
    shape = {"Type": Name.Annot, "Rect": Array([100, 100, 200, 200]), "F": 4}
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(Dictionary(**(shape | keys)))])


def look(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(N=form(pdf, b"1 0 0 rg 0 0 100 100 re f"))


def act(kind: str, **keys: object) -> Dictionary:
    return Dictionary(S=Name("/" + kind), **keys)


def named_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), act("JavaScript", JS=String("1"))])))


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["note.txt"] = AttachedFileSpec(pdf, b"cache", filename="note.txt")


def bookmarked(pdf: pikepdf.Pdf) -> None:
    entry = pdf.make_indirect(Dictionary(Title=String("Un"), A=act("Launch", F=String("programme"))))
    pdf.Root.Outlines = Dictionary(First=entry, Last=entry)


def authored(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info = Dictionary(Author=String("Prénom Nom"), Title=String("Titre"))


def scripted_field(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=act("JavaScript", JS=String("1"))))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def eventful(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=act("Launch"))


def remarked(pdf: pikepdf.Pdf) -> None:
    note(pdf, Subtype=Name.Square, Contents=String("à revoir"), AP=look(pdf))


def stamped(pdf: pikepdf.Pdf) -> None:
    note(pdf, Subtype=Name.Stamp, T=String("Nom"), AP=look(pdf))


FOUND = {
    "opening": (lambda pdf: pdf.Root.__setattr__("OpenAction", act("JavaScript", JS=String("1"))), "script"),
    "named script": (named_script, "script"),
    "catalogue event": (lambda pdf: pdf.Root.__setattr__("AA", Dictionary(WC=act("JavaScript"))), "script"),
    "page event": (eventful, "lancement de programme"),
    "field event": (scripted_field, "script"),
    "launch": (lambda pdf: link(pdf, act("Launch", F=String("programme"))), "lancement de programme"),
    "submit": (lambda pdf: link(pdf, act("SubmitForm", F=String("https://a.example"))), "envoi de formulaire"),
    "import": (lambda pdf: link(pdf, act("ImportData")), "import de données"),
    "other file": (lambda pdf: link(pdf, act("GoToR", F=String("autre.pdf"))), "lien vers un autre fichier"),
    "file address": (lambda pdf: link(pdf, act("URI", URI=String("file:///C:/a"))), "lien vers un autre fichier"),
    "script address": (lambda pdf: link(pdf, act("URI", URI=String("javascript:1"))), "lien vers un autre fichier"),
    "after another": (lambda pdf: link(pdf, act("GoTo", Next=Array([act("JavaScript")]))), "script"),
    "bookmark": (bookmarked, "lancement de programme"),
    "attachment": (attached, "fichier joint"),
    "attached note": (lambda pdf: note(pdf, Subtype=Name.FileAttachment), "fichier joint"),
    "sticky note": (lambda pdf: note(pdf, Subtype=Name.Text, Contents=String("à revoir")), "commentaire"),
    "highlight": (lambda pdf: note(pdf, Subtype=Name.Highlight, AP=look(pdf)), "commentaire"),
    "reply": (lambda pdf: note(pdf, Subtype=Name.Stamp, IRT=pdf.Root, AP=look(pdf)), "commentaire"),
    "remark on a drawing": (remarked, "commentaire"),
    "who stamped": (stamped, "auteur d'une annotation"),
    "film": (lambda pdf: note(pdf, Subtype=Name.Screen), "son, vidéo ou objet animé"),
    "hidden stamp": (lambda pdf: note(pdf, Subtype=Name.Stamp, F=2, AP=look(pdf)), "annotation masquée"),
    "author": (authored, "auteur du fichier"),
}  # fmt: skip
ACTS = (b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"GoToR", b"EmbeddedFile", b"file:", b"revoir", b"Nom")


@pytest.mark.parametrize("case", FOUND)
def test_it_is_told_and_gone(case: str) -> None:
    spoil, said = FOUND[case]
    with opened(drawn(RED)) as pdf:
        spoil(pdf)
        with opened(saved(pdf)) as again:
            assert harmless(again) == (said,)
            data = saved(again)
    assert not [word for word in ACTS if word in data]
    with opened(data) as clean:
        assert harmless(clean) == ()


def test_each_kind_is_told_once_with_its_number() -> None:
    with opened(drawn(RED)) as pdf:
        for _ in range(3):
            note(pdf, Subtype=Name.Text)
        assert harmless(pdf) == ("commentaire (3)",)


def test_an_owner_password_is_told() -> None:
    with opened(locked("")) as pdf:
        (said,) = harmless(pdf)
    assert said.startswith("mot de passe de restriction")


def test_a_form_loses_its_double_and_keeps_its_fields() -> None:
    with opened(filled()) as pdf:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
        assert harmless(pdf) == ("double du formulaire (XFA)",)
        assert str(pdf.Root.AcroForm.Fields[0].V) == "REMPLI"


HARMLESS = {
    "office": embedded(),
    "form": filled(),
    "signed": signed(),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_an_honest_file_is_left_alone(case: str) -> None:
    with opened(HARMLESS[case]) as pdf:
        assert harmless(pdf) == ()


def test_links_places_and_stamps_stay() -> None:
    with opened(drawn(RED, pages=2)) as pdf:
        link(pdf, act("URI", URI=String("https://exemple.example")))
        link(pdf, act("GoTo", D=Array([pdf.pages[1].obj, Name.Fit])))
        note(pdf, Subtype=Name.FreeText, Contents=String("Bon pour accord"), AP=look(pdf))
        note(pdf, Subtype=Name.Stamp, AP=look(pdf))
        pdf.Root.OpenAction = Array([pdf.pages[1].obj, Name.Fit])
        assert harmless(pdf) == ()
        assert len(pdf.pages[0].obj.Annots) == 4
        assert "/OpenAction" in pdf.Root


def test_an_annotation_that_tags_lead_to_is_emptied() -> None:
    with opened(drawn(RED)) as pdf:
        link(pdf, act("Launch", F=String("programme")))
        pdf.Root.StructTreeRoot = Dictionary(K=Dictionary(Type=Name.OBJR, Obj=pdf.pages[0].obj.Annots[0]))
        assert harmless(pdf)
        assert b"programme" not in saved(pdf)


def test_comments_are_not_drawn_and_stamps_are() -> None:
    def painted(subtype: str) -> bool:
        with opened(drawn(b"")) as pdf:
            note(pdf, Subtype=Name("/" + subtype), AP=look(pdf))
            harmless(pdf)
            leaves = cleaned(pdf).leaves
        with pypdfium2.PdfDocument(BytesIO(leaves)) as document:
            page = document[0]
            picture = page.render(scale=1).to_pil().convert("RGB")
            page.close()
        return picture.getpixel((150, 842 - 150)) == (255, 0, 0)

    assert painted("Stamp")
    assert painted("Ink")
    assert painted("FreeText")
    assert not painted("Highlight")
    assert not painted("Text")
