"""`offer review`: reads reviewed files, proposes what the sources become, tries it on a copy, then writes it whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.brief.reviewing import Applied, Entry, Journal
from generator.build.proposing import proposals_of
from generator.build.recognition import author_of, opened, recognised, voices
from generator.build.rehearsal import composed, put, scratch, text_of
from generator.build.settling import settled
from generator.compose.dossier import Dossier
from generator.document.stored import fingerprint
from generator.document.tree import Node
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, Span, blocks, error
from generator.foundation.files import sha256
from generator.foundation.record import read_record
from generator.review.data import Datum, data_of
from generator.review.journal import already
from generator.review.library import shareable
from generator.review.outcome import Submission, fronted
from generator.review.proposal import Proposal
from generator.review.writing import (
    Writing,
    entries_of,
    override,
    unfinished,
    write_blocks,
    write_comments,
    write_field,
    write_journal,
    write_order,
    write_removals,
)

EXIT_FILES = 4


@dataclass(frozen=True, slots=True)
class Review:
    """What reviewed files propose for one offer. `data` by document; `settled` are those that offer.yaml takes.

    `texts` are the files to write, by path in the workspace, `pictures` those that are bytes.
    """

    client: str
    proposals: tuple[Proposal, ...]
    data: tuple[tuple[Datum, ...], ...]
    settled: tuple[Datum, ...]
    news: tuple[Entry, ...]
    texts: dict[str, str]
    pictures: dict[str, bytes]
    problems: Diagnostics
    before: Mapping[str, Applied] = field(default_factory=dict)  # files applied earlier, by name


def review(
    workspace: Path, client: str, files: Sequence[Path], by: str = "", shared: bool = False, again: bool = True
) -> Review:
    """The proposal of these files; raises Rejected when one can't be read, or is not of this offer.

    `shared`: changes without anything of this client go to the common blocks. `again`: files that the journal knows
    are shown too; without it they count for nothing more.
    """
    dossier = composed(workspace, client)
    held, problems = _read(workspace, client, files, by, dossier)
    journal = _journal(workspace, client)
    every = [one for ones in held.values() for one in ones]
    before = {one.name: old for one in every if (old := already(journal, one.sha256))}
    if not again:
        fresh = {slug: tuple(one for one in ones if one.name not in before) for slug, ones in held.items()}
        held = {slug: ones for slug, ones in fresh.items() if ones}
    first = proposals_of(dossier, held)
    tried = [datum for proposal in first for datum in data_of(dossier.inputs, proposal) if datum.settles]
    settled_data = settled(workspace, client, held, first, tried)
    writing = Writing(client, partial(text_of, workspace))
    done = tuple(datum for datum in settled_data if write_field(writing, datum))
    if done:
        with scratch(workspace, client) as copy:
            put(copy, writing.texts, {})
            dossier = composed(copy, client)
    before_data = {one.document.slug: one.outcome.now for one in first}
    proposals = proposals_of(dossier, held, before_data) if done else first
    made = _written(dossier, proposals, (writing, done), (held, by, shared), problems)
    return replace(made, before=before)


def _written(
    dossier: Dossier,
    proposals: tuple[Proposal, ...],
    begun: tuple[Writing, tuple[Datum, ...]],
    asked: tuple[dict[str, tuple[Submission, ...]], str, bool],
    problems: list[Diagnostic],
) -> Review:
    writing, settled = begun
    held, by, shared = asked
    inputs = dossier.inputs
    data = tuple(data_of(inputs, proposal) for proposal in proposals)
    news: list[Entry] = []
    for proposal, found in zip(proposals, data, strict=True):
        common = shareable(dossier, proposal)[0] if shared else ()
        write_blocks(writing, dossier, proposal, common)
        news += write_order(writing, dossier, proposal)
        news += write_removals(writing, dossier, proposal)
        news += entries_of(proposal, found)
    known = inputs.reviewing.value.comments
    entries = write_comments(writing, known, proposals, news)
    records = [_applied(proposal, one, by) for proposal in proposals for one in held[proposal.document.slug]]
    write_journal(writing, records)
    states = {entry.id: entry.state for entry in known}
    added = tuple(entry for entry in entries if entry.state == "open" and states.get(entry.id) != "open")
    return Review(
        inputs.client,
        proposals,
        data,
        settled,
        added,
        {file: text for file, text in writing.texts.items() if text != writing.read(file)},
        writing.files,
        tuple(problems),
    )


def apply(workspace: Path, made: Review, files: Sequence[Path]) -> Diagnostics:
    """Writes what the review proposes, once it was tried on a copy; says where the text differs from the reviewer's.

    Raises Rejected, with nothing written, when the offer would no longer be readable.
    """
    with scratch(workspace, made.client) as copy:
        put(copy, made.texts, made.pictures)
        told = _differences(composed(copy, made.client), made)
    kept = {_shelf(workspace, made.client, path): path.read_bytes() for path in files}
    put(workspace, made.texts, made.pictures | kept)
    return told


# --- reading -----------------------------------------------------------------------------------


def _read(
    workspace: Path, client: str, files: Sequence[Path], by: str, dossier: Dossier
) -> tuple[dict[str, tuple[Submission, ...]], list[Diagnostic]]:
    """Every file by the document that it is; what must be known of them."""
    held: dict[str, tuple[Submission, ...]] = {}
    problems: list[Diagnostic] = []
    bad: list[Diagnostic] = []
    for path in files:
        one, found = opened(path)
        if one is None:
            bad += found
            continue
        slug, doubts = recognised(workspace, client, dossier, path.name, one)
        refused = [doubt for doubt in doubts if blocks((doubt,))]
        bad += refused
        problems += [*(replace(each, span=Span(path.name)) for each in found), *(d for d in doubts if d not in refused)]
        if slug:
            submission = Submission(path.name, sha256(path.read_bytes()), by or author_of(one) or path.name, one)
            held[slug] = (*held.get(slug, ()), submission)
    if bad:
        raise Rejected(bad, EXIT_FILES)
    return held, problems


# --- writing -----------------------------------------------------------------------------------


def _applied(proposal: Proposal, one: Submission, by: str) -> Applied:
    held = one.reviewed
    signed = [each.author for each in held.revisions]
    signed += voices(held)
    base = held.base
    said = {
        "file": one.name,
        "sha256": one.sha256,
        "document": proposal.document.slug,
        "base": fingerprint(base) if base else None,
        "authors": list(dict.fromkeys(author for author in (*signed, held.author) if author)),
        "by": by or None,
        "date": one.reviewed.day[:10] or None,
        "blocks": list(dict.fromkeys(c.block for c in proposal.changes if c.block and one.name in c.files)),
    }
    return Applied.model_validate(said)


def _differences(dossier: Dossier, made: Review) -> Diagnostics:
    """Where the rebuilt documents do not say what the reviewers saved, conflicts and data apart."""
    documents = {document.slug: document for document in (*dossier.documents, *dossier.aside)}
    found = []
    for proposal in made.proposals:
        now = {part.anchor: part.nodes for part in fronted(documents[proposal.document.slug]).parts}
        before = {part.anchor: part.nodes for part in proposal.outcome.now.parts}
        for name, nodes in proposal.outcome.nodes.items():
            source = proposal.sources.get(name)
            if source is None or name in proposal.outcome.deleted or now.get(name) == nodes:
                continue
            if before.get(name) == nodes and source.file in proposal.bodies:
                continue  # a sheet printed many times: what was corrected on another one holds for this one too
            if _words(now.get(name, ())) != _words(nodes):
                file = source.file if source.file in made.texts else override(made.client, source.file)
                found.append(unfinished(file, f"bloc « {source.block_id} »"))
        order = [name for name in proposal.outcome.order if name in now and name in proposal.sources]
        if proposal.outcome.moved and order != [name for name in now if name in proposal.sources]:
            found.append(unfinished(f"offers/{made.client}/blocks", "l'ordre des blocs"))
    return tuple(found)


def _words(nodes: tuple[Node, ...]) -> list[list[str]]:
    """The words of each line that has some, whatever the kind of space or of apostrophe between them."""
    from generator.review.passages import lines_of

    lines = [line.replace("’", "'").split() for node in nodes for line in lines_of(node)]
    return [line for line in lines if line]


def _journal(workspace: Path, client: str) -> Journal:
    file = f"offers/{client}/review/journal.yaml"
    if not (workspace / file).is_file():
        return Journal()
    loaded, problems = read_record(workspace / file, file, Journal)
    if loaded is None:
        raise Rejected(problems)
    return loaded.value


def _shelf(workspace: Path, client: str, path: Path) -> str:
    """Where a reviewed file is kept: under its own name, numbered when another file has it."""
    data = path.read_bytes()
    folder = workspace / "offers" / client / "review"
    for number in range(1, 1000):
        name = path.name if number == 1 else f"{path.stem}-{number}{path.suffix}"
        if not (folder / name).exists() or (folder / name).read_bytes() == data:
            return f"offers/{client}/review/{name}"
    raise Rejected([error("R106", Span(path.name), "trop de fichiers du même nom dans review/")], EXIT_FILES)
