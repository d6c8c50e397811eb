"""The pages of a filled Word form, laid out by LibreOffice and kept: two runs of it may give other bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.build.buyer_forms import forms_folder, with_buyer_forms
from generator.build.frozen_engine import laid_out
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.foundation.diagnostic import Rejected, blocks
from generator.foundation.files import sha256


def lay_out(workspace: Path, client: str) -> tuple[str, ...]:
    """Writes a PDF for each Word form of this offer as it is filled today; those of older values go.

    The names of the files written, from the workspace. Raises Rejected when a form can't be filled, or without
    LibreOffice.
    """
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        raise Rejected(problems)
    dossier, problems = dossier_of(inputs)
    if dossier is None:
        raise Rejected(problems)
    dossier, problems = with_buyer_forms(dossier)
    if blocks(problems):
        raise Rejected(each for each in problems if blocks([each]))
    place = f"{forms_folder(client)}/pdf"
    wanted = {sha256(form.data): form for form in dossier.buyer_forms if form.suffix == ".docx"}
    made = {digest: _laid_out(form.data) for digest, form in wanted.items() if form.pdf is None}
    folder = workspace / place
    if made:
        folder.mkdir(parents=True, exist_ok=True)
    for digest, data in made.items():
        (folder / f"{digest}.pdf").write_bytes(data)
    for old in folder.glob("*.pdf"):
        if old.stem not in wanted:
            old.unlink()
    return tuple(f"{place}/{digest}.pdf" for digest in made)


def _laid_out(data: bytes) -> bytes:
    try:
        return laid_out(data)
    except Rejected as bad:
        hint = "installez LibreOffice (libreoffice.org) ; sans ces pages, le formulaire est joint à part"
        raise Rejected([replace(each, hint=hint) for each in bad.diagnostics], bad.exit_code) from None
