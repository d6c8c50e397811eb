"""Lays the words of redrawn pages over their pictures, unseen: they are searched, copied and read aloud.

Typst prints a paragraph of one letter after the picture, so that it has its tag and its place in the reading order;
`laid` puts the words in its stead, in a font without drawing, as text recognition programs do.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from generator.packet.blank_font import WIDTH, blank_font
from generator.packet.page_words import LeafLine

if TYPE_CHECKING:
    import pikepdf

NAME = "/Words"  # of the font among a page's resources
_KEPT = re.compile(rb"(<</MCID 1>>BDC\s).*?(?=EMC)", re.DOTALL)  # after the picture, the first content of its page
_NUMBER = rb"(-?[\d.]+)"
_PICTURE = re.compile(rb"\s".join((rb"q", _NUMBER, rb"0 0", _NUMBER, _NUMBER, _NUMBER, rb"cm/\w+ Do")))
_MOST = 65_000  # characters of a font
_BELOW = 0.2  # share of a letter that hangs under its line
_LARGEST = 72.0  # points: words that are set askew have a box much larger than their letters
_UNKNOWN = "\ufffd"


class Words:
    """The font of all the words of a packet, made once."""

    def __init__(self, pdf: pikepdf.Pdf, lines: Iterable[LeafLine]) -> None:
        chars = sorted({char for line in lines for char in line.text} | {" ", _UNKNOWN})[:_MOST]
        self._pdf = pdf
        self._codes = {char: number for number, char in enumerate(chars, 1)}
        self._font: Any = None

    def lay(self, page: pikepdf.Page, lines: Sequence[LeafLine]) -> None:
        """Puts these words over the picture of this page. Raises LookupError when it has no place for them."""
        content = page.obj.Contents.read_bytes()
        picture = _PICTURE.search(content)
        if picture is None or not _KEPT.search(content):
            raise LookupError("no place for words")
        width, height, left, bottom = (float(number) for number in picture.groups())
        drawn = self.drawn(lines, (left, bottom, width, height))
        made = _KEPT.sub(lambda found: found[1] + drawn, content, count=1)
        page.obj.Contents = _stream(self._pdf, made)
        if "/Font" not in page.obj.Resources:
            import pikepdf

            page.obj.Resources.Font = pikepdf.Dictionary()
        page.obj.Resources.Font[NAME] = self.font

    @property
    def font(self) -> Any:
        """Written on first use."""
        if self._font is None:
            self._font = _font(self._pdf, list(self._codes))
        return self._font

    def drawn(self, lines: Sequence[LeafLine], picture: tuple[float, float, float, float]) -> bytes:
        """What shows nothing of these lines, over a picture whose left, bottom, width and height are in points."""
        said = "".join(part for line in lines for part in self._line(line, picture))
        return f"q BT 3 Tr\n{said}ET Q\n".encode("ascii")

    def _line(self, line: LeafLine, picture: tuple[float, float, float, float]) -> Iterable[str]:
        left, bottom, width, height = picture
        box = tuple(
            origin + share * side
            for origin, share, side in zip((left, bottom) * 2, line.box, (width, height) * 2, strict=True)
        )
        along, across = (height, width) if line.turn % 180 else (width, height)
        origin = bottom if line.turn % 180 else left
        start, end = _ends(box, line.turn)
        starts = [origin + share * along for share in line.starts] or [start]
        words = line.text.split(" ") if line.starts else [line.text]
        size = min(
            max((line.box[2] - line.box[0] if line.turn % 180 else line.box[3] - line.box[1]) * across, 1), _LARGEST
        )
        yield f"{NAME} {size:.2f} Tf\n"
        for number, (word, (here, there)) in enumerate(zip(words, pairwise((*starts, end)), strict=True), 1):
            text = word if number == len(words) else word + " "
            stretch = abs(there - here) / (len(text) * size * WIDTH / 1000) * 100
            yield f"{_matrix(box, line.turn, here, size)} Tm {max(stretch, 1):.1f} Tz <{self._coded(text)}> Tj\n"

    def _coded(self, text: str) -> str:
        unknown = self._codes[" "]
        return "".join(f"{self._codes.get(char, unknown):04X}" for char in text)


def _ends(box: Sequence[float], turn: int) -> tuple[float, float]:
    left, bottom, right, top = box
    return {0: (left, right), 90: (bottom, top), 180: (right, left), 270: (top, bottom)}[turn]


def _matrix(box: Sequence[float], turn: int, here: float, size: float) -> str:
    """Where a word begins, and which way it goes."""
    left, bottom, right, top = box
    below = size * _BELOW
    a, b, x, y = {
        0: (1, 0, here, bottom + below),
        90: (0, 1, right - below, here),
        180: (-1, 0, here, top - below),
        270: (0, -1, left + below, here),
    }[turn]
    return f"{a} {b} {-b} {a} {x:.2f} {y:.2f}"


def _font(pdf: pikepdf.Pdf, chars: Sequence[str]) -> Any:
    """A font whose codes from 1 are these characters, each without drawing."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    name = Name("/Blank")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=5,  # letters of one width, and a set of its own
        FontBBox=Array([0, -200, WIDTH, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=800,
        StemV=80,
        FontFile2=_stream(pdf, blank_font()),
    )
    descriptor.FontFile2.Length1 = len(blank_font())
    held = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=WIDTH,
        CIDToGIDMap=_stream(pdf, b"\0\0" + b"\0\1" * len(chars)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(held)]),
            ToUnicode=_stream(pdf, _meanings(chars)),
        )
    )


def _meanings(chars: Sequence[str]) -> bytes:
    """Which character each code is (ISO 32000-1, 9.10.3), a hundred at a time as the format asks."""
    codes = [f"<{number:04X}> <{char.encode('utf-16-be').hex().upper()}>" for number, char in enumerate(chars, 1)]
    blocks = [codes[at : at + 100] for at in range(0, len(codes), 100)]
    said = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{said}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _stream(pdf: pikepdf.Pdf, data: bytes) -> Any:
    import pikepdf

    return pikepdf.Stream(pdf, zlib.compress(data, 9), Filter=pikepdf.Name.FlateDecode)
