"""Which layers are hidden when a file opens (ISO 32000-1, 8.11)."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.packet.visibility import Visibility


def three() -> tuple[pikepdf.Pdf, list[pikepdf.Object]]:
    """A file of three layers; the last is off."""
    pdf = pikepdf.new()
    groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(str(number)))) for number in range(3)]
    pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array(groups[2:])))
    return pdf, groups


def hidden(start: Callable[[list[pikepdf.Object]], Dictionary]) -> list[int]:
    pdf, groups = three()
    pdf.Root.OCProperties.D = start(groups)
    layers = Visibility(pdf.Root)
    return [number for number, group in enumerate(groups) if layers.hides(group)]


def usage(state: str) -> Dictionary:
    return Dictionary(View=Dictionary(ViewState=Name("/" + state)))


def automatic(groups: list[pikepdf.Object]) -> Dictionary:
    groups[0].Usage, groups[2].Usage = usage("OFF"), usage("ON")
    return Dictionary(OFF=Array(groups[2:]), AS=Array([Dictionary(Event=Name.View, OCGs=Array(groups))]))


def printed(groups: list[pikepdf.Object]) -> Dictionary:
    groups[0].Usage = usage("OFF")
    return Dictionary(AS=Array([Dictionary(Event=Name.Print, OCGs=Array(groups))]))


STARTS = {
    "all on": (lambda groups: Dictionary(), []),
    "one off": (lambda groups: Dictionary(OFF=Array(groups[1:2])), [1]),
    "all off": (lambda groups: Dictionary(BaseState=Name.OFF), [0, 1, 2]),
    "all off but one": (lambda groups: Dictionary(BaseState=Name.OFF, ON=Array(groups[:1])), [1, 2]),
    "as they are viewed": (automatic, [0]),
    "as they are printed": (printed, []),
}


@pytest.mark.parametrize("case", STARTS)
def test_the_state_at_opening(case: str) -> None:
    start, expected = STARTS[case]
    assert hidden(start) == expected


def member(groups: list[pikepdf.Object], which: str, policy: str) -> Dictionary:
    return Dictionary(Type=Name.OCMD, OCGs=Array([groups[int(one)] for one in which]), P=Name("/" + policy))


@pytest.mark.parametrize(
    ("which", "policy", "expected"),
    [
        ("02", "AnyOn", False), ("2", "AnyOn", True), ("02", "AllOn", True), ("01", "AllOn", False),
        ("02", "AnyOff", False), ("01", "AnyOff", True), ("02", "AllOff", True), ("2", "AllOff", False),
        ("", "AnyOn", False),
    ],
)  # fmt: skip
def test_members_of_several_layers(which: str, policy: str, expected: bool) -> None:
    pdf, groups = three()
    assert Visibility(pdf.Root).hides(member(groups, which, policy)) is expected


def test_expressions() -> None:
    pdf, (on, _, off) = three()
    layers = Visibility(pdf.Root)

    def hides(*expression: object) -> bool:
        return layers.hides(Dictionary(Type=Name.OCMD, VE=Array(list(expression))))

    assert not hides(Name.Or, on, off)
    assert hides(Name.And, on, off)
    assert hides(Name.Not, on)
    assert not hides(Name.And, on, Array([Name.Not, off]))


def test_a_group_that_the_file_does_not_list_shows() -> None:
    pdf, _ = three()
    assert not Visibility(pdf.Root).hides(pdf.make_indirect(Dictionary(Type=Name.OCG)))
    assert not Visibility(pikepdf.new().Root).hidden
