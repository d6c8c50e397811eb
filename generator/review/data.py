"""Words that data say, changed by a reviewer: which field says them, and what it would say then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.compose.dossier import Inputs
from generator.document.typography import french
from generator.review.fields import (
    Field,
    changed,
    fields,
    of_expression,
    origins,
    section_near,
    section_of,
    value_edits,
)
from generator.review.passages import Edit, edits
from generator.review.proposal import Proposal, edits_of


@dataclass(frozen=True, slots=True)
class Datum:
    """Words of a document that come from data: `old` as printed, `new` as the reviewer wrote them.

    `field` says them, or is the section where they come from; `value` is what it would say then, None when only a
    person can tell. `expression` is that of a block; empty for a part that data make. `edit` is the whole line.
    """

    anchor: str
    edit: Edit
    old: str
    new: str
    field: Field | None
    value: str | None
    expression: str = ""

    @property
    def settles(self) -> bool:
        """Whether the field can be changed without a person."""
        return self.field is not None and self.field.writable and self.value is not None


def data_of(inputs: Inputs, proposal: Proposal) -> tuple[Datum, ...]:
    """Every change of this document that touches data."""
    known = fields(inputs)
    return (*_in_blocks(inputs, proposal), *_in_parts(inputs, proposal, known), *_in_frames(inputs, proposal, known))


def _in_blocks(inputs: Inputs, proposal: Proposal) -> Iterator[Datum]:
    """Values that blocks print by an expression."""
    for change in proposal.changes:
        for touched in change.touched:
            source = proposal.sources.get(change.anchor)
            field = of_expression(inputs, touched.expression, touched.old, source.body if source else "")
            value = changed(field, touched.old, touched.new) if field else None
            line = next((e for e in change.edits if touched.old in e.old and touched.new in e.new), None)
            edit = line or Edit("changed", touched.old, touched.new)
            yield Datum(change.anchor, edit, touched.old, touched.new, field, value, touched.expression)


def _in_parts(inputs: Inputs, proposal: Proposal, known: Sequence[Field]) -> Iterator[Datum]:
    """Lines of the parts that data make."""
    made = proposal.outcome
    for part in made.now.parts:
        if part.anchor in proposal.sources or made.nodes[part.anchor] == part.nodes:
            continue
        clash = part.anchor in made.clashes  # then what each reviewer wrote, for nobody's words stand in the data
        each_own = [edit for seen in made.seen for edit in edits_of(seen, part.anchor)]
        for edit in dict.fromkeys(each_own if clash else edits(part.nodes, made.nodes[part.anchor])):
            yield from _line(inputs, proposal.document.key, part.anchor, edit, known)


def _in_frames(inputs: Inputs, proposal: Proposal, known: Sequence[Field]) -> Iterator[Datum]:
    """The running heads and feet, which data make on every page."""
    for seen in proposal.outcome.seen:
        before, after = seen.submission.reviewed.base, seen.submission.reviewed.document
        if before is None:
            continue
        frames = (("en-tête de page", before.header, after.header), ("pied de page", before.footer, after.footer))
        for what, old, new in frames:
            if french(old) != french(new):
                edit = Edit("changed", f"{what} : {old}", f"{what} : {new}")
                found = origins(known, old, new)
                field = found[0] if found else section_of(inputs, "")
                yield Datum("", edit, edit.old, edit.new, field, None)


def _line(inputs: Inputs, key: str, anchor: str, edit: Edit, known: Sequence[Field]) -> Iterator[Datum]:
    found = value_edits(known, edit.old, edit.new) if edit.kind == "changed" else ()
    for each in found:
        yield Datum(anchor, edit, each.old, each.new, each.field, each.value)
    if not found:
        yield Datum(anchor, edit, edit.old, edit.new, section_near(inputs, key, edit.old, edit.new), None)
