"""The pieces that a brief demands: which ones, dated or signed, with which sections."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.brief.terms import AnnexKind, PieceName, Place, Topic
from generator.foundation.record import Day, Flag, Line, Record, Whole

FORMS = ("dc1", "dc2", "dc4", "attri1")
CvRubric = Literal["identity", "fit", "trainings", "experiences", "references", "ethics", "languages"]


class NoteSection(Record):
    """A section that the buyer imposes: its words, and which part of our outline answers it.

    With `topics`, it takes the blocks of these topics, whatever their part; the others go to the first section of
    their part that names no topic, or to the last one of their part.
    """

    title: Line = Field(description="Intitulé, dans les mots de l'acheteur")
    part: Place = Field(description="Partie de la note qui y répond")
    also: tuple[Place, ...] = Field(default=(), description="Autres parties qui vont dans cette section")
    topics: tuple[Topic, ...] = Field(default=(), description="Sujets que cette section prend pour elle")


class AwardProof(Record):
    """A proof that the buyer asks of whom he chooses, not of every candidate."""

    annex: AnnexKind = Field(description="Nature de la pièce (vigilance, fiscal, assurance…)")
    max_months: Annotated[Whole, Field(ge=1)] | None = Field(
        default=None, description="Âge en mois, au plus, à la signature du marché"
    )
    source: Whole | None = Field(default=None, description="Ligne de la demande publiée")


class PieceDemand(Record):
    """One demanded piece, or a choice between sets of pieces."""

    piece: PieceName | None = Field(default=None, description="Pièce demandée")
    title: Line | None = Field(default=None, description="Note : son nom chez l'acheteur (mémoire technique…)")
    any_of: tuple[tuple[PieceName, ...], ...] = Field(default=(), description="Ou bien : listes de pièces au choix")
    annex: AnnexKind | None = Field(default=None, description="Annexe : sa nature (assurance, qualiopi…)")
    max_months: Annotated[Whole, Field(ge=1)] | None = Field(
        default=None, description="Annexe : âge en mois, au plus, à la date limite (exemple : 3)"
    )
    dated: Flag = Field(default=False, description="Doit être datée")
    signed: Flag = Field(default=False, description="Doit être signée")
    tax: Literal["ttc", "ht"] | None = Field(default=None, description="Prix demandé TTC ou HT")
    includes: tuple[Line, ...] = Field(default=(), description="Ce que le prix doit comprendre")
    sections: tuple[NoteSection, ...] = Field(default=(), description="Sections imposées, dans l'ordre")
    rubrics: tuple[CvRubric, ...] = Field(default=(), description="CV : rubriques imposées, dans l'ordre")
    anonymous: Flag = Field(default=False, description="CV : sans le nom de la personne")
    file: Line | None = Field(
        default=None, description="Fichier de l'acheteur à remplir, chemin depuis ce dossier (source/…)"
    )
    edition: Day | None = Field(
        default=None, description="Formulaire : date de l'édition que l'acheteur impose, s'il en impose une"
    )
    source: Whole | None = Field(default=None, description="Ligne de la demande publiée")

    @model_validator(mode="after")
    def _one_form(self) -> PieceDemand:
        if bool(self.piece) == bool(self.any_of):
            raise ValueError("donnez « piece », ou bien « any_of », l'un des deux")
        if self.annex and self.piece != "annex":
            raise ValueError("« annex » va avec « piece: annex »", "écrivez « piece: annex », ou retirez « annex »")
        if self.max_months and not self.annex:
            raise ValueError("« max_months » va avec « annex », la nature de la pièce", "ajoutez « annex: … »")
        if self.edition and self.piece not in FORMS:
            said = f"« edition » ne vaut que pour un formulaire officiel : {', '.join(FORMS)}"
            raise ValueError(said, "retirez « edition »")
        return self
