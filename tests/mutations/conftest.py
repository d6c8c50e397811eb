"""Vienne's offer, built once, and a copy of it for each way to break it."""

from __future__ import annotations

import shutil

import pytest

from generator.build.run import build
from tests.mutations.mutations import CLIENT, told
from tests.workspaces import ROOT


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The whole workspace, other clients included: their names are what must not be found here."""
    workspace = tmp_path_factory.mktemp("mutations")
    for name in ("boilerplate", "offers"):
        shutil.copytree(ROOT / name, workspace / name)
    build(workspace, CLIENT)
    return workspace


@pytest.fixture(scope="session")
def sound(built):
    """What the gate says of the untouched offer."""
    return told(built)


@pytest.fixture
def workspace(built, tmp_path):
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path
