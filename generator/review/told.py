"""A review in words: what changed, block by block, what goes where, what is left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.brief.reviewing import Entry
from generator.compose.filters import plural
from generator.readers.docx.reviewed import Comment
from generator.review.comments import news
from generator.review.data import Datum
from generator.review.outcome import Seen
from generator.review.passages import Edit, inline
from generator.review.proposal import Change, Proposal, day, lost

Styled = tuple[str, str]
"""A line and its colour, empty for none."""

_KINDS: Final = {
    "edited": "modifié",
    "moved": "déplacé",
    "deleted": "supprimé",
    "absorbed": "supprimé",
}
_ADDED, _TAKEN, _QUIET, _CARE = "green", "red", "cyan", "yellow"


def told(proposal: Proposal, data: Sequence[Datum]) -> Iterator[Styled]:
    """The lines of one document."""
    for seen in proposal.outcome.seen:
        yield from _file(proposal, seen)
    for change in proposal.changes:
        yield "", ""
        yield from _change(change)
        yield from _data([d for d in data if d.anchor == change.anchor])
    for anchor, seen in proposal.outcome.gone:
        yield "", ""
        title, _, found = lost(seen, anchor)
        yield f"Passage qui n'est plus dans l'offre, corrigé par {seen.submission.who} : {title}", _CARE
        for edit in found:
            yield from _edit(edit)
    for name, seen in proposal.outcome.kept:
        title = next((c.title for c in proposal.changes if c.anchor == name), name)
        yield f"« {title} » : supprimé par {seen.submission.who}, mais changé par ailleurs ; il est gardé", _CARE
    yield from _comments(proposal)


def _file(proposal: Proposal, seen: Seen) -> Iterator[Styled]:
    one = seen.submission
    saved = f", enregistré le {day(one.reviewed.day)}" if one.reviewed.day else ""
    yield f"{one.name} : {proposal.document.title} ({proposal.document.slug}), relu par {one.who}{saved}", "bold"
    if seen.assumed:
        yield "  version relue : inconnue, comparée aux sources actuelles", _CARE
        return
    now = {part.anchor: part.nodes for part in proposal.before.parts}
    moved_on = [part for part in seen.base.parts if now.get(part.anchor, part.nodes) != part.nodes]
    if not moved_on and {p.anchor for p in seen.base.parts} == set(now):
        yield "  version relue : celle des sources actuelles", _QUIET
    else:
        count = len(moved_on) + len({p.anchor for p in seen.base.parts} ^ set(now))
        since = plural(count, "passage a changé", "passages ont changé")
        yield f"  version relue : plus ancienne ; {since} depuis", _CARE
    idle = not proposal.changes and not proposal.outcome.gone
    if idle and not any(news(comment, one.reviewed.base) for comment in one.reviewed.comments):
        yield "  rien à reprendre : le texte est celui que nous avions envoyé", _QUIET


def _change(change: Change) -> Iterator[Styled]:
    where = f"  {change.file}" if change.file else "  (fait par les données)"
    idle = "mise en forme" if change.losses else "modifications suivies sans effet sur le texte"
    kinds = ", ".join(_KINDS[kind] for kind in change.kinds) or idle
    name = f"{change.title} [{change.block}]" if change.block else change.title
    yield f"{name} : {kinds}{f' – {change.note}' if change.note else ''}", "bold"
    if change.done and change.kinds and not change.losses:
        yield "  déjà dans les sources", _QUIET
    yield where, _QUIET
    if change.authors:
        yield "  suivi : " + " ; ".join(change.authors) + (" ; et sans suivi" if change.untracked else ""), _QUIET
    elif change.untracked and change.edits:
        yield "  modifié sans suivi", _QUIET
    for edit in change.edits:
        yield from _edit(edit)
    for conflict in change.conflicts:
        kept = "les deux textes sont gardés" if change.file else "rien n'est écrit, la donnée est"
        yield f"  conflit : {kept}, à trancher", _CARE
        yield f"    texte gardé : {_side(conflict.ours)}", ""
        yield f"    l'autre     : {_side(conflict.theirs)}", ""
    if change.frozen:
        values = ", ".join(dict.fromkeys(f"{{{{ {touched.expression} }}}}" for touched in change.frozen))
        yield f"  écrit en clair désormais, dans ce bloc : {values}", _CARE
    for loss in (*change.losses, *change.left):
        yield f"  ne revient pas : {loss}", _CARE


def _side(text: str) -> str:
    return f"« {_cut(text)} »" if text.strip() else "passage supprimé"


def _edit(edit: Edit) -> Iterator[Styled]:
    by = f"({edit.by}) " if edit.by else ""
    match edit.kind:
        case "added":
            yield f"  + {by}{_cut(edit.new, 300)}", _ADDED
        case "removed":
            yield f"  - {by}{_cut(edit.old, 300)}", _TAKEN
        case "looks":
            yield f"  ~ {by}mise en forme : {_cut(edit.old)}", _QUIET
        case _:
            yield f"  ~ {by}{inline(edit.old, edit.new)}", ""


def _data(data: Sequence[Datum]) -> Iterator[Styled]:
    for datum in data:
        said = f"« {_cut(datum.old)} »" if datum.old else f"« {_cut(datum.new)} » (ajouté)"
        if datum.field is None:
            yield f"  {said} : ces mots sont ceux du programme ; figez le document, ou gardez-les", _CARE
            continue
        place = f"{datum.field.file}:{datum.field.line}, {datum.field.name}".rstrip(", ")
        verb = "vient de" if datum.field.value is not None else "est à voir dans"
        yield f"  donnée : {said} {verb} {place} ; à changer là, ou à rétablir dans le texte", _CARE


def settled_lines(settled: Iterable[Datum]) -> Iterator[Styled]:
    """Values that offer.yaml takes."""
    for datum in settled:
        if datum.field:
            place = f"{datum.field.file}:{datum.field.line}, {datum.field.name}"
            yield f"{place} : « {datum.field.value} » devient « {datum.value} »", _ADDED


def _comments(proposal: Proposal) -> Iterator[Styled]:
    for seen in proposal.outcome.seen:
        held = seen.submission.reviewed
        shown = [comment for comment in held.comments if news(comment, held.base)]
        if shown:
            yield "", ""
            yield f"{plural(len(shown), 'commentaire', 'commentaires')} :", "bold"
        for comment in shown:
            state = " (résolu dans Word)" if comment.resolved else ""
            moment = f", {day(comment.day)}" if comment.day else ""
            yield f"  « {_cut(comment.quote or comment.paragraph, 80)} »", _QUIET
            author = "notre question" if comment.known and not comment.author else comment.author
            yield f"    {author}{moment} : {comment.text}{state}", ""
            for reply in comment.replies:
                yield f"      ↳ {reply.author} : {reply.text}", ""


def entry_lines(entries: Iterable[Entry]) -> Iterator[Styled]:
    """What review/comments.yaml gains."""
    for entry in entries:
        yield f"  {entry.id} : {_cut(entry.text, 160)}", ""


def _cut(text: str, most: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def as_data(proposal: Proposal, data: Sequence[Datum]) -> dict[str, object]:
    """The same for a machine."""
    made = proposal.outcome
    return {
        "document": proposal.document.slug,
        "files": [_file_data(seen) for seen in made.seen],
        "changes": [_change_data(change) for change in proposal.changes],
        "gone": [_gone_data(anchor, seen) for anchor, seen in made.gone],
        "data": [_datum_data(datum) for datum in data],
        "comments": [_comment_data(each) for seen in made.seen for each in seen.submission.reviewed.comments],
    }


def _file_data(seen: Seen) -> dict[str, object]:
    one = seen.submission
    return {
        "file": one.name,
        "sha256": one.sha256,
        "by": one.who,
        "date": one.reviewed.day or None,
        "base_known": not seen.assumed,
    }


def _change_data(change: Change) -> dict[str, object]:
    return {
        "title": change.title,
        "block": change.block or None,
        "source": change.file or None,
        "kinds": list(change.kinds),
        "edits": [{"kind": e.kind, "old": e.old, "new": e.new, "by": e.by or None} for e in change.edits],
        "tracked_by": list(change.authors),
        "untracked": change.untracked,
        "conflicts": [{"ours": c.ours, "theirs": c.theirs} for c in change.conflicts],
        "lost": [*change.losses, *change.left],
        "written_out": [touched.expression for touched in change.frozen],
        "note": change.note or None,
        "done": change.done,
    }


def _gone_data(anchor: str, seen: Seen) -> dict[str, object]:
    _, block, found = lost(seen, anchor)
    edits = [{"old": edit.old, "new": edit.new} for edit in found]
    return {"block": block or None, "by": seen.submission.who, "edits": edits}


def _datum_data(datum: Datum) -> dict[str, object]:
    return {
        "old": datum.old,
        "new": datum.new,
        "expression": datum.expression or None,
        "file": datum.field.file if datum.field else None,
        "line": datum.field.line if datum.field else None,
        "field": datum.field.name if datum.field else None,
    }


def _comment_data(comment: Comment) -> dict[str, object]:
    return {
        "author": comment.author,
        "date": comment.day or None,
        "on": comment.quote,
        "text": comment.text,
        "resolved": comment.resolved,
        "replies": [{"author": r.author, "date": r.day, "text": r.text} for r in comment.replies],
    }
