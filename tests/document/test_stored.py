"""A document stored as text: the same comes back, and a stranger's text never raises."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.normal import normalised
from generator.document.stored import dumped, fingerprint, restored
from generator.document.tree import Document, Heading, Origin, Part, Remark, Text, nodes
from tests.documents import everything, plain
from tests.properties.strategies import documents


def test_the_whole_tree_comes_back() -> None:
    assert restored(dumped(everything())) == normalised(everything())


@settings(max_examples=50, deadline=None)
@given(documents())
def test_every_document_comes_back(document: Document) -> None:
    assert restored(dumped(document)) == normalised(document)


def test_parts_keep_their_origin() -> None:
    origin = Origin("methode", "boilerplate/blocks/methode.md", ("R1",))
    stored = restored(dumped(Document("note", "note", "Titre", parts=(Part("_ao_000000001", (plain("un"),), origin),))))
    assert stored is not None
    assert stored.parts[0].origin == origin


def test_lines_and_pictures_are_left_out() -> None:
    text = dumped(everything())
    assert '"data"' not in text
    assert '"line"' not in text


HOSTILE = {
    "empty": "",
    "a list": "[]",
    "no document": '{"version":1}',
    "another version": '{"version":2,"document":{}}',
    "too few fields": '{"version":1,"document":{"is":"Document","key":"note"}}',
    "a number for a text": '{"version":1,"document":{"is":"Document","key":1,"slug":"","title":""}}',
    "a list for a name": '{"version":1,"document":{"is":["Document"]}}',
    "deep": "[" * 200_000,
    "deep objects": '{"a":' * 100_000,
    "a long number": "9" * 100_000,
    "too long": " " * 20_000_001,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_another_text_stores_nothing(name: str) -> None:
    assert restored(HOSTILE[name]) is None


SPOILT = (
    ('"level":1', '"level":9'),
    ('"span":2', '"span":99'),
    ('"span":2', '"span":-2'),
    ('"widths":[25,55,20]', '"widths":[25,55]'),
    ('"anchor":"_ao_000000002"', '"anchor":"_ao_000000001"'),
    ('"anchor":"_ao_000000002"', '"anchor":"ailleurs"'),
    ('"role":"lead"', '"role":"inconnu"'),
    ('"is":"Callout"', '"is":"Document"'),
    ('"strong":true', '"strong":1'),
)


@pytest.mark.parametrize(("old", "new"), SPOILT)
def test_a_tree_that_no_writer_takes_is_refused(old: str, new: str) -> None:
    text = dumped(everything())
    assert old in text
    assert restored(text.replace(old, new, 1)) is None


keys = st.sampled_from(["is", "key", "slug", "title", "parts", "nodes", "runs"])
held = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(keys, inner)
)


@settings(max_examples=100, deadline=None)
@given(held)
def test_no_json_raises(document: object) -> None:
    restored(json.dumps({"version": 1, "document": document}))


def test_fingerprint_follows_words_and_shape() -> None:
    document = everything()
    first, *others = document.parts
    moved = replace(document, parts=(*others, first))
    retyped = replace(document, parts=(Part(first.anchor, (Heading(1, (Text("Autre"),)),)), *others))
    assert len({fingerprint(each) for each in (document, moved, retyped, replace(document, title="Autre"))}) == 4


def test_fingerprint_forgets_origins_and_remarks() -> None:
    document = everything()
    assert any(isinstance(run, Remark) for node in nodes(document) for run in getattr(node, "runs", ()))
    stripped = replace(document, parts=tuple(replace(p, nodes=tuple(map(_bare, p.nodes))) for p in document.parts))
    placed = replace(stripped, parts=tuple(replace(p, origin=Origin("a", "b")) for p in stripped.parts))
    assert fingerprint(placed) == fingerprint(document)


def _bare(node):
    runs = getattr(node, "runs", None)
    return node if runs is None else replace(node, runs=tuple(run for run in runs if not isinstance(run, Remark)))
