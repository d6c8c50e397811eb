"""How a finding on a form is told: the form's name, what differs in few words, the passage that gets the comment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.checks.finished import Finished, Passage, Verdict
from generator.checks.forms.copies import Copy
from generator.checks.forms.reading import folded

SHOWN = 4  # differences that one finding spells out
AROUND = 3  # words told on each side of what differs
REBUILD = "remettez dans Word ce que disent les données, ou corrigez les données puis reconstruisez l'offre"


def verdict(finished: Finished, copy: Copy, said: str, hint: str, words: str = "") -> Verdict:
    """A finding on this printed form; `words` stand in it and get the comment."""
    assert copy.printed is not None
    docx = copy.printed.docx
    passage = Passage(docx.removesuffix(".docx"), words) if words else None
    return Verdict(finished.place(docx), f"{copy.name}, {said}", hint, passage)


def told(differences: Iterable[str]) -> str:
    """« a ; b ; c » ; beyond a few, how many more."""
    every = tuple(dict.fromkeys(differences))
    more = len(every) - SHOWN
    rest = (f"et {more} autre{'s' if more > 1 else ''}",) if more > 0 else ()
    return " ; ".join((*every[:SHOWN], *rest))


def cut(text: str, longest: int = 90) -> str:
    """The words, cut for a message."""
    flat = " ".join(text.replace("’", "'").split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


def apart(read: str, due: str) -> tuple[str, str]:
    """What differs between two texts, each in a few words, with some of those that stand around."""
    one, other = read.split(), due.split()
    same = [folded(word) for word in one], [folded(word) for word in other]
    first = _alike(*same)
    last = min(_alike(same[0][::-1], same[1][::-1]), len(one) - first, len(other) - first)
    return _around(one, first, last), _around(other, first, last)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words are the same from the start."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _around(text: Sequence[str], first: int, last: int) -> str:
    start, end = max(first - AROUND, 0), min(len(text) - last + AROUND, len(text))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return before + cut(" ".join(text[start:end])) + after


def instead(read: str, due: str) -> str:
    """« x » au lieu de « y »."""
    said, wanted = (f"« {text} »" if text else "rien" for text in apart(read, due))
    return f"{said} au lieu de {wanted}"
