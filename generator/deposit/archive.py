"""The archive of a deposit: the kit exactly as it was sent, the receipts, and deposit.yaml, which a colleague reads.

A file that was signed since the kit was made is known by what it still begins with; any other change is refused.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final

from generator.brief.deposit import Deposit, DepositedFile, KeptFile
from generator.deposit.proof import FILE as PROOF
from generator.deposit.proof import SUMS, Proof, Sent, slips
from generator.deposit.seal import sums, zip_name
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, warning
from generator.foundation.files import sha256
from generator.packet.deposit_names import plain_name

FILE: Final = "deposit.yaml"
SENT: Final = "envoi"
_HEAD: Final = """\
# yaml-language-server: $schema=../../../../schema/deposit.schema.json
# Ce qui a été remis, et quand : envoi/ en garde la copie exacte, les accusés de réception sont à côté.
# Écrit par « offer deposited » ; ne changez rien ici. Pour le prouver :
#   offer verify {place}
"""


@dataclass(frozen=True, slots=True)
class Kit:
    """The kit as it stands: its files, its proof, and those that hold a valid signature that the proof knows not of."""

    files: Mapping[str, bytes]
    proof: Proof
    signed: frozenset[str] = frozenset()


def changes(kit: Kit, place: str) -> Diagnostics:
    """What keeps this kit from being archived, and what is worth telling; `place` is its folder."""
    found = slips(kit.files, kit.proof)
    return (
        *(_changed(f"{place}/{name}", name) for name in found.changed if name not in kit.signed),
        *(_missing(f"{place}/{name}", kit.proof.client) for name in found.missing),
        *(() if found else _sums(kit, place)),
        *(_added(f"{place}/{name}") for name in found.added),
        *_stale(kit, place),
    )


def _changed(place: str, name: str) -> Diagnostic:
    said = "ce fichier n'est plus celui que « offer deposit » a écrit"
    hint = "remettez-le comme il était (« offer deposit » refait le dossier), puis archivez ce qui a été remis"
    if name.endswith(".pdf"):
        said += ", et aucune signature valide ajoutée à sa fin ne l'explique"
    return error("E951", Span(place), said, hint)


def _missing(place: str, client: str) -> Diagnostic:
    hint = f"remettez-le à sa place ; « offer deposit {client} » refait tout le dossier"
    return error("E952", Span(place), "ce fichier du dossier de dépôt n'y est plus", hint)


def _sums(kit: Kit, place: str) -> Iterator[Diagnostic]:
    if SUMS not in kit.files:
        yield _missing(f"{place}/{SUMS}", kit.proof.client)
    elif kit.files[SUMS] != sums(kit.files):
        yield _changed(f"{place}/{SUMS}", SUMS)


def _added(place: str) -> Diagnostic:
    said = "ce fichier a été ajouté à la main : il est archivé, mais rien ne dira d'où il vient"
    return warning("E953", Span(place), said, "s'il n'a pas été remis, retirez-le avant d'archiver")


def _stale(kit: Kit, place: str) -> Iterator[Diagnostic]:
    """Zips that still hold a file as it was before its signature."""
    folders = {name.partition("/")[0] for name in kit.signed if "/" in name}
    for name in sorted(map(zip_name, folders)):
        if name in kit.files:
            said = "cette archive contient encore les fichiers d'avant leur signature"
            hint = (
                f"si c'est elle qui sera remise, « offer sign {kit.proof.client} --adopt » la refait avant de déposer"
            )
            yield warning("E954", Span(f"{place}/{name}"), said, hint)


@dataclass(frozen=True, slots=True)
class Archive:
    """All the files of an archive by path, and the record that stands among them."""

    deposit: Deposit
    files: Mapping[str, bytes]


def archive(kit: Kit, at: datetime, zone: str, receipts: Iterable[tuple[str, bytes]], parent: str) -> Archive:
    """The archive of this kit, sent at this moment (`at` as a clock of `zone` shows it), below the folder `parent`."""
    acknowledged = _receipts(receipts)
    sent = {f"{SENT}/{name}": data for name, data in kit.files.items()}
    deposit = Deposit.model_validate(
        {
            "client": kit.proof.client,
            "day": at.date(),
            "hour": at.time().replace(second=0, microsecond=0, tzinfo=None),
            "zone": zone,
            "generator": kit.proof.generator,
            "commit": kit.proof.commit or None,
            "clean": kit.proof.clean,
            "inputs": kit.proof.inputs,
            "receipts": tuple(_kept(name, data) for name, data in acknowledged.items()),
            "files": tuple(_sent(name, data, kit) for name, data in sent.items()),
        }
    )
    return Archive(deposit, {FILE: _yaml(deposit, f"{parent}/{stamp(deposit)}"), **acknowledged, **sent})


def stamp(deposit: Deposit) -> str:
    """« 2026-11-21-1142 », the name of its folder."""
    return f"{deposit.day}-{deposit.hour:%H%M}"


def _receipts(receipts: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Plain names: a mail program may have written anything."""
    return {
        f"accuse-{number}-{plain_name(PurePath(name).stem)}{_suffix(name)}": data
        for number, (name, data) in enumerate(receipts, 1)
    }


def _suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""


def _kept(name: str, data: bytes) -> KeptFile:
    return KeptFile(file=name, bytes=len(data), sha256=sha256(data))


def _sent(name: str, data: bytes, kit: Kit) -> DepositedFile:
    inner = name.removeprefix(f"{SENT}/")
    known = kit.proof.sent(inner)
    kept = _kept(name, data)
    return DepositedFile(**kept.model_dump(), title=(known and known.title) or None, since=_since(inner, known, kit))


def _since(name: str, known: Sent | None, kit: Kit) -> Any:
    if known is None:
        return None if name in {PROOF, SUMS} else "added"
    return "signed" if known.signed or name in kit.signed else None


# --- deposit.yaml --------------------------------------------------------------------------------


def _yaml(deposit: Deposit, place: str) -> bytes:
    """The record as YAML; a text between JSON's quotes is the same in YAML."""
    said = deposit.model_dump(exclude={"receipts", "files"}, exclude_none=True)
    lines = [f"{key}: {_value(value)}" for key, value in said.items()]
    for key, files in (("receipts", deposit.receipts), ("files", deposit.files)):
        lines += [f"{key}:" if files else f"{key}: []", *_entries(files)]
    return (_HEAD.format(place=place) + "\n".join(lines) + "\n").encode()


def _entries(files: Collection[KeptFile]) -> Iterator[str]:
    for one in files:
        first, *rest = one.model_dump(exclude_none=True).items()
        yield f"  - {first[0]}: {_value(first[1])}"
        yield from (f"    {key}: {_value(value)}" for key, value in rest)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else _plain(value)


def _plain(value: Any) -> str:
    """A number, a day or an hour."""
    return f'"{value:%H:%M}"' if hasattr(value, "hour") else str(value)
