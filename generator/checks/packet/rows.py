"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family, Raised
from generator.checks.packet import (
    binding,
    conditions,
    consultation,
    deadline,
    files,
    layout,
    lengths,
    names,
    plan,
    specimen,
)
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO
_PLATFORM: Final = "usage des profils d'acheteur"
_RULES: Final = "règlement de la consultation (rules) ; CCP L. 2152-2"

# A level here is that of a rule of which the buyer does not say whether it eliminates.
FAMILY: Final = Family(
    "packet",
    "Dossier et dépôt",
    (
        Check("C812", W, "La date limite est connue.", "la demande", deadline.deadline_known),
        Check(
            "C977",
            INFO,
            "L'heure limite et son fuseau horaire sont connus.",
            "CCP R. 2143-2 et R. 2151-5",
            deadline.hour_known,
        ),
        Check(
            "C975",
            B,
            "La date limite n'est pas passée au jour donné (--on).",
            "CCP R. 2143-2 et R. 2151-5",
            deadline.not_passed,
            waivable=False,
        ),
        Check(
            "C976",
            W,
            "Aucun jalon avant le dépôt n'est en retard au jour donné (--on).",
            "boilerplate/steps.yaml",
            deadline.steps_in_time,
        ),
        Check(
            "C978",
            INFO,
            "Ce qui se fait au dépôt est rappelé : signatures, copie de sauvegarde, exemplaires.",
            "CCP R. 2132-11 ; règlement de la consultation (rules)",
            deadline.before_deposit,
        ),
        Check("C891", B, "Aucune pièce ne dépasse le nombre de pages permis.", _RULES, lengths.pages_within),
        Check("C893", B, "Aucune pièce ne dépasse le nombre de mots permis.", _RULES, lengths.words_within),
        Check(
            "C894",
            W,
            "Taille, police, interligne et marges sont ceux que la consultation impose.",
            "règlement de la consultation (rules)",
            layout.set_as_asked,
        ),
        Check("C895", B, "La note garde les numéros du cadre de réponse.", _RULES, plan.numbers_kept),
        Check(
            "C896",
            B,
            "Ce qui est à signer au dépôt est dans le dossier, et peut être signé comme il est demandé.",
            _RULES,
            conditions.signatures_kept,
        ),
        Check(
            "C897",
            B,
            "L'offre reste valable aussi longtemps que la consultation le demande.",
            _RULES,
            conditions.valid_long_enough,
        ),
        Check(
            "C898",
            W,
            "Les documents sont dans la langue demandée.",
            "règlement de la consultation (rules)",
            conditions.language_kept,
        ),
        Check(
            "C899",
            W,
            "Ni variante ni option là où la consultation les refuse.",
            "règlement de la consultation (rules) ; CCP R. 2151-8",
            conditions.no_unwanted_variant,
        ),
        Check("C892", B, "Une visite obligatoire a été faite à temps.", "la demande", consultation.visit_made),
        Check(
            "C965",
            B,
            "Chaque fichier à déposer est d'un format admis, sans macro, programme ni mot de passe.",
            f"{_PLATFORM} ; règlement de la consultation (rules)",
            files.formats_admitted,
        ),
        Check(
            "C966",
            W,
            "Les fichiers à déposer sont nommés comme il est demandé.",
            f"{_PLATFORM} ; règlement de la consultation (rules)",
            names.names_as_asked,
        ),
        Check(
            "C967",
            B,
            "Les fichiers à déposer ne sont pas trop lourds.",
            "règlement de la consultation (rules)",
            files.sizes_within,
        ),
        Check(
            "C968",
            B,
            "Le dossier assemblé contient chaque pièce, avec ses pages, ses signets et ses numéros.",
            "qualité",
            binding.holds_all,
        ),
        Check(
            "C969",
            B,
            "Le dossier assemblé s'ouvre dans deux lecteurs et contient ses polices.",
            "qualité",
            binding.opens_everywhere,
        ),
        Check(
            "C970",
            B,
            "Aucune pièce signée électroniquement n'est reliée dans le dossier assemblé : sa signature n'y "
            "serait plus valable.",
            "ETSI EN 319 142-1 (PAdES)",
            binding.nothing_signed_inside,
        ),
        Check(
            "C971",
            B,
            "Aucun prix de l'offre dans les annexes de la candidature.",
            _PLATFORM,
            binding.no_price_in_annexes,
        ),
        Check("C979", B, "Candidature et offre sont déposées à part.", _PLATFORM, files.halves_apart),
        Check(
            "C972",
            B,
            "Aucun fichier construit n'a disparu.",
            "qualité",
            files.all_there,
            waivable=False,
        ),
        Check(
            "C973",
            W,
            "Aucun fichier n'a été modifié depuis la construction sans être repris.",
            "qualité",
            files.as_built,
        ),
        Check("C974", W, "Rien n'a été ajouté à la main dans l'aperçu du dépôt.", "qualité", files.nothing_foreign),
        Check("C871", W, "Les données ne sont pas des exemples.", "qualité", specimen.real_data, waivable=False),
    ),
    (
        Raised("C994", W, "Les fichiers construits viennent des sources d'aujourd'hui.", "qualité"),
        Raised("B136", W, "Chaque ligne citée (source) existe dans la demande publiée.", "la demande"),
        Raised("P321", W, "La date limite est un jour ouvré.", "usage", waivable=True),
        Raised("M432", W, "Un marché de gré à gré reste sous le seuil en vigueur.", "CCP R. 2122-8"),
        Raised("W743", B, "Aucune annexe n'est protégée par un mot de passe.", _PLATFORM),
        Raised("W746", W, "Une annexe signée électroniquement n'est pas reliée, mais déposée à part.", "PAdES"),
        Raised("W747", INFO, "Ce qui agit, se cache ou nomme l'auteur est retiré d'une annexe.", _PLATFORM),
        Raised("W749", B, "Aucune annexe n'est un formulaire dynamique (XFA).", _PLATFORM),
        Raised("W750", B, "Les pages à reprendre d'une annexe sont de ses pages.", "qualité"),
        Raised("W751", INFO, "Une annexe numérisée sans texte est signalée.", "accessibilité"),
        Raised("W753", W, "Aucune annexe n'a dû être réparée à la lecture.", "qualité"),
        Raised("W754", B, "D'une annexe signée, on ne reprend pas que des pages.", "PAdES"),
        Raised("W755", W, "Aucune page d'annexe n'est trop grande pour être lue, une fois réduite.", "qualité"),
        Raised("L238", B, "Un jalon déclaré tenu est l'un de ceux de la liste.", "boilerplate/steps.yaml"),
    ),
    varies="day",
)
