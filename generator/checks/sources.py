"""Where the words that a finding speaks of were written: the block and its line, when a block says them."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.finished import Finished, Noted, Passage
from generator.document.plain import plain
from generator.document.tree import Document, Part
from generator.document.typography import folded
from generator.foundation.diagnostic import Span


def sourced(finished: Finished, noted: Noted) -> Noted:
    """The finding with its source; as it was when somebody typed the words in a finished file, or data made them."""
    span = noted.finding.span
    if noted.passage is None or span is None or not span.file.startswith("build/"):
        return noted
    source = source_of(finished, noted.passage)
    return replace(noted, finding=replace(noted.finding, source=source)) if source else noted


def source_of(finished: Finished, passage: Passage) -> Span | None:
    """The line of the block that says these words in this document."""
    dossier = finished.dossier
    documents = (each for each in (*dossier.documents, *dossier.aside) if each.slug == passage.slug)
    wanted = folded(passage.words.rstrip("…"))
    for part in (part for document in documents for part in document.parts):
        if part.origin and part.origin.file and wanted in _said(part):
            said = (node for node in part.nodes if wanted in _said(Part("", (node,))))
            return Span(part.origin.file, next((getattr(node, "line", 0) for node in said), 0))
    return None


def _said(part: Part) -> str:
    return folded(" ".join(plain(Document("", "", "", parts=(part,)))))
