"""The lines that a brief cites exist in what the buyer published."""

from __future__ import annotations

from generator.brief.brief import Brief
from generator.brief.published import cited_lines
from generator.build.checking import check
from generator.build.inputs import read_inputs
from generator.foundation.record import parse_record
from tests.brief.test_crossings import SOUND
from tests.workspaces import changed, copied

PUBLISHED = "Objet : analyse des pratiques.\nUn groupe par site.\nDépôt avant le 15 mars.\n"
RULED = SOUND.replace(
    "questions:",
    "rules: {validity: {days: 120, source: 3}, limits: [{piece: note, max_pages: 8, source: 4}]}\nquestions:",
)


def found(text: str) -> list[str]:
    brief, problems = parse_record(text, "brief.yaml", Brief)
    assert brief is not None, problems
    return [f"{problem.code} {problem.span} {problem.message}" for problem in cited_lines(brief, PUBLISHED)]


def test_lines_that_exist_say_nothing():
    assert found(SOUND) == []
    assert found(RULED.replace("source: 4", "source: 3")) == []


def test_each_line_beyond_the_text_is_told_where_it_is_cited():
    last = RULED + "source: source/brief.txt\nfacts: [{key: history, source: 999, value: Deux ans}]\n"
    assert found(last.replace("source: 1,", "source: 0,")) == [
        "B136 brief.yaml:19:88 ligne 4 de la demande : source/brief.txt n'a que 3 lignes",
        "B136 brief.yaml:23:32 ligne 999 de la demande : source/brief.txt n'a que 3 lignes",
        "B136 brief.yaml:21:34 ligne 0 de la demande : source/brief.txt n'a que 3 lignes",
    ]


def test_only_a_text_that_is_there_has_lines(tmp_path):
    workspace = copied(tmp_path, "vienne")
    changed(workspace, "offers/vienne/brief.yaml", "source: source/brief.txt", "source: source/avis.pdf")
    assert read_inputs(workspace, "vienne")[1] == ()
    changed(workspace, "offers/vienne/brief.yaml", "source: source/avis.pdf", "source: source/brief.txt")
    (workspace / "offers/vienne/source/brief.txt").write_text("Une ligne.\n", encoding="utf-8")
    assert {problem.code for problem in read_inputs(workspace, "vienne")[1]} == {"B136"}


def test_what_is_noticed_while_reading_is_told_with_the_rest(tmp_path):
    workspace = copied(tmp_path, "vienne")
    path = workspace / "offers/vienne/brief.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "rules: {validity: {days: 60, source: 999}}\n", encoding="utf-8")
    found = [finding for finding in check(workspace, "vienne").findings if finding.code == "B136"]
    assert [finding.message for finding in found] == ["ligne 999 de la demande : source/brief.txt n'a que 50 lignes"]
