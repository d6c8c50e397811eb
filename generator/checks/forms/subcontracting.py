"""Who is paid by invoice is declared: in a DC4 or in rubric H of the DC2; and a DC4 answers what it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.finished import Finished, Verdict
from generator.checks.forms.copies import Copy, printed_copies
from generator.checks.forms.lines import differing, said, words_of
from generator.checks.forms.reading import folded
from generator.checks.forms.tables import table_gaps
from generator.checks.forms.wording import REBUILD, cut, told, verdict
from generator.forms.amounts import months

_MONTHS: Final = re.compile(r"(\d+) mois\.?")


def invoiced_declared(finished: Finished) -> tuple[Verdict, ...]:
    """Each intervener paid by invoice is in a printed DC4 or in rubric H; rubric H names whom the data name."""
    return tuple(_undeclared(finished)) or tuple(_operators(finished))


def _undeclared(finished: Finished) -> Iterator[Verdict]:
    inputs = finished.dossier.inputs
    declared = {
        copy.known.subcontract.intervener
        for copy in printed_copies(finished, "dc4")
        if copy.known.subcontract is not None
    }
    relied = folded(" ".join(_in_rubric_h(finished)))
    for i, person in enumerate(inputs.team):
        name = person.file.value.name
        if person.file.value.status != "sous-traitant" or person.key in declared or folded(name) in relied:
            continue
        message = f"{name} facture ses séances : ni DC4 ni rubrique H du DC2 ne le dit"
        hint = "décrivez-la sous « subcontracts » avec « intervener: … », puis reconstruisez l'offre"
        yield Verdict(inputs.offer.span("team", i), message, hint)


def _in_rubric_h(finished: Finished) -> Iterator[str]:
    for copy in printed_copies(finished, "dc2"):
        pair = copy.pair("H")
        for rows in pair.read.tables if pair and pair.read else ():
            yield from (cell for row in rows for cell in row)


def _operators(finished: Finished) -> Iterator[Verdict]:
    for copy in printed_copies(finished, "dc2"):
        gaps = tuple(table_gaps(copy, ("operators",)))
        if gaps:
            yield verdict(finished, copy, told(text for text, _ in gaps), REBUILD, gaps[0][1])


def declaration_complete(finished: Finished) -> tuple[Verdict, ...]:
    """DC4: the duration in whole months, a month begun counting; what becomes of personal data is answered."""
    verdicts = []
    for copy in printed_copies(finished, "dc4"):
        found = (*_duration(copy), *_personal_data(copy))
        if found:
            hint = f"corrigez « subcontracts » dans offer.yaml ({copy.place('subcontract')}), puis {REBUILD}"
            verdicts.append(verdict(finished, copy, told(text for text, _ in found), hint, found[0][1]))
    return tuple(verdicts)


def _duration(copy: Copy) -> Iterator[tuple[str, str]]:
    pair, given = copy.pair("I"), copy.known.subcontract
    if pair is None or pair.read is None or given is None or given.last < given.first:
        return
    due = months(given.first, given.last)
    printed = " ".join(pair.read.answer("Durée") or ())
    match = _MONTHS.fullmatch(" ".join(printed.split()))
    if match is None:
        said_so = f"« {cut(printed)} »" if printed else "aucune durée"
        yield f"rubrique I : {said_so}, alors que la durée se compte en mois entiers ({due} mois)", printed
    elif int(match[1]) != due:
        yield f"rubrique I : {match[1]} mois au lieu de {due}, tout mois entamé comptant pour un", printed


def _personal_data(copy: Copy) -> Iterator[tuple[str, str]]:
    """Rubric F, and the period of rubric I."""
    pair = copy.pair("F")
    answers = [line for line in pair.answers if line.blank.source == "subcontract.processing"] if pair else []
    if pair and pair.read and any(line.due and not "".join(line.read or ()).strip() for line in answers):
        yield "rubrique F : rien n'est dit du traitement de données à caractère personnel", pair.read.title
        return
    for where, line in differing(copy, "data"):
        if line.blank.source != "subcontract.months":
            yield said(copy, where, line), words_of(line, where)
