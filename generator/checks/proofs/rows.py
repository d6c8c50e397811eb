"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family, Raised
from generator.checks.proofs import annexes, award, claims, contents, identifiers, power, truth
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO

FAMILY: Final = Family(
    "proofs",
    "Identifiants et justificatifs",
    (
        Check(
            "C813",
            W,
            "Une assurance couvre du premier rendez-vous à la dernière séance ; aucune annexe n'est émise trop tard.",
            "usage des règlements de consultation ; DC2, rubrique F2",
            annexes.annexes_valid,
        ),
        Check("C816", B, "Aucune annexe n'est périmée à la remise des offres.", "la demande", annexes.annexes_in_date),
        Check(
            "C817",
            W,
            "Le PDF d'un justificatif porte l'organisme et les dates que dit sa fiche.",
            "qualité",
            contents.proofs_read,
        ),
        Check(
            "C818",
            W,
            "Un acte d'engagement est accompagné du relevé d'identité bancaire de chaque compte à créditer.",
            "acte d'engagement, rubrique B3",
            truth.bank_slip_joined,
        ),
        Check(
            "C950",
            B,
            "Un justificatif que la demande exige a l'âge qu'elle, ou la loi, admet à la remise des offres.",
            "la demande ; code du travail, D. 8222-5",
            annexes.demanded_recent,
        ),
        Check(
            "C951",
            W,
            "Un justificatif joint est récent à la remise des offres.",
            "code du travail, D. 8222-5 ; usage des règlements de consultation",
            annexes.joined_recent,
        ),
        Check(
            "C952",
            W,
            "Ce que l'acheteur demandera au candidat retenu est prêt, et vaudra encore à la signature.",
            "CCP R. 2143-6 à R. 2143-10 ; code du travail, R. 8222-1, D. 8222-5, D. 8254-1",
            award.award_ready,
        ),
        Check(
            "C953",
            INFO,
            "Les renouvellements à prévoir pendant le marché sont connus.",
            "code du travail, R. 8222-1 et D. 8222-5",
            award.renewals,
        ),
        Check(
            "C954",
            W,
            "L'activité assurée comprend la formation ou l'analyse des pratiques.",
            "DC2, rubrique F2",
            truth.activity_insured,
        ),
        Check(
            "C955",
            B,
            "Le SIREN et l'IBAN d'un justificatif sont ceux du candidat, ou du partenaire qu'il concerne.",
            "acte d'engagement, rubrique B3",
            truth.company_matches,
        ),
        Check(
            "C956",
            W,
            "Le titulaire, le numéro et les dates d'un justificatif sont ceux de la fiche de l'organisme.",
            "qualité",
            truth.facts_match,
        ),
        Check(
            "C957",
            B,
            "Si l'offre met en avant Qualiopi, le certificat est joint et couvre les actions de formation.",
            "code du travail, L. 6316-1 et L. 6316-3",
            claims.certificate_joined,
        ),
        Check(
            "C958",
            W,
            "Le certificat Qualiopi court jusqu'à la dernière séance et dit ce qu'il couvre.",
            "code du travail, L. 6316-1",
            claims.certificate_lasts,
        ),
        Check(
            "C959",
            B,
            "Le signataire est le représentant légal, ou un pouvoir en cours de validité est joint.",
            "DC1, rubrique G ; notices des formulaires",
            power.signatory_empowered,
        ),
        Check(
            "C960",
            B,
            "Chaque identifiant imprimé est exact, et celui du candidat ou d'un partenaire.",
            "répertoire SIRENE ; acte d'engagement, rubrique B3",
            identifiers.identifiers_printed,
        ),
        Check(
            "C961",
            W,
            "Aucun identifiant ne manque, n'en contredit un autre ni ne change pendant le marché.",
            "CGI, article 286 ter ; nomenclatures NAF",
            identifiers.identifiers_whole,
        ),
        Check(
            "C962",
            B,
            "La déclaration d'activité n'est jamais dite « agrément », et porte la mention légale.",
            "code du travail, L. 6352-12 et R. 6351-6",
            claims.approval_not_claimed,
        ),
    ),
    (
        Raised(
            "F531", B, "Les SIREN et SIRET des fiches ont leur clé (règle de La Poste comprise).", "répertoire SIRENE"
        ),
        Raised(
            "F532",
            W,
            "Le numéro de déclaration d'activité répète son département.",
            "usage des préfectures",
            waivable=True,
        ),
        Raised("F533", B, "L'IBAN a sa clé, et la clé RIB de son compte.", "norme ISO 13616 ; acte d'engagement, B3"),
        Raised("F534", W, "Le numéro de TVA a sa clé et finit par le SIREN.", "CGI, article 286 ter", waivable=True),
        Raised("F535", B, "Le code APE a la forme 85.59A.", "nomenclature NAF"),
        Raised("F536", W, "Le code postal existe.", "qualité", waivable=True),
        Raised("W740", B, "Chaque annexe existe, et peut être reliée au dossier.", "qualité"),
    ),
)
