"""What was added to a PDF behind the bytes that we know: a signature, or something else that shows on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any, Final

from generator.signing.ranges import swells

MOST: Final = 500_000  # objects of a file
_OURS: Final = {"/Annots", "/Tabs", "/StructParents"}  # what a signature may change of a page


def only_signed(before: bytes, after: bytes) -> bool:
    """Whether the pages of `after`, which begins with `before`, are drawn by the same bytes: only fields may come."""
    import pikepdf

    if swells(after):
        return False
    try:
        with pikepdf.open(BytesIO(before)) as old, pikepdf.open(BytesIO(after)) as new:
            same = [page.objgen for page in old.pages] == [page.objgen for page in new.pages]
            return same and _same_pages(old, new) and not any(_redrawn(old, new))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError):
        return False


def _same_pages(old: Any, new: Any) -> bool:
    """Whether pages differ in nothing but their annotations, and those that came are fields."""
    for first, second in zip(old.pages, new.pages, strict=True):
        if _bare(first.obj) != _bare(second.obj):
            return False
        if _shown(first.obj) != _shown(second.obj):
            return False
    return True


def _bare(page: Any) -> dict[str, bytes]:
    return {
        str(key): value.unparse() if hasattr(value, "unparse") else str(value).encode()
        for key, value in page.items()
        if key not in _OURS
    }


def _shown(page: Any) -> list[bytes]:
    """The annotations of a page that are no fields, as they are written."""
    found = islice(page.get("/Annots", ()), MOST)
    return [one.unparse(resolved=True) for one in found if one.get("/Subtype") != "/Widget"]


def _redrawn(old: Any, new: Any) -> Iterator[bool]:
    """Whether each stream or font that the old file holds is another in the new one; its metadata may be."""
    import pikepdf

    for one in islice(old.objects, MOST):
        other = new.get_object(one.objgen) if isinstance(one, pikepdf.Stream | pikepdf.Dictionary) else None
        if isinstance(one, pikepdf.Stream) and one.get("/Type") not in ("/Metadata", "/XRef", "/ObjStm"):
            yield not isinstance(other, pikepdf.Stream) or one.read_raw_bytes() != other.read_raw_bytes()
        elif isinstance(one, pikepdf.Dictionary) and one.get("/Type") in ("/Font", "/FontDescriptor"):
            yield other is None or one.unparse(resolved=True) != other.unparse(resolved=True)
