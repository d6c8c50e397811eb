"""`offer blocks`: what a person asks of the shelf, and what a machine reads, say the same."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.cli.run import run
from generator.library.blocks import read_blocks
from tests.workspaces import changed, copied

RESULT = "outcome: won\non: 2023-09-01\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return copied(tmp_path)


def read(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    assert run(["blocks", *arguments, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_search_wants_every_word_whatever_its_accents(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["-w", str(workspace)]
    found = [block["id"] for block in read(capsys, "--search", "CONFIDENTIALITE penal", *at)["result"]]
    assert found[0] == "cadre-confidentialite"
    assert read(capsys, "--search", "confidentialité éléphant", *at)["result"] == []
    assert run(["blocks", "--search", "éléphant", *at]) == 0
    assert capsys.readouterr().out == "Aucun bloc ne contient tous ces mots.\n"


def test_a_search_shows_first_what_says_it_in_its_title(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["blocks", "--search", "remplaçant", "-w", str(workspace)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert sorted(line.split()[0] for line in out[:2]) == [
        "intervenant-delai-de-remplacement",
        "intervenant-remplacement",
    ]


def test_demands_without_a_block_stand_between_the_blocks_taken_and_left(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added = 'requirements:\n  - {id: R99, source: 3, topic: zebras, text: "Des zèbres"}\n'
    changed(workspace, "offers/vienne/brief.yaml", "requirements:\n", added)
    assert run(["blocks", "--why", "vienne", "-w", str(workspace)]) == 0
    out = capsys.readouterr().out
    left = re.search(r"^Blocs laissés \((\d+)\)$", out, re.MULTILINE)
    assert left
    assert out.index("\nFin\n") < out.index("Demandes sans bloc (1)\n  R99 Des zèbres\n") < left.start()
    assert out[left.end() :].count("\n  ") == int(left[1]) > 50


def test_usage_tells_the_offers_and_what_became_of_them(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "offers/vienne/result.yaml").write_text(RESULT, encoding="utf-8")
    used = {block["id"]: block["offers"] for block in read(capsys, "--usage", "-w", str(workspace))["result"]}
    section = "Méthode et supports pédagogiques utilisés"
    assert used["seance-deroule"] == [{"client": "vienne", "section": section, "outcome": "won"}]
    assert used["groupe-ferme"] == []
    assert run(["blocks", "--usage", "-w", str(workspace)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[lines.index("seance-deroule") + 1] == f"  vienne, « {section} » : gagnée"
    assert "groupe-ferme : aucune offre" in lines
    assert len(used) == len(read_blocks(workspace / "boilerplate/blocks", workspace)[0])


def test_stale_judges_the_day_given_or_that_of_the_last_offer(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = "boilerplate/blocks/cadre/cadre-confidentialite.md"
    text = (workspace / file).read_text(encoding="utf-8")
    head = "---\nexpires: 2023-06-20\n" + text.removeprefix("---\n")
    (workspace / file).write_text(head, encoding="utf-8")
    assert read(capsys, "--stale", "-w", str(workspace), code=1)["result"] == {"on": "2023-06-26"}
    assert run(["blocks", "--stale", "--on", "2023-06-01", "-w", str(workspace)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Au 1er juin 2023")
    assert "a expiré" not in out
    assert run(["blocks", "--stale", "--on", "2023-06-21", "-w", str(workspace)]) == 1
    out = capsys.readouterr().out
    assert "\nA expiré le 20 juin 2023 (1)\n  cadre-confidentialite\n  L248  aide : relisez-le et reculez" in out


def test_stale_says_each_reason_once_with_its_blocks(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--stale", "--on", "2029-01-01", "-w", str(workspace)]
    told = read(capsys, *at)["findings"]
    assert len(told) > 100
    assert run(["blocks", *at]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Au 1er janvier 2029 : {len(told)} points à revoir")
    counts = [int(count) for count in re.findall(r"^\S.* \((\d+)\)$", out, re.MULTILINE)]
    assert sum(counts) == len(told)
    assert len(counts) < 20
    blocks = {Path(finding["file"]).stem for finding in told if finding["code"] == "L249"}
    assert all(re.search(rf"(?<![\w-]){name}(?![\w-])", out) for name in blocks)
    assert max(map(len, out.splitlines())) < 300


def test_stale_shows_whole_what_can_not_be_read(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(workspace, "boilerplate/blocks/seance/seance-retours.md", "rank:", "rang:")
    assert run(["blocks", "--stale", "-w", str(workspace)]) == 1
    assert "seance-retours.md:" in capsys.readouterr().out.split("Au ")[0]


def test_conflicts_show_what_repeats_and_what_contradicts(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["blocks", "--conflicts", "-w", str(workspace)]) == 0
    assert capsys.readouterr().out.startswith("Aucun bloc n'en répète")
    shelf = workspace / "boilerplate/blocks/seance"
    text = (shelf / "seance-retours.md").read_text(encoding="utf-8")
    claim = "asserts: [{field: approach.minutes, at_least: 200}]\n"
    (shelf / "seance-copie.md").write_text(
        text.replace("id: seance-retours", "id: seance-copie").replace("topics:", f"{claim}topics:"), encoding="utf-8"
    )
    changed(
        workspace,
        "boilerplate/blocks/seance/seance-retours.md",
        "topics:",
        claim.replace("at_least: 200", "at_most: 120") + "topics:",
    )
    assert run(["blocks", "--conflicts", "-w", str(workspace)]) == 1
    out = capsys.readouterr().out
    assert "disent la même chose de feedback_loop (100 %)" in out
    assert "L252" in out
    assert "« seance-copie » tient approach.minutes pour 200 au moins, « seance-retours » pour 120 au plus" in out


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["groupe-essai", "--topic", "open_group", "--topic", "exchange"], "boilerplate/blocks/groupe/groupe-essai.md"),
        (["essai", "--topic", "exchange", "--client", "vienne", "--title", 'Un « essai » : "oui"'],
         "offers/vienne/blocks/essai.md"),
    ],
)  # fmt: skip
def test_a_new_block_reads_back_and_is_left_until_it_is_written(
    workspace: Path, arguments: list[str], file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["blocks", "new", *arguments, "-w", str(workspace)]) == 0
    assert f"écrit : {file}" in capsys.readouterr().out
    blocks, problems = read_blocks((workspace / file).parent, workspace)
    made = next(block for block in blocks if block.file == file)
    assert problems == ()
    assert (made.head.draft, made.head.part) == (True, "method")
    told = read(capsys, "--why", "vienne", "-w", str(workspace))["result"]["blocks"]
    choice = next(each for each in told if each["id"] == made.id)
    assert (choice["taken"], choice["reasons"][0].split(" :")[0]) == (False, "brouillon")
    assert run(["blocks", "new", *arguments, "-w", str(workspace)]) == 4
    assert "existe déjà" in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("arguments", "head"),
    [
        (["--topic", "replacement"], 'title: "EHPAD durée"\npart: closing\n'),
        (["--topic", "replacement", "--part", "rhythm", "--title", "Durée"], 'title: "Durée"\npart: rhythm\n'),
        (["--topic", "zebras", "--client", "vienne"], 'title: "EHPAD durée"\npart: method\n'),
    ],
)
def test_a_new_block_stands_with_its_topics_and_is_spelled_as_the_demand_does(
    workspace: Path, arguments: list[str], head: str
) -> None:
    changed(workspace, "offers/vienne/brief.yaml", "  themes: [", "  themes: [soin en EHPAD, ")
    assert run(["blocks", "new", "ehpad-duree", *arguments, "-w", str(workspace)]) == 0
    (file,) = workspace.rglob("ehpad-duree.md")
    assert head in file.read_text(encoding="utf-8")


def test_an_empty_library_knows_where_the_common_topics_stand(workspace: Path) -> None:
    shutil.rmtree(workspace / "boilerplate/blocks")
    assert run(["blocks", "new", "absence", "--topic", "replacement", "-w", str(workspace)]) == 0
    assert "\npart: closing\n" in (workspace / "boilerplate/blocks/absence/absence.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "Essai", "--topic", "exchange"], "minuscules sans accent"),
        (["new", "essai", "--topic", "Échanges"], "« topics › 1 »"),
        (["new", "essai"], "il manque"),
        (["--why", "vienne", "--usage"], "une seule question à la fois"),
        (["--on", "2023-01-01"], "une seule question à la fois"),
        (["--stale", "--on", "hier"], "date illisible : « hier »"),
        (["--usage", "new", "essai", "--topic", "a"], "une question ne se pose pas avec"),
        (["newt"], "commande inconnue « newt »"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_french(
    workspace: Path,
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(workspace)
    assert run(["blocks", *arguments]) in {1, 2}
    assert said in "".join(capsys.readouterr())
