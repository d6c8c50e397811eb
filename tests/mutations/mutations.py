"""Ways to break a finished offer, as they happen (`mutations.yaml`), done to a built workspace and judged again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import yaml

from generator.build.checking import check
from generator.foundation.diagnostic import Diagnostic, Level
from generator.foundation.files import unzipped, zipped
from tests.review import typing_in
from tests.review.word import opened, remove

FILE = Path(__file__).with_name("mutations.yaml")
CLIENT = "vienne"
Gesture = Callable[[Path, Any], None]


@dataclass(frozen=True)
class Mutation:
    """One way to break the offer: what happens, how, and the codes of which one at least must tell it."""

    title: str
    gestures: Mapping[str, Any]
    expected: frozenset[str]


def mutations() -> tuple[Mutation, ...]:
    """Every way, in the order of the file."""
    found = []
    for entry in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        gestures = {name: value for name, value in entry.items() if name not in {"breaks", "expected"}}
        assert not gestures.keys() - GESTURES.keys(), f"unknown gesture in « {entry['breaks']} »"
        found.append(Mutation(entry["breaks"], gestures, frozenset(entry["expected"])))
    return tuple(found)


def broken(workspace: Path, mutation: Mutation) -> None:
    """Does it to the offer that was built in this workspace."""
    for name, what in mutation.gestures.items():
        for each in what if isinstance(what, list) else [what]:
            GESTURES[name](workspace, each)


def told(workspace: Path) -> frozenset[tuple[str, str]]:
    """What the gate says of the offer that a buyer would be harmed by: code and sentence, infos left out."""
    return frozenset(_key(finding) for finding in check(workspace, CLIENT).findings if finding.level is not Level.INFO)


def _key(finding: Diagnostic) -> tuple[str, str]:
    return finding.code, f"{finding.span} {finding.message}"


# --- what people do ----------------------------------------------------------------------------


def _in(workspace: Path, name: str) -> Path:
    path = workspace / "build" / CLIENT / name
    assert path.is_file(), f"no file {name}"
    return path


def _word(workspace: Path, what: Mapping[str, str]) -> None:
    """Words typed over others in a .docx: file, at (the paragraph), old, new."""
    path = _in(workspace, f"{what['file']}.docx")
    word = opened(path.read_bytes())
    typing_in.change(word, what["at"], what.get("old", what["at"]), what["new"])
    path.write_bytes(word.saved())


def _typed(workspace: Path, what: Mapping[str, str]) -> None:
    """A paragraph typed after another: file, after, text."""
    path = _in(workspace, f"{what['file']}.docx")
    word = opened(path.read_bytes())
    typing_in.paragraph_after(word, what["after"], what["text"])
    path.write_bytes(word.saved())


def _dropped(workspace: Path, what: Mapping[str, str]) -> None:
    """A paragraph taken out of a .docx: file, at."""
    path = _in(workspace, f"{what['file']}.docx")
    word = opened(path.read_bytes())
    typing_in.drop(word, what["at"])
    path.write_bytes(word.saved())


def _row(workspace: Path, what: Mapping[str, str]) -> None:
    """A row taken out of a table of a .docx: file, at (words of one of its cells)."""
    path = _in(workspace, f"{what['file']}.docx")
    word = opened(path.read_bytes())
    row = next(e for e in word.paragraph(what["at"]).iterancestors() if str(e.tag).endswith("}tr"))
    remove(row)
    path.write_bytes(word.saved())


def _sheet(workspace: Path, what: Mapping[str, Any]) -> None:
    """A number typed in a cell of the .xlsx, over a formula too: cell, value."""
    path = _in(workspace, "fiche-financiere.xlsx")
    parts = unzipped(path.read_bytes())
    name = "xl/worksheets/sheet1.xml"
    cell = re.compile(rf'(<c r="{what["cell"]}"[^>]*>)(?:<f>[^<]*</f>)?<v>[^<]*</v>')
    text, count = cell.subn(rf"\g<1><v>{what['value']}</v>", parts[name].decode("utf-8"))
    assert count == 1, f"no cell {what['cell']}"
    path.write_bytes(zipped({**parts, name: text.encode("utf-8")}))


def _text(workspace: Path, what: Mapping[str, str]) -> None:
    """Text replaced in a file as it is (.ics, the texts of an .xlsx, a YAML file of the workspace): file, old, new."""
    path = workspace / what["file"] if "/" in what["file"] else _in(workspace, what["file"])
    if path.suffix == ".xlsx":
        parts = unzipped(path.read_bytes())
        name = "xl/sharedStrings.xml"
        parts = {**parts, name: _swapped(parts[name].decode("utf-8"), what).encode("utf-8")}
        path.write_bytes(zipped(parts))
    else:
        path.write_bytes(_swapped(path.read_bytes().decode("utf-8"), what).encode("utf-8"))


def _swapped(text: str, what: Mapping[str, str]) -> str:
    assert what["old"] in text, f"{what['old']!r} is not in {what['file']}"
    return text.replace(what["old"], what["new"], 1)


def _delete(workspace: Path, name: str) -> None:
    _in(workspace, name).unlink()


def _copy(workspace: Path, what: Mapping[str, str]) -> None:
    """A file put in the place of another, or beside: from, to (below build/<client>/)."""
    target = workspace / "build" / CLIENT / what["to"]
    target.write_bytes(_in(workspace, what["from"]).read_bytes())


def _cut(workspace: Path, what: Mapping[str, Any]) -> None:
    """A file whose end is lost: file, keep (share of its bytes)."""
    path = _in(workspace, what["file"])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * what["keep"])])


def _pdf(workspace: Path, what: Mapping[str, Any]) -> None:
    """What people do to a PDF: a page taken out, pages turned round, a password, an older file: file, do, page."""
    path = _in(workspace, what["file"])
    out = BytesIO()
    with pikepdf.open(path) as pdf:
        match what["do"]:
            case "drop_page":
                del pdf.pages[what["page"] - 1]
                pdf.save(out)
            case "no_bookmarks":
                del pdf.Root.Outlines
                pdf.save(out)
            case "lock":
                pdf.save(out, encryption=pikepdf.Encryption(owner="secret", user="secret"))
            case "script":
                pdf.Root.OpenAction = pdf.make_indirect(
                    pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
                )
                pdf.save(out)
            case other:
                raise AssertionError(f"unknown gesture {other}")
    path.write_bytes(out.getvalue())


GESTURES: Mapping[str, Gesture] = {
    "word": _word,
    "typed": _typed,
    "dropped": _dropped,
    "row": _row,
    "sheet": _sheet,
    "text": _text,
    "delete": _delete,
    "copy": _copy,
    "cut": _cut,
    "pdf": _pdf,
}
