"""The visible side of a signature: who, in what capacity, when; a small PDF with its fonts inside."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from generator.document.typography import french
from generator.law.zones import PARIS
from generator.signing.report import moment

TEMPLATE: Final = Path(__file__).parent / "stamp.typ"
TITLE: Final = "Signé électroniquement"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is printed: a person, a capacity, an organisation, the signer's moment on the consultation's clock."""

    name: str
    capacity: str
    organisation: str
    at: datetime
    zone: str = PARIS

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines under the title; empty ones are left out."""
        own = "" if self.organisation == self.name else self.organisation
        return tuple(line for line in (self.name, self.capacity, own, moment(self.at, self.zone)) if line)


def drawn(stamp: Stamp, size: tuple[float, float]) -> bytes:
    """A PDF of one page of this size, in points; the same stamp gives the same bytes."""
    import typst

    from generator.writers.pdf.compile import fonts

    lines = [french(line) for line in stamp.lines]
    width, height = size
    compiled: Any = typst.compile  # its stubs want one type for the source and the root
    return bytes(
        compiled(
            _template(),
            root=str(TEMPLATE.parent),
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps({"title": TITLE, "lines": lines, "width": width, "height": height})},
            pdf_standards=["a-2b"],
            timestamp=0,
        )
    )


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
