"""How grave a broken rule is, and how pages, words, sizes and fonts are measured on real files."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from generator.brief.rules import Limit, Rules
from generator.checks.packet.binding import deposited
from generator.checks.packet.lengths import counted, pages_within, word_count
from generator.checks.packet.pdf_type import setting
from generator.checks.packet.rows import FAMILY
from generator.checks.packet.word_type import margin, runs
from generator.document.tree import Document, Paragraph, Part, Text
from generator.foundation.diagnostic import Level
from generator.foundation.record import Loaded
from generator.writers.pdf.compile import write
from tests.documents import DAY, THEME

BY_ID = {check.id: check for check in FAMILY.checks}


def ruled(finished, **rules):
    """The Vienne offer under these rules."""
    inputs = finished.dossier.inputs
    value = inputs.brief.value.model_copy(update={"rules": Rules.model_validate(rules)})
    inputs = replace(inputs, brief=Loaded(value, inputs.brief.source))
    return replace(finished, dossier=replace(finished.dossier, inputs=inputs))


@pytest.mark.parametrize(
    ("whole", "own", "level"),
    [
        (None, None, Level.BLOCKING),
        (None, True, Level.BLOCKING),
        (None, False, Level.WARNING),
        (False, None, Level.WARNING),
        (True, False, Level.WARNING),
    ],
)
def test_a_rule_is_as_grave_as_the_buyer_says(finished, whole, own, level):
    limit = {"piece": "note", "max_pages": 5, "eliminatory": own}
    (found,) = BY_ID["C891"].findings(ruled(finished, limits=[limit], eliminatory=whole))
    assert found.level is level


def test_a_warning_blocks_when_the_buyer_eliminates(finished):
    found = BY_ID["C898"].findings(ruled(finished, language={"code": "en", "eliminatory": True}))
    assert [one.level for one in found] == [Level.BLOCKING]


def test_too_short_a_validity_blocks_unless_the_buyer_says_otherwise(finished):
    (found,) = BY_ID["C897"].findings(ruled(finished, validity={"days": 200}))
    assert found.level is Level.BLOCKING
    (found,) = BY_ID["C897"].findings(ruled(finished, validity={"days": 200, "eliminatory": False}))
    assert found.level is Level.WARNING


@pytest.mark.parametrize(
    ("piece", "remedy"),
    [
        ("note", "exclude"),
        ("cv", "resumes, pages"),
        ("planning", "les séances"),
        ("cost", "pricing"),
        ("dc1", "rubriques"),
    ],
)
def test_the_remedy_of_a_long_piece_is_that_of_the_piece(finished, piece, remedy):
    found = BY_ID["C893"].findings(ruled(finished, limits=[{"piece": piece, "max_words": 5}]))
    assert found
    assert all(remedy in one.hint for one in found)


def test_each_broken_limit_is_told_at_its_line(finished):
    limits = [{"piece": "note", "max_pages": 5}, {"piece": "cv", "max_pages": 1}]
    assert len(pages_within(ruled(finished, limits=limits))) == 3  # the note, and two CVs


def test_a_pdf_without_bookmarks_has_all_its_pages_counted(finished):
    note = next(printed for printed in finished.printed if printed.key == "note")
    bare = Document("note", "note", "Note", parts=(Part("_ao_000000001", (Paragraph((Text("Un."),)),)),))
    data = write(bare, THEME, DAY).data
    limit = Limit.model_validate({"piece": "note", "max_pages": 9, "uncounted": ["contents", "annexes"]})
    assert counted(finished, replace(note, pdf_bytes=data), limit) == (1, ())


def test_signs_are_no_words():
    assert word_count(("Un prix : 12 € – net.", "")) == 4


def test_the_type_of_our_own_note_is_read(finished):
    note = next(printed for printed in finished.printed if printed.key == "note")
    found = setting(note.pdf_bytes)
    assert found is not None
    assert (found.size, found.fonts) == (10.5, ("Carlito",))
    assert 1.0 <= found.spacing <= 1.15
    assert 21 <= found.margin <= 23
    read = runs(finished.files[note.docx])
    assert {run.font for run in read} == {"Calibri"}
    assert min(run.size for run in read if not run.small) >= 10
    assert margin(finished.files[note.docx]) == 22


def test_a_page_without_text_has_no_type():
    import pikepdf

    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    assert setting(out.getvalue()) is None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"0" * 600])
def test_a_word_file_that_cannot_be_read_has_no_type(data):
    assert runs(data) == ()
    assert margin(data) is None


def test_limits_of_a_piece_are_those_of_all_and_its_own():
    rules = Rules.model_validate(
        {"limits": [{"font_min": 10}, {"piece": "cv", "max_pages": 3}, {"piece": "cv", "max_pages": 2}]}
    )
    assert [i for i, _ in rules.limits_of("note")] == [0]
    assert rules.max_pages("cv") == 2
    assert rules.max_pages("note") is None


def test_a_limit_of_pages_is_of_one_piece():
    with pytest.raises(ValueError, match="piece"):
        Limit.model_validate({"max_pages": 20})


@pytest.mark.parametrize("rule", [{"name": "{piece}_{candidat}", "name_max": 30}, {"name": "{rang}_{candidat}"}])
def test_an_annex_is_known_under_a_cut_name_and_under_none(finished, rule):
    from generator.packet.deposit_names import deposit_names, naming_of

    named = ruled(finished, files=rule)
    dossier, how, files = named.dossier, naming_of(named.dossier.inputs), {}
    halves = (("candidature", "1-candidature", dossier.candidature), ("offre", "2-offre", dossier.offre))
    for part, folder, documents in halves:
        keys = [key for key, annex in dossier.inputs.annexes if annex.value.part == part]
        slugs = [*(document.slug for document in documents), *keys]
        files |= {f"depot/{folder}/{name}": slug for name, slug in zip(deposit_names(slugs, how), slugs, strict=True)}
    named = replace(named, files={**named.files, **dict.fromkeys(files, b"")})
    assert all(files[deposited(named, key)] == key for key, _ in dossier.inputs.annexes)
