"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family
from generator.checks.leftovers import marks
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "leftovers",
    "Restes et généralités",
    (
        Check(
            "C831", B, "Ni marque de gabarit, ni passage caviardé, ni reste à compléter.", "qualité", marks.nothing_left
        ),
    ),
)
