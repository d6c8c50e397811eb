"""What the checks look at: the dossier, and the files as they were written, opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.compose.dossier import Dossier
from generator.compose.matrix import MatrixLine
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Level, Span


@dataclass(frozen=True, slots=True)
class Printed:
    """A document read back: the tree of its .docx, the bytes of its PDF, their names in the output folder.

    One that stands beside the packet has no PDF.
    """

    key: str
    docx: str
    pdf: str
    tree: Document
    pdf_bytes: bytes
    words: tuple[str, ...]  # its paragraphs as plain text


@dataclass(frozen=True, slots=True)
class Finished:
    """The finished offer: `files` are all outputs by name, `printed` the documents read back in the packet's order.

    `aside` are those written as .docx only, beside the packet. `on` is the day from which days are counted, when one
    is given: nothing here reads a clock. `recorded` is what the build wrote, by name: the sha256 of each file, empty
    while the build itself is judged; `added` are the files that somebody put in the folder since. When it is
    `untouched`, each file is byte for byte what the build wrote and judged.
    """

    dossier: Dossier
    files: Mapping[str, bytes]
    printed: tuple[Printed, ...]
    aside: tuple[Printed, ...] = ()
    on: date | None = None
    matrix: tuple[MatrixLine, ...] = ()
    recorded: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    untouched: bool = False

    @property
    def written(self) -> tuple[Printed, ...]:
        """Every document: those of the packet, then those beside it, which a person will send or sign too."""
        return (*self.printed, *self.aside)

    def place(self, name: str) -> Span:
        """A file of the output folder, as a place."""
        return Span(f"build/{self.dossier.inputs.client}/{name}")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document that a finding speaks of: its file without extension, and the words as they stand there."""

    slug: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: where, the sentence, the remedy; `passage` gets it as a comment in Word.

    `level` is its own when the buyer says how grave it is (`rules` of the brief), else that of its check.
    """

    span: Span | None
    message: str
    hint: str = ""
    passage: Passage | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding, and the words of a document that it speaks of."""

    finding: Diagnostic
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its id, how grave, the rule in one French sentence, the rule's source, and the function that judges.

    An offer may waive it with a reason and a person, unless it is not `waivable`: nobody can waive what makes the
    offer something else than what its signatory read or declared.
    """

    id: str
    level: Level
    rule: str
    source: str
    judge: Callable[[Finished], tuple[Verdict, ...]]
    waivable: bool = True

    def noted(self, finished: Finished) -> tuple[Noted, ...]:
        """The findings of this check, each with its passage."""
        return tuple(
            Noted(Diagnostic(self.id, v.level or self.level, v.span, v.message, v.hint), v.passage)
            for v in self.judge(finished)
        )

    def findings(self, finished: Finished) -> Diagnostics:
        """The findings of this check."""
        return tuple(noted.finding for noted in self.noted(finished))


@dataclass(frozen=True, slots=True)
class Raised:
    """A rule that is judged while the data are read, planned, priced or filled in: no finished file is needed."""

    id: str
    level: Level
    rule: str
    source: str
    waivable: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Rules of one subject: a key, its French title, its checks, and what earlier stages judge already.

    The same files of the same sources give the same findings, unless what it looks at `varies` beside them: the other
    offers of the workspace, or the day to count from and what was added to the folder.
    """

    key: str
    title: str
    checks: tuple[Check, ...]
    raised: tuple[Raised, ...] = ()
    varies: Literal["never", "workspace", "day"] = "never"

    def to_judge(self, finished: Finished) -> bool:
        """Whether its checks may say of these files what the build could not, or did not."""
        if not finished.untouched or self.varies == "workspace":
            return True
        return self.varies == "day" and bool(finished.on or finished.added)
