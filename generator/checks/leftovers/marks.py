"""Does anything remain that must not reach a buyer: placeholders, redaction tokens, template marks?"""

from __future__ import annotations

import re

from generator.checks.finished import Finished, Verdict

_LEFT = re.compile(
    r"\[\s*\d*\s*(?:…|\.{2,3})\s*\]"  # [1…], [6...]: the buyer's redactions
    r"|\{\{|\}\}|\{%|%\}"
    r"|\bTODO\b|\bXXX+\b|\bFIXME\b|(?i:\blorem ipsum\b|\bà compléter\b)"
    r"|[\ue000-\uf8ff]"
)


def left_over(text: str) -> str | None:
    """The first placeholder or redaction token of this text."""
    found = _LEFT.search(text)
    return found[0] if found else None


def nothing_left(finished: Finished) -> tuple[Verdict, ...]:
    """No placeholder and no redaction token in any document."""
    verdicts = []
    for printed in finished.written:
        for words in (printed.tree.title, printed.tree.header, printed.tree.footer, *printed.words):
            if found := left_over(words):
                verdicts.append(
                    Verdict(
                        finished.place(printed.docx),
                        f"reste « {found} » dans : « {_around(words, found)} »",
                        "complétez ou supprimez ce passage à sa source",
                    )
                )
    for name, data in finished.files.items():
        if name.endswith(".ics") and (found := left_over(data.decode("utf-8"))):
            verdicts.append(
                Verdict(
                    finished.place(name),
                    f"reste « {found} »",
                    "complétez ou supprimez ce passage à sa source",
                )
            )
    return tuple(verdicts)


def _around(words: str, found: str) -> str:
    at = words.index(found)
    return words[max(0, at - 40) : at + len(found) + 40].strip()
