"""The buyer's own price workbook: which of our figures goes into which of its cells."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.brief.terms import Key
from generator.foundation.record import Line, Record, Whole

Figure = Literal[
    "price", "price_words", "quantity", "amount", "net", "tax", "rate", "gross", "net_words", "gross_words"
]
WHOLE: tuple[Figure, ...] = ("net", "tax", "rate", "gross", "net_words", "gross_words")
CellName = Annotated[str, Field(pattern=r"^[A-Z]{1,3}[1-9]\d{0,6}$")]
Column = Annotated[str, Field(pattern=r"^[A-Z]{1,3}$")]


class GridCell(Record):
    """A cell to fill, named by itself, or by the text of its row and its column."""

    sheet: Line = Field(description="Feuille, telle que son onglet la nomme")
    cell: CellName | None = Field(default=None, description="Cellule (exemple : D5)")
    row: Line | None = Field(default=None, description="Ou bien : texte d'une cellule de la même ligne…")
    column: Column | None = Field(default=None, description="… et colonne à remplir (exemple : D)")
    line: Line | None = Field(
        default=None, description="Ligne de notre prix (session, km…) ; « offer price » les liste"
    )
    value: Figure | None = Field(
        default=None,
        description="price, price_words, quantity ou amount (d'une ligne) ; net, tax, rate, gross, net_words ou "
        "gross_words (de l'offre ou du lot)",
    )
    text: Line | None = Field(default=None, description="Ou bien un texte (exemple : notre nom)")
    lot: Annotated[Whole, Field(ge=1)] | None = Field(
        default=None, description="Numéro du lot, s'il n'est pas celui du classeur"
    )

    @model_validator(mode="after")
    def _placed(self) -> GridCell:
        if (self.cell is None) == (self.row is None) or (self.row is None) != (self.column is None):
            raise ValueError("donnez « cell », ou bien « row » et « column »")
        if (self.value is None) == (self.text is None):
            raise ValueError("donnez « value » (un de nos montants), ou bien « text »")
        if self.value and (self.line is None) != (self.value in WHOLE):
            raise ValueError("le montant d'une ligne demande « line » ; un total n'en a pas")
        return self


class GridTotal(Record):
    """A cell whose formula the buyer's workbook computes, to be compared with our own figure."""

    sheet: Line = Field(description="Feuille")
    cell: CellName = Field(description="Cellule du total (exemple : F12)")
    value: Literal["net", "tax", "gross", "dqe_net", "dqe_gross"] = Field(
        default="dqe_net", description="Notre montant à comparer : net, tax, gross, ou dqe_net, dqe_gross"
    )
    lot: Annotated[Whole, Field(ge=1)] | None = Field(
        default=None, description="Numéro du lot, s'il n'est pas celui du classeur"
    )


class Grid(Record):
    """One workbook of the buyer, filled in place."""

    file: Line = Field(description="Classeur de l'acheteur (.xlsx), chemin depuis ce dossier (source/…)")
    name: Key | None = Field(
        default=None, description="Nom du fichier écrit, sans .xlsx ; à défaut celui de l'acheteur"
    )
    lot: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Numéro du lot, si tout en relève")
    cells: tuple[GridCell, ...] = Field(
        default=(), description="Cellules à remplir ; « offer price CLIENT --grid » les propose"
    )
    totals: tuple[GridTotal, ...] = Field(default=(), description="Totaux recalculés à comparer aux nôtres")
