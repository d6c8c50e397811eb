"""Layers of a foreign PDF: what they hide when it opens is taken out, and the rest becomes plain drawing."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from generator.packet.content import unpacked
from generator.packet.examination import items, page_notes
from generator.packet.geometry import inherited
from generator.packet.obstacles import reachable
from generator.packet.visibility import Visibility

if TYPE_CHECKING:
    import pikepdf

_PAINT = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_DRAW = {"Tj", "TJ", "Do", "sh", "INLINE IMAGE"}
_MOVES = {"'", '"'}  # they show a text on the next line


def hide(pdf: pikepdf.Pdf) -> int:
    """Takes out of `pdf` what its hidden layers draw, then its layers; says how many were hidden.

    The state is that at opening (ISO 32000-1, 8.11.4.3). A file that hides nothing is left as it is.
    """
    layers = Visibility(pdf.Root)
    if not layers.hidden:
        return 0
    for page in pdf.pages:
        _page(pdf, page.obj, layers)
    del pdf.Root["/OCProperties"]
    return len(layers.hidden)


def _page(pdf: pikepdf.Pdf, page: Any, layers: Visibility) -> None:
    import pikepdf

    resources = inherited(page, "/Resources")
    content = page.get("/Contents")
    parts = [content] if isinstance(content, pikepdf.Stream) else items(page, "/Contents")
    if any(b"/OC" in unpacked(part) for part in parts):
        page.Contents = pdf.make_stream(_without(page, resources, layers))
    notes = page_notes(page)
    shown = [note for note in notes if not layers.hides(note.get("/OC"))]
    if len(shown) != len(notes):
        page.Annots = pikepdf.Array(shown)
    looks = tuple(look for note in shown if (look := note.get("/AP")) is not None)
    for one in reachable((resources, *looks)):
        if isinstance(one, pikepdf.Stream):
            _stream(one, resources, layers)
    for note in shown:
        if "/OC" in note:
            del note["/OC"]


def _stream(one: Any, resources: Any, layers: Visibility) -> None:
    """A form or an image: empty when a layer hides it, else without what layers hide in it."""
    import pikepdf

    if layers.hides(one.get("/OC")):
        _blank(one)
    elif str(one.get("/Subtype")) == "/Form" and b"/OC" in unpacked(one):
        data = _without(one, one.get("/Resources", resources), layers)
        one.write(zlib.compress(data, 9), filter=pikepdf.Name.FlateDecode)
    if "/OC" in one:
        del one["/OC"]


def _blank(one: Any) -> None:
    """Leaves an empty drawing where a hidden one stood."""
    import pikepdf

    one.write(b"")
    for key in set(one.keys()) - {"/Length"}:
        del one[key]
    one.Type, one.Subtype, one.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 1, 1])


def _without(drawing: Any, resources: Any, layers: Visibility) -> bytes:
    """What a page or a form draws, but for its hidden parts: their states and moves stay, for what comes after."""
    import pikepdf

    names = resources.get("/Properties") if isinstance(resources, pikepdf.Dictionary) else None
    kept: list[Any] = []
    opened: list[tuple[bool, bool]] = []  # of each open mark: whether it is a layer, and a hidden one
    depth = 0  # hidden marks that are open
    known: dict[str, bool] = {}
    for one in pikepdf.parse_content_stream(drawing):
        name = str(one.operator)
        if name in {"BDC", "BMC"}:
            layer = name == "BDC" and str(one.operands[0]) == "/OC"
            key = str(one.operands[1]) if layer and len(one.operands) > 1 else ""
            if key not in known:
                known[key] = layers.hides(_named(names, one.operands[1])) if key else False
            opened.append((layer, known[key]))
            depth += known[key]
            kept += [] if layer else [one]
        elif name == "EMC":
            layer, off = opened.pop() if opened else (False, False)
            depth -= off
            kept += [] if layer else [one]
        elif depth:
            kept += _unseen(one, name)
        else:
            kept.append(one)
    return bytes(pikepdf.unparse_content_stream(kept))


def _unseen(one: Any, name: str) -> list[Any]:
    """What stays of an operator that must not be seen."""
    import pikepdf

    if name in _PAINT:
        return [pikepdf.ContentStreamInstruction([], pikepdf.Operator("n"))]
    if name in _MOVES:
        return [pikepdf.ContentStreamInstruction([], pikepdf.Operator("T*"))]
    return [] if name in _DRAW else [one]


def _named(names: Any, name: Any) -> Any:
    import pikepdf

    return names.get(str(name)) if isinstance(names, pikepdf.Dictionary) and isinstance(name, pikepdf.Name) else None
