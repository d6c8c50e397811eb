"""What a careful reader checks of a quote: tax and proof, dates of rates, what the buyer wants included."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.brief.pricing import Extra
from generator.foundation import days, money
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, info, warning
from generator.foundation.record import Loaded
from generator.foundation.source import Key
from generator.law import taxes
from generator.pricing.prices import Prices
from generator.pricing.quote import Quote, QuoteLine

# Stems of the words by which buyers name what the price must hold, and the line that answers.
_INCLUDED = {
    "km": ("deplacement", "transport", "trajet", "kilomet"),
    "night": ("heberg", "nuit", "hotel"),
    "meal": ("restaur", "repas"),
    "supports": ("support", "document"),
    "preparation": ("prepar", "suivi"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A quote with the records that it was made from."""

    quote: Quote
    brief: Loaded[Brief]
    offer: Loaded[Offer]
    candidate: Loaded[Candidate]
    prices: Loaded[Prices]


def findings(case: Case) -> Diagnostics:
    """Everything that these rules find, in the order of the rules."""
    return tuple(found for rule in _RULES for found in rule(case))


def _total(case: Case) -> Iterator[Diagnostic]:
    if case.quote.gross <= 0:
        yield error(
            "M405",
            case.offer.span("pricing"),
            "le total n'est pas un prix : il est nul ou négatif",
            "vérifiez les tarifs et les lignes propres à l'offre",
        )


def _proof(case: Case) -> Iterator[Diagnostic]:
    vat, span = case.candidate.value.vat, case.candidate.span("vat")
    required = taxes.proof(vat.regime)
    if not required:
        return
    if not (vat.proof or vat.annex):
        yield error(
            "M410",
            span,
            "l'exonération de TVA est déclarée sans justificatif",
            f"indiquez vat.proof (référence) ou vat.annex (pièce jointe) ; attendu : {required}",
        )
    if vat.proof_date and vat.proof_date > case.offer.value.date:
        yield error(
            "M411",
            case.candidate.span("vat", "proof_date"),
            "le justificatif d'exonération est daté d'après l'offre",
            "vérifiez sa date, ou le régime de TVA",
        )
    if vat.annex and vat.annex not in case.offer.value.annexes:
        yield warning(
            "M412",
            case.offer.span("annexes"),
            "le justificatif d'exonération n'est pas joint à cette offre",
            f"ajoutez « {vat.annex} » à annexes",
        )


def _mention(case: Case) -> Iterator[Diagnostic]:
    rule = taxes.rule(case.quote.regime, case.offer.value.date)
    if rule and rule.unverified:
        yield warning(
            "M413",
            case.candidate.span("vat", "regime"),
            "la mention de TVA reste à relire dans le code des impositions sur les biens et services",
            f"mention imprimée : « {case.quote.mention} »",
        )


def _training_only(case: Case) -> Iterator[Diagnostic]:
    """Extras and options of an exempt offer, unless they say another regime."""
    if case.quote.regime != "exoneration_formation":
        return
    pricing = case.offer.value.pricing
    lines: list[tuple[tuple[Key, ...], Extra]] = []
    lines += [(("pricing", "extras", i), extra) for i, extra in enumerate(pricing.extras)]
    lines += [
        (("pricing", "options", i, "lines", j), extra)
        for i, option in enumerate(pricing.options)
        for j, extra in enumerate(option.lines)
    ]
    for path, extra in lines:
        if extra.regime not in {None, case.quote.regime}:
            continue
        yield warning(
            "M414",
            case.offer.span(*path),
            f"« {extra.label} » : l'exonération ne couvre que la formation professionnelle continue",
            "vérifiez que cette ligne en relève, ou retirez-la de l'offre",
        )


def _franchise(case: Case) -> Iterator[Diagnostic]:
    day = case.offer.value.date
    closed = [exercise for exercise in case.candidate.value.exercises if exercise.end <= day]
    limit = taxes.threshold("franchise_services", day)
    if case.quote.regime != "franchise" or not closed or limit is None:
        return
    last = max(closed, key=lambda exercise: exercise.end)
    reached = (last.turnover or money.ZERO) + case.quote.net
    if reached > limit:
        yield warning(
            "M415",
            case.candidate.span("vat", "regime"),
            f"dernier chiffre d'affaires et ce marché : {money.euros(reached)}, "
            f"au-dessus de la franchise de TVA ({money.euros(limit)})",
            "vérifiez que la franchise tient pendant tout le marché",
        )


def _list_in_force(case: Case) -> Iterator[Diagnostic]:
    since, day = case.prices.value.since, case.offer.value.date
    if since > day:
        yield warning(
            "M420",
            case.prices.span("since"),
            f"ces tarifs valent depuis le {days.long(since)}, l'offre est datée du {days.long(day)}",
            "vérifiez la date de l'offre, ou reprenez les tarifs d'alors sous pricing.rates",
        )


def _public_scales(case: Case) -> Iterator[Diagnostic]:
    for line in case.quote.lines:
        ceiling = taxes.travel_ceiling(line.key.split("-")[0], case.offer.value.date)
        if ceiling and line.amount and line.price > ceiling.euros:
            yield info(
                "M421",
                _rate_span(case, line),
                f"{line.unit} à {money.unit_price(line.price)} : au-dessus du barème public "
                f"({money.unit_price(ceiling.euros)} au plus, {ceiling.source})",
                "un acheteur public peut y comparer vos frais",
            )


def _rate_span(case: Case, line: QuoteLine) -> Span:
    key = line.key.split("-")[0]
    for place, lot in enumerate(case.offer.value.pricing.lots):
        if lot.lot == line.lot and key in lot.rates:
            return case.offer.span("pricing", "lots", place, "rates", key)
    if key in case.offer.value.pricing.rates:
        return case.offer.span("pricing", "rates", key)
    return case.prices.span("rates", key)


def _tax_asked(case: Case) -> Iterator[Diagnostic]:
    demand = case.brief.value.demand("cost")
    if demand is None or demand.tax == "ttc":
        return
    span = case.brief.span("pieces", case.brief.value.pieces.index(demand))
    asked = "demande un prix HT" if demand.tax == "ht" else "ne dit pas si le prix est HT ou TTC"
    yield info("M430", span, f"la demande {asked} ; la fiche financière donne les deux, le TTC en tête")


def _included(case: Case) -> Iterator[Diagnostic]:
    demand = case.brief.value.demand("cost")
    if demand is None:
        return
    index = case.brief.value.pieces.index(demand)
    for place, asked in enumerate(demand.includes):
        if not _answered(asked, case.quote):
            yield error(
                "M431",
                case.brief.span("pieces", index, "includes", place),
                f"le prix doit comprendre « {asked} » et aucune ligne ne le porte",
                "ajoutez une ligne sous pricing.extras, même à 0",
            )


def _answered(asked: str, quote: Quote) -> bool:
    word = _plain(asked)
    keys = {key for key, stems in _INCLUDED.items() if any(stem in word for stem in stems)}
    return any(line.key.split("-")[0] in keys or word in _plain(line.label) for line in quote.lines)


def _plain(text: str) -> str:
    """Lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def _procedure(case: Case) -> Iterator[Diagnostic]:
    if "gre a gre" not in _plain(case.brief.value.procedure):
        return
    day, span = case.offer.value.date, case.brief.span("procedure")
    limit = taxes.threshold("gre_a_gre", day)
    if limit is None:
        yield info("M432", span, f"le seuil du gré à gré au {days.long(day)} n'est pas connu")
    elif case.quote.net >= limit:
        yield warning(
            "M432",
            span,
            f"gré à gré : le total HT ({money.euros(case.quote.net)}) atteint le seuil "
            f"en vigueur le {days.long(day)} ({money.euros(limit)})",
            "vérifiez la procédure auprès de l'acheteur",
        )


def _parts(case: Case) -> Iterator[Diagnostic]:
    """What a subcontractor costs fits in our own part; his tax is told to the person who prices."""
    for lot in case.quote.lots:
        us = lot.share("")
        where = f" du lot {lot.number}" if lot.number else ""
        if us and us.net < 0:
            yield error(
                "M441",
                case.offer.span("subcontracts"),
                f"la part sous-traitée dépasse notre part{where}",
                "revoyez le montant de la sous-traitance, ou le prix",
            )
    for place, sub in enumerate(case.offer.value.subcontracts):
        share = next((s for s in case.quote.shares if s.subcontract and s.partner == sub.partner), None)
        if share and share.taxes and share.taxes[0].regime != case.quote.regime:
            yield info(
                "M442",
                case.offer.span("subcontracts", place),
                f"part de {share.name} comptée sous son propre régime de TVA : {money.euros(share.net)} HT, "
                f"{money.euros(share.gross)} TTC",
                "si vous facturez le tout sous le vôtre, écrivez pricing.subcontract_vat: ours",
            )


def _regimes(case: Case) -> Iterator[Diagnostic]:
    """Several regimes in one price: each is our choice, and is to be justified."""
    own = {line.regime for line in case.quote.lines} - {case.quote.regime, ""}
    if own:
        yield info(
            "M416",
            case.offer.span("pricing"),
            f"plusieurs régimes de TVA dans cette offre ({', '.join(sorted({case.quote.regime, *own}))})",
            "gardez la raison de chacun : l'acheteur peut la demander",
        )


def _moving(case: Case) -> Iterator[Diagnostic]:
    asked, made = case.offer.value.pricing.revision, case.quote.revision
    if asked and made and asked.kind != "firm" and asked.percent is not None and not made.years:
        yield info(
            "M422",
            case.offer.span("pricing", "revision"),
            "durée du marché inconnue : l'effet de la révision n'est pas chiffré",
            "indiquez contract.months dans la demande",
        )
    if asked and asked.kind == "percent" and not asked.source:
        yield warning(
            "M423",
            case.offer.span("pricing", "revision"),
            "révision des prix proposée sans l'article du marché qui l'admet",
            "indiquez « source », ou écrivez « kind: firm »",
        )


_RULES: tuple[Callable[[Case], Iterator[Diagnostic]], ...] = (
    _total,
    _proof,
    _mention,
    _training_only,
    _franchise,
    _list_in_force,
    _public_scales,
    _tax_asked,
    _included,
    _procedure,
    _parts,
    _regimes,
    _moving,
)
