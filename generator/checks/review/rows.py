"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family
from generator.checks.review import remarks
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "review",
    "Relecture",
    (
        Check("C862", W, "Les remarques des relecteurs sont réglées.", "qualité", remarks.remarks_settled),
        Check(
            "C863",
            B,
            "Aucun texte relu ne contredit une donnée.",
            "cohérence du dossier",
            remarks.values_agree,
            waivable=False,
        ),
    ),
)
