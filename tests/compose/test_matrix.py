"""The requirement matrix: which answers a demand has, and how the note prints them."""

from __future__ import annotations

from dataclasses import replace

from generator.compose.matrix import (
    HEAD,
    PART,
    block_anchor,
    holds_matrix,
    lines_of,
    printed_rows,
    with_matrix,
    without_matrix,
)
from generator.document.inlines import plain_text
from generator.document.tree import Heading, PageOf, Table, nodes


def line(dossier, identifier):
    return next(one for one in lines_of(dossier) if one.id == identifier)


def test_every_demand_has_a_line_in_the_order_of_the_brief(dossier):
    demands = dossier.inputs.brief.value.requirements
    assert [(one.id, one.demand, one.source) for one in lines_of(dossier)] == [
        (d.id, d.text, d.source) for d in demands
    ]
    assert all(one.answers for one in lines_of(dossier))


def test_a_demand_is_answered_by_the_sections_of_its_blocks(dossier):
    answers = line(dossier, "R25").answers
    assert [a.blocks for a in answers] == [("cadre-confidentialite",), ("restitution-confidentielle",)]
    assert [a.anchor for a in answers] == [block_anchor(a.block) for a in answers]
    assert answers[0].section == "La confidentialité et ses limites"


def test_the_section_that_answers_few_demands_comes_before_the_one_that_answers_many(dossier):
    general = "Vos objectifs, dans votre ordre"
    answers = [[a.section for a in one.answers] for one in lines_of(dossier) if len(one.answers) > 1]
    assert sum(general in sections for sections in answers) > 10
    assert [sections for sections in answers if general in sections[:-1]] == []
    assert line(dossier, "R52").answers[0].section.replace("\u00a0", " ") == "À l’issue : l’évaluation finale"


def test_of_two_sections_as_specific_the_one_that_says_the_demand_comes_first(dossier):
    sections = [a.section.replace("\u00a0", " ") for a in line(dossier, "R49").answers]
    assert sections[0] == "Avant la première séance : le cadrage"


def test_a_block_without_title_is_told_by_the_title_above(dossier):
    answer = next(a for one in lines_of(dossier) for a in one.answers if "groupe-volontariat" in a.blocks)
    assert answer.section == "Entrer, sortir, revenir"
    assert answer.anchor != block_anchor("groupe-volontariat")


def test_every_answer_leads_to_a_part_that_opens_with_its_title(finished_of):
    for client in ("vienne", "creches", "camsp", "relais", "departement"):
        dossier = finished_of(client).dossier
        parts = {part.anchor: part for part in dossier.document("note").parts}
        sections = [a for one in lines_of(dossier) for a in one.answers if a.anchor]
        assert len(sections) > 20
        for answer in sections:
            first = next(node for node in parts[answer.anchor].nodes if isinstance(node, Heading))
            assert plain_text(first.runs) == answer.section


def test_a_piece_of_a_choice_is_answered_by_the_whole_set(dossier):
    assert [a.slug for a in line(dossier, "R37").answers] == ["dc1", "dc2"]


def test_every_cv_answers_the_demand_for_cvs(dossier):
    assert [a.slug for a in line(dossier, "R34").answers] == ["cv-camille-exemple", "cv-sacha-specimen"]


def test_an_attestation_answers_in_the_stead_of_forms(finished, dossier):
    attestation = replace(dossier.document("dc1"), key="attestation", slug="attestation-honneur", title="Attestation")
    instead = replace(dossier, candidature=(attestation,))
    assert [a.slug for a in line(instead, "R37").answers] == ["attestation-honneur"]


def test_a_piece_that_is_not_due_says_why(finished_of):
    dossier = finished_of("departement").dossier
    offer = dossier.inputs.offer
    alone = replace(offer, value=offer.value.model_copy(update={"subcontracts": ()}))
    without = replace(
        dossier,
        inputs=replace(dossier.inputs, offer=alone),
        offre=tuple(d for d in dossier.offre if d.key != "dc4"),
        candidature=tuple(d for d in dossier.candidature if d.key != "dc4"),
    )
    (answer,) = line(without, "R50").answers
    assert answer.document == "sans objet : aucun sous-traitant"


def test_the_matrix_is_the_last_part_of_the_note(dossier):
    note = dossier.document("note")
    assert note.parts[-1].anchor == PART
    assert holds_matrix(note)
    assert not holds_matrix(without_matrix(note))
    headings = [node for node in nodes(note) if isinstance(node, Heading) and node.level == 1]
    assert (plain_text(headings[-1].runs), headings[-1].numbered) == ("Vos demandes et nos réponses", False)


def test_each_row_of_a_section_counts_its_page(dossier):
    (table,) = [node for node in dossier.document("note").parts[-1].nodes if isinstance(node, Table)]
    assert [plain_text(c.paragraphs[0].runs) for c in table.rows[0].cells] == list(HEAD)
    pages = [run for row in table.rows for p in row.cells[2].paragraphs for run in p.runs if isinstance(run, PageOf)]
    assert len(pages) == sum(1 for one in lines_of(dossier) for a in one.answers if a.anchor)


def test_rows_read_back_carry_the_demand_of_the_row_above(finished, dossier):
    note = next(printed for printed in finished.printed if printed.key == "note")
    rows = [row for row in printed_rows(note.tree) if row.demand.startswith("Garder aux échanges")]
    assert [row.answers[0] for row in rows] == [a.section for a in line(dossier, "R25").answers]
    assert [row.targets for row in rows] == [(a.anchor,) for a in line(dossier, "R25").answers]


def test_a_note_that_answers_nothing_has_no_matrix(dossier):
    bare = without_matrix(dossier.document("note"))
    assert with_matrix(bare, ()) == bare
