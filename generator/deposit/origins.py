"""Where files come from: what each archive, kit and build of a workspace lists, to be found again by hash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from generator.brief.deposit import Deposit
from generator.deposit.archive import FILE as DEPOSIT
from generator.deposit.archive import SENT
from generator.deposit.proof import FILE as PROOF
from generator.deposit.proof import SUMS, Proof, read_proof
from generator.foundation.files import sha256
from generator.readers.versions import versions

MANIFEST: Final = "manifest.json"
Kind = Literal["archive", "kit", "build"]


@dataclass(frozen=True, slots=True)
class Known:
    """A file that an origin lists.

    `built` is its hash before it was signed or cleaned, `source` its file in build/<client>/; `size` in bytes is 0 when
    it is not known.
    """

    file: str
    sha256: str
    built: str = ""
    source: str = ""
    title: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """An archive, a kit or a build: where it stands, its offer, what it was made from, its files.

    `own`: what is verified says so itself, and nothing of the workspace does.
    """

    kind: Kind
    client: str
    place: str
    inputs: str
    files: tuple[Known, ...] = field(repr=False)
    generator: str = ""
    commit: str = ""
    clean: bool = False
    deposit: Deposit | None = None
    own: bool = False


Hit = tuple[Origin, Known]


def of_kit(place: str, files: Mapping[str, bytes], own: bool = False) -> Origin | None:
    """A kit, by its own proof; None when that can't be read."""
    data = files.get(PROOF, b"")
    proof = read_proof(data)
    if proof is None:
        return None
    made = (proof.generator, proof.commit, proof.clean)
    return Origin("kit", proof.client, place, proof.inputs, _sealed(proof, data), *made, own=own)


def of_archive(place: str, deposit: Deposit, files: Mapping[str, bytes], own: bool = False) -> Origin:
    """An archive, by its deposit.yaml; the depot.json in it tells what each file was before it was signed.

    `files` holds these two, at least.
    """
    proof = files.get(f"{SENT}/{PROOF}", b"")
    listed = {one.sha256 for one in deposit.files}
    inner = read_proof(proof) if sha256(proof) in listed else None
    made_of = {f"{SENT}/{one.file}": (one.built, one.source) for one in inner.files} if inner else {}
    listing = [
        Known(one.file, one.sha256, *made_of.get(one.file, ("", "")), one.title or "", one.bytes)
        for one in deposit.files
    ]
    listing += [Known(one.file, one.sha256, title="Accusé de réception") for one in deposit.receipts]
    listing.append(Known(DEPOSIT, sha256(files.get(DEPOSIT, b"")), title="Archive"))
    made = (deposit.generator, deposit.commit or "", deposit.clean)
    return Origin("archive", deposit.client, place, deposit.inputs, tuple(listing), *made, deposit, own)


def of_build(client: str, place: str, manifest: bytes) -> Origin | None:
    """A build, by its manifest; None when that can't be read."""
    try:
        said = json.loads(manifest)
        entries = [(str(entry["file"]), str(entry["sha256"]), int(entry.get("bytes", 0))) for entry in said["files"]]
        inputs, generator = str(said["inputs"]), str(said["generator"])
    except (ValueError, KeyError, TypeError):
        return None
    listing = [Known(name, digest, source=name, size=size) for name, digest, size in entries]
    listing.append(Known(MANIFEST, sha256(manifest), title="Liste des fichiers construits"))
    return Origin("build", client, place, inputs, tuple(listing), generator)


def _sealed(proof: Proof, data: bytes) -> tuple[Known, ...]:
    """What a proof lists, then itself and the sums, which follow from it."""
    listed = [Known(one.file, one.sha256, one.built, one.source, one.title, one.bytes) for one in proof.files]
    listed.append(Known(PROOF, sha256(data), title="Preuve"))
    sums = "".join(f"{one.sha256}  {one.file}\n" for one in sorted(listed, key=lambda one: one.file))
    return (*listed, Known(SUMS, sha256(sums.encode()), title="Empreintes"))


class Catalogue:
    """Every known file by hash. Archives come first, the last deposit before the others; then kits, then builds."""

    def __init__(self, origins: Iterable[Origin]) -> None:
        self.origins = tuple(sorted(origins, key=_rank))
        self._by_hash: dict[str, list[Hit]] = {}
        self._as_built: dict[str, list[Hit]] = {}
        for origin in self.origins:
            for known in origin.files:
                self._by_hash.setdefault(known.sha256, []).append((origin, known))
                if known.built and known.built != known.sha256:
                    self._as_built.setdefault(known.built, []).append((origin, known))

    def exact(self, digest: str) -> tuple[Hit, ...]:
        """Files with these very bytes."""
        return tuple(self._by_hash.get(digest, ()))

    def unsigned(self, digest: str) -> tuple[Hit, ...]:
        """Files that had these bytes before they were signed, or cleaned."""
        return tuple(self._as_built.get(digest, ()))

    def begun(self, data: bytes) -> tuple[tuple[Hit, ...], int]:
        """Files that a longer PDF still begins with, and how many bytes of it they are; the longest such beginning."""
        for end, digest in reversed(tuple(versions(data))):
            if hits := (*self.exact(digest), *self.unsigned(digest)):
                return hits, end
        return (), 0

    def named(self, name: str) -> Iterator[Hit]:
        """Files of this name, folders left out."""
        for origin in self.origins:
            yield from ((origin, known) for known in origin.files if known.file.rpartition("/")[2] == name)


def _rank(origin: Origin) -> tuple[int, float, str]:
    order = {"archive": 0, "kit": 1, "build": 2}[origin.kind] + 3 * origin.own
    return order, -(origin.deposit.moment.timestamp() if origin.deposit else 0), origin.place
