"""A .docx that may be handed in: its pages, and nothing of who wrote it, when, with which remarks, from which data.

Comments, the tree that we store, custom properties, revision numbers, hidden bookmarks and the author go. A tracked
change is for a person to accept or to refuse: a file that has one is refused, never settled here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from generator.foundation.diagnostic import Diagnostic, error
from generator.foundation.files import zipped
from generator.foundation.ooxml import CORE, DC, RELATIONS, W14, R, W, parsed, serialised
from generator.readers.docx.package import Package, opened
from generator.readers.docx.revisions import plain

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_LEFT_OUT: Final = {
    *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"),
    *("customXml", "customXmlProps", "custom-properties", "extended-properties", "thumbnail"),
    *("attachedTemplate", "mailMergeSource", "keyMapCustomizations", "printerSettings"),
}
_STORIES: Final = {f"{{{W}}}{tag}" for tag in ("document", "hdr", "ftr", "footnotes", "endnotes")}
_MARKS: Final = tuple(
    f"{{{W}}}{tag}"
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr", "dataBinding")
)
_RANGES: Final = (f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")
_SETTINGS: Final = tuple(
    f"{{{W}}}{tag}"
    for tag in ("rsids", "trackRevisions", "docVars", "attachedTemplate", "mailMerge", "writeProtection")
)
_KEPT_PROPERTIES: Final = {f"{{{DC}}}title", f"{{{DC}}}subject", f"{{{DC}}}language"}


def bare(data: bytes, links: Mapping[str, str] | None = None) -> bytes | Diagnostic:
    """The same document without what it says beside its pages, or why it can't be handed in (W710, E939).

    `links` gives the new name of each Word file beside it; a link to any other file becomes plain text.
    """
    package = opened(data)
    if isinstance(package, Diagnostic):
        return package
    if pending := _pending(package):
        many = f"{pending} modifications suivies" if pending > 1 else "une modification suivie"
        hint = "acceptez-la ou refusez-la (« offer review » la reprend dans les sources), puis recommencez"
        return error("E939", None, f"document Word avec {many} : il ne peut pas être remis", hint)
    dropped = _dropped(package)
    cut = _cut_links(package, links or {})
    parts = {
        name: _part(name, held, dropped, links or {}, cut.get(name, set()))
        for name, held in package.parts.items()
        if name not in dropped
    }
    return zipped(parts)


def _pending(package: Package) -> int:
    """How many tracked changes wait in the text, its notes, its heads and feet."""
    roots = (package.xml(name) for name in package.parts if name.startswith("word/") and name.endswith(".xml"))
    return sum(plain(root, "final") for root in roots if root is not None and root.tag in _STORIES)


# --- parts ---------------------------------------------------------------------------------------


def _dropped(package: Package) -> frozenset[str]:
    """The parts that are led to only as what is left out, and their own relations, as far as these lead."""
    found: set[str] = set()
    sources = ["", *package.parts]
    for _ in sources:  # what they lead to goes with them: as deep as there are parts, at most
        led = {
            each.target
            for source in sources
            for each in package.relations(source).values()
            if not each.outside and (each.kind in _LEFT_OUT or source in found)
        }
        if led <= found:
            break
        found |= led
    found |= {name for name in package.parts if name.startswith(("customXml/", "docProps/thumbnail"))}
    return frozenset({*found, *map(_relations_of, found)} - {package.main})


def _relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _cut_links(package: Package, links: Mapping[str, str]) -> dict[str, set[str]]:
    """The identifiers of links to files that don't go with this one, by the part that holds them."""
    return {
        name: {
            number
            for number, each in package.relations(name).items()
            if each.kind == "hyperlink" and each.outside and _is_file(each.target) and each.target not in links
        }
        for name in package.parts
        if f"{_relations_of(name)}" in package.parts
    }


def _is_file(target: str) -> bool:
    """Whether a link leads to a file, beside this one or on somebody's disk, and to no address."""
    return not target.casefold().startswith(("http://", "https://", "mailto:", "#"))


def _part(name: str, data: bytes, dropped: frozenset[str], links: Mapping[str, str], cut: set[str]) -> bytes:
    if name == "[Content_Types].xml":
        return _types(data, dropped)
    if name.endswith(".rels"):
        return _relations(data, links)
    if name == "docProps/core.xml":
        return _core(data)
    if not (name.startswith("word/") and name.endswith(".xml")):
        return data
    root = parsed(data)
    if root.tag == f"{{{W}}}settings":
        _removed(root.iter(*_SETTINGS))
    if root.tag in _STORIES:
        _story(root, cut)
    _without_revision_ids(root)
    return serialised(root)


def _types(data: bytes, dropped: frozenset[str]) -> bytes:
    root = parsed(data)
    _removed(one for one in root.iter(f"{{{_TYPES}}}Override") if one.get("PartName", "").lstrip("/") in dropped)
    return serialised(root)


def _relations(data: bytes, links: Mapping[str, str]) -> bytes:
    root = parsed(data)
    for each in list(root.iter(f"{{{RELATIONS}}}Relationship")):
        kind, target = each.get("Type", "").rsplit("/", 1)[-1], each.get("Target", "")
        if kind == "hyperlink" and each.get("TargetMode") == "External" and target in links:
            each.set("Target", links[target])
        elif kind in _LEFT_OUT or (kind == "hyperlink" and each.get("TargetMode") == "External" and _is_file(target)):
            root.remove(each)
    return serialised(root)


def _core(data: bytes) -> bytes:
    """Title, subject and language stay; who made it, who saved it, when and how many times go."""
    root = parsed(data)
    _removed(one for one in list(root) if one.tag not in _KEPT_PROPERTIES)
    etree.cleanup_namespaces(root, keep_ns_prefixes=[], top_nsmap={"cp": CORE, "dc": DC})
    return serialised(root)


# --- text ----------------------------------------------------------------------------------------


def _story(root: etree._Element, cut: set[str]) -> None:
    """The text without marks of comments, hidden bookmarks that nothing leads to, nor links to files left behind."""
    for mark in list(root.iter(*_MARKS)):
        holder = mark.getparent()
        if holder is not None:
            holder.remove(mark)
            _empty_run(holder)
    _bookmarks(root)
    for link in list(root.iter(f"{{{W}}}hyperlink")):
        if link.get(f"{{{R}}}id") in cut:
            _unwrapped(link)


def _empty_run(holder: etree._Element) -> None:
    """Takes away the run that held nothing but a call of a comment."""
    outer = holder.getparent()
    if outer is not None and holder.tag == f"{{{W}}}r" and all(each.tag == f"{{{W}}}rPr" for each in holder):
        outer.remove(holder)


def _bookmarks(root: etree._Element) -> None:
    """Hidden bookmarks go, those of a table of contents or of a page number stay: something leads to them."""
    led = {link.get(f"{{{W}}}anchor", "") for link in root.iter(f"{{{W}}}hyperlink")}
    fields = [text.text or "" for text in root.iter(f"{{{W}}}instrText")]
    fields += [field.get(f"{{{W}}}instr", "") for field in root.iter(f"{{{W}}}fldSimple")]
    led |= {word.strip('"') for field in fields for word in field.split()}
    names = {mark.get(f"{{{W}}}id", ""): mark.get(f"{{{W}}}name", "") for mark in root.iter(_RANGES[0])}
    gone = {number for number, name in names.items() if name.startswith("_") and name not in led}
    _removed(mark for mark in list(root.iter(*_RANGES)) if mark.get(f"{{{W}}}id", "") in gone)


def _unwrapped(link: etree._Element) -> None:
    """Puts the words of a link in its place; they no longer look like one."""
    holder = link.getparent()
    if holder is None:
        return
    _removed(style for style in link.iter(f"{{{W}}}rStyle") if style.get(f"{{{W}}}val") == "Hyperlink")
    at = holder.index(link)
    holder[at : at + 1] = list(link)


def _without_revision_ids(root: etree._Element) -> None:
    """What Word writes to know a paragraph of one sitting from that of another."""
    for element in root.iter():
        for name in [one for one in element.attrib if _is_revision_id(str(one))]:
            del element.attrib[name]


def _is_revision_id(name: str) -> bool:
    return name.startswith(f"{{{W}}}rsid") or name in {f"{{{W14}}}paraId", f"{{{W14}}}textId"}


def _removed(elements: Iterable[etree._Element]) -> None:
    for element in list(elements):
        holder = element.getparent()
        if holder is not None:
            holder.remove(element)
