"""A redline whose changes are all accepted is the new document; all refused, it is the old one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.document.normal import normalised
from generator.document.tree import Cell, Document, Paragraph, Part, Remark, Text, nodes
from generator.foundation.files import unzipped, zipped
from generator.readers.docx import read
from generator.writers.docx import write
from generator.writers.docx.tracked import tracked
from tests.documents import DAY, THEME
from tests.properties.strategies import documents
from tests.properties.strategies import nodes as any_node

many = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def versions(draw) -> tuple[Document, Document]:
    """A document and the same after some work on it."""
    old = draw(documents())
    chance = Random(draw(st.integers(0, 2**32)))
    parts: list[Part] = []
    for part in old.parts:
        fate = chance.choice(["gone", "first", "edited", "edited", "edited", "kept"])
        made = replace(part, nodes=edited(part.nodes, chance)) if fate == "edited" else part
        parts[(at := 0 if fate == "first" else len(parts)) : at] = [] if fate == "gone" else [made]
    if draw(st.booleans()) and all(part.anchor != "_ao_999999999" for part in parts):
        fresh = Part("_ao_999999999", tuple(draw(st.lists(any_node, max_size=2))))
        parts.insert(chance.randint(0, len(parts)), fresh)
    head, mark = (draw(st.sampled_from([said, "", "autre"])) for said in (old.header, old.mark))
    title = f"{old.title} bis" if old.title else ""
    new = replace(old, parts=tuple(parts), title=title, cover=edited(old.cover, chance), header=head, mark=mark)
    return (old, new) if draw(st.booleans()) else (new, old)


def edited(value, chance: Random):
    """The value with words added, cut or marked, and things taken out, doubled or moved."""
    if isinstance(value, Text):
        place = chance.randint(0, len(value.value))
        said = chance.choice([value.value[:place] + "mot " + value.value[place:], value.value[:place], value.value])
        return replace(value, value=said, strong=value.strong ^ (said == value.value))
    if isinstance(value, tuple):
        made = [edited(each, chance) if chance.random() < 0.6 else each for each in value]
        if made and chance.random() < 0.3 and not isinstance(made[0], int | Cell):  # a row keeps its columns
            place = chance.randrange(len(made))
            one = made.pop(place)
            made[place:place] = chance.choice([[], [one, one]])
            made = made if chance.random() < 0.7 else made[::-1]
        if made and isinstance(made[0], Paragraph) and chance.random() < 0.3:
            made[:1] = halves(made[0], chance)
        return tuple(made)
    if is_dataclass(value):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        changes = {name: edited(each, chance) for name, each in held.items() if isinstance(each, tuple)}
        return replace(value, **changes)
    return value


def halves(paragraph: Paragraph, chance: Random) -> list[Paragraph]:
    """The paragraph cut in two where a run begins."""
    place = chance.randint(0, len(paragraph.runs))
    return [replace(paragraph, runs=runs) for runs in (paragraph.runs[:place], paragraph.runs[place:])]


def bare(value):
    """Without questions to the reviewer, which are those of the new version."""
    if isinstance(value, tuple):
        return tuple(bare(each) for each in value if not isinstance(each, Remark))
    if is_dataclass(value):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: bare(each) for name, each in held.items() if isinstance(each, tuple)})
    return value


def without_memory(data: bytes) -> bytes:
    """The file without the tree that it carries, by which a reader mends bookmarks: its own text must do."""
    return zipped({name: held for name, held in unzipped(data).items() if not name.startswith("customXml/")})


def in_one(document: Document | None) -> Document:
    """The document in one part, for whose bookmark a block stands in is the reader's affair; without its questions."""
    assert document is not None
    plain = normalised(document)
    return normalised(bare(replace(plain, parts=(Part("", nodes(plain)),))))


def hold(old: Document, new: Document) -> None:
    old = old if old.title else replace(old, title=new.title)  # the file's own title stands in for none
    data = without_memory(tracked(old, new, THEME, DAY))
    final, _ = read(data)
    original, _ = read(data, "original")
    assert in_one(final) == in_one(new)
    own = {"key": new.key, "slug": new.slug, "author": new.author, "lang": new.lang}  # Word tracks none of these
    assert in_one(original) == in_one(replace(normalised(old), **own))


@many
@given(versions())
def test_redline_holds_both_versions(both) -> None:
    hold(*both)


@many
@given(documents(), documents())
def test_redline_of_two_unlike_documents(old, new) -> None:
    hold(old, new)


@many
@given(documents())
def test_nothing_changed_is_the_plain_document(document) -> None:
    data = tracked(document, document, THEME, DAY)
    assert read(data) == read(write(document, THEME, DAY))
    assert b"offer diff" not in data
