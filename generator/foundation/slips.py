"""Slips of the pen in YAML: what the parser could not read, said in French with the remedy.

The parser stops where it gives up; a quote or a bracket never closed is reported where it opens instead. The
words searched for are libyaml's own.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import yaml

from generator.foundation.diagnostic import Diagnostic, Span, error

_KEY_ON_LINE = re.compile(r"[^:#\"']+:(\s|$)")
_COMMENT = re.compile(r"\s#.*$")
_BULLET = re.compile(r"^(- +)+")


def slip(exc: Any, text: str, file: str) -> Diagnostic:
    """The diagnostic of a `yaml.MarkedYAMLError` on this text."""
    place = _Place(text.split("\n"), file, exc.context_mark, exc.problem_mark or exc.context_mark)
    said = f"{exc.context or ''} / {exc.problem or ''}"
    if "expected" in said and (opened := _runaway(text, place.end.line)):
        return _unclosed(Span(file, opened[0], opened[1]), place.lines[opened[0] - 1][opened[1] - 1])
    for words, tell in _TOLD:
        if words in said:
            return tell(place)
    return error("Y106", place.end, "YAML illisible ici", "vérifiez les retraits, les deux-points et les guillemets")


def _runaway(text: str, line: int) -> tuple[int, int] | None:
    """Where the quoted text opens that runs over lines and ends on this one: its own quote was forgotten."""
    quoted: Any = None
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            quoted = event if isinstance(event, yaml.ScalarEvent) and event.style in {'"', "'"} else quoted
    if quoted and quoted.start_mark.line < quoted.end_mark.line == line - 1:
        return quoted.start_mark.line + 1, quoted.start_mark.column + 1
    return None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the parser was: the marks of what it had begun and of where it gave up."""

    lines: list[str]
    file: str
    began: Any
    gave_up: Any

    @property
    def start(self) -> Span:
        return self._span(self.began or self.gave_up)

    @property
    def end(self) -> Span:
        return self._span(self.gave_up)

    @property
    def sign(self) -> str:
        """The character on which the parser gave up; empty at the end of the file."""
        return self.line(self.end)[self.end.column - 1 : self.end.column]

    @property
    def before(self) -> str:
        """What stands on the line before it gave up."""
        return self.line(self.end)[: self.end.column - 1]

    def line(self, span: Span) -> str:
        return self.lines[span.line - 1] if 0 < span.line <= len(self.lines) else ""

    def at(self, span: Span) -> str:
        return self.line(span)[span.column - 1 : span.column]

    def _span(self, mark: Any) -> Span:
        if not mark:
            return Span(self.file, 1, 1)
        return Span(self.file, min(mark.line + 1, len(self.lines)), mark.column + 1)


def _colon(place: _Place) -> Diagnostic:
    """A second colon on the line, or a line that hangs below one that holds no key."""
    span = place.end
    content = _BULLET.sub("", place.before.strip())
    if _KEY_ON_LINE.search(content):
        return _unquoted(span, place.line(span))
    above = next((n for n in range(span.line - 1, 0, -1) if place.lines[n - 1].strip()), 0)
    line = place.lines[above - 1] if above else ""
    if not above or _KEY_ON_LINE.search(line):
        first = Span(span.file, span.line, len(place.before) - len(place.before.lstrip()) + 1)
        return _misaligned(first, "cette ligne est plus à droite que sa voisine du dessus")
    return _no_colon(Span(span.file, above, len(line) - len(line.lstrip()) + 1))


def _unquoted(span: Span, line: str) -> Diagnostic:
    said = "texte qui contient « : » sans guillemets"
    return error("Y110", span, said, f"écrivez-le entre guillemets : {suggestion(line)}")


def suggestion(line: str) -> str:
    """This line with its text between quotes."""
    bare = _BULLET.sub("", _COMMENT.sub("", line).strip())
    key, _, value = bare.partition(":")
    value = value.strip()[:80].replace("\\", "\\\\").replace('"', '\\"')
    return f'{key.strip()[:80]}: "{value}"'


def _no_colon(span: Span) -> Diagnostic:
    said = "il manque « : » suivi d'une espace sur cette ligne"
    return error("Y119", span, said, "écrivez « clé: valeur », ou mettez un texte de plusieurs lignes entre guillemets")


def _misaligned(span: Span, said: str = "retrait incohérent (espaces en début de ligne)") -> Diagnostic:
    return error("Y113", span, said, "alignez cette ligne sur ses voisines")


def _key(place: _Place) -> Diagnostic:
    """Something stands where a key was expected."""
    last = place.before.rstrip()[-1:]
    if place.sign == ":" and not place.before.strip():
        return error("Y116", place.end, "il manque la clé avant « : »", "écrivez « clé: valeur »")
    if last in {'"', "'"}:
        hint = (
            "doublez l'apostrophe dans un texte entre apostrophes (l''équipe)"
            if last == "'"
            else "dans le texte, mettez des guillemets français « … » à la place des guillemets droits"
        )
        said = "le texte continue après son guillemet fermant"
        return error("Y114", place.end, said, f"{hint} ; vérifiez aussi les guillemets des lignes au-dessus")
    if last in {"]", "}"} or place.sign in {"]", "}"}:
        return error(
            "Y122",
            place.end,
            f"« {place.sign} » de trop après la liste",
            "supprimez-le, ou déplacez-le dans la liste",
        )
    return _misaligned(place.end)


def _dash(place: _Place) -> Diagnostic:
    return _no_dash(place.end)


def _no_dash(span: Span) -> Diagnostic:
    said = "cette ligne devrait commencer par un tiret « - », comme ses voisines"
    return error("Y113", span, said, "ajoutez le tiret, ou alignez la ligne sur la clé à laquelle elle appartient")


def _flow(place: _Place) -> Diagnostic:
    """A list between brackets, not closed or with a comma forgotten."""
    if place.end.line == place.start.line:
        if place.sign == ":":
            said = "texte qui contient « : » sans guillemets, ou virgule oubliée avant"
            return error("Y110", place.end, said, "mettez le texte entre guillemets, ou ajoutez la virgule")
        return error("Y122", place.end, "virgule oubliée dans cette liste", "séparez les valeurs par des virgules")
    sign, close = place.at(place.start), {"[": "]", "{": "}"}.get(place.at(place.start), "]")
    said = f"« {sign} » ouvert ici et jamais fermé, ou virgule oubliée"
    return error("Y122", place.start, said, f"ajoutez « {close} » à la fin de la liste")


def _content(place: _Place) -> Diagnostic:
    if place.sign:
        return _sign(place.end, place.sign)
    opened = [(n, max(line.rfind("["), line.rfind("{"))) for n, line in enumerate(place.lines, 1)]
    number, column = next(((n, c) for n, c in reversed(opened) if c >= 0), (place.end.line, place.end.column - 1))
    span = Span(place.file, number, column + 1)
    return error("Y122", span, "crochet ou accolade jamais fermé", "ajoutez « ] » ou « } » à la fin de la liste")


def _sign(span: Span, sign: str) -> Diagnostic:
    if sign == "\t":
        said = "tabulation : le YAML n'accepte que des espaces devant une valeur"
        return error("Y107", span, said, "remplacez la tabulation par une espace")
    said = f"un texte ne peut pas commencer par « {sign} »"
    return error("Y112", span, said, "mettez le texte entre guillemets, ou retirez ce signe")


def _first_sign(place: _Place) -> Diagnostic:
    return _sign(place.start, place.at(place.start))


def _quote(place: _Place) -> Diagnostic:
    return _unclosed(place.start, place.at(place.start))


def _unclosed(span: Span, sign: str) -> Diagnostic:
    return error("Y114", span, f"« {sign} » ouvert ici et jamais fermé", "fermez le texte par le même signe")


def _escape(place: _Place) -> Diagnostic:
    said = "barre oblique inverse « \\ » mal placée dans un texte entre guillemets"
    return error("Y121", place.end, said, "doublez-la (\\\\), ou entourez le texte d'apostrophes")


def _folded(place: _Place) -> Diagnostic:
    said = f"après « {place.at(place.start)} », le texte commence à la ligne suivante"
    return error("Y123", place.end, said, "passez à la ligne, ou mettez tout le texte entre guillemets")


def _list_on_line(place: _Place) -> Diagnostic:
    said = "une liste à tirets ne commence pas sur la ligne de sa clé"
    return error("Y124", place.end, said, "passez à la ligne avant le tiret, ou écrivez [un, deux]")


def _second(place: _Place) -> Diagnostic:
    """Text after the end of the document; or after a first line that is no pair."""
    lines = list(enumerate(place.lines[: place.end.line - 1], 1))
    number, line = next(
        ((n, line) for n, line in reversed(lines) if line.strip() and not line.lstrip().startswith("#")), (0, "...")
    )
    if line.strip() != "...":
        return _no_colon(Span(place.file, number, len(line) - len(line.lstrip()) + 1))
    return error("Y118", place.end, "un seul document YAML par fichier", "supprimez la ligne « ... » au-dessus")


def _line_without_colon(place: _Place) -> Diagnostic:
    """Also the entry of a list whose dash was forgotten: the line above has one, at the same place."""
    column = place.start.column - 1
    above = next((line for line in reversed(place.lines[: place.start.line - 1]) if line.strip()), "")
    if above[:column].strip() == "" and above[column : column + 2] == "- ":
        return _no_dash(place.start)
    return _no_colon(place.start)


# The first words that the parser's sentence holds decide.
_TOLD = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _line_without_colon),
    ("scanning a quoted scalar", _quote),
    ("parsing a quoted scalar", _escape),
    ("did not find expected '-'", _dash),
    ("did not find expected ',' or", _flow),
    ("expected key", _key),
    ("expected <block end>", _key),
    ("scanning an alias", _first_sign),
    ("scanning an anchor", _first_sign),
    ("a tag", _first_sign),
    ("tag handle", _first_sign),
    ("directive", _first_sign),
    ("scanning a block scalar", _folded),
    ("block sequence entries", _list_on_line),
    ("node content", _content),
    ("<document start>", _second),
    ("mapping keys are not allowed", lambda place: _sign(place.end, place.sign)),
    ("cannot start any token", lambda place: _sign(place.end, place.sign)),
)
