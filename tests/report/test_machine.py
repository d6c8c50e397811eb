"""findings.json and manifest.json of the shipped offer."""

from __future__ import annotations

import json
from dataclasses import replace

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
    data = json.loads(manifest_json(finished, "digest", finished.files, product.packet, product.annexes))
    written = {name: sha256(content) for name, content in finished.files.items()}
    assert {entry["file"]: entry["sha256"] for entry in data["files"]} == written
    assert data["packet"]["starts"][0]["first"] == 4  # after the cover, the contents and the divider
    assert data["packet"]["starts"][-1]["last"] == data["packet"]["pages"]
    assert len(data["blocks"]) >= 25
    assert data["total"] == str(finished.dossier.quote.gross)
    note = next(entry for entry in data["files"] if entry["file"] == "note-methodologique.docx")
    assert any(source.startswith("offers/vienne/blocks/") for source in note["sources"])


def test_the_manifest_says_what_became_of_each_annex(product):
    path, file = next((path, file) for path, file in product.annexes.items() if not file.apart)
    held = {path: replace(file, removed=("script",), redrawn=((1, "couleurs CMJN"),))}
    said = {entry["file"]: entry.get("annex") for entry in entries(product, held)}
    assert said[path] == {
        "file": file.path_name,
        "pages": len(file.sizes),
        "removed": ["script"],
        "redrawn": [{"page": 1, "reason": "couleurs CMJN"}],
    }
    assert sum(annex is not None for annex in said.values()) == 1


def test_the_manifest_says_which_annex_is_sent_as_it_came(product):
    path, file = next(iter(product.annexes.items()))
    (said,) = [entry["annex"] for entry in entries(product, {path: replace(file, sizes=())}) if "annex" in entry]
    assert said == {"file": file.path_name, "apart": True}


def entries(product, annexes):
    finished = product.finished
    return json.loads(manifest_json(finished, "digest", finished.files, product.packet, annexes))["files"]
