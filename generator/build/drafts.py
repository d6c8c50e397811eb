"""Drafts of blocks: a scaffold for a new one, and those cut from an old Word note."""

from __future__ import annotations

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
from generator.importers.remains import worth
from generator.library.blocks import parse_block, read_blocks
from generator.team.intervener import Intervener

LARGEST = 60_000_000  # bytes of a Word file


def new_block(
    workspace: Path, name: str, topics: tuple[str, ...], part: str, title: str, client: str | None
) -> tuple[str, str, Diagnostics]:
    """The file of a new block, its text, and why it can't be written: an id taken, or of the wrong shape."""
    folder = f"offers/{client}/blocks" if client else f"boilerplate/blocks/{name.partition('-')[0]}"
    file = f"{folder}/{name}.md"
    text = scaffold(name, title or name.replace("-", " ").capitalize(), part, topics)
    _, problems = parse_block(text, file, client is not None)
    if problems:
        return file, text, problems
    shelf = library(workspace)[0] if client is None else read_blocks(workspace / folder, workspace, client=True)[0]
    taken = next((block.file for block in shelf if block.id == name), "")
    if taken or (workspace / file).exists():
        said = f"le bloc « {name} » existe déjà ({taken or file}) : rien n'est écrit"
        return file, text, (error("E911", Span(taken or file), said, "choisissez un autre identifiant"),)
    return file, text, ()


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


def note_drafts(workspace: Path, path: Path, name: str, level: int) -> tuple[Imported | None, Diagnostics]:
    """The drafts cut from a .docx, for boilerplate/blocks/import-<name>/, or why there are none."""
    folder = f"boilerplate/blocks/import-{suggested_key(name or path.stem).removeprefix('client-') or 'note'}"
    if (workspace / folder).exists():
        said = f"le dossier {folder} existe déjà : rien n'est écrit"
        return None, (error("E911", Span(folder), said, "relisez-le d'abord, ou donnez un autre nom : --name"),)
    data, problems = given(path, LARGEST)
    if data is None:
        return None, problems
    made, problems = imported(data, folder, library(workspace)[0], _names(workspace), level)
    return made, tuple(replace(problem, span=problem.span or Span(path.name)) for problem in problems)


def _names(workspace: Path) -> dict[str, str]:
    """The names that no common block may hold, each with what to write instead."""
    names: dict[str, str] = {}
    candidate, _ = read_record(workspace / "boilerplate/candidate.yaml", "candidate.yaml", Candidate)
    if candidate:
        names[candidate.value.name] = "écrivez « nous », ou {{ candidate.name }}"
        names[candidate.value.signatory.name] = "retirez-le : la signature le donne"
    for path in sorted((workspace / "boilerplate/interveners").glob("*.yaml")):
        if person := read_record(path, path.name, Intervener)[0]:
            names[person.value.name] = "écrivez « l'intervenant », ou {{ lead.name }}"
    for client in clients(workspace):
        brief, _ = read_record(workspace / f"offers/{client}/brief.yaml", "brief.yaml", Brief)
        buyer = brief.value.buyer if brief else None
        for name in worth((buyer.name, buyer.place, *buyer.services) if buyer else ()):
            names[name] = f"retirez-le : c'est un nom de l'offre « {client} »"
    return names


def quoted(text: str) -> str:
    """The text as a YAML value that stays this text."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
