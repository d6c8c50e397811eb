"""What the library says of one offer: where its approach and blocks contradict what is asked, or have had their day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.compose.dossier import Inputs
from generator.foundation.diagnostic import Diagnostic, Diagnostics
from generator.library.assertions import Facts, contradicted
from generator.library.citations import unknown_reference
from generator.library.coherence import Asked, Shown, conflicts, unqualified
from generator.library.freshness import out_of_force, unfit
from generator.library.runsheet import practised
from generator.library.select import Choice
from generator.team.intervener import Intervener


def shelf_findings(inputs: Inputs, choices: Iterable[Choice], weeks: tuple[int, ...] = ()) -> Diagnostics:
    """Every finding of the library for this offer: approach, blocks taken, documents, texts that the brief invokes.

    `weeks` are the gaps of its planning.
    """
    taken = [choice.block for choice in choices if choice.taken]
    asked = Asked(inputs.client, inputs.brief, inputs.offer, inputs.approach, weeks)
    approach = replace(inputs.approach, value=practised(inputs.approach.value, inputs.offer.value))
    facts = Facts(inputs.brief, inputs.offer, approach, inputs.candidate)
    return (
        *(conflict.finding for conflict in conflicts(asked)),
        *_unqualified(asked, inputs),
        *contradicted(taken, facts),
        *unfit(taken, inputs.offer.value.date),
        *(found for paper in inputs.papers for found in out_of_force(paper, inputs.offer.value.date)),
        *_law(inputs),
    )


def _unqualified(asked: Asked, inputs: Inputs) -> Iterator[Diagnostic]:
    """What the file of each person who runs sessions does not show."""
    for rank, person in enumerate(inputs.team):
        if person.member.role != "substitute":
            file = person.file.value
            yield from unqualified(asked, rank, file.name, shown(file))


def shown(person: Intervener) -> Iterator[Shown]:
    """Everything that this file shows of a person, training by training, with its hours."""
    for training in person.trainings:
        yield Shown(f"{training.title} {training.institution} {training.level or ''}", training.hours)
    for job in person.experiences:
        yield Shown(" ".join((job.title, job.employer, *job.tasks)))
    for proof in person.evidence:
        yield Shown(f"{proof.demand} {proof.proof}")
    yield Shown(" ".join((person.title, person.profile, person.summary, person.supervision or "")))


def _law(inputs: Inputs) -> Iterator[Diagnostic]:
    for i, key in enumerate(inputs.brief.value.law):
        yield from unknown_reference(key, inputs.brief.span("law", i))
