"""The buyer's own workbook, once filled, still says our prices where the offer fills it, and its totals are ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from generator.checks.finished import Finished, Verdict
from generator.packet.deposit_names import plain_name

_MOST: Final = 3


def workbooks_agree(finished: Finished) -> tuple[Verdict, ...]:
    """One finding for each copy of a workbook that somebody changed since; it is filled after the other files."""
    return tuple(verdict for number, name in _filled(finished) for verdict in _changed(finished, number, name))


def _filled(finished: Finished) -> Iterator[tuple[int, str]]:
    """Each filled workbook among the files, with its place in `pricing.grids`."""
    for number, grid in enumerate(finished.dossier.inputs.offer.value.pricing.grids):
        stem = grid.name or plain_name(PurePosixPath(grid.file).stem)
        for name in finished.files:
            path = PurePosixPath(name)
            # The buyer says how the files to deposit are named: ours keep the stem somewhere in it.
            sent = path.parts[0] == "depot" and stem.lower() in path.stem.lower()
            if path.suffix == ".xlsx" and (sent or path.stem in {stem, f"{stem}-acheteur"}):
                yield number, name


def _changed(finished: Finished, number: int, name: str) -> Iterator[Verdict]:
    from generator.writers.grid import differences
    from generator.writers.grid_book import UnfitError

    hint = "reconstruisez l'offre : le classeur de l'acheteur est rempli de nouveau"
    try:
        found = differences(finished.files[name], number, finished.dossier.inputs.offer, finished.dossier.quote)
    except UnfitError as exc:
        yield Verdict(finished.place(name), f"ce classeur ne se lit plus : {exc.message}", hint)
        return
    if found:
        more = len(found) - _MOST
        rest = f" ; et {more} autre{'s' if more > 1 else ''}" if more > 0 else ""
        said = f"ce classeur ne dit plus nos prix : {' ; '.join(found[:_MOST])}{rest}"
        yield Verdict(finished.place(name), said, hint)
