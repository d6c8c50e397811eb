"""Small pictures: pages of a PDF, drawings for a browser."""

from __future__ import annotations

from io import BytesIO

from lxml import etree
from PIL import Image

from generator.document.tree import Figure, nodes
from generator.report.thumbnails import WIDTH, drawing, pages


def test_each_page_is_a_small_jpeg(product):
    made = list(pages(product.packet.data))
    assert len(made) == product.packet.pages
    for data in made[:3]:
        with Image.open(BytesIO(data)) as picture:
            assert picture.format == "JPEG"
            assert abs(picture.width - WIDTH) <= 1
            assert picture.height > picture.width
    assert len(set(made)) > len(made) / 2
    assert made == list(pages(product.packet.data))


def test_what_is_no_pdf_has_no_page():
    assert list(pages(b"")) == []
    assert list(pages(b"%PDF-1.7 coup\xe9")) == []


def test_a_drawing_names_fonts_that_a_browser_may_have(dossier):
    figures = [node for each in dossier.documents for node in nodes(each) if isinstance(node, Figure)]
    made = [drawing(figure.data.decode()) for figure in figures if b"<svg" in figure.data[:1000]]
    assert made
    for data in made:
        root = etree.fromstring(data)
        assert root.get("font-family") == "Carlito, Calibri, sans-serif"
        assert "font-size-adjust" in root.get("style")
