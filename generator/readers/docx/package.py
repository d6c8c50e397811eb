"""The parts of a .docx that somebody else may have written: opened with limits, never trusted."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NamedTuple

from lxml import etree

from generator.foundation.diagnostic import Diagnostic, error
from generator.foundation.ooxml import RELATIONS, W, parsed

LARGEST: Final = 200 * 2**20  # bytes of all parts together
LARGEST_XML: Final = 40 * 2**20  # bytes of one part that is parsed
MOST: Final = 4000  # parts
_OLE: Final = b"\xd0\xcf\x11\xe0"
_AGAIN: Final = (
    "ouvrez le fichier dans Word, puis enregistrez-le en « Document Word (.docx) » sans mot de passe"
)


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

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part; None when there is no such part. Raises ValueError when it can't be read."""
        data = self.parts.get(name)
        if data is None:
            return None
        if len(data) > LARGEST_XML:
            raise ValueError(f"{name}: {len(data)} bytes")
        try:
            return parsed(data)
        except etree.XMLSyntaxError as bad:
            raise ValueError(f"{name}: {bad}") from bad

    def relations(self, name: str) -> dict[str, Relation]:
        """The relations of a part, by identifier."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for each in root if root is not None else ():
            if each.tag == f"{{{RELATIONS}}}Relationship":
                outside = each.get("TargetMode") == "External"
                target = each.get("Target", "")
                kind = each.get("Type", "").rsplit("/", 1)[-1]
                found[each.get("Id", "")] = Relation(
                    kind, target if outside else _inside(folder, target), outside
                )
        return found

    def related(self, kind: str, source: str | None = None) -> str:
        """The part that the document (or `source`) leads to by this kind of relation; empty when none."""
        relations = self.relations(self.main if source is None else source).values()
        return next((r.target for r in relations if r.kind == kind and not r.outside), "")

    def other(self, kind: str) -> etree._Element | None:
        """The root of that part."""
        return self.xml(self.related(kind))


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def opened(data: bytes) -> Package | Diagnostic:
    """The parts of this file, or why it can't be read."""
    if data.startswith(_OLE):
        return _refusal("protégé par un mot de passe ou au format .doc")
    try:
        parts = _parts(data)
        if isinstance(parts, Diagnostic):
            return parts
        package = Package(parts, Package(parts, "").related("officeDocument", ""))
        root = package.xml(package.main)
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, RuntimeError, NotImplementedError):
        return _refusal("abîmé, ou d'un autre format")
    if root is None or root.tag != f"{{{W}}}document" or root.find(f"{{{W}}}body") is None:
        return _refusal("sans texte de Word lisible")
    return package


def _parts(data: bytes) -> dict[str, bytes] | Diagnostic:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST or sum(entry.file_size for entry in entries) > LARGEST:
            return _refusal("démesuré une fois décompressé")
        return {entry.filename: archive.read(entry) for entry in entries}


def _refusal(why: str) -> Diagnostic:
    return error("W710", None, f"document Word illisible : fichier {why}", _AGAIN)
