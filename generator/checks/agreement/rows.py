"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.agreement import kept_layout, reading
from generator.checks.finished import Check, Family
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "agreement",
    "Concordance des fichiers",
    (
        Check("C851", B, "Le texte Word et le texte PDF sont les mêmes.", "qualité", reading.same_text, waivable=False),
        Check(
            "C852",
            W,
            "Un fichier figé avec sa mise en page dit tout son texte en PDF.",
            "qualité",
            kept_layout.whole_text,
        ),
        Check("C853", W, "Son sommaire donne les bonnes pages.", "qualité", kept_layout.contents_right),
    ),
)
