"""`offer review`: reads reviewed files, proposes what the sources become, tries it on a copy, then writes it whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.brief.brief import Brief
from generator.brief.designation import designation
from generator.brief.reviewing import Applied, Entry, Journal
from generator.build.clients import clients
from generator.build.fitting import as_printed
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.compose.dossier import Dossier
from generator.compose.sources import sources
from generator.document.stored import fingerprint
from generator.document.tree import Node
from generator.document.typography import french
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, Span, blocks, error, warning
from generator.foundation.files import sha256
from generator.foundation.record import read_record
from generator.foundation.source import read_text
from generator.readers.docx.review import reviewed
from generator.readers.docx.reviewed import Comment, Reviewed
from generator.review.data import Datum, data_of
from generator.review.journal import already
from generator.review.outcome import Submission, fronted
from generator.review.parts import likeness
from generator.review.proposal import Proposal, propose
from generator.review.writing import (
    Writing,
    entries_of,
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
    entries: tuple[Entry, ...]
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
    first = _proposals(dossier, held)
    tried = [datum for proposal in first for datum in data_of(dossier.inputs, proposal) if datum.settles]
    settled = _settled(workspace, client, held, tried)
    writing = Writing(client, partial(_text, workspace))
    done = tuple(datum for datum in settled if write_field(writing, datum))
    if done:
        with scratch(workspace, client) as copy:
            _put(copy, writing.texts, {})
            dossier = composed(copy, client)
    proposals = _proposals(dossier, held) if done else first
    made = _written(dossier, proposals, (writing, done), (held, by, shared), problems)
    return replace(made, before=before)


def _written(
    dossier: Dossier,
    proposals: tuple[Proposal, ...],
    begun: tuple[Writing, tuple[Datum, ...]],
    asked: tuple[dict[str, tuple[Submission, ...]], str, bool],
    problems: list[Diagnostic],
) -> Review:
    from generator.review.library import shareable

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
    added = tuple(entry for entry in entries if entry.id not in {each.id for each in known})
    return Review(
        inputs.client,
        proposals,
        data,
        settled,
        entries,
        added,
        {file: text for file, text in writing.texts.items() if text != writing.read(file)},
        writing.files,
        (*problems, *writing.problems),
    )


def apply(workspace: Path, made: Review, files: Sequence[Path]) -> Diagnostics:
    """Writes what the review proposes, once it was tried on a copy; says where the text differs from the reviewer's.

    Raises Rejected, with nothing written, when the offer would no longer be readable.
    """
    with scratch(workspace, made.client) as copy:
        _put(copy, made.texts, made.pictures)
        told = _differences(composed(copy, made.client), made)
    kept = {_shelf(workspace, made.client, path): path.read_bytes() for path in files}
    _put(workspace, made.texts, made.pictures | kept)
    return told


# --- reading -----------------------------------------------------------------------------------


def composed(workspace: Path, client: str) -> Dossier:
    """The offer as its sources say it now; raises Rejected when it can't be composed."""
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        raise Rejected(problems)
    dossier, more = dossier_of(replace(inputs, frozen=()))
    if dossier is None:
        raise Rejected((*problems, *more))
    return dossier


def _read(
    workspace: Path, client: str, files: Sequence[Path], by: str, dossier: Dossier
) -> tuple[dict[str, tuple[Submission, ...]], list[Diagnostic]]:
    """Every file by the document that it is; what must be known of them."""
    held: dict[str, tuple[Submission, ...]] = {}
    problems: list[Diagnostic] = []
    bad: list[Diagnostic] = []
    for path in files:
        one, found = _opened(path)
        if one is None:
            bad += found
            continue
        slug, doubts = recognised(workspace, client, dossier, path.name, one)
        refused = [doubt for doubt in doubts if blocks((doubt,))]
        bad += refused
        problems += [*(replace(each, span=Span(path.name)) for each in found), *(d for d in doubts if d not in refused)]
        if slug:
            submission = Submission(path.name, sha256(path.read_bytes()), by or _author(one) or path.name, one)
            held[slug] = (*held.get(slug, ()), submission)
    if bad:
        raise Rejected(bad, EXIT_FILES)
    return held, problems


def _opened(path: Path) -> tuple[Reviewed | None, Diagnostics]:
    try:
        data = path.read_bytes()
    except OSError:
        hint = "vérifiez le nom et le dossier du fichier"
        return None, (error("R101", Span(path.name), "fichier introuvable ou illisible", hint),)
    made, problems = reviewed(data)
    return made, tuple(replace(problem, span=Span(path.name)) for problem in problems)


def _author(one: Reviewed) -> str:
    """Who gives the file back: whoever tracked changes or commented, else whoever saved it."""
    comments = [author for each in one.comments for author in _voices(each)]
    names = list(dict.fromkeys([*(each.author for each in one.revisions if each.author), *comments]))
    saved = one.author if one.author != one.document.author else ""
    return ", ".join(names[:3]) or saved


def _voices(comment: Comment) -> list[str]:
    """Who speaks in a thread, ourselves apart."""
    return [each.author for each in (*(() if comment.known else (comment,)), *comment.replies) if each.author]


def recognised(
    workspace: Path, client: str, dossier: Dossier, name: str, one: Reviewed
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The slug of the document that this file is, whatever its name; what is doubtful about it."""
    documents = {document.slug: document for document in (*dossier.documents, *dossier.aside)}
    slug = one.document.slug or (one.base.slug if one.base else "")
    if other := _elsewhere(workspace, client, dossier, one):
        hint = f"lancez « offer review {other} … »"
        return "", (error("R103", Span(name), f"ce fichier vient de l'offre « {other} », non de « {client} »", hint),)
    doubts: list[Diagnostic] = []
    if slug not in documents:
        best = max(documents.values(), key=lambda document: likeness(document, one.document))
        if likeness(best, one.document) < 0.3:
            hint = "documents de cette offre : " + ", ".join(documents)
            return "", (error("R102", Span(name), "ce fichier n'est aucun des documents de cette offre", hint),)
        slug = best.slug
        said = f"le fichier ne dit plus quel document il est ; reconnu par son texte : {slug}"
        doubts.append(warning("R104", Span(name), said, "vérifiez que c'est bien lui"))
    if one.base is None:
        said = "le fichier ne dit plus de quelle construction il vient : il est comparé aux sources actuelles"
        hint = "si les sources ont changé depuis, relisez chaque modification avant --apply"
        doubts.append(warning("R105", Span(name), said, hint))
    return slug, tuple(doubts)


def _elsewhere(workspace: Path, client: str, dossier: Dossier, one: Reviewed) -> str:
    """The other client that this file was built for, when its foot or its subtitle says so."""
    base = one.base or one.document
    own = {french(document.footer) for document in (*dossier.documents, *dossier.aside)}
    if french(base.footer) in own or not base.footer:
        return ""
    from generator.compose.compose import shortened

    for name in clients(workspace):
        brief, _ = read_record(workspace / "offers" / name / "brief.yaml", "brief.yaml", Brief)
        if name != client and brief:
            said = {brief.value.title, brief.value.reference or "", designation(brief.value.buyer)}
            if french(base.footer) in {french(shortened(text)) for text in said}:
                return name
    return ""


def _proposals(dossier: Dossier, held: dict[str, tuple[Submission, ...]]) -> tuple[Proposal, ...]:
    dossier = as_printed(dossier, held)
    known = sources(dossier)
    documents = {document.slug: document for document in (*dossier.documents, *dossier.aside)}
    made = []
    for slug, submissions in held.items():
        document = documents[slug]
        anchors = {part.anchor for part in document.parts}
        own = {name: source for name, source in known.items() if name in anchors}
        made.append(propose(dossier, document, submissions, own))
    return tuple(made)


def _settled(
    workspace: Path, client: str, held: dict[str, tuple[Submission, ...]], tried: list[Datum]
) -> tuple[Datum, ...]:
    """Those that offer.yaml takes: with each value changed, the offer composes and the document says it."""
    kept: list[Datum] = []
    for datum in {(d.field.path, d.value): d for d in tried if d.field}.values():
        with scratch(workspace, client) as copy:
            writing = Writing(client, partial(_text, copy))
            if not all(write_field(writing, each) for each in (*kept, datum)):
                continue
            _put(copy, writing.texts, {})
            try:
                dossier = composed(copy, client)
            except Rejected:
                continue
            left = [(d.anchor, d.edit) for p in _proposals(dossier, held) for d in data_of(dossier.inputs, p)]
            if (datum.anchor, datum.edit) not in left:
                kept.append(datum)
    return tuple(kept)


# --- writing -----------------------------------------------------------------------------------


def _applied(proposal: Proposal, one: Submission, by: str) -> Applied:
    held = one.reviewed
    signed = [each.author for each in held.revisions]
    signed += [author for each in held.comments for author in _voices(each)]
    base = held.base
    said = {
        "file": one.name,
        "sha256": one.sha256,
        "document": proposal.document.slug,
        "base": fingerprint(base) if base else None,
        "authors": list(dict.fromkeys(author for author in (*signed, held.author) if author)),
        "by": by or None,
        "date": one.reviewed.day[:10] or None,
        "blocks": list(dict.fromkeys(change.block for change in proposal.changes if change.block)),
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
                found.append(unfinished(source.file, f"bloc « {source.block_id} »"))
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


def _text(workspace: Path, file: str) -> str:
    """The text of a file of the workspace; empty when there is none."""
    path = workspace / file
    return read_text(path, file)[0] if path.is_file() else ""


def _shelf(workspace: Path, client: str, path: Path) -> str:
    """Where a reviewed file is kept: under its own name, numbered when another file has it."""
    data = path.read_bytes()
    folder = workspace / "offers" / client / "review"
    for number in range(1, 1000):
        name = path.name if number == 1 else f"{path.stem}-{number}{path.suffix}"
        if not (folder / name).exists() or (folder / name).read_bytes() == data:
            return f"offers/{client}/review/{name}"
    raise Rejected([error("R106", Span(path.name), "trop de fichiers du même nom dans review/")], EXIT_FILES)


@contextmanager
def scratch(workspace: Path, client: str) -> Iterator[Path]:
    """A copy of the sources of one offer, thrown away afterwards."""
    with TemporaryDirectory(prefix="offer-") as folder:
        copy = Path(folder)
        shutil.copytree(workspace / "boilerplate", copy / "boilerplate")
        shutil.copytree(
            workspace / "offers" / client, copy / "offers" / client, ignore=shutil.ignore_patterns("*.docx", "*.pdf")
        )
        yield copy


def _put(workspace: Path, texts: dict[str, str], files: dict[str, bytes]) -> None:
    """Writes files, each whole or not at all."""
    for file, data in {**{name: text.encode("utf-8") for name, text in texts.items()}, **files}.items():
        path = workspace / file
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(path.name + ".new")
        new.write_bytes(data)
        new.replace(path)

