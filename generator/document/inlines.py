"""Inline Markdown tokens to runs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from generator.document.tree import Break, Inline, Link, Note, Remark, Runs, Text

_REFUSED = {"code_inline": "code « ` »", "image": "image", "html_inline": "HTML"}


@dataclass
class Inlines:
    """Turns inline tokens to runs; `notes` are the footnotes' inline tokens by number."""

    notes: dict[int, Token] = field(default_factory=dict)

    def runs(self, token: Token) -> tuple[Runs, list[str]]:
        """The runs of an inline token, and the names of what the tree can't hold."""
        done: list[Inline] = []
        bad: list[str] = []
        marks = Text("")
        link: str | None = None
        for child in token.children or []:
            match child.type:
                case "text" | "text_special":
                    done.append(_linked(replace(marks, value=child.content), link))
                case "softbreak":
                    done.append(_linked(replace(marks, value=" "), link))
                case "hardbreak":
                    done.append(Break())
                case "strong_open" | "strong_close":
                    marks = replace(marks, strong=child.type.endswith("open"))
                case "em_open" | "em_close":
                    marks = replace(marks, emphasis=child.type.endswith("open"))
                case "link_open" | "link_close":
                    link = str(child.attrGet("href")) if child.type.endswith("open") else None
                case "footnote_ref":
                    done.append(self._note(child, bad))
                case other:
                    bad.append(_REFUSED.get(other, other))
        return merged(done), bad

    def _note(self, child: Token, bad: list[str]) -> Note:
        runs, inner = self.runs(self.notes.get(child.meta["id"], Token("inline", "", 0)))
        bad += inner
        return Note(tuple(run for run in runs if isinstance(run, Text | Link)))


def _linked(text: Text, target: str | None) -> Inline:
    return Link(target, (text,)) if target else text


def merged(runs: list[Inline]) -> Runs:
    """Neighbours with the same marks made one, empty texts dropped, spaces at both ends cut."""
    done: list[Inline] = []
    for run in runs:
        last = done[-1] if done else None
        if isinstance(run, Text) and isinstance(last, Text) and (run.strong, run.emphasis) == (last.strong, last.emphasis):
            done[-1] = replace(last, value=last.value + run.value)
        elif isinstance(run, Link) and isinstance(last, Link) and run.target == last.target:
            done[-1] = replace(last, runs=tuple(r for r in merged([*last.runs, *run.runs]) if isinstance(r, Text)))
        elif not (isinstance(run, Text) and not run.value):
            done.append(run)
    return tuple(done)


def plain_text(runs: Runs) -> str:
    """The words of these runs; footnotes and remarks left out, a line break is a space."""
    words = []
    for run in runs:
        match run:
            case Text():
                words.append(run.value)
            case Link():
                words += [text.value for text in run.runs]
            case Break():
                words.append(" ")
            case Note() | Remark():
                pass
    return "".join(words)
