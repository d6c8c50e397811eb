"""The schedule as a document for the buyer: dates, calendar, how they were chosen, and if one must move."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.compose.filters import et, ou, plural, words
from generator.compose.tables import grid
from generator.document.anchors import anchor
from generator.document.tree import (
    Document,
    Figure,
    Heading,
    Item,
    Listing,
    Node,
    Paragraph,
    Part,
    Signature,
    Table,
    Text,
)
from generator.document.typography import capital
from generator.foundation import days
from generator.law.calendars import department
from generator.planning.fallbacks import fallback
from generator.planning.schedule import Closure, Event, Schedule

KEY = "planning"
IN_WORDS = 16
_HEAD = ("Date", "Horaires", "Étape", "Durée", "Participants", "Lieu")
_WIDTHS = (19, 16, 15, 8, 21, 21)
_LENGTHS = {"half_day": "d’une demi-journée", "day": "d’une journée", "hours": ""}
_FEASTS = {"Ascension", "Assomption", "Noël", "Toussaint"}
_HALVES = {"morning": "matin", "afternoon": "après-midi", "evening": "soir"}


def planning_document(
    schedule: Schedule, brief: Brief, offer: Offer, picture: Figure, lead_name: str
) -> Document:
    """The schedule of one offer, without header, foot or mark."""
    parts = [
        _part("presentation", _presentation(schedule, brief)),
        _part("dates", _heading("Séances et réunions"), _table(schedule, lead_name)),
        _part("changes", _heading("Si une date doit changer"), *_changes(schedule, brief, offer)),
        _part("calendar", picture),
        _part("choice", _heading("Comment les dates ont été choisies"), _choice(schedule, brief, offer)),
    ]
    demand = brief.demand("planning")
    if demand and (demand.dated or demand.signed):
        made = f"Fait à {offer.town}, le {days.long(offer.date)}"
        parts.append(
            _part(
                "made",
                Signature("signature_planning", ((Text(made),),)) if demand.signed else _paragraph(made),
            )
        )
    return Document(
        key=KEY,
        slug="planning-previsionnel",
        title="Planning prévisionnel",
        subtitle=brief.title,
        parts=tuple(parts),
    )


def _part(name: str, *nodes: Node) -> Part:
    return Part(anchor(KEY, name), nodes)


def _heading(title: str) -> Heading:
    return Heading(1, (Text(title),), numbered=False)


def _paragraph(*runs: Text | str) -> Paragraph:
    return Paragraph(tuple(Text(run) if isinstance(run, str) else run for run in runs))


# --- what is planned ---------------------------------------------------------------------------


def _presentation(schedule: Schedule, brief: Brief) -> Paragraph:
    sessions, meetings = schedule.sessions, schedule.meetings
    first, last = sessions[0], sessions[-1]
    said = f"{_count(len(sessions), 'séance')} {_LENGTHS[brief.service.sessions.length]}".strip()
    hours = f"de {days.clock(first.start)} à {days.clock(first.end)}"
    when = f"du {days.long(first.day)} au {days.long(last.day)}"
    if len(sessions) == 1:
        when = f"le {days.long(first.day)}"
    text = f"{capital(said)}, {hours}, {when}"
    if meetings:
        held = et(_lower(meeting.label) for meeting in meetings)
        text += f", et {_count(len(meetings), 'réunion')} ({held})"
    confirmed = "lors de la réunion de cadrage" if schedule.meeting("cadrage") else "à la notification"
    close = f"Ces dates sont prévisionnelles : nous les confirmons avec vous {confirmed}."
    return Paragraph((Text(" ".join(filter(None, [f"{text}.", _free_of(schedule), close]))),), role="lead")


def _count(number: int, noun: str) -> str:
    """« une réunion », « cinq séances », « 24 séances »: a feminine noun, in words up to sixteen."""
    if number == 1:
        return f"une {noun}"
    return f"{words(number) if number <= IN_WORDS else number} {noun}s"


def _free_of(schedule: Schedule) -> str:
    """What no date falls on, when it is so."""
    hit = {c.kind for c in schedule.closures for e in schedule.events if c.first <= e.day <= c.last}
    school = (
        f"les vacances scolaires de la zone {schedule.zone}" if schedule.zone and "school" not in hit else ""
    )
    if school and "public" not in hit:
        return f"Aucune date ne tombe pendant {school} ni un jour férié."
    return f"Aucune date ne tombe pendant {school}." if school else ""


def _table(schedule: Schedule, lead_name: str) -> Table:
    rows = tuple(_row(event, lead_name) for event in schedule.events)
    count = plural(len(schedule.sessions), "séance", "séances")
    others = plural(len(schedule.meetings), "réunion", "réunions")
    return grid(_HEAD, rows, _WIDTHS, f"Dates, horaires, participants et lieu de {count} et {others}.")


def _row(event: Event, lead_name: str) -> tuple[str, ...]:
    hours = f"{days.clock(event.start)} – {days.clock(event.end)}"
    length = days.duration(days.minutes_between(event.start, event.end))
    place = event.place[:1].upper() + event.place[1:]
    return (capital(days.full(event.day)), hours, event.label, length, _attendees(event, lead_name), place)


def _attendees(event: Event, lead_name: str) -> str:
    """Who is there, the intervener by name and first."""
    others = [
        who for who in event.attendees if who.lower() not in {"l'intervenant", "l’intervenant", "intervenant"}
    ]
    return ", ".join([lead_name, *others])


# --- how and why -------------------------------------------------------------------------------


def _choice(schedule: Schedule, brief: Brief, offer: Offer) -> Listing:
    entries = [
        *_agreed(offer),
        *_school(schedule, brief),
        *_off(schedule),
        *_spacing(schedule),
        *_meetings(schedule),
    ]
    return Listing(
        tuple(Item((_paragraph(Text(title, strong=True), f" : {text}"),)) for title, text in entries)
    )


def _agreed(offer: Offer) -> Iterator[tuple[str, str]]:
    planning = offer.planning
    half = _HALVES[planning.half_day]
    named = ou(f"le {day} {half}" for day in planning.weekdays)
    yield "Jour et demi-journée", f"{named}, de {days.clock(planning.start)} à {days.clock(planning.end)}."


def _school(schedule: Schedule, brief: Brief) -> Iterator[tuple[str, str]]:
    avoided = {"school", "bridge"} if "school_holidays" in brief.service.sessions.avoid else {"bridge"}
    breaks = [closure for closure in _within(schedule) if closure.kind in avoided]
    place = department(brief.buyer.department) if brief.buyer.department else None
    if breaks and place:
        holidays = "Vacances scolaires" if len(avoided) > 1 else "Calendrier scolaire"
        title = f"{holidays} de la zone {schedule.zone} (département {place.of})"
        yield title, f"{et(map(_break, breaks))}."


def _off(schedule: Schedule) -> Iterator[tuple[str, str]]:
    school = [closure for closure in schedule.closures if closure.kind == "school"]
    working = [
        closure
        for closure in _within(schedule)
        if closure.first.weekday() < 5 and not any(s.first <= closure.first <= s.last for s in school)
    ]
    public = [closure for closure in working if closure.kind == "public"]
    closed = [closure for closure in working if closure.kind == "closed"]
    if public:
        yield "Autres jours fériés de la période", f"{et(map(_holiday, public))}."
    if closed:
        yield "Jours fermés", f"{et(days.long(closure.first) for closure in closed)}."


def _holiday(closure: Closure) -> str:
    if closure.name[:1].isdigit():
        return days.long(closure.first)
    return f"{days.long(closure.first)} ({_lower(closure.name)})"


def _spacing(schedule: Schedule) -> Iterator[tuple[str, str]]:
    weeks = [(after.day - before.day).days / 7 for before, after in pairwise(schedule.sessions)]
    if weeks:
        low, high = round(min(weeks)), round(max(weeks))
        apart = f"de {low} à {high} semaines" if low != high else plural(low, "semaine", "semaines")
        period = f"du {days.long(schedule.first)} au {days.long(schedule.last)}"
        yield "Espacement", f"{apart} entre deux séances, réparties le plus régulièrement possible {period}."


def _meetings(schedule: Schedule) -> Iterator[tuple[str, str]]:
    said = [_moment(meeting, schedule) for meeting in schedule.meetings]
    if said:
        yield "Réunions", f"{et(said)}."


def _moment(meeting: Event, schedule: Schedule) -> str:
    label = _lower(meeting.label)
    if meeting.kind == "cadrage":
        return f"{label} avant la première séance"
    before = [session for session in schedule.sessions if session.day <= meeting.day][-1]
    return f"{label} après la {_lower(before.label)}"


def _within(schedule: Schedule) -> tuple[Closure, ...]:
    first, last = schedule.first, schedule.last
    return tuple(closure for closure in schedule.closures if closure.first <= last and first <= closure.last)


def _break(closure: Closure) -> str:
    """« Noël (du 23 décembre 2023 au 7 janvier 2024) », « pont de l'Ascension (10 et 11 mai 2024) »."""
    first, last = closure.first, closure.last
    if (last - first).days == 1 and first.month == last.month:
        return f"{closure.name} ({first.day} et {days.long(last)})"
    start = days.long(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return f"{_lower(closure.short_name)} (du {start} au {days.long(last)})"


# --- if a date must move -----------------------------------------------------------------------


def _changes(schedule: Schedule, brief: Brief, offer: Offer) -> Iterator[Node]:
    yield _paragraph(
        "Une date se déplace d’un commun accord, par écrit. La séance est reportée, jamais supprimée ; "
        "la nouvelle date respecte les mêmes règles, et le planning à jour vous est renvoyé, "
        "avec son fichier d’agenda."
    )
    spare = [(session, fallback(session, schedule, brief, offer)) for session in schedule.sessions]
    listed = [f"{_lower(session.label)}, {days.full(day)}" for session, day in spare if day]
    if listed:
        yield _paragraph(Text("Dates de repli proposées", strong=True), f" : {' ; '.join(listed)}.")


def _lower(label: str) -> str:
    """A common noun inside a sentence; feasts keep their capital."""
    return label if label in _FEASTS else label[:1].lower() + label[1:]

