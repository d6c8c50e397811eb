"""Where the links and bookmarks of a foreign file lead: to a page of it, or to an address outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from generator.packet.geometry import Seen

if TYPE_CHECKING:
    import pikepdf

MANY = 5_000  # links, bookmarks or names of one file
_DEEPEST = 20
_LONGEST = 2_000  # characters of an address
_ADDRESS = re.compile(r"(?i)(?:https?://[^\s/]|mailto:[^\s@]+@)[^\s<>\"\x00-\x20\x7f]*$")


@dataclass(frozen=True, slots=True)
class Target:
    """A bound page, from 1, and the height it leads to, as a share; no page (0) when that one is not bound."""

    leaf: int
    top: float | None = None


class Targets:
    """The pages of a file that are bound, and the names that the file gives to places in them."""

    def __init__(self, pdf: pikepdf.Pdf, taken: tuple[int, ...], views: tuple[Seen, ...]) -> None:
        """`taken` are the pages bound, from 1, and `views` how each of them is seen."""
        self._root = pdf.Root
        self._pages = [page.obj for page in pdf.pages]
        self._numbers = {page.objgen: number for number, page in enumerate(self._pages, 1)}
        self._leaves = {number: leaf for leaf, number in enumerate(taken, 1)}
        self._views = views
        self._names: dict[bytes, Any] | None = None

    def of(self, holder: Any) -> Target | None:
        """Where a link or a bookmark leads in the file, by its place or its action; None when it does not."""
        import pikepdf

        place = holder.get("/Dest")
        action = holder.get("/A")
        if place is None and isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo":
            place = action.get("/D")
        return None if place is None else self._target(place, 0)

    def _target(self, place: Any, depth: int) -> Target | None:
        import pikepdf

        if isinstance(place, pikepdf.Name | pikepdf.String) and depth < _DEEPEST:
            return self._target(self._named(place), depth + 1)
        if isinstance(place, pikepdf.Dictionary) and depth < _DEEPEST:
            return self._target(place.get("/D"), depth + 1)
        if not isinstance(place, pikepdf.Array) or not len(place):
            return None
        number = self._number(place[0])
        leaf = self._leaves.get(number, 0)
        if not number:
            return None
        return Target(leaf, _top(place, self._views[leaf - 1]) if leaf else None)

    def _number(self, page: Any) -> int:
        """The number of a page that a place names, itself or by its rank; 0 for none of this file."""
        import pikepdf

        if isinstance(page, pikepdf.Dictionary):
            return self._numbers.get(page.objgen, 0)
        if isinstance(page, int):
            return page + 1 if 0 <= page < len(self._pages) else 0
        return 0

    def _named(self, name: Any) -> Any:
        if self._names is None:
            self._names = dict(islice(_names(self._root), MANY))
        return self._names.get(_key(name))


def _key(name: Any) -> bytes:
    """Old files name places by names, newer ones by strings: both are looked up alike."""
    import pikepdf

    return str(name)[1:].encode("utf-8", "replace") if isinstance(name, pikepdf.Name) else bytes(name)


def _names(root: Any) -> Iterator[tuple[bytes, Any]]:
    """The names of places and what they name: those of the old dictionary, then those of the tree."""
    import pikepdf

    old = root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary):
        yield from ((key[1:].encode("utf-8", "replace"), value) for key, value in old.items())
    names = root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    seen: set[tuple[int, int]] = set()
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or depth > _DEEPEST or node.objgen in seen:
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        pairs = node.get("/Names")
        if isinstance(pairs, pikepdf.Array):
            flat = list(islice(pairs, 2 * MANY))
            pairs_of = zip(flat[::2], flat[1::2], strict=False)
            yield from ((bytes(key), place) for key, place in pairs_of if isinstance(key, pikepdf.String))
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting += [(kid, depth + 1) for kid in reversed(list(islice(kids, MANY)))]


def _top(place: Any, view: Seen) -> float | None:
    """The height of the page, as seen, that a place names; None when it names the whole page."""
    kind = str(place[1]) if len(place) > 1 else ""
    left, top = view.box[0], view.box[3]
    x: Any
    y: Any
    match kind:
        case "/XYZ":
            x, y = _number_at(place, 2), _number_at(place, 3)
        case "/FitH" | "/FitBH":
            x, y = None, _number_at(place, 2)
        case "/FitV" | "/FitBV":
            x, y = _number_at(place, 2), None
        case "/FitR":
            x, y = _number_at(place, 2), _number_at(place, 5)
        case _:
            return None
    told = x if view.turn % 180 else y
    if told is None:
        return None
    share = view.place(left if x is None else x, top if y is None else y)[1]
    return min(1.0, max(0.0, round(share, 5)))


def _number_at(place: Any, index: int) -> float | None:
    value = place[index] if len(place) > index else None
    try:
        return None if value is None else float(value)
    except (TypeError, ValueError):
        return None


def address(holder: Any) -> str:
    """The address outside (http, https, mailto) that a link leads to; empty when it leads to none of these."""
    import pikepdf

    action = holder.get("/A")
    if not isinstance(action, pikepdf.Dictionary) or action.get("/S") != "/URI":
        return ""
    told = action.get("/URI")
    if not isinstance(told, pikepdf.String) or len(bytes(told)) > _LONGEST:
        return ""
    text = bytes(told).decode("utf-8", "replace").strip()
    return text if _ADDRESS.match(text) and "\ufffd" not in text else ""
