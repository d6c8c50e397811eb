"""YAML read with the place of every key and value: all plain values stay text, the schema says what they are.

PyYAML turns `9:00` into 540, `01000` into 512 and `no` into False; here a scalar is its own text, which
`record` reads by the type that the field declares. Anchors, aliases, tags, merge and double keys are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import Any

import yaml

from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error
from generator.foundation.files import why
from generator.foundation.slips import slip

MAX_BYTES = 2_000_000
MAX_NODES = 100_000
MAX_DEPTH = 40
Key = str | int
Where = tuple[Key, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_ODD_INDENT = re.compile("[ ]*[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# YAML breaks lines at U+0085, U+2028 and U+2029; editors do not, so places would be wrong.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """The places of one YAML file: `key(path)` is where the key stands, `span(path)` where its value does."""

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
        hint = "vérifiez que c'est le bon fichier : il ne ressemble pas à une description d'offre"
        self.diagnostic = error("Y109", span, "fichier trop imbriqué ou trop grand", hint)


def decoded(data: bytes, file: str) -> tuple[str, Diagnostics]:
    """The text of a file in UTF-8, with or without BOM, any line end; else an error on its first bad byte."""
    if b"\0" in data[:4] or data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        return "", (_not_utf8(Span(file, 1, 1)),)
    try:
        return _lines(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError as exc:
        before = _lines(exc.object[: exc.start].decode("utf-8", errors="replace"))
        return "", (_not_utf8(Span(file, before.count("\n") + 1, len(before) - before.rfind("\n"))),)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(span: Span) -> Diagnostic:
    hint = "enregistrez-le de nouveau en choisissant l'encodage « UTF-8 »"
    return error("Y101", span, "ce fichier n'est pas enregistré en UTF-8", hint)


def read_text(path: Path, file: str) -> tuple[str, Diagnostics]:
    """The text of `path`, or the reason why it can't be read; `file` is the name that messages use."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            return _unread("Y104", file, "ce n'est pas un fichier", "donnez le chemin d'un fichier, non d'un dossier")
        if found.st_size > MAX_BYTES:
            return _unread("Y102", file, "fichier trop gros (2 Mo au plus)", "vérifiez que c'est le bon fichier")
        return decoded(path.read_bytes(), file)
    except (FileNotFoundError, NotADirectoryError):
        return _unread("Y103", file, "fichier introuvable", "créez-le, ou corrigez le chemin")
    except PermissionError:
        return _unread("Y104", file, "fichier illisible : accès refusé", "vérifiez les droits d'accès du fichier")
    except OSError as exc:
        return _unread("Y104", file, f"fichier illisible ({why(exc)})", "vérifiez le disque et le chemin")


def _unread(code: str, file: str, message: str, hint: str) -> tuple[str, Diagnostics]:
    return "", (error(code, Span(file), message, hint),)


def parse(text: str, file: str) -> tuple[Any, Source, Diagnostics]:
    """Lists, dicts and texts (None for an empty value) with their places; every problem of the YAML."""
    source = Source(file)
    if bad := _forbidden_characters(text, file):
        return None, source, bad
    builder = _Builder(source, text.split("\n"), yaml.parse(text, Loader=_Loader))
    try:
        data = builder.document()
    except yaml.MarkedYAMLError as exc:
        return None, source, (*builder.problems, slip(exc, text, file))
    except _TooMuch as exc:
        return None, source, (*builder.problems, exc.diagnostic)
    return data, source, tuple(builder.problems)


def _forbidden_characters(text: str, file: str) -> Diagnostics:
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if odd := _ODD_INDENT.match(line):
            found.append(_odd_indent(Span(file, number, odd.end()), line[odd.end() - 1]))
    return (*found, *invisible(text.removeprefix("\ufeff"), file))


def invisible(text: str, file: str, first_line: int = 1) -> Diagnostics:
    """The first control character of each line of this text, which starts at `first_line` of its file."""
    return tuple(
        _odd_character(Span(file, number, control.start() + 1), control[0])
        for number, line in enumerate(text.split("\n"), first_line)
        if (control := _CONTROL.search(line))
    )


def _odd_indent(span: Span, sign: str) -> Diagnostic:
    what = "tabulation" if sign == "\t" else "espace insécable"
    hint = f"remplacez chaque {what} par des espaces ordinaires"
    return error("Y107", span, f"{what} en début de ligne : le YAML n'accepte que des espaces ordinaires", hint)


def _odd_character(span: Span, sign: str) -> Diagnostic:
    hint = "supprimez-le (il vient souvent d'un copier-coller)"
    return error("Y108", span, f"caractère invisible interdit (U+{ord(sign):04X})", hint)


class _Builder:
    """Builds plain values from YAML events, which still tell anchors and tags; notes places and problems."""

    def __init__(self, source: Source, lines: list[str], events: Iterator[Any]) -> None:
        self.source = source
        self.lines = lines
        self.events = events
        self.problems: list[Diagnostic] = []
        self.count = 0

    def _at(self, mark: Any) -> Span:
        """The place of this mark; what is missing at the end of the file stands on its last line."""
        return Span(self.source.file, min(mark.line + 1, len(self.lines)), mark.column + 1)

    def document(self) -> Any:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                value = self.node(next(self.events), (), 0)
                self._only_one()
                return value
        hint = "remplissez-le (« offer new » donne un modèle commenté)"
        self._refuse("Y105", Span(self.source.file, 1, 1), "fichier vide", hint)
        return None

    def node(self, event: Any, path: Where, depth: int) -> Any:
        span = self._at(event.start_mark)
        self.source.values[path] = span
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            raise _TooMuch(span)
        self._plain(event, span)
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self._pairs(event, path, depth))
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._entries(path, depth))
        return self._scalar(event, span) if isinstance(event, yaml.ScalarEvent) else None

    def _plain(self, event: Any, span: Span) -> None:
        """Refuses what makes a value other than what is written."""
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            said = "les ancres et alias YAML (& et *) ne sont pas acceptés"
            self._refuse("Y111", span, said, "recopiez la valeur en clair, ou mettez le texte entre guillemets")
        if tag := getattr(event, "tag", None):
            shown = tag.replace("tag:yaml.org,2002:", "!!")[:60]
            hint = "supprimez-la, ou mettez le texte entre guillemets"
            self._refuse("Y115", span, f"étiquette YAML « {shown} » refusée", hint)

    def _scalar(self, event: yaml.ScalarEvent, span: Span) -> str | None:
        text = str(event.value)
        if event.style:
            if control := _CONTROL.search(text):
                self.problems.append(_odd_character(span, control[0]))
            return text
        self._swallowed(event)
        return None if text in _NULLS else text

    def _swallowed(self, event: Any) -> None:
        """A text without quotes that goes on over lines must not take in an entry of a list."""
        for row in range(event.start_mark.line + 1, event.end_mark.line + 1):
            line = self.lines[row] if row < len(self.lines) else ""
            if line.lstrip().startswith("- "):
                span = Span(self.source.file, row + 1, len(line) - len(line.lstrip()) + 1)
                said = "tiret mal aligné : cette ligne serait lue comme la suite du texte au-dessus"
                self._refuse("Y120", span, said, "alignez-le sur les autres tirets de la liste")

    def _entries(self, path: Where, depth: int) -> Iterator[Any]:
        index = 0
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, (*path, index), depth + 1)
            index += 1

    def _pairs(self, start: Any, path: Where, depth: int) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        last: Any = None
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path, first, depth)
            value = self.node(next(self.events), (*path, key), depth + 1)
            if start.flow_style and value is None and isinstance(last, str) and _cut(last, key):
                said = f"virgule dans un nombre : entre accolades, « {last},{key} » se lit comme deux valeurs"
                self._refuse("Y125", self._at(event.start_mark), said, f'mettez-le entre guillemets : "{last},{key}"')
            else:
                yield key, value
            last = value

    def _key(self, event: Any, path: Where, first: dict[str, int], depth: int) -> str:
        span = self._at(event.start_mark)
        known = len(self.problems)
        key = self.node(event, (*path, "?"), depth + 1)
        if len(self.problems) == known:
            self._check_key(key, span, first)
        key = key if isinstance(key, str) else "?"
        first.setdefault(key, span.line)
        self.source.keys[(*path, key)] = span
        return key

    def _check_key(self, key: Any, span: Span, first: dict[str, int]) -> None:
        if not isinstance(key, str) or not key.strip():
            self._refuse("Y116", span, "une clé doit être un mot simple", "mettez le texte entre guillemets")
        elif key == "<<":
            self._refuse("Y111", span, "la fusion « << » n'est pas acceptée", "recopiez les clés en clair")
        elif key in first:
            said = f"clé « {key[:60]} » en double (déjà ligne {first[key]})"
            self._refuse("Y117", span, said, "gardez une seule des deux")

    def _only_one(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                span = self._at(event.start_mark)
                hint = "supprimez la ligne « --- » et ce qui suit"
                self._refuse("Y118", span, "un seul document YAML par fichier", hint)
                return

    def _refuse(self, code: str, span: Span, message: str, hint: str) -> None:
        self.problems.append(error(code, span, message, hint))


def _cut(before: str, after: str) -> bool:
    """Whether a comma between these two was the decimal comma of one number."""
    return before[-1:].isdigit() and after.isdigit()
