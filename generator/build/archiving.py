"""Archives what was deposited: `offers/<client>/deposit/<day-hour>/`, written whole or not at all, and never again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from generator.brief.brief import Brief
from generator.brief.deposit import Deposit
from generator.build.depositing import FOLDER, read_kit
from generator.build.local_time import zone
from generator.deposit.additions import hidden
from generator.deposit.archive import FILE, Archive, Kit, archive, changes, stamp
from generator.deposit.proof import Sent, slips
from generator.foundation import days
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Rejected, Span, blocks, error, info, warning
from generator.foundation.files import given
from generator.foundation.record import read_record
from generator.law.zones import PARIS
from generator.planning.countdown import Countdown
from generator.readers.versions import versions

PLACE: Final = "offers/{client}/deposit"
EXIT_FILES: Final = 4
LARGEST: Final = 50_000_000  # bytes of a receipt: a platform's is a page, an e-mail may carry what was sent
_SLOW: Final = timedelta(minutes=10)  # between two clocks
_TOKENS: Final = (".p7s", ".p7m", ".xml")  # signatures kept in a file of their own: CAdES, XAdES
_ATTRIBUTES: Final = "# Octet pour octet : ce sont des preuves.\n** -text\n"  # git must change no line end


@dataclass(frozen=True, slots=True)
class Kept:
    """An archive that stands in a workspace: its folder from there, its record."""

    place: str
    deposit: Deposit


@dataclass(frozen=True, slots=True)
class Archived:
    """What was archived just now, and what is worth telling: late, added by hand, signed since."""

    place: str
    deposit: Deposit
    findings: Diagnostics


def deposited(
    workspace: Path, client: str, receipts: Sequence[Path], now: datetime, at: datetime | None = None
) -> Archived:
    """Archives the kit as it stands, sent at `at` (without a zone: on the clock of the consultation), else `now`.

    Raises Rejected, with nothing written, when the kit is not what was sealed, when a receipt can't be read, when the
    moment is still to come, or when this archive exists.
    """
    files, proof = read_kit(workspace, client)
    signed = frozenset(name for name in slips(files, proof).changed if _signed_since(files[name], proof.sent(name)))
    kit = Kit(files, proof, signed)
    clock, way = _clock(workspace, client)
    moment = _on_its_clock(at or now, ZoneInfo(clock))
    read, problems = _receipts(receipts)
    problems += changes(kit, f"{FOLDER}/{client}")
    if moment > now:
        said = f"le {days.long(moment.date())} à {days.clock(moment.time())} n'est pas encore passé"
        problems += (error("E955", None, said, "donnez l'heure que porte l'accusé de réception (--at)"),)
    made = archive(kit, moment, clock, read, PLACE.format(client=client))
    place = f"{PLACE.format(client=client)}/{stamp(made.deposit)}"
    if (workspace / place).exists():
        said = "un dépôt est déjà archivé pour cette minute : une archive ne se récrit pas"
        hint = f"« offer verify {place} » dit ce qu'elle contient ; un autre dépôt a une autre heure (--at)"
        problems += (error("E956", Span(place), said, hint),)
    if blocks(problems):
        raise Rejected(problems, EXIT_FILES)
    signing = (*_unsigned(workspace, kit), *_signed_after(kit, moment, clock))
    findings = (*problems, *_late(made.deposit, way), *signing, *_not_kept(kit, client))
    _write(workspace / place, made)
    return Archived(place, made.deposit, findings)


def _on_its_clock(at: datetime, clock: ZoneInfo) -> datetime:
    return at.astimezone(clock) if at.tzinfo else at.replace(tzinfo=clock)


def _signed_since(data: bytes, known: Sent | None) -> bool:
    """Whether this file is the one that we know, and behind it a valid signature of the whole, and nothing else."""
    from generator.signing.report import signatures

    begun = known and known.sha256 in {digest for _, digest in versions(data)}
    reports = signatures(data) if begun else ()
    sound = bool(reports) and all(one.sound for one in reports) and reports[-1].whole
    return sound and known is not None and not hidden(data, {known.sha256})


def _clock(workspace: Path, client: str) -> tuple[str, Countdown]:
    """The zone of the consultation and its deadline; Paris and none when the brief can't be read: a fact is a fact."""
    file = f"offers/{client}/brief.yaml"
    brief, _ = read_record(workspace / file, file, Brief)
    if brief is None:
        return PARIS, Countdown(None, None, PARIS, ())
    dates = brief.value.dates
    own = zone(brief.value)
    return own, Countdown(dates.deadline, dates.hour, own, ())


def _receipts(paths: Sequence[Path]) -> tuple[tuple[tuple[str, bytes], ...], Diagnostics]:
    read: list[tuple[str, bytes]] = []
    problems: Diagnostics = ()
    smaller = "donnez l'accusé seul, sans les fichiers remis : l'archive en garde déjà la copie"
    for path in paths:
        data, found = given(path, LARGEST, smaller)
        problems += found
        if data == b"":
            hint = "téléchargez-le de nouveau sur la plateforme, ou enregistrez le courriel de réponse"
            problems += (error("E957", Span(path.name), "cet accusé de réception est vide", hint),)
        elif data:
            read.append((path.name, data))
    return tuple(read), problems


def _late(deposit: Deposit, way: Countdown) -> Diagnostics:
    """A deposit after the deadline; without an hour, the whole of its day is in time."""
    if way.deadline is None:
        return ()
    sent, limit = (deposit.day, deposit.hour), (way.deadline, way.hour or time.max)
    if sent < limit:
        return ()
    hint = "vérifiez l'heure que porte l'accusé de réception : c'est l'horloge de la plateforme qui compte"
    if sent == limit:
        return (warning("E958", None, f"remis à la minute même de la limite : {way.words}", hint),)
    said = f"remis APRÈS la date limite : {way.words} ; un pli en retard risque d'être écarté"
    return (warning("E958", None, said, f"{hint} ; une copie de sauvegarde reçue à temps peut encore être ouverte"),)


def _unsigned(workspace: Path, kit: Kit) -> Iterator[Diagnostic]:
    """What was to be signed with its deposit and bears no signature; a token beside the files may hold them all."""
    from generator.build.signing_map import mapped
    from generator.build.signing_seen import is_theirs, seen

    if any(name.endswith(_TOKENS) for name in kit.files):
        return
    try:
        entries = mapped(workspace, kit.proof.client).entries
    except Rejected:  # its sources changed since, and can't be composed: nothing says who signs
        return
    found = seen(entries, kit.files)
    for one in entries:
        report = found.get(one)
        if one.when == "deposit" and one.how != "handwritten" and one.field and not is_theirs(one, report):
            by = f"est signé par {report.signer or 'personne de connu'}" if report else "n'est pas signé"
            said = f"« {one.title} » était à signer au dépôt par {one.signatory or 'une personne habilitée'}"
            hint = "si elle a été signée autrement (plateforme, papier), gardez-en la preuve à côté de l'accusé"
            yield warning("E959", Span(f"{FOLDER}/{kit.proof.client}"), f"{said}, et son PDF {by}", hint)


def _signed_after(kit: Kit, sent: datetime, clock: str) -> Iterator[Diagnostic]:
    """Signatures later than the deposit that they went with: one of the two hours is wrong."""
    from generator.signing.report import moment, signatures

    for name, data in kit.files.items():
        when = [one.timestamp or one.when for one in signatures(data)] if name.endswith(".pdf") else []
        last = max((each for each in when if each), default=sent)
        if last > sent + _SLOW:
            said = f"signé {moment(last, clock)}, après le dépôt, {moment(sent, clock)}"
            hint = "vérifiez l'heure que porte l'accusé de réception (--at), puis l'horloge de qui a signé"
            yield warning("E963", Span(f"{FOLDER}/{kit.proof.client}/{name}"), said, hint)


def _not_kept(kit: Kit, client: str) -> Iterator[Diagnostic]:
    """Sources that git had not: they can be built again only if they are kept with the archive."""
    if not (kit.proof.commit and kit.proof.clean):
        said = "les sources de ce dossier n'étaient pas toutes dans git quand il a été fait"
        hint = (
            "enregistrez-les dans le même commit que l'archive, sans y toucher : « --rebuild » saura les reconstruire"
        )
        yield info("E962", Span(f"offers/{client}"), said, hint)


def _write(folder: Path, made: Archive) -> None:
    """Written aside, then named: a folder of this name is whole."""
    aside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        for name, data in made.files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        attributes = folder.parent / ".gitattributes"
        if not attributes.exists():
            attributes.write_text(_ATTRIBUTES, encoding="utf-8", newline="\n")
        aside.rename(folder)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        raise


# --- what was archived ---------------------------------------------------------------------------


def archives(workspace: Path, client: str) -> tuple[tuple[Kept, ...], Diagnostics]:
    """The deposits of an offer in the order of time, and what is wrong with their files."""
    found: list[Kept] = []
    problems: Diagnostics = ()
    parent = PLACE.format(client=client)
    for path in sorted((workspace / parent).glob(f"[!.]*/{FILE}")):
        place = f"{parent}/{path.parent.name}"
        loaded, slips_ = read_record(path, f"{place}/{FILE}", Deposit)
        problems += slips_
        if loaded:
            found.append(Kept(place, loaded.value))
    return tuple(sorted(found, key=lambda kept: (kept.deposit.moment, kept.place))), problems


def last_deposit(workspace: Path, client: str) -> tuple[Kept | None, Diagnostics]:
    """The deposit that counts: the last in time. None, and no problem, while nothing was deposited."""
    kept, problems = archives(workspace, client)
    return (kept[-1] if kept else None), problems


def changed_since(workspace: Path, client: str, inputs: str) -> Diagnostics:
    """Tells that an offer was deposited and is no longer the same; `inputs` is the digest of its sources of now."""
    kept, problems = last_deposit(workspace, client)
    if kept is None or kept.deposit.inputs == inputs:
        return problems
    said = f"offre remise le {kept.deposit.when} ; ses sources, ou le programme, ont changé depuis"
    hint = f"« offer verify {kept.place} » prouve ce qui a été remis ; un nouveau dépôt se refait en entier"
    return (*problems, replace(info("E965", Span(kept.place), said, hint), family="Dossier et dépôt"))
