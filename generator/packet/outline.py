"""Where the packet's pieces and their headings stand, read from the bookmarks of its own file."""

from __future__ import annotations

from dataclasses import dataclass

from generator.readers.pdf import plan

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


@dataclass(frozen=True, slots=True)
class Bound:
    """A piece of the packet: its title, its first page, from 1, and the page of each of its headings."""

    title: str
    page: int
    headings: tuple[int, ...]


def bound(packet: bytes) -> tuple[Bound, ...]:
    """Every piece of a packet, in order; none when its file can't be read, or has no such bookmarks."""
    pieces: list[tuple[str, list[int]]] = []
    for mark in plan(packet).marks:
        if not mark.page:  # somebody else's file under our name
            return ()
        if mark.level == 1:
            pieces.append((said(mark.title), [mark.page]))
        elif mark.level > 1 and pieces:
            pieces[-1][1].append(mark.page)
    return tuple(Bound(title, first, tuple(headings)) for title, (first, *headings) in pieces)


def said(title: str) -> str:
    """A title without the signs that only tell where a line may break, nor which space it has."""
    return " ".join(title.translate(_INVISIBLE).split())
