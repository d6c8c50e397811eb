"""A finding as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.foundation.diagnostic import Diagnostic, Level


def entry(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding as plain data; its place is null when it has none."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "level": diagnostic.level.value,
        "file": span.file if span else None,
        "line": span.line if span else 0,
        "column": span.column if span else 0,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        **({"family": diagnostic.family} if diagnostic.family else {}),
        **({"waived": diagnostic.waived} if diagnostic.waived else {}),
        **({"source": {"file": source.file, "line": source.line}} if (source := diagnostic.source) else {}),
    }


def counts(findings: Iterable[Diagnostic]) -> dict[str, int]:
    """How many findings of each level."""
    levels = [finding.level for finding in findings]
    return {level.value: levels.count(level) for level in Level}
