"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.completeness import cited, papers, pieces, readings, substance
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
            "la demande ; CCP L. 2152-2 (offre), R. 2144-2 (candidature : l'acheteur peut la demander)",
            pieces.demanded_pieces,
        ),
        Check("C803", B, "Chaque demande reçoit une réponse.", "la demande", pieces.answered),
        Check(
            "C805",
            B,
            "Chaque pièce demandée est entière, et une seule fois : un CV par intervenant, un DC2 par lot et membre.",
            "la demande ; CCP L. 2152-2 (offre), R. 2144-2 (candidature : l'acheteur peut la demander)",
            pieces.one_file_each,
        ),
        Check(
            "C806",
            W,
            "La note cite chaque demande, avec la section qui y répond et sa page.",
            "la demande ; usage des évaluateurs",
            cited.cited,
        ),
        Check(
            "C807",
            W,
            "Chaque réponse est précise : elle n'est pas trop courte, et elle reprend un mot de la demande ou un "
            "fait de cette consultation.",
            "CCP L. 2152-2 ; TA Paris, 5 janvier 2024, n° 2328772 (d'après une source secondaire)",
            substance.thin_answers,
        ),
        Check(
            "C808",
            W,
            "Si la demande tait un point dont l'offre dépend, la lecture retenue est écrite, avec sa raison.",
            "la demande",
            readings.open_points_read,
        ),
        Check(
            "C809",
            W,
            "La table des demandes renvoie aux bonnes pages.",
            "la demande ; usage des évaluateurs",
            cited.pages_right,
        ),
        Check("C804", B, "Une pièce à signer a un cadre de signature.", "la demande", pieces.signature_place),
        Check(
            "C861",
            W,
            "Chaque lecture retenue de la demande est confirmée par une personne.",
            "la demande",
            readings.assumptions_confirmed,
        ),
        Check(
            "C881",
            W,
            "Le projet de convention porte chaque mention d'une convention de formation.",
            "code du travail, D. 6353-1",
            papers.agreement_complete,
        ),
    ),
)
