"""The pages in docs/ and the README stay true: files, commands, links and names that they mention exist."""

import re
from pathlib import Path

import pytest

from generator.cli.commands import COMMANDS
from generator.compose.filters import FILTERS
from generator.library.block import FrontMatter, When
from generator.report.catalogue import catalogue

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
HOW_TO = [page for page in PAGES if page.name.startswith("ajouter-")]
OURS = re.compile(r"`((?:generator|tests|boilerplate|docs|benchmarks|schema)/[\w./-]*)`")


def ids(page: Path) -> str:
    return page.name


def test_every_page_is_looked_at() -> None:
    assert len(PAGES) >= 7
    assert len(HOW_TO) == 4


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [name for name in OURS.findall(text) if not (ROOT / name).exists()] == []
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^    |; )offer ([a-z]+)", text, re.MULTILINE))
    assert named <= set(COMMANDS)
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {
        name for line in re.findall(r"(?:`|^    )make ([a-z ]+)", text, re.MULTILINE) for name in line.split()
    } <= targets


@pytest.mark.parametrize("page", HOW_TO, ids=ids)
def test_a_how_to_is_short(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    assert max(map(len, text.splitlines())) <= 140


def test_the_page_on_blocks_knows_every_key_and_filter() -> None:
    text = (ROOT / "docs" / "ajouter-un-bloc.md").read_text(encoding="utf-8")
    keys = {*FrontMatter.model_fields, *When.model_fields}
    assert [key for key in keys if not re.search(rf"\b{key}\b", text)] == []
    assert [name for name in FILTERS if f"`{name}`" not in text] == []


def test_the_list_of_checks_is_the_one_of_the_program() -> None:
    """« offer check --list > docs/checks.md » writes it."""
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == catalogue()
