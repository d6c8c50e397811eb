"""The comments of a reviewed .docx, kept as a list that people go on editing (`review/comments.yaml`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from generator.brief.reviewing import Entry, EntryReply
from generator.compose.answers import shown
from generator.document.docx_names import REMARK_AUTHOR
from generator.document.tree import Document, Reply
from generator.document.typography import french
from generator.readers.docx.reviewed import Comment, Reviewed
from generator.readers.docx.threads import remarks
from generator.review.comments_text import comments_yaml
from generator.review.fields import Field

__all__ = ["Spot", "added", "change_entry", "comments_yaml", "news", "value_entry", "with_comments"]

SILENT: Final = "(sans texte)"
_QUOTE, _START = 300, 120  # characters kept of the words commented, of their paragraph
_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?)?")
_ODD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def with_comments(
    entries: Sequence[Entry], reviewed: Reviewed, document: str, block_of: Callable[[str], str]
) -> tuple[Entry, ...]:
    """The entries after this file: its new comments at the end, new replies in their threads, resolved ones closed.

    `document` is the slug of the document reviewed; `block_of` gives the id of the block behind an anchor, or nothing.
    A second reading of the same file changes nothing, nor undoes what a person wrote in the list. A value that
    contradicts the data is never closed by a reviewer.
    """
    done = list(entries)
    here: dict[str, list[int]] = {}  # entries of this document by their words
    spoken: set[tuple[str, str, str]] = set()
    for i, entry in enumerate(done):
        if entry.document == document:
            for said in {_folded(shown(entry)), _folded(entry.text)}:
                here.setdefault(said, []).append(i)
            spoken |= _spoken(entry)
    fresh: dict[str, Entry] = {}
    every = [(each, _entry(each, document, block_of(each.anchor) if each.anchor else "")) for each in reviewed.comments]
    new = {made.id for comment, made in every if made and not comment.known}  # what this file says for the first time
    for comment, made in every:
        alike = here.get(_folded(words(comment.text) or SILENT), [])
        may = [i for i in alike if not (comment.known and done[i].id in new)]
        index = next((i for i in may if _same(done[i], comment, made)), None)
        if index is not None:
            alike.remove(index)
            done[index] = _followed(done[index], comment)
        elif made and _said(comment) not in spoken and not (comment.known and _answer(comment) in spoken):
            fresh.setdefault(made.id, made)
            spoken |= _spoken(made)
    known = {entry.id for entry in done}
    return (*done, *(entry for entry in fresh.values() if entry.id not in known))


def news(comment: Comment, base: Document | None) -> bool:
    """Whether a comment says something that the document did not say when it left us, as its `base` tells."""
    if not comment.known or comment.resolved:
        return True
    said = {
        (reply.author, _folded(reply.text))
        for remark in remarks(base)
        if _folded(remark.text) == _folded(comment.text)
        for reply in remark.replies
    }
    return any((reply.author, _folded(reply.text)) not in said for reply in comment.replies)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a document a change stands, and who made it when."""

    document: str
    block: str
    on: str
    paragraph: str = ""
    author: str = ""
    day: str = ""


def value_entry(spot: Spot, field: Field, was: str, text: str) -> Entry:
    """An entry for words (`spot.on`) that contradict a datum: `was` is what the field printed there."""
    digest = _id("v", spot.document, spot.block, field.file, field.name, clean(was), clean(spot.on))
    said = {"kind": "value", "file": field.file, "field": field.name, "was": cut(clean(was), _QUOTE)}
    said |= {"paragraph": cut(clean(spot.paragraph), _QUOTE)}  # the same words elsewhere may say something else
    return _spotted(digest, spot, said, text)


def change_entry(spot: Spot, text: str) -> Entry:
    """An entry for a change that no source can take by itself: a person has to carry it over."""
    return _spotted(_id("m", spot.document, spot.block, clean(spot.on), clean(text)), spot, {"kind": "change"}, text)


def _spotted(digest: str, spot: Spot, said: dict[str, str], text: str) -> Entry:
    place = {"document": spot.document, "block": spot.block, "text": text, **_place(spot.on, spot.paragraph)}
    return _made(digest, place | said, {"author": spot.author, "date": spot.day})


def added(entries: Sequence[Entry], new: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, then the new ones that are not there yet."""
    known = {entry.id for entry in entries}
    fresh = {entry.id: entry for entry in new if entry.id not in known}
    return (*entries, *fresh.values())


# --- one comment -------------------------------------------------------------------------------


def _entry(comment: Comment, document: str, block: str) -> Entry | None:
    """The entry for this comment; for one of ours, only if somebody answered or resolved it."""
    ours = comment.known and comment.author == REMARK_AUTHOR
    if comment.known and not comment.replies and not (ours and comment.resolved):
        return None
    state = "closed" if comment.resolved else "open"
    said = {"document": document, "block": block, "text": comment.text, "state": state}
    who = {"author": comment.author, "date": "" if ours else comment.day}
    digest = _id("c", document, comment.author, moment(who["date"]), _folded(comment.text))
    return _made(digest, said | _place(comment.quote, comment.paragraph), who, comment.replies)


def _place(quote: str, around: str) -> dict[str, str]:
    on, paragraph = clean(quote), clean(around)
    place = {"on": cut(on, _QUOTE)} if on else {}
    return place if paragraph.startswith(on) and on else place | {"paragraph": cut(paragraph, _START)}


def _made(digest: str, said: dict[str, str], who: dict[str, str], replies: Iterable[Reply] = ()) -> Entry:
    said |= {"author": clean(who.get("author", "")), "date": moment(who.get("date", ""))}
    said["text"] = words(said["text"]) or SILENT
    kept = {key: value for key, value in said.items() if value}
    return Entry.model_validate({"id": digest, **kept, "replies": tuple(map(_reply, replies))})


def _reply(reply: Reply) -> EntryReply:
    text = words(reply.text) or SILENT
    return EntryReply(author=clean(reply.author) or None, date=moment(reply.day) or None, text=text)


def _same(entry: Entry, comment: Comment, made: Entry | None) -> bool:
    """Whether this comment, whose words are those of the entry, is the one that it keeps."""
    if made and entry.id == made.id:
        return True
    if entry.author is None or entry.kind != "comment":  # signed by us when it came back
        return comment.known
    there = moment(entry.date or "") == moment(comment.day) or entry.on == cut(clean(comment.quote), _QUOTE)
    return (comment.known or there) and entry.author == clean(comment.author)


def _spoken(entry: Entry) -> set[tuple[str, str, str]]:
    """What its thread says after its first words: LibreOffice unties threads. Our answer has no author here."""
    said = {_signed(reply.author, reply.date, reply.text) for reply in entry.replies}
    return said | {("", "", _folded(entry.answer))} if entry.answer else said


def _answer(comment: Comment) -> tuple[str, str, str]:
    return "", "", _folded(comment.text)


def _said(comment: Comment | Reply) -> tuple[str, str, str]:
    return _signed(comment.author, comment.day, comment.text)


def _signed(author: str | None, day: str | None, text: str) -> tuple[str, str, str]:
    return clean(author or ""), moment(day or ""), _folded(text)


def _followed(entry: Entry, comment: Comment) -> Entry:
    """The entry with the news of its thread; a reply to a settled remark opens it again."""
    known = {(entry.author, _folded(entry.text)), *((reply.author, _folded(reply.text)) for reply in entry.replies)}
    ours = _folded(entry.answer) if entry.answer else ""
    thread = [(_folded(reply.text), _reply(reply)) for reply in comment.replies]
    news = [reply for folded, reply in thread if folded != ours and (reply.author, folded) not in known]
    changed: dict[str, Any] = {}
    if news:
        spoken = [reply for folded, reply in thread if ours and folded == ours][:1]
        changed = {"replies": (*entry.replies, *spoken, *news), "state": "open"}
        changed |= {"answer": None} if spoken else {}
    if comment.resolved and entry.kind != "value" and (news or entry.state != "closed"):
        changed["state"] = "closed"
    return entry.model_copy(update=changed) if changed else entry


# --- texts -------------------------------------------------------------------------------------


def clean(text: str) -> str:
    """One line without invisible signs."""
    return " ".join(_ODD.sub(" ", text).split())


def words(text: str) -> str:
    """The text with its line breaks, without invisible signs."""
    lines = (
        " ".join(_ODD.sub(" ", line).split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(lines).strip()


def cut(text: str, most: int) -> str:
    """The text, or its beginning up to a word and « … »."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip() + "…"


def moment(day: str) -> str:
    """The moment to the second, as Word writes it; empty for what is none."""
    found = _MOMENT.match(day.strip())
    if not found:
        return ""
    return f"{found[1]}T{found[2] or '00:00'}:{found[3] or '00'}Z"


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """The text as it is compared: what Word, LibreOffice and our typography change is left out."""
    return " ".join(french(words(text)).split())


def _id(letter: str, *parts: str) -> str:
    return f"{letter}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:8]}"
