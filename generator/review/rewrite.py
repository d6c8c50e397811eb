"""From an edited tree back to the source of its block: what the reviewer left alone keeps its words and its values.

Each way of writing is tried from the finest to the coarsest, and is kept only once the source that it gives, rendered,
reads as what the reviewer saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.compose.sources import Written
from generator.document.differences import nodes_text
from generator.document.mark_up import markdown_of
from generator.document.tree import Figure, Heading, Node, Paragraph, Remark
from generator.review.rewrite_anew import NOWHERE, anew, asked, holdable, unmarked
from generator.review.rewrite_nodes import Rework
from generator.review.rewrite_patch import Patch, Touched, Unfit
from generator.review.rewrite_source import Body, parted
from generator.review.rewrite_tokens import said, shape, shown
from generator.review.rewrite_trace import Traced, traced
from generator.review.shape import comparable_nodes

__all__ = ["Rewritten", "Touched", "rewritten"]

_ROUNDS: Final = 4  # of loops written apart, one inside the other
_REGIONS: Final = 8  # tried one by one

Nodes = tuple[Node, ...]
Questions = dict[int, tuple[Remark, ...]]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The new body of a block. `touched`: the values that the reviewer changed, now literal; `frozen`: those that are
    literal though nobody changed them; `left` says in French what Markdown can't hold.
    """

    body: str
    touched: tuple[Touched, ...] = ()
    left: tuple[str, ...] = ()
    frozen: tuple[Touched, ...] = ()


def rewritten(source: Written, old: Nodes, new: Nodes) -> Rewritten:
    """The body that renders as `new`; `old` is what the source renders as now."""
    drawn, _ = source.render(source.body)
    now, wanted = shown(comparable_nodes(drawn or old)), shown(comparable_nodes(new))
    if shape(now) == shape(wanted):
        return Rewritten(source.body)
    wanted, left = holdable(wanted, frozenset(node.name for node in now if isinstance(node, Figure)))
    best: Rewritten | None = None
    for one in _ways(source, now, wanted, _questions(drawn or old)):
        got = _drawn(source, one.body)
        if got is not None and shape(got) == shape(wanted):
            return Rewritten(one.body, one.touched, left, one.frozen)
        if best is None and got is not None and said(got) == said(wanted):
            best = one
    assert best is not None, "the words alone can always be written"
    return Rewritten(best.body, best.touched, (*left, _SHAPE), best.frozen)


_SHAPE: Final = "une mise en forme que le bloc ne peut pas tenir : les mots sont gardés, leur présentation change"


def _ways(source: Written, now: Nodes, wanted: Nodes, questions: Questions) -> Iterator[Rewritten]:
    """Candidates, the best first: the words that changed; whole passages; the block anew; its words alone."""
    first = Body(source.body)
    places = traced(source, first, now, first)
    if places:
        yield from _patched(source, places, wanted, questions)
    hung = asked(wanted, [(nodes_text(now[rank]), remarks) for rank, remarks in questions.items()])
    if places:
        patch = Patch(places, source.first_line)
        text = anew(patch, hung, range(len(places.leaves)), NOWHERE, source.raised)
        yield Rewritten(_ended(source, text), tuple(patch.touched), (), tuple(patch.frozen))
    frozen = _literal(places, source)
    lower = tuple(_lower(node, source.raised) for node in hung)
    yield Rewritten(_ended(source, markdown_of(lower)), (), (), frozen)
    yield Rewritten(_ended(source, markdown_of(unmarked(wanted))), (), (), frozen)


def _patched(source: Written, places: Traced, wanted: Nodes, questions: Questions) -> Iterator[Rewritten]:
    """The source changed where its words were written; then the same with the passages that fail written anew."""
    for _ in range(_ROUNDS):
        rework, count = _attempt(source, places, wanted, questions, frozenset())
        if not rework.patch.turns:
            break
        body = parted(places.body, {loop: frozenset(turns) for loop, turns in rework.patch.turns.items()})
        again = _retraced(source, body, places)
        if again is None:
            return
        places = again
    if rework.patch.turns or count is None:
        return
    if one := _made(rework):
        yield one
    if count == 1 or count > _REGIONS:
        coarse = frozenset(range(count))
    else:
        coarse = frozenset(rank for rank in range(count) if not _fits(source, places, wanted, questions, rank, count))
    again_, _count = _attempt(source, places, wanted, questions, coarse)
    if _count is not None and not again_.patch.turns and (one := _made(again_)):
        yield one


def _fits(source: Written, places: Traced, wanted: Nodes, questions: Questions, rank: int, count: int) -> bool:
    """Whether this region alone, changed finely among others written anew, gives what is wanted."""
    others = frozenset(range(count)) - {rank}
    rework, made = _attempt(source, places, wanted, questions, others)
    one = _made(rework) if made is not None and not rework.patch.turns else None
    got = _drawn(source, one.body) if one else None
    return got is not None and shape(got) == shape(wanted)


def _attempt(
    source: Written, places: Traced, wanted: Nodes, questions: Questions, coarse: frozenset[int]
) -> tuple[Rework, int | None]:
    rework = Rework(Patch(places, source.first_line), wanted, source.raised, questions, coarse)
    try:
        return rework, rework.all()
    except Unfit:
        return rework, None


def _made(rework: Rework) -> Rewritten | None:
    patch = rework.patch
    try:
        return Rewritten(patch.apply(), tuple(patch.touched), (), tuple(patch.frozen))
    except Unfit:
        return None


def _retraced(source: Written, body: Body, places: Traced) -> Traced | None:
    """The places in a source that says the same thing otherwise; None when it does not."""
    got = _drawn(source, body.text)
    if got is None or shape(got) != shape(places.nodes):
        return None
    return traced(source, body, got, places.first)


def _drawn(source: Written, body: str) -> Nodes | None:
    """What a body renders as, compared; None when anything is wrong with it."""
    nodes, problems = source.render(body)
    if nodes is None or any(problem.level == "error" for problem in problems):
        return None
    return shown(comparable_nodes(nodes))


def _questions(nodes: Nodes) -> Questions:
    """The questions that the source itself asks, by node."""
    found: Questions = {}
    for rank, node in enumerate(shown(nodes)):
        if isinstance(node, Paragraph | Heading):
            remarks = tuple(run for run in node.runs if isinstance(run, Remark))
            found.update({rank: remarks} if remarks else {})
    return found


def _literal(places: Traced | None, source: Written) -> tuple[Touched, ...]:
    """Every value of the source, none of which stays."""
    body = places.body if places else Body(source.body)
    return tuple(
        Touched(tag.expression, source.first_line + body.row(tag.start), "", "") for tag in body.tags if tag.value
    )


def _lower(node: Node, raised: int) -> Node:
    from dataclasses import replace

    return replace(node, level=min(node.level + raised, 4)) if isinstance(node, Heading) else node


def _ended(source: Written, text: str) -> str:
    """The text, ended as the source is."""
    return text.rstrip("\n") + ("\n" if source.body.endswith("\n") else "")


