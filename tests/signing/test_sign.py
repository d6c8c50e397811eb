"""A PDF signed in its own field, judged by others: poppler and veraPDF."""

from __future__ import annotations

import shutil
import socket
import subprocess
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from generator.foundation.diagnostic import Rejected
from generator.signing.identity import identity
from generator.signing.report import signatures
from generator.signing.sign import checked, fields, signed, time_server
from generator.signing.stamp import Stamp, drawn
from tests.conformance import verapdf
from tests.signing.certificates import NOW, PASSWORD, clock, made, served


@pytest.fixture(scope="module")
def stamped(sign, person) -> bytes:
    """The paper, signed with the hour of a time server on this machine."""
    with served(clock(), NOW + timedelta(minutes=1)) as url:
        return sign(person, clock=time_server(url))


@pytest.fixture(scope="module")
def twice(stamped, sign, names) -> bytes:
    """The same, then signed by another person, with a longer key, in the second place."""
    authority = made("Autorité d'épreuve", uses=("key_cert_sign",))
    other = made("Claude Modèle", issuer=authority, key=clock().key)
    return sign(identity(other.p12(PASSWORD, authority.certificate), PASSWORD), stamped, names[1])


def test_the_signed_file_begins_with_the_whole_file(paper, done, twice, stamped) -> None:
    assert done.startswith(paper)
    assert stamped.startswith(paper)
    assert twice.startswith(stamped)
    assert len(done) - len(paper) < 60_000


def test_it_is_signed_in_its_field_and_nowhere_else(paper, done, names) -> None:
    assert {name: one.signed for name, one in fields(paper).items()} == {names[0]: False, names[1]: False}
    assert {name: one.signed for name, one in fields(done).items()} == {names[0]: True, names[1]: False}
    with pikepdf.open(BytesIO(done)) as pdf:
        assert len(pdf.pages[0].Annots) == 2
        value = pdf.Root.AcroForm.Fields[0].V
        assert str(value.SubFilter) == "/ETSI.CAdES.detached"
        assert str(value.M) == "D:20260302114200Z"
        assert "/Cert" not in value


def test_two_signatures_differ_only_where_they_must(done, sign, person) -> None:
    """The same hour, the same stamp, the same pages; what is random is the signature itself."""
    again = sign(person)
    assert again != done
    with pikepdf.open(BytesIO(again)) as one, pikepdf.open(BytesIO(done)) as other:
        field, same = one.Root.AcroForm.Fields[0], other.Root.AcroForm.Fields[0]
        assert field.AP.N.read_bytes() == same.AP.N.read_bytes()
        assert [str(field.V[key]) for key in ("/M", "/Name", "/SubFilter")] == [
            str(same.V[key]) for key in ("/M", "/Name", "/SubFilter")
        ]
        assert len(one.objects) == len(other.objects)


def test_a_signature_that_does_not_hold_is_never_written(done, names, stamped) -> None:
    assert checked(done, names[0], False) == done
    assert checked(stamped, names[0], True) == stamped
    place = done.index(b"/Type") + 2
    for data, name, hour in ((done, names[0], True), (done, names[1], False), (done + b"x", names[0], False)):
        with pytest.raises(Rejected, match="E987"):
            checked(data, name, hour)
    with pytest.raises(Rejected, match="modifié"):
        checked(done[:place] + b"x" + done[place + 1 :], names[0], False)


def test_the_stamp_is_drawn_by_us_with_its_fonts() -> None:
    size = (246.6, 90.7)
    long = Stamp("Dominique Exemple " * 5, "gérante & associée <ici> #strong", "Organisme d'Exemple " * 4, NOW)
    for stamp in (Stamp("Zoé Exemple", "gérante", "Zoé Exemple", NOW), long):
        with pikepdf.open(BytesIO(drawn(stamp, size))) as pdf:
            (page,) = pdf.pages
            assert [float(side) for side in page.MediaBox] == pytest.approx([0, 0, *size], abs=0.01)
            assert all("/DescendantFonts" in font for font in page.Resources.Font.values())
    assert drawn(long, size) == drawn(long, size)
    there = Stamp("Zoé", "", "Zoé", NOW, "America/Cayenne")
    assert there.lines[1] == "le 2 mars 2026 à 8 h 42, heure de la Guyane"
    assert Stamp("Zoé", "", "Zoé", NOW).lines == ("Zoé", "le 2 mars 2026 à 12 h 42, heure de Paris")


def test_the_stamp_says_who_and_when(done) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(done)
    try:
        empty = pdf[0].render(scale=1).to_pil()
        pdf.init_forms()
        page = pdf[0]
        full = page.render(scale=1, may_draw_forms=True).to_pil()
    finally:
        pdf.close()
    left, bottom, right, top = (0.0, 0.0, 1.0, 1.0)
    with pikepdf.open(BytesIO(done)) as source:
        left, bottom, right, top = map(float, source.Root.AcroForm.Fields[0].Rect)
        height = float(source.pages[0].MediaBox[3])
    box = tuple(round(side) for side in (left, height - top, right, height - bottom))
    assert len(full.crop(box).getcolors(99_999)) > 20
    assert empty.size == full.size


def test_a_time_server_that_does_not_answer_is_told(sign, person) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(Rejected) as caught:
            sign(person, clock=time_server(url))
    (one,) = caught.value.diagnostics
    assert one.code == "E980"
    assert "--timestamp" in one.hint


def test_a_server_that_answers_something_else_is_told(sign, person) -> None:
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    class Other(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(b"<html>")

        def log_message(self, *_: object) -> None:
            """Nothing to tell."""

    with HTTPServer(("127.0.0.1", 0), Other) as http:
        thread = Thread(target=http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        with pytest.raises(Rejected, match="E980"):
            sign(person, clock=time_server(f"http://127.0.0.1:{http.server_port}/"))
        http.shutdown()
        thread.join()


def test_a_field_of_the_buyer_s_own_form_is_signed_too(person) -> None:
    with pikepdf.open(BytesIO(simple())) as pdf:
        note = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T=pikepdf.String("Signature du candidat"),
                Rect=pikepdf.Array([0, 0, 0, 0]),
                F=4,
                P=pdf.pages[0].obj,
            )
        )
        pdf.pages[0].Annots = pikepdf.Array([note])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([note]))
        buffer = BytesIO()
        pdf.save(buffer)
    ((name, field),) = fields(buffer.getvalue()).items()
    assert not field.shown
    (one,) = signatures(signed(buffer.getvalue(), name, person, b"", NOW))
    assert (one.field, one.sound, one.whole) == ("Signature du candidat", True, True)


def simple() -> bytes:
    """A PDF of one empty page, as another program writes it."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        buffer = BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


# --- judged by others ----------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler) absent")
def test_poppler_finds_the_signatures_valid(twice, tmp_path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(twice)
    run = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, check=False, encoding="utf-8")
    assert run.stdout.count("Signature is Valid.") == 2
    assert run.stdout.count("ETSI.CAdES.detached") == 2
    assert "Signer Certificate Common Name: Dominique EXEMPLE" in run.stdout
    assert run.stdout.count("Total document signed") == 1  # the second one


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler) absent")
def test_poppler_and_we_agree_on_a_changed_file(done, tmp_path) -> None:
    place = done.index(b"/Type") + 2
    path = tmp_path / "changed.pdf"
    path.write_bytes(done[:place] + b"x" + done[place + 1 :])
    run = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, check=False, encoding="utf-8")
    assert "Signature is Valid." not in run.stdout
    assert not any(one.intact for one in signatures(path.read_bytes()))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf absent")
def test_qpdf_finds_nothing_wrong(twice, tmp_path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(twice)
    run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.skipif(bool(verapdf.missing()), reason=f"paquets absents : {', '.join(verapdf.missing())}")
@pytest.mark.parametrize("flavour", verapdf.PROFILES)
def test_before_and_after_the_file_conforms(paper, twice, flavour: str) -> None:
    assert verapdf.failures(paper, flavour) == {}
    assert verapdf.failures(twice, flavour) == {}
