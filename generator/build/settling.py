"""Values of offer.yaml that a reviewer changed in a document: taken only when all that follows is what he wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.build.proposing import Held, proposals_of
from generator.build.rehearsal import blocking, judged, put, scratch, text_of
from generator.document.tree import Node
from generator.document.typography import french
from generator.foundation.diagnostic import Rejected
from generator.review.data import Datum, data_of
from generator.review.outcome import Outcome
from generator.review.passages import lines_of, paired
from generator.review.proposal import Proposal
from generator.review.writing import Writing, write_field


def settled(
    workspace: Path, client: str, held: Held, first: Sequence[Proposal], tried: Sequence[Datum]
) -> tuple[Datum, ...]:
    """The values that can be changed: nothing new blocks, and no line around is left by a reviewer as it was."""
    if not tried:
        return ()
    before = blocking(judged(workspace, client)[1])
    kept: list[Datum] = []
    for datum in {(d.field.path, d.value): d for d in tried if d.field}.values():
        with scratch(workspace, client) as copy:
            writing = Writing(client, partial(text_of, copy))
            if not all(write_field(writing, each) for each in (*kept, datum)):
                continue
            put(copy, writing.texts, {})
            try:
                dossier, problems = judged(copy, client)
            except Rejected:
                continue
            after = proposals_of(dossier, held)
            left = [(d.anchor, d.edit) for p in after for d in data_of(dossier.inputs, p)]
            if (datum.anchor, datum.edit) in left or blocking(problems) - before:
                continue
            if all(_agreed(one, two.outcome, datum) for one, two in zip(first, after, strict=True)):
                kept.append(datum)
    return tuple(kept)


def _agreed(first: Proposal, after: Outcome, datum: Datum) -> bool:
    """Whether each line around the change that says the value anew is one that the reviewers wrote so.

    Around is the passage itself in a note, where one corrects a place once and means it everywhere; elsewhere the
    whole document: a time corrected in one row of a planning is that of one session.
    """
    now = {part.anchor: part.nodes for part in after.now.parts}
    read = [{part.anchor: part.nodes for part in seen.matched.parts} for seen in first.outcome.seen]
    for part in first.outcome.now.parts:
        around = first.document.key != "note" or part.anchor == datum.anchor
        if around and now.get(part.anchor) != part.nodes:
            others = [_lines(nodes.get(part.anchor, ())) for nodes in read]
            if not _followed(_lines(part.nodes), _lines(now.get(part.anchor, ())), others, datum):
                return False
    return True


def _followed(old: list[str], new: list[str], read: list[list[str]], datum: Datum) -> bool:
    """Whether, wherever the value stood and changes, somebody wrote it so and nobody wrote something else."""
    said, wanted = french(datum.old), french(datum.new)
    pairs = [_paired(old, lines) for lines in read]
    for i, j in _paired(old, new).items():
        if old[i] == new[j] or said not in old[i]:
            continue  # the line stays, or only follows from the value: a length, a total
        theirs = [lines[pair[i]] if i in pair else "" for pair, lines in zip(pairs, read, strict=True)]
        # « 12 h » is also in « 12 h 30 »: the former value must have gone too.
        wrote = [wanted in line and line.count(said) < old[i].count(said) for line in theirs]
        if not any(wrote) or not all(each or line == old[i] for each, line in zip(wrote, theirs, strict=True)):
            return False
    return True


def _paired(old: list[str], new: list[str]) -> Mapping[int, int]:
    return {i: j for i, j in paired(old, new) if i is not None and j is not None}


def _lines(nodes: Sequence[Node]) -> list[str]:
    return [french(line) for node in nodes for line in lines_of(node)]
