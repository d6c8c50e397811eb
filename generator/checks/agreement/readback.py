"""What the finished documents state, compared with the offer: each fact that is not ours, told with both places."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from generator.checks.agreement.claims import OF_OTHERS, Claim, claims, misnamed
from generator.checks.agreement.edited import Change, changes, ours
from generator.checks.agreement.facts import CONTACT, Fact, day_of, plainly
from generator.checks.agreement.known import Known
from generator.checks.agreement.passage import around
from generator.checks.agreement.people import of_a_person
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.price.totals import amounts, known_amounts
from generator.foundation.diagnostic import Level

Mark = tuple[str, tuple[str, str], str]  # a document, a fact's key, its line
Subject = Literal["days", "amounts", "group", "sessions", "people", "identifiers", "other"]
_SUBJECTS: Final[dict[str, Subject]] = {
    "amount": "amounts",
    "participants": "group",
    "groups": "group",
    "sessions": "sessions",
    "length": "sessions",
    "rhythm": "sessions",
    "person": "people",
    "team": "people",
    "identifier": "identifiers",
}
_MOST: Final = 4  # findings of one subject in one document; the last says how many others there are
_EXPECTED: Final = {"participants": "participant", "sessions": "séance", "groups": "groupe"}
_ADDED: Final = "added"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a document that the offer does not hold: its subject, its words, what is said of it."""

    subject: Subject
    printed: Printed
    fact: Fact
    line: str
    said: str
    edited: bool = False  # somebody changed it in Word
    added: bool = False  # it took the place of nothing
    doubt: bool = False  # warned of, whatever the level of its check


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A finished offer as a key: the same one, not one that is equal."""

    finished: Finished

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.finished is self.finished

    def __hash__(self) -> int:
        return id(self.finished)


def verdicts(finished: Finished, subject: Subject) -> tuple[Verdict, ...]:
    """The findings of one subject, a few for each document."""
    mine = [told for told in _told(_Same(finished)) if told.subject == subject]
    return tuple(
        verdict
        for printed in finished.written
        for verdict in _few(finished, [told for told in mine if told.printed is printed])
    )


def wrong_weekdays(finished: Finished) -> tuple[Verdict, ...]:
    """Days whose weekday is not theirs, and those that are in no calendar."""
    found = []
    for printed in finished.written:
        for fact, weekday, line in misnamed(printed):
            said = f"ce document dit « {fact.said} »"
            what = f"ce jour est un {weekday}" if weekday else "ce jour n'existe pas"
            passage = Passage(printed.docx.removesuffix(".docx"), around(line, fact.start, len(fact.said)))
            hint = "vérifiez la date dans le planning, puis corrigez le jour ou la date à sa source"
            found.append(Verdict(finished.place(printed.docx), f"{said} : {what}", hint, passage))
    return tuple(found)


@lru_cache(maxsize=1)  # seven checks ask for the same reading, one after the other
def _told(key: _Same) -> tuple[Told, ...]:
    finished = key.finished
    known = Known(finished.dossier)
    said = claims(finished, known)
    false = {_mark(claim): claim for claim in said if not claim.true}
    held = {_mark(claim) for claim in said if claim.true and _compared(claim.fact, known)}
    edited = tuple(told for told in _edited(finished, known, false) if not (told.added and _mark(told) in held))
    replaced = {_mark(told) for told in edited if not told.added}
    typed = {_mark(told) for told in edited if told.added}
    own = (
        _claimed(known, claim, said, edited=mark in typed) for mark, claim in false.items() if mark not in replaced
    )
    return (*(told for told in edited if not (told.added and _mark(told) in false)), *own)


def _compared(fact: Fact, known: Known) -> bool:
    """Whether a true claim was found in the data: a day out of the plan is not looked for."""
    day = day_of(fact) if fact.kind == "day" else None
    return fact.kind != "day" or (day is not None and known.in_plan(day))


def _mark(one: Claim | Told | Change) -> Mark:
    return one.printed.docx, one.fact.key, plainly(one.line)


# --- what somebody changed ---------------------------------------------------------------------


def _edited(finished: Finished, known: Known, false: Collection[Mark]) -> Iterator[Told]:
    """The changed facts; a figure of a line that a claim speaks of already is left to that claim."""
    spoken = {(docx, line) for docx, _, line in false}
    stated: frozenset[tuple[str, str]] | None = None
    for change in changes(finished):
        fact, added = change.fact, change.before is None
        if fact.kind == "count" and (change.printed.docx, plainly(change.line)) in spoken:
            continue
        if not _counts(finished, known, change):
            continue
        if added:
            stated = ours(finished) if stated is None else stated
            if fact.key in stated or (fact.kind == "day" and known.has_day_of_year(fact.value)):
                continue
        said = _replaced(finished, change)
        subject = _subject(change, known)
        yield Told(subject, change.printed, fact, change.line, said, edited=True, added=added)


def _counts(finished: Finished, known: Known, change: Change) -> bool:
    """Whether this change is one to tell here: a name only of a person, an amount only if no other check sees it."""
    fact = change.fact
    if fact.kind == "person":
        return of_a_person(change, known)
    if fact.kind == "amount":  # one that is in no price is told by the family of prices
        return not set(amounts(fact.said)) - known_amounts(finished, change.printed.key)
    reference = "-" in fact.value or "/" in fact.value or CONTACT.fullmatch(plainly(fact.said))
    if fact.kind == "identifier" and not reference:  # so is a number of a register that nobody has
        return change.before is not None and fact.value in known.signs
    return True


def _subject(change: Change, known: Known) -> Subject:
    fact, before = change.fact, change.before
    if fact.kind in _EXPECTED:  # « trois personnes observent » is the method's own number
        whole = before is not None and int(before.value) in _numbers(known, fact.kind)
        return _SUBJECTS[fact.kind] if whole else "other"
    if fact.kind != "day":
        return _SUBJECTS.get(fact.kind, "other")
    moved = {day for one in (fact, before) if one for day in (day_of(one),) if day}
    planned = any(known.in_plan(day) for day in moved)
    return "days" if planned and change.printed.key not in OF_OTHERS else "other"


def _replaced(finished: Finished, change: Change) -> str:
    said = f"ce document dit « {change.fact.said} »"
    if change.before is None:
        return f"{said}, que l'offre ne contient nulle part"
    before = change.before.said
    other = _witness(finished, change.printed, before)
    return f"{said} là où l'offre dit « {before} »" + (f", comme {other}" if other else "")


def _witness(finished: Finished, printed: Printed, words: str) -> str:
    """Another document that says these words, or nothing."""
    wanted = plainly(words).lower()
    for other in finished.written:
        others_own = other.key in OF_OTHERS and printed.key not in OF_OTHERS
        if other is not printed and not others_own and any(wanted in plainly(line).lower() for line in other.words):
            return other.docx
    return ""


# --- what the texts claim ----------------------------------------------------------------------


def _claimed(known: Known, claim: Claim, said: tuple[Claim, ...], *, edited: bool) -> Told:
    fact, subject = claim.fact, _SUBJECTS.get(claim.fact.kind, "days")
    if subject == "identifiers" and not edited:
        subject = "other"  # a block may hold an address that the company file has no field for
    other = next((one for one in said if _agrees(one, claim)), None)
    text = f"ce document dit « {fact.said} »"
    if claim.expected:
        text += f" ; {claim.expected}"
    elif other is not None:
        text += f", {other.printed.docx} « {other.fact.said} »"
    elif fact.kind in _EXPECTED:
        numbers = sorted(_numbers(known, fact.kind))
        noun = _EXPECTED[fact.kind] + ("s" if max(numbers, default=0) > 1 else "")
        text += f" ; l'offre prévoit {' ou '.join(map(str, numbers))} {noun}"
    else:
        text += ", que les données de l'offre ne contiennent pas"
    return Told(subject, claim.printed, fact, claim.line, text, edited=edited, doubt=claim.doubt)


def _agrees(one: Claim, claim: Claim) -> bool:
    """Whether another document says, of the same thing, what the data hold."""
    same = one.fact.kind == claim.fact.kind and one.fact.kind in {*_EXPECTED, "length"}
    return same and one.true and one.printed is not claim.printed


def _numbers(known: Known, kind: str) -> frozenset[int]:
    return {"participants": known.participants, "sessions": known.sessions, "groups": known.groups}[kind]


# --- findings ----------------------------------------------------------------------------------


def _few(finished: Finished, told: list[Told]) -> Iterator[Verdict]:
    """Few findings for one document: the same words told once, figures that came with a new text together."""
    by_words: dict[str, list[Told]] = {}
    for one in told:
        by_words.setdefault(_ADDED if one.added and one.subject == "other" else one.said, []).append(one)
    kept = list(by_words.values())
    for number, same in enumerate(kept[:_MOST], 1):
        more = len(kept) - _MOST if number == _MOST else 0
        rest = f" ; et {more} autre{'s' if more > 1 else ''} dans ce document" if more > 0 else ""
        yield _verdict(finished, same, rest)


def _verdict(finished: Finished, same: list[Told], rest: str) -> Verdict:
    one = same[0]
    said = one.said if len(same) == 1 else f"{one.said} ({len(same)} fois)"
    if one.added and one.subject == "other":
        words = list(dict.fromkeys(each.fact.said for each in same))
        listed = " ; ".join(f"« {each} »" for each in words[:_MOST])
        count = f" ; et {len(words) - _MOST} autres" if len(words) > _MOST else ""
        said = f"ce document contient des chiffres ajoutés, que l'offre ne contient nulle part : {listed}{count}"
    at = plainly(one.line).find(one.fact.said)
    passage = Passage(one.printed.docx.removesuffix(".docx"), around(one.line, max(at, 0), len(one.fact.said)))
    level = Level.WARNING if all(each.doubt for each in same) else None
    return Verdict(finished.place(one.printed.docx), said + rest, _hint(finished, one), passage, level)


def _hint(finished: Finished, told: Told) -> str:
    client, name = finished.dossier.inputs.client, told.printed.docx
    if told.edited:
        return f"rétablissez-le dans Word, ou reprenez-le à sa source : offer review {client} build/{client}/{name}"
    return "corrigez-le à sa source (dans un bloc, une variable plutôt qu'un chiffre), ou corrigez la donnée"
