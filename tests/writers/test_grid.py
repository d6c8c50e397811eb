"""The buyer's workbook: filled where it should be, byte for byte the same elsewhere, totals as a spreadsheet finds."""

import re
import shutil
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any

import pytest
import xlsxwriter
from lxml import etree

from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostics
from generator.foundation.files import unzipped, zipped
from generator.foundation.record import Loaded
from generator.pricing.quote import Quote
from generator.writers.grid import fill
from generator.writers.grid_book import opened
from generator.writers.grid_evaluator import Evaluator
from generator.writers.grid_formula import UnknownError, moved
from tests.libreoffice import recalculated_cells
from tests.quotes import OFFER, load, quoted

FILE = "source/bpu-dqe.xlsx"
ROWS = (
    ("Séance d'analyse des pratiques", "séance", 5),
    ("Préparation et suivi d’une séance", "séance", 5),
    ("Réunion de cadrage", "réunion", 1),
    ("Bilan intermédiaire", "réunion", 1),
    ("Évaluation finale", "réunion", 1),
    ("Supports", "forfait", 1),
    ("Déplacement", "km", 1216),
    ("Repas", "repas", 8),
)
LINES = ("session", "preparation", "cadrage", "bilan", "evaluation", "supports", "km", "meal")
PRICES = tuple({"sheet": "BPU", "cell": f"D{n}", "line": key, "value": "price"} for n, key in enumerate(LINES, 5))
WORDS = tuple({"sheet": "BPU", "cell": f"E{n}", "line": key, "value": "price_words"} for n, key in enumerate(LINES, 5))
TOTALS = ({"sheet": "DQE", "cell": "E14", "value": "dqe_net"}, {"sheet": "DQE", "cell": "E16", "value": "dqe_gross"})
TAXED = {"candidate": {"vat.regime": "taux_normal"}}


def png() -> bytes:
    """One red pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    header = pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixel + chunk(b"IEND", b"")


def workbook(locked: bool = False, quantities: Sequence[int] = tuple(row[2] for row in ROWS)) -> bytes:
    """A price grid as a buyer's office makes one, with all that a clumsy tool would lose."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": '#,##0.00 "€"', "border": 1})
    free = book.add_format({"num_format": '#,##0.00 "€"', "locked": False, "bg_color": "#FFFFCC"})
    bpu, dqe, hidden = (book.add_worksheet(name) for name in ("BPU", "DQE", "Listes"))
    bpu.write("A1", "Bordereau des prix unitaires", bold)
    bpu.merge_range("A2:E2", "À compléter par le candidat", bold)
    bpu.write_row("A4", ["N°", "Désignation", "Unité", "Prix unitaire HT", "Prix en lettres"], bold)
    dqe.write_row("A4", ["Désignation", "Unité", "Quantité", "Prix HT", "Montant HT"], bold)
    for n, ((name, unit, _), quantity) in enumerate(zip(ROWS, quantities, strict=True), 5):
        bpu.write_row(f"A{n}", [n - 4, name, unit])
        bpu.write_blank(f"D{n}", None, free)
        dqe.write_row(f"A{n}", [name, unit, quantity])
        dqe.write_formula(f"D{n}", f"=BPU!D{n}", money, 0)
        dqe.write_formula(f"E{n}", f"=ROUND(C{n}*D{n},2)", money, 0)
    dqe.write("A14", "Total HT", bold)
    dqe.write_formula("E14", "=SUM(E5:E12)", money, 0)
    dqe.write("A15", "TVA 20 %", bold)
    dqe.write_formula("E15", "=ROUND(E14*20%,2)", money, 0)
    dqe.write("A16", "Total TTC", bold)
    dqe.write_formula("E16", "=E14+E15", money, 0)
    decorate(bpu, dqe, bold)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=DQE!$E$5:$E$12"})
    dqe.insert_chart("G4", chart)
    hidden.write_column("A1", ["séance", "réunion", "forfait"])
    hidden.hide()
    book.define_name("TOTAL", "=DQE!$E$14")
    book.set_custom_property("Consultation", "2026-000")
    if locked:
        bpu.protect("secret")
        dqe.protect("secret")
    book.close()
    return buffer.getvalue()


def decorate(bpu: Any, dqe: Any, bold: Any) -> None:
    """Validations, conditional formats, drawings, a note, a header picture, a sparkline, a button."""
    bpu.data_validation("D5:D12", {"validate": "decimal", "criteria": ">=", "value": 0})
    bpu.data_validation("C5:C12", {"validate": "list", "source": "=Listes!$A$1:$A$3"})
    bpu.conditional_format("D5:D12", {"type": "data_bar", "data_bar_2010": True})
    dqe.conditional_format("E5:E12", {"type": "cell", "criteria": ">", "value": 1000, "format": bold})
    bpu.insert_textbox("G2", "Ne pas modifier ce cadre")
    bpu.write_comment("D5", "Prix en euros, hors taxe")
    bpu.insert_image("G10", "logo.png", {"image_data": BytesIO(png())})
    bpu.set_header("&L&G", {"image_left": "logo.png", "image_data_left": BytesIO(png())})
    bpu.add_sparkline("F5", {"range": "DQE!E5:E12"})
    bpu.insert_button("G16", {"caption": "Aide"})


def offered(cells: Sequence[Mapping[str, Any]], totals: Sequence[Mapping[str, Any]] = TOTALS, **pricing: Any) -> Loaded:
    grid = {"file": FILE, "cells": list(map(dict, cells)), "totals": list(map(dict, totals))}
    changes = {f"pricing.{key}": value for key, value in pricing.items()}
    return load(OFFER, "offer.yaml", Offer, {"pricing.grids": [grid], **changes})


def filling(
    data: bytes, cells: Sequence[Mapping[str, Any]], quote: Quote | None = None, **more: Any
) -> tuple[bytes | None, Diagnostics]:
    return fill(data, 0, offered(cells, **more), quote or quoted(TAXED))


def codes(found: Diagnostics) -> list[str]:
    return [one.code for one in found]


def edited(data: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The workbook with these texts replaced in one part."""
    parts = unzipped(data)
    text = parts[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return zipped({**parts, part: text.encode()})


def test_every_part_but_the_sheets_and_the_workbook_is_the_same() -> None:
    source = workbook()
    made, problems = filling(source, (*PRICES, *WORDS))
    assert problems == ()
    assert made
    before, after = unzipped(source), unzipped(made)
    assert set(after) == set(before)
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    kinds = ("drawing", "vmlDrawing", "comments", "media", "charts", "custom", "styles", "sharedStrings")
    assert all(any(kind in name for name in before) for kind in kinds)  # the test file holds what could be lost


def test_in_a_filled_sheet_only_the_values_changed() -> None:
    source = workbook()
    made, _ = filling(source, (*PRICES, *WORDS))
    assert made
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert skeleton(unzipped(made)[part]) == skeleton(unzipped(source)[part])


def skeleton(data: bytes) -> bytes:
    """A sheet without its values: formulas, styles, validations, formats, extensions stay."""
    root = etree.fromstring(data)
    for cell in root.iter("{*}c"):
        cell.attrib.pop("t", None)
        for child in cell.xpath("*[local-name() != 'f']"):
            cell.remove(child)
    cells = root.xpath("//*[local-name() = 'c'][not(*) and not(@s)]")
    for cell in cells:
        cell.getparent().remove(cell)
    return etree.tostring(root, method="c14n")


def test_our_prices_stand_in_the_cells_and_the_totals_are_ours() -> None:
    quote = quoted(TAXED)
    made, problems = filling(workbook(), (*PRICES, *WORDS), quote)
    assert problems == ()
    book = opened(made)
    bpu, dqe = book.sheets[:2]
    assert book.text(bpu.cells[5, 4]) == "590.00"
    assert book.text(bpu.cells[5, 5]) == "cinq cent quatre-vingt-dix euros"
    assert book.text(bpu.cells[11, 5]) == "quarante et un centimes"
    assert Decimal(book.text(dqe.cells[14, 5])) == quote.net  # cached for previews
    assert Evaluator(book).value(dqe, (16, 5)) == quote.gross


def test_the_same_workbook_gives_the_same_bytes() -> None:
    assert filling(workbook(), PRICES)[0] == filling(workbook(), PRICES)[0]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")
def test_libreoffice_finds_our_total(tmp_path: Path) -> None:
    quote = quoted(TAXED)
    made, _ = filling(workbook(), (*PRICES, *WORDS), quote)
    found = recalculated_cells(made, tmp_path, "DQE", ("E14", "E15", "E16"))
    assert found == (quote.net, quote.tax, quote.gross)


def test_it_asks_for_a_full_computation() -> None:
    made, _ = filling(workbook(), PRICES)
    assert b'fullCalcOnLoad="1"' in unzipped(made)["xl/workbook.xml"]
    without = re.sub(rb"<calcPr[^>]*/>", b"", unzipped(workbook())["xl/workbook.xml"])
    source = zipped({**unzipped(workbook()), "xl/workbook.xml": without})
    root = etree.fromstring(unzipped(filling(source, PRICES)[0])["xl/workbook.xml"])
    order = [etree.QName(child).localname for child in root]
    assert order[order.index("definedNames") + 1] == "calcPr"


def test_a_row_may_be_named_by_its_text() -> None:
    by_text = {"sheet": "bpu", "row": "Préparation et suivi d'une séance", "column": "D", "line": "preparation"}
    made, problems = filling(workbook(), [{**by_text, "value": "price"}], totals=())
    assert codes(problems) == ["M455"]  # no total to compare
    assert opened(made).text(opened(made).sheets[0].cells[6, 4]) == "120.00"


def test_a_cell_that_the_file_does_not_hold_is_inserted_in_order() -> None:
    cells = [
        {"sheet": "BPU", "cell": "F6", "line": "session", "value": "quantity"},
        {"sheet": "BPU", "cell": "B3", "text": "Organisme Exemple"},
        {"sheet": "BPU", "cell": "B40", "value": "gross_words"},
        {"sheet": "DQE", "cell": "B14", "value": "rate"},
    ]
    made, _ = filling(workbook(), cells, totals=())
    book = opened(made)
    sheet = book.sheets[0]
    rows = [int(row.get("r")) for row in sheet.root.iter("{*}row")]
    assert rows == sorted(rows)
    assert [cell.get("r") for row in sheet.root.iter("{*}row") if row.get("r") == "6" for cell in row] == [
        "A6", "B6", "C6", "D6", "F6",
    ]  # fmt: skip
    assert book.text(sheet.cells[3, 2]) == "Organisme Exemple"
    assert book.text(sheet.cells[40, 2]).startswith("cinq mille huit cent soixante-six")
    assert book.text(book.sheets[1].cells[14, 2]) == "0.2"


@pytest.mark.parametrize(("cell", "code"), [
    ({"sheet": "DQE", "cell": "D5", "line": "session", "value": "price"}, "M452"),
    ({"sheet": "BQU", "cell": "D5", "line": "session", "value": "price"}, "M451"),
    ({"sheet": "BPU", "row": "Hébergement", "column": "D", "line": "night", "value": "price"}, "M451"),
    ({"sheet": "BPU", "row": "é", "column": "D", "line": "night", "value": "price"}, "M451"),
    ({"sheet": "BPU", "cell": "D5", "line": "seance", "value": "price"}, "M456"),
    ({"sheet": "BPU", "cell": "D5", "line": "session", "value": "price", "lot": "3"}, "M456"),
    ({"sheet": "BPU", "cell": "C2", "text": "Nous"}, "M457"),
    ({"sheet": "BPU", "cell": "B5", "text": "Nous"}, "M458"),
])  # fmt: skip
def test_what_can_not_be_filled_is_refused_on_its_line(cell: dict[str, str], code: str) -> None:
    quote = quoted({**TAXED, "offer": {"lots": ["1"]}} if "lot" in cell else TAXED)
    made, problems = filling(workbook(), [cell], quote)
    assert made is None
    assert codes(problems) == [code]
    assert problems[0].hint


def test_a_cell_is_filled_once() -> None:
    twice = {"sheet": "BPU", "row": ROWS[0][0], "column": "D", "line": "session", "value": "price"}
    assert codes(filling(workbook(), (PRICES[0], twice))[1]) == ["M458"]


def test_a_protected_sheet_takes_values_in_its_open_cells_only() -> None:
    assert filling(workbook(locked=True), PRICES)[1] == ()
    assert codes(filling(workbook(locked=True), [{"sheet": "BPU", "cell": "B3", "text": "Nous"}])[1]) == ["M453"]


def test_a_style_that_is_no_number_is_a_locked_one() -> None:
    odd = edited(workbook(locked=True), "xl/worksheets/sheet1.xml", ('<c r="D5" s="', '<c r="D5" s="x'))
    assert codes(filling(odd, PRICES)[1]) == ["M453"]


def test_the_buyers_own_quantities_are_seen() -> None:
    six = workbook(quantities=(6, 6, 1, 1, 1, 1, 1216, 8))
    problems = filling(six, PRICES)[1]
    assert codes(problems) == ["M454", "M454"]
    assert "5\u202f598,56" in problems[0].message
    assert "4\u202f888,56" in problems[0].message
    imposed = [{"line": key, "quantity": "6"} for key in ("session", "preparation")]
    assert filling(six, PRICES, dqe=imposed)[1] == ()


def test_a_total_that_we_can_not_compute_is_said_so() -> None:
    unknown = edited(workbook(), "xl/worksheets/sheet2.xml", ("<f>SUM(E5:E12)</f>", "<f>SUBTOTAL(9,E5:E12)</f>"))
    made, problems = filling(unknown, PRICES)
    assert codes(problems) == ["M455", "M455"]
    book = opened(made)
    assert book.sheets[1].cells[14, 5].find("{*}v") is None  # no stale value


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")
def test_lines_left_empty_until_they_are_priced(tmp_path: Path) -> None:
    part = "xl/worksheets/sheet2.xml"
    old = [f"<f>ROUND(C{n}*D{n},2)</f>" for n in range(5, 13)]
    new = [f'<f>IF(BPU!D{n}="","",ROUND(C{n}*BPU!D{n},2))</f>' for n in range(5, 13)]
    said = ("<f>BPU!D12</f>", '<f>IF(BPU!D5=0,"à remplir","rempli")</f>')
    source = edited(workbook(), part, said, *zip(old, new, strict=True))
    quote = quoted(TAXED)
    made, problems = filling(source, PRICES[:-1], quote)  # no price for meals
    assert codes(problems) == ["M454", "M454"]
    left = quote.net - quote.line("meal").amount
    assert recalculated_cells(made, tmp_path, "DQE", ("E14",)) == (left,)
    cell = opened(made).sheets[1].cells[12, 4]
    assert (cell.get("t"), cell.findtext("{*}v")) == ("str", "rempli")


def test_a_shared_formula_is_read_and_not_written_over() -> None:
    part = "xl/worksheets/sheet2.xml"
    changes = [("<f>ROUND(C5*D5,2)</f>", '<f t="shared" ref="E5:E12" si="0">ROUND(C5*D5,2)</f>')]
    changes += [(f"<f>ROUND(C{n}*D{n},2)</f>", '<f t="shared" si="0"/>') for n in range(6, 13)]
    shared = edited(workbook(), part, *changes)
    made, problems = filling(shared, PRICES)
    assert problems == ()
    assert unzipped(made)[part].count(b'si="0"') == 8
    assert codes(filling(shared, [{"sheet": "DQE", "cell": "E7", "text": "x"}])[1]) == ["M452"]


@pytest.mark.parametrize(("data", "words"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mot de passe"),
    (b"not a zip", "illisible"),
    (zipped({"word/document.xml": b"<a/>"}), "pas un classeur"),
    (zipped({**unzipped(workbook()), "xl/vbaProject.bin": b"x"}), "macros"),
    (zipped({**unzipped(workbook()), "_xmlsignatures/sig1.xml": b"<a/>"}), "signé"),
    (zipped({**unzipped(workbook()), "xl/worksheets/sheet1.xml": b"<a"}), "illisible"),
    (zipped({**unzipped(workbook()), "xl/styles.xml": b"<a"}), "illisible"),
    (zipped({**unzipped(workbook()), "xl/sharedStrings.xml": b""}), "illisible"),
    (edited(workbook(), "xl/_rels/workbook.xml.rels", ("worksheets/sheet2.xml", "worksheets/sheet9.xml")), "illisible"),
    (edited(workbook(), "xl/worksheets/sheet1.xml", ('r="D5"', 'r="D0"')), "illisible"),
    (zipped({**unzipped(workbook()), "xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "illisible"),
])  # fmt: skip
def test_a_workbook_that_can_not_be_filled_safely_is_refused(data: bytes, words: str) -> None:
    made, problems = filling(data, PRICES)
    assert made is None
    assert codes(problems) == ["M450"]
    assert words in problems[0].message


@pytest.mark.parametrize(("formula", "value"), [
    ("1+2*3", "7"), ("(1+2)*3", "9"), ("-2*-3", "6"), ("10/4", "2.5"), ("20%*50", "10"), ("ROUND(2.345,2)", "2.35"),
    ("ROUND(-2.345,2)", "-2.35"), ("ROUND(1250,-2)", "1300"), ("SUM(A1:A3)", "6"), ("SUM(A1,A2:A3,4)", "10"),
    ("SUM(A1:A9)", "6"), ("PRODUCT(A2:A3)", "6"), ("$A$1+A2", "3"), ("SUM(A1:A2)*A3", "9"), ("B7+1", "1"),
    ("SUM('Autre feuille'!A1:A2)", "30"), (" 1 + 1 ", "2"), ("1.5e2", "150"),
    ('IF(B9="",0,A1)', "0"), ('IF(A1="",0,A2*A3)', "6"), ('IF(C1="TEXTE",1,2)', "1"),
    ("IF(A1>=1,IF(A2<2,1,5),3)+1", "6"), ('ROUND(IF(B9=0,1,C1*2),2)', "1"), ("SUM(C1:C2)", "0"),
])  # fmt: skip
def test_formulas(formula: str, value: str) -> None:
    assert evaluated(formula) == Decimal(value)


@pytest.mark.parametrize("formula", [
    "IF(A1,2,3)", "IF(A1>1,2)", 'IF(A1=1,"",1)+1', "AND(A1>1)", "A1&A2",
    "A1+C1", "1/0", "VLOOKUP(1,A1:A3,1)", "TOTAL", "[1]Feuil1!A1", "A1:A3", "1+", "(1",
    "E1", "SUM(A1:XFD1048576)", "'Absente'!A1", '"x"', "",
])  # fmt: skip
def test_other_formulas_are_not_guessed(formula: str) -> None:
    with pytest.raises(UnknownError):
        evaluated(formula)


def evaluated(formula: str) -> object:
    """A1:A3 hold 1, 2, 3; C1 a text; E1 reads itself."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, other = book.add_worksheet("Prix"), book.add_worksheet("Autre feuille")
    sheet.write_column("A1", [1, 2, 3])
    other.write_column("A1", [10, 20])
    sheet.write("C1", "texte")
    sheet.write_formula("E1", "=E1")
    sheet.write_formula("D1", f"={formula}")
    book.close()
    read = opened(buffer.getvalue())
    return Evaluator(read).value(read.sheets[0], (1, 4))


@pytest.mark.parametrize(("formula", "expected"), [
    ("C5*D5", "D7*E7"), ("$C5*D$5", "$C7*E$5"), ("SUM(E5:E12)", "SUM(F7:F14)"), ("BPU!D5", "BPU!E7"),
    ('"A1"&A1', '"A1"&B3'), ("LOG10(A1)", "LOG10(B3)"),
])  # fmt: skip
def test_a_shared_formula_moves_its_relative_references(formula: str, expected: str) -> None:
    assert moved(formula, 2, 1) == expected
