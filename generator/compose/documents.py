"""The documents that a buyer asks for beside the note: one tree per template, filled with this offer's data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any, Final

from generator.brief.brief import Brief
from generator.brief.designation import designation, spaced
from generator.compose.dossier import Inputs
from generator.compose.note import drawn
from generator.compose.template import Sandbox, environment, render
from generator.document.anchors import anchor
from generator.document.markdown import tree
from generator.document.tree import Document, Figure, Heading, Node, Origin, PageBreak, Part
from generator.foundation.days import minutes_between
from generator.foundation.diagnostic import Diagnostic, Diagnostics
from generator.law.training import declaration
from generator.library.paper import Paper
from generator.planning.schedule import Event, Group, Schedule
from generator.team.intervener import Intervener

NOON: Final = time(12)
AFTERNOON: Final = time(14)


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents that the brief demands, for the packet; those that only the offer names, for beside it."""

    demanded: tuple[Document, ...]
    aside: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one copy of a template is about; `places` is how many people may sign."""

    group: Group
    intervener: Intervener
    places: int
    event: Event | None = None

    @property
    def whole_day(self) -> bool:
        """Whether the session has a morning and an afternoon, each to be signed."""
        return self.event is not None and self.event.start < NOON and self.event.end > AFTERNOON


@dataclass(frozen=True, slots=True)
class Run:
    """One document to make: a template, printed for each sheet; `every`: the sheets of all sessions, beside models."""

    paper: Paper
    slug: str
    asked: bool
    sheets: tuple[Sheet, ...]
    every: bool = False


def wanted(brief: Brief) -> frozenset[str]:
    """Every piece that the brief names: demanded, one of a choice, or the answer to a requirement."""
    names = [name for demand in brief.pieces for choice in demand.any_of for name in choice]
    names += [demand.piece for demand in brief.pieces if demand.piece]
    return frozenset(names + [demand.piece for demand in brief.requirements if demand.piece])


def papers(
    inputs: Inputs, schedule: Schedule, names: Mapping[str, Any], figures: Mapping[str, Figure]
) -> tuple[Papers, Diagnostics]:
    """The bare documents, and every problem of their templates; one that can't be made is left out and reported.

    A buyer reads one sheet a group as a model; the offer that names the template too has the sheets of all sessions
    beside the packet, ready to print.
    """
    demanded: list[Document] = []
    aside: list[Document] = []
    problems: list[Diagnostic] = []
    env = environment()
    known = added(inputs, schedule, names)
    for run in runs(inputs, schedule):
        made, found = _document(env, run, inputs, (known, figures))
        problems += found if not run.every else ()
        if made:
            (demanded if run.asked else aside).append(made)
    return Papers(tuple(demanded), tuple(aside)), tuple(problems)


def runs(inputs: Inputs, schedule: Schedule) -> Iterator[Run]:
    """Each document to make: its template, its slug and its copies."""
    pieces = wanted(inputs.brief.value)
    for paper in inputs.papers:
        asked, by_session = paper.head.piece in pieces, paper.head.each == "session"
        sheets = tuple(_sheets(paper, inputs, models(schedule) if asked else schedule))
        yield Run(paper, paper.head.id, asked, sheets)
        if asked and by_session and paper.head.id in inputs.offer.value.documents:
            every = tuple(_sheets(paper, inputs, schedule))
            yield Run(paper, f"{paper.head.id}-toutes-les-seances", False, every, every=True)


def models(schedule: Schedule) -> Schedule:
    """The schedule with the first session of each group only."""
    first = {event.group: event for event in reversed(schedule.sessions)}
    return replace(schedule, events=tuple(event for event in schedule.events if event in first.values()))


def added(inputs: Inputs, schedule: Schedule, names: Mapping[str, Any]) -> Mapping[str, Any]:
    """The names of every block, and what templates of documents may name beside them."""
    if not inputs.papers:
        return names
    brief, candidate, nda = inputs.brief.value, inputs.candidate.value, inputs.candidate.value.nda
    minutes = [minutes_between(event.start, event.end) for event in schedule.typical]
    words = declaration(nda.number, nda.prefect, inputs.offer.value.date) if nda else None
    return {
        **names,
        "buyer": designation(brief.buyer),
        "siret": spaced(candidate.siret, 3, 3, 3, 5),
        "declaration": words,
        "pieces": tuple(paper.head.piece for paper in inputs.papers if paper.head.piece in wanted(brief)),
        "session_minutes": minutes[0] if minutes else 0,
        "total_minutes": sum(minutes),
    }


Known = tuple[Mapping[str, Any], Mapping[str, Figure]]


def _document(env: Sandbox, run: Run, inputs: Inputs, known: Known) -> tuple[Document | None, Diagnostics]:
    parts: list[Part] = []
    head = run.paper.head
    for number in range(len(run.sheets)):
        nodes, problems = paper_nodes(env, run, number, run.paper.body, known)
        if nodes is None or problems:
            return None, problems
        parts.append(Part(anchor("document", f"{run.slug}-{number}"), nodes, Origin(head.id, run.paper.file)))
    subtitle = inputs.brief.value.title if head.each == "offer" else ""  # a sheet needs all its room
    return Document(head.piece, run.slug, head.title, subtitle, parts=tuple(parts)), ()


def _sheets(paper: Paper, inputs: Inputs, schedule: Schedule) -> Iterator[Sheet]:
    """One copy for the offer, or one for each session or group."""
    groups = {group.key: group for group in schedule.groups}
    first = next(iter(schedule.groups), Group("", "", None, inputs.lead.key))
    match paper.head.each:
        case "session":
            for event in schedule.sessions:
                group = groups.get(event.group, first)
                yield _sheet(inputs, group, event, event.intervener or group.intervener)
        case "group":
            for group in schedule.groups:
                yield _sheet(inputs, group, next(iter(schedule.of(group.key)), None), group.intervener)
        case _:
            yield _sheet(inputs, first, None, "")


def _sheet(inputs: Inputs, group: Group, event: Event | None, key: str) -> Sheet:
    person = next((person for person in inputs.team if person.key == key), inputs.lead)
    places = group.size or inputs.brief.value.service.participants or inputs.approach.value.group.max
    return Sheet(group, person.file.value, places, event)


def paper_nodes(
    env: Sandbox, run: Run, number: int, body: str, known: Known
) -> tuple[tuple[Node, ...] | None, Diagnostics]:
    """The nodes of one copy, were this its template's body; from the second on, each opens a page."""
    paper, (names, figures) = run.paper, known
    rendered, problems = render(env, body, paper.file, paper.first_line, {**names, "sheet": run.sheets[number]})
    if rendered is None:
        return None, problems
    nodes, problems = tree(rendered.text, paper.file, rendered.lines)
    nodes, missing = drawn(nodes, figures, paper.file)
    raised = tuple(_raised(node, paper.head.numbered) for node in nodes)
    return ((PageBreak(), *raised) if number else raised), (*problems, *missing)


def _raised(node: Node, numbered: bool) -> Node:
    """A heading one level up: the document's own title stands above, and no section of a note does."""
    return replace(node, level=node.level - 1, numbered=numbered) if isinstance(node, Heading) else node
