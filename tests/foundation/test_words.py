"""Words as they are compared."""

from __future__ import annotations

import pytest

from generator.foundation.words import folded, holds_one, sentences, telling


@pytest.mark.parametrize(("text", "same"), [("Équipe", "equipe"), ("l’Œuvre", "l'oeuvre"), ("ÇA", "ca"), ("ﬁn", "fin")])
def test_case_accents_and_apostrophes_do_not_count(text: str, same: str) -> None:
    assert folded(text) == same


def test_only_words_that_tell_something_are_kept_without_their_plural() -> None:
    assert telling("Les groupes, dans notre séance : un TOUR de table pour tous") == {
        "groupe",
        "seance",
        "tour",
        "table",
    }


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        ("Formation systémique", ["SYSTEMIQUE"], True),
        ("Approches systémiques", ["systémique"], True),
        ("antisystémique", ["systémique"], False),
        ("Analyse des pratiques", ["analyse des pratiques", "x"], True),
        ("Analyse", [], False),
    ],
)
def test_a_word_is_read_from_its_start(text: str, words: list[str], held: bool) -> None:
    assert holds_one(text, words) is held


def test_sentences_end_with_their_sign_or_their_line() -> None:
    assert sentences("Un.  Deux ! Trois\nQuatre…  \n\n") == ("Un.", "Deux !", "Trois", "Quatre…")
