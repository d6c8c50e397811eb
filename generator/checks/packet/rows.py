"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family
from generator.checks.packet import consultation, deadline, specimen
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "packet",
    "Dossier et dépôt",
    (
        Check("C812", W, "La date limite est connue.", "la demande", deadline.deadline_known),
        Check("C891", B, "Aucune pièce ne dépasse le nombre de pages permis.", "la demande", consultation.pages_within),
        Check("C892", B, "Une visite obligatoire a été faite à temps.", "la demande", consultation.visit_made),
        Check("C871", W, "Les données ne sont pas des exemples.", "qualité", specimen.real_data, waivable=False),
    ),
)
