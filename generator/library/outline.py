"""An outline: the order of the note's parts around the buyer's own sections."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.brief.terms import Part
from generator.foundation.record import Line, Record

Topics = tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], ...]


class Frame(Record):
    """A part of ours before or after the buyer's sections."""

    title: Line = Field(description="Titre imprimé")
    topics: Topics = Field(default=(), description="Sujets que la partie doit traiter")


class Section(Record):
    """A part that the buyer may name otherwise; `title` serves when the brief imposes nothing."""

    part: Part = Field(description="objectives, method, rhythm ou evaluation")
    title: Line = Field(description="Titre par défaut")
    topics: Topics = Field(default=(), description="Sujets que la partie doit traiter")


class Outline(Record):
    """`boilerplate/outlines/<name>.yaml`."""

    title: Line = Field(description="Titre du document")
    opening: Frame | None = Field(default=None, description="Partie d'ouverture, avant les sections de l'acheteur")
    sections: tuple[Section, ...] = Field(min_length=1, description="Parties, dans l'ordre par défaut")
    closing: Frame | None = Field(default=None, description="Partie finale, après les sections de l'acheteur")

    @property
    def topics(self) -> frozenset[str]:
        """Every topic that the note must treat, asked by the buyer or not."""
        parts = (self.opening, *self.sections, self.closing)
        return frozenset(topic for part in parts if part for topic in part.topics)
