"""The lines of the source that gave a node, and those where what stands beside it is written."""

from __future__ import annotations

from dataclasses import dataclass

from generator.review.rewrite_patch import Patch, Unfit


@dataclass(frozen=True, slots=True)
class Extents:
    """The lines of each node of a traced source."""

    patch: Patch

    def passage(self, first: int, last: int | None = None) -> tuple[int, int]:
        """The whole lines that gave these nodes, and nothing else; raises Unfit when tags cross them."""
        body = self.patch.body
        rows = [row for node in {first, first if last is None else last} for row in self.rows(node)]
        top, bottom = min(rows), max(rows)
        for region in reversed(body.regions):  # the inner ones first: what opens among these lines ends with them
            opening, closing = body.row(region.opening.start), body.row(region.closing.start)
            if (opening < top) != (closing > bottom) and opening <= bottom and closing >= top:
                top, bottom = min(top, opening), max(bottom, closing)
        start, end = body.starts[top], min(body.starts[bottom + 1] - 1, len(body.text))
        if not body.balanced(start, end):
            raise Unfit
        return start, end

    def rows(self, node: int) -> tuple[int, int]:
        """The first and the last line that gave a node."""
        body, traced = self.patch.body, self.patch.traced
        places = [place for rank in traced.of(node) for place in traced.places[rank] if place]
        line = getattr(self.patch.traced.nodes[node], "line", 0) - self.patch.first_line
        rows = [row for place in places for row in self.patch.rows(place, node)] or ([line] if line >= 0 else [])
        if not rows:
            raise Unfit
        first, last = min(rows), max(rows)
        for top, bottom, name in body.containers:
            if top <= first and last <= bottom and (name not in {"lead", "small"} or self.sole(node, top, bottom)):
                first, last = top, bottom
        while last + 1 < len(body.lines) and body.lines[last + 1].lstrip().startswith("|"):
            last += 1
        return first, self.questioned(last)

    def sole(self, node: int, top: int, bottom: int) -> bool:
        """Whether a container holds nothing but this paragraph."""
        line = self.patch.first_line
        others = (getattr(one, "line", 0) - line for rank, one in enumerate(self.patch.traced.nodes) if rank != node)
        return not any(top <= row <= bottom for row in others)

    def questioned(self, last: int) -> int:
        """The last line, with those of the questions hung there."""
        body = self.patch.body
        for top, bottom, name in body.containers:
            if name == "remark" and top > last and not "".join(body.lines[last + 1 : top]).strip():
                last = bottom
        return last

    def after(self, before: int, after: int | None) -> int:
        """Where what follows this node is written: behind the tags that end with it."""
        body = self.patch.body
        _, end = self.passage(before)
        limit = self.passage(after)[0] if after is not None else None
        for region in body.regions:
            if region.opening.end <= end <= region.closing.start and (limit is None or region.closing.start < limit):
                return body.starts[body.row(region.closing.end) + 1] - 1
        return end

    def before(self, after: int | None) -> int:
        """Where what precedes this node is written: before the tags that open with it."""
        if after is None:
            raise Unfit
        body = self.patch.body
        start, _ = self.passage(after)
        outer = next((r for r in body.regions if r.opening.end <= start <= r.closing.start), None)
        return body.starts[body.row(outer.opening.start)] if outer else start
