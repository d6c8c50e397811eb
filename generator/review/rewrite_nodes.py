"""From one list of nodes to another: each change goes to the lines that gave the node, and to no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.document.differences import aligned, nodes_text
from generator.document.tree import Callout, Heading, Listing, Node, Paragraph, Remark, Runs, Table
from generator.review.rewrite_anew import anew, asked
from generator.review.rewrite_extent import Extents
from generator.review.rewrite_lines import reline
from generator.review.rewrite_patch import Edit, Patch, Unfit, reword
from generator.review.rewrite_tokens import Leaf, leaves, tokens

_HASHES = re.compile(r"^#+(?=\s)")
Pair = tuple[int | None, int | None]


@dataclass(slots=True)
class Rework:
    """The way from the nodes of a source to those that a reviewer saved."""

    patch: Patch
    new: tuple[Node, ...]
    raised: int
    questions: dict[int, tuple[Remark, ...]]  # of the source, by node
    coarse: frozenset[int]  # regions to write anew, by rank
    homes: dict[int, int] = field(default_factory=dict)  # of the new nodes that moved, the old one

    @property
    def extents(self) -> Extents:
        """The lines of each node."""
        return Extents(self.patch)

    @property
    def old(self) -> tuple[Node, ...]:
        """The nodes that the source gives."""
        return self.patch.traced.nodes

    def all(self) -> int:
        """Makes every change; says how many regions there are. Raises Unfit when one can't be made."""
        pairs = aligned(self.old, self.new)
        self.moved(pairs)
        regions = self.regions(pairs)
        for rank, (before, region, after) in enumerate(regions):
            self.region(before, region, after, coarse=rank in self.coarse)
        return len(regions)

    def regions(self, pairs: Sequence[Pair]) -> list[tuple[int | None, tuple[Pair, ...], int | None]]:
        """Runs of pairs that differ, each with the old nodes around it."""
        found: list[tuple[int | None, tuple[Pair, ...], int | None]] = []
        before: int | None = None
        for same, group in groupby(pairs, key=self.same):
            here = tuple(group)
            if not same:
                found.append((before, here, None))
            olds = [old for old, _ in here if old is not None]
            if same and found and found[-1][2] is None and olds:
                found[-1] = (*found[-1][:2], olds[0])
            before = olds[-1] if olds else before
        return found

    def same(self, pair: Pair) -> bool:
        """Whether nothing changed there."""
        old, new = pair
        if old is None or new is None:
            return False
        return _said(self.old[old]) == _said(self.new[new])

    # --- moves

    def moved(self, pairs: Sequence[Pair]) -> None:
        """Finds the nodes that moved: their source goes where they stand now."""
        gone = {old: _said(self.old[old]) for old, new in pairs if new is None and old is not None}
        come = {new: _said(self.new[new]) for old, new in pairs if old is None and new is not None}
        for new, said in come.items():
            home = next((old for old, words in gone.items() if words == said and old not in self.homes.values()), None)
            if home is not None and self.movable(home):
                self.homes[new] = home

    def movable(self, old: int) -> bool:
        """Whether the lines of this node can stand elsewhere."""
        try:
            start, end = self.extents.passage(old)
        except Unfit:
            return False
        body = self.patch.body
        around = [tag for tag in body.tags if tag.value and start <= tag.start < end]
        return all(body.readable(tag, -1) or body.readable(tag, len(body.text)) for tag in around)

    # --- one region

    def region(self, before: int | None, pairs: tuple[Pair, ...], after: int | None, *, coarse: bool) -> None:
        """Makes the changes of a region: word by word when its source allows it, else it is written anew."""
        mark = _mark(self.patch)
        if not coarse:
            try:
                self.finely(before, pairs, after)
                return
            except Unfit:
                _back(self.patch, mark)
        self.coarsely(before, pairs, after)

    def finely(self, before: int | None, pairs: tuple[Pair, ...], after: int | None) -> None:
        """Each change where its words were written."""
        olds, news = _sides(pairs)
        if olds and news and self.prose(olds, news) and not set(news) & set(self.homes):
            reword(self.patch, [self.patch.traced.of(old)[0] for old in olds], [self.runs(new) for new in news])
            return
        place, inserted = before, list[int]()
        for old, new in pairs:
            if old is not None and inserted:
                self.insert(place, inserted, old)
                inserted = []
            if old is None and new is not None:
                inserted.append(new)
            elif old is not None and new is None:
                self.delete(old)
            elif old is not None and new is not None:
                self.change(old, new)
            place = old if old is not None else place
        if inserted:
            self.insert(place, inserted, after)

    def coarsely(self, before: int | None, pairs: tuple[Pair, ...], after: int | None) -> None:
        """The whole region written anew."""
        olds, news = _sides(pairs)
        if not olds:
            self.insert(before, news, after)
            return
        start, end = self.extents.passage(olds[0], olds[-1])
        text = self.written(news, olds, start)
        self.patch.edits.append(Edit(start, end, text))

    def written(self, news: Sequence[int], olds: Sequence[int], position: int, *, added: bool = False) -> str:
        """New nodes as Markdown, with the values of old ones, and their questions when they stand in their place."""
        nodes = asked([self.new[new] for new in news], () if added else self.hung(olds))
        ranks = [rank for old in olds for rank in self.patch.traced.of(old)]
        return anew(self.patch, nodes, ranks, position, self.raised, added=added)

    def hung(self, olds: Sequence[int]) -> list[tuple[str, tuple[Remark, ...]]]:
        """The questions that the source hangs on these nodes."""
        return [(nodes_text(self.old[old]), self.questions[old]) for old in olds if old in self.questions]

    def prose(self, olds: Sequence[int], news: Sequence[int]) -> bool:
        """Whether both sides are plain paragraphs."""
        nodes = [*(self.old[old] for old in olds), *(self.new[new] for new in news)]
        plain = all(isinstance(node, Paragraph) and node.role == "body" for node in nodes)
        return (
            plain
            and all(len(self.patch.traced.of(old)) == 1 for old in olds)
            and all(len(leaves((self.new[new],))) == 1 for new in news)
        )

    def runs(self, new: int) -> Runs:
        """The runs of a new paragraph."""
        node = self.new[new]
        assert isinstance(node, Paragraph)
        return node.runs

    # --- one node

    def delete(self, old: int) -> None:
        """Takes the lines of a node away, with the blank ones after it."""
        start, end = self.extents.passage(old)
        text = self.patch.body.text
        while text[end : end + 1] == "\n":
            end += 1
        if end == len(text):
            while start and text[start - 1] == "\n":
                start -= 1
            end -= text.endswith("\n")
        self.patch.edits.append(Edit(start, end, ""))

    def insert(self, before: int | None, news: Sequence[int], after: int | None) -> None:
        """Adds nodes between two old ones; those that moved come with their source."""
        at = self.extents.after(before, after) if before is not None else self.extents.before(after)
        pieces: list[str] = []
        for moved, group in groupby(news, key=lambda new: new in self.homes):
            some = list(group)
            if moved:
                pieces += [self.patch.body.text[slice(*self.extents.passage(self.homes[new]))] for new in some]
            else:
                near = [one for one in (before, after) if one is not None]
                pieces.append(self.written(some, near, at, added=True))
        text = "\n\n".join(piece for piece in pieces if piece)
        rest = self.patch.body.text[at:]
        close = "" if rest.startswith("\n\n") or not rest.strip() else "\n"
        self.patch.edits.append(Edit(at, at, f"\n\n{text}{close}" if before is not None else f"{text}\n\n"))

    def change(self, old: int, new: int) -> None:
        """One node becomes another of its kind."""
        one, other = self.old[old], self.new[new]
        ranks = self.patch.traced.of(old)
        wanted = leaves((other,))
        match one, other:
            case (Listing(), Listing()):
                reline(self.patch, one, other, ranks)
            case (Table(), Table()):
                reline(self.patch, one, other, ranks)
            case Heading(), Heading():
                if one.level != other.level:
                    self.relevel(old, other.level + self.raised)
                self.each(ranks, wanted)
            case _ if type(one) is type(other) and _shape(leaves((one,))) == _shape(wanted):
                self.each(ranks, wanted)
            case Callout(), Callout() if one.kind == other.kind:
                self.framed(one, other, ranks, wanted)
            case _:
                raise Unfit

    def each(self, ranks: Sequence[int], wanted: Sequence[Leaf]) -> None:
        """Leaf by leaf."""
        if len(ranks) != len(wanted):
            raise Unfit
        for rank, leaf in zip(ranks, wanted, strict=True):
            if self.patch.traced.words[rank] != tokens(leaf.runs):
                reword(self.patch, [rank], [leaf.runs])

    def framed(self, one: Callout, other: Callout, ranks: Sequence[int], wanted: Sequence[Leaf]) -> None:
        """A callout of paragraphs, some of which came, went, were cut or joined."""
        inside = (*one.nodes, *other.nodes)
        if not all(isinstance(node, Paragraph) for node in inside) or not other.nodes or not one.nodes:
            raise Unfit
        if len(ranks) != 1 + len(one.nodes) or len(wanted) != 1 + len(other.nodes):
            raise Unfit
        self.each(ranks[:1], wanted[:1])
        reword(self.patch, ranks[1:], [leaf.runs for leaf in wanted[1:]])

    def relevel(self, old: int, level: int) -> None:
        """The hashes of a heading."""
        start, _ = self.extents.passage(old)
        found = _HASHES.match(self.patch.body.text[start:])
        if not found or not 2 <= level <= 4:
            raise Unfit
        self.patch.edits.append(Edit(start, start + found.end(), "#" * level))


def _sides(pairs: Sequence[Pair]) -> tuple[list[int], list[int]]:
    return [old for old, _ in pairs if old is not None], [new for _, new in pairs if new is not None]


def _said(node: Node) -> object:
    return tuple((leaf.path[1:], tokens(leaf.runs)) for leaf in leaves((node,))), type(node)


def _shape(found: Sequence[Leaf]) -> list[object]:
    return [leaf.path[1:] for leaf in found]


def _mark(patch: Patch) -> tuple[int, int, int]:
    return len(patch.edits), len(patch.touched), len(patch.frozen)


def _back(patch: Patch, mark: tuple[int, int, int]) -> None:
    edits, touched, frozen = mark
    del patch.edits[edits:], patch.touched[touched:], patch.frozen[frozen:]
