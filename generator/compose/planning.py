"""The schedule as a document for the buyer: dates, calendar, how they were chosen, and if one must move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.compose.cost_lists import signature
from generator.compose.filters import et, plural
from generator.compose.planning_choice import choice
from generator.compose.planning_groups import GLANCE, details, glance, introduction
from generator.compose.planning_words import capitalised, counted, from_notification, hours, lower, paragraph
from generator.compose.tables import grid
from generator.document.anchors import anchor
from generator.document.tree import Document, Figure, Heading, Node, Paragraph, Part, Table, Text
from generator.document.typography import capital
from generator.foundation import days
from generator.planning.fallbacks import fallback
from generator.planning.schedule import Event, Schedule

KEY = "planning"
_HEAD = ("Date", "Horaires", "Étape", "Durée", "Participants", "Lieu")
_WIDTHS = (19, 16, 15, 8, 21, 21)
_WIDTHS_T0 = (23, 13, 14, 9, 21, 20)
_LENGTHS = {"half_day": "d’une demi-journée", "day": "d’une journée", "hours": ""}


def planning_document(
    schedule: Schedule,
    brief: Brief,
    offer: Offer,
    candidate: Candidate,
    pictures: Sequence[Figure],
    names: Mapping[str, str],
) -> Document:
    """The schedule of one offer, without header, foot or mark; `names` are those of the team, by key."""
    middle = _of_groups if len(schedule.groups) > 1 else _of_one
    parts = [
        _part("presentation", _presentation(schedule, brief), *_notified(offer)),
        *middle(schedule, brief, offer, pictures, names),
        _part("choice", _heading("Comment les dates ont été choisies"), choice(schedule, brief, offer)),
    ]
    demand = brief.demand("planning")
    if demand and demand.signed:
        parts.append(_part("made", signature("signature_planning", offer, candidate, dated=True)))
    elif demand and demand.dated:
        parts.append(_part("made", paragraph(f"Fait à {offer.town}, le {days.long(offer.date)}")))
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


def _of_one(
    schedule: Schedule, brief: Brief, offer: Offer, pictures: Sequence[Figure], names: Mapping[str, str]
) -> Iterator[Part]:
    """The dates of the only group, with its meetings."""
    yield _part("dates", _heading("Séances et réunions"), _table(schedule.events, offer, names))
    yield _part("changes", _heading("Si une date doit changer"), *_changes(schedule, brief, offer))
    yield _part("calendar", *pictures)


def _of_groups(
    schedule: Schedule, brief: Brief, offer: Offer, pictures: Sequence[Figure], names: Mapping[str, str]
) -> Iterator[Part]:
    """The groups, what they share, the months at a glance, then the dates of each."""
    yield _part("groups", _heading("Les groupes"), introduction(schedule, names))
    if schedule.meetings:
        yield _part("dates", _heading("Réunions communes"), _table(schedule.meetings, offer, names))
    if len(schedule.groups) >= GLANCE:
        yield _part("glance", _heading("Mois par mois"), glance(schedule))
    yield _part("calendar", *pictures)
    yield _part("details", _heading("Dates de chaque groupe"), *details(schedule, brief, offer, names))
    yield _part("changes", _heading("Si une date doit changer"), _moved_together())


# --- what is planned ---------------------------------------------------------------------------


def _presentation(schedule: Schedule, brief: Brief) -> Paragraph:
    sessions, meetings = schedule.sessions, schedule.meetings
    first, last = sessions[0], sessions[-1]
    when = f"du {days.long(first.day)} au {days.long(last.day)}"
    if len(sessions) == 1:
        when = f"le {days.long(first.day)}"
    text = f"{capital(_offered(schedule, brief))}, {when}"
    if meetings:
        held = et(lower(meeting.label) for meeting in meetings)
        text += f", et {counted(len(meetings), 'réunion')} ({held})"
    confirmed = "lors de la réunion de cadrage" if schedule.meeting("cadrage") else "à la notification"
    close = f"Ces dates sont prévisionnelles : nous les confirmons avec vous {confirmed}."
    return Paragraph((Text(" ".join(filter(None, [f"{text}.", _free_of(schedule), close]))),), role="lead")


def _offered(schedule: Schedule, brief: Brief) -> str:
    """« cinq séances d’une demi-journée, de 9 h à 12 h 30 », « trois groupes, 18 séances en tout »."""
    length, sessions = _LENGTHS[brief.service.sessions.length], schedule.sessions
    if len(schedule.groups) < 2:
        return f"{_sessions(len(sessions), length)}, {hours(sessions[0])}"
    each = {len(schedule.of(group.key)) for group in schedule.groups}
    groups = counted(len(schedule.groups), "groupe", masculine=True)
    if len(each) > 1:
        return f"{groups}, {_sessions(len(sessions), length)} en tout"
    return f"{groups} de {_sessions(each.pop(), length)} chacun"


def _sessions(number: int, length: str) -> str:
    return f"{counted(number, 'séance')} {length}".strip()


def _notified(offer: Offer) -> Iterator[Paragraph]:
    if day := offer.planning.notification:
        yield paragraph(
            f"T0 est la notification du marché, attendue le {days.long(day)}. Si elle vient plus tôt ou plus tard, "
            "les dates sont recalculées depuis T0 avec les mêmes règles, et confirmées par écrit."
        )


def _free_of(schedule: Schedule) -> str:
    """What no date falls on, when it is so."""
    hit = {c.kind for c in schedule.closures for e in schedule.events if c.first <= e.day <= c.last}
    school = f"les vacances scolaires de la zone {schedule.zone}" if schedule.zone and "school" not in hit else ""
    if school and "public" not in hit:
        return f"Aucune date ne tombe pendant {school} ni un jour férié."
    return f"Aucune date ne tombe pendant {school}." if school else ""


def _table(events: Sequence[Event], offer: Offer, names: Mapping[str, str]) -> Table:
    notified = offer.planning.notification
    rows = [_row(event, names, from_notification(event, notified) if notified else "") for event in events]
    sessions = sum(event.kind == "session" for event in events)
    said = [plural(sessions, "séance", "séances")] if sessions else []
    said.append(plural(len(events) - sessions, "réunion", "réunions"))
    summary = f"Dates, horaires, participants et lieu de {' et '.join(said)}."
    return grid(_HEAD, rows, _WIDTHS_T0 if notified else _WIDTHS, summary)


def _row(event: Event, names: Mapping[str, str], since: str) -> tuple[str, ...]:
    clocks = f"{days.clock(event.start)} – {days.clock(event.end)}"
    length = days.duration(days.minutes_between(event.start, event.end))
    who = _attendees(event, names.get(event.intervener, ""))
    day = f"{capital(days.full(event.day))} ({since})" if since else capital(days.full(event.day))
    return (day, clocks, event.label, length, who, capitalised(event.place))


def _attendees(event: Event, lead_name: str) -> str:
    """Who is there, the intervener by name and first."""
    others = [who for who in event.attendees if who.lower() not in {"l'intervenant", "l’intervenant", "intervenant"}]
    return ", ".join(filter(None, [lead_name, *others]))


# --- if a date must move -----------------------------------------------------------------------


def _changes(schedule: Schedule, brief: Brief, offer: Offer) -> Iterator[Node]:
    yield _moved_together()
    spare = [(session, fallback(session, schedule, brief, offer)) for session in schedule.sessions]
    listed = [f"{lower(session.label)}, {days.full(day) if day else 'à convenir'}" for session, day in spare]
    if any(day for _, day in spare):
        yield paragraph(Text("Dates de repli proposées", strong=True), f" : {' ; '.join(listed)}.")


def _moved_together() -> Paragraph:
    return paragraph(
        "Une date se déplace d’un commun accord, par écrit. La séance est reportée, jamais supprimée ; "
        "la nouvelle date respecte les mêmes règles, et le planning à jour vous est renvoyé, "
        "avec son fichier d’agenda."
    )
