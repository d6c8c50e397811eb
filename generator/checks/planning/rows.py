"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family
from generator.checks.planning import sessions
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "planning",
    "Planning",
    (
        Check(
            "C825", B, "Autant de séances planifiées et chiffrées que demandées.", "la demande", sessions.same_sessions
        ),
    ),
)
