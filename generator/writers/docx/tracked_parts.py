"""Two versions of the parts of a document in one: parts paired by anchor, their nodes by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from lxml import etree

from generator.document.differences import Pairing, aligned
from generator.document.plain import words
from generator.document.subsequence import common
from generator.document.tree import Callout, Figure, Heading, Listing, Node, Paragraph, Part, Signature, Table
from generator.writers.docx.draft import Draft
from generator.writers.docx.flow import blocks
from generator.writers.docx.outline import Entry, bookmark
from generator.writers.docx.tracked_flow import closed, flow, gathered
from generator.writers.docx.tracked_joints import cut, groups, join
from generator.writers.docx.tracked_marks import ID, TABLE, Kind, P, Trail, is_marked, moved, whole
from generator.writers.docx.tracked_tables import merged_table
from generator.writers.docx.tracked_words import merged
from generator.writers.docx.xml import Element

_GONE = 900_000_000  # bookmarks of headings that are in no contents table any more

Entries = list[tuple[int | None, int | None, list[Element]]]
"""A node of the old version, a node of the new one, and what is written for both."""


@dataclass(frozen=True, slots=True)
class Side:
    """Parts in a row of one version; `made` are the blocks of each node by part, when they are written already."""

    parts: tuple[Part, ...]
    made: tuple[tuple[list[Element], ...], ...] = ()

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes of all these parts."""
        return tuple(node for part in self.parts for node in part.nodes)

    def cut(self, start: int, end: int) -> Side:
        """Some of the parts."""
        return Side(self.parts[start:end], self.made[start:end])


@dataclass
class Redline:
    """One comparison being written, on the draft of the new version, whose nodes are all written before it begins."""

    draft: Draft
    trail: Trail
    notes: dict[str, str] = field(default_factory=dict)
    moved: set[Part] = field(default_factory=set)  # those that stand elsewhere, unchanged

    def __post_init__(self) -> None:
        self.draft.headings = (Entry(1, "", "", bookmark(_GONE + n)) for n in count())
        self.learn()

    def parts(self, old: Side, new: Side) -> Iterator[Element]:
        """The blocks of both; the bookmark of a part that both have, in the same order, stands around it."""
        self.moved = {part for part in old.parts if part.anchor} & set(new.parts)
        keys = [[part.anchor or (n, i) for i, part in enumerate(side.parts)] for n, side in enumerate((old, new))]
        i = j = 0
        kept = common(*keys)
        self.moved -= {old.parts[a] for a, _ in kept}
        for a, b in [*kept, (len(old.parts), len(new.parts))]:
            yield from self._between(old.cut(i, a), new.cut(j, b))
            if a < len(old.parts):
                start, end = self.draft.mark(new.parts[b].anchor)
                entries = self._entries(old.cut(a, a + 1), new.cut(b, b + 1))
                yield from (start, *(each for _, _, made in entries for each in made), end)
            i, j = a + 1, b + 1

    def _between(self, old: Side, new: Side) -> list[Element]:
        """Parts without their like: each bookmark goes or comes with its part.

        Word keeps the first of two bookmarks of one name: a part that moved has its own at its new place only.
        """
        entries = self._entries(old, new)
        kinds: tuple[tuple[Kind, Side], ...] = (("del", old), ("ins", new))
        for place, (kind, side) in enumerate(kinds):
            first = 0
            for part in side.parts:
                here = range(first, first := first + len(part.nodes))
                held = [entry[2] for entry in entries if entry[place] in here]
                if part.anchor and held and not (kind == "del" and part.anchor in self.draft.anchors):
                    self._bookmarked(part.anchor, [each for made in held for each in made], kind)
                if part in self.moved and held:
                    self._move(part.anchor, held, kind)
        return [each for _, _, made in entries for each in made]

    def _bookmarked(self, anchor: str, made: Sequence[Element], kind: Kind) -> None:
        paragraphs = [each for block in made for each in block.iter(P)]
        other: Kind = "del" if kind == "ins" else "ins"
        alive = [each for each in paragraphs if not is_marked(each, other)] or paragraphs
        start, end = self.draft.mark(anchor)
        alive[0].insert(1, self.trail.change(kind, start))
        alive[-1].append(self.trail.change(kind, end))

    def _move(self, anchor: str, held: Sequence[list[Element]], kind: Kind) -> None:
        """Puts the ends of a move around what is written of a part."""
        start, end = moved(self.trail, "moveFrom" if kind == "del" else "moveTo", f"move{anchor}")
        held[0].insert(0, start)
        held[-1].append(end)

    # --- nodes

    def _entries(self, old: Side, new: Side) -> Entries:
        olds, news = old.nodes, new.nodes
        written = [blocks for part in new.made for blocks in part]
        moving = [[part in self.moved for part in side.parts for _ in part.nodes] for side in (old, new)]
        entries: Entries = []
        pairs = gathered(_apart(aligned(olds, news), *moving))
        texts = [[_half(node) for node in side] for side in (olds, news)]
        for before, after in groups(pairs, *texts):
            match before, after:
                case [i], [j]:
                    entries.append((i, j, self._pair(olds[i], news[j], written[j])))
                case [i], []:
                    entries.append((i, None, self._whole(self._old(olds[i]), "moveFrom" if moving[0][i] else "del")))
                case [], [j]:
                    entries.append((None, j, self._whole(written[j], "moveTo" if moving[1][j] else "ins")))
                case [i], [j, k]:
                    first, second = cut(self.trail, self._old(olds[i])[0], (written[j][0], written[k][0]), self.notes)
                    entries += [(i, j, [first]), (None, k, [second])]
                case _:
                    (i, k), (j,) = before, after
                    halves = self._old(olds[i])[0], self._old(olds[k])[0]
                    first, second = join(self.trail, halves, written[j][0], self.notes)
                    entries += [(i, None, [first]), (k, j, [second])]
        return entries

    def _whole(self, made: list[Element], kind: Kind) -> list[Element]:
        return [whole(self.trail, each, kind) if each.tag in {P, TABLE} else each for each in made]

    def _old(self, node: Node, paired: bool = False) -> list[Element]:
        """The blocks of a node of the old version; the new heading of a pair has its bookmarks."""
        made = blocks(self.draft, replace(node, anchor="") if paired and isinstance(node, Heading) else node)
        self.learn()
        return made

    def learn(self) -> None:
        """Takes in the words of the footnotes written since."""
        for note in self.draft.notes[len(self.notes) :]:
            self.notes[note.get(ID, "")] = etree.tostring(note[0], encoding="unicode")

    def _pair(self, old: Node, new: Node, made: list[Element]) -> list[Element]:
        if old == new and not isinstance(new, Figure):
            return made
        was = self._old(old, paired=True)
        merged = self._merged(old, was, new, made)
        if merged is not None:
            return merged
        return [*self._whole(self._old(old), "del"), *self._whole(made, "ins")]

    def _merged(self, old: Node, was: list[Element], new: Node, made: list[Element]) -> list[Element] | None:
        """Both nodes in one; None for two nodes that have nothing to share."""
        match old, new:
            case (Heading() | Paragraph()), (Heading() | Paragraph()) if _same_place(old, new):
                return [merged(self.trail, was[0], made[0], self.notes)]
            case Listing(), Listing():
                return flow(self.trail, was, made, self.notes)
            case Table(), Table():
                table = merged_table(self.trail, (old, was[0]), (new, made[0]), self.notes)
                return [table, *made[1:]] if table is not None else None
            case Callout(), Callout():
                return [*flow(self.trail, was[:-1], made[:-1], self.notes), made[-1]]
            case Figure(), Figure():
                picture = merged(self.trail, was[0], made[0], self.notes)
                return [picture, *(made[1:] if old == new else flow(self.trail, was[1:], made[1:], self.notes))]
            case Signature(), Signature() if old.name == new.name:
                start, *lines, end, spacer = made
                return [start, *closed(self.trail, was[1:-2], lines, self.notes), end, spacer]
            case _:
                return None


def _half(node: Node) -> str:
    """The words of what may be cut in two or made of two; a table, a heading can't."""
    return words(node.runs) if isinstance(node, Paragraph) else ""


def _apart(pairs: Pairing, gone: Sequence[bool], come: Sequence[bool]) -> Pairing:
    """The same pairs, but for the nodes of a part that moved: they go and come with the rest of it."""
    done: list[tuple[int | None, int | None]] = []
    for i, j in pairs:
        split = i is not None and j is not None and (gone[i] or come[j])
        done += [(i, None), (None, j)] if split else [(i, j)]
    return tuple(done)


def _same_place(old: Heading | Paragraph, new: Heading | Paragraph) -> bool:
    """Whether links that lead to the old heading lead to the new one."""
    before, after = (node.anchor if isinstance(node, Heading) else None for node in (old, new))
    return before == after or (before in {None, ""} and after is None) or before is None
