"""Is each piece that must be dated and signed dated, and ready to be signed by the right person?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.brief.candidate import Signatory
from generator.brief.pieces import PieceDemand
from generator.checks.cells import days_in, fold
from generator.checks.finished import Finished, Printed, Verdict
from generator.compose.filters import et
from generator.document.plain import words
from generator.document.tree import Signature, nodes
from generator.foundation import days


def _demanded(finished: Finished) -> Iterator[tuple[PieceDemand, Printed]]:
    for demand in finished.dossier.inputs.brief.value.pieces:
        yield from ((demand, printed) for printed in finished.printed if printed.key == demand.piece)


def _lines(printed: Printed) -> tuple[str, ...]:
    """The lines above each place to sign, and « Fait à …, le … » where no one signs."""
    frames = (line for node in nodes(printed.tree) if isinstance(node, Signature) for line in node.lines)
    made = (said for said in printed.words if said.startswith("Fait à"))
    return tuple(dict.fromkeys((*(words(line) for line in frames), *made)))


def date_printed(finished: Finished) -> tuple[Verdict, ...]:
    """A piece to be dated bears one date where it is signed, on its title page too, and not after the deadline."""
    verdicts = []
    for demand, printed in _demanded(finished):
        if demand.dated and (said := _date_fault(finished, printed)):
            hint = "remettez la date de l'offre (offer.yaml, « date »), partout la même"
            verdicts.append(Verdict(finished.place(printed.docx), f"{_named(printed)} : {said}", hint))
    return tuple(verdicts)


def _date_fault(finished: Finished, printed: Printed) -> str:
    due = finished.dossier.inputs.brief.value.dates.deadline
    made = [day for line in _lines(printed) for day in days_in(line)]
    cover = [day for line in printed.tree.cover if "date" in fold(words(line)) for day in days_in(words(line))]
    if not made:
        return "aucune date à l'endroit de la signature, alors que la pièce est demandée datée"
    ours = finished.dossier.inputs.offer.value.date
    if due and max(made) > due and max(made) != ours:  # C811 says it of the offer's own date
        return f"datée du {days.long(max(made))}, après la date limite ({days.long(due)})"
    if len(set(made) | set(cover)) > 1:
        return f"plusieurs dates, {_days({*made, *cover})}"
    return ""


def _days(found: set[date]) -> str:
    return et(days.long(day) for day in sorted(found))


def _named(printed: Printed) -> str:
    return printed.tree.title.lower() or printed.docx


# --- who signs ---------------------------------------------------------------------------------


def signatory_named(finished: Finished) -> tuple[Verdict, ...]:
    """The place to sign names the person who may bind the candidate, and in what capacity."""
    known = _signatories(finished)
    verdicts = []
    for demand, printed in _demanded(finished):
        frames = [node for node in nodes(printed.tree) if isinstance(node, Signature)]
        if not demand.signed or not frames:
            continue  # without a frame at all, C804 says it
        lines = fold(" ".join(words(line) for frame in frames for line in frame.lines))
        if not any(fold(one.name) in lines and fold(one.capacity) in lines for one in known):
            us = known[0]
            said = f"{_named(printed)} : le cadre de signature ne dit plus « {us.name}, {us.capacity} »"
            verdicts.append(
                Verdict(finished.place(printed.docx), said, "remettez le nom et la qualité de qui engage l'organisme")
            )
    return tuple(verdicts)


def _signatories(finished: Finished) -> tuple[Signatory, ...]:
    """Ours first, then those of the members of a groupement."""
    inputs = finished.dossier.inputs
    return (inputs.candidate.value.signatory, *(partner.value.signatory for _, partner in inputs.partners))


def left_to_sign(finished: Finished) -> tuple[Verdict, ...]:
    """What a person must still sign: a built piece is never signed, only ready to be.

    Pieces of which the consultation's own rules say how and when they are signed are reminded with these (C978).
    """
    rules = finished.dossier.inputs.brief.value.rules.signatures
    told = {piece for rule in rules for piece in rule.pieces}
    asked = [(d, p) for d, p in _demanded(finished) if d.signed and p.key not in told and all(r.pieces for r in rules)]
    named = list(dict.fromkeys(_named(printed) for _, printed in asked))
    if not named:
        return ()
    us = finished.dossier.inputs.candidate.value.signatory
    said = f"à signer avant le dépôt par {us.name}, {us.capacity} : {et(named)}"
    place = finished.dossier.inputs.brief.span("pieces")
    client = finished.dossier.inputs.client
    hint = f"« offer deposit {client} » écrit depot/{client}/ : signez son PDF en dernier, rien ne le modifie ensuite"
    return (Verdict(place, said, hint),)
