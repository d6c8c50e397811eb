"""A foreign page is shown whole, turned when it is wide, never enlarged."""

import pytest

from generator.packet.frame import TALL, WIDE, is_wide, laid

A4, A3, A5 = (595.28, 841.89), (841.89, 1190.55), (419.53, 595.28)


def test_a4_is_a_little_smaller() -> None:
    width, height = laid(A4)
    assert height == TALL[1]
    assert width / height == pytest.approx(A4[0] / A4[1], rel=1e-4)


def test_a5_keeps_its_size() -> None:
    assert laid(A5) == pytest.approx((148, 210), abs=0.01)


@pytest.mark.parametrize("size", [A4, A3, A5, (20_000.0, 10.0), (10.0, 20_000.0)])
def test_everything_fits(size) -> None:
    for points in (size, size[::-1]):
        room = WIDE if is_wide(points) else TALL
        width, height = laid(points)
        assert 0 < width <= room[0]
        assert 0 < height <= room[1]
