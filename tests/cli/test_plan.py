"""`offer plan`, `price` and `blocks`: what a person reads and what a machine reads say the same."""

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
    assert run([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_plan_is_told_in_order_with_its_closures(capsys: pytest.CaptureFixture[str]) -> None:
    data = read(capsys, "plan", "vienne")
    days = [event["day"] for event in data["result"]["events"]]
    assert days == sorted(days)
    assert len(days) == 8
    assert run(["plan", "vienne"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Du 11 septembre 2023 au 5 juillet 2024, zone scolaire A\n")
    assert "vacances de la Toussaint" in out
    assert [line.split()[0] for line in out.splitlines()[1:9]] == ["C", "1", "2", "3", "B", "4", "5", "É"]


def test_a_plan_that_cannot_be_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path) / "offers" / CLIENT / "offer.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("to: 2025-06-27", "to: 2024-09-20"), encoding="utf-8"
    )
    assert run(["plan", CLIENT, "-w", str(tmp_path)]) == 1
    assert "offers/demo/" in capsys.readouterr().out
    assert run(["plan", CLIENT, "-w", str(tmp_path), "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["result"] is None
    assert any(finding["level"] == "blocking" for finding in data["findings"])


def test_the_price_adds_up_in_both_forms(capsys: pytest.CaptureFixture[str]) -> None:
    result = read(capsys, "price", "vienne")["result"]
    assert sum(Decimal(line["amount"]) for line in result["lines"]) == Decimal(result["net"])
    assert Decimal(result["net"]) + Decimal(result["tax"]) == Decimal(result["gross"])
    run(["price", "vienne"])
    lines = capsys.readouterr().out.splitlines()
    total = next(line for line in lines if "Total TTC" in line)
    figures = "".join(c for c in total if c.isdigit() or c == ",").replace(",", ".")
    assert figures == result["gross"]
    assert len({len(line) for line in lines if line.endswith("€")}) == 1, "amounts are aligned"


def test_the_shelf_lists_every_block(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = read(capsys, "blocks")["result"]
    ids = {path.stem for path in (ROOT / "boilerplate" / "blocks").rglob("*.md")}
    assert {block["id"] for block in blocks} == ids
    assert run(["blocks"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in ids)


def test_why_says_each_reason_and_each_answer(capsys: pytest.CaptureFixture[str]) -> None:
    result = read(capsys, "blocks", "--why", "vienne")["result"]
    assert result["unanswered"] == []
    assert all(block["reasons"] for block in result["blocks"])
    assert {block["taken"] for block in result["blocks"]} == {True, False}
    asked = [demand for demand in result["requirements"] if demand["topic"]]
    assert len(asked) >= 30
    assert all(demand["blocks"] for demand in asked)
    run(["blocks", "--why", "vienne"])
    out = capsys.readouterr().out
    assert "Garder aux échanges leur caractère confidentiel" in out
    assert "Blocs laissés" in out
    assert "Chaque demande qui attend un bloc en a un." in out


def test_why_names_the_demands_without_a_block(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(tmp_path) / "offers" / CLIENT / "brief.yaml"
    text = path.read_text(encoding="utf-8").replace("topic: confidentiality", "topic: supervision")
    path.write_text(text, encoding="utf-8")
    assert run(["blocks", "--why", CLIENT, "-w", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "Demandes sans bloc (1)\n  R01 Garantir la confidentialité" in out
    assert "« topics » contient « supervision »" in out
