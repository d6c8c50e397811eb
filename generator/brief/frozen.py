"""The documents that are sent exactly as a person saved them in Word: `review/frozen.yaml`, and the files it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from generator.foundation.diagnostic import Span
from generator.foundation.record import Day, Line, Record

Engine = Literal["typst", "libreoffice"]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class FrozenDocument(Record):
    """One document that no longer follows its sources."""

    document: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,80}$")] = Field(
        description="Document figé : son nom de fichier, sans .docx"
    )
    sha256: Digest = Field(description="Empreinte du .docx figé, review/frozen/<document>.docx")
    since: Day = Field(description="Depuis quand")
    by: Line = Field(description="Qui l'a figé")
    engine: Engine = Field(
        default="typst",
        description="typst : PDF mis en page par l'outil ; libreoffice : PDF qui garde la mise en page du fichier",
    )
    pdf: Digest | None = Field(
        default=None, description="Empreinte du PDF fait par LibreOffice, review/frozen/<document>.pdf"
    )


class Frozen(Record):
    """`offers/<client>/review/frozen.yaml`."""

    documents: tuple[FrozenDocument, ...] = Field(default=(), description="Documents figés")


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """A frozen document as it was read: its entry and where that stands, the files' bytes (None: no such file)."""

    entry: FrozenDocument
    span: Span
    data: bytes | None = field(repr=False)
    pdf: bytes | None = field(default=None, repr=False)

    @property
    def slug(self) -> str:
        """The file name of its document, without extension."""
        return self.entry.document
