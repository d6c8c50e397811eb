"""Who answers with us: the members of a groupement, the subcontractors, and what we accept when we sign."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.brief.terms import Key
from generator.foundation.record import Day, Flag, Line, Number, Record, Whole


class Share(Record):
    """A member of the groupement and what it does."""

    partner: Key | None = Field(
        default=None, description="Fichier de boilerplate/partners/, sans .yaml ; null : nous"
    )
    lots: tuple[Whole, ...] = Field(default=(), description="Lots concernés ; vide : tous ceux de l'offre")
    services: Line | None = Field(
        default=None, description="Prestations exécutées par ce membre ; demandées si le groupement est conjoint"
    )
    amount: Annotated[Number, Field(gt=0, le=100)] | None = Field(
        default=None, description="Part du prix HT en %, si le groupement est conjoint"
    )
    interveners: tuple[Key, ...] = Field(
        default=(), description="Intervenants de l'équipe qui relèvent de ce membre ; les autres relèvent de nous"
    )
    mandate: Day | None = Field(
        default=None, description="Date à laquelle ce membre a signé le pouvoir du mandataire ; null : pas encore"
    )


class Consortium(Record):
    """A groupement d'entreprises (R. 2142-19 and following CCP)."""

    form: Literal["conjoint", "solidaire"] = Field(description="conjoint ou solidaire")
    leader: Key | None = Field(
        default=None, description="Mandataire : fichier de boilerplate/partners/ ; null : nous"
    )
    leader_liable: Flag | None = Field(
        default=None, description="Mandataire solidaire ? (groupement conjoint seulement)"
    )
    members: tuple[Share, ...] = Field(min_length=2, description="Tous les membres, nous compris")


class PersonalData(Record):
    """The personal data that a subcontractor processes (regulation 2016/679, article 28): nothing is supposed."""

    processed: Flag = Field(description="Le sous-traitant traite-t-il des données à caractère personnel ?")
    operations: Line | None = Field(default=None, description="Nature des opérations (exemple : émargement)")
    purposes: Line | None = Field(default=None, description="Finalités du traitement")
    data: Line | None = Field(default=None, description="Données traitées (exemple : nom, fonction)")
    people: Line | None = Field(default=None, description="Personnes concernées (exemple : les participants)")
    guarantees: Flag = Field(
        default=False, description="true : le sous-traitant présente des garanties suffisantes, nous l'avons vérifié"
    )
    clauses: Flag = Field(
        default=False, description="true : le contrat de sous-traitance contient les clauses de l'article 28"
    )


class Subcontract(Record):
    """A service given to a subcontractor (DC4)."""

    partner: Key = Field(description="Sous-traitant : fichier de boilerplate/partners/, sans .yaml")
    lots: tuple[Whole, ...] = Field(default=(), description="Lots concernés ; vide : tous ceux de l'offre")
    services: Line = Field(description="Prestations sous-traitées")
    amount: Annotated[Number, Field(gt=0)] = Field(description="Montant HT en euros, au plus")
    first: Day = Field(alias="from", description="Début des prestations")
    last: Day = Field(alias="to", description="Fin des prestations")
    intervener: Key | None = Field(default=None, description="Intervenant de l'équipe qui est ce sous-traitant")
    relied_on: Flag = Field(
        default=False, description="Le candidat s'appuie-t-il sur ses capacités (rubrique H du DC2) ?"
    )
    variation: Literal["ferme", "actualisable", "révisable"] | None = Field(
        default=None, description="Variation du prix : ferme, actualisable ou révisable"
    )
    advance: Flag | None = Field(default=None, description="Le sous-traitant demande-t-il l'avance ? null : à décider")
    personal_data: PersonalData | None = Field(
        default=None, description="Données à caractère personnel confiées ; null : à renseigner"
    )


class Accepted(Record):
    """A document of the contract that we accept when we sign."""

    kind: Literal["ccap", "ccag", "cctp", "autre"] = Field(description="ccap, ccag, cctp ou autre")
    name: Line = Field(description="Référence ou titre, dans les mots de l'acheteur")


class Engagement(Record):
    """The choices that the acte d'engagement asks and that nothing else says."""

    accepted: tuple[Accepted, ...] = Field(default=(), description="Documents du marché que nous acceptons")
    waive_advance: Flag | None = Field(default=None, description="Renonçons-nous à l'avance ? null : à décider")
