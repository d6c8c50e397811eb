"""The bytes of a .docx to a tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from generator.document import docx_names as names
from generator.document.normal import normalised
from generator.document.tree import Document, Part, Runs, Text
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, info, ordered, warning
from generator.foundation.ooxml import W
from generator.readers.docx.assemble import Assembly
from generator.readers.docx.context import Context, context
from generator.readers.docx.frame import core, footer, header, language, sections
from generator.readers.docx.lines import Line, line
from generator.readers.docx.package import TooMuchError, opened
from generator.readers.docx.places import placed
from generator.readers.docx.ranges import others, owner
from generator.readers.docx.revisions import Mode, plain
from generator.readers.docx.tables import table


def read(data: bytes, revisions: Mode = "final") -> tuple[Document | None, Diagnostics]:
    """The document that this .docx holds, in canonical shape, and what a person must know of it.

    Pending tracked changes are read as accepted (`final`) or as refused (`original`). Parts have no origin,
    nodes no line; figures have the picture of the file. The document is None when the file can't be read.
    """
    package = opened(data)
    if isinstance(package, Diagnostic):
        return None, (package,)
    try:
        document = reading(known := context(package), revisions)
    except (ValueError, RecursionError) as bad:  # a part that isn't XML, or is too large or too deep
        return None, (damaged(bad),)
    return document, ordered(known.problems)


def damaged(bad: Exception) -> Diagnostic:
    """Why a file that opened can't be read."""
    why = "partie démesurée" if isinstance(bad, TooMuchError | RecursionError) else "partie abîmée"
    said = "éléments emboîtés trop profondément" if isinstance(bad, RecursionError) else bad
    hint = "ouvrez le fichier dans Word, puis enregistrez-le de nouveau"
    return error("W710", None, f"document Word illisible : {why} ({said})", hint)


@dataclass(slots=True)
class _Front:
    """Title, subtitle and cover lines."""

    title: list[str] = field(default_factory=list)
    subtitle: list[str] = field(default_factory=list)
    cover: list[Runs] = field(default_factory=list)

    def takes(self, known: Context, each: Line) -> bool:
        """Whether the line belongs to the front; if so it is kept, a title without its marks."""
        what = each.meaning.what
        marked = any(not isinstance(piece, Text) or piece.strong or piece.emphasis for piece in each.pieces)
        if what in {"title", "subtitle"} and marked:
            known.formatting(["mise en forme du titre"], each.text)
        if what == "cover":
            self.cover += [segment for segment in each.segments() if isinstance(segment, tuple)]
        elif what in {"title", "subtitle"}:
            (self.title if what == "title" else self.subtitle).extend([each.text] if each.text else [])
        return what in {"cover", "title", "subtitle"}


def reading(known: Context, mode: Mode) -> Document:
    """The document that a file holds; what is found on the way goes to its context, which is used once.

    Raises ValueError for a damaged part.
    """
    package = known.package
    root = package.xml(package.main)
    body = root.find(f"{{{W}}}body") if root is not None else None
    if root is None or body is None:
        raise ValueError(package.main)
    known.pending = plain(root, mode) + sum(plain(note, mode) for note in known.notes.values())
    front = _Front()
    parts = _parts(known, body, front)
    sections(known, body)
    _leftovers(known, body, mode)
    said = core(known)
    head, mark = header(known, body, mode)
    document = Document(
        key=known.properties.get(names.KEY, ""),
        slug=known.properties.get(names.SLUG, ""),
        title=" ".join(front.title) or said.get("title", ""),
        subtitle=" ".join(front.subtitle),
        header=head,
        footer=footer(known, body, mode),
        mark=mark,
        author=said.get("creator", ""),
        cover=tuple(front.cover),
        parts=parts,
        lang=language(known) or said.get("language", "") or "fr-FR",
    )
    return normalised(document)


def _parts(known: Context, body: etree._Element, front: _Front) -> tuple[Part, ...]:
    """Blocks in a row under the same bookmark make a part; those under none make a part without anchor."""
    found, spans = placed(body, known.base)
    signatures = [span for span in spans if span.name.startswith(names.SIGNATURE_MARK)]
    made: list[tuple[str, Assembly]] = []
    for block, anchor in found:
        known.anchor = anchor
        each = line(known, block.element) if block.element.tag == f"{{{W}}}p" else None
        if each is not None and front.takes(known, each):
            continue
        if not made or made[-1][0] != anchor:
            made.append((anchor, Assembly(known)))
        if each is None:
            made[-1][1].table(table(known, block.element))
        else:
            signature = owner(block, signatures)
            made[-1][1].line(each, signature, known.said(signature, names.SIGNATURE_MARK))
    for known.anchor, assembly in made:
        assembly.close()
    known.anchor = ""
    return tuple(Part(anchor, tuple(assembly.nodes)) for anchor, assembly in made)


def _leftovers(known: Context, body: etree._Element, mode: Mode) -> None:
    """What no paragraph could tell."""
    if known.pending:
        read_as = "acceptées" if mode == "final" else "refusées"
        message = f"{known.pending} modification(s) suivie(s) en attente, lues comme {read_as}"
        known.problems.append(
            warning(
                "W711", None, message, "acceptez ou refusez-les dans Word (onglet Révision) avant l'envoi"
            )
        )
    for identifier in [each for each in known.threads.opened if each not in known.met]:
        known.remark(identifier, "")
    known.content(["élément inséré"] * bool(others(body)), "")
    if names.KEY not in known.properties:
        known.problems.append(
            info("W717", None, "ce document Word n'a pas été écrit par cet outil, ou a perdu ses repères")
        )
