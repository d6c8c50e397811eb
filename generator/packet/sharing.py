"""What several annexes hold alike (a font, a colour profile, a logo) is written once in the packet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

LARGEST = 1_000_000  # bytes of a stream that is compared: a larger one is a scan, and no two are alike
_DRAWINGS = ("/Form",)


@dataclass(slots=True)
class Shared:
    """The streams of a file by their digest, and the objects that were looked at."""

    streams: dict[bytes, Any] = field(default_factory=dict)
    seen: set[tuple[int, int]] = field(default_factory=set)

    def gather(self, root: Any) -> None:
        """Has all that `root` leads to hold the first of the streams that are alike; those left are not written."""
        for holder in reversed(list(self._reached(root))):  # inner ones first: what they hold tells streams apart
            for key, value in _values(holder):
                if _is_plain(value):
                    holder[key] = self.streams.setdefault(_digest(value), value)

    def _reached(self, root: Any) -> Iterator[Any]:
        """Dictionaries, arrays and streams, each once for the file."""
        import pikepdf

        waiting = [root]
        while waiting:
            one = waiting.pop()
            if not isinstance(one, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream) or one.objgen in self.seen:
                continue
            if one.is_indirect:
                self.seen.add(one.objgen)
            yield one
            waiting += [value for _, value in _values(one)]


def _values(holder: Any) -> list[tuple[Any, Any]]:
    import pikepdf

    return list(enumerate(holder)) if isinstance(holder, pikepdf.Array) else list(holder.items())


def _is_plain(value: Any) -> bool:
    import pikepdf

    if not isinstance(value, pikepdf.Stream) or value.get("/Subtype") in _DRAWINGS:
        return False
    return int(value.get("/Length", 0)) <= LARGEST


def _digest(stream: Any) -> bytes:
    import pikepdf

    said = pikepdf.Dictionary(dict(stream.items())).unparse()
    return hashlib.sha256(said + b"\n" + bytes(stream.read_raw_bytes())).digest()
