"""One price and one calendar everywhere: what a frozen document says otherwise than the data of the offer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.compose.dossier import Inputs
from generator.document.differences import word_edits
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostic, Span, error, warning
from generator.review.fields import Field, fields, named, section_of, value_edits
from generator.review.freeze import MOST
from generator.review.freeze_same import Gap, gaps, quoted

_FIELDS: Final = 2  # that a hint names


def disagreements(
    inputs: Inputs, current: Document, frozen: Document, whole: Document, place: str
) -> Iterator[Diagnostic]:
    """Lines that data make and that the frozen text words otherwise: blocking where figures differ (R167, R168).

    `whole` is `current` before it was cut to hold in its pages.
    """
    found = gaps(current, frozen, whole)
    false, loose = [gap for gap in found if gap.figures], [gap for gap in found if not gap.figures]
    known = fields(inputs) if false else ()
    again = f"ou corrigez le fichier Word, puis « offer freeze {inputs.client} FICHIER.docx »"
    for gap in false[:MOST]:
        hint = f"changez la donnée ({_where(inputs, current.key, gap, known)}), {again}"
        yield error("R167", Span(place), f"ce fichier contredit les données : {_said(gap)}", hint)
    if len(false) > MOST:
        said = f"et {len(false) - MOST} autres lignes contredisent les données"
        yield error("R167", Span(place), said, f"changez les données, {again}")
    if loose:
        others = f" ; et {len(loose) - 1} autres" if len(loose) > 1 else ""
        said = f"ce fichier s'écarte des mots des données : {_said(loose[0])}{others}"
        hint = "vérifiez que le sens est le même : les autres pièces suivent les données"
        yield warning("R168", Span(place), said, hint)


def _said(gap: Gap) -> str:
    if not gap.frozen:
        return f"les données disent « {quoted(gap.data, '')} », le fichier ne le dit plus"
    if not gap.data:
        return f"le fichier ajoute « {quoted(gap.frozen, '')} »"
    return f"il dit « {quoted(gap.frozen, gap.data)} », les données disent « {quoted(gap.data, gap.frozen)} »"


def _where(inputs: Inputs, key: str, gap: Gap, known: Sequence[Field]) -> str:
    """The fields that say what differs; where they don't say it all, the section of the data that make this line."""
    whole = gap.data and gap.frozen
    found = value_edits(known, gap.data, gap.frozen)[:_FIELDS] if whole else ()
    names = [named(each.field) for each in found]
    if not whole or len(found) < len(word_edits(gap.data, gap.frozen)):
        names.append(named(section_of(inputs, key)))
    return " ; ".join(dict.fromkeys(names))
