"""The turnover of a DC2 as it is printed: three years that follow each other, closed, and the company's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Final

from generator.checks.finished import Finished, Verdict
from generator.checks.forms.copies import Copy, printed_copies
from generator.checks.forms.lines import differing, said, words_of
from generator.checks.forms.pairs import Pair
from generator.checks.forms.tables import Rows, printed_rows, row_gaps, sheets
from generator.checks.forms.wording import REBUILD, cut, told, verdict
from generator.forms.spec import in_force, rules
from generator.foundation.days import short

_YEAR: Final = re.compile(r"du\s+(\d{2}/\d{2}/\d{4})\s+au\s+(\d{2}/\d{2}/\d{4})", re.IGNORECASE)
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Year:
    """A printed column: its days, the turnover in euros, the share in per cent; None is not said."""

    start: date
    end: date
    turnover: Decimal | None
    share: Decimal | None

    @property
    def name(self) -> str:
        """« l'exercice clos le 31/12/2022 »."""
        return f"l'exercice qui finit le {short(self.end)}"


def turnover_sound(finished: Finished) -> tuple[Verdict, ...]:
    """DC2, rubric F1: years that follow each other and are closed, amounts that can be, and those of the data."""
    verdicts = []
    for copy in printed_copies(finished, "dc2"):
        found: list[tuple[str, str]] = []
        for pair, _, sheet in sheets(copy, ("turnover",)):
            if pair.read is None:
                continue
            rows = printed_rows(pair, sheet) or next(iter(pair.read.tables), None)
            gaps = list(row_gaps(copy, pair, sheet))
            if rows and (gaps or differing(copy, "years")):  # what is wrong in the data is told as they are read
                found += [(f"rubrique F1 : {text}", rows[0][1]) for text in _unsound(copy, pair, rows)]
            found = found or gaps
        found = found or [(said(copy, pair, line), words_of(line, pair)) for pair, line in differing(copy, "years")]
        if found:
            place = copy.place("candidate.exercises")
            hint = f"les exercices sont dans {place} : {REBUILD}"
            verdicts.append(verdict(finished, copy, told(text for text, _ in found), hint, found[0][1]))
    return tuple(verdicts)


def years(rows: Rows) -> tuple[Year, ...]:
    """The columns that name their days, the oldest first."""
    made = []
    for column, title in enumerate(rows[0]):
        match = _YEAR.search(title)
        if match:
            cells = [row[column] if column < len(row) else "" for row in rows[1:3]]
            amounts = [_number(cell) for cell in (*cells, "", "")[:2]]
            try:
                first, last = (date(*map(int, reversed(day.split("/")))) for day in match.groups())
            except ValueError:
                continue  # a day that no month has: the table differs from the data, which is told
            made.append(Year(first, last, amounts[0], amounts[1]))
    return tuple(sorted(made, key=lambda year: year.start))


def _number(text: str) -> Decimal | None:
    bare = re.sub(r"[\s€%]", "", text).replace(",", ".").replace("−", "-")
    try:
        return Decimal(bare) if bare else None
    except InvalidOperation:
        return None


def _unsound(copy: Copy, pair: Pair, rows: Rows) -> Iterator[str]:
    """What cannot be, whatever the data say."""
    found = years(rows)
    for year in found:
        if year.end <= year.start:
            yield f"{year.name} finit avant de commencer"
        if year.end >= copy.known.day:
            yield f"{year.name} n'est pas clos à la date de l'offre ({short(copy.known.day)})"
        if year.turnover is not None and year.turnover <= 0:
            amount = cut(str(year.turnover))
            yield f"{year.name} a un chiffre d'affaires de {amount} € : laissez vide ce qui est inconnu"
        if year.share is not None and not 0 <= year.share <= _HUNDRED:
            yield f"{year.name} a une part de {year.share} %, qui doit être comprise entre 0 et 100"
    for before, after in pairwise(found):
        if after.start <= before.end:
            yield f"les exercices ouverts le {short(before.start)} et le {short(after.start)} se chevauchent"
        elif after.start > before.end + timedelta(days=1):
            yield f"aucun exercice entre le {short(before.end)} et le {short(after.start)}"
    asked = in_force(rules().lookback, copy.known.day).exercises
    said_years = sum(year.turnover is not None for year in found)
    created = pair.read and any((pair.read.answer(item.label) or ("",))[0] for item in pair.read.answers)
    if said_years < asked and not created:
        known = f"{said_years} exercice{'s' if said_years > 1 else ''}"
        yield f"{known} sur {asked}, sans la date de création qui l'explique"
