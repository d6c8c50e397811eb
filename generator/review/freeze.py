"""What stands in the way of sending a reviewed file as it is, and which document of the offer it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.document import docx_names as names
from generator.document.differences import similarity
from generator.document.plain import plain
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error
from generator.readers.docx.reviewed import Comment, Reviewed, Revision

MOST: Final = 20  # of a kind that are told one by one
_SAID: Final = 80  # letters of a text that a message quotes
_TICKED, _OPEN = "☒", "☐"
_ALIKE: Final = 0.8  # likeness of two lines that are one, corrected
_KINDS: Final = {
    "inserted": "ajout",
    "deleted": "suppression",
    "moved_from": "déplacement",
    "moved_to": "déplacement",
    "formatted": "mise en forme",
}


def pending(held: Reviewed, span: Span) -> Diagnostics:
    """The tracked changes that nobody has accepted or refused, and the comments that nobody has settled."""
    changes = (_change(each, span) for each in held.revisions)
    open_ones = [each for each in held.comments if not each.resolved]
    return (*_few(changes, "R151", span), *_few((_comment(each, span) for each in open_ones), "R152", span))


def _change(each: Revision, span: Span) -> Diagnostic:
    words = f" : « {_cut(each.text)} »" if each.text.strip() else ""
    hint = "acceptez ou refusez-la dans Word (onglet Révision), ou ajoutez « --accept-all » pour tout accepter"
    return error("R151", span, f"modification suivie en attente, {_KINDS[each.kind]}{_by(each.author)}{words}", hint)


def _comment(each: Comment, span: Span) -> Diagnostic:
    quote = f", sur « {_cut(each.quote)} »" if each.quote.strip() else ""
    if each.author == names.REMARK_AUTHOR:
        said = f"question « {names.REMARK_AUTHOR} »{_replied(each)}{quote} : « {_cut(each.text)} »"
    else:
        said = f"commentaire en attente{_by(each.author)}{quote} : « {_cut(each.text)} »"
    first = "« offer review » reprend la réponse ; ensuite, " if each.replies else ""
    hint = f"{first}supprimez-le dans Word, ou marquez-le comme résolu ; « --accept-all » retire tous les commentaires"
    return error("R152", span, said, hint)


def _replied(each: Comment) -> str:
    """Who answered a question of ours last; the answer is still to be taken into the sources."""
    if not each.replies:
        return " sans réponse"
    last = each.replies[-1]
    return f", répondue{' par ' + last.author if last.author else ''} (« {_cut(last.text)} ») et pas encore reprise"


def _by(author: str) -> str:
    return f" de {author}" if author else ""


def _few(found: Iterable[Diagnostic], code: str, span: Span) -> Iterator[Diagnostic]:
    """The first ones, then how many others."""
    told = list(found)
    yield from told[:MOST]
    if len(told) > MOST:
        yield error(code, span, f"et {len(told) - MOST} autres du même genre", told[0].hint)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SAID else words[:_SAID].rstrip() + "…"


def unprintable(held: Reviewed, span: Span) -> Diagnostics:
    """What our PDF would not print as Word shows it."""
    hint = "retirez-le dans Word, ou gardez la mise en page du fichier : « --engine libreoffice »"
    return tuple(error("R153", span, each.problem.message, hint) for each in held.losses)


def recognised(held: Reviewed, documents: Sequence[Document]) -> Document | None:
    """The document of the offer that this file is, also when it was renamed or has lost its properties."""
    known = {document.slug: document for document in documents}
    for slug in (held.document.slug, held.base.slug if held.base else ""):
        if slug in known:
            return known[slug]
    if held.document.slug:
        return None
    anchors = {part.anchor for part in held.document.parts if part.anchor}
    shared = Counter({each.slug: len(anchors & {part.anchor for part in each.parts}) for each in documents})
    best = shared.most_common(1)
    if best and best[0][1]:
        return known[best[0][0]]
    titled = [each for each in documents if each.title and each.title == held.document.title]
    return titled[0] if len(titled) == 1 else None


def ticked(frozen: Document, current: Document) -> tuple[str, ...]:
    """The boxes that somebody ticked in Word and that the data leave open, with the words before them."""
    known = [line for line in plain(current) if _TICKED in line]
    found = []
    before = ""
    for line in plain(frozen):
        if _TICKED in line:
            same = next((each for each in known if each == line or similarity(each, line) >= _ALIKE), None)
            if same is not None:
                known.remove(same)
            else:
                found.append(f"« {_cut(line)} »" + (f", après « {_cut(before)} »" if before else ""))
        else:
            before = line if _OPEN not in line else before
    return tuple(found)
