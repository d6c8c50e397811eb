"""Lists and tables, whose source has a line for each entry or row: lines are changed, added and taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.document.differences import paired
from generator.document.tree import Break, Item, Listing, Node, Note, Paragraph, Row, Runs, Table
from generator.review.rewrite_anew import anew
from generator.review.rewrite_patch import Edit, Patch, Unfit, reword
from generator.review.rewrite_source import Body, Region
from generator.review.rewrite_tokens import Token, folded, tokens
from generator.review.rewrite_words import followed, spelled

_SIGN = re.compile(r"([ \t]*)([-*+]|\d+[.)])([ \t]+)")
_NUMBER = re.compile(r"^([ \t]*)\d+(?=[.)][ \t])")
_WIDTHS = re.compile(r"widths=[\d,]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line gives: `kind` must stay for it to be the same line (level of an item; whether a row is a head)."""

    kind: tuple[object, ...]
    runs: tuple[Runs, ...]
    node: Node  # what writes the line alone
    first: int = 0  # rank of its first leaf in its node

    @property
    def words(self) -> tuple[Token, ...]:
        """Its words."""
        return followed(self.runs)

    def __eq__(self, other: object) -> bool:
        """Two entries that read the same are the same."""
        return isinstance(other, Entry) and (self.kind, self.words) == (other.kind, other.words)

    def __hash__(self) -> int:
        return hash((self.kind, self.words))


def reline(patch: Patch, old: Listing | Table, new: Listing | Table, ranks: Sequence[int]) -> None:
    """Makes the lines of `old`, whose leaves are `ranks`, those of `new`; raises Unfit when they can't be."""
    if isinstance(old, Table) and isinstance(new, Table):
        _framed(patch, old, new, ranks)
        before, after = list(_rows(old)), list(_rows(new))
    else:
        assert isinstance(old, Listing)
        assert isinstance(new, Listing)
        if old.ordered != new.ordered:
            raise Unfit
        before, after = list(_entries(old, 0, 0)), list(_entries(new, 0, 0))
    _Lines(patch, ranks, before, after).all()


def _framed(patch: Patch, old: Table, new: Table, ranks: Sequence[int]) -> None:
    """The same columns, head and rows to fill in; other widths go to the head of the container."""
    if (old.header, old.look, folded(old.summary)) != (new.header, new.look, folded(new.summary)):
        raise Unfit
    if _columns(old) != _columns(new) or len(old.rows) - _filled(old) != len(new.rows) - _filled(new):
        raise Unfit
    if old.widths == new.widths:
        return
    place = next((place for rank in ranks for place in patch.traced.places[rank] if place), None)
    if place is None:
        raise Unfit
    row = patch.body.row(place.start)
    top = next((top for top, bottom, name in patch.body.containers if name == "table" and top <= row <= bottom), None)
    found = _WIDTHS.search(patch.body.lines[top]) if top is not None else None
    if top is None or found is None:
        raise Unfit
    start = patch.body.starts[top]
    patch.edits.append(Edit(start + found.start(), start + found.end(), f"widths={','.join(map(str, new.widths))}"))


def _columns(table: Table) -> set[int]:
    return {sum(cell.span for cell in row.cells) for row in table.rows}


def _filled(table: Table) -> int:
    """How many rows come before those that are to be filled in by hand."""
    count = len(table.rows)
    while count and all(p.runs == (Break(),) for cell in table.rows[count - 1].cells for p in cell.paragraphs):
        count -= 1
    return count


def _rows(table: Table) -> Iterator[Entry]:
    rank = 0
    for number, row in enumerate(table.rows[: _filled(table)]):
        runs = tuple(paragraph.runs for cell in row.cells for paragraph in cell.paragraphs)
        if any(isinstance(run, Note) for one in runs for run in one):
            raise Unfit
        shape = tuple((cell.align, cell.span, len(cell.paragraphs)) for cell in row.cells)
        head = table.rows[0]
        alone = replace(table, rows=(head, Row(row.cells, row.strong)), summary="", header=1)
        yield Entry((number < table.header, row.strong, shape), runs, alone, rank)
        rank += len(runs)


def _entries(listing: Listing, depth: int, first: int) -> Iterator[Entry]:
    """Each item with its own paragraph; those below it follow."""
    for item in listing.items:
        opening = item.nodes[0] if item.nodes else None
        if not isinstance(opening, Paragraph) or any(isinstance(run, Note) for run in opening.runs):
            raise Unfit
        alone = Listing((Item((opening,)),), listing.ordered)
        yield Entry((depth, listing.ordered), (opening.runs,), alone, first)
        first += 1
        for inner in item.nodes[1:]:
            if not isinstance(inner, Listing):
                raise Unfit
            below = list(_entries(inner, depth + 1, first))
            yield from below
            first += len(below)


@dataclass(slots=True)
class _Lines:
    """The lines of one list or table."""

    patch: Patch
    ranks: Sequence[int]
    old: list[Entry]
    new: list[Entry]

    def all(self) -> None:
        """Every line that changed."""
        pairs = paired(self.old, self.new, lambda entry: spelled(entry.words), lambda a, b: a.kind == b.kind)
        gone = [old for old, new in pairs if new is None and old is not None]
        homes: dict[int, int] = {}
        for old, new in pairs:
            if old is None and new is not None:
                same = (one for one in gone if self.old[one] == self.new[new] and one not in homes.values())
                if (home := next(same, None)) is not None:
                    homes[new] = home
        place: int | None = None
        ranks = list(_counted(self.new))
        for rank, (old, new) in enumerate(pairs):
            if old is None and new is not None:
                following = next((one for one, _ in pairs[rank:] if one is not None), None)
                self.insert(place, self.new[new], following, homes.get(new), ranks[new])
            elif old is not None and new is None:
                self.delete(old)
            elif old is not None and new is not None:
                self.change(self.old[old], self.new[new], old)
            place = old if old is not None else place
        if any(old is None or new is None for old, new in pairs):
            self.number(pairs)

    def number(self, pairs: Sequence[tuple[int | None, int | None]]) -> None:
        """Counts the kept lines of an ordered list again, when the source counts them."""
        was, now = list(_counted(self.old)), list(_counted(self.new))
        for old, new in pairs:
            if old is None or new is None or self.new[new].kind[-1] is not True or was[old] == now[new]:
                continue
            start, _ = self.line(old)
            sign = _SIGN.match(self.patch.body.text, start)
            if sign and sign[2][:-1] == str(was[old]):
                self.patch.edits.append(Edit(sign.start(2), sign.end(2) - 1, str(now[new])))

    def change(self, old: Entry, new: Entry, rank: int) -> None:
        """The words of one line, or the whole line."""
        mark = len(self.patch.edits), len(self.patch.touched)
        try:
            for number, (was, now) in enumerate(zip(old.runs, new.runs, strict=True)):
                if tokens(was) != tokens(now):
                    reword(self.patch, [self.ranks[old.first + number]], [now])
        except Unfit:
            del self.patch.edits[mark[0] :], self.patch.touched[mark[1] :]
            start, end = self.line(rank)
            text = self.written(new, rank, start, self.patch.body.lines[self.patch.body.row(start)])
            self.patch.edits.append(Edit(start, end, text))

    def delete(self, rank: int) -> None:
        """The line and its end."""
        start, end = self.line(rank)
        self.patch.edits.append(Edit(start, min(end + 1, len(self.patch.body.text)), ""))

    def insert(self, before: int | None, new: Entry, after: int | None, home: int | None, number: int) -> None:
        """A line after another one, with its sign; or before, at the top."""
        body = self.patch.body
        near = before if before is not None else after
        if near is None:
            raise Unfit
        start, end = self.line(near, alone=False)
        sample = next((rank for rank in (before, after) if rank is not None and self.old[rank].kind == new.kind), near)
        like = body.lines[body.row(self.line(sample, alone=False)[0])]
        at = self.behind(before, after, end) if before is not None else self.ahead(start)
        if home is not None:
            text = body.text[slice(*self.line(home))]
        else:
            text = self.written(new, near, at, like, _deeper(new, self.old[sample]), added=True)
        text = _NUMBER.sub(rf"\g<1>{number}", text, count=1) if new.kind[-1] is True else text
        self.patch.edits.append(Edit(at, at, f"\n{text}" if before is not None else f"{text}\n"))

    def behind(self, before: int, after: int | None, end: int) -> int:
        """Where what follows a line is written: in its turn of a loop, when the next line comes from the loop too."""
        body = self.patch.body
        place = self.place(before)
        follower = self.place(after) if after is not None else None
        row = body.row(end)
        for region in body.regions:
            if region.opening.end <= end <= region.closing.start and body.row(region.closing.start) > row:
                inside = follower is not None and region.holds(follower.start)
                if region.loop and inside:
                    self.patch.alone(place)
                elif not inside and (region.loop or follower is not None):
                    return body.starts[body.row(region.closing.end) + 1] - 1
        return self.underlined(row, end)

    def underlined(self, row: int, end: int) -> int:
        """The end of the line, or of the one of dashes below the head of a table."""
        lines = self.patch.body.lines
        below = row + 1
        if below < len(lines) and re.fullmatch(r"[\s|:-]*-[\s|:-]*", lines[below]) and "|" in lines[below]:
            return self.patch.body.starts[below + 1] - 1
        return end

    def ahead(self, start: int) -> int:
        """Where what precedes the first line is written: before the tags that open with it."""
        body = self.patch.body
        row = body.row(start)
        while row and (outer := _opened(body, row - 1)):
            row = body.row(outer.opening.start)
        return body.starts[row]

    def place(self, rank: int):  # type: ignore[no-untyped-def]
        """Where the first word of a line was written."""
        entry = self.old[rank]
        leaves = (self.ranks[entry.first + number] for number in range(len(entry.runs)))
        found = next((place for leaf in leaves for place in self.patch.traced.places[leaf] if place), None)
        if found is None:
            raise Unfit
        return found

    def line(self, rank: int, *, alone: bool = True) -> tuple[int, int]:
        """The line, or lines, of an entry; raises Unfit when tags cross them."""
        body, entry = self.patch.body, self.old[rank]
        leaves = [self.ranks[entry.first + number] for number in range(len(entry.runs))]
        places = [place for leaf in leaves for place in self.patch.traced.places[leaf] if place]
        kept = [self.patch.alone(place) for place in places] if alone and self.split(places) else places
        if not kept:
            raise Unfit
        rows = [body.row(at) for place in kept for at in (place.start, place.end - 1)]
        start, end = body.starts[min(rows)], min(body.starts[max(rows) + 1] - 1, len(body.text))
        if not body.balanced(start, end):
            raise Unfit
        return start, end

    def split(self, places: Sequence[object]) -> bool:
        """Whether a loop goes beyond the line."""
        body = self.patch.body
        for place in places:
            for loop in body.loops(place.start):  # type: ignore[attr-defined]
                if body.row(loop.opening.start) != body.row(loop.closing.start):
                    return True
        return False

    def written(self, new: Entry, near: int, position: int, like: str, deeper: int = 0, *, added: bool = False) -> str:
        """A new line, as its neighbour is written, or below it."""
        entry = self.old[near]
        leaves = [self.ranks[entry.first + number] for number in range(len(entry.runs))]
        text = anew(self.patch, (new.node,), leaves, position, added=added)
        if isinstance(new.node, Table):
            lines = text.split("\n")
            return next(line for rank, line in enumerate(lines) if rank and lines[rank - 1].startswith("|---"))
        sign, own = _SIGN.match(like), _SIGN.match(text)
        if not sign or not own or "\n" in text or not 0 <= deeper <= 1:
            raise Unfit
        if deeper:
            return f"{' ' * len(sign[0])}{text}"
        return f"{sign[0]}{text[own.end() :]}"


def _counted(entries: Sequence[Entry]) -> Iterator[int]:
    """The number of each entry among those of its level."""
    counts: dict[int, int] = {}
    for entry in entries:
        depth = entry.kind[0] if isinstance(entry.kind[0], int) else 0
        counts = {level: count for level, count in counts.items() if level <= depth}
        counts[depth] = counts.get(depth, 0) + 1
        yield counts[depth]


def _deeper(new: Entry, near: Entry) -> int:
    """How many levels an entry stands below another; of the same level, they are of one kind."""
    if new.kind == near.kind:
        return 0
    depths = [kind[0] for kind in (new.kind, near.kind)]
    return depths[0] - depths[1] if isinstance(depths[0], int) and depths[0] != depths[1] else -1  # type: ignore[operator]


def _opened(body: Body, row: int) -> Region | None:
    """The region whose opening tag stands alone on this line."""
    line = body.lines[row].strip()
    return next((r for r in body.regions if body.row(r.opening.start) == row and line == r.opening.text), None)
