"""Phrases found in a text in one pass."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.foundation.phrases import index, occurrences, phrase, words

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12).map(tuple)


def found(phrases, text):
    return [(at, " ".join(one)) for at, one in occurrences(index(map(phrase, phrases)), phrase(text))]


def test_words_are_parted_by_signs_and_compared_without_case_or_accents():
    assert words("L’Île-d'Œuvre : 1 234,50 €").spelled == ("L", "Île", "d", "Œuvre", "1", "234", "50")
    assert phrase("L’ÎLE-d'Œuvre") == ("l", "ile", "d", "oeuvre")


def test_a_phrase_is_found_whole_words_only():
    assert found(["Vienne"], "Il vit en Vienne, pas à Vienneville") == [(3, "vienne")]


def test_no_break_spaces_hyphens_and_apostrophes_do_not_hide_it():
    assert found(["Commune d'Exemple-sur-Loire"], "la COMMUNE D’EXEMPLE sur\u00a0Loire") == [
        (1, "commune d exemple sur loire")
    ]


def test_the_longest_comes_first_where_several_begin():
    assert found(["les deux", "les deux rives"], "aux bords, Les Deux Rives") == [
        (2, "les deux rives"),
        (2, "les deux"),
    ]


def test_an_empty_phrase_is_nowhere():
    assert found(["", "…"], "du texte") == []


@given(st.lists(WORDS, max_size=6), WORDS)
def test_it_finds_what_a_search_at_each_place_would(phrases, text):
    wanted = {(at, one) for one in phrases if one for at in range(len(text)) if text[at : at + len(one)] == one}
    assert set(occurrences(index(phrases), text)) == wanted
