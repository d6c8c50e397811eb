"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family, Raised
from generator.checks.note import content, dates, promises, sections, signing
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO
_ASKED: Final = "la demande"

FAMILY: Final = Family(
    "note",
    "Note méthodologique",
    (
        Check(
            "C802",
            B,
            "La note contient les sections demandées, dans l'ordre et les mots de l'acheteur.",
            _ASKED,
            sections.note_sections,
        ),
        Check("C811", B, "La note est datée avant la date limite.", _ASKED, dates.note_in_time),
        Check(
            "C901",
            B,
            "Une pièce à dater porte une seule date, au plus tard celle de la remise des offres.",
            _ASKED,
            signing.date_printed,
        ),
        Check(
            "C902",
            B,
            "Le cadre de signature donne le nom et la qualité de la personne qui engage le candidat.",
            _ASKED,
            signing.signatory_named,
        ),
        Check(
            "C903", INFO, "Les pièces qui restent à signer avant le dépôt sont rappelées.", _ASKED, signing.left_to_sign
        ),
        Check(
            "C904",
            B,
            "La note précise le périmètre du groupe, la confidentialité et ses limites, si la demande le veut.",
            _ASKED,
            promises.frame_kept,
        ),
        Check(
            "C905",
            W,
            "Une séance consacre plus de temps aux situations qu'à la théorie.",
            _ASKED,
            content.cases_before_theory,
        ),
        Check(
            "C906",
            W,
            "La note nomme, pour chaque réunion, les participants que l'acheteur demande.",
            _ASKED,
            promises.attendees_told,
        ),
        Check(
            "C907",
            W,
            "Si le groupe est ouvert, la note dit comment on y entre et comment on en sort.",
            _ASKED,
            promises.open_group_told,
        ),
        Check(
            "C908",
            W,
            "La page de garde porte l'objet, la référence, les lots et le nom du candidat.",
            "usage",
            content.cover_complete,
        ),
        Check(
            "C909",
            W,
            "L'article R. 2324-37 n'est cité que pour l'accueil du jeune enfant.",
            "code de la santé publique, R. 2324-37",
            content.nursery_text_apart,
        ),
    ),
    (
        Raised(
            "L246", B, "Aucun bloc ne cite un texte qui n'est pas en vigueur à la date de l'offre.", "les textes cités"
        ),
        Raised(
            "L247", W, "Chaque texte cité par un bloc a été relu dans sa version officielle.", "les textes cités", True
        ),
        Raised("L248", B, "Aucun bloc n'est périmé.", "les blocs choisis"),
    ),
)
