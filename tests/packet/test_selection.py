"""Some pages of a file, and nothing of the others: no drawing, no field, no tag, no bookmark."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.packet import pruning
from generator.packet.followed import followed
from generator.packet.selection import select
from tests.packet.foreign import drawn, embedded, opened, saved


def tagged() -> bytes:
    """Three tagged pages; each draws its number, has an annotation and a field, and a bookmark."""
    with opened(drawn(b"", pages=3)) as pdf:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        parts, fields, table = [], [], []
        for number, page in enumerate((page.obj for page in pdf.pages), 1):
            page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC (PAGE%d) pop EMC" % number)
            page.StructParents = number - 1
            paragraph = pdf.make_indirect(
                Dictionary(S=Name.P, P=root, Pg=page, K=0, ActualText=String(f"TEXTE{number}"))
            )
            field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=Array([0, 0, 9, 9]))
            field.T, field.V = String(f"champ{number}"), String(f"VALEUR{number}")
            fields.append(pdf.make_indirect(field))
            page.Annots = Array([fields[-1]])
            held = Dictionary(Type=Name.OBJR, Obj=fields[-1], Pg=page)
            parts += [paragraph, pdf.make_indirect(Dictionary(S=Name.Form, P=root, K=held))]
            table += [number - 1, Array([paragraph])]
        root.K, root.ParentTree = Array(parts), Dictionary(Nums=Array(table))
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(f"SIGNET{number}", number - 1) for number in (1, 2, 3))
        return saved(pdf)


def chosen(data: bytes, *taken: int) -> bytes:
    with opened(data) as pdf:
        select(pdf, taken, followed(pdf, taken).marks)
        return saved(pdf)


def test_nothing_of_the_other_pages_is_left_in_the_file() -> None:
    with opened(chosen(tagged(), 2)) as pdf:
        assert len(pdf.pages) == 1
        data = saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    for word in (b"PAGE", b"VALEUR", b"TEXTE", b"SIGNET", b"champ"):
        assert word + b"2" in data
        assert word + b"1" not in data
        assert word + b"3" not in data


def test_tags_of_the_pages_taken_stay() -> None:
    with opened(chosen(tagged(), 1, 3)) as pdf:
        tree = pdf.Root.StructTreeRoot
        assert [str(part.S) for part in tree.K] == ["/P", "/Form", "/P", "/Form"]
        assert [part.Pg.objgen for part in tree.K if part.S == "/P"] == [page.obj.objgen for page in pdf.pages]
        assert sorted(pikepdf.NumberTree(tree.ParentTree).keys()) == [0, 1, 2]
        assert bool(pdf.Root.MarkInfo.Marked)


def test_pages_come_in_the_order_asked() -> None:
    with opened(chosen(tagged(), 3, 1)) as pdf:
        assert [b"PAGE3" in page.obj.Contents.read_bytes() for page in pdf.pages] == [True, False]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["SIGNET1", "SIGNET3"]


def test_a_real_file_keeps_its_tags() -> None:
    with opened(chosen(embedded(4), 2, 4)) as pdf:
        assert len(pdf.pages) == 2
        assert not pdf.check_pdf_syntax()
        assert len(pdf.Root.StructTreeRoot.K[0].K)


def test_all_pages_in_order_leave_the_file_as_it_is() -> None:
    with opened(tagged()) as pdf:
        before = saved(pdf)
        select(pdf, (1, 2, 3), ())
        assert saved(pdf) == before


@pytest.mark.parametrize("limit", ["MAX_TAGS", "_DEEPEST"])
def test_a_structure_that_nobody_can_walk_goes_whole(monkeypatch, limit: str) -> None:
    monkeypatch.setattr(pruning, limit, 0)
    with opened(chosen(tagged(), 1)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
