"""The price pieces that buyers ask for beside the cost sheet: BPU (unit prices), DQE (estimate), DPGF (breakdown)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.designation import spaced
from generator.brief.offer import Offer
from generator.brief.pieces import PieceDemand
from generator.brief.terms import PieceName
from generator.compose.cost_parts import lot_name
from generator.compose.cost_tables import heading, paragraph, price_table, tax_word
from generator.compose.tables import grid
from generator.document.anchors import anchor
from generator.document.tree import Document, Node, Part, Signature, Table, Text
from generator.foundation import days, money
from generator.pricing.estimate import Estimate, estimates, price_in_words, unit_label, unit_lines, with_tax
from generator.pricing.quote import LotQuote, Quote

_TITLES: dict[PieceName, tuple[str, str]] = {
    "bpu": ("bordereau-des-prix", "Bordereau des prix unitaires (BPU)"),
    "dqe": ("detail-quantitatif-estimatif", "Détail quantitatif estimatif (DQE)"),
    "dpgf": ("decomposition-du-prix", "Décomposition du prix global et forfaitaire (DPGF)"),
}


def price_lists(quote: Quote, brief: Brief, offer: Offer, candidate: Candidate) -> tuple[Document, ...]:
    """The price pieces that the brief demands, in the usual order, signed where it asks for it."""
    return tuple(
        _document(key, quote, brief, offer, candidate) for key in _TITLES if demand_of(brief, key) is not None
    )


def demand_of(brief: Brief, piece: PieceName) -> PieceDemand | None:
    """The demand that names this piece, alone or in a choice."""
    return next((d for d in brief.pieces if d.piece == piece or any(piece in choice for choice in d.any_of)), None)


def signature(name: str, offer: Offer, candidate: Candidate, dated: bool) -> Signature:
    """Where our signatory signs."""
    place = f"Fait à {offer.town}" + (f", le {days.long(offer.date)}" if dated else "")
    who = f"{candidate.signatory.name}, {candidate.signatory.capacity}"
    return Signature(name, tuple((Text(line),) for line in (candidate.name, who, place)))


def _document(key: PieceName, quote: Quote, brief: Brief, offer: Offer, candidate: Candidate) -> Document:
    slug, title = _TITLES[key]
    parts = [Part(anchor(key, "head"), (_identity(candidate), *_introduction(key, quote)))]
    for lot, estimate in zip(quote.lots, estimates(quote, offer.pricing, offer.date), strict=True):
        head = (heading(lot_name(lot)),) if len(quote.lots) > 1 else ()
        parts.append(Part(anchor(key, f"lot-{lot.number or 0}"), (*head, *_body(key, lot, estimate, quote, offer))))
    demand = demand_of(brief, key)
    if demand and demand.signed:
        parts.append(Part(anchor(key, "signature"), (signature(f"signature_{key}", offer, candidate, demand.dated),)))
    return Document(key=key, slug=slug, title=title, subtitle=brief.title, parts=tuple(parts))


def _identity(candidate: Candidate) -> Node:
    return paragraph(Text(candidate.name, strong=True), f" – SIRET {spaced(candidate.siret, 3, 3, 3, 5)}")


def _introduction(key: PieceName, quote: Quote) -> Iterator[Node]:
    mention = f" {quote.mention}." if quote.mention else ""
    match key:
        case "bpu":
            yield paragraph(f"Prix unitaires en euros, en chiffres et en lettres.{mention}")
        case "dqe":
            yield paragraph(
                f"Prix unitaires appliqués aux quantités estimées, pour la comparaison des offres.{mention}"
            )
        case _:
            yield paragraph(f"Le prix global est forfaitaire ; sa décomposition l'explique.{mention}")


def _body(key: PieceName, lot: LotQuote, estimate: Estimate, quote: Quote, offer: Offer) -> Iterator[Node]:
    if key == "bpu":
        yield _unit_prices(lot, quote, offer)
        for line in lot.lines:
            if line.group == "discount":
                yield paragraph(f"{line.label} : {money.euros(line.amount)} HT sur les quantités prévues.")
        return
    made = (estimate.lines, estimate.taxes) if key == "dqe" else (lot.lines, lot.taxes)
    gross = estimate.gross if key == "dqe" else lot.gross
    taxed = any(tax.rate is not None for tax in made[1])
    yield price_table(*made, numbered=True)
    yield paragraph(Text("En toutes lettres", strong=True), f" : {money.in_words(gross)} {tax_word(taxed)}.")


def _unit_prices(lot: LotQuote, quote: Quote, offer: Offer) -> Table:
    """Designation and unit, price before tax, with tax when some is due, and in words."""
    mine = (option for option in quote.options if option.lot == lot.number or len(quote.lots) == 1)
    lines = (*unit_lines(lot), *(line for option in mine for line in option.lines))
    if not quote.taxed:
        return grid(
            ("Désignation", "Unité", "Prix net", "Prix en toutes lettres"),
            [(unit_label(x), x.unit, money.unit_price(x.price), price_in_words(x.price)) for x in lines],
            (38, 14, 14, 34),
            "Prix unitaires nets de taxe, en chiffres et en lettres.",
            ("left", "left", "right", "left"),
        )
    rows = [
        (
            unit_label(line),
            line.unit,
            money.unit_price(line.price),
            money.euros(with_tax(line, offer.date)),
            f"{price_in_words(line.price)} HT",
        )
        for line in lines
    ]
    return grid(
        ("Désignation", "Unité", "Prix HT", "Prix TTC", "Prix en toutes lettres"),
        rows,
        (34, 12, 12, 12, 30),
        "Prix unitaires, en chiffres et en lettres.",
        ("left", "left", "right", "right", "left"),
    )
