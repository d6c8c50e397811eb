"""Frozen documents in a build: the exact file, its words in the packet, what its sources say since, what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from generator.build.frozen import frozen_files, with_frozen
from generator.build.frozen_store import Asked, freeze, release
from generator.build.inputs import read_inputs
from generator.build.pipeline import Outcome, finish
from generator.build.run import build
from generator.compose.dossier import Dossier
from generator.foundation.diagnostic import Diagnostics, Rejected
from generator.review.freeze_copy import accepted
from tests.review import blocks, typing_in, word
from tests.review.offers import documents, word_file
from tests.workspaces import changed, composed, copied

NOTE = "note-methodologique"
BLOCK = "vienne-perimetre"  # « Le groupe est né parce… »
DAY = date(2023, 6, 29)


@pytest.fixture
def workspace(tmp_path):
    return copied(tmp_path)


@cache
def note() -> bytes:
    """The note as it leaves us, without our questions."""
    return accepted(word_file("vienne", NOTE))


def edited() -> bytes:
    """The note after a colleague changed a sentence and added one."""
    file = word.opened(note())
    word.noisy(file)
    typing_in.change(file, "Le croisement des métiers", "fait partie de", "est au centre de")
    typing_in.paragraph_after(file, "D’anciens participants", "Cette phrase vient de la relectrice.")
    return file.saved()


def frozen(workspace: Path, data: bytes, name: str = "relu.docx") -> None:
    freeze(workspace, "vienne", Asked(Path(name), data, "", DAY))


def made(workspace: Path) -> Outcome:
    inputs, problems = read_inputs(workspace, "vienne")
    assert inputs is not None, problems
    return finish(inputs, workspace, "digest")


def told(workspace: Path) -> Diagnostics:
    return with_frozen(composed(workspace))[1]


def pdf_words(data: bytes) -> str:
    """Every word of a PDF, on one line."""
    with pypdfium2.PdfDocument(data) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def codes(found: Diagnostics) -> list[str]:
    return [each.code for each in found]


def test_the_exact_file_is_written_and_its_words_are_printed(workspace):
    frozen(workspace, edited())
    outcome = made(workspace)
    assert outcome.files[f"{NOTE}.docx"] == edited()
    assert not [finding for finding in outcome.findings if finding.level == "blocking"]
    for name in (f"depot/2-offre/01-{NOTE}.pdf", "dossier-vienne.pdf"):
        said = pdf_words(outcome.files[name])
        assert "Cette phrase vient de la relectrice." in said
        assert "est au centre de la méthode" in said
        assert "fait partie de la méthode" not in said
    assert (
        '"frozen": {\n    "since": "2023-06-29",\n    "by": "Camille Relecture",\n    "engine": "typst"'
        in outcome.files["manifest.json"].decode()
    )
    (finding,) = [finding for finding in outcome.findings if finding.code == "R150"]
    assert "depuis le 29 juin 2023 par Camille Relecture" in finding.message


def test_the_same_frozen_file_gives_the_same_bytes(workspace):
    frozen(workspace, edited())
    assert made(workspace).files == made(workspace).files


def test_a_build_takes_it_and_finds_nothing_to_do_next(workspace):
    build(workspace, "vienne")
    place = workspace / "build" / "vienne" / f"{NOTE}.docx"
    place.write_bytes(edited())
    frozen(workspace, edited())
    assert build(workspace, "vienne").kept == ()
    assert place.read_bytes() == edited()
    assert build(workspace, "vienne").unchanged


def test_a_frozen_planning_keeps_its_own_picture_and_leaves_the_others(workspace):
    file = word.opened(word_file("vienne", "planning-previsionnel"))
    frozen(workspace, file.saved())
    outcome = made(workspace)
    assert outcome.files["planning-previsionnel.docx"] == file.saved()
    assert not [finding for finding in outcome.findings if finding.level == "blocking"]


def test_a_frozen_cv_is_not_cut(workspace):
    slug = "cv-camille-exemple"
    file = word.opened(word_file("vienne", slug))
    frozen(workspace, file.saved())
    changed(workspace, "offers/vienne/offer.yaml", "team:", "resumes: {pages: 1}\nteam:")
    outcome = made(workspace)
    assert outcome.files[f"{slug}.docx"] == file.saved()
    assert not [f for f in outcome.findings if f.code in {"W721", "W722"} and "Camille" in f.message]


# --- what the checks say of the frozen text


@pytest.mark.parametrize(
    ("words", "code"),
    [("Total : 9 999,99 € TTC.", "C821"), ("Le lieu reste à compléter.", "C831")],
)
def test_the_checks_judge_the_frozen_text(workspace, words, code):
    file = word.opened(note())
    typing_in.paragraph_after(file, "D’anciens participants", words)
    frozen(workspace, file.saved())
    assert code in codes(f for f in made(workspace).findings if f.level == "blocking")


def test_a_section_taken_out_of_the_frozen_text_is_missed(workspace):
    file = word.opened(note())
    word.remove(file.paragraph("Rythme préconisé"))
    frozen(workspace, file.saved())
    assert "C802" in codes(made(workspace).findings)


# --- what the sources say since


def test_what_the_reviewer_changed_is_no_change_of_the_sources(workspace):
    frozen(workspace, edited())
    assert codes(told(workspace)) == ["R150"]


def test_a_block_that_changed_since_is_named_with_its_file(workspace):
    frozen(workspace, edited())
    changed(workspace, f"offers/vienne/blocks/{BLOCK}.md", "Nous traçons", "Nous posons")
    _, drift = told(workspace)
    assert (drift.code, drift.level, drift.span.file) == ("R160", "warning", f"offers/vienne/blocks/{BLOCK}.md")
    assert f"le bloc « {BLOCK} » a changé dans les sources" in drift.message
    assert "Nous [-traçons-] [+posons+] la limite" in drift.message.replace("][+", "] [+")


def test_a_change_that_the_frozen_text_says_too_is_none(workspace):
    file = word.opened(note())
    typing_in.change(file, "Le groupe est né parce", "Nous traçons", "Nous posons")
    frozen(workspace, file.saved())
    changed(workspace, f"offers/vienne/blocks/{BLOCK}.md", "Nous traçons", "Nous posons")
    assert codes(told(workspace)) == ["R150"]


def test_a_block_left_out_since_is_told(workspace):
    frozen(workspace, edited())
    (workspace / "offers" / "vienne" / "blocks" / f"{BLOCK}.md").unlink()
    assert any("n'est plus dans les sources" in finding.message for finding in told(workspace))


def test_a_value_that_changed_since_is_told(workspace):
    frozen(workspace, edited())
    changed(workspace, "offers/vienne/offer.yaml", "date: 2023-06-26", "date: 2023-06-27")
    assert any("titre" in finding.message for finding in told(workspace))


def test_a_reference_that_the_buyer_gave_since_is_told(workspace):
    frozen(workspace, edited())
    changed(workspace, "offers/vienne/brief.yaml", "reference: null", "reference: 2023-AC-17  #")
    assert any("le tour des pages" in finding.message for finding in told(workspace))


def test_without_its_base_every_difference_is_told(workspace):
    file = word.opened(edited())
    blocks.forget(file, "customXml")
    frozen(workspace, file.saved())
    found = told(workspace)
    assert codes(found)[0] == "R150"
    assert "R160" in codes(found)
    assert all("diffère de ses sources" in finding.message for finding in found if finding.code == "R160")


# --- what is wrong with the frozen file


def place(workspace: Path, suffix: str = ".docx") -> Path:
    return workspace / "offers" / "vienne" / "review" / "frozen" / (NOTE + suffix)


def test_a_frozen_file_that_somebody_changed_blocks(workspace):
    frozen(workspace, edited())
    file = word.opened(edited())
    typing_in.change(file, "Nous en tirons", "trois", "quatre")
    place(workspace).write_bytes(file.saved())
    outcome = made(workspace)
    (finding,) = [finding for finding in outcome.findings if finding.code == "R158"]
    assert finding.level == "blocking"
    assert finding.span.file == f"offers/vienne/review/frozen/{NOTE}.docx"
    assert '"mark": "SPÉCIMEN – BROUILLON"' in outcome.files["manifest.json"].decode()
    frozen(workspace, file.saved(), str(place(workspace)))
    assert "R158" not in codes(told(workspace))


def test_a_lost_file_blocks_and_the_sources_stand_in(workspace):
    frozen(workspace, edited())
    place(workspace).unlink()
    assert codes(told(workspace)) == ["R157"]
    assert "Cette phrase vient de la relectrice." not in pdf_words(made(workspace).files["dossier-vienne.pdf"])


def test_a_damaged_file_blocks(workspace):
    frozen(workspace, edited())
    place(workspace).write_bytes(edited()[:9000])
    (finding,) = told(workspace)
    assert (finding.code, finding.level) == ("W710", "blocking")
    assert finding.span.file == f"offers/vienne/review/frozen/{NOTE}.docx"


def test_a_document_that_the_offer_no_longer_makes_blocks(workspace):
    frozen(workspace, edited())
    listing = workspace / "offers" / "vienne" / "review" / "frozen.yaml"
    listing.write_text(listing.read_text(encoding="utf-8").replace(NOTE, "note-ancienne"), encoding="utf-8")
    (finding,) = told(workspace)
    assert (finding.code, finding.level) == ("R156", "blocking")
    assert "--release note-ancienne" in finding.hint


def test_a_document_listed_twice_is_refused(workspace):
    frozen(workspace, edited())
    listing = workspace / "offers" / "vienne" / "review" / "frozen.yaml"
    text = listing.read_text(encoding="utf-8")
    listing.write_text(text + text[text.index("  - document") :], encoding="utf-8")
    _, problems = frozen_files(workspace, "vienne")
    assert codes(problems) == ["R155"]


def test_real_data_since_make_the_mark_of_an_example_wrong(workspace):
    frozen(workspace, edited())
    dossier = composed(workspace)
    real = replace(dossier.inputs, candidate=_real(dossier), team=(), annexes=(), partners=())
    _, found = with_frozen(replace(dossier, inputs=real))
    (finding,) = [finding for finding in found if finding.code == "R159"]
    assert "porte la mention « SPÉCIMEN »" in finding.message


def _real(dossier: Dossier):
    candidate = dossier.inputs.candidate
    return replace(candidate, value=candidate.value.model_copy(update={"specimen": False}))


# --- freezing and releasing


def test_frozen_twice_the_last_file_stands_and_the_first_is_kept(workspace):
    frozen(workspace, edited())
    file = word.opened(edited())
    typing_in.change(file, "Nous en tirons", "trois", "quatre")
    frozen(workspace, file.saved())
    assert place(workspace).read_bytes() == file.saved()
    assert (workspace / "offers/vienne/review/kept" / f"{NOTE}.docx").read_bytes() == edited()
    assert len(frozen_files(workspace, "vienne")[0]) == 1


def test_released_it_follows_its_sources_and_the_file_is_kept(workspace):
    frozen(workspace, edited())
    assert release(workspace, "vienne", NOTE) == f"kept/{NOTE}.docx"
    assert not place(workspace).exists()
    assert told(workspace) == ()
    assert (workspace / "offers/vienne/review/kept" / f"{NOTE}.docx").read_bytes() == edited()
    with pytest.raises(Rejected, match="n'est pas figé"):
        release(workspace, "vienne", NOTE)


def test_a_renamed_file_that_lost_its_properties_is_known_by_its_blocks(workspace):
    file = word.opened(edited())
    blocks.forget(file, "docProps/custom")
    blocks.forget(file, "customXml")
    frozen(workspace, file.saved(by="Camille Relecture"), "Copie de doc (3).docx")
    assert place(workspace).exists()


def test_every_document_of_every_offer_can_be_frozen_as_it_left():
    """Unedited, a file reads as its sources: nothing to say but who froze it, and not one word is lost."""
    for client in ("vienne", "relais"):
        from tests.review.offers import shipped

        dossier = shipped(client)
        for slug, document in documents(dossier).items():
            file = _file(slug, accepted(word_file(client, slug)))
            bare = replace(dossier, inputs=replace(dossier.inputs, frozen=(file,)))
            again, found = with_frozen(bare)
            assert codes(found) in (["R150"], ["R150", "R160"]) if document.key == "cv" else codes(found) == ["R150"]
            assert [each.slug for each in again.frozen] == [slug]


def _file(slug: str, data: bytes):
    from generator.brief.frozen import FrozenDocument, FrozenFile
    from generator.foundation.diagnostic import Span
    from generator.foundation.files import sha256

    entry = FrozenDocument(document=slug, sha256=sha256(data), since="2023-06-29", by="Camille Relecture")
    return FrozenFile(entry, Span("frozen.yaml"), data)


# --- boxes


def form(old: str, new: str) -> bytes:
    """The DC1 of Vienne with one thing typed over."""
    file = word.opened(accepted(word_file("vienne", "dc1")))
    typing_in.change(file, old, old, new)
    return file.saved()


def test_a_box_ticked_in_word_is_refused(workspace):
    said = "Le candidat atteste qu’il n’est dans aucun de ces cas d’exclusion"
    with pytest.raises(Rejected) as stop:
        frozen(workspace, form(f"☐ {said}", f"☒ {said}"))
    (finding,) = stop.value.diagnostics
    assert (finding.code, finding.span.file) == ("R166", "relu.docx")
    assert said in finding.message
    assert "confirmations" in finding.hint
    assert not place(workspace).with_name("dc1.docx").exists()


def test_a_ticked_line_may_be_corrected(workspace):
    frozen(workspace, form("☒ Le candidat se présente seul", "☒ Le candidat se présente tout seul"))
    assert codes(told(workspace)) == ["R150", "R168"]
