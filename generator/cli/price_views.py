"""What only the author sees of a price, as lines for a terminal and as plain data: variants, margin, workbooks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.pricing.margin import Margin
    from generator.pricing.quote import Quote
    from generator.pricing.whatif import Change
    from generator.writers.grid_survey import SurveyCell, SurveySheet

Books = tuple[tuple[str, "tuple[SurveySheet, ...]"], ...]


def change_lines(now: Quote, changes: tuple[Change, ...]) -> list[str]:
    """One line a change: the new totals, and how far they are from those of the offer."""
    from generator.cli.columns import columns
    from generator.foundation.money import euros

    head = ("Si…", "Total HT", "écart", "Total TTC", "écart")
    rows = [head, ("Offre telle quelle", euros(now.net), "", euros(now.gross), "")]
    rows += [(c.label, euros(c.net), _step(c.net_step), euros(c.gross), _step(c.gross_step)) for c in changes]
    return columns(rows, right=(1, 2, 3, 4))


def _step(amount: Decimal) -> str:
    from generator.foundation.money import euros

    return f"{'+' if amount > 0 else '−' if amount < 0 else ''}{euros(abs(amount))}"


def change_data(changes: tuple[Change, ...]) -> list[dict[str, str]]:
    """The changes as plain data."""
    return [
        {
            "if": change.label,
            "net": str(change.net),
            "gross": str(change.gross),
            "net_step": str(change.net_step),
            "gross_step": str(change.gross_step),
        }
        for change in changes
    ]


def margin_lines(margins: tuple[Margin, ...]) -> list[str]:
    """Price before tax, each cost, what is left."""
    from generator.cli.columns import columns
    from generator.foundation.money import euros, number

    rows = []
    for margin in margins:
        rows.append((f"{margin.title} : prix HT", euros(margin.net)))
        rows += [(f"  {label}", euros(-amount)) for label, amount in margin.costs]
        rows.append((f"  Marge ({number(margin.percent)} % du prix HT)", euros(margin.left)))
    return [*columns(rows, right=(1,)), "  À usage interne : rien de ceci n'est écrit dans l'offre."] if rows else []


def margin_data(margins: tuple[Margin, ...]) -> list[dict[str, object]]:
    """The margins as plain data."""
    return [
        {
            "title": margin.title,
            "net": str(margin.net),
            "costs": {label: str(amount) for label, amount in margin.costs},
            "margin": str(margin.left),
            "percent": str(margin.percent),
        }
        for margin in margins
    ]


def grid_lines(books: Books) -> list[str]:
    """Every cell that shows something, sheet by sheet, then the mapping to copy."""
    if not books:
        return ["  Aucun classeur à remplir : indiquez « file » sous la pièce demandée, dans brief.yaml."]
    found: list[str] = []
    for file, sheets in books:
        found.append(f"{file}")
        for sheet in sheets:
            hidden = " (masquée)" if sheet.hidden else ""
            found.append(f"  Feuille « {sheet.name} »{hidden}")
            found += ["    " + "  ".join(map(_cell, row)) for row in sheet.rows]
        found += _mapping(file, sheets)
    return found


def _cell(cell: SurveyCell) -> str:
    return f"{cell.name}=formule" if cell.formula else f"{cell.name}=« {cell.text[:60]} »"


def _mapping(file: str, sheets: tuple[SurveySheet, ...]) -> list[str]:
    """YAML to copy into offer.yaml, after reading it."""
    cells = [line for sheet in sheets for line in sheet.cells]
    totals = [line for sheet in sheets for line in sheet.totals]
    if not (cells or totals):
        return ["  Aucune correspondance proposée : les intitulés ne ressemblent pas aux lignes de notre prix."]
    return [
        "  À relire, puis à copier dans offer.yaml, sous « pricing » :",
        "",
        "  grids:",
        f"    - file: {file}",
        "      cells:",
        *(f"        {line}" for line in cells),
        "      totals:",
        *(f"        {line}" for line in totals),
        "",
    ]


def grid_data(books: Books) -> list[dict[str, object]]:
    """The workbooks as plain data."""
    return [
        {
            "file": file,
            "sheets": [
                {
                    "name": sheet.name,
                    "hidden": sheet.hidden,
                    "cells": [
                        {"cell": cell.name, "text": cell.text, "formula": cell.formula}
                        for row in sheet.rows
                        for cell in row
                    ],
                    "proposed": [*sheet.cells, *sheet.totals],
                }
                for sheet in sheets
            ],
        }
        for file, sheets in books
    ]
