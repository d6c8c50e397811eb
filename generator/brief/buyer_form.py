"""A form of the buyer to be filled in place of ours, or beside: which of our data goes into which of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from generator.brief.terms import Key
from generator.foundation.diagnostic import Diagnostics, Span
from generator.foundation.record import Day, Flag, Line, Loaded, Record, Whole

FormPiece = Literal["dc1", "dc2", "attestation", "dc4", "attri1", "mandate"]
Half = Literal["candidature", "offre"]
US = "nous"


def _answer(value: Any) -> Any:
    """A text as it is written, lines kept; several for a list; nothing leaves the field as it is."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    said = "texte, true ou false, ou liste d'options attendus"
    raise PydanticCustomError("unreadable", said, {"hint": "écrivez la valeur du champ, entre guillemets"})


Answer = Annotated[
    str | tuple[str, ...],
    BeforeValidator(_answer),
    WithJsonSchema({"type": ["string", "number", "boolean", "null", "array"], "items": {"type": "string"}}),
]


class BuyerForm(Record):
    """`offers/<client>/forms/<name>.yaml`, or `boilerplate/forms/<name>.yaml` for every offer."""

    file: Line = Field(
        description="Formulaire vierge (.pdf ou .docx) : chemin depuis le dossier de l'offre (source/…) ; dans "
        "boilerplate/forms/, fichier du même dossier"
    )
    piece: FormPiece | None = Field(
        default=None, description="Pièce dont il prend la place : dc1, dc2, attestation, dc4, attri1 ou mandate"
    )
    title: Line | None = Field(default=None, description="Ou bien son titre, s'il ne remplace aucune de nos pièces")
    part: Half = Field(default="offre", description="Avec un titre, où il se range : candidature ou offre")
    lot: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Lot concerné, s'il n'en vise qu'un")
    member: Key | None = Field(
        default=None, description="Membre du groupement ou sous-traitant concerné (sa clé) ; nous : « nous »"
    )
    edition: Day | None = Field(default=None, description="Édition du formulaire officiel, telle qu'il la porte")
    start: Day | None = Field(default=None, alias="from", description="Utilisé à partir de ce jour (date de l'offre)")
    until: Day | None = Field(default=None, description="Utilisé jusqu'à ce jour")
    flatten: Flag = Field(
        default=False, description="true : les champs deviennent du texte, plus personne ne peut les changer (PDF)"
    )
    fields: dict[str, Answer] = Field(
        default_factory=dict,
        description="Valeur de chaque champ, par son nom ; « offer form inspect » les liste et les propose",
    )

    @model_validator(mode="after")
    def _placed(self) -> BuyerForm:
        if (self.piece is None) == (self.title is None):
            raise ValueError("donnez « piece » (il prend la place d'une pièce), ou bien « title » (il s'ajoute)")
        return self


@dataclass(frozen=True, slots=True)
class BuyerFormInput:
    """A mapping as it was read: its name, its file's bytes, whether it is this offer's own.

    `unread` says why there are no bytes: only who fills the form needs them.
    """

    name: str
    loaded: Loaded[BuyerForm]
    data: bytes | None = field(repr=False)
    own: bool = True
    unread: Diagnostics = ()


@dataclass(frozen=True, slots=True)
class BuyerForms:
    """All of them; `pdfs` are what LibreOffice made of filled Word forms, by the sha256 of these."""

    forms: tuple[BuyerFormInput, ...] = ()
    pdfs: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form of the buyer, filled for one document: `replaces` is the slug of ours, empty when it is a piece more.

    `pdf` are the pages to bind in the packet: its own, or those that LibreOffice made of a Word file (None: none yet);
    they are handed in too, `as_pdf`, when the buyer admits no Word file.
    """

    name: str
    title: str
    part: Half
    suffix: Literal[".pdf", ".docx"]
    data: bytes = field(repr=False)
    span: Span
    replaces: str = ""
    pdf: bytes | None = field(default=None, repr=False)
    as_pdf: bool = False

    @property
    def sent(self) -> tuple[str, bytes]:
        """What is handed in: its extension and its bytes."""
        return (".pdf", self.pdf) if self.as_pdf and self.pdf else (self.suffix, self.data)

    @property
    def file(self) -> str:
        """Its name among the outputs."""
        return f"{self.name}{self.suffix}"
