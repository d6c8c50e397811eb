"""An organisation's old Word note to draft blocks: that is how a newcomer's library begins.

Words, tables, lists and pictures are kept; topics and parts are only proposed, so every block is a draft that no offer
takes until a person has confirmed them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.document.mark_up import markdown_of
from generator.document.tree import Document, Figure, Node, Paragraph, Signature, nodes
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, info, ordered, warning
from generator.foundation.words import folded
from generator.importers.cutting import Piece, cut
from generator.importers.raster import as_png
from generator.importers.remains import Known, named_files, remains, with_told
from generator.importers.suggestions import UNKNOWN, Lexicon, Suggestion, lexicon
from generator.library.block import Block
from generator.library.blocks import parse_block
from generator.library.clashes import overlap, said
from generator.readers.docx import read

LONGEST: Final = 48  # letters of an id
_ALIKE: Final = 0.5
_INVISIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u2028\u2029\ue000\ue001\ufeff\ufffe\uffff]")
_DEVICES: Final = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")  # names that Windows keeps for itself
_FORMATTING: Final = ("W713", "W715")  # what the tree has no node for: told once, with a count


@dataclass(frozen=True, slots=True)
class Draft:
    """A block proposed: its file, its text, what its topics are taken from."""

    file: str
    text: str
    block: Block
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Imported:
    """The drafts, the pictures beside them by file, and what a person must look at."""

    drafts: tuple[Draft, ...]
    pictures: Mapping[str, bytes]
    findings: Diagnostics

    @property
    def files(self) -> dict[str, bytes]:
        """Every file to write, by path in the workspace."""
        return {draft.file: draft.text.encode() for draft in self.drafts} | dict(self.pictures)


def imported(
    data: bytes, folder: str, shelf: Iterable[Block], names: Known, level: int = 2
) -> tuple[Imported | None, Diagnostics]:
    """The drafts cut from this .docx, to be written in `folder`; None when it can't be read or says nothing.

    `names` are those that a block must not hold.
    """
    document, told = read(data)
    if document is None:
        return None, told
    blocks = tuple(shelf)
    pieces = cut(_signed(nodes(document)), level)
    if not pieces:
        return None, (error("L261", None, "ce document Word ne contient aucun texte", "vérifiez que c'est le bon"),)
    taken = {block.id for block in blocks}
    known = lexicon(blocks)
    drafts: list[Draft] = []
    pictures: dict[str, bytes] = {}
    findings: list[Diagnostic] = [*_read_as(document, told, folder)]
    for rank, piece in enumerate(pieces, 1):
        made, images, found = _draft(piece, folder, taken, known, rank)
        drafts.append(made)
        pictures |= images
        findings += [*found, *_alike(made, blocks)]
        taken.add(made.block.id)
    sought = with_told(names, [draft.text for draft in drafts])
    for draft in drafts:
        findings += [*remains(draft.text, draft.file, sought), *named_files(draft.file, sought)]
    return Imported(tuple(drafts), pictures, ordered(findings)), ()


def _signed(found: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(node for node in found if not isinstance(node, Signature) or node.lines)


def _draft(
    piece: Piece, folder: str, taken: set[str], known: Lexicon, rank: int
) -> tuple[Draft, dict[str, bytes], list[Diagnostic]]:
    name = _free(_key(piece.title), taken)
    file = f"{folder}/{name}.md"
    kept, pictures, problems = _pictured(piece.nodes, name, folder, file)
    body = markdown_of(kept).replace("’", "'")  # composing puts « ’ » back
    title = _INVISIBLE.sub(" ", piece.title)
    suggestion = known.suggestion(title, body)
    text = _head(name, title, suggestion, rank) + (body if body.strip() else "À écrire.\n")
    block, slips = parse_block(text, file)
    if block is None:  # what is written here must read back: anything else is a bug
        raise AssertionError("\n".join(map(str, slips)))
    return Draft(file, text, block, suggestion), pictures, problems


def _head(name: str, title: str, suggestion: Suggestion, rank: int) -> str:
    topics = ", ".join(suggestion.topics)
    sure = "à trouver" if suggestion.topics == (UNKNOWN,) else "proposés : à confirmer"
    quoted = title[:120].replace("\\", "\\\\").replace('"', '\\"')
    return f"""\
---
id: {name}
title: "{quoted}"
part: {suggestion.part}
rank: {min(rank * 2, 99)}
topics: [{topics}]  # {sure}
owner: null
reviewed: null
review_months: 24
draft: true  # retirez cette ligne quand le texte est relu et les sujets confirmés
---
"""


def _key(title: str) -> str:
    """The id nearest to this title."""
    key = re.sub(r"[^a-z0-9]+", "-", folded(title)).strip("-")
    key = f"bloc-{key}" if _DEVICES.fullmatch(key) else key
    return key[:LONGEST].rpartition("-")[0] if len(key) > LONGEST and "-" in key[:LONGEST] else key[:LONGEST] or "bloc"


def _free(name: str, taken: set[str]) -> str:
    return next(each for each in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)


# --- pictures --------------------------------------------------------------------------------------


def _pictured(
    found: Iterable[Node], name: str, folder: str, file: str
) -> tuple[tuple[Node, ...], dict[str, bytes], list[Diagnostic]]:
    """The nodes with their pictures named, and these as PNG; one that can't be read is told, its caption kept."""
    kept: list[Node] = []
    pictures: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for node in found:
        if not isinstance(node, Figure):
            kept.append(node)
            continue
        data = as_png(node.data)
        if data is None:
            said_ = f"image illisible « {node.name or 'sans nom'} » : elle n'est pas reprise"
            problems.append(warning("L262", Span(file), said_, "enregistrez-la en PNG, puis placez-la dans le bloc"))
            kept += _words(node)
            continue
        picture = f"{name}-{len(pictures) + 1}.png"
        pictures[f"{folder}/{picture}"] = data
        if not node.alt:
            hint = "écrivez en une phrase ce que montre l'image"
            problems.append(warning("L262", Span(file), f"image « {picture} » sans texte de remplacement", hint))
        kept.append(replace(node, name=picture, alt=node.alt or "Image à décrire", width=min(max(node.width, 5), 160)))
    return tuple(kept), pictures, problems


def _words(node: Figure) -> list[Node]:
    return [Paragraph(node.caption)] if node.caption else []


# --- what a person must know -----------------------------------------------------------------------


def _read_as(document: Document, told: Diagnostics, folder: str) -> Iterable[Diagnostic]:
    """What was not kept of the document: its title, its title page, formatting."""
    place = Span(folder)
    lost = [finding for finding in told if finding.code in _FORMATTING]
    if lost:
        said_ = f"{len(lost)} mises en forme que les documents ne gardent pas (couleurs, tailles, styles)"
        yield info("L263", place, said_, "rien à faire : le texte est gardé")
    if document.title or document.cover:
        said_ = f"page de titre non reprise : « {document.title or 'sans titre'} »"
        yield info("L263", place, said_, "chaque offre a la sienne")
    for finding in told:
        if finding.code not in {*_FORMATTING, "W717"}:
            yield replace(finding, span=finding.span or place)


def _alike(draft: Draft, shelf: Iterable[Block]) -> Iterable[Diagnostic]:
    """A block of the library that says the same already."""
    words = said(draft.block)
    for block in shelf:
        share = overlap(words, said(block))
        if share >= _ALIKE:
            said_ = f"ce texte ressemble à « {block.id} » ({block.file}, {share:.0%})".replace("%", " %")
            yield info("L264", Span(draft.file, 1), said_, "gardez l'un des deux")
