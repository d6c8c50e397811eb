"""What happens to the pieces, the answers and the table of demands of an offer: Finished → Finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from generator.checks.finished import Finished, Printed
from generator.compose.matrix import PART, block_anchor
from generator.document.inlines import plain_text
from generator.document.plain import plain
from generator.document.tree import Document, PageOf, Paragraph, Part, Row, Table, Text

CONFIDENTIAL = ("cadre-confidentialite", "restitution-confidentielle")  # they answer R25


def _note(finished: Finished, change: Callable[[Document], Document]) -> Finished:
    def one(printed: Printed) -> Printed:
        if printed.key != "note":
            return printed
        tree = change(printed.tree)
        assert tree != printed.tree, "nothing changed"
        return replace(printed, tree=tree, words=plain(tree))

    return replace(finished, printed=tuple(map(one, finished.printed)))


def _without_parts(*anchors: str) -> Callable[[Document], Document]:
    return lambda tree: replace(tree, parts=tuple(part for part in tree.parts if part.anchor not in anchors))


def _rows(tree: Document, change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> Document:
    """The note with the rows of its table of demands changed."""

    def part(one: Part) -> Part:
        tabled = tuple(replace(n, rows=change(n.rows)) if isinstance(n, Table) else n for n in one.nodes)
        return replace(one, nodes=tabled) if one.anchor == PART else one

    return replace(tree, parts=tuple(map(part, tree.parts)))


def _tells(row: Row, words: str) -> bool:
    return any(words in plain_text(p.runs) for cell in row.cells for p in cell.paragraphs)


# --- the table of demands


def row_removed(finished: Finished) -> Finished:
    """In Word, somebody deletes the row of « Reposer sur le volontariat »."""
    return _note(finished, lambda t: _rows(t, lambda rows: tuple(r for r in rows if not _tells(r, "volontariat"))))


def matrix_removed(finished: Finished) -> Finished:
    """In Word, somebody deletes the whole table of demands."""
    return _note(finished, _without_parts(PART))


def page_typed(finished: Finished) -> Finished:
    """In Word, somebody types a page over the one that Word counts."""

    def typed(value: Any) -> Any:
        if isinstance(value, PageOf):
            return Text("12")
        if isinstance(value, tuple):
            return tuple(map(typed, value))
        return value

    def row(one: Row) -> Row:
        if not _tells(one, "volontariat"):
            return one
        return replace(
            one,
            cells=tuple(
                replace(c, paragraphs=tuple(Paragraph(typed(p.runs)) for p in c.paragraphs)) for c in one.cells
            ),
        )

    return _note(finished, lambda tree: _rows(tree, lambda rows: tuple(map(row, rows))))


def section_removed(finished: Finished) -> Finished:
    """In Word, somebody deletes the section that speaks of the room, and leaves its row in the table."""
    return _note(finished, _without_parts(block_anchor("logistique-salle")))


def pages_moved(finished: Finished) -> Finished:
    """The PDF of the note prints pages that are one too few."""
    moved = tuple(
        replace(line, answers=tuple(replace(answer, page=answer.page + 1) for answer in line.answers))
        for line in finished.matrix
    )
    assert moved
    return replace(finished, matrix=moved)


# --- the answers


def confidentiality_removed(finished: Finished) -> Finished:
    """In Word, somebody deletes all that the note says of confidentiality."""
    return _note(finished, _without_parts(*map(block_anchor, CONFIDENTIAL)))


def bookmarks_lost(finished: Finished) -> Finished:
    """Another program drops the hidden bookmarks of the note; every word stays."""
    return _note(finished, lambda tree: replace(tree, parts=tuple(replace(part, anchor="") for part in tree.parts)))


def _answering(words: str) -> Callable[[Finished], Finished]:
    """In Word, somebody replaces all that the note says of confidentiality by these words."""
    said = (Paragraph((Text(words),)),)
    anchors = set(map(block_anchor, CONFIDENTIAL))

    def changed(tree: Document) -> Document:
        return replace(tree, parts=tuple(replace(p, nodes=said) if p.anchor in anchors else p for p in tree.parts))

    return lambda finished: _note(finished, changed)


def confidentiality_named(finished: Finished) -> Finished:
    """The note only names confidentiality."""
    return _answering("Les échanges sont confidentiels.")(finished)


def confidentiality_vague(finished: Finished) -> Finished:
    """The note answers at length, and never says a word of the demand nor a fact of the consultation."""
    vague = (
        "Nous y accordons la plus grande importance. Notre organisme s'appuie sur une longue expérience et sur des "
        "valeurs fortes, que nous mettons au service de nos clients depuis toujours, avec sérieux, écoute et souplesse."
    )
    return _answering(vague)(finished)


# --- the pieces


def second_planning(finished: Finished) -> Finished:
    """The planning is there twice, an old version beside the new one."""
    planning = next(printed for printed in finished.printed if printed.key == "planning")
    old = replace(planning, docx="planning-ancien.docx", pdf="depot/2-offre/99-planning-ancien.pdf")
    return replace(finished, printed=(*finished.printed, old))


def annex_twice(finished: Finished) -> Finished:
    """The insurance certificate is attached under two names."""
    inputs = finished.dossier.inputs
    again = ("assurance-bis", dict(inputs.annexes)["assurance"])
    return replace(
        finished, dossier=replace(finished.dossier, inputs=replace(inputs, annexes=(*inputs.annexes, again)))
    )


def insured_twice(finished: Finished) -> Finished:
    """Two certificates of insurance, one for each year: two files."""
    inputs = finished.dossier.inputs
    loaded = dict(inputs.annexes)["assurance"]
    other = replace(loaded, value=loaded.value.model_copy(update={"file": "assurance-annee-suivante.pdf"}))
    annexes = (*inputs.annexes, ("assurance-annee-suivante", other))
    return replace(finished, dossier=replace(finished.dossier, inputs=replace(inputs, annexes=annexes)))
