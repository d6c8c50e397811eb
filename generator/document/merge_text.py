"""Paragraphs and headings that two people changed, merged sentence by sentence.

Marks, links and the words of notes follow the letters that carry them (weave.py): one person puts a word in bold while
the other corrects its sentence, and both have their way. Where both say how a passage looks (level, role, bold), ours
is kept: no word depends on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.document.differences import paired
from generator.document.sentences import Sentence, joined, remarks, sentences, words_of
from generator.document.threeway import Chunk, Level, both, merged, opposed, unopposed
from generator.document.tree import Heading, Paragraph, Remark, Runs
from generator.document.weave import chosen, woven

Worded = Heading | Paragraph


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a paragraph begins among sentences: the node without its words, and the remarks hung on it."""

    shape: Worded
    remarks: tuple[Remark, ...] = ()


Token = Opening | Sentence


def several(base: Sequence[Worded], ours: Sequence[Worded], theirs: Sequence[Worded]) -> list[Chunk[Worded]]:
    """Paragraphs and headings that both changed, among which some may be cut in two or put together."""
    found = merged(_tokens(base), _tokens(ours), _tokens(theirs), SENTENCES)
    mine, other = both(found)
    return [(_nodes(mine), _nodes(other))]


def texts(base: Runs, ours: Runs, theirs: Runs) -> tuple[Runs, Runs]:
    """One line of text (a caption, the title of a callout): as it becomes, and as it would be if they won."""
    if quick := unopposed(base, ours, theirs):
        return quick
    mine, other = both(several((Paragraph(base),), (Paragraph(ours),), (Paragraph(theirs),)))
    return tuple(run for node in mine for run in node.runs), tuple(run for node in other for run in node.runs)


def _tokens(nodes: Sequence[Worded]) -> tuple[Token, ...]:
    made: list[Token] = []
    for node in nodes:
        made.append(Opening(replace(node, runs=()), remarks(node.runs)))
        made += sentences(node.runs)
    return tuple(made)


def _nodes(tokens: Sequence[Token]) -> tuple[Worded, ...]:
    """The paragraphs that these sentences make; one without words goes."""
    groups: list[tuple[Opening, list[Sentence]]] = []
    for token in tokens:
        if isinstance(token, Opening):
            groups.append((token, []))
        elif groups:
            groups[-1][1].append(token)
        else:
            groups.append((Opening(Paragraph(())), [token]))
    made = (replace(opening.shape, runs=(*joined(inside), *opening.remarks)) for opening, inside in groups if inside)
    return tuple(node for node in made if node.runs)


# --- sentences -----------------------------------------------------------------------------------------------------


def _text(token: Token) -> str:
    return words_of(token.runs) if isinstance(token, Sentence) else ""


def _one(base: Token, ours: Token, theirs: Token) -> list[Chunk[Token]]:
    if isinstance(base, Opening) and isinstance(ours, Opening) and isinstance(theirs, Opening):
        return [((_opening(base, ours, theirs),),) * 2]
    if not (isinstance(base, Sentence) and isinstance(ours, Sentence) and isinstance(theirs, Sentence)):
        return opposed((ours,), (theirs,))
    made = woven((base,), (ours,), (theirs,))
    if made is None:
        return opposed((ours,), (theirs,))
    return [((Sentence(made, chosen(base.gap, ours.gap, theirs.gap)),),) * 2]


def _opening(base: Opening, ours: Opening, theirs: Opening) -> Opening:
    """The shape that one side changed, and the remarks that both hung."""
    known = (*base.remarks, *ours.remarks)
    both_changed = base.remarks not in {ours.remarks, theirs.remarks}
    kept = chosen(base.remarks, ours.remarks, theirs.remarks)
    more = tuple(each for each in theirs.remarks if each not in known) if both_changed else ()
    return Opening(chosen(base.shape, ours.shape, theirs.shape), kept + more)


def _several(base: Sequence[Token], ours: Sequence[Token], theirs: Sequence[Token]) -> list[Chunk[Token]]:
    """Sentences that one cut or put together, which may take the words that the other changed in one of them."""
    sides = [tuple(token for token in side if isinstance(token, Sentence)) for side in (base, ours, theirs)]
    whole = all(len(side) == len(all_) for side, all_ in zip(sides, (base, ours, theirs), strict=True))
    made = woven(*sides) if whole else None
    if made is None:
        return opposed(tuple(ours), tuple(theirs))
    first, *rest = sentences(made) or (Sentence(()),)
    gap = chosen(*(side[0].gap for side in sides))
    return [((replace(first, gap=gap), *rest),) * 2]


def _is_sentence(token: Token) -> bool:
    return isinstance(token, Sentence)


def _same_kind(a: Token, b: Token) -> bool:
    return type(a) is type(b)


SENTENCES: Final[Level[Token]] = Level(
    lambda old, new: paired(old, new, _text, _same_kind), _text, _one, _several, _is_sentence
)
