"""YAML read with the place of every key and value: all plain values stay text, the schema says what they are.

PyYAML turns `9:00` into 540, `01000` into 512 and `no` into False; here a scalar is its own text, and `record` reads it by the
type that the field declares. Anchors, aliases, tags, merge keys and duplicate keys are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error

MAX_BYTES = 2_000_000
MAX_NODES = 100_000
MAX_DEPTH = 40
Key = str | int
Where = tuple[Key, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Source:
    """The places of one YAML file: `key(path)` is where the key stands, `span(path)` where its value stands."""

    file: str
    values: dict[Where, Span] = field(default_factory=dict, repr=False)
    keys: dict[Where, Span] = field(default_factory=dict, repr=False)

    def span(self, *path: Key) -> Span:
        """Where this value is; its nearest known parent when the file does not hold it."""
        for size in range(len(path), -1, -1):
            if found := self.values.get(path[:size]):
                return found
        return Span(self.file, 1, 1)

    def key(self, *path: Key) -> Span:
        """Where this key is; the value's place for an entry of a list."""
        return self.keys.get(path) or self.span(*path)


class _TooMuch(Exception):  # noqa: N818 - carries one diagnostic out of the walk
    def __init__(self, span: Span) -> None:
        self.diagnostic = error(
            "Y109", span, "fichier trop profond ou trop grand", "ce n'est sans doute pas une description d'offre"
        )


def decoded(data: bytes, file: str) -> tuple[str, Diagnostics]:
    """The text of a file in UTF-8, with or without BOM, any line ends; a Latin-1 file is an error on its first odd byte."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), ()
    except UnicodeDecodeError as exc:
        before = data[: exc.start]
        line = before.count(b"\n") + 1
        column = exc.start - (before.rfind(b"\n") + 1) + 1
        return "", (
            error(
                "Y101",
                Span(file, line, column),
                "ce fichier n'est pas enregistré en UTF-8",
                "enregistrez-le de nouveau en choisissant l'encodage « UTF-8 »",
            ),
        )


def read_text(path: Path, file: str) -> tuple[str, Diagnostics]:
    """The text of `path`, or the reason why it can't be read; `file` is the name that messages use."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return "", (error("Y102", Span(file), "fichier trop gros (2 Mo au plus)", "vérifiez que c'est le bon fichier"),)
        return decoded(path.read_bytes(), file)
    except FileNotFoundError:
        return "", (error("Y103", Span(file), "fichier introuvable", "créez-le, ou corrigez le chemin"),)
    except OSError as exc:
        reason = exc.strerror or str(exc)
        return "", (error("Y104", Span(file), f"fichier illisible ({reason})", "vérifiez les droits d'accès"),)


def parse(text: str, file: str) -> tuple[Any, Source, Diagnostics]:
    """Lists, dicts and texts (None for an empty value) with their places; every problem that stops the reading."""
    source = Source(file)
    bad = _forbidden_characters(text, file)
    if bad:
        return None, source, bad
    builder = _Builder(source, yaml.parse(text, Loader=_Loader))
    try:
        data = builder.document()
    except yaml.MarkedYAMLError as exc:
        return None, source, (*builder.problems, _syntax(exc, text, file))
    except yaml.YAMLError as exc:
        return None, source, (error("Y106", Span(file, 1, 1), f"YAML illisible : {exc}"),)
    except _TooMuch as exc:
        return None, source, (exc.diagnostic,)
    return data, source, tuple(builder.problems)


def _forbidden_characters(text: str, file: str) -> Diagnostics:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            found.append(
                error(
                    "Y107",
                    Span(file, number, indent.index("\t") + 1),
                    "tabulation en début de ligne : le YAML n'accepte que des espaces",
                    "remplacez chaque tabulation par deux espaces",
                )
            )
        if control := re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", line):
            found.append(
                error(
                    "Y108",
                    Span(file, number, control.start() + 1),
                    f"caractère de contrôle U+{ord(control[0]):04X} interdit",
                    "supprimez-le (il vient souvent d'un copier-coller)",
                )
            )
    return tuple(found)


def _at(mark: Any, file: str) -> Span:
    return Span(file, mark.line + 1, mark.column + 1)


def _syntax(exc: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    mark = exc.problem_mark or exc.context_mark
    span = _at(mark, file) if mark else Span(file, 1, 1)
    lines = text.split("\n")
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    problem = exc.problem or ""
    if "mapping values are not allowed" in problem:
        return error(
            "Y110",
            span,
            "texte qui contient « : » sans guillemets",
            f"écrivez-le entre guillemets : {_quoted_suggestion(line)}",
        )
    if "found undefined alias" in problem or line.lstrip().startswith(("*", "&")):
        return error("Y111", span, "les ancres et alias YAML (&, *) ne sont pas acceptés", "recopiez la valeur en clair")
    if "cannot start any token" in problem:
        sign = line[span.column - 1 : span.column]
        return error("Y112", span, f"un texte ne peut pas commencer par « {sign} »", "mettez le texte entre guillemets")
    if "did not find expected key" in problem or "expected <block end>" in problem:
        return error("Y113", span, "retrait (espaces en début de ligne) incohérent ou guillemet mal fermé",
                     "alignez cette ligne sur ses voisines ; doublez les apostrophes dans un texte entre apostrophes")
    if "quoted scalar" in problem + (exc.context or ""):
        return error("Y114", span, "guillemet jamais fermé", "fermez le texte par le même guillemet")
    return error("Y106", span, f"YAML illisible ({problem or exc.context})", "vérifiez les retraits, les deux-points et les guillemets")


def _quoted_suggestion(line: str) -> str:
    key, colon, value = line.strip().partition(":")
    value = value.strip().replace('"', '\\"')
    if key.startswith("- "):
        key = key[2:]
    return f'{key.strip()}: "{value}"' if colon and ":" in value else f'"{line.strip()}"'


class _Builder:
    """Builds plain values from YAML events, which still tell anchors, aliases and tags; notes every place and problem."""

    def __init__(self, source: Source, events: Iterator[Any]) -> None:
        self.source = source
        self.events = events
        self.problems: list[Diagnostic] = []
        self.count = 0

    def document(self) -> Any:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                value = self.node(next(self.events), (), 0)
                self._only_one()
                return value
        self._refuse("Y105", Span(self.source.file, 1, 1), "fichier vide", "remplissez-le (« offer new » donne un modèle commenté)")
        return None

    def node(self, event: Any, path: Where, depth: int) -> Any:
        span = _at(event.start_mark, self.source.file)
        self.source.values[path] = span
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            raise _TooMuch(span)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse("Y111", span, "les ancres et alias YAML (& et *) ne sont pas acceptés", "recopiez la valeur en clair")
        if getattr(event, "tag", None):
            self._refuse("Y115", span, f"étiquette YAML « {event.tag} » refusée", "supprimez-la : écrivez la valeur seule")
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self._pairs(path, depth))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._entries(path, depth))
        return _scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _entries(self, path: Where, depth: int) -> Iterator[Any]:
        index = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, (*path, index), depth + 1)
            index += 1

    def _pairs(self, path: Where, depth: int) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path, first)
            value = self.node(next(self.events), (*path, key), depth + 1)
            yield key, value

    def _key(self, event: Any, path: Where, first: dict[str, int]) -> str:
        span = _at(event.start_mark, self.source.file)
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse("Y116", span, "une clé doit être un mot simple", "mettez le texte entre guillemets")
            self.node(event, (*path, "?"), 0)
            return "?"
        key = str(event.value)
        if key == "<<":
            self._refuse("Y111", span, "la fusion « << » n'est pas acceptée", "recopiez les clés en clair")
        if key in first:
            self._refuse("Y117", span, f"clé « {key} » en double (déjà ligne {first[key]})", "gardez une seule des deux")
        first.setdefault(key, span.line)
        self.source.keys[(*path, key)] = span
        return key

    def _only_one(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                span = _at(event.start_mark, self.source.file)
                self._refuse("Y118", span, "un seul document YAML par fichier", "supprimez la ligne « --- » et ce qui suit")
                return

    def _refuse(self, code: str, span: Span, message: str, hint: str) -> None:
        self.problems.append(error(code, span, message, hint))


def _scalar(event: yaml.ScalarEvent) -> str | None:
    if not event.style and event.value in _NULLS:
        return None
    return str(event.value)
