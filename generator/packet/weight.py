"""How much a PDF weighs once unpacked, told before anything unpacks it."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
_STEP = 1_000_000


def inflates_beyond(data: bytes, limit: int) -> bool:
    """Whether the Flate streams of this file hold more than `limit` bytes together; a megabyte at a time is looked at.

    A few hundred kilobytes may inflate to gigabytes, and a reader inflates object streams when it opens the file.
    """
    total = 0
    for match in _STREAM.finditer(data):
        total += _inflated(data, match.end(), limit - total)
        if total > limit:
            return True
    return False


def _inflated(data: bytes, start: int, limit: int) -> int:
    """What the stream at `start` inflates to, counted no further than a step beyond `limit`, and up to any damage."""
    unpacker = zlib.decompressobj()
    rest = memoryview(data)[start : start + _STEP]
    place, total = start + len(rest), 0
    try:
        while not unpacker.eof and total <= limit and (rest or place < len(data)):
            if not rest:
                rest = memoryview(data)[place : place + _STEP]
                place += len(rest)
            total += len(unpacker.decompress(rest, _STEP))
            rest = memoryview(unpacker.unconsumed_tail)
    except zlib.error:
        pass
    return total
