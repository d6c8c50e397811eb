"""Is there one price everywhere, labelled as the buyer asks, and none where there must be none?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.brief.offer import Offer
from generator.checks.finished import Finished, Passage, Verdict
from generator.forms.amounts import engaged
from generator.foundation.files import BROKEN, unzipped
from generator.foundation.money import cents, euros
from generator.pricing.estimate import estimates, with_tax
from generator.pricing.quote import Quote, QuoteLine
from generator.pricing.tax import total

_AMOUNT = re.compile(r"(?<![\d,])(\d{1,3}(?:[ \u00a0\u202f]\d{3})*,\d{2})[ \u00a0\u202f]?€")


def amounts(text: str) -> tuple[Decimal, ...]:
    """Every amount in euros and cents written in this text."""
    return tuple(Decimal(re.sub("[ \u00a0\u202f]", "", found).replace(",", ".")) for found in _AMOUNT.findall(text))


def known_amounts(finished: Finished, key: str = "cost") -> set[Decimal]:
    """Every amount that a document of this kind may print: the quote's, and those that only a price piece shows."""
    quote = finished.dossier.quote
    known = {quote.net, quote.tax, quote.gross, quote.per_session, *_line_amounts(quote.lines)}
    known |= {amount for tax in quote.taxes for amount in (tax.net, tax.tax, tax.gross)}
    for lot in quote.lots:
        known |= {lot.net, lot.tax, lot.gross, *_line_amounts(lot.lines)}
        known |= {amount for tax in lot.taxes for amount in (tax.net, tax.tax, tax.gross)}
        known |= {amount for tranche in lot.tranches for amount in (tranche.net, tranche.tax, tranche.gross)}
    for share in (*quote.shares, *(share for lot in quote.lots for share in lot.shares)):
        known |= {share.net, share.tax, share.gross}
    known |= _option_amounts(quote)
    inputs = finished.dossier.inputs
    known |= engaged(inputs.offer.value, inputs.partners, quote) if key in {"attri1", "dc4"} else set()
    known |= _own_amounts(quote, inputs.offer.value, key) | (_told_of_us(finished) if key in {"dc2", "cv"} else set())
    return {abs(amount) for amount in known}  # a discount is printed with its sign, which `amounts` leaves out


def _told_of_us(finished: Finished) -> set[Decimal]:
    """The amounts of past contracts and of turnovers, which tell of us and are no price."""
    inputs = finished.dossier.inputs
    past = {reference.amount for person in inputs.team for reference in person.file.value.references}
    answering = (inputs.candidate.value, *(partner.value for _, partner in inputs.partners))
    return {cents(a) for a in past if a} | {cents(e.turnover) for c in answering for e in c.exercises if e.turnover}


def _own_amounts(quote: Quote, offer: Offer, key: str) -> set[Decimal]:
    """The amounts that only this price piece shows."""
    known: set[Decimal] = set()
    if key == "cost" and quote.revision:
        years = [year.net for year in quote.revision.years]
        known |= {*years, total(years)}
    if key == "bpu":
        lines = (*quote.lines, *(line for option in quote.options for line in option.lines))
        known |= {with_tax(line, offer.date) for line in lines}
    if key == "dqe":
        for estimate in estimates(quote, offer.pricing, offer.date):
            known |= {estimate.net, estimate.tax, estimate.gross, *_line_amounts(estimate.lines)}
            known |= {amount for tax in estimate.taxes for amount in (tax.net, tax.tax, tax.gross)}
    return known


def _line_amounts(lines: tuple[QuoteLine, ...]) -> set[Decimal]:
    """Prices, amounts and subtotals of these lines."""
    known = {amount for line in lines for amount in (cents(line.price), line.amount)}
    for group in {line.group for line in lines}:
        mine = [line for line in lines if line.group == group]
        known.add(total(line.amount for line in mine))
    for key in {line.key.split("-")[0] for line in lines}:  # « Déplacement » of all lots and sites
        known.add(total(line.amount for line in lines if line.key.split("-")[0] == key))
    return known


def _option_amounts(quote: Quote) -> set[Decimal]:
    known: set[Decimal] = set()
    for option in quote.options:
        known |= {option.net, option.tax, option.gross, *_line_amounts(option.lines)}
        known |= {amount for tax in option.taxes for amount in (tax.net, tax.tax, tax.gross)}
    return known


def one_price(finished: Finished) -> tuple[Verdict, ...]:
    """Each amount printed in a document is one of the quote's, so that the total is the same everywhere."""
    hint = "un montant s'écrit par une variable ({{ quote.gross | euros }}), jamais à la main"
    verdicts = []
    for printed in finished.written:
        found = [(amount, said) for said in printed.words if "€" in said for amount in amounts(said)]
        known = known_amounts(finished, printed.key) if found else set()
        strange: dict[Decimal, str] = {}
        for amount, said in found:
            if amount not in known:
                strange.setdefault(amount, said)
        if strange:
            told = f"montant {euros(next(iter(strange)))} absent du devis"
            if len(strange) > 1:
                told = f"montants absents du devis : {', '.join(euros(amount) for amount in strange)}"
            passage = Passage(printed.docx.removesuffix(".docx"), next(iter(strange.values())))
            verdicts.append(Verdict(finished.place(printed.docx), told, hint, passage))
    return tuple(verdicts)


def total_stated(finished: Finished) -> tuple[Verdict, ...]:
    """The cost sheet states the total, in Word and in the spreadsheet; the note announces no other."""
    gross = finished.dossier.quote.gross
    verdicts = [*_other_totals(finished)]
    for printed in (p for p in finished.printed if p.key == "cost"):
        if gross not in {a for words in printed.words for a in amounts(words)}:
            verdicts.append(
                Verdict(
                    finished.place(printed.docx),
                    f"le total {euros(gross)} n'y figure pas",
                    "reconstruisez l'offre",
                )
            )
    for name, data in finished.files.items():
        shown = spreadsheet_amounts(data) if name == "fiche-financiere.xlsx" else None
        if shown is not None and gross not in shown:
            verdicts.append(
                Verdict(finished.place(name), f"le total {euros(gross)} n'y figure pas", "reconstruisez l'offre")
            )
    return tuple(verdicts)


_TOTAL: Final = re.compile(r"(\d[\d \u00a0\u202f]*,\d{2})[ \u00a0\u202f]€[ \u00a0\u202f](?:TTC|net de taxe)")


def _other_totals(finished: Finished) -> Iterator[Verdict]:
    """A total that the note announces and that is neither the offer's, nor a lot's, nor an option's."""
    quote = finished.dossier.quote
    ours = {quote.gross, *(lot.gross for lot in quote.lots), *(option.gross for option in quote.options)}
    ours |= {tranche.gross for lot in quote.lots for tranche in lot.tranches}
    for printed in (p for p in finished.printed if p.key == "note"):
        for said in printed.words:
            for found in _TOTAL.findall(said) if "€" in said else ():
                told = amounts(f"{found} €")
                if told and told[0] not in ours | {quote.per_session}:
                    passage = Passage(printed.docx.removesuffix(".docx"), said)
                    message = f"la note annonce {euros(told[0])}, le total de l'offre est {euros(quote.gross)}"
                    hint = "écrivez {{ quote.gross | euros }} dans le bloc, ou reconstruisez l'offre"
                    yield Verdict(finished.place(printed.docx), message, hint, passage)


def spreadsheet_amounts(data: bytes) -> set[Decimal] | None:
    """The numbers that a spreadsheet shows, rounded to the cent; None when it can't be opened, which C991 tells."""
    try:
        parts = unzipped(data)
    except BROKEN:
        return None
    sheets = (part for name, part in parts.items() if name.startswith("xl/worksheets/sheet"))
    values = (value for part in sheets for value in re.findall(rb"<v>(-?\d+(?:\.\d+)?)</v>", part))
    return {cents(Decimal(value.decode())) for value in values}


def no_price_in_candidature(finished: Finished) -> tuple[Verdict, ...]:
    """The candidature holds no price of the offer: it is opened apart."""
    quote = finished.dossier.quote
    prices = {quote.gross, quote.net, *(amount for lot in quote.lots for amount in (lot.net, lot.gross))}
    prices -= {Decimal("0.00")}
    keys = {document.key for document in finished.dossier.candidature}
    return tuple(
        Verdict(
            finished.place(p.docx),
            "un prix de l'offre figure dans la candidature",
            "retirez-le : la candidature s'ouvre à part",
        )
        for p in finished.printed
        if p.key in keys and prices & {a for words in p.words for a in amounts(words)}
    )


def estimate_agrees(finished: Finished) -> tuple[Verdict, ...]:
    """The buyer's estimate (DQE) has the total of the price, or says why it has another."""
    offer, quote = finished.dossier.inputs.offer, finished.dossier.quote
    if not any(printed.key == "dqe" for printed in finished.printed):
        return ()
    verdicts = []
    for lot, found in zip(quote.lots, estimates(quote, offer.value.pricing, offer.value.date), strict=True):
        if found.net != lot.net:
            where = f" du lot {lot.number}" if lot.number is not None else ""
            lines = [line.key for line in found.lines if not _same_quantity(line, lot.lines)]
            verdicts.append(
                Verdict(
                    offer.span("pricing", "dqe"),
                    f"le DQE{where} fait {euros(found.net)} HT et l'offre {euros(lot.net)} HT : "
                    f"les quantités de l'acheteur diffèrent ({', '.join(lines)})",
                    "rien à faire si l'acheteur impose ces quantités ; la fiche financière dit le prix de l'offre",
                )
            )
    return tuple(verdicts)


def _same_quantity(line: QuoteLine, lines: tuple[QuoteLine, ...]) -> bool:
    quantity = sum((one.quantity for one in lines if one.key == line.key), Decimal(0))
    return line.group == "discount" or quantity == line.quantity
