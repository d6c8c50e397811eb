"""Files of a kit that somebody signed with another tool: known by the bytes that they begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.build.depositing import read_kit, write_kit
from generator.build.local_time import zone_of
from generator.build.signing_map import mapped
from generator.build.signing_seen import strangers
from generator.deposit.additions import hidden
from generator.deposit.proof import Proof, Sent, slips
from generator.deposit.seal import sealed
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, Span, error
from generator.foundation.files import sha256
from generator.signing.added import only_signed
from generator.signing.identity import installed
from generator.signing.report import SignatureReport, moment, signatures


@dataclass(frozen=True, slots=True)
class Adopted:
    """Who signed each file that was signed elsewhere, by path, and what is worth knowing of it."""

    files: Mapping[str, str]
    findings: Diagnostics = ()


def adopt(workspace: Path, client: str) -> Adopted:
    """Seals the kit again with what was signed elsewhere.

    Raises Rejected for every other change, or without pyHanko, which judges signatures.
    """
    installed()
    files, proof = read_kit(workspace, client)
    proof, fresh = taken(client, files, proof, zone_of(workspace, client))
    if not fresh:
        return Adopted({})
    write_kit(workspace, client, sealed(files, proof))
    added = [(one, fresh[one.file]) for one in proof.files if one.file in fresh]
    return Adopted({one.file: one.signed for one, _ in added}, tuple(_strangers(workspace, client, added)))


def _strangers(workspace: Path, client: str, added: Iterable[tuple[Sent, SignatureReport]]) -> Diagnostics:
    try:
        return tuple(strangers(client, mapped(workspace, client).entries, added))
    except Rejected:  # its sources changed since, and can't be composed: nothing says who signs
        return ()


def taken(
    client: str, files: Mapping[str, bytes], proof: Proof, zone: str
) -> tuple[Proof, Mapping[str, SignatureReport]]:
    """The proof with each file that now bears one more sound signature, told on the clock of `zone`, and these.

    Such a file begins with the sealed one. Raises Rejected for every other change of the kit.
    """
    found = slips(files, proof)
    known = {one.file: one for one in proof.files}
    fresh = {name: last for name in found.changed if (last := signature_added(known[name], files[name]))}
    problems = [_changed(client, name, files[name]) for name in found.changed if name not in fresh]
    problems += [_other(client, name, "manque dans le dossier de dépôt") for name in found.missing]
    problems += [_other(client, name, "a été ajouté au dossier de dépôt") for name in found.added]
    if problems:
        raise Rejected(problems)
    marked = tuple(_marked(one, fresh[one.file], zone) if one.file in fresh else one for one in proof.files)
    return proof.model_copy(update={"files": marked}), fresh


def signature_added(one: Sent, data: bytes) -> SignatureReport | None:
    """The signature that closes this file, when all is sound, and nothing else was put behind the sealed file."""
    if one.kind not in {"piece", "annex", "packet"} or sha256(data[: one.bytes]) != one.sha256:
        return None
    reports = signatures(data) if only_signed(data[: one.bytes], data) else ()
    if not reports or not reports[-1].whole or not all(report.sound for report in reports):
        return None
    return None if hidden(data, {one.sha256}) else reports[-1]


def _marked(one: Sent, report: SignatureReport, zone: str) -> Sent:
    at = report.timestamp or report.when
    form = "" if report.level.startswith("PAdES") else f" (format {report.level}, pas PAdES)"
    said = f"signé par {report.signer}{f' {moment(at, zone)}' if at else ''}{form}"
    return one.model_copy(update={"signed": " ; ".join(part for part in (one.signed, said) if part)})


def _changed(client: str, name: str, data: bytes) -> Diagnostic:
    said = "ce fichier n'est plus celui du dossier de dépôt, et aucune signature valable ne l'explique"
    if why := dict.fromkeys(problem for report in signatures(data) for problem in report.problems):
        said += f" : {' ; '.join(why)}"
    return error("E985", Span(f"depot/{client}/{name}"), said, _again(client))


def _other(client: str, name: str, said: str) -> Diagnostic:
    return error("E985", Span(f"depot/{client}/{name}"), f"ce fichier {said}", _again(client))


def _again(client: str) -> str:
    return f"remettez-le comme il était ; sinon, rangez depot/{client} ailleurs, puis « offer deposit {client} »"
