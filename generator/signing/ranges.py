"""The signatures of a PDF as the file holds them: which bytes each covers, and its sealed message."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any, Final

MOST_FIELDS: Final = 2_000
MOST_SIGNATURES: Final = 50
DEEPEST: Final = 30
FIRST_YEAR: Final = 1900  # moments near the ends of the calendar can't be told in another zone
LAST_YEAR: Final = 9000
_MOST_UNPACKED: Final = 100_000_000  # bytes of all packed objects together
_NEAR: Final = 400  # bytes of the dictionary before a stream
_FILTER: Final = re.compile(rb"/\w+Decode\b")
_PACKED: Final = re.compile(rb"/(?:ObjStm|XRef)\b[^>]{0,300}(?:>[^>]{0,100}){0,3}>>\s*stream\r?\n")
_DATE: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:([+-])(\d\d)'?(\d\d)'?|Z)?")


@dataclass(frozen=True, slots=True)
class Sealed:
    """One signature. `ranges` are those that the file says: start, length, start, length, in bytes."""

    name: str  # of its field
    form: str  # /SubFilter, without its slash
    ranges: tuple[int, ...]
    message: bytes = field(repr=False)  # CMS, in DER, with zeros behind
    claimed: datetime | None  # /M: when the signer says that it signed
    certifies: bool = False  # it forbids some later changes (DocMDP)


def sealed(data: bytes) -> tuple[Sealed, ...]:
    """Every signature that the form fields of a PDF hold, in the order of what they cover.

    None for a file that can't be read. A file is a stranger's: depth and counts are bounded, each field is read once.
    """
    import pikepdf

    if swells(data):
        return ()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            found = [one for name, value in _values(pdf) if (one := _sealed(name, value))]
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, RecursionError):
        return ()
    return tuple(sorted(found[:MOST_SIGNATURES], key=lambda one: one.ranges[-2:]))


def swells(data: bytes) -> bool:
    """Whether the packed objects of a file unpack to more than any honest file needs, or are packed several times.

    Opening a file unpacks them whole, so this is looked at before.
    """
    room = _MOST_UNPACKED
    for found in _PACKED.finditer(data):
        start = found.end()
        above = data[max(0, found.start() - _NEAR) : start]
        if len(_FILTER.findall(above[above.rfind(b" obj") :])) > 1:
            return True
        try:
            room -= len(zlib.decompressobj().decompress(memoryview(data)[start:], max(room, 1)))
        except zlib.error:
            continue  # not packed, or broken: the reader sees to it
        if room <= 0:
            return True
    return False


def is_exact(one: Sealed, data: bytes) -> bool:
    """Whether the two ranges leave out the message and nothing else; else what is signed is not what is shown."""
    if len(one.ranges) != 4:
        return False
    start, first, second, rest = one.ranges
    if start != 0 or not 0 < first < second or rest < 0 or second + rest > len(data):
        return False
    gap = data[first:second]
    if gap[:1] != b"<" or gap[-1:] != b">":
        return False
    try:
        return bytes.fromhex(gap[1:-1].decode("ascii")) == one.message
    except ValueError:
        return False


def _values(pdf: Any) -> Iterator[tuple[str, Any]]:
    """The full name and the value of each signed signature field."""
    import pikepdf

    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    waiting = [(one, "", "", 0) for one in _listed(fields)]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < MOST_FIELDS:
        one, name, kind, depth = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary) or depth > DEEPEST or one.objgen in seen:
            continue
        if one.is_indirect:
            seen.add(one.objgen)
        name = ".".join(part for part in (name, str(one.get("/T", ""))) if part)
        kind = str(one.get("/FT", kind))
        if kind == "/Sig" and isinstance(value := one.get("/V"), pikepdf.Dictionary):
            yield name, value
        waiting += [(kid, name, kind, depth + 1) for kid in _listed(one.get("/Kids"))]


def _listed(value: Any) -> list[Any]:
    import pikepdf

    return list(value)[:MOST_FIELDS] if isinstance(value, pikepdf.Array) else []


def _sealed(name: str, value: Any) -> Sealed | None:
    import pikepdf

    ranges, message = value.get("/ByteRange"), value.get("/Contents")
    if not isinstance(ranges, pikepdf.Array) or not isinstance(message, pikepdf.String):
        return None
    numbers = tuple(int(number) for number in _listed(ranges)[:8] if isinstance(number, int))
    form = str(value.get("/SubFilter", "")).lstrip("/")
    return Sealed(name, form, numbers, bytes(message), pdf_date(str(value.get("/M", ""))), "/Reference" in value)


def pdf_date(said: str) -> datetime | None:
    """The moment of a PDF date, « D:20260102030405+01'00' »; UTC without a zone; None when unreadable."""
    found = _DATE.match(said)
    if not found:
        return None
    if not FIRST_YEAR < int(found[1]) < LAST_YEAR:
        return None
    sign, hours, minutes = found[7], int(found[8] or 0), int(found[9] or 0)
    away = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    try:
        zone = timezone(away) if sign else UTC
        return datetime(*(int(number) for number in found.groups()[:6]), tzinfo=zone)  # type: ignore[arg-type,misc]
    except ValueError:
        return None
