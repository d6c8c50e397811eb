"""The kit that stands in `depot/<client>/` already: signed and ready, damaged, added to, or out of date.

What a person signed or changed is never lost: it is to be sent, told, or moved away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from generator.build.depositing import FOLDER, kit_files, kit_folder, put_back, read_kit
from generator.build.publish import EXIT_FILES
from generator.build.signing_taken import signature_added
from generator.build.state import MANIFEST, inputs_digest
from generator.deposit.differences import some
from generator.deposit.origins import of_build
from generator.deposit.proof import FILE, Proof, Sent, read_proof, slips
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, Span, error
from generator.foundation.files import sha256

_BUILT: Final = {"piece", "annex", "workbook", "packet"}
_TOKENS: Final = (".p7s", ".p7m", ".sig", ".xml")  # signatures that stand beside the file they sign


@dataclass(frozen=True, slots=True)
class Standing:
    """A kit as it stands: paths of its files that were signed, signed with another tool since, changed, gone, added."""

    proof: Proof
    signed: tuple[str, ...] = ()
    unsealed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def touched(self) -> bool:
        """Whether a person's work is in it."""
        return bool(self.signed or self.unsealed or self.changed or self.added)


@dataclass(frozen=True, slots=True)
class Aside:
    """Where an old kit was moved, and whether it bore signatures."""

    place: str
    signed: bool


def standing(workspace: Path, client: str) -> Standing | None:
    """The kit that stands there, None without one; raises Rejected when its proof can't be read."""
    folder = kit_folder(workspace, client)
    put_back(folder)
    if not kit_files(folder):
        return None
    files, proof = read_kit(workspace, client)
    known, found = {one.file: one for one in proof.files}, slips(files, proof)
    fresh = tuple(name for name in found.changed if _signed_since(known[name], files[name]))
    forged = (one.file for one in proof.files if one.kind in _BUILT and not one.signed and _rebuilt(one))
    changed = dict.fromkeys((*(name for name in found.changed if name not in fresh), *forged))
    signed = tuple(one.file for one in proof.files if one.signed and one.file not in found.changed)
    return Standing(proof, signed, fresh, tuple(changed), found.missing, found.added)


def _rebuilt(one: Sent) -> bool:
    return bool(one.built) and one.built != one.sha256


def _signed_since(one: Sent, data: bytes) -> bool:
    """Whether another tool signed this file; without pyHanko, whether it seems so: `offer sign --adopt` judges it."""
    if signature_added(one, data):
        return True
    seems = sha256(data[: one.bytes]) == one.sha256 and b"/ByteRange" in data[one.bytes :]
    return seems and find_spec("pyhanko") is None


def refuse_changed(client: str, kit: Standing) -> None:
    """Raises Rejected when this kit can be neither sent as it is nor written over: each file, and what to do."""
    place = f"{FOLDER}/{client}"
    told = [error("E933", Span(f"{place}/{name}"), said, hint) for name, said, hint in _why(client, kit)]
    if told:
        raise Rejected(told, EXIT_FILES)


def _why(client: str, kit: Standing) -> Iterator[tuple[str, str, str]]:
    place = f"{FOLDER}/{client}"
    again = ", et à signer de nouveau" if kit.signed or kit.unsealed else ""
    apart = f"rangez {place} ailleurs, puis « offer deposit {client} » : il sera refait{again}"
    for name in kit.changed:
        said = "ce fichier a été modifié ou abîmé depuis qu'il est écrit, et aucune signature ne l'explique"
        yield name, f"{said} : ne déposez pas ce dossier", apart
    for name in kit.missing:
        yield name, "ce fichier manque : ne déposez pas ce dossier ainsi", f"remettez-le ; sinon, {apart}"
    for name in kit.added:
        said = "ce fichier a été ajouté à la main : il n'est ni dans l'archive de son enveloppe, ni dans l'index"
        if name.endswith(_TOKENS):
            hint = "si c'est un jeton de signature, déposez-le avec le fichier qu'il signe, et le dossier tel qu'il est"
        else:
            hint = "retirez-le ; s'il est à remettre, joignez-le sous « annexes » dans offer.yaml"
        yield name, said, hint
    for name in kit.unsealed:
        said = "ce fichier est signé, mais l'archive de son enveloppe et l'index ne le savent pas encore"
        yield name, said, f"« offer sign {client} --adopt » les met à jour ; ensuite, déposez {place}"


def put_aside(workspace: Path, client: str, kit: Standing) -> Aside:
    """Moves away a kit that holds a person's work, now that its sources changed."""
    folder = kit_folder(workspace, client)
    number = next(n for n in range(1, 1000) if not (folder.parent / f"{client}-remplace-{n}").exists())
    away = folder.parent / f"{client}-remplace-{number}"
    folder.replace(away)
    return Aside(f"{FOLDER}/{away.name}", bool(kit.signed or kit.unsealed))


def outdated(workspace: Path, client: str, problems: Iterable[Diagnostic]) -> Diagnostics:
    """Says of the kit that stands there, when none can be made now, that it is not to be sent, and on which points."""
    files = kit_files(kit_folder(workspace, client))
    if not files:
        return ()
    proof = read_proof(files.get(FILE, b""))
    if proof and proof.inputs == inputs_digest(workspace, client):
        said = "ne déposez pas le dossier de dépôt qui est là tant que ces points ne sont pas réglés"
    else:
        said = f"le dossier de dépôt qui est là date d'avant vos changements{_changed(workspace, client, proof)}"
        said += " : ne le déposez pas"
    codes = some(tuple(dict.fromkeys(one.code for one in problems)))
    hint = f"réglez d'abord ce qui est dit ici ({codes}) ; « offer deposit {client} » le remplacera"
    return (error("E942", Span(f"{FOLDER}/{client}"), said, hint),)


def _changed(workspace: Path, client: str, proof: Proof | None) -> str:
    """« (a changé depuis : Note méthodologique, …) », as far as the build that stands now says."""
    path = workspace / "build" / client / MANIFEST
    build = of_build(client, f"build/{client}", path.read_bytes()) if path.is_file() else None
    if proof is None or build is None:
        return ""
    now = {known.file: known.sha256 for known in build.files}
    titles = [one.title or one.file for one in proof.files if one.source and now.get(one.source) != one.built]
    return f" (a changé depuis : {some(tuple(dict.fromkeys(titles)))})" if titles else ""
