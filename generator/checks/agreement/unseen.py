"""Words of a Word file that its text does not show: hidden runs, text boxes, heads and feet of other pages.

Reading a document back leaves them out, and a buyer who opens the file may see them all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from generator.checks.agreement.facts import facts
from generator.checks.agreement.printed_pages import squeezed
from generator.checks.finished import Finished, Verdict
from generator.document.plain import plain
from generator.document.tree import Document
from generator.foundation.diagnostic import Level
from generator.foundation.files import sha256
from generator.foundation.ooxml import MC, W

if TYPE_CHECKING:
    from lxml import etree

    from generator.readers.docx.package import Package

Kind = Literal["texte masqué", "zone de texte", "en-tête ou pied de page"]
_P, _R, _T, _RPR, _VANISH, _BOX = (f"{{{W}}}{name}" for name in ("p", "r", "t", "rPr", "vanish", "txbxContent"))
_VAL: Final = f"{{{W}}}val"
_STYLE: Final = f"{{{W}}}style"
_OFF: Final = {"0", "false", "off"}
_STORIES: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_MARGIN: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_PAGE: Final = re.compile(r"page\d*/\d*$|\d+$")  # « page 3 / 12 », with spaces left out
_MOST: Final = 3
_SHOWN: Final = 90  # letters of a passage that are told


@dataclass(frozen=True, slots=True)
class Unseen:
    """Words that the text does not show: what holds them, and the words."""

    kind: Kind
    words: str


def nothing_unseen(finished: Finished) -> tuple[Verdict, ...]:
    """What a Word file that somebody saved again hides, or says around its text, and that the offer does not."""
    dossier = finished.dossier
    composed = {f"{each.slug}.docx": each for each in (*dossier.documents, *dossier.aside)}
    return tuple(
        verdict
        for printed in finished.written
        if finished.recorded.get(printed.docx, "") and printed.docx in composed
        if finished.recorded[printed.docx] != sha256(finished.files[printed.docx])
        if printed.tree.slug in ("", composed[printed.docx].slug)  # another document is told as such
        for verdict in _verdicts(finished, printed.docx, unseen(finished.files[printed.docx], composed[printed.docx]))
    )


def _verdicts(finished: Finished, name: str, found: tuple[Unseen, ...]) -> Iterator[Verdict]:
    """One finding for each kind; hidden words, and figures, block."""
    for kind in dict.fromkeys(one.kind for one in found):
        mine = [one.words for one in found if one.kind == kind]
        listed = " ; ".join(
            f"« {words[:_SHOWN].strip()}{'…' if len(words) > _SHOWN else ''} »" for words in mine[:_MOST]
        )
        more = f" ; et {len(mine) - _MOST} autres" if len(mine) > _MOST else ""
        grave = kind == "texte masqué" or any(tuple(facts(words)) for words in mine)
        hint = "retirez-le dans Word, ou écrivez-le dans le texte : aucun PDF ne le dit"
        if kind == "texte masqué":
            hint = "affichez les caractères masqués dans Word et supprimez-le : qui reçoit le fichier peut le lire"
        said = f"{kind} que l'offre n'écrit pas : {listed}{more}"
        yield Verdict(finished.place(name), said, hint, level=Level.BLOCKING if grave else Level.WARNING)


def unseen(data: bytes, composed: Document) -> tuple[Unseen, ...]:
    """The words of this .docx that stand outside its text, and that the composed document does not say."""
    from generator.foundation.diagnostic import Diagnostic
    from generator.readers.docx.package import opened

    package = opened(data)
    if isinstance(package, Diagnostic):
        return ()  # told by who reads it back
    around = (composed.header, composed.footer, composed.mark)
    known = squeezed(" ".join((*around, composed.title, *plain(composed)))).casefold()
    try:
        return tuple(dict.fromkeys(one for one in _found(package) if _new(one, known)))
    except (ValueError, RecursionError):
        return ()


def _new(one: Unseen, known: str) -> bool:
    letters = squeezed(one.words).casefold()
    if one.kind == "texte masqué":
        return bool(letters)
    letters = _PAGE.sub("", letters) if one.kind == "en-tête ou pied de page" else letters
    return bool(letters) and letters not in known


def _found(package: Package) -> Iterator[Unseen]:
    hidden = _hidden_styles(package)
    for name in package.parts:
        root = package.xml(name) if _STORIES.fullmatch(name) else None
        if root is None:
            continue
        for fallback in list(root.iter(f"{{{MC}}}Fallback")):  # older Word's copy of the same box
            parent = fallback.getparent()
            if parent is not None:
                parent.remove(fallback)
        for paragraph in root.iter(_P):
            yield from _of(paragraph, hidden, margin=bool(_MARGIN.fullmatch(name)))


def _of(paragraph: etree._Element, hidden: frozenset[str], *, margin: bool) -> Iterator[Unseen]:
    """What a paragraph hides, and what it shows where no text stands."""
    runs = [run for run in paragraph.iter(_R) if next(run.iterancestors(_P), None) is paragraph]
    masked = "".join(_words(run) for run in runs if _is_hidden(run, paragraph, hidden))
    if masked.strip():
        yield Unseen("texte masqué", masked.strip())
    shown = "".join(_words(run) for run in runs if not _is_hidden(run, paragraph, hidden)).strip()
    if shown and next(paragraph.iterancestors(_BOX), None) is not None:
        yield Unseen("zone de texte", shown)
    elif shown and margin:
        for piece in re.split(r"\t+", shown):
            yield Unseen("en-tête ou pied de page", piece.strip())


def _words(run: etree._Element) -> str:
    """The letters of a run; those of a box that it draws stand in paragraphs of their own."""
    told = []
    for each in run:
        if each.tag == _T:
            told.append(each.text or "")
        elif each.tag in (f"{{{W}}}tab", f"{{{W}}}br"):
            told.append("\t" if each.tag == f"{{{W}}}tab" else " ")
    return "".join(told)


def _is_hidden(run: etree._Element, paragraph: etree._Element, hidden: frozenset[str]) -> bool:
    shape = run.find(_RPR)
    own = shape.find(_VANISH) if shape is not None else None
    if own is not None:
        return own.get(_VAL, "1") not in _OFF
    named = [
        *(shape.iterfind(f"{{{W}}}rStyle") if shape is not None else ()),
        *paragraph.iterfind(f"{{{W}}}pPr/{{{W}}}pStyle"),
    ]
    return any(style.get(_VAL, "") in hidden for style in named)


def _hidden_styles(package: Package) -> frozenset[str]:
    """The styles whose words are hidden, by identifier."""
    root = package.xml("word/styles.xml")
    styles = root.iter(_STYLE) if root is not None else ()
    return frozenset(
        style.get(f"{{{W}}}styleId", "")
        for style in styles
        for found in style.iterfind(f"{_RPR}/{_VANISH}")
        if found.get(_VAL, "1") not in _OFF
    )
