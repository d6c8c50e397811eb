"""What cases of the family « agreement » do: a block, the plan or a file that says something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from generator.checks.finished import Finished, Printed
from generator.document.plain import plain
from generator.document.tree import Document, Paragraph, Part, Text


def _composed(finished: Finished, slug: str, words: str) -> Finished:
    """A paragraph more in the text that the offer composes, and in the file: a block wrote it."""
    more = Part("", (Paragraph((Text(words),)),))

    def longer(document: Document) -> Document:
        return replace(document, parts=(*document.parts, more)) if document.slug == slug else document

    def printed(one: Printed) -> Printed:
        tree = longer(one.tree) if one.docx == f"{slug}.docx" else one.tree
        return replace(one, tree=tree, words=plain(tree))

    dossier = finished.dossier
    dossier = replace(
        dossier, candidature=tuple(map(longer, dossier.candidature)), offre=tuple(map(longer, dossier.offre))
    )
    return replace(finished, dossier=dossier, printed=tuple(map(printed, finished.printed)))


def block_says_another_day(finished: Finished) -> Finished:
    """A block holds the day that would take the place of the first session's."""
    return _composed(finished, "note-methodologique", "La première séance a lieu le jeudi 19 octobre 2023.")


def block_says_twelve(finished: Finished) -> Finished:
    """A block holds the size of another client's group."""
    return _composed(finished, "note-methodologique", "Le groupe réunit 12 participants.")


def block_says_six_sessions(finished: Finished) -> Finished:
    """A block holds another client's number of sessions."""
    return _composed(finished, "note-methodologique", "Nous animons six séances par an.")


def block_names_another(finished: Finished) -> Finished:
    """A block names somebody who is not of this offer."""
    return _composed(finished, "note-methodologique", "Chaque séance est animée par Inès Modèle.")


def session_moved(finished: Finished) -> Finished:
    """The second session a fortnight later, after the documents were printed."""
    schedule = finished.dossier.schedule
    second = schedule.sessions[1]
    moved = replace(second, day=second.day + timedelta(days=7))
    events = tuple(moved if event is second else event for event in schedule.events)
    return replace(finished, dossier=replace(finished.dossier, schedule=replace(schedule, events=events)))
