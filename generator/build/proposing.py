"""One proposal for each document under review."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.build.fitting import as_printed
from generator.compose.dossier import Dossier
from generator.compose.sources import sources
from generator.document.tree import Document
from generator.review.outcome import Submission
from generator.review.proposal import Proposal, propose

Held = Mapping[str, tuple[Submission, ...]]
"""Reviewed files by the document that they are."""


def proposals_of(
    dossier: Dossier, held: Held, before: Mapping[str, Document] = MappingProxyType({})
) -> tuple[Proposal, ...]:
    """What the reviewed files propose, document by document.

    `before`: the documents as the sources said them, when this dossier has values of the review already.
    """
    dossier = as_printed(dossier, held)
    known = sources(dossier)
    documents = {document.slug: document for document in (*dossier.documents, *dossier.aside)}
    made = []
    for slug, submissions in held.items():
        document = documents[slug]
        anchors = {part.anchor for part in document.parts}
        own = {name: source for name, source in known.items() if name in anchors}
        made.append(propose(dossier, document, submissions, own, before.get(slug)))
    return tuple(made)
