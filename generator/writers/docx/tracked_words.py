"""Two versions of a paragraph in one: the words that go, the words that come, and the marks that change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from generator.document.differences import SIMILAR, WordEdit, similarity, word_edits
from generator.foundation.ooxml import PIC, WP, A, R, W
from generator.writers.docx.tracked_marks import ID, LINK, RUN, SHAPE, VAL, Trail, reshape, taken
from generator.writers.docx.xml import Element, run, val, w

Link = tuple[tuple[str, str], ...]
_What = Literal["keep", "del", "ins"]
_SIGNS: Final = 0xF0000  # private use, where no text of ours stands: an object among the letters
_LETTERS: Final = f"{{{W}}}t"
_TAB: Final = f"{{{W}}}tab"
_TEXT: Final = {_LETTERS, _TAB, f"{{{W}}}br"}
_QUIET: Final = {f"{{{W}}}rPr", f"{{{W}}}commentReference"}


@dataclass(frozen=True, slots=True)
class Atom:
    """A letter in its character style and its link, or an object: a note's call, a picture, a piece of a field."""

    letter: str
    style: str = ""
    link: Link = ()
    held: Element | None = None  # the object's run
    key: str = ""  # what tells an object from another

    @property
    def same(self) -> tuple[str, Link, str]:
        """What a letter must have in common with another to be kept; its style may change."""
        return (self.letter if self.held is None else "", self.link, self.key)


Step = tuple[_What, Atom, Atom]
"""What becomes of a letter: kept, as it was and as it is; else the same one twice."""


def words(paragraph: Element) -> str:
    """The letters of a paragraph, its objects left out."""
    return "".join(each.text or "" if each.tag == _LETTERS else "\t" for each in paragraph.iter(_LETTERS, _TAB))


def merged(trail: Trail, old: Element, new: Element, notes: Mapping[str, str], shaped: bool = True) -> Element:
    """`new` with tracked changes from `old`; changed in place. `notes` are the words of each footnote.

    Without `shaped`, the properties of the paragraph are left to the caller.
    """
    before, after = list(atoms(old, notes)), list(atoms(new, notes))
    if [(atom.same, atom.style) for atom in before] != [(atom.same, atom.style) for atom in after]:
        refill(trail, new, steps(before, after))
    if shaped:
        reshape(trail, new, old[0])
    return new


def refill(trail: Trail, paragraph: Element, found: Iterable[Step]) -> None:
    """Puts these words in the place of those of the paragraph."""
    holder = w("p", *_written(trail, found))
    inside = _content(paragraph)
    place = paragraph.index(inside[0]) if inside else _after_opening(paragraph)
    for each in inside:
        paragraph.remove(each)
    paragraph[place:place] = list(holder)


def _content(paragraph: Element) -> list[Element]:
    """The runs and links of a paragraph, from first to last, without what only hangs on it (bookmarks, comments)."""
    return [each for each in paragraph if each.tag == LINK or (each.tag == RUN and not _is_comment(each))]


def _after_opening(paragraph: Element) -> int:
    """Where the first words of an empty paragraph go: after its properties and the bookmarks that open."""
    return next((i for i, each in enumerate(paragraph) if not _opens(each)), len(paragraph))


def _opens(element: Element) -> bool:
    return element.tag == SHAPE or str(element.tag).endswith("Start")


def _is_comment(each: Element) -> bool:
    return each.find(f"{{{W}}}commentReference") is not None


# --- atoms


def atoms(holder: Element, notes: Mapping[str, str], link: Link = ()) -> Iterator[Atom]:
    """The letters and the objects of a paragraph."""
    for each in holder:
        if each.tag == LINK:
            target = tuple(sorted((str(name), str(value)) for name, value in each.attrib.items()))
            yield from atoms(each, notes, target)
        elif each.tag == RUN:
            yield from _of_run(each, notes, link)


def _of_run(element: Element, notes: Mapping[str, str], link: Link) -> Iterator[Atom]:
    named = element.find(f"{{{W}}}rPr/{{{W}}}rStyle")
    style = named.get(VAL, "") if named is not None else ""
    for each in element:
        if each.tag in _TEXT:
            letters = (each.text or "") if each.tag == _LETTERS else "\t" if each.tag == _TAB else "\n"
            for letter in letters:
                yield Atom(letter, style, link)
        elif each.tag not in _QUIET:
            yield Atom("", style, link, element, _key(each, notes))


def _key(element: Element, notes: Mapping[str, str]) -> str:
    """What makes two objects the same one."""
    tag = str(element.tag).rpartition("}")[2]
    match tag:
        case "footnoteReference":
            return f"note {notes.get(element.get(ID, ''), '')}"
        case "drawing":
            found = element.iter(f"{{{A}}}blip", f"{{{WP}}}extent", f"{{{PIC}}}cNvPr")
            said = ((each.get(f"{{{R}}}embed"), each.get("cx"), each.get("name"), each.get("descr")) for each in found)
            return f"picture {list(said)}"
        case _:
            return f"{tag} {sorted(element.attrib.values())} {element.text or ''}"


# --- comparison


def steps(before: Sequence[Atom], after: Sequence[Atom]) -> Iterator[Step]:
    """Each atom once, in the order of the paragraph: kept (as it was and as it is), deleted or inserted."""
    old, new = _signs(before, after)
    i = j = 0
    for edit in _edits(old, new):
        yield from _same(before[i : edit.start], after[j : j + edit.start - i])
        j += edit.start - i
        yield from (("del", atom, atom) for atom in before[edit.start : edit.end])
        yield from (("ins", atom, atom) for atom in after[j : j + len(edit.text)])
        i, j = edit.end, j + len(edit.text)
    yield from _same(before[i:], after[j:])


def _edits(old: str, new: str) -> Iterator[WordEdit]:
    """The edits by words; those with no word between them are one, and all are when the texts are too far apart."""
    last: WordEdit | None = None
    apart = similarity(old, new) < SIMILAR
    for edit in word_edits(old, new):
        between = old[last.end : edit.start] if last else ""
        if last and (apart or not any(letter.isalnum() or letter >= chr(_SIGNS) for letter in between)):
            last = WordEdit(last.start, edit.end, last.text + between + edit.text)
        else:
            yield from [last] if last else []
            last = edit
    yield from [last] if last else []


def _same(before: Sequence[Atom], after: Sequence[Atom]) -> Iterator[Step]:
    """Letters that are the same, unless a link came or went; two notes that stand at one place are compared later."""
    pairs = zip(before, after, strict=True)
    for kept, group in groupby(pairs, key=lambda pair: pair[0].same == pair[1].same or _notes(*pair)):
        found = list(group)
        if kept:
            yield from (("keep", one, other) for one, other in found)
        else:
            yield from (("del", one, one) for one, _ in found)
            yield from (("ins", other, other) for _, other in found)


def _notes(one: Atom, other: Atom) -> bool:
    return all(atom.key.startswith("note ") for atom in (one, other))


def _signs(before: Sequence[Atom], after: Sequence[Atom]) -> tuple[str, str]:
    """Both paragraphs as texts where an object is one sign; a note that only one of them has may pair with another."""
    keys = [{atom.key for atom in atoms if atom.key} for atoms in (before, after)]
    both = keys[0] & keys[1]
    known: dict[str, str] = {}

    def sign(atom: Atom) -> str:
        if atom.held is None:
            return atom.letter
        key = "note" if atom.key.startswith("note ") and atom.key not in both else atom.key
        return known.setdefault(key, chr(_SIGNS + len(known)))

    return "".join(map(sign, before)), "".join(map(sign, after))


# --- writing


def _written(trail: Trail, found: Iterable[Step]) -> Iterator[Element]:
    """The runs, inside their links, inside their changes."""
    for link, linked in groupby(found, key=lambda step: step[2].link):
        changes = groupby(linked, key=lambda step: step[0])
        made = [piece for kind, group in changes for piece in _piece(trail, kind, list(group))]
        yield from [_linked(link, made)] if link else made


def _linked(link: Link, runs: list[Element]) -> Element:
    made = w("hyperlink", *runs)
    for name, value in link:
        made.set(name, value)
    return made


def _piece(trail: Trail, kind: _What, steps: list[Step]) -> list[Element]:
    runs = list(_runs(trail, kind, steps))
    if kind == "keep":
        return runs
    return [trail.change(kind, *(taken(each) if kind == "del" else each for each in runs))]


def _runs(trail: Trail, kind: _What, steps: list[Step]) -> Iterator[Element]:
    def shape(step: Step) -> tuple[str, str, bool, int]:
        _, one, other = step
        return one.style, other.style, other.letter == "\n", id(other.held) if other.held is not None else 0

    for (before, style, breaks, held), group in groupby(steps, key=shape):
        atoms = [(one, other) for _, one, other in group]
        if held:
            yield from (_object(trail, kind, one, other) for one, other in atoms)
        elif breaks:
            yield from (w("r", w("br")) for _ in atoms)
        else:
            made = run("".join(other.letter for _, other in atoms), style)
            if before != style:
                _restyled(trail, made, before)
            yield made


def _object(trail: Trail, kind: _What, one: Atom, other: Atom) -> Element:
    held = other.held
    assert held is not None
    if kind == "keep" and one.held is not None and one.key != other.key:
        trail.notes.append((_note(one.held), _note(held)))
    return deepcopy(held)


def _note(held: Element) -> str:
    called = held.find(f"{{{W}}}footnoteReference")
    return called.get(ID, "") if called is not None else ""


def _restyled(trail: Trail, made: Element, before: str) -> None:
    """Says that the run had another character style."""
    shape = made.find(f"{{{W}}}rPr")
    if shape is None:
        shape = w("rPr")
        made.insert(0, shape)
    shape.append(trail.change("rPrChange", w("rPr", val("rStyle", before) if before else None)))
