"""`offer diff`: each document as it was (a reviewed file, a version of git) and as it is, and the redline of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from generator.brief.reviewing import Applied, Journal
from generator.build.fitting import as_printed
from generator.build.history import revision, sources_at
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.build.recognition import recognised
from generator.build.reviewing import EXIT_FILES
from generator.compose.compose import stamped
from generator.compose.dossier import Dossier
from generator.document.tree import Document, Figure, nodes
from generator.document.typography import french_document
from generator.foundation import days
from generator.foundation.diagnostic import Diagnostics, Rejected, Span, error, near_miss
from generator.foundation.files import given, sha256
from generator.foundation.record import read_record
from generator.readers.docx import read
from generator.readers.docx.reviewed import Reviewed
from generator.review.differing import Difference, differences

LARGEST: Final = 100_000_000  # bytes of a .docx
_TOLD: Final = {"W711", "R104"}  # of a file that is only compared: changes pending, a document known by its text
State = Literal["changed", "added", "removed", "same"]


@dataclass(frozen=True, slots=True)
class Version:
    """Documents as they were, by slug; `whole` when one that isn't there did not exist, drawings not yet pictures."""

    since: str
    documents: Mapping[str, Document]
    whole: bool = False


@dataclass(frozen=True)
class Compared:
    """One document, in a version and now; None where there is none. `names`: title and block of a part by anchor."""

    slug: str
    version: Version
    old: Document | None
    new: Document | None
    dossier: Dossier  # of now
    names: Mapping[str, tuple[str, str]]

    @property
    def title(self) -> str:
        """What the document is called."""
        found = self.new or self.old
        return found.title if found else self.slug

    @property
    def state(self) -> State:
        """Whether it changed, came or went."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed" if self.differences else "same"

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The passages that changed."""
        return differences(self.old, self.new, self.names) if self.old and self.new else ()

    def redline(self) -> bytes:
        """The .docx with tracked changes, for a document that is in both versions; the mark of the pages is today's."""
        from generator.writers.docx.tracked import tracked

        assert self.old
        assert self.new
        theme, day = self.dossier.inputs.theme.value, self.dossier.inputs.offer.value.date
        pictures = _pictures(self.old) if self.version.whole else {}, _pictures(self.new)
        return tracked(replace(self.old, mark=self.new.mark), self.new, theme, day, pictures)


def compare(
    workspace: Path, client: str, against: str = "", slug: str = ""
) -> tuple[tuple[Compared, ...], Diagnostics]:
    """Every document of the offer, or the one named, as it was and as it is.

    `against` is a .docx or a version of git; without it, the last review that went to the sources, else HEAD.
    Raises Rejected when one of the two can't be read.
    """
    dossier = composed(workspace, client, workspace)
    problems: Diagnostics = ()
    if against and (against.lower().endswith(".docx") or Path(against).is_file()):
        dossier, version, problems = _file(workspace, dossier, Path(against), slug)
        versions = [version]
    elif against:
        versions = [sources(workspace, client, against)]
    else:
        versions = _last(workspace, client)
    found = tuple(_pairs(dossier, versions))
    if slug and slug not in {one.slug for one in found}:
        raise _unknown(slug, [one.slug for one in found])
    return tuple(one for one in found if not slug or one.slug == slug), problems


def _pairs(dossier: Dossier, versions: Sequence[Version]) -> Iterator[Compared]:
    """Each document with the first version that has it; those of today first."""
    now = documents(dossier)
    gone = dict.fromkeys(name for version in versions if version.whole for name in version.documents)
    for slug in (*now, *(name for name in gone if name not in now)):
        version = next((v for v in versions if slug in v.documents), next((v for v in versions if v.whole), None))
        if version:
            old, new = version.documents.get(slug), now.get(slug)
            yield Compared(slug, version, old, new, dossier, _names(dossier, old, new))


def _names(dossier: Dossier, *versions: Document | None) -> dict[str, tuple[str, str]]:
    titles = {choice.block.id: choice.block.head.title for choice in dossier.choices}
    titles |= {paper.head.id: paper.head.title for paper in dossier.inputs.papers}
    parts = [part for version in versions if version for part in version.parts if part.origin]
    blocks = {part.anchor: part.origin.block for part in parts if part.origin}
    return {anchor: (titles.get(block, block), block) for anchor, block in blocks.items()}


def documents(dossier: Dossier) -> dict[str, Document]:
    """Every document of an offer by its slug."""
    return {document.slug: document for document in (*dossier.documents, *dossier.aside)}


def _pictures(document: Document) -> dict[str, bytes]:
    """Its drawings as PNG."""
    if not any(isinstance(node, Figure) for node in nodes(document)):
        return {}
    from generator.writers import raster

    return raster.pictures((document,))


# --- versions ----------------------------------------------------------------------------------


def composed(folder: Path, client: str, workspace: Path, since: str = "") -> Dossier:
    """The offer as the sources of this folder say it; raises Rejected when it can't be composed.

    `since` names a version that is not today's: its mistakes are told in one sentence.
    """
    inputs, problems = read_inputs(folder, client)
    dossier, more = dossier_of(replace(inputs, frozen=())) if inputs else (None, ())
    if dossier:
        return stamped(dossier, (*problems, *more))
    if folder == workspace:
        raise Rejected((*problems, *more))
    first = next(iter((*problems, *more)), None)
    said = f"la version {since} ne peut plus être lue par ce programme ({first})"
    raise Rejected([error("R124", Span(f"offers/{client}"), said, "donnez une version plus récente, ou un .docx")])


def sources(workspace: Path, client: str, asked: str) -> Version:
    """The documents of a version of git; raises Rejected without git, repository, version or offer."""
    version = revision(workspace, asked)
    since = str(version) if version.name == asked else f"{version} ({asked})"
    with sources_at(workspace, client, version) as folder:
        return Version(f"la version {since}", documents(composed(folder, client, workspace, since)), whole=True)


def _last(workspace: Path, client: str) -> list[Version]:
    """The last review of each document, then HEAD, which may be missing when there is a review."""
    reviews = list(_reviews(workspace, client))
    try:
        return [*reviews, sources(workspace, client, "HEAD")]
    except Rejected:
        if not reviews:
            raise
        return reviews


def _reviews(workspace: Path, client: str) -> Iterator[Version]:
    """The file of each document's last review, as the journal tells it and review/ keeps it."""
    folder, name = workspace / "offers" / client / "review", f"offers/{client}/review/journal.yaml"
    loaded, problems = read_record(workspace / name, name, Journal) if (workspace / name).is_file() else (None, ())
    if problems:
        raise Rejected(problems)
    last: dict[str, Applied] = {one.document: one for one in (loaded.value.reviews if loaded else ())}
    held = {sha256(path.read_bytes()): path for path in sorted(folder.rglob("*.docx"))} if last else {}
    for slug, one in last.items():
        document, _ = read(held[one.sha256].read_bytes()) if one.sha256 in held else (None, ())
        if document:
            day = f" du {days.long(one.date)}" if one.date else ""
            yield Version(f"la relecture « {one.file} »{day}", {slug: french_document(document)})


def _file(workspace: Path, dossier: Dossier, path: Path, slug: str) -> tuple[Dossier, Version, Diagnostics]:
    """The document that this .docx is, tracked changes accepted; CVs of today are then cut to their pages, as built."""
    data, problems = given(path, LARGEST)
    document, found = read(data) if data is not None else (None, ())
    problems = (*problems, *(replace(each, span=Span(path.name)) for each in found))
    if document is None:
        raise Rejected(problems, EXIT_FILES)
    known = documents(dossier)
    if slug and slug not in known:
        raise _unknown(slug, list(known))
    if not slug:
        held = Reviewed(document, document, None)
        slug, doubts = recognised(workspace, dossier.inputs.client, dossier, path.name, held)
        problems = (*problems, *doubts)
        if not slug:
            raise Rejected(doubts, EXIT_FILES)
    dossier = as_printed(dossier, {slug})
    told = tuple(each for each in problems if each.code in _TOLD)
    return dossier, Version(f"le fichier « {path.name} »", {slug: french_document(document)}), told


def _unknown(slug: str, known: Sequence[str]) -> Rejected:
    hint = near_miss(slug, known) or "documents : " + ", ".join(known)
    return Rejected([error("R125", None, f"document inconnu : « {slug} »", hint)], 2)
