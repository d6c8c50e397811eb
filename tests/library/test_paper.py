"""Templates of documents: read by rank, replaced by a client's own, shipped with a new workspace."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from generator.brief.brief import Brief
from generator.build.scaffold import workspace_files
from generator.compose.documents import wanted
from generator.library.paper import PaperPiece, read_papers
from tests.quotes import BRIEF, load

ROOT = Path(__file__).parents[2]
OURS = ROOT / "boilerplate" / "documents"


def paper(folder: Path, key: str, rank: int = 50, title: str = "Document", piece: str = "charter") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    head = f"---\nid: {key}\ntitle: {title}\npiece: {piece}\nrank: {rank}\n---\n"
    (folder / f"{key}.md").write_text(f"{head}Texte.\n", encoding="utf-8")


def test_by_rank_then_by_name(tmp_path: Path) -> None:
    for key, rank in (("b", 2), ("a", 2), ("c", 1)):
        paper(tmp_path / "x", key, rank)
    papers, problems = read_papers([tmp_path / "x"], tmp_path)
    assert not problems
    assert [one.head.id for one in papers] == ["c", "a", "b"]
    assert (papers[0].file, papers[0].first_line, papers[0].body) == ("x/c.md", 7, "Texte.\n")


def test_a_later_folder_replaces_a_namesake(tmp_path: Path) -> None:
    paper(tmp_path / "x", "a", title="Commun")
    paper(tmp_path / "y", "a", title="Propre au client")
    papers, _ = read_papers([tmp_path / "x", tmp_path / "y", tmp_path / "nulle-part"], tmp_path)
    assert [(one.head.title, one.file) for one in papers] == [("Propre au client", "y/a.md")]


def test_a_bad_template_does_not_hide_the_others(tmp_path: Path) -> None:
    paper(tmp_path, "a")
    paper(tmp_path, "b", piece="chartre")
    papers, problems = read_papers([tmp_path], tmp_path)
    assert [one.head.id for one in papers] == ["a"]
    assert [problem.code for problem in problems] == ["B104"]


def test_ours_give_every_piece_there_is_a_template_for() -> None:
    papers, problems = read_papers([OURS], ROOT)
    assert not problems
    assert {one.head.piece for one in papers} == set(get_args(PaperPiece))
    assert [one.head.id for one in papers if one.head.piece == "questionnaire"] == [
        "questionnaire-seance", "questionnaire-mi-parcours", "questionnaire-final",
    ]  # fmt: skip


def test_a_new_workspace_has_the_same() -> None:
    given = {name: data for name, data in workspace_files().items() if name.startswith("boilerplate/documents/")}
    assert given == {f"boilerplate/documents/{path.name}": path.read_bytes() for path in OURS.glob("*.md")}
    assert len(given) == 8


def test_a_brief_wants_the_pieces_it_names() -> None:
    asked = load(BRIEF, "brief.yaml", Brief, {
        "pieces": [{"piece": "note"}, {"any_of": [["programme"], ["report", "charter"]]}],
        "requirements": [{"id": "R01", "source": "1", "piece": "attendance", "text": "Émarger"}],
    }).value  # fmt: skip
    assert wanted(asked) == {"note", "programme", "report", "charter", "attendance"}
