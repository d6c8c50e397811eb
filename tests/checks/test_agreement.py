"""The read-back: what a text states, and how documents that somebody changed are compared with the offer."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.agreement.edited import changes
from generator.checks.agreement.facts import facts, plainly
from generator.checks.agreement.figures import (
    amounts_agree,
    days_agree,
    group_agrees,
    identifiers_agree,
    other_figures_agree,
    people_agree,
    sessions_agree,
)
from generator.checks.agreement.known import Known
from generator.checks.agreement.numerals import value
from generator.checks.agreement.packet_text import packet_says_all
from generator.checks.agreement.passage import around
from generator.checks.agreement.reading import same_text
from generator.checks.agreement.rows import FAMILY
from generator.foundation.money import in_words
from generator.readers import docx
from tests.checks.cases import retold, saying, with_document
from tests.libreoffice import OFFICE, saved_again
from tests.review import typing_in
from tests.review.word import opened

CLIENTS = ("vienne", "creches", "camsp", "relais", "departement")
FIGURES = (
    days_agree,
    amounts_agree,
    group_agrees,
    sessions_agree,
    people_agree,
    identifiers_agree,
    other_figures_agree,
)


def told(finished) -> list[str]:
    return [plainly(verdict.message) for judge in FIGURES for verdict in judge(finished)]


# --- what a text states


@given(st.integers(0, 999_999_999))
def test_a_number_in_words_is_read_as_it_is_said(number: int) -> None:
    words = re.sub(r" (d')?euros?$", "", plainly(in_words(Decimal(number))))
    assert value(words) == number


def test_an_amount_in_words_has_its_cents() -> None:
    (fact,) = facts(f"Soit {in_words(Decimal('4888.56'))} en tout.")
    assert fact.key == ("amount", "4888.56")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("le jeudi 12 octobre 2023", [("day", "2023-10-12")]),
        ("du 4 au 8 septembre 2023", [("day", "2023-09-04"), ("day", "2023-09-08")]),
        ("le 1er février", [("day", "--02-01")]),
        ("le 11/09/2023, ou le 11.09.23", [("day", "2023-09-11"), ("day", "2023-09-11")]),
        ("2023-09-11", [("day", "2023-09-11")]),
        ("un million d’euros", [("amount", "1000000.00")]),
        ("4 800 € ou 4 888,56 euros", [("amount", "4800.00"), ("amount", "4888.56")]),
        ("cinq séances par an", [("sessions", "5")]),
        ("5 séances de 3 h 30", [("sessions", "5"), ("length", "210")]),
        ("des séances d’une demi-journée", [("length", "demi-journée")]),
        ("de 9 h à 12 h 30", [("time", "540"), ("time", "750")]),
        ("deux heures et demie, 90 minutes, 3 h", [("time", "150"), ("time", "90"), ("time", "180")]),
        ("trois quarts d’heure", [("time", "45")]),
        ("quinze participants en 2 groupes", [("participants", "15"), ("groups", "2")]),
        ("80 % des cas", [("share", "80")]),
        ("SIRET 000 123 455 00016", [("identifier", "00012345500016")]),
        ("+33 5 36 49 12 34", [("identifier", "0536491234")]),
        ("contact@organisme.example", [("identifier", "contact@organisme.example")]),
        ("Référence : 2025-SOL-17", [("identifier", "2025-sol-17")]),
        ("2025-SOL-17", [("identifier", "2025-sol-17")]),
        ("avec Camille Exemple", [("person", "camille exemple")]),
        ("vingt-et-une situations", [("count", "21 situation")]),
        ("Un lieu entre pairs, une séance sur l’autre", [("sessions", "1")]),
    ],
)
def test_facts(text: str, stated: list[tuple[str, str]]) -> None:
    assert [fact.key for fact in facts(text)] == stated


@given(st.text(alphabet="0123456789 ,.€h%/-@+nmindeuxtroiséancepersonnes", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for fact in facts(text):
        assert fact.said in plainly(text)


# --- the shipped offers


@pytest.mark.parametrize("client", CLIENTS)
def test_the_shipped_offers_agree(client, finished_of) -> None:
    finished = finished_of(client)
    assert len(finished.written) >= 7
    found = {check.id: check.findings(finished) for check in FAMILY.checks}
    assert not any(found.values()), found


def test_known_values_are_those_of_the_offer(finished_of) -> None:
    """Twelve agents in two subgroups, five groups of eight sessions, two lots."""
    known = Known(finished_of("departement").dossier)
    assert {12, 6, 60} <= known.participants
    assert {8, 24, 16, 40} <= known.sessions
    assert 15 not in known.participants
    assert known.groups >= {5, 3, 2}


# --- documents that somebody changed


def test_moved_and_cut_paragraphs_state_nothing_new(finished) -> None:
    """The second part of the note goes to its end, as a person who moves a section does."""

    def moved(tree):
        first, second, *others = tree.parts
        return replace(tree, parts=(first, *others, second))

    assert told(with_document(finished, "note-methodologique", moved)) == []


def test_a_paragraph_taken_out_is_no_figure(finished) -> None:
    shorter = with_document(finished, "note-methodologique", lambda tree: replace(tree, parts=tree.parts[:-3]))
    assert told(shorter) == []


def test_typography_is_no_change(finished) -> None:
    """A word processor may turn thin spaces into plain ones."""
    spaced = with_document(finished, "fiche-financiere", lambda tree: retold(tree, "4 888,56 €", "4 888,56 €"))
    assert changes(spaced) == ()


def test_a_changed_figure_is_told_once_however_often_it_stands(finished) -> None:
    old, new = "15 participants", "16 participants"
    changed = with_document(finished, "planning-previsionnel", lambda tree: retold(tree, old, new))
    (said,) = told(changed)
    assert said == (
        "ce document dit « 16 participants » là où l'offre dit « 15 participants », "
        "comme note-methodologique.docx (5 fois)"
    )


def test_many_changes_are_told_in_few_findings(finished) -> None:
    words = " ".join(f"Le {day} mars 2024, une séance a lieu." for day in range(1, 20))
    changed = with_document(finished, "note-methodologique", lambda tree: saying(tree, words))
    found = days_agree(changed)
    assert len(found) == 4
    assert "et 15 autres dans ce document" in found[-1].message


def test_the_passage_is_short_and_holds_the_figure(finished) -> None:
    long = "Nous le redisons ici, " * 12 + "le groupe réunit 16 participants au plus, " + "et nous y tenons, " * 12
    (verdict,) = group_agrees(with_document(finished, "note-methodologique", lambda tree: saying(tree, long)))
    assert verdict.passage is not None
    assert "16 participants" in verdict.passage.words
    assert len(verdict.passage.words.split()) <= 30
    assert around("Peu de mots.", 0, 3) == "Peu de mots."


def test_a_word_file_that_somebody_saved_is_read(finished) -> None:
    """Typed in the file itself, over words of ours."""
    word = opened(finished.files["note-methodologique.docx"])
    typing_in.change(word, "15 au plus, 1 groupe", "15", "16")
    tree, _ = docx.read(word.saved())
    assert tree is not None
    (said,) = told(with_document(finished, "note-methodologique", lambda _: tree))
    assert said == "ce document dit « Participants : 16 », planning-previsionnel.docx « 15 participants »"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice absent")
def test_files_that_libreoffice_saved_again_state_the_same(tmp_path, finished) -> None:
    """Every Word file of the offer, opened and saved by a stranger who changed nothing."""
    files = {printed.docx: finished.files[printed.docx] for printed in finished.printed}
    again = saved_again(files, tmp_path)
    for name, data in again.items():
        tree, _ = docx.read(data)
        assert tree is not None
        assert told(with_document(finished, name.removesuffix(".docx"), lambda _, tree=tree: tree)) == [], name


# --- files that are gone or broken


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and no more"])
def test_a_pdf_that_does_not_open_breaks_nothing(data, finished) -> None:
    """It is the family of the packet that tells it."""
    gone = tuple(replace(printed, pdf_bytes=data) for printed in finished.printed)
    files = {**finished.files, "dossier-vienne.pdf": data}
    broken = replace(finished, printed=gone, files=files)
    assert same_text(broken) == ()
    assert packet_says_all(broken) == ()


def test_an_offer_without_files_breaks_nothing(finished) -> None:
    empty = replace(finished, printed=(), aside=(), files={})
    assert all(check.findings(empty) == () for check in FAMILY.checks)
