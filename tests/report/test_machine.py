"""findings.json and manifest.json of the shipped offer."""

from __future__ import annotations

import json

from generator.foundation.diagnostic import Span, error
from generator.foundation.files import sha256
from generator.report.machine import findings_json, manifest_json


def test_findings_are_counted_and_placed():
    data = json.loads(findings_json("vienne", (error("C801", Span("f.yaml", 2, 3), "absente"),)))
    assert data["counts"] == {"blocking": 1, "warning": 0, "info": 0}
    assert data["findings"][0] == {
        "code": "C801", "level": "blocking", "file": "f.yaml", "line": 2, "column": 3, "message": "absente", "hint": "",
    }  # fmt: skip


def test_the_manifest_knows_every_file_page_and_block(product):
    finished = product.finished
    data = json.loads(manifest_json(finished, "digest", finished.files, product.packet))
    written = {name: sha256(content) for name, content in finished.files.items()}
    assert {entry["file"]: entry["sha256"] for entry in data["files"]} == written
    assert data["packet"]["starts"][0]["first"] == 4  # after the cover, the contents and the divider
    assert data["packet"]["starts"][-1]["last"] == data["packet"]["pages"]
    assert len(data["blocks"]) >= 25
    assert data["total"] == str(finished.dossier.quote.gross)
    note = next(entry for entry in data["files"] if entry["file"] == "note-methodologique.docx")
    assert any(source.startswith("offers/vienne/blocks/") for source in note["sources"])
