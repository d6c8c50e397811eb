"""A buyer's PDF form filled in place, read back by pypdf, pdfium and poppler as strangers."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from random import Random

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from generator.packet.annexes import hushed
from generator.writers.acroform.fill import fields, fill
from generator.writers.acroform.nearby import labelled
from generator.writers.form_field import FormError
from generator.writers.form_values import settled
from tests.buyer_forms import pdf_form

SAID = {
    "acheteur": "Département de l'Exemple : œuvre « sociale », 12 €",
    "candidat.nom": "Organisme Exemple à l'Été",
    "candidat.siret": "00012345500016",
    "candidat.adresse": "1 rue de l'Exemple\n79000 Niort, en deux lignes dont la seconde passe à la ligne d'elle-même",
    "seul": "oui",
    "pme": "non",
    "forme": "Conjoint",
    "lots": ("1", "Lot 2"),
    "objet": "Analyse des pratiques : Łódź, Đorđe, ☒",
}
SCALE = 2


def filled(flat: bool = False, form: bytes | None = None, **more: str) -> bytes:
    data = form or pdf_form()
    values, troubles = settled(fields(data), {**SAID, **more})
    assert not [trouble for trouble in troubles if trouble.grave], troubles
    return fill(data, values, flat=flat).data


def changed(change, form: bytes | None = None) -> bytes:
    """The form after a gesture of pikepdf."""
    with pikepdf.open(BytesIO(form or pdf_form())) as pdf:
        change(pdf)
        buffer = BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def holder(pdf: pikepdf.Pdf, name: str) -> pikepdf.Dictionary:
    return next(field for field in pdf.Root.AcroForm.Fields if str(field.T) == name)


def picture(data: bytes, page: int = 0) -> Image.Image:
    """What pdfium shows, fields drawn."""
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        return document[page].render(scale=SCALE).to_pil().convert("RGB")


def boxes(data: bytes, page: int = 0) -> list[tuple[float, ...]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [tuple(map(float, note.Rect)) for note in pdf.pages[page].obj.Annots if note.Subtype == "/Widget"]


def page_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_fields_of_a_form_are_told_as_they_are() -> None:
    found = {field.name: field for field in fields(pdf_form())}
    assert [*found] == ["acheteur", "candidat.nom", "candidat.siret", "candidat.adresse", "candidat.courriel",
                        "seul", "f1", "pme", "forme", "lots", "objet"]  # fmt: skip
    assert found["candidat.siret"].longest == 14
    assert found["candidat.adresse"].multiline
    assert not found["acheteur"].multiline
    assert (found["pme"].kind, found["pme"].options) == ("radio", ("oui", "non"))
    assert (found["forme"].kind, found["forme"].shown) == ("choice", ("Seul", "Conjoint", "Solidaire"))
    assert (found["lots"].kind, found["seul"].kind) == ("list", "box")
    assert (found["objet"].page, found["objet"].required, found["acheteur"].page) == (2, True, 1)
    assert found["acheteur"].label == "Acheteur"


def test_a_field_of_which_the_form_says_nothing_takes_the_words_beside_it() -> None:
    found = {field.name: field for field in labelled(pdf_form(), fields(pdf_form()))}
    assert found["candidat.courriel"].label == "Adresse électronique"


def test_another_library_reads_the_values() -> None:
    read = pypdf.PdfReader(BytesIO(filled())).get_fields()
    assert read is not None
    assert read["acheteur"].value == SAID["acheteur"]
    assert read["candidat.adresse"].value.splitlines() == str(SAID["candidat.adresse"]).splitlines()
    assert (read["seul"].value, read["pme"].value, read["forme"].value) == ("/Yes", "/non", "conjoint")
    assert [*read["lots"].value] == ["1", "2"]
    assert read["f1"].value != "/Yes"  # nobody asked for it
    assert read["objet"].value == SAID["objet"]


def test_outside_the_fields_no_dot_of_the_page_changes() -> None:
    for page in (0, 1):
        before, after = picture(pdf_form(), page), picture(filled(), page)
        assert ImageChops.difference(before, after).getbbox(), "nothing was drawn"
        for image in (before, after):
            draw = ImageDraw.Draw(image)
            for left, bottom, right, top in boxes(pdf_form(), page):
                corners = (left - 1, 842 - top - 1, right + 1, 842 - bottom + 1)
                draw.rectangle([SCALE * side for side in corners], fill="white")
        assert ImageChops.difference(before, after).getbbox() is None


def test_flattened_it_looks_the_same_and_has_no_field() -> None:
    flat = filled(flat=True)
    for page in (0, 1):
        gap = ImageChops.difference(picture(filled(), page), picture(flat, page)).convert("L")
        assert gap.point(lambda value: 255 if value > 96 else 0).getbbox() is None
    assert fields(flat) == ()
    said = " ".join(page_text(flat).split())
    for words in ("œuvre « sociale », 12 €", "Organisme Exemple à l'Été", "79000 Niort", "Łódź, Đorđe, ☒", "Conjoint"):
        assert words in said
    assert "".join(character for character in said if character.isdigit()).count("00012345500016") == 1


def test_the_same_values_give_the_same_bytes() -> None:
    assert filled() == filled()
    assert filled(flat=True) == filled(flat=True)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler (pdftotext) n'est pas installé")
@pytest.mark.parametrize("again", [False, True], ids=["our drawing", "drawn again by the viewer"])
def test_poppler_shows_what_pdfium_shows(again: bool, tmp_path: Path) -> None:
    def bare(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.NeedAppearances = True
        for page in pdf.pages:
            for note in page.obj.Annots:
                if note.get("/FT") == "/Tx":
                    del note["/AP"]

    (tmp_path / "form.pdf").write_bytes(changed(bare, filled()) if again else filled())
    done = subprocess.run(["pdftotext", "form.pdf", "-"], cwd=tmp_path, capture_output=True, check=True, timeout=60)
    said = " ".join(done.stdout.decode("utf-8").split())
    for words in ("Organisme Exemple à l'Été", "1 rue de l'Exemple", "« sociale »"):
        assert words in said


def test_letters_shrink_until_the_words_hold_and_too_many_are_told() -> None:
    long = "Un objet de consultation tout à fait démesuré. " * 8
    values, _ = settled(fields(pdf_form()), {"candidat.nom": long[:100], "objet": long})
    done = fill(pdf_form(), values)
    assert done.troubles == ()
    with pikepdf.open(BytesIO(done.data)) as pdf:
        assert float(str(holder(pdf, "candidat.nom").DA).split()[1]) < 10  # who types there sees the same letters
    tiny = changed(lambda pdf: setattr(holder(pdf, "objet"), "Rect", pikepdf.Array([60, 700, 160, 716])))
    told = fill(tiny, {"objet": long}).troubles
    assert [(trouble.name, trouble.grave) for trouble in told] == [("objet", False)]
    assert "ne tient pas" in told[0].said


def test_names_and_looks_come_from_the_fields_above() -> None:
    def grouped(pdf: pikepdf.Pdf) -> None:
        child = holder(pdf, "acheteur")
        del child["/FT"], child["/DA"]
        parent = pdf.make_indirect(pikepdf.Dictionary(T="a", FT=pikepdf.Name.Tx, DA="/Helv 9 Tf 1 0 0 rg", MaxLen=40))
        root = pdf.make_indirect(pikepdf.Dictionary(T="lettre", Kids=pikepdf.Array([parent])))
        parent.Parent, parent.Kids, child.Parent = root, pikepdf.Array([child]), parent
        del child["/MaxLen"]
        others = [field for field in pdf.Root.AcroForm.Fields if str(field.T) != "acheteur"]
        pdf.Root.AcroForm.Fields = pikepdf.Array([root, *others])

    form = changed(grouped)
    found = {field.name: field for field in fields(form)}
    assert found["lettre.a.acheteur"].longest == 40
    done = fill(form, {"lettre.a.acheteur": "Rouge"}, flat=True).data
    assert any(red > 200 and green < 80 for _, (red, green, _) in picture(done).getcolors(1 << 20))


def test_boxes_and_radios_that_the_form_does_not_draw_are_drawn() -> None:
    def bare(pdf: pikepdf.Pdf) -> None:
        del holder(pdf, "seul")["/AP"]

    form = changed(bare)
    on, off = (fill(form, {"seul": ticked}, flat=True).data for ticked in (True, False))
    left, bottom, right, top = (float(side) for side in next(iter(_rect(form, "seul"))))
    middle = [int(SCALE * side) for side in ((left + right) / 2, 842 - (bottom + top) / 2)]
    assert sum(picture(on).getpixel(tuple(middle))) < 200 < sum(picture(off).getpixel(tuple(middle)))


def _rect(form: bytes, name: str):
    with pikepdf.open(BytesIO(form)) as pdf:
        yield [float(side) for side in holder(pdf, name).Rect]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_field_keeps_its_words_inside(turned: int) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        holder(pdf, "objet").MK.R = turned
        holder(pdf, "objet").Rect = pikepdf.Array([100, 400, 160, 700] if turned % 180 else [100, 640, 400, 700])

    done = fill(changed(turn), {"objet": "Objet tourné"}, flat=True).data
    assert "Objet tourné" in page_text(done) or "tourné" in page_text(done)
    plain = fill(changed(turn), {}, flat=True).data
    left, top, right, bottom = ImageChops.difference(picture(done, 1), picture(plain, 1)).getbbox()
    inside = (100, 842 - 700, 160 if turned % 180 else 400, 842 - (400 if turned % 180 else 640))
    assert left >= SCALE * inside[0] - 2
    assert top >= SCALE * inside[1] - 2
    assert right <= SCALE * inside[2] + 2
    assert bottom <= SCALE * inside[3] + 2


def test_what_acts_goes_and_links_stay() -> None:
    def acting(pdf: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = script
        pdf.Root.AcroForm.CO = pikepdf.Array([holder(pdf, "acheteur")])
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
        pdf.docinfo["/Author"], pdf.docinfo["/Creator"], pdf.docinfo["/Title"] = "Prénom Nom", "Programme", "Cadre"
        holder(pdf, "acheteur").AA = pikepdf.Dictionary(K=script)
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://acheteur.example/")
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=link)
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))

    form = changed(acting)
    values, _ = settled(fields(form), SAID)
    for flat in (False, True):
        done = fill(form, values, flat=flat)
        assert set(done.removed) == {"scripts et actions", "double XFA du formulaire", "auteur du fichier"}
        assert b"JavaScript" not in done.data
        with pikepdf.open(BytesIO(done.data)) as pdf:
            assert not {"/Author", "/Creator"} & set(pdf.docinfo.keys())
            assert pdf.docinfo["/Title"] == "Cadre"
            assert "https://acheteur.example/" in [str(n.A.URI) for n in pdf.pages[0].obj.Annots if "/A" in n]


def test_an_empty_place_to_sign_stays_a_field_when_the_others_become_drawing() -> None:
    def to_sign(pdf: pikepdf.Pdf) -> None:
        holder(pdf, "acheteur").FT = pikepdf.Name.Sig

    flat = fill(changed(to_sign), {"candidat.nom": "Organisme Exemple"}, flat=True).data
    assert [(field.name, field.kind) for field in fields(flat)] == [("acheteur", "signature")]


def _looped(pdf: pikepdf.Pdf) -> None:
    field = holder(pdf, "acheteur")
    field.Kids = pikepdf.Array([field])


REFUSED = {
    "dynamique": lambda pdf: (
        setattr(pdf.Root.AcroForm, "XFA", pdf.make_stream(b"<xdp/>")),
        setattr(pdf.Root, "NeedsRendering", True),
    ),
    "déjà signé": lambda pdf: (
        setattr(holder(pdf, "acheteur"), "FT", pikepdf.Name.Sig),
        setattr(holder(pdf, "acheteur"), "V", pikepdf.Dictionary(Type=pikepdf.Name.Sig)),
    ),
    "démesuré": _looped,
    "abîmé": lambda pdf: setattr(holder(pdf, "acheteur"), "Ff", pikepdf.Array([])),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_filled_is_refused_in_french(said: str) -> None:
    with pytest.raises(FormError) as refusal:
        fill(changed(REFUSED[said]), {"candidat.nom": "x"})
    assert said in refusal.value.said
    assert refusal.value.hint


def test_a_damaged_or_locked_file_is_refused_in_french() -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf_form())) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))
    for data, said in ((buffer.getvalue(), "mot de passe"), (b"%PDF-1.7\nnothing", "abîmé")):
        with pytest.raises(FormError, match=said):
            fields(data)


def test_the_owner_s_password_stops_nobody() -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf_form())) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user=""))
    done = filled(form=buffer.getvalue())
    assert b"/Encrypt" not in done
    assert fields(done)[0].value == SAID["acheteur"]


DAMAGE = (b"null", b"[]", b"<<>>", b"-1", b"99999999999999999999", b"(x)", b"/Name", b"[ 0 0 0 0 ]", b"7 0 R")


def test_a_hostile_form_is_filled_or_refused_and_nothing_else_comes_out() -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf_form())) as pdf:
        pdf.save(buffer, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    source, random = buffer.getvalue(), Random(6)
    keys = [*re.finditer(rb"/(Kids|FT|Ff|V|DA|Q|MaxLen|Opt|Rect|AP|N|D|AS|MK|BC|T|Fields|Annots|P|F) ", source)]
    done = 0
    for _ in range(120):
        spoiled = bytearray(source)
        for place in sorted(random.sample(keys, 4), key=lambda found: -found.start()):
            spoiled[place.end() : source.index(b"\n", place.end())] = random.choice(DAMAGE)
        with hushed():
            made = tried(bytes(spoiled), flat=random.random() < 0.5)
            if made:
                with pikepdf.open(BytesIO(bytes(spoiled))) as before, pikepdf.open(BytesIO(made)) as after:
                    assert len(before.pages) == len(after.pages)
        done += bool(made)
    assert 30 < done < 120, done


def tried(form: bytes, *, flat: bool) -> bytes:
    """The form filled, nothing when it is refused."""
    try:
        known = labelled(form, fields(form))
        values, _ = settled(known, {field.name: SAID[field.name] for field in known if field.name in SAID})
        return fill(form, values, flat=flat).data
    except FormError:
        return b""
