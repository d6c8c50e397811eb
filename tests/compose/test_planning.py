"""The planning as a document: every date of the schedule, why they were chosen, nothing else."""

from typing import Any

import pytest

from generator.brief.candidate import Candidate
from generator.compose.planning import planning_document
from generator.document.anchors import PATTERN
from generator.document.tree import (
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Remark,
    Signature,
    Table,
    Text,
    nodes,
)
from generator.foundation import days
from generator.planning.picture import calendar_pictures
from tests.plans import given, planned
from tests.quotes import CANDIDATE, Changes, load

LEAD = "Camille Exemple"


def document(brief: Changes | None = None, offer: Changes | None = None) -> Document:
    changes = {"brief": brief or {}, "offer": offer or {}}
    schedule = planned(changes)
    loaded = given(changes)
    pictures = calendar_pictures(schedule, "1F3A5F", "B4532A", "F3EEE7", "595959")
    candidate = load(CANDIDATE, "candidate.yaml", Candidate).value
    return planning_document(schedule, loaded[0].value, loaded[1].value, candidate, pictures, {"exemple": LEAD})


def said(runs: Any) -> str:
    return "".join(run.value for run in runs if isinstance(run, Text))


def text(document: Document) -> str:
    lines = []
    for node in nodes(document):
        match node:
            case Paragraph() | Heading():
                lines.append(said(node.runs))
            case Listing():
                lines += [said(p.runs) for item in node.items for p in item.nodes if isinstance(p, Paragraph)]
            case Table():
                lines += [" | ".join(said(p.runs) for cell in row.cells for p in cell.paragraphs) for row in node.rows]
            case Signature():
                lines += [said(runs) for runs in node.lines]
            case _:
                assert isinstance(node, Figure)
    return "\n".join(lines)


def table(document: Document) -> Table:
    return next(node for node in nodes(document) if isinstance(node, Table))


def test_the_table_holds_every_event() -> None:
    schedule, made = planned(), table(document())
    assert [said(cell.paragraphs[0].runs) for cell in made.rows[0].cells] == [
        "Date", "Horaires", "Étape", "Durée", "Participants", "Lieu",
    ]  # fmt: skip
    assert len(made.rows) == len(schedule.events) + 1
    assert sum(made.widths) == 100
    for event, row in zip(schedule.events, made.rows[1:], strict=True):
        cells = [said(cell.paragraphs[0].runs) for cell in row.cells]
        assert cells[0].lower() == days.full(event.day)
        assert cells[2] == event.label
    assert made.summary == "Dates, horaires, participants et lieu de 5 séances et 3 réunions."


def test_the_intervener_is_named() -> None:
    rows = text(document()).splitlines()
    assert any(f"| {LEAD}, la DRRH, la DGA |" in row for row in rows)
    assert any(f"| {LEAD}, groupe de 15 participants |" in row for row in rows)
    assert "l'intervenant" not in text(document())


def test_it_says_how_the_dates_were_chosen() -> None:
    whole = text(document())
    assert "Jour et demi-journée : le jeudi matin, de 9 h à 12 h 30." in whole
    assert "Vacances scolaires de la zone A (département de la Vienne) : Toussaint (du 21 octobre au" in whole
    assert "hiver (du 17 février au 3 mars 2024)" in whole
    assert "pont de l'Ascension (10 et 11 mai 2024)" in whole
    assert "Autres jours fériés de la période : 1er avril 2024 (lundi de Pâques), 1er mai 2024, 8 mai 2024," in whole
    assert "de 8 à 9 semaines entre deux séances" in whole
    assert "bilan intermédiaire après la séance 3" in whole
    assert "été" not in whole.lower().replace("été choisies", "").replace("vous été", "")


def test_it_opens_with_the_whole() -> None:
    first = nodes(document())[0]
    assert isinstance(first, Paragraph)
    assert first.role == "lead"
    assert said(first.runs) == (
        "Cinq séances d’une demi-journée, de 9 h à 12 h 30, du 12 octobre 2023 au 6 juin 2024, "
        "et trois réunions (réunion de cadrage, bilan intermédiaire et évaluation finale). "
        "Aucune date ne tombe pendant les vacances scolaires de la zone A ni un jour férié. "
        "Ces dates sont prévisionnelles : nous les confirmons avec vous lors de la réunion de cadrage."
    )


def test_it_promises_nothing_false_about_holidays() -> None:
    meeting = {"kind": "bilan", "on": "2024-02-20", "start": "9:30", "minutes": "60", "place": "x"}
    whole = text(document(offer={"planning.meetings.1": meeting}))
    assert "Aucune date ne tombe" not in whole
    corse = text(document({"buyer.department": "2A", "service.sessions.avoid": []}))
    assert "zone" not in corse


def test_fallback_dates() -> None:
    whole = text(document())
    assert "Dates de repli proposées : séance 1, jeudi 19 octobre 2023 ; séance 2, jeudi 14 décembre 2023" in whole


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ({"piece": "planning"}, None),
        ({"piece": "planning", "dated": "true"}, Paragraph),
        ({"piece": "planning", "dated": "true", "signed": "true"}, Signature),
    ],
)
def test_dated_or_signed_only_when_asked(piece: dict[str, str], expected: type | None) -> None:
    made = document({"pieces": [piece]})
    last = nodes(made)[-1]
    assert ("Fait à Niort, le 26 juin 2023" in text(made)) is (expected is not None)
    assert isinstance(last, expected or Listing)
    assert ("Dominique Exemple, gérante" in text(made)) is (expected is Signature)  # who may bind, not a date alone


def test_a_single_session_and_no_meeting() -> None:
    made = document(
        {"service.sessions.per_year": "1", "milestones": []},
        {"planning.meetings": [], "planning.closed": ["2024-02-05"]},
    )
    whole = text(made)
    assert whole.startswith("Une séance d’une demi-journée, de 9 h à 12 h 30, le 8 février 2024. Aucune date")
    assert "à la notification" in whole
    assert "Espacement" not in whole
    assert "Jours fermés : 5 février 2024." in whole


def test_a_bare_document_without_remarks() -> None:
    made = document()
    assert (made.key, made.slug, made.title) == ("planning", "planning-previsionnel", "Planning prévisionnel")
    assert not made.header
    assert not made.footer
    assert not made.mark
    anchors = [part.anchor for part in made.parts]
    assert len(set(anchors)) == len(anchors)
    assert all(PATTERN.fullmatch(anchor) for anchor in anchors)
    runs = (run for node in nodes(made) if isinstance(node, Paragraph) for run in node.runs)
    assert not any(isinstance(run, Remark) for run in runs)


GROUPS = [
    {"key": "a", "name": "Groupe A"},
    {"key": "b", "name": "Groupe B", "half_day": "afternoon", "start": "13:30", "end": "17:00"},
    {"key": "soir", "name": "Équipe de nuit", "half_day": "evening", "start": "18:00", "end": "21:00"},
]


def test_several_groups_have_their_table_and_a_month_at_a_glance() -> None:
    brief: Changes = {"service.groups": "3"}
    offer: Changes = {"planning.groups": GROUPS}
    made = text(document(brief, offer))
    schedule = planned({"brief": brief, "offer": offer})
    assert "Trois groupes de cinq séances d’une demi-journée chacun, du 12 octobre 2023 au 6 juin 2024" in made
    for title in ("Les groupes", "Réunions communes", "Mois par mois", "Dates de chaque groupe", "Équipe de nuit (C)"):
        assert title in made
    assert "Octobre 2023 | A1 le 12, B1 le 12, C1 le 12 | –" in made
    assert "Équipe de nuit (C) | Poitiers | Jeudi, de 18 h à 21 h | 15 | Camille Exemple" in made
    for event in schedule.sessions:
        assert f"{event.number} | {days.full(event.day).capitalize()} | " in made
    for event in schedule.meetings:
        assert days.full(event.day).capitalize() in made


def test_dates_are_told_from_the_notification_too() -> None:
    notified = {"planning.notification": "2023-07-03", "planning.from": "2023-09-11"}
    made = text(document(offer=notified))
    assert "T0 est la notification du marché, attendue le 3 juillet 2023." in made
    assert "Jeudi 12 octobre 2023 (T0 + 101 jours)" in made
    groups: Changes = {"planning.groups": GROUPS[:2], **notified}
    assert "1 | Jeudi 12 octobre 2023 | T0 + 101 jours | Jeudi 19 octobre 2023" in text(
        document({"service.groups": "2"}, groups)
    )
