"""What Markdown would drop or misread without a word: found on the source lines, beside the tokens.

CommonMark has no errors: a note never written or a container never closed is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

Loss = tuple[int, str, str]
"""The row (from 0), the sentence, the remedy."""

_CALL = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_DEFINITION = re.compile(r"[\s>*+-]*\[\^([^\]\s]+)\]:")
_FENCE = re.compile(r"[\s>]*:{3,}")


def note_losses(rows: Sequence[str], shown: Collection[str]) -> Iterator[Loss]:
    """Notes called but not written, written twice, or written but not `shown` in the tree."""
    written: dict[str, int] = {}
    called: dict[str, int] = {}
    for number, row in enumerate(rows):
        start = 0
        if definition := _DEFINITION.match(row):
            start, label = definition.end(), definition[1]
            if label in written:
                yield number, f"note « {label} » écrite deux fois", "donnez à chaque note un nom différent"
            written.setdefault(label, number)
        if not _FENCE.match(row):
            for call in _CALL.finditer(row, start):
                called.setdefault(call[1], number)
    for label in called.keys() - written.keys():
        yield called[label], f"note « {label} » appelée mais jamais écrite", f"ajoutez une ligne « [^{label}]: … »"
    for label in written.keys() - set(shown):
        yield written[label], f"note « {label} » jamais appelée", f"placez « [^{label}] » dans le texte"


def closes(row: str) -> bool:
    """Whether this row closes a container."""
    return re.fullmatch(r"[\s>]*:{3,}\s*", row) is not None
