"""What is judged while the forms are filled in, before any file is written."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Raised
from generator.foundation.diagnostic import Level

B, W, INFO = Level.BLOCKING, Level.WARNING, Level.INFO
GROUP, DC4 = "DC1, rubriques D et E", "DC4"
HONOUR = "DC1, rubrique F1 ; CCP R. 2143-3"

RAISED: Final[tuple[Raised, ...]] = (
    Raised("F501", B, "Chaque réponse obligatoire d'un formulaire est connue.", "le formulaire"),
    Raised("F502", W, "Chaque réponse attendue d'un formulaire est connue.", "le formulaire", waivable=True),
    Raised("F503", W, "Le nom exact de l'acheteur est connu.", "DC1, rubrique A", waivable=True),
    Raised("F504", INFO, "L'édition imprimée est celle qui est en vigueur le jour de l'offre.", "le formulaire"),
    Raised("F505", B, "Les lots de l'offre existent dans la consultation.", "DC1, rubrique C"),
    Raised("F508", W, "L'édition que l'acheteur impose est connue.", "la demande", waivable=True),
    Raised("F509", W, "Les titres et l'édition ont été lus sur le formulaire publié.", "le formulaire", waivable=True),
    Raised("F511", W, "Chaque déclaration sur l'honneur est confirmée par son signataire.", HONOUR),
    Raised("F512", B, "Une déclaration sur l'honneur est confirmée par un signataire habilité.", HONOUR),
    Raised("F513", W, "Une confirmation est datée entre la publication et la date limite.", HONOUR),
    Raised("F514", INFO, "L'attestation sur l'honneur est à signer après l'assemblage.", "CCP R. 2143-3"),
    Raised("F515", W, "Une confirmation de sous-traitant répond à une sous-traitance déclarée.", DC4),
    Raised("F521", W, "La question sur les petites et moyennes entreprises a une réponse.", "DC2, rubrique C1"),
    Raised(
        "F522",
        B,
        "La réponse « PME » s'accorde avec l'effectif, le chiffre d'affaires et le bilan.",
        "recommandation 2003/361/CE ; CCP R. 2151-13",
    ),
    Raised("F523", B, "Un exercice comptable finit après son début.", "DC2, rubrique F1"),
    Raised("F524", B, "Un exercice cité est clos à la date de l'offre.", "DC2, rubrique F1"),
    Raised("F525", B, "Un chiffre d'affaires n'est pas négatif.", "DC2, rubrique F1"),
    Raised("F526", B, "Deux exercices ne se chevauchent pas.", "DC2, rubrique F1"),
    Raised("F527", W, "Les exercices se suivent sans trou.", "DC2, rubrique F1", waivable=True),
    Raised(
        "F541",
        W,
        "La sous-traitance de chaque intervenant extérieur est décrite dans l'offre.",
        "DC4 ; CCP R. 2193-1 (déclaration), R. 2142-3 (capacités)",
    ),
    Raised("F550", B, "L'organisme est l'un des membres de son groupement.", GROUP),
    Raised("F551", B, "Un membre n'est qu'une fois dans le groupement.", GROUP),
    Raised("F552", B, "Le mandataire est membre du groupement.", "DC1, rubrique G"),
    Raised("F553", B, "Les intervenants d'un membre ou d'un sous-traitant sont dans l'équipe.", "DC2, rubrique G1"),
    Raised("F554", B, "Un groupement conjoint dit si son mandataire est solidaire.", "DC1, rubrique D"),
    Raised("F555", B, "Un membre ou un sous-traitant ne prend que des lots de l'offre.", GROUP),
    Raised("F556", B, "Chaque lot de l'offre a un membre qui s'en charge.", GROUP),
    Raised("F557", B, "Chaque membre d'un groupement conjoint a ses prestations et sa part du prix.", GROUP),
    Raised("F559", B, "Deux membres n'ont pas le même SIRET.", GROUP),
    Raised("F560", INFO, "Un groupement remet un seul DC1, comme le recommande la notice.", "notice du DC1"),
    Raised("F561", W, "Le choix de renoncer ou non à l'avance est indiqué.", "ATTRI1, rubrique B4", waivable=True),
    Raised("F563", INFO, "Chaque membre signe le pouvoir du mandataire.", "ATTRI1, rubrique C2"),
    Raised("F564", W, "L'IBAN de chaque compte à créditer est connu.", "ATTRI1, rubrique B3", waivable=True),
    Raised("F571", B, "Une sous-traitance finit après son début.", "DC4, rubrique I"),
    Raised("F572", B, "Un sous-traitant n'est pas membre du groupement.", DC4),
    Raised("F573", B, "Une personne déclarée sous-traitante l'est aussi dans sa fiche.", DC4),
    Raised("F574", W, "Le sous-traitant dit s'il demande l'avance.", "DC4, rubrique H", waivable=True),
    Raised("F575", W, "Le seuil du paiement direct a été vérifié.", "CCP R. 2193-10", waivable=True),
)
