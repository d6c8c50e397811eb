"""Which layers of a PDF are hidden when it opens (ISO 32000-1, 8.11), and so which drawings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.packet.examination import items

_DEEPEST = 4  # of an expression; and how many members it may have: beyond, it hides nothing
_WIDEST = 10

GroupId = tuple[int, int]


class Visibility:
    """The groups of a file that are off at opening; what is asked is kept, for it is asked at each drawing."""

    def __init__(self, root: Any) -> None:
        self.hidden = _hidden(root)
        self._known: dict[GroupId, bool] = {}

    def hides(self, group: Any) -> bool:
        """Whether a group, or a membership of several, is not to be seen."""
        import pikepdf

        if not isinstance(group, pikepdf.Dictionary):
            return False
        if str(group.get("/Type")) != "/OCMD":
            return group.objgen in self.hidden
        if not group.is_indirect:
            return self._member_hides(group)
        if group.objgen not in self._known:
            self._known[group.objgen] = self._member_hides(group)
        return self._known[group.objgen]

    def _member_hides(self, group: Any) -> bool:
        import pikepdf

        if isinstance(group.get("/VE"), pikepdf.Array):
            return not self._holds(group.VE, 0)
        groups = group.get("/OCGs")
        members = [groups] if isinstance(groups, pikepdf.Dictionary) else items(group, "/OCGs")
        on = [one.objgen not in self.hidden for one in members if isinstance(one, pikepdf.Dictionary)]
        if not on:
            return False
        match str(group.get("/P", "/AnyOn")):
            case "/AllOn":
                return not all(on)
            case "/AnyOff":
                return all(on)
            case "/AllOff":
                return any(on)
            case _:
                return not any(on)

    def _holds(self, expression: Any, depth: int) -> bool:
        """Whether an expression of visibility (And, Or, Not) is true."""
        import pikepdf

        if isinstance(expression, pikepdf.Dictionary):
            return expression.objgen not in self.hidden
        if not isinstance(expression, pikepdf.Array) or len(expression) < 2 or depth > _DEEPEST:
            return True
        members = [self._holds(one, depth + 1) for one in list(expression)[1:_WIDEST]]
        match str(expression[0]):
            case "/Not":
                return not members[0]
            case "/Or":
                return any(members)
            case _:
                return all(members)


def _hidden(root: Any) -> set[GroupId]:
    """The groups that are off when the file opens."""
    import pikepdf

    layers = root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return set()
    groups = _ids(items(layers, "/OCGs"))
    start = layers.get("/D", pikepdf.Dictionary())
    off = set(groups) if str(start.get("/BaseState", "/ON")) == "/OFF" else set()
    off -= _ids(items(start, "/ON"))
    off |= _ids(items(start, "/OFF")) & groups
    for usage in items(start, "/AS"):
        if isinstance(usage, pikepdf.Dictionary) and str(usage.get("/Event")) == "/View":
            for group in items(usage, "/OCGs"):
                state = _view_state(group)
                if state == "/OFF":
                    off.add(group.objgen)
                elif state == "/ON":
                    off.discard(group.objgen)
    return off & groups


def _ids(groups: Iterable[Any]) -> set[GroupId]:
    import pikepdf

    return {group.objgen for group in groups if isinstance(group, pikepdf.Dictionary) and group.is_indirect}


def _view_state(group: Any) -> str:
    import pikepdf

    usage = group.get("/Usage") if isinstance(group, pikepdf.Dictionary) else None
    view = usage.get("/View") if isinstance(usage, pikepdf.Dictionary) else None
    return str(view.get("/ViewState", "")) if isinstance(view, pikepdf.Dictionary) else ""
