"""Cases of the checks, which a procurement person can read (`tests/cases/checks/`), applied to a finished offer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from generator.checks.finished import Finished, Printed
from generator.document.plain import plain
from generator.document.tree import Document, Paragraph, Part, Text
from generator.foundation.record import Loaded
from tests.checks import spoils

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "checks"
KNOWN = {"passes", "fails", "client", "set", "append", "without", "replace", "say", "do", "on", "says", "at", "count"}


@dataclass(frozen=True)
class Case:
    """One case: the check, what happens, what is changed, and what is expected."""

    check: str
    title: str
    fails: bool
    changes: Mapping[str, Any]

    @property
    def client(self) -> str:
        """The shipped offer that the case starts from."""
        return str(self.changes.get("client", "vienne"))


def cases() -> tuple[Case, ...]:
    """Every case, file by file."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert data["check"] == path.stem, f"{path.name} speaks of {data['check']}"
        for case in data["cases"]:
            assert not case.keys() - KNOWN, f"{path.name}: {sorted(case.keys() - KNOWN)}"
            assert ("passes" in case) != ("fails" in case), f"{path.name}: passes, or fails"
            title = case.get("fails") or case["passes"]
            found.append(Case(path.stem, title, "fails" in case, case))
    return tuple(found)


def spoiled(finished: Finished, case: Case) -> Finished:
    """The finished offer of this case."""
    changes = case.changes
    for path, value in changes.get("set", {}).items():
        finished = _set(finished, path, lambda _, value=value: value)
    for path, value in changes.get("append", {}).items():
        finished = _set(finished, path, lambda old, value=value: [*old, value])
    for name in changes.get("without", ()):
        finished = without(finished, name)
    for change in changes.get("replace", ()):
        finished = with_document(finished, change["in"], lambda t, c=change: retold(t, c["old"], c["new"]))
    for slug, words in changes.get("say", {}).items():
        finished = with_document(finished, slug, lambda tree, words=words: saying(tree, words))
    for name in [changes["do"]] if isinstance(changes.get("do"), str) else changes.get("do", ()):
        finished = getattr(spoils, name)(finished)
    if "on" in changes:
        finished = replace(finished, on=changes["on"])
    return finished


# --- data --------------------------------------------------------------------------------------


def _set(finished: Finished, path: str, change: Callable[[Any], Any]) -> Finished:
    """The offer with one field changed: `brief.dates.deadline`, `annex.assurance.until`, `person.0.name`."""
    inputs = finished.dossier.inputs
    root, *keys = path.split(".")
    match root:
        case "annex":
            listed = tuple((k, changed(a, keys[1:], change) if k == keys[0] else a) for k, a in inputs.annexes)
            assert keys[0] in dict(inputs.annexes), f"no annex {keys[0]}"
            inputs = replace(inputs, annexes=listed)
        case "partner":
            listed = tuple((k, changed(p, keys[1:], change) if k == keys[0] else p) for k, p in inputs.partners)
            inputs = replace(inputs, partners=listed)
        case "person":
            team = list(inputs.team)
            at = int(keys[0])
            team[at] = replace(team[at], file=changed(team[at].file, keys[1:], change))
            inputs = replace(inputs, team=tuple(team))
        case _:
            inputs = replace(inputs, **{root: changed(getattr(inputs, root), keys, change)})
    return replace(finished, dossier=replace(finished.dossier, inputs=inputs))


def changed(loaded: Loaded, keys: list[str], change: Callable[[Any], Any]) -> Loaded:
    """The record with one field changed, validated anew."""
    data = loaded.value.model_dump(by_alias=True)
    place: Any = data
    for key in keys[:-1]:
        step = int(key) if key.isdigit() else key
        if place[step] is None:
            place[step] = {}
        if isinstance(place[step], tuple):
            place[step] = list(place[step])
        place = place[step]
    last = int(keys[-1]) if keys[-1].isdigit() else keys[-1]
    assert isinstance(place, list) or last in place or place == {}, f"no field {'.'.join(keys)}"
    if isinstance(place, tuple):
        raise AssertionError(f"{'.'.join(keys)} is in a list that was not opened")
    place[last] = change(place[last] if isinstance(place, list) or last in place else None)
    return Loaded(type(loaded.value).model_validate(data), loaded.source)


# --- documents ---------------------------------------------------------------------------------


def without(finished: Finished, name: str) -> Finished:
    """The offer without a document (its slug) or without a file of this name."""
    gone = {name, f"{name}.docx"}
    known = {*finished.files, *(p.docx for p in finished.written)}
    assert gone & known, f"neither document nor file {name}"
    return replace(
        finished,
        files={n: data for n, data in finished.files.items() if n not in gone},
        printed=tuple(p for p in finished.printed if p.docx not in gone),
        aside=tuple(p for p in finished.aside if p.docx not in gone),
    )


def with_document(finished: Finished, slug: str, change: Callable[[Document], Document]) -> Finished:
    """The offer with one document read back otherwise."""
    assert f"{slug}.docx" in {p.docx for p in finished.written}, f"no document {slug}"

    def one(printed: Printed) -> Printed:
        if printed.docx != f"{slug}.docx":
            return printed
        tree = change(printed.tree)
        return replace(printed, tree=tree, words=plain(tree))

    return replace(finished, printed=tuple(map(one, finished.printed)), aside=tuple(map(one, finished.aside)))


def saying(tree: Document, words: str) -> Document:
    """The document with one more paragraph at its end."""
    return replace(tree, parts=(*tree.parts, Part("", (Paragraph((Text(words),)),))))


def retold(tree: Document, old: str, new: str) -> Document:
    """The document with these words replaced wherever they stand; spaces and apostrophes of any kind match."""
    wanted = re.compile(re.sub("(?:\\\\ | )", "[ \u00a0\u202f]+", re.escape(old)).replace("'", "['’]"))
    seen = 0

    def walk(value: Any) -> Any:
        nonlocal seen
        if isinstance(value, Text):
            text, count = wanted.subn(lambda _: new, value.value)
            seen += count
            return replace(value, value=text) if count else value
        if isinstance(value, tuple):
            return tuple(map(walk, value))
        if is_dataclass(value) and not isinstance(value, type):
            told = {f.name: walk(getattr(value, f.name)) for f in fields(value)}
            return replace(value, **told)  # type: ignore[type-var]
        return value

    made = walk(tree)
    assert seen, f"« {old} » is not in {tree.slug or tree.title}"
    return made
