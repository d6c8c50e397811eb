"""Does the note hold the sections that the buyer asks, in his order and words, each with something in it?"""

from __future__ import annotations

from typing import Final

from generator.checks.cells import fold
from generator.checks.finished import Finished, Verdict
from generator.checks.note_text import Section, note_of, passage_of, sections_of
from generator.compose.filters import et

FEWEST_WORDS: Final = 12  # a section that says less answers nothing: « voir annexe », « à rédiger »


def note_sections(finished: Finished) -> tuple[Verdict, ...]:
    """The note holds the buyer's sections, in the buyer's order and words, none empty, none twice."""
    demand, note = finished.dossier.inputs.brief.value.demand("note"), note_of(finished)
    if demand is None or note is None:
        return ()
    place, found = finished.place(note.docx), sections_of(note)
    bodies = _chapters(found)
    wanted = [section.title for section in demand.sections]
    verdicts = [
        Verdict(place, f"section demandée absente de la note : « {title} »", _remedy(title, found))
        for title in wanted
        if fold(title) not in bodies
    ]
    verdicts += [
        Verdict(
            place,
            f"section vide dans la note : « {title} »",
            "ajoutez un bloc à cette partie : la réponse se lit ici, pas dans une annexe",
            passage_of(note, title),
        )
        for title in wanted
        if fold(title) in bodies and bodies[fold(title)] < FEWEST_WORDS
    ]
    order = [title for title in bodies if title in {fold(one) for one in wanted}]
    if not verdicts and order != [fold(title) for title in wanted]:
        said = (
            f"les sections de la note ne suivent pas l'ordre de l'acheteur ({et(f'« {title} »' for title in wanted)})"
        )
        verdicts.append(Verdict(place, said, "remettez-les dans cet ordre dans Word, ou reconstruisez l'offre"))
    return tuple(verdicts)


def _chapters(found: tuple[Section, ...]) -> dict[str, int]:
    """The level-1 titles in order, each with the number of words under it, sub-titles left out."""
    counts: dict[str, int] = {}
    current = ""
    for section in found:
        if section.level == 1:
            current = fold(section.title)
            counts.setdefault(current, 0)
        if current:
            counts[current] += sum(len(said.split()) for said in section.paragraphs)
    return counts


def _remedy(title: str, found: tuple[Section, ...]) -> str:
    """Where the title went, when it is still there at another level."""
    if any(fold(section.title) == fold(title) for section in found):
        return "ce titre est devenu un sous-titre : remettez-le au premier niveau"
    return "remettez ce titre, dans les mots de l'acheteur, avec le texte qui lui répond"
