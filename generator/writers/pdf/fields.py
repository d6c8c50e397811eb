"""Empty signature fields, where a document keeps room for a signature.

Typst prints a link on the box, so that place, tag and reading order are its own; here the link becomes a signature
field (ISO 32000-1, 12.7.4.5) in a Form element, with a description and an appearance, as PDF/UA-1 (7.18.4) and
PDF/A-2 (6.3.3) ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

from generator.document.plain import words
from generator.document.tree import Document, Signature, nodes

if TYPE_CHECKING:
    import pikepdf

SCHEME: Final = "signature:"
_LONGEST: Final = 300  # characters of a description


@dataclass(frozen=True, slots=True)
class Room:
    """Where a document is to be signed: the name of the field, unique in a packet, and what it says of itself."""

    name: str
    says: str


def rooms(document: Document) -> tuple[Room, ...]:
    """The places to sign of a document, in order; their fields have these names, alone and in the packet."""
    frames = [node for node in nodes(document) if isinstance(node, Signature)]
    found: list[Room] = []
    for frame in frames:
        own = _plain(f"{document.slug}/{frame.name}")
        rank = sum(room.name == own or room.name.startswith(f"{own}-") for room in found)
        lines = [" ".join(words(line).split()) for line in frame.lines]
        says = " ; ".join(line for line in lines if line)
        title = document.title or document.slug
        found.append(Room(f"{own}-{rank + 1}" if rank else own, f"Signature, {title} : {says}"[:_LONGEST].rstrip(" :")))
    return tuple(found)


def _plain(name: str) -> str:
    """A point would part the name of a field in two."""
    return " ".join(name.replace(".", "-").split())


def address(room: Room) -> str:
    """What Typst links the box to, until its field takes its place."""
    return f"{SCHEME}{quote(room.name, safe='')}?{quote(room.says, safe='')}"


def with_fields(data: bytes) -> bytes:
    """The PDF with its signature fields; the same input gives the same bytes."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        if not lay(pdf):
            return data
        buffer = BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,  # streams stay as Typst packed them
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,  # a third of the size
        )
    return buffer.getvalue()


def lay(pdf: pikepdf.Pdf) -> int:
    """Turns the links that Typst printed on boxes to sign into fields, in the order of pages; how many there are."""
    import pikepdf

    marked = list(_marked(pdf))
    if not marked:
        return 0
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for page, note, room in marked:
        parents[int(note.StructParent)].S = pikepdf.Name.Form
        for key in ("/A", "/Border", "/Contents"):
            if key in note:
                del note[key]
        note.Subtype, note.FT, note.P = pikepdf.Name.Widget, pikepdf.Name.Sig, page.obj
        note.T, note.TU, note.F = pikepdf.String(room.name), pikepdf.String(room.says), 4
        note.AP = pikepdf.Dictionary(N=_blank(pdf, note.Rect))
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array([note for _, note, _ in marked])))
    return len(marked)


def _marked(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Page, Any, Room]]:
    for page in pdf.pages:
        for note in page.obj.get("/Annots", ()):
            action = note.get("/A")
            said = str(action.get("/URI", "")) if action is not None else ""
            if said.startswith(SCHEME):
                name, _, says = said.removeprefix(SCHEME).partition("?")
                yield page, note, Room(unquote(name), unquote(says))


def _blank(pdf: pikepdf.Pdf, box: Any) -> Any:
    """The drawing of an empty field: nothing, for the frame around it is the document's."""
    import pikepdf

    left, bottom, right, top = box
    drawing = pdf.make_stream(b"")
    drawing.Type, drawing.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    drawing.BBox = pikepdf.Array([0, 0, right - left, top - bottom])
    return drawing
