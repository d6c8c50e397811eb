"""`offer blocks`: the shelf of blocks, or why an offer takes each or leaves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.show import show, show_data
from generator.foundation.diagnostic import Diagnostics, blocks

if TYPE_CHECKING:
    from generator.brief.brief import Requirement
    from generator.build.preview import Selection
    from generator.library.block import Block
    from generator.library.select import Choice

Told = tuple[object, Iterator[str], Diagnostics]  # as data, as lines, and what is wrong

PARTS = {
    "opening": "Ouverture",
    "objectives": "Objectifs",
    "method": "Méthode",
    "rhythm": "Rythme",
    "evaluation": "Évaluation",
    "closing": "Fin",
}


@click.command(
    cls=FrenchCommand,
    name="blocks",
    help="Liste les blocs, ou dit pourquoi une offre les prend ou les laisse.",
)
@click.option("--why", "client", metavar="CLIENT", help="Chaque bloc de cette offre, et les demandes sans réponse.")
@workspace_option
@format_option("text", "json")
def command(client: str | None, workspace: Path, form: str) -> int:
    """Prints the library, or the choices of one offer; 1 when a file is wrong."""
    made, told, findings = _library(workspace) if client is None else _selection(workspace, client)
    if form == "json":
        show_data(client or "", made, findings)
    else:
        for line in told:
            click.echo(line)
        show(client or "", findings, form)
    return 1 if blocks(findings) else 0


def _library(workspace: Path) -> Told:
    from generator.build.preview import library

    shelf, findings = library(workspace)
    return [_data(block) for block in shelf], _shelf(shelf), findings


def _selection(workspace: Path, client: str) -> Told:
    from generator.build.clients import clients
    from generator.build.preview import selected

    known_client(client, clients(workspace))
    selection, findings = selected(workspace, client)
    if selection is None:
        return None, iter(()), findings
    return _why_data(selection), _why(selection), findings


def _shelf(shelf: tuple[Block, ...]) -> Iterator[str]:
    from generator.cli.columns import columns

    for part, title in PARTS.items():
        here = sorted((b for b in shelf if b.head.part == part), key=lambda b: (b.head.rank, b.id))
        if here:
            yield click.style(f"{title} ({part})", bold=True)
            yield from columns((b.id, b.head.title, ", ".join(b.head.topics)) for b in here)


def _why(selection: Selection) -> Iterator[str]:
    texts = {demand.id: demand.text for demand in selection.demands}
    groups = [
        (title, [c for c in selection.choices if c.taken and c.block.head.part == p]) for p, title in PARTS.items()
    ]
    groups.append(("Blocs laissés", [choice for choice in selection.choices if not choice.taken]))
    for title, choices in groups:
        if choices:
            yield click.style(title, bold=True)
        for choice in choices:
            yield from _choice(choice, texts)
    yield from _unanswered(selection.unanswered)


def _choice(choice: Choice, texts: Mapping[str, str]) -> Iterator[str]:
    """The block with its reasons; the demands that it answers follow, each with its text."""
    answers = choice.answers if choice.taken else ()
    reasons = [reason for reason in choice.reasons if not (answers and reason.startswith("répond à"))]
    yield f"  {choice.block.id}" + (f" : {' ; '.join(reasons)}" if reasons else "")
    yield from (f"      {name} {texts[name]}" for name in answers)


def _unanswered(demands: tuple[Requirement, ...]) -> Iterator[str]:
    if not demands:
        yield click.style("Chaque demande qui attend un bloc en a un.", bold=True)
        return
    yield click.style(f"Demandes sans bloc ({len(demands)})", fg="red", bold=True)
    for demand in demands:
        yield f"  {demand.id} {demand.text}"
        yield f"      aide : écrivez un bloc dont « topics » contient « {demand.topic} »"


def _data(block: Block) -> dict[str, object]:
    head = block.head
    return {
        "id": block.id,
        "title": head.title,
        "part": head.part,
        "topics": list(head.topics),
        "file": block.file,
    }


def _why_data(selection: Selection) -> dict[str, object]:
    return {
        "blocks": [
            _data(choice.block)
            | {"taken": choice.taken, "reasons": list(choice.reasons), "answers": list(choice.answers)}
            for choice in selection.choices
        ],
        "requirements": [
            {
                "id": d.id,
                "text": d.text,
                "topic": d.topic,
                "piece": d.piece,
                "blocks": list(selection.answers(d)),
            }
            for d in selection.demands
        ],
        "unanswered": [demand.id for demand in selection.unanswered],
    }
