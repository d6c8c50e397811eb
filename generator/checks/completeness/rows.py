"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.completeness import papers, pieces, readings
from generator.checks.finished import Check, Family
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "completeness",
    "Complétude",
    (
        Check(
            "C801",
            B,
            "Chaque pièce demandée est dans le dossier.",
            "la demande ; CCP L. 2152-2",
            pieces.demanded_pieces,
        ),
        Check("C803", B, "Chaque demande reçoit une réponse.", "la demande", pieces.answered),
        Check("C804", B, "Une pièce à signer a un cadre de signature.", "la demande", pieces.signature_place),
        Check("C861", W, "Les lectures de la demande sont confirmées.", "la demande", readings.assumptions_confirmed),
        Check(
            "C881",
            W,
            "Le projet de convention porte chaque mention d'une convention de formation.",
            "code du travail, D. 6353-1",
            papers.agreement_complete,
        ),
    ),
)
