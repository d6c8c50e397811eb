"""A reviewed .docx, opened once: the text accepted and refused, the comments, the changes, the tree that left us."""

from __future__ import annotations

from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostic, Diagnostics, ordered
from generator.foundation.ooxml import CORE, TERMS, W
from generator.readers.docx.context import Context, again, context, notes
from generator.readers.docx.document import damaged, reading
from generator.readers.docx.margins import Margins
from generator.readers.docx.package import Package, opened
from generator.readers.docx.reviewed import Comment, Reviewed


def reviewed(data: bytes) -> tuple[Reviewed | None, Diagnostics]:
    """What this .docx brings back; None when it can't be read.

    The problems are those that the value does not tell: changes (W711), comments (W712) and losses (W713 to W715) are
    in it, in the part where they stand.
    """
    package = opened(data)
    if isinstance(package, Diagnostic):
        return None, (package,)
    try:
        return _reviewed(package)
    except (ValueError, RecursionError) as bad:
        return None, (damaged(bad),)


def _reviewed(package: Package) -> tuple[Reviewed, Diagnostics]:
    document = reading(known := context(package), "final")
    margins = _margins(package, known.base)
    original = reading(again(known), "original") if known.pending else document
    author, day = _saved(package)
    said = {id(loss.problem) for loss in known.losses}
    made = Reviewed(
        document,
        original,
        known.base,
        _comments(known, margins),
        margins.revisions,
        tuple(known.losses),
        author,
        day,
    )
    left = [each for each in known.problems if id(each) not in said and each.code not in {"W711", "W712"}]
    return made, ordered(left)


def _margins(package: Package, base: Document | None) -> Margins:
    """The body, its notes, then the running heads and feet, whose part is none."""
    margins = Margins(notes(package))
    root = package.xml(package.main)
    body = root.find(f"{{{W}}}body") if root is not None else None
    if body is not None:
        margins.body(body, base)
    for relation in package.relations(package.main).values():
        if relation.kind in {"header", "footer"} and not relation.outside:
            frame = package.xml(relation.target)
            if frame is not None:
                margins.children(frame)
    return margins


def _comments(known: Context, margins: Margins) -> tuple[Comment, ...]:
    """The threads in reading order, the older first where several hang, then those whose place is gone."""
    quoted, opened = margins.quoted(), known.threads.opened
    here = [identifier for identifier in quoted if identifier in opened]
    here.sort(key=lambda identifier: (margins.places[identifier].start, opened[identifier].day))
    order = [*here, *(identifier for identifier in opened if identifier not in quoted)]
    return tuple(
        Comment(
            *quoted.get(identifier, ("", "", "")),
            thread.author,
            thread.day,
            thread.text,
            thread.replies,
            thread.resolved,
            known.threads.ours(thread),
        )
        for identifier in order
        for thread in (opened[identifier],)
    )


def _saved(package: Package) -> tuple[str, str]:
    """Who saved the file last, and when."""
    root = package.xml(package.related("core-properties", ""))
    if root is None:
        return "", ""
    return root.findtext(f"{{{CORE}}}lastModifiedBy") or "", root.findtext(f"{{{TERMS}}}modified") or ""
