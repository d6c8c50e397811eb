"""The tool kit itself: noise changes no word; a gesture says the same tracked or not, and refused leaves no trace."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.document.plain import plain
from generator.readers import docx
from tests.review import blocks, inserted, tables, typing_in
from tests.review.decisions import settle
from tests.review.offers import CLIENTS, documents, shipped, word_file
from tests.review.word import Word, flat, noisy, opened, words

NOTE = "note-methodologique"
SUPERVISION, ABSENCE = "Un regard extérieur", "Une absence prévisible"
PERIMETER = "_ao_077276606"
GESTURES: dict[str, Callable[[Word, str], None]] = {
    "a word changed": lambda word, by: typing_in.change(word, SUPERVISION, "six séances", "huit séances", by),
    "words typed": lambda word, by: typing_in.type_in(word, SUPERVISION, " de son choix", after="superviseur", by=by),
    "words typed first": lambda word, by: typing_in.type_in(word, ABSENCE, "Rappel. ", before="Absence.", by=by),
    "words typed last": lambda word, by: typing_in.type_in(word, ABSENCE, " Ni déplacée.", by=by),
    "words erased": lambda word, by: typing_in.erase(word, ABSENCE, ", proposé quinze jours avant", by),
    "words erased over two looks": lambda word, by: typing_in.erase(word, ABSENCE, "Absence. Une ", by),
    "a paragraph cut": lambda word, by: typing_in.split(word, ABSENCE, "quinze jours avant.", by),
    "two paragraphs joined": lambda word, by: typing_in.merge(word, "Entre deux séances s’écoulent", by),
    "a paragraph added": lambda word, by: typing_in.paragraph_after(word, ABSENCE, "Un ajout.", by=by),
    "a paragraph added above": lambda word, by: typing_in.paragraph_before(word, ABSENCE, "Un ajout.", by=by),
    "a paragraph deleted": lambda word, by: typing_in.drop(word, ABSENCE, by),
    "a paragraph moved": lambda word, by: typing_in.move(word, SUPERVISION, ABSENCE, by),
    "a block deleted": lambda word, by: blocks.delete_block(word, PERIMETER, by),
    "a row added": lambda word, by: tables.add_row(word, "La pratique change", ["Une", "deux", "trois", "4"], by),
    "a row deleted": lambda word, by: tables.delete_row(word, "Les outils servent", by),
    "a heading added": lambda word, by: inserted.heading(word, ABSENCE, "Un titre", 2, by),
    "a list added": lambda word, by: inserted.bullets(word, ABSENCE, ["un", "deux"], by),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_words_are_those_that_our_own_reader_finds(client: str) -> None:
    seen = 0
    for slug, document in documents(shipped(client)).items():
        data = word_file(client, slug)
        ours, _ = docx.read(data)
        assert ours is not None
        mine = {flat(line) for line in plain(document)}
        read = words(data)
        assert len(read) > 5
        assert [line for line in read if line not in mine and not any(line in each for each in mine)] == [], slug
        seen += 1
    assert seen >= 7


def test_noise_changes_no_word() -> None:
    for seed in range(3):
        word = opened(word_file("vienne", NOTE))
        noisy(word, seed)
        assert words(word.saved()) == words(word_file("vienne", NOTE))


@pytest.mark.parametrize("name", GESTURES)
def test_a_gesture_says_the_same_tracked_accepted_or_not(name: str) -> None:
    """And our reader takes both sides: the tree of the gesture done untracked, the tree that was never touched."""
    data = word_file("vienne", NOTE)
    bare, tracked, refused = opened(data), opened(data), opened(data)
    GESTURES[name](bare, "")
    GESTURES[name](tracked, "Camille Relecture")
    GESTURES[name](refused, "Camille Relecture")
    done = bare.saved()
    assert words(done) != words(data)
    assert words(tracked.saved()) == words(done)
    settle(refused, accept=False)
    assert words(refused.saved()) == words(data)
    noisy(tracked, 3)
    saved = tracked.saved()
    assert docx.read(saved, "original")[0] == docx.read(data)[0]
    final, wanted = docx.read(saved, "final")[0], docx.read(done)[0]
    assert final is not None
    assert wanted is not None
    assert final.parts == wanted.parts
    settle(tracked, accept=True)
    assert words(tracked.saved()) == words(done)
