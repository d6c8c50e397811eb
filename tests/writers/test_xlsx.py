"""The spreadsheet: what its parts hold, and that LibreOffice computes from its formulas what we computed."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from generator.foundation.files import unzipped, zipped
from generator.pricing.quote import Quote
from generator.pricing.volume import Outing
from generator.writers.xlsx import SHEET, write
from tests.quotes import priced, quoted, theme

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAY = date(2023, 6, 26)
HEADING = ("Organisme Exemple", "Analyse des pratiques : action collective")
REGIMES = ("exoneration_formation", "franchise", "taux_normal")


@dataclass(frozen=True)
class Cell:
    value: str
    formula: str
    kind: str
    style: int


@dataclass(frozen=True)
class Book:
    cells: Mapping[str, Cell]
    names: Mapping[str, str]  # defined name: cell
    parts: Mapping[str, bytes]

    def named(self, name: str) -> Decimal:
        return Decimal(self.cells[self.names[name]].value).quantize(Decimal("0.0001")).normalize()

    def row(self, label: str) -> int:
        return next(int(place[1:]) for place, cell in self.cells.items() if cell.value == label)


def of(regime: str, **pricing: object) -> Quote:
    offer = {f"pricing.{key}": value for key, value in pricing.items()}
    return quoted({"candidate": {"vat.regime": regime}, "offer": offer})


def spreadsheet(quote: Quote, title: str = "Fiche financière", mark: str = "SPÉCIMEN") -> bytes:
    return write(quote, title, HEADING, theme(), DAY, mark)


def read(data: bytes) -> Book:
    parts = unzipped(data)
    strings = ["".join(item.itertext()) for item in etree.fromstring(parts["xl/sharedStrings.xml"])]
    cells = {}
    for cell in etree.fromstring(parts["xl/worksheets/sheet1.xml"]).iter(f"{M}c"):
        value, kind = cell.findtext(f"{M}v", ""), cell.get("t", "")
        text = strings[int(value)] if kind == "s" else value
        cells[cell.get("r")] = Cell(text, cell.findtext(f"{M}f", ""), kind, int(cell.get("s", "0")))
    names = {
        name.get("name"): name.text.rpartition("!")[2].replace("$", "")
        for name in etree.fromstring(parts["xl/workbook.xml"]).iter(f"{M}definedName")
    }
    return Book(cells, names, parts)


def without_cached_values(data: bytes) -> bytes:
    """LibreOffice believes the values that a file carries: without them it has to compute."""
    parts = unzipped(data)
    sheet = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    formulas = [cell for cell in sheet.iter(f"{M}c") if cell.find(f"{M}f") is not None]
    assert len(formulas) > 10
    for cell in formulas:
        cell.remove(cell.find(f"{M}v"))
    return zipped({**parts, "xl/worksheets/sheet1.xml": etree.tostring(sheet)})


def test_the_same_quote_gives_the_same_bytes() -> None:
    assert spreadsheet(of("taux_normal")) == spreadsheet(of("taux_normal"))
    assert spreadsheet(of("taux_normal")) != spreadsheet(of("franchise"))


def test_cached_values_are_ours() -> None:
    quote = of("taux_normal")
    book = read(spreadsheet(quote))
    for line in quote.lines:
        row = next(n for n in range(1, 40) if book.cells.get(f"B{n}") and french_label(book, n) == line.label)
        amount = book.cells[f"E{row}"]
        assert amount.formula == f"ROUND(B{row}*D{row},2)"
        assert Decimal(amount.value) == line.amount
    assert book.named("TOTAL_HT") == quote.net
    assert book.named("TAUX_TVA") == Decimal("0.2")
    assert book.named("MONTANT_TVA") == quote.tax
    assert book.named("TOTAL_TTC") == quote.gross


def french_label(book: Book, row: int) -> str:
    return book.cells[f"A{row}"].value.replace("\u00a0", " ").replace("’", "'")


def test_totals_are_formulas_on_names() -> None:
    book = read(spreadsheet(of("taux_normal")))
    assert book.cells[book.names["MONTANT_TVA"]].formula == "ROUND(TOTAL_HT*TAUX_TVA,2)"
    assert book.cells[book.names["TOTAL_TTC"]].formula == "ROUND(TOTAL_HT+MONTANT_TVA,2)"
    assert book.cells[book.names["TAUX_TVA"]].formula == ""


@pytest.mark.parametrize("regime", REGIMES[:2])
def test_without_tax_one_total_has_both_names(regime: str) -> None:
    book = read(spreadsheet(of(regime)))
    assert book.names["TOTAL_HT"] == book.names["TOTAL_TTC"]
    assert not {"TAUX_TVA", "MONTANT_TVA"} & set(book.names)
    assert book.row("Montant total net de taxe (TTC = HT)") == int(book.names["TOTAL_TTC"][1:])
    texts = [cell.value for cell in book.cells.values() if cell.kind == "s"]
    assert "Total TTC" not in texts
    assert any("CGI" in text for text in texts)


def test_groups_have_their_subtotal() -> None:
    quote = of("taux_normal")
    book = read(spreadsheet(quote))
    for title, lines in quote.groups:
        row = book.row(title)
        subtotal = book.cells[f"E{row}"]
        assert subtotal.formula == f"ROUND(SUM(E{row + 1}:E{row + len(lines)}),2)"
        assert Decimal(subtotal.value) == sum(line.amount for line in lines)


@pytest.mark.parametrize("label", ["=1+1", "+33 5", "-20 %", "@SUM(A1)", '=HYPERLINK("http://a.example")'])
def test_a_text_is_never_a_formula(label: str) -> None:
    extra = {"label": label, "quantity": "1", "unit": "=A1", "price": "1"}
    book = read(spreadsheet(of("taux_normal", extras=[extra])))
    row = next(n for n in range(1, 40) if (unit := book.cells.get(f"C{n}")) and unit.value == "=A1")
    styles = etree.fromstring(book.parts["xl/styles.xml"]).find(f"{M}cellXfs")
    for cell in (book.cells[f"A{row}"], book.cells[f"C{row}"]):
        assert (cell.kind, cell.formula) == ("s", "")
        assert styles[cell.style].get("quotePrefix") == "1"


def test_an_address_is_not_a_link() -> None:
    extra = {"label": "https://exemple.example", "quantity": "1", "unit": "lot", "price": "1"}
    parts = unzipped(spreadsheet(of("taux_normal", extras=[extra])))
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in parts


def test_the_page_is_a4_and_its_head_repeats() -> None:
    book = read(spreadsheet(of("taux_normal"), title="Prix & délais"))
    sheet = etree.fromstring(book.parts["xl/worksheets/sheet1.xml"])
    setup = sheet.find(f"{M}pageSetup")
    assert (setup.get("paperSize"), setup.get("fitToHeight"), setup.get("orientation")) == (
        "9",
        "0",
        "portrait",
    )
    assert sheet.find(f"{M}sheetPr/{M}pageSetUpPr").get("fitToPage") == "1"
    header = book.row("Désignation")
    assert book.names["_xlnm.Print_Titles"] == f"{header}:{header}"
    assert sheet.find(f"{M}sheetViews/{M}sheetView/{M}pane").get("ySplit") == str(header)
    assert (
        sheet.findtext(f"{M}headerFooter/{M}oddFooter")
        == "&LPrix && délais – Organisme Exemple&RPage &P / &N"
    )
    assert "SPÉCIMEN" in sheet.findtext(f"{M}headerFooter/{M}oddHeader")
    assert sheet.find(f"{M}sheetProtection") is None


def test_a_long_title_keeps_the_foot_within_what_excel_holds() -> None:
    book = read(write(of("franchise"), "&" * 300, ("&" * 300,), theme(), DAY, ""))
    sheet = etree.fromstring(book.parts["xl/worksheets/sheet1.xml"])
    assert len(sheet.findtext(f"{M}headerFooter/{M}oddFooter")) <= 255
    assert not sheet.findtext(f"{M}headerFooter/{M}oddHeader")


def test_the_file_says_who_and_when_without_a_clock() -> None:
    core = etree.fromstring(unzipped(spreadsheet(of("franchise")))["docProps/core.xml"])
    said = {etree.QName(item).localname: item.text for item in core}
    assert said["creator"] == "Organisme Exemple"
    assert said["created"] == said["modified"] == "2023-06-26T00:00:00Z"


def test_numbers_are_written_as_in_french() -> None:
    parts = unzipped(spreadsheet(of("taux_normal", rates={"km": "0,529"})))
    codes = [item.get("formatCode") for item in etree.fromstring(parts["xl/styles.xml"]).iter(f"{M}numFmt")]
    assert codes
    assert all(code.startswith(("[$-40C]", "@", "General")) for code in codes)


def test_labels_have_french_spaces() -> None:
    book = read(spreadsheet(of("franchise")))
    assert book.row("Déplacements\u00a0: 8 allers et retours de 152\u00a0km")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")
def test_libreoffice_computes_what_we_computed(tmp_path: Path) -> None:
    halves = [
        {"label": f"Ligne {n}", "quantity": "1", "unit": "forfait", "price": f"{n},{n:02d}5"}
        for n in range(1, 60)
    ]
    quotes = {regime: of(regime) for regime in REGIMES}
    quotes["half-cents"] = of("taux_normal", extras=halves, rates={"km": "0,529"})
    for name, quote in quotes.items():
        (tmp_path / f"{name}.xlsx").write_bytes(without_cached_values(spreadsheet(quote)))
    recalculated(tmp_path, tuple(quotes))
    for name, quote in quotes.items():
        book = read((tmp_path / "out" / f"{name}.xlsx").read_bytes())
        assert book.named("TOTAL_HT") == quote.net, name
        assert book.named("TOTAL_TTC") == quote.gross, name
        if quote.rate is not None:
            assert book.named("MONTANT_TVA") == quote.tax, name
        amounts = [Decimal(book.cells[f"E{n}"].value) for n in range(1, 100) if lines_at(book, n)]
        assert [amount.quantize(Decimal("0.01")) for amount in amounts] == [
            line.amount for line in ordered(quote)
        ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")
def test_libreoffice_computes_the_totals_of_lots_regimes_and_parties(tmp_path: Path) -> None:
    quote = of_lots()
    assert len({tax.rate for tax in quote.taxes}) == 2
    (tmp_path / "lots.xlsx").write_bytes(without_cached_values(spreadsheet(quote)))
    recalculated(tmp_path, ("lots",))
    book = read((tmp_path / "out" / "lots.xlsx").read_bytes())
    assert book.named("TOTAL_HT") == quote.net.normalize()
    assert book.named("TOTAL_TTC") == quote.gross.normalize()
    for lot in quote.lots:
        for label, amount in ((f"Total HT – lot {lot.number}", lot.net), (f"Total TTC – lot {lot.number}", lot.gross)):
            assert Decimal(book.cells[f"E{book.row(label)}"].value).quantize(Decimal("0.01")) == amount, label


def of_lots() -> Quote:
    """Two lots, two rates, an option; a subcontractor without tax in the second lot."""
    sub = {"partner": "ami", "services": "C", "amount": "333,33", "from": "2023-09-11", "to": "2024-07-05"}
    line = {"label": "Bilan", "per": "flat", "price": "300"}
    option = {"key": "pse-1", "label": "Bilan", "lot": "1", "lines": [line]}
    offer = {
        "lots": ["1", "2"],
        "subcontracts": [{**sub, "lots": ["2"]}],
        "pricing.options": [option],
        "pricing.regimes": {"km": "franchise"},
        "pricing.discounts": [{"percent": "7"}],
    }
    held = tuple(Outing("session", 210, lot) for lot in (1, 1, 2))
    changes = {"candidate": {"vat.regime": "taux_normal"}, "offer": offer}
    quote, _ = priced(changes, held, {"ami": {"vat.regime": "franchise"}})
    assert quote
    return quote


def test_options_stand_below_the_total_and_not_in_it() -> None:
    book = read(spreadsheet(of_lots()))
    total = book.row("Total TTC, tous lots")
    assert book.row("Options, hors du total") > total
    assert book.names["TOTAL_TTC"] == f"E{total}"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")
def test_the_recalculation_would_see_a_wrong_total(tmp_path: Path) -> None:
    quote = of("taux_normal")
    lines = (replace(quote.lines[0], price=Decimal(1)), *quote.lines[1:])
    wrong = replace(quote, lots=(replace(quote.lots[0], lines=lines),))
    (tmp_path / "wrong.xlsx").write_bytes(without_cached_values(spreadsheet(wrong)))
    recalculated(tmp_path, ("wrong",))
    assert read((tmp_path / "out" / "wrong.xlsx").read_bytes()).named("TOTAL_HT") != quote.net


def ordered(quote: Quote) -> list[object]:
    return [line for _, lines in quote.groups for line in lines]


def lines_at(book: Book, row: int) -> bool:
    return book.cells.get(f"E{row}", Cell("", "", "", 0)).formula.startswith(f"ROUND(B{row}*")


def recalculated(folder: Path, names: tuple[str, ...]) -> None:
    profile = (folder / "profile").as_uri()
    files = [str(folder / f"{name}.xlsx") for name in names]
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), *files], check=True, capture_output=True, timeout=120
    )


def test_the_sheet_has_its_name() -> None:
    workbook = etree.fromstring(unzipped(spreadsheet(of("franchise")))["xl/workbook.xml"])
    assert [sheet.get("name") for sheet in workbook.iter(f"{M}sheet")] == [SHEET]
