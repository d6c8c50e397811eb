"""A packet that binds a file laid out by LibreOffice stays PDF/UA-1 and PDF/A-2a; the file alone is PDF/A-2b."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.build.frozen_store import Asked, freeze
from generator.build.inputs import read_inputs
from generator.build.pipeline import finish
from generator.review.freeze_copy import accepted
from tests.conformance import verapdf
from tests.review.offers import word_file
from tests.workspaces import copied

pytestmark = [
    pytest.mark.skipif(bool(verapdf.missing()), reason=f"paquets absents : {', '.join(verapdf.missing())}"),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent"),
]
LEVEL = "6.6.4-3"  # the rule of the level that a file claims: B here, A in the profile


def test_the_packet_stays_accessible_and_archivable(tmp_path):
    workspace = copied(tmp_path)
    note = accepted(word_file("vienne", "note-methodologique"))
    freeze(workspace, "vienne", Asked(Path("note.docx"), note, "", date(2023, 6, 29), "libreoffice"))
    inputs, _ = read_inputs(workspace, "vienne")
    assert inputs is not None
    files = finish(inputs, workspace, "").files
    assert verapdf.judged(files["dossier-vienne.pdf"]) == {}
    alone = verapdf.failures(files["depot/2-offre/01-note-methodologique.pdf"], "2a")
    assert [rule.split()[0] for rule in alone] == [LEVEL]
