"""What a foreign PDF holds beside its pages: a signature, a dynamic form, scripts and all that acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf
    import pypdf

_ACTS = {
    "/JavaScript": "script",
    "/Launch": "lancement de programme",
    "/SubmitForm": "envoi de formulaire",
    "/ImportData": "import de données",
    "/GoToR": "lien vers un autre fichier",
    "/GoToE": "lien vers un autre fichier",
    "/Rendition": "son ou vidéo",
    "/Movie": "son ou vidéo",
    "/Sound": "son ou vidéo",
    "/RichMediaExecute": "son ou vidéo",
}
_MEDIA = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
_MANY = 20_000
_DEEP = 20


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found; `active` names in French what acts, each once."""

    signed: bool
    dynamic: bool
    active: tuple[str, ...]


def examined(pdf: pikepdf.Pdf) -> Examination:
    """Looks through a file that qpdf opened: rewritten first, so that damage and encryption are out of the way."""
    import pypdf

    buffer = BytesIO()
    pdf.save(buffer, compress_streams=False, fix_metadata_version=False)
    try:
        return _examined(pypdf.PdfReader(buffer, strict=False))
    except pypdf.errors.PyPdfError as exc:
        raise ValueError(str(exc)) from exc


def _examined(reader: pypdf.PdfReader) -> Examination:
    fields = list(islice(_fields(reader), _MANY))
    form = _resolved(reader.root_object.get("/AcroForm"))
    signed = any(field.get("/FT") == "/Sig" and _resolved(field.get("/V")) for field in fields)
    dynamic = isinstance(form, dict) and "/XFA" in form and _needs_rendering(reader)
    return Examination(signed, dynamic, tuple(dict.fromkeys(_active(reader, fields))))


def _resolved(value: Any) -> Any:
    return value.get_object() if value is not None else None


def _needs_rendering(reader: pypdf.PdfReader) -> bool:
    """A dynamic form has pages that only say « please wait »; a static one draws its fields as any form."""
    return bool(_resolved(reader.root_object.get("/NeedsRendering")))


def _fields(reader: pypdf.PdfReader) -> Iterator[dict[str, Any]]:
    form = _resolved(reader.root_object.get("/AcroForm"))
    waiting = [(field, 0) for field in _list(form, "/Fields")]
    while waiting:
        field, depth = waiting.pop()
        if isinstance(field, dict) and depth < _DEEP:
            yield field
            waiting += [(kid, depth + 1) for kid in _list(field, "/Kids")]


def _list(holder: Any, key: str) -> list[Any]:
    found = _resolved(holder.get(key)) if isinstance(holder, dict) else None
    return [_resolved(one) for one in found] if isinstance(found, list) else []


def _active(reader: pypdf.PdfReader, fields: list[dict[str, Any]]) -> Iterator[str]:
    root = reader.root_object
    names = _resolved(root.get("/Names"))
    if isinstance(names, dict) and "/JavaScript" in names:
        yield _ACTS["/JavaScript"]
    if isinstance(names, dict) and "/EmbeddedFiles" in names:
        yield "fichier joint"
    for holder in (root, *fields, *reader.pages):
        yield from _acts(holder)
    for page in reader.pages:
        for note in _list(page, "/Annots"):
            if isinstance(note, dict):
                yield from _acts(note)
                if note.get("/Subtype") in _MEDIA:
                    yield "son ou vidéo"
                elif note.get("/Subtype") == "/FileAttachment":
                    yield "fichier joint"


def _acts(holder: dict[str, Any]) -> Iterator[str]:
    """What the actions of this object do: its own, those of its events, and those that follow."""
    events = _resolved(holder.get("/AA"))
    waiting = [
        holder.get("/OpenAction"),
        holder.get("/A"),
        *(events.values() if isinstance(events, dict) else ()),
    ]
    for _ in range(_DEEP * 5):
        if not waiting:
            return
        action = _resolved(waiting.pop())
        if isinstance(action, list):
            waiting += action
        elif isinstance(action, dict):
            if said := _ACTS.get(str(action.get("/S"))):
                yield said
            waiting.append(action.get("/Next"))
