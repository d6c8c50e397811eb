"""Words that follow each other: what changed between two texts, and how words are written in a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.document.mark_up import markdown_of
from generator.document.normal import normal_runs
from generator.document.subsequence import common
from generator.document.tree import Break, Link, Paragraph, Runs, Text
from generator.review.rewrite_tokens import BREAK, END, PLAIN, Mark, Token, tokens
from generator.review.rewrite_trace import Place, Traced

_APOSTROPHE = re.compile("(?<=[^\\W\\d_])’(?=[^\\W_]|«|[\ue200-\uf1ff]|$)")  # the last ones stand for values

VALUE: Final = 0xE200  # the first of the signs that stand for values while Markdown is written


@dataclass(frozen=True, slots=True)
class Change:
    """The words old[start:end] become new[first:last]."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Words:
    """Words that follow each other in one or more leaves, and where each was written; `END` stands between leaves."""

    tokens: tuple[Token, ...]
    places: tuple[Place | None, ...]
    ends: tuple[int, ...]  # the rank where each leaf begins, and one more


def gathered(traced: Traced, ranks: Sequence[int]) -> Words:
    """The words of these leaves, one after the other."""
    words: list[Token] = []
    places: list[Place | None] = []
    ends = [0]
    for rank in ranks:
        here = traced.places[rank]
        if words:
            before, after = places[-1], here[0] if here else None
            known = before and after and before.end <= after.start
            words.append(Token(END, False))
            places.append(Place(before.end, after.start) if known and before and after else None)
            ends.append(len(words))
        words += traced.words[rank]
        places += here
    return Words(tuple(words), tuple(places), (*ends, len(words) + 1))


def followed(runs: Iterable[Runs]) -> tuple[Token, ...]:
    """The words of these leaves, one after the other."""
    done: list[Token] = []
    for one in runs:
        done += [Token(END, False)] if done else []
        done += tokens(one)
    return tuple(done)


def changes(old: Words, new: Sequence[Token], *, marks: bool) -> tuple[tuple[Change, ...], dict[int, int]]:
    """What changed, and where each word kept stands now; a value is kept whole, or not at all."""
    left = [(token.text, token.mark) if marks else token.text for token in old.tokens]
    right = [(token.text, token.mark) if marks else token.text for token in new]
    pairs = dict(common(left, right))
    instances: dict[int, list[int]] = {}
    for rank, place in enumerate(old.places):
        for number in place.values if place else ():
            instances.setdefault(number, []).append(rank)
    broken = True
    while broken:  # a word may come from two values, and spoil both
        spoilt = [ranks for ranks in instances.values() if not _whole(ranks, pairs, old, new)]
        broken = any(pairs.pop(rank, None) is not None for ranks in spoilt for rank in ranks)
    found: list[Change] = []
    i = j = 0
    for a, b in [*sorted(pairs.items()), (len(left), len(right))]:
        if a > i or b > j:
            found.append(Change(i, a, j, b))
        i, j = a + 1, b + 1
    return tuple(found), pairs


def _whole(ranks: Sequence[int], pairs: Mapping[int, int], old: Words, new: Sequence[Token]) -> bool:
    """Whether these words still stand together, spaced as they were."""
    now = [pairs.get(rank, -1) for rank in ranks]
    if -1 in now or now != list(range(now[0], now[0] + len(now))):
        return False
    return all(old.tokens[r].gap == new[n].gap for r, n in zip(ranks[1:], now[1:], strict=True))


def written(said: Sequence[Token], around: Mark = PLAIN) -> str:
    """Words as Markdown where marks `around` are open already; an `END` begins another paragraph.

    Raises ValueError when they need other marks than those, for marks do not end where others begin.
    """
    if around != PLAIN and any(token.mark != around for token in said if token.text not in {END, BREAK}):
        raise ValueError
    pieces = "".join(token.text if token.text == END else " " for token in said).split(END)
    done: list[str] = []
    position = 0
    for piece in pieces:
        done.append(_lines(said[position : position + len(piece)], marked=around == PLAIN))
        position += len(piece) + 1
    return "\n\n".join(done)


def _lines(said: Sequence[Token], *, marked: bool) -> str:
    """The words of one paragraph; line breaks at its ends, which a whole paragraph never has, are kept."""
    breaks = [token.text == BREAK for token in said]
    before = next((rank for rank, here in enumerate(breaks) if not here), len(said))
    after = next((rank for rank, here in enumerate(reversed(breaks)) if not here), 0) if before < len(said) else 0
    runs = _runs(said[before : len(said) - after], marked=marked)
    text = plainly(markdown_of((Paragraph(runs),))) if runs else ""
    return "\\\n" * before + text + "\\\n" * after


def _runs(said: Sequence[Token], *, marked: bool) -> Runs:
    runs: list[Text | Link | Break] = []
    for rank, token in enumerate(said):
        strong, emphasis, target = token.mark if marked else PLAIN
        text = Text(" " * (token.gap and rank > 0) + token.text, strong, emphasis)
        runs.append(Break() if token.text == BREAK else Link(target, (text,)) if target else text)
    return normal_runs(runs)


def plainly(markdown: str) -> str:
    """Markdown with the apostrophes of a source: composing puts « ’ » back."""
    return _APOSTROPHE.sub("'", markdown.strip("\n"))


def spelled(said: Sequence[Token]) -> str:
    """The words and their spaces."""
    return "".join(" " * (token.gap and rank > 0) + token.text for rank, token in enumerate(said))
