"""Are there as many sessions as the buyer asks?"""

from __future__ import annotations

from decimal import Decimal

from generator.checks.finished import Finished, Verdict


def same_sessions(finished: Finished) -> tuple[Verdict, ...]:
    """The schedule and the price hold the number of sessions that the buyer asks, for each lot of the offer."""
    inputs, quote = finished.dossier.inputs, finished.dossier.quote
    sessions, verdicts = finished.dossier.schedule.sessions, []
    for lot in quote.lots:
        mine = [event for event in sessions if len(quote.lots) == 1 or event.lot == lot.number]
        asked, planned = _asked(finished, lot.number), Decimal(len(mine))
        lines = [line for line in lot.lines if line.key == "session"]
        # Another unit (hour, person) does not tell the number of sessions.
        counted = all(line.unit == "séance" for line in lines)
        priced = sum((line.quantity for line in lines), Decimal(0)) if counted else planned
        if not planned == asked == priced:
            where = f"lot {lot.number} : " if lot.number is not None else ""
            said = f"{where}{asked} séances demandées, {planned} planifiées, {priced} chiffrées"
            span = inputs.brief.span("service", "sessions", "per_year")
            verdicts.append(Verdict(span, said, "revoyez le planning"))
    return tuple(verdicts)


def _asked(finished: Finished, number: int | None) -> int:
    """The sessions of a lot over the planned years; a group of the offer may say its own number."""
    brief, offer = finished.dossier.inputs.brief.value, finished.dossier.inputs.offer.value
    planning, service = offer.planning, brief.service
    years = max(1, round((planning.last - planning.first).days / 365))
    each = service.sessions.per_year * years
    sites = [site.groups for site in service.sites if number is None or site.lot == number]
    # A brief with lots says on its sites how many groups each lot has.
    split = number is not None and any(site.lot is not None for site in service.sites)
    groups = sum(sites) if split else service.groups
    mine = [group for group in planning.groups if number is None or group.lot == number]
    own = [group.sessions for group in mine if group.sessions is not None]
    return sum(own) + each * max(0, groups - len(own))
