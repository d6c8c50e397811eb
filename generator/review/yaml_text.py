"""Writes values as YAML that a person likes to read and edit: no quotes without need, one key a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generator.foundation.source import invisible, parse

_LOOSE: Final = re.compile(r"[«\"'(\[]?[^\W\d_].*", re.DOTALL)
_SIMPLE: Final = re.compile(r"[\w./-]+(?: [\w./-]+)*")
_WORDS: Final = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"}


def quoted(text: str) -> str:
    """The text between double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def scalar_forms(new: str, style: str | None, old: str, flow: bool) -> Iterator[str]:
    """The ways to write a text, best first: as the old one was, else plain, else between quotes.

    A text that an editor would take for a number or a flag is plain only where such a value stood.
    """
    single = "\n" not in new
    if style == "'" and single:
        yield "'" + new.replace("'", "''") + "'"
    if style == '"' or not single:
        yield quoted(new)
    if style not in ("'", '"') and single and new == new.strip() and (_is_text(new) or not _is_text(old)):
        yield new if not flow or not re.search(r"[,\[\]{}]", new) else quoted(new)
    yield quoted(new)


def _is_text(text: str) -> bool:
    return bool(_LOOSE.fullmatch(text)) and text.lower() not in _WORDS


def scalar(text: str) -> str:
    """The text as the value of a key in lines, plain when that reads back as it is."""
    if _is_text(text) and "\n" not in text and text == text.strip():
        data, _, problems = parse(f"k: {text}\n", "")
        if not problems and data == {"k": text}:
            return text
    return quoted(text)


def listed(texts: Iterable[str]) -> str:
    """Texts as they stand between brackets."""
    return ", ".join(text if _SIMPLE.fullmatch(text) and _is_text(text) else quoted(text) for text in texts)


def lines_of(value: Any) -> list[str]:
    """The lines of a mapping or of a list, not indented."""
    return list(_lines(value))


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _pair(str(key), held)
        return
    for entry in value:
        lines = [scalar(entry)] if isinstance(entry, str) else list(_lines(entry))
        yield "- " + lines[0]
        yield from ("  " + line for line in lines[1:])


def _pair(key: str, held: Any) -> Iterator[str]:
    if isinstance(held, str):
        if "\n" in held and (block := _literal(key, held)):
            yield from block
        else:
            yield f"{key}: {scalar(held)}"
    elif not held:
        yield f"{key}: []"
    else:
        yield f"{key}:"
        yield from ("  " + line for line in _lines(held))


def _literal(key: str, text: str) -> list[str] | None:
    """A text of several lines as it reads, when YAML gives it back unchanged."""
    lines = [f"{key}: |-", *(("  " + line).rstrip() if not line.strip() else "  " + line for line in text.split("\n"))]
    data, _, problems = parse("\n".join(lines) + "\n", "")
    return lines if not problems and data == {key: text} and not invisible(text, "") else None
