"""From an edited tree back to the source of its block: what the reviewer did not touch keeps its words and its values."""

from __future__ import annotations

from dataclasses import dataclass

from generator.compose.sources import Written
from generator.document.mark_up import markdown_of
from generator.document.tree import Node
from generator.review.shape import comparable_nodes


@dataclass(frozen=True, slots=True)
class Touched:
    """A `{{ expression }}` at `line` of its file, which printed `old`; the reviewer wrote `new` in its place."""

    expression: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The new body of a block; `left` says in French what Markdown can't hold."""

    body: str
    touched: tuple[Touched, ...] = ()
    left: tuple[str, ...] = ()


def rewritten(source: Written, old: tuple[Node, ...], new: tuple[Node, ...]) -> Rewritten:
    """The body that renders as `new`; `old` is what the source renders as now."""
    if comparable_nodes(old) == comparable_nodes(new):
        return Rewritten(source.body)
    return Rewritten(markdown_of(new))
