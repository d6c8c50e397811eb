"""What an offer costs, as one person writes it in `offer.yaml`: rates, journeys, lots, options, discount, revision."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.brief.candidate import Regime
from generator.brief.grid import Grid
from generator.brief.terms import Key, MilestoneKind
from generator.foundation.record import Day, Flag, Line, Number, Record, Whole

Unit = Literal["session", "half_day", "hour", "person", "km", "trip", "group", "flat"]
Positive = Annotated[Number, Field(ge=0)]
Lot = Annotated[Whole, Field(ge=1)]


class Extra(Record):
    """A cost line of this offer only: a quantity and its unit, or a quantity for each of what the schedule counts."""

    label: Line = Field(description="Intitulé")
    quantity: Number | None = Field(default=None, description="Quantité ; avec « per » : quantité pour chacun (1)")
    unit: Line | None = Field(default=None, description="Unité, telle qu'elle sera écrite")
    per: Unit | None = Field(
        default=None,
        description="Compté d'après le planning : session, half_day, hour, person, km, trip, group ou flat",
    )
    price: Number = Field(description="Prix unitaire en euros HT")
    lot: Lot | None = Field(default=None, description="Numéro du lot, si l'offre en vise plusieurs")
    regime: Regime | None = Field(default=None, description="Régime de TVA de cette ligne, s'il n'est pas le nôtre")

    @model_validator(mode="after")
    def _counted(self) -> Extra:
        if self.per is None and (self.quantity is None or self.unit is None):
            raise ValueError("donnez « quantity » et « unit », ou bien « per » (compté d'après le planning)")
        return self


class LotPricing(Record):
    """What one lot changes; the rest is that of the whole offer."""

    lot: Lot = Field(description="Numéro du lot")
    rates: dict[str, Number] = Field(default_factory=dict, description="Tarifs de ce lot, par clé de prices.yaml")
    km_per_trip: Positive | None = Field(default=None, description="Kilomètres aller et retour par déplacement")
    meals_per_trip: Annotated[Whole, Field(ge=0)] | None = Field(default=None, description="Repas par déplacement")
    nights: Annotated[Whole, Field(ge=0)] = Field(default=0, description="Nuitées en tout pour ce lot")


class SitePricing(Record):
    """What it costs to go to one site."""

    site: Key = Field(description="Site de la demande (service.sites)")
    km: Positive = Field(description="Kilomètres aller et retour")
    meals: Annotated[Whole, Field(ge=0)] | None = Field(default=None, description="Repas par déplacement")


class Option(Record):
    """A service priced apart, that the buyer may take or leave: it is not in the total."""

    key: Key = Field(description="Nom court, unique (exemple : pse-1)")
    label: Line = Field(description="Intitulé, dans les mots de l'acheteur")
    lot: Lot | None = Field(default=None, description="Numéro du lot, si l'offre en vise plusieurs")
    lines: tuple[Extra, ...] = Field(min_length=1, description="Lignes de cette option")


class Tranche(Record):
    """A tranche: the events between two days (CCP R. 2113-4); the firm one comes first and holds what has no day."""

    key: Key = Field(description="Nom court, unique (exemple : ferme)")
    label: Line = Field(description="Intitulé (exemple : Tranche ferme – année 1)")
    kind: Literal["firm", "optional"] = Field(description="firm : ferme ; optional : optionnelle")
    first: Day = Field(alias="from", description="Premier jour")
    last: Day = Field(alias="to", description="Dernier jour")


class Discount(Record):
    """A discount on the price before tax, in percent or in euros."""

    label: Line = Field(default="Remise", description="Intitulé")
    percent: Annotated[Number, Field(gt=0, le=100)] | None = Field(default=None, description="Remise en %")
    amount: Annotated[Number, Field(gt=0)] | None = Field(default=None, description="Ou remise en euros HT")
    on: tuple[Line, ...] = Field(
        default=(),
        description="Lignes (session, km…) ou groupes (animation, meetings, preparation, expenses, extras) ; "
        "vide : tout",
    )
    lot: Lot | None = Field(default=None, description="Lot concerné ; à défaut chacun (%), ou le lot unique (euros)")

    @model_validator(mode="after")
    def _one_way(self) -> Discount:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("donnez « percent » (en %), ou bien « amount » (en euros HT), l'un des deux")
        return self


class Term(Record):
    """A variable term of a revision formula."""

    weight: Annotated[Number, Field(gt=0, le=1)] = Field(description="Poids dans la formule (exemple : 0,85)")
    symbol: Line = Field(description="Symbole (exemple : S)")
    index: Line = Field(description="Indice, dans les mots du contrat")


class Revision(Record):
    """How prices move during the contract: never, by a percent a year, or by the contract's own formula."""

    kind: Literal["firm", "percent", "formula"] = Field(
        description="firm : prix fermes ; percent : un % par an ; formula : la formule du contrat"
    )
    percent: Annotated[Number, Field(ge=-20, le=20)] | None = Field(
        default=None, description="% par an ; avec une formule : hypothèse d'évolution des indices, pour information"
    )
    fixed: Annotated[Number, Field(ge=0, le=1)] = Field(
        default=Decimal(0), description="Formule : part fixe (exemple : 0,15)"
    )
    terms: tuple[Term, ...] = Field(default=(), description="Formule : parts variables")
    source: Line | None = Field(default=None, description="Article du contrat qui la fixe (exemple : CCAP, article 4)")

    @model_validator(mode="after")
    def _whole(self) -> Revision:
        if self.kind == "percent" and self.percent is None:
            raise ValueError("donnez « percent », le % de révision par an", "écrivez par exemple « percent: 2 »")
        if self.kind == "formula" and not (self.terms and self.source):
            raise ValueError("une formule se recopie du contrat : donnez « terms » et « source » (l'article)")
        if self.kind == "formula" and self.fixed + sum(term.weight for term in self.terms) != 1:
            raise ValueError("la part fixe et les poids de la formule doivent faire 1")
        return self


class Quantity(Record):
    """A quantity that the buyer's estimate (DQE) imposes."""

    line: Line = Field(description="Ligne du prix (session, km, pse-1-1…)")
    quantity: Positive = Field(description="Quantité estimée par l'acheteur")
    lot: Lot | None = Field(default=None, description="Numéro du lot, si l'offre en vise plusieurs")


class Pricing(Record):
    """What this offer costs: quantities come from the schedule, rates from prices.yaml unless said here."""

    rates: dict[str, Number] = Field(default_factory=dict, description="Tarifs de ce client, par clé de prices.yaml")
    units: dict[str, Unit] = Field(
        default_factory=dict,
        description="Comment une ligne se compte (session: hour…) : session, half_day, hour, person, group, trip, flat",
    )
    regimes: dict[str, Regime] = Field(
        default_factory=dict, description="Régime de TVA d'une ligne, s'il n'est pas celui du candidat (cadrage: …)"
    )
    km_per_trip: Positive = Field(description="Kilomètres aller et retour par déplacement")
    nights: Annotated[Whole, Field(ge=0)] = Field(default=0, description="Nuitées en tout")
    meals_per_trip: Annotated[Whole, Field(ge=0)] = Field(default=1, description="Repas par déplacement")
    daily_trip: Flag = Field(
        default=False, description="true : un seul déplacement par jour, site et intervenant, même pour deux séances"
    )
    remote: tuple[MilestoneKind, ...] = Field(
        default=(), description="Réunions tenues en visioconférence, sans déplacement"
    )
    sites: tuple[SitePricing, ...] = Field(default=(), description="Déplacements vers chaque site")
    lots: tuple[LotPricing, ...] = Field(default=(), description="Ce qui change pour un lot")
    extras: tuple[Extra, ...] = Field(default=(), description="Lignes propres à cette offre")
    options: tuple[Option, ...] = Field(
        default=(), description="Options (prestations supplémentaires éventuelles), hors du total"
    )
    tranches: tuple[Tranche, ...] = Field(default=(), description="Tranches : la ferme, puis les optionnelles")
    discounts: tuple[Discount, ...] = Field(default=(), description="Remises")
    revision: Revision | None = Field(default=None, description="Révision annuelle des prix ; absente : rien n'est dit")
    subcontract_vat: Literal["own", "ours"] = Field(
        default="own", description="TVA de la part sous-traitée : own, régime du sous-traitant ; ours, le nôtre"
    )
    dqe: tuple[Quantity, ...] = Field(
        default=(), description="Quantités que le DQE de l'acheteur impose ; à défaut, celles du planning"
    )
    grids: tuple[Grid, ...] = Field(default=(), description="Classeurs de l'acheteur à remplir (.xlsx)")
    valid_days: Annotated[Whole, Field(ge=1)] = Field(default=120, description="Validité de l'offre en jours")
    payment_days: Annotated[Whole, Field(ge=0)] = Field(default=30, description="Délai de paiement en jours")
