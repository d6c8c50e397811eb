"""The parts of a .docx put together by python-docx, in a zip whose bytes depend on them only."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from generator.foundation.files import unzipped, zipped
from generator.writers.docx.draft import Draft, Relations

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OF_2011: Final = "http://schemas.microsoft.com/office/2011/relationships"  # of comments in threads, [MS-DOCX] 2.3
_TYPES: Final = {
    "document.xml": CONTENT_TYPE.WML_DOCUMENT_MAIN,
    "styles.xml": CONTENT_TYPE.WML_STYLES,
    "numbering.xml": CONTENT_TYPE.WML_NUMBERING,
    "settings.xml": CONTENT_TYPE.WML_SETTINGS,
    "footnotes.xml": CONTENT_TYPE.WML_FOOTNOTES,
    "comments.xml": CONTENT_TYPE.WML_COMMENTS,
    "commentsExtended.xml": f"{_WORD}.commentsExtended+xml",
    "people.xml": f"{_WORD}.people+xml",
    "header1.xml": CONTENT_TYPE.WML_HEADER,
    "header2.xml": CONTENT_TYPE.WML_HEADER,
    "footer1.xml": CONTENT_TYPE.WML_FOOTER,
}
_ALWAYS: Final = {
    "styles.xml": RELATIONSHIP_TYPE.STYLES,
    "numbering.xml": RELATIONSHIP_TYPE.NUMBERING,
    "settings.xml": RELATIONSHIP_TYPE.SETTINGS,
    "footnotes.xml": RELATIONSHIP_TYPE.FOOTNOTES,
    "comments.xml": RELATIONSHIP_TYPE.COMMENTS,
    "commentsExtended.xml": f"{_OF_2011}/commentsExtended",
    "people.xml": f"{_OF_2011}/people",
}


def packaged(
    draft: Draft,
    parts: Mapping[str, bytes],
    properties: tuple[bytes, bytes],
    carried: tuple[bytes, bytes],
) -> bytes:
    """The file: `parts` of the folder `word` by name, core and custom properties, the tree that it carries."""
    package = Package()
    made = {name: Part(PackURI(f"/word/{name}"), _TYPES[name], data, package) for name, data in parts.items()}
    made |= {
        f"media/{n}": Part(PackURI(f"/word/media/{n}"), CONTENT_TYPE.PNG, data, package)
        for n, data in draft.images.items()
    }
    document = made["document.xml"]
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    _relate(document, draft.relations, made)
    for name, kind in _ALWAYS.items():
        if name in made:
            document.relate_to(made[name], kind)
    if "footnotes.xml" in made:
        _relate(made["footnotes.xml"], draft.note_relations, made)
    _carry(document, carried, package)
    core, custom = properties
    core_part = Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, core, package)
    package.relate_to(core_part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    custom_part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, custom, package)
    package.relate_to(custom_part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    buffer = BytesIO()
    package.save(buffer)
    return zipped(unzipped(buffer.getvalue()))


def _relate(part: Part, relations: Relations, made: Mapping[str, Part]) -> None:
    for (kind, target, outside), number in relations.known.items():
        part.rels.add_relationship(kind, target if outside else made[target], number, outside)


def _carry(document: Part, carried: tuple[bytes, bytes], package: Package) -> None:
    """A part of custom data, which Word and LibreOffice keep as it is (ISO/IEC 29500-1, 15.2.5 and 15.2.6)."""
    item, properties = carried
    store = Part(PackURI("/customXml/item1.xml"), CONTENT_TYPE.XML, item, package)
    said = Part(PackURI("/customXml/itemProps1.xml"), CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, properties, package)
    document.relate_to(store, RELATIONSHIP_TYPE.CUSTOM_XML)
    store.relate_to(said, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
