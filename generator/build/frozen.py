"""Frozen documents in a build: the exact .docx that a person saved, its tree, what its sources say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.brief.frozen import Frozen, FrozenFile
from generator.build.fitting import as_printed
from generator.compose.compose import DRAFT, SPECIMEN
from generator.compose.dossier import Dossier
from generator.document.tree import Document, Part
from generator.foundation import days
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, info, warning
from generator.foundation.files import sha256
from generator.foundation.record import read_record

if TYPE_CHECKING:
    from generator.review.freeze_drift import Drift


def frozen_name(client: str) -> str:
    """The file that lists the frozen documents, from the workspace."""
    return f"offers/{client}/review/frozen.yaml"


def frozen_path(workspace: Path, client: str, document: str, suffix: str = ".docx") -> Path:
    """Where the exact file of a frozen document stands."""
    return workspace / frozen_place(client, document, suffix)


def frozen_place(client: str, document: str, suffix: str = ".docx") -> str:
    """The same, from the workspace."""
    return f"offers/{client}/review/frozen/{document}{suffix}"


def frozen_files(workspace: Path, client: str) -> tuple[tuple[FrozenFile, ...], Diagnostics]:
    """The frozen documents of an offer, with their bytes; none without frozen.yaml."""
    file = frozen_name(client)
    if not (workspace / file).is_file():
        return (), ()
    loaded, problems = read_record(workspace / file, file, Frozen)
    if loaded is None:
        return (), problems
    found = {}
    for index, entry in enumerate(loaded.value.documents):
        span = loaded.span("documents", index, "document")
        if entry.document in found:
            said, hint = f"« {entry.document} » est figé deux fois", "gardez une seule entrée"
            problems += (error("R155", span, said, hint),)
        data, pdf = (_bytes(frozen_path(workspace, client, entry.document, suffix)) for suffix in (".docx", ".pdf"))
        found[entry.document] = FrozenFile(entry, span, data, pdf if entry.engine == "libreoffice" else None)
    return tuple(found.values()), problems


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def with_frozen(dossier: Dossier) -> tuple[Dossier, Diagnostics]:
    """The dossier with each frozen document as its file says it; what must be known of each.

    A file that is not there or can't be read blocks, and the document follows its sources.
    """
    if not dossier.inputs.frozen:
        return dossier, ()
    problems: list[Diagnostic] = []
    taken: dict[str, tuple[FrozenFile, Document]] = {}
    fresh = as_printed(dossier, {file.slug for file in dossier.inputs.frozen})
    for file in dossier.inputs.frozen:
        current = _named(fresh, file.slug)
        tree, found = _thawed(dossier, file, current)
        problems += found
        if tree is not None:
            taken[file.slug] = file, tree

    def replaced(documents: tuple[Document, ...]) -> tuple[Document, ...]:
        return tuple(taken[each.slug][1] if each.slug in taken else each for each in documents)

    kept = tuple(file for file, _ in taken.values())
    made = replace(
        dossier,
        candidature=replaced(dossier.candidature),
        offre=replaced(dossier.offre),
        aside=replaced(dossier.aside),
        frozen=kept,
    )
    return made, tuple(problems)


def _named(dossier: Dossier, slug: str) -> Document | None:
    return next((each for each in (*dossier.documents, *dossier.aside) if each.slug == slug), None)


def _thawed(dossier: Dossier, file: FrozenFile, current: Document | None) -> tuple[Document | None, Diagnostics]:
    """The tree of a frozen file in the place of `current`, and the findings; None when it can't stand there."""
    from generator.build.frozen_same import disagreements
    from generator.review.freeze_drift import drift

    client, slug = dossier.inputs.client, file.slug
    place = frozen_place(client, slug)
    release = f"« offer freeze {client} --release {slug} »"
    if current is None:
        said = f"document figé que l'offre ne produit plus : « {slug} »"
        return None, (error("R156", file.span, said, f"{release} le rend à ses sources"),)
    if file.data is None:
        return None, (error("R157", file.span, f"fichier figé introuvable : {place}", f"remettez-le, ou {release}"),)
    read = _read(file, Span(place))
    if isinstance(read, Diagnostic):
        return None, (read,)
    tree, base, found = read
    findings = [_since(file, release), *_changed(file, place, client), *found]
    if missing := _mark(dossier, tree, place, client):
        findings.append(missing)
    findings += _honour(tree, current, place)
    own = replace(tree, key=current.key, slug=slug, mark=current.mark, author=current.author)
    fixed = replace(own, parts=_sourced(tree, current, base))
    whole = _named(dossier, slug) or current
    findings += disagreements(dossier.inputs, current, fixed, whole, place)
    findings += (_told(each, file, base is None, client) for each in drift(current, fixed, base) if _by_hand(each))
    return fixed, tuple(findings)


def _read(file: FrozenFile, span: Span) -> tuple[Document, Document | None, Diagnostics] | Diagnostic:
    """The text of the file, its base, and what a tree can't hold of it."""
    from generator.readers.docx import reviewed

    held, problems = reviewed(file.data or b"")
    if held is None:
        return replace(problems[0], span=span)
    lost = () if file.entry.engine == "libreoffice" else held.losses
    return held.document, held.base, tuple(replace(each.problem, span=span) for each in lost)


def _since(file: FrozenFile, release: str) -> Diagnostic:
    entry = file.entry
    engine = ", mis en page par LibreOffice" if entry.engine == "libreoffice" else ""
    said = f"« {entry.document} » est figé depuis le {days.long(entry.since)} par {entry.by}{engine}"
    return info("R150", file.span, said, f"c'est ce fichier qui part, tel quel ; {release} le rend à ses sources")


def _changed(file: FrozenFile, place: str, client: str) -> Iterator[Diagnostic]:
    """Files whose bytes are no longer those that were frozen."""
    hint = f"si c'est voulu, figez-le de nouveau : « offer freeze {client} {place} » ; sinon, remettez l'original"
    if sha256(file.data or b"") != file.entry.sha256:
        yield error("R158", Span(place), "ce fichier figé a été modifié depuis", hint)
    if file.entry.engine == "libreoffice" and sha256(file.pdf or b"") != file.entry.pdf:
        made = place.removesuffix(".docx") + ".pdf"
        said = "le PDF de ce document figé a été modifié depuis" if file.pdf else "le PDF de ce document figé manque"
        yield error("R158", Span(made), said, hint + " (avec --engine libreoffice)")


def _honour(tree: Document, current: Document, place: str) -> Iterator[Diagnostic]:
    """Boxes ticked in Word: a declaration is the signatory's, and is confirmed in offer.yaml, with its date."""
    from generator.review.freeze import ticked

    hint = "décochez-la dans Word ; après l'accord du signataire, écrivez-le sous « confirmations » dans offer.yaml"
    for box in ticked(tree, current):
        yield error("R166", Span(place), f"case cochée dans Word, que les données ne cochent pas : {box}", hint)


def _mark(dossier: Dossier, tree: Document, place: str, client: str) -> Diagnostic | None:
    """Why the mark that the file prints on its pages is not the offer's."""
    wanted = SPECIMEN if dossier.inputs.specimen else ""
    if tree.mark == wanted:
        return None
    hint = f"corrigez l'en-tête dans Word, ou construisez l'offre, puis « offer freeze {client} FICHIER.docx »"
    return error("R159", Span(place), wrong_mark(tree.mark, wanted), hint)


def wrong_mark(mark: str, wanted: str) -> str:
    """What is wrong with the mark that a file prints on its pages."""
    if not mark:
        return f"le fichier ne porte pas la mention « {wanted} », alors que des données sont des exemples"
    left = mark if not wanted or DRAFT in mark else f"{mark} au lieu de {wanted}"
    return f"le fichier porte la mention « {left} » sur ses pages : il ne peut pas partir ainsi"


def _sourced(tree: Document, current: Document, base: Document | None) -> tuple[Part, ...]:
    """The parts with the block that each came from, as the sources tell, else as the file did when it left us."""
    known = {part.anchor: part.origin for each in (base, current) if each for part in each.parts if part.origin}
    return tuple(replace(part, origin=known.get(part.anchor)) for part in tree.parts)


def _by_hand(found: Drift) -> bool:
    """Whether a drift is in a block that somebody wrote: the lines that data make are compared with the data."""
    return found.origin is not None or found.what in {"moved", "front"}


def _told(found: Drift, file: FrozenFile, unsure: bool, client: str) -> Diagnostic:
    """A change of the sources that the frozen document does not follow."""
    origin = found.origin
    what = f"le bloc « {origin.block} »" if origin else f"le passage « {found.title} »"
    span = Span(origin.file) if origin and origin.file else file.span
    since = "" if unsure else " depuis la construction de ce fichier"
    told = {
        "changed": f"{what} diffère de ses sources" if unsure else f"{what} a changé dans les sources{since}",
        "added": f"{what} a été ajouté aux sources{since}",
        "dropped": f"{what} n'est plus dans les sources",
        "moved": f"l'ordre des blocs a changé dans les sources{since}",
        "front": f"le titre, la page de titre ou le tour des pages a changé dans les sources{since}",
    }[found.what]
    said = f"« {file.slug} » est figé et ne suit pas : {told}{_first(found)}"
    hint = f"relisez ce passage du fichier figé ; « offer freeze {client} --release {file.slug} » reprend les sources"
    return warning("R160", span, said, hint)


def _first(found: Drift) -> str:
    """The first line that changed, and how many others did."""
    from generator.review.passages import inline

    if not found.edits:
        return ""
    edit, more = found.edits[0], len(found.edits) - 1
    others = f", et {more} autres lignes" if more > 1 else ", et une autre ligne" if more else ""
    return f" : {inline(edit.old, edit.new)}{others}"
