"""Who works on the contract, by member and lot, and what they did in the last years."""

from __future__ import annotations

from datetime import date

from generator.forms.facts import Facts
from generator.forms.spec import in_force, rules
from generator.foundation.money import euros
from generator.team.intervener import Intervener, Reference

Lines = tuple[tuple[str, ...], ...]


def people(known: Facts) -> tuple[tuple[str, Intervener], ...]:
    """Those of the team who belong to the member this form is about, and take part in its lots."""
    elsewhere = {key for m in known.members if m.key != known.member and m.share for key in m.share.interveners}
    ours = tuple((key, person) for key, person in known.people if key not in elsewhere)
    mine = next((m.share.interveners for m in known.members if m.key == known.member and m.share), ())
    held = ours if not known.member else tuple(pair for pair in ours if pair[0] in mine)
    return tuple((key, person) for key, person in held if _in_lots(key, known))


def _in_lots(key: str, known: Facts) -> bool:
    """Whether this person may run a group of these lots; groups that name nobody leave everybody in."""
    groups = [g for g in known.offer.value.planning.groups if g.lot in known.lots]
    named = {name for group in groups for name in group.interveners}
    roles = {member.intervener: member.role for member in known.offer.value.team}
    open_to_all = not groups or not all(group.interveners for group in groups)
    return open_to_all or key in named or roles.get(key) == "substitute"


def team(known: Facts) -> Lines:
    """Name, title, experience of each."""
    return tuple((p.name, p.title, _experience(p)) for _, p in people(known))


def references(known: Facts) -> Lines:
    """Period, client and mission of the last years, the most recent first; one that the offer forbids is left out."""
    day = known.day
    oldest = day.year - in_force(rules().lookback, day).references
    never = {key for member in known.offer.value.team for key in member.never}
    kept = [
        reference
        for _, person in people(known)
        for reference in person.references
        if reference.key not in never
        and reference.start <= day.year
        and (reference.end or day.year) >= oldest
    ]
    kept.sort(key=lambda r: (-(r.end or day.year), -r.start, r.client))
    return tuple(dict.fromkeys((_period(r, day), r.client, _mission(r)) for r in kept))


def _experience(person: Intervener) -> str:
    return f"{person.years} an{'s' if person.years > 1 else ''} d'analyse des pratiques"


def _period(reference: Reference, day: date) -> str:
    if reference.end is None or reference.end > day.year:
        return f"depuis {reference.start}"
    return str(reference.start) if reference.end == reference.start else f"{reference.start}-{reference.end}"


def _mission(reference: Reference) -> str:
    details = [f"public : {reference.audience}", *([reference.volume] if reference.volume else [])]
    details += [f"montant : {euros(reference.amount)} HT"] if reference.amount else []
    return f"{reference.mission} ({' ; '.join(details)})"
