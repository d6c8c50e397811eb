"""Links of foreign pages stand at their place in the packet, tagged and described, whatever the shape of their page."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from generator.packet.binder import LeafLink
from generator.packet.linking import LONGEST, address
from tests.packet import laid
from tests.packet.foreign import embedded, turned

BOX = (0.1, 0.2, 0.4, 0.25)
OUTER = LeafLink(1, BOX, "Site de l’organisme", "https://organisme.example/page?a=1&b=%20#haut")
SHAPES = {
    "portrait": embedded(2),
    "landscape": embedded(2, 'paper: "a4", flipped: true'),
    "small": embedded(2, 'paper: "a6"'),
    "A3": embedded(2, 'paper: "a3"'),
    "turned by 90": turned(embedded(2), 90),
    "turned by 180": turned(embedded(2), 180),
}


@pytest.fixture(scope="module")
def pdf():
    links = (
        OUTER,
        LeafLink(1, (0.5, 0.5, 0.9, 0.55), "Page suivante", to=2, top=0.75),
        LeafLink(2, BOX, "Retour", to=1),
    )
    entries = [laid.annex(data, links, key=key) for key, data in SHAPES.items()]
    with pikepdf.open(BytesIO(laid.packet(*entries).data)) as opened:
        yield opened


def firsts() -> dict[str, int]:
    """The packet's page of the first page of each annex: title, contents, divider, then one divider each."""
    return {key: 5 + 3 * rank for rank, key in enumerate(SHAPES)}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_outer_link_stands_on_its_words(pdf, shape) -> None:
    first = firsts()[shape]
    link = next(one for one in laid.links(pdf) if one.page == first and one.address)
    left, bottom, right, top = laid.drawn(pdf.pages[first - 1])
    wide, high = right - left, top - bottom
    wanted = (left + 0.1 * wide, bottom + 0.2 * high, left + 0.4 * wide, bottom + 0.25 * high)
    assert link.rect == pytest.approx(wanted, abs=0.1)
    assert (link.address, link.says) == (OUTER.address, OUTER.says)


@pytest.mark.parametrize("shape", SHAPES)
def test_inner_links_lead_to_the_pages_of_their_own_annex(pdf, shape) -> None:
    first = firsts()[shape]
    there, back = (one for one in laid.links(pdf) if one.page in {first, first + 1} and one.to)
    assert (there.page, there.to, there.says) == (first, first + 1, f"Page suivante (page {first + 1} du dossier)")
    assert (back.page, back.to, back.says) == (first + 1, first, f"Retour (page {first} du dossier)")
    _, bottom, _, top = laid.drawn(pdf.pages[first])
    assert there.height == pytest.approx(bottom + 0.75 * (top - bottom), abs=12)  # Typst leaves some room above
    assert back.height == pytest.approx(laid.drawn(pdf.pages[first - 1])[3], abs=12)


def test_entries_of_the_contents_are_named_by_title_and_page(pdf) -> None:
    said = [one.says for one in laid.links(pdf) if one.page == 2]
    divided = [f"Pièce {key}, page {first - 1}" for key, first in firsts().items()]
    assert said == ["Candidature, page 3", *divided]


def test_each_link_is_tagged(pdf) -> None:
    """ISO 14289-1, 7.18: a Link element holds each annotation, which knows it by its entry in the parent tree."""
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    seen = 0
    for first in firsts().values():
        for page in pdf.pages[first - 1 : first + 1]:
            assert page.obj.Tabs == "/S"
            for link in page.obj.Annots:
                element = tree[int(link.StructParent)]
                assert element.S == "/Link"
                assert element.K[0].Obj.objgen == link.objgen
                assert int(link.F) & 4
                seen += 1
    assert seen == 3 * len(SHAPES)


def test_links_that_lead_nowhere_are_left_out() -> None:
    links = (
        LeafLink(1, BOX, "Programme", "javascript:alert(1)"),
        LeafLink(1, BOX, "Fichier", "file:///etc/passwd"),
        LeafLink(1, BOX, "Trop long", f"https://organisme.example/{'a' * LONGEST}"),
        LeafLink(1, BOX, "Page absente", to=3),
        LeafLink(9, BOX, "D’une page absente", to=1),
        LeafLink(1, (0.9, 0.9, 0.9, 0.9), "Sans épaisseur", "mailto:contact@organisme.example"),
        LeafLink(2, (-4.0, 0.5, 9.0, 0.6), "Plus large que la page", "HTTP://organisme.example/é è"),
    )
    with pikepdf.open(BytesIO(laid.packet(laid.annex(embedded(2), links)).data)) as opened:
        found = [one for one in laid.links(opened) if one.page > 4]
        left, _, right, _ = laid.drawn(opened.pages[5])
    assert [one.says for one in found] == ["Sans épaisseur", "Plus large que la page"]
    assert found[1].address == "HTTP://organisme.example/%C3%A9%20%C3%A8"
    assert (found[1].rect[0], found[1].rect[2]) == pytest.approx((left, right), abs=0.1)


def test_an_address_keeps_its_own_escapes() -> None:
    asked = "https://organisme.example/a%2Fb;c=d?e=f&g[]=h#i!j'(k)*,l+m@n$"
    assert address(LeafLink(1, BOX, "x", asked)) == asked
