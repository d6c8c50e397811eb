"""The parts of a .docx put together by python-docx, in a zip whose bytes depend on them only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from docx.parts.comments import CommentsPart

from generator.document import docx_names as names
from generator.foundation.files import unzipped, zipped
from generator.foundation.ooxml import W
from generator.writers.docx.draft import Draft, Relations

_TYPES: Final = {
    "document.xml": CONTENT_TYPE.WML_DOCUMENT_MAIN,
    "styles.xml": CONTENT_TYPE.WML_STYLES,
    "numbering.xml": CONTENT_TYPE.WML_NUMBERING,
    "settings.xml": CONTENT_TYPE.WML_SETTINGS,
    "footnotes.xml": CONTENT_TYPE.WML_FOOTNOTES,
    "header1.xml": CONTENT_TYPE.WML_HEADER,
    "header2.xml": CONTENT_TYPE.WML_HEADER,
    "footer1.xml": CONTENT_TYPE.WML_FOOTER,
}
_ALWAYS: Final = {
    "styles.xml": RELATIONSHIP_TYPE.STYLES,
    "numbering.xml": RELATIONSHIP_TYPE.NUMBERING,
    "settings.xml": RELATIONSHIP_TYPE.SETTINGS,
    "footnotes.xml": RELATIONSHIP_TYPE.FOOTNOTES,
}


def packaged(
    draft: Draft,
    parts: Mapping[str, bytes],
    properties: tuple[bytes, bytes],
    carried: tuple[bytes, bytes],
    day: date,
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
    if draft.remarks:
        document.relate_to(_comments(draft, package, day), RELATIONSHIP_TYPE.COMMENTS)
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


def _comments(draft: Draft, package: Package, day: date) -> CommentsPart:
    part = CommentsPart.default(package)
    comments = part.comments
    for words in draft.remarks:
        comments.add_comment(words, names.REMARK_AUTHOR, "AC")
    for comment in part.element:
        comment.set(f"{{{W}}}date", f"{day.isoformat()}T00:00:00Z")  # python-docx puts the present time
    styles = {"CommentText": names.REMARK_TEXT, "CommentReference": names.REMARK_CALL}
    for element in part.element.iter(f"{{{W}}}pStyle", f"{{{W}}}rStyle"):
        element.set(f"{{{W}}}val", draft.style(styles[element.get(f"{{{W}}}val", "")]))
    return part
