"""Fills a form: each rubric with its answers, its boxes, what is missing and where to add it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from generator.forms.answers import answer, consultation, interpolated
from generator.forms.conditions import holds
from generator.forms.confirmation import bound, confirmed
from generator.forms.facts import Facts
from generator.forms.grids import rows
from generator.forms.parties import listed
from generator.forms.spec import Blank, Box, FormSpec, Grid, Item, Need, Points, Rubric, Say, Section, Sign
from generator.foundation.days import long
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, warning

BLANK = "………………………"
BUYER_REMARK = "Nom exact de l'acheteur à compléter : la demande publiée ne le donne pas."


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, or a list of points when there are several."""

    lines: tuple[str, ...]
    small: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its answer; no line is an answer still due. `remark` is a question to the reviewer."""

    label: str
    lines: tuple[str, ...]
    remark: str = ""
    findings: Diagnostics = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A box, ticked or not."""

    label: str
    ticked: bool
    remark: str = ""
    findings: Diagnostics = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled table with its caption `title`; `empty` stands in its place when it has no row."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    summary: str
    empty: str
    quantities: bool = False  # in every column but the first
    findings: Diagnostics = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """Where the signatory signs: place and date, name and capacity."""

    name: str
    lines: tuple[str, ...]
    remark: str = ""
    findings: Diagnostics = ()


Entry = Words | Field | Tick | Sheet | Seat


@dataclass(frozen=True, slots=True)
class FilledSection:
    """A rubric or a part of one; `why` says why it does not apply."""

    id: str
    title: str
    why: str
    entries: tuple[Entry, ...]
    parts: tuple[FilledSection, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with its answers; `consultation` is the reference, or the object, that its foot names.

    `several` and `about` tell it from the other forms of the same kind, in its file name and in its title.
    """

    spec: FormSpec
    rubrics: tuple[FilledSection, ...]
    consultation: str
    several: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def fill(spec: FormSpec, facts: Facts) -> Filled:
    """The form with what the facts answer; nothing is ticked or dated that nobody said."""
    rubrics = tuple(_section(rubric, facts) for rubric in spec.rubrics)
    return Filled(spec, rubrics, consultation(facts), facts.several, facts.about)


def entries(filled: Filled) -> tuple[tuple[str, Entry], ...]:
    """Every entry with the id of its rubric, in order."""
    flat = (section for rubric in filled.rubrics for section in (rubric, *rubric.parts))
    return tuple((section.id, entry) for section in flat for entry in section.entries)


def findings(filled: Filled) -> Diagnostics:
    """What is missing, unconfirmed or wrong in this form."""
    return tuple(f for _, entry in entries(filled) if not isinstance(entry, Words) for f in entry.findings)


def _section(section: Section, facts: Facts) -> FilledSection:
    applies = section.when is None or holds(section.when, facts)
    kept = section.items if applies else tuple(item for item in section.items if isinstance(item, Box))
    return FilledSection(
        id=section.id,
        title=section.title,
        why="" if applies else section.otherwise or "Sans objet.",
        entries=tuple(entry for item in kept if (entry := _entry(item, facts))),
        parts=tuple(_section(part, facts) for part in _parts(section, applies)),
    )


def _parts(section: Section, applies: bool) -> tuple[Section, ...]:
    """The parts of a rubric; of one that does not apply, those alone that hold boxes to leave empty."""
    parts = section.sections if isinstance(section, Rubric) else ()
    return parts if applies else tuple(part for part in parts if any(isinstance(i, Box) for i in part.items))


def _entry(item: Item, facts: Facts) -> Entry | None:
    if not isinstance(item, Box | Points) and item.when and not holds(item.when, facts):
        return None
    match item:
        case Say():
            return Words((interpolated(item.text, facts),), small=item.role == "small")
        case Points():
            return Words(tuple(interpolated(point, facts) for point in item.points), listed=True)
        case Blank():
            return _field(item, facts)
        case Box():
            return _tick(item, facts)
        case Grid():
            return _sheet(item, facts)
        case Sign():
            return _seat(item, facts)
        case _:
            assert_never(item)


def _field(blank: Blank, facts: Facts) -> Field | None:
    lines = answer(blank.source, facts)
    if not lines and blank.need == "optional":
        return None
    if blank.source == "buyer.designation" and facts.brief.value.buyer.name is None:
        return Field(blank.field, lines, BUYER_REMARK, (_unknown_buyer(facts),))
    if lines:
        return Field(blank.field, lines)
    missing = _missing(blank.field, blank.need, blank.add or blank.source, facts)
    if blank.empty:
        return Field(blank.field, (blank.empty,), findings=missing)
    return Field(blank.field, (), f"À compléter : {blank.field}.", missing)


def _tick(box: Box, facts: Facts) -> Tick:
    if box.statement is None:
        return Tick(box.box, box.when is not None and holds(box.when, facts))
    given, problems = confirmed(box.statement, facts)
    if not given:
        names = listed(bound(box.statement, facts))
        return Tick(box.box, False, f"À confirmer par {names} avant le dépôt.", problems)
    said = listed([f"{one.by} le {long(one.on)}" for one in given])
    return Tick(f"{box.box} (déclaration confirmée par {said})", True, findings=problems)


def _sheet(grid: Grid, facts: Facts) -> Sheet:
    header, body = rows(grid, facts)
    missing = () if body else _missing(grid.summary, grid.need, grid.add, facts)
    return Sheet(
        grid.title or "", header, body, grid.widths, grid.summary, grid.empty, grid.quantities, missing
    )


def _seat(sign: Sign, facts: Facts) -> Seat:
    """Place and date are written by hand at the signature, unless a confirmation on honour gives them."""
    signatory = facts.file(sign.party).value.signatory
    who = f"{signatory.name}, {signatory.capacity}"
    if sign.statement is None:
        name = facts.file(sign.party).value.name
        named = (who,) if name == signatory.name else (name, who)
        return Seat("-".join((sign.signature, *facts.several)), (*named, f"Fait à {BLANK}, le {BLANK}"))
    given, problems = confirmed(sign.statement, facts)
    day = long(given[0].on) if given else BLANK
    remark = "" if given else f"Date à inscrire par {signatory.name} à la signature."
    town = facts.offer.value.town if not facts.member else facts.candidate.value.address.town
    return Seat("-".join((sign.signature, *facts.several)), (f"Fait à {town}, le {day}", who), remark, problems)


def _missing(label: str, need: Need, source: str, facts: Facts) -> Diagnostics:
    if need == "optional":
        return ()
    key = source.rsplit(".", maxsplit=1)[-1]
    make, code = (error, "F501") if need == "mandatory" else (warning, "F502")
    whose = f" ({facts.candidate.value.name})" if facts.member else ""
    message = f"réponse manquante : {label}{whose}"
    return (make(code, facts.span(source), message, f"ajoutez ou complétez « {key} » ici"),)


def _unknown_buyer(facts: Facts) -> Diagnostic:
    return warning(
        "F503",
        facts.span("brief.buyer.name"),
        "nom exact de l'acheteur à compléter : les formulaires portent la désignation publiée",
        "demandez-le à l'acheteur, puis écrivez-le dans « name »",
    )
