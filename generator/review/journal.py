"""The journal of the reviews that went to the sources: nothing is applied twice."""

from __future__ import annotations

from typing import Any, Final

from generator.brief.reviewing import Applied, Journal
from generator.foundation.record import parse_record
from generator.review.yaml_edit import appended
from generator.review.yaml_text import lines_of

HEAD: Final = """\
# yaml-language-server: $schema=../../../schema/journal.schema.json
# Les relectures reprises dans les sources par « offer review --apply », de la plus ancienne à la plus récente.
"""


def already(journal: Journal, sha256: str) -> Applied | None:
    """The entry of the file with this digest, when its changes went to the sources before."""
    return next((applied for applied in journal.reviews if applied.sha256 == sha256), None)


def journal_yaml(text: str, applied: Applied) -> str:
    """The journal with one more entry, at its end; unchanged when it knows the file. `text` is empty at first.

    Raises ValueError for a journal that can't be read: its problems are told when it is read, before.
    """
    if not text.strip():
        return HEAD + "\n".join(["reviews:", *("  " + line for line in _lines(applied))]) + "\n"
    loaded, problems = parse_record(text, "journal.yaml", Journal)
    if loaded is None:
        raise ValueError(f"journal not read: {problems}")
    if already(loaded.value, applied.sha256):
        return text
    made = appended(text, "journal.yaml", ("reviews",), _plain(applied))
    if made is None:
        raise ValueError("no place for an entry in this journal")
    return made


def _lines(applied: Applied) -> list[str]:
    return lines_of([_plain(applied)])


def _plain(applied: Applied) -> dict[str, Any]:
    """The entry as YAML says it, without what is absent."""
    held = applied.model_dump(mode="json", exclude_defaults=True)
    return {key: value for key, value in held.items() if value not in (None, [], "")}
