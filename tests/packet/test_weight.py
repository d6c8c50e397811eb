"""What a file inflates to is known before anything inflates it."""

import zlib

import pytest

from generator.packet.weight import inflates_beyond
from tests.packet.foreign import embedded


def stream(size: int) -> bytes:
    return b"1 0 obj\n<<>>\nstream\n" + zlib.compress(b" " * size, 9) + b"\nendstream\n"


@pytest.mark.parametrize(("limit", "beyond"), [(2_999_999, True), (3_000_000, False)])
def test_one_stream_is_weighed_to_the_byte(limit: int, beyond: bool) -> None:
    assert inflates_beyond(stream(3_000_000), limit) is beyond


def test_streams_are_added_up() -> None:
    assert inflates_beyond(stream(2_000_000) * 3, 5_000_000)
    assert not inflates_beyond(stream(2_000_000) * 2, 5_000_000)


def test_damage_and_plain_text_weigh_nothing() -> None:
    assert not inflates_beyond(b"stream\nxhello" * 50 + stream(1000)[:-30], 10_000)


def test_an_honest_file_is_light() -> None:
    assert not inflates_beyond(embedded(2), 5_000_000)
