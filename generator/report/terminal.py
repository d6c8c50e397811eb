"""The short French summary that a build prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.foundation import days
from generator.foundation.diagnostic import LEVEL_ORDER, LEVEL_WORDS, Diagnostic, Level, blocks

if TYPE_CHECKING:
    from generator.planning.countdown import Countdown

COLOURS = {Level.BLOCKING: "red", Level.WARNING: "yellow", Level.INFO: "cyan"}
SUBJECT = "blue"
_STAGES = {
    "done": ("fait", "green"),
    "late": ("en retard", "red"),
    "today": ("aujourd'hui", "yellow"),
    "next": ("prochain jalon", "yellow"),
    "later": ("à venir", ""),
    "unknown": ("", ""),
}
_SUBJECTS = {
    "Y": "Données",
    "B": "Données",
    "L": "Bibliothèque",
    "P": "Planning",
    "M": "Prix",
    "F": "Formulaires",
    "T": "Textes",
    "W": "Fichiers",
    "R": "Relecture",
    "E": "Fichiers",
}
Styled = tuple[str, str]  # a line and its colour, empty for none


def way_lines(way: Countdown) -> Iterator[Styled]:
    """The deadline; the days left and the milestones too, when there is a day to count from."""
    if not way.words:
        return
    left = f" ; {way.left_words} (au {days.long(way.on)})" if way.on and way.left_words else ""
    yield f"Date limite : {way.words}{left}.", "red" if way.passed else ""
    for stage in way.stages if way.on else ():
        hour = f" à {days.clock(stage.hour)}" if stage.hour else ""
        word, colour = _STAGES[stage.state]
        done = f" le {days.short(stage.done)}" if stage.state == "done" and stage.done else ""
        yield f"  {days.full(stage.day)}{hour} : {stage.title[:1].lower()}{stage.title[1:]} – {word}{done}", colour


def findings_lines(findings: Iterable[Diagnostic]) -> Iterator[Styled]:
    """Findings by level then by subject, each with its place and remedy; those that a person waived come last."""
    listed = list(findings)
    for level in LEVEL_ORDER:
        yield from _group(LEVEL_WORDS[level].capitalize(), COLOURS[level], [f for f in listed if _counts(f, level)])
    yield from _group("Levés", "cyan", [finding for finding in listed if finding.waived])


def _counts(finding: Diagnostic, level: Level) -> bool:
    return finding.level is level and not finding.waived


def _group(title: str, colour: str, findings: list[Diagnostic]) -> Iterator[Styled]:
    if not findings:
        return
    yield f"{title} ({len(findings)})", colour
    subjects = dict.fromkeys(map(subject, findings))
    for each in subjects:
        if len(subjects) > 1:
            yield f" {each}", SUBJECT
        mine = [finding for finding in findings if subject(finding) == each]
        for finding, following in zip(mine, [*mine[1:], None], strict=True):
            place = f"{finding.span} : " if finding.span else ""
            yield f"  {finding.code}  {place}{finding.message}", ""
            remedy = _remedy(finding)
            if remedy and not (following and following.code == finding.code and _remedy(following) == remedy):
                yield f"        {remedy}", ""


def _remedy(finding: Diagnostic) -> str:
    """What to do, or who waived it; said once below findings that follow one another and share it."""
    source = f" (texte de {finding.source})" if finding.source else ""
    return finding.waived or (f"aide : {finding.hint}{source}" if finding.hint else "")


def subject(finding: Diagnostic) -> str:
    """The French title under which a finding is told: its family, else what its code speaks of."""
    return finding.family or _SUBJECTS.get(finding.code[:1], "Divers")


def verdict(findings: Iterable[Diagnostic], packet: str = "") -> Styled:
    """What to do next; `packet` is the PDF that was written, empty after a check that writes nothing."""
    listed = list(findings)
    made = f"Offre construite : {packet}" if packet else "Aucun point bloquant"
    if blocks(listed):
        return "Offre à corriger : les points bloquants la feraient rejeter.", "red"
    if any(finding.level is Level.WARNING for finding in listed):
        return f"{made} ; relisez les points à vérifier.", "yellow"
    return f"{made}.", "green"
