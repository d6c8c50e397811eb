"""The dates that were promised before, and why some of them must move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.brief.terms import MilestoneKind
from generator.foundation.days import full, short
from generator.foundation.diagnostic import Diagnostic, Span, warning
from generator.planning.rules import Closed, Problem
from generator.planning.schedule import Event, Schedule

_HINT = "prévenez l'acheteur, puis « offer plan <client> --save » garde ces dates"


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session promised: its group (empty when there is one only), number, day and intervener (empty: unknown)."""

    group: str
    number: int
    day: date
    intervener: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The plan to keep as much as possible of."""

    sessions: tuple[KeptSession, ...]
    meetings: tuple[tuple[MilestoneKind, date], ...] = ()

    def days(self, group: str) -> frozenset[date]:
        """The days promised to one group."""
        return frozenset(session.day for session in self.sessions if session.group == group)

    def person(self, group: str) -> str:
        """Who was promised to one group; empty when it is not known."""
        return next((s.intervener for s in self.sessions if s.group == group and s.intervener), "")

    def meeting(self, kind: MilestoneKind) -> date | None:
        """The day promised for a meeting."""
        return next((day for name, day in self.meetings if name == kind), None)


def moves(schedule: Schedule, kept: Kept, problems: dict[str, Problem]) -> Iterator[Diagnostic]:
    """A warning for each session that could not stay on its day, with the reason; `problems` by group."""
    known = {group.key for group in schedule.groups}
    for key, told in {s.group: s for s in reversed(kept.sessions) if s.group not in known}.items():
        said = f"dates annoncées au groupe « {key} », qui n'est plus au planning"
        yield warning("P352", told.span, said, "corrigez sa clé, ou enregistrez les dates d'aujourd'hui (--save)")
    for group in schedule.groups:
        held = schedule.of(group.key)
        promised = [session for session in kept.sessions if session.group == group.key]
        days = {event.day for event in held}
        gone = [session for session in promised if session.day not in days]
        new = [event for event in held if event.day not in kept.days(group.key)]
        for session, event in zip(gone, new, strict=False):
            yield _moved(session, event, problems[group.key])
        for session in gone[len(new) :]:
            said = f"{_label(group.name)}séance du {short(session.day)} retirée"
            yield warning("P350", session.span, said, "le nombre de séances a changé : prévenez l'acheteur")
        for event in new[len(gone) :] if promised else ():
            said = f"{event.label} ajoutée, le {full(event.day)}"
            yield warning("P350", None, said, "le nombre de séances a changé : prévenez l'acheteur")
        before = kept.person(group.key)
        if before and before != group.intervener:
            said = f"{_label(group.name)}{group.intervener} remplace {before}"
            hint = f"{before} n'est plus libre à toutes ces dates, ou n'est plus prévu : prévenez l'acheteur"
            yield warning("P351", promised[0].span, said, hint)
    for meeting in schedule.meetings:
        day = kept.meeting(meeting.kind) if meeting.kind != "session" else None
        if day and day != meeting.day:
            said = f"{meeting.label} déplacée du {short(day)} au {full(meeting.day)}"
            yield warning("P350", None, said, _HINT)


def _moved(session: KeptSession, event: Event, problem: Problem) -> Diagnostic:
    said = f"{event.label} déplacée du {short(session.day)} au {full(event.day)} : {_why(session.day, problem)}"
    return warning("P350", session.span, said, _HINT)


def _why(day: date, problem: Problem) -> str:
    """The rule that shuts the day kept, or the gaps."""
    if not problem.first <= day <= problem.last:
        return "hors de la période"
    shut = (
        rule.name
        for rule in problem.rules
        if isinstance(rule.effect, Closed) and rule.effect.to != "meetings" and day in rule.effect.days
    )
    return next(shut, "l'écart avec les autres dates, ou une réunion, ne le permet plus")


def _label(name: str) -> str:
    return f"{name} : " if name else ""
