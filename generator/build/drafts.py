"""Drafts of blocks: a scaffold for a new one, and those cut from an old Word note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.build.clients import clients
from generator.build.preview import library
from generator.build.scaffold import suggested_key
from generator.foundation.diagnostic import Diagnostics, Span, error
from generator.foundation.files import given
from generator.foundation.record import read_record
from generator.importers.note_blocks import Imported, imported
from generator.importers.remains import Known, worth
from generator.importers.suggestions import lexicon
from generator.library.block import Block
from generator.library.blocks import parse_block, read_blocks
from generator.library.proposals import part_of, title_of
from generator.team.intervener import Intervener

LARGEST = 60_000_000  # bytes of a Word file


def new_block(
    workspace: Path, name: str, topics: tuple[str, ...], part: str | None, title: str, client: str | None
) -> tuple[str, str, Diagnostics]:
    """The file of a new block, its text, and why it can't be written: an id taken, or of the wrong shape.

    Without a part, it stands with the blocks of its topics; without a title, it has its id's words.
    """
    folder = f"offers/{client}/blocks" if client else f"boilerplate/blocks/{name.partition('-')[0]}"
    file = f"{folder}/{name}.md"
    common = library(workspace)[0]
    own = read_blocks(workspace / folder, workspace, client=True)[0] if client else ()
    blocks = (*common, *own)
    part = part or part_of(topics, blocks) or lexicon(()).parts.get(topics[0], "method")
    text = scaffold(name, title or title_of(name, _texts(workspace, blocks)), part, topics)
    _, problems = parse_block(text, file, client is not None)
    if problems:
        return file, text, problems
    taken = next((block.file for block in (own if client else common) if block.id == name), "")
    if taken or (workspace / file).exists():
        said = f"le bloc « {name} » existe déjà ({taken or file}) : rien n'est écrit"
        return file, text, (error("E911", Span(taken or file), said, "choisissez un autre identifiant"),)
    return file, text, ()


def _texts(workspace: Path, blocks: Iterable[Block]) -> Iterator[str]:
    """What shows how the words of a title are spelled: the blocks, then the demands."""
    for block in blocks:
        yield f"{block.head.title}\n{block.body}"
    for client in clients(workspace):
        if brief := read_record(workspace / f"offers/{client}/brief.yaml", "brief.yaml", Brief)[0]:
            value = brief.value
            yield "\n".join(
                (value.title, value.buyer.name or "", *value.service.themes, *(r.text for r in value.requirements))
            )


def scaffold(name: str, title: str, part: str, topics: tuple[str, ...]) -> str:
    """The text of a block to be written, that reads back."""
    return f"""\
---
id: {name}
title: {quoted(title)}
part: {part}
rank: 50
topics: [{", ".join(topics)}]
# when: {{voluntary: true}}          # conditions ; voir docs/ajouter-un-bloc.md
# relies_on: [service.participants]  # champs de la demande dont le texte dépend
# asserts: [{{field: service.participants, at_most: 15}}]
# cites: [has-essms-2022]            # textes cités par cite("clé")
owner: null                          # qui répond de ce texte
reviewed: null                       # date de la dernière relecture
review_months: 24
draft: true                          # retirez cette ligne quand le texte est relu
---
## {title}

Écrivez ici ce que l'acheteur doit lire. La séance dure {{{{ approach.minutes | duration }}}}.
"""


def note_drafts(
    workspace: Path, path: Path, name: str, level: int, client: str | None = None
) -> tuple[Imported | None, Diagnostics]:
    """The drafts cut from a .docx, for boilerplate/blocks/import-<name>/ or the client's blocks, or why there are none.

    A draft never takes the id of a common block: under it, it would replace that block for the client.
    """
    home = f"offers/{client}/blocks" if client else "boilerplate/blocks"
    folder = f"{home}/import-{suggested_key(name or path.stem).removeprefix('client-') or 'note'}"
    if (workspace / folder).exists():
        said = f"le dossier {folder} existe déjà : rien n'est écrit"
        return None, (error("E911", Span(folder), said, "relisez-le d'abord, ou donnez un autre nom : --name"),)
    data, problems = given(path, LARGEST)
    if data is None:
        return None, problems
    own = read_blocks(workspace / home, workspace, client=True)[0] if client else ()
    shelf = (*library(workspace)[0], *own)
    made, problems = imported(data, folder, shelf, _names(workspace, client), level)
    return made, tuple(replace(problem, span=problem.span or Span(path.name)) for problem in problems)


def _names(workspace: Path, own: str | None = None) -> Known:
    """The names that no block may hold, each with what to write instead; `own` is the client whose own blocks may."""
    names: dict[str, str] = {}
    candidate, _ = read_record(workspace / "boilerplate/candidate.yaml", "candidate.yaml", Candidate)
    if candidate:
        names[candidate.value.name] = "écrivez « nous », ou {{ candidate.name }}"
        names[candidate.value.signatory.name] = "retirez-le : la signature le donne"
    for path in sorted((workspace / "boilerplate/interveners").glob("*.yaml")):
        if person := read_record(path, path.name, Intervener)[0]:
            names[person.value.name] = "écrivez « l'intervenant », ou {{ lead.name }}"
    kept: tuple[str, ...] = ()
    for client in clients(workspace):
        brief, _ = read_record(workspace / f"offers/{client}/brief.yaml", "brief.yaml", Brief)
        buyer = brief.value.buyer if brief else None
        said = worth((buyer.name, buyer.place, *buyer.services) if buyer else ())
        if client == own:
            kept = said
        else:
            names |= dict.fromkeys(said, f"retirez-le : c'est un nom de l'offre « {client} »")
    return Known({name: hint for name, hint in names.items() if name not in kept}, kept)


def quoted(text: str) -> str:
    """The text as a YAML value that stays this text."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
