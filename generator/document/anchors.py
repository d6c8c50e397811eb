"""Anchors: the name of a part's hidden bookmark, stable from build to build."""

from __future__ import annotations

import hashlib
import re

PATTERN = re.compile(r"_ao_\d{9}")


def anchor(document: str, block: str) -> str:
    """`_ao_` and nine digits drawn from the document's key and the block's id; Word hides names that open with `_`."""
    digest = hashlib.sha256(f"{document}/{block}".encode()).digest()
    return f"_ao_{int.from_bytes(digest[:8]) % 1_000_000_000:09d}"
