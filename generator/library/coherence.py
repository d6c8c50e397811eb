"""Where an approach contradicts what is asked: group, length, rhythm, qualification; with what would settle it.

Each conflict names both places, and gives the adaptation of `offer.yaml` that settles it when there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.brief.brief import Brief
from generator.brief.offer import Adaptation, Offer
from generator.brief.service import Length
from generator.foundation.days import duration
from generator.foundation.diagnostic import Diagnostic, Span, error, warning
from generator.foundation.record import Loaded
from generator.foundation.words import holds_one
from generator.library.approach import Approach, Qualification
from generator.library.runsheet import fits, session_lengths

MOST_SUBGROUPS = 6
_SCHOOL_WEEKS, _YEAR_WEEKS = 36, 52  # between which the sessions of a year are spread
_LENGTHS: Mapping[Length, str] = {"half_day": "une demi-journée", "day": "une journée", "hours": "des heures"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the lead's file says in one place: a training with its hours, an experience, a proof."""

    text: str
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The three files that must agree, the client whose offer it is, and the weeks between the sessions planned."""

    client: str
    brief: Loaded[Brief]
    offer: Loaded[Offer]
    approach: Loaded[Approach]
    weeks: tuple[int, ...] = ()  # of every group, the summer left out; none when nothing is planned yet

    @property
    def adapt(self) -> Adaptation:
        """How the offer bends the approach."""
        return self.offer.value.adapt


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction; `remedy` holds the keys of `adapt` that settle it, none when nobody but a person can."""

    finding: Diagnostic
    remedy: Mapping[str, int] = field(default_factory=dict)


def conflicts(asked: Asked) -> tuple[Conflict, ...]:
    """Every contradiction between the approach and what is asked or planned."""
    minutes = session_lengths(asked.offer.value)
    lengths = (conflict for each in minutes for conflict in (*_length(asked, each), *_situations(asked, each)))
    return (*_group(asked), *lengths, *_rhythm(asked))


def _hint(asked: Asked, remedy: Mapping[str, int], otherwise: str) -> str:
    if not remedy:
        return otherwise
    keys = ", ".join(f"{key}: {value}" for key, value in remedy.items())
    return f"« offer adapt {asked.client} » écrit « adapt: {{{keys}}} » dans offer.yaml ; sinon, {otherwise}"


# --- the group -------------------------------------------------------------------------------------


def _group(asked: Asked) -> Iterator[Conflict]:
    brief, approach = asked.brief.value, asked.approach.value
    size, group = brief.service.participants, approach.group
    if size is None:
        return
    parts = asked.adapt.subgroups or 1
    fewest, most = size // parts, -(-size // parts)
    if group.min <= fewest and most <= group.max:
        return
    place, source = asked.brief.span("service", "participants"), asked.approach.span("group")
    said = f"l'approche « {approach.name} » tient de {group.min} à {group.max} personnes ({source})"
    if parts > 1:
        said += f", et {parts} sous-groupes en feraient {fewest if fewest < group.min else most}"
    remedy = _subgroups(size, approach) if parts == 1 else {}
    hint = _hint(asked, remedy, "choisissez une approche dont le groupe convient")
    yield Conflict(error("L240", place, f"{size} participants demandés ; {said}", hint), remedy)


def _subgroups(size: int, approach: Approach) -> dict[str, int]:
    """The fewest sub-groups that the approach holds for."""
    group = approach.group
    possible = range(2, MOST_SUBGROUPS + 1)
    found = next((n for n in possible if group.min <= size // n and -(-size // n) <= group.max), None)
    return {"subgroups": found} if found else {}


# --- the length ------------------------------------------------------------------------------------


def _length(asked: Asked, minutes: int) -> Iterator[Conflict]:
    approach, adapt = asked.approach.value, asked.adapt
    if adapt.minutes is not None and adapt.minutes != minutes:
        said = f"« adapt » dit {duration(adapt.minutes)}, le planning {duration(minutes)}"
        place = asked.offer.span("planning", "end")
        hint = "écrivez la même durée aux deux endroits"
        yield Conflict(error("L241", asked.offer.span("adapt", "minutes"), f"{said} ({place})", hint))
    elif adapt.minutes is None and not approach.shortest <= minutes <= approach.longest:
        possible = f"{duration(approach.shortest)} à {duration(approach.longest)}"
        said = f"l'approche « {approach.name} » tient de {possible} ({asked.approach.span('minutes')})"
        remedy = _lengthened(approach, minutes, adapt)
        hint = _hint(asked, remedy, "changez les heures du planning ou d'approche")
        place, wanted = _wanted(asked)
        said = f"séances de {duration(minutes)} au planning pour {wanted} ; {said}"
        yield Conflict(error("L241", place, said, hint), remedy)


def _wanted(asked: Asked) -> tuple[Span, str]:
    sessions = asked.brief.value.service.sessions
    if sessions.minutes:
        return asked.brief.span("service", "sessions", "minutes"), f"{duration(sessions.minutes)} demandées"
    span = asked.brief.span("service", "sessions", "length")
    return span, f"{_LENGTHS[sessions.length]} demandée{'s' if sessions.length == 'hours' else ''}"


def _lengthened(approach: Approach, minutes: int, adapt: Adaptation) -> dict[str, int]:
    """The length to write, and the number of situations when the usual one leaves no run-sheet."""
    if fits(approach, minutes, adapt.situations or approach.usual_situations):
        return {"minutes": minutes}
    return {"minutes": minutes} | found if (found := _fitting(approach, minutes)) else {}


def _fitting(approach: Approach, minutes: int) -> dict[str, int]:
    """The number of situations nearest to the usual one that leaves a run-sheet."""
    usual = approach.usual_situations
    possible = sorted(range(1, approach.most_situations + 1), key=lambda n: (abs(n - usual), n))
    found = next((n for n in possible if fits(approach, minutes, n)), None)
    return {"situations": found} if found else {}


def _situations(asked: Asked, minutes: int) -> Iterator[Conflict]:
    """No run-sheet of that length holds that many situations, though the length itself is settled."""
    approach, adapt = asked.approach.value, asked.adapt
    situations = adapt.situations or approach.usual_situations
    if fits(approach, minutes, situations) or not (adapt.minutes or approach.shortest <= minutes <= approach.longest):
        return
    phases = asked.approach.span("phases")
    said = f"{situations} situation{'s' if situations > 1 else ''} en {duration(minutes)}"
    said += f" : les phases de l'approche « {approach.name} » ne le permettent pas ({phases})"
    remedy = {} if adapt.situations else _fitting(approach, minutes)
    place = asked.offer.span("adapt", "situations") if adapt.situations else asked.offer.span("planning", "end")
    hint = _hint(asked, remedy, "changez les heures du planning, le nombre de situations, ou d'approche")
    yield Conflict(error("L244", place, said, hint), remedy)


# --- the rhythm ------------------------------------------------------------------------------------


def _rhythm(asked: Asked) -> Iterator[Conflict]:
    sessions, approach, adapt = asked.brief.value.service.sessions, asked.approach.value, asked.adapt
    told = sessions.min_weeks or sessions.max_weeks
    low = (sessions.min_weeks or 1) if told else _SCHOOL_WEEKS // sessions.per_year
    high = (sessions.max_weeks or _YEAR_WEEKS) if told else -(-_YEAR_WEEKS // sessions.per_year)
    first, last = adapt.min_weeks or approach.rhythm.min_weeks, adapt.max_weeks or approach.rhythm.max_weeks
    if sessions.per_year == 1 or (low <= last and first <= high):
        yield from _gaps(asked, first, last)
        return
    key = "per_year" if not told else "max_weeks" if sessions.max_weeks and first > high else "min_weeks"
    asks = "une séance" if told else f"{sessions.per_year} séances par an, soit une"
    said = f"{asks} {_weeks(low, high)} ; l'approche « {approach.name} » en veut une {_weeks(first, last)}"
    remedy = {} if adapt.min_weeks or adapt.max_weeks else {"min_weeks": max(low, 1), "max_weeks": high}
    hint = _hint(asked, remedy, "choisissez une approche de ce rythme")
    place = asked.brief.span("service", "sessions", key)
    yield Conflict(warning("L242", place, f"{said} ({asked.approach.span('rhythm')})", hint), remedy)


def _gaps(asked: Asked, first: int, last: int) -> Iterator[Conflict]:
    """What is asked suits the approach, but not the dates that were planned."""
    astray = [weeks for weeks in asked.weeks if not first <= weeks <= last]
    if not astray:
        return
    place = asked.offer.span("planning", "max_weeks" if max(astray) > last else "min_weeks")
    source = asked.offer.span("adapt") if asked.adapt.min_weeks or asked.adapt.max_weeks else None
    low, high = min(asked.weeks), max(asked.weeks)
    said = f"au planning, une séance {_weeks(low, high)} (été mis à part) ; l'approche « {asked.approach.value.name} » "
    said += f"en veut une {_weeks(first, last)} ({source or asked.approach.span('rhythm')})"
    keys = f"adapt: {{min_weeks: {min(low, first)}, max_weeks: {max(high, last)}}}"
    hint = f"changez les écarts du planning, ou écrivez « {keys} » dans offer.yaml : les textes le suivront"
    yield Conflict(warning("L242", place, said, hint))


def _weeks(low: int, high: int) -> str:
    if low < high:
        return f"toutes les {low} à {high} semaines"
    return "chaque semaine" if low == 1 else f"toutes les {low} semaines"


# --- the intervener --------------------------------------------------------------------------------


def unqualified(asked: Asked, rank: int, who: str, shown: Iterable[Shown]) -> Iterator[Diagnostic]:
    """Each qualification that the approach requires and that this person's file does not show; `rank` in the team."""
    told = tuple(shown)
    for i, wanted in enumerate(asked.approach.value.requires):
        if missing := _missing(wanted, told):
            said = f"l'approche « {asked.approach.value.name} » attend : {wanted.text} ; le dossier de {who} {missing}"
            hint = "complétez son dossier (trainings, experiences, evidence), ou changez d'intervenant ou d'approche"
            place = asked.approach.span("requires", i)
            yield warning("L243", asked.offer.span("team", rank, "intervener"), f"{said} ({place})", hint)


def _missing(wanted: Qualification, shown: tuple[Shown, ...]) -> str:
    speaking = [each for each in shown if holds_one(each.text, wanted.words)]
    if not speaking:
        return "n'en dit rien"
    hours = sum(each.hours or 0 for each in speaking)
    if wanted.hours and hours < wanted.hours:
        return f"n'en montre que {hours} h sur {wanted.hours}"
    return ""
