"""Proves that files are exactly what was built and handed in: looked up among the archives, kits and builds.

What it was made from is told too; `rebuilding` makes it once more. Signatures are read by `signing`, which is joined
with the kits here alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.build.depositing import kit_files
from generator.build.local_time import zone_of
from generator.build.provenance import Hand, Note, archived, notes, origins
from generator.build.state import MANIFEST
from generator.deposit.additions import hidden
from generator.deposit.archive import FILE as DEPOSIT
from generator.deposit.differences import some, unpacked
from generator.deposit.origins import Catalogue, Origin, of_kit
from generator.deposit.proof import FILE as PROOF
from generator.deposit.proof import SUMS
from generator.deposit.verify import Match, Verdict, folder, one_file
from generator.foundation.diagnostic import Rejected, Span, error
from generator.foundation.files import given
from generator.foundation.source import decoded
from generator.law.zones import PARIS

LARGEST: Final = 500_000_000  # bytes of what is given
MOST: Final = 5_000  # files of a folder
EXIT_FILES: Final = 4
_SUM: Final = re.compile(r"[0-9a-f]{64} [ *](.{1,200})")  # sha256sum's; our own paths are shorter


@dataclass(frozen=True, slots=True)
class Verified:
    """What was given is, what its signatures say (lines by file), and what stands beside it."""

    verdict: Verdict
    signatures: Mapping[str, tuple[str, ...]]
    notes: tuple[Note, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether all of it is exactly what was built, and nothing speaks against its proof."""
        return self.verdict.unchanged and all(note.sound for note in self.notes)


def verify(workspace: Path, path: Path) -> tuple[Verified, ...]:
    """What this file or folder is: one verdict, or one for each kit or archive in a folder of several.

    Raises Rejected when it can't be read, or is empty.
    """
    if not path.is_dir():
        data, problems = given(path, LARGEST)
        if data is None:
            raise Rejected(problems, EXIT_FILES)
        return (_file(workspace, path, data),)
    several = _several(path)
    found = tuple(_folder(workspace, each) for each in several)
    around = _around(path, several)
    told = (Note(f"à côté, pas jugé : {some(around)}"),) if around else ()
    return (*found[:-1], replace(found[-1], notes=(*found[-1].notes, *told)))


def _several(path: Path) -> tuple[Path, ...]:
    """The kits, archives or builds that stand in a folder; itself when it is one, or holds none."""
    marks = (DEPOSIT, PROOF, MANIFEST)
    if any((path / mark).is_file() for mark in marks):
        return (path,)
    found = {each.parent for each in _walk(path) if each.name in marks}
    return tuple(sorted(each for each in found if not found.intersection(each.parents))) or (path,)


def _around(path: Path, several: Collection[Path]) -> tuple[str, ...]:
    """The files of a folder that stand in none of these."""
    if path in several:
        return ()
    loose = (each for each in _walk(path) if not any(each.is_relative_to(one) for one in several))
    return tuple(each.relative_to(path).as_posix() for each in sorted(loose))


def _walk(path: Path) -> list[Path]:
    """The files below a folder, hidden ones left out. Raises Rejected for more than a deposit can be."""
    found: list[Path] = []
    for parent, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if not name.startswith(".")]
        if len(found) > MOST:
            hint = "donnez un dossier de dépôt, une archive, ou un dossier de quelques fichiers"
            raise Rejected(
                [error("E961", Span(path.name), f"plus de {MOST} fichiers dans ce dossier", hint)], EXIT_FILES
            )
    return found


def _file(workspace: Path, path: Path, data: bytes) -> Verified:
    if path.name == SUMS:
        return _listed(workspace, path, data)
    catalogue = Catalogue(origins(workspace))
    match = one_file(path.name, data, catalogue, Hand(workspace, catalogue))
    strange = match.fate in {"changed", "like", "unknown"}
    if strange and path.suffix.lower() == ".zip" and (inside := unpacked(data)):  # a Word file is one too, kept whole
        again = Note("l'archive elle-même n'est pas la nôtre : seuls les fichiers qu'elle contient sont jugés")
        judged = _judged(workspace, path.name, inside)
        return replace(judged, notes=(*judged.notes, again))
    match, signed = _with_signatures(match, data, _clock(workspace, match.origin))
    verdict = Verdict(path.name, False, (match,), match.origin)
    return Verified(verdict, {path.name: signed} if signed else {}, tuple(notes(workspace, match.origin)))


def _listed(workspace: Path, path: Path, data: bytes) -> Verified:
    """A list of sums: the files that it names and that stand beside it, itself included."""
    text, _ = decoded(data, path.name)
    names = [found[1] for line in text.splitlines() if (found := _SUM.fullmatch(line))]
    beside = {name: (path.parent / name).read_bytes() for name in names if _beside(path.parent, name)}
    return _judged(workspace, path.name, {**beside, path.name: data})


def _beside(parent: Path, name: str) -> bool:
    from generator.foundation.files import inside

    found = inside(parent, name)
    return bool(found and found.is_file())


def _folder(workspace: Path, path: Path) -> Verified:
    if sum(each.stat().st_size for each in _walk(path)) > LARGEST:
        said = f"ce dossier est trop gros ({LARGEST // 1_000_000} Mo au plus)"
        raise Rejected([error("E961", Span(path.name), said, "donnez un dossier plus précis")], EXIT_FILES)
    files = kit_files(path)
    if not files:
        raise Rejected([error("E960", Span(path.name), "ce dossier est vide", "donnez un fichier ou un dossier")], 4)
    return _judged(workspace, _shown(workspace, path), files)


def _judged(workspace: Path, name: str, files: Mapping[str, bytes]) -> Verified:
    """A folder, or what a zip or a list of sums stands for.

    It is taken at its own word only when the workspace knows less than half of its files.
    """
    catalogue = Catalogue(origins(workspace))
    hand = Hand(workspace, catalogue)
    verdict = folder(name, files, catalogue, hand)
    own = _own(name, files)
    if own and 2 * sum(match.origin is verdict.origin for match in verdict.matches if match.fine) < len(files):
        verdict = folder(name, files, Catalogue((*catalogue.origins, own)), hand)
    zone = _clock(workspace, verdict.origin)
    signatures: dict[str, tuple[str, ...]] = {}
    matches = []
    for match in verdict.matches:
        judged, signed = _with_signatures(match, files[match.name], zone)
        matches.append(judged)
        signatures |= {match.name: signed} if signed else {}
    return Verified(replace(verdict, matches=tuple(matches)), signatures, tuple(notes(workspace, verdict.origin)))


def _own(name: str, files: Mapping[str, bytes]) -> Origin | None:
    """What a folder says of itself."""
    if DEPOSIT in files:
        return archived(name, files, own=True)
    return of_kit(name, files, own=True) if PROOF in files else None


def _shown(workspace: Path, path: Path) -> str:
    """A path from the workspace; one from elsewhere by its name alone."""
    real, root = path.resolve(), workspace.resolve()
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else path.resolve().name


def _clock(workspace: Path, origin: Origin | None) -> str:
    """On which clock moments are told: that of the consultation, as its archive or its brief says."""
    if origin and origin.deposit:
        return origin.deposit.zone
    return zone_of(workspace, origin.client) if origin else PARIS


def _with_signatures(match: Match, data: bytes, zone: str) -> tuple[Match, tuple[str, ...]]:
    """The match, which a broken or partial signature spoils, and what each signature says."""
    from generator.signing.report import signatures, told

    reports = signatures(data) if data[:5] == b"%PDF-" else ()
    lines = tuple(line for report in reports for line in told(report, zone))
    sound = bool(reports) and all(report.sound for report in reports) and reports[-1].whole
    if match.fate == "signed" and not sound:
        why = lines or ("rien de ce qui a été ajouté n'est une signature",)
        return replace(match, fate="extended", differences=why), ()
    if match.fate == "signed" and match.known and (why := hidden(data, {match.known.sha256, match.known.built})):
        return replace(match, fate="extended", differences=why), lines
    return match, lines
