"""What people add that is more than words: list entries, headings, pictures, page breaks, pasted web pages, notes."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.foundation.ooxml import WP, A, R
from tests.properties.strategies import png
from tests.review.remarks import relate
from tests.review.typing_in import added_after
from tests.review.word import Word, flat, q, text_run, w

PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def heading(word: Word, after: str, text: str, level: int = 2, by: str = "") -> None:
    """Types a heading after a paragraph."""
    added_after(word, word.paragraph(after), text, f"Heading{level}", by)


def level(word: Word, at: str, to: int) -> None:
    """Presses Tab in a list: its level changes, its style stays."""
    paragraph = word.paragraph(at)
    held = paragraph.find(q("pPr"))
    assert held is not None
    number = held.find(q("numPr"))
    if number is None:
        style = held.find(q("pStyle"))
        assert style is not None
        number = w("numPr", w("ilvl", val=str(to)), w("numId", val=_list_of(word, style.get(q("val"), ""))))
        style.addnext(number)
    depth = number.find(q("ilvl"))
    if depth is None:
        number.insert(0, w("ilvl", val=str(to)))
    else:
        depth.set(q("val"), str(to))


def _list_of(word: Word, style: str) -> str:
    """The list that this style counts with."""
    styles = word.tree("word/styles.xml")
    found = next(e for e in styles.iter(q("style")) if e.get(q("styleId")) == style)
    number = found.find(f"{q('pPr')}/{q('numPr')}/{q('numId')}")
    assert number is not None
    return number.get(q("val"), "")


def bullets(word: Word, after: str, items: list[str], by: str = "") -> None:
    """Types a bulleted list after a paragraph."""
    last = word.paragraph(after)
    for item in items:
        last = added_after(word, last, item, "ListBullet", by)


def page_break(word: Word, after: str) -> None:
    """Presses Ctrl+Enter after a paragraph."""
    paragraph = word.paragraph(after)
    made = w("p", w("r", w("br", type="page")))
    shape = paragraph.find(q("pPr"))
    if shape is not None:
        made.insert(0, deepcopy(shape))
    paragraph.addnext(made)


def picture(word: Word, after: str, alt: str = "") -> None:
    """Pastes a picture after a paragraph, in a paragraph of its own."""
    name = f"image{90 + sum(n.startswith('word/media/') for n in word.parts)}.png"
    word.parts[f"word/media/{name}"] = png(30, 20)
    types = word.tree("[Content_Types].xml")
    if not [e for e in types if e.get("Extension") == "png"]:
        spaces = "http://schemas.openxmlformats.org/package/2006/content-types"
        types.insert(0, etree.Element(f"{{{spaces}}}Default", {"Extension": "png", "ContentType": "image/png"}))
        word.put("[Content_Types].xml", types)
    number = relate(word, IMAGE, f"media/{name}")
    drawing = w("drawing")
    inline = etree.SubElement(drawing, f"{{{WP}}}inline")
    etree.SubElement(inline, f"{{{WP}}}extent", {"cx": "1800000", "cy": "1200000"})
    etree.SubElement(inline, f"{{{WP}}}docPr", {"id": "77", "name": "Image 77", "descr": alt})
    data = etree.SubElement(etree.SubElement(inline, f"{{{A}}}graphic"), f"{{{A}}}graphicData", {"uri": PIC})
    pic = etree.SubElement(data, f"{{{PIC}}}pic")
    fill = etree.SubElement(pic, f"{{{PIC}}}blipFill")
    etree.SubElement(fill, f"{{{A}}}blip", {f"{{{R}}}embed": number})
    word.paragraph(after).addnext(w("p", w("r", drawing)))


def paste_web(word: Word, after: str, lines: list[str]) -> None:
    """Pastes a web page after a paragraph: a style of its own, a font, a colour, a size, a language, a link."""
    styles = word.tree("word/styles.xml")
    if not [e for e in styles if e.get(q("styleId")) == "NormalWeb"]:
        styles.append(
            w("style", w("name", val="Normal (Web)"), w("basedOn", val="Normal"), type="paragraph", styleId="NormalWeb")
        )
        word.put("word/styles.xml", styles)
    last = word.paragraph(after)
    for line in lines:
        run = text_run(line)
        looks = w("rPr", w("rFonts", ascii="Segoe UI", hAnsi="Segoe UI"), w("color", val="212529"))
        looks.extend([w("sz", val="27"), w("lang", val="en-US")])
        run.insert(0, looks)
        made = w("p", w("pPr", w("pStyle", val="NormalWeb"), w("shd", val="clear", fill="FFFFFF")), run)
        last.addnext(made)
        last = made


def link(word: Word, at: str, text: str, target: str) -> None:
    """Types a link at the end of a paragraph."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    number = relate(word, kind, target, outside=True)
    run = text_run(text)
    run.insert(0, w("rPr", w("rStyle", val="Hyperlink")))
    made = w("hyperlink", run)
    made.set(f"{{{R}}}id", number)
    paragraph = word.paragraph(at)
    paragraph.append(text_run(" "))
    paragraph.append(made)


def edit_note(word: Word, old: str, new: str) -> None:
    """Changes words in a footnote."""
    notes = word.tree("word/footnotes.xml")
    found = [t for t in notes.iter(q("t")) if flat(old) in flat(t.text or "")]
    assert len(found) == 1, f"{len(found)} notes say {old!r}"
    found[0].text = flat(found[0].text or "").replace(flat(old), new)
    word.put("word/footnotes.xml", notes)


def edit_header(word: Word, old: str, new: str) -> None:
    """Changes words in the running heads and feet."""
    changed = 0
    for name in [n for n in word.parts if n.startswith(("word/header", "word/footer"))]:
        root = word.tree(name)
        for text in [t for t in root.iter(q("t")) if old in (t.text or "")]:
            text.text = (text.text or "").replace(old, new)
            changed += 1
        word.put(name, root)
    assert changed, f"no head or foot says {old!r}"
