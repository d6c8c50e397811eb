"""The price of an offer from end to end: the buyer's workbook among the outputs, our costs in none of them."""

import re
import shutil
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from generator.build.prices import costed, priced, surveyed
from generator.build.run import build
from generator.foundation.money import euros, number
from generator.writers.grid_book import opened
from tests.writers.test_grid import workbook

ROOT = Path(__file__).parent.parent.parent
GRID = """\
  grids:
    - file: source/bpu-dqe.xlsx
      cells:
        - {sheet: BPU, cell: D5, line: session, value: price}
        - {sheet: BPU, cell: D6, line: preparation, value: price}
        - {sheet: BPU, cell: D7, line: cadrage, value: price}
        - {sheet: BPU, cell: D8, line: bilan, value: price}
        - {sheet: BPU, cell: D9, line: evaluation, value: price}
        - {sheet: BPU, cell: D10, line: supports, value: price}
        - {sheet: BPU, cell: D11, line: km, value: price}
        - {sheet: BPU, cell: D12, line: meal, value: price}
      totals:
        - {sheet: DQE, cell: E14, value: dqe_net}
"""
RICH = """\
  regimes: {cadrage: taux_normal}
  units: {session: hour}
  rates: {session: "170,00"}
  discounts: [{percent: 3, on: [session]}]
  options: [{key: pse-1, label: Une journée de plus, lines: [{label: Journée, per: flat, price: 900}]}]
  tranches:
    - {key: ferme, label: Tranche ferme, kind: firm, from: 2023-09-01, to: 2023-12-31}
    - {key: to-1, label: Tranche optionnelle 1, kind: optional, from: 2024-01-01, to: 2024-07-31}
  revision: {kind: percent, percent: 2, source: "CCAP, article 5"}
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped offer, whose buyer now gives a price workbook and asks for a BPU and a DQE."""
    folder = tmp_path_factory.mktemp("prices")
    shutil.copytree(ROOT / "boilerplate", folder / "boilerplate")
    shutil.copytree(ROOT / "offers" / "vienne", folder / "offers" / "vienne")
    (folder / "offers" / "vienne" / "source" / "bpu-dqe.xlsx").write_bytes(workbook())
    change(folder, "brief", "pieces:\n", "pieces:\n  - {piece: bpu, file: source/bpu-dqe.xlsx}\n  - {piece: dqe}\n")
    change(folder, "offer", "  km_per_trip", f"{GRID}  km_per_trip")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "offers" / "vienne" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def result(workspace: Path) -> Any:
    return build(workspace, "vienne")


def test_the_filled_workbook_is_written_and_deposited(result: Any) -> None:
    deposited = [name for name in result.files if name.startswith("depot/2-offre/") and name.endswith(".xlsx")]
    pdfs = [name for name in result.files if name.startswith("depot/2-offre/") and name.endswith(".pdf")]
    assert deposited == [f"depot/2-offre/{len(pdfs) + 1:02d}-bpu-dqe.xlsx"]
    made = (result.folder / "bpu-dqe.xlsx").read_bytes()
    assert made == (result.folder / deposited[0]).read_bytes()
    book = opened(made)
    assert Decimal(book.text(book.sheets[1].cells[14, 5])) == Decimal("4888.56")
    assert not [finding for finding in result.findings if finding.code.startswith("M45")]


def test_the_price_pieces_are_in_the_packet_and_agree(result: Any) -> None:
    assert {"bordereau-des-prix.docx", "detail-quantitatif-estimatif.docx"} <= set(result.files)
    assert {"C801", "C821", "C822", "C826"} & {finding.code for finding in result.findings} == set()


def test_no_output_holds_what_the_offer_costs_us(workspace: Path, result: Any) -> None:
    (margin,), _ = costed(workspace, "vienne")
    secret = {"Frais de structure", "Temps de trajet", "Marge ("}
    for amount in (margin.cost, margin.left, *(amount for _, amount in margin.costs)):
        secret |= {euros(amount).replace("\u202f", " ").replace("\u00a0", " "), str(amount)}
    quote, _ = priced(workspace, "vienne")
    assert quote
    public = {line.amount for line in quote.lines} | {line.price for line in quote.lines}
    secret -= {euros(amount).replace("\u202f", " ").replace("\u00a0", " ") for amount in public}
    secret -= {str(amount) for amount in public}
    secret |= {f"{number(margin.percent)} %"}
    seen = 0
    for name in result.files:
        text = said(result.folder / name)
        seen += len(text) > 50
        assert [one for one in secret if one in text] == [], name
    assert seen > 20
    assert any("4 888,56 €" in said(result.folder / name) for name in result.files)  # it would see one


def said(path: Path) -> str:
    """All the text of an output, whatever its format, with plain spaces."""
    data = path.read_bytes()
    if path.name == "summary.json":  # the drawings hold coordinates
        return re.sub(r"<svg.*?</svg>", "", data.decode("utf-8"), flags=re.DOTALL)
    if path.suffix == ".pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    elif path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        text = "\n".join(part.decode("utf-8") for part in parts)
    else:
        text = data.decode("utf-8")
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_survey_proposes_a_mapping_that_fills_the_workbook(workspace: Path) -> None:
    ((file, sheets),), problems = surveyed(workspace, "vienne")
    assert (file, problems) == ("source/bpu-dqe.xlsx", ())
    proposed = [line for sheet in sheets for line in (*sheet.cells, *sheet.totals)]
    for line in GRID.splitlines():
        if "cell:" in line:
            assert line.strip() in proposed
    assert [sheet.name for sheet in sheets if sheet.hidden] == ["Listes"]


def test_discounts_tranches_options_and_revisions_are_amounts_of_the_quote(workspace: Path, tmp_path: Path) -> None:
    shutil.copytree(workspace / "boilerplate", tmp_path / "boilerplate")
    shutil.copytree(workspace / "offers", tmp_path / "offers")
    change(tmp_path, "offer", GRID, RICH)
    change(tmp_path, "brief", "pieces:\n", "contract: {months: 36}\npieces:\n  - {piece: dpgf}\n")
    found = build(tmp_path, "vienne")
    assert "decomposition-du-prix.docx" in found.files
    assert not [one for one in found.findings if one.code.startswith("C8") and one.level == "blocking"]


def test_a_workbook_that_nobody_mapped_is_told(workspace: Path, tmp_path: Path) -> None:
    shutil.copytree(workspace / "boilerplate", tmp_path / "boilerplate")
    shutil.copytree(workspace / "offers", tmp_path / "offers")
    change(tmp_path, "offer", GRID, "")
    found = [finding for finding in build(tmp_path, "vienne").findings if finding.code == "M459"]
    assert len(found) == 1
    assert "source/bpu-dqe.xlsx" in found[0].message


def test_a_workbook_that_is_not_there_blocks(workspace: Path, tmp_path: Path) -> None:
    shutil.copytree(workspace / "boilerplate", tmp_path / "boilerplate")
    shutil.copytree(workspace / "offers", tmp_path / "offers")
    (tmp_path / "offers" / "vienne" / "source" / "bpu-dqe.xlsx").unlink()
    assert "M450" in {finding.code for finding in build(tmp_path, "vienne").findings}
    _, problems = surveyed(tmp_path, "vienne")
    assert [problem.code for problem in problems] == ["M450"]
