"""Paragraphs in a row to nodes: lists, callouts, figures with their captions, signatures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.document.docx_names import CONTENTS_WORD
from generator.document.tree import (
    Callout,
    CalloutKind,
    Contents,
    Figure,
    Heading,
    Item,
    Listing,
    Node,
    PageBreak,
    Paragraph,
    Runs,
    Signature,
    Table,
)
from generator.readers.docx.context import Context
from generator.readers.docx.inline import PageStop
from generator.readers.docx.lines import Line
from generator.readers.docx.pictures import Picture


@dataclass(slots=True)
class _List:
    """A list being read; its entries hold paragraphs and lists."""

    ordered: bool
    number: str
    entries: list[list[Paragraph | _List]] = field(default_factory=list)

    def frozen(self) -> Listing:
        """The node."""
        entries = (
            tuple(n if isinstance(n, Paragraph) else n.frozen() for n in entry) for entry in self.entries
        )
        return Listing(tuple(map(Item, entries)), self.ordered)


@dataclass(slots=True)
class _Box:
    """A callout being read."""

    kind: CalloutKind
    title: Runs
    flow: list[Paragraph | _List] = field(default_factory=list)


@dataclass(slots=True)
class Assembly:
    """The nodes of one part."""

    context: Context
    nodes: list[Node] = field(default_factory=list)
    stack: list[_List] = field(default_factory=list)  # open lists, outermost first
    box: _Box | None = None
    signing: str | None = None  # the bookmark of the signature being read

    def close(self) -> None:
        """What comes next belongs to no list, callout or signature."""
        if self.stack:
            self.nodes.append(self.stack[0].frozen())
        if self.box:
            flow = tuple(n if isinstance(n, Paragraph) else n.frozen() for n in self.box.flow)
            self.nodes.append(Callout(self.box.kind, self.box.title, flow))
        self.stack, self.box, self.signing = [], None, None

    def table(self, table: Table | None) -> None:
        """Adds a table."""
        self.close()
        self.nodes += [table] if table else []

    def line(self, line: Line, signature: str, name: str) -> None:
        """Adds a paragraph; `signature` is the bookmark of its frame, `name` what that is called."""
        if line.contents:
            self.close()
            self.nodes.append(Contents(line.contents))
        if line.within:
            return
        own = line.meaning.what in {"page break", "contents end"}  # their style starts a page
        if line.new_page and not own:
            self.stop()
        if line.meaning.what in {"signature", "room"}:
            self.signature(line, signature, name)
            return
        for segment in line.segments():
            match segment:
                case Picture():
                    self.picture(segment)
                case PageStop():
                    if not own:
                        self.stop()
                case _:
                    self.words(line, segment)

    def stop(self) -> None:
        """A page begins."""
        self.close()
        self.nodes.append(PageBreak())

    def picture(self, picture: Picture) -> None:
        """A figure."""
        self.close()
        if picture.floating:
            self.context.formatting(["image flottante"], picture.name)
        self.nodes.append(Figure(picture.name, picture.alt, (), picture.width, picture.data))

    def words(self, line: Line, runs: Runs) -> None:
        """Runs, by what their paragraph means."""
        match line.meaning.what:
            case "heading":
                self.close()
                self.nodes.append(Heading(line.meaning.level + 1, runs, line.meaning.numbered, line.anchor))
            case "bullet" | "number":
                self.entry(line, runs)
            case "continued" if len(self.stack) > line.meaning.level:
                del self.stack[line.meaning.level + 1 :]
                self.stack[-1].entries[-1].append(Paragraph(runs))
            case "callout":
                self.callout(line, runs)
            case "figure caption":
                self.caption(runs)
            case "page break":
                self.stop()
                self.paragraph(line, runs)
            case "contents title":
                self.close()
                changed = line.text and line.text != CONTENTS_WORD
                self.context.content(["titre du sommaire"] if changed else [], line.text)
            case _:
                self.paragraph(line, runs)

    def paragraph(self, line: Line, runs: Runs) -> None:
        """A paragraph in its role; one that is meant for a table keeps its role outside."""
        self.close()
        self.nodes += [Paragraph(runs, line.meaning.said_role)] if runs else []

    def caption(self, runs: Runs) -> None:
        """The caption of the figure just above, else a caption alone."""
        self.close()
        last = self.nodes[-1] if self.nodes else None
        if isinstance(last, Figure) and not last.caption:
            self.nodes[-1] = replace(last, caption=runs)
        else:
            self.nodes.append(Paragraph(runs, "caption"))

    # --- lists

    def entry(self, line: Line, runs: Runs) -> None:
        """A new entry at its level, in the open list or in a new one."""
        if self.box or self.signing is not None:
            self.close()
        level = min(line.meaning.level, len(self.stack))
        del self.stack[level + 1 :]
        if len(self.stack) == level or not self.goes_on(self.stack[level], line):
            self.open(_List(line.meaning.what == "number", line.number), level)
        self.stack[level].entries.append([Paragraph(runs)])

    def goes_on(self, listing: _List, line: Line) -> bool:
        """Whether the entry belongs to the open list: same kind, no restart."""
        restarts = (
            line.number,
            line.meaning.level,
        ) in self.context.lists.starts and line.number != listing.number
        return listing.ordered == (line.meaning.what == "number") and not (listing.ordered and restarts)

    def open(self, listing: _List, level: int) -> None:
        """A new list at this level, in the last entry of the level above."""
        if level == 0:
            self.close()
        else:
            self.stack[level - 1].entries[-1].append(listing)
        del self.stack[level:]
        self.stack.append(listing)

    # --- callouts and signatures

    def callout(self, line: Line, runs: Runs) -> None:
        """A paragraph of a callout: a title opens one, so does another kind."""
        kind, part = line.meaning.callout
        if part == "title" or self.box is None or self.box.kind != kind:
            self.close()
            self.box = _Box(kind, runs if part == "title" else ())
        if part == "title":
            return
        flow = self.box.flow
        last = flow[-1] if flow else None
        if part in {"bullet", "number"}:
            ordered = part == "number"
            restarts = (line.number, 0) in self.context.lists.starts
            if (
                not isinstance(last, _List)
                or last.ordered != ordered
                or (ordered and restarts and last.number != line.number)
            ):
                flow.append(last := _List(ordered, line.number))
            last.entries.append([Paragraph(runs)])
        elif part == "continued" and isinstance(last, _List):
            last.entries[-1].append(Paragraph(runs))
        else:
            flow.append(Paragraph(runs))

    def signature(self, line: Line, mark: str, name: str) -> None:
        """A line of a signature's frame, or its empty room, which ends it."""
        if self.signing is None or self.signing != mark:
            self.close()
            self.nodes.append(Signature(name, ()))
            self.signing = mark
        last = self.nodes[-1]
        runs = line.runs
        drawn = any(isinstance(piece, Picture) for piece in line.pieces)
        self.context.content(["image dans un cadre de signature"] if drawn else [], line.text)
        if isinstance(last, Signature) and runs:
            self.nodes[-1] = replace(last, lines=(*last.lines, runs))
        if line.meaning.what == "room":
            self.signing = None
