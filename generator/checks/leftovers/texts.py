"""Every text of the finished files, place by place: documents, spreadsheet, calendar, properties, names of files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from generator.checks.finished import Finished, Passage
from generator.checks.leftovers.once import once
from generator.foundation.files import BROKEN
from generator.foundation.ooxml import DC, parsed
from generator.foundation.phrases import Words, words

_SHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PROPERTIES: Final = ("docProps/core.xml", "docProps/custom.xml", "docProps/app.xml")
_TOLD: Final = (
    *(f"{{{DC}}}{name}" for name in ("title", "creator", "subject", "description")),
    "{http://ns.adobe.com/pdf/1.3/}Keywords",
)
_CLOCKS: Final = ("TZID", "TZNAME", "TZURL", "X-WR-TIMEZONE", "X-LIC-LOCATION")  # « Europe/Paris » is no place told
_MOST: Final = 20_000_000  # bytes of a part that is opened


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a file; `where` says what it is when it is not a paragraph. `slug` names the Word document."""

    file: str
    text: str
    slug: str = ""
    where: str = ""

    @property
    def passage(self) -> Passage | None:
        """The passage that a Word comment may be hung on: a paragraph of a document."""
        return Passage(self.slug, self.text) if self.slug and not self.where else None


@dataclass(frozen=True, slots=True)
class Leaf:
    """All the texts of a file; together in small letters; the words that they spell, and those words bare."""

    texts: tuple[Said, ...]
    words: tuple[Words, ...]  # of each text
    small: str
    spelled: frozenset[str]
    bare: frozenset[str]

    def holds(self, signs: Iterable[str]) -> bool:
        """Whether one of these signs, in small letters, stands anywhere in the file."""
        return any(sign in self.small for sign in signs)


@once
def leaves(finished: Finished) -> tuple[Leaf, ...]:
    """Every file that holds a text, documents first; one that several checks look at is cut once.

    Of a foreign annex, of a workbook or a form that the buyer gave, the name alone is ours.
    """
    documents = (_document(p.docx, p.tree.header, p.tree.footer, p.words) for p in finished.written)
    forms = finished.dossier.replaced
    ours = {p.pdf for p in finished.printed if p.docx.removesuffix(".docx") not in forms}
    foreign = {name for name in finished.files if name.startswith("depot/")} - ours
    foreign |= {form.file for form in finished.dossier.buyer_forms}
    others = (_other(name, b"" if name in foreign else data) for name, data in sorted(finished.files.items()))
    return (*documents, *others)


def said(finished: Finished) -> tuple[Said, ...]:
    """Every text of every file."""
    return tuple(each for leaf in leaves(finished) for each in leaf.texts)


def _document(name: str, header: str, footer: str, texts: tuple[str, ...]) -> Leaf:
    """The texts of one document as it was read back."""
    slug = name.removesuffix(".docx")
    margins = (Said(name, text, slug, "en-tête ou pied de page") for text in (header, footer) if text)
    return _leaf((*margins, *(Said(name, text, slug) for text in texts)))


def _other(name: str, data: bytes) -> Leaf:
    """The name of a file, and what it holds when it is no document read back."""
    return _leaf((Said(name, PurePosixPath(name).name.rpartition(".")[0], where="nom du fichier"), *_of(name, data)))


def _leaf(texts: tuple[Said, ...]) -> Leaf:
    every = tuple(words(each.text) for each in texts)
    spelled = frozenset[str]().union(*[each.spelled for each in every])
    bare = frozenset[str]().union(*[each.bare for each in every])
    return Leaf(texts, every, "\n".join(each.text for each in texts).lower(), spelled, bare)


def _of(name: str, data: bytes) -> tuple[Said, ...]:
    match PurePosixPath(name).suffix.lower() if data else "":
        case ".docx" | ".xlsx":
            return tuple(Said(name, text, where=where) for where, text in _office(data))
        case ".pdf":
            return tuple(Said(name, text, where="propriétés") for text in _about(data))
        case ".ics":
            text = data.decode("utf-8", "replace").replace("\r\n ", "").replace("\r\n\t", "")
            told = (line for line in text.splitlines() if not line.startswith(_CLOCKS))
            return tuple(Said(name, line.partition(":")[2] or line) for line in told)
        case _:
            return ()


def _office(data: bytes) -> tuple[tuple[str, str], ...]:
    """The properties of an Office file, and the cells and sheet names of a spreadsheet; nothing of a damaged one."""
    found: list[tuple[str, str]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            small = {part.filename for part in package.infolist() if part.file_size <= _MOST}
            for part in (*_PROPERTIES, "xl/sharedStrings.xml", "xl/workbook.xml"):
                if part in small:
                    found += _texts(part, parsed(package.read(part)))
    except (etree.XMLSyntaxError, *BROKEN):
        return tuple(found)
    return tuple(found)


def _texts(part: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    if part == "xl/workbook.xml":
        yield from (("nom d'une feuille", str(sheet.get("name"))) for sheet in root.iter(f"{{{_SHEET}}}sheet"))
    elif part == "xl/sharedStrings.xml":
        for item in root.iter(f"{{{_SHEET}}}si"):
            yield "", "".join(text.text or "" for text in item.iter(f"{{{_SHEET}}}t"))
    else:
        yield from (("propriétés", text) for text in root.itertext() if text.strip())


def _about(data: bytes) -> tuple[str, ...]:
    """The title, author, subject and key words of a PDF; nothing of a damaged one.

    Most are told in clear (XMP, ISO 16684-1), as in the PDFs that we write: the file need not be opened.
    """
    start, end = data.rfind(b"<rdf:RDF"), data.rfind(b"</rdf:RDF>")
    if 0 <= start < end and data.count(b"<rdf:RDF") == 1:
        try:
            root = parsed(data[start : end + len(b"</rdf:RDF>")])
        except etree.XMLSyntaxError:
            return _opened(data)
        return tuple(text for told in root.iter(*_TOLD) for text in told.itertext() if text.strip())
    return _opened(data)


def _opened(data: bytes) -> tuple[str, ...]:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return tuple(
                str(pdf.docinfo[key]) for key in ("/Title", "/Author", "/Subject", "/Keywords") if key in pdf.docinfo
            )
    except (pikepdf.PikepdfError, ValueError, OSError):
        return ()
