"""Takes the author's name out of what a foreign PDF says of itself; the rest of it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.packet.content import unpacked

if TYPE_CHECKING:
    import pikepdf

_PERSONAL = {
    "Author",
    "Authors",
    "AuthorsPosition",
    "CaptionWriter",
    "Company",
    "CreatorContactInfo",
    "LastModifiedBy",
    "LastSavedBy",
    "Manager",
    "creator",
}
_NOBODY = {"", "anonymous", "unknown", "unspecified"}  # what programs write for want of a name


def without_author(pdf: pikepdf.Pdf) -> bool:
    """Changes `pdf`, and says whether somebody's name was there, in its dictionary or its XMP packet."""
    return _dictionary(pdf.trailer.get("/Info")) | _packet(pdf)


def _dictionary(about: Any) -> bool:
    import pikepdf

    found = False
    if isinstance(about, pikepdf.Dictionary):
        for key in {f"/{name}" for name in _PERSONAL} & set(about.keys()):
            found |= _is_someone(str(about[key]))
            del about[key]
    return found


def _packet(pdf: pikepdf.Pdf) -> bool:
    """An XMP packet that can't be read goes whole when it seems to name someone."""
    import pikepdf
    from lxml import etree

    packet = pdf.Root.get("/Metadata")
    if packet is None:
        return False
    if not isinstance(packet, pikepdf.Stream):
        del pdf.Root["/Metadata"]
        return False
    data = unpacked(packet)
    try:
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        named = any(name.encode() in data for name in _PERSONAL)
        if named:
            del pdf.Root["/Metadata"]
        return named
    if not _unnamed(tree):
        return False
    packet.write(etree.tostring(tree.getroottree(), encoding="UTF-8"))
    return True


def _unnamed(tree: Any) -> bool:
    found = False
    for node in list(tree.iter("{*}*")):
        for key in [key for key in node.attrib if _local(key) in _PERSONAL]:
            found |= _is_someone(node.attrib.pop(key))
        if _local(node.tag) in _PERSONAL and node.getparent() is not None:
            found |= _is_someone("".join(node.itertext()))
            node.getparent().remove(node)
    return found


def _is_someone(name: str) -> bool:
    return name.strip(" ()").lower() not in _NOBODY


def _local(name: str) -> str:
    return name.rpartition("}")[2]
