"""The buyer's brief: facts only, each with the line of its source; what the buyer does not say is None, never false."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.brief.pieces import AwardProof, PieceDemand
from generator.brief.rules import Rules
from generator.brief.service import Service
from generator.brief.terms import AnnexKind, Department, MilestoneKind, PieceName, Topic, Zone
from generator.foundation.record import Clock, Day, Flag, Line, Number, Record, Whole


class Buyer(Record):
    """Who buys."""

    name: Line | None = Field(description="Nom officiel de l'acheteur ; null s'il n'est pas connu")
    kind: Line = Field(description="Nature de l'acheteur (exemple : collectivité territoriale)")
    siret: Annotated[str, Field(pattern=r"^\d{14}$")] | None = Field(
        default=None, description="SIRET de l'acheteur, s'il est publié, entre guillemets"
    )
    department: Department | None = Field(
        description="Numéro du département, entre guillemets : il donne la zone scolaire"
    )
    place: Line | None = Field(default=None, description="Territoire, tel que l'acheteur le nomme (exemple : Vienne)")
    services: tuple[Line, ...] = Field(
        default=(), description="Directions et services de l'acheteur nommés par la demande"
    )


class Dates(Record):
    """The consultation's dates."""

    published: Day | None = Field(default=None, description="Date de publication")
    deadline: Day | None = Field(description="Date limite de remise des offres")
    hour: Clock | None = Field(default=None, description="Heure limite, dans le fuseau de la consultation (zone)")
    zone: Zone | None = Field(
        default=None, description="Fuseau de l'heure limite, s'il n'est pas celui de Paris (exemple : Indian/Reunion)"
    )
    award: Day | None = Field(default=None, description="Date prévue de signature ou de notification, si elle est dite")
    start: Day | None = Field(description="Début du dispositif")
    end: Day | None = Field(default=None, description="Fin du dispositif")


class Milestone(Record):
    """A meeting that the brief imposes beside the sessions."""

    kind: MilestoneKind = Field(description="cadrage, bilan ou evaluation")
    when: Literal["before_first", "midway", "after_last"] = Field(description="Moment")
    attendees: tuple[Line, ...] = Field(alias="with", description="Participants demandés")


class Profile(Record):
    """The intervener that the buyer wants."""

    profiles: tuple[Line, ...] = Field(description="Profils acceptés")
    must: tuple[Line, ...] = Field(default=(), description="Compétences exigées")
    plus: tuple[Line, ...] = Field(default=(), description="Atouts")
    years: Annotated[Whole, Field(ge=1)] | None = Field(
        default=None, description="Années d'expérience exigées, au moins"
    )
    diplomas: tuple[Line, ...] = Field(
        default=(), description="Diplômes ou niveaux acceptés, si la demande en exige un"
    )


class Lot(Record):
    """A lot of the consultation."""

    number: Annotated[Whole, Field(ge=1)] = Field(description="Numéro du lot")
    title: Line = Field(description="Intitulé du lot, dans les mots de l'acheteur")


class Contract(Record):
    """How long the contract runs."""

    months: Annotated[Whole, Field(ge=1)] = Field(description="Durée ferme en mois")
    renewals: Annotated[Whole, Field(ge=0)] = Field(default=0, description="Nombre de reconductions possibles")
    renewal_months: Annotated[Whole, Field(ge=1)] | None = Field(
        default=None, description="Durée en mois d'une reconduction"
    )
    start: Literal["notification", "order", "date"] = Field(
        default="notification", description="Départ : notification, order (ordre de service) ou date"
    )


class Visit(Record):
    """A visit of the place before the offer."""

    mandatory: Flag = Field(description="Visite obligatoire ?")
    last: Day | None = Field(default=None, alias="until", description="Dernier jour pour la faire")
    source: Whole | None = Field(default=None, description="Ligne de la demande publiée")


class Question(Record):
    """A question that a candidate asked and the buyer's published answer: it is part of the brief."""

    id: Annotated[str, Field(pattern=r"^Q\d{1,3}$")] = Field(description="Identifiant : Q1, Q2…")
    on: Day = Field(description="Date de la réponse")
    question: Line = Field(description="La question, telle que publiée")
    answer: Line = Field(description="La réponse de l'acheteur")
    changes: tuple[Line, ...] = Field(default=(), description="Demandes qu'elle précise (R12…)")


class Criterion(Record):
    """An award criterion."""

    name: Line = Field(description="Intitulé, dans les mots de l'acheteur")
    weight: Number | None = Field(description="Poids en % ; null s'il n'est pas dit")
    lot: Whole | None = Field(default=None, description="Lot concerné, s'il a ses propres critères")


class Requirement(Record):
    """One demand of the brief."""

    id: Annotated[str, Field(pattern=r"^R\d{2,3}$")] = Field(description="Identifiant : R01, R02…")
    source: Whole = Field(description="Ligne de la demande publiée")
    text: Line = Field(description="La demande, dans les mots de l'acheteur")
    topic: Topic | None = Field(default=None, description="Sujet auquel un bloc répond")
    piece: PieceName | None = Field(default=None, description="Ou pièce qui y répond")
    annex: AnnexKind | None = Field(default=None, description="Annexe : sa nature (assurance, qualiopi…)")

    @model_validator(mode="after")
    def _answerable(self) -> Requirement:
        if bool(self.topic) == bool(self.piece):
            raise ValueError("donnez « topic » (un bloc y répond) ou bien « piece » (une pièce y répond)")
        if self.annex and self.piece != "annex":
            raise ValueError("« annex » va avec « piece: annex »", "écrivez « piece: annex », ou retirez « annex »")
        return self


class Assumption(Record):
    """How we read what the brief leaves open; shown to the reviewer until someone confirms it."""

    field: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$")] = Field(
        description="Champ concerné, par exemple dates.deadline"
    )
    because: Line = Field(description="Pourquoi nous lisons ainsi")
    confirmed: Flag = Field(default=False, description="Confirmé par une personne ?")


class Fact(Record):
    """Something of this buyer's history that the note uses."""

    key: Topic = Field(description="Nom court")
    source: Whole = Field(description="Ligne de la demande publiée")
    value: Line = Field(description="Le fait")


class Brief(Record):
    """`brief.yaml`."""

    title: Line = Field(description="Objet de la consultation")
    reference: Line | None = Field(default=None, description="Référence de la consultation")
    source: Line | None = Field(default=None, description="Demande publiée, chemin depuis ce dossier (source/…)")
    buyer: Buyer = Field(description="L'acheteur")
    procedure: Line = Field(description="Procédure (exemple : gré à gré)")
    lots: tuple[Lot, ...] = Field(default=(), description="Lots ; liste vide si le marché n'est pas alloti")
    contract: Contract | None = Field(default=None, description="Durée du marché")
    dates: Dates = Field(description="Dates de la consultation")
    service: Service = Field(description="Ce qui est acheté")
    milestones: tuple[Milestone, ...] = Field(default=(), description="Réunions imposées")
    intervener: Profile = Field(description="Intervenant attendu")
    criteria: tuple[Criterion, ...] = Field(default=(), description="Critères de choix")
    pieces: tuple[PieceDemand, ...] = Field(description="Pièces demandées")
    award: tuple[AwardProof, ...] = Field(
        default=(), description="Justificatifs que la demande réserve au candidat retenu"
    )
    rules: Rules = Field(default=Rules(), description="Règles propres à la consultation : longueur, fichiers, remise")
    visit: Visit | None = Field(default=None, description="Visite des lieux avant l'offre")
    questions: tuple[Question, ...] = Field(default=(), description="Questions des candidats et réponses publiées")
    law: tuple[Line, ...] = Field(default=(), description="Textes que la demande invoque, par leur clé")
    facts: tuple[Fact, ...] = Field(default=(), description="Histoire et contexte propres à cet acheteur")
    requirements: tuple[Requirement, ...] = Field(description="Toutes les demandes, une par une")
    assumptions: tuple[Assumption, ...] = Field(default=(), description="Lectures retenues pour ce qui n'est pas dit")

    def fact(self, key: str) -> str | None:
        """The fact of that name, if the brief holds it."""
        return next((fact.value for fact in self.facts if fact.key == key), None)

    def lot(self, number: int) -> Lot | None:
        """The lot of that number, if the brief holds one."""
        return next((lot for lot in self.lots if lot.number == number), None)

    def demand(self, piece: PieceName) -> PieceDemand | None:
        """The demand for this piece on its own, if any."""
        return next((demand for demand in self.pieces if demand.piece == piece), None)
