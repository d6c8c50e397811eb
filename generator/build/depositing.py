"""The kit to hand in, `depot/<client>/`: made from a build that nothing holds back; read and written whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.publish import EXIT_FILES, exclusive, recover, swap
from generator.deposit.proof import FILE, Proof, read_proof, slips
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, Span, blocks, error

if TYPE_CHECKING:
    from generator.compose.dossier import Dossier
    from generator.deposit.checklist import Signatures
    from generator.deposit.kit import Built, Origin
    from generator.planning.countdown import Countdown

FOLDER = "depot"
_NOT_OURS = {".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Deposit:
    """What `deposit` did: where the kit stands, its proof, who signs, the deadline, what to know, the kit put aside."""

    folder: Path
    proof: Proof
    signatures: Signatures
    way: Countdown
    findings: Diagnostics
    unchanged: bool = False
    aside: str = ""


def deposit(workspace: Path, client: str, on: date) -> Deposit:
    """Writes the kit of an offer as of the day `on`, from a build made anew when its sources changed.

    Raises Rejected, with every reason, when something keeps the offer from being handed in; when files of the build
    were edited; when the kit that stands there was signed or changed, and its sources did not change since.
    """
    from generator.build.checking import check
    from generator.build.handing_in import reasons
    from generator.build.inputs import read_inputs
    from generator.build.pipeline import dossier_of
    from generator.build.run import build
    from generator.deposit.kit import kit

    problems: Diagnostics = ()
    code = 1
    try:
        build(workspace, client)
    except Rejected as refused:  # told with what else keeps the offer from being handed in
        problems, code = refused.diagnostics, refused.exit_code
    inputs, unread = read_inputs(workspace, client)
    dossier = dossier_of(inputs)[0] if inputs else None
    if inputs is None or dossier is None:
        raise Rejected(problems or unread, code)
    checked = check(workspace, client, on)
    if problems := tuple(dict.fromkeys((*problems, *reasons(inputs, checked.findings)))):
        raise Rejected(problems, code)
    assert checked.way
    built = _built(workspace, dossier)
    signatures = _signatures(built)
    files, problems = kit(built, _origin(workspace, client), checked.way, signatures)
    if blocks(problems):
        raise Rejected(problems)
    proof = read_proof(files[FILE])
    assert proof
    folder = kit_folder(workspace, client)
    if kit_files(folder) == files:
        return Deposit(folder, proof, signatures, checked.way, problems, unchanged=True)
    aside = put_aside(workspace, client, proof)
    write_kit(workspace, client, files)
    return Deposit(folder, proof, signatures, checked.way, problems, aside=aside)


def _built(workspace: Path, dossier: Dossier) -> Built:
    """The build that stands in build/<client>/, which nobody edited."""
    from generator.build.state import MANIFEST, read_state
    from generator.deposit.kit import Built

    client = dossier.inputs.client
    folder = workspace / "build" / client
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    pdfs = {str(entry["file"]): str(entry["pdf"]) for entry in manifest["files"] if "pdf" in entry}
    files = {name: (folder / name).read_bytes() for name in read_state(folder).written}
    return Built(dossier, files, pdfs, _apart(folder))


def _apart(folder: Path) -> frozenset[str]:
    """The keys of the annexes that were signed before us, and are in no packet (W746)."""
    from generator.build.run import known_findings

    spans = (finding.span for finding in known_findings(folder) if finding.code == "W746")
    return frozenset(Path(span.file).stem for span in spans if span)


def _signatures(built: Built) -> Signatures:
    """Who signs what, before the deposit and later, from the map of signatures."""
    from generator.deposit.checklist import Signatures
    from generator.signing.map import signing_map, told

    each = signing_map(built.dossier)
    return Signatures(
        tuple(dict.fromkeys(told(one) for one in each if one.when == "deposit")),
        tuple(dict.fromkeys(told(one) for one in each if one.when == "award")),
    )


def _origin(workspace: Path, client: str) -> Origin:
    """Version, digest, commit: where the sources of this offer come from."""
    import generator
    from generator.build.history import standing
    from generator.build.state import inputs_digest
    from generator.deposit.kit import Origin

    commit, clean = standing(workspace, client)
    return Origin(generator.__version__, inputs_digest(workspace, client), commit, clean)


def put_aside(workspace: Path, client: str, proof: Proof) -> str:
    """Moves away a kit that a person signed or changed, when its sources changed since; where it went, or nothing.

    Raises Rejected when they did not: what was signed is what is to be sent.
    """
    folder = kit_folder(workspace, client)
    if not kit_files(folder):
        return ""
    files, before = read_kit(workspace, client)
    touched = sorted({*slips(files, before).changed, *slips(files, before).added, *signed(before)})
    if not touched:
        return ""
    if before.inputs == proof.inputs:
        raise Rejected([_kept(client, name) for name in touched], EXIT_FILES)
    number = next(n for n in range(1, 1000) if not (folder.parent / f"{client}-remplace-{n}").exists())
    away = folder.parent / f"{client}-remplace-{number}"
    folder.replace(away)
    return f"{FOLDER}/{away.name}"


def signed(proof: Proof) -> tuple[str, ...]:
    """The files of a kit that were signed, or are no longer as built, since the kit was made."""
    built = {"piece", "annex", "workbook", "packet"}
    return tuple(
        one.file for one in proof.files if one.signed or (one.kind in built and one.built and one.built != one.sha256)
    )


def _kept(client: str, name: str) -> Diagnostic:
    said = "ce fichier a été signé, modifié ou ajouté depuis que le dossier de dépôt est fait : il n'est pas écrasé"
    hint = f"déposez ce dossier tel qu'il est ; pour en refaire un, rangez d'abord {FOLDER}/{client} sous un autre nom"
    return error("E933", Span(f"{FOLDER}/{client}/{name}"), said, hint)


def kit_folder(workspace: Path, client: str) -> Path:
    """Where the kit of an offer stands."""
    return workspace / FOLDER / client


def kit_files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path with « / », without what desktops and Word leave there."""
    found = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and path.name not in _NOT_OURS and not path.name.startswith(("~$", ".~lock")):
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def read_kit(workspace: Path, client: str) -> tuple[dict[str, bytes], Proof]:
    """Every file of the kit as it stands (`deposit.proof.slips` says what was changed), and its proof.

    Raises Rejected when there is no kit, or no proof that can be read.
    """
    folder = kit_folder(workspace, client)
    files, place = kit_files(folder), Span(f"{FOLDER}/{client}")
    again = f"« offer deposit {client} » l'écrit"
    if not files:
        raise Rejected([error("E930", place, f"pas de dossier de dépôt pour « {client} »", again)], EXIT_FILES)
    proof = read_proof(files.get(FILE, b""))
    if proof is None or proof.client != client:
        said = f"{FILE} manque, ou ne se lit plus : on ne sait plus ce que ces fichiers sont"
        hint = f"rangez ce dossier ailleurs ; {again} de nouveau"
        raise Rejected([error("E931", place, said, hint)], EXIT_FILES)
    return files, proof


def write_kit(workspace: Path, client: str, files: Mapping[str, bytes]) -> Path:
    """Writes the whole kit aside, then swaps it in: exactly these files, or those that stood there."""
    folder = kit_folder(workspace, client)
    with exclusive(folder):
        new, old = folder.parent / f".{client}.new", folder.parent / f".{client}.old"
        recover(folder)
        try:
            for name, data in files.items():
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            swap(folder, new, old)
        except OSError:
            shutil.rmtree(new, ignore_errors=True)
            raise
    return folder
