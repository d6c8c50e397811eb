"""One change in a YAML text: read back as meant, everything else byte for byte; the journal knows each file once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.brief.offer import Offer
from generator.brief.reviewing import Applied, Journal
from generator.foundation.record import Loaded, parse_record
from generator.foundation.source import Source, Where, parse
from generator.library.block import FrontMatter
from generator.library.front import parse_fronted
from generator.review.journal import already, journal_yaml
from generator.review.yaml_edit import (
    appended,
    front_matter_set,
    replaced,
    with_entry,
    with_key,
    without_entry,
    without_key,
)

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = sorted([*ROOT.glob("offers/*/*.yaml"), *ROOT.glob("boilerplate/**/*.yaml")])
OFFER = (ROOT / "offers" / "vienne" / "offer.yaml").read_text(encoding="utf-8")
ODD = [
    "Châtellerault, à l'étage : salle 2 # fond",
    "9:30",
    "null",
    "oui",
    "- tiret",
    '"entre guillemets"',
    "l'« école »",
    "{a: b}, [c]",
    "  bords  ",
    "deux\nlignes",
    "&ancre *alias !étiquette",
    "\\ antislash",
    "0123",
    "? question",
    "% cent",
    "mot",
]


def loaded(text: str) -> Loaded[Any]:
    record, problems = parse_record(text, "offers/vienne/offer.yaml", Offer)
    assert record is not None, problems
    return record


def scalars(data: Any, path: Where = ()) -> list[Where]:
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in scalars(value, (*path, key))]
    if isinstance(data, list):
        return [found for i, value in enumerate(data) for found in scalars(value, (*path, i))]
    return [path]


def at(data: Any, path: Where) -> Any:
    for key in path:
        data = data[key]
    return data


def block_scalar(text: str, source: Source, path: Where) -> bool:
    span = source.span(*path)
    return text.split("\n")[span.line - 1][span.column - 1 : span.column] in {"|", ">"}


def test_every_value_of_every_shipped_file_can_be_changed_and_changed_back() -> None:
    seen = 0
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        data, source, _ = parse(text, file.name)
        for path in scalars(data)[::48]:
            made = replaced(text, source, path, "Châtellerault, « salle 2 » : ici")
            if block_scalar(text, source, path):
                assert made is None
                continue
            assert made is not None, (file, path)
            assert at(parse(made, "")[0], path) == "Châtellerault, « salle 2 » : ici"
            seen += 1
            if (was := at(data, path)) is not None:
                back = replaced(made, source, path, was)
                assert back is not None
                assert parse(back, "")[0] == data
    assert seen > 60


@pytest.mark.parametrize("new", ODD)
@pytest.mark.parametrize("old", ["a", '"a"', "'a'", "null", "", "12", "[a]", "{k: a}", "{k: 'a', z: 1}", "a  # reste"])
def test_an_odd_text_reads_back_and_the_rest_stays(old: str, new: str) -> None:
    text = f"# début\nun: {old}\ndeux: x   # fin\n"
    data, source, problems = parse(text, "")
    assert not problems
    path = next(iter(scalars(data)))
    made = replaced(text, source, path, new)
    assert made is not None
    assert at(parse(made, "")[0], path) == new
    assert made.startswith("# début\nun: ")
    assert made.endswith("\ndeux: x   # fin\n")
    assert made.count("# reste") == text.count("# reste")


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(["a", '"a"', "[a, b]"]))
def test_any_text_reads_back_or_is_refused(new: str, old: str) -> None:
    text = f"un: {old}\ndeux: x\n"
    data, source, _ = parse(text, "")
    path = next(iter(scalars(data)))
    made = replaced(text, source, path, new)
    if made is not None:
        assert at(parse(made, "")[0], path) == new
    else:
        assert not new.isprintable() or any(ord(sign) > 0xFFFF or sign in "\u2028\u2029\ufeff" for sign in new)


def test_a_number_stays_a_number_and_a_text_that_looks_like_one_is_quoted() -> None:
    source = parse(OFFER, "")[1]
    assert "valid_days: 90\n" in (replaced(OFFER, source, ("pricing", "valid_days"), "90") or "")
    assert 'town: "12"\n' in (replaced(OFFER, source, ("town",), "12") or "")
    assert 'version: "2"\n' in (replaced(OFFER, source, ("version",), "2") or "")


@pytest.mark.parametrize("path", [("planning",), ("annexes",), ("nothing",), ("planning", "to", "x"), ("annexes", 9)])
def test_what_is_no_scalar_is_left(path: Where) -> None:
    assert replaced(OFFER, parse(OFFER, "")[1], path, "x") is None


def test_a_text_that_is_no_yaml_is_left() -> None:
    assert replaced("a: [", Source(""), ("a",), "x") is None
    assert with_key("a: [", "", (), "b", "x") is None


# --- lists -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("a: 1\n", "a: 1\nexclude: [x-1]\n"),
        ("a: 1", "a: 1\nexclude: [x-1]\n"),
        ("exclude: []  # rien\na: 1\n", "exclude: [x-1]  # rien\na: 1\n"),
        ("exclude:\na: 1\n", "exclude: [x-1]\na: 1\n"),
        ("exclude: [b, c]  # deux\n", "exclude: [b, c, x-1]  # deux\n"),
        ("exclude: [b,\n  c]  # deux\n", "exclude: [b,\n  c, x-1]  # deux\n"),
        (
            "exclude:\n  - b  # un\n  - c  # deux\n\n# fin\na: 1\n",
            "exclude:\n  - b  # un\n  - c  # deux\n  - x-1\n\n# fin\na: 1\n",
        ),
        ("exclude:\n- b\n- c", "exclude:\n- b\n- c\n- x-1\n"),
        ("exclude:\n    -   b\n", "exclude:\n    -   b\n    - x-1\n"),
        ("exclude: [x-1]\n", "exclude: [x-1]\n"),
    ],
)
def test_an_entry_is_added_to_a_list(text: str, now: str) -> None:
    made = with_entry(text, loaded(OFFER), "exclude", "x-1")
    assert made == now
    assert with_entry(made, loaded(OFFER), "exclude", "x-1") == made


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("exclude: [b, x-1, c]  # trois\n", "exclude: [b, c]  # trois\n"),
        ("exclude: [x-1, c]\n", "exclude: [c]\n"),
        ("exclude: [b, x-1]  # deux\n", "exclude: [b]  # deux\n"),
        ("exclude: [x-1]  # un\na: 1\n", "exclude: []  # un\na: 1\n"),
        ("exclude:\n  - b\n  - x-1  # à retirer\n  - c\na: 1\n", "exclude:\n  - b\n  - c\na: 1\n"),
        ("exclude:\n  - x-1\na: 1\n", "exclude: []\na: 1\n"),
        ("exclude:\n  - x-1", "exclude: []\n"),
        ("a: 1\n", "a: 1\n"),
        ("exclude: [b]\n", "exclude: [b]\n"),
    ],
)
def test_an_entry_is_taken_from_a_list(text: str, now: str) -> None:
    assert without_entry(text, loaded(OFFER), "exclude", "x-1") == now


def test_a_list_that_is_none_takes_nothing() -> None:
    assert with_entry("exclude: mot\n", loaded(OFFER), "exclude", "x") is None
    assert with_entry("{a: 1}\n", loaded(OFFER), "exclude", "x") is None
    assert with_entry("- a\n", loaded(OFFER), "exclude", "x") is None


@pytest.mark.parametrize("client", ["camsp", "creches", "departement", "relais", "vienne"])
def test_every_shipped_offer_can_leave_a_block_out_and_take_it_again(client: str) -> None:
    text = (ROOT / "offers" / client / "offer.yaml").read_text(encoding="utf-8")
    offer = loaded(text)
    out = with_entry(text, offer, "exclude", "cadre-securisant")
    assert out is not None
    assert "cadre-securisant" in loaded(out).value.exclude
    back = without_entry(out, offer, "exclude", "cadre-securisant")
    assert back is not None
    assert loaded(back).value == offer.value
    assert back.removesuffix("exclude: []\n") == text.removesuffix("exclude: []\n")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["b-1", "c-2", "d-3"]), max_size=3, unique=True),
    st.sampled_from(["flow", "lines", "tight"]),
    st.sampled_from(["x-9", "c-2", "été : 1", "12"]),
)
def test_a_list_in_any_style_gains_and_loses_an_entry(items: list[str], style: str, value: str) -> None:
    if style == "flow" or not items:
        body = f" [{', '.join(items)}]\n"
    else:
        body = "\n" + "".join(f"{'  ' if style == 'lines' else ''}- {item}  # reste\n" for item in items)
    text = f"a: 1\nexclude:{body}# fin\nz: 2\n"
    made = with_entry(text, loaded(OFFER), "exclude", value)
    assert made is not None
    assert parse(made, "")[0]["exclude"] == list(dict.fromkeys([*items, value]))
    assert made.endswith("# fin\nz: 2\n")
    gone = without_entry(made, loaded(OFFER), "exclude", value)
    assert gone is not None
    assert parse(gone, "")[0]["exclude"] == [item for item in items if item != value]


# --- keys --------------------------------------------------------------------------------------


def test_a_key_is_added_below_and_taken_away() -> None:
    text = "un:\n  - a: 1  # ici\n    b: 2\n\n# fin\ndeux: 3\n"
    made = with_key(text, "", ("un", 0), "c", "trois : 3")
    assert made == 'un:\n  - a: 1  # ici\n    b: 2\n    c: "trois : 3"\n\n# fin\ndeux: 3\n'
    assert without_key(made, "", ("un", 0, "c")) == text
    assert without_key(text, "", ("un", 0, "a")) == "un:\n  - b: 2\n\n# fin\ndeux: 3\n"
    assert with_key("un: {a: 1}\n", "", ("un",), "b", "deux") == "un: {a: 1, b: deux}\n"
    assert with_key("un: {}\n", "", ("un",), "b", "deux") == "un: {b: deux}\n"


@pytest.mark.parametrize("path", [("un",), ("un", 0), ("deux", "x"), ("trois",)])
def test_a_key_that_stands_alone_or_nowhere_is_left(path: Where) -> None:
    assert without_key("un: [1]\n", "", path) is None


def test_an_entry_of_several_keys_is_added_where_the_list_says() -> None:
    text = "reviews:\n- a: x\n  b: y\nz: 1\n"
    assert appended(text, "", ("reviews",), {"a": "u", "b": ["v"]}) == (
        "reviews:\n- a: x\n  b: y\n- a: u\n  b:\n    - v\nz: 1\n"
    )
    assert appended("z: 1\n", "", ("r",), {"a": "u"}, {"a": "v"}) == "z: 1\nr:\n  - a: u\n  - a: v\n"
    assert appended("r: []  # rien\n", "", ("r",), {"a": "u"}) == "r:  # rien\n  - a: u\n"
    assert appended("r: [{a: b}]\n", "", ("r",), {"a": "u"}) is None


# --- front matter ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(ROOT.glob("offers/*/blocks/*.md"))[:12], ids=lambda path: path.stem)
def test_the_head_of_a_block_is_set_and_its_text_kept(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    made = front_matter_set(front_matter_set(text, "rank", "7") or "", "part", "closing")
    assert made is not None
    before, _ = parse_fronted(text, path.name, FrontMatter, "", "bloc")
    after, problems = parse_fronted(made, path.name, FrontMatter, "", "bloc")
    assert not problems
    assert before is not None
    assert after is not None
    assert (after.head.value.rank, after.head.value.part) == (7, "closing")
    assert after.body == before.body
    assert sum(line not in text.split("\n") for line in made.split("\n")) <= 2


@pytest.mark.parametrize("text", ["", "sans en-tête\n", "---\nid: x\n", "---\n- a\n---\n"])
def test_a_text_without_a_head_is_left(text: str) -> None:
    assert front_matter_set(text, "rank", "7") is None


# --- journal -----------------------------------------------------------------------------------


def applied(letter: str) -> Applied:
    return Applied.model_validate(
        {
            "file": "note : relue.docx",
            "sha256": letter * 64,
            "document": "note-methodologique",
            "base": "0123456789",
            "authors": ["Dominique Relecture", "Sacha"],
            "by": "Camille",
            "date": "2023-06-28",
            "blocks": ["vienne-besoin"],
        }
    )


def test_the_journal_knows_each_file_once() -> None:
    once = journal_yaml("", applied("a"))
    assert once.startswith("# yaml-language-server: $schema=../../../schema/journal.schema.json\n")
    assert journal_yaml(once, applied("a")) == once
    twice = journal_yaml(once + "# fini\n", applied("b"))
    assert "# fini\n" in twice
    read, problems = parse_record(twice, "journal.yaml", Journal)
    assert read is not None, problems
    assert read.value.reviews == (applied("a"), applied("b"))
    assert already(read.value, "b" * 64) == applied("b")
    assert already(read.value, "c" * 64) is None


def test_a_journal_that_cannot_be_read_is_not_written_over() -> None:
    with pytest.raises(ValueError, match="not read"):
        journal_yaml("reviews: [", applied("a"))
