"""The parts of a .docx that somebody else may have written: opened with limits, never trusted."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import etree

from generator.foundation.diagnostic import Diagnostic, error
from generator.foundation.ooxml import RELATIONS, W, parsed

LARGEST: Final = 200 * 2**20  # bytes of all parts together
LARGEST_XML: Final = 20 * 2**20  # bytes of one part that is parsed
MOST: Final = 4000  # parts
MOST_TAGS: Final = 800_000  # tags of one part that is parsed; sixty pages have fewer than 150 000
_OLE: Final = b"\xd0\xcf\x11\xe0"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")  # the stream of a file with a password, [MS-OFFCRYPTO] 1.3.2
_AGAIN: Final = "ouvrez le fichier dans Word, puis enregistrez-le en « Document Word (.docx) »"
_UNLOCK: Final = "ouvrez le fichier dans Word, retirez son mot de passe, puis enregistrez-le"
_LIGHTER: Final = "vérifiez que c'est le bon fichier, ou découpez-le"
_NO_MACRO: Final = f"{_AGAIN} : les macros n'y sont plus"
_UNTIE: Final = (
    "ouvrez le fichier dans Word, puis Fichier, Informations, « Modifier les liens d'accès aux fichiers », "
    "« Rompre la liaison »"
)
_HARMLESS: Final = {"hyperlink", "attachedTemplate"}  # led to by a click only, or by nobody
_HEADER: Final = 30  # bytes of an entry before its name (APPNOTE.TXT 4.3.7)
_SHOWN: Final = 80  # letters of an address that a message quotes


class TooMuchError(ValueError):
    """A part that is too much to be read in a bounded time; its message says what, in French."""


class Relation(NamedTuple):
    """Where a relation leads: the last word of its type, and a part's name or, outside, an address."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Package:
    """Parts by name; `main` is the name of the document's."""

    parts: Mapping[str, bytes]
    main: str
    known: dict[str, dict[str, Relation]] = field(default_factory=dict)  # relations read once

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part; None when there is no such part. Raises ValueError when it can't be read."""
        data = self.parts.get(name)
        if data is None:
            return None
        if len(data) > LARGEST_XML:
            raise TooMuchError(f"{name} pèse {_megabytes(len(data))} Mo (au plus {_megabytes(LARGEST_XML)})")
        if data.count(b"<") > MOST_TAGS:
            raise TooMuchError(f"{name} a plus de {MOST_TAGS} balises")
        try:
            return parsed(data)
        except etree.XMLSyntaxError as bad:
            raise ValueError(f"{name}: {bad}") from bad

    def relations(self, name: str) -> dict[str, Relation]:
        """The relations of a part, by identifier."""
        if name not in self.known:
            self.known[name] = dict(self._relations(name))
        return self.known[name]

    def _relations(self, name: str) -> Iterator[tuple[str, Relation]]:
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for each in root if root is not None else ():
            if each.tag == f"{{{RELATIONS}}}Relationship":
                outside = each.get("TargetMode") == "External"
                target = each.get("Target", "")
                kind = each.get("Type", "").rsplit("/", 1)[-1]
                yield each.get("Id", ""), Relation(kind, target if outside else _inside(folder, target), outside)

    def related(self, kind: str, source: str | None = None) -> str:
        """The part that the document (or `source`) leads to by this kind of relation; empty when none."""
        relations = self.relations(self.main if source is None else source).values()
        return next((r.target for r in relations if r.kind == kind and not r.outside), "")

    def other(self, kind: str) -> etree._Element | None:
        """The root of that part."""
        return self.xml(self.related(kind))


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _megabytes(size: int) -> int:
    return round(size / 2**20)


def opened(data: bytes) -> Package | Diagnostic:
    """The parts of this file, or why it can't be read. Nothing that it leads to outside is ever opened."""
    if data.startswith(_OLE):
        locked = _LOCKED in data
        why = "protégé par un mot de passe" if locked else "au format .doc (Word 97 à 2003), quel que soit son nom"
        return _refusal(why, _UNLOCK if locked else _AGAIN)
    try:
        parts = _parts(data)
        if isinstance(parts, Diagnostic):
            return parts
        package = Package(parts, Package(parts, "").related("officeDocument", ""))
        root = package.xml(package.main)
        unwanted = _unwanted(package)
    except TooMuchError as bad:
        return _refusal(f"démesuré : {bad}", _LIGHTER)
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError, NotImplementedError):
        return _refusal("abîmé, ou d'un autre format", _AGAIN)
    if unwanted is not None:
        return unwanted
    if root is not None and root.tag == f"{{{_STRICT}}}document":
        return _refusal("au format « Open XML strict »", _AGAIN)
    if root is None or root.tag != f"{{{W}}}document" or root.find(f"{{{W}}}body") is None:
        return _refusal("sans texte de Word lisible", _AGAIN)
    return package


def _parts(data: bytes) -> dict[str, bytes] | Diagnostic:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST or sum(entry.file_size for entry in entries) > LARGEST:
            return _refusal("démesuré une fois décompressé", _LIGHTER)
        if any(entry.flag_bits & 1 for entry in entries):
            return _refusal("protégé par un mot de passe", _UNLOCK)
        if len({entry.filename for entry in entries}) < len(entries) or _overlap(entries):
            return _refusal("fait de morceaux qui se recouvrent", _AGAIN)
        return {entry.filename: archive.read(entry) for entry in entries}


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether two entries share bytes, as in bombs that unpack the same ones a thousand times."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        one.header_offset + _HEADER + len(one.filename) + one.compress_size > other.header_offset
        for one, other in pairwise(placed)
    )


def _unwanted(package: Package) -> Diagnostic | None:
    """Why a file that could be read is refused: macros, or content that lives elsewhere."""
    if any(name.casefold().endswith(("vbaproject.bin", "vbadata.xml")) for name in package.parts):
        return _refusal("avec des macros", _NO_MACRO)
    for name in package.parts:
        folder, file = posixpath.split(name)
        if file.endswith(".rels") and posixpath.basename(folder) == "_rels":
            source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            for relation in package.relations(source).values():
                if relation.outside and _reaches(relation):
                    return _refusal(f"lié à un contenu extérieur (« {relation.target[:_SHOWN]} »)", _UNTIE)
    return None


def _reaches(relation: Relation) -> bool:
    """Whether Word would fetch it by itself; a template on the writer's own disk is what Word notes by habit."""
    local = not relation.target.casefold().startswith(
        ("http:", "https:", "ftp:", "\\\\", "//", "file://\\\\", "file:////")
    )
    return relation.kind not in _HARMLESS or (relation.kind == "attachedTemplate" and not local)


def _refusal(why: str, hint: str) -> Diagnostic:
    return error("W710", None, f"document Word illisible : fichier {why}", hint)
