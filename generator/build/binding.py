"""What goes into the packet and into the deposit folders, in order: candidature, then offre, each with its annexes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.brief.designation import designation, spaced
from generator.compose.compose import shortened
from generator.compose.dossier import Dossier, Inputs
from generator.document.tree import Document
from generator.document.typography import french
from generator.foundation import days
from generator.foundation.diagnostic import Diagnostic, Diagnostics
from generator.library.annex import Annex
from generator.packet.annexes import inspect
from generator.packet.binder import AnnexFile, Binder, BinderSection
from generator.packet.deposit_names import deposit_names


@dataclass(frozen=True, slots=True)
class Attached:
    """An annex of the offer that could be read."""

    key: str
    annex: Annex
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


def sections(dossier: Dossier, annexes: tuple[Attached, ...]) -> tuple[BinderSection, ...]:
    """The two halves of the packet."""
    halves = (("Candidature", "candidature", dossier.candidature), ("Offre", "offre", dossier.offre))
    return tuple(
        BinderSection(title, (*documents, *(a.file for a in annexes if a.annex.part == part)))
        for title, part, documents in halves
    )


def binder(dossier: Dossier, annexes: tuple[Attached, ...]) -> Binder:
    """The packet before it is printed."""
    brief, offer, candidate = (
        dossier.inputs.brief.value,
        dossier.inputs.offer.value,
        dossier.inputs.candidate.value,
    )
    lines = (
        f"Acheteur : {designation(brief.buyer)}",
        f"Procédure : {brief.procedure}" + (f", référence {brief.reference}" if brief.reference else ""),
        f"Candidat : {candidate.name}, {candidate.address.postcode} {candidate.address.town}",
        f"SIRET : {spaced(candidate.siret, 3, 3, 3, 5)}",
        f"Date : {days.long(offer.date)}",
    )
    return Binder(
        french("Réponse à la consultation"),
        french(brief.title),
        tuple(map(french, lines)),
        sections(dossier, annexes),
        header=french(candidate.name),
        footer=french(shortened(brief.reference or brief.title)),
        mark=dossier.mark,
        author=candidate.name,
    )


def deposit_paths(dossier: Dossier, annexes: tuple[Attached, ...]) -> dict[str, str]:
    """Where each separate PDF goes under depot/, by document slug or annex key, numbered in the packet's order."""
    paths: dict[str, str] = {}
    halves: tuple[tuple[str, str, tuple[Document, ...]], ...] = (
        ("1-candidature", "candidature", dossier.candidature),
        ("2-offre", "offre", dossier.offre),
    )
    for folder, part, documents in halves:
        slugs = [document.slug for document in documents] + [a.key for a in annexes if a.annex.part == part]
        paths |= {slug: f"depot/{folder}/{name}" for slug, name in zip(slugs, deposit_names(slugs), strict=True)}
    return paths
