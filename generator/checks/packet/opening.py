"""Opens PDFs that somebody may have damaged: what can't be read counts no page, and one check alone says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def reader(data: bytes) -> Iterator[Any]:
    """The PDF as pdfium reads it; None when it is locked, cut short, or no PDF."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data) if data else None
    except pypdfium2.PdfiumError:
        document = None
    try:
        yield document
    finally:
        if document is not None:
            document.close()


def page_count(data: bytes) -> int:
    """How many pages a PDF has; 0 when it can't be read."""
    with reader(data) as document:
        return 0 if document is None else len(document)
