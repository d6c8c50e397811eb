"""The texts that a block cites: declared in its head, and known by `law.references`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.foundation.diagnostic import Diagnostic, Span, error, near_miss
from generator.foundation.source import Source
from generator.law.references import references

_CITE: Final = re.compile(r"""\bcite\(\s*(?:"([^"\n]*)"|'([^'\n]*)')?""")
_COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)


def unknown_reference(key: str, span: Span) -> Iterator[Diagnostic]:
    """An error unless the references hold this key."""
    if key not in references():
        hint = near_miss(key, references()) or "références : " + ", ".join(references())
        yield error("L215", span, f"référence inconnue « {key[:60]} »", hint)


def citations(declared: tuple[str, ...], source: Source, body: str, first_line: int, file: str) -> Iterator[Diagnostic]:
    """Each text that a head declares or the body cites, and that nobody knows; each cited and not declared."""
    for i, key in enumerate(declared):
        yield from unknown_reference(key, source.span("cites", i))
    spoken = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), body)
    for number, line in enumerate(spoken.split("\n"), first_line):
        for cite in _CITE.finditer(line):
            key, span = cite[1] or cite[2], Span(file, number, cite.start() + 1)
            if not key:
                yield error("L215", span, "référence illisible", 'écrivez sa clé en toutes lettres : cite("clé")')
            elif key in references() and key not in declared:
                hint = f"ajoutez-la à l'en-tête : cites: [{', '.join((*declared, key))}]"
                yield error("L215", span, f"référence « {key} » citée sans être déclarée", hint)
            else:
                yield from unknown_reference(key, span)
