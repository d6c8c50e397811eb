"""Block files: the head, the body and their lines. Refusals of keys and values are in tests/diagnostics."""

# ruff: noqa: E501 - tables of cases are read better whole

from __future__ import annotations

from pathlib import Path

import pytest

from generator.foundation.diagnostic import Diagnostics, Span
from generator.library.blocks import parse_block, read_block, read_blocks

HEAD = "---\nid: cadre\ntitle: Le cadre\npart: method\ntopics: [safe_frame]\n---\n"


def told(problems: Diagnostics) -> list[str]:
    return [f"{p.span} {p.code} {p.message}" for p in problems]


def test_a_block_knows_its_head_its_body_and_its_lines() -> None:
    block, problems = parse_block(HEAD + "Un\n\nDeux\n", "blocks/cadre.md", client=True)
    assert problems == ()
    assert block
    assert (block.id, block.head.part, block.head.rank, block.head.topics) == ("cadre", "method", 50, ("safe_frame",))
    assert (block.body, block.first_line, block.client) == ("Un\n\nDeux\n", 7, True)
    assert block.source.span("title") == Span("blocks/cadre.md", 3, 8)
    assert block.span() == Span("blocks/cadre.md", 1)


def test_a_line_of_dashes_in_the_body_is_the_bodys() -> None:
    block, _ = parse_block(HEAD + "Un\n\n---\n\nDeux\n", "cadre.md")
    assert block
    assert block.body == "Un\n\n---\n\nDeux\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["cadre.md:1:1 L210 fichier vide"]),
        ("Bonjour\n", ["cadre.md:1:1 L210 en-tête manquant"]),
        ("\n" + HEAD + "Un", ["cadre.md:1:1 L210 en-tête manquant"]),
        ("---\nid: cadre\n", ["cadre.md:1:1 L210 en-tête jamais fermé : il manque la seconde ligne « --- »"]),
        ("---\n---\nUn\n", ["cadre.md:1:1 L210 en-tête vide"]),
        (HEAD, ["cadre.md:6:1 L212 bloc sans texte"]),
        (HEAD + "\n \n", ["cadre.md:6:1 L212 bloc sans texte"]),
        (HEAD.replace("id: cadre", "id: cadres") + "Un",
         ["cadre.md:2:5 L211 l'identifiant « cadres » n'est pas le nom du fichier"]),
        (HEAD.replace("id: cadre", "id: autre"),
         ["cadre.md:6:1 L212 bloc sans texte", "cadre.md:2:5 L211 l'identifiant « autre » n'est pas le nom du fichier"]),
        (HEAD + "Un\x07 deux\n\ntrois\u2028\n",
         ["cadre.md:7:3 Y108 caractère invisible interdit (U+0007)", "cadre.md:9:6 Y108 caractère invisible interdit (U+2028)"]),
        (HEAD.replace("---\nid", "---\nrelies_on: [dates.start, dates.strat, service]\nid") + "Un",
         ["cadre.md:2:26 L214 la demande n'a pas de champ « dates.strat »"]),
        (HEAD.replace("topics: [safe_frame]", "topics: []") + "Un",
         ["cadre.md:5:9 B102 « topics » : liste trop courte (1 au moins)"]),
        (HEAD.replace("part: method", "part: méthode") + "Un", ["cadre.md:4:7 B104 « part » : valeur inconnue « méthode »"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line(text: str, expected: list[str]) -> None:
    block, problems = parse_block(text, "cadre.md")
    assert block is None
    assert told(problems) == expected
    assert all(problem.hint for problem in problems if problem.code.startswith("L"))


def test_a_file_of_windows_is_read_alike(tmp_path: Path) -> None:
    (tmp_path / "cadre.md").write_bytes(b"\xef\xbb\xbf" + (HEAD + "Un\n").replace("\n", "\r\n").encode())
    block, problems = read_block(tmp_path / "cadre.md", "cadre.md")
    assert problems == ()
    assert block
    assert block.body == "Un\n"


def test_every_file_below_is_read_and_every_problem_told(tmp_path: Path) -> None:
    for name, text in {
        "blocks/b/cadre.md": HEAD + "Un",
        "blocks/a/cadre.md": HEAD + "Deux",
        "blocks/a/z.md": HEAD.replace("cadre", "z") + "Trois",
        "blocks/a/faux.md": "Rien",
        "blocks/a/latin.md": "",
        "blocks/a/notes.txt": "ignoré",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "blocks/a/latin.md").write_bytes("été".encode("latin-1"))
    blocks, problems = read_blocks(tmp_path / "blocks", tmp_path)
    assert [(block.file, block.client) for block in blocks] == [
        ("blocks/a/cadre.md", False), ("blocks/a/z.md", False), ("blocks/b/cadre.md", False)
    ]  # fmt: skip
    assert told(problems) == [
        "blocks/a/faux.md:1:1 L210 en-tête manquant",
        "blocks/a/latin.md:1:1 Y101 ce fichier n'est pas enregistré en UTF-8",
        "blocks/b/cadre.md:2:5 L213 identifiant « cadre » déjà pris par blocks/a/cadre.md",
    ]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read_blocks(tmp_path / "none", tmp_path) == ((), ())
