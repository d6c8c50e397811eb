"""Drafts of blocks: a scaffold for a new one."""

from __future__ import annotations

from pathlib import Path

from generator.build.preview import library
from generator.foundation.diagnostic import Diagnostics, Span, error
from generator.library.blocks import parse_block, read_blocks


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


def quoted(text: str) -> str:
    """The text as a YAML value that stays this text."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
