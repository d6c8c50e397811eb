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
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def unknown_reference(key: str, span: Span) -> Iterator[Diagnostic]:
    """An error unless the references hold this key."""
    if key not in references():
        hint = near_miss(key, references()) or "références : " + ", ".join(references())
        yield error("L215", span, f"référence inconnue « {key[:60]} »", hint)


def citations(declared: tuple[str, ...], source: Source, body: str, first_line: int, file: str) -> Iterator[Diagnostic]:
    """Each text that a head declares or the body cites, and that nobody knows; each cited and not declared."""
    for i, key in enumerate(declared):
        yield from unknown_reference(key, source.span("cites", i))
    for number, line in enumerate(_tags(body).split("\n"), first_line):
        for cite in _CITE.finditer(line):
            key, span = cite[1] or cite[2], Span(file, number, cite.start() + 1)
            if not key:
                yield error("L215", span, "référence illisible", 'écrivez sa clé en toutes lettres : cite("clé")')
            elif key in references() and key not in declared:
                hint = f"ajoutez-la à l'en-tête : cites: [{', '.join((*declared, key))}]"
                yield error("L215", span, f"référence « {key} » citée sans être déclarée", hint)
            else:
                yield from unknown_reference(key, span)


def _tags(body: str) -> str:
    """The body with what stands outside tags, comments included, made blank: each tag keeps its place."""
    spoken = _COMMENT.sub(_blank, body)
    done, position = [], 0
    for tag in _TAG.finditer(spoken):
        done += [_blanked(spoken[position : tag.start()]), tag[0]]
        position = tag.end()
    return "".join(done)


def _blank(found: re.Match[str]) -> str:
    return _blanked(found[0])


def _blanked(text: str) -> str:
    """As many spaces, on as many lines."""
    return re.sub(r"[^\n]", " ", text)
