"""The cases of `cases/*.yaml`: files reviewed as people do, what is told of them, what the sources become."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.review.gestures import done
from tests.review.offers import composed, copied, word_file, written
from tests.review.word import noisy, opened

FOLDER = Path(__file__).parent / "cases"
AUTHOR = "Camille Relecture"
DAY = "2023-06-28T18:00:00Z"
_KEYS = {
    "case", "why", "offer", "document", "given", "meanwhile", "edits", "reviewers", "renamed", "office", "told",
    "sources", "comments", "text", "losses",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One case; `files` are the reviewed files by name, once `made`."""

    name: str
    said: dict[str, Any] = field(repr=False)

    @property
    def client(self) -> str:
        """The offer."""
        return str(self.said.get("offer", "vienne"))

    @property
    def slug(self) -> str:
        """The document."""
        return str(self.said.get("document", "note-methodologique"))

    @property
    def reviewers(self) -> list[dict[str, Any]]:
        """Who reviews, and what each does."""
        return self.said.get("reviewers") or [{"by": AUTHOR, "edits": self.said["edits"]}]


class _Strict(yaml.SafeLoader):
    """Refuses a key said twice."""


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    assert len(set(keys)) == len(keys), f"said twice: {keys}{node.start_mark}"
    return loader.construct_mapping(node, deep=True)


# In our YAML as in the product's, « on » and « non » are words.
_Strict.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in known if letter in "tTfF" or not tag.endswith(":bool")]
    for letter, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every file, in order."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for said in yaml.load(path.read_text(encoding="utf-8"), _Strict):
            assert set(said) <= _KEYS, f"{path.name}: {set(said) - _KEYS}"
            found.append(Case(f"{path.stem}: {said['case']}", said))
    names = [case.name for case in found]
    assert len(set(names)) == len(names)
    return tuple(found)


def workspace(case: Case, folder: Path) -> Path:
    """A workspace as it is when the file leaves."""
    made = copied(folder, case.client)
    edited(made, case.said.get("given", ()))
    return made


def sent(case: Case, made: Path) -> bytes:
    """The Word file as it leaves."""
    if not case.said.get("given"):
        return word_file(case.client, case.slug)
    return written(composed(made, case.client), case.slug)


def reviewed(case: Case, data: bytes) -> dict[str, bytes]:
    """The files that come back, by name."""
    files = {}
    for number, reviewer in enumerate(case.reviewers):
        word = opened(data)
        done(word, reviewer["edits"])
        noisy(word, len(case.name) + number)
        name = case.said.get("renamed", f"{case.slug}{f' ({number})' if number else ''}.docx")
        files[name] = word.saved(reviewer.get("by", AUTHOR), DAY)
    return files


def edited(made: Path, changes: list[dict[str, str]]) -> None:
    """Changes sources: a passage that must be there; `copy` first brings the file from elsewhere."""
    for change in changes:
        path = made / change["file"]
        text = (made / change.get("copy", change["file"])).read_text(encoding="utf-8")
        assert change["old"] in text, f"{change['old']!r} is not in {path.name}"
        path.write_text(text.replace(change["old"], change["new"], 1), encoding="utf-8")
