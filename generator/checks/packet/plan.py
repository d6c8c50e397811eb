"""Does the note keep the numbers of the frame of answer that the buyer imposes?"""

from __future__ import annotations

from generator.checks.finished import Finished, Passage, Verdict
from generator.checks.packet.graded import asked, gravity
from generator.document.inlines import plain_text
from generator.document.tree import Document, Heading, nodes
from generator.foundation.words import folded


def numbers_kept(finished: Finished) -> tuple[Verdict, ...]:
    """Each imposed section bears its rank in the buyer's plan; one that is absent is told elsewhere."""
    inputs = finished.dossier.inputs
    rule, demand = inputs.brief.value.rules.plan, inputs.brief.value.demand("note")
    note = next((p for p in finished.printed if p.key == "note"), None)
    if rule is None or not rule.numbered or demand is None or note is None:
        return ()
    borne = _numbers(note.tree)
    verdicts = []
    for rank, section in enumerate(demand.sections, 1):
        number = borne.get(_key(section.title), rank)
        if number != rank:
            printed = f"porte le numéro {number}" if number else "ne porte pas de numéro"
            said = f"« {section.title} » {printed} ; le cadre de réponse lui donne le {rank}{asked(rule)}"
            hint = "rendez leur place et leur numéro aux titres de premier niveau de la note"
            passage = Passage(note.docx.removesuffix(".docx"), section.title)
            verdicts.append(Verdict(finished.place(note.docx), said, hint, passage, gravity(finished, rule)))
    return tuple(verdicts[:1] if len(verdicts) > 1 and _shifted(verdicts) else verdicts)


def _shifted(verdicts: list[Verdict]) -> bool:
    """Whether one title too many moved all that follow: then the first says it."""
    return all("porte le numéro" in verdict.message for verdict in verdicts)


def _numbers(note: Document) -> dict[str, int]:
    """The number that each title of the first level prints; 0 for one without."""
    found: dict[str, int] = {}
    number = 0
    for node in nodes(note):
        if isinstance(node, Heading) and node.level == 1:
            number += node.numbered
            found[_key(plain_text(node.runs))] = number if node.numbered else 0
    return found


def _key(title: str) -> str:
    return " ".join(folded(title).split())
