"""Where the packet's pieces and their headings stand, read from the bookmarks of its own file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


@dataclass(frozen=True, slots=True)
class Bound:
    """A piece of the packet: its title, its first page, from 1, and the page of each of its headings."""

    title: str
    page: int
    headings: tuple[int, ...]


def bound(packet: bytes) -> tuple[Bound, ...]:
    """Every piece of a packet, in order; none when its file can't be read, or has no such bookmarks."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(packet)) as pdf, pdf.open_outline() as outline:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
            return tuple(_bound(piece, numbers) for section in outline.root for piece in section.children)
    except (pikepdf.PikepdfError, KeyError, TypeError, ValueError):  # somebody else's file under our name
        return ()


def _bound(piece: pikepdf.OutlineItem, numbers: dict[Any, int]) -> Bound:
    first, *headings = _pages(piece, numbers)
    return Bound(said(str(piece.title)), first, tuple(headings))


def _pages(item: pikepdf.OutlineItem, numbers: dict[Any, int]) -> Iterator[int]:
    yield numbers[item.destination[0].objgen]  # type: ignore[index]
    for child in item.children:
        yield from _pages(child, numbers)


def said(title: str) -> str:
    """A title without the signs that only tell where a line may break, nor which space it has."""
    return " ".join(title.translate(_INVISIBLE).split())
