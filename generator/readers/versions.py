"""The versions that a PDF begins with: a signature is added behind the file that was signed, which stays whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Final

_END: Final = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
_VERSIONS: Final = 1_000  # of a file; one that was signed has a few


def versions(data: bytes) -> Iterator[tuple[int, str]]:
    """The end and the hash of each version that a PDF begins with, itself left out: what a signature was added to.

    A version ends with « %%EOF », and perhaps the end of that line (ISO 32000-1, 7.5.6).
    """
    if data[:5] != b"%PDF-":
        return
    ends: set[int] = set()
    for number, found in enumerate(_END.finditer(data)):
        ends |= {found.end(), found.start() + 5}
        if number == _VERSIONS:
            break
    digest, done = hashlib.sha256(), 0
    for end in sorted(ends - {len(data)}):
        digest.update(memoryview(data)[done:end])
        done = end
        yield end, digest.hexdigest()
