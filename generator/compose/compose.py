"""Composes the dossier: every document of the offer, framed alike, in French typography."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.compose.answers import pending, recalled
from generator.compose.cost import cost_document
from generator.compose.cost_lists import price_lists
from generator.compose.documents import papers
from generator.compose.dossier import Dossier, Inputs
from generator.compose.matrix import matrix, with_matrix
from generator.compose.names import names
from generator.compose.note import note_document
from generator.compose.planning import planning_document
from generator.compose.resumes import ANONYMOUS, resumes
from generator.document.tree import Document, Figure
from generator.document.typography import french_document
from generator.foundation.diagnostic import Diagnostics, blocks
from generator.library.select import Choice
from generator.planning.schedule import Schedule
from generator.pricing.quote import Quote

SPECIMEN, DRAFT = "SPÉCIMEN", "BROUILLON"
LONGEST = 90


def compose(
    inputs: Inputs,
    schedule: Schedule,
    quote: Quote,
    choices: tuple[Choice, ...],
    forms: tuple[tuple[Document, ...], tuple[Document, ...]],
    pictures: tuple[Figure, ...],
) -> tuple[Dossier, Diagnostics]:
    """Every document of the offer, and its blocks' problems; `forms`: the candidature's, then those with a price."""
    declared, engaging = forms
    brief, candidate = inputs.brief.value, inputs.candidate.value
    known, figures = names(inputs, schedule, quote), {picture.name: picture for picture in pictures}
    note, problems = note_document(inputs, choices, known, figures)
    people = resumes(inputs, schedule)
    documents, slips = papers(inputs, schedule, known, figures)
    offre = (
        note,
        planning_document(schedule, brief, inputs.offer.value, candidate, pictures, _named(inputs)),
        *people.offre,
        cost_document(quote, brief, inputs.offer.value, candidate),
        *price_lists(quote, brief, inputs.offer.value, candidate),
        *documents.demanded,
        *engaging,
    )
    lines = matrix(inputs, choices, declared, offre)
    dossier = Dossier(
        inputs,
        schedule,
        quote,
        choices,
        framed(declared, inputs),
        framed((with_matrix(note, lines), *offre[1:]), inputs),
        aside=framed((*people.aside, *documents.aside), inputs),
    )
    return dossier, (*problems, *slips)


def _named(inputs: Inputs) -> dict[str, str]:
    """The name of each member of the team, by key."""
    return {person.key: person.file.value.name for person in inputs.team}


def stamped(dossier: Dossier, problems: Diagnostics) -> Dossier:
    """The dossier with its mark on each page: example data, or a draft that something blocks."""
    dossier = marked(dossier, SPECIMEN if dossier.inputs.specimen else "")
    return draft(dossier) if blocks(problems) else dossier


def draft(dossier: Dossier) -> Dossier:
    """The dossier marked as a draft."""
    return marked(dossier, f"{dossier.mark} – {DRAFT}" if dossier.mark else DRAFT)


def marked(dossier: Dossier, mark: str) -> Dossier:
    """The dossier with this mark on each page of each document."""
    candidature = tuple(replace(document, mark=mark) for document in dossier.candidature)
    offre = tuple(replace(document, mark=mark) for document in dossier.offre)
    aside = tuple(replace(document, mark=mark) for document in dossier.aside)
    return replace(dossier, candidature=candidature, offre=offre, aside=aside, mark=mark)


def framed(documents: Iterable[Document], inputs: Inputs) -> tuple[Document, ...]:
    """The documents with their running head and foot, their author, and French typography.

    One without names does not say who answers either: the candidate is the person's employer. Nor does it bring back
    remarks, which may name.
    """
    brief, candidate = inputs.brief.value, inputs.candidate.value
    made = []
    for document in documents:
        hidden = document.slug.endswith(ANONYMOUS)
        header = document.title if hidden else shortened(f"{candidate.name} – {document.title}")
        footer = shortened(brief.reference or brief.title)
        author = "" if hidden else candidate.name
        whole = french_document(replace(document, header=header, footer=footer, author=author))
        made.append(whole if hidden else recalled(whole, pending(inputs), candidate.name))
    return tuple(made)


def shortened(text: str) -> str:
    """The text, cut for a running head or foot."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
