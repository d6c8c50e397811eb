"""A block: front matter that says when it serves and what it answers, then Markdown with Jinja."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema, model_validator

from generator.brief.service import Length
from generator.brief.terms import Place, Slot, Topic
from generator.foundation.days import months_after
from generator.foundation.diagnostic import Span
from generator.foundation.record import Day, Flag, Line, Number, Record, Whole
from generator.foundation.source import Source
from generator.law.references import ReferenceKey

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Path = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$")]


Exact = Annotated[Line, WithJsonSchema({"type": ["string", "number", "boolean"]})]
"""A value as the file writes it: `true`, `15`, `half_day`."""


class Count(Record):
    """A number between two bounds."""

    min: Annotated[Whole, Field(ge=0)] | None = Field(default=None, description="Au moins")
    max: Annotated[Whole, Field(ge=0)] | None = Field(default=None, description="Au plus")

    def holds(self, number: int) -> bool:
        """Whether the number is within."""
        return (self.min is None or number >= self.min) and (self.max is None or number <= self.max)


class When(Record):
    """When a block may serve: every condition given must hold; none given = always."""

    approach: tuple[Line, ...] = Field(default=(), description="Seulement avec une de ces approches")
    themes: tuple[Line, ...] = Field(default=(), description="Seulement si la demande cite un de ces thèmes")
    voluntary: Flag | None = Field(default=None, description="Participation volontaire ?")
    open_group: Flag | None = Field(default=None, description="Groupe ouvert ?")
    milestone: Literal["cadrage", "bilan", "evaluation"] | None = Field(
        default=None, description="Seulement si cette réunion est demandée"
    )
    regime: tuple[Line, ...] = Field(default=(), description="Seulement sous un de ces régimes de TVA")
    buyer: tuple[Line, ...] = Field(
        default=(), description="Seulement si la nature de l'acheteur contient un de ces mots"
    )
    law: tuple[ReferenceKey, ...] = Field(
        default=(), description="Seulement si la demande invoque un de ces textes (leur clé)"
    )
    length: tuple[Length, ...] = Field(default=(), description="Seulement pour ces durées : half_day, day, hours")
    slot: tuple[Slot, ...] = Field(
        default=(), description="Seulement à un de ces moments : morning, afternoon, evening"
    )
    groups: Count | None = Field(default=None, description="Nombre de groupes, entre min et max")
    participants: Count | None = Field(default=None, description="Participants par groupe, entre min et max")
    sites: Flag | None = Field(default=None, description="Plusieurs sites ?")
    interveners: Flag | None = Field(default=None, description="Plusieurs intervenants animent ?")
    years: Flag | None = Field(default=None, description="Plus d'un an, reconductions comprises ?")
    lots: Flag | None = Field(default=None, description="Marché alloti ?")
    consortium: Flag | None = Field(default=None, description="Réponse en groupement ?")
    subcontract: Flag | None = Field(default=None, description="Avec sous-traitance ?")
    adapt: tuple[Literal["subgroups", "situations", "minutes"], ...] = Field(
        default=(), description="Seulement si l'offre adapte l'approche sur un de ces points"
    )


class Assertion(Record):
    """A fact that the text takes for granted: checked against what is asked and offered when the block is taken."""

    field: Path = Field(
        description="Champ de la demande (service.participants), ou d'approach, offer, candidate (approach.minutes)"
    )
    equals: Exact | None = Field(default=None, description="Vaut exactement")
    at_least: Number | None = Field(default=None, description="Au moins (pour une liste : son nombre d'entrées)")
    at_most: Number | None = Field(default=None, description="Au plus (pour une liste : son nombre d'entrées)")

    @model_validator(mode="after")
    def _says_something(self) -> Assertion:
        if self.equals is None and self.at_least is None and self.at_most is None:
            raise ValueError("donnez « equals », « at_least » ou « at_most »")
        return self


class FrontMatter(Record):
    """The head of a block file, between two lines `---`."""

    id: Id = Field(description="Identifiant, le même que le nom du fichier")
    title: Line = Field(description="Titre court, pour les listes (il n'est pas imprimé)")
    part: Place = Field(description="Partie de la note : opening, objectives, method, rhythm, evaluation, closing")
    rank: Whole = Field(default=50, description="Ordre dans la partie : le plus petit d'abord")
    topics: tuple[Topic, ...] = Field(min_length=1, description="Sujets auxquels le bloc répond")
    when: When = Field(default=When(), description="Conditions d'emploi")
    relies_on: tuple[Line, ...] = Field(
        default=(),
        description="Champs de la demande dont le texte dépend (une hypothèse non confirmée devient un commentaire)",
    )
    owner: Line | None = Field(default=None, description="Responsable du bloc")
    reviewed: Day | None = Field(default=None, description="Dernière relecture")
    review_months: Annotated[Whole, Field(ge=1, le=120)] | None = Field(
        default=None, description="À relire tous les N mois"
    )
    expires: Day | None = Field(default=None, description="Dernier jour où il peut servir")
    cites: tuple[ReferenceKey, ...] = Field(
        default=(), description='Textes que le bloc cite par {{ cite("clé") }} (leur clé)'
    )
    asserts: tuple[Assertion, ...] = Field(default=(), description="Faits que le texte tient pour acquis")
    draft: Flag = Field(default=False, description="true : brouillon, jamais pris dans une offre")

    @property
    def review_due(self) -> date | None:
        """The day from which a new review is due; None when nothing asks for one."""
        return months_after(self.reviewed, self.review_months) if self.reviewed and self.review_months else None


@dataclass(frozen=True, slots=True)
class Block:
    """A block as read: `body` starts at line `first_line` of `file`; `client` says that it is one client's own.

    `pictures` are the PNG files beside it that its figures name.
    """

    head: FrontMatter
    body: str
    file: str
    first_line: int
    source: Source
    client: bool = False
    pictures: tuple[tuple[str, bytes], ...] = ()

    @property
    def id(self) -> str:
        """The block's identifier."""
        return self.head.id

    def span(self) -> Span:
        """The block's first line."""
        return Span(self.file, 1)
