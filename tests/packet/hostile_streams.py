"""Hostile PDFs: drawings, images, fonts, colours and packed objects that circle, swell without end, or lie."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.packet import foreign
from tests.packet.foreign import drawn, font, opened, pictured, saved
from tests.packet.foreign import form as form_of

Made = Callable[[], bytes]
A_LOT = 100_000


def cases() -> Iterator[tuple[str, Made]]:
    """Every case of this kind."""
    tables: tuple[tuple[str, dict[str, Made]], ...] = (
        ("drawing", DRAWINGS), ("form", FORMS), ("image", IMAGES), ("filter", FILTERS), ("font", FONTS),
        ("colour", COLOURS), ("packed", PACKED),
    )  # fmt: skip
    for prefix, table in tables:
        for name, make in table.items():
            yield f"{prefix}: {name}", make


DRAWINGS: dict[str, Made] = {
    "saved without end": lambda: drawn(b"q " * A_LOT),
    "given back without end": lambda: drawn(b"Q " * A_LOT),
    "arrays in arrays": lambda: drawn(b"[" * A_LOT),
    "dictionaries in dictionaries": lambda: drawn(b"/P <</A " * A_LOT + b" BDC EMC"),
    "texts in texts": lambda: drawn(b"(" * A_LOT),
    "text without end": lambda: drawn(b"BT (" + b"a" * 1_000_000),
    "image without end": lambda: drawn(b"BI /W 99 /H 99 /BPC 8 /CS /RGB ID " + b"a" * 50_000),
    "many images": lambda: drawn(b"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI " * 20_000),
    "endless numbers": lambda: drawn(b"9" * 5_000 + b" 1e999 -.-. 0 0 m 9 9 l S"),
    "an endless number": lambda: drawn(b"9" * 900_000 + b"x 0 0 m 9 9 l S"),
    "endless texts": lambda: drawn(b"(a" * 400_000 + b" 0 0 m 9 9 l S"),
    "endless codes": lambda: drawn(b"<41" * 300_000 + b" 0 0 m 9 9 l S"),
    "endless name": lambda: drawn(b"/" + b"A" * 500_000 + b" Do"),
    "many operators": lambda: drawn(b"0 0 m 9 9 l S " * 140_000),
    "many long paths": lambda: drawn(b"0 0 m " + b"9 9 l 0 5 l " * 80_000 + b"B*", pages=4),
    "many words": lambda: drawn(b"foo bar " * A_LOT),
    "many clips": lambda: drawn(b"0 0 500 500 re W n " * 50_000 + b"0 1 0 0 k 0 0 9 9 re f"),
    "many marks": lambda: drawn(b"/P <</MCID 1>> BDC " * 50_000 + b"EMC " * 50_000),
    "huge strokes": lambda: drawn(b"99999999 w [1 1] 0 d 0 0 m 99999999 99999999 l S 0 1 0 0 k 0 0 m 9 9 l S"),
    "tiny dashes": lambda: drawn(b"[.0001 .0001] 0 d 0 1 0 0 K 0 0 m 500 800 l 9 w 0 0 m 500 0 l S"),
    "odd bytes": lambda: drawn(bytes(range(256)) * 40),
    "nothing but ends": lambda: drawn(b"ET EMC Q EI endstream endobj"),
    "long empty": lambda: drawn(b" " * 19_000_000),
    "heavy, many pages": lambda: drawn(b"0 0 m 9 9 l S " * 60_000, pages=40),
}


def mutual(pdf: pikepdf.Pdf) -> Dictionary:
    """Two forms that draw each other."""
    one, two = form_of(pdf, b"/F Do"), form_of(pdf, b"/F Do")
    one.Resources, two.Resources = (Dictionary(XObject=Dictionary(F=other)) for other in (two, one))
    return Dictionary(XObject=Dictionary(F=one))


def deep(pdf: pikepdf.Pdf, levels: int = 3_000) -> Dictionary:
    inner = form_of(pdf, b"0 0 9 9 re f")
    for _ in range(levels):
        inner = form_of(pdf, b"/F Do", Resources=Dictionary(XObject=Dictionary(F=inner)))
    return Dictionary(XObject=Dictionary(F=inner))


def wide(pdf: pikepdf.Pdf) -> Dictionary:
    """As many forms as an object can name, each naming all of them."""
    forms = [form_of(pdf, b"0 0 9 9 re f") for _ in range(1_500)]
    names = pdf.make_indirect(Dictionary(XObject=Dictionary({f"/F{n}": one for n, one in enumerate(forms)})))
    for one in forms:
        one.Resources = names
    return names


def masked(pdf: pikepdf.Pdf) -> Dictionary:
    """A mask that is drawn through itself."""
    group = form_of(pdf, b"/G gs 0 0 9 9 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    state = pdf.make_indirect(Dictionary(Type=Name.ExtGState, SMask=Dictionary(S=Name.Luminosity, G=group)))
    group.Resources = Dictionary(ExtGState=Dictionary(G=state))
    return Dictionary(ExtGState=Dictionary(G=state))


def tiled(pdf: pikepdf.Pdf, step: float = 1, **keys: Any) -> Dictionary:
    """A pattern painted with itself."""
    shape = {
        "PatternType": 1,
        "PaintType": 1,
        "TilingType": 1,
        "BBox": Array([0, 0, 9, 9]),
        "XStep": step,
        "YStep": step,
    }
    pattern = pdf.make_stream(b"/Pattern cs /P scn 0 0 9 9 re f", **(shape | keys))
    pattern.Resources = Dictionary(Pattern=Dictionary(P=pattern))
    return Dictionary(Pattern=Dictionary(P=pattern), Font=Dictionary(F1=font()))


PAINTED = b"/Pattern cs /P scn 0 0 500 800 re f BT /F1 9 Tf (a) Tj ET"
FORMS: dict[str, Made] = {
    "laughs": lambda: drawn(b"/F Do", foreign.laughs),
    "in itself": lambda: drawn(b"/F Do", foreign.circle),
    "in each other": lambda: drawn(b"/F Do", mutual),
    "deep": lambda: drawn(b"/F Do", deep),
    "eleven deep": lambda: drawn(b"/F Do", lambda pdf: deep(pdf, 11)),
    "wide": lambda: drawn(b"/F1 Do", wide, pages=20),
    "drawn a lot": lambda: drawn(b"/F Do " * 60_000, lambda pdf: deep(pdf, 1)),
    "masked by itself": lambda: drawn(b"/G gs 0 0 9 9 re f", masked),
    "painted with itself": lambda: drawn(PAINTED, tiled),
    "tiny tiles": lambda: drawn(PAINTED, lambda pdf: tiled(pdf, 0.001)),
    "tiles of nothing": lambda: drawn(PAINTED, lambda pdf: tiled(pdf, 0, BBox=Array([0, 0, 0, 0]))),
    "resources of a name": lambda: drawn(b"/F Do", lambda _: Dictionary(XObject=Name.Rien)),
    "resources of an array": lambda: drawn(b"/F Do", lambda _: Dictionary(XObject=Array([1]), Font=Array([2]))),
    "external": lambda: drawn(
        b"/F Do", lambda pdf: Dictionary(XObject=Dictionary(F=form_of(pdf, b"", F=String("/etc/x"))))
    ),
    "external page": lambda: drawn(
        b"/F Do", lambda pdf: Dictionary(XObject=Dictionary(F=form_of(pdf, b"", Ref=Dictionary())))
    ),
}


def photo(**keys: Any) -> bytes:
    """An image that must be redrawn, for its page is in Helvetica."""

    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        return Dictionary(XObject=Dictionary(I=foreign.image(pdf, **keys)), Font=Dictionary(F1=font()))

    return drawn(b"q 300 0 0 300 100 100 cm /I Do Q BT /F1 9 Tf (a) Tj ET", resources)


IMAGES: dict[str, Made] = {
    "huge": lambda: pictured(Width=60_000, Height=60_000),
    "just under huge": lambda: photo(Width=10_900, Height=10_900),
    "long": lambda: photo(Width=100_000_000, Height=1),
    "below zero": lambda: photo(Width=-16, Height=-16),
    "of nothing": lambda: photo(Width=0, Height=0),
    "of names": lambda: pictured(Width=Name.a, Height=Name.b),
    "short of points": lambda: photo(Width=3_000, Height=3_000),
    "sixteen bits": lambda: photo(BitsPerComponent=16),
    "no bits": lambda: photo(BitsPerComponent=0),
    "many bits": lambda: photo(BitsPerComponent=2**31),
    "masked by itself": lambda: drawn(b"/I Do", self_masked),
    "broken JPEG": lambda: photo(Filter=Name.DCTDecode),
    "broken JPEG 2000": lambda: photo(Filter=Name.JPXDecode),
    "broken fax": lambda: photo(Filter=Name.CCITTFaxDecode, DecodeParms=Dictionary(K=-1, Columns=10**9, Rows=10**9)),
    "broken JBIG2": lambda: photo(Filter=Name.JBIG2Decode),
    "odd colours": lambda: photo(ColorSpace=Array([Name.Indexed, Name.DeviceRGB, 10**9, String("a")])),
    "odd decoding": lambda: photo(Decode=Array([Name.a, 10**18])),
    "odd mask": lambda: photo(Mask=Array([10**18, -1])),
    "large as one": lambda: photo(Width=1, Height=120_000_001),
}


def self_masked(pdf: pikepdf.Pdf) -> Dictionary:
    made = foreign.image(pdf)
    made.SMask = made
    return Dictionary(XObject=Dictionary(I=made))


def packed(names: str, data: bytes, **parameters: Any) -> bytes:
    """A page whose drawing is packed by these filters."""
    with opened(drawn(b"")) as pdf:
        stream = pikepdf.Stream(pdf, data)
        stream.Filter = Array([Name("/" + name) for name in names.split()])
        if parameters:
            stream.DecodeParms = Array([Dictionary(**parameters)])
        pdf.pages[0].obj.Contents = stream
        return saved(pdf)


def twice(size: int) -> bytes:
    return zlib.compress(zlib.compress(b" " * size, 9), 9)


FILTERS: dict[str, Made] = {
    "twice Flate": lambda: packed("FlateDecode FlateDecode", twice(300_000_000)),
    "forty times Flate": lambda: packed("FlateDecode " * 40, zlib.compress(b"q Q")),
    "hexadecimal Flate": lambda: packed(
        "ASCIIHexDecode FlateDecode", zlib.compress(b" " * 90_000_000, 9).hex().encode()
    ),
    "a letter eighty-five Flate": lambda: packed("ASCII85Decode FlateDecode", b"z" * 5_000),
    "runs": lambda: packed("RunLengthDecode", b"\x81 " * 1_000_000),
    "runs of runs": lambda: packed("RunLengthDecode RunLengthDecode", b"\x81\x81" * 100_000),
    "LZW": lambda: packed("LZWDecode", bytes(range(256)) * 500),
    "LZW of zeros": lambda: packed("LZWDecode", b"\x80\x0b\x60\x50" * 100_000),
    "unknown": lambda: packed("Inconnu", b"q Q"),
    "crypt": lambda: packed("Crypt FlateDecode", zlib.compress(b"q Q")),
    "JPEG": lambda: packed("DCTDecode", b"q Q"),
    "not packed": lambda: packed("FlateDecode", b"0 0 9 9 re f"),
    "cut": lambda: packed("FlateDecode", zlib.compress(bytes(range(256)) * 400)[:-40]),
    "wide rows": lambda: packed("FlateDecode", zlib.compress(b"q Q"), Predictor=12, Columns=2**31 - 1),
    "odd rows": lambda: packed("FlateDecode", zlib.compress(b"q Q" * 99), Predictor=99, Columns=-7, Colors=10**9),
    "very light": lambda: packed("FlateDecode", zlib.compress(b" " * 240_000_000, 9)),
}


def lettered(make: Callable[[pikepdf.Pdf], Any]) -> bytes:
    """A page written in this font."""
    content = b"BT /F 20 Tf 100 100 Td (abc) Tj <00410042> Tj ET"
    return drawn(content, lambda pdf: Dictionary(Font=Dictionary(F=make(pdf))))


def described(pdf: pikepdf.Pdf, data: bytes, key: str = "FontFile2", **keys: Any) -> Dictionary:
    descriptor = Dictionary(Type=Name.FontDescriptor, Flags=32, FontName=Name.Dessin)
    descriptor["/" + key] = pdf.make_stream(data)
    return font("Dessin", FontDescriptor=descriptor, **keys)


def odd_flags(pdf: pikepdf.Pdf) -> Dictionary:
    made = described(pdf, b"")
    made.Subtype, made.FontDescriptor.Flags = Name.TrueType, Name.Tout
    return made


def composite(pdf: pikepdf.Pdf, **keys: Any) -> Dictionary:
    shape = {"Type": Name.Font, "Subtype": Name.Type0, "BaseFont": Name.Dessin, "Encoding": Name("/Identity-H")}
    return pdf.make_indirect(Dictionary(**(shape | keys)))


def of_itself(pdf: pikepdf.Pdf) -> Any:
    made = composite(pdf)
    made.DescendantFonts = Array([made])
    return made


def glyph_of_itself(pdf: pikepdf.Pdf) -> Any:
    glyph = pdf.make_stream(b"10 0 d0 BT /F 9 Tf (a) Tj ET")
    shape = {"FontBBox": Array([0, 0, 9, 9]), "FontMatrix": Array([0.1, 0, 0, 0.1, 0, 0]), "Widths": Array([10])}
    made = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph), FirstChar=97, LastChar=97, **shape
        )
    )
    made.Encoding = Dictionary(Differences=Array([97, Name.a]))
    made.Resources = Dictionary(Font=Dictionary(F=made))
    return made


FONTS: dict[str, Made] = {
    "broken TrueType": lambda: lettered(lambda pdf: described(pdf, b"\x00\x01\x00\x00" + b"\xff" * 900)),
    "broken Type 1": lambda: lettered(lambda pdf: described(pdf, b"%!PS-AdobeFont" + b"x" * 900, "FontFile")),
    "broken CFF": lambda: lettered(lambda pdf: described(pdf, b"\x01\x00\x04\x04" + b"\xff" * 900, "FontFile3")),
    "empty": lambda: lettered(lambda pdf: described(pdf, b"")),
    "descriptor a number": lambda: lettered(lambda _: font("Dessin", FontDescriptor=7)),
    "descriptor a text": lambda: lettered(lambda _: font("Dessin", FontDescriptor=String("x"))),
    "flags a name": lambda: lettered(odd_flags),
    "no descendant": lambda: lettered(composite),
    "descendants of nothing": lambda: lettered(lambda pdf: composite(pdf, DescendantFonts=Array())),
    "descendant a number": lambda: lettered(lambda pdf: composite(pdf, DescendantFonts=Array([7]))),
    "descendant of itself": lambda: lettered(of_itself),
    "glyph of itself": lambda: lettered(glyph_of_itself),
    "a text": lambda: lettered(lambda _: String("police")),
    "a number": lambda: lettered(lambda _: 7),
    "widths without end": lambda: lettered(
        lambda pdf: described(pdf, b"", FirstChar=0, LastChar=10**9, Widths=Array([1] * 70_000))
    ),
    "encoding without end": lambda: lettered(
        lambda pdf: described(pdf, b"", ToUnicode=pdf.make_stream(b"beginbfchar " * 50_000))
    ),
    "subtype a number": lambda: lettered(lambda _: Dictionary(Type=Name.Font, Subtype=7)),
}


def coloured(make: Callable[[pikepdf.Pdf], Any]) -> bytes:
    """A page painted in this colour space, and redrawn, for it is in Helvetica."""

    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        return Dictionary(ColorSpace=Dictionary(C=make(pdf)), Font=Dictionary(F1=font()))

    return drawn(b"/C cs 1 0 0 sc 0 0 300 300 re f BT /F1 9 Tf (a) Tj ET", resources)


def space_of_itself(pdf: pikepdf.Pdf) -> Any:
    array = pdf.make_indirect(Array([Name.Indexed]))
    array.append(array)
    array.append(255)
    array.append(String("abc"))
    return array


def stitched(pdf: pikepdf.Pdf) -> Dictionary:
    """A function made of itself."""
    made = pdf.make_indirect(
        Dictionary(FunctionType=3, Domain=Array([0, 1]), Bounds=Array([0.5]), Encode=Array([0, 1, 0, 1]))
    )
    made.Functions = Array([made, made])
    return made  # type: ignore[no-any-return]


def shaded(**keys: Any) -> bytes:
    """A page painted by a shading, and redrawn."""

    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        shape = {
            "ShadingType": 2,
            "ColorSpace": Name.DeviceRGB,
            "Coords": Array([0, 0, 9, 9]),
            "Function": stitched(pdf),
        }
        return Dictionary(Shading=Dictionary(S=Dictionary(**(shape | keys))), Font=Dictionary(F1=font()))

    return drawn(b"/S sh BT /F1 9 Tf (a) Tj ET", resources)


def calculated(pdf: pikepdf.Pdf) -> Any:
    program = b"{ " * 20_000 + b"} " * 20_000
    function = pdf.make_stream(program, FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 3))
    return Array([Name.Separation, Name.Or, Name.DeviceRGB, function])


COLOURS: dict[str, Made] = {
    "of itself": lambda: coloured(space_of_itself),
    "profile of nothing": lambda: coloured(lambda pdf: Array([Name.ICCBased, pdf.make_stream(b"", N=3)])),
    "profile of nonsense": lambda: coloured(lambda pdf: Array([Name.ICCBased, pdf.make_stream(b"\xff" * 9000, N=3)])),
    "profile of a billion": lambda: coloured(lambda pdf: Array([Name.ICCBased, pdf.make_stream(b"", N=10**9)])),
    "no array": lambda: coloured(lambda _: 7),
    "of many inks": lambda: coloured(
        lambda _: Array([Name.DeviceN, Array([Name(f"/E{n}") for n in range(5000)]), Name.DeviceRGB, 7])
    ),
    "calculated": lambda: coloured(calculated),
    "stitched to itself": shaded,
    "endless mesh": lambda: shaded(
        ShadingType=4, BitsPerCoordinate=32, BitsPerComponent=16, BitsPerFlag=8, Decode=Array([0] * 10)
    ),
    "endless axis": lambda: shaded(Coords=Array([0, 0, 10**18, 10**18]), Extend=Array([True, True])),
    "arrays in arrays": lambda: coloured(nested),
}


def nested(pdf: pikepdf.Pdf) -> Any:
    array = Array([Name.DeviceRGB])
    for _ in range(400):
        array = Array([array])
    return array


def object_stream(head: bytes, data: bytes, **keys: bytes) -> bytes:
    """A file of one object stream, with what its dictionary says of it."""
    body = zlib.compress(head + data, 9)
    told = {b"N": b"3", b"First": b"%d" % len(head)} | {key.encode(): value for key, value in keys.items()}
    words = b" ".join(b"/" + key + b" " + value for key, value in told.items())
    start = b"%PDF-1.5\n"
    packed_one = b"4 0 obj\n<< /Type /ObjStm %s /Filter /FlateDecode /Length %d >>\nstream\n" % (words, len(body))
    packed_one += body + b"\nendstream\nendobj\n"
    place = len(start) + len(packed_one)
    cells = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, len(start), 0), (1, place, 0)]
    rows = b"".join(bytes([kind]) + where.to_bytes(4, "big") + bytes([rank]) for kind, where, rank in cells)
    table = b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n" % len(rows)
    return start + packed_one + table + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % place


_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"
_OBJECTS = b" ".join((_CATALOGUE, _PAGES, _PAGE))
_HEAD = b"1 0 2 %d 3 %d " % (len(_CATALOGUE) + 1, len(_CATALOGUE) + len(_PAGES) + 2)
PACKED: dict[str, Made] = {
    "sound": lambda: object_stream(_HEAD, _OBJECTS),
    "too many": lambda: object_stream(_HEAD, _OBJECTS, N=b"999999999"),
    "too few": lambda: object_stream(_HEAD, _OBJECTS, N=b"1"),
    "first beyond": lambda: object_stream(_HEAD, _OBJECTS, First=b"99999999"),
    "extends itself": lambda: object_stream(_HEAD, _OBJECTS, Extends=b"4 0 R"),
    "packed in itself": lambda: object_stream(b"4 0 2 34 3 80 ", _OBJECTS),
    "no numbers": lambda: object_stream(b"a b c d ", _OBJECTS),
    "bomb": lambda: object_stream(_HEAD, _OBJECTS + b" " * 300_000_000),
    "deep": lambda: object_stream(_HEAD, _CATALOGUE + b" " + b"[" * 300_000 + b"]" * 300_000),
    "deep pairs": lambda: object_stream(_HEAD, b"<</A " * 200_000 + b">>" * 200_000),
}
