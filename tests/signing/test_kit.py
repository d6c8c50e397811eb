"""The files of a kit, signed and sealed again, whole or not at all; and those that were signed elsewhere."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from generator.build.archiving import deposited
from generator.build.depositing import kit_folder, read_kit, write_kit
from generator.build.signing import Signed, sign
from generator.build.signing_choice import Asked
from generator.build.signing_map import mapped, states
from generator.build.signing_taken import Adopted, adopt
from generator.build.state import inputs_digest
from generator.build.verifying import verify
from generator.cli.run import run
from generator.deposit.proof import Proof, Sent, slips
from generator.deposit.seal import sealed
from generator.foundation.diagnostic import Rejected
from generator.foundation.files import sha256, unzipped
from generator.packet.assemble import assemble
from generator.packet.binder import Binder, BinderSection
from generator.signing.identity import identity
from generator.signing.report import signatures
from generator.signing.sign import signed
from generator.signing.stamp import Stamp, drawn
from generator.writers.pdf.compile import write
from tests.signing.certificates import DAY, NOW, PASSWORD, clock, made, served
from tests.workspaces import changed, copied, offer, tree_bytes

DC1, NOTE, PACKET = "1-candidature/01-dc1.pdf", "2-offre/01-note-methodologique.pdf", "dossier-vienne.pdf"
FIELD = "note-methodologique/signature-note"
DUE = Asked()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    return copied(tmp_path_factory.mktemp("signing"))


@pytest.fixture(scope="module")
def kept(workspace, dossier) -> dict[str, bytes]:
    """A kit of Vienne's offer, as `offer deposit` seals it, with two of its pieces and nothing signed."""
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    form, note = dossier.document("dc1"), dossier.document("note")
    sections = (BinderSection("Candidature", (form,)), BinderSection("Offre", (note,)))
    files = {
        DC1: write(form, theme, day).data,
        NOTE: write(note, theme, day).data,
        PACKET: assemble(Binder("Réponse", "Client", (), sections), theme, day).data,
    }
    kinds = {DC1: ("piece", "dc1"), NOTE: ("piece", "note-methodologique"), PACKET: ("packet", "")}
    sent = tuple(
        Sent(file=name, bytes=len(data), sha256=sha256(data), kind=kinds[name][0], slug=kinds[name][1])
        for name, data in files.items()
    )
    proof = Proof(client="vienne", generator="0", inputs=inputs_digest(workspace, "vienne"), files=sent)
    return sealed(files, proof)


@pytest.fixture
def kit(workspace, kept) -> dict[str, bytes]:
    """The same, written anew."""
    write_kit(workspace, "vienne", kept)
    return kept


def signing(workspace: Path, p12: bytes, asked: Asked = DUE, password: str = PASSWORD) -> Signed:
    return sign(workspace, "vienne", asked, p12, lambda: password, NOW)


def codes(caught: pytest.ExceptionInfo[Rejected]) -> list[str]:
    return [one.code for one in caught.value.diagnostics]


def test_the_note_and_the_packet_are_signed_and_the_kit_is_sealed_again(workspace, kit) -> None:
    done = signing(workspace, made(qualified=True).p12())
    assert done == Signed("Dominique EXEMPLE", (NOTE, PACKET))
    files, proof = read_kit(workspace, "vienne")
    assert not slips(files, proof)
    assert {name for name in kit if files[name] != kit[name]} == {
        NOTE,
        PACKET,
        "offre.zip",
        "index.txt",
        "depot.json",
        "SHA256SUMS.txt",
    }
    for name in (NOTE, PACKET):
        assert files[name].startswith(kit[name])
        (one,) = signatures(files[name])
        assert (one.field, one.sound, one.whole) == (FIELD, True, True)
        assert sent_of(proof, name).signed == "signé par Dominique EXEMPLE le 2 mars 2026 à 12 h 42, heure de Paris"
    assert unzipped(files["offre.zip"])["01-note-methodologique.pdf"] == files[NOTE]
    assert list(states(workspace, "vienne", mapped(workspace, "vienne").entries).values()) == [
        "signé par Dominique EXEMPLE"
    ]
    with pytest.raises(Rejected) as caught:
        signing(workspace, made().p12())
    assert codes(caught) == ["E986"]


def sent_of(proof: Proof, name: str) -> Sent:
    found = proof.sent(name)
    assert found
    return found


@pytest.mark.parametrize(
    ("p12", "password", "asked", "code"),
    [
        (made().p12(), "autre", Asked(), "E972"),
        (made("Claude Modèle").p12(), PASSWORD, Asked(), "E978"),
        (made(last=NOW - DAY).p12(), PASSWORD, Asked(), "E975"),
        (made().p12(), PASSWORD, Asked(timestamp="http://127.0.0.1:9/"), "E980"),
        (made().p12(), PASSWORD, Asked(award=True), "E982"),
    ],
)
def test_a_refusal_leaves_the_kit_as_it_was(workspace, kit, p12, password, asked, code) -> None:
    with pytest.raises(Rejected) as caught:
        signing(workspace, p12, asked, password)
    assert codes(caught) == [code]
    assert tree_bytes(kit_folder(workspace, "vienne")) == kit


def test_what_a_buyer_may_object_to_is_told(workspace, kit) -> None:
    files, proof = read_kit(workspace, "vienne")
    write_kit(workspace, "vienne", sealed(files, proof.model_copy(update={"inputs": "autre"})))
    with served(clock(), NOW + timedelta(minutes=1)) as url:
        done = signing(workspace, made().p12(), Asked(pieces=("note",), timestamp=url))
    assert [one.code for one in done.findings] == ["W781", "W780"]
    (one,) = signatures(read_kit(workspace, "vienne")[0][NOTE])
    assert one.level == "PAdES B-T"


def test_on_a_platform_the_packet_is_not_what_is_sent(workspace, kit) -> None:
    path = workspace / "offers" / "vienne" / "brief.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + "\nrules: {deposit: {by: platform}}\n", encoding="utf-8")
    try:
        assert signing(workspace, made().p12()).files == (NOTE,)
    finally:
        path.write_text(before, encoding="utf-8")


def elsewhere(data: bytes, name: str = "Dominique EXEMPLE") -> bytes:
    """The file, signed with another tool in the same field."""
    stamp = drawn(Stamp("Dominique Exemple", "gérante", "", NOW), (246.6, 90.7))
    return signed(data, FIELD, identity(made(name).p12(), PASSWORD), stamp, NOW)


def test_what_was_signed_elsewhere_is_taken_in(workspace, kit) -> None:
    assert adopt(workspace, "vienne") == Adopted({})
    folder = kit_folder(workspace, "vienne")
    (folder / NOTE).write_bytes(elsewhere(kit[NOTE]))
    said = "signé par Dominique EXEMPLE le 2 mars 2026 à 12 h 42, heure de Paris"
    assert adopt(workspace, "vienne") == Adopted({NOTE: said})
    files, proof = read_kit(workspace, "vienne")
    assert not slips(files, proof)
    assert sent_of(proof, NOTE).signed.startswith("signé par Dominique EXEMPLE le 2 mars 2026")
    assert unzipped(files["offre.zip"])["01-note-methodologique.pdf"] == files[NOTE]


def test_a_signature_of_somebody_else_is_told(workspace, kit) -> None:
    (kit_folder(workspace, "vienne") / NOTE).write_bytes(elsewhere(kit[NOTE], "Claude Modèle"))
    (one,) = adopt(workspace, "vienne").findings
    assert f"{one.code} {one.message}" == "W782 signé par Claude Modèle, alors que Dominique Exemple doit signer"
    assert state_of(workspace) == "signé par Claude Modèle, au lieu de Dominique Exemple"


def state_of(workspace: Path) -> str:
    (said,) = states(workspace, "vienne", mapped(workspace, "vienne").entries).values()
    return said


def test_an_archive_tells_who_was_to_sign(workspace, kit, tmp_path) -> None:
    receipt = tmp_path / "accuse.eml"
    receipt.write_bytes(b"recu")
    folder = workspace / "offers/vienne/deposit"
    said = []
    for data in (kit[NOTE], elsewhere(kit[NOTE], "Claude Modèle"), elsewhere(kit[NOTE])):
        (kit_folder(workspace, "vienne") / NOTE).write_bytes(data)
        found = deposited(workspace, "vienne", [receipt], NOW).findings
        said.append([one.message.rpartition(", et ")[2] for one in found if one.code == "E959"])
        shutil.rmtree(folder)
    assert said == [["son PDF n'est pas signé"], ["son PDF est signé par Claude Modèle"], []]


def test_the_clock_is_that_of_the_consultation(workspace, kit) -> None:
    path = workspace / "offers/vienne/brief.yaml"
    before = path.read_text(encoding="utf-8")
    changed(workspace, "offers/vienne/brief.yaml", "dates:\n", "dates:\n  zone: Indian/Reunion\n")
    try:
        signing(workspace, made().p12())
        (note,) = verify(workspace, kit_folder(workspace, "vienne") / NOTE)
    finally:
        path.write_text(before, encoding="utf-8")
    data = read_kit(workspace, "vienne")[0][NOTE]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V.M) == "D:20260302154200+04'00'"
    ((said, *_),) = note.signatures.values()
    assert "le 2 mars 2026 à 15 h 42, heure de La Réunion" in said


def test_a_signature_beside_its_frame_is_one(workspace, kit) -> None:
    """Many programs sign in a field of their own, wherever a person clicks."""
    file = IncrementalPdfFileWriter(BytesIO(kit[NOTE]))
    append_signature_field(file, SigFieldSpec("Signature1", box=(50, 50, 250, 120)))
    who = identity(made().p12(), PASSWORD)
    (kit_folder(workspace, "vienne") / NOTE).write_bytes(signed(written(file), "Signature1", who, b"", NOW))
    assert adopt(workspace, "vienne").findings == ()
    assert state_of(workspace) == "signé par Dominique EXEMPLE, hors du cadre prévu"


def written(file: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    file.write(out)
    return out.getvalue()


def test_what_no_signature_explains_is_refused(workspace, kit) -> None:
    folder = kit_folder(workspace, "vienne")
    good = elsewhere(kit[NOTE])
    spoiled = good[:5000] + b"x" + good[5001:]
    for data in (kit[NOTE] + b"\n", good + b"\n", spoiled, elsewhere(kit[PACKET])):
        (folder / NOTE).write_bytes(data)
        with pytest.raises(Rejected) as caught:
            adopt(workspace, "vienne")
        assert codes(caught) == ["E985"]
    (folder / NOTE).unlink()
    (folder / "2-offre" / "ajout.pdf").write_bytes(good)
    with pytest.raises(Rejected) as caught:
        signing(workspace, made().p12())
    assert sorted(str(one.span) for one in caught.value.diagnostics) == [
        f"depot/vienne/{NOTE}",
        "depot/vienne/2-offre/ajout.pdf",
    ]


# --- the command ---------------------------------------------------------------------------------


def test_the_command_lists_who_signs_what(workspace, kit, capsys) -> None:
    assert run(["sign", "vienne", "-w", str(workspace)]) == 0
    shown = capsys.readouterr().out
    assert "À signer au dépôt\n  Note méthodologique : Dominique Exemple, gérante" in shown
    assert "pas encore signé" in shown
    assert "Ne se signent pas\n  DC1" in shown
    assert run(["sign", "vienne", "--format", "json", "-w", str(workspace)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert "note-methodologique/signature-note" in json.dumps(data)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--list", "--adopt"], "choisissez entre"),
        (["--award"], "vont avec --p12"),
        (["--p12", "x.p12", "--timestamp", "ftp://x"], "http:// ou https://"),
        (["--p12", "x.p12", "--password", "secret"], "--password"),
    ],
)
def test_options_that_make_no_sense_together_are_refused(workspace, options, said, capsys) -> None:
    assert run(["sign", "vienne", *options, "-w", str(workspace)]) == 2
    assert said in capsys.readouterr().err


def test_neither_password_nor_key_is_written_anywhere(workspace, kit, tmp_path) -> None:
    one = made("EXEMPLE Dominique", first=NOW - 3000 * DAY, last=NOW + 9000 * DAY)
    (tmp_path / "moi.p12").write_bytes(one.p12())
    options = ["--p12", str(tmp_path / "moi.p12")]
    secrets = [PASSWORD, format(one.key.private_numbers().private_value, "x"), "PRIVATE KEY"]
    for password, code in (("autre secret", 1), (PASSWORD, 0)):
        done = offer("sign", "vienne", *options, cwd=workspace, OFFER_P12_PASSWORD=password, TMPDIR=str(tmp_path))
        assert done.returncode == code, done.stderr
        secrets.append(password)
        assert not [secret for secret in secrets if secret in done.stdout + done.stderr]
    assert f"signé par EXEMPLE Dominique : depot/vienne/{NOTE}" in done.stdout
    written = {**tree_bytes(workspace), **tree_bytes(tmp_path)}
    assert len(written) > 100
    raw = [secret.encode() for secret in secrets] + [bytes.fromhex(secrets[1].zfill(64)), PASSWORD.encode("utf-16-be")]
    assert not [name for name, data in written.items() for secret in raw if secret in data]
    assert set(tree_bytes(tmp_path)) == {"moi.p12"}


def test_without_a_person_to_type_it_the_password_is_asked_of_the_environment(
    workspace, kit, tmp_path, monkeypatch
) -> None:
    monkeypatch.delenv("OFFER_P12_PASSWORD", raising=False)
    (tmp_path / "moi.p12").write_bytes(made().p12())
    done = offer("sign", "vienne", "--p12", str(tmp_path / "moi.p12"), cwd=workspace)
    assert done.returncode == 2
    assert "OFFER_P12_PASSWORD" in done.stderr
