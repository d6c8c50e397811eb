"""The comments of a reviewed .docx, kept as a list that people go on editing (`review/comments.yaml`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.brief.reviewing import Comments, Entry, EntryReply
from generator.document.docx_names import REMARK_AUTHOR
from generator.document.tree import Reply
from generator.document.typography import french
from generator.foundation.record import parse_record
from generator.readers.docx.reviewed import Comment, Reviewed
from generator.review.fields import Field
from generator.review.yaml_edit import appended, replaced, with_key, without_key
from generator.review.yaml_text import entry_lines

HEAD: Final = """\
# yaml-language-server: $schema=../../../schema/comments.schema.json
# Les remarques des relecteurs. Pour chacune : state: open (à régler), answered (répondu : écrivez answer, votre réponse
# revient dans Word) ou closed (réglé). Fermez une remarque, ne l'effacez pas.
"""
_FILE: Final = "comments.yaml"
_QUOTE, _START = 300, 120  # characters kept of the words commented, of their paragraph
_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?)?")
_ODD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def with_comments(
    entries: Sequence[Entry], reviewed: Reviewed, document: str, block_of: Callable[[str], str]
) -> tuple[Entry, ...]:
    """The entries after this file: its new comments at the end, new replies in their threads, resolved ones closed.

    `document` is the slug of the document reviewed; `block_of` gives the id of the block behind an anchor, or nothing.
    A second reading of the same file changes nothing, nor undoes what a person wrote in the list.
    """
    done = list(entries)
    used: set[str] = set()
    fresh: list[Entry] = []
    for comment in reviewed.comments:
        made = _entry(comment, document, block_of(comment.anchor) if comment.anchor else "")
        index = next((i for i, e in enumerate(done) if e.id not in used and _same(e, comment, made, document)), None)
        if index is not None:
            used.add(done[index].id)
            done[index] = _followed(done[index], comment)
        elif made and not any(made.id == e.id or _holds(e, comment, document) for e in (*done, *fresh)):
            fresh.append(made)
    return (*done, *fresh)


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
    return _spotted(digest, spot, said, text)


def change_entry(spot: Spot, text: str) -> Entry:
    """An entry for a change that no source can take by itself: a person has to carry it over."""
    return _spotted(_id("m", spot.document, spot.block, clean(spot.on), clean(text)), spot, {"kind": "change"}, text)


def _spotted(digest: str, spot: Spot, said: dict[str, str], text: str) -> Entry:
    place = {"document": spot.document, "block": spot.block, "text": text, **_place(spot.on, spot.paragraph)}
    return _made(digest, said | place, {"author": spot.author, "date": spot.day})


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
    said["text"] = words(said["text"]) or "(sans texte)"
    kept = {key: value for key, value in said.items() if value}
    return Entry.model_validate({"id": digest, **kept, "replies": tuple(map(_reply, replies))})


def _reply(reply: Reply) -> EntryReply:
    text = words(reply.text) or "(sans texte)"
    return EntryReply(author=clean(reply.author) or None, date=moment(reply.day) or None, text=text)


def _same(entry: Entry, comment: Comment, made: Entry | None, document: str) -> bool:
    """Whether this comment is the one that the entry keeps, or a question of ours whose answers it keeps."""
    if entry.document != document:
        return False
    if made and entry.id == made.id:
        return True
    if _folded(entry.text) != _folded(comment.text):
        return False
    if entry.author is None:  # signed by us when it came back
        return comment.known
    there = (
        comment.known
        or moment(entry.date or "") == moment(comment.day)
        or entry.on == cut(clean(comment.quote), _QUOTE)
    )
    return there and entry.author == clean(comment.author)


def _holds(entry: Entry, comment: Comment, document: str) -> bool:
    """Whether the words of a comment are a reply that the entry keeps: LibreOffice unties threads."""
    replies = {_signed(reply.author, reply.date, reply.text) for reply in entry.replies}
    ours = comment.known and entry.answer is not None and _folded(entry.answer) == _folded(comment.text)
    return entry.document == document and (ours or _said(comment) in replies)


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
    if comment.resolved and (news or entry.state != "closed"):
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


def _folded(text: str) -> str:
    """The text as it is compared: what Word, LibreOffice and our typography change is left out."""
    return " ".join(french(words(text)).split())


def _id(letter: str, *parts: str) -> str:
    return f"{letter}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:8]}"


# --- the file ----------------------------------------------------------------------------------


def comments_yaml(entries: Sequence[Entry], text: str = "") -> str:
    """The list as YAML; with the `text` of the file, that text with as few edits as needed, and nothing else touched.

    Raises ValueError for a text that can't be read: its problems are told when it is read, before.
    """
    if not text.strip():
        return HEAD + _dumped(entries)
    loaded, problems = parse_record(text, _FILE, Comments)
    if loaded is None:
        raise ValueError(f"comments not read: {problems}")
    known = {entry.id: (index, entry) for index, entry in enumerate(loaded.value.comments)}
    for entry in entries:
        held = known.get(entry.id)
        if held is None:
            made = appended(text, _FILE, ("comments",), plain(entry))
        else:
            made = _edited(text, held[0], held[1], entry)
        if made is None:  # an entry in braces, say
            return HEAD + _dumped(entries)
        text = made
    return text


def _edited(text: str, index: int, was: Entry, now: Entry) -> str | None:
    """The text with what changed in one entry."""
    made: str | None = text
    old, new = plain(was), plain(now)
    for key in ("state", "text", "answer"):
        if made is not None and old.get(key) != new.get(key):
            made = _with_value(made, index, key, new.get(key), key in old)
    for reply in new.get("replies", [])[len(old.get("replies", [])) :]:
        made = appended(made, _FILE, ("comments", index, "replies"), reply) if made is not None else None
    return made


def _with_value(text: str, index: int, key: str, value: str | None, there: bool) -> str | None:
    path = ("comments", index, key)
    if value is None:
        return without_key(text, _FILE, path)
    if there and (made := replaced(text, parse_source(text), path, value)) is not None:
        return made
    return with_key(text, _FILE, path[:-1], key, value)


def parse_source(text: str) -> Any:
    """The places of this text."""
    from generator.foundation.source import parse

    return parse(text, _FILE)[1]


def _dumped(entries: Sequence[Entry]) -> str:
    if not entries:
        return "comments: []\n"
    lines = next(entry_lines([plain(entry) for entry in entries]))
    return "comments:\n" + "".join(f"  {line}\n" for line in lines)


def plain(entry: Entry) -> dict[str, Any]:
    """The entry as YAML says it, its keys in the order of the record, without what is absent."""
    held = entry.model_dump(mode="json", exclude_none=True)
    if not held["replies"]:
        del held["replies"]
    return held
