"""Whose words are whose: parts known by their bookmark, by their text, moved, deleted, swallowed."""

from __future__ import annotations

from generator.document.tree import Document, Heading, Node, Paragraph, Part, Text
from generator.review.parts import likeness, matched

A, B, C, TITLE, NEXT = "_ao_000000001", "_ao_000000002", "_ao_000000003", "_ao_000000010", "_ao_000000011"
WORDS = {
    A: ("Le groupe choisit la situation qu'il veut analyser.", "Chacun raconte une scène vécue, sans l'interpréter."),
    B: ("L'intervenant garantit la confidentialité des échanges.", "Rien ne sort de la salle sans l'accord de tous."),
    C: ("Un bilan écrit est remis à mi-parcours.", "Il ne nomme personne et ne rapporte aucune parole."),
}


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def block(anchor: str) -> Part:
    return Part(anchor, tuple(map(paragraph, WORDS[anchor])))


def title(anchor: str, text: str) -> Part:
    return Part(anchor, (Heading(1, (Text(text),)),))


def document(*parts: Part) -> Document:
    return Document("note", "note", "Note", parts=parts)


def written(anchor: str) -> bool:
    return anchor in WORDS


BASE = document(title(TITLE, "Méthode"), block(A), block(B), title(NEXT, "Évaluation"), block(C))


def nodes(parts: tuple[Part, ...]) -> list[Node]:
    return [node for part in parts for node in part.nodes]


def by_anchor(parts: tuple[Part, ...], anchor: str) -> tuple[Node, ...]:
    return next(part.nodes for part in parts if part.anchor == anchor)


def test_nothing_changed() -> None:
    found = matched(BASE, BASE, written)
    assert found.parts == BASE.parts
    assert (found.deleted, found.moved, found.absorbed, found.recovered) == ((), (), (), ())


def test_a_part_that_lost_its_bookmark_is_known_by_its_text() -> None:
    bare = Part("", (paragraph(WORDS[B][0] + " Toujours."), paragraph(WORDS[B][1])))
    found = matched(BASE, document(BASE.parts[0], block(A), bare, *BASE.parts[3:]), written)
    assert by_anchor(found.parts, B) == bare.nodes
    assert found.recovered == (B,)
    assert not found.deleted


def test_two_neighbours_that_lost_their_bookmarks_are_both_found() -> None:
    bare = Part("", (*block(A).nodes, *block(B).nodes))
    found = matched(BASE, document(BASE.parts[0], bare, *BASE.parts[3:]), written)
    assert by_anchor(found.parts, A) == block(A).nodes
    assert by_anchor(found.parts, B) == block(B).nodes


def test_a_part_that_is_gone_is_deleted() -> None:
    found = matched(BASE, document(*BASE.parts[:2], *BASE.parts[3:]), written)
    assert found.deleted == (B,)
    assert not found.moved


def test_a_part_pasted_elsewhere_has_moved_with_or_without_its_bookmark() -> None:
    for pasted in (block(A), Part("", block(A).nodes)):
        found = matched(BASE, document(BASE.parts[0], block(B), BASE.parts[3], block(C), pasted), written)
        assert [part.anchor for part in found.parts] == [TITLE, B, NEXT, C, A]
        assert found.moved == (A,)
        assert not found.deleted


def test_a_part_that_crosses_only_a_title_has_moved() -> None:
    found = matched(BASE, document(BASE.parts[0], block(A), BASE.parts[3], block(B), block(C)), written)
    assert found.moved == (B,)


def test_a_part_pasted_inside_the_bookmark_of_another_is_cut_out_of_it() -> None:
    swallowed = Part(C, (*block(C).nodes, *block(A).nodes))
    found = matched(BASE, document(BASE.parts[0], block(B), BASE.parts[3], swallowed), written)
    assert by_anchor(found.parts, C) == block(C).nodes
    assert by_anchor(found.parts, A) == block(A).nodes


def test_a_part_pasted_in_the_middle_of_another_stays_there() -> None:
    first, last = block(C).nodes
    swallowed = Part(C, (first, *block(A).nodes, last))
    found = matched(BASE, document(BASE.parts[0], block(B), BASE.parts[3], swallowed), written)
    assert found.deleted == (A,)
    assert found.absorbed == ((A, C),)
    assert by_anchor(found.parts, C) == swallowed.nodes


def test_a_copy_of_a_part_belongs_to_the_block_before_it() -> None:
    copy = Part("", block(A).nodes)
    found = matched(BASE, document(*BASE.parts[:3], copy, *BASE.parts[3:]), written)
    assert by_anchor(found.parts, A) == block(A).nodes
    assert by_anchor(found.parts, B) == (*block(B).nodes, *block(A).nodes)


def test_a_second_part_with_the_same_bookmark_is_a_copy() -> None:
    found = matched(BASE, document(*BASE.parts[:3], block(A), *BASE.parts[3:]), written)
    assert by_anchor(found.parts, B) == (*block(B).nodes, *block(A).nodes)


def test_words_typed_under_a_title_open_the_block_that_follows() -> None:
    typed = Part(TITLE, (*BASE.parts[0].nodes, paragraph("Une phrase d'introduction.")))
    found = matched(BASE, document(typed, *BASE.parts[1:]), written)
    assert by_anchor(found.parts, TITLE) == BASE.parts[0].nodes
    assert by_anchor(found.parts, A) == (paragraph("Une phrase d'introduction."), *block(A).nodes)


def test_words_typed_above_everything_open_the_first_block() -> None:
    typed = Part("", (paragraph("À lire d'abord, avant tout le reste."),))
    found = matched(document(block(A)), document(typed, block(A)), written)
    assert by_anchor(found.parts, A) == (*typed.nodes, *block(A).nodes)


def test_a_title_that_was_reworded_stays_the_title() -> None:
    found = matched(BASE, document(title(TITLE, "Notre méthode"), *BASE.parts[1:]), written)
    assert by_anchor(found.parts, TITLE) == title(TITLE, "Notre méthode").nodes


def test_no_word_is_ever_dropped() -> None:
    stray = Part("_ao_999999999", (paragraph("D'un autre document, sans doute."),))
    found = matched(BASE, document(stray, *reversed(BASE.parts), stray), written)
    assert sorted(map(str, nodes(found.parts))) == sorted(map(str, [*nodes(BASE.parts), *stray.nodes, *stray.nodes]))


def test_likeness_tells_a_document_from_another() -> None:
    other = document(Part(A, (paragraph("Prix de la journée : mille euros, tout compris."),)))
    assert likeness(BASE, BASE) == 1
    assert likeness(BASE, other) < 0.3
