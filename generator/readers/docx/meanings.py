"""What each style of a .docx means for the tree."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from generator.document import docx_names as names
from generator.document.tree import Align, CalloutKind, Role

What = Literal[
    "title", "subtitle", "cover", "heading", "role", "bullet", "number", "continued", "callout", "cell",
    "figure", "figure caption", "signature", "room", "spacer", "page break",
    "contents", "contents title", "contents end",
]


class Meaning(NamedTuple):
    """The node that a paragraph of this style belongs to; `level` counts from 0."""

    what: What
    level: int = 0
    role: Role = "body"
    numbered: bool = True
    callout: tuple[CalloutKind, names.CalloutPart] = ("key", "body")
    cell: tuple[names.CellKind, Align] = ("body", "left")

    @property
    def said_role(self) -> Role:
        """The role of a paragraph, in a table or not; a head, a total, a label has none of its own."""
        return _ROLES.get(self.cell[0], "body") if self.what == "cell" else self.role


BODY: Final = Meaning("role")
_ROLES: Final[dict[str, Role]] = {role: role for role in names.ROLES}


def _meanings() -> dict[str, Meaning]:
    one: dict[str, Meaning] = {
        names.TITLE: Meaning("title"),
        names.COVER_TITLE: Meaning("title"),
        names.SUBTITLE: Meaning("subtitle"),
        names.COVER_LINE: Meaning("cover"),
        names.FIGURE: Meaning("figure"),
        names.FIGURE_CAPTION: Meaning("figure caption"),
        names.SIGNATURE: Meaning("signature"),
        names.SIGNATURE_ROOM: Meaning("room"),
        names.SPACER: Meaning("spacer"),
        names.PAGE_BREAK: Meaning("page break"),
        names.IDLE_BREAK: Meaning("page break"),
        names.CONTENTS_END: Meaning("contents end"),
        names.CONTENTS_TITLE: Meaning("contents title"),
        "Normal": BODY,
        "List Paragraph": BODY,
        "No Spacing": BODY,
        "Default": BODY,
        names.NOTE_TEXT: BODY,
        "endnote text": BODY,
    }
    one |= {name: Meaning("role", role=role) for role, name in names.ROLES.items()}
    one |= {name: Meaning("heading", level) for level, name in enumerate(names.HEADINGS)}
    one |= {
        name: Meaning("heading", level, numbered=False) for level, name in enumerate(names.PLAIN_HEADINGS)
    }
    one |= {name: Meaning("bullet", level) for level, name in enumerate(names.BULLETS)}
    one |= {name: Meaning("number", level) for level, name in enumerate(names.NUMBERS)}
    one |= {name: Meaning("continued", level) for level, name in enumerate(names.CONTINUED)}
    one |= {f"toc {level}": Meaning("contents", level - 1) for level in range(1, 10)}
    one |= {name: Meaning("callout", callout=key) for key, name in names.CALLOUTS.items()}
    one |= {name: Meaning("cell", cell=key) for key, name in names.CELLS.items()}
    return {name.casefold(): meaning for name, meaning in one.items()}


MEANINGS: Final = _meanings()
MARKS: Final = {name.casefold(): marks[:2] for marks, name in names.MARKS.items()}
"""Strong and emphasis of our character styles."""

PLAIN_CHARACTERS: Final = frozenset(
    name.casefold()
    for name in (
        names.NOTE_CALL, names.REMARK_CALL, names.MARK, "Default Paragraph Font", "Index Link",
        "Internet Link", "Visited Internet Link", "FollowedHyperlink", "Footnote Characters",
        "Footnote anchor", "Endnote Characters", "Endnote anchor", "endnote reference", "page number",
        "line number", "Unresolved Mention", "Placeholder Text",
    )
)
"""Character styles of Word and LibreOffice that say nothing to a reader."""
