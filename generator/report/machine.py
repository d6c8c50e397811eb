"""findings.json and manifest.json: everything a machine needs to know of a build, without a date of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import generator
from generator.brief.frozen import FrozenDocument
from generator.checks.finished import Finished
from generator.foundation.diagnostic import Diagnostics
from generator.foundation.files import sha256
from generator.packet.binder import AnnexFile, Packet
from generator.report.plain import counts, entry


def findings_json(client: str, findings: Diagnostics) -> bytes:
    """findings.json."""
    return _json({"client": client, "counts": counts(findings), "findings": [entry(f) for f in findings]})


def manifest_json(
    finished: Finished,
    digest: str,
    files: Mapping[str, bytes],
    packet: Packet,
    annexes: Mapping[str, AnnexFile] | None = None,
) -> bytes:
    """manifest.json: every file with its hash, the packet's pages, the blocks and the requirements they answer.

    Of each annex, by the name of its file: its pages, what was taken out of it, and which pages became pictures.
    """
    dossier = finished.dossier
    said = _said_of_files(finished, annexes or {})
    return _json(
        {
            "client": dossier.inputs.client,
            "generator": generator.__version__,
            "inputs": digest,
            "mark": dossier.mark,
            "total": str(dossier.quote.gross),
            "packet": {
                "pages": packet.pages,
                "starts": [{"title": start.title, "first": start.first, "last": start.last} for start in packet.starts],
            },
            "blocks": [
                {"id": choice.block.id, "file": choice.block.file, "answers": list(choice.answers)}
                for choice in dossier.choices
                if choice.taken
            ],
            "files": [
                {"file": name, "bytes": len(data), "sha256": sha256(data), **said.get(name, {})}
                for name, data in sorted(files.items())
            ],
        }
    )


def _said_of_files(finished: Finished, annexes: Mapping[str, AnnexFile]) -> dict[str, dict[str, Any]]:
    """What is told of some files, beside their size and hash, by name."""
    said: dict[str, dict[str, Any]] = {
        printed.docx: {"sources": _sources(printed.docx, finished)} for printed in finished.written
    }
    told: list[tuple[str, str, Any]] = [
        (printed.docx, "pdf", printed.pdf) for printed in finished.printed if printed.pdf
    ]
    told += [(printed.docx, "aside", True) for printed in finished.aside]
    told += [(f"{file.slug}.docx", "frozen", _frozen(file.entry)) for file in finished.dossier.frozen]
    told += [(name, "annex", _annex(file)) for name, file in annexes.items()]
    for name, key, value in told:
        said.setdefault(name, {})[key] = value
    return said


def _frozen(entry: FrozenDocument) -> dict[str, str]:
    """Who froze a document, since when, and what lays it out."""
    return {"since": entry.since.isoformat(), "by": entry.by, "engine": entry.engine}


def _annex(file: AnnexFile) -> dict[str, Any]:
    """What became of a foreign file; one that is sent apart (it is signed) is as it was received."""
    if file.apart:
        return {"file": file.path_name, "apart": True}
    return {
        "file": file.path_name,
        "pages": len(file.sizes),
        "removed": list(file.removed),
        "redrawn": [{"page": page, "reason": reason} for page, reason in file.redrawn],
    }


def _sources(name: str, finished: Finished) -> list[str]:
    documents = (*finished.dossier.documents, *finished.dossier.aside)
    parts = (part for document in documents if f"{document.slug}.docx" == name for part in document.parts)
    return sorted({part.origin.file for part in parts if part.origin})


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
