"""The rows of a form's tables, by name; an empty text is a cell left blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.brief.candidate import Candidate, Exercise, Staff
from generator.brief.consortium import Share
from generator.brief.designation import spaced
from generator.document.typography import capital
from generator.forms.amounts import accounts, parts
from generator.forms.facts import Facts
from generator.forms.parties import Party, designated
from generator.forms.people import Lines, people, references, team
from generator.forms.spec import Grid, in_force, rules
from generator.foundation.days import short
from generator.foundation.money import number


def rows(grid: Grid, facts: Facts) -> tuple[tuple[str, ...], Lines]:
    """The titles of the columns and the rows; no row when the offer has nothing to show."""
    if grid.table == "turnover":
        return _turnover(grid.lines, facts)
    return grid.columns, ROWS[grid.table](facts)


def closed(facts: Facts) -> tuple[Exercise, ...]:
    """The accounting years that were closed on the offer's day, the most recent first."""
    over = (exercise for exercise in facts.candidate.value.exercises if exercise.end < facts.day)
    return tuple(sorted(over, key=lambda e: e.end, reverse=True))


def past_staff(facts: Facts) -> tuple[Staff, ...]:
    """The headcount of the years that were over on the offer's day, the most recent first."""
    over = (staff for staff in facts.candidate.value.staff if staff.year < facts.day.year)
    return tuple(sorted(over, key=lambda s: s.year, reverse=True))


def _turnover(labels: tuple[str, ...], facts: Facts) -> tuple[tuple[str, ...], Lines]:
    """A column for each accounting year asked; a year that is missing or not known stays blank, never 0."""
    asked = in_force(rules().lookback, facts.day).exercises
    exercises = closed(facts)[:asked]
    if not exercises:
        return (), ()
    blanks = [""] * (asked - len(exercises))
    years = [f"Exercice du {short(e.start)} au {short(e.end)}" for e in exercises]
    return ("", *years, *("Exercice non disponible" for _ in blanks)), (
        (labels[0], *map(_amount, exercises), *blanks),
        (labels[1], *map(_share, exercises), *blanks),
    )


def _amount(exercise: Exercise) -> str:
    return "" if exercise.turnover is None else f"{number(exercise.turnover)} €"


def _share(exercise: Exercise) -> str:
    return "" if exercise.share is None else f"{number(exercise.share)} %"


def _staff(facts: Facts) -> Lines:
    asked = in_force(rules().lookback, facts.day).exercises
    return tuple(
        (str(s.year), number(s.total), "" if s.managers is None else number(s.managers))
        for s in past_staff(facts)[:asked]
    )


# --- the groupement and the subcontractors -------------------------------------------------------


def identity_lines(candidate: Candidate) -> str:
    """Who this is, a line each: name, address, head office if it differs, e-mail, phone, SIRET."""
    address, seat = candidate.address, candidate.head_office
    lines = [designated(candidate), f"{address.street}, {address.postcode} {address.town}"]
    if seat and seat != address:
        lines.append(f"Siège : {seat.street}, {seat.postcode} {seat.town}")
    lines += [candidate.email, candidate.phone, f"SIRET {spaced(candidate.siret, 3, 3, 3, 5)}"]
    return "\n".join(lines)


def lot_numbers(lots: tuple[int, ...], facts: Facts) -> str:
    """The lots among those of this form, all of them when none is said; a dash when the market has no lots."""
    return ", ".join(map(str, lots or facts.lots)) or "–"


def _members(facts: Facts) -> tuple[tuple[Party, Share], ...]:
    """The members that take part in the lots of this form."""
    return tuple(
        (m, m.share) for m in facts.members if m.share and (not facts.lots or any(map(m.answers, facts.lots)))
    )


def _shares(facts: Facts) -> Lines:
    """The members of a groupement conjoint, and what each of them does."""
    return tuple(
        (lot_numbers(share.lots, facts), identity_lines(m.file.value), capital(share.services or ""))
        for m, share in _members(facts)
    )


def _names(facts: Facts) -> Lines:
    """The members of a groupement solidaire: each is bound for the whole."""
    return tuple((lot_numbers(share.lots, facts), identity_lines(m.file.value)) for m, share in _members(facts))


def _operators(facts: Facts) -> Lines:
    """Those on whose capacities we rely: subcontractors who are in the team, or whose capacities the offer invokes."""
    if facts.member:
        return ()  # subcontracts are ours
    files = dict(facts.partners)
    relied = [
        (lot_numbers(given.lots, facts), facts.us.value.name, identity_lines(files[given.partner].value))
        for given in facts.offer.value.subcontracts
        if given.partner in files and (given.relied_on or given.intervener)
        and (not facts.lots or not given.lots or set(given.lots) & set(facts.lots))
    ]
    declared = {given.intervener for given in facts.offer.value.subcontracts}
    unknown = [
        (lot_numbers((), facts), facts.us.value.name, f"{person.name}\n{person.title}")
        for key, person in people(facts)
        if person.status == "sous-traitant" and key not in declared
    ]
    return (*relied, *unknown)


ROWS: Mapping[str, Callable[[Facts], Lines]] = {
    "staff": _staff,
    "team": team,
    "references": references,
    "operators": _operators,
    "shares": _shares,
    "members": _names,
    "parts": parts,
    "accounts": accounts,
}
