"""The buyer's workbooks: read from the offer's folder, filled with our prices, put among the files to deposit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.brief.brief import Brief
from generator.brief.grid import Grid
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, warning
from generator.foundation.files import inside, why
from generator.foundation.record import Loaded
from generator.packet.deposit_names import Naming, plain_name
from generator.pricing.quote import Quote

MAX_BYTES = 20_000_000
_FOLDER = "depot/2-offre"


def filled_grids(
    workspace: Path, client: str, brief: Loaded[Brief], offer: Loaded[Offer], quote: Quote
) -> tuple[dict[str, bytes], Diagnostics]:
    """Each workbook of `pricing.grids`, filled, by its name without folder; and what is wrong with them."""
    from generator.writers.grid import fill

    files: dict[str, bytes] = {}
    problems = list(_forgotten(brief, offer))
    for number, grid in enumerate(offer.value.pricing.grids):
        data, found = grid_bytes(workspace, client, offer, number)
        problems += found
        if data is None:
            continue
        made, found = fill(data, number, offer, quote)
        problems += found
        if made is not None:
            files[_name(grid, files)] = made
    return files, tuple(problems)


def grid_bytes(workspace: Path, client: str, offer: Loaded[Offer], number: int) -> tuple[bytes | None, Diagnostics]:
    """The buyer's workbook as it was published; it must stand in the offer's folder."""
    file, span = offer.value.pricing.grids[number].file, offer.span("pricing", "grids", number, "file")
    path = inside(workspace / "offers" / client, file)
    if path is None or not path.is_file():
        hint = f"déposez-le dans offers/{client}/source/"
        return None, (error("M450", span, f"classeur de l'acheteur introuvable : {file}", hint),)
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, (error("M450", span, f"classeur de l'acheteur trop gros : {file}", "20 Mo au plus"),)
        return path.read_bytes(), ()
    except OSError as exc:
        said = f"classeur de l'acheteur illisible : {file} ({why(exc)})"
        return None, (error("M450", span, said, "fermez-le, ou vérifiez vos droits"),)


def deposited(grids: Mapping[str, bytes], files: Mapping[str, bytes], how: Naming) -> dict[str, bytes]:
    """The filled workbooks as output files: beside the others, and numbered after those to deposit."""
    last = sum(PurePosixPath(name).parent.as_posix() == _FOLDER for name in files)
    found: dict[str, bytes] = {}
    for number, (name, data) in enumerate(grids.items(), last + 1):
        free = name if f"{name}.xlsx" not in files else f"{name}-acheteur"
        found |= {f"{free}.xlsx": data, f"{_FOLDER}/{how.name(number, free, extension='.xlsx')}": data}
    return found


def _name(grid: Grid, taken: Mapping[str, bytes]) -> str:
    stem = grid.name or plain_name(PurePosixPath(grid.file).stem)
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _forgotten(brief: Loaded[Brief], offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """A workbook that the brief gives to fill, and that the offer does not map."""
    mapped = {grid.file for grid in offer.value.pricing.grids}
    for place, demand in enumerate(brief.value.pieces):
        if demand.file and demand.file.lower().endswith((".xlsx", ".xls", ".xlsm")) and demand.file not in mapped:
            yield warning(
                "M459",
                brief.span("pieces", place, "file"),
                f"classeur de l'acheteur à remplir, non repris dans l'offre : {demand.file}",
                "« offer price CLIENT --grid » propose la correspondance à copier sous pricing.grids",
            )
