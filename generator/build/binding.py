"""What goes into the packet and into the deposit folders, in order: candidature, then offre, each with its annexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator.brief.buyer_form import FilledForm
from generator.brief.designation import designation, spaced
from generator.build.buyer_bound import docx_forms, own_forms
from generator.build.frozen_pages import entry
from generator.compose.compose import shortened
from generator.compose.dossier import Dossier, Inputs
from generator.document.tree import Document
from generator.document.typography import french
from generator.foundation import days
from generator.foundation.diagnostic import Diagnostic, Diagnostics
from generator.library.annex import Annex
from generator.packet.annexes import inspect
from generator.packet.binder import AnnexFile, Binder, BinderSection
from generator.packet.deposit_names import deposit_names, naming_of


@dataclass(frozen=True, slots=True)
class Attached:
    """An annex of the offer that could be read, or a form of the buyer that is a piece of its own."""

    key: str
    annex: Annex | FilledForm
    file: AnnexFile


def attached(inputs: Inputs, workspace: Path) -> tuple[tuple[Attached, ...], Diagnostics]:
    """Every annex that can be bound, and what is wrong with the others."""
    folder = workspace / "boilerplate" / "annexes"
    found: list[Attached] = []
    problems: list[Diagnostic] = []
    for key, annex in inputs.annexes:
        file, more = inspect(annex, folder, workspace)
        problems += more
        if file:
            found.append(Attached(key, annex.value, file))
    return tuple(found), tuple(problems)


def with_own_forms(
    dossier: Dossier, annexes: tuple[Attached, ...], foreign: Mapping[str, AnnexFile]
) -> tuple[Attached, ...]:
    """The annexes, then the buyer's forms that replace none of our documents, when their pages can be bound."""
    forms = (form for form in own_forms(dossier) if form.name in foreign)
    return (*annexes, *(Attached(form.name, form, foreign[form.name]) for form in forms))


@dataclass(frozen=True, slots=True)
class Half:
    """A half of the packet: its divider's title, its folder under depot/, its documents, then its annexes."""

    title: str
    folder: str
    documents: tuple[Document, ...]
    annexes: tuple[Attached, ...]


def halves(dossier: Dossier, annexes: tuple[Attached, ...]) -> tuple[Half, Half]:
    """Candidature, then offre: they are opened apart."""
    first = tuple(a for a in annexes if a.annex.part == "candidature")
    second = tuple(a for a in annexes if a.annex.part == "offre")
    return (
        Half("Candidature", "1-candidature", dossier.candidature, first),
        Half("Offre", "2-offre", dossier.offre, second),
    )


def binder(dossier: Dossier, annexes: tuple[Attached, ...], foreign: Mapping[str, AnnexFile]) -> Binder:
    """The packet before it is printed; `foreign`: documents that stand in it as pages of another PDF, by slug."""
    inputs = dossier.inputs
    brief, offer, candidate = inputs.brief.value, inputs.offer.value, inputs.candidate.value
    lines = (
        f"Acheteur : {designation(brief.buyer)}",
        f"Procédure : {brief.procedure}" + (f", référence {brief.reference}" if brief.reference else ""),
        f"Candidat : {candidate.name}, {candidate.address.postcode} {candidate.address.town}",
        f"SIRET : {spaced(candidate.siret, 3, 3, 3, 5)}",
        f"Date : {days.long(offer.date)}",
    )
    paths = deposit_paths(dossier, annexes)
    return Binder(
        french("Réponse à la consultation"),
        french(brief.title),
        tuple(map(french, lines)),
        tuple(
            BinderSection(
                half.title,
                (
                    *(entry(document, foreign) for document in half.documents),
                    *(_deposited(one, paths[one.key], len(offer.lots) > 1) for one in half.annexes),
                ),
            )
            for half in halves(dossier, annexes)
        ),
        header=french(candidate.name),
        footer=french(shortened(brief.reference or brief.title)),
        mark=dossier.mark,
        author=candidate.name,
    )


def _deposited(attached: Attached, path: str, several: bool) -> AnnexFile:
    """The annex, whose divider names the file that travels beside the packet as the buyer will see it, and where.

    Its own name stays for several lots, in whose folders it has several.
    """
    file = attached.file
    if not file.apart:
        return file
    offered = attached.annex.part == "offre"
    own = french(PurePosixPath(file.path_name).name)
    seen = own if several and offered else PurePosixPath(path).name
    half = "l'offre" if offered else "la candidature"
    where = french(f"{seen}, avec les pièces de {half}")
    return replace(file, lines=tuple(line.replace(own, where) for line in file.lines))


def deposit_paths(dossier: Dossier, annexes: tuple[Attached, ...]) -> dict[str, str]:
    """Where each separate file goes under depot/, by document slug or annex key, numbered in the packet's order."""
    paths: dict[str, str] = {}
    how = naming_of(dossier.inputs)
    for half in halves(dossier, annexes):
        slugs = [*(document.slug for document in half.documents), *(attached.key for attached in half.annexes)]
        names = deposit_names(slugs, how, docx_forms(dossier))
        paths |= {slug: f"depot/{half.folder}/{name}" for slug, name in zip(slugs, names, strict=True)}
    return paths
