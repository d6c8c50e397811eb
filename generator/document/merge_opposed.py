"""Versions that an earlier review opposed: a later one merges with each of them as with the passage that stands.

Without this, whoever keeps the opposed version would lose what was accepted since in its other sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.document.differences import aligned, nodes_text, similarity
from generator.document.tree import Callout, Listing, Node, Paragraph, Text

GONE: Final = Paragraph((Text("Passage supprimé.", emphasis=True),))
"""Stands for an opposed version that deletes the passage."""

Flow = tuple[Paragraph | Listing, ...]
Blend = Callable[[tuple[Node, ...], Flow, tuple[Node, ...]], Flow | None]
"""The opposed version of a passage, with what the passage became; None when they oppose."""


@dataclass(frozen=True, slots=True)
class Opposed:
    """A « conflict » callout and the passage that it opposes: nodes[start:end] of the text without such callouts."""

    callout: Callout
    start: int
    end: int


def lifted(base: Sequence[Node], ours: Sequence[Node]) -> tuple[tuple[Node, ...], tuple[Opposed, ...]]:
    """Ours without the callouts that an earlier merge put there since this base, and those."""
    kept: list[Node] = []
    found: list[Opposed] = []
    for node in ours:
        if isinstance(node, Callout) and node.kind == "conflict" and node not in base:
            said, last = _text(node.nodes), len(kept)
            found.append(Opposed(node, _grown(kept, said, range(last - 1, -1, -1), max(last - 1, 0), last)[0], last))
        else:
            kept.append(node)
    return tuple(kept), tuple(found)


def followed(
    found: Sequence[Opposed], ours: tuple[Node, ...], made: tuple[Node, ...], blend: Blend
) -> Iterator[tuple[int, Callout]]:
    """Each callout as it becomes, and its place among the nodes `made` of `ours`."""
    pairs = [(i, j) for i, j in (aligned(ours, made) if found else ()) if i is not None and j is not None]
    free = set(range(len(made))) - {j for _, j in pairs}
    least = 0
    for each in found:
        here = [j for i, j in pairs if each.start <= i < each.end]
        if not here:  # the passage has gone
            least = max([least, *(j + 1 for i, j in pairs if i < each.end)])
            yield least, each.callout
            continue
        passage = ours[each.start : each.end]
        start, end = min(here), max(here) + 1
        start, end = _grown(made, _text(passage), (j for j in range(start - 1, -1, -1) if j in free), start, end)
        start, end = _grown(made, _text(passage), (j for j in range(end, len(made)) if j in free), start, end)
        now = blend(passage, each.callout.nodes, made[start:end]) if each.callout.nodes != (GONE,) else None
        least = max(least, end)
        yield least, replace(each.callout, nodes=now) if now else each.callout


def _grown(nodes: Sequence[Node], said: str, more: Iterable[int], start: int, end: int) -> tuple[int, int]:
    """The passage with those next to it that make it more like what is said: one may be cut in two."""
    best = similarity(said, _text(nodes[start:end]))
    for rank in more:
        wider = min(start, rank), max(end, rank + 1)
        if wider[1] - wider[0] > end - start + 1 or (close := similarity(said, _text(nodes[slice(*wider)]))) <= best:
            break
        (start, end), best = wider, close
    return start, end


def _text(nodes: Sequence[Node]) -> str:
    return "\n".join(map(nodes_text, nodes))
