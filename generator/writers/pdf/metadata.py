"""Takes the author's name out of what a foreign PDF says of itself, with its subject and program; its title stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

AUTHOR, TOPIC, _PROGRAM = "auteur du fichier", "sujet et mots-clés du fichier", ""

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
_TOPICS = {"Subject", "Keywords"}
_PROGRAMS = {"Creator", "CreatorTool"}
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"  # where these two words, which others use too, tell of the whole file
_TOLD_BY_ALL = {"subject", "description"}
_NOBODY = {"", "anonymous", "unknown", "unspecified"}  # what programs write for want of a name
_KINDS = {
    **dict.fromkeys(_PERSONAL, AUTHOR),
    **dict.fromkeys(_TOPICS | {f"{_DUBLIN}{name}" for name in _TOLD_BY_ALL}, TOPIC),
    **dict.fromkeys(_PROGRAMS, _PROGRAM),
}


def without_author(pdf: pikepdf.Pdf, read: Callable[[Any], bytes]) -> tuple[str, ...]:
    """Changes `pdf`, and says in French what went, from its dictionary or its XMP packet, that `read` unpacks.

    The program that made the file goes without a word, and so does a name that names nobody.
    """
    found = {*_dictionary(pdf.trailer.get("/Info")), *_packet(pdf, read)}
    return tuple(kind for kind in (AUTHOR, TOPIC) if kind in found)


def _dictionary(about: Any) -> set[str]:
    import pikepdf

    found = set()
    if isinstance(about, pikepdf.Dictionary):
        for key in set(about.keys()):
            kind = _KINDS.get(key[1:])
            if kind is not None:
                found |= {kind} if _is_something(str(about[key])) else set()
                del about[key]
    return found


def _packet(pdf: pikepdf.Pdf, read: Callable[[Any], bytes]) -> set[str]:
    """An XMP packet that can't be read goes whole when it seems to name someone."""
    import pikepdf
    from lxml import etree

    packet = pdf.Root.get("/Metadata")
    if packet is None:
        return set()
    if not isinstance(packet, pikepdf.Stream):
        del pdf.Root["/Metadata"]
        return set()
    data = read(packet)
    try:
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        named = any(name.encode() in data for name in _PERSONAL)
        if named:
            del pdf.Root["/Metadata"]
        return {AUTHOR} if named else set()
    found, changed = _unnamed(tree)
    if changed:
        packet.write(etree.tostring(tree.getroottree(), encoding="UTF-8"))
    return found


def _unnamed(tree: Any) -> tuple[set[str], bool]:
    """What was told, and whether anything went."""
    found, changed = set(), False
    for node in list(tree.iter("{*}*")):
        for key in list(node.attrib):
            if (kind := _kind(key)) is not None:
                found |= {kind} if _is_something(node.attrib.pop(key)) else set()
                changed = True
        if (kind := _kind(node.tag)) is not None and node.getparent() is not None:
            found |= {kind} if _is_something("".join(node.itertext())) else set()
            node.getparent().remove(node)
            changed = True
    return found, changed


def _kind(name: str) -> str | None:
    return _KINDS.get(name, _KINDS.get(_local(name)))


def _is_something(name: str) -> bool:
    return name.strip(" ()").lower() not in _NOBODY


def _local(name: str) -> str:
    return name.rpartition("}")[2]
