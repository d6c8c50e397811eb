"""A part of the hostile files is opened as a person's annexes would be; `benchmarks/fuzz_annexes.py` opens them all.

Time and memory are measured there, each file in a process of its own; here, that each is refused with its reason, or
bound whole.
"""

from __future__ import annotations

import logging
import warnings
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from generator.foundation.diagnostic import Level, Span
from generator.packet.annexes import Foreign, bindable
from generator.packet.binder import AnnexFile
from tests.packet import laid
from tests.packet.hostile import Case, cases

EVERY = 4
SLOW = {  # what takes long to make, or to open: the benchmark has them
    *("drawing: heavy, many pages", "drawing: many long paths", "drawing: long empty", "form: wide"),
    *("filter: twice Flate", "filter: very light", "filter: wide rows", "filter: hexadecimal Flate", "packed: bomb"),
    *("notes: many", "notes: many links", "fields: many", "told: long", "image: large as one", "layers: never closed"),
}
SPAN = Span("boilerplate/annexes/piece.yaml", 4, 7)


def some() -> list[Case]:
    """Those of chance one in four, and most of those that somebody meant."""
    every = list(cases())
    meant = [case for case in every if ":" in case[0] and case[0] not in SLOW]
    chance = [case for case in every if ":" not in case[0]]
    return chance[::EVERY] + meant[::2]


def test_there_are_enough_of_them() -> None:
    names = [name for name, _ in cases()]
    assert len(set(names)) == len(names) >= 450
    assert set(names) >= SLOW


@pytest.fixture(scope="module")
def opened() -> dict[str, tuple[AnnexFile | None, tuple]]:
    """What became of each; nothing is muttered meanwhile."""
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name, make in some():
            found[name] = bindable(Foreign("piece.pdf", name), make(), SPAN)
    return found


def test_each_is_refused_with_a_reason_or_bound_whole(opened, caplog) -> None:
    assert len(opened) >= 150
    refused = 0
    for name, (file, problems) in opened.items():
        blocking = [problem for problem in problems if problem.level is Level.BLOCKING]
        assert (file is None) == bool(blocking), name
        assert all(problem.message and problem.hint and problem.span.file == SPAN.file for problem in problems), name
        refused += file is None
        if file and not file.apart:
            with pikepdf.open(BytesIO(file.leaves)) as pdf:
                assert len(pdf.pages) == len(file.sizes), name
                assert pdf.check_pdf_syntax() == [], name
            assert all(1 <= link.leaf <= len(file.sizes) and link.to <= len(file.sizes) for link in file.links), name
            assert all(1 <= mark.leaf <= len(file.sizes) for mark in file.marks), name
    assert len(opened) * 0.3 < refused < len(opened) * 0.7
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_packet_of_all_that_was_bound_lacks_no_page(opened) -> None:
    files = [file for file, _ in opened.values() if file and not file.apart]
    packet = laid.packet(*files)
    assert [start.last - start.first for start in packet.starts] == [len(file.sizes) for file in files]
    with pikepdf.open(BytesIO(packet.data)) as pdf:
        assert len(pdf.pages) == packet.pages
        assert pdf.check_pdf_syntax() == []
    with pypdfium2.PdfDocument(packet.data) as document:
        assert len(document) == packet.pages


def test_the_copies_for_the_separate_deposit_open_too(opened) -> None:
    copies = 0
    for name, (file, _) in opened.items():
        if file and not file.apart and file.removed:
            with pikepdf.open(BytesIO(file.data)) as pdf:
                assert len(pdf.pages) == len(file.sizes), name
            copies += 1
    assert copies >= 5
