"""Turns our SVG drawings into PNG for Word, with our fonts only."""

from __future__ import annotations

from collections.abc import Iterable

from generator.document.tree import Document, Figure, nodes
from generator.writers.pdf.compile import fonts

DOTS = 216  # per inch: sharp in print at 160 mm, and light
_PAGE = (
    "#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), width: eval(sys.inputs.width))"
)


def pictures(documents: Iterable[Document]) -> dict[str, bytes]:
    """A PNG for each SVG figure of these documents, by the figure's name."""
    figures = {node.name: node for document in documents for node in nodes(document) if isinstance(node, Figure)}
    return {
        name: png(figure.data.decode("utf-8"), figure.width)
        for name, figure in figures.items()
        if b"<svg" in figure.data[:1000]
    }


def png(svg: str, width: int) -> bytes:
    """The drawing as PNG, `width` in millimetres."""
    import typst

    inputs = {"svg": svg, "width": f"{width}mm"}
    return typst.compile(
        _PAGE.encode(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS,
        sys_inputs=inputs,
    )
