"""Whatever became of a Word file of ours, it is read: nothing raises, each part stands once, no word is lost."""

from __future__ import annotations

import re
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.document.normal import normalised
from generator.document.plain import passages
from generator.document.tree import Document
from generator.foundation.files import unzipped, zipped
from generator.foundation.ooxml import W
from generator.readers.docx import reviewed
from generator.writers.docx import write
from tests.documents import DAY, PICTURES, THEME, everything
from tests.properties.strategies import documents

FILE = write(everything(), THEME, DAY, (), PICTURES)
PARTS = unzipped(FILE)
many = settings(max_examples=60, deadline=None)


@many
@given(documents())
def test_a_file_of_ours_brings_back_what_we_wrote(document: Document) -> None:
    found, problems = reviewed(write(document, THEME, DAY))
    assert found is not None
    assert found.base == found.document == found.original == normalised(document)
    assert (found.revisions, found.losses, problems) == ((), (), ())


places = st.integers(0, 5000)
gestures = st.lists(st.tuples(st.sampled_from(["drop", "copy", "move", "unwrap"]), places, places), max_size=8)


@many
@given(gestures)
def test_elements_lost_copied_and_moved_anywhere_raise_nothing(edits: list[tuple[str, int, int]]) -> None:
    root = etree.fromstring(PARTS["word/document.xml"])
    for what, one, other in edits:
        edit(root, what, one, other)
    found, problems = reviewed(zipped(PARTS | {"word/document.xml": etree.tostring(root)}))
    assert found is not None, problems
    for each in (found.document, found.original):
        anchors = [part.anchor for part in each.parts if part.anchor]
        assert len(set(anchors)) == len(anchors)


def edit(root: etree._Element, what: str, one: int, other: int) -> None:
    """One accident: an element vanishes, is doubled, moves, or leaves its children behind."""
    held = list(root[0].iter())[1:]
    if len(held) < 2:
        return
    element, target = held[one % len(held)], held[other % len(held)]
    parent = element.getparent()
    assert parent is not None
    if what == "drop":
        parent.remove(element)
    elif what == "unwrap":
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)
    elif what == "copy":
        target.addnext(deepcopy(element))
    elif element not in (target, *target.iterancestors()):
        target.addnext(element)


marks = st.lists(st.tuples(st.booleans(), st.integers(0, 500)), max_size=12)


@many
@given(marks)
def test_bookmarks_anywhere_lose_no_word(moved: list[tuple[bool, int]]) -> None:
    """Starts and ends of bookmarks that slip to any place of the body: all the words stay, in their order."""
    root = etree.fromstring(PARTS["word/document.xml"])
    body = root[0]
    bounds = [e for e in body.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd") if e.getparent() is body]
    for gone, place in moved:
        bound = bounds[place % len(bounds)]
        others = [e for e in body if e is not bound and e.tag != f"{{{W}}}sectPr"]
        if not gone:
            others[place % len(others)].addnext(bound)
        elif bound.getparent() is not None:
            body.remove(bound)
    found, problems = reviewed(zipped(PARTS | {"word/document.xml": etree.tostring(root)}))
    assert found is not None, problems
    anchors = [part.anchor for part in found.document.parts if part.anchor]
    assert len(set(anchors)) == len(anchors)
    assert letters(found.document) == letters(everything())


def letters(document: Document) -> str:
    """Every letter in reading order, without the numbers of headings and items."""
    return re.sub(r"\W+", "", "".join(each.text for each in passages(normalised(document))))
