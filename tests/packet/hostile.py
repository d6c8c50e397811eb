"""Damaged and hostile PDFs, some 330, always the same: what chance, a bad disk or an enemy makes of a file.

Each case is made when it is asked for: a few weigh megabytes. `benchmarks/fuzz_annexes.py` runs them all, each in a
process of its own; the tests run a part.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.packet import foreign, hostile_streams, hostile_trees
from tests.packet.foreign import opened, saved

Case = tuple[str, Callable[[], bytes]]


def cases() -> Iterator[Case]:
    """Every case: its name, and what makes it."""
    yield from _mutated()
    yield from _encrypted()
    yield from _raw()
    yield from hostile_trees.cases()
    yield from hostile_streams.cases()


# --- honest files, to be spoilt -------------------------------------------------------------------


@cache
def whole() -> dict[str, bytes]:
    """Honest files of many makes, small."""
    with opened(foreign.embedded(2)) as pdf:
        packed = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        plain = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return {
        "office": foreign.embedded(2),
        "packed": packed,
        "plain": plain,
        "helvetica": foreign.unembedded(2),
        "form": foreign.filled(),
        "active": foreign.active(),
        "picture": foreign.pictured(),
        "outlined": outlined(),
        "updated": updated(foreign.unembedded(2), 2),
    }


def outlined() -> bytes:
    """Pages with bookmarks, names, links and layers."""
    with opened(foreign.unembedded(4)) as pdf:
        with pdf.open_outline() as outline:
            for page in range(4):
                item = pikepdf.OutlineItem(f"Chapitre {page}", page)
                item.children.append(pikepdf.OutlineItem(f"Partie {page}", page))
                outline.root.append(item)
        place = Array([pdf.pages[3].obj, Name.Fit])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("fin"), place])))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 99, 99]), Dest=String("fin"))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Calque")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        pdf.pages[1].obj.Resources.Properties = Dictionary(M=layer)
        pdf.pages[1].obj.Contents = pdf.make_stream(b"/OC /M BDC 0 0 9 9 re f EMC 9 9 9 9 re f")
        return saved(pdf)


def updated(data: bytes, times: int) -> bytes:
    """The same file with changes added at its end, as viewers do."""
    for number in range(times):
        start = data.rfind(b"startxref")
        previous = int(data[start + 9 :].split()[0])
        with opened(data) as pdf:
            root, size = pdf.trailer["/Root"].objgen[0], int(pdf.trailer["/Size"])
        place = len(data) + 1
        data += b"\n%d 0 obj\n<< /Mise %d >>\nendobj\n" % (size, number)
        xref = len(data)
        data += (
            b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
            % (
                size,
                place,
                size + 1,
                root,
                previous,
                xref,
            )
        )
    return data


# --- chance -----------------------------------------------------------------------------------------


def _mutated() -> Iterator[Case]:
    for name in whole():
        for kind, spoil in SPOILS.items():
            for seed in range(3):
                yield f"{name} {kind} {seed}", lambda n=name, s=spoil, k=seed: s(whole()[n], random.Random(f"{n}{k}"))


def _flip(times: int) -> Callable[[bytes, random.Random], bytes]:
    def spoil(data: bytes, dice: random.Random) -> bytes:
        changed = bytearray(data)
        for _ in range(times):
            changed[dice.randrange(9, len(changed))] = dice.randrange(256)
        return bytes(changed)

    return spoil


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) // 10, len(data))]


def _hole(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(9, len(data))
    return data[:start] + data[start + dice.randrange(1, len(data) // 8) :]


def _again(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(9, len(data))
    part = data[start : start + dice.randrange(1, len(data) // 8)]
    return data[:start] + part * dice.choice((2, 5)) + data[start:]


def _swapped(data: bytes, dice: random.Random) -> bytes:
    """Two objects that change numbers."""
    with opened(data) as pdf:
        one, two = (dice.randrange(1, len(pdf.objects)) for _ in range(2))
    first, second, aside = (b"\n%d 0 obj" % number for number in (one, two, 999_999))
    return data.replace(first, aside).replace(second, first).replace(aside, second)


def _numbers(data: bytes, dice: random.Random) -> bytes:
    """Some numbers of the file become absurd."""
    absurd = (b"-1", b"0", b"99999999", b"4294967296", b"-2147483649", b"1e9", b"9" * 30, b"0.0000000001")
    parts = data.split(b" ")
    for _ in range(12):
        index = dice.randrange(len(parts))
        if parts[index].isdigit():
            parts[index] = dice.choice(absurd)
    return b" ".join(parts)


def _names(data: bytes, dice: random.Random) -> bytes:
    """Some names of the file take the place of others."""
    known = (b"/Page", b"/Pages", b"/Kids", b"/Parent", b"/Type", b"/Contents", b"/Resources", b"/Length", b"/Font")
    known += (b"/Filter", b"/FlateDecode", b"/Count", b"/Root", b"/MediaBox", b"/XObject", b"/Annots")
    for _ in range(2):
        one, two = dice.sample(known, 2)
        place = data.find(one, dice.randrange(len(data) // 2))
        if place >= 0:
            data = data[:place] + two + data[place + len(one) :]
    return data


SPOILS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "one byte": _flip(1),
    "five bytes": _flip(5),
    "sixty bytes": _flip(60),
    "cut": _cut,
    "hole": _hole,
    "repeated": _again,
    "swapped": _swapped,
    "numbers": _numbers,
    "names": _names,
}


# --- passwords --------------------------------------------------------------------------------------


def _encrypted() -> Iterator[Case]:
    for strength in (2, 3, 4, 6):
        for user in ("", "secret"):
            yield f"encrypted R{strength} {user or 'owner'}", lambda r=strength, u=user: locked(r, u)
    for name, old, new in (
        ("handler", b"/Standard", b"/Adobe.PubSec"),
        ("revision", b"/R 3", b"/R 9"),
        ("version", b"/V 2", b"/V 7"),
        ("key", b"/O <", b"/O () /X <"),
        ("length", b"/Length 128", b"/Length 99999"),
        ("rights", b"/P -", b"/P (x) /X -"),
    ):
        yield f"encrypted, bad {name}", lambda o=old, n=new: locked(3, "").replace(o, n)


def locked(strength: int, user: str) -> bytes:
    """A file with an owner's password, and a user's one."""
    with opened(foreign.unembedded(2)) as pdf:
        keys = {"R": strength, "aes": strength >= 4, "metadata": strength >= 4}
        return saved(pdf, encryption=pikepdf.Encryption(owner="propriétaire", user=user, **keys))


# --- no file at all ---------------------------------------------------------------------------------


def _raw() -> Iterator[Case]:
    for seed in range(10):
        yield f"noise {seed}", lambda s=seed: b"%PDF-1.7\n" + random.Random(s).randbytes(20_000)
        yield f"tokens {seed}", lambda s=seed: tokens(random.Random(s))
    yield "junk before", lambda: b"x" * 1000 + foreign.embedded()
    yield "no end", lambda: foreign.unembedded().partition(b"startxref")[0]
    yield "no table", lambda: foreign.unembedded().partition(b"xref\n")[0]
    yield "two files", lambda: foreign.unembedded() + foreign.embedded(2)
    yield "many updates", lambda: updated(foreign.unembedded(), 60)
    yield "table in a circle", circling
    yield "packed twice", lambda: zlib.compress(foreign.embedded())


def tokens(dice: random.Random) -> bytes:
    """The words of a PDF in no order."""
    words = (
        b"<< >> [ ] obj endobj stream endstream /Type /Page /Kids /Count ( ) <41> 1 0 R 2 0 R 3 0 R true null -7 9e9"
    )
    soup = b" ".join(dice.choices(words.split(), k=3000))
    numbered = b"\n".join(b"%d 0 obj\n%s\nendobj" % (n, soup[n * 99 : n * 99 + 400]) for n in range(1, 40))
    return b"%PDF-1.4\n" + numbered + b"\ntrailer << /Root 1 0 R /Size 40 >>\nstartxref\n9\n%%EOF"


def circling() -> bytes:
    """A table whose elder is itself."""
    data = foreign.unembedded()
    start = data.rfind(b"startxref")
    place = data[start + 9 :].split()[0]
    return data.replace(b"trailer <<", b"trailer << /Prev " + place)
