"""Author, subject, keywords and program leave a file, from its dictionary and its XMP packet; its title stays."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from generator.packet.content import unpacked
from generator.writers.pdf import metadata
from generator.writers.pdf.metadata import AUTHOR, TOPIC
from tests.packet.foreign import drawn, opened

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" pdfaid:part="2"{more}>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Titre gardé</rdf:li></rdf:Alt></dc:title>{inner}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
CREATOR = "<dc:creator><rdf:Seq><rdf:li>Prénom Nom</rdf:li></rdf:Seq></dc:creator>"


def without_author(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    return metadata.without_author(pdf, unpacked)


def told(packet: bytes = b"", **info: str) -> pikepdf.Pdf:
    pdf = opened(drawn(b""))
    if packet:
        pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    if info:
        pdf.trailer.Info = Dictionary({f"/{key}": String(value) for key, value in info.items()})
    return pdf


def packet(inner: str = "", more: str = "") -> bytes:
    return XMP.format(inner=inner, more=more).encode()


def test_the_dictionary_loses_names_only() -> None:
    with told(Author="Prénom Nom", Company="Société", Title="Titre", Producer="Programme") as pdf:
        assert without_author(pdf) == (AUTHOR,)
        assert set(pdf.trailer.Info.keys()) == {"/Title", "/Producer"}


@pytest.mark.parametrize("name", ["", "  ", "anonymous", "(anonymous)", "unknown"])
def test_a_name_that_names_nobody_is_no_news(name: str) -> None:
    with told(Author=name) as pdf:
        assert not without_author(pdf)


@pytest.mark.parametrize("keys", [{"inner": CREATOR}, {"more": ' photoshop:CaptionWriter="Nom"'}])
def test_the_packet_loses_names_only(keys: dict[str, str]) -> None:
    with told(packet(**keys)) as pdf:
        assert without_author(pdf)
        left = pdf.Root.Metadata.read_bytes().decode()
        assert not without_author(pdf)
    assert "Nom" not in left
    assert "Titre gardé" in left
    assert 'pdfaid:part="2"' in left
    assert left.startswith("<?xpacket")
    assert left.rstrip().endswith('<?xpacket end="w"?>')


def test_subject_keywords_and_program_go_from_both() -> None:
    inner = "<dc:subject><rdf:Bag><rdf:li>Secret</rdf:li></rdf:Bag></dc:subject><dc:description>Secret</dc:description>"
    other = ' xmlns:p="urn:p" p:description="autre" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Secret"'
    with told(packet(inner, other), Subject="Secret", Keywords="Secret", Creator="Secret", Title="Titre") as pdf:
        assert without_author(pdf) == (TOPIC,)
        assert set(pdf.trailer.Info.keys()) == {"/Title"}
        left = pdf.Root.Metadata.read_bytes().decode()
    assert "Secret" not in left
    assert "Titre gardé" in left
    assert 'description="autre"' in left


def test_a_program_goes_without_a_word() -> None:
    with told(Author="anonymous", Creator="Programme", Subject="unspecified") as pdf:
        assert without_author(pdf) == ()
        assert not pdf.trailer.Info.keys()


def test_a_packet_without_names_is_left_as_it_is() -> None:
    with told(packet()) as pdf:
        assert not without_author(pdf)
        assert pdf.Root.Metadata.read_bytes() == packet()


def test_a_broken_packet_goes_when_it_may_name_someone() -> None:
    with told(b"<x><creator>Nom") as pdf:
        assert without_author(pdf)
        assert "/Metadata" not in pdf.Root
    with told(b"<x><title>") as pdf:
        assert not without_author(pdf)
        assert "/Metadata" in pdf.Root


def test_a_packet_reads_no_file_of_the_machine(tmp_path) -> None:
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    address = (tmp_path / "secret").as_uri()
    data = f'<!DOCTYPE x [<!ENTITY f SYSTEM "{address}">]><x><creator>Nom</creator><a>&f;</a></x>'.encode()
    with told(data) as pdf:
        without_author(pdf)
        assert b"SECRET" not in pdf.Root.Metadata.read_bytes()
