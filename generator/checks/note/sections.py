"""Does the note hold the sections that the buyer asks, in his order and words?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict
from generator.document.inlines import plain_text
from generator.document.tree import Document, Heading, nodes


def note_sections(finished: Finished) -> tuple[Verdict, ...]:
    """The note holds the buyer's sections, in the buyer's order and words, none empty."""
    inputs = finished.dossier.inputs
    demand = inputs.brief.value.demand("note")
    note = next((p for p in finished.printed if p.key == "note"), None)
    if demand is None or note is None:
        return ()
    bodies = _sections(note.tree)
    place = finished.place(note.docx)
    missing = [s.title for s in demand.sections if _key(s.title) not in bodies]
    empty = [s.title for s in demand.sections if bodies.get(_key(s.title)) == 0]
    order = [title for title in bodies if title in {_key(s.title) for s in demand.sections}]
    verdicts = [
        Verdict(place, f"section demandée absente de la note : « {t} »", "ajoutez un bloc à cette partie")
        for t in missing
    ]
    verdicts += [
        Verdict(place, f"section vide dans la note : « {t} »", "ajoutez un bloc à cette partie") for t in empty
    ]
    if not missing and order != [_key(s.title) for s in demand.sections]:
        verdicts.append(
            Verdict(
                place,
                "les sections de la note ne suivent pas l'ordre de l'acheteur",
                "revoyez les titres modifiés dans Word",
            )
        )
    return tuple(verdicts)


def _key(title: str) -> str:
    return " ".join(title.replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ").split()).lower()


def _sections(note: Document) -> dict[str, int]:
    """The level-1 titles in order, each with how many nodes follow it."""
    counts: dict[str, int] = {}
    current = ""
    for node in nodes(note):
        if isinstance(node, Heading) and node.level == 1:
            current = _key(plain_text(node.runs))
            counts[current] = 0
        elif current:
            counts[current] += 1
    return counts
