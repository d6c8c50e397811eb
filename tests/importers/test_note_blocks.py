"""An old Word note becomes draft blocks that say the same words, whoever wrote the file."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.build.drafts import note_drafts
from generator.cli.run import run
from generator.compose.template import environment, render
from generator.document.markdown import tree
from generator.document.plain import passages
from generator.document.tree import Document, Figure, Listing, Node, Part, Table, nodes
from generator.importers.note_blocks import Imported, imported
from generator.importers.remains import Known
from generator.library.blocks import read_blocks
from generator.readers.docx import read
from tests.conformance.test_office import OFFICE, converted
from tests.workspaces import ROOT, copied

SHELF, _ = read_blocks(ROOT / "boilerplate/blocks", ROOT)
FOLDER = "boilerplate/blocks/import-note"
ENV = environment()


def note() -> bytes:
    """An old note: title page, two levels of headings, a list, a table, a picture, a footnote's brackets."""
    made = docx.Document()
    made.add_heading("Notre réponse de 2019", 0)
    made.add_paragraph("L’équipe de l'Organisme Exemple vous répond le 12 mars 2019 pour 1 200,50 €.")
    made.add_heading("1. Notre méthode", 1)
    made.add_heading("1.1 La confidentialité", 2)
    made.add_paragraph("Ce qui est dit en séance y reste ; {{ chacun }} s'y engage {% et %} le *signe*.")
    made.add_paragraph("les notes ne portent aucun nom", style="List Bullet")
    made.add_paragraph("ni aucun lieu", style="List Bullet 2")
    made.add_paragraph("premier temps", style="List Number")
    made.add_heading("1.2 Évaluation de la séance", 2)
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Quoi", "Qui | quand", "Tour", ""), strict=True
    ):
        cell.text = text
    words = made.add_paragraph("Un ")
    words.add_run("tour").bold = True
    words.add_run(" de table.")
    made.add_heading("2. Le bilan", 1)
    picture = BytesIO()
    Image.new("RGB", (200, 100), "navy").save(picture, "JPEG")
    made.add_picture(BytesIO(picture.getvalue()), width=Mm(80))
    made.add_paragraph("Écrire à contact@organisme-exemple.example ou au 05 36 49 12 34.")
    return saved(made)


def saved(made: Any) -> bytes:
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def taken(data: bytes, **options: Any) -> Imported:
    made, problems = imported(data, FOLDER, SHELF, Known({"Organisme Exemple": "écrivez « nous »"}), **options)
    assert made, problems
    return made


def composed(made: Imported) -> tuple[Node, ...]:
    """What the blocks give, in order, as an offer would compose them."""
    found: list[Node] = []
    for draft in made.drafts:
        block = draft.block
        rendered, problems = render(ENV, block.body, block.file, block.first_line, {})
        assert rendered, problems
        part, problems = tree(rendered.text, block.file, rendered.lines)
        assert problems == ()
        found += part
    return tuple(found)


def letters(found: tuple[Node, ...]) -> str:
    kept = tuple(node for node in found if not isinstance(node, Figure))
    made = passages(Document("d", "d", "", parts=(Part("", kept),)))
    return "".join(re.findall(r"\w", " ".join(passage.text for passage in made)))


def original(data: bytes) -> tuple[Node, ...]:
    document, problems = read(data)
    assert document, problems
    return nodes(document)


def unnumbered(text: str) -> str:
    """Without the numbers that somebody typed before the headings."""
    return re.sub(r"(11|12|1|2)(?=Notre|La|Éval|Le)", "", text)


def test_a_note_is_cut_by_its_headings_and_no_word_is_lost() -> None:
    made = taken(note())
    assert [draft.block.id for draft in made.drafts] == [
        "introduction", "la-confidentialite", "evaluation-de-la-seance", "le-bilan",
    ]  # fmt: skip
    assert letters(composed(made)) == unnumbered(letters(original(note())))
    kinds = [type(node) for node in composed(made)]
    assert (kinds.count(Table), kinds.count(Listing), kinds.count(Figure)) == (1, 2, 1)


def test_a_higher_level_makes_fewer_blocks_of_the_same_words() -> None:
    made = taken(note(), level=1)
    assert [draft.block.id for draft in made.drafts] == ["introduction", "notre-methode", "le-bilan"]
    assert letters(composed(made)) == letters(composed(taken(note())))


def test_topics_are_proposed_and_the_block_stays_a_draft() -> None:
    drafts = {draft.block.id: draft for draft in taken(note()).drafts}
    assert "confidentiality" in drafts["la-confidentialite"].block.head.topics
    assert "bilan" in drafts["le-bilan"].block.head.topics
    assert drafts["le-bilan"].block.head.part == "evaluation"
    assert all(draft.block.head.draft and draft.block.head.reviewed is None for draft in drafts.values())


def test_a_picture_becomes_a_png_beside_its_block() -> None:
    made = taken(note())
    assert list(made.pictures) == [f"{FOLDER}/le-bilan-1.png"]
    assert made.pictures[f"{FOLDER}/le-bilan-1.png"].startswith(b"\x89PNG")
    figure = next(node for node in composed(made) if isinstance(node, Figure))
    assert (figure.name, figure.width, bool(figure.alt)) == ("le-bilan-1.png", 80, True)


def test_what_is_of_one_buyer_or_one_year_is_listed_at_its_place() -> None:
    made = taken(note())
    told = {f"{finding.code} {finding.message}" for finding in made.findings if finding.code == "L260"}
    assert told == {
        "L260 nom « Organisme Exemple »",
        "L260 date « 12 mars 2019 »",
        "L260 montant « 1 200,50 € »",
        "L260 adresse électronique « contact@organisme-exemple.example »",
        "L260 téléphone « 05 36 49 12 34 »",
    }
    file = {draft.file: draft.text.split("\n") for draft in made.drafts}
    for finding in made.findings:
        if finding.code == "L260":
            assert finding.span
            said = re.search("« (.+) »", finding.message)
            assert said
            assert file[finding.span.file][finding.span.line - 1][finding.span.column - 1 :].startswith(said[1])


def test_bold_or_numbered_lines_are_headings_when_the_note_has_no_style() -> None:
    made = docx.Document()
    made.add_paragraph().add_run("Le cadre").bold = True
    made.add_paragraph("Chacun parle à son tour.")
    made.add_paragraph("2.1 La fin de séance")
    made.add_paragraph("Un tour de table clôt la séance.")
    drafts = taken(saved(made)).drafts
    assert [draft.block.head.title for draft in drafts] == ["Le cadre", "La fin de séance"]


def test_a_text_that_the_library_has_already_is_told() -> None:
    made = docx.Document()
    made.add_heading("Retours", 1)
    block = next(block for block in SHELF if block.id == "seance-retours")
    made.add_paragraph(block.body.split("\n\n", 1)[1].strip())
    found = [finding.message for finding in taken(saved(made)).findings if finding.code == "L264"]
    assert len(found) == 1
    assert found[0].startswith("ce texte ressemble à « seance-retours »")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_note_saved_by_libreoffice_gives_the_same_blocks(tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_bytes(note())
    data = next(iter(converted(tmp_path, "docx", ["note.docx"]).values()))
    again = taken(data)
    assert [draft.block.id for draft in again.drafts] == [draft.block.id for draft in taken(note()).drafts]
    assert letters(composed(again)) == letters(composed(taken(note())))
    assert len(again.pictures) == 1


ODD = 'abé {}%#*_[]()<>|\\`~^&;:-+=1.\u00a0’\u2028\x85\ufeff\xad\ue000"'
WORDS = st.one_of(
    st.text(st.sampled_from(ODD), min_size=1, max_size=30),
    st.sampled_from(['cite("x")', "{{ cite(x) }}", "aux", "::: figure a.png", "| a | b |", "[^1]: note", "---"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["h1", "h2", "p", "li", "li2", "n", "table"]), WORDS), max_size=8))
def test_whatever_the_note_its_blocks_read_back_and_say_the_same(lines: list[tuple[str, str]]) -> None:
    styles = {"p": None, "li": "List Bullet", "li2": "List Bullet 2", "n": "List Number"}
    made = docx.Document()
    made.add_heading("Début", 1)
    for kind, text in lines:
        if kind in styles:
            made.add_paragraph(text, style=styles[kind])
        elif kind == "table":
            made.add_table(rows=2, cols=2).cell(1, 0).text = text
        else:
            made.add_heading(f"Titre {text}", int(kind[1]))
    data = saved(made)
    assert letters(composed(taken(data))) == letters(original(data))


def bomb() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "abîmé, ou d'un autre format"),
        (b"\xd0\xcf\x11\xe0 old", "au format .doc (Word 97 à 2003)"),
        (bomb(), "démesuré une fois décompressé"),
        (saved(docx.Document()), "ne contient aucun texte"),
    ],
    ids=["empty", "doc", "bomb", "blank"],
)
def test_a_file_that_is_no_note_is_refused_in_french(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "note.docx").write_bytes(data)
    made, problems = note_drafts(copied(tmp_path / "w"), tmp_path / "note.docx", "", 2)
    assert made is None
    assert len(problems) == 1
    assert said in problems[0].message
    assert problems[0].span
    assert problems[0].span.file == "note.docx"


def test_the_command_writes_once_and_no_offer_takes_a_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = copied(tmp_path / "w")
    (tmp_path / "Ancienne note.docx").write_bytes(note())
    line = ["blocks", "import", str(tmp_path / "Ancienne note.docx"), "-w", str(workspace)]
    assert run(line) == 0
    out = capsys.readouterr().out
    assert "Brouillons écrits : 4 ; images : 1 ; sans sujet proposé :" in out
    folder = workspace / "boilerplate/blocks/import-ancienne-note"
    assert len(list(folder.iterdir())) == 5
    blocks, problems = read_blocks(folder, workspace)
    assert problems == ()
    assert [len(block.pictures) for block in blocks if block.id == "le-bilan"] == [1]
    assert run(line) == 4
    assert "existe déjà : rien n'est écrit" in "".join(capsys.readouterr())
    assert run(["blocks", "--why", "vienne", "-w", str(workspace)]) == 0
    assert "le-bilan : brouillon" in capsys.readouterr().out
    assert run(["blocks", "import", str(tmp_path / "absent.docx"), "-w", str(workspace)]) == 4
    assert "absent.docx: E926 fichier introuvable : «" in capsys.readouterr().err
    assert run(["blocks", "import", str(tmp_path), "-w", str(workspace)]) == 4
    assert "E926 c'est un dossier" in capsys.readouterr().err


def test_names_are_told_in_every_block_and_in_the_id_of_a_block() -> None:
    made = docx.Document()
    made.add_heading("Le contexte de Fictiville", 1)
    made.add_paragraph("Madame Martin, directrice du Centre hospitalier de Fictiville, nous a reçus.")
    made.add_heading("Les séances", 1)
    made.add_paragraph("Martin ouvre la séance. Chacun parle. Analyse des pratiques.")
    found = [(str(one.span), one.message) for one in taken(saved(made)).findings if one.code == "L260"]
    first = f"{FOLDER}/le-contexte-de-fictiville.md"
    assert sorted(found) == [
        (f"{first}:12:19", "nom d'organisme « Fictiville »"),
        (f"{first}:14:1", "nom de personne « Madame Martin »"),
        (f"{first}:14:30", "nom d'organisme « Centre hospitalier de Fictiville »"),
        (f"{first}:2", "nom « Fictiville » dans l'identifiant"),
        (f"{first}:3:24", "nom d'organisme « Fictiville »"),
        (f"{FOLDER}/les-seances.md:14:1", "nom de personne « Martin »"),
    ]


def test_a_note_can_be_cut_for_one_client_and_replaces_no_common_block(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = copied(tmp_path / "w")
    made = docx.Document()
    made.add_heading("Groupe fermé", 1)  # « groupe-ferme » is a common block
    made.add_paragraph("Le Conseil départemental de la Vienne le demande.")
    (tmp_path / "note.docx").write_bytes(saved(made))
    line = ["blocks", "import", str(tmp_path / "note.docx"), "-w", str(workspace), "--client"]
    assert run([*line, "viene"]) == 2
    assert "vouliez-vous dire « vienne » ?" in capsys.readouterr().err
    assert run([*line, "vienne"]) == 0
    folder = workspace / "offers/vienne/blocks/import-note"
    assert [path.name for path in folder.iterdir()] == ["groupe-ferme-2.md"]
    assert "c'est un nom de l'offre « vienne »" not in capsys.readouterr().out
    assert run(["blocks", "--why", "vienne", "-w", str(workspace)]) == 0
    told = capsys.readouterr().out
    assert "groupe-ferme-2 : brouillon" in told
    assert "remplace le bloc commun" not in told
    assert run([*line, "vienne"]) == 4


def test_an_empty_library_still_has_topics_to_propose() -> None:
    made, _ = imported(note(), FOLDER, (), Known({}))
    assert made
    topics = {draft.block.id: draft.block.head.topics for draft in made.drafts}
    assert "confidentiality" in topics["la-confidentialite"]
    assert "evaluation" in topics["evaluation-de-la-seance"]
    assert "bilan" in topics["le-bilan"]


def test_what_is_like_nothing_is_left_to_a_person() -> None:
    made = docx.Document()
    made.add_heading("Zèbres", 1)
    made.add_paragraph("Girafes, hippopotames, crocodiles.")
    draft = taken(saved(made)).drafts[0]
    assert draft.block.head.topics == ("to_confirm",)
    assert "# à trouver" in draft.text
