"""What surrounds the text of a .docx: running head and foot, language, sections."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.document import docx_names as names
from generator.foundation.ooxml import CORE, DC, R, W
from generator.readers.docx.context import Context
from generator.readers.docx.formats import of_section
from generator.readers.docx.meanings import MEANINGS
from generator.readers.docx.revisions import Mode, plain
from generator.readers.docx.sheet import VAL


def header(context: Context, body: etree._Element, mode: Mode) -> tuple[str, str]:
    """The words on the left of the running head, and the mark on its right."""
    root = _part(context, body, "headerReference", mode)
    words: list[str] = []
    mark: list[str] = []
    for run in root.iter(f"{{{W}}}r") if root is not None else ():
        style = run.find(f"{{{W}}}rPr/{{{W}}}rStyle")
        named = context.sheet.name(style.get(VAL, "")) if style is not None else ""
        (mark if named.casefold() == names.MARK.casefold() else words).extend(_letters(run))
    said = "".join(words)
    return said.removesuffix("\t") if mark else said, "".join(mark)


def footer(context: Context, body: etree._Element, mode: Mode) -> str:
    """The words before « page n / N »."""
    root = _part(context, body, "footerReference", mode)
    words: list[str] = []
    for element in root.iter(f"{{{W}}}r", f"{{{W}}}fldSimple") if root is not None else ():
        if element.tag != f"{{{W}}}r" or element.find(f"{{{W}}}fldChar") is not None:
            return "".join(words).rpartition("\t")[0]
        words += _letters(element)
    return "".join(words)


def _part(context: Context, body: etree._Element, reference: str, mode: Mode) -> etree._Element | None:
    """The part of the last section that has one, its revisions resolved."""
    found = None
    for section in body.iter(f"{{{W}}}sectPr"):
        for each in section.iterfind(f"{{{W}}}{reference}"):
            if each.get(f"{{{W}}}type", "default") == "default":
                found = each.get(f"{{{R}}}id", "")
    relation = context.stories["document"].relations.get(found or "")
    root = context.package.xml(relation.target) if relation is not None and not relation.outside else None
    if root is not None:
        plain(root, mode)
        drawn = next(root.iter(f"{{{W}}}drawing", f"{{{W}}}pict", f"{{{W}}}object", f"{{{W}}}tbl"), None)
        context.content(["image ou tableau en tête ou en pied de page"] if drawn is not None else [], "")
    return root


def _letters(run: etree._Element) -> Iterator[str]:
    for each in run.iter(f"{{{W}}}t", f"{{{W}}}tab"):
        yield (each.text or "") if each.tag == f"{{{W}}}t" else "\t"


def language(context: Context) -> str:
    """The language of the text."""
    defaults = context.sheet.defaults
    said = defaults.find(f"{{{W}}}rPrDefault/{{{W}}}rPr/{{{W}}}lang") if defaults is not None else None
    return said.get(VAL, "") if said is not None else ""


def core(context: Context) -> dict[str, str]:
    """Title, creator and language of the file's properties."""
    root = context.package.xml(context.package.related("core-properties", ""))
    if root is None or root.tag != f"{{{CORE}}}coreProperties":
        return {}
    return {tag: root.findtext(f"{{{DC}}}{tag}") or "" for tag in ("title", "creator", "language")}


def sections(context: Context, body: etree._Element) -> None:
    """Notes sections that somebody added; ours ends the title page."""
    for section in body.iter(f"{{{W}}}sectPr"):
        shape = section.getparent()
        words = list(of_section(section))
        if shape is not None and shape.tag == f"{{{W}}}pPr" and not _is_cover(context, shape):
            words.insert(0, "saut de section")
        context.formatting(words, "")


def _is_cover(context: Context, shape: etree._Element) -> bool:
    style = shape.find(f"{{{W}}}pStyle")
    return (
        style is not None
        and context.sheet.known(style.get(VAL, "")).meaning == MEANINGS[names.COVER_LINE.casefold()]
    )
