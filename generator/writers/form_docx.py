"""Fills a buyer's Word form in place: legacy form fields and content controls take values, nothing else changes.

Legacy fields are those of ECMA-376, 17.16.5 (FORMTEXT, FORMCHECKBOX, FORMDROPDOWN); content controls those of 17.5.2.
Parts that hold no filled field keep their bytes; the same input gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from generator.foundation.files import zipped
from generator.foundation.ooxml import parsed, serialised
from generator.writers.form_controls import Control, controls
from generator.writers.form_field import FormError, FormField, FormFilled, Value
from generator.writers.form_legacy import Legacy, legacies
from generator.writers.form_words import after, around

_STORIES: Final = re.compile(r"(?:^|/)(?:header|footer|footnotes|endnotes)\d*\.xml$")
_BROKEN: Final = "ouvrez-le dans Word, puis enregistrez-le en « Document Word (.docx) »"
_Holder = Legacy | Control


def fields(parts: Mapping[str, bytes], main: str) -> tuple[FormField, ...]:
    """The fields of a Word form by parts, in the document's order; `main` is its text's part. Raises FormError."""
    return tuple(_described(name, held) for name, held in _held(_roots(parts, main)).items())


def fill(parts: Mapping[str, bytes], main: str, values: Mapping[str, Value]) -> FormFilled:
    """The form with these values, which `form_values.settled` made fit it. Raises FormError."""
    roots = _roots(parts, main)
    before = {name: etree.tostring(root) for name, root in roots.items()}
    held = _held(roots)
    for name, value in values.items():
        held[name].set(value)
    changed = {name: serialised(root) for name, root in roots.items() if etree.tostring(root) != before[name]}
    return FormFilled(zipped({**parts, **changed}))


def _roots(parts: Mapping[str, bytes], main: str) -> dict[str, etree._Element]:
    """The parts that may hold fields: the text, then heads, feet and notes."""
    names = [main, *sorted(name for name in parts if _STORIES.search(name))]
    try:
        return {name: parsed(parts[name]) for name in names}
    except (KeyError, etree.XMLSyntaxError):
        raise FormError("formulaire Word abîmé", _BROKEN) from None


def _held(roots: Mapping[str, etree._Element]) -> dict[str, _Holder]:
    """Every field by its name; one without a name, or with that of another, is told by its rank."""
    found: dict[str, _Holder] = {}
    for rank, holder in enumerate(_all(roots), 1):
        name = holder.name or f"#{rank}"
        found[name if name not in found else f"{name}#{rank}"] = holder
    return found


def _all(roots: Mapping[str, etree._Element]) -> Iterator[_Holder]:
    for root in roots.values():
        places = {element: index for index, element in enumerate(root.iter())}
        mine: list[_Holder] = [*legacies(root), *controls(root)]
        yield from sorted(mine, key=lambda holder: places[holder.start])


def _described(name: str, holder: _Holder) -> FormField:
    options = holder.options
    return FormField(
        name=name,
        kind=holder.kind,
        label=holder.label or (after(holder.start) if holder.kind == "box" else "") or around(holder.start),
        value=holder.value,
        options=options,
        shown=options,
        longest=holder.longest,
        locked=holder.locked,
        multiline=holder.kind == "text" and holder.multiline,
        open=holder.open,
    )
