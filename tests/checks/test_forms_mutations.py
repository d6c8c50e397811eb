"""Each box, answer and title of the forms of an offer, changed one at a time: seen each time, by few checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from generator.checks.finished import Finished
from generator.checks.forms.copies import copies
from generator.checks.forms.rows import FAMILY
from generator.document.tree import Cell, Document, Heading, Node, Paragraph, Row, Signature, Table, Text, nodes
from generator.foundation.diagnostic import Level
from tests.checks.cases import with_document

CLIENT = "departement"  # every kind of form but the statement on honour and the power of a mandataire
Changed = tuple[str, Finished]


def each(finished: Finished, change: Callable[[Document], Iterator[tuple[str, Document]]]) -> Iterator[Changed]:
    """The offer with one thing changed in one form, then with another."""
    for copy in copies(finished):
        assert copy.printed
        for told, tree in change(copy.printed.tree):
            yield f"{copy.slug}: {told}", with_document(finished, copy.slug, lambda _, tree=tree: tree)


def instead(tree: Document, index: int, *made: Node) -> Document:
    every = nodes(tree)
    part = replace(tree.parts[0], nodes=(*every[:index], *made, *every[index + 1 :]))
    return replace(tree, parts=(part,))


def flipped(tree: Document) -> Iterator[tuple[str, Document]]:
    """Each box, ticked or not."""
    turned = str.maketrans("☐☒", "☒☐")
    for i, node in enumerate(nodes(tree)):
        opening = next(iter(node.runs), None) if isinstance(node, Paragraph) else None
        if isinstance(node, Paragraph) and isinstance(opening, Text) and opening.value[:1] in {"☐", "☒"}:
            first = replace(opening, value=opening.value.translate(turned))
            yield first.value, instead(tree, i, replace(node, runs=(first, *node.runs[1:])))


def retyped(tree: Document) -> Iterator[tuple[str, Document]]:
    """Each last cell of each row, said otherwise."""
    for i, node in enumerate(nodes(tree)):
        for j, row in enumerate(node.rows if isinstance(node, Table) else ()):
            other = Cell((Paragraph((Text("Autre chose 9"),)),))
            rows = (*node.rows[:j], Row((*row.cells[:-1], other)), *node.rows[j + 1 :])
            yield f"row {j} of {node.summary}", instead(tree, i, replace(node, rows=rows))


def cut(kind: type[Any]) -> Callable[[Document], Iterator[tuple[str, Document]]]:
    def each_cut(tree: Document) -> Iterator[tuple[str, Document]]:
        for i, node in enumerate(nodes(tree)):
            if isinstance(node, kind):
                yield f"{kind.__name__} {i}", instead(tree, i)

    return each_cut


# What is changed, how many there are at least, how many checks may see one. What stands under a title that was removed
# is read under the one before: its answers look doubled.
MUTATIONS: dict[str, tuple[Callable[[Document], Iterator[tuple[str, Document]]], int, int]] = {
    "box": (flipped, 90, 1),
    "answer": (retyped, 120, 1),
    "title": (cut(Heading), 80, 3),
    "signature": (cut(Signature), 4, 1),
    "table": (cut(Table), 40, 2),
}


@pytest.mark.parametrize("kind", MUTATIONS)
def test_every_change_is_seen_by_few(kind, finished_of):
    change, least, most = MUTATIONS[kind]
    seen = 0
    for told, spoiled in each(finished_of(CLIENT), change):
        found = {check.id: check.level for check in FAMILY.checks if check.judge(spoiled)}
        assert found, f"{told}: nobody saw it"
        assert len(found) <= most, f"{told}: {sorted(found)}"
        if kind in {"box", "title", "signature"}:
            assert Level.BLOCKING in found.values(), told
        seen += 1
    assert seen >= least
