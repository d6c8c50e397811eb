"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family
from generator.checks.team import history, people, privacy
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "team",
    "Intervenants",
    (
        Check(
            "C814",
            W,
            "L'accord de chaque intervenant pour être nommé est donné, et récent.",
            "RGPD, art. 6",
            people.people_agree,
        ),
        Check("C815", W, "Chaque CV est à jour.", "RGPD, art. 5, 1, d", people.resumes_up_to_date),
        Check(
            "C841", B, "Le profil des intervenants est accepté par l'acheteur.", "la demande", people.profile_accepted
        ),
        Check("C842", B, "Chaque compétence exigée figure dans chaque CV.", "la demande", people.skills_shown),
        Check("C843", W, "Chaque atout demandé figure dans un CV.", "la demande", people.pluses_shown),
        Check(
            "C844",
            B,
            "La personne qui anime a l'expérience et le diplôme exigés.",
            "la demande ; pour l'accueil du jeune enfant, arrêté du 29 juillet 2022, art. 7",
            people.qualified,
        ),
        Check(
            "C845",
            W,
            "La personne qui remplace a l'expérience et le diplôme exigés.",
            "la demande",
            people.substitutes_qualified,
        ),
        Check("C846", B, "Un CV anonyme ne dit ni nom, ni employeur, ni client.", "RGPD, art. 5", people.names_hidden),
        Check(
            "C847",
            W,
            "Si les CV sont demandés sans nom, aucune pièce ne nomme les intervenants.",
            "la demande",
            people.names_elsewhere,
        ),
        Check("C848", INFO, "Une référence illustre chaque attente du profil.", "qualité", people.references_missing),
        Check(
            "C849",
            W,
            "Chaque personne dont le CV est joint anime ou remplace ; les séances d'un sous-traitant sont dans "
            "le prix.",
            "DC2, rubrique G1 ; DC4 ; CCP R. 2193-1 (déclaration), R. 2142-3 (capacités)",
            history.people_planned,
        ),
        Check(
            "C963",
            W,
            "Les références du DC2 ont moins de trois ans, un destinataire et un montant.",
            "DC2, rubrique G1",
            history.references_whole,
        ),
        Check(
            "C964",
            W,
            "Un CV ne donne ni naissance, ni âge, ni famille, ni adresse, ni photo, ni coordonnées d'un tiers.",
            "RGPD, art. 5, 1, c",
            privacy.cv_professional,
        ),
    ),
)
