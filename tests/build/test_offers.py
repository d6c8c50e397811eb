"""Every shipped offer: green, the same bytes anywhere, every demand answered, every block explained."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from generator.build.clients import clients
from generator.build.preview import selected
from tests.workspaces import ROOT, copied, offer, tree_bytes

CLIENTS = clients(ROOT)
NEVER_SHIPPED = {"C861", "P321"}  # open readings and a deadline on a Sunday: Vienne's own, its brief is real


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Every offer of a copy of this workspace, as `offer build --all` makes them; by client, by name."""
    workspace = copied(tmp_path_factory.mktemp("offers"), *CLIENTS)
    done = offer("build", "--all", cwd=workspace, PYTHONHASHSEED="1", TZ="Pacific/Auckland")
    assert done.returncode == 0, done.stdout + done.stderr
    return {client: tree_bytes(workspace / "build" / client) for client in CLIENTS}


def test_five_offers_are_shipped():
    assert set(CLIENTS) == {"camsp", "creches", "departement", "relais", "vienne"}


def test_none_has_a_blocking_finding_nor_an_open_question_of_ours(built):
    for client, files in built.items():
        findings = json.loads(files["findings.json"])
        assert findings["counts"]["blocking"] == 0, client
        codes = {finding["code"] for finding in findings["findings"]}
        assert client == "vienne" or not codes & NEVER_SHIPPED, client


def test_built_elsewhere_one_by_one_they_are_the_same_bytes(built, tmp_path):
    workspace = copied(tmp_path / "un autre dossier", *CLIENTS)
    done = offer("build", *reversed(CLIENTS), cwd=workspace, PYTHONHASHSEED="77", LC_ALL="C", SOURCE_DATE_EPOCH="1")
    assert done.returncode == 0, done.stdout + done.stderr
    for client in CLIENTS:
        again = tree_bytes(workspace / "build" / client)
        assert {name for name, data in built[client].items() if again.get(name) != data} == set(), client
        assert len(again) == len(built[client])


@pytest.mark.parametrize("client", CLIENTS)
def test_every_demand_is_answered_and_every_block_explained(client):
    selection, problems = selected(ROOT, client)
    assert selection is not None, problems
    assert selection.unanswered == ()
    assert all(choice.reasons for choice in selection.choices)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf absent")
def test_qpdf_finds_every_packet_sound(built, tmp_path):
    for client, files in built.items():
        path = tmp_path / f"{client}.pdf"
        path.write_bytes(files[f"dossier-{client}.pdf"])
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
