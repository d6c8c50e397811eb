"""What qpdf says of a damaged file that it could read: whether something of its pages may be lost."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

# Parts of what qpdf says, when it gave up an object or a part of one. The rest is about tables that it built again.
_LOST = (
    "EOF while reading",
    "error decoding",
    "giving up",
    "input stream is complete but",
    "non-dictionary object",
    "not found in file",
    "parse error",
    "treating as null",
    "treating object as null",
    "treating stream as empty",
    "unexpected EOF",
)


def lossy(warnings: Iterable[object]) -> bool:
    """Whether one of these warnings tells of something lost."""
    return any(words in str(warning) for warning in warnings for words in _LOST)


def sound(data: bytes) -> bool:
    """Whether qpdf reads all that a PDF holds, every stream unpacked, and finds nothing to say."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return not pdf.check_pdf_syntax()
