"""What an installation has and lacks, looked at for real."""

import shutil
from pathlib import Path

import pytest

from generator.build.health import (
    PACKAGE,
    declared,
    disk,
    fonts,
    importable,
    packages,
    programs,
    python,
    satisfies,
)


@pytest.mark.parametrize(
    ("version", "asked", "well"),
    [
        ("2.14.3", ">=2", True),
        ("1.10", ">=2", False),
        ("10.13.1", "<10.14", True),
        ("10.14", "<10.14", False),
        ("0.15.0", "==0.15.0", True),
        ("0.15", "==0.15.0", True),
        ("0.15.1", "==0.15.0", False),
        ("3.11.2", ">=3.11,<4", True),
        ("4.0", ">=3.11,<4", False),
        ("7", "", True),
        ("2", "!=2", False),
        ("3", ">2", True),
        ("2.1", "<=2", False),
    ],
)
def test_versions_compare_by_their_numbers(version: str, asked: str, well: bool) -> None:
    assert satisfies(version, asked) is well


def test_each_declared_package_is_looked_at_and_imported() -> None:
    lines, imports = declared(), importable()
    facts = list(packages(lines, imports))
    assert len(facts) == len(lines) >= 15
    assert {fact.state for fact in facts} <= {"fine", "warning", "info"}
    assert imports["pyyaml"] == ("yaml",)
    assert imports["python-docx"] == ("docx",)


def test_a_missing_package_says_what_to_do() -> None:
    missing, optional, old = packages(
        ["paquet-absent>=1", 'autre-absent ; extra == "sign"', "click<1"], importable()
    )
    assert (missing.state, missing.found) == ("missing", "absent")
    assert "pip install" in missing.remedy
    assert optional.state == "info"
    assert old.state == "warning"
    assert "au lieu de <1" in old.found


def test_a_package_that_cannot_be_imported_is_missing() -> None:
    (broken,) = packages(["click"], {"click": ("module_qui_n_existe_pas",)})
    assert broken.state == "missing"
    assert "illisible" in broken.found


def test_fonts_are_compared_byte_for_byte(tmp_path: Path) -> None:
    assert fonts().state == "fine"
    copy = tmp_path / "fonts"
    shutil.copytree(PACKAGE / "writers" / "fonts", copy)
    (copy / "Carlito-Bold.ttf").write_bytes(b"?")
    (copy / "DejaVuSans.ttf").unlink()
    bad = fonts(copy)
    assert bad.state == "missing"
    assert "Carlito-Bold.ttf" in bad.found
    assert "DejaVuSans.ttf" in bad.found


def test_the_rest_is_information(tmp_path: Path) -> None:
    assert python().state == "fine"
    assert {fact.state for fact in programs()} <= {"fine", "info"}
    assert disk(tmp_path).state in {"fine", "warning"}
    assert list(tmp_path.iterdir()) == []
    assert disk(tmp_path / "absent").state == "warning"
