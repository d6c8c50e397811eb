"""The cost sheet: the total first, then the lines by group, what the price holds, tax and conditions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.designation import spaced
from generator.brief.offer import Offer
from generator.compose.cost_lists import signature
from generator.compose.cost_parts import (
    lot_name,
    lots_nodes,
    option_nodes,
    revision_nodes,
    share_nodes,
    tranche_nodes,
)
from generator.compose.cost_tables import heading, paragraph, price_table, tax_word
from generator.compose.filters import et, plural
from generator.document.anchors import anchor
from generator.document.tree import Callout, Document, Item, Listing, Node, Paragraph, Part, Text
from generator.foundation import days, money
from generator.pricing.quote import Group, LotQuote, Quote, QuoteLine
from generator.pricing.tax import Tax, total

KEY = "cost"


def cost_document(quote: Quote, brief: Brief, offer: Offer, candidate: Candidate) -> Document:
    """The cost sheet of one offer, without header, foot or mark; signed only when the buyer asks for it."""
    parts = [_part("total", _identity(candidate), _total(quote))]
    if len(quote.lots) > 1:
        parts.append(_part("lots", *lots_nodes(quote)))
    parts += [_lot_part(quote, lot) for lot in quote.lots]
    if quote.options:
        parts.append(_part("options", *option_nodes(quote)))
    title = (heading("Ce que le prix comprend"),) if len(parts) > 2 or quote.shares or quote.revision else ()
    parts.append(_part("included", *title, *_included(quote)))
    if quote.revision:
        parts.append(_part("revision", *revision_nodes(quote.revision)))
    parts.append(_part("tax", heading("TVA et conditions"), *_tax(quote, offer, candidate)))
    parts.append(_part("conditions", _conditions(quote, brief, offer)))
    demand = brief.demand("cost")
    if demand and demand.signed:
        parts.append(_part("signature", signature("signature_cout", offer, candidate, demand.dated)))
    return Document(
        key=KEY, slug="fiche-financiere", title="Fiche financière", subtitle=brief.title, parts=tuple(parts)
    )


def _part(name: str, *nodes: Node) -> Part:
    return Part(anchor(KEY, name), nodes)


def _lot_part(quote: Quote, lot: LotQuote) -> Part:
    """The lines of one lot, its tranches and shares."""
    several = len(quote.lots) > 1
    title = (heading(lot_name(lot)),) if several else ()
    level = 2 if several else 1
    nodes = (price_table(lot.lines, lot.taxes), *tranche_nodes(lot, level), *share_nodes(lot, level))
    return _part(f"lines-{lot.number}" if several else "lines", *title, *nodes)


def _identity(candidate: Candidate) -> Paragraph:
    address = candidate.address
    return paragraph(
        Text(candidate.name, strong=True),
        f" – {address.street}, {address.postcode} {address.town} – SIRET {spaced(candidate.siret, 3, 3, 3, 5)}",
    )


def _total(quote: Quote) -> Callout:
    tax = f"Dont {money.euros(quote.tax)} de TVA. " if quote.taxed else ""
    each = f"{money.euros(quote.per_session)} par séance, tout compris"
    return Callout(
        "key",
        (Text(f"Prix total de l'offre : {money.euros(quote.gross)} {tax_word(quote.taxed)}"),),
        (
            paragraph(f"En toutes lettres : {money.in_words(quote.gross)}."),
            paragraph(f"{tax}À titre d'information : {each}."),
        ),
    )


# --- what it holds, tax, conditions ------------------------------------------------------------

_HELD: dict[Group, str] = {
    "animation": "séances",
    "preparation": "préparation et suivi, supports",
    "meetings": "réunions",
    "extras": "autres prestations",
}
# Named as buyers do, each shown even at 0: title, line, unit, its plural, what to say at 0.
_EXPENSES = (
    ("Déplacement", "km", "km", "km", "aucun déplacement n'est facturé"),
    ("Hébergement", "night", "nuitée", "nuitées", "aucune nuitée n'est facturée"),
    ("Restauration", "meal", "repas", "repas", "aucun repas n'est facturé"),
)


def _bullets(*paragraphs: Paragraph) -> Listing:
    return Listing(tuple(Item((paragraph,)) for paragraph in paragraphs))


def _included(quote: Quote) -> tuple[Node, ...]:
    groups = {line.group for line in quote.lines}
    held = et(text for group, text in _HELD.items() if group in groups)
    expenses = (_expense(quote, *expense) for expense in _EXPENSES)
    return (paragraph(f"Tout est compris ({held}), frais annexes inclus :"), _bullets(*expenses))


def _expense(quote: Quote, title: str, key: str, one: str, many: str, none: str) -> Paragraph:
    lines = [line for line in quote.lines if line.key.split("-")[0] == key]
    amount, tax = total(line.amount for line in lines), " HT" if quote.taxed else ""
    counted = none
    if amount:
        counted = et(_counted(price, lines, one, many) for price in dict.fromkeys(line.price for line in lines))
    return paragraph(Text(title, strong=True), f" : {money.euros(amount)}{tax} ({counted})")


def _counted(price: Decimal, lines: list[QuoteLine], one: str, many: str) -> str:
    quantity = sum((line.quantity for line in lines if line.price == price), Decimal(0))
    return f"{plural(quantity, one, many)} à {money.unit_price(price)}"


def _tax(quote: Quote, offer: Offer, candidate: Candidate) -> Iterator[Node]:
    """How the tax comes, or the sentence that the law imposes when there is none, with its proof."""
    taxes = quote.taxes
    if not quote.taxed:
        joined = ", en annexe" if candidate.vat.annex in offer.annexes else ""
        proof = f" Justificatif : {quote.proof or 'attestation'}{joined}." if quote.proof or joined else ""
        yield paragraph(
            Text(quote.mention, strong=True), f". Le prix HT et le prix TTC sont identiques.{proof}"
        )
        return
    where = ", lot par lot" if len(quote.lots) > 1 else ""
    if len(taxes) == 1:
        yield _sentence(taxes[0], where)
        return
    yield paragraph(f"TVA calculée sur le total HT de chaque régime{where}, arrondie au centime :")
    yield _bullets(*(_regime(tax) for tax in taxes))


def _sentence(tax: Tax, where: str) -> Paragraph:
    net, due, rate = money.euros(tax.net), money.euros(tax.tax), money.number(tax.rate or 0)
    sum_said = f"soit {net} + {due} = {money.euros(tax.gross)} TTC."
    if where:
        return paragraph(f"TVA à {rate} % calculée sur le total HT{where}, arrondie au centime : {due}, {sum_said}")
    return paragraph(f"TVA sur le total HT, arrondie au centime : {net} × {rate} % = {due}, {sum_said}")


def _regime(tax: Tax) -> Paragraph:
    net = money.euros(tax.net)
    if tax.rate is None:
        return paragraph(f"{net} sans TVA : {tax.mention}")
    return paragraph(f"{net} à {money.number(tax.rate)} % : {money.euros(tax.tax)} de TVA")


def _conditions(quote: Quote, brief: Brief, offer: Offer) -> Listing:
    made = days.long(offer.date)
    since = "de la date limite de remise des offres" if brief.dates.deadline else f"du {made}"
    return _bullets(
        paragraph(
            f"Prix établi le {made}, valable {plural(quote.valid_days, 'jour', 'jours')} à compter {since}."
        ),
        paragraph(_payment(quote.payment_days)),
    )


def _payment(count: int) -> str:
    if not count:
        return "Paiement à la réception de la facture."
    return f"Paiement à {plural(count, 'jour', 'jours')} à compter de la réception de la facture."
