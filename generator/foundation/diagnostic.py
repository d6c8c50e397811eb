"""The one value that says what is wrong, where, and what to do: made once, rendered at the edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Level(StrEnum):
    """How grave: a blocking finding makes the offer unfit to be sent."""

    BLOCKING = "blocking"
    WARNING = "warning"
    INFO = "info"


LEVEL_ORDER = (Level.BLOCKING, Level.WARNING, Level.INFO)
LEVEL_WORDS = {Level.BLOCKING: "bloquant", Level.WARNING: "à vérifier", Level.INFO: "à savoir"}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: path relative to the workspace with forward slashes.

    Line and column count from 1; 0 is the whole file.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem or one finding: `code` (a letter and three digits), a French sentence, a remedy.

    `waived` says who set it aside for this offer, and why; it is then but good to know. `family` is the French title of
    its subject, when the table of checks gives one. `source` is the line that says the words of a finished file.
    """

    code: str
    level: Level
    span: Span | None
    message: str
    hint: str = ""
    waived: str = ""
    family: str = ""
    source: Span | None = None

    def __str__(self) -> str:
        place = f"{self.span}: " if self.span else ""
        hint = f"\n  aide : {self.hint}" if self.hint else ""
        return f"{place}{self.code} {self.message}{hint}"


Diagnostics = tuple[Diagnostic, ...]


def error(code: str, span: Span | None, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic that blocks."""
    return Diagnostic(code, Level.BLOCKING, span, message, hint)


def warning(code: str, span: Span | None, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic that a person must look at."""
    return Diagnostic(code, Level.WARNING, span, message, hint)


def info(code: str, span: Span | None, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic that is good to know."""
    return Diagnostic(code, Level.INFO, span, message, hint)


class Rejected(Exception):  # noqa: N818 - a refusal carries data, it is no bug
    """Raised by a stage that cannot give a value: carries every problem, and the exit code that fits."""

    def __init__(self, diagnostics: Iterable[Diagnostic], exit_code: int = 1) -> None:
        self.diagnostics: Diagnostics = tuple(diagnostics)
        self.exit_code = exit_code
        super().__init__("\n".join(map(str, self.diagnostics)))


def ordered(diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """Gravest first, then by place; each said once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (LEVEL_ORDER.index(d.level), d.span or Span(""), d.code)))


def blocks(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of them is blocking."""
    return any(d.level is Level.BLOCKING for d in diagnostics)


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that this one was probably meant to be; empty when none is near."""
    match = get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return match[0] if match else ""


def near_miss(word: str, known: Iterable[str]) -> str:
    """« vouliez-vous dire … ? » when a known word is close to this one, else an empty text."""
    meant = closest(word, known)
    return f"vouliez-vous dire « {meant} » ?" if meant else ""
