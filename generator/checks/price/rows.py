"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family
from generator.checks.price import totals
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "price",
    "Prix",
    (
        Check("C821", B, "Tout montant imprimé vient du devis.", "cohérence du dossier", totals.one_price),
        Check(
            "C822", B, "Le total figure dans la fiche financière et dans le tableur.", "la demande", totals.total_stated
        ),
        Check("C823", B, "Un prix demandé TTC est nommé TTC.", "la demande", totals.taxes_included),
        Check(
            "C824", B, "Aucun prix dans la candidature.", "usage des profils d'acheteur", totals.no_price_in_candidature
        ),
        Check(
            "C826",
            W,
            "Le détail estimatif de l'acheteur et le prix de l'offre disent le même total, ou pourquoi non.",
            "cohérence du dossier",
            totals.estimate_agrees,
        ),
    ),
)
