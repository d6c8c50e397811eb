"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family, Raised
from generator.checks.price import firm, in_words, lines, sums, terms, totals, training, vat
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO
_ASKED: Final = "la demande"
_WHOLE: Final = "cohérence du dossier"
_EXEMPT: Final = "CGI, article 261, 4-4° a ; CGI annexe II, articles 202 A à 202 D"

FAMILY: Final = Family(
    "price",
    "Prix",
    (
        Check("C821", B, "Tout montant imprimé vient du devis.", _WHOLE, totals.one_price),
        Check(
            "C822",
            B,
            "Le total figure dans la fiche financière et le tableur ; la note n'en annonce pas d'autre.",
            _ASKED,
            totals.total_stated,
        ),
        Check("C823", B, "Si le prix est demandé TTC, chaque total est annoncé TTC.", _ASKED, firm.label_asked),
        Check(
            "C824", B, "Aucun prix dans la candidature.", "usage des profils d'acheteur", totals.no_price_in_candidature
        ),
        Check(
            "C826",
            W,
            "Le détail estimatif de l'acheteur et le prix de l'offre donnent le même total, ou l'écart est expliqué.",
            _WHOLE,
            totals.estimate_agrees,
        ),
        Check(
            "C920",
            B,
            "La fiche financière imprime chaque ligne du devis, les frais annexes même à 0 €.",
            _ASKED,
            lines.every_line,
        ),
        Check(
            "C921",
            B,
            "Les montants imprimés s'additionnent au centime : lignes, sous-totaux, TVA, totaux, parts.",
            "arithmétique ; arrondi commercial au centime",
            sums.adds_up,
        ),
        Check(
            "C922",
            B,
            "La fiche financière compte les séances, leur préparation et les réunions du planning.",
            _WHOLE,
            lines.planned_quantities,
        ),
        Check(
            "C923",
            B,
            "La mention de TVA en vigueur à la date de l'offre est imprimée ; aucune TVA n'est chiffrée si "
            "aucune n'est due.",
            "CGI, article 293 E ; CGI annexe II, article 242 nonies A ; ordonnance n° 2025-1247 du 17 décembre 2025",
            vat.mention_printed,
        ),
        Check(
            "C924",
            B,
            "Une offre exonérée au titre de la formation a sa déclaration d'activité, et décrit une formation.",
            _EXEMPT,
            training.exemption_held,
        ),
        Check(
            "C925",
            W,
            "Aucun document ne porte la mention de TVA d'un autre régime ou d'une autre période.",
            "ordonnance n° 2025-1247 du 17 décembre 2025",
            vat.other_mentions,
        ),
        Check(
            "C926",
            B,
            "Un montant en lettres est égal au montant en chiffres.",
            "ATTRI1, rubrique B1",
            in_words.words_say_figures,
        ),
        Check("C927", W, "Aucune réserve sur le prix.", "CCP L. 2152-2", firm.no_reserve),
        Check(
            "C928", W, "La durée de validité de l'offre est indiquée, et la même partout.", _WHOLE, firm.validity_told
        ),
        Check(
            "C929",
            W,
            "Le délai de paiement n'est pas plus long que celui que l'acheteur peut prévoir.",
            "CCP R. 2192-10 et R. 2192-11",
            terms.term_admitted,
        ),
    ),
    (
        Raised("M405", B, "Le total est un prix.", _ASKED),
        Raised("M410", B, "Une exonération de TVA a son justificatif.", _EXEMPT),
        Raised("M411", B, "Le justificatif d'exonération n'est pas postérieur à l'offre.", _EXEMPT),
        Raised("M412", W, "Le justificatif d'exonération est joint.", _EXEMPT, waivable=True),
        Raised("M413", W, "La mention de TVA imprimée est vérifiée dans le texte en vigueur.", "CIBS", waivable=True),
        Raised("M414", W, "Une offre exonérée ne vend que de la formation.", _EXEMPT, waivable=True),
        Raised(
            "M415",
            W,
            "Le chiffre d'affaires et ce marché restent sous la franchise de TVA.",
            "CGI, article 293 B",
            waivable=True,
        ),
        Raised("M416", INFO, "Plusieurs régimes de TVA dans une offre ont chacun leur raison.", "CGI ; CIBS"),
        Raised("M404", B, "Une règle de TVA est connue au jour de l'offre.", "CGI ; CIBS"),
        Raised("M431", B, "Chaque frais que le prix doit comprendre a sa ligne.", _ASKED),
        Raised("M423", W, "Une révision de prix renvoie à l'article du marché qui la prévoit.", _ASKED, waivable=True),
    ),
)
