"""Each copy of a form: as the offer's data fill it today, and as it is printed, rubric by rubric."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.forms.reading import ReadBox, ReadSection, folded, read_sections
from generator.forms.candidature import cases
from generator.forms.edition import chosen
from generator.forms.engagement import copies as engaging_copies
from generator.forms.engagement import demanded
from generator.forms.facts import Facts, facts
from generator.forms.fill import Field, Filled, FilledSection, Tick, Words, fill
from generator.forms.spec import Blank, Box, Section, sections

SHOWN = 4  # differences that one finding spells out
REBUILD = "remettez dans Word ce que disent les données, ou corrigez les données puis reconstruisez l'offre"
AROUND = 3  # words told on each side of what differs


@dataclass(frozen=True, slots=True)
class Ticking:
    """A box of the form: whether the data tick it, and as it stands in print (None: it was removed)."""

    box: Box
    label: str
    due: bool
    read: ReadBox | None

    @property
    def differs(self) -> bool:
        """Whether it stands there otherwise than the data say."""
        return self.read is not None and self.read.ticked != self.due


@dataclass(frozen=True, slots=True)
class Answering:
    """A line of the form: the answer of the data and the printed one; None is a line that is not there."""

    blank: Blank
    due: tuple[str, ...] | None
    read: tuple[str, ...] | None

    @property
    def differs(self) -> bool:
        """Whether print and data disagree."""
        if self.due is None or self.read is None:
            return self.due != self.read
        return folded("".join(self.due)) != folded("".join(self.read))


@dataclass(frozen=True, slots=True)
class Pair:
    """A rubric, or a part of one: the form's, filled, and printed (None: it was removed)."""

    spec: Section
    filled: FilledSection
    read: ReadSection | None

    @property
    def ticks(self) -> tuple[Ticking, ...]:
        """Its boxes; of several with one label, the first printed is the first of the form."""
        left = list(self.read.boxes) if self.read else []
        made = []
        ticks = (entry for entry in self.filled.entries if isinstance(entry, Tick))
        for box, tick in zip((item for item in self.spec.items if isinstance(item, Box)), ticks, strict=False):
            found = next((one for one in left if _is(one, box)), None)
            if found:
                left.remove(found)
            made.append(Ticking(box, tick.label, tick.ticked, found))
        return tuple(made)

    @property
    def added(self) -> tuple[ReadBox, ...]:
        """Printed boxes that the form does not have here."""
        left = list(self.read.boxes) if self.read else []
        for tick in self.ticks:
            if tick.read:
                left.remove(tick.read)
        return tuple(left)

    @property
    def answers(self) -> tuple[Answering, ...]:
        """Its lines of label and answer, due or printed; none of a rubric that was removed."""
        if self.read is None:
            return ()
        due = {folded(entry.label): entry.lines for entry in self.filled.entries if isinstance(entry, Field)}
        blanks = {folded(item.field): item for item in self.spec.items if isinstance(item, Blank)}
        made = (Answering(blank, due.get(key), self.read.answer(blank.field)) for key, blank in blanks.items())
        return tuple(one for one in made if one.due is not None or one.read is not None)

    @property
    def answered(self) -> bool:
        """Whether something is answered in print: a line, a table, a box of the form."""
        ticked = any(tick.read.ticked for tick in self.ticks if tick.read)
        return self.read is not None and bool(self.read.answers or self.read.tables or ticked)

    @property
    def turned(self) -> bool:
        """Whether print answers a rubric that does not apply, or leaves empty one that wants answers."""
        wanted = any(not isinstance(entry, Words) for entry in self.filled.entries)
        return self.read is not None and (self.answered if self.filled.why else wanted and not self.answered)


def _is(read: ReadBox, box: Box) -> bool:
    """Whether the printed box is this one: a confirmed statement on honour says more than its label."""
    said, label = folded(read.label), folded(box.box)
    return said.startswith(label) if box.statement else said == label


@dataclass(frozen=True, slots=True)
class Copy:
    """One form of the offer; `printed` is None when its file is not there."""

    filled: Filled
    known: Facts
    printed: Printed | None
    pairs: tuple[Pair, ...] = ()
    others: tuple[ReadSection, ...] = ()  # printed rubrics that the form does not have
    order: tuple[str, ...] = ()  # the ids of the form's rubrics as they are printed

    @property
    def key(self) -> str:
        """Its piece."""
        return self.filled.spec.key

    @property
    def slug(self) -> str:
        """The name of its file, without extension."""
        return "-".join((self.filled.spec.slug, *self.filled.several))

    @property
    def name(self) -> str:
        """How a person names it: « DC2 (lot n° 1) »."""
        about = f" ({', '.join(self.filled.about)})" if self.filled.about else ""
        return f"{self.filled.spec.name}{about}"

    @property
    def recognised(self) -> bool:
        """Whether what is printed is our form: somebody may send another one, frozen, in its place."""
        return self.printed is not None and 2 * sum(pair.read is not None for pair in self.pairs) >= len(self.pairs)

    def pair(self, letter: str) -> Pair | None:
        """The rubric with this letter."""
        return next((pair for pair in self.pairs if pair.spec.id == letter), None)

    def where(self, pair: Pair) -> str:
        """« rubrique F1 », or the title of a rubric without a letter."""
        return f"rubrique {pair.spec.id}" if self.filled.spec.lettered else f"« {pair.spec.title} »"

    def place(self, source: str) -> str:
        """Where the data say it, as « fichier:ligne »."""
        span = self.known.span(source)
        return f"{span.file}:{span.line}" if span.line else span.file


def copies(finished: Finished) -> tuple[Copy, ...]:
    """Every form that the data make today, in the packet's order; read once for all checks of one offer."""
    return _copies(_Held(finished))


def printed_copies(finished: Finished, *keys: str) -> tuple[Copy, ...]:
    """Those of these pieces (all when none is named) whose print is there and is our form."""
    return tuple(copy for copy in copies(finished) if copy.recognised and (not keys or copy.key in keys))


class _Held:
    """The finished offer as a key: the same object, not an equal one."""

    __slots__ = ("finished",)

    def __init__(self, finished: Finished) -> None:
        self.finished = finished

    def __hash__(self) -> int:
        return id(self.finished)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.finished is self.finished


@lru_cache(maxsize=1)
def _copies(held: _Held) -> tuple[Copy, ...]:
    dossier = held.finished.dossier
    inputs = dossier.inputs
    people = tuple(person.file.value for person in inputs.team)
    known = facts(inputs.brief, inputs.offer, inputs.candidate, people, inputs.partners)
    priced = facts(inputs.brief, inputs.offer, inputs.candidate, people, inputs.partners, dossier.quote)
    about = [(key, case) for key in known.pieces for case in cases(key, known)]
    about += [(key, case) for key in demanded(priced) for case in engaging_copies(key, priced)]
    printed = {one.docx.removesuffix(".docx"): one for one in held.finished.written}
    made = (Copy(fill(chosen(key, known), case), case, None) for key, case in about)
    return tuple(_beside(copy, printed.get(copy.slug)) for copy in made)


def _beside(copy: Copy, printed: Printed | None) -> Copy:
    if printed is None:
        return copy
    specs = {section.id: section for section in sections(copy.filled.spec)}
    flat = tuple(one for rubric in copy.filled.rubrics for one in (rubric, *rubric.parts))
    read = read_sections(printed.tree)
    found = _matched(flat, read, copy.filled.spec.lettered)
    where = {id_: index for index, id_ in found.items()}
    pairs = (Pair(specs[one.id], one, read[where[one.id]] if one.id in where else None) for one in flat)
    others = tuple(one for i, one in enumerate(read) if i not in found and one.title)
    order = tuple(found[index] for index in sorted(found))
    return Copy(copy.filled, copy.known, printed, tuple(pairs), others, order)


def _matched(flat: tuple[FilledSection, ...], read: tuple[ReadSection, ...], lettered: bool) -> dict[int, str]:
    """Which printed rubric is which of the form's: its whole title, else its letter, else its title alone."""
    titles = {i: folded(one.title) for i, one in enumerate(read) if one.title}
    found: dict[int, str] = {}
    for alike in (_whole, _letter, _title) if lettered else (_title,):
        for section in (one for one in flat if one.id not in found.values()):
            index = next((i for i, title in titles.items() if i not in found and alike(title, section)), None)
            if index is not None:
                found[index] = section.id
    return found


def _whole(title: str, section: FilledSection) -> bool:
    return title == folded(f"{section.id}-{section.title}")


def _letter(title: str, section: FilledSection) -> bool:
    return title.startswith(folded(f"{section.id}-"))


def _title(title: str, section: FilledSection) -> bool:
    return title.endswith(folded(section.title))


# --- findings ------------------------------------------------------------------------------------


def verdict(finished: Finished, copy: Copy, said: str, hint: str, words: str = "") -> Verdict:
    """A finding on this printed form; `words` stand in it and get the comment."""
    assert copy.printed is not None
    docx = copy.printed.docx
    passage = Passage(docx.removesuffix(".docx"), words) if words else None
    return Verdict(finished.place(docx), f"{copy.name}, {said}", hint, passage)


def told(differences: Iterable[str]) -> str:
    """« a ; b ; c » ; beyond a few, how many more."""
    every = tuple(dict.fromkeys(differences))
    more = len(every) - SHOWN
    rest = (f"et {more} autre{'s' if more > 1 else ''}",) if more > 0 else ()
    return " ; ".join((*every[:SHOWN], *rest))


def cut(text: str, longest: int = 90) -> str:
    """The words, cut for a message."""
    flat = " ".join(text.replace("’", "'").split())
    return flat if len(flat) <= longest else flat[: longest - 1].rstrip() + "…"


def apart(read: str, due: str) -> tuple[str, str]:
    """What differs between two texts, each in a few words, with some of those that stand around."""
    one, other = read.split(), due.split()
    same = [folded(word) for word in one], [folded(word) for word in other]
    first = _alike(*same)
    last = min(_alike(same[0][::-1], same[1][::-1]), len(one) - first, len(other) - first)
    return _around(one, first, last), _around(other, first, last)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words are the same from the start."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _around(text: Sequence[str], first: int, last: int) -> str:
    start, end = max(first - AROUND, 0), min(len(text) - last + AROUND, len(text))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return before + cut(" ".join(text[start:end])) + after


def instead(read: str, due: str) -> str:
    """« x » au lieu de « y »."""
    said, wanted = (f"« {text} »" if text else "rien" for text in apart(read, due))
    return f"{said} au lieu de {wanted}"
