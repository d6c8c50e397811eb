"""A .docx made to harm whoever opens it: refused in French, or read in a bounded time; nothing outside is opened."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

import pytest

from generator.foundation.diagnostic import Level
from generator.foundation.files import unzipped, zipped
from generator.foundation.ooxml import W
from generator.readers.docx import read, reviewed
from generator.readers.docx.package import LARGEST_XML
from generator.writers.docx import write
from tests.documents import DAY, PICTURES, THEME, everything, replaced
from tests.readers.test_docx import bomb, lying, run, written
from tests.readers.test_docx import plain as plain_paragraph

BY = 'w:id="1" w:author="Camille Exemple" w:date="2023-06-28T09:00:00Z"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def small() -> bytes:
    return written(plain_paragraph("un"))


def body(content: str) -> bytes:
    root = f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>'
    return zipped(unzipped(small()) | {"word/document.xml": root.encode()})


def outside(kind: str, target: str) -> bytes:
    link = f'<Relationship Id="rId90" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return replaced(small(), "</Relationships>", link, "word/_rels/document.xml.rels")


def with_entities(declared: str, where: str) -> bytes:
    root = f'<w:document xmlns:w="{W}"><w:body>{where}</w:body></w:document>'
    made = f'<?xml version="1.0"?><!DOCTYPE d [{declared}]>{root}'
    return zipped(unzipped(small()) | {"word/document.xml": made.encode()})


LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


def commented(count: int) -> bytes:
    comments = "".join(f'<w:comment w:id="{n}" w:author="A"><w:p/></w:comment>' for n in range(count))
    held = written(plain_paragraph("un"))
    parts = unzipped(held)
    parts["word/comments.xml"] = f'<w:comments xmlns:w="{W}">{comments}</w:comments>'.encode()
    link = f'<Relationship Id="rId90" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'
    rels = parts["word/_rels/document.xml.rels"].decode().replace("</Relationships>", link)
    return zipped(parts | {"word/_rels/document.xml.rels": rels.encode()})


def overlapping() -> bytes:
    """Two entries of the directory that lead to the same bytes."""
    held = bytearray(small())
    second = held.index(b"PK\x01\x02", held.index(b"PK\x01\x02") + 4)
    offset = struct.unpack("<I", held[held.index(b"PK\x01\x02") + 42 :][:4])[0]
    held[second + 42 : second + 46] = struct.pack("<I", offset)
    return bytes(held)


def doubled() -> bytes:
    """Two entries of the same name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in (*unzipped(small()).items(), ("word/document.xml", b"<a/>")):
            archive.writestr(name, data)
    return held.getvalue()


def locked() -> bytes:
    """Every entry says that it has a password."""
    held = bytearray(small())
    place = held.find(b"PK\x01\x02")
    while place >= 0:
        held[place + 8] |= 1
        place = held.find(b"PK\x01\x02", place + 4)
    return bytes(held)


OLD = b"\xd0\xcf\x11\xe0" + b"\0" * 600
WORD = "<w:p><w:r><w:t>" + "mot " * 2000 + "</w:t></w:r></w:p>"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (bomb, "démesuré une fois décompressé"),
    "size that lies": (lambda: lying(small()), "abîmé"),
    "truncated": (lambda: small()[:-300], "abîmé"),
    "old word": (lambda: OLD, "au format .doc (Word 97 à 2003)"),
    "strict": (
        lambda: replaced(small(), W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        "au format « Open XML strict »",
    ),
    "password": (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "protégé par un mot de passe"),
    "password of the zip": (locked, "protégé par un mot de passe"),
    "overlapping entries": (overlapping, "fait de morceaux qui se recouvrent"),
    "two entries of one name": (doubled, "fait de morceaux qui se recouvrent"),
    "billion laughs": (lambda: with_entities(LAUGHS, "<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>"), "abîmé"),
    "laughs in an attribute": (lambda: with_entities(LAUGHS, '<w:p w:rsidR="&a11;"/>'), "abîmé"),
    "external entity": (lambda: with_entities('<!ENTITY a SYSTEM "file:///etc/hostname">', "<w:p>&a;</w:p>"), "abîmé"),
    "macros": (lambda: zipped(unzipped(small()) | {"word/vbaProject.bin": b"\0"}), "avec des macros"),
    "picture of a site": (
        lambda: outside("image", "https://exemple.fr/a.png"),
        "lié à un contenu extérieur (« https://exemple.fr/a.png »)",
    ),
    "object of another file": (lambda: outside("oleObject", "file:///C:/a.xlsx"), "lié à un contenu extérieur"),
    "template of a site": (lambda: outside("attachedTemplate", "https://exemple.fr/a.dotm"), "lié à un contenu"),
    "template of a share": (lambda: outside("attachedTemplate", r"\\exemple\a.dotm"), "lié à un contenu extérieur"),
    "fifty megabytes": (lambda: body(WORD * 6500), "word/document.xml pèse 50 Mo (au plus 20)"),
    "one endless word": (lambda: body(f"<w:p>{run('a' * 11_000_000)}</w:p>"), "abîmé"),
    "too many tags": (lambda: body("<w:p/>" * 800_001), "a plus de 800000 balises"),
    "too many paragraphs": (lambda: body("<w:p/>" * 100_001), "plus de 100000 paragraphes"),
    "a hundred thousand comments": (lambda: commented(100_000), "100000 commentaires (au plus 5000)"),
    "deep": (lambda: body(f"{'<w:sdt>' * 5000}{'</w:sdt>' * 5000}"), "abîmé"),
    "open fields": (
        lambda: body("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5000 + "</w:p>"),
        "trop de champs ouverts",
    ),
    "bookmarks": (
        lambda: body("".join(f'<w:bookmarkStart w:id="{n}" w:name="a{n}"/>' for n in range(20_001)) + "<w:p/>"),
        "20001 signets (au plus 20000)",
    ),
    "a note called forever": (
        lambda: replaced(
            write(everything(), THEME, DAY, (), PICTURES), '<w:footnoteReference w:id="1"/>',
            '<w:footnoteReference w:id="1"/>' * 500,
        ),
        "une note est appelée trop souvent",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_french(name: str) -> None:
    made, why = REFUSED[name]
    data = made()
    for found, problems in (reviewed(data), read(data)):
        assert found is None
        assert [(problem.code, problem.level) for problem in problems] == [("W710", Level.BLOCKING)]
        assert why in problems[0].message
        assert problems[0].hint


READ: dict[str, Callable[[], bytes]] = {
    "link to a site": lambda: outside("hyperlink", "https://exemple.fr"),
    "template on a disk": lambda: outside("attachedTemplate", "file:///C:/Users/x/Normal.dotm"),
    "nested changes": lambda: body(f"<w:p>{f'<w:ins {BY}>' * 200}{run('un')}{'</w:ins>' * 200}</w:p>"),
    "nested tables": lambda: body("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60),
    "nested controls": lambda: body("<w:sdt><w:sdtContent>" * 100 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 100),
    "endless columns": lambda: body(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "endless columns before": lambda: body(
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2000000000"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "bookmarks upon one another": lambda: body(
        "".join(f'<w:bookmarkStart w:id="{n}" w:name="_ao_{n:09d}"/>' for n in range(2000)) + "<w:p/>" * 2000
    ),
    "the same bookmark again and again": lambda: body(
        "".join(
            f'<w:bookmarkStart w:id="{n}" w:name="_ao_{n % 3:09d}"/><w:p/><w:bookmarkEnd w:id="{n}"/>'
            for n in range(2000)
        )
    ),
    "joined paragraphs": lambda: body(
        f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run('un')}</w:p>" * 3000 + "<w:p/>"
    ),
}


@pytest.mark.parametrize("name", READ)
def test_it_is_odd_but_read(name: str) -> None:
    found, problems = reviewed(READ[name]())
    assert found is not None, problems
    anchors = [part.anchor for part in found.document.parts if part.anchor]
    assert len(set(anchors)) == len(anchors)


def test_limits_leave_room_for_long_documents() -> None:
    """Two hundred pages of text weigh a tenth of what is refused."""
    found, _ = reviewed(body(WORD * (LARGEST_XML // len(WORD) // 10)))
    assert found is not None


@pytest.mark.parametrize("cut", range(0, 100, 9))
def test_bytes_changed_anywhere_raise_nothing(cut: int) -> None:
    data = write(everything(), THEME, DAY, (), PICTURES)
    place = len(data) * cut // 100
    reviewed(data[:place] + bytes((byte ^ 0x55) for byte in data[place : place + 40]) + data[place + 40 :])
