"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Family

FAMILY: Final = Family(
    "forms",
    "Formulaires",
    (),
)
