"""The fields of an AcroForm with what they inherit, and their widgets on the pages (ISO 32000-1, 12.7.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from generator.writers.form_field import FormError, FormField, Kind

MOST: Final = 20_000  # fields of one form
_DEEPEST: Final = 30
_INHERITED: Final = ("/FT", "/Ff", "/V", "/DV", "/DA", "/Q", "/MaxLen", "/Opt", "/TU", "/TI")
READ_ONLY, REQUIRED, MULTILINE, PASSWORD = 1 << 0, 1 << 1, 1 << 12, 1 << 13
RADIO, BUTTON = 1 << 15, 1 << 16
COMBO, EDIT, SELECT_FILE, MULTIPLE, COMB = 1 << 17, 1 << 18, 1 << 20, 1 << 21, 1 << 24
_TOO_MUCH: Final = "imprimez-le en PDF depuis un lecteur, ou demandez un autre fichier à l'acheteur"


@dataclass(frozen=True, slots=True)
class Widget:
    """Where a field is seen: its annotation, and its page from 1 (0: on none)."""

    note: Any
    page: int

    @property
    def states(self) -> tuple[str, ...]:
        """The names, without slash, of what a box shows when it is on."""
        drawn = self.note.get("/AP", {})
        names = (name[1:] for key in ("/N", "/D") for name in _keys(drawn.get(key)))
        return tuple(dict.fromkeys(name for name in names if name != "Off"))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top on its page; nothing at all for what is no rectangle."""
        try:
            one, two, three, four = (float(side) for side in self.note.get("/Rect", (0, 0, 0, 0)))
        except (TypeError, ValueError):
            return 0.0, 0.0, 0.0, 0.0
        return min(one, three), min(two, four), max(one, three), max(two, four)


def _keys(value: Any) -> Iterator[str]:
    import pikepdf

    if isinstance(value, pikepdf.Dictionary) and not isinstance(value, pikepdf.Stream):
        yield from value.keys()


@dataclass(slots=True)
class Node:
    """A field that holds a value: every dictionary of that name, what it has or inherits, its widgets."""

    name: str
    known: dict[str, Any]
    holders: list[Any] = field(default_factory=list)
    widgets: list[Widget] = field(default_factory=list)

    @property
    def flags(self) -> int:
        """Its flags (tables 221, 226, 228 and 230)."""
        return int(self.known.get("/Ff", 0))

    @property
    def kind(self) -> Kind:
        """What it is."""
        flags = self.flags
        match str(self.known.get("/FT", "")):
            case "/Tx":
                return "button" if flags & SELECT_FILE else "text"
            case "/Btn":
                return "button" if flags & BUTTON else "radio" if flags & RADIO or self._group else "box"
            case "/Ch":
                return "choice" if flags & COMBO else "list"
            case "/Sig":
                return "signature"
            case _:
                return "button"

    @property
    def _group(self) -> bool:
        """Whether boxes of one name stand for several answers, as radio buttons do."""
        return len({state for widget in self.widgets for state in widget.states}) > 1

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What it may be set to, and how each is shown: the entries of a list, the states of boxes."""
        listed = tuple(map(_choice, self.known.get("/Opt", ())))
        if self.kind in {"choice", "list"}:
            return listed
        states = tuple(dict.fromkeys(state for widget in self.widgets for state in widget.states))
        labels = {str(i): shown for i, (_, shown) in enumerate(listed)}
        return tuple((state, labels.get(state, state)) for state in states)

    @property
    def current(self) -> tuple[str, ...]:
        """Its value: a text, the name of a state, the entries that are chosen; nothing for none."""
        import pikepdf

        value = self.known.get("/V")
        if value is None or (isinstance(value, pikepdf.Dictionary) and not isinstance(value, pikepdf.Stream)):
            return ()
        if isinstance(value, pikepdf.Array):
            return tuple(map(said, value))
        return (said(value),)


def said(value: Any) -> str:
    """The text of a string, of a stream that stands for one, or of a name without its slash."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        raw = value.read_bytes()
        return raw.decode("utf-16" if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return str(value) if isinstance(value, str | int | float | pikepdf.String) else ""


def _choice(entry: Any) -> tuple[str, str]:
    import pikepdf

    if isinstance(entry, pikepdf.Array) and len(entry) > 1:
        return said(entry[0]), said(entry[1])
    text = said(entry[0]) if isinstance(entry, pikepdf.Array) and len(entry) else said(entry)
    return text, text


def nodes(pdf: Any) -> dict[str, Node]:
    """Every field of a form by its full name (« a.b.c »), in the form's order. Raises FormError for too many."""
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return {}
    pages = _pages(pdf)
    found: dict[str, Node] = {}
    start = {key: form[key] for key in ("/DA", "/Q") if key in form}
    waiting = [(entry, "", start, 0) for entry in reversed(list(form.get("/Fields", ())))]
    count = 0
    while waiting:
        entry, prefix, inherited, depth = waiting.pop()
        count += 1
        if count > MOST or depth > _DEEPEST:
            raise FormError("formulaire démesuré : ses champs sont trop nombreux ou trop imbriqués", _TOO_MUCH)
        if not is_dictionary(entry):
            continue
        name = ".".join(filter(None, (prefix, said(entry["/T"]) if "/T" in entry else "")))
        known = {**inherited, **{key: entry[key] for key in _INHERITED if key in entry}}
        kids = [kid for kid in entry.get("/Kids", ()) if is_dictionary(kid)]
        if named := [kid for kid in kids if "/T" in kid]:
            waiting += [(kid, name, known, depth + 1) for kid in reversed(named)]
            continue
        node = found.setdefault(name, Node(name, known))
        node.known = {**known, **node.known}
        node.holders.append(entry)
        node.widgets += [Widget(note, pages.get(note.objgen, 0)) for note in (kids or [entry]) if "/Rect" in note]
    return {name: node for name, node in found.items() if name}


def _pages(pdf: Any) -> dict[tuple[int, int], int]:
    """The page of each annotation."""
    import pikepdf

    found: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pdf.pages, 1):
        notes = page.obj.get("/Annots")
        if isinstance(notes, pikepdf.Array):
            found |= {note.objgen: number for note in notes if is_dictionary(note) and note.is_indirect}
    return found


def is_dictionary(value: Any) -> bool:
    """Whether this is a dictionary of a PDF, not a stream."""
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def described(node: Node) -> FormField:
    """The field as who fills it sees it."""
    flags, kind = node.flags, node.kind
    options = node.choices if kind in {"radio", "choice", "list"} else ()
    current = node.current
    on = bool(current) and current[0] not in {"", "Off"}
    longest = node.known.get("/MaxLen") if kind == "text" else None
    return FormField(
        name=node.name,
        kind=kind,
        label=" ".join(said(node.known["/TU"]).split()) if "/TU" in node.known else "",
        value=("true" if on else "") if kind == "box" else " ; ".join(v for v in current if v != "Off"),
        options=tuple(option for option, _ in options),
        shown=tuple(shown for _, shown in options),
        longest=int(longest) if longest is not None and int(longest) > 0 else None,
        page=min((widget.page for widget in node.widgets if widget.page), default=0),
        required=bool(flags & REQUIRED),
        locked=bool(flags & READ_ONLY),
        multiline=bool(flags & MULTILINE),
        open=kind == "choice" and bool(flags & EDIT),
    )
