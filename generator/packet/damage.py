"""What qpdf says of a damaged file that it could read: whether something of its pages may be lost."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO, RawIOBase
from typing import Any

# Parts of what qpdf says, when it gave up an object or a part of one. The rest is about tables that it built again.
_LOST = (
    "(content)",
    "EOF found while",
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
    """Whether qpdf reads all that a PDF holds, every stream unpacked, and finds nothing to say.

    Drawings are not read operator by operator, as its own check would: each was judged when its page was.
    """
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        nowhere: Any = _Nowhere()  # its stubs want all that a file can do
        pdf.save(nowhere, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
        return not pdf.get_warnings()


class _Nowhere(RawIOBase):
    """Where a file is written to be read, not kept."""

    def __init__(self) -> None:
        self.place = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def write(self, data: Any) -> int:
        self.place += len(data)
        return len(data)
