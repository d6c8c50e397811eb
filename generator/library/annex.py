"""An annex: a foreign PDF declared with its kind, holder and dates."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.brief.terms import AnnexKind
from generator.foundation.record import Day, Flag, Line, Record


class Annex(Record):
    """`boilerplate/annexes/<key>.yaml`, beside its PDF."""

    specimen: Flag = Field(description="true : document d'exemple")
    title: Line = Field(description="Titre imprimé sur l'intercalaire")
    kind: AnnexKind = Field(description="Nature de la pièce")
    file: Line = Field(description="Fichier PDF, dans le même dossier")
    holder: Line = Field(description="Titulaire")
    issued: Day | None = Field(default=None, description="Date d'émission")
    until: Day | None = Field(default=None, description="Fin de validité")
    part: Literal["candidature", "offre"] = Field(default="candidature", description="Où elle se range dans le dossier")
