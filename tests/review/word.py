"""A .docx held open as in Word: paragraphs found by their words, runs cut where the hand goes, saved with Word's noise.

What a person does to it is in the modules beside this one: `typing_in` (words and paragraphs), `blocks` (whole blocks
and their bookmarks), `remarks` (comments), `tables` and `inserted` (what is not plain text). Each gesture takes the
open file first; with `by` it is tracked under that name, without it leaves no trace.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from generator.foundation.files import unzipped, zipped
from generator.foundation.ooxml import CORE, TERMS, W, serialised

Element = etree._Element

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DAY = "2023-06-28T09:{:02d}:00Z"
MARKERS = {
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
}  # fmt: skip


def q(tag: str) -> str:
    """The full name of a `w:` element or attribute."""
    return f"{{{W}}}{tag}"


def local(element: Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def w(tag: str, *children: Element, **attributes: str) -> Element:
    """A `w:` element."""
    made = etree.Element(q(tag), {q(name): value for name, value in attributes.items()})
    made.extend(children)
    return made


@dataclass
class Word:
    """One file that is open: its parts, and its body as a tree to edit."""

    parts: dict[str, bytes]
    root: Element
    numbers: Iterator[int] = field(default_factory=lambda: count(9000))
    minutes: Iterator[int] = field(default_factory=count)

    @property
    def body(self) -> Element:
        """`w:body`."""
        return self.root[0]

    def tree(self, name: str) -> Element:
        """Another part, parsed; `put` keeps what was done to it."""
        return etree.fromstring(self.parts[name])

    def put(self, name: str, root: Element) -> None:
        """Keeps this part."""
        self.parts[name] = serialised(root)

    def mark(self, by: str) -> dict[str, str]:
        """The attributes of one tracked change by this person: each has its number and its minute."""
        return {"id": str(next(self.numbers)), "author": by, "date": DAY.format(next(self.minutes) % 60)}

    def paragraph(self, at: str) -> Element:
        """The only paragraph that says these words, contents table aside; « @2 » after them: the second that does.

        The table of demands at the end of a note says again the titles of its sections: they are looked for before it.
        """
        said, _, number = at.partition(" @")
        every = [p for p in self.paragraphs() if flat(said) in flat(shown(p))]
        found = [p for p in every if not _demanded(p)] or every
        assert found, f"no paragraph says {said!r}"
        assert number or len(found) == 1, f"{len(found)} paragraphs say {said!r}"
        return found[int(number or 1) - 1]

    def paragraphs(self) -> list[Element]:
        """Every paragraph of the body, contents table aside."""
        return [p for p in self.body.iter(q("p")) if not style_of(p).startswith("TOC")]

    def saved(self, by: str = "Camille Relecture", day: str = "2023-06-28T18:00:00Z") -> bytes:
        """The file as this person leaves it."""
        self.parts["word/document.xml"] = serialised(self.root)
        core = self.tree("docProps/core.xml")
        for tag, said in ((f"{{{CORE}}}lastModifiedBy", by), (f"{{{TERMS}}}modified", day)):
            for each in core.iter(tag):
                each.text = said
        self.put("docProps/core.xml", core)
        return zipped(self.parts)


def opened(data: bytes) -> Word:
    """This file, open."""
    parts = unzipped(data)
    return Word(parts, etree.fromstring(parts["word/document.xml"]))


# --- paragraphs and runs


def style_of(paragraph: Element) -> str:
    """The identifier of its style."""
    found = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    return "" if found is None else found.get(q("val"), "")


def shown(paragraph: Element) -> str:
    """What the paragraph shows once tracked changes are accepted."""
    return "".join(said(run) for run in runs(paragraph) if not gone(run))


def said(run: Element) -> str:
    """The characters of one run; a note's call counts for none."""
    signs = {"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011"}
    return "".join((e.text or "") if local(e) == "t" else signs.get(local(e), "") for e in run)


def runs(paragraph: Element) -> list[Element]:
    """The runs, links' and tracked ones included."""
    return list(paragraph.iter(q("r")))


def gone(run: Element) -> bool:
    """Whether the run is deleted or moved away, in a tracked change."""
    return any(local(above) in {"del", "moveFrom"} for above in run.iterancestors())


def flat(text: str) -> str:
    """The words as any keyboard types them: one kind of space, of apostrophe and of quote, and none at the ends.

    French quotes and high punctuation carry no space here: whether one was typed is typography, not a word.
    """
    for odd, usual in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"'), ("…", "...")):
        text = text.replace(odd, usual)
    text = " ".join(text.split())
    for sign in (";", ":", "!", "?", "%", "€"):
        text = text.replace(f" {sign}", sign)
    pieces = text.split('"')
    return '"'.join(p.strip() if 0 < i < len(pieces) - 1 and i % 2 else p for i, p in enumerate(pieces))


def place(paragraph: Element, words: str) -> int:
    """Where these words begin in what the paragraph shows; spaces and quotes may be typed plainly."""
    whole = shown(paragraph)
    alike = {"\u00a0": " ", "\u202f": " ", "’": "'"}
    plain_whole, plain_words = ("".join(alike.get(c, c) for c in text) for text in (whole, words))
    assert plain_whole.count(plain_words) == 1, f"{words!r} stands {plain_whole.count(plain_words)} times in {whole!r}"
    return plain_whole.index(plain_words)


def cut(paragraph: Element, offset: int) -> tuple[Element | None, Element | None]:
    """Cuts the paragraph's runs at this character of what it shows: the run before and the run after."""
    before: Element | None = None
    for run in runs(paragraph):
        if gone(run):
            continue
        size = len(said(run))
        if offset == 0:
            return before, run
        if offset < size:
            return run, _cut_run(run, offset)
        offset, before = offset - size, run
    assert offset == 0, "beyond the paragraph"
    return before, None


def _cut_run(run: Element, offset: int) -> Element:
    """The second half of a run cut at this character."""
    other = deepcopy(run)
    left = offset
    for mine, theirs in zip(list(run), list(other), strict=True):
        if local(mine) == "rPr":
            continue
        size = len(mine.text or "") if local(mine) == "t" else 1
        if left >= size:
            other.remove(theirs)
        elif left <= 0:
            run.remove(mine)
        else:
            theirs.text, mine.text = (mine.text or "")[left:], (mine.text or "")[:left]
            mine.set(SPACE, "preserve")
            theirs.set(SPACE, "preserve")
        left = max(0, left - size)
    run.addnext(other)
    return other


def between(paragraph: Element, start: int, end: int) -> list[Element]:
    """The runs that show the characters from `start` to `end`, cut at both."""
    cut(paragraph, start)
    cut(paragraph, end)
    found: list[Element] = []
    place_now = 0
    for run in runs(paragraph):
        if gone(run):
            continue
        size = len(said(run))
        if size and start <= place_now and place_now + size <= end:
            found.append(run)
        place_now += size
    return found


def text_run(words: str, like: Element | None = None) -> Element:
    """A run of text, formatted like another one."""
    made = w("r")
    shape = like.find(q("rPr")) if like is not None else None
    made.extend([deepcopy(shape)] if shape is not None else [])
    for i, line in enumerate(words.split("\n")):
        made.extend([w("br")] if i else [])
        text = w("t")
        text.text = line
        text.set(SPACE, "preserve")
        made.append(text)
    return made


def remove(element: Element) -> None:
    """Takes an element out."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


# --- what Word adds by itself when it saves


def noisy(word: Word, seed: int = 0) -> None:
    """Session marks, paragraph ids, runs cut at random, spelling errors, languages, bookmarks inside paragraphs."""
    chance = random.Random(seed)
    for paragraph in word.root.iter(q("p")):
        paragraph.set(f"{{{W14}}}paraId", f"{chance.randrange(1, 0x7FFFFFFF):08X}")
        paragraph.set(f"{{{W14}}}textId", "77777777")
        for name in ("rsidR", "rsidRDefault", "rsidP"):
            paragraph.set(q(name), f"00{chance.randrange(0x1000000):06X}")
        for run in list(runs(paragraph)):
            _noisy_run(run, chance)
    _inside(word)
    settings = word.tree("word/settings.xml")
    settings.append(w("rsids", w("rsidRoot", val="00A11B22"), w("rsid", val="00C33D44")))
    word.put("word/settings.xml", settings)


def _noisy_run(run: Element, chance: random.Random) -> None:
    run.set(q("rsidR"), f"00{chance.randrange(0x1000000):06X}")
    texts = [e for e in run if local(e) == "t"]
    if len(texts) != 1 or len(run) - len(run.findall(q("rPr"))) != 1 or len(texts[0].text or "") < 8:
        return
    if chance.random() < 0.4:
        other = _cut_run(run, chance.randrange(1, len(texts[0].text or "")))
        other.set(q("rsidR"), f"00{chance.randrange(0x1000000):06X}")
        if chance.random() < 0.5:
            other.addprevious(w("proofErr", type="spellStart"))
            other.addnext(w("proofErr", type="spellEnd"))
        shape = other.find(q("rPr"))
        if shape is None:
            shape = w("rPr")
            other.insert(0, shape)
        if chance.random() < 0.5 and shape.find(q("lang")) is None:
            shape.append(w("lang", val="en-US"))


def _inside(word: Word) -> None:
    """Word writes the start of a bookmark inside the first paragraph that it covers."""
    for start in word.body.findall(q("bookmarkStart")):
        following = start.getnext()
        while following is not None and local(following) in MARKERS:
            following = following.getnext()
        first = next(following.iter(q("p")), None) if following is not None else None
        if first is not None:
            first.insert(1 if len(first) and local(first[0]) == "pPr" else 0, start)


# --- an independent reading, to compare what was saved with what is built


def words(data: bytes, demands: bool = True) -> tuple[str, ...]:
    """The paragraphs that the file shows, tracked changes accepted, in plain typography; contents table aside.

    Without `demands`, the table of demands is left out: it is drawn anew from the text. Notes stand where they are
    called. This reads the XML by itself: it shares nothing with the reader it checks.
    """
    parts = unzipped(data)
    notes = _notes(parts)
    styles = {e.get(q("styleId"), ""): e.find(q("name")) for e in etree.fromstring(parts["word/styles.xml"])}
    names = {key: name.get(q("val"), "").lower() for key, name in styles.items() if name is not None}
    found: list[str] = []
    pending = ""
    for paragraph in etree.fromstring(parts["word/document.xml"]).iter(q("p")):
        style = names.get(style_of(paragraph), "")
        if style.startswith("toc ") or _in_dropped_row(paragraph) or (_demanded(paragraph) and not demands):
            continue
        pending += "".join(_letters(paragraph, notes))
        if not _mark_dropped(paragraph):
            found.append(pending)
            pending = ""
    return tuple(line for each in (*found, pending) for part in each.split("\n") if (line := flat(part)))


def _letters(holder: Element, notes: dict[str, str]) -> Iterator[str]:
    code = 0
    for each in holder.iter():
        name = local(each)
        if name == "fldChar":
            code = {"begin": 1, "separate": 0, "end": 0}[each.get(q("fldCharType"), "end")]
        elif name in {"t", "tab", "br", "cr", "footnoteReference", "noBreakHyphen"} and not gone(each) and not code:
            if name == "tab" and local(each.getparent()) != "r":
                continue
            signs = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
            note = notes.get(each.get(q("id"), ""), "")
            yield (each.text or "") if name == "t" else f" [{note}] " if name == "footnoteReference" else signs[name]


def _notes(parts: dict[str, bytes]) -> dict[str, str]:
    if "word/footnotes.xml" not in parts:
        return {}
    root = etree.fromstring(parts["word/footnotes.xml"])
    return {note.get(q("id"), ""): flat(" ".join("".join(_letters(p, {})) for p in note)) for note in root}


def _in_dropped_row(paragraph: Element) -> bool:
    rows = paragraph.iterancestors(q("tr"))
    return any(row.find(f"{q('trPr')}/{q('del')}") is not None for row in rows)


def _mark_dropped(paragraph: Element) -> bool:
    marks = paragraph.find(f"{q('pPr')}/{q('rPr')}")
    return marks is not None and any(local(e) in {"del", "moveFrom"} for e in marks)


def _demanded(paragraph: Element) -> bool:
    """Whether a paragraph stands in the table of demands."""
    table = next(paragraph.iterancestors(q("tbl")), None)
    return table is not None and "Votre demande" in flat(shown(next(table.iter(q("p")))))
