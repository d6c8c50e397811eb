"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family
from generator.checks.proofs import annexes
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "proofs",
    "Identifiants et justificatifs",
    (
        Check(
            "C813",
            W,
            "Les annexes sont valables quand elles servent.",
            "usage des règlements de consultation",
            annexes.annexes_valid,
        ),
        Check("C816", B, "Aucune annexe n'est périmée à la remise des offres.", "la demande", annexes.annexes_in_date),
    ),
)
