"""The note: the buyer's sections in the buyer's order and words, a question for each open reading."""

from __future__ import annotations

from dataclasses import replace

from generator.build.inputs import read_inputs
from generator.compose.chapters import chapter_of, chapters
from generator.compose.note import cover, note_document
from generator.compose.questions import questioned
from generator.document.inlines import plain_text
from generator.document.tree import Document, Heading, Paragraph, Part, Remark, Signature, nodes
from generator.foundation import days
from generator.foundation.record import Loaded
from tests.workspaces import ROOT


def note_of(dossier) -> Document:
    found = dossier.document("note")
    assert found is not None
    return found


def remarks(document: Document) -> list[str]:
    return [run.text for n in nodes(document) if isinstance(n, Paragraph) for run in n.runs if isinstance(run, Remark)]


def test_the_buyers_sections_stand_in_its_order_and_words(dossier):
    headings = [node for node in nodes(note_of(dossier)) if isinstance(node, Heading)]
    titles = [plain_text(heading.runs) for heading in headings if heading.level == 1 and heading.numbered]
    assert [title.replace("’", "'") for title in titles] == [
        "Objectifs pédagogiques à atteindre",
        "Méthode et supports pédagogiques utilisés",
        "Rythme préconisé",
        "Modalités de l'évaluation de la prestation",
    ]


def test_another_order_of_the_buyer_is_followed(dossier):
    brief = dossier.inputs.brief.value
    demand = brief.demand("note")
    turned = demand.model_copy(update={"sections": demand.sections[::-1]})
    pieces = tuple(turned if piece is demand else piece for piece in brief.pieces)
    turned_brief = brief.model_copy(update={"pieces": pieces})
    places = [one.key for one in chapters(dossier.inputs.outline.value, turned_brief) if one.numbered]
    assert places == ["evaluation", "rhythm", "method", "objectives"]


def test_the_note_bears_the_name_that_the_buyer_gives_it(dossier):
    inputs = dossier.inputs
    demand = inputs.brief.value.demand("note")
    named = demand.model_copy(update={"title": "Mémoire technique"})
    pieces = tuple(named if piece is demand else piece for piece in inputs.brief.value.pieces)
    brief = Loaded(inputs.brief.value.model_copy(update={"pieces": pieces}), inputs.brief.source)
    assert note_document(replace(inputs, brief=brief), (), {}, {})[0].title == "Mémoire technique"
    assert note_document(inputs, (), {}, {})[0].title == "Note méthodologique"


def test_a_section_that_holds_two_parts_leaves_no_room_for_ours(dossier):
    brief, outline = dossier.inputs.brief.value, dossier.inputs.outline.value
    demand = brief.demand("note")
    *first, last = demand.sections
    wide = demand.model_copy(update={"sections": (*first, last.model_copy(update={"also": ("closing",)}))})
    pieces = tuple(wide if piece is demand else piece for piece in brief.pieces)
    found = chapters(outline, brief.model_copy(update={"pieces": pieces}))
    assert [one.key for one in found] == ["opening", "objectives", "method", "rhythm", "evaluation"]
    closing = next(choice.block for choice in dossier.choices if choice.taken and choice.block.head.part == "closing")
    assert chapter_of(closing, found).key == "evaluation"


def test_every_open_reading_is_asked_once(dossier):
    brief = dossier.inputs.brief.value
    asked = remarks(note_of(dossier))
    assert len(brief.assumptions) >= 5
    for assumption in brief.assumptions:
        assert sum(f"assumptions\u00a0: {assumption.field})" in text for text in asked) == 1, assumption.field


def test_a_confirmed_reading_is_not_asked(dossier):
    parts = (Part("_ao_000000001", (Paragraph(()),)),)
    assumption = dossier.inputs.brief.value.assumptions[0]
    assert questioned(parts, {}, (assumption,)) != parts
    assert questioned(parts, {}, (assumption.model_copy(update={"confirmed": True}),)) == parts


def test_the_note_is_dated_and_has_a_place_to_sign(dossier):
    note = note_of(dossier)
    place = [n for n in nodes(note) if isinstance(n, Signature)]
    assert len(place) == 1
    words = " ".join(plain_text(line) for line in place[0].lines).replace("\u00a0", " ")
    assert days.long(dossier.inputs.offer.value.date) in words
    assert dossier.inputs.candidate.value.signatory.name in words


def test_facts_of_this_buyer_are_on_it(dossier):
    from generator.document.plain import plain

    words = " ".join(plain(note_of(dossier)))
    for fact in ("1997", "2022", "CESF", "MJC", "Poitiers", "puéricultrices", "action collective", "DRRH"):
        assert fact in words, fact


def test_each_part_knows_its_block(dossier):
    note = note_of(dossier)
    known = [part for part in note.parts if part.origin]
    assert len(known) >= 25
    assert len({part.anchor for part in note.parts}) == len(note.parts)
    assert replace(known[0], origin=None) == known[0]  # an origin is no part of what is compared


def test_the_cover_names_a_groupement_and_all_who_run_sessions():
    inputs, problems = read_inputs(ROOT, "camsp")
    assert inputs is not None, problems
    assert [plain_text(line) for line in cover(inputs)][2:6] == [
        "Candidat : groupement conjoint",
        "Mandataire : Organisme Exemple",
        "Autre membre : Association Atelier Exemple",
        "Intervenants : Alix Modèle et Charlie Factice",
    ]
