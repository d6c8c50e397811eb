"""What a review proposes for one document: each change told, and each source as it would become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.compose.dossier import Dossier
from generator.compose.sources import Written
from generator.document.merge import Conflict
from generator.document.tree import Document, Node
from generator.readers.docx.reviewed import Loss
from generator.review.outcome import FRONT, Outcome, Seen, Submission, outcome
from generator.review.passages import Edit, edits, lines_of
from generator.review.rewrite import Rewritten, Touched, rewritten
from generator.review.rewrite_carried import carried

ChangeKind = Literal["edited", "moved", "deleted", "absorbed"]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one part. `block` and `file` are empty for one that data make.

    `authors` signed tracked changes there; `untracked`: something changed without being tracked. `losses` and `left`
    are sentences on what can't be brought back.
    """

    anchor: str
    title: str
    block: str
    file: str
    kinds: tuple[ChangeKind, ...]
    edits: tuple[Edit, ...] = ()
    authors: tuple[str, ...] = ()
    untracked: bool = False
    losses: tuple[str, ...] = ()
    touched: tuple[Touched, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    left: tuple[str, ...] = ()
    note: str = ""  # where a moved or absorbed block went
    done: bool = False  # the sources say so already
    files: tuple[str, ...] = ()  # those that change this part
    frozen: tuple[Touched, ...] = ()  # values that nobody changed, and that are written out all the same


@dataclass(frozen=True, slots=True)
class Proposal:
    """One document under review. `bodies` are new bodies by source file, `before` what the sources said at first."""

    document: Document
    outcome: Outcome
    changes: tuple[Change, ...]
    bodies: Mapping[str, Rewritten]
    sources: Mapping[str, Written]
    before: Document


def propose(
    dossier: Dossier,
    document: Document,
    submissions: tuple[Submission, ...],
    sources: Mapping[str, Written],
    before: Document | None = None,
) -> Proposal:
    """The proposal of these reviewed files for this document of the offer.

    `before`: the document as the sources said it, when this one has values of the review already.
    """

    def written(anchor: str) -> bool:
        return anchor in sources

    made = outcome(document, submissions, written)
    bodies, left = _bodies(made, sources)
    emptied = {file for file, body in bodies.items() if not body.body.strip()}
    if emptied:  # a block without a word can't be: it leaves the offer
        gone = [anchor for anchor in made.nodes if anchor in sources and sources[anchor].file in emptied]
        made = replace(made, deleted=tuple(dict.fromkeys((*made.deleted, *gone))))
        bodies = {file: body for file, body in bodies.items() if file not in emptied}
    names = titles(dossier, made.now, sources)
    told = before or made.now
    found = tuple(_changes(made, sources, names, bodies, left, told))
    return Proposal(document, made, found, bodies, sources, told)


def _bodies(
    made: Outcome, sources: Mapping[str, Written]
) -> tuple[dict[str, Rewritten], dict[str, tuple[str, ...]]]:
    """The new body of each source that changes; and, by part, what a template printed several times can't take."""
    bodies: dict[str, Rewritten] = {}
    left: dict[str, tuple[str, ...]] = {}
    now = {part.anchor: part.nodes for part in made.now.parts}
    for anchor, nodes in made.nodes.items():
        source = sources.get(anchor)
        if source is None or nodes == now[anchor] or anchor in made.deleted:
            continue
        if source.file in bodies:
            if source.render(bodies[source.file].body)[0] != nodes:
                left[anchor] = ("ce modèle est imprimé plusieurs fois : une seule des corrections est reprise",)
            continue
        bodies[source.file] = rewritten(source, now[anchor], nodes)
    return carried(bodies, sources, now, made.nodes), left


def titles(dossier: Dossier, document: Document, sources: Mapping[str, Written]) -> Mapping[str, str]:
    """What each part is called: its block's title, its heading, or what it is."""
    heads = {choice.block.id: choice.block.head.title for choice in dossier.choices}
    heads |= {paper.head.id: paper.head.title for paper in dossier.inputs.papers}
    found = {FRONT: "Page de titre"}
    for part in document.parts:
        source = sources.get(part.anchor)
        if part.anchor != FRONT:
            found[part.anchor] = heads.get(source.block_id, source.block_id) if source else _called(part.nodes)
    return found


def _called(nodes: tuple[Node, ...]) -> str:
    first = next((line for node in nodes for line in lines_of(node) if line.strip()), "")
    return first if len(first) <= 60 else first[:59].rstrip() + "…"


def _changes(
    made: Outcome,
    sources: Mapping[str, Written],
    names: Mapping[str, str],
    bodies: Mapping[str, Rewritten],
    left: Mapping[str, tuple[str, ...]],
    before: Document,
) -> Iterator[Change]:
    """One a part that changed, in the order of the document; then parts that the offer no longer has."""
    told: set[str] = set()  # files whose touched values were said
    for part in made.now.parts:
        source = sources.get(part.anchor)
        several = len(made.seen) > 1
        found = tuple(
            edit
            for seen in made.seen
            for edit in _signed(edits_of(seen, part.anchor), seen.submission.who if several else "")
        )
        losses = tuple(loss.problem.message for seen in made.seen for loss in _losses(seen, part.anchor))
        kinds = tuple(_kinds(made, part.anchor, bool(found)))
        authors = _authors(made, part.anchor)
        if not kinds and not losses and not authors:
            continue
        body = bodies.get(source.file) if source and source.file not in told else None
        told |= {source.file} if source else set()
        yield Change(
            part.anchor,
            names[part.anchor],
            source.block_id if source else "",
            source.file if source else "",
            kinds,
            found if part.anchor not in made.deleted else (),
            authors,
            any(_untracked(seen, part.anchor) for seen in made.seen),
            tuple(dict.fromkeys(losses)),
            body.touched if body else (),
            made.clashes.get(part.anchor, ()),
            (*left.get(part.anchor, ()), *(body.left if body else ())),
            _whither(made, part.anchor, names) or _printed(source, made),
            _done(made, part.anchor, before),
            tuple(seen.submission.name for seen in made.seen if changes_part(seen, part.anchor)),
            body.frozen if body else (),
        )


def changes_part(seen: Seen, anchor: str) -> bool:
    """Whether this file changes this part, its place or its being there."""
    stays = anchor not in (*seen.matched.moved, *seen.matched.deleted)
    return not stays or _nodes(seen.base, anchor) != _nodes_matched(seen, anchor)


def _done(made: Outcome, anchor: str, before: Document) -> bool:
    """Whether nothing was left to do: the text is that of the sources, the part stands where it should."""
    order = [part.anchor for part in made.now.parts]
    stays = anchor not in made.moved or order == list(made.order)
    same = _nodes(before, anchor) == made.nodes.get(anchor)
    return stays and same and anchor not in made.deleted and anchor not in made.clashes


def _kinds(made: Outcome, anchor: str, edited: bool) -> Iterator[ChangeKind]:
    absorbed = {gone for seen in made.seen for gone, _ in seen.matched.absorbed}
    if edited and anchor not in made.deleted:
        yield "edited"
    if anchor in made.moved:
        yield "moved"
    if anchor in made.deleted:
        yield "absorbed" if anchor in absorbed else "deleted"


def edits_of(seen: Seen, anchor: str) -> tuple[Edit, ...]:
    """What this file changes in this part."""
    before, after = _nodes(seen.base, anchor), _nodes_matched(seen, anchor)
    return () if after is None or before is None else edits(before, after)


def lost(seen: Seen, anchor: str) -> tuple[str, str, tuple[Edit, ...]]:
    """Of a part that the offer no longer has: what it is called, its block, and what the reviewer changed there."""
    part = next(part for part in seen.base.parts if part.anchor == anchor)
    block = part.origin.block if part.origin else ""
    return block or _called(part.nodes), block, edits_of(seen, anchor)


def _signed(found: tuple[Edit, ...], who: str) -> tuple[Edit, ...]:
    return tuple(replace(edit, by=who) for edit in found)


def _untracked(seen: Seen, anchor: str) -> bool:
    """Whether the part differs from its base even with every tracked change refused."""
    before, refused = _nodes(seen.base, anchor), _nodes(seen.original, anchor)
    return before is not None and refused is not None and before != refused


def _nodes(document: Document, anchor: str) -> tuple[Node, ...] | None:
    return next((part.nodes for part in document.parts if part.anchor == anchor), None)


def _nodes_matched(seen: Seen, anchor: str) -> tuple[Node, ...] | None:
    return next((part.nodes for part in seen.matched.parts if part.anchor == anchor), None)


def _losses(seen: Seen, anchor: str) -> Iterator[Loss]:
    known = {part.anchor for part in seen.base.parts}
    for loss in seen.submission.reviewed.losses:
        if loss.anchor == anchor or (anchor == FRONT and loss.anchor not in known):
            yield loss


def _authors(made: Outcome, anchor: str) -> tuple[str, ...]:
    found = (
        f"{revision.author or 'quelqu’un'}" + (f", {day(revision.day)}" if revision.day else "")
        for seen in made.seen
        for revision in seen.submission.reviewed.revisions
        if revision.anchor == anchor
    )
    return tuple(dict.fromkeys(found))


def day(moment: str) -> str:
    """The day of a moment as Word writes it, in French figures."""
    year, month, rest = (*moment.split("-", 2), "", "")[:3]
    return f"{rest[:2]}/{month}/{year}" if rest else moment


def _printed(source: Written | None, made: Outcome) -> str:
    """For a template: how many times the document prints it."""
    count = sum(part.anchor in source.anchors for part in made.now.parts) if source else 0
    return f"imprimé {count} fois dans ce document, la correction vaut pour chaque exemplaire" if count > 1 else ""


def _whither(made: Outcome, anchor: str, names: Mapping[str, str]) -> str:
    for seen in made.seen:
        for gone, home in seen.matched.absorbed:
            if gone == anchor:
                return f"son texte est maintenant dans « {names.get(home, home)} »"
    if anchor in made.moved:
        place = made.order.index(anchor)
        before = names.get(made.order[place - 1], "") if place else ""
        return f"après « {before} »" if before else "au début"
    if any(anchor in seen.matched.recovered for seen in made.seen):
        return "reconnu par son texte, car son repère est perdu"
    return ""

