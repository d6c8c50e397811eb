"""Links of foreign pages: where they stand on the page as seen, where they lead, and what becomes of the others."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.packet.followed import Followed, followed
from tests.packet.foreign import embedded, opened, saved

RECT = (59.5, 84.2, 297.5, 168.4)  # of an A4 page of 595 by 842: a tenth, a tenth, half, a fifth


def linked(*notes: Dictionary, pages: int = 1, names: Dictionary | None = None, **keys: object) -> pikepdf.Pdf:
    """Blank A4 pages; the first has these links, and these keys."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note) for note in notes])
    for key, value in keys.items():
        pdf.pages[0].obj["/" + key] = value
    if names is not None:
        pdf.Root.Names = names
    return pdf


def link(rect: tuple[float, ...] = RECT, **keys: object) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(list(rect)), **keys)


def site(address: str = "https://exemple.example/a?b=c") -> Dictionary:
    return link(A=Dictionary(S=Name.URI, URI=String(address)))


def clean(pdf: pikepdf.Pdf, taken: tuple[int, ...] = ()) -> Followed:
    with opened(saved(pdf)) as again:
        return followed(again, taken)


def test_an_address_is_kept_with_its_place_and_says_where_it_leads() -> None:
    (one,) = clean(linked(site())).links
    assert (one.leaf, one.address, one.to, one.says) == (
        1,
        "https://exemple.example/a?b=c",
        0,
        "Lien vers https://exemple.example/a?b=c",
    )
    assert one.box == pytest.approx((0.1, 0.1, 0.5, 0.2))


@pytest.mark.parametrize(
    ("keys", "box"),
    [
        ({"Rotate": 90}, (0.1, 0.5, 0.2, 0.9)),
        ({"Rotate": 180}, (0.5, 0.8, 0.9, 0.9)),
        ({"Rotate": 270}, (0.8, 0.1, 0.9, 0.5)),
        ({"CropBox": Array([59.5, 84.2, 535.5, 505.2])}, (0.0, 0.0, 0.5, 0.2)),
        ({"UserUnit": 2}, (0.1, 0.1, 0.5, 0.2)),
    ],
)
def test_places_are_those_of_the_page_as_seen(keys, box) -> None:
    (one,) = clean(linked(site(), **keys)).links
    assert one.box == pytest.approx(box, abs=1e-4)


def test_a_description_of_the_maker_is_kept() -> None:
    note = site()
    note.Contents = String("Le site\nde l'organisme")
    assert clean(linked(note)).links[0].says == "Le site de l'organisme"


def test_a_link_to_write_to_someone() -> None:
    (one,) = clean(linked(site("mailto:contact@exemple.example?subject=Offre"))).links
    assert one.says == "Écrire à contact@exemple.example"
    assert one.address.startswith("mailto:")


def test_a_link_inside_leads_to_a_page_and_a_height() -> None:
    pdf = linked(pages=3)
    places = [
        Array([pdf.pages[2].obj, Name.XYZ, 0, 421, 0]),
        Array([pdf.pages[1].obj, Name.Fit]),
        Array([1, Name.FitH, 842]),
    ]
    pdf.pages[0].obj.Annots = Array(
        [link(A=Dictionary(S=Name.GoTo, D=places[0])), link(Dest=places[1]), link(Dest=places[2])]
    )
    found = clean(pdf)
    assert [(one.to, one.top, one.address) for one in found.links] == [(3, 0.5, ""), (2, None, ""), (2, 1.0, "")]
    assert found.links[0].says == "Aller à la page 3 de la pièce"


def test_places_that_have_a_name_are_found_in_both_kinds_of_lists() -> None:
    pdf = linked(link(Dest=String("fin")), link(Dest=Name.milieu), pages=3)
    kid = Dictionary(Names=Array([String("fin"), Dictionary(D=Array([pdf.pages[2].obj, Name.Fit]))]))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([pdf.make_indirect(kid)])))
    pdf.Root.Dests = Dictionary(milieu=Array([pdf.pages[1].obj, Name.Fit]))
    assert [one.to for one in clean(pdf).links] == [3, 2]


def test_pages_that_are_not_taken_lose_their_links_and_it_is_counted() -> None:
    pdf = linked(pages=4)
    pdf.pages[0].obj.Annots = Array([link(Dest=Array([page.obj, Name.Fit])) for page in pdf.pages])
    found = clean(pdf, (1, 3))
    assert [one.to for one in found.links] == [1, 2]
    assert (found.beyond, found.dead) == (2, 0)


DEAD = {
    "another scheme": site("javascript:alert(1)"),
    "no scheme": site("exemple"),
    "a space": site("https://exemple.example/a b"),
    "too long": site("https://exemple.example/" + "a" * 3000),
    "a name that is not there": link(Dest=String("absent")),
    "a page of no file": link(Dest=Array([99, Name.Fit])),
    "an empty place": link(Dest=Array()),
    "a command of the viewer": link(A=Dictionary(S=Name.Named, N=Name.NextPage)),
    "nothing": link(),
}


@pytest.mark.parametrize("case", DEAD)
def test_a_link_that_leads_nowhere_is_counted(case: str) -> None:
    found = clean(linked(DEAD[case]))
    assert (found.links, found.dead) == ((), 1)


def test_what_can_not_be_clicked_is_no_link() -> None:
    outside, flat, hidden = site(), site(), site()
    outside.Rect, flat.Rect, hidden.F = Array([-50, -50, -10, -10]), Array([10, 10, 100, 10]), 2
    found = clean(linked(outside, flat, hidden))
    assert (found.links, found.dead) == ((), 0)


def test_a_name_that_names_itself_leads_nowhere() -> None:
    pdf = linked(link(Dest=String("a")), names=Dictionary(Dests=Dictionary(Names=Array([String("a"), String("a")]))))
    assert clean(pdf).dead == 1


def test_an_honest_file_has_none() -> None:
    with opened(embedded()) as pdf:
        assert followed(pdf).links == ()
