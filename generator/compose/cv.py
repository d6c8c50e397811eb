"""An intervener's CV for one offer: professional data, fit to the demanded profile, references chosen for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, get_args

from generator.brief.brief import Brief
from generator.brief.pieces import CvRubric
from generator.compose.tables import fields, grid
from generator.document.anchors import anchor
from generator.document.tree import Document, Heading, Item, Listing, Node, Paragraph, Part, Text
from generator.document.typography import capital
from generator.team.fit import fit
from generator.team.intervener import Experience, Intervener, Training
from generator.team.references import Chosen
from generator.team.trim import NOTHING, Trim

TITLES: Final[Mapping[CvRubric, str]] = {
    "identity": "",
    "fit": "Réponse au profil demandé",
    "trainings": "Formation",
    "experiences": "Expérience professionnelle",
    "references": "Références choisies pour cette demande",
    "ethics": "Supervision et déontologie",
    "languages": "Langues",
}
# The anchors of these sections do not change when a rubric gets another name.
_ANCHORS: Final[Mapping[CvRubric, str]] = {
    "identity": "presentation",
    "fit": "profil",
    "trainings": "formation",
    "experiences": "experience",
    "references": "references",
    "ethics": "cadre",
    "languages": "langues",
}
_OURS: Final = tuple(name for name in get_args(CvRubric) if name != "languages")  # ours stand in the identity


@dataclass(frozen=True, slots=True)
class Resume:
    """What a CV is made of: the person (or the person without a name), the role, the candidate, the references.

    `slug` is the file's name; `candidate` is empty when it must not be said; `trim` is what is left out to save room.
    """

    slug: str
    person: Intervener
    role: str
    candidate: str
    references: tuple[Chosen, ...]
    trim: Trim = NOTHING


def cv_document(resume: Resume, brief: Brief) -> Document:
    """The bare CV, in the buyer's order of rubrics when the brief imposes one."""
    demand = brief.demand("cv")
    rubrics: Iterable[CvRubric] = demand.rubrics if demand and demand.rubrics else _OURS
    imposed = rubrics is not _OURS
    parts = []
    for name in rubrics:
        nodes = _MAKERS[name](resume, brief)
        title = TITLES[name] or ("Identité professionnelle" if imposed else "")
        if nodes:
            parts.append(Part(anchor(resume.slug, _ANCHORS[name]), _titled(title, nodes)))
    person = resume.person
    return Document("cv", resume.slug, f"CV – {person.name}", person.title, parts=tuple(parts))


def _titled(title: str, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return (Heading(1, (Text(title),), numbered=False), *nodes) if title else nodes


def _identity(resume: Resume, brief: Brief) -> tuple[Node, ...]:
    value, demand = resume.person, brief.demand("cv")
    apart = bool(demand and "languages" in demand.rubrics)
    years = f"{value.years} ans d'animation de groupes d'analyse des pratiques"
    link = f"{value.status}, {resume.candidate}" if resume.candidate else value.status
    table = fields(
        [
            ("Profil", capital(value.profile)),
            ("Rôle dans ce dispositif", resume.role),
            ("Lien avec le candidat", capital(link)),
            ("Expérience", years),
            *([("Langues", capital(", ".join(value.languages)))] if value.languages and not apart else []),
        ],
        summary=f"Identité professionnelle de {value.name}",
    )
    return (Paragraph((Text(value.summary),), "lead"), table)


def _fit(resume: Resume, brief: Brief) -> tuple[Node, ...]:
    value = resume.person
    rows = [
        (capital(demand.words) + (" (atout)" if demand.plus else ""), capital(demand.proof))
        for demand in fit(value, brief.intervener)
        if demand.proof
    ]
    if not rows:
        return ()
    return (grid(("Votre demande", "Ce qui y répond"), rows, (38, 62), f"Réponse de {value.name} au profil demandé"),)


def _trainings(resume: Resume, _: Brief) -> tuple[Node, ...]:
    value = resume.person
    held = sorted(value.trainings, key=lambda t: -t.year)
    summary = f"Formations de {value.name}"
    if not any(t.institution for t in held):
        rows = [(str(t.year), t.title, _measure(t)) for t in held]
        return (grid(("Année", "Formation", "Niveau ou durée"), rows, (11, 68, 21), summary),)
    full = [(str(t.year), t.title, t.institution, _measure(t)) for t in held]
    return (grid(("Année", "Formation", "Organisme", "Niveau ou durée"), full, (11, 48, 23, 18), summary),)


def _measure(training: Training) -> str:
    if training.hours:
        return f"{training.hours} heures"
    return training.level or "–"


def _experiences(resume: Resume, _: Brief) -> tuple[Node, ...]:
    kept = [(i, e) for i, e in enumerate(resume.person.experiences) if i not in resume.trim.experiences]
    return tuple(node for i, e in kept for node in _experience(e, detailed=i not in resume.trim.tasks))


def _experience(experience: Experience, detailed: bool) -> tuple[Node, ...]:
    head = f"{capital(_period(experience.start, experience.end))} : {experience.title}"
    tasks = tuple(Item((Paragraph((Text(task),)),)) for task in experience.tasks) if detailed else ()
    employer = (Text(f", {experience.employer}"),) if experience.employer else ()
    return (Paragraph((Text(head, strong=True), *employer)), *((Listing(tasks),) if tasks else ()))


def _references(resume: Resume, _: Brief) -> tuple[Node, ...]:
    kept = [choice for choice in resume.references if choice.reference.key not in resume.trim.references]
    rows = [_reference(choice) for choice in kept]
    if not rows:
        return ()
    named = any(choice.reference.client for choice in kept)
    mission = "Commanditaire et mission" if named else "Mission"
    head = ("Période", mission, "Public et volume", "Proche de votre demande par")
    summary = f"Références de {resume.person.name} choisies pour cette demande"
    return (grid(head, rows, (13, 37, 27, 23), summary),)


def _reference(choice: Chosen) -> tuple[str, str, str, str]:
    r = choice.reference
    acronym = r.mission[:2].isupper()  # « GAP des cadres » keeps its capital
    told = r.mission if acronym else f"{r.mission[0].lower()}{r.mission[1:]}"
    mission = f"{r.client} : {told}" if r.client else capital(r.mission)
    volume = capital(f"{r.audience} ; {r.volume}" if r.volume else r.audience)
    near = capital(", ".join(choice.covers[:3]) or "choix du candidat")
    return capital(_period(r.start, r.end)), mission, volume, near


def _ethics(resume: Resume, _: Brief) -> tuple[Node, ...]:
    value = resume.person
    items = [Item((Paragraph((Text(line),)),)) for line in (value.supervision, value.ethics) if line]
    return (Listing(tuple(items)),) if items else ()


def _languages(resume: Resume, _: Brief) -> tuple[Node, ...]:
    words = ", ".join(resume.person.languages)
    return (Paragraph((Text(f"{capital(words)}."),)),) if words else ()


def _period(start: int, end: int | None) -> str:
    if end is None:
        return f"depuis {start}"
    return str(start) if start == end else f"{start}–{end}"


_MAKERS: Final[Mapping[CvRubric, Callable[[Resume, Brief], tuple[Node, ...]]]] = {
    "identity": _identity,
    "fit": _fit,
    "trainings": _trainings,
    "experiences": _experiences,
    "references": _references,
    "ethics": _ethics,
    "languages": _languages,
}
