"""The words of pages that become pictures: read where they stand, and laid unseen over their pictures."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import ImageChops, ImageFont

from generator.foundation.diagnostic import Span
from generator.packet import page_words
from generator.packet.annexes import Foreign, bindable
from generator.packet.binder import AnnexFile
from generator.packet.blank_font import WIDTH, blank_font
from generator.packet.page_words import Effort, LeafLine, lines_of
from generator.packet.unseen_words import Words
from tests.packet.foreign import drawn, font, form, opened, turned, unembedded
from tests.packet.laid import packet
from tests.packet.makes import by_hand

LETTERS = b"BT /F1 20 Tf %s Tm (Avis de situation) Tj ET"
UPRIGHT = LETTERS % b"1 0 0 1 100 600"
WAYS = {  # how a text is set, and which way it goes
    0: b"1 0 0 1 100 600",
    90: b"0 1 -1 0 300 300",
    180: b"-1 0 0 -1 400 300",
    270: b"0 -1 1 0 300 600",
}


def helvetica(content: bytes, **keys: Any) -> bytes:
    return drawn(content, lambda _: Dictionary(Font=Dictionary(F1=font())), **keys)


def lines(data: bytes) -> tuple[LeafLine, ...]:
    with pypdfium2.PdfDocument(data) as pdf:
        return lines_of(pdf[0])


def file_of(data: bytes) -> AnnexFile:
    file, problems = bindable(Foreign("a.pdf", "Pièce"), data, Span("a.yaml", 1, 1))
    assert file, problems
    return file


def said(data: bytes, number: int) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        words = pdf[number - 1].get_textpage()
        try:
            return str(words.get_text_range())
        finally:
            words.close()


# --- read


@pytest.mark.parametrize("turn", WAYS)
def test_a_line_is_read_with_its_place_and_its_way(turn: int) -> None:
    (line,) = lines(helvetica(LETTERS % WAYS[turn]))
    assert (line.text, line.turn) == ("Avis de situation", turn)
    left, bottom, right, top = line.box
    long, thick = ((top - bottom) * 842, (right - left) * 595)[:: 1 if turn % 180 else -1]
    assert (long, thick) == (pytest.approx(146, abs=2), pytest.approx(23, abs=2))
    assert len(line.starts) == (0 if turn == 180 else 3)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_places_are_those_of_the_page_as_seen(angle: int) -> None:
    (flat,), (line,) = lines(helvetica(UPRIGHT)), lines(turned(helvetica(UPRIGHT), angle))
    assert line.turn == -angle % 360
    left, bottom, right, top = flat.box
    seen = {
        90: (bottom, 1 - right, top, 1 - left),
        180: (1 - right, 1 - top, 1 - left, 1 - bottom),
        270: (1 - top, left, 1 - bottom, right),
    }
    assert line.box == pytest.approx(seen[angle], abs=1e-4)


def test_a_page_without_text_has_no_word() -> None:
    assert lines(drawn(b"1 0 0 rg 10 10 50 50 re f")) == ()


def test_words_beside_the_page_are_left_out() -> None:
    beside = UPRIGHT + b" " + LETTERS % b"1 0 0 1 700 600"
    assert [line.text for line in lines(helvetica(beside))] == ["Avis de situation"]
    assert lines(helvetica(UPRIGHT, MediaBox=Array([0, 0, 595, 400]))) == ()


def test_words_of_an_endless_page_are_bounded(monkeypatch) -> None:
    monkeypatch.setattr(page_words, "MOST", 8)
    assert [line.text for line in lines(helvetica(UPRIGHT))] == ["Avis de"]


def test_a_page_drawn_over_and_over_is_not_read() -> None:
    """Pdfium would compare each of its texts with all others: minutes for a page that draws a form again and again."""

    def named(pdf: pikepdf.Pdf) -> Dictionary:
        fonts = Dictionary(Font=Dictionary(F1=font()))
        one = form(pdf, b"BT /F1 1 Tf 1 50 Td " + b"(a b)Tj " * 2000 + b"ET", Resources=fonts)
        many = form(pdf, b"/X Do " * 60, Resources=Dictionary(XObject=Dictionary(X=one)))
        return Dictionary(Font=fonts.Font, XObject=Dictionary(Y=many))

    with pypdfium2.PdfDocument(drawn(b"/Y Do", named)) as pdf:
        assert Effort().lines(pdf[0]) == ()
    with pypdfium2.PdfDocument(helvetica(UPRIGHT)) as pdf:
        effort = Effort(left=1)
        assert [len(effort.lines(pdf[0])) for _ in range(2)] == [1, 0]


def test_what_means_nothing_is_replaced() -> None:
    meaning = b"1 beginbfchar <41> <E000> endbfchar 1 begincodespacerange <00> <FF> endcodespacerange"

    def named(pdf: pikepdf.Pdf) -> Dictionary:
        return Dictionary(Font=Dictionary(F1=font(ToUnicode=pdf.make_stream(meaning))))

    read = lines(drawn(UPRIGHT, named))
    assert [line.text for line in read] == ["\ufffdvis de situation"]


# --- laid


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_words_are_found_where_they_are_seen(angle: int) -> None:
    bound = packet(file_of(turned(helvetica(UPRIGHT), angle)))
    page = bound.starts[0].first + 1
    assert "Avis de situation" in said(bound.data, page)
    ink, letters = seen(bound.data, page), found(bound.data, page, "situation")
    for x, y in letters:
        assert ink[0] - 4 <= x <= ink[2] + 4, (letters, ink)
        assert ink[1] - 4 <= y <= ink[3] + 4, (letters, ink)
    assert max(abs(x - letters[0][0]) + abs(y - letters[0][1]) for x, y in letters) > 50


def seen(data: bytes, number: int) -> tuple[float, ...]:
    """Left, upper, right, lower of the only black words of a page, its foot left out, in points."""
    with pypdfium2.PdfDocument(data) as pdf:
        image = pdf[number - 1].render(scale=2).to_pil().convert("L")
    image = ImageChops.invert(image.crop((0, 0, image.width, image.height - 100)))
    box = image.point(lambda value: 255 if value > 200 else 0).getbbox()
    assert box
    return tuple(side / 2 for side in box)


def found(data: bytes, number: int, wanted: str) -> list[tuple[float, float]]:
    """The middles of the letters of this word, from the upper left corner, in points."""
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[number - 1]
        words = page.get_textpage()
        first, count = words.search(wanted).get_next()
        boxes = [words.get_charbox(first + rank, loose=True) for rank in range(count)]
        words.close()
        return [((box[0] + box[2]) / 2, page.get_height() - (box[1] + box[3]) / 2) for box in boxes]


def test_the_words_are_a_paragraph_after_the_picture() -> None:
    bound = packet(file_of(unembedded()))
    with opened(bound.data) as pdf:
        page = pdf.pages[bound.starts[0].first]
        operators = [str(one.operator) for one in pikepdf.parse_content_stream(page)]
        assert operators.index("Do") < operators.index("Tr") < operators.index("Tj")
        kinds = [str(pdf.Root.StructTreeRoot.RoleMap.get(one.S, one.S)) for one in tagged(pdf, page)]
    assert kinds == ["/Figure", "/P"]


def tagged(pdf: pikepdf.Pdf, page: pikepdf.Page) -> list[Any]:
    """The elements that the parts of this page belong to, in their order."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return list(dict(zip(numbers[::2], numbers[1::2], strict=True))[page.obj.StructParents])


def test_nothing_of_the_words_is_seen() -> None:
    file = file_of(unembedded())
    bare = AnnexFile(file.title, file.path_name, file.data, file.lines, file.leaves, file.sizes)
    pages = [picture(packet(one).data) for one in (file, bare)]
    assert ImageChops.difference(*pages).getbbox() is None


def picture(data: bytes) -> Any:
    with pypdfium2.PdfDocument(data) as pdf:
        return pdf[len(pdf) - 1].render(scale=1.5).to_pil().convert("RGB")


def test_the_frame_is_whole_around_a_picture() -> None:
    """Its line is as thick there as around a page that is drawn: the picture's white covers none of it."""
    seen = [picture(packet(file_of(data)).data) for data in (unembedded(), drawn(b""))]
    rows = [page.crop((0, 300, 100, 301)).tobytes() for page in seen]
    assert rows[0] == rows[1]
    assert len(set(rows[0])) > 1


def test_hidden_layers_do_not_come_back() -> None:
    def named(pdf: pikepdf.Pdf) -> Dictionary:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Caché"))
        off = Dictionary(OFF=Array([layer]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
        return Dictionary(Font=Dictionary(F1=font()), Properties=Dictionary(L=layer))

    hidden = b"/OC /L BDC BT /F1 20 Tf 100 500 Td (Secret) Tj ET EMC "
    bound = packet(file_of(drawn(hidden + UPRIGHT, named)))
    assert "Secret" not in said(bound.data, bound.pages)
    assert "Avis de situation" in said(bound.data, bound.pages)


def test_a_scan_has_no_word() -> None:
    assert file_of(by_hand()["fax"].data).words == ()


CHARS: dict[str, Callable[[], str]] = {
    "far": lambda: "\U0001f600",
    "many": lambda: "".join(map(chr, range(0x4E00, 0x4F00))),
}


@pytest.mark.parametrize("case", CHARS)
def test_any_character_is_written(case: str) -> None:
    """No font of ours needs to draw it; the two halves of a far one are one letter."""
    text = CHARS[case]()
    line = LeafLine(text, (0.1, 0.5, 0.9, 0.6))
    file = file_of(unembedded())
    bound = packet(AnnexFile("Pièce", "a.pdf", file.data, (), file.leaves, file.sizes, words=((1, (line,)),)))
    assert text in said(bound.data, bound.pages)


def test_a_page_that_keeps_no_place_is_told() -> None:
    with opened(drawn(b"")) as pdf, pytest.raises(LookupError):
        Words(pdf, ()).lay(pdf.pages[0], ())


def test_the_font_is_one_for_the_packet_and_draws_nothing() -> None:
    data = packet(file_of(unembedded(2)), file_of(unembedded())).data
    assert data == packet(file_of(unembedded(2)), file_of(unembedded())).data
    with opened(data) as pdf:
        fonts = [page.obj.Resources.Font.get("/Words") for page in pdf.pages if "/Font" in page.obj.Resources]
        assert len({one.objgen for one in fonts if one is not None}) == 1
    letters = ImageFont.truetype(BytesIO(blank_font()), 1000)
    assert letters.getlength("  ") == 2 * WIDTH
    assert letters.getmask(" ").getbbox() is None
