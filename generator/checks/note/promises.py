"""Does the note still say what buyers of such groups look for first: the limits of talk, of secrecy, of the group?

Each is looked for by the words that any way of saying it needs, together under one title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.brief.brief import Brief
from generator.checks.cells import fold
from generator.checks.finished import Finished, Verdict
from generator.checks.note_text import note_of, own_words, sections_of
from generator.checks.planning.people import wanted
from generator.compose.filters import et
from generator.planning.problem import LABELS


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that a note says when a topic is demanded: words that must meet under one title."""

    topic: str
    says: str
    words: tuple[str, ...]  # a pattern each


_KEPT: Final = (
    Promise(
        "scope_guard",
        "ce que le groupe ne traite pas (plaintes, conflits, questions de l'institution) et vers qui l'orienter",
        (
            r"plainte|exutoire|grief|conflit|litige|institution|régulation|contrat de travail|effectifs|organisation d",
            r"\bhors\b|orient|ram[eè]n|renvo|relèv|périmètre|n'entre|ne sont jamais|ni lieu|remet|autre espace",
        ),
    ),
    Promise(
        "confidentiality",
        "la confidentialité de ce qui se dit",
        (r"confidenti|secret|y reste\b|ne sort pas", r"séance|atelier|groupe|participant"),
    ),
    Promise(
        "confidentiality",
        "les limites de la confidentialité (danger pour une personne, crime, mauvais traitements)",
        (r"confidenti|secret", r"\bpéril|danger|crime|mauvais traitements|434-|226-14|223-6"),
    ),
)
_OPEN: Final = Promise(
    "open_group",
    "qui entre et qui sort d'une séance à l'autre",
    (
        r"\bentr(?:er|ées?|ent)\b|arriv|nouve(?:au|l|aux)\b|rejoi",
        r"\bsort(?:ir|ies?|ent)\b|départ|quitt|revien|revenir",
    ),
)


def frame_kept(finished: Finished) -> tuple[Verdict, ...]:
    """The note guards the scope and the confidentiality, with its limits, when the buyer asks for them."""
    topics = {requirement.topic for requirement in finished.dossier.inputs.brief.value.requirements}
    return _missing(finished, tuple(promise for promise in _KEPT if promise.topic in topics))


def open_group_told(finished: Finished) -> tuple[Verdict, ...]:
    """The note tells how people come and go, when the group is open."""
    asked = finished.dossier.inputs.brief.value.service.audience.open_group
    return _missing(finished, (_OPEN,) if asked else ())


def _missing(finished: Finished, promises: tuple[Promise, ...]) -> tuple[Verdict, ...]:
    note = note_of(finished)
    if note is None or not promises:
        return ()
    told = [section.folded for section in sections_of(note)]
    return tuple(
        Verdict(
            finished.place(note.docx),
            f"la note ne dit plus {promise.says}{_asked(finished.dossier.inputs.brief.value, promise.topic)}",
            f"remettez un passage qui le dit, ou un bloc dont « topics » contient « {promise.topic} »",
        )
        for promise in promises
        if not any(all(re.search(word, said) for word in promise.words) for said in told)
    )


def _asked(brief: Brief, topic: str) -> str:
    ids = [requirement.id for requirement in brief.requirements if requirement.topic == topic]
    return f", demandé en {et(ids)}" if ids else ""


def attendees_told(finished: Finished) -> tuple[Verdict, ...]:
    """The note names those whom the buyer wants at each meeting."""
    note = note_of(finished)
    if note is None:
        return ()
    told = fold(" ".join(own_words(note)))
    missing = [
        f"{LABELS[milestone.kind].lower()} : {et(absent)}"
        for milestone in finished.dossier.inputs.brief.value.milestones
        if (absent := [who for who in wanted(milestone) if fold(who) not in told])
    ]
    if not missing:
        return ()
    said = f"la note ne nomme pas ceux que l'acheteur veut aux réunions ({' ; '.join(missing)})"
    hint = "nommez-les comme la demande, par exemple avec {{ brief.milestones }} dans le bloc du cadrage ou du bilan"
    return (Verdict(finished.place(note.docx), said, hint),)
