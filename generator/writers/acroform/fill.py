"""Fills a PDF form in place: values, states and appearances change, not a line of the buyer's own pages does.

A viewer that draws fields again does so from the same values, with the form's own font. The same input gives the same
bytes. Scripts and actions go, for platforms refuse them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Literal

from generator.writers.acroform.drawing import Drawn, drawings, frame, framed, letters, resized, ticked
from generator.writers.acroform.flatten import flatten
from generator.writers.acroform.harmless import harmless
from generator.writers.acroform.nodes import COMB, MULTILINE, Node, Widget, described, is_dictionary, nodes, said
from generator.writers.form_field import FormError, FormField, FormFilled, Trouble, Value
from generator.writers.pdf.metadata import without_author

_ALIGNED: Final[tuple[Literal["left", "center", "right"], ...]] = ("left", "center", "right")
_PRINT, _HIDDEN = 4, 2  # flags of an annotation (table 165)
_NONSENSE: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError)
_BROKEN: Final = "ouvrez-le dans un lecteur et enregistrez-le de nouveau en PDF, ou demandez un autre fichier"
_DYNAMIC: Final = "demandez à l'acheteur un PDF ordinaire ou un fichier Word ; sinon remplissez-le dans Adobe Reader"


def fields(data: bytes) -> tuple[FormField, ...]:
    """The fields of a PDF form, in its order; none for a PDF without form. Raises FormError."""
    with _opened(data) as pdf:
        return tuple(described(node) for node in _fillable(pdf).values())


def fill(data: bytes, values: Mapping[str, Value], *, flat: bool = False) -> FormFilled:
    """The form with these values, which `form_values.settled` made fit it; `flat`: with its fields turned to drawing.

    Raises FormError for a file that is no such form.
    """
    with _opened(data) as pdf:
        try:
            return _filled(pdf, _fillable(pdf), values, flat=flat)
        except FormError:
            raise
        except _refusals() as exc:
            raise FormError("formulaire PDF abîmé : un champ n'a pas la forme attendue", _BROKEN) from exc


def draw(pdf: Any) -> None:
    """Draws what the form of this opened file leaves to its viewer to draw. Raises FormError for one that can't be."""
    known = _fillable(pdf)
    _draw(pdf, known, {})
    if "/NeedAppearances" in pdf.Root.AcroForm:
        del pdf.Root.AcroForm.NeedAppearances


def _refusals() -> tuple[type[Exception], ...]:
    """What objects of a PDF that are not what they should be make of our code, and of qpdf."""
    import pikepdf

    return (*_NONSENSE, pikepdf.PikepdfError)


def _opened(data: bytes) -> Any:
    import pikepdf

    try:
        return pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        hint = "demandez à l'acheteur une copie sans mot de passe"
        raise FormError("formulaire PDF protégé par un mot de passe", hint) from None
    except (pikepdf.PikepdfError, *_NONSENSE):
        raise FormError("formulaire PDF abîmé ou incomplet", _BROKEN) from None


def _fillable(pdf: Any) -> dict[str, Node]:
    """The fields, unless filling them would lie or break something."""
    try:
        found = nodes(pdf)
        form = pdf.Root.get("/AcroForm")
        dynamic = form is not None and "/XFA" in form and (bool(pdf.Root.get("/NeedsRendering", False)) or not found)
        signed = any(node.kind == "signature" and is_dictionary(node.known.get("/V")) for node in found.values())
        for node in found.values():
            described(node)
    except FormError:
        raise
    except _refusals() as exc:
        raise FormError("formulaire PDF abîmé : un champ n'a pas la forme attendue", _BROKEN) from exc
    if dynamic:
        raise FormError("formulaire dynamique (XFA), que seul Adobe Reader affiche", _DYNAMIC)
    if signed:
        raise FormError("formulaire déjà signé : le remplir casserait sa signature", "prenez le fichier vierge")
    return found


def _filled(pdf: Any, known: Mapping[str, Node], values: Mapping[str, Value], *, flat: bool) -> FormFilled:
    removed = (*harmless(pdf, known), *without_author(pdf, lambda packet: bytes(packet.read_bytes())))
    troubles: tuple[Trouble, ...] = ()
    if known:
        for name, value in values.items():
            _set(known[name], value)
        troubles = _draw(pdf, known, values)
        if "/NeedAppearances" in pdf.Root.AcroForm:
            del pdf.Root.AcroForm.NeedAppearances
        if flat:
            flatten(pdf, known)
    buffer = BytesIO()
    pdf.save(buffer, deterministic_id=True, fix_metadata_version=False)
    return FormFilled(buffer.getvalue(), troubles, removed)


# --- values ------------------------------------------------------------------------------------------


def _set(node: Node, value: Value) -> None:
    """Puts the value where the field keeps it, in each dictionary of that name."""
    import pikepdf

    kept: Any
    match node.kind:
        case "box":
            state = _on(node) if value else "Off"
            kept = pikepdf.Name(f"/{state}")
        case "radio":
            kept = pikepdf.Name(f"/{value}")
        case "list" if isinstance(value, tuple):
            kept = pikepdf.Array([_text(each) for each in value]) if len(value) > 1 else _text("".join(value))
        case _:
            kept = _text(str(value))
    node.known["/V"] = kept
    for holder in node.holders:
        holder.V = kept
        for key in ("/RV", "/I"):
            if key in holder:
                del holder[key]
        if node.kind == "list":
            _choose(node, holder)
    for widget in node.widgets:
        if node.kind in {"box", "radio"}:
            _switch(node, widget, str(kept)[1:])


def _choose(node: Node, holder: Any) -> None:
    """The ranks of what is chosen in a list, in order, as table 231 wants them."""
    import pikepdf

    options, chosen = [option for option, _ in node.choices], node.current
    holder.I = pikepdf.Array(sorted(options.index(each) for each in chosen if each in options))


def _on(node: Node) -> str:
    """The name of a box that is ticked."""
    return next((state for widget in node.widgets for state in widget.states), "Oui")


def _switch(node: Node, widget: Widget, state: str) -> None:
    """Shows the box as it is: on when this state is its own."""
    import pikepdf

    shown = state if state in (widget.states or (state,)) else "Off"
    if node.kind == "radio" and not widget.states:
        shown = "Off"
    widget.note.AS = pikepdf.Name(f"/{shown}")


def _text(text: str) -> Any:
    """A text string: PDFDocEncoding when it can, else UTF-16; lines end as in a field."""
    import pikepdf

    return pikepdf.String(text.replace("\n", "\r"))


# --- appearances ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Job:
    """A widget to draw."""

    node: Node
    widget: Widget
    drawn: Drawn
    appearance: str


def _draw(pdf: Any, known: Mapping[str, Node], values: Mapping[str, Value]) -> tuple[Trouble, ...]:
    """Draws what was filled, and what the form leaves to its viewer to draw; says what does not hold."""
    jobs: list[_Job] = []
    for node in known.values():
        for widget in node.widgets:
            if node.kind in {"box", "radio"}:
                _boxed(pdf, node, widget)
            elif node.kind in {"text", "choice", "list"} and (node.name in values or _undrawn(node, widget)):
                jobs += _jobs(node, widget)
    tight: dict[str, Trouble] = {}
    for job, (drawing, fit) in zip(jobs, drawings(pdf, [job.drawn for job in jobs]), strict=True):
        note = job.widget.note
        note.AP = pdf.make_indirect(_normal(framed(pdf, drawing, frame(note))))
        if job.drawn.size and fit.size < job.drawn.size:
            note.DA = _text(resized(job.appearance, fit.size))
        if not fit.fits:
            said_ = f"le texte ne tient pas dans ce champ (« {' '.join(job.drawn.lines)[:60]} »)"
            tight[job.node.name] = Trouble(job.node.name, said_, "raccourcissez-le", grave=False)
    return tuple(tight.values())


def _normal(form: Any) -> Any:
    import pikepdf

    return pikepdf.Dictionary(N=form)


def _undrawn(node: Node, widget: Widget) -> bool:
    """A value that the form holds and does not draw: it asked its viewer to."""
    return bool(node.current) and "/N" not in widget.note.get("/AP", {})


def _boxed(pdf: Any, node: Node, widget: Widget) -> None:
    """Draws a box that the form does not, in the states that it needs."""
    import pikepdf

    note = widget.note
    normal = note.get("/AP", {}).get("/N")
    if isinstance(normal, pikepdf.Dictionary) and any(state != "/Off" for state in normal.keys()):  # noqa: SIM118
        return
    state = next(iter(widget.states), "") or _on(node)
    around = frame(note)
    states = {f"/{state}": ticked(pdf, around, on=True), "/Off": ticked(pdf, around, on=False)}
    note.AP = pikepdf.Dictionary(N=pikepdf.Dictionary(states))


def _jobs(node: Node, widget: Widget) -> Iterator[_Job]:
    note = widget.note
    appearance = said(note.get("/DA", node.known.get("/DA", "")))
    size, colour = letters(appearance)
    around = frame(note)
    if min(around.width, around.height) < 1:
        return  # a field without a place on paper
    aligned = _ALIGNED[int(note.get("/Q", node.known.get("/Q", 0))) % 3]
    lines, chosen = _lines(node)
    longest = int(node.known.get("/MaxLen", 0))
    comb = node.kind == "text" and bool(node.flags & COMB) and longest > 0
    wrapped = node.kind == "text" and bool(node.flags & MULTILINE)
    drawn = Drawn(
        around.width, around.height, lines, size, colour, aligned, around.pad, wrapped, longest if comb else 0, chosen
    )
    yield _Job(node, widget, drawn, appearance)


def _lines(node: Node) -> tuple[tuple[str, ...], tuple[int, ...] | None]:
    """What the field shows, line by line; of a list, all its entries and the ranks of those chosen."""
    current = node.current
    shown = dict(node.choices)
    if node.kind == "list":
        names = list(shown)
        ranks = [names.index(each) for each in current if each in names]
        first = min(ranks, default=0) if len(names) > 1 else 0
        first = first if _tall(node, len(names)) else 0
        return tuple(shown[name] for name in names[first:]), tuple(rank - first for rank in ranks if rank >= first)
    words = shown.get(current[0], current[0]) if current else ""
    return tuple(words.replace("\r\n", "\n").replace("\r", "\n").split("\n")), None


def _tall(node: Node, count: int) -> bool:
    """Whether a list has more entries than its widget can show: it is then shown from the first chosen one on."""
    height = min((widget.box[3] - widget.box[1] for widget in node.widgets), default=0.0)
    return count * 14 > height
