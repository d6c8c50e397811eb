"""Words as they are compared: without case, accents or the forms of apostrophes; and the sentences of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")
_END: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_SHORTEST: Final = 4  # letters of a word that tells something
# Words of every text: they say nothing of what it is about.
_EVERYWHERE: Final = """
ainsi alors après aucun aucune aussi autre avant avec avoir bien cela celle celui cette chaque chez chacun chacune
comme comment contre dans déjà depuis donc dont elle elles encore entre être faire fait font jamais leur leurs lorsque
mais même moins notre nous peut peuvent plus pour pourquoi puis quand quel quelle quelque sans selon sera seront seul
seule soit sont sous tous tout toute toutes très vers voire votre vous
"""


def folded(text: str) -> str:
    """The text without case, accents or curly apostrophes."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def telling(text: str) -> frozenset[str]:
    """The words of a text that may tell what it is about: four letters or more, plural ends left out."""
    return _stems(text) - _stems(_EVERYWHERE)


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("sx") for word in _WORD.findall(folded(text)) if len(word) >= _SHORTEST)


def holds_one(text: str, words: Iterable[str]) -> bool:
    """Whether one of these words or phrases stands in the text, at the start of a word."""
    inside = folded(text)
    return any(re.search(rf"(?<![a-z0-9]){re.escape(folded(word))}", inside) for word in words)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, spaces folded, in order."""
    return tuple(folded_spaces for part in _END.split(text) if (folded_spaces := " ".join(part.split())))
