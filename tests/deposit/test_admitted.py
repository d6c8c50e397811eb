"""What a platform or a buyer would refuse is refused here, with its figures."""

from __future__ import annotations

import pytest

from generator.brief.rules import FileRule
from generator.deposit.admitted import faults, zip_faults
from generator.deposit.envelopes import Enclosed
from generator.foundation.diagnostic import Level
from tests.checks.spoils_first import updated

PDF = Enclosed("2-offre", "01-note.pdf", b"x" * 1_500_000, "depot/2-offre/01-note.pdf", piece="note")


def ruled(inputs, **rule):
    rules = inputs.brief.value.rules.model_copy(update={"files": FileRule(**rule) if rule else None})
    return updated(inputs.brief, rules=rules)


def named(name: str, **known) -> Enclosed:
    return Enclosed("2-offre", name, b"", f"depot/2-offre/{name}", **known)


def told(inputs, *files: Enclosed, **rule) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in faults(files, ruled(inputs, **rule), "vienne")]


def test_nothing_is_wrong_with_what_is_asked(inputs):
    assert told(inputs, PDF) == []
    assert told(inputs, PDF, formats=("pdf",), max_mb="1,5", total_mb="1,5", name_max=11, ascii="true") == []


@pytest.mark.parametrize(
    ("file", "rule", "code", "said"),
    [
        (
            named("02-x.docx"),
            {"formats": ("pdf", "xlsx")},
            "E934",
            "format non admis : 02-x.docx ; la demande veut PDF, XLSX",
        ),
        (named("02-x.docx", kind="copy"), {"formats": ("pdf",)}, "E934", "la demande veut PDF"),
        (named("02-x.zip"), {}, "E935", "archive dans l'archive : 2-offre/02-x.zip"),
        (named("02-x.7z"), {"formats": ("pdf",)}, "E935", "archive dans l'archive"),
        (PDF, {"max_mb": 1}, "E936", "pèse 1,5 Mo, la demande admet 1 Mo par fichier"),
        (PDF, {"total_mb": "1,49"}, "E937", "les fichiers pèsent 1,5 Mo, la demande admet 1,49 Mo en tout"),
        (named(f"02-{'x' * 190}.pdf"), {}, "E940", "chemin de 205 caractères (199 au plus)"),
        (PDF, {"name_max": 10}, "E940", "nom de 11 caractères, la demande en admet 10"),
        (named("02-été.pdf"), {}, "E940", "nom avec un accent ou une espace"),
        (named("02 x.pdf"), {}, "E940", "nom avec un accent ou une espace"),
        (PDF, {"editable": ("note",)}, "E941", "note méthodologique n'est pas un document de l'offre"),
    ],
)
def test_each_fault_is_told_with_its_figure(inputs, file, rule, code, said):
    ((found, message),) = told(inputs, file, **rule)
    assert found == code
    assert said in message


def test_a_format_that_a_person_let_through_is_still_told(inputs):
    brief = ruled(inputs, formats=("docx",))
    (found,) = faults((PDF,), brief, "vienne", {"C965"})
    assert (found.code, found.level) == ("E934", Level.WARNING)
    (copy,) = faults((named("02-x.xlsx", kind="copy"),), brief, "vienne", {"C965"})
    assert copy.level is Level.BLOCKING


def test_every_fault_is_told_at_once(inputs):
    found = told(inputs, PDF, named("02 x.rar"), formats=("pdf",), max_mb=1, total_mb=1)
    assert [code for code, _ in found] == ["E940", "E935", "E936", "E937"]
    assert all(one.hint and one.span for one in faults((PDF,), ruled(inputs, max_mb=1), "vienne"))


def test_a_zip_that_is_heavier_than_a_file_may_be_goes_file_by_file(inputs):
    brief = ruled(inputs, max_mb=1)
    (found,) = zip_faults({"offre.zip": b"x" * 1_000_001, "candidature.zip": b""}, brief)
    assert (found.code, found.level) == ("E938", Level.WARNING)
    assert "offre.zip pèse 1,01 Mo" in found.message
    assert "un à un" in found.hint
