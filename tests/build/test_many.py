"""Several offers at once: the same bytes as one by one, the same order, one bad offer never stops the others."""

from __future__ import annotations

import shutil

from generator.build.many import build_each
from generator.build.run import build
from tests.workspaces import changed, copied, tree_bytes


def test_offers_built_together_are_the_bytes_of_offers_built_alone(tmp_path):
    workspace = copied(tmp_path)
    shutil.copytree(workspace / "offers/vienne", workspace / "offers/autre")
    made = list(build_each(workspace, ("vienne", "autre"), tmp_path / "ensemble"))
    assert [(one.client, one.exit_code) for one in made] == [("vienne", 0), ("autre", 0)]
    for client in ("vienne", "autre"):
        build(workspace, client, tmp_path / "seule")
    assert tree_bytes(tmp_path / "ensemble") == tree_bytes(tmp_path / "seule")
    again = list(build_each(workspace, ("vienne", "autre"), tmp_path / "ensemble"))
    assert all(one.result and one.result.unchanged for one in again)


def test_a_bad_offer_is_told_and_the_others_are_made(tmp_path):
    workspace = copied(tmp_path)
    shutil.copytree(workspace / "offers/vienne", workspace / "offers/autre")
    changed(workspace, "offers/autre/offer.yaml", "town: Niort", "twon: Niort")
    bad, good = build_each(workspace, ("autre", "vienne"), None)
    assert (bad.result, bad.exit_code) == (None, 1)
    assert {finding.code for finding in bad.findings} == {"B103"}
    assert good.result is not None
    assert (workspace / "build/vienne/manifest.json").is_file()
    assert not (workspace / "build/autre").exists()
