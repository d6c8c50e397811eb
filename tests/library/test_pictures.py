"""Pictures of blocks: PNG files beside them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document.markdown import tree
from generator.document.tree import Figure
from generator.library.blocks import read_block
from generator.library.pictures import LARGEST
from tests.properties.strategies import png

HEAD = "---\nid: plan\ntitle: Un plan\npart: method\ntopics: [place]\n---\n"


def told(tmp_path: Path, figure: str) -> list[str]:
    (tmp_path / "plan.md").write_text(f"{HEAD}Voici.\n\n::: figure {figure}\nLa salle\n:::\n", encoding="utf-8")
    block, problems = read_block(tmp_path / "plan.md", "plan.md")
    assert (block is None) is bool(problems)
    return [f"{p.span} {p.code} {p.message} | {p.hint}" for p in problems]


def test_a_png_beside_the_block_is_its_picture(tmp_path: Path) -> None:
    (tmp_path / "salle.png").write_bytes(png(4, 2))
    assert told(tmp_path, 'salle.png alt="La salle vue de la porte" width=90') == []
    block, _ = read_block(tmp_path / "plan.md", "plan.md")
    assert block
    assert block.pictures == (("salle.png", png(4, 2)),)
    nodes, problems = tree(block.body, "plan.md")
    assert problems == ()
    figure = nodes[1]
    assert isinstance(figure, Figure)
    assert (figure.name, figure.alt, figure.width) == ("salle.png", "La salle vue de la porte", 90)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("sale.png", "image introuvable « sale.png » | vouliez-vous dire « salle.png » ?"),
        ("../salle.png", "image « ../salle.png » refusée | donnez le nom d'un fichier PNG du même dossier"),
        ("salle.jpg", "image « salle.jpg » refusée"),
        ("faux.png", "« faux.png » n'est pas une image PNG"),
        ("lourd.png", "image « lourd.png » trop lourde (5 Mo au plus)"),
    ],
)
def test_any_other_file_is_refused_at_its_line(tmp_path: Path, figure: str, said: str) -> None:
    (tmp_path / "salle.png").write_bytes(png(4, 2))
    (tmp_path / "faux.png").write_bytes(b"GIF89a")
    with (tmp_path / "lourd.png").open("wb") as heavy:
        heavy.truncate(LARGEST + 1)
    found = told(tmp_path, f'{figure} alt="La salle"')
    assert len(found) == 1
    assert found[0].startswith(f"plan.md:9:12 L217 {said}")


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("salle.png", "image sans texte de remplacement"),
        ("salle.png alt=x width=900", "largeur de figure « 900 »"),
        ("salle.png alt=x hauteur=9", "option de figure illisible : « hauteur »"),
        ("calendar ici", "option de figure illisible : « ici »"),
    ],
)
def test_a_picture_says_what_it_shows_and_how_wide_it_is(figure: str, said: str) -> None:
    _, problems = tree(f"::: figure {figure}\n:::\n", "plan.md")
    assert [problem.message for problem in problems] == [said]
    assert problems[0].code == "T602"
