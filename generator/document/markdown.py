"""Markdown to tree: CommonMark, tables, footnotes and a few containers; anything else is an error on its line.

markdown-it-py gives tokens that carry lines. Code, rules and pictures from files have no node in the tree, so they are
refused rather than dropped; HTML is text like another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, cast

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.document.containers import CALLOUTS, contained
from generator.document.inlines import Inlines, plain_text
from generator.document.losses import closes, note_losses
from generator.document.rows import all_bold, cells, equal_widths, unmarked
from generator.document.tree import (
    Cell,
    Heading,
    Item,
    Listing,
    Node,
    Note,
    Paragraph,
    Remark,
    Row,
    Runs,
    Table,
)
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error

NESTING: Final = 60
LIST_DEPTH: Final = 3
_ALIGN: Final = {"text-align:right": "right", "text-align:center": "center"}
_NO_NODE: Final = {
    "hr": "filet « --- »",
    "fence": "bloc de code « ``` »",
    "code_block": "bloc de code (quatre espaces en début de ligne)",
}


@cache
def parser() -> MarkdownIt:
    """The Markdown reader, made once: no raw HTML, no automatic or reference links (their lines would vanish)."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    markdown.enable("table").disable("reference").use(footnote_plugin)
    markdown.validateLink = _any_link  # type: ignore[method-assign]
    return markdown.use(container_plugin, "any", validate=lambda *_: True)


def _any_link(url: str) -> bool:  # noqa: ARG001 - inlines judges every address, on its line
    return True


def tree(text: str, file: str, lines: Sequence[int] = ()) -> tuple[tuple[Node, ...], Diagnostics]:
    """The nodes of this Markdown; `lines[n]` is the line of `file` that gave rendered line n (counting from 0)."""
    markdown = parser()
    walk = _Walk(markdown, markdown.parse(text, {}), text.split("\n"), file, lines)
    walk.notes()
    nodes = walk.flow(stop=None)
    for row, message, hint in note_losses(walk.rows, walk.inlines.shown):
        walk.problems.append(error("T604", walk.span(row), message, hint))
    return tuple(nodes), tuple(sorted(walk.problems, key=lambda problem: problem.span or Span(file)))


@dataclass
class _Walk:
    """Goes once through the flat list of tokens."""

    markdown: MarkdownIt
    tokens: list[Token]
    rows: list[str]
    file: str
    lines: Sequence[int]
    position: int = 0
    depth: int = 0
    closed: set[int] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)
    inlines: Inlines = field(default_factory=Inlines)

    # --- places and problems

    def span(self, row: int) -> Span:
        """The place in the file that gave this row of the rendered text."""
        line = self.lines[min(row, len(self.lines) - 1)] if self.lines else row + 1
        return Span(self.file, line, 1)

    def line(self, token: Token) -> int:
        """The line of the file that this token comes from."""
        return self.span(token.map[0] if token.map else 0).line

    def refuse(self, token: Token, code: str, message: str, hint: str) -> None:
        """Notes a problem on the token's line."""
        self.problems.append(error(code, self.span(token.map[0] if token.map else 0), message, hint))

    # --- the flow of blocks

    def next(self) -> Token:
        """The token here; moves on."""
        token = self.tokens[self.position]
        self.position += 1
        return token

    def notes(self) -> None:
        """Collects the footnotes' texts, which stand at the end of the list."""
        start = next((i for i, t in enumerate(self.tokens) if t.type == "footnote_block_open"), len(self.tokens))
        number = -1
        for token in self.tokens[start:]:
            if token.type == "footnote_open":
                number = token.meta["id"]
            elif token.type == "inline" and number not in self.inlines.notes:
                self.inlines.notes[number] = token
            elif token.type not in _OF_NOTES and token.nesting >= 0:
                self.refuse(token, "T604", "une note tient en un seul paragraphe", "raccourcissez la note")
        del self.tokens[start:]

    def flow(self, stop: str | None) -> list[Node]:
        """Nodes until the token type `stop`, which is eaten."""
        nodes: list[Node] = []
        while self.position < len(self.tokens):
            token = self.next()
            if token.type == stop:
                break
            if token.level >= NESTING - 1:
                self.refuse(token, "T601", "trop de niveaux les uns dans les autres", "simplifiez ce passage")
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
            said = f"{_NO_NODE.get(token.type, 'élément inconnu')} : le document n'a pas de quoi le représenter"
            hint = "écrivez un paragraphe, une liste, un tableau ou un encart « ::: key Titre »"
            self.refuse(token, "T601", said, hint)

    def heading(self, token: Token) -> Node:
        """A heading of level 2 to 4."""
        runs = self.runs(self.next())
        self.next()
        level = int(token.tag[1])
        if token.markup in {"=", "-"}:
            hint = "pour un titre, écrivez « ## Titre » ; sinon, retirez les tirets"
            self.refuse(token, "T606", "texte souligné par des tirets ou des signes « = »", hint)
        elif not 2 <= level <= 4:
            said = f"titre de niveau {level} : un bloc commence au niveau 2 (##)"
            self.refuse(token, "T606", said, "niveaux permis : ##, ### et ####")
        elif not runs:
            self.refuse(token, "T606", "titre vide", "écrivez le titre après les dièses, ou supprimez la ligne")
        return Heading(min(max(level, 2), 4), runs, line=self.line(token))

    def paragraph(self, token: Token) -> Node | None:
        """A paragraph."""
        inline = self.next()
        self.next()
        if any(row.lstrip().startswith("|") for row in inline.content.split("\n")):
            hint = "sous l'en-tête, « |---|---| » doit avoir autant de colonnes ; aucune ligne vide entre deux lignes"
            self.refuse(token, "T603", "lignes de tableau qui ne forment pas un tableau", hint)
        runs = self.runs(inline)
        return Paragraph(runs, line=self.line(token)) if runs else None

    def runs(self, token: Token, place: Token | None = None) -> Runs:
        """The inline runs of an inline token; `place` is where its problems stand, if elsewhere."""
        runs, bad = self.inlines.runs(token)
        for said in bad:
            code = "T605" if said.startswith("lien") else "T604" if said.startswith("note") else "T601"
            self.refuse(place or token, code, said, "écrivez ce passage autrement, ou supprimez-le")
        return runs

    def quote(self, token: Token) -> list[Node]:
        """The buyer's words: paragraphs only."""
        nodes = self.flow("blockquote_close")
        if not all(isinstance(node, Paragraph) and node.role == "body" for node in nodes):
            said = "une citation ne contient que des paragraphes"
            self.refuse(token, "T601", said, "sortez-en la liste, le tableau ou l'autre citation")
        return [replace(node, role="quote") if isinstance(node, Paragraph) else node for node in nodes]

    def listing(self, token: Token) -> Node:
        """A list; its items hold paragraphs and lists."""
        self.depth += 1
        if self.depth > LIST_DEPTH:
            self.refuse(token, "T607", f"liste à plus de {LIST_DEPTH} niveaux", "remontez ces lignes d'un niveau")
        if (start := token.attrGet("start")) not in {None, 1}:
            hint = f"pour une phrase qui commence par un nombre, écrivez « {start}\\. » ; une liste commence à 1"
            self.refuse(token, "T607", f"liste numérotée qui commencerait à {start}", hint)
        items = []
        close = token.type.replace("_open", "_close")
        while (item := self.next()).type != close:
            items.append(self.item(item))
        self.depth -= 1
        return Listing(tuple(items), token.type.startswith("ordered"), line=self.line(token))

    def item(self, token: Token) -> Item:
        """One entry of a list."""
        empty = self.tokens[self.position].type == "list_item_close"
        nodes = self.flow("list_item_close")
        kept = tuple(node for node in nodes if isinstance(node, Paragraph | Listing))
        if empty:
            self.refuse(token, "T607", "ligne de liste vide", "écrivez son texte, ou supprimez-la")
        if len(kept) < len(nodes) or any(isinstance(n, Paragraph) and n.role != "body" for n in kept):
            said = "une liste ne contient que des paragraphes et des listes"
            self.refuse(token, "T607", said, "sortez de la liste le titre, le tableau, la citation ou l'encart")
        return Item(kept)

    # --- tables

    def table(self, token: Token) -> Node:
        """A table with its header row; equal widths unless a container says otherwise."""
        rows: list[Row] = []
        header = 0
        while (part := self.next()).type != "table_close":
            if part.type == "tr_open":
                rows.append(self.row(part, len(rows[0].cells) if rows else 0))
            elif part.type == "thead_close":
                header = len(rows)
        columns = max((len(row.cells) for row in rows), default=1)
        return Table(tuple(rows), equal_widths(columns), header, line=self.line(token))

    def row(self, token: Token, columns: int) -> Row:
        """A row; one below the header whose cells are all bold is a total."""
        made: list[Cell] = []
        while (opening := self.next()).type != "tr_close":
            runs = self.runs(self.next())
            self.next()
            align = _ALIGN.get(str(opening.attrGet("style") or ""), "left")
            made.append(Cell((Paragraph(runs),), cast("Any", align)))
        written = cells(self.rows[token.map[0]]) if token.map else columns
        if columns and written != columns:
            hint = "séparez les cellules par « | » ; dans une cellule, ce signe s'écrit « \\| »"
            said = f"cette ligne de tableau a {written} cellule{'s' if written > 1 else ''}, l'en-tête {columns}"
            self.refuse(token, "T603", said, hint)
        total = bool(columns) and len(made) > 1 and all_bold(made)
        return Row(tuple(map(unmarked, made)) if total else tuple(made), strong=total)

    # --- containers

    def container(self, token: Token, nodes: list[Node]) -> None:
        """What stands between ::: name … and :::."""
        name, _, rest = token.info.strip().partition(" ")
        self.close(token, name)
        title = self.markdown.parseInline(rest)[0] if name in CALLOUTS else None
        runs = self.runs(title, token) if title else ()
        inner = self.flow("container_any_close")
        if name == "remark":
            self.remark(token, inner, nodes)
            return
        if name == "conflict":
            hint = "gardez un seul des deux textes, puis supprimez l'autre et les deux lignes « ::: »"
            self.refuse(token, "T608", "conflit de relecture à trancher", hint)
        made, slips = contained(name, rest.strip(), runs, inner, self.line(token))
        for message, hint in slips:
            self.refuse(token, "T602", message, hint)
        nodes += made

    def close(self, token: Token, name: str) -> None:
        """Refuses a container that the end of the text closes, or the « ::: » of another one."""
        end = token.map[1] if token.map else 0
        if name and not (end < len(self.rows) and closes(self.rows[end]) and end not in self.closed):
            hint = "ajoutez une ligne « ::: » à sa fin ; un encart n'en contient pas un autre"
            self.refuse(token, "T602", f"encart « {name[:60]} » jamais fermé", hint)
        self.closed.add(end)

    def remark(self, token: Token, inner: list[Node], nodes: list[Node]) -> None:
        """A question to the reviewer, hung on the paragraph before."""
        paragraphs = [node.runs for node in inner if isinstance(node, Paragraph)]
        text = " ".join(map(plain_text, paragraphs)).strip()
        notes = any(isinstance(run, Note) for runs in paragraphs for run in runs)
        if not text or notes or len(paragraphs) < len(inner):
            said = "une remarque est un texte simple, sans liste ni note"
            self.refuse(token, "T602", said, "écrivez la question en une phrase")
        last = nodes[-1] if nodes else None
        if isinstance(last, Paragraph | Heading):
            nodes[-1] = replace(last, runs=(*last.runs, Remark(text)))
        else:
            hint = "placez « ::: remark » juste après le paragraphe concerné"
            self.refuse(token, "T602", "une remarque doit suivre un paragraphe ou un titre", hint)


_OF_NOTES: Final = {"footnote_block_open", "paragraph_open", "footnote_anchor"}
