"""summary.json of the shipped offer."""

from __future__ import annotations

from generator.foundation.diagnostic import error, info
from generator.report.summary import summary_json
from generator.report.summary_records import read_summary


def test_it_is_read_as_it_was_written(product):
    finished = product.finished
    findings = (error("C801", None, "absente"), info("Z999", None, "sans règle"))
    data = summary_json(finished, findings, product.packet)
    assert data == summary_json(finished, findings, product.packet)
    made = read_summary(data)
    assert made is not None
    quote = finished.dossier.quote
    assert (made.client, made.price.gross) == ("vienne", quote.gross)
    assert made.price.gross == sum(line.amount for lot in made.price.lots for g in lot.groups for line in g.lines)
    assert [held.day for held in made.held] == [event.day for event in finished.dossier.schedule.events]
    assert set(made.rules) == {"C801"}
    assert made.pieces[-1].last == made.pages == product.packet.pages
    assert made.pictures[0].svg.startswith("<svg")
    assert made.way.steps[-1].day <= made.deadline
    assert 0 < made.generic.share < 1
    assert "Note méthodologique" in made.titles.values()


def test_every_demand_has_a_page_in_a_pdf_that_was_written(product):
    made = read_summary(summary_json(product.finished, (), product.packet))
    assert [line.id for line in made.matrix] == [r.id for r in product.finished.dossier.inputs.brief.value.requirements]
    for line in made.matrix:
        for place in line.places:
            assert place.page >= 1, line
            assert place.pdf in product.finished.files, line


def test_damaged_bytes_are_no_summary():
    assert read_summary(b"") is None
    assert read_summary(b'{"client": "vienne"}') is None
    assert read_summary(b"\xff\xfe") is None
