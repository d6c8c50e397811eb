"""Inline Markdown tokens to runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from markdown_it.token import Token

from generator.document.tree import Break, Inline, Link, Note, PageOf, Remark, Runs, Text

_REFUSED: Final = {
    "code_inline": "code entre accents graves « ` » : le document n'a pas de quoi le représenter",
    "image": "image : seules les figures calculées (« ::: figure ») ont leur place dans un bloc",
}
_TARGET: Final = re.compile(r"(https?://|mailto:|#).")


@dataclass
class Inlines:
    """Turns inline tokens to runs; `notes` are the footnotes by number, `shown` the names of those met."""

    notes: dict[int, Token] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    def runs(self, token: Token) -> tuple[Runs, list[str]]:
        """The runs of an inline token, and a sentence for each thing that the tree can't hold."""
        line = _Line(self.notes)
        for child in token.children or []:
            line.add(child)
            if child.type == "footnote_ref":
                self.shown.add(str(child.meta.get("label")))
        return merged(line.done), line.bad


@dataclass
class _Line:
    """The runs of one inline token, as they are read; marks may be nested in themselves."""

    notes: dict[int, Token]
    done: list[Inline] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    strong: int = 0
    emphasis: int = 0
    link: str | None = None
    linked: bool = False

    def add(self, child: Token) -> None:
        """Takes in one token."""
        match child.type:
            case "text" | "text_special":
                self._text(child.content)
            case "softbreak":
                self._text(" ")
            case "hardbreak":
                self.done.append(Break())
            case "strong_open" | "strong_close":
                self.strong += child.nesting
            case "em_open" | "em_close":
                self.emphasis += child.nesting
            case "link_open":
                self._open(child)
            case "link_close":
                self._close()
            case "footnote_ref":
                self.done.append(self._note(child))
            case other:
                self.bad.append(_REFUSED.get(other, "écriture que le document ne sait pas représenter"))

    def _text(self, value: str) -> None:
        text = Text(value, self.strong > 0, self.emphasis > 0)
        self.linked = self.linked or bool(value.strip())
        self.done.append(Link(self.link, (text,)) if self.link else text)

    def _open(self, child: Token) -> None:
        target = str(child.attrGet("href") or "")
        self.link, self.linked = target, False
        if not _TARGET.match(target):
            self.link = None
            self.bad.append(f"lien vers « {target[:60]} » : une adresse commence par https://, mailto: ou #")
        elif child.attrGet("title"):
            self.bad.append("lien avec un titre entre guillemets, qui ne serait pas imprimé")

    def _close(self) -> None:
        if not self.linked:
            self.bad.append("lien sans texte")
        self.link = None

    def _note(self, child: Token) -> Note:
        inner = _Line({})
        for part in getattr(self.notes.get(child.meta["id"]), "children", None) or []:
            if part.type == "footnote_ref":
                inner.bad.append("note appelée dans une note")
            else:
                inner.add(part)
        self.bad += inner.bad
        flat: list[Inline] = [Text(" ") if isinstance(run, Break) else run for run in inner.done]
        return Note(tuple(run for run in merged(flat) if isinstance(run, Text | Link)))


def merged(runs: list[Inline]) -> Runs:
    """Neighbours with the same marks made one, empty texts dropped."""
    done: list[Inline] = []
    for run in runs:
        last = done[-1] if done else None
        if isinstance(run, Text) and isinstance(last, Text) and _alike(run, last):
            done[-1] = replace(last, value=last.value + run.value)
        elif isinstance(run, Link) and isinstance(last, Link) and run.target == last.target:
            texts = merged([*last.runs, *run.runs])
            done[-1] = replace(last, runs=tuple(text for text in texts if isinstance(text, Text)))
        elif not (isinstance(run, Text) and not run.value):
            done.append(run)
    return tuple(done)


def _alike(one: Text, other: Text) -> bool:
    return (one.strong, one.emphasis) == (other.strong, other.emphasis)


def plain_text(runs: Runs) -> str:
    """The words of these runs; footnotes, remarks and page numbers left out, a line break is a space."""
    words = []
    for run in runs:
        match run:
            case Text():
                words.append(run.value)
            case Link():
                words += [text.value for text in run.runs]
            case Break():
                words.append(" ")
            case Note() | Remark() | PageOf():
                pass
    return "".join(words)
