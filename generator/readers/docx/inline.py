"""The runs of a paragraph: text with its marks, links, notes, remarks, pictures and page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from generator.document import docx_names as names
from generator.document.normal import normal_runs
from generator.document.tree import Break, Inline, Link, Note, PageOf, Text
from generator.foundation.ooxml import R, W
from generator.readers.docx.context import Context, Field, Story
from generator.readers.docx.formats import of_run
from generator.readers.docx.package import TooMuchError
from generator.readers.docx.pictures import Picture, picture, words_of
from generator.readers.docx.sheet import VAL, on


class PageStop:
    """A page break in the middle of a paragraph."""


Piece = Inline | Picture | PageStop

_HOLDERS: Final = {"smartTag", "sdt", "sdtContent", "customXml", "ins", "moveTo", "dir", "bdo"}
_SIGNS: Final = {
    "F0A8": "☐",
    "F06F": "☐",
    "F071": "☐",
    "F0FE": "☒",
    "F078": "☒",
    "F0FD": "☒",
    "F0FC": "✓",
    "F0B7": "•",
    "F0E0": "→",
}
_AWAY: Final = re.compile(r"(https?|ftp|mailto):", re.IGNORECASE)
_FIELDS: Final = 60  # open at once
_CHARACTERS: Final = {"tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t"}


@dataclass(slots=True)
class Runs:
    """Reads one paragraph."""

    context: Context
    story: Story
    style: str  # the paragraph's
    pieces: list[Piece] = field(default_factory=list)
    formatting: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)  # bookmarks of headings that start here
    contents: int = 0  # depth of a contents table that opens here
    link: str = ""

    def read(self, holder: etree._Element) -> None:
        """Everything under this element, in order."""
        for each in holder:
            tag = _name(each)
            if tag == "r":
                self.run(each)
            elif tag == "hyperlink":
                self.hyperlink(each)
            elif tag == "fldSimple":
                self.story.fields.append(Field(each.get(f"{{{W}}}instr", ""), shown=True))
                self.field_shown(self.story.fields[-1])
                self.read(each)
                self.story.fields.pop()
            elif tag in _HOLDERS:
                self.read(each)
            elif tag == "bookmarkStart" and each.get(f"{{{W}}}name", "").startswith(names.HEADING_MARK):
                self.headings.append(each.get(f"{{{W}}}name", ""))
            elif tag in {"oMath", "oMathPara"}:
                self.lost.append("équation")

    def hyperlink(self, element: etree._Element) -> None:
        """A link by relation, by bookmark, or by both."""
        anchor = element.get(f"{{{W}}}anchor", "")
        relation = self.story.relations.get(element.get(f"{{{R}}}id", ""))
        before = self.link
        if relation is not None:
            self.link = _beside(relation.target) + (f"#{anchor}" if anchor else "")
        elif anchor:
            self.link = self.context.place(anchor)
        self.read(element)
        self.link = before

    # --- runs

    def run(self, element: etree._Element) -> None:
        """A run: its marks, then its characters one after the other."""
        shape = element.find(f"{{{W}}}rPr")
        marks = self.marks(shape)
        for each in element:
            tag = _name(each)
            if tag in {"fldChar", "instrText"}:
                self.field(tag, each)
            elif marks is not None and not self.story.silent:
                self.character(tag, each, marks)

    def marks(self, shape: etree._Element | None) -> Text | None:
        """An empty text with the marks of a run; None when it is hidden."""
        if shape is None or not len(shape):
            return Text("")
        sheet = self.context.sheet
        named = shape.find(f"{{{W}}}rStyle")
        style = named.get(VAL, "") if named is not None else ""
        strong, emphasis, odd = sheet.marks(style) if style else (False, False, "")
        if not (self.context.quiet or self.story.silent):
            words = set(of_run(shape, sheet, self.style, style))
            self.formatting += sorted(words - ({"souligné", "couleur"} if self.link else set()))
            self.formatting += [f"style de caractère « {odd} »"] if odd else []
        if on(shape.find(f"{{{W}}}vanish")):
            return None
        return Text("", self.toggled(shape, "b", strong), self.toggled(shape, "i", emphasis))

    def toggled(self, shape: etree._Element, tag: str, styled: bool) -> bool:
        """A mark, as the run says it beside its style; a bold run in a bold paragraph is no mark."""
        direct = on(shape.find(f"{{{W}}}{tag}"))
        if direct is None:
            return styled
        whole = bool(on(self.context.sheet.said(self.style or self.context.sheet.normal, "rPr", tag)))
        if whole and not direct and not self.story.silent:
            self.formatting.append("gras retiré" if tag == "b" else "italique retiré")
        return styled if whole else direct

    def character(self, tag: str, element: etree._Element, marks: Text) -> None:
        """One child of a run."""
        match tag:
            case "t":
                self.say(element.text or "", marks)
            case "br" | "cr":
                paged = element.get(f"{{{W}}}type") in {"page", "column"}
                self.pieces.append(PageStop() if paged else Break())
            case "sym":
                self.sign(element, marks)
            case "footnoteReference" | "endnoteReference":
                self.note(element)
            case "commentReference":
                self.comments.append(element.get(f"{{{W}}}id", ""))
            case "drawing" | "AlternateContent" | "pict" | "object":
                self.drawn(element)
            case "ruby":
                self.lost.append("annotation de prononciation")
            case _:
                self.say(_CHARACTERS.get(tag, ""), marks)

    def say(self, characters: str, marks: Text) -> None:
        """Adds characters, in the link where they stand."""
        text = replace(marks, value=characters)
        if characters:
            self.pieces.append(Link(self.link, (text,)) if self.link else text)

    def sign(self, element: etree._Element, marks: Text) -> None:
        """A character of a symbol font."""
        code = element.get(f"{{{W}}}char", "").upper()
        if code not in _SIGNS:
            self.lost.append("symbole d'une police spéciale")
        self.say(_SIGNS.get(code, ""), marks)

    def drawn(self, element: etree._Element) -> None:
        """A picture, or what can't be one."""
        made = picture(self.context.package, self.story, element)
        if made is not None:
            self.pieces.append(made)
        elif said := words_of(element):
            self.lost.append(f"zone de texte « {said} »")
        else:
            self.lost.append("objet incorporé" if _name(element) == "object" else "dessin")

    def note(self, element: etree._Element) -> None:
        """A footnote; an endnote becomes one."""
        kind = _name(element).removesuffix("Reference")
        identifier = element.get(f"{{{W}}}id", "")
        found = self.context.notes.get((kind, identifier))
        if found is not None:
            self.context.call(kind, identifier)
            self.pieces.append(note(self.context, kind, found))

    # --- fields

    def field(self, tag: str, element: etree._Element) -> None:
        """The code of a field, or one of its three bounds."""
        fields = self.story.fields
        bound = element.get(f"{{{W}}}fldCharType")
        if tag == "instrText" and fields and not fields[-1].shown:
            fields[-1].code += element.text or ""
        elif bound == "begin":
            if len(fields) >= _FIELDS:
                raise TooMuchError("trop de champs ouverts les uns dans les autres")
            fields.append(Field())
        elif bound == "separate" and fields:
            fields[-1].shown = True
            self.field_shown(fields[-1])
        elif bound == "end" and fields and fields.pop().kind == "HYPERLINK":
            self.link = ""

    def field_shown(self, shown: Field) -> None:
        """The result of a field begins: a contents table, a link, or text that won't change any more."""
        if shown.kind == "TOC":
            depth = re.search(r'\\o\s*"?\d-(\d)', shown.code)
            shown.counted = True
            self.contents = int(depth[1]) if depth else 3
        elif shown.kind == "HYPERLINK":
            target = re.search(r'(\\l\s+)?"([^"]*)"', shown.code)
            self.link = "" if not target else self.context.place(target[2]) if target[1] else target[2]
        elif self.story.silent:
            pass
        elif self.tells_page(shown):
            shown.counted = True
            self.pieces.append(PageOf(self.context.place(shown.code.split()[1])))
        else:
            self.formatting.append(f"champ {shown.kind} (son texte est gardé tel quel)")

    def tells_page(self, shown: Field) -> bool:
        """Whether a field counts the page of a part or of a heading of ours; a footnote can't."""
        named = (*shown.code.split(), "", "")[1]
        ours = names.PART_MARK.fullmatch(named) or named.startswith(names.HEADING_MARK)
        return bool(shown.kind == names.PAGE_FIELD and ours and self.story is self.context.stories["document"])


def _beside(target: str) -> str:
    """The address, or the name alone of a Word file: whoever saves ours elsewhere changes the way to its neighbours."""
    if target.endswith(".docx") and not _AWAY.match(target):
        return re.split(r"[/\\\\]", target)[-1]
    return target


def note(context: Context, kind: str, element: etree._Element) -> Note:
    """The text of a note, without its own number."""
    runs: list[Inline] = []
    for paragraph in element.iter(f"{{{W}}}p"):
        reader = Runs(context, context.stories[kind], style_of(paragraph))
        reader.read(paragraph)
        runs += [Text(" ")] if runs else []
        runs += [
            Text(" ") if isinstance(p, Break | PageStop) else p
            for p in reader.pieces
            if not isinstance(p, Picture)
        ]
        text = "".join(said(reader.pieces))
        context.formatting(reader.formatting, text)
        context.content(
            reader.lost + ["image dans une note"] * any(isinstance(p, Picture) for p in reader.pieces), text
        )
    kept = [run for run in normal_runs(runs) if isinstance(run, Text | Link)]
    if kept and isinstance(kept[0], Text):
        kept[0] = replace(kept[0], value=re.sub("^\t?[ \u00a0]?", "", kept[0].value))
    return Note(tuple(kept))


def style_of(paragraph: etree._Element) -> str:
    """The identifier of a paragraph's style; empty for the default one."""
    named = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return named.get(VAL, "") if named is not None else ""


def said(pieces: list[Piece]) -> Iterator[str]:
    """The words of these pieces."""
    for piece in pieces:
        if isinstance(piece, Text):
            yield piece.value
        elif isinstance(piece, Link):
            yield from (text.value for text in piece.runs)
        elif isinstance(piece, Break | PageStop):
            yield " "


def remarks(context: Context, reader: Runs, text: str) -> list[Inline]:
    """Our remarks among the comments of a paragraph."""
    return [remark for number in reader.comments if (remark := context.remark(number, text))]


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
