"""`offer price` and its views: what a person reads and what a machine reads say the same."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.cli.run import run
from tests.demo import CLIENT, filled

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(["price", "vienne", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)["result"]


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["price", "vienne", *arguments]) == 0
    return capsys.readouterr().out.replace("\u202f", " ").replace("\u00a0", " ")


def test_lines_show_the_key_that_workbooks_map(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Séance d'analyse des pratiques (demi-journée) [session]" in shown(capsys)
    assert read(capsys)["lots"] == [
        {"lot": None, "title": "", "net": "4888.56", "tax": "0.00", "gross": "4888.56", "shares": [], "tranches": [],
         "taxes": [{"regime": "exoneration_formation", "rate": None, "net": "4888.56", "tax": "0.00"}]}
    ]  # fmt: skip


def test_what_if_shows_the_new_total_and_the_step(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "--what-if")
    assert "Une séance de plus" in text
    for change in read(capsys, "--what-if"):
        assert Decimal(change["gross"]) - Decimal(change["gross_step"]) == Decimal("4888.56")
        assert change["if"] in text


def test_the_margin_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    (margin,) = read(capsys, "--margin")
    costs = sum(map(Decimal, margin["costs"].values()))
    assert Decimal(margin["net"]) - costs == Decimal(margin["margin"])
    assert "rien de ceci n'est écrit dans l'offre" in shown(capsys, "--margin")


def test_without_a_workbook_the_view_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert "indiquez « file » sous la pièce demandée" in shown(capsys, "--grid")
    assert read(capsys, "--grid") == []


def test_without_costs_there_is_no_margin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(tmp_path)
    (tmp_path / "boilerplate" / "costs.yaml").unlink(missing_ok=True)
    assert run(["price", CLIENT, "--margin", "--workspace", str(tmp_path)]) == 1
    assert "boilerplate/costs.yaml" in capsys.readouterr().out
