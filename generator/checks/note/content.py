"""Is the note about cases more than theory, under the right title page, and on the right law?"""

from __future__ import annotations

import re
from typing import Final

from generator.checks.cells import fold, grids, length
from generator.checks.finished import Finished, Verdict
from generator.checks.note_text import note_of, passage_of
from generator.compose.filters import et
from generator.document.plain import words
from generator.foundation.days import duration
from generator.law.nursery import NURSERY
from generator.library.runsheet import practised

_NURSERY_TEXT: Final = re.compile(r"r\.? ?2324-37")


def cases_before_theory(finished: Finished) -> tuple[Verdict, ...]:
    """A session gives less time to theory than to cases, in the approach and in the run-sheet that is printed."""
    inputs, note = finished.dossier.inputs, note_of(finished)
    approach = practised(inputs.approach.value, inputs.offer.value)
    kinds = {fold(phase.title): phase.kind for phase in approach.phases}
    spent = {kind: sum(p.minutes for p in approach.phases if p.kind == kind) for kind in ("theory", "case")}
    place = inputs.offer.span("approach")
    if spent["theory"] >= spent["case"]:
        hint = "choisissez une approche qui part des situations, ou raccourcissez son temps de théorie"
        return (Verdict(place, _balance(spent, "l'approche"), hint),)
    for grid in grids(note.tree) if note else ():
        when, what = grid.column("durée", "pendant"), grid.column("temps")
        if note is None or when is None or what is None:
            continue
        rows = [(fold(r.cells[what]), length(r.cells[when])) for r in grid.lines if len(r.cells) == len(grid.head)]
        told = {
            kind: sum(minutes or 0 for title, minutes in rows if kinds.get(title) == kind)
            for kind in ("theory", "case")
        }
        if told["theory"] and told["theory"] >= told["case"]:
            said = _balance(told, "le déroulé imprimé")
            return (Verdict(finished.place(note.docx), said, "rendez leur temps aux situations"),)
    return ()


def _balance(spent: dict[str, int], who: str) -> str:
    theory, case = duration(spent["theory"]), duration(spent["case"])
    return f"{who} donne {theory} à la théorie et {case} aux situations apportées"


def cover_complete(finished: Finished) -> tuple[Verdict, ...]:
    """The title page says the object, the reference and the lots of the consultation, and who answers."""
    inputs, note = finished.dossier.inputs, note_of(finished)
    if note is None:
        return ()
    brief, tree = inputs.brief.value, note.tree
    lines = [fold(said) for said in (tree.title, tree.subtitle, *(words(line) for line in tree.cover))]
    page = " ".join(lines)
    wanted = [("l'objet de la consultation", brief.title), ("le nom du candidat", inputs.candidate.value.name)]
    wanted += [("la référence de la consultation", brief.reference)] if brief.reference else []
    missing = [what for what, said in wanted if fold(said) not in page]
    told = " ".join(line for line in lines if re.search(r"\blots?\b", line))
    if lots := [str(number) for number in inputs.offer.value.lots if not re.search(rf"\b{number}\b", told)]:
        missing.append(f"le lot {et(lots)}" if len(lots) == 1 else f"les lots {et(lots)}")
    if not missing:
        return ()
    said = f"la page de garde de la note ne dit pas {et(missing)}"
    return (
        Verdict(finished.place(note.docx), said, "remettez-le sur la page de garde : le pli est trié d'après elle"),
    )


def nursery_text_apart(finished: Finished) -> tuple[Verdict, ...]:
    """R. 2324-37 binds nurseries only: nobody else's offer leans on it."""
    if NURSERY in finished.dossier.inputs.brief.value.law:
        return ()
    found = (
        (printed, said)
        for printed in finished.written
        for said in printed.words
        if "2324" in said and _NURSERY_TEXT.search(fold(said))
    )
    first = {printed.docx: (printed, said) for printed, said in reversed(list(found))}
    return tuple(
        Verdict(
            finished.place(printed.docx),
            "l'article R. 2324-37 du code de la santé publique n'oblige que l'accueil du jeune enfant",
            "retirez cette citation, ou écrivez « law: [csp-r2324-37] » dans brief.yaml si la demande l'invoque",
            passage_of(printed, said),
        )
        for printed, said in first.values()
    )
