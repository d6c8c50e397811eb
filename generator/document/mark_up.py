"""Tree to Markdown, as a person would write it in a block: what is read back is the same text.

A mark that Markdown could not read where it stands is left out, never the words. Braces that Jinja would read are
written as numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, assert_never

from generator.document.containers import MAX_BLANK
from generator.document.inlines import plain_text
from generator.document.markdown import tree
from generator.document.rows import equal_widths
from generator.document.tree import (
    Break,
    Callout,
    Cell,
    Contents,
    Figure,
    Heading,
    Inline,
    Link,
    Listing,
    Node,
    Note,
    PageBreak,
    PageOf,
    Paragraph,
    Remark,
    Row,
    Runs,
    Signature,
    Table,
    Text,
)

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_JINJA: Final = re.compile(r"\{(?=[{%#])|(?<=[}%#])\}")
_OPENING: Final = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$)|:{3,}|(?:\d{1,9})(?=[.)](?:\s|$)))")
_CLOSING: Final = re.compile(r"#+$")
# What a file of ours may not hold is a space in a text of others; what shows nothing inside a word is left out.
_SPACES: Final = re.compile("[ \t\u00a0\u202f\n\r\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000\ue001\ufffe\uffff]+")
_SOFT: Final = re.compile("[\u00ad\u200b\ufeff]")
_NAME: Final = re.compile(r"[\w-]+")
_ODD: Final = re.compile(r"[^\w.-]+")
_TARGET: Final = re.compile(r"(https?://|mailto:)[^\s()<>]+$")


def markdown_of(nodes: Iterable[Node]) -> str:
    """The Markdown of these nodes, ended by a line feed; contents tables and page breaks leave nothing."""
    page = _Page()
    previous: Node | None = None
    for node in nodes:
        page.node(node, previous)
        previous = node
    notes = [f"[^{number}]: {text}" for number, text in enumerate(page.notes, 1)]
    return "\n\n".join([*page.pieces, *notes]) + "\n"


@dataclass(slots=True)
class _Page:
    """What is written so far; footnotes are numbered as they are met."""

    pieces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    other: bool = False  # whether the last list took the other sign, so that two in a row stay two

    def node(self, node: Node, previous: Node | None) -> None:
        """Adds a node."""
        match node:
            case Heading():
                title = _CLOSING.sub(r"\\\g<0>", self.line(node.runs))
                self.add(f"{'#' * min(max(node.level, 2), 4)} {title}".rstrip(), node.runs) if title else None
            case Paragraph():
                self.paragraph(node)
            case Listing():
                self.other = isinstance(previous, Listing) and previous.ordered == node.ordered and not self.other
                written = "\n".join(self.listing(node, self.other))
                self.pieces += [written] if written else []
            case Table():
                self.pieces.append(self.table(node))
            case Callout():
                self.callout(node)
            case Figure():
                caption = f"\n{self.line(node.caption)}" if node.caption else ""
                size = f"width={node.width} " if 0 < node.width < _WIDEST else ""
                name = _ODD.sub("-", node.name)
                self.pieces.append(f'::: figure {name} {size}alt="{_quoted(node.alt)}"{caption}\n:::')
            case Signature():
                lines = "\n\n".join(text for text in map(self.block, node.lines) if text)
                name = node.name if _NAME.fullmatch(node.name) else "signature"
                self.pieces += [f"::: signature {name}\n{lines}\n:::"] if lines else []
            case Contents() | PageBreak():
                pass
            case _:
                assert_never(node)

    def add(self, text: str, runs: Runs) -> None:
        """Adds a passage and the questions hung on it."""
        self.pieces.append(text)
        self.pieces += [f"::: remark\n{_escaped(run.text)}\n:::" for run in runs if isinstance(run, Remark)]

    def paragraph(self, node: Paragraph) -> None:
        """A paragraph in its role; a caption or a box to tick is plain text."""
        text = self.block(node.runs)
        if not text:
            return
        match node.role:
            case "lead" | "small":
                self.add(f"::: {node.role}\n{text}\n:::", node.runs)
            case "quote":
                self.add("\n".join(f"> {line}" for line in text.split("\n")), node.runs)
            case _:
                self.add(text, node.runs)

    def callout(self, node: Callout) -> None:
        """A framed passage; without a title or without a text, what it holds stands alone."""
        title = self.line(tuple(Text(f" ({plain_text(r.runs)})") if isinstance(r, Note) else r for r in node.title))
        inside = self.flow(node.nodes)
        framed = f"::: {node.kind} {title}\n{inside}\n:::" if title and inside else inside or self.block(node.title)
        self.pieces += [framed] if framed else []

    def flow(self, nodes: Iterable[Paragraph | Listing]) -> str:
        """Paragraphs and lists; a list stands right below the words that announce it."""
        flow, after = "", False
        for node in nodes:
            listed = isinstance(node, Listing)
            said = "\n".join(self.listing(node)) if isinstance(node, Listing) else self.block(node.runs)
            if said:
                flow += ("\n" if listed and not after else "\n\n") * bool(flow) + said
                after = listed
        return flow

    def listing(self, node: Listing, other: bool = False) -> Iterator[str]:
        """The lines of a list, each entry's own lines below its sign."""
        entries = (self.flow(item.nodes) for item in node.items)
        for number, entry in enumerate((entry for entry in entries if entry), 1):
            sign = f"{number}{')' if other else '.'}" if node.ordered else "*" if other else "-"
            lines = entry.split("\n")
            yield f"{sign} {lines[0]}".rstrip()
            yield from (f"{' ' * (len(sign) + 1)}{line}".rstrip() for line in lines[1:])

    def table(self, node: Table) -> str:
        """A table whose first row is the head; words of a cell stand on one line."""
        columns = max(sum(cell.span for cell in row.cells) for row in node.rows) if node.rows else 1
        blank = _to_fill(node)
        rows = [self.row(row, columns) for row in node.rows[: len(node.rows) - blank]]
        lines = [rows[0], f"|{'---|' * columns}", *rows[1:]] if rows else []
        told = [f"widths={','.join(map(str, node.widths))}"] if _told(node, columns) else []
        told += [f'summary="{_quoted(node.summary)}"'] if node.summary else []
        told += [f"rows={blank}"] if blank else []
        table = "\n".join(lines)
        return f"::: table {' '.join(told)}\n{table}\n:::" if told else table

    def row(self, row: Row, columns: int) -> str:
        """A row; a cell over several columns leaves the next ones empty, a total is bold."""
        cells: list[str] = []
        for cell in row.cells:
            text = " ".join(self.line(paragraph.runs) for paragraph in cell.paragraphs).strip()
            cells += [f"**{text}**" if row.strong and text else text, *[""] * (cell.span - 1)]
        return "| " + " | ".join([*cells, *[""] * (columns - len(cells))]) + " |"

    # --- runs

    def line(self, runs: Runs) -> str:
        """Runs on one line."""
        return self.runs([Text(" ") if isinstance(run, Break) else run for run in runs])

    def block(self, runs: Runs) -> str:
        """Runs as a paragraph: a line break inside is kept, the first sign never opens something else."""
        lines: list[list[Inline]] = [[]]
        for run in runs:
            if isinstance(run, Break):
                lines.append([])
            else:
                lines[-1].append(run)
        said = [text for text in (self.runs(line) for line in lines) if text]
        return "\\\n".join(_OPENING.sub(_shielded, text) for text in said)

    def runs(self, runs: Iterable[Inline]) -> str:
        """Runs with their marks, when they read back; else their words."""
        kept: list[Inline] = [run for run in runs if not isinstance(run, Remark)]
        known = len(self.notes)
        marked = self.marked(kept)
        notes = "".join(f"\n\n[^{number}]: {text}" for number, text in enumerate(self.notes[known:], known + 1))
        bare = [_bare(run) for run in kept]
        if bare == kept or _reads(marked + notes, kept):
            return marked
        del self.notes[known:]
        return self.marked(bare)

    def marked(self, runs: Iterable[Inline]) -> str:
        """Runs with their marks; spaces at the ends go."""
        return _SPACES.sub(" ", _SOFT.sub("", "".join(map(self.inline, runs)))).strip()

    def inline(self, run: Inline) -> str:
        """One run."""
        match run:
            case Text():
                return _marked(run)
            case Link():
                text = "".join(map(_marked, run.runs))
                return f"[{text}]({run.target})" if _TARGET.match(run.target) and text.strip() else text
            case Note():
                said = self.marked(run.runs)
                self.notes += [said] if said else []
                return f"[^{len(self.notes)}]" if said else ""
            case Break():
                return " "
            case Remark() | PageOf():
                return ""
            case _:
                assert_never(run)


_WIDEST: Final = 160  # millimetres: the width of the text


def _to_fill(node: Table) -> int:
    """How many rows at the end are two lines high and empty: room to write by hand."""
    empty = (Cell((Paragraph((Break(),)),)),)
    count = 0
    while count + 1 < len(node.rows) and count < MAX_BLANK:
        row = node.rows[-1 - count]
        if row.strong or row.cells != empty * len(row.cells):
            break
        count += 1
    return count


def _told(node: Table, columns: int) -> bool:
    widths = node.widths
    return len(widths) == columns and sum(widths) == 100 and min(widths) > 0 and widths != equal_widths(columns)


def _marked(text: Text) -> str:
    """The text between its marks, which never touch a space."""
    words = text.value.strip(" \t\u00a0\u202f\n")
    mark = "**" * text.strong + "*" * text.emphasis
    if not mark or not words:
        return _escaped(text.value)
    before, _, after = text.value.partition(words)
    return f"{before}{mark}{_escaped(words)}{mark[::-1]}{after}"


def _bare(run: Inline) -> Inline:
    """The run without its marks."""
    match run:
        case Text():
            return Text(run.value)
        case Link():
            return Link(run.target, tuple(Text(text.value) for text in run.runs))
        case Note():
            return Note(tuple(_link_or_text(part) for part in run.runs))
        case _:
            return run


def _link_or_text(run: Text | Link) -> Text | Link:
    return Text(run.value) if isinstance(run, Text) else Link(run.target, tuple(Text(t.value) for t in run.runs))


def _escaped(text: str) -> str:
    """The text without anything that Markdown or Jinja would read as its own."""
    return _JINJA.sub(lambda sign: f"&#{ord(sign[0])};", _SPECIAL.sub(r"\\\g<0>", text))


def _shielded(opening: re.Match[str]) -> str:
    """What opens a paragraph as words."""
    sign = opening[0]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _quoted(text: str) -> str:
    folded = _SPACES.sub(" ", _SOFT.sub("", text)).strip()
    return _JINJA.sub(lambda sign: f"&#{ord(sign[0])};", folded.replace("\\", "\\\\").replace('"', '\\"'))


def _reads(text: str, runs: list[Inline]) -> bool:
    """Whether this line of Markdown gives these runs, spaces and neighbours with the same marks aside."""
    nodes, problems = tree(text, "")
    read = nodes[0].runs if len(nodes) == 1 and isinstance(nodes[0], Paragraph) else ()
    return not problems and _letters(read) == _letters(runs)


def _letters(runs: Iterable[Inline]) -> list[tuple[str, bool, bool]]:
    """Each letter with its marks."""
    flat = [part for run in runs for part in (run.runs if isinstance(run, Note) else (run,))]
    deep = [part for run in flat for part in (run.runs if isinstance(run, Link) else (run,))]
    texts = [text for text in deep if isinstance(text, Text)]
    return [
        (letter, text.strong, text.emphasis)
        for text in texts
        for letter in _SOFT.sub("", _SPACES.sub("", text.value))
        if not letter.isspace()
    ]
