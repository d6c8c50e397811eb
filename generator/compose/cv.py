"""An intervener's CV for one offer: professional data, fit to the demanded profile, references chosen for it."""

from __future__ import annotations

from generator.brief.brief import Brief
from generator.compose.dossier import Person
from generator.compose.tables import fields, grid
from generator.document.anchors import anchor
from generator.document.tree import Document, Heading, Item, Listing, Node, Paragraph, Part, Text
from generator.document.typography import capital
from generator.team.fit import fit
from generator.team.intervener import Experience, Intervener, Training
from generator.team.references import chosen

ROLES = {
    "lead": "Anime toutes les séances et les réunions",
    "animator": "Anime des groupes du dispositif",
    "substitute": "Remplace l'intervenant en cas d'empêchement",
}


def cv_document(person: Person, brief: Brief, candidate: str) -> Document:
    """The bare CV."""
    value = person.file.value
    sections = (
        ("presentation", None, (Paragraph((Text(value.summary),), "lead"), _identity(person, candidate))),
        ("profil", "Réponse au profil demandé", _fit(value, brief)),
        ("formation", "Formation", _trainings(value)),
        (
            "experience",
            "Expérience professionnelle",
            tuple(n for e in value.experiences for n in _experience(e)),
        ),
        ("references", "Références choisies pour cette demande", _references(person, brief)),
        ("cadre", "Supervision et déontologie", _ethics(value)),
    )
    key = f"cv-{person.key}"
    parts = tuple(Part(anchor(key, name), _titled(title, nodes)) for name, title, nodes in sections if nodes)
    return Document("cv", key, f"CV – {value.name}", value.title, parts=parts)


def _titled(title: str | None, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    return (Heading(1, (Text(title),), numbered=False), *nodes) if title else nodes


def _identity(person: Person, candidate: str) -> Node:
    value = person.file.value
    years = f"{value.years} ans d'animation de groupes d'analyse des pratiques"
    return fields(
        [
            ("Profil", capital(value.profile)),
            ("Rôle dans ce dispositif", ROLES[person.member.role]),
            ("Lien avec le candidat", capital(f"{value.status}, {candidate}")),
            ("Expérience", years),
            *([("Langues", capital(", ".join(value.languages)))] if value.languages else []),
        ],
        summary=f"Identité professionnelle de {value.name}",
    )


def _fit(value: Intervener, brief: Brief) -> tuple[Node, ...]:
    rows = [
        (capital(demand.words) + (" (atout)" if demand.plus else ""), capital(demand.proof))
        for demand in fit(value, brief.intervener)
        if demand.proof
    ]
    if not rows:
        return ()
    return (grid(("Votre demande", "Ce qui y répond"), rows, (38, 62), f"Réponse de {value.name} au profil demandé"),)


def _trainings(value: Intervener) -> tuple[Node, ...]:
    rows = [(str(t.year), t.title, t.institution, _measure(t)) for t in sorted(value.trainings, key=lambda t: -t.year)]
    return (
        grid(
            ("Année", "Formation", "Organisme", "Niveau ou durée"),
            rows,
            (11, 48, 23, 18),
            f"Formations de {value.name}",
        ),
    )


def _measure(training: Training) -> str:
    if training.hours:
        return f"{training.hours} heures"
    return training.level or "–"


def _experience(experience: Experience) -> tuple[Node, ...]:
    head = f"{capital(_period(experience.start, experience.end))} : {experience.title}"
    tasks = tuple(Item((Paragraph((Text(task),)),)) for task in experience.tasks)
    listing = (Listing(tasks),) if tasks else ()
    return (Paragraph((Text(head, strong=True), Text(f", {experience.employer}"))), *listing)


def _references(person: Person, brief: Brief) -> tuple[Node, ...]:
    rows = []
    for choice in chosen(person.file.value, person.member, brief):
        r = choice.reference
        volume = capital(f"{r.audience} ; {r.volume}" if r.volume else r.audience)
        near = capital(", ".join(choice.covers[:3]) or "choix du candidat")
        rows.append(
            (
                capital(_period(r.start, r.end)),
                f"{r.client} : {r.mission[0].lower()}{r.mission[1:]}",
                volume,
                near,
            )
        )
    if not rows:
        return ()
    head = ("Période", "Commanditaire et mission", "Public et volume", "Proche de votre demande par")
    return (
        grid(
            head,
            rows,
            (13, 37, 27, 23),
            f"Références de {person.file.value.name} choisies pour cette demande",
        ),
    )


def _ethics(value: Intervener) -> tuple[Node, ...]:
    items = [Item((Paragraph((Text(line),)),)) for line in (value.supervision, value.ethics) if line]
    return (Listing(tuple(items)),) if items else ()


def _period(start: int, end: int | None) -> str:
    if end is None:
        return f"depuis {start}"
    return str(start) if start == end else f"{start}–{end}"
