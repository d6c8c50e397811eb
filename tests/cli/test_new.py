"""`offer new` and `offer init`: from nothing to an offer that can be planned and priced."""

from pathlib import Path

import pytest

from generator.cli.run import run
from tests.demo import CLIENT, filled


def test_init_then_new_make_a_workspace_to_fill_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "espace"
    assert run(["init", str(folder)]) == 0
    assert "offer new mon-client" in capsys.readouterr().out
    assert run(["new", "demo", "-w", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "écrit : offers/demo/brief.yaml" in out
    assert "offer check demo" in out
    assert run(["plan", "demo", "-w", str(folder)]) == 1
    assert "valeur manquante" in capsys.readouterr().out


def test_the_starter_builds_once_it_is_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = filled(tmp_path)
    assert run(["build", CLIENT, "-w", str(workspace)]) == 0, capsys.readouterr().out
    assert "SPÉCIMEN" in capsys.readouterr().out
    assert {"note-methodologique.docx", f"dossier-{CLIENT}.pdf"} <= {
        path.name for path in (workspace / "build" / CLIENT).iterdir()
    }


def test_init_here_then_new_without_an_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run(["init", "."]) == 0
    assert "Ensuite : offer new mon-client\n" in capsys.readouterr().out
    assert run(["new", "demo"]) == 0
    assert (tmp_path / "offers" / "demo" / "offer.yaml").is_file()


def test_init_refuses_a_folder_that_holds_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "facture.pdf").write_bytes(b"")
    assert run(["init", str(tmp_path)]) == 4
    assert "E912 ce dossier n'est pas vide (il contient « facture.pdf »)" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["facture.pdf"]
    assert run(["init", str(tmp_path / "facture.pdf")]) == 4
    assert "c'est un fichier, pas un dossier" in capsys.readouterr().err


def test_new_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = filled(tmp_path)
    before = (workspace / "offers" / CLIENT / "brief.yaml").read_bytes()
    assert run(["new", CLIENT, "-w", str(workspace)]) == 4
    assert "E911" in capsys.readouterr().err
    assert (workspace / "offers" / CLIENT / "brief.yaml").read_bytes() == before


def test_new_completes_a_folder_that_holds_only_the_source(tmp_path: Path) -> None:
    source = filled(tmp_path) / "offers" / "lyon" / "source" / "brief.txt"
    source.parent.mkdir(parents=True)
    source.write_text("La demande", encoding="utf-8")
    assert run(["new", "lyon", "-w", str(tmp_path)]) == 0
    assert source.read_text(encoding="utf-8") == "La demande"


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Évry", "« offer new evry »"), ("../x", "« offer new x »"), ("a/b", "« offer new a-b »")],
)
def test_new_refuses_a_name_that_is_no_key(
    tmp_path: Path, name: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = filled(tmp_path / "w")
    assert run(["new", name, "-w", str(workspace)]) == 2
    assert hint in capsys.readouterr().err
    assert sorted(p.name for p in (workspace / "offers").iterdir()) == ["LISEZ-MOI.txt", CLIENT]


def test_init_below_a_file_is_told_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("à moi", encoding="utf-8")
    assert run(["init", str(tmp_path / "notes.txt" / "espace")]) == 4
    assert "E901 impossible de lire ou d'écrire un fichier" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
