"""The matrix that stands a foreign page upright in the unit square, and the code of its place."""

import pytest
from pikepdf import Array, Dictionary

from generator.packet.placing import code, upright

CORNERS = {  # where the page's lower left and upper right corners go, by angle
    0: ((0, 0), (1, 1)),
    90: ((0, 1), (1, 0)),
    180: ((1, 1), (0, 0)),
    270: ((1, 0), (0, 1)),
}


@pytest.mark.parametrize("angle", CORNERS)
def test_corners_are_turned_clockwise(angle: int) -> None:
    page = Dictionary(MediaBox=Array([-100, 50, 300, 850]), Rotate=angle)
    a, b, c, d, e, f = upright(page)
    seen = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((-100, 50), (300, 850))]
    assert seen == [pytest.approx(corner) for corner in CORNERS[angle]]


def test_codes_differ_for_every_page() -> None:
    codes = {tuple(code(number)) for number in range(1, 2000)}
    assert len(codes) == 1999
    assert all(0 <= part < 256 for one in codes for part in one)
