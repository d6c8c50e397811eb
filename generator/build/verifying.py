"""Proves that files are exactly what was built and handed in: looked up among the archives, kits and builds.

What it was made from is told too; `rebuilding` makes it once more. Signatures are read by `signing`, which is joined
with the kits here alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.brief.deposit import Deposit
from generator.build.archiving import PLACE, last_deposit
from generator.build.clients import clients
from generator.build.depositing import FOLDER, kit_files
from generator.build.history import recorded
from generator.build.state import MANIFEST, inputs_digest
from generator.deposit.additions import hidden
from generator.deposit.archive import FILE as DEPOSIT
from generator.deposit.archive import SENT
from generator.deposit.differences import some
from generator.deposit.origins import Catalogue, Known, Origin, of_archive, of_build, of_kit
from generator.deposit.proof import FILE as PROOF
from generator.deposit.proof import SUMS, read_proof
from generator.deposit.verify import Match, Verdict, folder, one_file
from generator.foundation.diagnostic import Rejected, Span, error
from generator.foundation.files import BROKEN, given, sha256, unzipped
from generator.foundation.record import parse_record
from generator.foundation.source import decoded

LARGEST: Final = 1_000_000_000  # bytes of what is given
EXIT_FILES: Final = 4
_SUM: Final = re.compile(r"[0-9a-f]{64} [ *](.{1,200})")  # sha256sum's; our own paths are shorter


@dataclass(frozen=True, slots=True)
class Note:
    """A line on what stands beside; one that is not `sound` takes the proof away."""

    line: str
    sound: bool = True


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
    found = {each.parent for mark in marks for each in path.rglob(mark) if not _hidden(each.relative_to(path))}
    return tuple(sorted(each for each in found if not found.intersection(each.parents))) or (path,)


def _around(path: Path, several: Collection[Path]) -> tuple[str, ...]:
    """The files of a folder that stand in none of these."""
    inner = tuple(f"{each.relative_to(path).as_posix()}/" for each in several if each != path)
    return tuple(name for name in kit_files(path) if not name.startswith((*inner, "."))) if inner else ()


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _file(workspace: Path, path: Path, data: bytes) -> Verified:
    catalogue, hand = Catalogue(origins(workspace)), _Hand(workspace)
    if path.name == SUMS:
        return _listed(workspace, path, data)
    match = one_file(path.name, data, catalogue, hand)
    inside = _unpacked(path.name, data) if match.fate in {"changed", "like", "unknown"} else {}
    if inside:
        again = Note("l'archive elle-même n'est pas la nôtre : seuls les fichiers qu'elle contient sont jugés")
        judged = _judged(workspace, path.name, inside)
        return replace(judged, notes=(*judged.notes, again))
    match, signed = _with_signatures(match, data)
    verdict = Verdict(path.name, False, (match,), match.origin)
    return Verified(verdict, {path.name: signed} if signed else {}, tuple(_notes(workspace, match.origin)))


def _unpacked(name: str, data: bytes) -> dict[str, bytes]:
    """The files of a zip; none for what is no zip: a Word file is one too, and stays whole."""
    if not name.lower().endswith(".zip"):
        return {}
    try:
        return unzipped(data)
    except BROKEN:
        return {}


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
    files = kit_files(path)
    if not files:
        raise Rejected([error("E960", Span(path.name), "ce dossier est vide", "donnez un fichier ou un dossier")], 4)
    return _judged(workspace, _shown(workspace, path), files)


def _judged(workspace: Path, name: str, files: Mapping[str, bytes]) -> Verified:
    """A folder, or what a zip or a list of sums stands for.

    It is taken at its own word only when the workspace knows less than half of its files.
    """
    known, hand = origins(workspace), _Hand(workspace)
    verdict = folder(name, files, Catalogue(known), hand)
    own = _own(name, files)
    if own and 2 * sum(match.origin is verdict.origin for match in verdict.matches if match.fine) < len(files):
        verdict = folder(name, files, Catalogue((*known, own)), hand)
    signatures: dict[str, tuple[str, ...]] = {}
    matches = []
    for match in verdict.matches:
        judged, signed = _with_signatures(match, files[match.name])
        matches.append(judged)
        signatures |= {match.name: signed} if signed else {}
    return Verified(replace(verdict, matches=tuple(matches)), signatures, tuple(_notes(workspace, verdict.origin)))


def _own(name: str, files: Mapping[str, bytes]) -> Origin | None:
    """What a folder says of itself."""
    if DEPOSIT in files:
        return _archived(name, files, own=True)
    return of_kit(name, files, own=True) if PROOF in files else None


def _shown(workspace: Path, path: Path) -> str:
    """A path from the workspace; one from elsewhere by its name alone."""
    real, root = path.resolve(), workspace.resolve()
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else path.resolve().name


# --- what is known -------------------------------------------------------------------------------


def origins(workspace: Path) -> tuple[Origin, ...]:
    """Every archive, kit and build of the workspace that can be read."""
    return tuple(each for each in _origins(workspace) if each)


def _origins(workspace: Path) -> Iterator[Origin | None]:
    for client in clients(workspace):
        parent = PLACE.format(client=client)
        for path in sorted((workspace / parent).glob(f"[!.]*/{DEPOSIT}")):
            yield _archived(f"{parent}/{path.parent.name}", _some(path.parent, DEPOSIT, f"{SENT}/{PROOF}"))
    for path in sorted((workspace / FOLDER).glob(f"[!.]*/{PROOF}")):
        yield of_kit(f"{FOLDER}/{path.parent.name}", _some(path.parent, PROOF))
    for path in sorted((workspace / "build").glob(f"[!.]*/{MANIFEST}")):
        yield of_build(path.parent.name, f"build/{path.parent.name}", path.read_bytes())


def _some(parent: Path, *names: str) -> dict[str, bytes]:
    return {name: (parent / name).read_bytes() for name in names if (parent / name).is_file()}


def _archived(place: str, files: Mapping[str, bytes], own: bool = False) -> Origin | None:
    text, problems = decoded(files[DEPOSIT], DEPOSIT)
    loaded = None if problems else parse_record(text, DEPOSIT, Deposit)[0]
    return of_archive(place, loaded.value, files, own) if loaded else None


class _Hand:
    """Our own bytes, when they still stand where they were listed and are still the same."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace

    def __call__(self, origin: Origin, known: Known) -> bytes | None:
        path = self.workspace / origin.place / known.file
        data = path.read_bytes() if not origin.own and path.is_file() else None
        return data if data is not None and sha256(data) == known.sha256 else None


# --- what stands beside --------------------------------------------------------------------------


def _with_signatures(match: Match, data: bytes) -> tuple[Match, tuple[str, ...]]:
    """The match, which a broken or partial signature spoils, and what each signature says."""
    from generator.signing.report import signatures, told

    reports = signatures(data) if data[:5] == b"%PDF-" else ()
    lines = tuple(line for report in reports for line in told(report))
    sound = bool(reports) and all(report.sound for report in reports) and reports[-1].whole
    if match.fate == "signed" and not sound:
        why = lines or ("rien de ce qui a été ajouté n'est une signature",)
        return replace(match, fate="extended", differences=why), ()
    if match.fate == "signed" and match.known and (why := hidden(data, {match.known.sha256, match.known.built})):
        return replace(match, fate="extended", differences=why), lines
    return match, lines


def _notes(workspace: Path, origin: Origin | None) -> Iterator[Note]:
    """Whether the sources are still these, whether the proofs agree, whether the archive is safe in git."""
    if origin is None or origin.own:
        return
    if origin.client in clients(workspace) and inputs_digest(workspace, origin.client) == origin.inputs:
        yield Note("les sources et le programme d'aujourd'hui sont ceux de ces fichiers")
    if origin.kind == "archive":
        yield from _disagreements(workspace / origin.place, origin)
        yield _in_git(workspace, origin.place)
    elif origin.kind == "kit":
        yield from _other_hashes(workspace, origin)
        if (kept := last_deposit(workspace, origin.client)[0]) is not None:
            yield Note(f"ce n'est pas ce qui a été remis le {kept.deposit.when} ({kept.place})")


def _disagreements(path: Path, origin: Origin) -> Iterator[Note]:
    """Files of which deposit.yaml and the kit's own proof say different hashes, without a signature to explain it."""
    proof = read_proof(b"".join(_some(path, f"{SENT}/{PROOF}").values()))
    listed = {f"{SENT}/{one.file}": one.sha256 for one in proof.files} if proof else {}
    for one in origin.deposit.files if origin.deposit else ():
        if one.since is None and listed.get(one.file, one.sha256) != one.sha256:
            said = f"ATTENTION : {DEPOSIT} et {PROOF} ne donnent pas la même empreinte pour {one.file}"
            yield Note(said, sound=False)


def _other_hashes(workspace: Path, origin: Origin) -> Iterator[Note]:
    """Files that a build of the same sources wrote otherwise than the kit's proof says."""
    place = f"build/{origin.client}"
    build = of_build(origin.client, place, b"".join(_some(workspace / place, MANIFEST).values()))
    if build is None or build.inputs != origin.inputs:
        return
    written = {known.file: known.sha256 for known in build.files}
    for known in origin.files:
        if written.get(known.source, known.built) != known.built:
            yield Note(f"ATTENTION : {PROOF} et {place}/{MANIFEST} ne s'accordent pas sur {known.file}", sound=False)


def _in_git(workspace: Path, place: str) -> Note:
    found = recorded(workspace, place)
    if found is None:
        return Note("cette archive n'est pas encore dans git : elle n'est gardée que sur ce disque")
    version, same = found
    state = "sans changement depuis" if same else "mais CHANGÉE depuis sur ce disque"
    return Note(f"archive gardée par git (commit {version}), {state}", same)
