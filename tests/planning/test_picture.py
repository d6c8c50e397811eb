"""The calendar picture: the same bytes, our font, no word over another, its words from the data."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from lxml import etree
from PIL import ImageFont

from generator.document.tree import Figure
from generator.planning.picture import calendar_pictures
from generator.planning.schedule import Schedule
from tests.plans import planned

FONTS = Path(__file__).parents[2] / "generator" / "writers" / "fonts"
SVG = "{http://www.w3.org/2000/svg}"
COLORS = ("1F3A5F", "B4532A", "F3EEE7", "595959")
PLANS = {
    "eleven months": {},
    "twelve months": {"offer": {"planning.to": "2024-08-30", "planning.closed": ["2023-11-13"]}},
    "ten months": {"offer": {"planning.to": "2024-06-28"}},
    "two years": {
        "brief": {"service.sessions.per_year": "8"},
        "offer": {"planning.to": "2025-07-04", "planning.min_weeks": "3"},
    },
    "six groups": {
        "brief": {"service.groups": "6", "service.sessions.per_year": "8"},
        "offer": {
            "planning.groups": [
                {"key": f"g{n}", "name": f"Secteur numéro {n}", "interveners": ["exemple", "specimen"]}
                for n in range(6)
            ],
            "planning.weekdays": ["mardi", "jeudi"],
            "planning.min_weeks": "2",
        },
    },
    "no zone": {"brief": {"buyer.department": "2A", "service.sessions.avoid": []}},
    "one session": {
        "brief": {"service.sessions.per_year": "1", "milestones": []},
        "offer": {"planning.meetings": []},
    },
}


def drawn(schedule: Schedule) -> Figure:
    return calendar_pictures(schedule, *COLORS)[0]


def words(figure: Figure) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each text with its box in millimetres, measured in the font itself."""
    faces = {
        bold: ImageFont.truetype(FONTS / f"Carlito-{'Bold' if bold else 'Regular'}.ttf", 1000)
        for bold in (True, False)
    }
    for node in etree.fromstring(figure.data).iter(f"{SVG}text"):
        x, y, size = (float(node.get(name)) for name in ("x", "y", "font-size"))
        width = faces[node.get("font-weight") == "bold"].getlength(node.text) / 1000 * size
        left = x - width / 2 if node.get("text-anchor") == "middle" else x
        yield node.text, (left, y - 0.62 * size, left + width, y)


@pytest.mark.parametrize("name", PLANS)
def test_no_word_is_over_another_or_outside(name: str) -> None:
    figure = max(calendar_pictures(planned(PLANS[name]), *COLORS), key=lambda figure: len(figure.data))
    root = etree.fromstring(figure.data)
    width, height = (float(root.get(key).removesuffix("mm")) for key in ("width", "height"))
    boxes = list(words(figure))
    assert len(boxes) > 60
    for text, (left, top, right, bottom) in boxes:
        assert left >= -0.01, text
        assert top >= 0, text
        assert right <= width, text
        assert bottom <= height, text
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one, other)


@pytest.mark.parametrize("name", PLANS)
def test_every_event_is_marked_and_named(name: str) -> None:
    schedule = planned(PLANS[name])
    texts = [text for figure in calendar_pictures(schedule, *COLORS) for text, _ in words(figure)]
    for event in schedule.events:
        day = "1er" if event.day.day == 1 else str(event.day.day)
        if event.group:
            days = [before for before, text in pairwise(texts) if event.mark in text.split(", ")]
            assert days == [str(event.day.day)], event
        else:
            assert event.mark in texts
            assert f"{day} : {event.label}" in texts


def test_shapes_tell_sessions_from_meetings_without_colour() -> None:
    schedule = planned()
    root = etree.fromstring(drawn(schedule).data)
    full = [node for node in root.iter(f"{SVG}circle") if node.get("fill") == "#1F3A5F"]
    open_squares = [node for node in root.iter(f"{SVG}rect") if node.get("stroke") == "#B4532A"]
    # in the grid, under the month; once in the legend for all sessions, once for each meeting
    assert len(full) == 2 * len(schedule.sessions) + 1
    assert len(open_squares) == 3 * len(schedule.meetings)


def test_a_figure_of_160_mm_with_its_words() -> None:
    figure = drawn(planned())
    assert (figure.name, figure.width) == ("calendar", 160)
    assert figure.alt == (
        "Calendrier du planning : Réunion de cadrage le 07/09/2023, Séance 1 le 12/10/2023, "
        "Séance 2 le 07/12/2023, Séance 3 le 01/02/2024, Bilan intermédiaire le 15/02/2024, "
        "Séance 4 le 04/04/2024, Séance 5 le 06/06/2024, Évaluation finale le 20/06/2024."
    )
    assert etree.fromstring(figure.data).findtext(f"{SVG}title") == figure.alt
    assert b"160.00mm" in figure.data


def test_breaks_are_named_in_their_months() -> None:
    texts = [text for text, _ in words(drawn(planned()))]
    assert [text for text in texts if "Toussaint" in text] == [
        "Toussaint, dès le 21",
        "Toussaint, jusqu’au 5",
    ]
    assert "Printemps, du 13 au 28" in texts
    assert "Ascension, les 10 et 11" in texts
    assert "vacances scolaires, pont" in texts


def test_one_font_only_and_the_same_bytes() -> None:
    data = drawn(planned()).data
    assert data == drawn(planned()).data
    assert data.count(b"font-family") == 1
    assert b'font-family="Carlito"' in data
    assert calendar_pictures(planned(), *(f"#{color}" for color in COLORS))[0].data == data


def test_text_is_escaped() -> None:
    schedule = planned()
    events = tuple(replace(event, label="<R&D> \"x\" 'y'") for event in schedule.events)
    texts = [text for text, _ in words(drawn(replace(schedule, events=events)))]
    assert "12 : <R&D> \"x\" 'y'" in texts


def test_typst_draws_it() -> None:
    """What the PDF and the Word file embed: typst reads the SVG and finds its font."""
    import typst

    figure = drawn(planned())
    source = (
        '#set page(width: 170mm, height: auto, margin: 5mm)\n#image(bytes(sys.inputs.svg), format: "svg")'
    )
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler(source.encode(), font_paths=fonts, sys_inputs={"svg": figure.data.decode()})
    png, warnings = compiler.compile_with_warnings(format="png", ppi=72)
    assert png.startswith(b"\x89PNG")
    assert warnings == []
