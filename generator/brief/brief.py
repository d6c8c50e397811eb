"""The buyer's brief: facts only, each with the line of its source; what the buyer does not say is None, never false."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.foundation.record import Day, Flag, Line, Number, Record, Whole

PieceName = Literal["note", "planning", "cv", "cost", "dc1", "dc2", "attestation", "annex"]
MilestoneKind = Literal["cadrage", "bilan", "evaluation"]
Part = Literal["objectives", "method", "rhythm", "evaluation"]
Length = Literal["half_day", "day", "hours"]


class Buyer(Record):
    """Who buys."""

    name: Line | None = Field(description="Nom officiel de l'acheteur ; null s'il n'est pas connu")
    kind: Line = Field(description="Nature de l'acheteur (exemple : collectivité territoriale)")
    department: Annotated[str, Field(pattern=r"^(\d{2,3}|2[AB])$")] | None = Field(
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
    start: Day | None = Field(description="Début du dispositif")
    end: Day | None = Field(default=None, description="Fin du dispositif")


class Audience(Record):
    """Who takes part, and whom they serve."""

    professions: tuple[Line, ...] = Field(description="Métiers des participants")
    served: Line | None = Field(default=None, description="Public accompagné par les participants")
    voluntary: Flag | None = Field(default=None, description="Participation volontaire ?")
    open_group: Flag | None = Field(default=None, description="Entrées et sorties permanentes ?")
    external: Flag | None = Field(default=None, description="Ouvert à des professionnels d'autres structures ?")


class Sessions(Record):
    """How many sessions, how long, when not."""

    per_year: Annotated[Whole, Field(ge=1, le=60)] = Field(description="Nombre de séances par an et par groupe")
    length: Length = Field(description="Durée demandée : half_day, day, ou hours")
    minutes: Annotated[Whole, Field(ge=30, le=600)] | None = Field(
        default=None, description="Durée en minutes si la demande la précise"
    )
    avoid: tuple[Literal["school_holidays", "wednesdays"], ...] = Field(default=(), description="Périodes à éviter")


class Service(Record):
    """What is bought."""

    themes: tuple[Line, ...] = Field(description="Thèmes du dispositif")
    audience: Audience = Field(description="Public")
    groups: Annotated[Whole, Field(ge=1)] = Field(description="Nombre de groupes")
    participants: Annotated[Whole, Field(ge=1)] | None = Field(description="Nombre de participants par groupe")
    sessions: Sessions = Field(description="Séances")
    place: Line | None = Field(default=None, description="Lieu des séances")


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


class Criterion(Record):
    """An award criterion."""

    name: Line = Field(description="Intitulé, dans les mots de l'acheteur")
    weight: Number | None = Field(description="Poids en % ; null s'il n'est pas dit")


class NoteSection(Record):
    """A section that the buyer imposes: its words, and which part of our outline answers it."""

    title: Line = Field(description="Intitulé, dans les mots de l'acheteur")
    part: Part = Field(description="Partie de la note qui y répond")


class PieceDemand(Record):
    """One demanded piece, or a choice between sets of pieces."""

    piece: PieceName | None = Field(default=None, description="Pièce demandée")
    any_of: tuple[tuple[PieceName, ...], ...] = Field(default=(), description="Ou bien : listes de pièces au choix")
    dated: Flag = Field(default=False, description="Doit être datée")
    signed: Flag = Field(default=False, description="Doit être signée")
    tax: Literal["ttc", "ht"] | None = Field(default=None, description="Prix demandé TTC ou HT")
    includes: tuple[Line, ...] = Field(default=(), description="Ce que le prix doit comprendre")
    sections: tuple[NoteSection, ...] = Field(default=(), description="Sections imposées, dans l'ordre")
    source: Whole | None = Field(default=None, description="Ligne de la demande publiée")

    @model_validator(mode="after")
    def _one_form(self) -> PieceDemand:
        if bool(self.piece) == bool(self.any_of):
            raise ValueError("donnez « piece », ou bien « any_of », l'un des deux")
        return self


class Requirement(Record):
    """One demand of the brief."""

    id: Annotated[str, Field(pattern=r"^R\d{2,3}$")] = Field(description="Identifiant : R01, R02…")
    source: Whole = Field(description="Ligne de la demande publiée")
    text: Line = Field(description="La demande, dans les mots de l'acheteur")
    topic: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] | None = Field(
        default=None, description="Sujet auquel un bloc répond"
    )
    piece: PieceName | None = Field(default=None, description="Ou pièce qui y répond")

    @model_validator(mode="after")
    def _answerable(self) -> Requirement:
        if bool(self.topic) == bool(self.piece):
            raise ValueError("donnez « topic » (un bloc y répond) ou bien « piece » (une pièce y répond)")
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

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] = Field(description="Nom court")
    source: Whole = Field(description="Ligne de la demande publiée")
    value: Line = Field(description="Le fait")


class Brief(Record):
    """`brief.yaml`."""

    title: Line = Field(description="Objet de la consultation")
    reference: Line | None = Field(default=None, description="Référence de la consultation")
    source: Line | None = Field(default=None, description="Demande publiée, chemin depuis ce dossier (source/…)")
    buyer: Buyer = Field(description="L'acheteur")
    procedure: Line = Field(description="Procédure (exemple : gré à gré)")
    lots: tuple[Line, ...] = Field(default=(), description="Lots ; liste vide si le marché n'est pas alloti")
    dates: Dates = Field(description="Dates de la consultation")
    service: Service = Field(description="Ce qui est acheté")
    milestones: tuple[Milestone, ...] = Field(default=(), description="Réunions imposées")
    intervener: Profile = Field(description="Intervenant attendu")
    criteria: tuple[Criterion, ...] = Field(default=(), description="Critères de choix")
    pieces: tuple[PieceDemand, ...] = Field(description="Pièces demandées")
    facts: tuple[Fact, ...] = Field(default=(), description="Histoire et contexte propres à cet acheteur")
    requirements: tuple[Requirement, ...] = Field(description="Toutes les demandes, une par une")
    assumptions: tuple[Assumption, ...] = Field(default=(), description="Lectures retenues pour ce qui n'est pas dit")

    def fact(self, key: str) -> str | None:
        """The fact of that name, if the brief holds it."""
        return next((fact.value for fact in self.facts if fact.key == key), None)

    def demand(self, piece: PieceName) -> PieceDemand | None:
        """The demand for this piece on its own, if any."""
        return next((demand for demand in self.pieces if demand.piece == piece), None)
