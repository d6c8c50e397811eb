"""Are the dates within the contract, after the deadline, and still to come?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from generator.brief.brief import Brief, Contract
from generator.brief.offer import Offer
from generator.checks.finished import Finished, Passage, Verdict
from generator.checks.planning.printed import planning_of
from generator.compose.filters import plural
from generator.foundation import days
from generator.foundation.diagnostic import Span

_HINT: Final = "revoyez « planning.from » et « planning.to » dans offer.yaml, ou la durée du marché dans brief.yaml"
_Dated = tuple[date, str, Span, Passage | None]


def within_contract(finished: Finished) -> tuple[Verdict, ...]:
    """No date before the contract opens or after it ends, renewals counted; none already past on the day given."""
    inputs = finished.dossier.inputs
    brief, offer = inputs.brief.value, inputs.offer.value
    dated = sorted(_dates(finished), key=lambda each: each[0])
    if not dated:
        return ()
    return tuple(
        verdict
        for verdict in (
            _before_deadline(finished, dated),
            _too_early(brief.contract, _opening(brief, offer), dated),
            _too_late(brief.contract, _opening(brief, offer), dated),
            _past(finished.on, dated),
        )
        if verdict
    )


def _dates(finished: Finished) -> Iterator[_Dated]:
    """The dates that the planning prints; those of the schedule when no planning is printed."""
    planned = planning_of(finished)
    if planned and any(held.day for held in planned.events):
        place = finished.place(planned.printed.docx)
        yield from ((h.day, h.label, place, planned.passage(h.words)) for h in planned.events if h.day)
        return
    where = finished.dossier.inputs.offer.span("planning")
    yield from ((event.day, event.label.lower(), where, None) for event in finished.dossier.schedule.events)


def _opening(brief: Brief, offer: Offer) -> date | None:
    """The day from which the contract runs, when it is known."""
    if brief.contract is None or brief.contract.start == "order":
        return None
    return brief.dates.start if brief.contract.start == "date" else offer.planning.notification


def _last(contract: Contract, opening: date) -> date:
    months = contract.months + contract.renewals * (contract.renewal_months or 0)
    return days.months_after(opening, months) - timedelta(days=1)


def _before_deadline(finished: Finished, dated: list[_Dated]) -> Verdict | None:
    due = finished.dossier.inputs.brief.value.dates.deadline
    first, label, place, passage = dated[0]
    scheduled = min(event.day for event in finished.dossier.schedule.events)
    if due is None or first > due or scheduled <= due:  # P312 says it of the schedule
        return None
    said = f"{label} le {days.long(first)}, alors que les offres sont attendues jusqu'au {days.long(due)}"
    return Verdict(place, said, "reculez cette date : rien n'est attribué avant la date limite", passage)


def _too_early(contract: Contract | None, opening: date | None, dated: list[_Dated]) -> Verdict | None:
    first, label, place, passage = dated[0]
    if contract is None or opening is None or first >= opening:
        return None
    start = "de la notification attendue" if contract.start == "notification" else "du début du marché"
    said = f"{label} le {days.long(first)}, avant le jour {start} ({days.long(opening)})"
    return Verdict(place, said, _HINT, passage)


def _too_late(contract: Contract | None, opening: date | None, dated: list[_Dated]) -> Verdict | None:
    """After the end; with an unknown opening, when no opening could make the dates fit."""
    if contract is None:
        return None
    first, last = dated[0][0], dated[-1][0]
    end = _last(contract, opening or first)
    late = [each for each in dated if each[0] > end]
    if not late:
        return None
    lasts = f"le marché dure {plural(contract.months, 'mois', 'mois')}"
    lasts += " et ses reconductions" if contract.renewals else ""
    if opening is None:
        said = f"les dates vont du {days.long(first)} au {days.long(last)}, alors que {lasts}"
    else:
        said = f"{late[0][1]} le {days.long(late[0][0])}, après la fin du marché ({days.long(end)} : {lasts})"
        said += f" ; et {plural(len(late) - 1, 'autre date', 'autres dates')}" if len(late) > 1 else ""
    return Verdict(late[0][2], said, _HINT, late[0][3])


def _past(on: date | None, dated: list[_Dated]) -> Verdict | None:
    past = [each for each in dated if on and each[0] < on]
    if on is None or not past:
        return None
    what = plural(len(past), "date du planning est déjà passée", "dates du planning sont déjà passées")
    said = f"{what} au {days.long(on)}, dont {past[0][1]} le {days.long(past[0][0])}"
    return Verdict(past[0][2], said, "reculez le début du planning, ou vérifiez le jour donné (--on)", past[0][3])
