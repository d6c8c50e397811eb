"""The team of an offer as its author looks at it: references and why, gaps, pages; a CV out to JSON, or in from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.build.fitting import fitted, most_pages, resume_documents
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.compose.dossier import Dossier, Person
from generator.compose.resumes import duties, picked
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostics, Rejected, Span, error, near_miss, ordered
from generator.foundation.record import read_record
from generator.team.anonymous import alias
from generator.team.fit import Fit, fit
from generator.team.intervener import Intervener
from generator.team.references import gaps, reason
from generator.writers.pdf.compile import write

FOLDER = "boilerplate/interveners"


@dataclass(frozen=True, slots=True)
class Seen:
    """One CV: `references` are keys, clients and reasons; `pages` are those of its PDF, `most` those allowed."""

    key: str
    name: str
    alias: str
    file: str
    role: str
    references: tuple[tuple[str, str, str], ...]
    left: tuple[str, ...]  # keys of the references that were not taken
    gaps: tuple[str, ...]
    fit: tuple[Fit, ...]
    pages: int
    most: int


def staffed(workspace: Path, client: str) -> tuple[tuple[Seen, ...] | None, Diagnostics]:
    """Each intervener of the offer, and what is wrong; None when the offer can't be composed."""
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        return None, ordered(problems)
    dossier, problems = dossier_of(inputs)
    if dossier is None:
        return None, ordered(problems)
    known: dict[Document, int] = {}

    def pages(document: Document) -> int:
        if document not in known:
            known[document] = write(document, inputs.theme.value, inputs.offer.value.date).pages
        return known[document]

    dossier, cuts = fitted(dossier, pages)
    documents = resume_documents(dossier)
    return tuple(
        _seen(dossier, person, pages(document))
        for person, document in zip(inputs.team, documents, strict=True)
    ), cuts


def _seen(dossier: Dossier, person: Person, pages: int) -> Seen:
    inputs, brief = dossier.inputs, dossier.inputs.brief.value
    choices = picked(inputs, person)
    taken = [choice.reference.key for choice in choices]
    return Seen(
        person.key,
        person.file.value.name,
        alias(inputs.team.index(person)),
        f"{FOLDER}/{person.key}.yaml",
        duties(inputs, dossier.schedule, person),
        tuple((choice.reference.key, choice.reference.client, reason(choice, brief)) for choice in choices),
        tuple(r.key for r in person.file.value.references if r.key not in taken),
        gaps(choices, brief),
        fit(person.file.value, brief.intervener),
        pages,
        most_pages(inputs),
    )


def exported(workspace: Path, key: str) -> bytes:
    """The JSON Resume of an intervener; raises Rejected for one that does not exist or can't be read."""
    from generator.writers.resume import resume_json

    known = sorted(path.stem for path in (workspace / FOLDER).glob("*.yaml"))
    if key not in known:
        hint = near_miss(key, known) or f"fichiers de {FOLDER}/ : " + (", ".join(known) or "aucun")
        raise Rejected([error("E924", Span(FOLDER), f"intervenant inconnu « {key} »", hint)], 2)
    loaded, problems = read_record(workspace / FOLDER / f"{key}.yaml", f"{FOLDER}/{key}.yaml", Intervener)
    if loaded is None:
        raise Rejected(problems)
    return resume_json(loaded.value)
