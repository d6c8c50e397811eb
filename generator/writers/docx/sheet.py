"""The style sheet of a .docx: our styles, or those of a reference document completed with ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final, NamedTuple

from lxml import etree

from generator.document import docx_names as names
from generator.foundation.ooxml import W, parsed, serialised
from generator.library.theme import Theme
from generator.writers.docx.looks import Char, Style, numbering
from generator.writers.docx.styles import styles
from generator.writers.docx.xml import Element, root, val, w
from generator.writers.palette import Palette, palette

_BUILT_IN: Final = frozenset(
    (
        *names.HEADINGS, names.TITLE, names.SUBTITLE,
        names.ROLES["body"], names.ROLES["quote"], names.ROLES["caption"],
        *names.BULLETS, *names.NUMBERS, *names.CONTINUED,
        *names.CONTENTS, names.CONTENTS_TITLE, names.HEADER, names.FOOTER,
        names.NOTE_TEXT, names.NOTE_CALL, names.REMARK_TEXT, names.REMARK_CALL,
        "Strong", "Emphasis", "Intense Emphasis", "Hyperlink",
        "Normal", "Normal Table", "Default Paragraph Font",
    )
)
_DISPUTED: Final = {name for (kind, _), name in names.CALLOUTS.items() if kind == "conflict"}
_DEFAULTS: Final = {"Normal", "Normal Table", "Default Paragraph Font"}
_IDS: Final = {
    "Normal Table": "TableNormal",
    "Default Paragraph Font": "DefaultParagraphFont",
    names.REMARK_TEXT: "CommentText",  # the names that python-docx gives to comments
    names.REMARK_CALL: "CommentReference",
}
_NAMED = f"{{{W}}}name"
_VAL = f"{{{W}}}val"
_ID = f"{{{W}}}styleId"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The part `word/styles.xml` and the identifier of each style by its name."""

    part: bytes
    ids: Mapping[str, str]


class _Reference(NamedTuple):
    root: Element
    ids: dict[str, str]


@lru_cache(maxsize=8)
def sheet(theme: Theme, lang: str, reference: bytes | None = None, disputed: bool = False) -> Sheet:
    """The sheet of this theme; styles of the same name in `reference` (a .docx) replace ours.

    Those of a conflict are left out of a document that has none: a buyer's Word need not show them.
    """
    given = _reference(reference) if reference else None
    colours = palette(theme)
    wanted = tuple(style for style in styles(colours) if disputed or style.name not in _DISPUTED)
    known = given.ids if given else {}
    ids = {style.name: known.get(style.name.casefold(), style_id(style.name)) for style in wanted}
    made = given.root if given else _empty(colours, lang)
    for style in wanted:
        if style.name.casefold() in known:
            _renumber(made, ids[style.name], style)
        else:
            made.append(_element(style, ids))
    return Sheet(serialised(made), ids)


def style_id(name: str) -> str:
    """The identifier that Word gives to this style: no space, no accent, « heading 1 » is Heading1."""
    if name in _IDS:
        return _IDS[name]
    if name.startswith("toc "):
        return "TOC" + name[4:]
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"\w+", ascii_name))


def _empty(colours: Palette, lang: str) -> Element:
    char = Char(font=colours.font, size=colours.size, lang=lang)
    made = root("styles")
    made.append(
        w("docDefaults", w("rPrDefault", char.element()), w("pPrDefault", w("pPr", w("widowControl"))))
    )
    made.append(w("latentStyles", **_HIDDEN))
    return made


# Word lists our styles only, in the order of their rank.
_HIDDEN: Final = {
    "defLockedState": 0,
    "defUIPriority": 99,
    "defSemiHidden": 1,
    "defUnhideWhenUsed": 1,
    "defQFormat": 0,
    "count": 376,
}


def _element(style: Style, ids: Mapping[str, str]) -> Element:
    own = style.name not in _BUILT_IN
    default = 1 if style.name in _DEFAULTS else None
    made = w(
        "style", type=style.kind, default=default, customStyle=1 if own else None, styleId=ids[style.name]
    )
    made.append(val("name", style.name))
    made.extend(
        [val(tag, ids[name]) for tag, name in (("basedOn", style.base), ("next", style.follow)) if name]
    )
    made.append(val("uiPriority", style.rank))
    if style.rank >= 90:
        made.extend([w("semiHidden"), w("unhideWhenUsed")])
    made.extend([w("qFormat")] if style.shown else [])
    made.extend([part for part in (style.para.element(), style.char.element()) if part is not None])
    made.extend(style.grid.elements() if style.grid else [])
    return made


# --- a reference document ----------------------------------------------------------------------


def _reference(data: bytes) -> _Reference:
    """The style sheet of this document, as Word or LibreOffice saved it."""
    import docx

    source = docx.Document(BytesIO(data))
    made = parsed(etree.tostring(source.styles.element))
    ids = {}
    for style in made.iterfind(f"{{{W}}}style"):
        name = style.find(_NAMED)
        if name is not None:
            ids[name.get(_VAL, "").casefold()] = style.get(_ID, "")
    return _Reference(made, ids)


def _renumber(made: Element, style: str, ours: Style) -> None:
    """A heading or a list of the reference counts with our numbering."""
    if ours.para.number is None:
        return
    found = next(e for e in made.iterfind(f"{{{W}}}style") if e.get(_ID) == style)
    shape = found.find(f"{{{W}}}pPr")
    if shape is None:
        shape = w("pPr")
        before = [
            e for e in found if etree.QName(e).localname in {"rPr", "tblPr", "trPr", "tcPr", "tblStylePr"}
        ]
        found.insert(found.index(before[0]) if before else len(found), shape)
    for old in shape.findall(f"{{{W}}}numPr"):
        shape.remove(old)
    first = {"keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"}
    shape.insert(sum(etree.QName(e).localname in first for e in shape), numbering(*ours.para.number))
