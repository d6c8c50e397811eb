"""Content controls of Word: a text, a box, a list, in a frame of its own (ECMA-376, 17.5.2; boxes: [MS-DOCX] 2.6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from generator.foundation.ooxml import W14
from generator.writers.form_field import Kind, Value
from generator.writers.form_words import like, said, text_of, w

_VAL: Final = w("val")
_LISTS: Final = ("dropDownList", "comboBox")
_OTHERS: Final = ("picture", "docPartObj", "docPartList", "equation", "citation", "bibliography", "group")
_LOCKED: Final = {"contentLocked", "sdtContentLocked"}
_ON, _OFF = "2612", "2610"  # ☒ and ☐, what Word takes when the control names no sign
_CODE: Final = re.compile(r"[0-9A-Fa-f]{2,4}")
_YES: Final = {"1", "true", "on"}


@dataclass(slots=True)
class Control:
    """A control: its properties, its content."""

    start: etree._Element
    made: etree._Element
    held: etree._Element

    @property
    def kind(self) -> Kind:
        """What it is; one that holds rich text takes plain words as well."""
        if self.made.find(f"{{{W14}}}checkbox") is not None:
            return "box"
        if any(self.made.find(w(name)) is not None for name in _LISTS):
            return "choice"
        return "text"

    @property
    def name(self) -> str:
        """Its tag, else its title; perhaps none."""
        return _value(self.made, "tag") or _value(self.made, "alias")

    @property
    def label(self) -> str:
        """Its title."""
        return _value(self.made, "alias")

    @property
    def value(self) -> str:
        """What it holds; nothing while it shows an invitation to type."""
        if self.kind == "box":
            state = self.made.find(f"{{{W14}}}checkbox/{{{W14}}}checked")
            return "true" if state is not None and state.get(f"{{{W14}}}val") in _YES else ""
        return "" if self.made.find(w("showingPlcHdr")) is not None else text_of(self.held).strip()

    @property
    def options(self) -> tuple[str, ...]:
        """The entries of a list, as they are shown."""
        entries = (entry for name in _LISTS for entry in self.made.iterfind(f"{w(name)}/{w('listItem')}"))
        shown = (entry.get(w("displayText"), "") or entry.get(w("value"), "") for entry in entries)
        return tuple(text for text in shown if text)

    @property
    def longest(self) -> int | None:
        """No control has a longest text."""
        return None

    @property
    def locked(self) -> bool:
        """Whether Word lets nobody change it."""
        return _value(self.made, "lock") in _LOCKED

    @property
    def open(self) -> bool:
        """Whether a list takes any other words."""
        return self.made.find(w("comboBox")) is not None

    @property
    def multiline(self) -> bool:
        """Whether its text may have several lines."""
        plain = self.made.find(w("text"))
        return plain is None or plain.get(w("multiLine")) in _YES

    def set(self, value: Value) -> None:
        """Puts a value that fits; a control bound to data kept elsewhere is set free: Word would write them back."""
        for name in ("showingPlcHdr", "dataBinding"):
            found = self.made.find(w(name))
            if found is not None:
                invited = name == "showingPlcHdr"
                self.made.remove(found)
                if invited:
                    self._plain()
        self._say(self._ticked(bool(value)) if self.kind == "box" else str(value))

    def _ticked(self, on: bool) -> str:
        """Ticks the box, or not; the sign that shows it."""
        box = self.made.find(f"{{{W14}}}checkbox")
        assert box is not None
        state = box.find(f"{{{W14}}}checked")
        if state is None:
            state = etree.Element(f"{{{W14}}}checked")
            box.insert(0, state)
        state.set(f"{{{W14}}}val", "1" if on else "0")
        sign = box.find(f"{{{W14}}}{'checkedState' if on else 'uncheckedState'}")
        code = sign.get(f"{{{W14}}}val", "") if sign is not None else ""
        return chr(int(code if _CODE.fullmatch(code) else _ON if on else _OFF, 16))

    def _plain(self) -> None:
        """Takes away the grey of an invitation to type."""
        for style in list(self.held.iter(w("rStyle"))):
            parent = style.getparent()
            if parent is not None:
                parent.remove(style)

    def _say(self, text: str) -> None:
        """Puts the words in the first run, which keeps its looks; other runs go, and paragraphs after the first."""
        runs = list(self.held.iter(w("r")))
        if not runs:
            paragraph = next(self.held.iter(w("p")), None)
            run = like(None)
            (self.held if paragraph is None else paragraph).append(run)
            runs = [run]
        said(runs[0], text)
        mine = next(runs[0].iterancestors(w("p")), None)
        for run in runs[1:]:
            paragraph = next(run.iterancestors(w("p")), None)
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
            _emptied(self.held, paragraph, mine)


def _emptied(held: etree._Element, paragraph: etree._Element | None, mine: etree._Element | None) -> None:
    """Takes away a paragraph of the control that lost its last words, unless a cell needs it."""
    if paragraph is None or paragraph is mine or paragraph.getparent() is not held:
        return
    if next(paragraph.iter(w("r")), None) is None:
        held.remove(paragraph)


def _value(holder: etree._Element, name: str) -> str:
    found = holder.find(w(name))
    return "" if found is None else found.get(_VAL, "")


def controls(root: etree._Element) -> Iterator[Control]:
    """Every control of a part that takes a text, a tick or a choice; one that holds others is no field."""
    for element in root.iter(w("sdt")):
        made, held = element.find(w("sdtPr")), element.find(w("sdtContent"))
        if made is None or held is None or any(made.find(w(name)) is not None for name in _OTHERS):
            continue
        several = next(held.iter(w("sdt"), w("fldChar"), w("tbl")), None) is not None
        if not several:
            yield Control(element, made, held)
