"""What was added behind a PDF: its signature alone, or also a change of what the pages show.

An incremental update may replace any object of the file that it follows (ISO 32000-1, 7.5.6). Each object of ours is
compared with what it has become; a signature needs to change its field, the list of fields, properties, and no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any, Final

from generator.readers.versions import versions

_CATALOG: Final = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Metadata", "/Version"})
_FORM: Final = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
_UNSEEN: Final = frozenset({"/Metadata", "/Sig", "/DSS", "/XRef", "/ObjStm"})
_MOST: Final = 500_000  # objects of a file


def altered(built: bytes, signed: bytes) -> tuple[str, ...]:
    """What else than a signature the longer file changes in the one that it begins with, in French; often nothing."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(built)) as before, pikepdf.open(BytesIO(signed)) as after:
            if len(before.objects) > _MOST:
                return ("le fichier a trop d'objets pour être comparé",)
            found = (*_in_pages(before, after), *_in_form(before, after), *_in_objects(before, after))
            return tuple(dict.fromkeys(found))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, RecursionError):
        return ("le fichier ne s'ouvre plus",)


def hidden(data: bytes, digests: Collection[str]) -> tuple[str, ...]:
    """The same for a file that begins with one of these: the longest of its versions that has one of these hashes."""
    end = max((end for end, digest in versions(data) if digest in digests), default=0)
    return altered(data[:end], data)


def _in_pages(before: Any, after: Any) -> Iterator[str]:
    """Pages that came or went, that are no longer the same object, or that bear something new beside a signature."""
    if len(before.pages) != len(after.pages):
        yield f"{len(after.pages)} pages au lieu de {len(before.pages)}"
        return
    for number, (old, new) in enumerate(zip(before.pages, after.pages, strict=True), 1):
        if old.obj.objgen != new.obj.objgen or _differing(old.obj, new.obj) - {"/Annots"}:
            yield f"la page {number} n'est plus la même"
        there = {one.objgen for one in _listed(old.obj.get("/Annots"))}
        kept = {one.objgen for one in _listed(new.obj.get("/Annots"))}
        added = [one for one in _listed(new.obj.get("/Annots")) if one.objgen not in there or one.objgen == (0, 0)]
        if there - kept:
            yield f"il manque une annotation, un lien ou un champ à la page {number}"
        if not all(map(_is_signature, added)):
            yield f"une annotation a été ajoutée à la page {number}"


def _in_form(before: Any, after: Any) -> Iterator[str]:
    """The list of fields may grow; a form of another make (XFA), or calculations, show what our pages don't say."""
    import pikepdf

    old, new = (pdf.Root.get("/AcroForm", pikepdf.Dictionary()) for pdf in (before, after))
    if _differing(old, new) - _FORM:
        yield "le formulaire du document n'est plus le même"


def _in_objects(before: Any, after: Any) -> Iterator[str]:
    for old in before.objects:
        number = getattr(old, "objgen", (0, 0))
        new = after.get_object(number) if number != (0, 0) else old
        if _said(old) != _said(new) and not _may_change(old, new, before):
            yield f"l'objet {number[0]} a été remplacé"


def _may_change(old: Any, new: Any, before: Any) -> bool:
    """Whether a signature may put this object in the place of that one."""
    import pikepdf

    kind = str(old.get("/Type", "")) if isinstance(old, pikepdf.Dictionary | pikepdf.Stream) else ""
    if isinstance(old, pikepdf.Array):  # the list of annotations of a page, or of fields: both are looked at elsewhere
        return {one.objgen for one in _listed(old)} <= {one.objgen for one in _listed(new)}
    if kind == "/Page":
        return True  # told with its number
    if old.objgen == before.Root.objgen:
        return _differing(old, new) <= _CATALOG
    if "/Fields" in old:
        return _differing(old, new) <= _FORM
    return kind in _UNSEEN or _is_signature(old) or old.objgen == before.trailer.get("/Info", old).objgen


def _is_signature(one: Any) -> bool:
    """Whether this is a field to sign, or the frame of one on a page."""
    parent = one.get("/Parent", one) if hasattr(one, "get") else one
    return hasattr(one, "get") and "/Sig" in (str(one.get("/FT", "")), str(parent.get("/FT", "")))


def _differing(old: Any, new: Any) -> set[str]:
    """The keys of two dictionaries that don't say the same."""
    keys = {str(key) for key in (*old.keys(), *new.keys())}
    return {key for key in keys if key not in old or key not in new or _said(old[key]) != _said(new[key])}


def _said(one: Any) -> bytes:
    """An object as it is written, others that it names left as references."""
    import pikepdf

    if isinstance(one, pikepdf.Stream):
        return bytes(one.stream_dict.unparse(resolved=True)) + bytes(one.read_raw_bytes())
    return bytes(one.unparse(resolved=True)) if isinstance(one, pikepdf.Object) else repr(one).encode()


def _listed(value: Any) -> list[Any]:
    import pikepdf

    return [one for one in value if hasattr(one, "objgen")] if isinstance(value, pikepdf.Array) else []
