"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.agreement import (
    agenda,
    buyer_workbook,
    figures,
    kept_layout,
    packet_text,
    readable,
    readback,
    reading,
    spreadsheet,
    unseen,
)
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
        Check(
            "C853", W, "Le sommaire d'un fichier figé donne les bonnes pages.", "qualité", kept_layout.contents_right
        ),
        Check(
            "C854",
            B,
            "Chaque date de séance ou de réunion imprimée est celle de l'offre.",
            "cohérence du dossier",
            figures.days_agree,
        ),
        Check(
            "C855",
            B,
            "Chaque montant imprimé, en chiffres ou en lettres, est celui de l'offre à cette place.",
            "cohérence du dossier ; L. 2152-2 CCP",
            figures.amounts_agree,
        ),
        Check(
            "C856",
            B,
            "Chaque nombre de participants ou de groupes imprimé est celui de l'offre.",
            "cohérence du dossier",
            figures.group_agrees,
        ),
        Check(
            "C857",
            B,
            "Chaque nombre de séances, et la durée d'une séance, sont les mêmes partout.",
            "cohérence du dossier",
            figures.sessions_agree,
        ),
        Check(
            "C858",
            B,
            "Chaque personne nommée dans un document est de l'offre.",
            "cohérence du dossier",
            figures.people_agree,
        ),
        Check(
            "C859",
            B,
            "Chaque identifiant, téléphone, courriel ou référence imprimé est celui des données.",
            "cohérence du dossier",
            figures.identifiers_agree,
        ),
        Check(
            "C985",
            W,
            "Les autres chiffres d'un fichier Word sont ceux que l'offre y écrit.",
            "cohérence du dossier",
            figures.other_figures_agree,
        ),
        Check(
            "C986",
            W,
            "Chaque date existe, et son jour de la semaine est le bon.",
            "cohérence du dossier",
            readback.wrong_weekdays,
        ),
        Check(
            "C987",
            B,
            "Le tableur des prix dit les quantités, les prix et les totaux de l'offre, formules recalculées.",
            "cohérence du dossier",
            spreadsheet.sheet_agrees,
        ),
        Check(
            "C988",
            W,
            "Les montants du tableur des prix sont calculés par leurs formules.",
            "qualité",
            spreadsheet.formulas_kept,
        ),
        Check(
            "C989",
            B,
            "Le fichier d'agenda dit les jours, les heures et les lieux du planning, ni plus ni moins.",
            "cohérence du dossier",
            agenda.agenda_agrees,
        ),
        Check(
            "C990",
            B,
            "Le dossier assemblé dit tout le texte de chaque document, et rien d'autre.",
            "qualité",
            packet_text.packet_says_all,
            waivable=False,
        ),
        Check(
            "C991",
            B,
            "Le tableur et l'agenda s'ouvrent, et leurs chiffres ont été comparés.",
            "qualité",
            readable.files_open,
            waivable=False,
        ),
        Check(
            "C992",
            B,
            "Le classeur de l'acheteur que nous avons rempli dit encore nos prix, et ses totaux sont les nôtres.",
            "cohérence du dossier ; cadre de prix de l'acheteur",
            buyer_workbook.workbooks_agree,
        ),
        Check(
            "C993",
            B,
            "Le PDF d'un fichier figé avec sa mise en page dit les mêmes chiffres que lui.",
            "cohérence du dossier",
            kept_layout.figures_printed,
        ),
        Check(
            "C995",
            W,
            "Un fichier Word ne dit rien hors de son texte : ni texte masqué, ni zone de texte, ni en-tête ajouté.",
            "cohérence du dossier",
            unseen.nothing_unseen,
        ),
    ),
)
