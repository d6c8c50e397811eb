"""Freezes a reviewed file as the document that is sent, and gives a document back to its sources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from generator.brief.brief import Brief
from generator.brief.frozen import Engine, FrozenDocument, FrozenFile
from generator.build.clients import clients
from generator.build.frozen import frozen_files, frozen_name, frozen_path, frozen_place, with_frozen
from generator.build.frozen_engine import laid_out
from generator.build.inputs import read_inputs
from generator.build.kept import keep_bytes, set_aside
from generator.build.pipeline import dossier_of
from generator.compose.compose import shortened
from generator.compose.dossier import Dossier
from generator.document.tree import Document
from generator.document.typography import french
from generator.foundation.diagnostic import Diagnostics, Level, Rejected, Span, error
from generator.foundation.files import sha256
from generator.foundation.record import read_record
from generator.readers.docx.reviewed import Reviewed
from generator.review.freeze import pending, recognised, unprintable
from generator.review.freeze_copy import accepted
from generator.review.shape import comparable

EXIT_USAGE, EXIT_FILES = 2, 4
HEAD: Final = """\
# yaml-language-server: $schema=../../../schema/frozen.schema.json
# Documents envoyés tels que quelqu'un les a enregistrés dans Word. Écrit par « offer freeze {client} FICHIER.docx » ;
# « offer freeze {client} --release DOCUMENT » rend un document à ses sources.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks: the file, who freezes it (empty: who saved it last), when, how its PDF is made."""

    file: Path
    data: bytes
    by: str
    day: date
    engine: Engine = "typst"
    accept_all: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What was frozen; how many changes were accepted and comments taken out; where the file as it came then is."""

    entry: FrozenDocument
    accepted: int
    comments: int
    kept: str
    findings: Diagnostics


def freeze(workspace: Path, client: str, asked: Asked) -> Done:
    """Makes this exact file the document that is sent; raises Rejected, with nothing written, when it can't be."""
    span = Span(asked.file.as_posix())
    others, problems = frozen_files(workspace, client)
    if problems:
        raise Rejected(problems)
    dossier = _dossier(workspace, client)
    came = _held(asked.data, span)
    document = _document(workspace, client, dossier, came, span)
    data, held = _settled(asked, came, span)
    by = _name(asked.by) or _name(held.author)
    checked = FrozenDocument(
        document=document.slug,
        sha256=sha256(data),
        since=asked.day,
        by=by or "?",
        engine=asked.engine,
        pdf=sha256(b"") if asked.engine == "libreoffice" else None,  # made last: it takes seconds
    )
    findings = _findings(dossier, FrozenFile(checked, Span(frozen_name(client)), data), span)
    lost = unprintable(held, span) if asked.engine == "typst" else ()
    if wrong := (*pending(held, span), *lost, *(each for each in findings if each.level is Level.BLOCKING)):
        raise Rejected(wrong)
    if not by:
        hint = "ajoutez --by « Prénom Nom »"
        raise Rejected([error("R164", span, "ce fichier ne dit pas qui l'a enregistré", hint)], EXIT_USAGE)
    pdf = laid_out(data) if asked.engine == "libreoffice" else None
    entry = checked.model_copy(update={"pdf": sha256(pdf) if pdf else None})
    review = workspace / "offers" / client / "review"
    changed = data != asked.data
    kept = keep_bytes(asked.file.name, asked.data, review) if changed else ""
    _store(workspace, client, entry.document, {".docx": data, ".pdf": pdf})
    _list(workspace, client, [*(each.entry for each in others if each.slug != entry.document), entry])
    return Done(entry, len(came.revisions) * changed, len(came.comments) * changed, kept, findings)


def release(workspace: Path, client: str, document: str) -> str:
    """Gives a document back to its sources; its file goes to review/kept/, whose path from review/ is given."""
    files, problems = frozen_files(workspace, client)
    if problems:
        raise Rejected(problems)
    if document not in {file.slug for file in files}:
        known = ", ".join(file.slug for file in files) or "aucun"
        span = Span(frozen_name(client))
        said, hint = f"« {document} » n'est pas figé", f"documents figés : {known}"
        raise Rejected([error("R165", span, said, hint)], EXIT_USAGE)
    _list(workspace, client, [file.entry for file in files if file.slug != document])
    return _store(workspace, client, document, {".docx": None, ".pdf": None})


def _dossier(workspace: Path, client: str) -> Dossier:
    inputs, problems = read_inputs(workspace, client)
    if inputs is None:
        raise Rejected(problems)
    dossier, problems = dossier_of(inputs)
    if dossier is None:
        raise Rejected(problems)
    return dossier


def _held(data: bytes, span: Span) -> Reviewed:
    from generator.readers.docx import reviewed

    held, problems = reviewed(data)
    if held is None:
        raise Rejected([replace(problem, span=span) for problem in problems], EXIT_FILES)
    return held


def _name(said: str) -> str:
    """A person's name on one line, as YAML can hold it."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())[:200]


def _document(workspace: Path, client: str, dossier: Dossier, held: Reviewed, span: Span) -> Document:
    """The document of the offer that the file is; one of another offer is refused."""
    documents = (*dossier.documents, *dossier.aside)
    found = recognised(held, documents)
    if found is None:
        named = f" (« {held.document.slug} »)" if held.document.slug else ""
        hint = "documents de l'offre : " + ", ".join(each.slug for each in documents)
        raise Rejected([error("R154", span, f"ce fichier n'est aucun document de cette offre{named}", hint)])
    if other := _other(workspace, client, held, found):
        hint = f"« offer freeze {other} {span.file} », si c'est bien le fichier voulu"
        raise Rejected([error("R161", span, f"ce fichier est un document de l'offre « {other} »", hint)])
    return found


def _other(workspace: Path, client: str, held: Reviewed, current: Document) -> str:
    """The other offer whose reference or title the file's foot bears; empty when it bears ours or nobody's."""
    foot = (held.base or held.document).footer
    if foot == current.footer:
        return ""
    for name in clients(workspace):
        file = f"offers/{name}/brief.yaml"
        brief, _ = read_record(workspace / file, file, Brief) if name != client else (None, ())
        if brief and foot == french(shortened(brief.value.reference or brief.value.title)):
            return name
    return ""


def _settled(asked: Asked, held: Reviewed, span: Span) -> tuple[bytes, Reviewed]:
    """The bytes to freeze and what they hold: the file's own, or a copy where everything is accepted."""
    if not (asked.accept_all and pending(held, span)):
        return asked.data, held
    data = accepted(asked.data)
    copy = _held(data, span)
    if pending(copy, span) or comparable(copy.document) != comparable(held.document):
        said = "ses modifications n'ont pas pu être toutes acceptées"
        raise Rejected([error("R162", span, said, "acceptez-les dans Word, enregistrez, puis recommencez")])
    return data, copy


def _findings(dossier: Dossier, file: FrozenFile, span: Span) -> Diagnostics:
    """What a build will say of the file, which still stands at `span`."""
    from generator.writers.pdf.losses import losses

    made, findings = with_frozen(replace(dossier, inputs=replace(dossier.inputs, frozen=(file,))))
    if file.entry.engine == "typst":
        printed = next((each for each in (*made.documents, *made.aside) if each.slug == file.slug), None)
        findings += losses(printed) if printed else ()
    place = frozen_place(dossier.inputs.client, file.slug)
    return tuple(replace(each, span=span) if each.span == Span(place) else each for each in findings)


def _store(workspace: Path, client: str, document: str, files: Mapping[str, bytes | None]) -> str:
    """Writes the files of a frozen document, by suffix; those that stood there are kept. Where the last .docx went."""
    review = workspace / "offers" / client / "review"
    went = ""
    for suffix, data in files.items():
        path = frozen_path(workspace, client, document, suffix)
        if path.is_file() and path.read_bytes() != data:
            kept = set_aside(path, review)
            went = kept if suffix == ".docx" else went
        if data is not None:
            _write(path, data)
    return went


def _list(workspace: Path, client: str, entries: Iterable[FrozenDocument]) -> None:
    """Writes frozen.yaml, in the order of the documents' names."""
    listed = sorted(entries, key=lambda entry: entry.document)
    head = HEAD.format(client=client) + ("documents:\n" if listed else "documents: []\n")
    _write(workspace / frozen_name(client), (head + "".join(map(_entry, listed))).encode("utf-8"))


def _entry(entry: FrozenDocument) -> str:
    said = {
        "document": entry.document,
        "sha256": entry.sha256,
        "since": entry.since.isoformat(),
        "by": json.dumps(entry.by, ensure_ascii=False),  # a text between quotes is the same in YAML
        "engine": entry.engine,
        **({"pdf": entry.pdf} if entry.pdf else {}),
    }
    return "  - " + "    ".join(f"{key}: {value}\n" for key, value in said.items())


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(data)
    temporary.replace(path)
