"""What the page of all offers shows: the state of each offer, the days that are left, findings and files sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from generator.brief.brief import Brief
from generator.brief.deposit import Deposit
from generator.brief.designation import designation
from generator.brief.result import Outcome, Result
from generator.foundation.diagnostic import LEVEL_ORDER, LEVEL_WORDS, Diagnostic, Diagnostics, Level
from generator.law.zones import PARIS, local_zone
from generator.planning.countdown import Countdown, Stage, counted
from generator.report.shelves import File, Shelf, shelves
from generator.report.summary_records import Summary
from generator.report.terminal import subject

StateKey = Literal["fix", "build", "check", "ready", "sent", "won", "lost", "abandoned"]

STATES: Final[dict[StateKey, str]] = {
    "fix": "à corriger",
    "build": "à construire",
    "check": "à vérifier",
    "ready": "prête",
    "sent": "déposée",
    "won": "gagnée",
    "lost": "perdue",
    "abandoned": "sans suite",
}
_OUTCOMES: Final[dict[Outcome, StateKey]] = {
    "pending": "sent",
    "won": "won",
    "lost": "lost",
    "abandoned": "abandoned",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What the disk tells of an offer; `summary` is None when it was never built, or by another version.

    `problems` are those that kept it from being built, or that its result.yaml has. `brief` is read when the build is
    not that of today's sources. `pages` and `drawings` are pictures by their path from the page.
    """

    client: str
    summary: Summary | None = None
    brief: Brief | None = None
    findings: Diagnostics = ()
    problems: Diagnostics = ()
    current: bool = False
    files: tuple[File, ...] = ()
    missing: tuple[str, ...] = ()
    result: Result | None = None
    deposit: Deposit | None = None
    since: bool = False
    pages: tuple[str, ...] = ()
    drawings: tuple[str, ...] = ()

    @property
    def edited(self) -> tuple[str, ...]:
        """The files that somebody changed since: what the build found is no longer what they say."""
        return tuple(file.name for file in self.files if file.edited)

    @property
    def names(self) -> frozenset[str]:
        """The files that stand in the output folder."""
        return frozenset(file.name for file in self.files)


@dataclass(frozen=True, slots=True)
class Head:
    """The facts of the consultation that stand at the top of an offer."""

    title: str
    buyer: str
    procedure: str
    reference: str
    way: Countdown


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one level, by subject; in each, those of one rule with one remedy stand together."""

    level: Level
    subjects: tuple[tuple[str, tuple[Diagnostics, ...]], ...]

    @property
    def count(self) -> int:
        """How many findings."""
        return sum(len(alike) for _, runs in self.subjects for alike in runs)


@dataclass(frozen=True, slots=True)
class Card:
    """An offer on the page."""

    found: Found
    head: Head
    state: StateKey
    groups: tuple[Group, ...]
    waived: Diagnostics
    shelves: tuple[Shelf, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def client(self) -> str:
        """The key of the offer."""
        return self.found.client

    @property
    def summary(self) -> Summary | None:
        """What the build told of itself."""
        return self.found.summary

    @property
    def decided(self) -> bool:
        """Whether nothing is left to do before the deadline: it was sent, or judged."""
        return self.found.result is not None or self.found.deposit is not None

    @property
    def left(self) -> int | None:
        """Days before the deadline; None when none is counted, or it no longer matters."""
        return None if self.decided else self.head.way.left

    def count(self, level: Level) -> int:
        """How many findings of this level nobody waived."""
        return sum(group.count for group in self.groups if group.level is level)

    @property
    def unanswered(self) -> int:
        """Demands that nothing answers."""
        return sum(not demand.places for demand in self.summary.matrix) if self.summary else 0


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page; `on` is the day from which days are counted, None when none is given.

    `shared` are findings that only show when offers are laid side by side.
    """

    cards: tuple[Card, ...]
    on: date | None
    shared: Diagnostics = ()

    @property
    def tally(self) -> tuple[tuple[StateKey, int], ...]:
        """How many offers in each state that occurs, in the order of states."""
        states = [card.state for card in self.cards]
        return tuple((state, states.count(state)) for state in STATES if state in states)


def board(offers: Iterable[Found], on: date | None, shared: Diagnostics = ()) -> Board:
    """The page: offers under way first, the nearest deadline first; then those that are past, sent or judged."""
    return Board(tuple(sorted((_card(found, on) for found in offers), key=_rank)), on, shared)


def _rank(card: Card) -> tuple[bool, bool, date, str]:
    return (card.decided, (card.left or 0) < 0, card.head.way.deadline or date.max, card.client)


def _card(found: Found, on: date | None) -> Card:
    findings = (*found.problems, *found.findings)
    open_ = tuple(finding for finding in findings if not finding.waived)
    return Card(
        found,
        _head(found, on),
        _state(found, open_),
        tuple(_groups(open_, found.summary)),
        tuple(finding for finding in findings if finding.waived),
        tuple(shelves(found.files)),
        tuple(_notes(found)),
    )


def _head(found: Found, on: date | None) -> Head:
    """From the sources when they say more than the build."""
    made = found.summary
    way = _way(made, on) if made else Countdown(None, None, PARIS, ())
    if brief := found.brief:
        dates = brief.dates
        zone = dates.zone or local_zone(brief.buyer.department)
        if (dates.deadline, dates.hour) != (way.deadline, way.hour):  # the old milestones led to another day
            way = counted(Countdown(dates.deadline, dates.hour, zone, ()), on)
        return Head(brief.title, designation(brief.buyer), brief.procedure, brief.reference or "", way)
    if made:
        return Head(made.title, made.buyer, made.procedure, made.reference, way)
    return Head("", "", "", "", way)


def _way(made: Summary, on: date | None) -> Countdown:
    stages = tuple(Stage(step.key, step.title, step.day, step.hour, step.done) for step in made.way.steps)
    return counted(Countdown(made.deadline, made.hour, made.way.zone, stages), on, made.way.department)


def _state(found: Found, findings: Diagnostics) -> StateKey:
    if found.result:
        return _OUTCOMES[found.result.outcome]
    if found.deposit:
        return "sent"
    if any(problem.level is Level.BLOCKING for problem in found.problems):
        return "fix"
    if found.summary is None or not found.current or found.edited:
        return "build"
    levels = {finding.level for finding in findings}
    if Level.BLOCKING in levels:
        return "fix"
    return "check" if Level.WARNING in levels else "ready"


def _notes(found: Found) -> Iterator[str]:
    """What stands between the page and the files: never built, built from other sources, edited, deleted."""
    command = f"make offer CLIENT={found.client}"
    if found.deposit and found.since and not found.result:
        yield (
            f"Déposée le {found.deposit.when} ; les sources ou le programme ont changé depuis : ce qui suit n'est plus "
            f"ce qui a été remis, que garde offers/{found.client}/deposit/."
        )
    if found.summary is None:
        yield f"Cette offre n'a pas encore été construite, ou l'a été par une autre version : lancez « {command} »."
    elif not found.current:
        yield (
            "Les sources ou le programme ont changé depuis la construction, ce qui suit date d'elle : "
            f"relancez « {command} »."
        )
    if found.edited:
        yield (
            f"Modifié à la main depuis la construction : {', '.join(found.edited)}. Les constats ci-dessous datent "
            f"d'avant : « offer check {found.client} » contrôle ce qui y est écrit, « offer review » le reprend dans "
            "les sources."
        )
    if found.missing:
        yield f"Effacé depuis la construction : {', '.join(found.missing)}. « {command} » le réécrit."
    if found.summary and found.summary.mark:
        yield f"Chaque page porte « {found.summary.mark} » : ce dossier ne peut pas être déposé tel quel."


# --- findings ----------------------------------------------------------------------------------


def _groups(findings: Diagnostics, summary: Summary | None) -> Iterator[Group]:
    order = summary.families if summary else ()
    for level in LEVEL_ORDER:
        of_level = [finding for finding in findings if finding.level is level]
        titles = sorted(dict.fromkeys(map(subject, of_level)), key=lambda t: order.index(t) if t in order else -1)
        if of_level:
            yield Group(level, tuple((t, tuple(_alike(f for f in of_level if subject(f) == t))) for t in titles))


def _alike(findings: Iterable[Diagnostic]) -> Iterator[Diagnostics]:
    """Findings of one rule with one remedy, together: the remedy is told once."""
    runs: dict[tuple[str, str], list[Diagnostic]] = {}
    for finding in findings:
        runs.setdefault((finding.code, finding.hint), []).append(finding)
    return (tuple(run) for run in runs.values())


def level_words(level: Level, count: int) -> str:
    """« 2 bloquants », « 1 à vérifier », never cut at the end of a line."""
    plural = "s" if count > 1 and level is Level.BLOCKING else ""
    return f"{count} {LEVEL_WORDS[level]}{plural}".replace(" ", "\u00a0")
