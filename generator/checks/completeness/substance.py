"""Does an answer say something of its own, or does it only name the topic?

A French court upheld the rejection of a note that was too general; an evaluator looks for his own words, or for a fact
of his consultation, under each of his demands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.brief.brief import Requirement
from generator.checks.completeness.printed import Text, texts
from generator.checks.finished import Finished, Passage, Verdict
from generator.checks.leftovers.facts import facts
from generator.checks.leftovers.lexicon import lexicon
from generator.compose.matrix import MatrixLine, lines_of
from generator.foundation.phrases import Index, occurrences, phrase

LEAST_WORDS: Final = 40
"""Words under which an answer is thin: three lines of a page. The shortest one that we judged whole has 50."""
_STEM, _TELLING = 5, 4
"""Letters that make two words one (« volontaire », « volontariat »); letters of a word that tells something."""


@dataclass(frozen=True, slots=True)
class Substance:
    """What a passage holds: how many words, the stems of those that tell something, whether it has a fact of ours."""

    words: int
    stems: frozenset[str]
    has_fact: bool


def thin_answers(finished: Finished) -> tuple[Verdict, ...]:
    """Each demand that blocks answer is answered at some length, with a fact of this brief or in the buyer's words."""
    said = texts(finished)
    told = facts(finished.dossier) if said else {}
    known = {block: substance(text.words, told) for block, text in said.items()}
    brief = finished.dossier.inputs.brief
    pairs = zip(brief.value.requirements, lines_of(finished.dossier), strict=True)
    return tuple(
        Verdict(brief.span("requirements", i), message, hint, _passage(line, said))
        for i, (demand, line) in enumerate(pairs)
        for message, hint in _told(demand, line, known)
    )


def substance(words: str, told: Index) -> Substance:
    """What these words hold."""
    bare = phrase(words)
    return Substance(len(bare), stems(bare), next(occurrences(told, bare), None) is not None)


def stems(bare: tuple[str, ...]) -> frozenset[str]:
    """The beginnings of the words that tell something."""
    plain = lexicon().plain
    return frozenset(word[:_STEM] for word in bare if len(word) >= _TELLING and word not in plain)


def _told(demand: Requirement, line: MatrixLine, known: Mapping[str, Substance]) -> Iterator[tuple[str, str]]:
    """What is thin in the answers to one demand, and the remedy; nothing when there is none, or none is left."""
    found = [known[block] for answer in line.answers for block in answer.blocks if block in known]
    if not found:
        return
    length = sum(one.words for one in found)
    asked = stems(phrase(demand.text))
    where = ", ".join(f"« {answer.section} »" for answer in line.answers if answer.section)
    if length < LEAST_WORDS:
        yield (
            f"réponse trop courte à {demand.id}, {length} mots ({where}) : « {demand.text} »",
            f"dites comment, avec qui, quand et avec quoi, en {LEAST_WORDS} mots au moins",
        )
    elif asked and not any(one.has_fact or asked & one.stems for one in found):
        yield (
            f"la réponse à {demand.id} ({where}) ne dit aucun mot de la demande ni rien de cette consultation : "
            f"« {demand.text} »",
            "reprenez les mots de l'acheteur, ou dites ce qui vaut pour lui : son public, ses lieux, ses dates",
        )


def _passage(line: MatrixLine, said: Mapping[str, Text]) -> Passage | None:
    """The first words of the answer as they stand, for a comment of Word."""
    found = [said[block] for answer in line.answers for block in answer.blocks if block in said]
    slug = next((answer.slug for answer in line.answers if answer.blocks), "")
    return Passage(slug, found[0].opening) if found and slug and found[0].opening else None
