"""What reviews leave to settle (`review/comments.yaml`), and which of them were applied (`review/journal.yaml`).

Both are written by « offer review --apply »; the first is a list that a person goes on editing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.foundation.record import Day, Line, Record

EntryKind = Literal["comment", "value", "change"]
EntryState = Literal["open", "answered", "closed"]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$")]
Words = Annotated[str, Field(min_length=1, max_length=100_000)]
"""A text of several lines perhaps, kept as it is."""


class EntryReply(Record):
    """An answer in the thread of a comment."""

    author: Line | None = Field(default=None, description="Qui répond")
    date: Moment | None = Field(default=None, description="Date, avec ou sans l'heure (exemple : 2023-06-28)")
    text: Words = Field(description="Sa réponse")


class Entry(Record):
    """A comment of a reviewer, or a change that has to be settled elsewhere than in a text.

    `on` quotes the document: for a value, the words that now stand there, when `was` is what the data say.
    """

    id: Annotated[str, Field(pattern=r"^[a-z]-[0-9a-f]{8}$")] = Field(description="Identifiant, à ne pas changer")
    kind: EntryKind = Field(
        default="comment",
        description="comment : un commentaire ; value : un texte contredit une donnée ; change : à reporter à la main",
    )
    state: EntryState = Field(default="open", description="open : à régler ; answered : répondu ; closed : réglé")
    document: Line = Field(description="Document relu, sans .docx")
    block: Line | None = Field(default=None, description="Bloc commenté (son id), s'il vient d'un bloc")
    on: Line | None = Field(default=None, description="Mots du document sur lesquels porte la remarque")
    paragraph: Line | None = Field(default=None, description="Paragraphe où ils se trouvent")
    file: Line | None = Field(default=None, description="Fichier qui dit la valeur")
    field: Line | None = Field(default=None, description="Champ de ce fichier, par exemple planning.place")
    was: Line | None = Field(default=None, description="Ce que disait la donnée")
    author: Line | None = Field(
        default=None, description="Qui a fait la remarque ; « À confirmer » : c'est une question de l'outil"
    )
    date: Moment | None = Field(default=None, description="Date, avec ou sans l'heure (exemple : 2023-06-28)")
    text: Words = Field(description="La remarque")
    replies: tuple[EntryReply, ...] = Field(default=(), description="Réponses des relecteurs, dans Word")
    answer: Words | None = Field(default=None, description="Notre réponse : elle revient dans Word sous la remarque")

    @model_validator(mode="after")
    def _said(self) -> Entry:
        if self.state == "answered" and not self.answer:
            raise ValueError("« state: answered » sans réponse (answer)", "écrivez la réponse, ou un autre état")
        return self


class Comments(Record):
    """`offers/<client>/review/comments.yaml`."""

    comments: tuple[Entry, ...] = Field(default=(), description="Remarques, de la plus ancienne à la plus récente")

    @model_validator(mode="after")
    def _once(self) -> Comments:
        ids = [entry.id for entry in self.comments]
        if twice := next((each for each in ids if ids.count(each) > 1), None):
            raise ValueError(f"deux remarques ont le même id « {twice} »", "donnez à chacune le sien")
        return self


class Applied(Record):
    """A reviewed file whose changes went to the sources."""

    file: Line = Field(description="Nom du fichier relu")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(description="Empreinte du fichier relu")
    document: Line = Field(description="Document relu, sans .docx")
    base: Line | None = Field(default=None, description="Empreinte du document tel que nous l'avions écrit")
    authors: tuple[Line, ...] = Field(default=(), description="Relecteurs")
    by: Line | None = Field(default=None, description="Qui a repris la relecture")
    date: Day | None = Field(default=None, description="Jour de la relecture, d'après le fichier")
    blocks: tuple[Line, ...] = Field(default=(), description="Blocs changés (leur id)")


class Journal(Record):
    """`offers/<client>/review/journal.yaml`."""

    reviews: tuple[Applied, ...] = Field(
        default=(), description="Relectures reprises, de la plus ancienne à la plus récente"
    )
