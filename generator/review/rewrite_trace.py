"""Where each printed word was written: the source is rendered once more, with a mark in each of its words and values.

The marks are characters of private use, which Markdown and Jinja take for letters. When the marked source does not give
the same words as the plain one, nothing is known of them, and the block is rewritten without its places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.compose.sources import Written
from generator.document.tree import Link, Node, Paragraph, Runs, Text
from generator.review.rewrite_marks import MARK, MOST, PRIVATE, VALUES, WORDS, Marks, marked
from generator.review.rewrite_source import Body, Region
from generator.review.rewrite_tokens import BREAK, CALL, Leaf, Token, folded, leaves, shown, tokens
from generator.review.shape import comparable_nodes

_SIGNS: Final[Mapping[str, tuple[str, ...]]] = {"’": ("'", "’"), "…": ("...", "…"), BREAK: ("\\\n", "  \n")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word was written. `values`: the printings of values that it is part of; `turns`: of loops, by place."""

    start: int
    end: int
    values: tuple[int, ...] = ()
    turns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One printing of a value, and the leaf and words that it gave."""

    tag: int  # its rank among the tags of the source
    leaf: int
    first: int
    last: int


@dataclass(frozen=True)
class Traced:
    """A rendered source: its nodes, their leaves with words, and where each word was written (None: unknown)."""

    body: Body
    nodes: tuple[Node, ...]
    leaves: tuple[Leaf, ...]
    words: tuple[tuple[Token, ...], ...]
    places: tuple[tuple[Place | None, ...], ...]
    printed: tuple[Printed, ...]
    twice: frozenset[int]  # places that several words come from
    first: Body  # the source before turns of its loops were written apart
    _of: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _turns: dict[int, set[tuple[int, int]]] = field(default_factory=dict)

    def of(self, node: int) -> tuple[int, ...]:
        """The leaves of a node."""
        if not self._of:
            for rank, leaf in enumerate(self.leaves):
                self._of[leaf.node] = (*self._of.get(leaf.node, ()), rank)
        return self._of.get(node, ())

    def sole(self, loop: Region, node: int) -> bool:
        """Whether all that a loop prints stands in this node."""
        start, end = loop.turns
        found = zip(self.leaves, self.places, strict=True)
        return all(
            leaf.node == node or not any(start <= place.start < end for place in places if place)
            for leaf, places in found
        )

    def turning(self, place: Place) -> tuple[int, int] | None:
        """The outermost loop that says this word several times, by its place, and in which turn it said this one."""
        if not self._turns:
            for one in (one for places in self.places for one in places if one):
                self._turns.setdefault(one.start, set()).update(one.turns)
        seen = self._turns.get(place.start, set())
        return next((loop for loop in place.turns if len({turn for at, turn in seen if at == loop[0]}) > 1), None)

    def repeated(self, place: Place) -> bool:
        """Whether the source says this word once and the document several times."""
        return place.start in self.twice


def traced(source: Written, body: Body, nodes: tuple[Node, ...], first: Body) -> Traced | None:
    """The places of every word of `nodes`, which this body renders as; None when they can't be known."""
    if PRIVATE.search(body.text) or "{% raw" in body.text:
        return None
    text, marks = marked(body)
    drawn, _ = source.bare(text)
    if drawn is None or max(len(marks.words), len(marks.values)) > MOST:
        return None
    shaped = shown(comparable_nodes(node for node in drawn if not _blank(node)))
    plain, seen = leaves(nodes), leaves(shaped)
    if [leaf.path for leaf in plain] != [leaf.path for leaf in seen]:
        return None
    words = tuple(tokens(leaf.runs) for leaf in plain)
    reader = _Reader(body, marks)
    read = enumerate(zip(seen, words, strict=True))
    places = tuple(reader.leaf(rank, leaf.runs, said) for rank, (leaf, said) in read)
    counted = Counter(p.start for leaf in places for p in leaf if p and not p.values)
    counted.update({p.values: p.start for leaf in places for p in leaf if p and p.values}.values())
    twice = frozenset(start for start, times in counted.items() if times > 1)
    return Traced(body, nodes, plain, words, places, tuple(reader.printed), twice, first)


def _blank(node: Node) -> bool:
    return isinstance(node, Paragraph) and all(
        isinstance(run, Text) and not MARK.sub("", run.value).strip() for run in node.runs
    )


# --- what the marks tell -------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Reads the marks of every leaf in order."""

    body: Body
    marks: Marks
    turns: dict[int, int] = field(default_factory=dict)
    printed: list[Printed] = field(default_factory=list)

    def leaf(self, rank: int, runs: Runs, said: tuple[Token, ...]) -> tuple[Place | None, ...]:
        """The place of each word of a leaf; none known when its words are not those that were said."""
        found: list[Place | None] = []
        texts: list[str] = []
        first = len(self.printed)
        for text in _texts(runs):
            if text in {BREAK, CALL}:
                texts.append(text)
                found.append(None)
                continue
            clean, owners = self.owned(text, rank)
            for word in tokens((Text(clean),)):
                _, _, start, end = word.place
                texts.append(word.text)
                found.append(_joined(owners[start:end]))
        if texts != [token.text for token in said]:
            del self.printed[first:]
            return (None,) * len(said)
        self.settle(first, found)
        return tuple(self.turned(place) for place in self.signed(said, found))

    def owned(self, text: str, leaf: int) -> tuple[str, list[Place | None]]:
        """The text without its marks, and whose each of its characters is."""
        clean: list[str] = []
        owners: list[Place | None] = []
        value: Place | None = None
        position = 0
        words: list[tuple[int, int]] = []
        for mark in [*MARK.finditer(text), None]:
            piece = folded(text[position : mark.start() if mark else len(text)])
            clean.append(piece)
            owners += [value] * len(piece)
            if mark is None:
                break
            position = mark.end()
            if mark[1]:
                self.turns = dict(zip(self.marks.sites[int(mark[1])], map(int, mark[2].split(".")), strict=True))
            elif mark[3]:
                words.append((len(owners) - 1, ord(mark[3]) - WORDS))
            elif mark[4]:
                tag = self.body.tags[self.marks.values[ord(mark[4]) - VALUES]]
                value = Place(tag.start, tag.end, (len(self.printed),), tuple(self.turns.items()))
                self.printed.append(Printed(self.body.tags.index(tag), leaf, -1, -1))
            else:
                value = None
        return self.worded("".join(clean), owners, words)

    def worded(
        self, clean: str, owners: list[Place | None], words: list[tuple[int, int]]
    ) -> tuple[str, list[Place | None]]:
        """The same, each word given to where it was written."""
        for at, number in words:
            start, end = self.marks.words[number]
            if at >= 0 and clean[at : at + end - start] == self.body.text[start:end]:
                owners[at : at + end - start] = [Place(start, end, (), tuple(self.turns.items()))] * (end - start)
        return clean, owners

    def settle(self, first: int, found: list[Place | None]) -> None:
        """Says which words each value gave."""
        for index, place in enumerate(found):
            for number in place.values if place else ():
                one = self.printed[number]
                start = index if one.first < 0 else one.first
                self.printed[number] = Printed(one.tag, one.leaf, start, index)
        assert first <= len(self.printed)

    def signed(self, said: tuple[Token, ...], found: list[Place | None]) -> list[Place | None]:
        """The places with those of the signs between words, looked for in the source."""
        done = list(found)
        for index, (token, place) in enumerate(zip(said, found, strict=True)):
            before = done[index - 1] if index else None
            if place is None and before is not None and token.text != CALL:
                following = next((p for p in found[index + 1 :] if p), None)
                limit = following.start if following and following.start > before.end else self.paragraph(before.end)
                done[index] = self.sign(token.text, before.end, limit, before)
        for index in range(len(done) - 2, -1, -1):
            after = done[index + 1]
            if done[index] is None and after is not None and said[index].text not in {BREAK, CALL}:
                start = self.body.starts[self.body.row(after.start)]
                done[index] = self.sign(said[index].text, start, after.start, after, last=True)
        return done

    def paragraph(self, position: int) -> int:
        """The end of the paragraph that holds this place."""
        end = self.body.text.find("\n\n", position)
        return end if end >= 0 else len(self.body.text)

    def sign(self, text: str, start: int, end: int, near: Place, *, last: bool = False) -> Place | None:
        """Where this sign stands in a passage of the source."""
        for form in _SIGNS.get(text, (text,)):
            at = (self.body.bare.rfind if last else self.body.bare.find)(form, start, end)
            if at >= 0:
                escaped = at > start and self.body.bare[at - 1] == "\\"
                return Place(at - escaped, at + len(form), (), near.turns)
        return None

    def turned(self, place: Place | None) -> Place | None:
        """The place with the turns of the loops that hold it only."""
        if place is None or not place.turns:
            return place
        around = {loop.opening.start for loop in self.body.loops(place.start)}
        kept = tuple((loop, turn) for loop, turn in place.turns if loop in around)
        return Place(place.start, place.end, place.values, kept)


def _texts(runs: Runs) -> Iterator[str]:
    """The texts that words are cut from, as `tokens` cuts them."""
    for run in runs:
        match run:
            case Text():
                yield run.value
            case Link():
                for text in run.runs:
                    yield text.value
            case _:
                yield from {"Break": (BREAK,), "Note": (CALL,)}.get(type(run).__name__, ())


def _joined(owners: Iterable[Place | None]) -> Place | None:
    """The one place of a word, whatever its letters come from."""
    known = list(dict.fromkeys(owners))
    if not known or None in known:
        return None
    whole = [place for place in known if place]
    values = tuple(number for place in whole for number in place.values)
    return Place(min(p.start for p in whole), max(p.end for p in whole), values, whole[0].turns)
