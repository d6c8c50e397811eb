"""Judges an offer: its finished files as they stand in `build/<client>/`, or those that a build would make.

When the folder was built from the sources of now, its files are opened again, whoever edited them since. Otherwise
everything is made in memory, and nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from generator.build.archiving import changed_since
from generator.build.buyer_forms import with_buyer_forms
from generator.build.fitting import as_printed, resume_documents
from generator.build.frozen import with_frozen
from generator.build.inputs import read_inputs
from generator.build.matrix import LEFT_OUT, bare, with_pages
from generator.build.neighbours import beside
from generator.build.pipeline import dossier_of, finish
from generator.build.run import known_findings
from generator.build.state import FINDINGS, MANIFEST, State, inputs_digest, read_state
from generator.checks.finished import Finished, Printed
from generator.checks.packet.deadline import way_of
from generator.checks.table import FAMILIES, judge
from generator.checks.waived import ABOUT, settled
from generator.compose.compose import marked
from generator.compose.dossier import Dossier, Inputs
from generator.document.plain import plain
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Level, Span, ordered
from generator.planning.countdown import Countdown

_OURS = {FINDINGS, MANIFEST, "summary.json"}  # what a build says of itself is not a piece of the offer


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of an offer, and what they speak of: « files » of its folder, else what « would » be built.

    « unread »: its sources can't be read, so that nothing else was judged. `way` is the way to its deadline.
    """

    findings: Diagnostics
    about: Literal["files", "would", "unread"]
    way: Countdown | None = None


def check(workspace: Path, client: str, on: date | None = None) -> Checked:
    """Every finding of one offer; days are counted from `on`, when it is given."""
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        return Checked(ordered(problems), "unread")
    state, digest = read_state(workspace / "build" / client), inputs_digest(workspace, client)
    if state.digest == digest and FINDINGS not in (*state.edited, *state.missing):
        found = _judged(workspace, inputs, state, on)
        if found is not None:
            found = ordered((*found, *changed_since(workspace, client, digest)))
            return Checked(found, "files", way_of(inputs, on))
    would = finish(inputs, workspace, "", on).findings
    found = ordered((*would, *_old(client, state), *changed_since(workspace, client, digest)))
    return Checked(found, "would", way_of(inputs, on))


def _old(client: str, state: State) -> Iterator[Diagnostic]:
    """A folder whose files are not those that the sources of now make: they could be sent all the same."""
    if not (state.written or state.added):
        return
    said = "ces fichiers ne viennent pas des sources d'aujourd'hui : ce contrôle juge ceux qui seraient construits"
    touched = [f"{word} : {', '.join(names)}" for word, names in _touched(state) if names]
    hint = f"« offer build {client} » les refait" + (" ; « --force » met de côté vos changements" if touched else "")
    level = Level.BLOCKING if touched or not state.written else Level.WARNING
    message = " ; ".join([said, *touched])
    yield Diagnostic("C994", level, Span(f"build/{client}"), message, hint, family="Dossier et dépôt")


def _touched(state: State) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("modifiés à la main", state.edited), ("supprimés", state.missing)


def _judged(workspace: Path, inputs: Inputs, state: State, on: date | None) -> Diagnostics | None:
    """The findings on the files of its folder; None when nothing could be composed.

    What reading, planning, pricing and writing found is what they found at the build: same sources, same findings. So
    is what was judged on files that nobody touched since.
    """
    dossier, _ = dossier_of(inputs)
    if dossier is None:
        return None
    folder = workspace / "build" / inputs.client
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    known = known_findings(folder)
    earlier = tuple(each for each in known if not each.code.startswith("C") and each.code not in ABOUT)
    dossier, unknown = beside(_as_built(dossier, str(manifest.get("mark", "")), earlier), workspace)
    finished, unread = reopened(dossier, folder, state, manifest, on)
    same = {check.id for family in FAMILIES if not family.to_judge(finished) for check in family.checks}
    found = (*earlier, *(each for each in known if each.code in same), *unknown, *unread, *judge(finished))
    return ordered(settled(found, inputs.offer, inputs.brief.value.dates.deadline))


def _as_built(dossier: Dossier, mark: str, earlier: Diagnostics) -> Dossier:
    """The dossier as the build wrote it: frozen documents, mark, CVs cut to their pages."""
    dossier, _ = with_frozen(dossier)
    dossier, _ = with_buyer_forms(dossier)
    dossier = marked(dossier, mark)
    cut = any(finding.code in {"W721", "W722"} for finding in earlier)
    dossier = bare(dossier) if any(finding.code == LEFT_OUT for finding in earlier) else dossier
    return as_printed(dossier, {each.slug for each in resume_documents(dossier)}) if cut else dossier


def reopened(
    dossier: Dossier, folder: Path, state: State, manifest: Mapping[str, Any], on: date | None
) -> tuple[Finished, Diagnostics]:
    """The files of a folder as they stand, and the Word files that can't be read; what is gone is not there."""
    recorded = {str(entry["file"]): str(entry["sha256"]) for entry in manifest["files"]}
    files = {
        name: (folder / name).read_bytes()
        for name in state.written
        if name not in _OURS and (folder / name).is_file()
    }
    pdfs = {str(entry["file"]): str(entry["pdf"]) for entry in manifest["files"] if "pdf" in entry}
    printed, problems = _read(dossier, dossier.documents, files, pdfs)
    aside, more = _read(dossier, dossier.aside, files, {})
    kept = {name: digest for name, digest in recorded.items() if name not in _OURS}
    finished = Finished(dossier, files, printed, aside, on=on, recorded=kept, added=state.added)
    finished = replace(finished, untouched=not (state.edited or state.missing))
    if not finished.untouched:  # else nobody asks again on which page an answer stands
        finished = replace(finished, matrix=with_pages(finished))
    return finished, (*problems, *more)


def _read(
    dossier: Dossier, documents: tuple[Document, ...], files: Mapping[str, bytes], pdfs: Mapping[str, str]
) -> tuple[tuple[Printed, ...], Diagnostics]:
    from generator.readers import docx

    frozen = {file.slug: file.data for file in dossier.frozen}
    printed: list[Printed] = []
    problems: list[Diagnostic] = []
    for document in documents:
        name = f"{document.slug}.docx"
        data = files.get(name)
        if data is None:
            continue
        if frozen.get(document.slug) == data:
            tree: Document | None = document
        else:
            tree, found = docx.read(data)
            place = f"build/{dossier.inputs.client}/{name}"
            problems += (_told(replace(each, span=Span(place)), dossier.inputs.client) for each in found)
        if tree is not None:
            pdf = pdfs.get(name, "")
            printed.append(Printed(document.key, name, pdf, tree, files.get(pdf, b""), plain(tree)))
    return tuple(printed), tuple(problems)


def _told(problem: Diagnostic, client: str) -> Diagnostic:
    """What reading a built file found: one that does not open can be written again."""
    again = f"« offer build {client} --force » l'écrit de nouveau, et garde celui-ci à part"
    return replace(problem, hint=f"{again} ; ou bien {problem.hint}") if problem.code == "W710" else problem
