"""Words too long for their line, as addresses are: Typst lets them run off the page, unless they may break."""

from __future__ import annotations

import re
from functools import cache

BREAK = "\u200b"  # zero width space
_AFTER = re.compile(r"([^\w\u200b]+|_+)(?=\w)")


def breakable(text: str, longest: int) -> str:
    """The text with invisible places to break in words of more than `longest` characters, after signs if it can."""
    return _long(longest).sub(lambda found: _broken(found[0], longest), text)


@cache
def _long(longest: int) -> re.Pattern[str]:
    return re.compile(rf"[^\s\u200b-]{{{longest + 1},}}-?")


def _broken(word: str, longest: int) -> str:
    pieces = _AFTER.sub(rf"\1{BREAK}", word).split(BREAK)
    return BREAK.join(piece[at : at + longest] for piece in pieces for at in range(0, len(piece), longest))
