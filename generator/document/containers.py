"""Containers of Markdown, « ::: name … »: the nodes that each one makes of what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from markdown_it.common.utils import unescapeAll

from generator.document.tree import (
    Break,
    Callout,
    CalloutKind,
    Cell,
    Figure,
    Listing,
    Node,
    Paragraph,
    Row,
    Runs,
    Signature,
    Table,
)
from generator.foundation.diagnostic import near_miss

CALLOUTS: Final[tuple[CalloutKind, ...]] = ("key", "example", "care", "conflict")
# Those that an author writes: a conflict is written by a review only.
CONTAINERS: Final = ("key", "example", "care", "lead", "small", "remark", "table", "figure", "signature")
MAX_BLANK: Final = 60
_OPTION = re.compile(r'([\w-]+)=("((?:\\.|[^"\\])*)"|[^"\s]+)(?=\s|$)')

Slip = tuple[str, str]
"""A sentence and its remedy."""
Made = tuple[list[Node], list[Slip]]


def contained(name: str, rest: str, title: Runs, inner: list[Node], line: int) -> Made:
    """The nodes of this container, and what is wrong in it; `rest` is the text after its name, `title` its runs."""
    match name:
        case "key" | "example" | "care" | "conflict":
            return _callout(name, title, inner, line)
        case "lead" | "small":
            return _styled(name, inner)
        case "table":
            return _tables(rest, inner, line)
        case "figure":
            return _figure(rest, inner, line)
        case "signature":
            return _signature(rest, inner)
        case "":
            said = "« ::: » ferme un encart qui n'est pas ouvert"
            return inner, [(said, "supprimez cette ligne, ou ouvrez l'encart par « ::: key Titre »")]
        case _:
            hint = near_miss(name, CONTAINERS) or "encarts possibles : " + ", ".join(CONTAINERS)
            return inner, [(f"encart inconnu « {name[:60]} »", hint)]


def _callout(kind: CalloutKind, title: Runs, inner: list[Node], line: int) -> Made:
    kept = tuple(node for node in inner if isinstance(node, Paragraph | Listing))
    slips = [] if inner else [("encart vide", "écrivez son texte avant « ::: »")]
    if not title:
        slips.append(("encart sans titre", f"écrivez « ::: {kind} Titre »"))
    if any(not _fits_callout(node) for node in inner):
        said = "un encart ne contient que des paragraphes et des listes simples"
        slips.append((said, "sortez de l'encart le titre, le tableau ou la liste à plusieurs niveaux"))
    return [Callout(kind, title, kept, line=line)], slips


def _fits_callout(node: Node) -> bool:
    match node:
        case Paragraph():
            return True
        case Listing():
            return all(isinstance(part, Paragraph) for item in node.items for part in item.nodes)
        case _:
            return False


def _styled(role: Literal["lead", "small"], inner: list[Node]) -> Made:
    return [replace(n, role=role) if isinstance(n, Paragraph) else n for n in inner], _paragraphs_only(role, inner)


def _paragraphs_only(name: str, inner: Sequence[Node]) -> list[Slip]:
    if inner and all(isinstance(node, Paragraph) for node in inner):
        return []
    said = f"l'encart « {name} » ne contient que des paragraphes, un au moins"
    return [(said, "écrivez des paragraphes avant « ::: », et sortez-en le reste")]


def _figure(rest: str, inner: list[Node], line: int) -> Made:
    """A drawing by its name, or a picture by its file, which says what it shows: « photo.png alt="…" width=120 »."""
    name, _, options = rest.partition(" ")
    given, slips = _options(options, ("alt", "width"), 'écrivez « ::: figure photo.png alt="ce que montre l\'image" »')
    if not name:
        slips.append(("figure sans nom", "écrivez « ::: figure calendar »"))
    if len(inner) > 1 or not all(isinstance(node, Paragraph) for node in inner):
        slips.append(("une figure ne contient que sa légende", "gardez un seul paragraphe, ou aucun"))
    if "." in name and not given.get("alt"):
        hint = f'écrivez « ::: figure {name} alt="ce que montre l\'image" »'
        slips.append(("image sans texte de remplacement", hint))
    width = given.get("width", "160")
    if not (width.isdecimal() and 5 <= int(width) <= 160):
        slips.append((f"largeur de figure « {width[:60]} »", "écrivez de 5 à 160 millimètres : width=120"))
        width = "160"
    caption = next((node.runs for node in inner if isinstance(node, Paragraph)), ())
    return [Figure(name, given.get("alt", ""), caption, int(width), line=line)], slips


def _signature(rest: str, inner: list[Node]) -> Made:
    lines = tuple(node.runs for node in inner if isinstance(node, Paragraph))
    return [Signature(rest or "signature", lines)], _paragraphs_only("signature", inner)


# --- tables --------------------------------------------------------------------------------------


def _tables(rest: str, inner: list[Node], line: int) -> Made:
    """The one table inside, with the widths, the summary and the rows to fill in that its container gives."""
    table = inner[0] if len(inner) == 1 else None
    if not isinstance(table, Table):
        return inner, [("l'encart « table » contient un tableau, et rien d'autre", "sortez-en le reste du texte")]
    example = 'écrivez « ::: table widths=30,70 summary="ce que dit le tableau" »'
    given, slips = _options(rest, ("widths", "summary", "rows"), example)
    widths, wrong = _widths(given.get("widths", ""), len(table.widths))
    blank, odd = _blank(given.get("rows", ""), len(table.widths))
    shaped = replace(
        table,
        rows=table.rows + blank,
        widths=widths or table.widths,
        summary=given.get("summary", ""),
        line=line,
    )
    return [shaped], slips or wrong or odd


def _blank(text: str, columns: int) -> tuple[tuple[Row, ...], list[Slip]]:
    """Rows of empty cells, two lines high: room to write or to sign by hand."""
    if not text:
        return (), []
    if not re.fullmatch(r"\d{1,3}", text) or not 0 < int(text) <= MAX_BLANK:
        said = f"nombre de lignes à remplir « {text[:60]} »"
        return (), [(said, f"écrivez un nombre de 1 à {MAX_BLANK} : rows=15")]
    return (Row((Cell((Paragraph((Break(),)),)),) * columns),) * int(text), []


def _options(text: str, known: Sequence[str], example: str) -> tuple[dict[str, str], list[Slip]]:
    given = {m[1]: unescapeAll(m[2] if m[3] is None else m[3]).strip() for m in _OPTION.finditer(text)}
    rest = _OPTION.sub("", text).strip()
    odd = [name for name in given if name not in known]
    if not rest and not odd:
        return given, []
    what = "tableau" if "widths" in known else "figure"
    return given, [(f"option de {what} illisible : « {(rest or odd[0])[:60]} »", example)]


def _widths(text: str, columns: int) -> tuple[tuple[int, ...], list[Slip]]:
    if not text:
        return (), []
    widths = tuple(int(share) for share in re.findall(r"\d{1,3}", text))
    if re.fullmatch(r"\d+(,\d+)*", text) and len(widths) == columns and sum(widths) == 100 and min(widths) > 0:
        return widths, []
    return (), [
        (f"largeurs de colonnes « {text[:60]} » : {columns} nombres attendus, de somme 100", "exemple : widths=30,70")
    ]
