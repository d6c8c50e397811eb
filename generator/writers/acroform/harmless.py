"""Takes out of a buyer's form what acts: scripts, sending, programs, and the rights that a change would break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.writers.acroform.nodes import Node

_SAFE: Final = {"/URI", "/GoTo"}
_SCRIPT, _XFA, _RIGHTS, _FILES = (
    "scripts et actions",
    "double XFA du formulaire",
    "droits étendus d'Adobe",
    "fichiers joints",
)


def harmless(pdf: Any, known: Mapping[str, Node]) -> tuple[str, ...]:
    """Takes it out, and says in French what it was, each once. Links to addresses and pages stay."""
    return tuple(dict.fromkeys((*_root(pdf), *_notes(pdf), *_fields(known))))


def _root(pdf: Any) -> Iterator[str]:
    root = pdf.Root
    opens = root.get("/OpenAction")
    if _acts(opens):
        del root.OpenAction
        yield _SCRIPT
    if "/AA" in root:
        del root.AA
        yield _SCRIPT
    names = root.get("/Names", {})
    for key, told in (("/JavaScript", _SCRIPT), ("/EmbeddedFiles", _FILES)):
        if key in names:
            del names[key]
            yield told
    if "/Perms" in root:
        del root.Perms
        yield _RIGHTS
    form = root.get("/AcroForm", {})
    for key, told in (("/XFA", _XFA), ("/CO", "")):
        if key in form:
            del form[key]
            if told:
                yield told
    if "/NeedsRendering" in root:
        del root.NeedsRendering


def _notes(pdf: Any) -> Iterator[str]:
    import pikepdf

    for page in pdf.pages:
        if "/AA" in page.obj:
            del page.obj.AA
            yield _SCRIPT
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, pikepdf.Array) else ():
            if isinstance(note, pikepdf.Dictionary):
                yield from _holder(note)


def _fields(known: Mapping[str, Node]) -> Iterator[str]:
    for node in known.values():
        for holder in node.holders:
            yield from _holder(holder)


def _holder(holder: Any) -> Iterator[str]:
    if "/AA" in holder:
        del holder.AA
        yield _SCRIPT
    if _acts(holder.get("/A")):
        del holder.A
        yield _SCRIPT


def _acts(action: Any) -> bool:
    """Whether this action does more than lead somewhere, or is followed by another."""
    import pikepdf

    if not isinstance(action, pikepdf.Dictionary):
        return False
    return str(action.get("/S", "")) not in _SAFE or "/Next" in action
