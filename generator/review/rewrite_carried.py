"""Text that a reviewer brought from one block into another: its values stay values there, or are told as written out.

Each block is rewritten alone, so what comes from elsewhere is words to it. The block that it came from knows which of
these words are values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.compose.sources import Written
from generator.document.tree import Node
from generator.foundation.diagnostic import Level
from generator.review.rewrite import Rewritten, Touched
from generator.review.rewrite_source import Body, Tag
from generator.review.rewrite_tokens import CALL, leaves, shape, shown, tokens
from generator.review.rewrite_trace import Printed, Traced, traced
from generator.review.shape import comparable_nodes

_GRAM: Final = 4  # words in a row that two texts must share for one to come from the other
_NEAR: Final = 2  # words beside a value that came with it
_BETWEEN: Final = r"[\s*_\\]*"  # what Markdown may write between two words
_FORMS: Final = {"’": "['’]", "…": r"(?:…|\.\.\.)", "\n": ""}

Nodes = tuple[Node, ...]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    """A value among the words around it, which are words[first:last] of `words`; its tag when it makes whole words."""

    words: Words
    first: int
    last: int
    told: Touched
    tag: Tag | None

    @property
    def pattern(self) -> re.Pattern[str]:
        """What it looks like in a source that says it in words; the group is the value, or what prints it."""
        said = [_FORMS.get(word, re.escape(word)) for word in self.words]
        parts = [said[: self.first], said[self.first : self.last], said[self.last :]]
        before, value, after = (_BETWEEN.join(part) for part in parts)
        opens, ends = (r"\b" if word.isalnum() else "" for word in (self.words[0], self.words[-1]))
        inside = rf"({value}|{{{{[^{{}}]*}}}})"
        return re.compile(f"{opens}{before}{_BETWEEN}{inside}{_BETWEEN}{after}{ends}")


def carried(
    bodies: Mapping[str, Rewritten],
    sources: Mapping[str, Written],
    now: Mapping[str, Nodes],
    wanted: Mapping[str, Nodes],
) -> dict[str, Rewritten]:
    """The new bodies by file, with the values of text that came from another part; `now` and `wanted` by part."""
    done = dict(bodies)
    known: dict[str, Traced | None] = {}
    grams: dict[str, set[Words]] = {}  # of every part, once
    for anchor, nodes in wanted.items():
        source, before = sources.get(anchor), now.get(anchor, ())
        if source is None or source.file not in bodies or nodes == before:
            continue
        was, texts = _texts(before), _texts(nodes)
        news = _grams(texts) - _grams(was)
        values: list[_Value] = []
        if news and not grams:
            grams = {name: _grams(_texts(held)) for name, held in now.items() if name in sources}
        for giver in _givers(source, sources, grams, news):
            if giver.file not in known:
                known[giver.file] = _traced(giver)
            trace = known[giver.file]
            values += _values(giver, trace, texts, was) if trace is not None else ()
        if values:
            done[source.file] = _with(source, done[source.file], values)
    return done


def _givers(
    source: Written, sources: Mapping[str, Written], grams: Mapping[str, set[Words]], news: set[Words]
) -> list[Written]:
    """The sources of the other parts that say these words now, those that say most of them first."""
    shared = {name: len(news & held) for name, held in grams.items() if sources[name].file != source.file}
    return [sources[anchor] for anchor in sorted(shared, key=lambda anchor: -shared[anchor]) if shared[anchor]]


def _traced(source: Written) -> Traced | None:
    drawn, _ = source.render(source.body)
    body = Body(source.body)
    return traced(source, body, shown(comparable_nodes(drawn)), body) if drawn is not None else None


def _texts(nodes: Nodes) -> list[Words]:
    """The words of each paragraph."""
    return [tuple(token.text for token in tokens(leaf.runs)) for leaf in leaves(shown(comparable_nodes(nodes)))]


def _grams(texts: Iterable[Words]) -> set[Words]:
    return {text[at : at + _GRAM] for text in texts for at in range(len(text) - _GRAM + 1)}


def _values(giver: Written, trace: Traced, texts: Sequence[Words], was: Sequence[Words]) -> Iterator[_Value]:
    """The values of this source that another text says now with the words beside them, and did not say before."""
    local = frozenset(name for tag in trace.body.tags for name in tag.given)
    for one in trace.printed:
        found = next(
            (v for v in _seen(giver, trace, one, local) if _count(v.words, texts) > _count(v.words, was)), None
        )
        if found:
            yield found


def _seen(giver: Written, trace: Traced, one: Printed, local: frozenset[str]) -> Iterator[_Value]:
    """A value with the words around it; with more of them on one side alone."""
    words = tuple(token.text for token in trace.words[one.leaf])
    if one.first < 0:
        return
    tag, places = trace.body.tags[one.tag], trace.places[one.leaf][one.first : one.last + 1]
    whole = all(place and (place.start, place.end) == (tag.start, tag.end) for place in places)
    said = " ".join(words[one.first : one.last + 1])
    told = Touched(tag.expression, giver.first_line + trace.body.row(tag.start), said, said)
    for before, after in ((_NEAR, _NEAR), (2 * _NEAR, 0), (0, 2 * _NEAR)):
        start = max(one.first - before, 0)
        window = words[start : one.last + 1 + after]
        first, last = one.first - start, one.last + 1 - start
        if CALL not in window and sum(word.isalnum() for word in window[:first] + window[last:]) >= _NEAR:
            yield _Value(window, first, last, told, tag if whole and not tag.names & local else None)


def _count(words: Words, texts: Iterable[Words]) -> int:
    size = len(words)
    return sum(text[at : at + size] == words for text in texts for at in range(len(text) - size + 1))


def _with(source: Written, made: Rewritten, values: Iterable[_Value]) -> Rewritten:
    """The body with those values that can be values there, and what is told of the others."""
    kept = set(source.body.split("\n"))
    body = Body(made.body)
    found: dict[tuple[int, int], list[_Value]] = {}
    frozen: list[Touched] = []
    for value in values:
        spans = [match.span(1) for match in value.pattern.finditer(body.text)]
        fresh = [span for span in spans if body.lines[body.row(span[0])] not in kept]
        frozen += [] if fresh else [value.told]
        for span in fresh:
            found.setdefault(span, []).append(value)
    text, wanted, least = made.body, _drawn(source, made.body), len(made.body)
    for (start, end), some in sorted(found.items(), key=lambda each: (-each[0][0], -each[0][1])):
        if end > least or body.bare[start] == "\0":
            continue  # it is a value already
        tried = (text[:start] + value.tag.text + text[end:] for value in some if value.tag)
        better = next((one for one in tried if wanted and _drawn(source, one) == wanted), None)
        if better is None:
            frozen.append(some[0].told)
        else:
            text, least = better, start
    return replace(made, body=text, frozen=tuple(dict.fromkeys((*made.frozen, *frozen))))


def _drawn(source: Written, body: str) -> object:
    """What a body renders as, compared, and the codes of what blocks it; None when it fails."""
    nodes, problems = source.render(body)
    codes = sorted(problem.code for problem in problems if problem.level is Level.BLOCKING)
    return None if nodes is None else (shape(shown(comparable_nodes(nodes))), codes)
