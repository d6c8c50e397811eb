"""The page for newcomers says what the program does: its example of a result is one."""

from __future__ import annotations

import re

from generator.brief.result import Result
from generator.foundation.record import parse_record
from tests.workspaces import ROOT

PAGE = (ROOT / "docs" / "nouveau-client.md").read_text(encoding="utf-8")


def test_the_result_on_the_page_can_be_read():
    (text,) = (text for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "outcome" in text)
    result, problems = parse_record(text, "result.yaml", Result)
    assert problems == ()
    assert result is not None
    assert result.value.outcome == "lost"


def test_the_blocks_and_offers_that_it_names_exist():
    blocks = {path.stem for path in (ROOT / "boilerplate" / "blocks").rglob("*.md")}
    assert "seance-deroule-atelier" in blocks
    for client in re.findall(r"`(creches|camsp|relais|departement)`", PAGE):
        assert (ROOT / "offers" / client / "offer.yaml").is_file()
