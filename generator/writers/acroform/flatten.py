"""Turns the fields of a filled form to drawing on its pages (ISO 32000-1, 12.5.5); places to sign stay fields.

What a structure said of a field it says of the drawing: the form stays tagged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.writers.acroform.nodes import Node, Widget

_UNSEEN: Final = 1 << 1 | 1 << 5  # hidden, not viewed (table 165)


def flatten(pdf: Any, known: Mapping[str, Node]) -> None:
    """Draws each widget on its page as it is seen, then takes its field away."""
    kept = [node for node in known.values() if node.kind == "signature"]
    by_page: dict[int, list[tuple[Node, Widget]]] = {}
    for node in known.values():
        if node.kind != "signature":
            for widget in node.widgets:
                by_page.setdefault(widget.page, []).append((node, widget))
    tags = _Tags(pdf)
    for number, widgets in by_page.items():
        if number:
            _flattened(pdf.pages[number - 1], widgets, tags)
    if kept:
        _only(pdf, kept)
    else:
        del pdf.Root.AcroForm


def _flattened(page: Any, widgets: list[tuple[Node, Widget]], tags: _Tags) -> None:
    import pikepdf

    parts = []
    for rank, (node, widget) in enumerate(widgets, 1):
        seen = _seen(widget)
        if seen is not None:
            name = page.add_resource(seen, pikepdf.Name.XObject, pikepdf.Name(f"/Champ-{rank}"))  # else it draws lots
            open_, close = tags.moved(page, node, widget.note)
            matrix = " ".join(f"{part:.5f}" for part in _laid(seen, widget))
            parts.append(f"{open_}q {matrix} cm {name} Do Q{close}")
    gone = {widget.note.objgen for _, widget in widgets}
    page.obj.Annots = pikepdf.Array([note for note in page.obj.Annots if note.objgen not in gone])
    if parts:
        page.contents_add(b"q", prepend=True)
        page.contents_add(("Q\n" + "\n".join(parts)).encode("ascii"))


def _seen(widget: Widget) -> Any:
    """The appearance that a widget shows; None for one that shows nothing."""
    import pikepdf

    note = widget.note
    normal = note.get("/AP", {}).get("/N")
    if isinstance(normal, pikepdf.Dictionary) and not isinstance(normal, pikepdf.Stream):
        normal = normal.get(str(note.get("/AS", "/Off")))
    hidden = int(note.get("/F", 0)) & _UNSEEN
    if hidden or not isinstance(normal, pikepdf.Stream) or "/BBox" not in normal:
        return None
    return normal


def _laid(seen: Any, widget: Widget) -> tuple[float, ...]:
    """The matrix that lays an appearance on its rectangle, its own matrix applied (algorithm 8.1)."""
    one, two, three, four = (float(side) for side in seen.BBox)
    a, b, c, d, e, f = (float(part) for part in seen.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (one, three) for y in (two, four)]
    left, bottom = min(x for x, _ in corners), min(y for _, y in corners)
    right, top = max(x for x, _ in corners), max(y for _, y in corners)
    into = widget.box
    across = (into[2] - into[0]) / (right - left) if right > left else 1.0
    up = (into[3] - into[1]) / (top - bottom) if top > bottom else 1.0
    return across, 0.0, 0.0, up, into[0] - left * across, into[1] - bottom * up


def _only(pdf: Any, kept: list[Node]) -> None:
    """Leaves these fields alone in the form."""
    import pikepdf

    form = pdf.Root.AcroForm
    for node in kept:
        for holder in node.holders:
            holder.T = pikepdf.String(node.name.replace(".", "-"))  # its parents are gone, whose names led to it
            for key, value in node.known.items():
                if key in {"/FT", "/Ff", "/DA"} and key not in holder:
                    holder[key] = value
            if "/Parent" in holder:
                del holder.Parent
    form.Fields = pikepdf.Array([pdf.make_indirect(holder) for node in kept for holder in node.holders])


def _printed(node: Node, note: Any) -> Any:
    """What a field was that is now but printed (14.8.5.6)."""
    import pikepdf

    role = {"box": "cb", "radio": "rb", "button": "pb"}.get(node.kind, "tv")
    told = pikepdf.Dictionary(O=pikepdf.Name.PrintField, Role=pikepdf.Name(f"/{role}"))
    if role in {"cb", "rb"}:
        told["/checked"] = pikepdf.Name.off if str(note.get("/AS", "/Off")) == "/Off" else pikepdf.Name.on
    return told


class _Tags:
    """The structure of a tagged form: who spoke of a widget speaks of what is drawn in its stead."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.rows: dict[int, Any] = {}
        root = pdf.Root.get("/StructTreeRoot")
        self.tree = root.get("/ParentTree") if root is not None else None
        if self.tree is not None:
            import pikepdf

            self.numbers = pikepdf.NumberTree(self.tree)

    def moved(self, page: Any, node: Node, note: Any) -> tuple[str, str]:
        """What opens and closes the drawing of this widget on its page; nothing in a form without tags."""
        import pikepdf

        if self.tree is None:
            return "", ""
        key = int(note.get("/StructParent", -1))
        spoken = self.numbers.get(key) if key >= 0 else None
        if not isinstance(spoken, pikepdf.Dictionary) or "/StructParents" not in page.obj:
            return "/Artifact BMC ", " EMC"
        row = self.numbers.get(int(page.obj.StructParents))
        if not isinstance(row, pikepdf.Array):
            return "/Artifact BMC ", " EMC"
        mark = len(row)
        row.append(spoken)
        del self.numbers[key]
        spoken.K = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page.obj, MCID=mark)
        kept = spoken.get("/A")
        told = [] if kept is None else list(kept) if isinstance(kept, pikepdf.Array) else [kept]
        spoken.A = pikepdf.Array([*told, _printed(node, note)])
        return f"/{str(spoken.get('/S', '/Form'))[1:]} <</MCID {mark}>> BDC ", " EMC"
