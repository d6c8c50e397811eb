"""Hangs each unconfirmed reading of the brief, once, on the first paragraph that rests on it, as a Word comment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.brief.brief import Assumption
from generator.document.tree import Paragraph, Part, Remark


def questioned(
    parts: tuple[Part, ...], relies: Mapping[str, tuple[str, ...]], assumptions: Iterable[Assumption]
) -> tuple[Part, ...]:
    """The parts with their questions; `relies` tells, by anchor, the fields of the brief that a part rests on.

    What no part rests on is asked at the first paragraph of all, so that no reading stays unseen.
    """
    spoken = [i for i, part in enumerate(parts) if any(isinstance(node, Paragraph) for node in part.nodes)]
    questions: dict[int, list[Remark]] = {}
    for assumption in assumptions:
        if not assumption.confirmed and spoken:
            place = next((i for i in spoken if rests(relies.get(parts[i].anchor, ()), assumption.field)), spoken[0])
            questions.setdefault(place, []).append(question(assumption))
    return tuple(hung(part, questions.get(i, ())) for i, part in enumerate(parts))


def rests(fields: Iterable[str], field: str) -> bool:
    """Whether one of these fields is `field` or holds it."""
    return any(field == f or field.startswith(f + ".") for f in fields)


def question(assumption: Assumption) -> Remark:
    """The comment: what we read, and where the author confirms it."""
    because = assumption.because.rstrip(".")
    return Remark(f"À confirmer auprès de l'acheteur : {because}. (brief.yaml, assumptions : {assumption.field})")


def hung(part: Part, remarks: Iterable[Remark]) -> Part:
    """The part with these remarks on its first paragraph."""
    listed = tuple(remarks)
    index = next((i for i, node in enumerate(part.nodes) if isinstance(node, Paragraph)), None)
    if index is None or not listed:
        return part
    node = part.nodes[index]
    assert isinstance(node, Paragraph)
    asked = replace(node, runs=(*node.runs, *listed))
    return replace(part, nodes=(*part.nodes[:index], asked, *part.nodes[index + 1 :]))
