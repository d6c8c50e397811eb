"""A Word file that may be handed in says its pages and nothing else."""

from __future__ import annotations

import re
import shutil

import pytest
from lxml import etree

from generator.deposit.bare import bare
from generator.document.plain import plain
from generator.foundation.diagnostic import Diagnostic
from generator.foundation.files import unzipped, zipped
from generator.foundation.ooxml import W
from generator.readers import docx
from generator.readers.docx.reviewed import Reviewed
from tests.conformance.test_office import converted

LINKS = {"planning-previsionnel.docx": "02_planning.docx"}


@pytest.fixture(scope="module")
def note(product) -> bytes:
    """The shipped note as Word gives it back: with the tool's comments, revision numbers, its writer's habits."""
    parts = unzipped(product.finished.files["note-methodologique.docx"])
    document = parts["word/document.xml"].decode()
    document = document.replace("<w:p><w:pPr>", '<w:p w:rsidR="00AA11BB" w:rsidRDefault="00AA11BB"><w:pPr>', 40)
    document = document.replace("<w:r><w:t", '<w:proofErr w:type="spellStart"/><w:r w:rsidR="00CC22DD"><w:t', 9)
    document = document.replace(
        "<w:body>", '<w:body><w:bookmarkStart w:id="9001" w:name="_GoBack"/><w:bookmarkEnd w:id="9001"/>'
    )
    parts["word/document.xml"] = document.encode()
    settings = parts["word/settings.xml"].decode()
    habits = '<w:attachedTemplate r:id="rId9"/><w:rsids><w:rsidRoot w:val="00AA11BB"/></w:rsids>'
    parts["word/settings.xml"] = settings.replace(
        '<w:zoom w:percent="100"/>', f'<w:zoom w:percent="100"/>{habits}'
    ).encode()
    parts["word/_rels/settings.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="file:///C:/Users/prenom/Modeles/note.dotx" TargetMode="External"/></Relationships>'
    )
    return zipped(parts)


@pytest.fixture(scope="module")
def cleaned(note) -> bytes:
    made = bare(note, LINKS)
    assert isinstance(made, bytes), made
    return made


def test_the_words_are_the_same(note, cleaned):
    before, _ = docx.read(note)
    after, _ = docx.read(cleaned)
    assert before
    assert after
    assert plain(after) == plain(before)
    assert len(plain(after)) > 100


def test_nothing_says_who_wrote_it_or_from_what(note, cleaned):
    before, after = unzipped(note), unzipped(cleaned)
    assert {"customXml/item1.xml", "docProps/custom.xml"} <= set(before)
    assert not [name for name in after if re.search(r"customXml|custom\.xml|comments|people|app\.xml", name)]
    core = after["docProps/core.xml"].decode()
    assert "<dc:title>Note méthodologique</dc:title>" in core
    assert not re.search("creator|lastModifiedBy|created|modified|revision", core)
    whole = b"".join(after.values())
    assert b"prenom" in b"".join(before.values())
    for trace in (b"prenom", b"rsid", b"proofErr", b"_GoBack", b"customXml", b"urn:offer-generator", b"ao_slug"):
        assert trace not in whole, trace


def test_hidden_bookmarks_go_but_those_of_the_contents(note, cleaned):
    def bookmarks(data: bytes) -> set[str]:
        root = etree.fromstring(unzipped(data)["word/document.xml"])
        return {mark.get(f"{{{W}}}name", "") for mark in root.iter(f"{{{W}}}bookmarkStart")}

    def led(data: bytes) -> set[str]:
        return set(re.findall(r'w:anchor="([^"]+)"', unzipped(data)["word/document.xml"].decode()))

    assert {"_GoBack"} | {name for name in bookmarks(note) if name.startswith("_as_")} <= bookmarks(note)
    assert [name for name in bookmarks(note) if name.startswith("_Toc")]
    assert bookmarks(cleaned) < bookmarks(note)
    assert led(cleaned) == led(note) <= bookmarks(cleaned)
    root = etree.fromstring(unzipped(cleaned)["word/document.xml"])
    starts, ends = (
        sorted(mark.get(f"{{{W}}}id", "") for mark in root.iter(f"{{{W}}}bookmark{end}")) for end in ("Start", "End")
    )
    assert starts == ends


def test_links_lead_to_what_goes_along_or_are_words(cleaned):
    relations = unzipped(cleaned)["word/_rels/document.xml.rels"].decode()
    assert 'Target="02_planning.docx"' in relations
    assert not re.search(r'Target="(dc1|fiche-financiere|cv-[a-z-]+)\.docx"', relations)
    document = unzipped(cleaned)["word/document.xml"].decode()
    known = set(re.findall(r'Id="(\w+)"', relations))
    assert set(re.findall(r'r:id="(\w+)"', document)) <= known


def test_the_same_file_gives_the_same_bytes_and_a_clean_one_stays(note, cleaned):
    assert bare(note, LINKS) == cleaned
    assert bare(cleaned, {"02_planning.docx": "02_planning.docx"}) == cleaned


def test_comments_go_with_their_marks(product):
    data = product.finished.files["dc1.docx"]
    assert "word/comments.xml" in unzipped(data)
    made = bare(data)
    assert isinstance(made, bytes)
    parts = unzipped(made)
    assert not [name for name in parts if "comments" in name or "people" in name]
    assert b"comment" not in parts["word/document.xml"]
    assert b"comments" not in parts["[Content_Types].xml"] + parts["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('<w:ins w:id="1" w:author="A"><w:r><w:t>plus</w:t></w:r></w:ins>', "une modification suivie"),
        (
            '<w:del w:id="1" w:author="A"><w:r><w:delText>moins</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="A"><w:r><w:t>plus</w:t></w:r></w:ins>',
            "2 modifications suivies",
        ),
    ],
)
def test_a_pending_change_is_for_a_person(note, change, said):
    parts = unzipped(note)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:r><w:t", change.encode() + b"<w:r><w:t", 1)
    found = bare(zipped(parts))
    assert isinstance(found, Diagnostic)
    assert found.code == "E939"
    assert said in found.message


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut", b"%PDF-1.7"])
def test_what_is_no_word_file_is_told(data):
    found = bare(data)
    assert isinstance(found, Diagnostic)
    assert found.code == "W710"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice absent")
def test_another_word_processor_opens_it(cleaned, tmp_path):
    (tmp_path / "note.docx").write_bytes(cleaned)
    made = converted(tmp_path, "docx", ["note.docx"])
    reviewed, _ = docx.reviewed(made["note"])
    assert isinstance(reviewed, Reviewed)
    assert not reviewed.comments
    assert not reviewed.revisions
    ours, _ = docx.read(cleaned)
    assert ours
    said = " ".join(" ".join(plain(reviewed.document)).split())
    missing = [line for line in plain(ours) if " ".join(line.split()) not in said]
    assert not missing
