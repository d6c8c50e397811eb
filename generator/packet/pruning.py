"""Takes out of the tags of a PDF what tells of pages that are no longer there."""

from __future__ import annotations

from typing import Any

from generator.packet.content import TooHeavyError
from generator.packet.examination import items

MAX_TAGS = 100_000  # elements looked at: a structure beyond that goes whole
_DEEPEST = 100

ObjectId = tuple[int, int]


def prune(root: Any, pages: set[ObjectId], notes: set[ObjectId]) -> None:
    """Changes the structure below this catalogue: `pages` are gone, and the annotations `notes` that stood on them."""
    import pikepdf

    tree = root.get("/StructTreeRoot")
    if not isinstance(tree, pikepdf.Dictionary):
        return
    pruning = _Pruning(pages, notes)
    try:
        pruning.kept(tree, None, 0)
        _parents(tree.get("/ParentTree"), pruning.dropped)
    except TooHeavyError:
        for key in {"/StructTreeRoot", "/MarkInfo"} & set(root.keys()):
            del root[key]
        return
    if "/IDTree" in tree:
        del tree["/IDTree"]


def _parents(tree: Any, dropped: set[ObjectId]) -> None:
    """Takes elements that are gone out of the table that leads from a drawing to its elements."""
    import pikepdf

    if not isinstance(tree, pikepdf.Dictionary):
        return
    numbers = pikepdf.NumberTree(tree)
    for number in list(numbers.keys()):
        held = numbers[number]
        if isinstance(held, pikepdf.Array):
            for index, element in enumerate(list(held)):
                if isinstance(element, pikepdf.Dictionary) and element.objgen in dropped:
                    held[index] = None
        elif isinstance(held, pikepdf.Dictionary) and held.objgen in dropped:
            del numbers[number]


class _Pruning:
    """Walks the elements once, and counts them: a structure may be as deep and wide as its maker wants."""

    def __init__(self, pages: set[ObjectId], notes: set[ObjectId]) -> None:
        self._pages, self._notes, self._left = pages, notes, MAX_TAGS
        self.dropped: set[ObjectId] = set()

    def kept(self, element: Any, above: Any, depth: int) -> bool:
        """Whether this element tells of a page that stays; its kids that do not are taken out."""
        import pikepdf

        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            raise TooHeavyError
        page = element.get("/Pg", above)
        single = element.get("/K")
        kids = items(element, "/K") if isinstance(single, pikepdf.Array) else [] if single is None else [single]
        stay = [kid for kid in kids if self._stays(kid, page, depth)]
        if kids and len(stay) != len(kids):
            element.K = pikepdf.Array(stay)
        if depth and not stay and (kids or self._gone(page)):
            self.dropped.add(element.objgen)
            return False
        if "/Pg" in element and self._gone(element.Pg):
            del element["/Pg"]
        return True

    def _stays(self, kid: Any, page: Any, depth: int) -> bool:
        import pikepdf

        if not isinstance(kid, pikepdf.Dictionary):
            return not self._gone(page)
        match str(kid.get("/Type", "")):
            case "/MCR":
                return not self._gone(kid.get("/Pg", page))
            case "/OBJR":
                held = kid.get("/Obj")
                there = not (isinstance(held, pikepdf.Object) and held.objgen in self._notes)
                return there and not self._gone(kid.get("/Pg", page))
            case _:
                return self.kept(kid, page, depth + 1)

    def _gone(self, page: Any) -> bool:
        import pikepdf

        return isinstance(page, pikepdf.Dictionary) and page.objgen in self._pages
