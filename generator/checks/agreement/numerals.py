"""French numbers as people write them: « 15 », « 1 216 », « 0,41 », « quinze », « quatre-vingt-onze »."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_UNITS: Final = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip
_TENS: Final = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_WORTH: Final = {word: value for value, word in enumerate(_UNITS)} | _TENS | {"une": 1, "vingts": 20}
_POWERS: Final = {"cent": 100, "cents": 100, "mille": 1000, "million": 1_000_000, "millions": 1_000_000}
_WORD: Final = "|".join(sorted({*_WORTH, *_POWERS}, key=lambda word: -len(word)))
# Two or more, in words; « un » and « une » alone are articles.
IN_WORDS: Final = rf"(?:(?!une?\b)(?:{_WORD})(?:(?:[- ]et)?[- ](?:{_WORD}))*)"
IN_FIGURES: Final = r"(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?"
NUMBER: Final = rf"(?:{IN_FIGURES}|{IN_WORDS})"


def value(text: str) -> Decimal:
    """What a number that matches `NUMBER` is worth. Raises ValueError for another word."""
    if text[:1].isdigit():
        return Decimal(text.replace(" ", "").replace(",", "."))
    return Decimal(_worth(text))


def _worth(text: str) -> int:
    """The whole number of these words: what stands before « cent », « mille » or « million » multiplies it."""
    done = group = 0
    for word in re.split(r"[- ]+", text.lower()):
        if word in {"et", "d'"}:
            continue
        power = _POWERS.get(word)
        if power is None:
            step = _WORTH.get(word)
            if step is None:
                raise ValueError(word)
            # « quatre-vingts » is four times twenty; « soixante-dix », « vingt-deux » add up.
            group += 76 if step == 20 and group % 100 == 4 else step
        elif power == 100:
            group = group - group % 10 + (group % 10 or 1) * 100 if group < 100 else group * 100
        else:
            done, group = done + (group or 1) * power, 0
    return done + group
