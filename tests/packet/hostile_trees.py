"""Hostile PDFs: pages, bookmarks, names, fields, tags and layers that circle, sink without end, or lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.packet import foreign
from tests.packet.foreign import opened, saved

Made = Callable[[], bytes]
A_LOT = 30_000
DEEP = 3_000


def cases() -> Iterator[tuple[str, Made]]:
    """Every case of this kind."""
    for prefix, table in (
        ("pages", PAGES), ("boxes", BOXES), ("bookmarks", BOOKMARKS), ("names", NAMES), ("notes", NOTES),
        ("fields", FIELDS), ("tags", TAGS), ("layers", LAYERS), ("actions", ACTIONS), ("told", TOLD),
    ):  # fmt: skip
        for name, spoil in table.items():
            yield f"{prefix}: {name}", lambda s=spoil: spoilt(s)


def spoilt(spoil: Callable[[pikepdf.Pdf], object], pages: int = 3) -> bytes:
    """A file of three pages, changed by this."""
    with opened(foreign.drawn(foreign.RED, pages=pages)) as pdf:
        spoil(pdf)
        return saved(pdf, fix_metadata_version=False)


def put(holder: Any, **keys: Any) -> Any:
    for key, value in keys.items():
        holder["/" + key] = value
    return holder


def chain(pdf: pikepdf.Pdf, length: int, link: Callable[[Any, Any], object]) -> list[Any]:
    """That many new dictionaries, each tied to the next by `link`."""
    made = [pdf.make_indirect(Dictionary()) for _ in range(length)]
    for one, after in pairwise(made):
        link(one, after)
    return made


def nested_kids(pdf: pikepdf.Pdf) -> None:
    """Pages below branches below branches."""
    last = pdf.Root.Pages
    for _ in range(DEEP):
        last = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([last]), Count=3))
    pdf.Root.Pages = last


def kid_of_itself(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def kid_twice(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages.Kids[0]] * 300)
    pdf.Root.Pages.Count = 300


PAGES: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "in themselves": kid_of_itself,
    "far below": nested_kids,
    "one many times": kid_twice,
    "count too big": lambda pdf: put(pdf.Root.Pages, Count=99),
    "count too small": lambda pdf: put(pdf.Root.Pages, Count=1),
    "count below zero": lambda pdf: put(pdf.Root.Pages, Count=-3),
    "count is a name": lambda pdf: put(pdf.Root.Pages, Count=Name.Beaucoup),
    "kid is nothing": lambda pdf: pdf.Root.Pages.Kids.append(None),
    "kid is a number": lambda pdf: pdf.Root.Pages.Kids.append(7),
    "kid is a text": lambda pdf: pdf.Root.Pages.Kids.append(String("page")),
    "kid has no type": lambda pdf: pdf.Root.Pages.Kids.append(pdf.make_indirect(Dictionary())),
    "kids are a page": lambda pdf: put(pdf.Root.Pages, Kids=pdf.pages[0].obj),
    "no kids": lambda pdf: put(pdf.Root.Pages, Kids=Array()),
    "parent is the page": lambda pdf: put(pdf.pages[0].obj, Parent=pdf.pages[0].obj),
    "too many": lambda pdf: put(pdf.Root.Pages, Kids=Array([copy(pdf) for _ in range(5000)]), Count=5000),
    "contents in contents": lambda pdf: put(pdf.pages[0].obj, Contents=loop(pdf)),
    "contents a text": lambda pdf: put(pdf.pages[0].obj, Contents=String("q Q")),
    "contents many": lambda pdf: put(pdf.pages[0].obj, Contents=Array([pdf.pages[1].obj.Contents] * A_LOT)),
    "resources a page": lambda pdf: put(pdf.pages[0].obj, Resources=pdf.pages[0].obj),
    "resources a number": lambda pdf: put(pdf.pages[0].obj, Resources=7),
    "group a page": lambda pdf: put(pdf.pages[0].obj, Group=pdf.Root),
    "thumbnail a page": lambda pdf: put(pdf.pages[0].obj, Thumb=pdf.pages[0].obj),
}


def copy(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 99, 99]), Parent=pdf.Root.Pages))


def loop(pdf: pikepdf.Pdf) -> Any:
    array = pdf.make_indirect(Array())
    array.append(array)
    return array


def boxed(*numbers: Any) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: put(pdf.pages[0].obj, MediaBox=Array(list(numbers)))


BOXES: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "endless": boxed(0, 0, 10**15, 10**15),
    "below zero": boxed(-99999, -99999, -99000, -99000),
    "thin": boxed(0, 0, 0.001, 800),
    "three numbers": boxed(0, 0, 9),
    "words": boxed(Name.a, Name.b, Name.c, Name.d),
    "upside down": boxed(595, 842, 0, 0),
    "crop elsewhere": lambda pdf: put(pdf.pages[0].obj, CropBox=Array([5000, 5000, 6000, 6000])),
    "crop of nothing": lambda pdf: put(pdf.pages[0].obj, CropBox=Array([9, 9, 9, 9])),
    "turned a lot": lambda pdf: put(pdf.pages[0].obj, Rotate=10**12 + 90),
    "turned a little": lambda pdf: put(pdf.pages[0].obj, Rotate=44),
    "turned by a name": lambda pdf: put(pdf.pages[0].obj, Rotate=Name.Droite),
    "unit of nothing": lambda pdf: put(pdf.pages[0].obj, UserUnit=0),
    "unit below zero": lambda pdf: put(pdf.pages[0].obj, UserUnit=-1),
    "unit endless": lambda pdf: put(pdf.pages[0].obj, UserUnit=10**9),
}


def outline(pdf: pikepdf.Pdf, items: list[Any], title: str = "Titre") -> None:
    for item in items:
        put(item, Title=String(title), Dest=Array([pdf.pages[0].obj, Name.Fit]))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=items[0], Last=items[-1]))


def sunk(pdf: pikepdf.Pdf) -> None:
    outline(pdf, chain(pdf, DEEP * 3, lambda one, after: put(one, First=after, Last=after)))


def wide(pdf: pikepdf.Pdf) -> None:
    outline(pdf, chain(pdf, A_LOT, lambda one, after: put(one, Next=after)))


def round_and_round(key: str) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        items = chain(pdf, 5, lambda one, after: put(one, **{key: after}))
        put(items[-1], **{key: items[0]})
        outline(pdf, items)

    return spoil


BOOKMARKS: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "deep": sunk,
    "many": wide,
    "next in a circle": round_and_round("Next"),
    "first in a circle": round_and_round("First"),
    "below themselves": lambda pdf: outline(pdf, [put(one := pdf.make_indirect(Dictionary()), First=one, Next=one)]),
    "long title": lambda pdf: outline(pdf, [pdf.make_indirect(Dictionary())], "long " * 500_000),
    "no title": lambda pdf: put(pdf.Root, Outlines=Dictionary(First=pdf.make_indirect(Dictionary()))),
    "a number": lambda pdf: put(pdf.Root, Outlines=7),
    "to the catalogue": lambda pdf: put(pdf.Root, Outlines=Dictionary(First=pdf.Root)),
}


def tree(pdf: pikepdf.Pdf, root: Any) -> None:
    pdf.Root.Names = Dictionary(Dests=root)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 99, 99]), Dest=String("a"))
    pdf.pages[0].obj.Annots = Array([link])


def names_circle(pdf: pikepdf.Pdf) -> None:
    root = pdf.make_indirect(Dictionary())
    root.Kids = Array([root] * 50)
    tree(pdf, root)


def names_many(pdf: pikepdf.Pdf) -> None:
    place = Array([pdf.pages[0].obj, Name.Fit])
    tree(pdf, Dictionary(Names=Array([one for n in range(A_LOT) for one in (String(f"{n:09}"), place)])))


NAMES: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "in a circle": names_circle,
    "many": names_many,
    "deep": lambda pdf: tree(pdf, chain(pdf, DEEP, lambda one, after: put(one, Kids=Array([after])))[0]),
    "odd": lambda pdf: tree(pdf, Dictionary(Names=Array([7, Name.b, String("a")]))),
    "a page": lambda pdf: tree(pdf, pdf.pages[0].obj),
    "of themselves": lambda pdf: tree(pdf, Dictionary(Names=Array([String("a"), String("a")]))),
    "labels in a circle": lambda pdf: put(pdf.Root, PageLabels=loop(pdf)),
}


def note(pdf: pikepdf.Pdf, count: int = 1, **keys: Any) -> None:
    kinds = {"Type": Name.Annot, "Subtype": Name.Stamp, "Rect": Array([9, 9, 99, 99]), "F": 4}
    notes = [pdf.make_indirect(Dictionary(**(kinds | keys))) for _ in range(count)]
    pdf.pages[0].obj.Annots = Array(notes)


def look(pdf: pikepdf.Pdf, data: bytes = b"0 0 9 9 re f", **keys: Any) -> Dictionary:
    shape = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 9, 9])}
    return Dictionary(N=pdf.make_stream(data, **(shape | keys)))


def look_of_itself(pdf: pikepdf.Pdf) -> Dictionary:
    made = look(pdf, b"/F Do")
    made.N.Resources = Dictionary(XObject=Dictionary(F=made.N))
    return made


NOTES: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "many": lambda pdf: note(pdf, A_LOT, AP=look(pdf)),
    "many links": lambda pdf: note(pdf, A_LOT, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://a.b"))),
    "drawn by itself": lambda pdf: note(pdf, AP=look_of_itself(pdf)),
    "flat": lambda pdf: note(pdf, AP=look(pdf, BBox=Array([0, 0, 0, 0]))),
    "endless": lambda pdf: note(pdf, AP=look(pdf, BBox=Array([0, 0, 10**18, 10**18]))),
    "no matrix": lambda pdf: note(pdf, AP=look(pdf, Matrix=Array([0, 0, 0, 0, 0, 0]))),
    "odd matrix": lambda pdf: note(pdf, AP=look(pdf, Matrix=Array([1, 2]))),
    "no place": lambda pdf: note(pdf, Rect=Array([])),
    "odd place": lambda pdf: note(pdf, Rect=Array([Name.a, 1, 2, 3]), Subtype=Name.Link),
    "a number": lambda pdf: put(pdf.pages[0].obj, Annots=7),
    "numbers": lambda pdf: put(pdf.pages[0].obj, Annots=Array([1, 2, 3])),
    "themselves": lambda pdf: put(pdf.pages[0].obj, Annots=loop(pdf)),
    "the page": lambda pdf: put(pdf.pages[0].obj, Annots=Array([pdf.pages[0].obj])),
    "odd flags": lambda pdf: note(pdf, F=Name.Tout, AP=look(pdf)),
    "look a page": lambda pdf: note(pdf, AP=Dictionary(N=pdf.pages[1].obj)),
    "answers itself": lambda pdf: note(pdf, Popup=pdf.pages[0].obj, IRT=pdf.pages[0].obj),
}


def form(pdf: pikepdf.Pdf, fields: list[Any], **keys: Any) -> None:
    fonts = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(foreign.font())))
    pdf.Root.AcroForm = Dictionary(**({"Fields": Array(fields), "DR": fonts, "NeedAppearances": True} | keys))
    pdf.pages[0].obj.Annots = Array([field for field in fields if "/Rect" in field])


def text_field(pdf: pikepdf.Pdf, **keys: Any) -> Any:
    shape = {"FT": Name.Tx, "Type": Name.Annot, "Subtype": Name.Widget, "Rect": Array([9, 9, 300, 40]), "F": 4}
    shape |= {"T": String("nom"), "V": String("valeur"), "DA": String("/Helv 12 Tf 0 g")}
    return pdf.make_indirect(Dictionary(**(shape | keys)))


def fields_circle(pdf: pikepdf.Pdf) -> None:
    field = text_field(pdf)
    field.Kids, field.Parent = Array([field]), field
    form(pdf, [field])


def fields_deep(pdf: pikepdf.Pdf) -> None:
    made = chain(pdf, DEEP, lambda one, after: put(one, Kids=Array([after]), T=String("a")))
    for one, after in pairwise(made):
        after.Parent = one
    form(pdf, [made[0]])


FIELDS: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "in a circle": fields_circle,
    "deep": fields_deep,
    "many": lambda pdf: form(pdf, [text_field(pdf) for _ in range(3000)]),
    "long value": lambda pdf: form(pdf, [text_field(pdf, V=String("long " * 300_000))]),
    "odd letters": lambda pdf: form(pdf, [text_field(pdf, DA=String("/Absent -9e9 Tf ((( g"))]),
    "no letters": lambda pdf: form(pdf, [text_field(pdf, DA=7)], DR=7),
    "value a page": lambda pdf: form(pdf, [text_field(pdf, V=pdf.pages[0].obj)]),
    "choice of nothing": lambda pdf: form(pdf, [text_field(pdf, FT=Name.Ch, Opt=Array([7, Array()]))]),
    "box of nothing": lambda pdf: form(pdf, [text_field(pdf, FT=Name.Btn, V=Name.Oui, AS=Name.Oui)]),
    "signature of nothing": lambda pdf: form(pdf, [text_field(pdf, FT=Name.Sig, V=Dictionary())]),
    "a number": lambda pdf: put(pdf.Root, AcroForm=7),
    "fields a page": lambda pdf: put(pdf.Root, AcroForm=Dictionary(Fields=pdf.pages[0].obj)),
    "XFA of nothing": lambda pdf: form(pdf, [], XFA=Array([String("a"), 7])),
    "endless place": lambda pdf: form(pdf, [text_field(pdf, Rect=Array([0, 0, 10**18, 10**18]))]),
}


def tags(pdf: pikepdf.Pdf, root: Any) -> None:
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))  # so that a copy is written


TAGS: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "in a circle": lambda pdf: tags(pdf, put(one := pdf.make_indirect(Dictionary()), K=Array([one]), P=one)),
    "deep": lambda pdf: tags(pdf, chain(pdf, DEEP, lambda one, after: put(one, K=after, P=one))[0]),
    "table in a circle": lambda pdf: tags(
        pdf, Dictionary(ParentTree=put(one := pdf.make_indirect(Dictionary()), Kids=Array([one])))
    ),
    "a number": lambda pdf: put(pdf.Root, StructTreeRoot=7),
}


def layers(
    pdf: pikepdf.Pdf, membership: Any = None, content: bytes = b"/OC /M BDC 0 0 9 9 re f EMC", **keys: Any
) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Calque")))
    start = {"OCGs": Array([group]), "D": Dictionary(OFF=Array([group]))}
    pdf.Root.OCProperties = Dictionary(**(start | keys))
    pdf.pages[0].obj.Resources.Properties = Dictionary(M=group if membership is None else membership)
    pdf.pages[0].obj.Contents = pdf.make_stream(content)


def expression(pdf: pikepdf.Pdf, width: int) -> Any:
    array = pdf.make_indirect(Array([Name.And]))
    for _ in range(width):
        array.append(array)
    return Dictionary(Type=Name.OCMD, VE=array)


LAYERS: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "expression of itself": lambda pdf: layers(pdf, expression(pdf, 1)),
    "expression of itself, often": lambda pdf: layers(pdf, expression(pdf, 60), b"/OC /M BDC EMC " * 20_000),
    "member of nothing": lambda pdf: layers(pdf, Dictionary(Type=Name.OCMD, OCGs=Array([7, None]))),
    "never closed": lambda pdf: layers(pdf, content=b"/OC /M BDC " * 50_000 + b"0 0 9 9 re f"),
    "never opened": lambda pdf: layers(pdf, content=b"EMC " * 50_000 + b"0 0 9 9 re f"),
    "odd start": lambda pdf: layers(pdf, D=7),
    "groups a number": lambda pdf: layers(pdf, OCGs=7),
    "odd marks": lambda pdf: layers(pdf, content=b"/OC BDC BDC 7 BDC EMC /OC /Absent BDC 0 0 9 9 re f EMC"),
}


def acts(pdf: pikepdf.Pdf, action: Any) -> None:
    pdf.Root.OpenAction = action
    note(pdf, Subtype=Name.Link, A=action)


def after_itself(pdf: pikepdf.Pdf) -> Any:
    action = pdf.make_indirect(Dictionary(S=Name.GoTo))
    action.Next = Array([action] * 30)
    return action


ACTIONS: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "after themselves": lambda pdf: acts(pdf, after_itself(pdf)),
    "one after the other": lambda pdf: acts(
        pdf, chain(pdf, DEEP, lambda one, after: put(one, Next=after, S=Name.GoTo))[0]
    ),
    "a number": lambda pdf: acts(pdf, 7),
    "a circle": lambda pdf: acts(pdf, loop(pdf)),
    "odd address": lambda pdf: acts(pdf, Dictionary(S=Name.URI, URI=pdf.pages[0].obj)),
    "long address": lambda pdf: acts(pdf, Dictionary(S=Name.URI, URI=String("https://a.b/" + "a" * 10**6))),
    "events a page": lambda pdf: put(pdf.Root, AA=pdf.pages[0].obj),
}


def told(data: bytes) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: put(pdf.Root, Metadata=pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML))


_LAUGH = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
TOLD: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "laughs": told(b'<!DOCTYPE x [<!ENTITY a0 "ha">' + _LAUGH + b"]><x><creator>&a9;</creator></x>"),
    "a file of the machine": told(
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x><creator>&f;</creator></x>'
    ),
    "no XML": told(b"creator " * 1000),
    "deep": told(b"<a>" * A_LOT + b"</a>" * A_LOT),
    "long": told(b"<x>" + b"<creator>nom</creator>" * 100_000 + b"</x>"),
    "a page": lambda pdf: put(pdf.Root, Metadata=pdf.pages[0].obj),
    "author a page": lambda pdf: put(pdf.trailer, Info=Dictionary(Author=pdf.pages[0].obj)),
}
