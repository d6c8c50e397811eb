"""What a PDF can't hold as the tree says it: told, never dropped silently."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.plain import words
from generator.document.tree import Document, Figure, Heading, nodes
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, warning
from generator.writers.pdf.pictures import svg
from generator.writers.pdf.tree_json import printed


def losses(document: Document) -> Diagnostics:
    """A diagnostic for each picture that can't be read or described, each heading that jumps a level or is empty."""
    return (*_figures(document), *_headings(document))


def _figures(document: Document) -> Iterator[Diagnostic]:
    for node in nodes(document):
        if not isinstance(node, Figure):
            continue
        said = f"« {document.title} », figure « {node.name} »"
        if svg(node.data) is None:
            yield error(
                "W731",
                None,
                f"{said} : image illisible, elle n'est pas imprimée",
                "donnez-la en SVG, en PNG ou en JPEG",
            )
        elif not node.alt:
            yield warning(
                "W732",
                None,
                f"{said} : texte de remplacement absent",
                "dites en une phrase ce que montre la figure",
            )


def _headings(document: Document) -> Iterator[Diagnostic]:
    before = 0
    for node in nodes(document):
        if not isinstance(node, Heading):
            continue
        if not printed(node):
            yield warning(
                "W733",
                None,
                f"« {document.title} » : titre vide, il n'est pas imprimé",
                "donnez-lui un texte ou supprimez-le",
            )
            continue
        if node.level > before + 1:
            said = f"« {document.title} », titre « {words(node.runs)} »"
            message = f"{said} : niveau {node.level} juste après le niveau {before}"
            yield warning("W734", None, message, f"passez-le au niveau {before + 1}")
        before = node.level
