"""Is each form there, whole, of the right edition, with nothing that the official form does not have?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.forms.boxes import boxes_kept
from generator.checks.forms.copies import Copy, copies, printed_copies
from generator.checks.forms.reading import folded
from generator.checks.forms.wording import REBUILD, cut, told, verdict
from generator.compose.compose import shortened
from generator.forms.spec import NAMES
from generator.foundation.days import short

_EDITION: Final = re.compile(r"\bédition du (\d{2}/\d{2}/\d{4})")
_CERFA: Final = re.compile(r"\bcerfa\b|\b\d{5}\s?\*\s?\d{2}\b", re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"\bfait à\b|\bsignature\b|\bsigné\b|\blu et approuvé\b|\bbon pour\b|\bcachet\b|\btampon\b", re.IGNORECASE
)
UNSIGNED: Final = frozenset({"dc1", "dc2"})  # the official form has no place to sign
TEMPLATE_FOOT: Final = folded("(référence de la consultation)")


def every_copy(finished: Finished) -> tuple[Verdict, ...]:
    """One DC1; a DC2 a lot and a member; a DC4 a subcontract; and none for what the offer does not do."""
    due = copies(finished)
    slugs = {copy.slug for copy in due}
    missing = [copy for copy in due if copy.printed is None and not _told_already(finished, copy)]
    idle = [one for one in finished.written if one.key in NAMES and one.docx.removesuffix(".docx") not in slugs]
    verdicts = []
    if missing:
        said = f"{_counted(len(missing), 'absent')} : {told(copy.name for copy in missing)}"
        hint = "reconstruisez l'offre : il faut un DC2 par lot et par membre, un DC4 par sous-traitance"
        verdicts.append(Verdict(finished.place(f"{missing[0].slug}.docx"), said, hint))
    if idle:
        title = idle[0].tree.title
        said = f"{_counted(len(idle), 'de trop')}, à quoi rien ne répond dans l'offre : {told(map(_title, idle))}"
        hint = "reconstruisez l'offre, ou corrigez ses lots, son groupement ou ses sous-traitances"
        passage = Passage(idle[0].docx.removesuffix(".docx"), title)
        verdicts.append(Verdict(finished.place(idle[0].docx), said, hint, passage))
    return tuple(verdicts)


def _counted(count: int, what: str) -> str:
    plural = "s" if count > 1 else ""
    return f"formulaire{plural} {what}{plural if what == 'absent' else ''}"


def _title(printed: Printed) -> str:
    return cut(printed.tree.title)


def _told_already(finished: Finished, copy: Copy) -> bool:
    """Whether a check of the demanded pieces says that this file is gone: of its piece, some are left, or none is."""
    if any(printed.key == copy.key for printed in finished.printed):
        return any(document.slug == copy.slug for document in finished.dossier.documents)
    demands = finished.dossier.inputs.brief.value.pieces
    return any(copy.key in choice for demand in demands for choice in ((demand.piece,), *demand.any_of))


def rubrics_kept(finished: Finished) -> tuple[Verdict, ...]:
    """Every rubric and box of the form is there, under its title and in its order; none is made up."""
    verdicts = []
    for copy in copies(finished):
        if copy.printed is None:
            continue
        if not copy.recognised:
            said = "n'a plus les rubriques du formulaire : ni ses cases ni ses réponses n'ont pu être contrôlées"
            hint = (
                "relisez-le à la main si c'est le formulaire de l'acheteur (« waivers »), sinon reconstruisez l'offre"
            )
            verdicts.append(verdict(finished, copy, said, hint, copy.printed.tree.title))
            continue
        found = (*_rubrics(copy), *boxes_kept(copy))
        if found:
            words = next((one.title for one in copy.others), "")
            verdicts.append(verdict(finished, copy, told(found), REBUILD, words))
    return tuple(verdicts)


def _rubrics(copy: Copy) -> Iterator[str]:
    spec = copy.filled.spec
    for pair in copy.pairs:
        title = f"{pair.spec.id} - {pair.spec.title}" if spec.lettered else pair.spec.title
        if pair.read is None:
            yield f"la rubrique « {cut(title)} » manque"
        elif folded(pair.read.title) != folded(title):
            yield f"la rubrique « {cut(title)} » s'appelle « {cut(pair.read.title)} »"
    for section in copy.others:
        yield f"la rubrique « {cut(section.title)} » n'existe pas dans ce formulaire"
    due = [pair.spec.id for pair in copy.pairs if pair.read is not None]
    if list(copy.order) != due:
        moved = next(found for found, wanted in zip(copy.order, due, strict=True) if found != wanted)
        yield f"la rubrique {moved} n'est plus à sa place"


def edition_told(finished: Finished) -> tuple[Verdict, ...]:
    """The form names the edition that it reproduces, and its foot the consultation."""
    verdicts = []
    for copy in printed_copies(finished):
        found = (*_edition(copy), *_foot(copy))
        if found:
            said, words = told(text for text, _ in found), found[0][1]
            verdicts.append(verdict(finished, copy, said, REBUILD, words))
    return tuple(verdicts)


def _edition(copy: Copy) -> Iterator[tuple[str, str]]:
    version = copy.filled.spec.version
    if version is None or copy.printed is None:
        return
    found = [(match[1], text) for text in copy.printed.words if (match := _EDITION.search(text))]
    wrong = [(day, text) for day, text in found if day != short(version)]
    if wrong:
        day, text = wrong[0]
        yield f"édition imprimée du {day}, alors que les rubriques sont celles du {short(version)}", text
    elif not found:
        yield f"l'édition du formulaire ({short(version)}) n'est plus dite", ""


def _foot(copy: Copy) -> Iterator[tuple[str, str]]:
    assert copy.printed is not None
    brief, tree = copy.known.brief.value, copy.printed.tree
    named = shortened(brief.reference or brief.title)
    if TEMPLATE_FOOT in folded(tree.footer) or folded(tree.footer) != folded(named):
        foot = f"« {cut(tree.footer)} »" if tree.footer.strip() else "vide"
        yield f"pied de page {foot}, au lieu de la référence de la consultation, « {cut(named)} »", ""
    line = next((text for text in copy.printed.words if TEMPLATE_FOOT in folded(text)), "")
    if line:
        yield "« (référence de la consultation) » n'est pas remplacé", line


def official_only(finished: Finished) -> tuple[Verdict, ...]:
    """No CERFA number, no picture of a signature, and no place to sign on a DC1 or a DC2, which have none."""
    verdicts = []
    for copy in printed_copies(finished):
        found = (*_cerfa(copy), *_seats(copy))
        if found:
            said, words = told(text for text, _ in found), found[0][1]
            hint = "retirez-le : le formulaire officiel n'en a pas, une personne des marchés le voit au premier regard"
            verdicts.append(verdict(finished, copy, said, hint, words))
    return tuple(verdicts)


def _cerfa(copy: Copy) -> Iterator[tuple[str, str]]:
    assert copy.printed is not None
    tree = copy.printed.tree
    for text in (tree.header, tree.footer, *copy.printed.words):
        if _CERFA.search(text):
            yield f"numéro CERFA, « {cut(text)} »", text
            return


def _seats(copy: Copy) -> Iterator[tuple[str, str]]:
    read = copy.read
    if any(section.pictures for section in read):
        yield "image ajoutée : celle d'une signature n'est pas une signature", ""
    if copy.key not in UNSIGNED:
        return
    seat = next((line for section in read for lines in section.seats for line in lines), None)
    texts = (text for section in read for text in section.texts if _SIGNED.search(text))
    line = seat if seat is not None else next(texts, None)
    if line is not None:
        yield f"cadre de signature, « {cut(line)} »", line
