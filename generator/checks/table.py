"""Every check, written out: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks import completeness, consultation, dates, leftovers, papers, people, reading, reviewing, totals
from generator.checks import kept_layout as kept
from generator.checks.finished import Check, Finished
from generator.foundation.diagnostic import Diagnostics, Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

CHECKS: Final[tuple[Check, ...]] = (
    Check(
        "C801",
        B,
        "Chaque pièce demandée est dans le dossier.",
        "la demande ; CCP L. 2152-2",
        completeness.demanded_pieces,
    ),
    Check(
        "C802",
        B,
        "La note contient les sections demandées, dans l'ordre et les mots de l'acheteur.",
        "la demande",
        completeness.note_sections,
    ),
    Check("C803", B, "Chaque demande reçoit une réponse.", "la demande", completeness.answered),
    Check("C804", B, "Une pièce à signer a un cadre de signature.", "la demande", completeness.signature_place),
    Check("C811", B, "La note est datée avant la date limite.", "la demande", dates.note_in_time),
    Check("C812", W, "La date limite est connue.", "la demande", dates.deadline_known),
    Check(
        "C813",
        W,
        "Les annexes sont valables quand elles servent.",
        "usage des règlements de consultation",
        dates.annexes_valid,
    ),
    Check("C816", B, "Aucune annexe n'est périmée à la remise des offres.", "la demande", dates.annexes_in_date),
    Check(
        "C814",
        W,
        "Chaque intervenant a donné son accord pour être nommé, depuis peu.",
        "RGPD, art. 6",
        people.people_agree,
    ),
    Check("C815", W, "Chaque CV est à jour.", "RGPD, art. 5, 1, d", people.resumes_up_to_date),
    Check("C821", B, "Tout montant imprimé vient du devis.", "cohérence du dossier", totals.one_price),
    Check(
        "C822",
        B,
        "Le total figure dans la fiche financière et dans le tableur.",
        "la demande",
        totals.total_stated,
    ),
    Check("C823", B, "Un prix demandé TTC est nommé TTC.", "la demande", totals.taxes_included),
    Check(
        "C824",
        B,
        "Aucun prix dans la candidature.",
        "usage des profils d'acheteur",
        totals.no_price_in_candidature,
    ),
    Check(
        "C825",
        B,
        "Autant de séances planifiées et chiffrées que demandées.",
        "la demande",
        totals.same_sessions,
    ),
    Check(
        "C826",
        W,
        "Le détail estimatif de l'acheteur et le prix de l'offre disent le même total, ou pourquoi non.",
        "cohérence du dossier",
        totals.estimate_agrees,
    ),
    Check(
        "C831",
        B,
        "Ni marque de gabarit, ni passage caviardé, ni reste à compléter.",
        "qualité",
        leftovers.nothing_left,
    ),
    Check(
        "C841",
        B,
        "Le profil des intervenants est accepté par l'acheteur.",
        "la demande",
        people.profile_accepted,
    ),
    Check("C842", B, "Chaque compétence exigée est montrée dans chaque CV.", "la demande", people.skills_shown),
    Check("C843", W, "Chaque atout du profil est montré.", "la demande", people.pluses_shown),
    Check(
        "C844",
        B,
        "Qui anime a l'expérience et le diplôme exigés.",
        "la demande ; pour l'accueil du jeune enfant, arrêté du 29 juillet 2022, art. 7",
        people.qualified,
    ),
    Check("C845", W, "Qui remplace a l'expérience et le diplôme exigés.", "la demande", people.substitutes_qualified),
    Check("C846", B, "Un CV anonyme ne dit ni nom, ni employeur, ni client.", "RGPD, art. 5", people.names_hidden),
    Check("C847", W, "Si les CV sont demandés sans nom, aucune pièce ne nomme.", "la demande", people.names_elsewhere),
    Check("C848", INFO, "Chaque attente du profil a sa référence.", "qualité", people.references_missing),
    Check("C851", B, "Le texte Word et le texte PDF sont les mêmes.", "qualité", reading.same_text),
    Check("C852", W, "Un fichier figé avec sa mise en page dit tout son texte en PDF.", "qualité", kept.whole_text),
    Check("C853", W, "Son sommaire donne les bonnes pages.", "qualité", kept.contents_right),
    Check("C861", W, "Les lectures de la demande sont confirmées.", "la demande", reading.assumptions_confirmed),
    Check("C862", W, "Les remarques des relecteurs sont réglées.", "qualité", reviewing.remarks_settled),
    Check(
        "C863",
        B,
        "Aucun texte relu ne contredit une donnée.",
        "cohérence du dossier",
        reviewing.values_agree,
    ),
    Check(
        "C881",
        W,
        "Le projet de convention porte chaque mention d'une convention de formation.",
        "code du travail, D. 6353-1",
        papers.agreement_complete,
    ),
    Check("C891", B, "Aucune pièce ne dépasse le nombre de pages permis.", "la demande", consultation.pages_within),
    Check("C892", B, "Une visite obligatoire a été faite à temps.", "la demande", consultation.visit_made),
    Check("C871", W, "Les données ne sont pas des exemples.", "qualité", reading.real_data),
)


def judge(finished: Finished) -> Diagnostics:
    """The findings of every check."""
    return tuple(finding for check in CHECKS for finding in check.findings(finished))
