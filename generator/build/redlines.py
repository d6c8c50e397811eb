"""Writes the redlines of an offer in a folder of their own; one that a person saved since is never lost."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from generator.build.compared import Compared
from generator.build.reviewing import EXIT_FILES
from generator.foundation.diagnostic import Diagnostic, Rejected, Span, error


def write(folder: Path, client: str, compared: Iterable[Compared]) -> dict[str, Path]:
    """One .docx for each document that changed, by slug; the redline of one that no longer differs goes.

    Raises Rejected, with nothing written, when a file there was edited.
    """
    listed = list(compared)
    paths = {one.slug: folder / f"{one.slug}.docx" for one in listed}
    if edited := [path for path in paths.values() if path.is_file() and not _ours(path)]:
        raise Rejected([_edited(client, path) for path in edited], EXIT_FILES)
    made = {one.slug: one.redline() for one in listed if one.state == "changed"}
    for slug, path in paths.items():
        if slug in made:
            folder.mkdir(parents=True, exist_ok=True)
            new = path.with_name(path.name + ".new")
            new.write_bytes(made[slug])
            new.replace(path)
        else:
            path.unlink(missing_ok=True)
    return {slug: path for slug, path in paths.items() if slug in made}


def _ours(path: Path) -> bool:
    """Whether nobody saved this file since we wrote it: our zips are not compressed, those of Word and others are."""
    try:
        with zipfile.ZipFile(path) as archive:
            return all(entry.compress_type == zipfile.ZIP_STORED for entry in archive.infolist())
    except zipfile.BadZipFile:
        return False


def _edited(client: str, path: Path) -> Diagnostic:
    said = "ce fichier a été enregistré depuis par quelqu'un : il n'est pas écrasé"
    hint = f"« offer review {client} {path} » dit ce qui y a changé ; sinon déplacez-le, ou choisissez --output"
    return error("R126", Span(path.name), said, hint)
