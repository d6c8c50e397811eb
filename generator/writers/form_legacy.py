"""Legacy form fields of Word: a text, a box, a list, between the bounds of a field (ECMA-376, 17.16.5 and 17.16.17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from generator.writers.form_field import FormError, Kind, Value
from generator.writers.form_words import like, said, text_of, w

_KINDS: Final[dict[str, Kind]] = {"textInput": "text", "checkBox": "box", "ddList": "choice"}
_OFF: Final = {"0", "false", "off"}
_DEEPEST: Final = 50  # fields within fields
_VAL: Final = w("val")


@dataclass(slots=True)
class Legacy:
    """A field: its data, the run that opens it, the one that parts code and result, the one that ends it."""

    data: etree._Element
    start: etree._Element
    parted: etree._Element | None = None
    end: etree._Element | None = None
    shown: list[etree._Element] = field(default_factory=list)  # the runs of its result
    open: bool = False
    multiline: bool = True

    @property
    def kind(self) -> Kind:
        """What it is."""
        return next((kind for tag, kind in _KINDS.items() if self.data.find(w(tag)) is not None), "button")

    @property
    def name(self) -> str:
        """The name that the form gives it, perhaps none."""
        return _value(self.data, "name")

    @property
    def label(self) -> str:
        """What the form says of it in the bar of Word, or as help."""
        return _value(self.data, "statusText") or _value(self.data, "helpText")

    @property
    def value(self) -> str:
        """What it holds: words, « true » for a ticked box, the chosen entry."""
        match self.kind:
            case "text":
                return "".join(map(text_of, self.shown)).replace("\u2002", "").strip()
            case "box":
                box = self.data.find(w("checkBox"))
                state = _child(box, "checked") if _child(box, "checked") is not None else _child(box, "default")
                return "true" if state is not None and state.get(_VAL, "1") not in _OFF else ""
            case "choice":
                chosen = _value(self.data.find(w("ddList")), "result")
                return self.options[int(chosen)] if chosen.isdigit() and int(chosen) < len(self.options) else ""
            case _:
                return ""

    @property
    def options(self) -> tuple[str, ...]:
        """The entries of a list."""
        return tuple(entry.get(_VAL, "") for entry in self.data.iterfind(f"{w('ddList')}/{w('listEntry')}"))

    @property
    def longest(self) -> int | None:
        """How many signs a text may have."""
        said_ = _value(self.data.find(w("textInput")), "maxLength")
        return int(said_) if said_.isdigit() and int(said_) > 0 else None

    @property
    def locked(self) -> bool:
        """Whether Word lets nobody fill it: it is off, or computed."""
        enabled = self.data.find(w("enabled"))
        computed = _value(self.data.find(w("textInput")), "type") in {"calculated", "currentDate", "currentTime"}
        return computed or (enabled is not None and enabled.get(_VAL, "1") in _OFF)

    def set(self, value: Value) -> None:
        """Puts a value that fits this field."""
        match self.kind:
            case "box":
                self._tick(bool(value))
            case "choice":
                listed = self.data.find(w("ddList"))
                assert listed is not None
                _put(listed, "result", str(self.options.index(str(value))), 0)
                if self.shown:
                    self._say(str(value))
            case _:
                self._say(str(value))

    def _tick(self, on: bool) -> None:
        box = self.data.find(w("checkBox"))
        assert box is not None
        _put(box, "checked", "1" if on else "0", len(box))

    def _say(self, text: str) -> None:
        """Puts the words in the first run of the result, which keeps its looks; the others go."""
        if not self.shown:
            self.shown = [self._room()]
        first, *others = self.shown
        said(first, text)
        for run in others:
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
        self.shown = [first]

    def _room(self) -> etree._Element:
        """A run for the result of a field that has none, and what parts it from the code when that is missing too."""
        if self.parted is None:
            self.parted = like(self.start)
            bound = etree.SubElement(self.parted, w("fldChar"))
            bound.set(w("fldCharType"), "separate")
            assert self.end is not None
            self.end.addprevious(self.parted)
        made = like(self.start)
        self.parted.addnext(made)
        return made


def _child(holder: etree._Element | None, name: str) -> etree._Element | None:
    return None if holder is None else holder.find(w(name))


def _value(holder: etree._Element | None, name: str) -> str:
    found = _child(holder, name)
    return "" if found is None else found.get(_VAL, "")


def _put(holder: etree._Element, name: str, value: str, place: int) -> None:
    """Sets the value of a child, made at this place when it is missing: the schema wants an order."""
    found = holder.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        holder.insert(place, found)
    found.set(_VAL, value)


def legacies(root: etree._Element) -> Iterator[Legacy]:
    """Every form field of a part, in its order; one that nothing ends is none."""
    opened: list[Legacy | None] = []
    found: list[Legacy] = []
    for run in root.iter(w("r")):
        for child in run:
            if child.tag == w("fldChar"):
                _bound(child, run, opened, found)
            elif child.tag not in {w("rPr"), w("instrText")} and opened:
                inner = opened[-1]
                if inner is not None and inner.parted is not None and run not in inner.shown:
                    inner.shown.append(run)
    yield from (one for one in found if one.end is not None)


def _bound(bound: etree._Element, run: etree._Element, opened: list[Legacy | None], found: list[Legacy]) -> None:
    """One of the three bounds of a field, ours or another."""
    match bound.get(w("fldCharType")):
        case "begin":
            if len(opened) >= _DEEPEST:
                raise FormError("formulaire Word démesuré : trop de champs l'un dans l'autre", "vérifiez ce fichier")
            data = bound.find(w("ffData"))
            one = Legacy(data, run) if data is not None else None
            opened.append(one)
            found += [one] if one is not None else []
        case "separate" if opened and (one := opened[-1]) is not None:
            one.parted = run
        case "end" if opened and (one := opened.pop()) is not None:
            one.end = run
