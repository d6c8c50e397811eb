"""Markdown to tree: CommonMark, tables, footnotes and a few containers; anything else is an error on its line.

markdown-it-py gives tokens that carry lines. Raw HTML, code, rules and pictures from files have no node in the tree, so they are
refused rather than dropped.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.document.inlines import Inlines, plain_text
from generator.document.tree import (
    CalloutKind,
    Callout,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Node,
    Paragraph,
    Remark,
    Role,
    Row,
    Signature,
    Table,
    Text,
)
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, near_miss

CALLOUTS: Final[tuple[CalloutKind, ...]] = ("key", "example", "care")
CONTAINERS: Final = (*CALLOUTS, "lead", "small", "remark", "table", "figure", "signature")
_ALIGN: Final = {"text-align:right": "right", "text-align:center": "center"}


def parser() -> MarkdownIt:
    """The Markdown reader: no raw HTML, no automatic links."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    return markdown.use(container_plugin, "any", validate=lambda *_: True)


def tree(text: str, file: str, lines: Sequence[int] = ()) -> tuple[tuple[Node, ...], Diagnostics]:
    """The nodes of this Markdown; `lines[n]` is the line of `file` that gave rendered line n (counting from 0)."""
    environment: dict[str, Any] = {}
    tokens = parser().parse(text, environment)
    walk = _Walk(tokens, file, lines)
    walk.notes(tokens)
    nodes = walk.flow(stop=None)
    return tuple(nodes), tuple(walk.problems)


@dataclass
class _Walk:
    """Goes once through the flat list of tokens."""

    tokens: list[Token]
    file: str
    lines: Sequence[int]
    position: int = 0
    problems: list[Diagnostic] = field(default_factory=list)
    inlines: Inlines = field(default_factory=Inlines)

    # --- places and problems

    def line(self, token: Token) -> int:
        """The line of the file that this token comes from."""
        row = token.map[0] if token.map else 0
        return self.lines[row] if row < len(self.lines) else row + 1

    def refuse(self, token: Token, message: str, hint: str) -> None:
        """Notes a problem on the token's line."""
        self.problems.append(error("T601", Span(self.file, self.line(token), 1), message, hint))

    # --- the flow of blocks

    def next(self) -> Token:
        """The token here; moves on."""
        token = self.tokens[self.position]
        self.position += 1
        return token

    def notes(self, tokens: list[Token]) -> None:
        """Collects the footnotes' texts, which stand at the end of the list."""
        start = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
        label: int | None = None
        for token in tokens[start:]:
            if token.type == "footnote_open":
                label = token.meta["id"]
            elif token.type == "inline" and label is not None:
                self.inlines.notes[label] = token
        del tokens[start:]

    def flow(self, stop: str | None) -> list[Node]:
        """Nodes until the token type `stop`, which is eaten."""
        nodes: list[Node] = []
        while self.position < len(self.tokens):
            token = self.next()
            if token.type == stop:
                break
            self.node(token, nodes)
        return nodes

    def node(self, token: Token, nodes: list[Node]) -> None:
        """Adds the node that opens at this token."""
        makers: dict[str, Callable[[Token], Node | None]] = {
            "heading_open": self.heading,
            "paragraph_open": self.paragraph,
            "bullet_list_open": self.listing,
            "ordered_list_open": self.listing,
            "table_open": self.table,
        }
        if token.type == "blockquote_open":
            nodes += self.quote(token)
        elif token.type == "container_any_open":
            self.container(token, nodes)
        elif maker := makers.get(token.type):
            if made := maker(token):
                nodes.append(made)
        else:
            self.unknown(token)

    def unknown(self, token: Token) -> None:
        """Refuses what the tree has no node for."""
        what = {"hr": "filet « --- »", "fence": "bloc de code", "code_block": "bloc de code (quatre espaces en début de ligne)"}
        self.refuse(token, f"{what.get(token.type, token.type)} : le document n'a pas de quoi le représenter",
                    "écrivez un paragraphe, une liste, un tableau ou un encart « ::: key Titre »")

    def heading(self, token: Token) -> Node:
        """A heading of level 2 to 4."""
        runs = self.runs(self.next())
        self.next()
        level = int(token.tag[1])
        if not 2 <= level <= 4:
            self.refuse(token, f"titre de niveau {level} : un bloc commence au niveau 2 (##)", "niveaux permis : ##, ### et ####")
        return Heading(min(max(level, 2), 4), runs, line=self.line(token))

    def paragraph(self, token: Token) -> Node | None:
        """A paragraph."""
        runs = self.runs(self.next())
        self.next()
        return Paragraph(runs, line=self.line(token)) if runs else None

    def runs(self, token: Token) -> tuple[Any, ...]:
        """The inline runs of an inline token."""
        runs, bad = self.inlines.runs(token)
        for what in bad:
            self.refuse(token, f"{what} : le document n'a pas de quoi le représenter", "écrivez-le autrement ou supprimez-le")
        return runs

    def quote(self, token: Token) -> list[Node]:
        """The buyer's words: paragraphs only."""
        nodes = self.flow("blockquote_close")
        if not all(isinstance(node, Paragraph) for node in nodes):
            self.refuse(token, "une citation ne contient que des paragraphes", "sortez la liste ou le tableau de la citation")
        return [replace(node, role="quote") for node in nodes if isinstance(node, Paragraph)]

    def listing(self, token: Token) -> Node:
        """A list; its items hold paragraphs and lists."""
        items = []
        close = token.type.replace("_open", "_close")
        while (item := self.next()).type != close:
            nodes = self.flow("list_item_close")
            kept = tuple(node for node in nodes if isinstance(node, Paragraph | Listing))
            if len(kept) < len(nodes):
                self.refuse(item, "une liste ne contient que des paragraphes et des listes", "sortez le tableau ou l'encart de la liste")
            items.append(Item(kept))
        return Listing(tuple(items), token.type.startswith("ordered"), line=self.line(token))

    # --- tables

    def table(self, token: Token) -> Node:
        """A table with its header row; equal widths unless a container says otherwise."""
        rows: list[Row] = []
        header = 0
        while (part := self.next()).type != "table_close":
            if part.type == "tr_open":
                rows.append(self.row())
            elif part.type == "thead_close":
                header = len(rows)
        columns = max((len(row.cells) for row in rows), default=1)
        return Table(tuple(rows), equal_widths(columns), header, line=self.line(token))

    def row(self) -> Row:
        """A row; one whose cells are all bold is a total."""
        cells: list[Cell] = []
        while (opening := self.next()).type != "tr_close":
            runs = self.runs(self.next())
            self.next()
            align = _ALIGN.get(str(opening.attrGet("style") or ""), "left")
            cells.append(Cell((Paragraph(runs),), cast("Any", align)))
        total = len(cells) > 1 and all_bold(cells)
        return Row(tuple(map(unmarked, cells)) if total else tuple(cells), strong=total)

    # --- containers

    def container(self, token: Token, nodes: list[Node]) -> None:
        """What stands between ::: name … and :::."""
        name, _, rest = token.info.strip().partition(" ")
        inner = self.flow("container_any_close")
        if name in CALLOUTS:
            nodes.append(self.callout(token, cast("CalloutKind", name), rest.strip(), inner))
        elif name in {"lead", "small"}:
            nodes += [replace(node, role=cast("Role", name)) if isinstance(node, Paragraph) else node for node in inner]
        elif name == "remark":
            self.remark(token, inner, nodes)
        elif name == "table":
            nodes += [self.shaped(token, node, rest) if isinstance(node, Table) else node for node in inner]
        elif name == "figure":
            caption = next((node.runs for node in inner if isinstance(node, Paragraph)), ())
            nodes.append(Figure(rest.strip(), "", caption, line=self.line(token)))
        elif name == "signature":
            lines = tuple(node.runs for node in inner if isinstance(node, Paragraph))
            nodes.append(Signature(rest.strip() or "signature", lines))
        else:
            self.refuse(token, f"encart inconnu « {name} »", near_miss(name, CONTAINERS) or "encarts possibles : " + ", ".join(CONTAINERS))

    def callout(self, token: Token, kind: CalloutKind, title: str, inner: list[Node]) -> Node:
        """A framed passage."""
        kept = tuple(node for node in inner if isinstance(node, Paragraph | Listing))
        if len(kept) < len(inner):
            self.refuse(token, "un encart ne contient que des paragraphes et des listes", "sortez le tableau ou le titre de l'encart")
        heading = parser().parseInline(title)[0] if title else None
        return Callout(kind, self.runs(heading) if heading else (), kept, line=self.line(token))

    def remark(self, token: Token, inner: list[Node], nodes: list[Node]) -> None:
        """A question to the reviewer, hung on the paragraph before."""
        text = " ".join(plain_text(node.runs) for node in inner if isinstance(node, Paragraph))
        last = nodes[-1] if nodes else None
        if isinstance(last, Paragraph | Heading):
            nodes[-1] = replace(last, runs=(*last.runs, Remark(text)))
        else:
            self.refuse(token, "une remarque doit suivre un paragraphe", "placez « ::: remark » juste après le paragraphe concerné")

    def shaped(self, token: Token, table: Table, options: str) -> Table:
        """The table with the widths and summary that its container gives."""
        given = _options(options)
        widths = tuple(int(w) for w in re.findall(r"\d+", given.get("widths", "")))
        if given.get("widths") and (sum(widths) != 100 or len(widths) != len(table.widths)):
            self.refuse(token, f"largeurs de colonnes « {given['widths']} » : {len(table.widths)} nombres attendus, de somme 100",
                        "exemple : widths=30,70")
            widths = ()
        return replace(table, widths=widths or table.widths, summary=given.get("summary", ""), line=self.line(token))


def equal_widths(columns: int) -> tuple[int, ...]:
    """Shares that add up to 100."""
    share, rest = divmod(100, columns)
    return tuple(share + (1 if i < rest else 0) for i in range(columns))


def all_bold(cells: list[Cell]) -> bool:
    """Whether every written word of these cells is bold: a row of totals."""
    runs = [run for cell in cells for run in cell.paragraphs[0].runs if not isinstance(run, Text) or run.value.strip()]
    return bool(runs) and all(isinstance(run, Text) and run.strong for run in runs)


def unmarked(cell: Cell) -> Cell:
    """The cell without bold: its row is strong already."""
    runs = tuple(replace(run, strong=False) if isinstance(run, Text) else run for run in cell.paragraphs[0].runs)
    return replace(cell, paragraphs=(Paragraph(runs),))


def _options(text: str) -> dict[str, str]:
    try:
        words = shlex.split(text)
    except ValueError:
        return {}
    return dict(word.split("=", 1) for word in words if "=" in word)
