"""Signs the files of a kit, in memory; the kit is sealed and written again, whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.build.depositing import read_kit, write_kit
from generator.build.signing_choice import Asked, Choice, chosen
from generator.build.signing_map import Mapped, mapped
from generator.build.signing_taken import taken
from generator.build.state import inputs_digest
from generator.deposit.proof import Proof, Sent
from generator.deposit.seal import sealed
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, Span, error, warning
from generator.law.signatures import certificate
from generator.signing.identity import Identity, faults, identity, installed, is_qualified, same_person
from generator.signing.map import ToSign, told
from generator.signing.report import moment
from generator.signing.sign import Field, checked, fields, signed, time_server
from generator.signing.stamp import Stamp, drawn

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed, by whom, and what is left: sentences in French."""

    who: str
    files: tuple[str, ...]  # paths in the kit
    left: tuple[str, ...] = ()
    findings: Diagnostics = ()


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who signs, when (on the clock of `zone`), and the time server."""

    who: Identity
    at: datetime
    zone: str
    clock: TimeStamper | None = field(default=None, repr=False)


def sign(workspace: Path, client: str, asked: Asked, p12: bytes, password: Callable[[], str], at: datetime) -> Signed:
    """Signs what `asked` names in `depot/<client>/`, at this moment; the password is asked for once the rest is fine.

    Raises Rejected, nothing written, with every reason why it can't be.
    """
    installed()
    known = mapped(workspace, client)
    choice = chosen(client, known.entries, asked)
    files, proof = read_kit(workspace, client)
    proof, _ = taken(client, files, proof, known.zone)
    who = identity(p12, password())
    mine = _mine(choice, who, at)
    clock = time_server(asked.timestamp) if asked.timestamp else None
    hand = _Hand(who, at.astimezone(ZoneInfo(known.zone)), known.zone, clock)
    done = _signed(client, files, proof, mine, hand, known.platform)
    marked = _told(proof, done, f"signé par {who.person.name} {moment(at, known.zone)}")
    write_kit(workspace, client, sealed({**files, **done}, marked))
    others = [one for one in choice.possible if one not in mine and not _is_signed(one, files)]
    findings = (*choice.refused, *_worth_knowing(workspace, client, proof, known, who))
    return Signed(who.person.name, tuple(done), tuple(told(one) for one in others), findings)


def _mine(choice: Choice, who: Identity, at: datetime) -> tuple[ToSign, ...]:
    """The entries that the holder of this certificate signs; Rejected when there is none, or when it may not sign."""
    mine = tuple(one for one in choice.possible if same_person(one.signatory, who.person.names))
    expected = mine[0] if mine else choice.possible[0]
    if wrong := faults(who, expected.signatory, expected.organisation, at):
        raise Rejected(wrong)
    return mine


def _signed(
    client: str, files: Mapping[str, bytes], proof: Proof, mine: Iterable[ToSign], hand: _Hand, platform: bool
) -> dict[str, bytes]:
    """The files of the kit that are signed now, by path; Rejected when one can't be, or when all are already."""
    done: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for one in mine:
        rooms = {
            sent.file: room
            for sent in proof.files
            if _holds(sent, one, platform) and (room := _room(sent, one, files[sent.file]))
        }
        free = {name: room for name, room in rooms.items() if not room[1].signed}
        if not rooms:
            problems.append(_roomless(client, one))
        elif not free:
            problems.append(_already(client, one, next(iter(rooms))))
        for name, (label, place) in free.items() if not problems else ():
            stamp = Stamp(one.signatory, one.capacity, one.organisation, hand.at, hand.zone)
            drawing = drawn(stamp, place.size) if place.shown else b""
            made = signed(done.get(name, files[name]), label, hand.who, drawing, hand.at, hand.clock)
            done[name] = checked(made, label, hand.clock is not None)
    if problems:
        raise Rejected(problems)
    return done


def _is_signed(one: ToSign, files: Mapping[str, bytes]) -> bool:
    """Whether a file of the kit bears this signature already."""
    rooms = (fields(data).get(one.field) for name, data in files.items() if name.endswith(".pdf"))
    return any(room is not None and room.signed for room in rooms)


def _holds(sent: Sent, one: ToSign, platform: bool) -> bool:
    """Whether this file may hold the piece: its own PDF, and the whole packet when it is what is sent."""
    if sent.kind == "packet":
        return not platform
    return sent.kind == "piece" and sent.slug == one.slug and sent.file.endswith(".pdf")


def _room(sent: Sent, one: ToSign, data: bytes) -> tuple[str, Field] | None:
    """The field to sign in this file, by name: ours, or the only one of a buyer's form in the stead of our piece."""
    known = fields(data)
    if one.field in known:
        return one.field, known[one.field]
    return next(iter(known.items())) if sent.kind == "piece" and len(known) == 1 else None


def _roomless(client: str, one: ToSign) -> Diagnostic:
    said = f"{one.title} : le PDF du dossier de dépôt n'a pas de champ de signature"
    hint = f"refaites le dossier (« offer deposit {client} ») ; sinon, signez avec un autre outil, puis --adopt"
    return error("E981", Span(f"depot/{client}"), said, hint)


def _already(client: str, one: ToSign, name: str) -> Diagnostic:
    said = f"{one.title} : déjà signé par {one.signatory}"
    known = f"« offer verify depot/{client}/{name} » dit par qui et quand"
    hint = f"{known} ; pour recommencer, rangez depot/{client} ailleurs, puis « offer deposit {client} »"
    return error("E986", Span(f"depot/{client}/{name}"), said, hint)


def _told(proof: Proof, done: Iterable[str], said: str) -> Proof:
    """The proof that says who signed these files, after those who signed before."""
    files = tuple(
        one.model_copy(update={"signed": " ; ".join(part for part in (one.signed, said) if part)})
        if one.file in done
        else one
        for one in proof.files
    )
    return proof.model_copy(update={"files": files})


def _worth_knowing(workspace: Path, client: str, proof: Proof, known: Mapped, who: Identity) -> Diagnostics:
    """What the buyer may object to, and sources that moved on since the kit."""
    found = []
    rule = certificate(known.day)
    if not is_qualified(who) and rule:
        unsure = ", à vérifier" if rule.unverified else ""
        said = f"ce certificat ne se dit pas qualifié ; {rule.asked} ({rule.source}{unsure})"
        found.append(warning("W781", None, said, "relisez ce que la demande accepte avant de déposer"))
    if inputs_digest(workspace, client) != proof.inputs:
        said = (
            "les sources ou le programme ont changé depuis ce dossier de dépôt : ce sont ses fichiers qui sont signés"
        )
        hint = (
            f"si elles devaient y être, « offer build {client} » puis « offer deposit {client} », et signez de nouveau"
        )
        found.append(warning("W780", Span(f"depot/{client}"), said, hint))
    return tuple(found)
