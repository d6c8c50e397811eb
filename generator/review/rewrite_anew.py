"""Nodes written anew as Markdown, with the values that the reviewer left as they were still written as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.document.differences import nodes_text, similarity
from generator.document.mark_up import markdown_of
from generator.document.tree import Figure, Heading, Inline, Link, Node, Note, Paragraph, Remark, Runs, Text
from generator.review.rewrite_patch import Patch
from generator.review.rewrite_tokens import Path, folded, leaves, mapped, tokens
from generator.review.rewrite_words import VALUE, Words, changes, followed, gathered, plainly, spelled

_MOST: Final = 4000
NOWHERE: Final = -1  # outside of every loop

Spot = tuple[int, int, int]
"""A leaf, its run, the text in it."""
Held = Mapping[Spot, tuple[tuple[int, int, str], ...]]
"""Where a sign that stands for a value replaces what it printed."""


def anew(
    patch: Patch, nodes: Sequence[Node], ranks: Sequence[int], position: int, raised: int = 0, *, added: bool = False
) -> str:
    """The Markdown of these nodes; `ranks` are the leaves whose values they may still hold.

    `position` is where the text will stand, for the names of a loop mean nothing outside; NOWHERE is outside of all.
    `added`: those leaves stay, so that only a value copied with a word beside it is one here too.
    """
    old, texts = gathered(patch.traced, ranks), [leaf.runs for leaf in leaves(nodes)]
    new = followed(texts)
    found, pairs = changes(old, new, marks=False)
    for change in () if added else found:
        places = (old.places[rank] for rank in range(change.start, change.end))
        patch.told((number for place in places if place for number in place.values), old, change, new)
    where = _where(texts)
    signs: dict[str, str] = {}
    held: dict[Spot, tuple[tuple[int, int, str], ...]] = {}
    for number, words in _kept(old, pairs).items():
        tag = patch.body.tags[patch.traced.printed[number].tag]
        if added and not _copied(old, pairs, words):
            continue
        spots = [where[pairs[rank]] for rank in words]
        spot = spots[0][:3]
        whole = (old.places[rank] for rank in words)
        exact = all(place and (place.start, place.end) == (tag.start, tag.end) for place in whole)
        one = {each[:3] for each in spots} == {spot} and len(signs) < _MOST
        if one and exact and not patch.literal and patch.body.readable(tag, position):
            sign = chr(VALUE + len(signs))
            signs[sign] = tag.text
            held[spot] = (*held.get(spot, ()), (spots[0][3], spots[-1][4], sign))
        elif not added:
            said = spelled([old.tokens[rank] for rank in words])
            patch.frozen.append(patch.value(number, said, said))
    text = plainly(markdown_of(lowered(_holding(nodes, held), raised)))
    return "".join(signs.get(sign, sign) for sign in text)


def _kept(old: Words, pairs: Mapping[int, int]) -> dict[int, list[int]]:
    """The words of each printing of a value that is still there."""
    found: dict[int, list[int]] = {}
    for rank in sorted(pairs):
        place = old.places[rank]
        for number in place.values if place else ():
            found.setdefault(number, []).append(rank)
    return found


def _copied(old: Words, pairs: Mapping[int, int], words: Sequence[int]) -> bool:
    """Whether the word before or after a value came with it."""
    first, last = words[0], words[-1]
    near = [(first - 1, pairs[first] - 1), (last + 1, pairs[last] + 1)]
    return any(pairs.get(rank) == now and old.tokens[rank].text.isalpha() for rank, now in near)


def _where(texts: Iterable[Runs]) -> list[tuple[int, int, int, int, int]]:
    """Of each word: its leaf, its run, the text in it, where it begins and ends; the same order as `followed`."""
    done: list[tuple[int, int, int, int, int]] = []
    for leaf, runs in enumerate(texts):
        done += [(-1, 0, 0, 0, 0)] if leaf else []
        done += [(leaf, *token.place) for token in tokens(runs)]
    return done


def _holding(nodes: Sequence[Node], held: Held) -> tuple[Node, ...]:
    """The nodes with signs where values stand."""
    rank = -1

    def change(path: Path, runs: Runs) -> Runs:  # noqa: ARG001
        nonlocal rank
        rank += 1
        return tuple(_held(run, rank, index, held) for index, run in enumerate(runs))

    return mapped(nodes, change)


def _held(run: Inline, leaf: int, index: int, held: Held) -> Inline:
    match run:
        case Text():
            return replace(run, value=_signed(run.value, held.get((leaf, index, 0), ())))
        case Link():
            texts = (
                replace(text, value=_signed(text.value, held.get((leaf, index, part), ())))
                for part, text in enumerate(run.runs)
            )
            return replace(run, runs=tuple(texts))
        case _:
            return run


def _signed(text: str, signs: Sequence[tuple[int, int, str]]) -> str:
    if not signs:
        return text
    text = folded(text)
    for start, end, sign in sorted(signs, reverse=True):
        text = text[:start] + sign + text[end:]
    return text


def lowered(nodes: Iterable[Node], raised: int) -> tuple[Node, ...]:
    """Headings as the source writes them, above which a document's own title may stand."""
    return tuple(replace(n, level=min(n.level + raised, 4)) if isinstance(n, Heading) else n for n in nodes)


def asked(nodes: Sequence[Node], questions: Sequence[tuple[str, tuple[Remark, ...]]]) -> tuple[Node, ...]:
    """The nodes with the questions of the source, each on the paragraph most like the one that it hung on."""
    done = list(nodes)
    places = [rank for rank, node in enumerate(nodes) if isinstance(node, Paragraph | Heading)]
    for text, remarks in questions:
        if places:
            best = max(places, key=lambda rank: (similarity(text, nodes_text(nodes[rank])), -rank))
            node = done[best]
            assert isinstance(node, Paragraph | Heading)
            done[best] = replace(node, runs=(*node.runs, *remarks))
    return tuple(done)


def holdable(nodes: Iterable[Node], known: frozenset[str]) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """The nodes without what Markdown can't hold, and what is left out; `known`: the pictures that the block has."""
    done: list[Node] = []
    left: list[str] = []
    for node in nodes:
        if isinstance(node, Figure) and node.name not in known:
            left.append("image ajoutée dans Word : enregistrez-la en PNG à côté du bloc, puis écrivez « ::: figure »")
            done += [Paragraph(node.caption, line=node.line)] if tokens(node.caption) else []
        else:
            done.append(node)
    return tuple(done), tuple(left)


def unmarked(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The words alone, a paragraph for each leaf: what is written when nothing else keeps them all."""
    bare = (tuple(run for run in leaf.runs if not isinstance(run, Note)) for leaf in leaves(nodes))
    return tuple(Paragraph((Text(spelled([t for t in tokens(runs) if t.text.strip("\0\n")])),)) for runs in bare)
