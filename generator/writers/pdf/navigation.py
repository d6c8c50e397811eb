"""How readers open our PDFs: at the first page, with the bookmarks beside it.

Typst does not ask for the bookmarks. Its catalogue is the last object of the file, so that it is completed where it
stands: to write the whole file again would cost a tenth of a second for a note. A file that asks for nothing opens at
the top of its first page (ISO 32000-1, table 28): it needs no action at opening.
"""

from __future__ import annotations

_CATALOGUE = b"<</Type/Catalog"
_NO_BOOKMARK = b"<</Type/Outlines>>\nendobj"
_BESIDE = b"/PageMode/UseOutlines"
_PLACE = b"startxref\n"


def opened(data: bytes) -> bytes:
    """What Typst wrote, opening with its bookmarks shown when it has some. ValueError when it is built otherwise."""
    if _NO_BOOKMARK in data:
        return data
    start = data.rindex(_CATALOGUE) + len(_CATALOGUE)
    before, place, after = data[start:].rpartition(_PLACE)
    address, end = after.split(b"\n", 1)
    moved = str(int(address) + len(_BESIDE)).encode()
    return b"".join((data[:start], _BESIDE, before, place, moved, b"\n", end))
