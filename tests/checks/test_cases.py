"""Each case of `tests/cases/checks/`: the check sees what it must, and nothing where all is well."""

from __future__ import annotations

import pytest

from generator.checks.table import CHECKS
from tests.checks.cases import cases, spoiled

CASES = cases()
BY_ID = {check.id: check for check in CHECKS}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}-{case.title}")
def test_case(case, finished_of):
    check = BY_ID[case.check]
    found = check.findings(spoiled(finished_of(case.client), case))
    told = "\n".join(map(str, found)).replace("\u00a0", " ").replace("\u202f", " ")
    if not case.fails:
        assert not found, told
        return
    assert found, f"{case.check} saw nothing"
    assert all(f.code == check.id and f.message and f.hint and f.span for f in found), told
    assert str(case.changes.get("says", "")) in told
    assert str(case.changes.get("at", "")) in told
    assert len(found) == case.changes.get("count", len(found)), told
