"""What a damaged file lost is told from what was only put right."""

from __future__ import annotations

import pytest

from generator.packet.damage import lossy, sound
from tests.packet.foreign import embedded


@pytest.mark.parametrize(
    ("warning", "lost"),
    [
        ("file is damaged", False),
        ("Attempting to reconstruct cross-reference table", False),
        ("recovered stream length: 12", False),
        ("Pages tree includes non-dictionary object; ignoring", True),
        ("error decoding stream data for object 4 0: stream inflate", True),
        ("unable to recover stream data; treating stream as empty", True),
    ],
)
def test_losses_are_told_from_repairs(warning: str, lost: bool) -> None:
    assert lossy(["file is damaged", warning]) is lost


def test_every_stream_is_looked_at() -> None:
    data = embedded()
    assert sound(data)
    place = data.find(b"stream\n") + len(b"stream\n")
    assert not sound(data[: place + 60] + b"\xff" * 60 + data[place + 120 :])
