"""YAML with places: what is read, what is refused, where. Refusals one by one are in tests/diagnostics."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.foundation.diagnostic import Diagnostics, Span
from generator.foundation.source import MAX_BYTES, MAX_DEPTH, MAX_NODES, decoded, invisible, parse, read_text


def codes(problems: Diagnostics) -> list[str]:
    return [problem.code for problem in problems]


def values(text: str) -> object:
    data, _, problems = parse(text, "f.yaml")
    assert problems == ()
    return data


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9:00", "9:00"),
        ("01000", "01000"),
        ("non", "non"),
        ("no", "no"),
        ("yes", "yes"),
        ("true", "true"),
        ("11/09/2023", "11/09/2023"),
        ("2023-09-11", "2023-09-11"),
        ("480,00", "480,00"),
        ("1e5", "1e5"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("=", "="),
        ("05 36 49 12 34", "05 36 49 12 34"),
        ('"05 36 49 12 34"', "05 36 49 12 34"),
        ("R&D", "R&D"),
        ("l'équipe", "l'équipe"),
        ("'l''équipe'", "l'équipe"),
        ('"null"', "null"),
        ('""', ""),
        ("null", None),
        ("~", None),
        ("", None),
        ("texte # remarque", "texte"),
    ],
)
def test_plain_values_stay_the_text_that_was_written(written: str, read: str | None) -> None:
    assert values(f"key: {written}\n") == {"key": read}


def test_long_texts_fold_or_keep_their_lines() -> None:
    assert values("a: >-\n  un\n  deux\nb: |\n  un\n  deux\n") == {"a": "un deux", "b": "un\ndeux\n"}


def test_every_key_and_value_has_its_place() -> None:
    _, source, _ = parse("title: x\nlots:\n  - {name: un}\n  - name: deux\n", "f.yaml")
    assert source.span() == Span("f.yaml", 1, 1)
    assert source.span("title") == Span("f.yaml", 1, 8)
    assert source.key("lots") == Span("f.yaml", 2, 1)
    assert source.span("lots", 0, "name") == Span("f.yaml", 3, 12)
    assert source.key("lots", 1, "name") == Span("f.yaml", 4, 5)
    assert source.key("lots", 1) == source.span("lots", 1) == Span("f.yaml", 4, 5)


def test_an_absent_value_stands_at_its_nearest_parent() -> None:
    _, source, _ = parse("buyer:\n  kind: x\n", "f.yaml")
    assert source.span("buyer", "name") == source.span("buyer") == Span("f.yaml", 2, 3)
    assert source.span("dates", "start") == Span("f.yaml", 1, 1)


def test_columns_count_characters_not_bytes() -> None:
    _, source, _ = parse("{é😀: à, b: 😀}\n", "f.yaml")
    assert source.key("b") == Span("f.yaml", 1, 9)


def test_line_ends_and_mark_of_other_systems_are_read() -> None:
    for raw in (b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", b"a: 1\rb: 2\r", b"a: 1\nb: 2"):
        text, problems = decoded(raw, "f.yaml")
        assert problems == ()
        assert values(text) == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        ("a: 1\nb: été à l'".encode("latin-1"), 2, 4),
        (b"\xef\xbb\xbf\xc3\xa9\xff", 1, 2),
        (b"a\r\nb\r\n\xe9", 3, 1),
        ("a: 1\n".encode("utf-16"), 1, 1),
        ("a: 1\n".encode("utf-16-le"), 1, 1),
    ],
)
def test_another_encoding_is_an_error_at_its_first_bad_byte(raw: bytes, line: int, column: int) -> None:
    text, problems = decoded(raw, "f.yaml")
    assert text == ""
    assert [(p.code, p.span) for p in problems] == [("Y101", Span("f.yaml", line, column))]


def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_bytes(b"a" * (MAX_BYTES + 1))
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "fine.yaml").write_text("a: é\n", encoding="utf-8")
    assert read_text(tmp_path / "fine.yaml", "fine.yaml") == ("a: é\n", ())
    found = {name: read_text(tmp_path / name, name)[1] for name in ("big.yaml", "folder.yaml", "none.yaml")}
    found["fine.yaml/x"] = read_text(tmp_path / "fine.yaml" / "x", "fine.yaml/x")[1]
    assert {name: codes(problems) for name, problems in found.items()} == {
        "big.yaml": ["Y102"],
        "folder.yaml": ["Y104"],
        "none.yaml": ["Y103"],
        "fine.yaml/x": ["Y103"],
    }


def test_a_file_without_rights_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("a: 1", encoding="utf-8")
    path.chmod(0)
    readable = os.access(path, os.R_OK)  # root, and Windows, read it all the same
    assert codes(read_text(path, "mine.yaml")[1]) == ([] if readable else ["Y104"])


def test_what_is_hostile_ends_soon() -> None:
    deep = "[" * 100_000
    bomb = "a: &a [x]\n" + "".join(f"{k}: &{k} [*{p},*{p},*{p}]\n" for p, k in zip("abcdefgh", "bcdefghi", strict=True))
    wide = "a: [" + "x," * MAX_NODES + "]"
    assert codes(parse(deep, "f")[2]) == ["Y109"]
    assert codes(parse("? " * 3_000 + "a", "f")[2]) == ["Y109"]
    assert codes(parse("{" * 3_000, "f")[2]) == ["Y109"]
    assert codes(parse(wide, "f")[2]) == ["Y109"]
    assert set(codes(parse(bomb, "f")[2])) == {"Y111"}


def test_depth_is_allowed_up_to_its_limit() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f")[2] == ()


PIECES = [
    "a: ",
    "- ",
    "'",
    "[",
    "]",
    "{",
    "}",
    ": ",
    ", ",
    "  ",
    "&a ",
    "*a ",
    "#",
    "|",
    ">",
    "!",
    "%",
    "é",
    "? ",
]
PIECES += ["<<: ", "- - ", "@", "\n", '"', "\t", "---\n", "\\", "1"]
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80)


@settings(max_examples=50)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_gives_a_value_or_a_reason_on_one_of_its_lines(text: str) -> None:
    _, source, problems = parse(text, "f")
    lines = text.count("\n") + 1
    assert all(p.span and 1 <= p.span.line <= lines and p.span.column >= 1 for p in problems)
    assert all(p.message and p.hint for p in problems)
    assert not any(p.code == "Y106" for p in problems), problems
    assert all(span.line <= lines for span in source.values.values())


@settings(max_examples=50)
@given(TEXT)
def test_a_quoted_text_comes_back_as_it_is(text: str) -> None:
    kept = (
        text.replace("\u2028", "")
        .replace("\u2029", "")
        .replace("\ufeff", "")
        .replace("\ufffe", "")
        .replace("\uffff", "")
    )
    assert values("a: '" + kept.replace("'", "''") + "'\n") == {"a": kept}


def test_invisible_characters_are_found_where_they_stand() -> None:
    found = invisible("un\u2028\n\nd\x07eux\x07\n\ttrois\u00a0!", "b.md", first_line=7)
    assert [(problem.code, problem.span) for problem in found] == [
        ("Y108", Span("b.md", 7, 3)),
        ("Y108", Span("b.md", 9, 2)),
    ]
