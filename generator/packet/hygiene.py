"""Takes out of a foreign PDF what a buyer's platform refuses, or what nobody means to send; says each in French.

Scripts and actions, files inside, comments, hidden layers, the author's name, rights that a password holds back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from generator.packet.content import unpacked
from generator.packet.examination import fields, page_notes
from generator.packet.layers import hide
from generator.packet.targets import MANY
from generator.writers.pdf.metadata import without_author

if TYPE_CHECKING:
    import pikepdf

_SCRIPT = "script"
_FILE_LINK = "lien vers un autre fichier"
_MEDIA_SAID = "son, vidéo ou objet animé"
_ATTACHED = "fichier joint"
_COMMENT = "commentaire"
_DISPLAY = "action qui change l'affichage"
_ACTS = {
    "/JavaScript": _SCRIPT,
    "/Launch": "lancement de programme",
    "/SubmitForm": "envoi de formulaire",
    "/ImportData": "import de données",
    "/GoToR": _FILE_LINK,
    "/GoToE": _FILE_LINK,
    "/Rendition": _MEDIA_SAID,
    "/Movie": _MEDIA_SAID,
    "/Sound": _MEDIA_SAID,
    "/RichMediaExecute": _MEDIA_SAID,
    "/GoTo3DView": _MEDIA_SAID,
    "/Hide": _DISPLAY,
    "/SetOCGState": _DISPLAY,
}
_MEDIA = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
_COMMENTS = {"/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Popup", "/Redact"}
_PLAIN = {"/Link", "/Widget", "/FreeText"}  # what they say is their content, not a remark on it
_FOLLOWED = re.compile(rb"(?i)(?:https?|mailto|tel|ftp):|(?![a-z][a-z0-9+.-]*:)")
_HIDDEN = 2
_CHAIN = 100  # actions that follow one another


def harmless(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Changes `pdf`, and says what was taken out of it, each kind once with its number."""
    said: Counter[str] = Counter()
    if pdf.is_encrypted:
        said["mot de passe de restriction (impression, copie, modification)"] += 1
    _root(pdf, said)
    for page in pdf.pages:
        _events(page.obj, said)
        _attached(page.obj, said)
        _annotations(page.obj, said)
    for field in fields(pdf):
        _actions(field, said)
    _outline(pdf.Root, said)
    if hidden := hide(pdf):
        said["calque masqué"] += hidden
    said.update(without_author(pdf, unpacked))
    return tuple(kind if times == 1 else f"{kind} ({times})" for kind, times in said.items())


def _root(pdf: pikepdf.Pdf, said: Counter[str]) -> None:
    import pikepdf

    root = pdf.Root
    _events(root, said)
    _attached(root, said)
    if kind := _acts(root.get("/OpenAction")):
        said[kind] += 1
        del root["/OpenAction"]
    names = root.get("/Names")
    for key, kind in (("/JavaScript", _SCRIPT), ("/EmbeddedFiles", _ATTACHED), ("/Renditions", _MEDIA_SAID)):
        if isinstance(names, pikepdf.Dictionary) and key in names:
            said[kind] += 1
            del names[key]
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        said["double du formulaire (XFA)"] += 1
        del form["/XFA"]
    for key in {"/Collection", "/NeedsRendering", "/Perms"} & set(root.keys()):
        del root[key]


def _attached(holder: Any, said: Counter[str]) -> None:
    if "/AF" in holder:
        said[_ATTACHED] += 1
        del holder["/AF"]


def _annotations(page: Any, said: Counter[str]) -> None:
    """Comments, media and files go; what stays acts no more. A link that did nothing else goes whole."""
    import pikepdf

    notes = page_notes(page)
    kept = []
    for note in notes:
        kind = _unwanted(note)
        acting = None if kind else _actions(note, said)
        if kind:
            said[kind] += kind != "fenêtre de commentaire"
            _emptied(note)
        elif acting and str(note.get("/Subtype")) == "/Link":
            _emptied(note)
        else:
            _unsaid(note, said)
            kept.append(note)
    if len(kept) != len(notes):
        page.Annots = pikepdf.Array(kept)


def _unwanted(note: Any) -> str:
    """What an annotation is that must not stay; empty when it may."""
    subtype = str(note.get("/Subtype", ""))
    if subtype in _MEDIA:
        return _MEDIA_SAID
    if subtype == "/FileAttachment":
        return _ATTACHED
    if subtype == "/Popup":
        return "fenêtre de commentaire"  # its comment is counted
    if subtype in _COMMENTS or "/IRT" in note:
        return _COMMENT
    if subtype not in {"/Link", "/Widget"} and int(note.get("/F", 0)) & _HIDDEN:
        return "annotation masquée"
    return ""


def _unsaid(note: Any, said: Counter[str]) -> None:
    """A stamp or a drawing stays; who made it, and what was remarked on it, do not."""
    subtype = str(note.get("/Subtype", ""))
    if subtype not in {"/Link", "/Widget"} and "/T" in note:
        said["auteur d'une annotation"] += 1
        del note["/T"]
    if subtype not in _PLAIN and ("/Contents" in note or "/RC" in note):
        said[_COMMENT] += bool(str(note.get("/Contents", "")).strip())
        for key in {"/Contents", "/RC"} & set(note.keys()):
            del note[key]
    if "/Popup" in note:
        del note["/Popup"]


def _emptied(note: Any) -> None:
    """Leaves nothing of an annotation that a tag may still lead to."""
    for key in set(note.keys()) - {"/Type", "/Subtype", "/Rect"}:
        del note[key]


def _outline(root: Any, said: Counter[str]) -> None:
    """Bookmarks act as links do; those that no reader would reach in a lifetime go whole."""
    import pikepdf

    outlines = root.get("/Outlines")
    waiting = [outlines.get("/First")] if isinstance(outlines, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Dictionary) and item.objgen not in seen:
            seen |= {item.objgen} if item.is_indirect else set()
            _actions(item, said)
            waiting += [item.get("/Next"), item.get("/First")]
        if len(seen) > MANY:
            del root["/Outlines"]
            return


def _actions(holder: Any, said: Counter[str]) -> bool:
    """Takes away what this object does when it is clicked, and on its events; says whether it did something."""
    _events(holder, said)
    acted = False
    for key in ("/A", "/PA"):
        if kind := _acts(holder.get(key)):
            said[kind] += 1
            del holder[key]
            acted = True
    return acted


def _events(holder: Any, said: Counter[str]) -> None:
    import pikepdf

    events = holder.get("/AA")
    if events is None:
        return
    if isinstance(events, pikepdf.Dictionary):
        said.update(kind for _, action in events.items() if (kind := _acts(action)))
    del holder["/AA"]


def _acts(action: Any) -> str:
    """What an action does that must not be, or one of those that follow it; empty when they only lead somewhere."""
    import pikepdf

    waiting = [action]
    for _ in range(_CHAIN):
        if not waiting:
            return ""
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += _dictionaries(one)
        elif isinstance(one, pikepdf.Dictionary):
            kind = str(one.get("/S", ""))
            if kind == "/URI" and not _FOLLOWED.match(_text(one.get("/URI"))):
                return _FILE_LINK
            if kind in _ACTS:
                return _ACTS[kind]
            waiting += [one.get("/Next")]
    return _SCRIPT


def _dictionaries(array: Iterable[Any]) -> list[Any]:
    """Actions of a list; a place to go to is a list too, of a page and numbers."""
    import pikepdf

    return [one for one in list(array)[:_CHAIN] if isinstance(one, pikepdf.Dictionary) and one.get("/Type") != "/Page"]


def _text(value: Any) -> bytes:
    import pikepdf

    return bytes(value).strip() if isinstance(value, pikepdf.String) else b""
