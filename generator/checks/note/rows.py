"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family
from generator.checks.note import dates, sections
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "note",
    "Note méthodologique",
    (
        Check(
            "C802",
            B,
            "La note contient les sections demandées, dans l'ordre et les mots de l'acheteur.",
            "la demande",
            sections.note_sections,
        ),
        Check("C811", B, "La note est datée avant la date limite.", "la demande", dates.note_in_time),
    ),
)
