"""Everything that a workspace knows of files by their hash, and what speaks for or against its proofs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.brief.deposit import Deposit
from generator.build.archiving import PLACE, last_deposit
from generator.build.clients import clients
from generator.build.depositing import FOLDER
from generator.build.history import recorded
from generator.build.state import MANIFEST, inputs_digest
from generator.deposit.archive import FILE as DEPOSIT
from generator.deposit.archive import SENT
from generator.deposit.origins import Catalogue, Known, Origin, of_archive, of_build, of_kit
from generator.deposit.proof import FILE as PROOF
from generator.deposit.proof import read_proof
from generator.foundation.files import sha256
from generator.foundation.record import parse_record
from generator.foundation.source import decoded


@dataclass(frozen=True, slots=True)
class Note:
    """A line on what stands beside; one that is not `sound` takes the proof away."""

    line: str
    sound: bool = True


def origins(workspace: Path) -> tuple[Origin, ...]:
    """Every archive, kit and build of the workspace that can be read."""
    return tuple(each for each in _origins(workspace) if each)


def _origins(workspace: Path) -> Iterator[Origin | None]:
    for client in clients(workspace):
        parent = PLACE.format(client=client)
        for path in sorted((workspace / parent).glob(f"[!.]*/{DEPOSIT}")):
            yield archived(f"{parent}/{path.parent.name}", _some(path.parent, DEPOSIT, f"{SENT}/{PROOF}"))
    for path in sorted((workspace / FOLDER).glob(f"[!.]*/{PROOF}")):
        yield of_kit(f"{FOLDER}/{path.parent.name}", _some(path.parent, PROOF))
    for path in sorted((workspace / "build").glob(f"[!.]*/{MANIFEST}")):
        yield of_build(path.parent.name, f"build/{path.parent.name}", path.read_bytes())


def _some(parent: Path, *names: str) -> dict[str, bytes]:
    return {name: (parent / name).read_bytes() for name in names if (parent / name).is_file()}


def archived(place: str, files: Mapping[str, bytes], own: bool = False) -> Origin | None:
    """An archive by its files; None when its record can't be read."""
    text, problems = decoded(files[DEPOSIT], DEPOSIT)
    loaded = None if problems else parse_record(text, DEPOSIT, Deposit)[0]
    return of_archive(place, loaded.value, files, own) if loaded else None


class Hand:
    """Our own bytes, wherever in the workspace they still are as they were listed; signed since, as they were built."""

    def __init__(self, workspace: Path, catalogue: Catalogue) -> None:
        self.workspace = workspace
        self.catalogue = catalogue

    def __call__(self, origin: Origin, known: Known) -> bytes | None:
        """The bytes of a file, None when they are gone."""
        built = known.built if known.file.endswith(".pdf") else ""  # a Word file is handed in as a cleaned copy
        same = (*self.catalogue.exact(known.sha256), *self.catalogue.exact(built))
        read = (self._read(*hit) for hit in ((origin, known), *same))
        return next((data for data in read if data is not None), None)

    def _read(self, origin: Origin, known: Known) -> bytes | None:
        path = self.workspace / origin.place / known.file
        data = path.read_bytes() if not origin.own and path.is_file() else None
        return data if data is not None and sha256(data) == known.sha256 else None


# --- what speaks for it, or against ---------------------------------------------------------------


def notes(workspace: Path, origin: Origin | None) -> Iterator[Note]:
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
