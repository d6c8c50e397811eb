"""The checks of this family, one row each: id, level, rule, source, function."""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Check, Family
from generator.checks.forms import boxes, buyer, economy, group, honour, lines, shape, subcontracting
from generator.checks.forms.upstream import RAISED
from generator.foundation.diagnostic import Level

B, W = Level.BLOCKING, Level.WARNING

FAMILY: Final = Family(
    "forms",
    "Formulaires",
    (
        Check(
            "C930",
            B,
            "DC1, rubrique C : une seule case est cochée ; les numéros des lots n'accompagnent que la troisième.",
            "DC1, rubrique C",
            boxes.lots_ticked,
        ),
        Check(
            "C931",
            B,
            "DC1 : candidat seul ou groupement, conjoint ou solidaire ; s'il est conjoint, le mandataire est dit "
            "solidaire ou non ; les rubriques E et G sont remplies pour un groupement, et pour lui seul.",
            "DC1, rubriques D, E et G",
            group.group_told,
        ),
        Check(
            "C932",
            B,
            "L'identité (nom, adresses, courriel, téléphone, SIRET) est la même dans tous les formulaires et la "
            "fiche financière.",
            "DC1, rubrique D ; DC2, rubrique C1",
            lines.same_identity,
        ),
        Check(
            "C933",
            B,
            "Une déclaration sur l'honneur n'est cochée, ou datée, que sur la confirmation datée de son signataire.",
            "DC1, rubrique F1 ; DC4, rubrique K1 ; CCP R. 2143-3",
            honour.honour_confirmed,
            waivable=False,
        ),
        Check(
            "C934",
            B,
            "Une déclaration sur l'honneur garde ses mots et les articles que la loi nomme.",
            "CCP R. 2143-3, 1° ; DC1, rubrique F1 ; DC4, rubrique K1",
            honour.honour_worded,
            waivable=False,
        ),
        Check(
            "C935",
            B,
            "DC1, rubrique F3 : au moins une case est cochée ; celle du DC2 l'est si un DC2 est dans le dossier, "
            "et seulement alors.",
            "DC1, rubrique F3",
            boxes.capacities_ticked,
        ),
        Check(
            "C936",
            B,
            "Le dossier contient un DC1, un DC2 par lot et par membre, un DC4 par sous-traitance ; aucun "
            "formulaire n'est de trop.",
            "en-têtes des formulaires DC2 et DC4",
            shape.every_copy,
        ),
        Check(
            "C937",
            B,
            "Chaque formulaire nomme l'acheteur, l'objet, la référence et les lots de la demande.",
            "DC1, DC2, DC4 et ATTRI1, rubriques A et B",
            lines.same_consultation,
        ),
        Check(
            "C938",
            B,
            "DC2, rubrique F1 : les exercices sont clos, se suivent et sont ceux de l'organisme, avec des "
            "montants possibles ; s'il y en a moins de trois, la date de création est indiquée.",
            "DC2, rubrique F1",
            economy.turnover_sound,
        ),
        Check(
            "C939",
            B,
            "La question sur les petites et moyennes entreprises a une réponse, celle de la fiche de l'organisme.",
            "DC2, rubrique C1 ; DC4, rubrique E ; CCP R. 2151-13",
            boxes.size_answered,
        ),
        Check(
            "C940",
            B,
            "Une rubrique sans objet reste vide : marché réservé, garantie décennale, défense, capacités d'autrui.",
            "DC2, rubriques C2, F3, H et I",
            boxes.idle_left_empty,
        ),
        Check(
            "C941",
            B,
            "DC2, rubrique C3 : la case qui dispense du reste n'est pas cochée sans l'accord de l'acheteur.",
            "CCP R. 2143-4, second alinéa",
            boxes.shortcut_unused,
            waivable=False,
        ),
        Check(
            "C942",
            B,
            "Un intervenant extérieur qui facture ses séances est déclaré, par un DC4 ou en rubrique H du DC2.",
            "DC4 ; CCP R. 2193-1 (déclaration), R. 2142-3 (capacités)",
            subcontracting.invoiced_declared,
        ),
        Check(
            "C943",
            B,
            "DC4 : la durée est en mois entiers, tout mois entamé comptant pour un, et la question sur les "
            "données personnelles a une réponse.",
            "DC4, rubriques F et I",
            subcontracting.declaration_complete,
        ),
        Check(
            "C944",
            W,
            "Le formulaire porte l'édition dont il suit les rubriques, et son pied de page désigne la consultation.",
            "DC1, DC2, DC4 et ATTRI1, pied de page",
            shape.edition_told,
        ),
        Check(
            "C945",
            B,
            "Montants, comptes, durées et choix d'un acte d'engagement ou d'un DC4 sont ceux de l'offre.",
            "ATTRI1, rubriques B1 à B5 ; DC4, rubriques C à I",
            lines.terms_kept,
        ),
        Check(
            "C946",
            W,
            "Ni numéro CERFA, ni image de signature ; pas de cadre de signature sur un DC1 ou un DC2.",
            "formulaires DC1 et DC2, qui n'en ont pas",
            shape.official_only,
        ),
        Check(
            "C947",
            B,
            "Une attestation, un pouvoir, un DC4, un acte d'engagement gardent leur cadre de signature, avec nom et "
            "qualité.",
            "ATTRI1, rubrique C ; DC4, rubrique M",
            honour.places_to_sign,
        ),
        Check(
            "C948",
            B,
            "Chaque rubrique et chaque case du formulaire est à sa place, sous son titre ; aucune n'est inventée.",
            "formulaires de la direction des affaires juridiques",
            shape.rubrics_kept,
        ),
        Check(
            "C949",
            W,
            "Les autres réponses, tableaux et phrases d'un formulaire correspondent aux données de l'offre.",
            "cohérence du dossier",
            lines.answers_kept,
        ),
        Check(
            "C984",
            B,
            "Un formulaire de l'acheteur, rempli à la place du nôtre, dit qui répond, à qui et pour quoi ; il ne porte "
            "le SIRET de personne d'autre, ni aucun prix dans la candidature.",
            "cohérence du dossier",
            buyer.buyer_forms_right,
        ),
    ),
    RAISED,
)
