"""What changed between two texts."""

from __future__ import annotations

import pytest

from generator.document.differences import aligned, nodes_text, similarity, word_edits
from generator.document.tree import Callout, Figure, Heading, Note, PageBreak, Paragraph, Remark, Text
from tests.documents import bullets, plain

ONE = "La séance commence par l’accueil du groupe et le rappel du cadre."
TWO = "Un bilan écrit est remis à l’établissement à la fin du cycle."
THREE = "Les questions de confidentialité sont posées dès la première rencontre."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Le coût est de 1 234,56 € TTC.", "Le coût est de 1 334,56 € TTC.", [("1 234,56 €", "1 334,56 €")]),
        ("Le coût est de 1\u202f234,56\u00a0€.", "Le coût est nul.", [("de 1\u202f234,56\u00a0€", "nul")]),
        (
            "le 12 mars 2024 à 9 h 30",
            "le 13 mars 2024 à 9 h 45",
            [("12 mars 2024", "13 mars 2024"), ("9 h 30", "9 h 45")],
        ),
        ("le 1er juin", "le 1er juillet", [("1er juin", "1er juillet")]),
        (
            "écrire à a.b@exemple.example",
            "écrire à c.b@exemple.example",
            [("a.b@exemple.example", "c.b@exemple.example")],
        ),
        ("l’équipe de direction", "l’encadrement de proximité", [("équipe de direction", "encadrement de proximité")]),
        ("un mot en trop", "un mot", [(" en trop", "")]),
        ("un mot", "un mot ajouté", [("", " ajouté")]),
        ("deux mots partent ici", "deux ici", [("mots partent ", "")]),
        ("sous-groupes de trois", "sous-groupes de quatre", [("trois", "quatre")]),
        ("un deux trois quatre", "zéro deux trois cinq", [("un", "zéro"), ("quatre", "cinq")]),
        ("une ligne\nune autre", "une phrase\nune seconde", [("ligne", "phrase"), ("autre", "seconde")]),
        ("", "tout", [("", "tout")]),
        ("tout", "", [("tout", "")]),
        ("rien ne change", "rien ne change", []),
    ],
)
def test_words_that_change(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert [(old[edit.start : edit.end], edit.text) for edit in word_edits(old, new)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "a." * 50_000, "1 " * 50_000, "1:" * 50_000, "000 " * 50_000 + "x", "-" * 100_000, "a@" * 50_000,
        "https://" * 10_000, "0" * 100_000 + "x", "l’" * 50_000, " " * 100_000, "1 h " * 30_000, "«" * 100_000,
    ],
)  # fmt: skip
def test_no_text_makes_the_search_for_words_go_back_and_forth(text: str) -> None:
    [edit] = word_edits(text, "")
    assert (edit.start, edit.end, edit.text) == (0, len(text), "")


def test_similar_texts_share_words() -> None:
    assert similarity(ONE, ONE) == similarity("", "") == 1
    assert similarity(ONE, ONE.upper()) == 1
    assert similarity(ONE, ONE.replace("accueil", "arrivée")) > 0.8
    assert similarity(ONE, TWO) < 0.4
    assert similarity("Objectif", "Objectifs") > 0.8  # letters count where words are few
    assert similarity("Méthode", "Modalités") < 0.4
    assert similarity("", ONE) == 0


def test_text_of_each_node() -> None:
    assert nodes_text(Paragraph((Text("Un"), Note((Text("note"),)), Text(" mot."), Remark("?")))) == "Un mot.\nnote"
    assert nodes_text(bullets("un", "deux")) == "un\ndeux"
    assert nodes_text(Callout("key", (Text("Titre"),), (plain("corps"),))) == "Titre\ncorps"
    assert (
        nodes_text(Figure("plan", "Un plan", (Text("Légende"),), data=b"<svg><text>mot</text></svg>"))
        == "Un plan\nLégende"
    )
    assert nodes_text(PageBreak()) == ""


def test_nodes_that_stay_are_paired_and_edited_ones_with_what_they_become() -> None:
    old = (Heading(2, (Text("Méthode"),)), plain(ONE), plain(TWO), plain(THREE))
    new = (Heading(2, (Text("Méthodes"),)), plain(ONE.replace("cadre", "cadre commun")), plain(THREE), plain("Fin."))
    assert aligned(old, new) == ((0, 0), (1, 1), (2, None), (3, 2), (None, 3))


def test_a_paragraph_cut_in_two_is_paired_with_its_larger_half() -> None:
    long, short = "Le groupe choisit une situation et la travaille pas à pas.", "Chacun dit ce qu’il en garde."
    assert aligned((plain(f"{long} {short}"),), (plain(long), plain(short))) == ((0, 0), (None, 1))
    assert aligned((plain(short), plain(long)), (plain(f"{short} {long}"),)) == ((0, None), (1, 0))


def test_one_that_moves_goes_and_comes() -> None:
    rest = plain(f"{TWO} {THREE}")
    assert aligned((plain(ONE), rest), (rest, plain(ONE))) == ((0, None), (1, 0), (None, 1))


def test_a_list_is_not_paired_with_a_paragraph_but_a_heading_may() -> None:
    assert aligned((plain(ONE),), (bullets(ONE),)) == ((0, None), (None, 0))
    assert aligned((plain(ONE),), (Heading(3, (Text(ONE),)),)) == ((0, 0),)


def test_repeated_paragraphs_are_paired_in_order() -> None:
    same = [plain(ONE)] * 4
    new = [*same[:1], plain(ONE.replace("groupe", "collectif")), *same[:2]]
    assert aligned(same, new) == ((0, 0), (1, 1), (2, 2), (3, 3))


@pytest.mark.parametrize("edited", [False, True])
def test_many_nodes_that_look_alike_are_paired_in_order(edited: bool) -> None:
    def session(number: int) -> Paragraph:
        return plain(f"Séance {number} : accueil du groupe, récit, analyse de la situation, synthèse.")

    old = [session(number) for number in range(300)]
    new = [session(number + 1000 * edited) for number in range(300)]
    assert aligned(old, [plain(TWO), *new]) == ((None, 0), *((i, i + 1) for i in range(300)))
