"""Is there one price everywhere, labelled as the buyer asks, and none where there must be none?"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.checks.finished import Finished, Verdict
from generator.foundation.files import unzipped
from generator.foundation.money import cents, euros

_AMOUNT = re.compile(r"(?<![\d,])(\d{1,3}(?:[ \u00a0\u202f]\d{3})*,\d{2})[ \u00a0\u202f]?€")


def amounts(text: str) -> tuple[Decimal, ...]:
    """Every amount in euros and cents written in this text."""
    return tuple(Decimal(re.sub("[ \u00a0\u202f]", "", found).replace(",", ".")) for found in _AMOUNT.findall(text))


def known_amounts(finished: Finished) -> set[Decimal]:
    """Every amount that the quote holds: prices, lines, subtotals, totals."""
    quote = finished.dossier.quote
    known = {quote.net, quote.tax, quote.gross, quote.per_session}
    for line in quote.lines:
        known |= {cents(line.price), line.amount}
    for group in {line.group for line in quote.lines}:
        known.add(sum((line.amount for line in quote.lines if line.group == group), Decimal("0.00")))
    return known


def one_price(finished: Finished) -> tuple[Verdict, ...]:
    """Each amount printed in a document is one of the quote's, so that the total is the same everywhere."""
    known = known_amounts(finished)
    verdicts = []
    for printed in finished.printed:
        for amount in dict.fromkeys(a for words in printed.words for a in amounts(words)):
            if amount not in known:
                verdicts.append(
                    Verdict(
                        finished.place(printed.docx),
                        f"montant {euros(amount)} absent du devis",
                        "un montant s'écrit par une variable ({{ quote.gross | euros }}), jamais à la main",
                    )
                )
    return tuple(verdicts)


def total_stated(finished: Finished) -> tuple[Verdict, ...]:
    """The cost sheet states the total, in Word and in the spreadsheet."""
    gross = finished.dossier.quote.gross
    verdicts = []
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
        if name.endswith(".xlsx") and gross not in spreadsheet_amounts(data):
            verdicts.append(
                Verdict(finished.place(name), f"le total {euros(gross)} n'y figure pas", "reconstruisez l'offre")
            )
    return tuple(verdicts)


def spreadsheet_amounts(data: bytes) -> set[Decimal]:
    """The numbers that a spreadsheet shows, rounded to the cent."""
    sheets = (part for name, part in unzipped(data).items() if name.startswith("xl/worksheets/sheet"))
    values = (value for part in sheets for value in re.findall(rb"<v>(-?\d+(?:\.\d+)?)</v>", part))
    return {cents(Decimal(value.decode())) for value in values}


def taxes_included(finished: Finished) -> tuple[Verdict, ...]:
    """A price asked with taxes is labelled so."""
    demand = finished.dossier.inputs.brief.value.demand("cost")
    if demand is None or demand.tax != "ttc":
        return ()
    return tuple(
        Verdict(
            finished.place(p.docx),
            "le prix est demandé TTC et la fiche financière ne dit pas « TTC »",
            "nommez le total « TTC »",
        )
        for p in finished.printed
        if p.key == "cost" and not any("TTC" in words for words in p.words)
    )


def no_price_in_candidature(finished: Finished) -> tuple[Verdict, ...]:
    """The candidature holds no price of the offer: it is opened apart."""
    prices = {finished.dossier.quote.gross, finished.dossier.quote.net} - {Decimal("0.00")}
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


def same_sessions(finished: Finished) -> tuple[Verdict, ...]:
    """The schedule and the price hold the number of sessions that the buyer asks."""
    inputs, quote = finished.dossier.inputs, finished.dossier.quote
    asked = inputs.brief.value.service.sessions.per_year * inputs.brief.value.service.groups
    planned = len(finished.dossier.schedule.sessions)
    priced = next((line.quantity for line in quote.lines if line.key == "session"), Decimal(0))
    if planned == asked and priced == asked:
        return ()
    return (
        Verdict(
            inputs.brief.span("service", "sessions", "per_year"),
            f"{asked} séances demandées, {planned} planifiées, {priced} chiffrées",
            "revoyez le planning",
        ),
    )
