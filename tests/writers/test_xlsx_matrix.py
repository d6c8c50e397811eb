"""The matrix as a spreadsheet: its rows, its links, its filter, and what another program reads of it."""

from __future__ import annotations

import re
from datetime import date

from generator.compose.matrix import MatrixAnswer, MatrixLine
from generator.foundation.files import unzipped
from generator.library.theme import Theme
from generator.writers.xlsx_matrix import NOBODY, Sheet, write

THEME = Theme(primary="1F3A5F", accent="B4532A", soft="F3EEE7", grey="595959", size="11")
SHEET = Sheet("Analyse des pratiques", "Organisme Exemple", "vienne", "SPÉCIMEN", date(2023, 6, 26), THEME)
NOTE = "depot/2-offre/01-note-methodologique.pdf"
LINES = (
    MatrixLine(
        "R01",
        "Cinq séances par an",
        3,
        (
            MatrixAnswer("Note", "note", "rythme", "Le calendrier proposé", 11, 26, "_ao_000000001"),
            MatrixAnswer("Planning prévisionnel", "planning", "", "", 1, 33),
        ),
    ),
    MatrixLine("R02", "=2+2 : une demande qui commence par un signe", 4, ()),
)


def parts() -> dict[str, str]:
    data = write(LINES, SHEET, {"note": NOTE})
    return {name: part.decode("utf-8") for name, part in unzipped(data).items() if name.endswith((".xml", ".rels"))}


def rows() -> list[list[str]]:
    strings = re.findall(r"<si>(.*?)</si>", parts()["xl/sharedStrings.xml"], re.DOTALL)
    texts = [re.sub(r"<[^>]+>", "", string) for string in strings]
    found = []
    for row in re.findall(r"<row .*?</row>", parts()["xl/worksheets/sheet1.xml"], re.DOTALL):
        cells = re.findall(r'<c r="[A-Z]+\d+"([^>]*?)(?:/>|>(?:<v>(.*?)</v>)?</c>)', row, re.DOTALL)
        found.append([texts[int(value)] if 't="s"' in kind else value for kind, value in cells])
    return found


def test_one_row_an_answer_with_its_pages():
    *_, first, second, third = rows()
    assert first == ["R01", "Cinq séances par an", "3", "Le calendrier proposé", "Note", "11", "26"]
    assert second == ["R01", "Cinq séances par an", "3", "Planning prévisionnel", "Planning prévisionnel", "1", "33"]
    assert third[3:] == [NOBODY, "", "", ""]


def test_a_demand_is_never_a_formula():
    assert "<f>" not in parts()["xl/worksheets/sheet1.xml"]


def test_each_page_leads_to_its_file_where_one_is_known():
    targets = re.findall(r'Target="([^"]+)"', parts()["xl/worksheets/_rels/sheet1.xml.rels"])
    sheet = parts()["xl/worksheets/sheet1.xml"]
    assert {target.partition("#")[0] for target in targets} == {NOTE, "dossier-vienne.pdf"}
    places = re.findall(r'<hyperlink ref="([A-Z]+\d+)"', sheet)
    assert places == ["F5", "G5", "G6"]
    assert {"page=11", "page=26", "page=33"} <= {*re.findall(r"page=\d+", sheet + " ".join(targets))}


def test_it_filters_prints_on_one_page_wide_and_repeats_its_head():
    sheet, book = parts()["xl/worksheets/sheet1.xml"], parts()["xl/workbook.xml"]
    assert '<autoFilter ref="A4:G7"/>' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "_xlnm.Print_Titles" in book


def test_the_same_matrix_gives_the_same_bytes():
    assert write(LINES, SHEET, {"note": NOTE}) == write(LINES, SHEET, {"note": NOTE})


def test_rows_are_of_one_height_and_the_demand_is_said_again_in_grey():
    sheet = parts()["xl/worksheets/sheet1.xml"]
    heights = re.findall(r'<row r="(\d+)"[^>]*? ht="([\d.]+)"', sheet)
    assert {height for row, height in heights if int(row) > 4} == {"30.75"}
    looks = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet))
    assert looks["B5"] == looks["D5"] == looks["D6"] != looks["B6"]
