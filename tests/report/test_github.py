"""Workflow commands of GitHub: what must be escaped is."""

from __future__ import annotations

from dataclasses import replace

from generator.foundation.diagnostic import Span, error, info, warning
from generator.report.github import annotation, summary


def test_an_annotation_stands_on_the_line():
    finding = error("C801", Span("offers/a b/brief.yaml", 3, 7), "pièce absente : note", "joignez-la")
    assert annotation(finding) == (
        "::error file=offers/a b/brief.yaml,line=3,col=7,title=C801::pièce absente : note%0Aaide : joignez-la"
    )


def test_signs_of_the_protocol_are_escaped():
    line = annotation(warning("X100", Span("a,b:c"), "100 %\nfin"))
    assert line == "::warning file=a%2Cb%3Ac,title=X100::100 %25%0Afin"
    assert annotation(info("X100", None, "ici")) == "::notice title=X100::ici"


def test_what_is_found_in_a_finished_file_is_shown_at_the_head_of_its_offer():
    line = annotation(warning("C835", Span("build/vienne/depot/1-a/note.pdf"), "reste « TODO »", "complétez"))
    assert line == (
        "::warning file=offers/vienne/offer.yaml,line=1,title=C835"
        "::depot/1-a/note.pdf : reste « TODO »%0Aaide : complétez"
    )


def test_a_waived_finding_says_who_and_why():
    waived = replace(info("C813", None, "expire"), waived="levé par X")
    assert annotation(waived) == "::notice title=C813::expire%0Alevé par X"


def test_the_summary_is_a_table_gravest_first():
    text = summary("vienne", [info("A100", None, "rien"), error("B100", Span("f", 1), "un | deux")])
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert rows[1].startswith("| bloquant | B100 | f:1 | un \\| deux")
    assert rows[2].startswith("| à savoir | A100")
    assert "Aucun constat" in summary("lyon", [])


def test_words_of_a_block_are_shown_on_its_line():
    found = error("C857", Span("build/vienne/note-methodologique.docx"), "douze séances", "écrivez la variable")
    line = annotation(replace(found, source=Span("offers/vienne/blocks/vienne-reprise.md", 12)))
    assert line.startswith("::error file=offers/vienne/blocks/vienne-reprise.md,line=12,title=C857::")
