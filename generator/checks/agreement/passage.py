"""The words of a paragraph around a fact: enough to find the place, few enough to read."""

from __future__ import annotations

_MOST = 25  # words


def around(line: str, start: int, length: int) -> str:
    """The paragraph, or the words of it nearest to `length` characters from `start` when it is long."""
    words = line.split(" ")
    if len(words) <= _MOST:
        return line
    first = max(0, min(line[:start].count(" ") - 8, len(words) - _MOST))
    last = line[: start + length].count(" ") + 1
    return " ".join(words[first : max(first + _MOST, last)])
