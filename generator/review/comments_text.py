"""`review/comments.yaml` as a text: new entries below, changed lines in place, a person's own words untouched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from generator.brief.reviewing import Comments, Entry
from generator.foundation.record import Loaded, parse_record
from generator.foundation.source import Source
from generator.review.yaml_edit import appended, replaced, with_key, without_key
from generator.review.yaml_text import lines_of

HEAD: Final = """\
# yaml-language-server: $schema=../../../schema/comments.schema.json
# Les remarques des relecteurs. Pour chacune : state: open (à régler), answered (répondu : écrivez answer, votre réponse
# revient dans Word) ou closed (réglé). Fermez une remarque, ne l'effacez pas.
"""
_FILE: Final = "comments.yaml"
_KEY: Final = "comments:\n"


def comments_yaml(entries: Sequence[Entry], text: str = "") -> str:
    """The list as YAML; with the `text` of the file, that text with as few edits as needed, and nothing else touched.

    A list in braces is written anew when an entry of it changes. Raises ValueError for a text that can't be read: its
    problems are told when it is read, before.
    """
    if not text.strip():
        return HEAD + _dumped(entries)
    loaded, problems = parse_record(text, _FILE, Comments)
    if loaded is None:
        raise ValueError(f"comments not read: {problems}")
    if (made := _edited(text, loaded, entries)) is not None:
        again, _ = parse_record(made, _FILE, Comments)
        said = {entry.id: entry for entry in again.value.comments} if again else {}
        if all(said.get(entry.id) == entry for entry in entries):
            return made
    return HEAD + _dumped(entries)


def _edited(text: str, loaded: Loaded[Comments], entries: Iterable[Entry]) -> str | None:
    """The text with what changed in each entry, and the new ones at its end."""
    wanted = {entry.id: entry for entry in entries}
    lines = text.split("\n")
    starts = [loaded.span("comments", i).line - 1 for i in range(len(loaded.value.comments))]
    made = ["\n".join(lines[: starts[0]])] if starts else [text]
    for (start, end), entry in zip(pairwise([*starts, len(lines)]), loaded.value.comments, strict=True):
        now = wanted.pop(entry.id, entry)
        chunk: str | None = "\n".join(lines[start:end])
        if now != entry:  # each entry is edited alone, as a list of one: the list may be long
            chunk = _changed(_KEY + chunk + "\n", entry, now) if chunk is not None else None
            chunk = chunk.removeprefix(_KEY).removesuffix("\n") if chunk is not None else None
        if chunk is None:
            return None
        made.append(chunk)
    return appended("\n".join(made), _FILE, ("comments",), *map(plain, wanted.values()))


def _changed(text: str, was: Entry, now: Entry) -> str | None:
    """A list of this one entry, after what changed in it."""
    made: str | None = text
    old, new = plain(was), plain(now)
    for key in ("state", "text", "answer"):
        if made is not None and old.get(key) != new.get(key):
            made = _with_value(made, key, new.get(key), key in old)
    more = new.get("replies", [])[len(old.get("replies", [])) :]
    return appended(made, _FILE, ("comments", 0, "replies"), *more) if made is not None else None


def _with_value(text: str, key: str, value: str | None, there: bool) -> str | None:
    path = ("comments", 0, key)
    if value is None:
        return without_key(text, _FILE, path)
    if there and (made := replaced(text, Source(_FILE), path, value)) is not None:
        return made
    return with_key(text, _FILE, path[:-1], key, value)


def _dumped(entries: Sequence[Entry]) -> str:
    if not entries:
        return "comments: []\n"
    return _KEY + "".join(f"  {line}\n" for line in lines_of([plain(entry) for entry in entries]))


def plain(entry: Entry) -> dict[str, Any]:
    """The entry as YAML says it, its keys in the order of the record, without what is absent."""
    held = entry.model_dump(mode="json", exclude_none=True)
    if not held["replies"]:
        del held["replies"]
    return held
