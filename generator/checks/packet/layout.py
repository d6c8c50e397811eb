"""Is what we write set as the consultation imposes: size and name of fonts, space between lines, margins?

Both files are measured: the Word file, where somebody may have shrunk a text to make it fit, and the PDF that is sent.
Official forms keep their own layout, and a picture its own letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.brief.pieces import FORMS
from generator.brief.rules import Limit
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.packet.graded import asked, gravity, place
from generator.checks.packet.pdf_type import Setting, setting
from generator.checks.packet.word_type import Run, margin, runs
from generator.document.tree import Figure, nodes

_NEAR: Final = 0.06  # points: what rounding does to a size
_LOOSE: Final = 0.03  # of a line: what rounding does to a distance
_TWINS: Final = {"carlito": "calibri"}  # same widths, free of charge
_SIGNS: Final = {"dejavusans", "notoemoji", "segoeuisymbol", "mssymbol", "symbol", "wingdings"}  # boxes and arrows
_APART: Final = (*FORMS, "mandate", "annex")
_SHOWN: Final = 60


def set_as_asked(finished: Finished) -> tuple[Verdict, ...]:
    """Each document keeps the sizes, fonts, spacing and margins of the rules that hold for it; one finding a rule."""
    verdicts: list[Verdict] = []
    for i, limit in enumerate(finished.dossier.inputs.brief.value.rules.limits):
        if not (limit.font_min or limit.small_font_min or limit.fonts or limit.spacing_min or limit.margin_min):
            continue
        told: dict[str, list[str]] = {}
        passage = None
        for printed in finished.printed:
            if printed.key == limit.piece or (limit.piece is None and printed.key not in _APART):
                for field, said, words in _faults(finished, printed, limit):
                    told.setdefault(field, []).append(said)
                    passage = passage or (Passage(printed.docx.removesuffix(".docx"), words) if words else None)
        for field, faults in told.items():
            where, level = place(finished, "limits", i, field), gravity(finished, limit)
            verdicts.append(Verdict(where, f"{_listed(faults)}{asked(limit)}", _HINTS[field], passage, level))
    return tuple(verdicts)


_HINTS: Final = {
    "font_min": "dans Word, rendez sa taille à ce passage ; pour tout le texte, « size » dans boilerplate/theme.yaml",
    "small_font_min": "augmentez « size » dans boilerplate/theme.yaml, ou rendez sa taille à ce passage dans Word",
    "fonts": "choisissez la police dans Word, puis « offer freeze … --engine libreoffice » : son PDF la garde",
    "spacing_min": "réglez l'interligne dans Word, puis « offer freeze … --engine libreoffice » : son PDF le garde",
    "margin_min": "réglez les marges dans Word, puis « offer freeze … --engine libreoffice » : son PDF les garde",
}


def _listed(said: list[str]) -> str:
    more = len(said) - 3
    return " ; ".join(said[:3]) + (f" ; et {more} autres" if more > 0 else "")


def _faults(finished: Finished, printed: Printed, limit: Limit) -> Iterator[tuple[str, str, str]]:
    """The field that is not kept, what is found, and words where it is."""
    data = finished.files.get(printed.docx, b"")
    found = runs(data) if data else ()
    set_pdf = setting(printed.pdf_bytes) if printed.pdf_bytes else None
    yield from _sizes(printed, limit, found, set_pdf)
    yield from _fonts(printed, limit, found, set_pdf)
    flowing = _flows(found)
    if limit.spacing_min:
        least = float(limit.spacing_min) - _LOOSE
        lines = [(run.spacing, run.words) for run in found if not run.small and len(run.words) > _SHOWN]
        low = min(lines, default=(least, ""))
        if low[0] < least:
            yield "spacing_min", f"{printed.docx} a un interligne de {_said(low[0])}", low[1]
        elif set_pdf and flowing and set_pdf.spacing < least:
            yield "spacing_min", f"{printed.pdf} a un interligne de {_said(set_pdf.spacing)}", ""
    if limit.margin_min:
        sides = [(margin(data) if data else None, printed.docx), (set_pdf.margin if set_pdf else None, printed.pdf)]
        for side, name in sides:
            if side is not None and side < float(limit.margin_min) - 0.5:  # a letter may overhang its line
                yield "margin_min", f"{name} a {_said(side)} mm de marge", ""
                break


def _sizes(
    printed: Printed, limit: Limit, found: tuple[Run, ...], set_pdf: Setting | None
) -> Iterator[tuple[str, str, str]]:
    for field, least, small in (("font_min", limit.font_min, False), ("small_font_min", limit.small_font_min, True)):
        if least is None:
            continue
        low = min(((run.size, run.words) for run in found if run.small is small), default=(float(least), ""))
        if low[0] < float(least) - _NEAR:
            said = f"{printed.docx} descend à {_said(low[0])} points (« {low[1].strip(' ,;:')[:_SHOWN]} »)"
            yield field, said, low[1]
        elif set_pdf and (size := _in_pdf(printed, found, set_pdf, small)) and size < float(least) - _NEAR:
            yield field, f"{printed.pdf} descend à {_said(size)} points", ""


def _in_pdf(printed: Printed, found: tuple[Run, ...], set_pdf: Setting, small: bool) -> float | None:
    """The size in the PDF of its running text, or its smallest; None where tables or pictures would be taken for it."""
    if small:
        return None if any(isinstance(node, Figure) for node in nodes(printed.tree)) else set_pdf.smallest
    return set_pdf.size if _flows(found) else None


def _flows(found: tuple[Run, ...]) -> bool:
    """Whether most of the text stands outside tables."""
    return sum(len(r.words) for r in found if not r.small) > 2 * sum(len(r.words) for r in found if r.small)


def _fonts(
    printed: Printed, limit: Limit, found: tuple[Run, ...], set_pdf: Setting | None
) -> Iterator[tuple[str, str, str]]:
    if not limit.fonts:
        return
    wanted = {_family(font) for font in limit.fonts}
    other = next((run for run in found if run.font and _family(run.font) not in wanted | _SIGNS), None)
    if other:
        yield "fonts", f"{printed.docx} est en {other.font}, non en {' ou '.join(limit.fonts)}", other.words
    elif set_pdf and (odd := [font for font in set_pdf.fonts if _family(font) not in wanted | _SIGNS]):
        yield "fonts", f"{printed.pdf} est en {odd[0]}, non en {' ou '.join(limit.fonts)}", ""


def _family(font: str) -> str:
    plain = "".join(font.casefold().split()).removesuffix("mt").removesuffix("ps")
    return _TWINS.get(plain, plain)


def _said(value: float) -> str:
    return f"{round(value, 2):g}".replace(".", ",")
