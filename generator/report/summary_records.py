"""The records of summary.json and how it is read: plain data, apart from what makes them and imports every check."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from pydantic import ValidationError

from generator.foundation.record import Record


class Held(Record):
    """A session or a meeting."""

    session: bool
    label: str
    day: date
    start: time
    end: time
    place: str
    intervener: str  # key of who runs it, empty for nobody in particular
    lot: int | None


class Picture(Record):
    """A drawing of the planning: SVG, its width in millimetres, and what it says in words."""

    svg: str
    width: int
    alt: str


class PriceLine(Record):
    """A line of the price."""

    label: str
    quantity: Decimal
    unit: str
    price: Decimal
    amount: Decimal


class PriceGroup(Record):
    """The lines under one title."""

    title: str
    lines: tuple[PriceLine, ...]


class LotPrice(Record):
    """The price of one lot, or of the whole offer, whose number is then None; `rate` is None when no tax is due."""

    number: int | None
    title: str
    net: Decimal
    rate: Decimal | None
    tax: Decimal
    gross: Decimal
    mention: str
    groups: tuple[PriceGroup, ...]


class Price(Record):
    """The whole price."""

    net: Decimal
    tax: Decimal
    gross: Decimal
    taxed: bool
    valid_days: int
    lots: tuple[LotPrice, ...]


class Place(Record):
    """Where a demand is answered; `page` is that of the document's own PDF, 0 when it is not known."""

    document: str
    pdf: str
    section: str
    page: int


class Demand(Record):
    """A demand of the brief, its line in the published source, and where it is answered."""

    id: str
    text: str
    source: int
    places: tuple[Place, ...]


class Piece(Record):
    """A document or an annex in the packet: its first and last page."""

    title: str
    first: int
    last: int


class Rule(Record):
    """The rule behind a code of this offer's findings, and its source."""

    rule: str
    source: str


class Part(Record):
    """A section of the note: how much of it is ready-made, from 0 to 1, and how many facts of this brief it holds."""

    title: str
    share: float
    facts: int
    words: int


class Generic(Record):
    """How much of the whole note is ready-made; `others` are clients whose own text it holds."""

    share: float
    parts: tuple[Part, ...]
    others: tuple[str, ...]


class Milestone(Record):
    """A step before the deadline: its last day, its hour when it is one of the last day, the day when it was passed."""

    key: str
    title: str
    day: date
    hour: time | None
    done: date | None


class Way(Record):
    """The way back from the deadline; days are counted by whoever knows from when."""

    zone: str
    department: str | None  # of our own public holidays
    steps: tuple[Milestone, ...]


class Summary(Record):
    """One offer, as it was built."""

    client: str
    title: str
    buyer: str
    procedure: str
    reference: str
    mark: str  # printed on every page; empty for an offer that can be sent
    deadline: date | None
    hour: time | None
    way: Way
    first: date
    last: date
    team: tuple[str, ...]
    held: tuple[Held, ...]
    pictures: tuple[Picture, ...]
    price: Price
    matrix: tuple[Demand, ...]
    pages: int
    pieces: tuple[Piece, ...]
    titles: dict[str, str]  # of each document, by the names of its files
    generic: Generic
    families: tuple[str, ...]  # titles, in the order of a report
    rules: dict[str, Rule]


def read_summary(data: bytes) -> Summary | None:
    """The summary in these bytes; None when they are damaged, or those of another version."""
    try:
        return Summary.model_validate_json(data)
    except ValidationError:
        return None
