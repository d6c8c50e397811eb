"""An offer that may be handed in, built and handed in once for all tests of this folder."""

from __future__ import annotations

from datetime import date

import pytest

from tests.deposits import real_workspace
from tests.workspaces import changed

ON = date(2023, 6, 28)  # two working days before Vienne's deadline
RULES = """
rules:
  files: {formats: [pdf, docx, xlsx], editable: [note, planning, cost], name: "{rang}_{piece}_{candidat}", max_mb: 10}
  deposit: {by: platform, platform: profil d'acheteur, address: "1 place du Marché, 86000 Poitiers", backup: true}
"""


@pytest.fixture(scope="session")
def handed(tmp_path_factory):
    """A workspace and what handing Vienne's offer in gave; the demand wants editable copies, names and a platform."""
    from generator.build.handing_in import deposit

    workspace = real_workspace(tmp_path_factory.mktemp("handed"))
    brief = "offers/vienne/brief.yaml"
    changed(workspace, brief, "\nassumptions:", f"{RULES}assumptions:")
    changed(workspace, brief, "deadline: 2023-07-02", 'deadline: 2023-07-03\n  hour: "12:00"')
    return workspace, deposit(workspace, "vienne", ON)
