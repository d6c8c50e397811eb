"""Makes each CV hold in its pages, as its PDF counts them: what is least useful is left out, and the author is told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from generator.compose.compose import framed
from generator.compose.dossier import Dossier, Inputs, Person
from generator.compose.resumes import Resumes, anonymous, hidden, named, picked, resumes
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostic, Diagnostics, info, warning
from generator.team.trim import Trim, trims

Measure = Callable[[Document], int]
"""How many pages the PDF of a document has."""


def most_pages(inputs: Inputs) -> int:
    """How many pages a CV may have: the offer's own number, or the buyer's when it is smaller."""
    asked = inputs.brief.value.rules.max_pages("cv")
    ours = inputs.offer.value.resumes.pages
    return min(ours, asked) if asked else ours


def fitted(dossier: Dossier, pages: Measure) -> tuple[Dossier, Diagnostics]:
    """The dossier with each CV cut to its pages; one that would not hold even so keeps all it says.

    The same dossier, and nothing to tell, when all of them hold.
    """
    most = most_pages(dossier.inputs)
    frozen = {file.slug for file in dossier.frozen}
    trimmed: dict[str, Trim] = {}
    problems: list[Diagnostic] = []
    for person, document in zip(dossier.inputs.team, resume_documents(dossier), strict=True):
        if document.slug not in frozen and (count := pages(document)) > most:
            trim, left = _trimmed(dossier, person, pages, most)
            problems.append(_told(dossier, person, trim, (count, left, most)))
            if left <= most:
                trimmed[person.key] = trim
    if not trimmed:
        return dossier, tuple(problems)
    return _with(dossier, resumes(dossier.inputs, dossier.schedule, trimmed)), tuple(problems)


def as_printed(dossier: Dossier, slugs: Collection[str]) -> Dossier:
    """The dossier with its CVs cut to their pages, when one of these documents is a CV."""
    from generator.writers.pdf.compile import write

    if not {document.slug for document in resume_documents(dossier)} & set(slugs):
        return dossier
    theme, day = dossier.inputs.theme.value, dossier.inputs.offer.value.date
    return fitted(dossier, lambda document: write(document, theme, day).pages)[0]


def resume_documents(dossier: Dossier) -> tuple[Document, ...]:
    """The CVs of the packet, in the team's order."""
    return tuple(document for document in dossier.offre if document.key == "cv")


def _trimmed(dossier: Dossier, person: Person, pages: Measure, most: int) -> tuple[Trim, int]:
    """The first step at which the CV holds, found by halves, or the last step; and the pages that it then has."""
    steps = trims(person.file.value, picked(dossier.inputs, person))
    make = anonymous if hidden(dossier.inputs.brief.value) else named

    def count(step: int) -> int:
        bare = make(dossier.inputs, dossier.schedule, person, steps[step])
        return pages(*_marked(dossier, (bare,)))

    low, high = 0, len(steps) - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if count(middle) <= most else (middle, high)
    return steps[high], count(high)


def _told(dossier: Dossier, person: Person, trim: Trim, pages: tuple[int, int, int]) -> Diagnostic:
    before, after, most = pages
    span, name = dossier.inputs.offer.span("resumes", "pages"), person.file.value.name
    hint = "écrivez un autre nombre de pages (resumes, pages), ou choisissez les références (team, always et never)"
    if after > most:
        shorter = f", et encore {after} sans {trim.told}" if trim.told else ""
        said = f"le CV de {name} a {before} pages{shorter} ; {most} au plus"
        return warning("W722", span, said, "raccourcissez sa présentation ou ses missions ; sinon, " + hint)
    return info("W721", span, f"le CV de {name}, de {before} pages, est ramené à {after} : sans {trim.told}", hint)


def _with(dossier: Dossier, made: Resumes) -> Dossier:
    """The dossier with these CVs in the place of its own."""
    frozen = {file.slug for file in dossier.frozen}
    fresh = {one.slug: one for one in _marked(dossier, (*made.offre, *made.aside)) if one.slug not in frozen}
    offre = tuple(fresh.get(document.slug, document) for document in dossier.offre)
    return replace(dossier, offre=offre, aside=tuple(fresh.get(d.slug, d) for d in dossier.aside))


def _marked(dossier: Dossier, bare: tuple[Document, ...]) -> tuple[Document, ...]:
    return tuple(replace(document, mark=dossier.mark) for document in framed(bare, dossier.inputs))
