"""The accepted copy of a reviewed file: nothing pending, the words of the reader, every other part byte for byte."""

from __future__ import annotations

import posixpath
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.foundation.files import unzipped
from generator.foundation.ooxml import RELATIONS
from generator.readers.docx import reviewed
from generator.review.freeze_copy import accepted
from generator.review.shape import comparable
from tests.review import decisions, remarks, tables, typing_in, word
from tests.review.offers import word_file

NOTE = "note-methodologique"
ONE, OTHER = "Camille Relecture", "Dominique Relecture"


@cache
def note() -> bytes:
    return word_file("vienne", NOTE)


def reworked() -> bytes:
    """The note after two people worked on it with tracked changes."""
    file = word.opened(note())
    word.noisy(file)
    typing_in.change(file, "Le croisement des métiers", "fait partie de", "est au centre de", by=ONE)
    typing_in.erase(file, "L’intervenant a animé", "Il connaît une salle à moitié vide, ", by=OTHER)
    typing_in.paragraph_after(file, "Le groupe est né parce", "Ce paragraphe est nouveau.", by=ONE)
    typing_in.split(file, "D’anciens participants", after="Les uns compareront ;", by=OTHER)
    tables.add_row(file, "Nous n’avons ni salle", ["« Nous manquons de temps. »", "Il regarde ce qui attend."], by=ONE)
    tables.delete_row(file, "Une dame de l’atelier", by=OTHER)
    remarks.comment(file, "Les questions viennent", "À vérifier ?", ONE, on="Ils ont créé", replies=[(OTHER, "Oui.")])
    return file.saved(by=ONE)


def relations(parts: dict[str, bytes]) -> set[str]:
    """Every part that another one leads to."""
    found = set()
    for name, data in parts.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for each in etree.fromstring(data).iter(f"{{{RELATIONS}}}Relationship"):
                if each.get("TargetMode") != "External":
                    found.add(posixpath.normpath(posixpath.join("/", folder, each.get("Target")))[1:])
    return found


def test_the_copy_says_what_the_reader_accepts():
    before, _ = reviewed(reworked())
    after, problems = reviewed(accepted(reworked()))
    assert before is not None
    assert after is not None
    assert len(before.revisions) >= 6
    assert before.comments
    assert not problems
    assert not after.revisions
    assert not after.comments
    assert after.original == after.document
    assert word.words(accepted(reworked())) == word.words(reworked())
    assert "Ce paragraphe est nouveau." in word.words(accepted(reworked()))
    assert after.base == before.base
    assert after.author == ONE


def test_no_mark_of_a_change_or_a_comment_is_left():
    text = unzipped(accepted(reworked()))["word/document.xml"].decode()
    for mark in ("w:ins ", "w:del ", "w:delText", "commentRange", "commentReference", "moveFrom", "moveTo", "PrChange"):
        assert mark not in text, mark


def test_parts_that_hold_neither_keep_their_bytes():
    before, after = unzipped(reworked()), unzipped(accepted(reworked()))
    gone = {"word/comments.xml", "word/commentsExtended.xml", "word/people.xml"}
    touched = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert set(before) - set(after) == gone & set(before)
    assert {name for name in after if after[name] != before[name]} == touched
    assert len(after) > 8


def test_every_relation_and_every_type_leads_to_a_part():
    parts = unzipped(accepted(reworked()))
    assert relations(parts) <= set(parts)
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {each.get("PartName", "").lstrip("/") for each in types if each.get("PartName")}
    assert named <= set(parts)
    assert "word/document.xml" in named


def test_a_file_with_nothing_pending_keeps_every_part():
    once = accepted(note())
    assert unzipped(accepted(once)) == unzipped(once)


def test_a_paragraph_moved_with_its_marks_stands_once():
    file = word.opened(note())
    moved = file.paragraph("Les questions viennent")
    goal = file.paragraph("Le croisement des métiers")
    twin = etree.fromstring(etree.tostring(moved))
    for paragraph, kind in ((moved, "moveFrom"), (twin, "moveTo")):
        mark = {"id": "8001", "author": ONE, "date": "2023-06-28T10:00:00Z"}
        for run in word.runs(paragraph):
            held = word.w(kind, **mark)
            run.addprevious(held)
            held.append(run)
        shape = paragraph.find(word.q("pPr"))
        shape.append(word.w("rPr", word.w(kind, **mark)))
        paragraph.insert(1, word.w(f"{kind}RangeStart", **mark, name="move1"))
        paragraph.append(word.w(f"{kind}RangeEnd", id="8001"))
    goal.addnext(twin)
    copy = accepted(file.saved())
    said = [words for words in word.words(copy) if "Les questions viennent" in words]
    assert len(said) == 1
    assert "move1" not in unzipped(copy)["word/document.xml"].decode()


def test_a_change_in_the_running_head_is_accepted_too():
    file = word.opened(note())
    header = file.tree("word/header1.xml")
    run = next(header.iter(word.q("r")))
    held = word.w("ins", id="8001", author=ONE, date="2023-06-28T10:00:00Z")
    run.addprevious(held)
    held.append(run)
    file.put("word/header1.xml", header)
    assert b"w:ins" not in unzipped(accepted(file.saved()))["word/header1.xml"]


@pytest.mark.parametrize("data", [b"", b"PK", note()[:5000], b"<html/>"])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(ValueError, match="illisible"):
        accepted(data)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 5), st.booleans()), min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_whatever_was_tracked_the_copy_is_what_word_gives_once_all_is_accepted(gestures):
    """The tool kit accepts changes by its own means."""
    file = word.opened(note())
    for where, what, first in gestures:
        tracked(file, where, what, by=ONE if first else OTHER)
    data = file.saved()
    by_hand = word.opened(data)
    decisions.settle(by_hand, accept=True)
    wanted, _ = reviewed(by_hand.saved())
    found, _ = reviewed(accepted(data))
    assert wanted is not None
    assert found is not None
    assert comparable(found.document) == comparable(wanted.document)
    assert word.words(accepted(data)) == word.words(by_hand.saved())


def tracked(file: word.Word, where: int, what: int, by: str) -> None:
    """One gesture with tracked changes, on the paragraph of that number, where it can be done."""
    said = [each for each in file.paragraphs() if len(word.shown(each)) > 20]
    paragraph = said[where % len(said)]
    length = len(word.shown(paragraph))
    at = where % (length - 10)
    match what:
        case 0:
            typing_in.insert(file, paragraph, at, "ajouté ", by=by)
        case 1:
            typing_in.delete(file, paragraph, at, at + 8, by=by)
        case 2:
            typing_in.added_after(file, paragraph, "Un paragraphe de plus.", by=by)
        case 3 if paragraph.getparent() is file.body:
            typing_in.split_at(file, paragraph, at, by=by)
        case _:
            typing_in.delete(file, paragraph, 0, length, by=by)
