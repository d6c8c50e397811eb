"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family, Raised
from generator.checks.leftovers import elsewhere, examples, general, marks, others, vocabulary
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO
_GENERAL: Final = "CCP, L. 2152-2 ; TA Paris, 5 janvier 2024, n° 2328772, d'après une source secondaire"

FAMILY: Final = Family(
    "leftovers",
    "Restes et généralités",
    (
        Check(
            "C831", B, "Ni marque de gabarit, ni passage caviardé, ni reste à compléter.", "qualité", marks.nothing_left
        ),
        Check(
            "C832",
            B,
            "Aucun fichier ne nomme l'acheteur, le lieu, la référence, une personne ou un partenaire d'une autre "
            "offre.",
            "qualité",
            others.named,
        ),
        Check(
            "C833",
            B,
            "Une offre qui n'est plus un exemple ne garde aucune donnée d'exemple.",
            "qualité",
            examples.example_data,
        ),
        Check(
            "C834",
            W,
            "La note n'est pas, pour l'essentiel, la copie mot pour mot de la bibliothèque ou d'une autre offre.",
            _GENERAL,
            general.too_general,
        ),
        Check(
            "C835",
            W,
            "Chaque section de la note dit un fait de la demande.",
            _GENERAL,
            general.nothing_of_this_brief,
        ),
        Check(
            "C836",
            W,
            "La note dit les mots de la demande qui comptent.",
            "la demande",
            vocabulary.words_never_used,
        ),
        Check(
            "C837",
            W,
            "Les titres de la note sont dans les mots de l'acheteur.",
            "la demande",
            vocabulary.titles_apart,
        ),
        Check(
            "C838",
            W,
            "Ni parenthèses vides, ni ponctuation, espace ou petit mot en double.",
            "qualité",
            marks.no_slip,
        ),
        Check(
            "C839",
            B,
            "Aucune valeur vide écrite par un programme, aucune erreur de Word ou d'Excel.",
            "qualité",
            marks.no_program_value,
        ),
        Check(
            "C980",
            W,
            "Aucun fichier ne dit un service, un site, un sigle ou un fait d'un autre client.",
            "qualité",
            others.hinted,
        ),
        Check(
            "C983",
            W,
            "Aucun document ne nomme une ville, une institution ou une zone scolaire que rien dans l'offre ne connaît.",
            "qualité",
            elsewhere.places_unknown,
        ),
    ),
    (
        Raised(
            "C981",
            INFO,
            "La demande de chaque autre client est lisible, pour que ses noms soient cherchés dans cette offre.",
            "qualité",
            True,
        ),
        Raised(
            "C982", W, "Deux offres ne partagent pas de longs passages écrits pour un seul client.", "qualité", True
        ),
    ),
    varies="workspace",
)
