"""From an edited tree back to the source of its block: what the reviewer left alone keeps its words and its values.

Each way of writing is tried from the finest to the coarsest, and is kept only once the source that it gives, rendered,
reads as what the reviewer saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from generator.compose.sources import Written
from generator.document.differences import nodes_text
from generator.document.mark_up import markdown_of
from generator.document.tree import Figure, Heading, Node, Paragraph, Remark
from generator.foundation.diagnostic import Level
from generator.review.rewrite_anew import NOWHERE, anew, asked, holdable, lowered, unmarked
from generator.review.rewrite_nodes import Rework
from generator.review.rewrite_patch import Patch, Touched, Unfit
from generator.review.rewrite_source import Body, parted
from generator.review.rewrite_tokens import said, shape, shown
from generator.review.rewrite_trace import Traced, traced
from generator.review.rewrite_words import plainly
from generator.review.shape import comparable_nodes

__all__ = ["Rewritten", "Touched", "rewritten"]

_ROUNDS: Final = 4  # of loops written apart, one inside the other
_REGIONS: Final = 8  # tried one by one
_CONFLICT: Final = "T608"  # put there on purpose, for a person to settle
_SHAPE: Final = "une mise en forme que le bloc ne peut pas tenir : les mots sont gardés, leur présentation change"

Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The new body of a block.

    `touched`: the values that the reviewer changed, now literal. `frozen`: those that are literal though nobody changed
    them. `left` says in French what Markdown can't hold.
    """

    body: str
    touched: tuple[Touched, ...] = ()
    left: tuple[str, ...] = ()
    frozen: tuple[Touched, ...] = ()


def rewritten(source: Written, old: Nodes, new: Nodes) -> Rewritten:
    """The body that renders as `new`; `old` is what the source renders as now.

    Its words are always those of `new`; its shape too, but for what `left` tells.
    """
    drawn, problems = source.render(source.body)
    now, wanted = shown(comparable_nodes(drawn or old)), shown(comparable_nodes(new))
    if shape(now) == shape(wanted):
        return Rewritten(source.body)
    wanted, left = holdable(wanted, frozenset(node.name for node in now if isinstance(node, Figure)))
    job = _Job(source, now, wanted, _questions(drawn or old), frozenset({_CONFLICT, *(p.code for p in problems)}))
    worded: list[Rewritten] = []  # those that have its words, but not its shape
    last = Rewritten(source.body)
    for one in job.ways():
        got = job.drawn(one.body)
        if got is not None and shape(got) == shape(wanted):
            return replace(one, left=left)
        worded += [one] if got is not None and said(got) == said(wanted) else []
        last = one
    return replace(worded[0] if worded else last, left=(*left, _SHAPE))


@dataclass(slots=True)
class _Job:
    """One block to rewrite: what it says now, what it must say, its own questions, the codes of its known problems."""

    source: Written
    now: Nodes
    wanted: Nodes
    questions: dict[int, tuple[Remark, ...]]
    known: frozenset[str]
    seen: dict[str, Nodes | None] = field(default_factory=dict)

    def ways(self) -> Iterator[Rewritten]:
        """Candidates, the best first: the words that changed; whole passages; the block anew; its words alone."""
        first = Body(self.source.body)
        places = traced(self.source, first, self.now, first)
        if places:
            yield from self.patched(places)
        hung = asked(self.wanted, [(nodes_text(self.now[n]), remarks) for n, remarks in self.questions.items()])
        if places:
            patch = Patch(places, self.source.first_line)
            text = anew(patch, hung, range(len(places.leaves)), NOWHERE, self.source.raised)
            yield Rewritten(self.ended(text), tuple(patch.touched), (), tuple(patch.frozen))
        line = self.source.first_line
        frozen = tuple(Touched(tag.expression, line + first.row(tag.start), "", "") for tag in first.tags if tag.value)
        for nodes in (lowered(hung, self.source.raised), unmarked(self.wanted)):
            yield Rewritten(self.ended(plainly(markdown_of(nodes))), (), (), frozen)

    def patched(self, places: Traced) -> Iterator[Rewritten]:
        """The source changed where its words were written; then with the passages that fail written anew."""
        rework, count = self.attempt(places)
        if sum(map(len, rework.patch.turns.values())) > 1:
            everywhere, done = self.attempt(places, everywhere=True)
            if done is not None and (one := _made(everywhere)) and self.gives(one):
                yield one
        for _ in range(_ROUNDS):
            if not rework.patch.turns:
                break
            turns = {loop: frozenset(numbers) for loop, numbers in rework.patch.turns.items()}
            apart = self.retraced(parted(places.body, turns), places)
            if apart is None:
                return
            places = apart
            rework, count = self.attempt(places)
        if rework.patch.turns or count is None:
            return
        if one := _made(rework):
            yield one
        tried = range(count) if 1 < count <= _REGIONS else ()
        fine = {rank for rank in tried if self.fits(places, rank, count)}
        for literal in (False, True):  # a value may begin with a sign that ends the bold before it
            rework, done = self.attempt(places, frozenset(range(count)) - fine, literal=literal)
            if done is not None and not rework.patch.turns and (one := _made(rework)):
                yield one

    def fits(self, places: Traced, rank: int, count: int) -> bool:
        """Whether this region alone, changed finely among others written anew, gives what is wanted."""
        rework, done = self.attempt(places, frozenset(range(count)) - {rank})
        one = _made(rework) if done is not None and not rework.patch.turns else None
        return one is not None and self.gives(one)

    def attempt(
        self,
        places: Traced,
        coarse: frozenset[int] = frozenset(),
        *,
        everywhere: bool = False,
        literal: bool = False,
    ) -> tuple[Rework, int | None]:
        """The changes made in these places, and how many regions there are; None when one can't be made."""
        patch = Patch(places, self.source.first_line, everywhere=everywhere, literal=literal)
        rework = Rework(patch, self.wanted, self.source.raised, self.questions, coarse)
        try:
            return rework, rework.all()
        except Unfit:
            return rework, None

    def retraced(self, body: Body, places: Traced) -> Traced | None:
        """The places in a source that says the same thing otherwise; None when it does not."""
        got = self.drawn(body.text)
        if got is None or shape(got) != shape(places.nodes):
            return None
        return traced(self.source, body, got, places.first)

    def gives(self, one: Rewritten) -> bool:
        """Whether this body reads as what the reviewer saved."""
        got = self.drawn(one.body)
        return got is not None and shape(got) == shape(self.wanted)

    def drawn(self, body: str) -> Nodes | None:
        """What a body renders as, compared; None when it fails, or has a problem that its block did not have."""
        if body not in self.seen:
            nodes, problems = self.source.render(body)
            new = any(problem.code not in self.known for problem in problems if problem.level is Level.BLOCKING)
            self.seen[body] = None if nodes is None or new else shown(comparable_nodes(nodes))
        return self.seen[body]

    def ended(self, text: str) -> str:
        """The text, ended as the source is."""
        return text.rstrip("\n") + ("\n" if self.source.body.endswith("\n") else "")


def _made(rework: Rework) -> Rewritten | None:
    patch = rework.patch
    try:
        return Rewritten(patch.apply(), tuple(patch.touched), (), tuple(patch.frozen))
    except Unfit:
        return None


def _questions(nodes: Nodes) -> dict[int, tuple[Remark, ...]]:
    """The questions that the source itself asks, by node."""
    asking = ((rank, node) for rank, node in enumerate(shown(nodes)) if isinstance(node, Paragraph | Heading))
    found = {rank: tuple(_plain(run) for run in node.runs if isinstance(run, Remark)) for rank, node in asking}
    return {rank: remarks for rank, remarks in found.items() if remarks}


def _plain(remark: Remark) -> Remark:
    """The question as a source says it: composing puts the French spaces back."""
    return Remark(re.sub("[\u00a0\u202f]", " ", plainly(remark.text)))
