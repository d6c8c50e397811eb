"""The look that Word, PDF and the spreadsheet share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.foundation.record import Line, Number, Record

Colour = Annotated[str, Field(pattern=r"^[0-9a-fA-F]{6}$")]


class Theme(Record):
    """`boilerplate/theme.yaml`."""

    primary: Colour = Field(description="Couleur des titres (hexadécimal, entre guillemets)")
    accent: Colour = Field(description="Couleur des filets et des encarts")
    soft: Colour = Field(description="Fond des encarts et des lignes d'en-tête")
    grey: Colour = Field(description="Texte secondaire")
    word_font: Line = Field(default="Calibri", description="Police des fichiers Word")
    size: Number = Field(description="Corps du texte en points")
