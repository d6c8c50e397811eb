"""The cost sheet: the total first, then the lines by group, what the price holds, tax and conditions."""

from __future__ import annotations

from decimal import Decimal

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.designation import spaced
from generator.brief.offer import Offer
from generator.brief.pieces import PieceDemand
from generator.compose.filters import et, plural
from generator.document.anchors import anchor
from generator.document.tree import (
    Align,
    Callout,
    Cell,
    Document,
    Heading,
    Item,
    Listing,
    Node,
    Paragraph,
    Part,
    Row,
    Signature,
    Table,
    Text,
)
from generator.foundation import days, money
from generator.pricing.quote import Group, Quote, QuoteLine

KEY = "cost"
_WIDTHS = (47, 11, 11, 15, 16)
_ALIGN: tuple[Align, ...] = ("left", "right", "left", "right", "right")


def cost_document(quote: Quote, brief: Brief, offer: Offer, candidate: Candidate) -> Document:
    """The cost sheet of one offer, without header, foot or mark; signed only when the buyer asks for it."""
    parts = [
        _part("total", _identity(candidate), _total(quote)),
        _part("lines", _table(quote)),
        _part("included", *_included(quote)),
        _part("tax", _heading("TVA et conditions"), _tax(quote, offer, candidate)),
        _part("conditions", _conditions(quote, brief, offer)),
    ]
    demand = brief.demand("cost")
    if demand and demand.signed:
        parts.append(_part("signature", _signature(demand, offer, candidate)))
    return Document(
        key=KEY, slug="fiche-financiere", title="Fiche financière", subtitle=brief.title, parts=tuple(parts)
    )


def _part(name: str, *nodes: Node) -> Part:
    return Part(anchor(KEY, name), nodes)


def _heading(title: str) -> Heading:
    return Heading(1, (Text(title),), numbered=False)


def _paragraph(*runs: Text | str) -> Paragraph:
    return Paragraph(tuple(Text(run) if isinstance(run, str) else run for run in runs))


def _identity(candidate: Candidate) -> Paragraph:
    address = candidate.address
    return _paragraph(
        Text(candidate.name, strong=True),
        f" – {address.street}, {address.postcode} {address.town} – SIRET {spaced(candidate.siret, 3, 3, 3, 5)}",
    )


# --- the total ---------------------------------------------------------------------------------


def _word(quote: Quote) -> str:
    """How the total is called: with tax, or net when none is due."""
    return "TTC" if quote.rate is not None else "net de taxe (TTC = HT)"


def _total(quote: Quote) -> Callout:
    tax = f"Dont {money.euros(quote.tax)} de TVA. " if quote.rate is not None else ""
    each = f"{money.euros(quote.per_session)} par séance, tout compris"
    return Callout(
        "key",
        (Text(f"Prix total de l'offre : {money.euros(quote.gross)} {_word(quote)}"),),
        (
            _paragraph(f"En toutes lettres : {money.in_words(quote.gross)}."),
            _paragraph(f"{tax}À titre d'information : {each}."),
        ),
    )


# --- the table ---------------------------------------------------------------------------------


def _table(quote: Quote) -> Table:
    tax = "HT" if quote.rate is not None else "net"
    header = _row("Désignation", "Quantité", "Unité", f"Prix unitaire {tax}", f"Montant {tax}")
    groups = tuple(row for title, lines in quote.groups for row in _group(title, lines))
    return Table(
        rows=(header, *groups, *_totals(quote)),
        widths=_WIDTHS,
        summary=f"Prix par ligne et par groupe ; total {money.euros(quote.gross)} {_word(quote)}.",
    )


def _row(*texts: str) -> Row:
    return Row(tuple(Cell((_paragraph(text),), align) for text, align in zip(texts, _ALIGN, strict=True)))


def _group(title: str, lines: tuple[QuoteLine, ...]) -> tuple[Row, ...]:
    subtotal = sum((line.amount for line in lines), money.ZERO)
    return (_sum(title, subtotal), *map(_line, lines))


def _line(line: QuoteLine) -> Row:
    quantity, price = money.number(line.quantity), money.unit_price(line.price)
    return _row(line.label, quantity, line.unit, price, money.euros(line.amount))


def _sum(label: str, amount: Decimal) -> Row:
    cells = (Cell((_paragraph(label),), span=4), Cell((_paragraph(money.euros(amount)),), "right"))
    return Row(cells, strong=True)


def _totals(quote: Quote) -> tuple[Row, ...]:
    if quote.rate is None:
        return (_sum("Montant total net de taxe (TTC = HT)", quote.gross),)
    return (
        _sum("Total HT", quote.net),
        _sum(f"TVA à {money.number(quote.rate)} %", quote.tax),
        _sum("Total TTC", quote.gross),
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
    return (_paragraph(f"Tout est compris ({held}), frais annexes inclus :"), _bullets(*expenses))


def _expense(quote: Quote, title: str, key: str, one: str, many: str, none: str) -> Paragraph:
    line, tax = quote.line(key), " HT" if quote.rate is not None else ""
    counted = none
    if line and line.amount:
        counted = f"{plural(line.quantity, one, many)} à {money.unit_price(line.price)}"
    amount = money.euros(line.amount if line else money.ZERO)
    return _paragraph(Text(title, strong=True), f" : {amount}{tax} ({counted})")


def _tax(quote: Quote, offer: Offer, candidate: Candidate) -> Paragraph:
    if quote.rate is None:
        joined = ", en annexe" if candidate.vat.annex in offer.annexes else ""
        proof = f" Justificatif : {quote.proof or 'attestation'}{joined}." if quote.proof or joined else ""
        return _paragraph(
            Text(quote.mention, strong=True), f". Le prix HT et le prix TTC sont identiques.{proof}"
        )
    net, tax, rate = money.euros(quote.net), money.euros(quote.tax), money.number(quote.rate)
    return _paragraph(
        f"TVA sur le total HT, arrondie au centime : {net} × {rate} % = {tax}, "
        f"soit {net} + {tax} = {money.euros(quote.gross)} TTC."
    )


def _conditions(quote: Quote, brief: Brief, offer: Offer) -> Listing:
    made = days.long(offer.date)
    since = "de la date limite de remise des offres" if brief.dates.deadline else f"du {made}"
    return _bullets(
        _paragraph(
            f"Prix établi le {made}, valable {plural(quote.valid_days, 'jour', 'jours')} à compter {since}."
        ),
        _paragraph(_payment(quote.payment_days)),
    )


def _payment(count: int) -> str:
    if not count:
        return "Paiement à la réception de la facture."
    return f"Paiement à {plural(count, 'jour', 'jours')} à compter de la réception de la facture."


def _signature(demand: PieceDemand, offer: Offer, candidate: Candidate) -> Signature:
    place = f"Fait à {offer.town}" + (f", le {days.long(offer.date)}" if demand.dated else "")
    who = f"{candidate.signatory.name}, {candidate.signatory.capacity}"
    return Signature("signature_cout", tuple((Text(line),) for line in (candidate.name, who, place)))
