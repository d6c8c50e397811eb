"""The page of all offers, `build/index.html`: what stands in the output folder, read as plain data.

Nothing is composed here. Pictures of pages and plannings are drawn once for each packet, into `build/index.files/`
(a name that no client can have), in a folder that is named after what they show.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.build.archiving import last_deposit
from generator.build.bookings import CLOSED, Booking, clashes
from generator.build.clients import clients
from generator.build.results import read_result
from generator.build.run import known_findings
from generator.build.state import FINDINGS, MANIFEST, SUMMARY, inputs_digests, read_manifest, read_state
from generator.checks.packet.files import signed_since
from generator.foundation.diagnostic import Diagnostics
from generator.foundation.files import sha256
from generator.foundation.record import read_record
from generator.planning.schedule import Event
from generator.report.board import Board, Found, board
from generator.report.page import page
from generator.report.shelves import File
from generator.report.summary_records import Summary, read_summary
from generator.report.thumbnails import drawing, pages

INDEX: Final = "index.html"
PICTURES: Final = "index.files"


def write_page(
    workspace: Path, output: Path | None = None, on: date | None = None, failed: Mapping[str, Diagnostics] | None = None
) -> tuple[Path, Board]:
    """Writes the page of all offers; `failed` are the problems of those that could not be built just now."""
    folder = output or workspace / "build"
    folder.mkdir(parents=True, exist_ok=True)
    kept = failed or {}
    digests = inputs_digests(workspace, clients(workspace))
    offers = [_found(workspace, folder, client, kept.get(client, ()), digest) for client, digest in digests.items()]
    shown = board(offers, on, tuple(clashes(booking for found in offers for booking in _bookings(found))))
    _replace(folder / INDEX, page(shown).encode())
    _forget(folder, shown)
    return folder / INDEX, shown


def _found(workspace: Path, output: Path, client: str, failed: Diagnostics, digest: str) -> Found:
    """What the disk tells of one offer."""
    folder = output / client
    state = read_state(folder)
    result, slips = read_result(workspace, client)
    sent, more = last_deposit(workspace, client)
    summary = read_summary(_bytes(folder / SUMMARY)) if state.written else None
    told = {SUMMARY, FINDINGS}.isdisjoint(state.edited)  # what the build says of itself, which makes an offer green
    current = state.digest == digest and not state.missing and told
    present = [name for name in (*state.written, *state.added, MANIFEST) if (folder / name).is_file()]
    built = {entry["file"]: entry["sha256"] for entry in read_manifest(folder)["files"]}
    edited = {name for name in state.edited if not signed_since(name, _bytes(folder / name), built[name])}
    brief, mistakes = (None, ()) if summary and current else _sources(workspace, client)
    pictures = _pictures(output, client, summary) if summary else ((), ())
    return Found(
        client,
        summary,
        brief,
        _findings(folder) if summary else (),
        (*(failed or mistakes), *slips, *more),
        current,
        tuple(File(name, (folder / name).stat().st_size, name in edited) for name in sorted(present)),
        state.missing,
        result.value if result else None,
        sent.deposit if sent else None,
        sent is not None and sent.deposit.inputs != digest,
        *pictures,
    )


def _bookings(found: Found) -> Iterator[Booking]:
    """What a built offer takes of its people's time, while it may still be won."""
    decisions = found.result.decisions if found.result else ()
    closed = {getattr(decision, "lot", None) for decision in decisions if decision.outcome in CLOSED}
    for held in found.summary.held if found.summary else ():
        if held.intervener and not closed & {None, held.lot}:
            event = Event(
                kind="session",
                number=0,
                label=held.label,
                day=held.day,
                start=held.start,
                end=held.end,
                place=held.place,
                attendees=(),
                mark="",
                intervener=held.intervener,
            )
            yield Booking(found.client, held.intervener, event)


def _findings(folder: Path) -> Diagnostics:
    """What the build found; nothing when its file is gone or damaged, and then the offer is not current."""
    try:
        return known_findings(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _sources(workspace: Path, client: str) -> tuple[Brief | None, Diagnostics]:
    """The brief as it is today, and the mistakes of the two files of this offer; a build tells all the others."""
    name = f"offers/{client}"
    brief, problems = read_record(workspace / name / "brief.yaml", f"{name}/brief.yaml", Brief)
    _, more = read_record(workspace / name / "offer.yaml", f"{name}/offer.yaml", Offer)
    return (brief.value if brief else None), (*problems, *more)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


# --- pictures ----------------------------------------------------------------------------------


def _pictures(output: Path, client: str, summary: Summary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Pages and drawings of an offer, by their paths from the page; made when the packet is not the one they show."""
    packet = _bytes(output / client / f"dossier-{client}.pdf")
    shown = sha256(packet + "".join(picture.svg for picture in summary.pictures).encode())[:16]
    place = f"{PICTURES}/{client}/{shown}"
    if not (output / place).is_dir():
        _draw(output / place, packet, summary)
    names = sorted(path.name for path in (output / place).iterdir())
    paths = [f"{place}/{name}" for name in names]
    return tuple(p for p in paths if p.endswith(".jpg")), tuple(p for p in paths if p.endswith(".svg"))


def _draw(folder: Path, packet: bytes, summary: Summary) -> None:
    """Drawn aside, then named: a folder of this name is whole."""
    aside = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for number, picture in zip(count(1), pages(packet)):
        (aside / f"page-{number:03}.jpg").write_bytes(picture)
    for number, made in enumerate(summary.pictures, 1):
        (aside / f"planning-{number}.svg").write_bytes(drawing(made.svg))
    try:
        aside.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another build has just drawn the same
            raise


def _forget(output: Path, shown: Board) -> None:
    """Removes the pictures that the page does not show."""
    used = {str(Path(path).parent) for card in shown.cards for path in (*card.found.pages, *card.found.drawings)}
    for folder in (output / PICTURES).glob("*/*"):
        if str(folder.relative_to(output)) not in used:
            shutil.rmtree(folder, ignore_errors=True)
    for folder in (output / PICTURES).glob("*"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _replace(path: Path, data: bytes) -> None:
    """Swaps the page in whole: who has it open never reads half of it, and two builds never write the same file."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(data)
    aside.replace(path)
