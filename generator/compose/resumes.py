"""The CVs of an offer: who has one, under which name, with which role and references; named, anonymous or both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.brief.brief import Brief
from generator.compose.cv import Resume, cv_document
from generator.compose.dossier import Inputs, Person
from generator.compose.filters import et
from generator.document.tree import Document
from generator.document.typography import capital
from generator.planning.schedule import Schedule
from generator.team.anonymous import alias, anonymised
from generator.team.references import Chosen, chosen
from generator.team.trim import NOTHING, Trim

ANONYMOUS: Final = ".anonyme"  # the end of the slug of a CV without a name
MOST_NAMED: Final = 5
NO_TRIM: Final[Mapping[str, Trim]] = {}


@dataclass(frozen=True, slots=True)
class Resumes:
    """The CVs of the packet, then those that stand beside it."""

    offre: tuple[Document, ...]
    aside: tuple[Document, ...]


def hidden(brief: Brief) -> bool:
    """Whether the buyer wants CVs without names."""
    demand = brief.demand("cv")
    return bool(demand and demand.anonymous)


def resumes(inputs: Inputs, schedule: Schedule, trimmed: Mapping[str, Trim] = NO_TRIM) -> Resumes:
    """The bare CVs; `trimmed` says, by the key of a person, what is left out for want of room."""
    brief = inputs.brief.value
    if hidden(brief):
        return Resumes(tuple(anonymous(inputs, schedule, p, trimmed.get(p.key, NOTHING)) for p in inputs.team), ())
    twins = [person for person in inputs.team if person.key in inputs.offer.value.resumes.anonymous]
    return Resumes(
        tuple(named(inputs, schedule, p, trimmed.get(p.key, NOTHING)) for p in inputs.team),
        tuple(anonymous(inputs, schedule, p, trimmed.get(p.key, NOTHING)) for p in twins),
    )


def named(inputs: Inputs, schedule: Schedule, person: Person, trim: Trim = NOTHING) -> Document:
    """The CV that says who the person is."""
    return cv_document(_resume(inputs, schedule, person, trim), inputs.brief.value)


def anonymous(inputs: Inputs, schedule: Schedule, person: Person, trim: Trim = NOTHING) -> Document:
    """The CV of « Intervenant A »: the same person, without a name, an employer or a client, file name included."""
    full = _resume(inputs, schedule, person, trim)
    name = alias(inputs.team.index(person))
    bare = anonymised(full.person, name, answering(inputs))
    kept = {reference.key: reference for reference in bare.references}
    references = tuple(replace(choice, reference=kept[choice.reference.key]) for choice in full.references)
    slug = f"cv-{name.lower().replace(' ', '-')}{ANONYMOUS}"
    return cv_document(replace(full, slug=slug, person=bare, candidate="", references=references), inputs.brief.value)


def _resume(inputs: Inputs, schedule: Schedule, person: Person, trim: Trim) -> Resume:
    role = duties(inputs, schedule, person)
    return Resume(f"cv-{person.key}", person.file.value, role, employer(inputs, person), picked(inputs, person), trim)


def answering(inputs: Inputs) -> tuple[str, ...]:
    """The names of those who answer: the candidate, the members of the groupement, the subcontractors."""
    everyone = (inputs.candidate.value, *(partner.value for _, partner in inputs.partners))
    return tuple(dict.fromkeys(name for one in everyone for name in (one.name, one.trade_name) if name))


def employer(inputs: Inputs, person: Person) -> str:
    """Whom this person works for: a member of the groupement, a subcontractor, else us."""
    offer, partners = inputs.offer.value, dict(inputs.partners)
    shares = offer.consortium.members if offer.consortium else ()
    of_members = (share.partner for share in shares if person.key in share.interveners)
    of_subcontracts = (sub.partner for sub in offer.subcontracts if sub.intervener == person.key)
    key = next((key for key in (*of_members, *of_subcontracts) if key in partners), None)
    return (partners[key] if key else inputs.candidate).value.name


def picked(inputs: Inputs, person: Person) -> tuple[Chosen, ...]:
    """The references of this person's CV."""
    return chosen(person.file.value, person.member, inputs.brief.value)


def duties(inputs: Inputs, schedule: Schedule, person: Person) -> str:
    """What this person does in the offer: run all sessions, some groups, coordinate, or only stand in."""
    running = {event.group for event in schedule.sessions if event.intervener == person.key}
    groups = [g for g in schedule.groups if g.intervener == person.key or g.key in running]
    lead = person.key == inputs.lead.key
    if len(groups) == len(schedule.groups) or (lead and not _run_by(inputs, schedule)):
        return "Anime toutes les séances" + (" et les réunions" if lead else "")
    told = [_groups([group.name or group.key for group in groups], len(schedule.groups))] if groups else []
    told += ["conduit les réunions"] if lead else []
    several = len({group.intervener for group in schedule.groups}) > 1
    whom = "ses collègues" if groups else "les intervenants" if several else "l'intervenant"
    told += [f"remplace {whom} en cas d'empêchement"] if person.member.role == "substitute" else []
    return capital(" ; ".join(told))


def _run_by(inputs: Inputs, schedule: Schedule) -> bool:
    """Whether the schedule says who of the team runs which group."""
    keys = {person.key for person in inputs.team}
    return any(group.intervener in keys for group in schedule.groups)


def _groups(names: list[str], all_groups: int) -> str:
    if len(names) > MOST_NAMED:
        return f"anime {len(names)} groupes sur {all_groups}"
    quoted = [f"« {name} »" for name in names]
    if all(name.lower().startswith("groupe ") for name in names):
        return f"anime {et(quoted)}"
    return f"anime le groupe {quoted[0]}" if len(names) == 1 else f"anime les groupes {et(quoted)}"
