"""`offer deposit`: the whole kit of an offer, and every reason why there is none."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from generator.build.depositing import kit_files, read_kit, write_kit
from generator.build.handing_in import reasons
from generator.build.handing_in_again import Aside, outdated, put_aside, refuse_changed, standing
from generator.cli.deposit import command
from generator.cli.run import run
from generator.deposit.checklist import Due, Signatures
from generator.deposit.proof import Proof, Sent, read_proof, slips
from generator.deposit.seal import sealed
from generator.foundation.diagnostic import Level, Rejected, Span, blocks, info, warning
from generator.readers.pdf import sheets
from tests.checks.spoils_first import updated
from tests.conformance.verapdf import PROFILES, failures, missing
from tests.deposit.kits import NOTE as SIGNED
from tests.deposit.kits import kit, with_signature, workspace
from tests.workspaces import offer

NOTE = "2-offre/01_note-methodologique_organisme-gabarit"


def words(data: bytes) -> str:
    return " ".join(" ".join(sheet.text.split()) for sheet in sheets(data)).replace("\xa0", " ").replace("\u202f", " ")


def test_the_kit_holds_envelopes_named_as_asked_and_all_that_goes_with_them(handed):
    workspace, done = handed
    files = kit_files(workspace / "depot" / "vienne")
    assert sorted(files) == sorted(
        [
            *(f"1-candidature/{name}_organisme-gabarit.pdf" for name in ("01_dc1", "02_dc2", "03_avis-sirene")),
            *(f"1-candidature/{name}_organisme-gabarit.pdf" for name in ("04_attestation-tva", "05_assurance")),
            *(f"{NOTE}.{kind}" for kind in ("docx", "pdf")),
            *(f"2-offre/02_planning-previsionnel_organisme-gabarit.{kind}" for kind in ("docx", "pdf")),
            "2-offre/03_cv-camille-exemple_organisme-gabarit.pdf",
            "2-offre/04_cv-sacha-specimen_organisme-gabarit.pdf",
            *(f"2-offre/05_fiche-financiere_organisme-gabarit.{kind}" for kind in ("pdf", "xlsx")),
            *("candidature.zip", "offre.zip", "dossier-vienne.pdf", "copie-de-sauvegarde.pdf", "a-faire.pdf"),
            *("index.txt", "SHA256SUMS.txt", "depot.json"),
        ]
    )
    proof = read_proof(files["depot.json"])
    assert proof == done.proof
    assert not slips(files, done.proof)
    assert not blocks(done.findings)


def test_what_is_handed_in_is_what_was_built(handed):
    workspace, done = handed
    build = workspace / "build" / "vienne"
    manifest = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
    recorded = {entry["file"]: entry["sha256"] for entry in manifest["files"]}
    kit = kit_files(workspace / "depot" / "vienne")
    from_build = [one for one in done.proof.files if one.source]
    assert len(from_build) == 14
    for one in from_build:
        assert one.built == recorded[one.source]
        assert one.built_bytes == (build / one.source).stat().st_size
        same = kit[one.file] == (build / one.source).read_bytes()
        assert same == (not one.file.endswith(".docx")), one.file
    assert {one.file: one.pages for one in done.proof.files}["dossier-vienne.pdf"] > 30
    assert done.proof.inputs == manifest["inputs"]
    assert (done.proof.commit, done.proof.clean) == ("", False)  # no git there


def test_a_zip_holds_its_envelope_and_no_other_archive(handed):
    workspace, _ = handed
    kit = kit_files(workspace / "depot" / "vienne")
    for name, folder in (("candidature.zip", "1-candidature/"), ("offre.zip", "2-offre/")):
        with zipfile.ZipFile(BytesIO(kit[name])) as archive:
            inside = {f"{folder}{each}": archive.read(each) for each in archive.namelist()}
        assert inside == {path: data for path, data in kit.items() if path.startswith(folder)}
        assert not [each for each in inside if each.endswith(".zip")]


def test_the_checklist_says_the_times_what_to_sign_and_the_order_and_ticks_nothing(handed):
    workspace, _ = handed
    said = words((workspace / "depot/vienne/a-faire.pdf").read_bytes())
    for each in (
        "lundi 3 juillet 2023 à 12 h, heure de Paris",
        "sur une plateforme, profil d’acheteur",
        "vendredi 30 juin 2023 Offre déposée",
        "par Dominique Gabarit, gérante. Note méthodologique ; demande, ligne",
        "Déposer candidature.zip et offre.zip",
        "1 place du Marché, 86000 Poitiers",
        "R. 2151-6, à relire dans le texte officiel",
        "offer deposited vienne --receipt",
        "Note méthodologique, copie modifiable",
    ):
        assert each in said, said
    assert f"Faire signer {NOTE}.pdf" in said.replace("- ", "-")
    names = said[said.index("Les fichiers, dans l’ordre") :]
    assert names.index("01_dc1") < names.index("05_assurance") < names.index("01_note") < names.index("05_fiche")
    assert "☐" in said
    assert not {"☒", "☑", "✓"} & set(said)


def test_the_label_says_what_must_stand_on_the_envelope(handed):
    workspace, _ = handed
    data = (workspace / "depot/vienne/copie-de-sauvegarde.pdf").read_bytes()
    assert len(sheets(data)) == 1
    said = words(data)
    for each in (
        "COPIE DE SAUVEGARDE",
        "Acheteur : Collectivité territoriale – Vienne",
        "À remettre à : 1 place du Marché, 86000 Poitiers",
        "Objet : Dispositif d’analyse des pratiques professionnelles",
        "Candidat : Organisme Gabarit",
        "Date limite : lundi 3 juillet 2023 à 12 h, heure de Paris",
        "R. 2132-11",
    ):
        assert each in said, said


def test_again_changes_nothing_and_says_what_is_next(handed):
    workspace, _ = handed
    before = kit_files(workspace / "depot" / "vienne")
    done = offer("deposit", "vienne", "--on", "2023-06-28", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert kit_files(workspace / "depot" / "vienne") == before
    said = done.stdout.replace("\xa0", " ").replace("\u202f", " ")
    assert "vienne : rien n'a changé, 13 fichiers à remettre" in said
    assert "candidature.zip : 5 fichiers" in said
    assert "offre.zip : 8 fichiers" in said
    assert "lundi 3 juillet 2023 à 12 h, heure de Paris ; il reste 5 jours, dont 3 ouvrés" in said
    assert f"À faire signer avant : {NOTE}.pdf par Dominique Gabarit, gérante" in said
    assert "offer deposited vienne --receipt" in said


def test_a_late_day_and_an_edited_build_are_told_together_and_nothing_is_written(handed, capsys):
    workspace, _ = handed
    before = kit_files(workspace / "depot" / "vienne")
    path = workspace / "build/vienne/depot/2-offre/05_fiche-financiere_organisme-gabarit.pdf"
    built = path.read_bytes()
    try:
        path.write_bytes(built + b"%")
        code = run(["deposit", "vienne", "--on", "2023-07-04", "--workspace", str(workspace)])
    finally:
        path.write_bytes(built)
    told = capsys.readouterr().out
    assert code == 4
    assert "E904" in told
    assert "C975" in told
    assert "pas de nouveau dossier de dépôt, 2 points à régler d'abord" in told
    assert "ne déposez pas le dossier de dépôt qui est là tant que ces points ne sont pas réglés" in told
    assert "E904, C975" in told
    assert kit_files(workspace / "depot" / "vienne") == before


def test_a_signed_kit_is_kept_and_said_to_be_ready(handed, capsys):
    workspace, done = handed
    before = kit_files(workspace / "depot" / "vienne")
    note = f"{NOTE}.pdf"
    marked = tuple(
        one.model_copy(update={"signed": "signé par Dominique Gabarit le 28 juin"}) if one.file == note else one
        for one in done.proof.files
    )
    signed = {**before, note: with_signature(before[note])}
    write_kit(workspace, "vienne", sealed(signed, done.proof.model_copy(update={"files": marked})))
    after = kit_files(workspace / "depot" / "vienne")
    try:
        code = run(["deposit", "vienne", "--on", "2023-06-28", "--workspace", str(workspace)])
        assert kit_files(workspace / "depot" / "vienne") == after
    finally:
        write_kit(workspace, "vienne", before)
    told = capsys.readouterr().out
    assert code == 0
    assert "votre dossier signé est prêt, déposez-le tel quel" in told
    assert f"{note} : signé par Dominique Gabarit le 28 juin" in told
    assert "À faire signer" not in told


def test_there_is_no_force(capsys):
    assert not [option for option in command.params if "--force" in option.opts]
    assert run(["deposit", "vienne", "--force"]) == 2
    assert "rien ne force un dépôt" in capsys.readouterr().err


# --- reasons ---------------------------------------------------------------------------------------


def test_every_example_is_named(inputs):
    found = [one for one in reasons(inputs, ()) if one.code == "E932"]
    assert len(found) == 6
    assert {one.span.file for one in found if one.span} >= {
        "boilerplate/candidate.yaml",
        "boilerplate/interveners/camille-exemple.yaml",
        "boilerplate/annexes/assurance.yaml",
    }
    assert all(one.hint for one in found)


def real(inputs):
    team = tuple(replace(one, file=updated(one.file, specimen=False)) for one in inputs.team)
    annexes = tuple((key, updated(annex, specimen=False)) for key, annex in inputs.annexes)
    return replace(inputs, candidate=updated(inputs.candidate, specimen=False), team=team, annexes=annexes)


def test_what_waits_for_a_person_stops_as_what_blocks_does_unless_it_is_waived(inputs):
    span = Span("offers/vienne/brief.yaml", 128)
    pending = [warning(code, span, "à régler", "réglez-le") for code in ("C861", "C862", "C974", "F511")]
    found = reasons(real(inputs), (*pending, warning("C907", span, "à voir"), info("C903", span, "à savoir")))
    assert {one.code for one in found} == {"C861", "C862", "C974", "F511"}
    assert {one.level for one in found} == {Level.BLOCKING}
    assert {one.code for one in found if "waivers" in one.hint} == {"C861", "C862", "C974"}
    waived = [replace(one, level=Level.INFO, waived="par Prénom Nom : vu") for one in pending]
    assert not reasons(real(inputs), tuple(waived))


def test_an_offer_with_nothing_left_has_no_reason(inputs):
    assert reasons(real(inputs), ()) == ()


# --- a kit that stands there -----------------------------------------------------------------------


def proof(files: dict[str, bytes], digest: str = "d1", **known) -> Proof:
    def sent(name: str, data: bytes) -> Sent:
        built = hashlib.sha256(data).hexdigest()
        return Sent(file=name, bytes=0, sha256="", built=built, source=f"depot/{name}", **known)

    return Proof(client="lyon", generator="1", inputs=digest, files=tuple(sent(n, d) for n, d in files.items()))


FILES = {"1-candidature/01-dc1.pdf": b"%PDF dc1", "2-offre/01-note.pdf": b"%PDF note"}


def test_a_kit_that_nobody_touched_is_replaced(tmp_path):
    write_kit(tmp_path, "lyon", sealed(FILES, proof(FILES)))
    before = standing(tmp_path, "lyon")
    assert before
    assert not before.touched
    write_kit(tmp_path, "lyon", sealed({"2-offre/01-new.pdf": b"%PDF"}, proof({"2-offre/01-new.pdf": b"%PDF"}, "d2")))
    files, _ = read_kit(tmp_path, "lyon")
    assert "2-offre/01-new.pdf" in files
    assert "2-offre/01-note.pdf" not in files
    assert {path.name for path in (tmp_path / "depot").iterdir()} == {"lyon"}  # nor a lock


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A kit of a few pages, and its note signed."""
    files = kit("vienne")
    return workspace(tmp_path_factory.mktemp("small")), files, with_signature(files[SIGNED])


def changed_kit(small, how: str) -> dict[str, bytes]:
    _, files, note = small
    said = read_proof(files["depot.json"])
    assert said
    if how == "sealed":
        listed = tuple(
            one.model_copy(update={"signed": "signé par Dominique"}) if one.file == SIGNED else one
            for one in said.files
        )
        return sealed({**files, SIGNED: note}, said.model_copy(update={"files": listed}))
    spoiled = {
        "signed elsewhere": {SIGNED: note},
        "cut": {SIGNED: note[:-400]},
        "damaged": {SIGNED: b"%PDF" + files[SIGNED][4:-9]},
        "resealed": {SIGNED: files[SIGNED] + b"%"},
        "zip damaged": {"offre.zip": b"PK"},
        "token": {"2-offre/01-note.p7s": b"token"},
        "added": {"2-offre/mine.pdf": b"%PDF"},
    }[how]
    return sealed({**files, **spoiled}, said) if how == "resealed" else {**files, **spoiled}


@pytest.mark.parametrize(
    ("how", "name", "told"),
    [
        ("signed elsewhere", SIGNED, "ce fichier est signé, mais .* « offer sign vienne --adopt »"),
        ("cut", SIGNED, "modifié ou abîmé .* ne déposez pas ce dossier"),
        (
            "damaged",
            SIGNED,
            "modifié ou abîmé .* ne déposez pas ce dossier .* il sera refait$",
        ),
        ("resealed", SIGNED, "modifié ou abîmé"),
        ("zip damaged", "offre.zip", "modifié ou abîmé"),
        ("token", "2-offre/01-note.p7s", "ajouté à la main .* jeton de signature"),
        ("added", "2-offre/mine.pdf", "ajouté à la main .* retirez-le"),
    ],
)
def test_a_changed_kit_is_kept_and_says_how_it_was_changed(small, how, name, told):
    place = small[0]
    changed = changed_kit(small, how)
    write_kit(place, "vienne", changed)
    before = standing(place, "vienne")
    assert before
    assert before.touched
    with pytest.raises(Rejected) as refused:
        refuse_changed("vienne", before)
    (one,) = refused.value.diagnostics
    assert (one.code, one.span, refused.value.exit_code) == ("E933", Span(f"depot/vienne/{name}"), 4)
    assert re.search(told, f"{one.message} {one.hint}")
    assert kit_files(place / "depot/vienne") == changed


def test_a_signed_kit_is_ready_unless_something_else_changed(small):
    place = small[0]
    signed = changed_kit(small, "sealed")
    write_kit(place, "vienne", signed)
    before = standing(place, "vienne")
    assert before
    assert before.signed == (SIGNED,)
    refuse_changed("vienne", before)  # nothing to say against it
    write_kit(place, "vienne", {**{name: data for name, data in signed.items() if name != "index.txt"}, "x.txt": b""})
    before = standing(place, "vienne")
    assert before
    with pytest.raises(Rejected) as refused:
        refuse_changed("vienne", before)
    assert [one.span for one in refused.value.diagnostics] == [
        Span("depot/vienne/index.txt"),
        Span("depot/vienne/x.txt"),
    ]
    assert "il sera refait, et à signer de nouveau" in refused.value.diagnostics[0].hint
    # other sources: what was signed is out of date, and kept all the same
    kept = kit_files(place / "depot/vienne")
    assert put_aside(place, "vienne", before) == Aside("depot/vienne-remplace-1", signed=True)
    assert kit_files(place / "depot/vienne-remplace-1") == kept
    assert not (place / "depot/vienne").exists()


def test_signatures_that_are_left_are_known_by_name_or_count(handed):
    _, done = handed
    note, other = Due("note", "Note", "A B", "A B"), Due("note", "Note", "C D", "C D")
    both = replace(done, signatures=Signatures((note, other)))

    def left(signed: str) -> tuple[Due, ...]:
        files = (Sent(file="2-offre/01-note.pdf", bytes=1, sha256="x", slug="note", signed=signed),)
        return replace(both, proof=done.proof.model_copy(update={"files": files})).left

    assert left("") == (note, other)
    assert left("signé par A B le 2 mai") == (other,)
    assert left("signé par B A le 2 mai ; signé par D C le 3 mai") == ()  # the map and certificates differ in order


def test_a_kit_that_stands_when_none_can_be_made_is_said_to_be_old(small):
    place = small[0]
    assert outdated(place, "lyon", ()) == ()
    write_kit(place, "vienne", small[1])
    (place / "build/vienne").mkdir(parents=True, exist_ok=True)
    files = [{"file": "depot/2-offre/01-note.pdf", "sha256": "other"}]
    manifest = {"files": files, "inputs": "d2", "generator": "1"}
    (place / "build/vienne/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (told,) = outdated(place, "vienne", [warning("C975", None, "late", "")])
    assert (told.code, told.span) == ("E942", Span("depot/vienne"))
    assert "date d'avant vos changements (a changé depuis : " in told.message
    assert "01-note.pdf" in told.message
    assert told.message.endswith("ne le déposez pas")
    assert "(C975)" in told.hint


def test_a_kit_that_a_killed_run_had_moved_away_comes_back(tmp_path):
    made = sealed(FILES, proof(FILES))
    write_kit(tmp_path, "lyon", made)
    (tmp_path / "depot/lyon").rename(tmp_path / "depot/.lyon.old")
    (tmp_path / "depot/.lyon.new/2-offre").mkdir(parents=True)
    assert read_kit(tmp_path, "lyon")[0] == made
    assert not (tmp_path / "depot/.lyon.new").exists()


def test_no_kit_and_one_that_nobody_knows(tmp_path):
    with pytest.raises(Rejected) as refused:
        read_kit(tmp_path, "lyon")
    assert refused.value.diagnostics[0].code == "E930"
    assert standing(tmp_path, "lyon") is None
    (tmp_path / "depot/lyon").mkdir(parents=True)
    (tmp_path / "depot/lyon/.DS_Store").write_bytes(b"")
    assert kit_files(tmp_path / "depot/lyon") == {}
    (tmp_path / "depot/lyon/mine.pdf").write_bytes(b"%PDF")
    with pytest.raises(Rejected) as refused:
        standing(tmp_path, "lyon")
    assert refused.value.diagnostics[0].code == "E931"
    assert (tmp_path / "depot/lyon/mine.pdf").is_file()


def test_the_deadline_of_the_day_is_not_passed(handed):
    _, done = handed
    assert done.way.on == date(2023, 6, 28)
    assert (done.way.left, done.way.passed) == (5, False)


@pytest.mark.skipif(bool(missing()), reason="veraPDF absent")
def test_what_is_made_for_the_deposit_is_accessible_and_archival(handed):
    workspace, _ = handed
    for name in ("a-faire.pdf", "copie-de-sauvegarde.pdf"):
        data = (workspace / "depot/vienne" / name).read_bytes()
        assert not {flavour: told for flavour in PROFILES if (told := failures(data, flavour))}, name
