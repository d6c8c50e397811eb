"""What some offers add to a price: lots, tranches, options, shares of each party, revision over the years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generator.compose.cost_tables import amounts_table, heading, paragraph, price_table, sum_row, tax_word
from generator.compose.filters import plural
from generator.compose.tables import grid
from generator.document.tree import Node, Table, Text
from generator.foundation import money
from generator.pricing.quote import LotQuote, Quote, Revision, Share
from generator.pricing.tax import total


def lot_name(lot: LotQuote) -> str:
    """« Lot 2 – Titre »."""
    return f"Lot {lot.number} – {lot.title}" if lot.title else f"Lot {lot.number}"


def lots_nodes(quote: Quote) -> Iterator[Node]:
    """The price of every lot, and the offer's, in figures; each lot in words."""
    rows = [(lot_name(lot), lot.net, lot.tax, lot.gross) for lot in quote.lots]
    rows.append(("Ensemble des lots", quote.net, quote.tax, quote.gross))
    yield heading("Prix par lot")
    yield amounts_table("Lot", rows, f"Prix de chaque lot ; ensemble {money.euros(quote.gross)}.")
    for lot in quote.lots:
        yield paragraph(Text(lot_name(lot), strong=True), f" : {lot.gross_words} {tax_word(lot.rate is not None)}.")


def tranche_nodes(lot: LotQuote, level: int = 2) -> Iterator[Node]:
    """The price of each tranche of a lot, under a heading of that level."""
    if lot.tranches:
        rows = [(tranche.label, tranche.net, tranche.tax, tranche.gross) for tranche in lot.tranches]
        rows.append(("Ensemble des tranches", lot.net, lot.tax, lot.gross))
        yield heading("Prix par tranche", level)
        yield amounts_table("Tranche", rows, f"Prix de chaque tranche ; ensemble {money.euros(lot.gross)}.")


def share_nodes(lot: LotQuote, level: int = 2) -> Iterator[Node]:
    """What each member of the groupement or subcontractor is paid, under its own VAT regime."""
    if not lot.shares:
        return
    rows = [(_share_label(share), share.net, share.tax, share.gross) for share in lot.shares]
    rows.append(("Ensemble", lot.net, lot.tax, lot.gross))
    yield heading("Répartition du prix", level)
    yield amounts_table("Membre ou sous-traitant", rows, "Part de chacun, avant et après TVA.")
    for share in lot.shares:
        if share.mention:
            yield paragraph(f"{share.name} : {share.mention}.")


def _share_label(share: Share) -> str:
    kind = " (sous-traitance)" if share.subcontract else ""
    percent = f" ({money.number(share.percent)} %)" if share.percent is not None else ""
    services = f" – {share.services}" if share.services else ""
    return f"{share.name}{kind}{percent}{services}"


def option_nodes(quote: Quote) -> Iterator[Node]:
    """Each option with its own total."""
    if not quote.options:
        return
    yield heading("Options")
    yield paragraph("Les options ne sont pas comprises dans le prix total de l'offre.")
    for option in quote.options:
        where = f"Lot {option.lot} – " if option.lot and len(quote.lots) > 1 else ""
        yield heading(where + option.label, 2)
        yield price_table(option.lines, option.taxes)


def revision_nodes(revision: Revision) -> Iterator[Node]:
    """How prices move, with the effect over the contract when it can be computed."""
    source = f" ({revision.source})" if revision.source else ""
    yield heading("Variation des prix")
    yield paragraph(revision.text.removesuffix(".") + f"{source}.")
    if revision.formula:
        yield paragraph(Text(revision.formula, strong=True))
        terms = " ; ".join(revision.terms)
        yield paragraph(f"{terms}. Les valeurs d'origine (indice 0) sont celles que fixe le marché.")
    if revision.years:
        supposed = " Cette évolution des indices est une hypothèse." if revision.assumed else ""
        yield paragraph(f"À titre d'information, effet sur la durée ferme du marché, à volume constant.{supposed}")
        yield _years(revision)


def _years(revision: Revision) -> Table:
    rows = [
        (f"Année {year.number}", plural(year.months, "mois", "mois"), _factor(year.factor), money.euros(year.net))
        for year in revision.years
    ]
    whole = total(year.net for year in revision.years)
    made = grid(
        ("Année", "Durée", "Coefficient", "Montant HT"),
        rows,
        (25, 25, 25, 25),
        "Montant de chaque année après révision.",
        ("left", "left", "right", "right"),
    )
    label, amount = sum_row("Total sur la durée ferme", whole).cells
    last = replace(made.rows[-1], cells=(replace(label, span=3), amount), strong=True)
    return replace(made, rows=(*made.rows, last))


def _factor(factor: Decimal) -> str:
    return money.number(factor.quantize(Decimal("0.0001")).normalize())
