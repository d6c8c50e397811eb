"""What won and what lost: read beside the offers, counted by approach and by block."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.build.results import by_approach, by_block, judged
from generator.cli.run import run
from tests.workspaces import copied

LOST = """\
outcome: lost
on: 2023-07-20
scores:
  - {criterion: Valeur technique de l'offre, ours: 48, out_of: 60, best: "55,5"}
  - {criterion: Conditions financières de l'offre, ours: 32, out_of: 40}
price: {rank: 2, of: 4, winner: 4 500}
reasons:
  - {text: Le déroulé des séances est très précis, blocks: [seance-deroule], good: true}
  - {text: Peu d'éléments sur les suites données au bilan, blocks: [evaluation-bilan]}
"""


@pytest.fixture
def workspace(tmp_path):
    return copied(tmp_path)


def write(workspace, text: str) -> None:
    (workspace / "offers/vienne/result.yaml").write_text(text, encoding="utf-8")


def test_an_offer_without_a_result_counts_for_nothing(workspace, capsys):
    assert judged(workspace) == ((), ())
    assert run(["results", "-w", str(workspace)]) == 0
    assert capsys.readouterr().out.startswith("Aucun résultat")


def test_a_lost_offer_counts_for_its_approach_and_each_block_it_takes(workspace, capsys):
    write(workspace, LOST)
    offers, problems = judged(workspace)
    assert problems == ()
    (approach,) = by_approach(offers)
    assert (approach.name, approach.won, approach.lost, approach.share) == ("collective-action", 0, 1, Decimal("0.8"))
    blocks = {tally.name: tally for tally in by_block(offers)}
    assert set(blocks) == set(offers[0].blocks)
    assert [reason.good for reason in blocks["seance-deroule"].reasons] == [True]
    assert run(["results", "-w", str(workspace)]) == 0
    said = capsys.readouterr().out
    assert "perdue" in said
    assert "prix 2/4" in said
    assert "« Le déroulé des séances est très précis »" in said


def test_lots_are_judged_one_by_one(workspace):
    write(workspace, "outcome: won\nlots:\n  - {lot: 1, outcome: won}\n  - {lot: 2, outcome: lost}\n")
    offers, problems = judged(workspace)
    assert [str(problem) for problem in problems if problem.code != "L291"] == []
    assert len([problem for problem in problems if problem.code == "L291"]) == 2  # Vienne's brief has no lots
    (approach,) = by_approach(offers)
    assert (approach.won, approach.lost) == (1, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("outcome: won\nreasons: [{text: oui, blocks: [seance-deroul]}]\n", "bloc inconnu « seance-deroul »"),
        ("outcome: lost\nscores: [{criterion: Valeur tecnique de l'offre, ours: 5, out_of: 6}]\n", "critère inconnu"),
        ("outcome: gagnée\n", "valeur inconnue « gagnée »"),
        ("outcome: won\nprice: {rank: 5, of: 4}\n", "le rang (rank) dépasse"),
        ("outcome: won\nscores: [{criterion: prix, ours: 70, out_of: 60}]\n", "dépasse la note maximale"),
    ],
)
def test_a_wrong_result_is_said_on_its_line(workspace, capsys, text, said):
    write(workspace, text)
    assert run(["results", "-w", str(workspace)]) == 1
    told = capsys.readouterr().out
    assert said in told
    assert "offers/vienne/result.yaml:" in told
