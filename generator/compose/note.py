"""The note méthodologique: the buyer's sections in the buyer's order and words, each filled by the chosen blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.brief.designation import designation
from generator.compose.chapters import Chapter, chapter_of, chapters
from generator.compose.dossier import Inputs
from generator.compose.filters import et
from generator.compose.questions import questioned
from generator.compose.template import Sandbox, environment, render
from generator.document.anchors import anchor
from generator.document.markdown import tree
from generator.document.tree import (
    Contents,
    Document,
    Figure,
    Heading,
    Node,
    Origin,
    Part,
    Runs,
    Signature,
    Text,
)
from generator.foundation import days
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, near_miss
from generator.library.block import Block
from generator.library.select import Choice

KEY = "note"


def note_document(
    inputs: Inputs, choices: Iterable[Choice], names: Mapping[str, Any], figures: Mapping[str, Figure]
) -> tuple[Document, Diagnostics]:
    """The bare note and every problem of its blocks; a block that can't be made is left out and reported."""
    brief, outline = inputs.brief.value, inputs.outline.value
    taken = tuple(choice for choice in choices if choice.taken)
    parts, problems = body(inputs, taken, names, figures)
    relies = {anchor(KEY, choice.block.id): choice.block.head.relies_on for choice in taken}
    asked = questioned(parts, relies, brief.assumptions)
    whole = (Part(anchor(KEY, "contents"), (Contents(2),)), *asked, signature_part(inputs))
    slug = "note-methodologique"
    demand = brief.demand("note")
    title = (demand.title if demand else None) or outline.title
    return Document(KEY, slug, title, brief.title, cover=cover(inputs), parts=whole), problems


def body(
    inputs: Inputs, taken: tuple[Choice, ...], names: Mapping[str, Any], figures: Mapping[str, Figure]
) -> tuple[tuple[Part, ...], Diagnostics]:
    """Each section's heading, then its blocks; a section without a block is left out."""
    env = environment()
    parts: list[Part] = []
    problems: list[Diagnostic] = []
    for chapter, here in placed(inputs, taken):
        heading = Heading(1, (Text(chapter.title),), chapter.numbered, anchor=chapter.key)
        parts.append(Part(anchor(KEY, f"section-{chapter.key}"), (heading,)))
        for choice in here:
            block = choice.block
            nodes, more = block_nodes(env, block, block.body, names, figures)
            problems += more
            if nodes is not None:
                nodes = nodes if chapter.numbered else unnumbered(nodes)
                parts.append(Part(anchor(KEY, block.id), nodes, Origin(block.id, block.file, choice.answers)))
    return tuple(parts), tuple(problems)


def placed(inputs: Inputs, taken: Iterable[Choice]) -> tuple[tuple[Chapter, tuple[Choice, ...]], ...]:
    """Each chapter that holds a block, with its blocks."""
    found = chapters(inputs.outline.value, inputs.brief.value)
    homes = [(choice, chapter_of(choice.block, found)) for choice in taken]
    filled = [(chapter, tuple(choice for choice, home in homes if home is chapter)) for chapter in found]
    return tuple((chapter, here) for chapter, here in filled if here)


def block_nodes(
    env: Sandbox, block: Block, body: str, names: Mapping[str, Any], figures: Mapping[str, Figure]
) -> tuple[tuple[Node, ...] | None, Diagnostics]:
    """The nodes that one block gives, were this its body; None when its template fails."""
    rendered, problems = render(env, body, block.file, block.first_line, names)
    if rendered is None:
        return None, problems
    nodes, problems = tree(rendered.text, block.file, rendered.lines)
    nodes, missing = drawn(pictured(nodes, dict(block.pictures)), figures, block.file)
    return nodes, (*problems, *missing)


def unnumbered(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes with their headings uncounted: only the buyer's sections and what stands below them carry numbers."""
    return tuple(replace(node, numbered=False) if isinstance(node, Heading) else node for node in nodes)


def drawn(nodes: tuple[Node, ...], figures: Mapping[str, Figure], file: str) -> tuple[tuple[Node, ...], Diagnostics]:
    """The nodes with each named figure drawn."""
    done: list[Node] = []
    problems: list[Diagnostic] = []
    for node in nodes:
        if isinstance(node, Figure) and node.name in figures:
            figure = figures[node.name]
            done.append(replace(figure, caption=node.caption or figure.caption, line=node.line))
        elif isinstance(node, Figure) and not node.data:
            hint = near_miss(node.name, figures) or "figures connues : " + ", ".join(sorted(figures))
            problems.append(error("L205", Span(file, node.line, 1), f"figure inconnue « {node.name} »", hint))
        else:
            done.append(node)
    return tuple(done), tuple(problems)


def pictured(nodes: tuple[Node, ...], pictures: Mapping[str, bytes]) -> tuple[Node, ...]:
    """The nodes with the bytes of each figure that is a file beside its block."""
    return tuple(
        replace(n, data=pictures[n.name]) if isinstance(n, Figure) and n.name in pictures else n for n in nodes
    )


def cover(inputs: Inputs) -> tuple[Runs, ...]:
    """The lines of the title page."""
    brief, offer = inputs.brief.value, inputs.offer.value
    running = {key for group in offer.planning.groups for key in group.interveners}
    team = [person for person in inputs.team if person.member.role != "substitute" or person.key in running]
    animators = [person.file.value.name for person in team]
    lines = [
        ("Acheteur", designation(brief.buyer)),
        ("Procédure", f"{brief.procedure}" + (f", référence {brief.reference}" if brief.reference else "")),
        *_lots(inputs),
        *_bidders(inputs),
        ("Intervenants" if len(animators) > 1 else "Intervenant", et(animators)),
        ("Date de la note", days.long(offer.date)),
    ]
    return tuple((Text(f"{label} : ", strong=True), Text(value)) for label, value in lines)


def _lots(inputs: Inputs) -> tuple[tuple[str, str], ...]:
    """The lots that we answer: « 1 (Travailleurs sociaux) et 2 (Assistants familiaux) »."""
    numbers = inputs.offer.value.lots
    if not numbers:
        return ()
    lots = ((number, inputs.brief.value.lot(number)) for number in numbers)
    named = et(f"{number} ({lot.title})" if lot else str(number) for number, lot in lots)
    return (("Lot" if len(numbers) == 1 else "Lots", named),)


def _bidders(inputs: Inputs) -> tuple[tuple[str, str], ...]:
    """Who answers; of a groupement, its leader, then every other member."""
    candidate, consortium = inputs.candidate.value, inputs.offer.value.consortium
    us = ("Candidat", f"{candidate.name}, {candidate.address.postcode} {candidate.address.town}")
    if not consortium:
        return (us,)
    names: dict[str | None, str] = {key: partner.value.name for key, partner in inputs.partners}
    names[None] = candidate.name
    others = [names[share.partner] for share in consortium.members if share.partner != consortium.leader]
    return (
        ("Candidat", f"groupement {consortium.form}"),
        ("Mandataire", names[consortium.leader]),
        ("Autre membre" if len(others) == 1 else "Autres membres", et(others)),
    )


def signature_part(inputs: Inputs) -> Part:
    """Place, date and the room to sign: the note is dated by the offer, signed by a person."""
    offer, candidate = inputs.offer.value, inputs.candidate.value
    signatory = candidate.signatory
    lines: tuple[Runs, ...] = (
        (Text(f"Fait à {offer.town}, le {days.long(offer.date)}"),),
        (Text(f"Pour {candidate.name}"),),
        (Text(f"{signatory.name}, {signatory.capacity}", strong=True),),
    )
    return Part(anchor(KEY, "signature"), (Signature("signature-note", lines),))
