"""What the page of all offers shows of each: its state, its days, its findings in order, its files."""

from __future__ import annotations

from datetime import date

import pytest

from generator.brief.deposit import Deposit
from generator.brief.result import LotDecision, Result
from generator.foundation.diagnostic import Diagnostic, Level, Span, error, info, warning
from generator.report.board import Found, board, level_words
from generator.report.shelves import File
from tests.report.summaries import SMALL

BUILT = Found("lyon", SMALL, current=True)
SENT = Deposit.model_validate(
    {
        "client": "lyon",
        "day": "2024-03-27",
        "hour": "9:05",
        "zone": "Europe/Paris",
        "generator": "1",
        "inputs": "0" * 64,
        "receipts": (),
        "files": (),
    }
)
BAD = error("C801", None, "pièce absente", "joignez-la")
ODD = warning("M401", None, "prix bas", "vérifiez-le")


def card(found, on=None):
    (made,) = board([found], on).cards
    return made


def changed(found, **changes):
    values = {name: getattr(found, name) for name in found.__dataclass_fields__}
    return Found(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "ready"),
        ({"findings": (info("C848", None, "à savoir"),)}, "ready"),
        ({"findings": (ODD,)}, "check"),
        ({"findings": (ODD, BAD)}, "fix"),
        ({"findings": (Diagnostic("C801", Level.INFO, None, "pièce absente", "", "levé par X"),)}, "ready"),
        ({"current": False}, "build"),
        ({"files": (File("note.docx", 10),), "findings": (ODD,)}, "check"),
        ({"files": (File("note.docx", 10, edited=True),), "findings": (ODD,)}, "build"),
        ({"files": (File("note.docx", 10, edited=True),), "result": Result(outcome="pending")}, "sent"),
        ({"summary": None}, "build"),
        ({"summary": None, "problems": (BAD,)}, "fix"),
        ({"findings": (BAD,), "result": Result(outcome="pending")}, "sent"),
        ({"findings": (BAD,), "deposit": SENT}, "sent"),
        ({"deposit": SENT, "result": Result(outcome="won")}, "won"),
        ({"result": Result(outcome="won")}, "won"),
        ({"result": Result(outcome="lost")}, "lost"),
        ({"result": Result(outcome="abandoned")}, "abandoned"),
    ],
)
def test_states(changes, state):
    assert card(changed(BUILT, **changes)).state == state


def test_days_are_counted_from_a_given_day_only():
    assert card(BUILT).left is None
    assert card(BUILT, date(2024, 3, 25)).left == 4
    assert card(BUILT, date(2024, 3, 31)).left == -2
    assert card(changed(BUILT, result=Result(outcome="won")), date(2024, 3, 25)).left is None
    assert card(changed(BUILT, deposit=SENT), date(2024, 3, 31)).left is None
    states = [stage.state for stage in card(BUILT, date(2024, 3, 25)).head.way.stages]
    assert states == ["done", "late", "next"]


def test_the_nearest_deadline_comes_first_then_what_is_past_then_what_was_judged():
    def due(client, day, **changes):
        return changed(BUILT, client=client, summary=SMALL.model_copy(update={"deadline": day}), **changes)

    offers = [
        due("judged", date(2024, 3, 26), result=Result(outcome="lost")),
        due("past", date(2024, 3, 20)),
        due("unknown", None),
        due("later", date(2024, 4, 2)),
        due("near", date(2024, 3, 26)),
    ]
    on = date(2024, 3, 25)
    assert [each.client for each in board(offers, on).cards] == ["near", "later", "unknown", "past", "judged"]
    assert dict(board(offers, on).tally) == {"ready": 4, "lost": 1}


def test_findings_by_level_then_by_subject_in_the_order_of_families():
    price = Diagnostic("C821", Level.WARNING, None, "a", "h", "", "Prix")
    whole = Diagnostic("C861", Level.WARNING, None, "b", "h", "", "Complétude")
    again = Diagnostic("C861", Level.WARNING, Span("f", 2), "c", "h", "", "Complétude")
    text = warning("Y101", None, "d")
    made = card(changed(BUILT, findings=(price, whole, BAD, text, again)))
    assert [(group.level.value, group.count) for group in made.groups] == [("blocking", 1), ("warning", 4)]
    (warnings,) = made.groups[1:]
    assert [title for title, _ in warnings.subjects] == ["Données", "Complétude", "Prix"]
    assert dict(warnings.subjects)["Complétude"] == ((whole, again),)  # one remedy, told once
    assert made.count(Level.WARNING) == 4


def test_what_was_waived_stands_apart():
    waived = Diagnostic("C801", Level.INFO, None, "pièce absente", "", "levé par X")
    made = card(changed(BUILT, findings=(waived, ODD)))
    assert made.waived == (waived,)
    assert [group.count for group in made.groups] == [1]


def test_what_stands_between_the_page_and_the_files_is_said():
    found = changed(
        BUILT,
        files=(File("note.docx", 10, edited=True), File("dc1.docx", 10)),
        missing=("dc2.docx",),
        current=False,
        summary=SMALL.model_copy(update={"mark": "SPÉCIMEN"}),
    )
    notes = card(found).notes
    assert len(notes) == 4
    assert "make offer CLIENT=lyon" in notes[0]
    assert "note.docx" in notes[1]
    assert "dc1.docx" not in notes[1]
    assert "dc2.docx" in notes[2]
    assert "SPÉCIMEN" in notes[3]
    assert card(BUILT).notes == ()


def test_files_stand_on_their_shelves():
    names = (
        "note.docx",
        "depot/2-offre/01.pdf",
        "depot/1-candidature/01.pdf",
        "dossier-lyon.pdf",
        "fiche.xlsx",
        "manifest.json",
        "depot/lisez-moi.txt",
    )
    shelves = {
        shelf.title: [file.name for file in shelf.files]
        for shelf in card(changed(BUILT, files=tuple(File(name, 1) for name in names))).shelves
    }
    assert shelves == {
        "Dossier complet": ["dossier-lyon.pdf"],
        "À déposer : candidature": ["depot/1-candidature/01.pdf"],
        "À déposer : offre": ["depot/2-offre/01.pdf"],
        "Documents Word": ["note.docx"],
        "Tableur, calendrier et autres": ["fiche.xlsx", "depot/lisez-moi.txt"],
        "Données de contrôle": ["manifest.json"],
    }


def test_counts_agree_with_their_number():
    assert level_words(Level.BLOCKING, 1) == "1\u00a0bloquant"
    assert level_words(Level.BLOCKING, 2) == "2\u00a0bloquants"
    assert level_words(Level.WARNING, 2) == "2\u00a0à\u00a0vérifier"


def test_a_demand_without_answer_is_counted():
    assert card(BUILT).unanswered == 1


def test_lots_may_differ():
    lots = (LotDecision(outcome="won", lot=1), LotDecision(outcome="lost", lot=2))
    assert card(changed(BUILT, result=Result(outcome="won", lots=lots))).state == "won"


def test_a_deposited_offer_whose_sources_changed_says_so():
    (note,) = card(changed(BUILT, deposit=SENT, since=True)).notes
    assert note.startswith("Déposée le 27 mars 2024 à 9 h 05, heure de Paris ; les sources ou le programme ont changé")
    assert card(changed(BUILT, deposit=SENT)).notes == ()
    assert card(changed(BUILT, deposit=SENT, since=True, result=Result(outcome="won"))).notes == ()
