"""The helper that makes an offer fit to be deposited does so: nothing else would blame it in other tests."""

from __future__ import annotations

import pytest

from generator.build.run import build
from generator.foundation.diagnostic import blocks
from tests.deposits import real_workspace


@pytest.mark.parametrize("client", ["vienne", "departement"])
def test_a_real_workspace_has_nothing_blocking(tmp_path, client):
    found = build(real_workspace(tmp_path, client), client).findings
    assert not blocks(found), "\n".join(map(str, found))
    assert not {"C871", "F511", "C861"} & {finding.code for finding in found}
