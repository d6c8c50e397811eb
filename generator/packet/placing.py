"""Puts foreign pages in the place kept for them: the pixel that Typst printed in a tagged figure becomes the page.

The figure has its alternative text, its place in the structure and in the reading order from Typst; only its drawing
changes, to a Form XObject. Its links come from Typst too and get their words; its bookmarks are hung under the annex's.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.packet.binder import AnnexFile
from generator.packet.linking import by_leaf, described
from generator.packet.navigation import unfolded
from generator.packet.nesting import entry_items, hang
from generator.packet.sharing import Shared
from generator.packet.unseen_words import Words
from generator.writers.pdf.fields import lay as lay_fields

if TYPE_CHECKING:
    import pikepdf

_SAID = re.compile(rb"(?<=/MCID \d)/Alt<[0-9A-F]*>")  # in the property list of a figure, the first content of its page


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annex goes: its rank among all entries, from 0, and the page kept for its first one, from 1."""

    entry: int
    first: int
    annex: AnnexFile


def code(number: int) -> list[int]:
    """The colour of the pixel that stands for foreign page `number`, from 1: red, green, blue."""
    return [255, number // 256, number % 256]


def placed(data: bytes, annexes: Iterable[Place]) -> bytes:
    """The packet with each annex laid in at its place. The same input gives the same bytes."""
    import pikepdf

    annexes = tuple(annexes)
    with pikepdf.open(BytesIO(data)) as pdf:
        lay_fields(pdf)
        words = Words(pdf, (line for place in annexes for _, lines in place.annex.words for line in lines))
        items = entry_items(pdf)
        number, shared = 1, Shared()
        for place in annexes:
            for held in _lay(pdf, place, number, items, words):
                shared.gather(held)
            number += len(place.annex.sizes)
        unfolded(pdf)
        buffer = BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return buffer.getvalue()


def _lay(pdf: pikepdf.Pdf, place: Place, number: int, items: Sequence[Any], words: Words) -> tuple[Any, ...]:
    """Lays one annex in and gives what its pages name; `number` is the code of its first page.

    `items` are the bookmarks of all entries.
    """
    import pikepdf

    kept = [pdf.pages[place.first - 1 + index] for index in range(len(place.annex.sizes))]
    forms = Forms(pdf)
    with pikepdf.open(BytesIO(place.annex.leaves)) as source:
        for index, (page, leaf) in enumerate(zip(kept, source.pages, strict=True)):
            _replace(page, number + index, forms.of(leaf.obj))
            _lighten(pdf, page)
    for leaf_number, links in by_leaf(place.annex).items():
        described(kept[leaf_number - 1], links)
    for leaf_number, lines in place.annex.words:
        words.lay(kept[leaf_number - 1], lines)
    if place.annex.marks:
        hang(pdf, items[place.entry], place.annex.marks, {n: page.obj for n, page in enumerate(kept, 1)})
    return tuple(one.Resources for one in forms.made.values())


def _replace(page: pikepdf.Page, number: int, drawing: Any) -> None:
    """Puts the drawing in the place of the pixel that has this page's code."""
    drawn = page.obj.Resources.XObject
    for name, image in drawn.items():
        if image.get("/Width") == 1 and list(image.read_bytes()) == code(number):
            drawn[name] = drawing
            return
    raise LookupError(number)


def _lighten(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Takes the alternative text of the figure out of the drawing, where Typst says it again: its element has it."""
    said = page.obj.Contents.read_bytes()
    bare = _SAID.sub(b"", said)
    if len(bare) < len(said):
        import pikepdf

        page.obj.Contents = pikepdf.Stream(pdf, zlib.compress(bare, 9), Filter=pikepdf.Name.FlateDecode)


@dataclass(slots=True)
class Forms:
    """The pages of one cleaned annex as Form XObjects of `pdf`; what two of them share is written once."""

    pdf: pikepdf.Pdf
    resources: dict[bytes, Any] = field(default_factory=dict)
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def of(self, leaf: Any) -> Any:
        """A page of the annex as a form that fills the unit square, upright."""
        held = self._resources(leaf)
        key = (leaf.Contents.objgen, held.objgen, tuple(leaf.MediaBox), int(leaf.get("/Rotate", 0)), "/Group" in leaf)
        if key not in self.made:
            self.made[key] = self._form(leaf, held)
        return self.made[key]

    def _resources(self, leaf: Any) -> Any:
        """Apart from the form, whose own dictionary is never packed."""
        copy = _copied(self.pdf, leaf.Resources)
        if copy.is_indirect:
            return copy
        said = copy.unparse()
        if said not in self.resources:
            self.resources[said] = self.pdf.make_indirect(copy)
        return self.resources[said]

    def _form(self, leaf: Any, held: Any) -> Any:
        import pikepdf

        made = pikepdf.Stream(self.pdf, leaf.Contents.read_raw_bytes())
        for key in ("/Filter", "/DecodeParms"):
            if key in leaf.Contents:
                made[key] = _copied(self.pdf, leaf.Contents[key])
        if "/Group" in leaf:
            made.Group = _copied(self.pdf, leaf.Group)
        made.Subtype, made.Resources = pikepdf.Name.Form, held
        made.BBox = pikepdf.Array(list(leaf.MediaBox))
        made.Matrix = pikepdf.Array([Decimal(f"{number:.8f}").normalize() for number in upright(leaf)])
        return made


def upright(leaf: Any) -> tuple[float, ...]:
    """The matrix (a b c d e f) that turns this page as a viewer would, and shrinks it to the unit square."""
    left, bottom, right, top = map(float, leaf.MediaBox)
    across, up = 1 / (right - left), 1 / (top - bottom)
    x, y = -left * across, -bottom * up
    return {
        0: (across, 0, 0, up, x, y),
        90: (0, -across, up, 0, y, 1 - x),
        180: (-across, 0, 0, -up, 1 - x, 1 - y),
        270: (0, across, -up, 0, 1 - y, x),
    }[int(leaf.get("/Rotate", 0)) % 360]


def _copied(pdf: pikepdf.Pdf, value: Any) -> Any:
    """A value of another file: what it points at is copied with it."""
    import pikepdf

    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return pdf.copy_foreign(value)
    if isinstance(value, pikepdf.Dictionary):
        return pikepdf.Dictionary({key: _copied(pdf, inner) for key, inner in value.items()})
    if isinstance(value, pikepdf.Array):
        return pikepdf.Array([_copied(pdf, inner) for inner in value])
    if isinstance(value, pikepdf.Name):
        return pikepdf.Name(str(value))
    return pikepdf.String(bytes(value)) if isinstance(value, pikepdf.String) else value
