"""DC1: alone or several, and what a groupement must then say of itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finished import Finished, Verdict
from generator.checks.forms.boxes import ALONE, LIABLE, ticks
from generator.checks.forms.copies import Copy, printed_copies
from generator.checks.forms.pairs import Ticking
from generator.checks.forms.tables import table_gaps
from generator.checks.forms.wording import REBUILD, cut, told, verdict


def group_told(finished: Finished) -> tuple[Verdict, ...]:
    """Rubric D ticks what the data say and does not contradict itself; E and G are filled for a groupement only."""
    verdicts = []
    for copy in printed_copies(finished, "dc1"):
        found = (*_boxes(copy), *_filled(copy), *table_gaps(copy, ("shares", "members")))
        if found:
            hint = f"« consortium » ({copy.place('offer.consortium')}) dit la forme du groupement : {REBUILD}"
            said, words = told(text for text, _ in found), next((words for _, words in found if words), "")
            verdicts.append(verdict(finished, copy, said, hint, words))
    return tuple(verdicts)


def _boxes(copy: Copy) -> Iterator[tuple[str, str]]:
    """What is wrong in each choice of rubric D."""
    questions = (
        (ALONE[0], "candidat seul ou groupement"),
        (ALONE[1], "groupement conjoint ou solidaire"),
        (LIABLE, "mandataire solidaire"),
    )
    for names, question in questions:
        found = tuple(tick for _, tick in ticks(copy, names))
        wrong = [tick for tick in found if tick.differs]
        if wrong:
            words = next((tick.read.words for tick in wrong if tick.read), "")
            yield f"rubrique D, {question} : {_answered(found)}, au lieu de {_due(found)}", words


def _answered(found: tuple[Ticking, ...]) -> str:
    on = [tick for tick in found if tick.read and tick.read.ticked]
    return "rien n'est coché" if not on else " et ".join(f"« {cut(tick.box.box, 60)} »" for tick in on)


def _due(found: tuple[Ticking, ...]) -> str:
    due = next((tick for tick in found if tick.due), None)
    return f"« {cut(due.box.box, 60)} »" if due else "rien"


def _filled(copy: Copy) -> Iterator[tuple[str, str]]:
    """Rubrics of a groupement that are filled for a candidate who is alone, or left empty by one that is not."""
    for letter in ("E", "G"):
        pair = copy.pair(letter)
        if pair is None or pair.read is None:
            continue
        if not pair.turned:
            continue
        if pair.filled.why:
            yield f"rubrique {letter} remplie, alors que le candidat se présente seul", pair.read.title
        else:
            yield f"rubrique {letter} vide, alors que le candidat est un groupement", pair.read.title
