"""The corpus: what `offer review` tells of each reviewed file, what the sources become, what is built from them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build.reviewing import Review, apply, review
from generator.document.tree import Document, Part
from generator.readers import docx
from generator.review.told import as_data, settled_lines, told
from tests.libreoffice import OFFICE
from tests.libreoffice import edited as office_edited
from tests.review.cases import Case, cases, edited, reviewed, sent, workspace
from tests.review.gestures import says
from tests.review.offers import composed, documents, sources, written
from tests.review.word import flat, words
from tests.workspaces import tree_bytes

BY_HAND = [case for case in cases() if "office" not in case.said]
IN_OFFICE = [case for case in cases() if "office" in case.said]


def test_the_corpus_is_there() -> None:
    assert len(BY_HAND) >= 90
    assert len(IN_OFFICE) >= 8


@pytest.mark.parametrize("case", BY_HAND, ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path) -> None:
    made = workspace(case, tmp_path / "workspace")
    check(case, made, reviewed(case, sent(case, made)), tmp_path)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice absent")
def test_cases_edited_in_libreoffice(tmp_path: Path) -> None:
    """All at once: LibreOffice is slow to start."""
    names = {f"relu-{number}.docx": case for number, case in enumerate(IN_OFFICE)}
    asked = {name: (sent(case, tmp_path), case.said["office"]) for name, case in names.items()}
    for name, data in office_edited(asked, tmp_path).items():
        folder = tmp_path / name.removesuffix(".docx")
        check(names[name], workspace(names[name], folder / "workspace"), {name: data}, folder)


def check(case: Case, made: Path, saved: dict[str, bytes], folder: Path) -> None:
    """What is told of these files, and what applying them does to the workspace."""
    files = {folder / name: data for name, data in saved.items()}
    for path, data in files.items():
        path.write_bytes(data)
    edited(made, case.said.get("meanwhile", ()))
    before = sources(made)
    proposal = review(made, case.client, tuple(files))
    assert_told(case, proposal)
    problems = apply(made, proposal, tuple(files))
    assert_sources(case, before, sources(made))
    assert_comments(case, made)
    assert_text(case, made, tuple(files.values()), problems)


TWICE = (
    "mots: Un mot ajouté",
    "blocs: Un bloc coupé",
    "blocs: Un bloc copié",
    "suivi: Une partie acceptée",
    "donnees:",
)


@pytest.mark.parametrize("case", [c for c in BY_HAND if c.name.startswith(TWICE)], ids=lambda case: case.name)
def test_nothing_is_applied_twice(case: Case, tmp_path: Path) -> None:
    made = workspace(case, tmp_path / "workspace")
    path, data = tmp_path / "relu.docx", next(iter(reviewed(case, sent(case, made)).values()))
    path.write_bytes(data)
    apply(made, review(made, case.client, (path,)), (path,))
    after = tree_bytes(made)
    again = review(made, case.client, (path,))
    assert list(again.before) == [path.name]
    apply(made, again, (path,))
    assert tree_bytes(made) == after


def assert_told(case: Case, made: Review) -> None:
    """Every block that changed is told, with these words, and no other."""
    pairs = list(zip(made.proposals, made.data, strict=True))
    data = [as_data(proposal, found) for proposal, found in pairs]
    lines = [line for proposal, found in pairs for line, _ in told(proposal, found)]
    lines += [line for line, _ in settled_lines(made.settled)]
    report = "\n".join([*lines, json.dumps(data, ensure_ascii=False)])
    changed = {change.block for proposal, _ in pairs for change in proposal.changes}
    commented = {entry.get("block", "") for entry in case.said.get("comments", ())}
    wanted = case.said["told"]
    assert changed <= set(wanted), f"told too: {changed - set(wanted)}"
    assert set(wanted) <= changed | commented, f"not told: {set(wanted) - changed - commented}"
    for said in (each for block in wanted.values() for each in block):
        assert says(report, said), f"« {said} » is not told:\n" + "\n".join(lines)


def assert_sources(case: Case, before: dict[str, str], after: dict[str, str]) -> None:
    """The sources that changed, what they say and keep; every other file byte for byte."""
    wanted = {path(case, name): said for name, said in case.said.get("sources", {}).items()}
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == set(wanted), "\n".join(f"== {name}\n{after.get(name)}" for name in sorted(changed))
    for name, said in wanted.items():
        for each in said.get("says", ()):
            assert (each in after[name]) or says(after[name], each), f"{name} lacks {each!r}:\n{after[name]}"
        for each in said.get("keeps", ()):
            assert each in after[name], f"{name} lost {each!r}:\n{after[name]}"
        for each in said.get("lacks", ()):
            assert not says(after[name], each), f"{name} still says {each!r}:\n{after[name]}"


def path(case: Case, name: str) -> str:
    """The file that a case names: a block of this client, or a path in its folder."""
    return f"offers/{case.client}/{name if '.' in name else f'blocks/{name}.md'}"


def assert_comments(case: Case, made: Path) -> None:
    """The entries of comments.yaml, each with what the case says of it."""
    file = made / "offers" / case.client / "review" / "comments.yaml"
    held = (yaml.safe_load(file.read_text(encoding="utf-8")) or {}) if file.is_file() else {}
    found = held.get("comments") or []
    wanted = case.said.get("comments", [])
    assert len(found) == len(wanted), found
    for said in wanted:
        assert any(matches(entry, said) for entry in found), f"no entry is {said}: {found}"


def matches(entry: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether an entry says this; `replies` counts them."""
    read = {"kind": "comment", "state": "open", "block": "", "replies": ()} | {True: "on"} | entry
    held = {("on" if key is True else key): value for key, value in read.items()}
    held["replies"] = len(held["replies"])
    return all(flat(str(held.get(key) or "")) == flat(str(value)) for key, value in said.items())


def assert_text(case: Case, made: Path, files: tuple[bytes, ...], problems: Iterable[object]) -> None:
    """The text that a build gives is the text that was saved: the whole of it, or what the case can promise."""
    promised = case.said.get("text", "same")
    built = written(composed(made, case.client), case.slug)
    if promised == "none":
        return
    (*_, saved) = files
    if promised == "same":
        assert words(built, demands=False) == words(saved, demands=False)
        assert bool(list(problems)) == case.said.get("losses", False), problems
        return
    dossier = composed(made, case.client)
    blocks = [part for part in documents(dossier)[case.slug].parts if part.origin]
    wanted = {part.anchor for part in blocks if promised == "blocks" or part.origin.block in promised}
    assert wanted or promised == "blocks"
    ours, theirs = (parts(docx.read(data)[0], wanted) for data in (built, saved))
    assert ours == theirs


def parts(document: Document | None, anchors: set[str]) -> list[Part]:
    """The parts under these anchors."""
    assert document is not None
    return [part for part in document.parts if part.anchor in anchors]
