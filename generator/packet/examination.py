"""Whether a foreign PDF is signed, or a form that only one program shows: what forbids to touch it, or to bind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_MANY = 20_000
_DEEP = 20


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found; a dynamic form has pages that only say « please wait »."""

    signed: bool
    dynamic: bool


def examined(pdf: pikepdf.Pdf) -> Examination:
    """Looks through a file that qpdf opened."""
    import pikepdf

    form: Any = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        form = pikepdf.Dictionary()
    return Examination(_signed(pdf, form), "/XFA" in form and bool(pdf.Root.get("/NeedsRendering")))


def _signed(pdf: pikepdf.Pdf, form: Any) -> bool:
    """A signature has a value; an empty field asks for one, and rights given to a reader are none."""
    rights: Any = pdf.Root.get("/Perms", ())
    if "/DocMDP" in rights:
        return True
    held = any(kind == "/Sig" and _is_value(value) for _, kind, value in islice(_walk(form), _MANY))
    return held or any(
        note.get("/FT") == "/Sig" and _is_value(note.get("/V")) for page in pdf.pages for note in page_notes(page.obj)
    )


def _is_value(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary) and ("/Contents" in value or "/ByteRange" in value)


def fields(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every field of the file's form, and the boxes that show it, as far as a sane form goes."""
    import pikepdf

    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        yield from (field for field, _, _ in islice(_walk(form), _MANY))


def _walk(form: Any) -> Iterator[tuple[Any, str, Any]]:
    """Each field with its kind and value, its own or inherited."""
    import pikepdf

    waiting: list[tuple[Any, str, Any, int]] = [(field, "", None, 0) for field in items(form, "/Fields")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        field, kind, value, depth = waiting.pop()
        if not isinstance(field, pikepdf.Dictionary) or depth > _DEEP or field.objgen in seen:
            continue
        if field.is_indirect:
            seen.add(field.objgen)
        kind, value = str(field.get("/FT", kind)), field.get("/V", value)
        yield field, kind, value
        waiting += [(kid, kind, value, depth + 1) for kid in items(field, "/Kids")]


def page_notes(page: Any) -> list[Any]:
    """The annotations of a page, as far as a sane page goes."""
    import pikepdf

    return [note for note in items(page, "/Annots") if isinstance(note, pikepdf.Dictionary)]


def items(holder: Any, key: str) -> list[Any]:
    """The members of an array inside a dictionary, the first ones if they are very many; none when it is no array."""
    import pikepdf

    found = holder.get(key) if isinstance(holder, pikepdf.Dictionary) else None
    return list(islice(found, _MANY)) if isinstance(found, pikepdf.Array) else []
