"""What a check found on a passage stands beside it in Word, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

from generator.build.commented import commented_files
from generator.checks.finished import Noted, Passage
from generator.document.tree import Paragraph, Remark, nodes
from generator.foundation.diagnostic import Span, error, info, warning
from generator.readers import docx

PLACE = Span("build/vienne/note-methodologique.docx")
WORDS = "Vous cherchez un intervenant pour des professionnels"


def note(*found: Noted, product) -> dict[str, bytes]:
    return commented_files(product.finished, found, product.word)


def test_a_finding_becomes_a_comment_of_its_paragraph(product):
    finding = error("C831", PLACE, "reste « TODO »", "complétez")
    made = note(Noted(finding, Passage("note-methodologique", WORDS)), product=product)
    assert list(made) == ["note-methodologique.docx"]
    tree, _ = docx.read(made["note-methodologique.docx"])
    assert tree is not None
    (paragraph,) = [
        node
        for node in nodes(tree)
        if isinstance(node, Paragraph) and any(isinstance(r, Remark) and "C831" in r.text for r in node.runs)
    ]
    assert WORDS in str(paragraph.runs[0])
    remark = next(run for run in paragraph.runs if isinstance(run, Remark) and "C831" in run.text)
    assert remark.text == "Contrôle C831 (bloquant) : reste « TODO ». Remède : complétez."


def test_the_text_and_the_other_files_are_those_of_before(product):
    finding = warning("C835", PLACE, "passage général", "précisez")
    made = note(Noted(finding, Passage("note-methodologique", WORDS)), product=product)
    before, _ = docx.read(product.finished.files["note-methodologique.docx"])
    after, _ = docx.read(made["note-methodologique.docx"])

    def bare(tree):
        return [
            replace(node, runs=tuple(r for r in node.runs if not isinstance(r, Remark)))
            if isinstance(node, Paragraph)
            else node
            for node in nodes(tree)
        ]

    assert bare(before) == bare(after)


def test_what_is_good_to_know_or_has_no_passage_writes_nothing(product):
    found = (
        Noted(info("C848", PLACE, "à savoir"), Passage("note-methodologique", WORDS)),
        Noted(error("C801", PLACE, "absente"), None),
        Noted(error("C831", PLACE, "ailleurs"), Passage("note-methodologique", "des mots que la note ne dit pas")),
        Noted(error("C831", PLACE, "ailleurs"), Passage("autre-document", WORDS)),
    )
    assert note(*found, product=product) == {}
