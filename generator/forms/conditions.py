"""Conditions by name: what ticks a box, prints a line or makes a rubric apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.brief.consortium import PersonalData, Subcontract
from generator.brief.terms import PieceName
from generator.forms.amounts import priced
from generator.forms.facts import Facts
from generator.forms.grids import ROWS, closed
from generator.forms.people import people
from generator.forms.spec import in_force, rules


def holds(condition: str, facts: Facts) -> bool:
    """Whether this condition is true of the offer."""
    return CONDITIONS[condition](facts)


def _all_lots(facts: Facts) -> bool:
    lots = {lot.number for lot in facts.brief.value.lots}
    return bool(lots) and set(facts.lots) == lots


def _some_lots(facts: Facts) -> bool:
    return bool(facts.brief.value.lots) and bool(facts.lots) and not _all_lots(facts)


def _short_history(facts: Facts) -> bool:
    """The turnover of the years asked is not complete: the date of creation explains why."""
    known = [exercise for exercise in closed(facts) if exercise.turnover is not None]
    return len(known) < in_force(rules().lookback, facts.day).exercises


def _joint(facts: Facts) -> bool:
    group = facts.offer.value.consortium
    return group is not None and group.form == "conjoint"


def _liable(answer: bool) -> Callable[[Facts], bool]:
    def said(facts: Facts) -> bool:
        group = facts.offer.value.consortium
        return group is not None and group.form == "conjoint" and group.leader_liable is answer

    return said


def _given(test: Callable[[Subcontract], object]) -> Callable[[Facts], bool]:
    """Whether this is true of the subcontract that the form declares."""
    return lambda facts: facts.subcontract is not None and bool(test(facts.subcontract))


def _data(test: Callable[[PersonalData], bool]) -> Callable[[Facts], bool]:
    """Whether this is true of the personal data that the subcontractor processes."""
    return _given(lambda given: given.personal_data and given.personal_data.processed and test(given.personal_data))


def paid_directly(facts: Facts) -> bool:
    """Whether the buyer must pay this subcontractor itself."""
    rule = in_force(rules().direct_payment, facts.day)
    return sum(part.gross for part in priced(facts)) >= rule.euros


def _accepts(kind: str) -> Callable[[Facts], bool]:
    return lambda facts: any(one.kind == kind for one in facts.offer.value.engagement.accepted)


def _sole_trader(facts: Facts) -> bool:
    """A person who answers under no other legal form than the person's own."""
    form = facts.us.value.legal_form.casefold()
    return not facts.grouped and ("entreprise individuelle" in form or "entrepreneur individuel" in form)


def _price_annexed(facts: Facts) -> bool:
    """The buyer asks for a price list, an estimate or a breakdown: prices are there."""
    annexes: tuple[PieceName, ...] = ("bpu", "dqe", "dpgf")
    return any(facts.brief.value.demand(piece) for piece in annexes)


def _starts(moment: str) -> Callable[[Facts], bool]:
    return lambda facts: facts.brief.value.contract is not None and facts.brief.value.contract.start == moment


def _renewable(answer: bool) -> Callable[[Facts], bool]:
    def said(facts: Facts) -> bool:
        contract = facts.brief.value.contract
        return contract is not None and bool(contract.renewals) is answer

    return said


def mandated(facts: Facts) -> bool:
    """Every member but the mandataire has signed its power, by the offer's day."""
    others = [member.share for member in facts.members if member.share and member.file is not facts.leader]
    return bool(others) and all(share.mandate is not None and share.mandate <= facts.day for share in others)


def _never(_: Facts) -> bool:
    return False


CONDITIONS: Mapping[str, Callable[[Facts], bool]] = {
    "not_allotted": lambda facts: not facts.brief.value.lots,
    "allotted": lambda facts: bool(facts.brief.value.lots),
    "all_lots": _all_lots,
    "some_lots": _some_lots,
    "dc2_joined": lambda facts: "dc2" in facts.pieces,
    "capacity_documents": lambda facts: "dc2" not in facts.pieces and bool(facts.offer.value.annexes),
    "sme": lambda facts: facts.candidate.value.sme is True,
    "not_sme": lambda facts: facts.candidate.value.sme is False,
    "short_history": _short_history,
    "staffed": lambda facts: bool(people(facts)),
    "relied_on": lambda facts: bool(ROWS["operators"](facts)),
    "alone": lambda facts: not facts.grouped,
    "group": lambda facts: facts.grouped,
    "joint": _joint,
    "solidary": lambda facts: facts.grouped and not _joint(facts),
    "leader_liable": _liable(True),
    "leader_not_liable": _liable(False),
    "offer_stage": lambda _: True,  # a base offer: what comes after the award is not made here
    "processes_data": _data(lambda _: True),
    "data_guaranteed": _data(lambda data: data.guarantees),
    "data_clauses": _data(lambda data: data.clauses),
    "paid_directly": paid_directly,
    "not_paid_directly": lambda facts: not paid_directly(facts),
    "advance_asked": _given(lambda given: given.advance is True),
    "advance_declined": _given(lambda given: given.advance is False),
    "capacities_here": lambda facts: "dc2" not in facts.pieces and _given(lambda given: given.relied_on)(facts),
    "accepts_ccap": _accepts("ccap"),
    "accepts_ccag": _accepts("ccag"),
    "accepts_cctp": _accepts("cctp"),
    "accepts_autre": _accepts("autre"),
    "own_account": _sole_trader,
    "represents": lambda facts: not facts.grouped and not _sole_trader(facts),
    "price_here": lambda facts: not _price_annexed(facts),
    "price_annexed": _price_annexed,
    "advance_kept": lambda facts: facts.offer.value.engagement.waive_advance is False,
    "advance_waived": lambda facts: facts.offer.value.engagement.waive_advance is True,
    "from_notification": _starts("notification"),
    "from_order": _starts("order"),
    "from_date": _starts("date"),
    "renewable": _renewable(True),
    "not_renewable": _renewable(False),
    "mandated": mandated,
    # Services of an ordinary market: an offer's files have no word for the rest.
    "reserved_market": _never,
    "works": _never,
    "defence": _never,
    "declaration_only": _never,
    "authorisation": _never,
    "online_proof": _never,
    "after_award": _never,
}
