"""Each copy of a form: as the offer's data fill it today, and as it is printed, rubric by rubric."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.checks.finished import Finished, Printed
from generator.checks.forms.pairs import Pair, Ticking, is_box, paired
from generator.checks.forms.reading import ReadBox, ReadSection, folded, read_sections
from generator.forms.candidature import cases
from generator.forms.edition import chosen
from generator.forms.engagement import copies as engaging_copies
from generator.forms.engagement import demanded
from generator.forms.facts import Facts, facts
from generator.forms.fill import Filled, FilledSection, fill
from generator.forms.spec import sections


@dataclass(frozen=True, slots=True)
class Copy:
    """One form of the offer; `printed` is None when its file is not there."""

    filled: Filled
    known: Facts
    printed: Printed | None
    pairs: tuple[Pair, ...] = ()
    others: tuple[ReadSection, ...] = ()  # printed rubrics that the form does not have
    order: tuple[str, ...] = ()  # the ids of the form's rubrics as they are printed
    read: tuple[ReadSection, ...] = ()  # everything printed, rubric or not

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
        """Whether what is printed is this form, by the titles of its rubrics: another may stand in its place."""
        titled = sum(pair.read is not None and _title(folded(pair.read.title), pair.filled) for pair in self.pairs)
        return self.printed is not None and 2 * titled >= len(self.pairs)

    def pair(self, letter: str) -> Pair | None:
        """The rubric with this letter."""
        return next((pair for pair in self.pairs if pair.spec.id == letter), None)

    def box(self, tick: Ticking) -> ReadBox | None:
        """This box as it is printed: in its rubric, else wherever it was moved to."""
        everywhere = (box for section in self.read for box in section.boxes)
        return tick.read or next((box for box in everywhere if is_box(box, tick.box)), None)

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
    pairs = (paired(specs[one.id], one, read[where[one.id]] if one.id in where else None) for one in flat)
    others = tuple(one for i, one in enumerate(read) if i not in found and one.title)
    order = tuple(found[index] for index in sorted(found))
    return Copy(copy.filled, copy.known, printed, tuple(pairs), others, order, read)


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
