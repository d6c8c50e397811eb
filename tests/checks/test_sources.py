"""The block and the line that say the words of a finding."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.finished import Noted, Passage
from generator.checks.sources import source_of, sourced
from generator.foundation.diagnostic import Span, error

PLACE = Span("build/vienne/note-methodologique.docx")


def test_words_of_a_block_lead_to_its_line(finished):
    found = source_of(finished, Passage("note-methodologique", "Nous en tirons trois conséquences"))
    assert found == Span("offers/vienne/blocks/vienne-besoin.md", 19)


def test_words_that_data_or_a_person_wrote_have_no_source(finished):
    typed = Noted(error("C855", PLACE, "x", "y"), Passage("note-methodologique", "des mots tapés dans Word"))
    assert sourced(finished, typed) == typed
    nowhere = Noted(error("C855", PLACE, "x", "y"))
    assert sourced(finished, nowhere) == nowhere


def test_a_finding_on_data_keeps_its_place(finished):
    passage = Passage("note-methodologique", "Nous en tirons trois conséquences")
    on_data = Noted(error("C811", Span("offers/vienne/offer.yaml", 3), "x", "y"), passage)
    assert sourced(finished, on_data) == on_data
    on_file = replace(on_data, finding=replace(on_data.finding, span=PLACE))
    assert sourced(finished, on_file).finding.source == Span("offers/vienne/blocks/vienne-besoin.md", 19)
