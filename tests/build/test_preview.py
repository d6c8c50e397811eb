"""The plan, the price and the blocks of an offer, each told even when another file is wrong."""

from pathlib import Path

from generator.build.preview import library, planned, selected
from generator.build.prices import priced
from tests.demo import CLIENT, filled


def test_the_plan_needs_the_two_files_of_the_offer_only(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    (workspace / "boilerplate" / "candidate.yaml").unlink()
    schedule, problems = planned(workspace, CLIENT)
    assert schedule
    assert len(schedule.sessions) == 4
    assert not any(problem.code.startswith(("Y", "B")) for problem in problems)


def test_the_price_needs_the_candidate_and_the_prices(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    quote, _ = priced(workspace, CLIENT)
    assert quote
    assert quote.lines[0].quantity == 4
    for name in ("candidate", "prices"):
        (workspace / "boilerplate" / f"{name}.yaml").unlink()
    quote, problems = priced(workspace, CLIENT)
    assert quote is None
    assert [problem.code for problem in problems] == ["Y103", "Y103"]


def test_without_a_plan_there_is_no_price(tmp_path: Path) -> None:
    path = filled(tmp_path) / "offers" / CLIENT / "offer.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("to: 2025-06-27", "to: 2024-09-20"), encoding="utf-8"
    )
    quote, problems = priced(tmp_path, CLIENT)
    assert quote is None
    assert any(problem.code.startswith("P") for problem in problems)


def test_a_demand_that_no_block_answers_is_told(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    path = workspace / "offers" / CLIENT / "brief.yaml"
    more = "  - {id: R03, source: 3, topic: supervision, text: Être supervisé}\n"
    text = path.read_text(encoding="utf-8").replace("requirements:\n", f"requirements:\n{more}")
    path.write_text(text, encoding="utf-8")
    selection, _ = selected(workspace, CLIENT)
    assert selection
    by_id = {demand.id: demand for demand in selection.demands}
    assert selection.answers(by_id["R01"]) == ("methode",)
    assert selection.unanswered == (by_id["R03"],)


def test_the_library_is_read_without_any_offer(tmp_path: Path) -> None:
    shelf, problems = library(filled(tmp_path))
    assert {block.id for block in shelf} >= {"objectifs", "methode"}
    assert problems == ()
