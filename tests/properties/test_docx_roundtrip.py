"""A document written to Word and read back is the same document."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings

from generator.document.normal import normalised
from generator.library.theme import Theme
from generator.readers.docx import read
from generator.writers.docx import write
from tests.properties.strategies import documents

THEME = Theme(primary="1F3A5F", accent="B4532A", soft="F3EEE7", grey="595959", size="11")
DAY = date(2023, 6, 30)
many = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@many
@given(documents())
def test_document_read_back_is_the_same(document) -> None:
    found, problems = read(write(document, THEME, DAY))
    assert found == normalised(document)
    assert not problems


@many
@given(documents())
def test_normal_form_is_stable(document) -> None:
    once = normalised(document)
    assert normalised(once) == once


@many
@given(documents())
def test_same_document_gives_same_bytes(document) -> None:
    assert write(document, THEME, DAY) == write(normalised(document), THEME, DAY)
