"""The names by which a .docx carries a tree, shared by writer and reader: styles, bookmarks, properties.

Styles that Word knows keep their English name, which it shows translated; ours are French.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final, Literal

from generator.document.tree import Align, CalloutKind, Role

HEADINGS: Final = tuple(f"heading {level}" for level in range(1, 5))
PLAIN_HEADINGS: Final = tuple(f"Titre {level} sans numéro" for level in range(1, 5))
TITLE: Final = "Title"
COVER_TITLE: Final = "Titre de couverture"
SUBTITLE: Final = "Subtitle"
COVER_LINE: Final = "Ligne de couverture"
ROLES: Final[dict[Role, str]] = {
    "body": "Body Text",
    "lead": "Chapeau",
    "quote": "Quote",
    "small": "Petit texte",
    "choice": "Case à cocher",
    "caption": "caption",
}
BULLETS: Final = ("List Bullet", "List Bullet 2", "List Bullet 3")
NUMBERS: Final = ("List Number", "List Number 2", "List Number 3")
CONTINUED: Final = ("List Continue", "List Continue 2", "List Continue 3")
FIGURE: Final = "Image du document"
FIGURE_CAPTION: Final = "Légende d’image"
SIGNATURE: Final = "Cadre de signature"
SIGNATURE_ROOM: Final = "Place de la signature"
SPACER: Final = "Après tableau"
PAGE_BREAK: Final = "Saut de page"
IDLE_BREAK: Final = "Saut de page déjà fait"
CONTENTS_END: Final = "Fin du sommaire"
CONTENTS: Final = tuple(f"toc {level}" for level in range(1, 5))
CONTENTS_TITLE: Final = "TOC Heading"
CONTENTS_WORD: Final = "Sommaire"
HEADER: Final = "header"
COVER_HEADER: Final = "En-tête de couverture"
FOOTER: Final = "footer"
MARK: Final = "Mention"
NOTE_TEXT: Final = "footnote text"
NOTE_CALL: Final = "footnote reference"
REMARK_TEXT: Final = "annotation text"
REMARK_CALL: Final = "annotation reference"
REMARK_AUTHOR: Final = "À confirmer"
GRID: Final = "Tableau de données"
FIELDS: Final = "Fiche"

# strong, emphasis, inside a link
MARKS: Final[dict[tuple[bool, bool, bool], str]] = {
    (True, False, False): "Strong",
    (False, True, False): "Emphasis",
    (True, True, False): "Intense Emphasis",
    (False, False, True): "Hyperlink",
    (True, False, True): "Lien gras",
    (False, True, True): "Lien italique",
    (True, True, True): "Lien gras italique",
}

CalloutPart = Literal["title", "body", "bullet", "number", "continued"]
_CALLOUT_NAMES: Final[dict[CalloutKind, str]] = {
    "key": "Encart à retenir",
    "example": "Encart exemple",
    "care": "Encart vigilance",
    "conflict": "Encart conflit de relecture",
}
_CALLOUT_PARTS: Final[dict[CalloutPart, str]] = {
    "title": " titre",
    "body": "",
    "bullet": " puce",
    "number": " numéro",
    "continued": " suite",
}
CALLOUTS: Final[dict[tuple[CalloutKind, CalloutPart], str]] = {
    (kind, part): name + suffix
    for kind, name in _CALLOUT_NAMES.items()
    for part, suffix in _CALLOUT_PARTS.items()
}

CellKind = Literal["body", "lead", "quote", "small", "choice", "caption", "header", "total", "label"]
_CELL_NAMES: Final[dict[CellKind, str]] = {
    "body": "Cellule",
    "lead": "Cellule chapeau",
    "quote": "Cellule citation",
    "small": "Cellule petit texte",
    "choice": "Cellule à cocher",
    "caption": "Cellule légende",
    "header": "Cellule d’en-tête",
    "total": "Cellule de total",
    "label": "Cellule de libellé",
}
_ALIGN_NAMES: Final[dict[Align, str]] = {"left": "", "center": " centrée", "right": " à droite"}
CELLS: Final[dict[tuple[CellKind, Align], str]] = {
    (kind, align): name + suffix
    for kind, name in _CELL_NAMES.items()
    for align, suffix in _ALIGN_NAMES.items()
}

KEY: Final = "ao_key"
SLUG: Final = "ao_slug"
CARRIED: Final = "urn:offer-generator:tree"  # namespace of the part that holds the tree as it was written

PART_MARK: Final = re.compile(r"_ao_\d{9}")
HEADING_MARK: Final = "_ah_"
SIGNATURE_MARK: Final = "_as_"
CONTENTS_MARK: Final = "_Toc"
PAGE_FIELD: Final = "PAGEREF"  # a field of Word: the page of a bookmark
_PLAIN = re.compile(r"\w{0,32}", re.ASCII)


def bookmark(prefix: str, name: str) -> str:
    """The bookmark that says `name`: itself when Word takes it (40 letters, digits and _), else a digest."""
    if _PLAIN.fullmatch(name) and not name.startswith("x_"):
        return prefix + name
    return f"{prefix}x_{hashlib.sha256(name.encode()).hexdigest()[:24]}"
