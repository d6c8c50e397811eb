"""The price of one offer, from the fewest files: as it is, as it costs us, as workbooks ask it."""

from __future__ import annotations

from pathlib import Path

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.build.outings import outings
from generator.build.preview import planned
from generator.foundation.diagnostic import Diagnostics, Span, error
from generator.foundation.files import inside
from generator.foundation.record import Loaded, read_record
from generator.pricing.compute import quote
from generator.pricing.margin import Costs, Margin, margins
from generator.pricing.prices import Prices
from generator.pricing.quote import Quote
from generator.pricing.whatif import Situation
from generator.writers.grid_book import UnfitError
from generator.writers.grid_survey import SurveySheet, survey

Books = tuple[tuple[str, tuple[SurveySheet, ...]], ...]
"""The sheets of each workbook, by its path from the offer's folder."""


def priced(workspace: Path, client: str) -> tuple[Quote | None, Diagnostics]:
    """The quote of an offer; none without a schedule, from which the quantities come."""
    case, problems = situation(workspace, client)
    if case is None:
        return None, problems
    found, slips = quote(case.brief, case.offer, case.candidate, case.prices, case.outings, case.partners)
    return found, (*problems, *slips)


def situation(workspace: Path, client: str) -> tuple[Situation | None, Diagnostics]:
    """What the quote of an offer is made from."""
    brief, problems = read_record(*_file(workspace, f"offers/{client}/brief.yaml"), Brief)
    offer, bad_offer = read_record(*_file(workspace, f"offers/{client}/offer.yaml"), Offer)
    problems += bad_offer
    candidate, bad_candidate = read_record(*_file(workspace, "boilerplate/candidate.yaml"), Candidate)
    prices, bad_prices = read_record(*_file(workspace, "boilerplate/prices.yaml"), Prices)
    problems += bad_candidate + bad_prices
    if not (brief and offer and candidate and prices):
        return None, problems
    schedule, slips = planned(workspace, client)
    if schedule is None:
        return None, slips
    events = outings(schedule, offer.value, brief.value.service.participants)
    partners, bad_partners = _partners(workspace, offer.value)
    return Situation(brief, offer, candidate, prices, events, partners), bad_partners


def costed(workspace: Path, client: str) -> tuple[tuple[Margin, ...], Diagnostics]:
    """What an offer costs us and leaves us; for the terminal only."""
    case, problems = situation(workspace, client)
    costs, bad_costs = read_record(*_file(workspace, "boilerplate/costs.yaml"), Costs)
    found = case.quote() if case else None
    if not (case and costs and found):
        return (), (*problems, *bad_costs)
    return margins(found, case.outings, case.offer.value, costs.value), problems


def surveyed(workspace: Path, client: str) -> tuple[Books, Diagnostics]:
    """The sheets of each workbook that the buyer gave or that the offer maps, with a proposed mapping."""
    case, problems = situation(workspace, client)
    if case is None:
        return (), problems
    found, named = [], dict.fromkeys(grid.file for grid in case.offer.value.pricing.grids)
    for demand in case.brief.value.pieces:
        if demand.file and demand.file.lower().endswith((".xlsx", ".xls", ".xlsm")):
            named.setdefault(demand.file)
    for file in named:
        span = Span(f"offers/{client}/{file}")
        path = inside(workspace / "offers" / client, file)
        try:
            data = path.read_bytes() if path else b""
            found.append((file, survey(data, case.quote())))
        except OSError:
            said = f"classeur de l'acheteur introuvable : {file}"
            problems += (error("M450", span, said, "déposez-le dans ce dossier"),)
        except UnfitError as exc:
            problems += (error("M450", span, exc.message, exc.hint),)
    return tuple(found), problems


def _partners(workspace: Path, offer: Offer) -> tuple[tuple[tuple[str, Loaded[Candidate]], ...], Diagnostics]:
    """The files of the members and subcontractors that exist; `quote` says which one it misses."""
    members = [member.partner for member in offer.consortium.members] if offer.consortium else []
    names = [name for name in dict.fromkeys((*members, *(sub.partner for sub in offer.subcontracts))) if name]
    files = {name: f"boilerplate/partners/{name}.yaml" for name in names}
    read = {
        name: read_record(workspace / file, file, Candidate)
        for name, file in files.items()
        if (workspace / file).is_file()
    }
    found = tuple((name, loaded) for name, (loaded, _) in read.items() if loaded)
    return found, tuple(problem for _, problems in read.values() for problem in problems)


def _file(workspace: Path, name: str) -> tuple[Path, str]:
    return workspace / name, name
