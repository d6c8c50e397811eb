"""A block: front matter that says when it serves and what it answers, then Markdown with Jinja."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from generator.brief.terms import Place, Topic
from generator.foundation.diagnostic import Span
from generator.foundation.record import Day, Flag, Line, Record, Whole
from generator.foundation.source import Source

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]




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


@dataclass(frozen=True, slots=True)
class Block:
    """A block as read: `body` starts at line `first_line` of `file`; `client` says that it is one client's own."""

    head: FrontMatter
    body: str
    file: str
    first_line: int
    source: Source
    client: bool = False

    @property
    def id(self) -> str:
        """The block's identifier."""
        return self.head.id

    def span(self) -> Span:
        """The block's first line."""
        return Span(self.file, 1)
