"""What a record's fields are called in its file. The sentences are in test_record.py and tests/diagnostics."""

from __future__ import annotations

import pytest

from generator.brief.brief import Brief
from generator.foundation.misfits import has_field


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("title", True),
        ("dates.start", True),
        ("service.sessions.length", True),
        ("milestones.with", True),
        ("pieces.sections.title", True),
        ("milestones.attendees", False),
        ("dates.strat", False),
        ("start", False),
        ("dates.start.day", False),
        ("title.title", False),
        ("", False),
        (".", False),
    ],
)
def test_a_field_is_known_by_its_path(path: str, known: bool) -> None:
    assert has_field(Brief, path) is known
