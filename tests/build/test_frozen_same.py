"""A frozen file that contradicts the data: other dates, times and amounts block, other words are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.frozen_store import Asked, freeze
from generator.foundation.diagnostic import Diagnostic, Level, Rejected
from generator.review.freeze_copy import accepted
from generator.review.freeze_values import figures
from tests.build.test_frozen import DAY, codes, frozen, made, note, told
from tests.review import tables, typing_in, word
from tests.review.offers import word_file
from tests.workspaces import changed, copied

PLANNING, COST, CV = "planning-previsionnel", "fiche-financiere", "cv-camille-exemple"
SESSION = "Jeudi 7 décembre 2023"


@pytest.fixture
def workspace(tmp_path):
    return copied(tmp_path)


def opened(slug: str) -> word.Word:
    return word.opened(accepted(word_file("vienne", slug)))


def spaced(finding: Diagnostic) -> str:
    """The message with ordinary spaces."""
    return " ".join(finding.message.split())


def refused(workspace: Path, file: word.Word) -> tuple[Diagnostic, ...]:
    """What is told when freezing this file is refused; nothing is written then."""
    with pytest.raises(Rejected) as stop:
        frozen(workspace, file.saved())
    assert not (workspace / "offers" / "vienne" / "review").exists()
    return tuple(stop.value.diagnostics)


def test_another_date_and_other_times_than_the_planning_are_refused(workspace):
    file = opened(PLANNING)
    typing_in.change(file, SESSION, "7 décembre", "14 décembre")
    typing_in.change(file, "9 h – 12 h 30 @2", "9 h – 12 h 30", "16 h – 17 h")
    (finding,) = refused(workspace, file)
    assert (finding.code, finding.level) == ("R167", Level.BLOCKING)
    assert finding.span is not None
    assert finding.span.file == "relu.docx"
    assert "il dit « Jeudi 14 décembre 2023 | 16 h – 17 h | Séance 2" in spaced(finding)
    assert "les données disent « Jeudi 7 décembre 2023 | 9 h – 12 h 30 | Séance 2" in spaced(finding)
    fields = ("planning.start", "planning.end", "planning")
    assert all(f"{field}, offers/vienne/offer.yaml:" in finding.hint for field in fields)
    assert "« offer freeze vienne FICHIER.docx »" in finding.hint


@pytest.mark.parametrize(
    ("at", "old", "new", "says"),
    [
        ("590,00 €", "590,00", "600,00", "séance | 600,00 € | 2 950,00 € »"),
        ("Paiement à 30 jours", "30 jours", "60 jours", "il dit « Paiement à 60 jours"),
        ("Paiement à 30 jours", "30 jours", "trente mois", "il dit « Paiement à trente mois"),
        ("Prix total de l’offre", "4 888,56", "4 900", "il dit « Prix total de l’offre : 4 900 €"),
    ],
)
def test_another_amount_than_the_price_sheet_is_refused(workspace, at, old, new, says):
    file = opened(COST)
    typing_in.change(file, at, old, new)
    (finding,) = refused(workspace, file)
    assert finding.code == "R167"
    assert says in spaced(finding)


def test_a_line_added_to_the_price_sheet_or_taken_out_of_the_planning_is_refused(workspace):
    file = opened(COST)
    typing_in.paragraph_after(file, "Paiement à 30 jours", "Acompte de 20 % à la commande.")
    (finding,) = refused(workspace, file)
    assert "le fichier ajoute « Acompte de 20 % à la commande. »" in spaced(finding)
    file = opened(PLANNING)
    tables.delete_row(file, SESSION)
    (finding,) = refused(workspace, file)
    assert "les données disent « Jeudi 7 décembre 2023" in spaced(finding)
    assert "le fichier ne le dit plus" in spaced(finding)


def test_the_date_of_the_title_page_and_of_the_signature_are_data_also_in_a_note(workspace):
    file = word.opened(note())
    typing_in.change(file, "Fait à Niort", "26 juin", "28 juin")
    (finding,) = refused(workspace, file)
    assert finding.code == "R167"
    assert "(date, offers/vienne/offer.yaml:" in finding.hint


def test_a_date_that_the_data_changed_since_blocks_the_build(workspace):
    frozen(workspace, note())
    assert codes(told(workspace)) == ["R150"]
    changed(workspace, "offers/vienne/offer.yaml", "date: 2023-06-26", "date: 2023-06-27")
    found = [spaced(each) for each in told(workspace) if each.code == "R167"]
    assert any("il dit « Fait à Niort, le 26 juin 2023 », les données disent « Fait à Niort, le 27" in s for s in found)


def test_figures_typed_otherwise_are_the_same(workspace):
    file = opened(PLANNING)
    typing_in.change(file, SESSION, "7 décembre 2023", "07/12/2023")
    typing_in.change(file, "9 h – 12 h 30 @2", "9 h – 12 h 30", "9h00 – 12h30")
    frozen(workspace, file.saved())
    found = told(workspace)
    assert codes(found) == ["R150", "R168"]
    assert found[1].level is Level.WARNING


def test_other_words_are_told_and_stop_nothing(workspace):
    file = opened(COST)
    typing_in.change(file, "Paiement à 30 jours", "Paiement", "Règlement")
    frozen(workspace, file.saved())
    (finding,) = [each for each in made(workspace).findings if each.code == "R168"]
    assert "il dit « Règlement à 30 jours" in spaced(finding)
    assert finding.span is not None
    assert finding.span.file == f"offers/vienne/review/frozen/{COST}.docx"


def test_what_is_left_out_of_a_cv_is_told_and_stops_nothing(workspace):
    file = opened(CV)
    tables.delete_row(file, "Développement du pouvoir d’agir des personnes et des collectivités")
    frozen(workspace, file.saved())
    assert codes(told(workspace)) == ["R150", "R168"]


def test_a_moved_row_is_no_contradiction(workspace):
    file = opened(CV)
    tables.move_row(file, "Master en sciences de l’éducation", "Diplôme d’État de conseiller en économie")
    frozen(workspace, file.saved())
    assert codes(told(workspace)) == ["R150"]


def test_the_words_of_a_block_stay_the_writer_s(workspace):
    file = word.opened(note())
    typing_in.paragraph_after(file, "D’anciens participants", "Trois anciens participants viendront en 2024.")
    frozen(workspace, file.saved())
    assert codes(told(workspace)) == ["R150"]


def test_many_contradictions_are_told_in_few_lines(workspace):
    file = opened(COST)
    for number in range(30):
        typing_in.paragraph_after(file, "Paiement à 30 jours", f"Option {number + 2} : {number + 7} €.")
    assert len(refused(workspace, file)) == 21


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jeudi 7 décembre 2023, 9 h à 12 h 30", "jeudi 07/12/2023, 9h00 à 12:30"),
        ("Cinq séances, 1 216 km, 17,50 €", "5 séances, 1216 km, 17,5 euros"),
        ("SIRET 000 123 455 00016", "SIRET 00012345500016"),
        ("le 1er février 2024", "2024-02-01"),
    ],
)
def test_figures_are_read_however_they_are_typed(one, other):
    assert figures(one) == figures(other) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("60 jours", "60 mois"), ("600,00 € HT", "600,00 € TTC"), ("le matin", "l’après-midi"), ("9 h", "9 h 30")],
)
def test_units_count(one, other):
    assert figures(one) != figures(other)


def test_every_reason_is_told_at_once(workspace):
    from tests.review import remarks

    file = opened(PLANNING)
    typing_in.change(file, SESSION, "7 décembre", "14 décembre", by="Dominique Relecture")
    remarks.comment(file, "Une date se déplace", "À revoir ?", "Camille Relecture", on="commun accord")
    paragraph = file.paragraph("Une date se déplace")
    for run in word.runs(paragraph):
        run.insert(0, word.w("rPr", word.w("highlight", val="yellow")))
    with pytest.raises(Rejected) as stop:
        freeze(workspace, "vienne", Asked(Path("relu.docx"), file.saved(), "", DAY))
    assert set(codes(tuple(stop.value.diagnostics))) == {"R151", "R152", "R153", "R167"}
