"""Changes of words put into the source where the words were written; values that nobody touched stay values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.document.tree import Runs
from generator.review.rewrite_source import Body, after_space, before_space
from generator.review.rewrite_tokens import BREAK, CALL, END, PLAIN, Mark, Token
from generator.review.rewrite_trace import Place, Traced
from generator.review.rewrite_words import VALUE, Change, Words, changes, followed, gathered, spelled, written

_FREE: Final = {BREAK, CALL, END}  # without marks of their own


class Unfit(Exception):  # noqa: N818 - a way that does not lead there, not a mistake
    """This change can't be made this way."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A `{{ expression }}` at `line` of its file, which printed `old`; the reviewer wrote `new` in its place."""

    expression: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands between two places of the source becomes `text`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Patch:
    """The edits found so far; `turns`: those of loops that must be written apart first, by the loop's place.

    `everywhere`: what a loop repeats is changed in all its turns at once. `literal`: nothing written anew is a value.
    """

    traced: Traced
    first_line: int
    edits: list[Edit] = field(default_factory=list)
    touched: list[Touched] = field(default_factory=list)
    frozen: list[Touched] = field(default_factory=list)
    turns: dict[int, set[int]] = field(default_factory=dict)
    everywhere: bool = False
    literal: bool = False

    @property
    def body(self) -> Body:
        """The source that is changed."""
        return self.traced.body

    def alone(self, place: Place | None) -> Place:
        """The place, when only one word comes from it; else its turn is to be written apart."""
        if place is None:
            raise Unfit
        if not self.everywhere and self.traced.repeated(place):
            loop = self.traced.turning(place)
            if loop is None:
                raise Unfit
            self.turns.setdefault(loop[0], set()).add(loop[1])
        return place

    def rows(self, place: Place, node: int) -> tuple[int, ...]:
        """The lines of a place, or of the whole loop around it when this node alone comes from that loop."""
        loops = self.body.loops(place.start)
        if loops and self.traced.sole(loops[0], node):
            whole = loops[0]
            return self.body.row(whole.opening.start), self.body.row(whole.closing.start)
        place = self.alone(place)
        return self.body.row(place.start), self.body.row(place.end - 1)

    def told(self, instances: Iterable[int], old: Words, change: Change, new: Sequence[Token]) -> None:
        """Says which values the reviewer changed, and what stands in their place."""
        for number in dict.fromkeys(instances):
            ranks = [r for r in range(change.start, change.end) if _within(old.places[r], number)]
            same = change.end - change.start == change.last - change.first
            if not same and 2 * sum(map(bool, (p and p.values for p in old.places[change.start : change.end]))) < (
                change.end - change.start
            ):
                continue  # the passage was written again, and the value went with it
            all_of = range(change.first, change.last)
            picked = [change.first + rank - change.start for rank in ranks] if same else all_of
            said, by = spelled([old.tokens[r] for r in ranks]), spelled([new[r] for r in picked])
            if by and by != said:
                self.touched.append(self.value(number, said, by))

    def value(self, number: int, old: str, new: str) -> Touched:
        """What is told of one printing of a value."""
        tag = self.body.tags[self.traced.printed[number].tag]
        line = self.first_line + self.traced.first.row(self.body.origin(tag.start))
        return Touched(tag.expression, line, old, new)

    def apply(self) -> str:
        """The source with every edit made."""
        done: list[str] = []
        position = 0
        edits = dict.fromkeys(self.edits) if self.everywhere else self.edits
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            if edit.start < position:
                raise Unfit
            done += [self.body.text[position : edit.start], edit.text]
            position = edit.end
        return "".join([*done, self.body.text[position:]])


def _within(place: Place | None, number: int) -> bool:
    return place is not None and number in place.values


# --- the edits -----------------------------------------------------------------------------------


def reword(patch: Patch, ranks: Sequence[int], runs: Sequence[Runs]) -> None:
    """Makes these leaves say these runs; raises Unfit when their source does not show how."""
    old, new = gathered(patch.traced, ranks), followed(runs)
    found, pairs = changes(old, new, marks=True)
    spaced: set[int] = set()  # words whose space is settled by a change
    for change in found:
        both = (*old.tokens[change.start : change.end], *new[change.first : change.last])
        if any(token.text == CALL for token in both):
            raise Unfit
        if change.start == change.end:
            _insert(patch, old, new, change, spaced)
        else:
            _replace(patch, old, new, change)
    for a, b in pairs.items():
        token = old.tokens[a]
        if token.gap != new[b].gap and a not in spaced and token.text not in _FREE:
            _space(patch, patch.alone(old.places[a]), wanted=new[b].gap)


def _insert(patch: Patch, old: Words, new: Sequence[Token], change: Change, spaced: set[int]) -> None:
    """Words between two kept ones: after the first, or before the second, whichever has their marks."""
    said = new[change.first : change.last]
    before, after = change.start - 1, change.start
    wanted = {token.mark for token in said if token.text not in _FREE}
    near = [rank for rank in (before, after) if 0 <= rank < len(old.tokens) and old.tokens[rank].text not in _FREE]
    rank = next((rank for rank in near if wanted <= {old.tokens[rank].mark}), None)
    rank = next((rank for rank in near if old.tokens[rank].mark == PLAIN), None) if rank is None else rank
    if rank is None and before in near:  # the last words have marks, and these have others
        at = patch.alone(old.places[before]).end
        while patch.body.text[at : at + 1] in set("*_"):
            at += 1
        if after in near and patch.body.text[at - 1] not in set("*_"):
            raise Unfit  # the bold goes on
        patch.edits.append(Edit(at, at, " " * said[0].gap + said_as(said, PLAIN)))
        return
    if rank is None:
        raise Unfit
    text = said_as(said, old.tokens[rank].mark)
    if len(near) == 2 and old.tokens[before].mark == old.tokens[after].mark:
        strong, emphasis, _ = old.tokens[rank].mark
        sign = "**" * strong + "*" * emphasis
        text = text.replace("\n\n", f"{sign}\n\n{sign}")  # bold ends with its paragraph
    if rank == before:
        at = patch.alone(old.places[before]).end
        patch.edits.append(Edit(at, at, " " * said[0].gap + text))
        return
    if before >= 0 and said[0].gap != old.tokens[after].gap:
        raise Unfit
    at = patch.alone(old.places[after]).start
    patch.edits.append(Edit(at, at, text + " " * new[change.last].gap))
    spaced.add(after)


def said_as(said: Sequence[Token], around: Mark) -> str:
    """The words as Markdown; raises Unfit when they need other marks than those around them."""
    try:
        return written(said, around)
    except ValueError:
        raise Unfit from None


def _replace(patch: Patch, old: Words, new: Sequence[Token], change: Change) -> None:
    """Words in the place of others; or nothing in their place."""
    said = new[change.first : change.last]
    here = range(change.start, change.end)
    places = _joined(patch.alone(old.places[rank]) for rank in here)
    marks = {old.tokens[rank].mark for rank in here if old.tokens[rank].text not in _FREE} or {PLAIN}
    wanted = {token.mark for token in said if token.text not in _FREE}
    passages = _passages(patch.body, places)
    start, end = passages[0]
    around = next(iter(marks)) if len(marks) == 1 else PLAIN
    if wanted - marks or (wanted and len(marks) > 1):
        start, end = _unmarked(patch.body.text, start, end)
        if PLAIN not in marks and (start, end) == passages[0]:
            raise Unfit
        around = PLAIN
    if not said and len(passages) == 1 and (whole := patch.body.emptied(start, end)):
        patch.edits.append(Edit(*whole, ""))
        return
    gaps = old.tokens[change.start].gap, bool(said) and said[0].gap
    kept, signs = _valued(patch, old, change, said)
    text = "".join(signs.get(sign, sign) for sign in said_as(kept, around))
    patch.edits.append(_edit(patch.body.text, start, end, text, gaps))
    patch.edits += [_edit(patch.body.text, start, end, "", (True, False)) for start, end in passages[1:]]
    patch.told((n for place in places for n in place.values), old, change, new)


def _valued(patch: Patch, old: Words, change: Change, said: Sequence[Token]) -> tuple[Sequence[Token], dict[str, str]]:
    """The new words, with a sign for each value that they still print whole, in bold perhaps; and its source."""
    places = [place for place in old.places[change.start : change.end] if place and len(place.values) == 1]
    kept = list(said)
    signs: dict[str, str] = {}
    for place in dict.fromkeys(places):
        tag = patch.body.tags[patch.traced.printed[place.values[0]].tag]
        ranks = [rank for rank in range(change.start, change.end) if _within(old.places[rank], place.values[0])]
        words = [old.tokens[rank].text for rank in ranks]
        if (tag.start, tag.end) != (place.start, place.end) or any(old.places[rank] != place for rank in ranks):
            continue
        for at in range(len(kept) - len(words) + 1):
            here = kept[at : at + len(words)]
            if [token.text for token in here] == words and len({token.mark for token in here}) == 1:
                sign = chr(VALUE + len(signs))
                signs[sign] = tag.text
                kept[at : at + len(words)] = [Token(sign, here[0].gap, here[0].mark)]
                break
    return kept, signs


def _edit(source: str, start: int, end: int, text: str, gaps: tuple[bool, bool]) -> Edit:
    """The passage replaced; `gaps`: whether a space stood before it, and whether one must."""
    had, wanted = gaps
    if not text:
        start, end = _unmarked(source, start, end)
    if not text and had and source[start - 1 : start] in set("*_["):
        return Edit(start, after_space(source, end), "")  # the space that stays is before the sign of bold
    if had and not wanted:
        return Edit(before_space(source, start), end, text)
    return Edit(start, end, f" {text}" if wanted and not had else text)


def _joined(places: Iterable[Place]) -> list[Place]:
    """The places in order, those that overlap made one; raises Unfit when they go back."""
    done: list[Place] = []
    for place in places:
        last = done[-1] if done else None
        if last and place.start < last.end:
            if place.end < last.start or place.start < last.start:
                raise Unfit
            values = tuple(dict.fromkeys((*last.values, *place.values)))
            done[-1] = Place(last.start, max(last.end, place.end), values, last.turns)
        else:
            done.append(place)
    return done


def _passages(body: Body, places: Sequence[Place]) -> list[tuple[int, int]]:
    """The passages to replace: one, unless a tag that opens or ends stands between two of its words."""
    if body.balanced(places[0].start, places[-1].end):
        return [(places[0].start, places[-1].end)]
    found = [(places[0].start, places[0].end)]
    for place in places[1:]:
        if any(tag.word and found[-1][1] <= tag.start < place.start for tag in body.tags):
            found.append((place.start, place.end))
        else:
            found[-1] = (found[-1][0], place.end)
    return found


def _unmarked(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage with the signs of bold around it, when they hold nothing else."""
    while start and text[start - 1] in "*_" and text[end : end + 1] == text[start - 1]:
        start, end = start - 1, end + 1
    return start, end


def _space(patch: Patch, place: Place, *, wanted: bool) -> None:
    """A space before a word that is kept, put or taken away; it stands before the signs of bold, or before a tag."""
    body = patch.body
    at = place.start
    tags = {tag.end: tag.start for tag in body.tags if tag.word}
    while at and (body.text[at - 1] in "*_[" or at in tags):
        at = tags.get(at, at - 1)
    if wanted:
        patch.edits.append(Edit(at, at, " "))
        return
    start = before_space(body.text, at)
    if start == at:
        raise Unfit
    patch.edits.append(Edit(start, at, ""))
