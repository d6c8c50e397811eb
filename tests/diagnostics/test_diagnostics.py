"""Bad files annotated in place: every message comes at its line and column with its words, and nothing else comes.

In `cases/<kind>/<name>`, an annotation is a comment that holds the column, the code, the sentence and, after « | », the
remedy. In YAML it opens with `#`, in the body of a block with `{#`, and then says which line it is about:

    deadlin: 2023-07-02  # !1 B103 clé inconnue « deadlin » | vouliez-vous dire « deadline » ?
    # ^10 Y117 …          another one about the line above
    # expect 7:1 L212 …   about line 7, when that line can't carry a comment
    # write: latin-1      on the first line: how the file is written before it is read (crlf, cr, bom, an encoding)

A file that can't hold any comment has its expectations beside it, in `<name>.expect`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.brief.reviewing import Comments
from generator.compose.names import names
from generator.compose.template import environment, render
from generator.document.markdown import tree
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Level
from generator.foundation.record import Record, read_record
from generator.foundation.source import MAX_BYTES, MAX_NODES
from generator.library.approach import Approach
from generator.library.block import Block
from generator.library.blocks import read_block
from generator.library.outline import Outline
from generator.library.paper import Paper, read_paper
from generator.pricing.prices import Prices
from generator.team.intervener import Intervener

CASES = Path(__file__).parent / "cases"
PATHS = sorted(p for p in CASES.rglob("*") if p.suffix in {".yaml", ".md"})
MODELS: dict[str, type[Record]] = {
    "brief": Brief,
    "offer": Offer,
    "candidate": Candidate,
    "intervener": Intervener,
    "approach": Approach,
    "outline": Outline,
    "prices": Prices,
    "comments": Comments,
}
TEMPLATES: dict[str, Callable[[Path, str], tuple[Block | Paper | None, Diagnostics]]] = {
    "block": read_block,
    "paper": read_paper,
}
NOTE = re.compile(
    r"\{?# (?:[!^]|expect (?P<line>\d+):)(?P<column>\d+) "
    r"(?P<said>[A-Z]\d{3} .+?)(?P<hint> \| .+?)?\s*(?:#\})?$"
)
ALONE = re.compile(r"\s*\{?# (?:\^|expect )")
Expected = tuple[int, int, str, str]


@pytest.fixture(scope="session")
def known(dossier) -> Mapping[str, Any]:
    """The names that a block may use, of the shipped offer."""
    return names(dossier.inputs, dossier.schedule, dossier.quote)


def annotated(path: Path) -> list[Expected]:
    """What the file says must come."""
    beside = path.with_name(path.name + ".expect")
    text = path.read_text(encoding="utf-8") + (beside.read_text(encoding="utf-8") if beside.exists() else "")
    found: list[Expected] = []
    about = 0
    for number, line in enumerate(text.split("\n"), 1):
        about = about if ALONE.match(line) else number
        if note := NOTE.search(line):
            place = int(note["line"] or about)
            found.append((place, int(note["column"]), note["said"], (note["hint"] or "").removeprefix(" | ")))
    return sorted(found)


def written(path: Path, folder: Path) -> Path:
    """The case as a file of its own, in the encoding and with the line ends that its first line asks."""
    text = path.read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    asked = first.split(" # ")[0].removeprefix("# write: ").split() if first.startswith("# write: ") else []
    ends = "\r\n" if "crlf" in asked else "\r" if "cr" in asked else "\n"
    encoding = next((word for word in asked if word.startswith(("latin", "utf"))), "utf-8")
    made = folder / path.name
    made.write_bytes((("\ufeff" if "bom" in asked else "") + text.replace("\n", ends)).encode(encoding))
    return made


def problems(path: Path, kind: str, known: Mapping[str, Any]) -> Diagnostics:
    """Everything that is wrong with this file, as a build finds it."""
    if kind not in TEMPLATES:
        return read_record(path, path.name, MODELS[kind])[1]
    block, found = TEMPLATES[kind](path, path.name)
    if block is None:
        return found
    rendered, found = render(environment(), block.body, block.file, block.first_line, known)
    return found if rendered is None else tree(rendered.text, block.file, rendered.lines)[1]


def came(found: Diagnostics, name: str) -> list[Expected]:
    assert all(problem.span and problem.span.file == name for problem in found)
    return sorted((p.span.line, p.span.column, f"{p.code} {p.message}", p.hint) for p in found if p.span)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_annotation_comes_and_nothing_else(path: Path, tmp_path: Path, known: Mapping[str, Any]) -> None:
    found = problems(written(path, tmp_path), path.parent.name, known)
    assert came(found, path.name) == annotated(path)
    for problem in found:
        well_said(problem)


ENGLISH = re.compile(r"\b(the|should|expected|invalid|input|value|object|found|unexpected|not|error|must|type)\b")


def well_said(problem: Diagnostic) -> None:
    """A sentence for a person: short, in French, with a remedy, without the names of our machinery."""
    told = re.sub(r"«[^»]*»|\(.*\)", "", f"{problem.message} {problem.hint}")
    assert problem.level is Level.BLOCKING
    assert problem.message[0].islower() or problem.message[0] == "«"
    assert not problem.message.endswith((".", ":"))
    assert len(problem.message) <= 120
    assert not ENGLISH.search(re.sub(r"(clés?|champs|noms|filtres|tests|encarts|valeurs) \w* ?: .*", "", told)), told
    assert "pydantic" not in told
    assert "jinja" not in told.lower()
    assert problem.hint


def test_the_corpus_is_seen_whole() -> None:
    """Counted by hand when a case is added, so that no folder is passed over."""
    assert len(PATHS) == 177
    assert sum(len(annotated(path)) for path in PATHS) == 336
    assert {path.parent.name for path in PATHS} == {*MODELS, *TEMPLATES}
    assert sum(not annotated(path) for path in PATHS) == 4


# What a single annotated file can't show, and where it is tested.
ELSEWHERE = {
    "Y102": "below",
    "Y103": "tests/foundation/test_source.py",
    "Y104": "tests/foundation/test_source.py",
    "Y106": "nothing gives it: 150,000 random texts did not",
    "L213": "tests/library/test_blocks.py",
    "L214": "tests/library/test_blocks.py",
}


def test_every_code_has_a_case() -> None:
    root = Path(__file__).parents[2] / "generator"
    modules = [
        *(root / "foundation").glob("*.py"),
        *(root / "document" / f"{name}.py" for name in ("markdown", "containers", "losses", "inlines")),
        *(root / "compose" / f"{name}.py" for name in ("template", "sandbox", "filters", "fault", "marks")),
        root / "library" / "blocks.py",
        root / "library" / "front.py",
        root / "library" / "citations.py",
    ]
    raised = {code for path in modules for code in re.findall(r'"([YBLT]\d{3})"', path.read_text(encoding="utf-8"))}
    shown = {said[:4] for path in PATHS for _, _, said, _ in annotated(path)}
    assert len(raised) >= 40
    assert raised - shown == set(ELSEWHERE)
    assert shown <= raised


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a" * (MAX_BYTES + 1), "huge.yaml: Y102 fichier trop gros (2 Mo au plus)"),
        (b"- a\n" * (MAX_NODES + 1), f"huge.yaml:{MAX_NODES}:3: Y109 fichier trop imbriqué ou trop grand"),
        (b"[" * 1_000_000, "huge.yaml:1:42: Y109 fichier trop imbriqué ou trop grand"),
        (b"- " * 400 + b"a", "huge.yaml:1:83: Y109 fichier trop imbriqué ou trop grand"),
        (b"", "huge.yaml:1:1: Y105 fichier vide"),
        (b"\xef\xbb\xbf", "huge.yaml:1:1: Y105 fichier vide"),
        (b"\x00" * 1000, "huge.yaml:1:1: Y101 ce fichier n'est pas enregistré en UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "huge.yaml:1:1: Y101 ce fichier n'est pas enregistré en UTF-8"),
    ],
    ids=["bytes", "nodes", "depth", "levels", "empty", "mark", "nul", "picture"],
)  # fmt: skip
def test_what_is_no_file_of_ours_is_refused_at_once(data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "huge.yaml").write_bytes(data)
    loaded, found = read_record(tmp_path / "huge.yaml", "huge.yaml", Brief)
    assert loaded is None
    assert [str(problem).split("\n")[0] for problem in found] == [told]
