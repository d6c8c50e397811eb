"""Fonts that a page names and shows no text in: they draw nothing, so it is no fault that the file lacks them.

Reportlab names Helvetica on every page, old office suites their default font. ISO 19005-2, 6.2.11.4.1 wants the fonts
« used for rendering » embedded, and no other.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

from generator.packet.content import Budget, Drawing, drawings, entries

_WATCHED = "Tf Tj TJ ' \" q Q"
_SHOW = frozenset(("Tj", "TJ", "'", '"'))
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def without_idle_fonts(page: Any, budget: Budget | None = None) -> tuple[Drawing, ...]:
    """The drawings of this page, once each idle font that is not embedded has left it. Raises TooHeavyError.

    Its name goes to a font that is shown, so that no drawing changes; where none is, the calls of that name go.
    Resources that other pages share stay as they are. A page whose fonts can't be told apart is left alone.
    """
    budget = budget or Budget()
    drawn = drawings(page, budget)
    if not budget.readable(sum(len(one.data) for one in drawn)):
        return drawn
    changed = [_rid(holder, streams, budget) for holder, streams in _held(page, drawn)]
    if not any(changed):
        return drawn
    budget.forms.clear()  # their resources changed
    return drawings(page, budget)


def _rid(holder: Any, streams: Sequence[Any], budget: Budget) -> bool:
    """Whether idle fonts left the resources of this page or form."""
    resources = holder.get("/Resources", {})
    fonts = list(entries(resources, "/Font"))
    budget.look(len(fonts))
    bare = {name for name, font in fonts if not _embedded(font)}
    if not bare or any("/Font" in state for _, state in entries(resources, "/ExtGState")):
        return False
    shown = [_shown(stream) for stream in streams]
    used = {name for names in shown for name in (bare if names is None else names)}
    idle = bare - used
    if idle:
        _drop(holder, streams, idle, used)
    return bool(idle)


def _held(page: Any, drawn: Sequence[Drawing]) -> list[tuple[Any, list[Any]]]:
    """Who holds the resources, and the streams that name them: a form without any names those of the page."""
    own = [one.stream for one in drawn[1:] if "/Resources" in one.stream]
    rest = [one.stream for one in drawn[1:] if "/Resources" not in one.stream]
    return [(page, [drawn[0].stream, *rest]), *((stream, [stream]) for stream in own)]


def _embedded(font: Any) -> bool:
    import pikepdf

    if not isinstance(font, pikepdf.Dictionary):
        return False
    inner = font.get("/DescendantFonts")
    face = inner[0] if isinstance(inner, pikepdf.Array) and len(inner) else font
    described: Any = face.get("/FontDescriptor", {})
    return font.get("/Subtype") == "/Type3" or any(key in described for key in _FILES)


def _shown(stream: Any) -> set[str] | None:
    """The names of the fonts that show text in a stream; None when some is not named there."""
    import pikepdf

    fonts, kept, current = set[str](), list[str](), ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a drawing that breaks off
            steps = pikepdf.parse_content_stream(stream, _WATCHED)
    except (pikepdf.PdfError, UserWarning):
        return None
    for step in steps:
        name = str(step.operator)
        if name == "q":
            kept.append(current)
        elif name == "Q":
            current = kept.pop() if kept else current
        elif name == "Tf":
            current = str(step.operands[0]) if step.operands else ""
        elif not current:  # that of who draws this form
            return None
        elif name in _SHOW:
            fonts.add(current)
    return fonts


def _drop(holder: Any, streams: Sequence[Any], idle: set[str], used: set[str]) -> None:
    import pikepdf

    old = holder.Resources.Font
    fonts = {name: old[name] for name in old.keys() if name not in idle}  # noqa: SIM118 - a pikepdf dictionary
    heir = next((fonts[name] for name in sorted(used) if name in fonts), None)
    if heir is None:
        for stream in streams:
            _silence(stream, idle)
    else:
        fonts |= dict.fromkeys(idle, heir)
    holder.Resources = pikepdf.Dictionary({**dict(holder.Resources.items()), "/Font": pikepdf.Dictionary(fonts)})


def _silence(stream: Any, idle: set[str]) -> None:
    """Takes the calls of these fonts out of a stream that shows no text."""
    import pikepdf

    steps = [
        step
        for step in pikepdf.parse_content_stream(stream)
        if str(step.operator) != "Tf" or str(step.operands[0]) not in idle
    ]
    stream.write(pikepdf.unparse_content_stream(steps))
