"""Does the printed price hold every line of the quote, even at 0, in the quantities of the planning?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.checks.cells import fold
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.price.tables import Item, bills, cost_of
from generator.compose.filters import et, plural
from generator.foundation.days import minutes_between
from generator.foundation.money import euros, number
from generator.planning.problem import LABELS
from generator.planning.schedule import Schedule

_SESSIONS: Final = "séance d'"
_PREPARED: Final = "préparation et suivi"


def every_line(finished: Finished) -> tuple[Verdict, ...]:
    """The cost sheet prints each line of the price: journeys, nights and meals are told even at 0."""
    printed = cost_of(finished)
    if printed is None:
        return ()
    told = {fold(item.label) for bill in bills(printed.tree) for item in bill.items}
    wanted = {line.label: line.amount for lot in finished.dossier.quote.lots for line in lot.lines}
    missing = [f"« {label} » ({euros(amount)})" for label, amount in wanted.items() if fold(label) not in told]
    if not missing:
        return ()
    said = f"la fiche financière n'a pas {'la ligne' if len(missing) == 1 else 'les lignes'} {et(missing)}"
    hint = "remettez-la, même à 0,00 € : un frais que rien ne dit passe pour non compris"
    return (Verdict(finished.place(printed.docx), said, hint),)


def planned_quantities(finished: Finished) -> tuple[Verdict, ...]:
    """The cost sheet counts as many sessions, preparations and meetings as are planned, over all lots."""
    printed, schedule = cost_of(finished), finished.dossier.schedule
    if printed is None:
        return ()
    items = [item for bill in bills(printed.tree) if not bill.option for item in bill.items]
    verdicts = [v for stem in (_SESSIONS, _PREPARED) for v in _counted(finished, printed, items, stem)]
    for meeting in schedule.meetings:
        label = LABELS[meeting.kind] if meeting.kind != "session" else ""
        priced = [item for item in items if fold(item.label).startswith(fold(label))]
        if not any(item.quantity for item in priced):
            said = f"« {label} » est au planning, la fiche financière ne la compte pas"
            hint = "remettez sa ligne : le prix comprend les réunions demandées"
            verdicts.append(Verdict(finished.place(printed.docx), said, hint))
        verdicts += _too_many(finished, printed, priced, label, sum(m.kind == meeting.kind for m in schedule.meetings))
    return tuple(verdicts)


def _counted(finished: Finished, printed: Printed, items: list[Item], stem: str) -> Iterator[Verdict]:
    """Lines counted by session, half-day or hour, against the schedule; other units tell no number of sessions."""
    mine = [item for item in items if fold(item.label).startswith(stem)]
    if not mine:
        return
    due = _due(finished.dossier.schedule, mine[0].unit)
    given = sum((item.quantity or Decimal(0) for item in mine if item.unit == mine[0].unit), Decimal(0))
    if due is None or given == due or len({item.unit for item in mine}) > 1:
        return
    counted = plural(given, mine[0].unit, f"{mine[0].unit}s")
    said = f"« {mine[0].label} » : {counted} dans la fiche financière, {number(due)} au planning"
    hint = "les quantités viennent du planning : corrigez celui-ci, ou reconstruisez l'offre"
    passage = Passage(printed.docx.removesuffix(".docx"), mine[0].words)
    yield Verdict(finished.place(printed.docx), said, hint, passage)


def _due(schedule: Schedule, unit: str) -> Decimal | None:
    if unit == "séance":
        return Decimal(len(schedule.sessions))
    if unit == "heure":
        minutes = sum(minutes_between(event.start, event.end) for event in schedule.sessions)
        return Decimal(minutes) / 60 if minutes % 60 == 0 else None
    return None


def _too_many(finished: Finished, printed: Printed, priced: list[Item], label: str, due: int) -> Iterator[Verdict]:
    given = sum((item.quantity or Decimal(0) for item in priced if item.unit == "réunion"), Decimal(0))
    if given > due:
        said = f"« {label} » : {number(given)} dans la fiche financière, {due} au planning"
        passage = Passage(printed.docx.removesuffix(".docx"), priced[0].words)
        yield Verdict(finished.place(printed.docx), said, "reconstruisez l'offre, ou corrigez le planning", passage)
