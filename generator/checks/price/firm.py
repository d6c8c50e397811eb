"""Is the price firm: no reserve that the buyer did not admit, one length of validity, the label that he asks?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.cells import fold
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.note_text import own_words
from generator.checks.price.tables import bills, cost_of
from generator.compose.filters import et, plural

_PRICED: Final = ("cost", "bpu", "dqe", "dpgf", "attri1")
_PRICE: Final = r"(?:prix|tarifs?|montants?|coûts?|devis|factur|rémunération)"
_COSTS: Final = r"(?:frais|déplacements?|repas|hébergements?|kilom|nuitées?|réunions?|supports?)"
# Ways in which a price ceases to be one. A question of a buyer may say them too: the matrix is left out.
_RESERVES: Final = (
    re.compile(r"\bsous réserves?\b"),
    re.compile(rf"{_COSTS}[^.;]{{0,40}}(?:en sus|non compris|non inclus|non incluse?s|à la charge de l'acheteur)"),
    re.compile(rf"\bhors {_COSTS}"),
    re.compile(
        rf"{_PRICE}[^.;]{{0,40}}(?:indicatif|susceptibles? d|pourr(?:a|ont) être (?:revu|augment|ajust|modifi))"
    ),
    re.compile(r"factur[ée]+e?s? (?:en sus|en plus|en supplément)"),
    re.compile(rf"supplément (?:de prix|tarifaire)|{_PRICE}[^.;]{{0,30}}à négocier|à partir de \d[\d ,]* ?€"),
)
# Terms of a seller that take the place of the contract's: a reserve wherever they stand, no price need be named.
_TERMS: Final = (
    re.compile(
        r"\bsous réserves? (?:de |d')(?:notre |nos |la |l')?"
        r"(?:disponibilité|acceptation|confirmation|planning|conditions générales)[^.;]{0,60}"
    ),
    re.compile(
        r"\bnos (?:conditions générales|cgv\b)[^.;]{0,40}|\bconditions générales de (?:vente|prestation)[^.;]{0,40}"
    ),
    re.compile(
        r"\bacompte[^.;]{0,30}(?:\d ?%|demandé|exigé|dû|versé|à la (?:commande|signature|réservation))[^.;]{0,20}"
        r"|\b\d+ ?% (?:à la commande|à la signature|d'acompte)"
    ),
    re.compile(
        r"(?:n'accept\w+ (?:pas|aucune)|refus\w+|exclu\w+|déclin\w+)[^.;]{0,40}pénalités?"
        r"|pénalités?[^.;]{0,30}(?:ne (?:nous )?(?:sont|seront|s'appliqu\w+) pas|sont (?:exclues|refusées))[^.;]{0,20}"
    ),
)
# A price that changes by itself; the offer's own clause of revision, when it has one, is no reserve.
_MOVING: Final = re.compile(
    rf"{_PRICE}[^.;]{{0,40}}(?:révisables?|(?:révis|index|actualis|réactualis|réévalu)[ée]+e?s? "
    r"(?:chaque|tous|annuel|au|selon|sur|en))[^.;]{0,20}"
)
_OURS: Final = "réserve sur les conditions du marché"
_IRREGULAR: Final = {True: "pose ses propres conditions", False: "réserve son prix"}
_FIRM: Final = re.compile(r"\b(?:non|ni|pas|jamais|fermes?|sans)\b")
_SPEAKS: Final = re.compile(
    r"réserve|en sus|ompris|inclu|ors |charge|indicatif|usceptible|ourr|en plus|upplément|négocier|partir de"
    r"|compte|énalité|évis|ndex|ctualis|éévalu|énérales|CGV|\d ?%"
)
_NOT_REFUSED: Final = re.compile(r"\b(?:aucune?|sans|jamais|ni|pas)\b[^.;]{0,60}$")
_VALID: Final = re.compile(r"valable(?: pendant)? (\d{1,4}) (jours|mois)")


def no_reserve(finished: Finished) -> tuple[Verdict, ...]:
    """Neither a price piece nor the note puts a condition on the price, unless the buyer admits variants."""
    if (
        finished.dossier.inputs.brief.value.rules.variants
        and finished.dossier.inputs.brief.value.rules.variants.variants
    ):
        return ()
    return tuple(v for printed in finished.printed if (v := _reserve(finished, printed)))


def _reserve(finished: Finished, printed: Printed) -> Verdict | None:
    """The first reserve of a document."""
    if printed.key not in {*_PRICED, "note"}:
        return None
    for said in own_words(printed) if printed.key == "note" else printed.words:
        folded = fold(said) if _SPEAKS.search(said) else ""
        priced = printed.key != "note" or re.search(_PRICE, folded)
        patterns = (*_TERMS, *(_RESERVES if priced else ()), *(() if finished.dossier.quote.revision else (_MOVING,)))
        for pattern in patterns if folded else ():
            found = pattern.search(folded)
            if not found or (pattern is _MOVING and _FIRM.search(found[0])):
                continue
            if not _NOT_REFUSED.search(folded[: found.start()]):
                ours = pattern in _TERMS
                told = f"{_OURS if ours else 'réserve sur le prix'} : « {found[0].strip()} »"
                hint = f"retirez-la : une offre qui {_IRREGULAR[ours]} peut être écartée comme irrégulière"
                passage = Passage(printed.docx.removesuffix(".docx"), said)
                return Verdict(finished.place(printed.docx), told, hint, passage)
    return None


def validity_told(finished: Finished) -> tuple[Verdict, ...]:
    """How long the offer holds is told once, as in the data, in the cost sheet and the note."""
    inputs = finished.dossier.inputs
    days = inputs.offer.value.pricing.valid_days
    verdicts, told = [], False
    for printed in (p for p in finished.printed if p.key in {"cost", "note"}):
        for said in own_words(printed):
            for found in _VALID.finditer(fold(said)) if "valable" in said else ():
                told = True
                if (int(found[1]), found[2]) != (days, "jours"):
                    passage = Passage(printed.docx.removesuffix(".docx"), said)
                    message = f"offre « {found[0]} », {plural(days, 'jour', 'jours')} selon offer.yaml"
                    hint = "écrivez la même durée partout, celle de « pricing.valid_days »"
                    verdicts.append(Verdict(finished.place(printed.docx), message, hint, passage))
    printed_cost = cost_of(finished)
    if printed_cost and not told:
        hint = f"remettez « valable {days} jours » dans la fiche financière"
        message = "rien ne dit combien de temps l'offre est valable"
        verdicts.append(Verdict(finished.place(printed_cost.docx), message, hint))
    return tuple(verdicts)


def label_asked(finished: Finished) -> tuple[Verdict, ...]:
    """A price asked with taxes: the total is called TTC, at the head of the cost sheet and in its tables."""
    demand, printed = finished.dossier.inputs.brief.value.demand("cost"), cost_of(finished)
    if demand is None or demand.tax != "ttc" or printed is None:
        return ()
    bare = list(_unlabelled(printed))
    if not bare:
        return ()
    said = f"le prix est demandé TTC et la fiche financière ne dit pas « TTC » : {et(bare)}"
    hint = "nommez le total « TTC », ou « net de taxe (TTC = HT) » si aucune TVA n'est due"
    return (Verdict(finished.place(printed.docx), said, hint),)


def _unlabelled(printed: Printed) -> Iterator[str]:
    head = next((said for said in printed.words if fold(said).startswith("prix total")), None)
    if head is None and not any("TTC" in said for said in printed.words):
        yield "aucun total n'y est nommé"
    elif head is not None and "TTC" not in head:
        yield f"« {head} »"
    for bill in bills(printed.tree):
        if not bill.option and bill.total and "TTC" not in bill.total.label:
            yield f"« {bill.total.label} »"
