"""Random edits of the shipped notes: applied and built again, they say what was saved; other blocks keep every byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.build.reviewing import apply, review
from generator.readers import docx
from tests.review import typing_in
from tests.review.blocks import block, delete_block, move_block
from tests.review.decisions import settle
from tests.review.offers import CLIENTS, composed, copied, documents, shipped, sources, word_file, written
from tests.review.word import Element, Word, local, noisy, opened, q, shown, words

NOTE = "note-methodologique"
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # an example takes a second: shrinking would take minutes
quick = settings(max_examples=2, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
WORDS = [
    "oui", "chaque participant", "l'accord, s'il le veut", "« je »", '"ainsi"', "vraiment ?", "à 9 h 30", "1 234,56 €",
    "70 %", "{{ prix }}", "{% if x %}", "{# non #}", "**gras**", "_a_", "# titre", "- tiret", "1. un", "| a | b |",
    "::: key", "[lien](https://a.example)", "https://exemple.example/a_b", "<b>", "&amp;", "\\n", "`code`", "> cité",
    "~~~", "a * b * c", "[^1]", "n° 5", "etc...", "DC1", "é", "œuvre", "(sic)", "=====", "---", "++", "a_b_c", "!",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gesture:
    """What is done to a paragraph: `where`, `here` and `there` are taken modulo what there is."""

    kind: str
    where: int
    here: int
    there: int
    text: str
    tracked: bool


gestures = st.builds(
    Gesture,
    st.sampled_from(
        ["insert", "insert", "delete", "delete", "replace", "replace", "split", "merge", "move", "add", "drop"]
    ),
    st.integers(0, 10_000),
    st.integers(0, 2_000),
    st.integers(1, 60),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.booleans(),
)


def paragraphs(word: Word, anchors: list[str]) -> list[Element]:
    """The paragraphs with words of these blocks, in order; those of tables too."""
    found = [p for name in anchors for each in block(word, name) for p in each.iter(q("p"))]
    return [p for p in found if shown(p).strip()]


def in_table(paragraph: Element) -> bool:
    """Whether it stands in a cell."""
    return next(paragraph.iterancestors(q("tc")), None) is not None


def perform(word: Word, anchors: list[str], gesture: Gesture) -> None:
    """Does it, where it can be done."""
    held = paragraphs(word, anchors)
    paragraph = held[gesture.where % len(held)]
    text = shown(paragraph)
    start = gesture.here % (len(text) + 1)
    end = min(len(text), start + gesture.there)
    by = "Camille Relecture" if gesture.tracked else ""
    KINDS[gesture.kind](word, paragraph, (start, end), gesture, held, by)


def _insert(word, paragraph, span, gesture, held, by) -> None:
    typing_in.insert(word, paragraph, span[0], gesture.text, by)


def _delete(word, paragraph, span, gesture, held, by) -> None:
    typing_in.delete(word, paragraph, *span, by)


def _replace(word, paragraph, span, gesture, held, by) -> None:
    typing_in.delete(word, paragraph, *span, by)
    typing_in.insert(word, paragraph, span[0], gesture.text, by)


def _split(word, paragraph, span, gesture, held, by) -> None:
    if 0 < span[0] < len(shown(paragraph)) and not in_table(paragraph):
        typing_in.split_at(word, paragraph, span[0], by)


def _merge(word, paragraph, span, gesture, held, by) -> None:
    following = paragraph.getnext()
    if following is not None and local(following) == "p" and following in held and not in_table(paragraph):
        typing_in.merge_at(word, paragraph, by)


def _move(word, paragraph, span, gesture, held, by) -> None:
    target = held[(gesture.where + gesture.there) % len(held)]
    if paragraph is not target and not in_table(paragraph) and not in_table(target):
        typing_in.moved(word, paragraph, target, by)


def _add(word, paragraph, span, gesture, held, by) -> None:
    if not in_table(paragraph):
        typing_in.added_after(word, paragraph, gesture.text, "", by)


def _drop(word, paragraph, span, gesture, held, by) -> None:
    if not in_table(paragraph):
        typing_in.dropped(word, paragraph, by)


KINDS: dict[str, Callable[..., None]] = {
    "insert": _insert,
    "delete": _delete,
    "replace": _replace,
    "split": _split,
    "merge": _merge,
    "move": _move,
    "add": _add,
    "drop": _drop,
}


def blocks_of(client: str) -> dict[str, str]:
    """The file of each block of the note, by its anchor."""
    parts = documents(shipped(client))[NOTE].parts
    return {part.anchor: part.origin.file for part in parts if part.origin}


def assert_comes_back(client: str, edit: Callable[[Word], None], moved: str = "") -> None:
    """The edited note, reviewed, applied and built again."""
    word = opened(word_file(client, NOTE))
    edit(word)
    noisy(word, 5)
    data = word.saved()
    with TemporaryDirectory() as folder:
        made = copied(Path(folder), client)
        path = Path(folder) / "relu.docx"
        path.write_bytes(data)
        before = sources(made)
        proposal = review(made, client, (path,))
        problems = apply(made, proposal, (path,))
        after = sources(made)
        built = written(composed(made, client), NOTE)
        assert_others_kept(client, data, before, after, moved)
        stuck = [entry for entry in proposal.news if "a été déplacé" in entry.text]
        if stuck:  # its topics bring it to its chapter: a person has to choose, and the build is not what was saved
            assert len(stuck) == len(problems) == 1
        elif not proposal.settled:  # a value of offer.yaml changes other passages too
            # The table of demands is drawn anew from the blocks that are left.
            same = words(built, demands=False) == words(data, demands=False)
            assert same, [str(problem) for problem in problems]
            assert problems == ()


def assert_others_kept(client: str, data: bytes, before: dict[str, str], after: dict[str, str], moved: str) -> None:
    """Blocks whose part was not edited keep their source byte for byte, without an override."""
    ours, theirs = (docx.read(each)[0] for each in (word_file(client, NOTE), data))
    assert ours is not None
    assert theirs is not None
    saved = {part.anchor: part.nodes for part in theirs.parts}
    same = {part.anchor for part in ours.parts if saved.get(part.anchor) == part.nodes}
    files = blocks_of(client)
    for anchor in same & files.keys() - {moved}:
        file = files[anchor]
        override = f"offers/{client}/blocks/{Path(file).name}"
        assert after.get(file) == before[file]
        assert (override in after) == (override in before), override


@pytest.mark.parametrize("client", CLIENTS)
@given(made=st.lists(gestures, min_size=1, max_size=4))
@quick
def test_random_edits_come_back(client: str, made: list[Gesture]) -> None:
    anchors = list(blocks_of(client))

    def edit(word: Word) -> None:
        for gesture in made:
            perform(word, anchors, gesture)

    assert_comes_back(client, edit)


@given(st.lists(gestures, min_size=1, max_size=3), st.booleans())
@quick
def test_random_edits_settled_before_they_come_back(made: list[Gesture], accept: bool) -> None:
    anchors = list(blocks_of("vienne"))

    def edit(word: Word) -> None:
        for gesture in made:
            perform(word, anchors, gesture)
        settle(word, accept)

    assert_comes_back("vienne", edit)


@given(st.sampled_from(CLIENTS), st.integers(0, 100), st.integers(0, 100), st.booleans())
@quick
def test_a_block_moved_anywhere_comes_back(client: str, which: int, where: int, bookmark: bool) -> None:
    anchors = list(blocks_of(client))
    moved, before = anchors[which % len(anchors)], anchors[where % len(anchors)]
    if moved != before:
        assert_comes_back(client, lambda word: move_block(word, moved, before, bookmark), moved)


@given(st.sampled_from(CLIENTS), st.integers(0, 100), st.booleans())
@quick
def test_a_block_deleted_stays_out(client: str, which: int, tracked: bool) -> None:
    anchors = list(blocks_of(client))
    gone = anchors[which % len(anchors)]
    by = "Camille Relecture" if tracked else ""
    assert_comes_back(client, lambda word: delete_block(word, gone, by), gone)
