"""Is VAT told as the law wants that day: the right mention, the right rate, and no tax where none is due?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.cells import fold
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.price.tables import bills
from generator.compose.filters import et
from generator.foundation import days
from generator.foundation.money import euros, number
from generator.law import taxes

_PIECES: Final = ("cost", "bpu", "dqe", "dpgf")
_TAX: Final = re.compile(r"\btva à \d|\bdont [\d ,]+€ de tva")


def mention_printed(finished: Finished) -> tuple[Verdict, ...]:
    """Each price piece bears the mention of its regime that holds at the offer's date, and shows no tax in vain."""
    return tuple(v for p in finished.printed if p.key in _PIECES for v in (*_mention(finished, p), *_tax(finished, p)))


def _mention(finished: Finished, printed: Printed) -> Iterator[Verdict]:
    quote, day = finished.dossier.quote, finished.dossier.inputs.offer.value.date
    due = [taxes.mention(tax.regime, day) for tax in quote.taxes if tax.rate is None and tax.net]
    told = fold(" ".join(printed.words))
    missing = [f"« {mention} »" for mention in due if mention and fold(mention) not in told]
    if missing:
        said = (
            f"{printed.tree.title.lower()} : il y manque la mention de TVA valable le {days.long(day)}, {et(missing)}"
        )
        hint = "remettez-la telle quelle : la loi l'impose à qui ne facture pas de TVA"
        yield Verdict(finished.place(printed.docx), said, hint)


def _tax(finished: Finished, printed: Printed) -> Iterator[Verdict]:
    """No tax where none is due; where some is, the rate in force, and a row that tells it."""
    quote, day = finished.dossier.quote, finished.dossier.inputs.offer.value.date
    if not quote.taxed:
        said = next((said for said in printed.words if _TAX.search(fold(said))), None)
        if said:
            hint = "retirez cette TVA : quand aucune n'est due, le total est net de taxe"
            passage = Passage(printed.docx.removesuffix(".docx"), said)
            yield Verdict(
                finished.place(printed.docx), f"une TVA est chiffrée, et aucune n'est due : « {said} »", hint, passage
            )
        return
    if printed.key == "bpu":
        return
    rows = " ".join(fold(total.label) for bill in bills(printed.tree) for total in bill.totals)
    for tax in quote.taxes:
        rate = taxes.rate(tax.regime, day) if taxes.rule(tax.regime, day) else None
        if rate is not None and tax.net and f"tva à {fold(number(rate))} %" not in rows:
            said = f"{printed.tree.title.lower()} : la TVA à {number(rate)} % ({euros(tax.tax)}) n'y figure pas"
            yield Verdict(
                finished.place(printed.docx), said, "remettez la ligne de TVA entre le total HT et le total TTC"
            )


def other_mentions(finished: Finished) -> tuple[Verdict, ...]:
    """No document bears the mention of a regime that nobody here has, or of another time."""
    quote, day = finished.dossier.quote, finished.dossier.inputs.offer.value.date
    regimes = {tax.regime for lot in quote.lots for each in (lot, *lot.shares) for tax in each.taxes} | {quote.regime}
    regimes |= {tax.regime for option in quote.options for tax in option.taxes}
    regimes |= {partner.value.vat.regime for _, partner in finished.dossier.inputs.partners}
    ours = [fold(mention) for regime in regimes if (mention := taxes.mention(regime, day))]
    others = [mention for mention in taxes.mentions() if not any(fold(mention) in own for own in ours)]
    wanted = {fold(mention): mention for mention in others}
    verdicts = []
    for printed in finished.written:
        told = [(said, fold(said)) for said in printed.words if "TVA" in said]
        for said, folded in told:
            rest = folded
            for own in ours:
                rest = rest.replace(own, "")
            if found := max((m for m in wanted if m in rest), key=len, default=None):
                passage = Passage(printed.docx.removesuffix(".docx"), said)
                message = f"mention de TVA d'un autre régime ou d'une autre date : « {wanted[found]} »"
                hint = f"écrivez celle du {days.long(day)}, par {{{{ quote.mention }}}}, ou retirez ce passage"
                verdicts.append(Verdict(finished.place(printed.docx), message, hint, passage))
                break
    return tuple(verdicts)
