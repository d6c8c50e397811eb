"""The facts that a French text states: days, amounts, counts, times, identifiers and names, each where it stands.

A text is read after `plainly`: every kind of space is a space and every apostrophe straight, sign for sign, so that
places in it are places in the text as it was printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from generator.checks.agreement.numerals import IN_FIGURES, IN_WORDS, NUMBER, value
from generator.foundation.days import MONTHS, WEEKDAYS

Kind = Literal[
    "day", "amount", "participants", "groups", "sessions", "length", "time", "share", "count", "identifier", "person",
    "weekday", "rhythm", "team",
]  # fmt: skip
_SAME: Final = (("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("’", "'"), ("\u2011", "-"))
_MONTH: Final = "|".join(MONTHS)
_PEOPLE: Final = "participants?|participantes|personnes|professionnels|professionnelles|stagiaires|inscrits|agents"
CAPITAL: Final = r"[A-ZÀÂÇÉÈÊËÎÏÔÖÙÛÜ]"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be true or false of an offer: its kind, its value in one spelling, and the words that say it.

    Values: « 2023-10-12 » (« --10-12 » without a year), euros with two decimals, minutes, a number and what it
    counts, an identifier's own signs, a name in small letters. `start` is its place in the text.
    """

    kind: Kind
    value: str
    said: str
    start: int

    @property
    def key(self) -> tuple[str, str]:
        """What it states, wherever it stands and however it is written."""
        return self.kind, self.value


def plainly(text: str) -> str:
    """The text with one kind of space and of apostrophe; as long as it was."""
    for sign, plain in _SAME:
        text = text.replace(sign, plain)
    return text


def facts(text: str) -> tuple[Fact, ...]:
    """Every fact of this text in the order of its words; what one reading took, no other reads again."""
    held = plainly(text)
    found: list[Fact] = []
    taken = [False] * len(held)
    for pattern, read in _READINGS:
        for match in pattern.finditer(held):
            start, end = match.span("time" if read is _length else 0)
            if any(taken[start:end]):
                continue
            for fact in read(match):
                found.append(fact)
                taken[start:end] = [True] * (end - start)
    return tuple(sorted(found, key=lambda fact: fact.start))


# --- days --------------------------------------------------------------------------------------

_LONG_DAY: Final = re.compile(
    rf"(?i)(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}) )?\b(?P<day>\d{{1,2}}|1er)"
    rf"(?:(?P<joint> (?:au|et|ou) | ?[-–] ?)(?P<last>\d{{1,2}}|1er))? (?P<month>{_MONTH})\b(?: (?P<year>\d{{4}})\b)?"
)
_SHORT_DAY: Final = re.compile(
    r"(?<![\d./-])(?:(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})|"
    r"(?P<iso>\d{4}-\d{2}-\d{2}))(?![\d/-])"
)


def days_said(text: str) -> Iterator[tuple[Fact, str]]:
    """The days of a text, which is plain already, each with the weekday that is written before it, or nothing."""
    for match in _LONG_DAY.finditer(text):
        yield from _long_days(match)
    for match in _SHORT_DAY.finditer(text):
        for fact in _short_day(match):
            yield fact, ""


def _long_days(match: re.Match[str]) -> Iterator[tuple[Fact, str]]:
    month, year = MONTHS.index(match["month"].lower()) + 1, match["year"] or ""
    weekday = (match["weekday"] or "").lower()
    for name in ("day", "last"):
        if match[name]:
            number = int(match[name].removesuffix("er"))
            iso = f"{year or '-'}-{month:02d}-{number:02d}"
            yield Fact("day", iso, match[0].strip(), match.start()), weekday if name == "day" else ""


def _short_day(match: re.Match[str]) -> Iterator[Fact]:
    if match["iso"]:
        yield Fact("day", match["iso"], match[0], match.start())
        return
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    if 1 <= day <= 31 and 1 <= month <= 12:
        year = year if len(year) == 4 else f"20{year}"
        yield Fact("day", f"{year}-{month:02d}-{day:02d}", match[0], match.start())


def day_of(fact: Fact) -> date | None:
    """The day of a fact that has a year and is in the calendar."""
    try:
        return date.fromisoformat(fact.value)
    except ValueError:
        return None


# --- the others --------------------------------------------------------------------------------

_DURATION: Final = (
    rf"(?:\d{{1,3}} ?h(?:eures?)?(?: ?(?:et )?\d{{1,2}}\b(?! ?h)(?: ?min(?:utes)?)?)?(?![\w-])"
    rf"|(?:une|{IN_WORDS}) heures?(?: (?:{NUMBER}|et demie))?\b"
    rf"|(?:{IN_FIGURES}|{IN_WORDS}) ?min(?:utes?)?\b|\d{{1,2}}:\d{{2}}\b"
    r"|une demi-heure|une demi-journée|une journée|un quart d'heure|trois quarts d'heure)"
)
_NAMED_TIMES: Final = {
    "une demi-heure": "30",
    "un quart d'heure": "15",
    "trois quarts d'heure": "45",
    "une demi-journée": "demi-journée",
    "une journée": "journée",
}


def minutes(said: str) -> str:
    """« 210 » for « 3 h 30 »; a half-day and a day stay words. Raises ValueError for no duration."""
    low = said.lower().strip()
    if low in _NAMED_TIMES:
        return _NAMED_TIMES[low]
    numbers = [value(number) for number in re.findall(rf"(?:{NUMBER})|\bune\b", low.replace("une ", "1 "))]
    if "heure" not in low and not re.search(r"\dh|\d h|:", low):
        return str(int(numbers[0]))
    half = 30 if "demie" in low else 0
    return str(int(numbers[0] * 60 + (numbers[1] if len(numbers) > 1 else half)))


def _counted(kind: Kind) -> Callable[[re.Match[str]], Iterator[Fact]]:
    def read(match: re.Match[str]) -> Iterator[Fact]:
        number = match["number"]
        worth = Decimal(1) if number.lower() in {"un", "une"} else value(number)
        counted = f" {match['noun'].lower().rstrip('s')}" if kind == "count" else ""
        yield Fact(kind, f"{worth:f}{counted}", match[0].strip(), match.start())

    return read


def _amount(match: re.Match[str]) -> Iterator[Fact]:
    whole = value(match["number"])
    if match["cents"]:
        whole += value(match["cents"]) / 100
    yield Fact("amount", f"{whole:.2f}", match[0].strip(), match.start())


# Sums that the usual writing (« 5 200 € », « 5 200,00 € ») does not tell: « 5.200 EUR », « 5200,00 € », « 6k€ ».
ODD_MONEY: Final = re.compile(
    r"(?i)(?<![\w,.])(?P<whole>\d{1,3}(?:[ .]\d{3})+|\d+)(?:[,.](?P<cents>\d{1,2}))?(?:"
    r"(?P<kilo> ?k) ?(?:€|euros?\b|eur\b)| ?eur\b|(?<=\.\d{3}) ?(?:€|euros?\b)|(?<=[.,]\d) ?(?:€|euros?\b)"
    r"|(?<=\.\d{2}) ?(?:€|euros?\b)|(?<=\d{4},\d{2}) ?(?:€|euros?\b)|(?<=\.\d{3},\d{2}) ?(?:€|euros?\b))"
)


def money_of(match: re.Match[str]) -> Decimal:
    """The euros of a sum that `ODD_MONEY` found."""
    whole = Decimal(re.sub(r"[ .]", "", match["whole"]) + (f".{match['cents']}" if match["cents"] else ""))
    return whole * 1000 if match["kilo"] else whole


def _odd_money(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact("amount", f"{money_of(match):.2f}", match[0].strip(), match.start())


def _time(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact("time", minutes(match["time"]), match[0].strip(), match.start())


def _length(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact("length", minutes(match["time"]), match[0].strip(), match.start("time"))


def _identifier(match: re.Match[str]) -> Iterator[Fact]:
    signs = "".join(match[0].split()).lower()
    signs = "0" + signs[3:] if signs.startswith("+33") else signs
    yield Fact("identifier", signs, match[0], match.start())


def _reference(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact("identifier", match["reference"].lower(), match[0], match.start())


def _person(match: re.Match[str]) -> Iterator[Fact]:
    yield Fact("person", match["name"].lower(), match["name"], match.start())


def _day(match: re.Match[str]) -> Iterator[Fact]:
    yield from (fact for fact, _ in _long_days(match))


_MAIL_OR_PHONE: Final = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d,.])(?:\+33 ?|0)[1-9](?:[ .]?\d{2}){4}(?![\d,])"
CONTACT: Final = re.compile(_MAIL_OR_PHONE)
_IDENTIFIER: Final = re.compile(
    r"\b[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){3,7}(?: ?[\dA-Z]{1,4})?\b"  # IBAN
    r"|\bFR ?[\dA-Z]{2} ?\d{3} ?\d{3} ?\d{3}\b"  # VAT number
    r"|(?<![\d,.])\d{3} ?\d{3} ?\d{3} ?\d{5}(?![\d,])"  # SIRET
    rf"|{_MAIL_OR_PHONE}"
    r"|(?<![\d,.])\d{2} ?\d{2} ?\d{5} ?\d{2}(?![\d,])"  # NDA
    r"|(?<![\d,.])\d{3} ?\d{3} ?\d{3}(?![\d,]| ?€)"  # SIREN
)
_REFERENCE: Final = re.compile(
    r"(?i)\b(?:référence|consultation|marché) (?:n° ?|: ?)(?P<reference>[\w./-]*\d[\w./-]*\w)"
)
_MARKED: Final = re.compile(  # « 2025-SOL-17 », wherever it stands
    r"(?<![\w/-])(?=[\d/-]*[A-Z])(?=[A-Z/-]*\d)(?P<reference>[A-Z\d]+(?:[/-][A-Z\d]+)+)(?![\w/-])"
)
_NUM: Final = rf"(?P<number>{IN_FIGURES}|\b{IN_WORDS}|\bune?)"
_READINGS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Fact]]], ...]] = (
    (ODD_MONEY, _odd_money),
    (_IDENTIFIER, _identifier),
    (_REFERENCE, _reference),
    (_MARKED, _reference),
    (_LONG_DAY, _day),
    (_SHORT_DAY, _short_day),
    (
        re.compile(
            rf"(?i)(?P<number>{IN_FIGURES}|\b{IN_WORDS}|\bun)(?: ?€| (?:d')?euros?\b)"
            rf"(?:(?: et)? (?P<cents>{NUMBER}|un) centimes?\b)?"
        ),
        _amount,
    ),
    (re.compile(rf"(?i){_NUM}(?: ?%| pour cent\b)"), _counted("share")),
    (re.compile(rf"(?i)\bséances? (?:de |d'|dure |durent )(?P<time>{_DURATION})"), _length),
    (re.compile(rf"(?i){_NUM} (?P<noun>séances?)\b"), _counted("sessions")),
    (re.compile(rf"(?i){_NUM} (?P<noun>{_PEOPLE})\b"), _counted("participants")),
    (re.compile(rf"(?i){_NUM} (?P<noun>groupes?)\b"), _counted("groups")),
    (re.compile(rf"(?i)(?<![\w,])(?P<time>{_DURATION})"), _time),
    (re.compile(rf"(?i)(?<![\w,])(?P<number>{IN_FIGURES}|\b{IN_WORDS}) (?P<noun>[^\W\d_]{{3,}})"), _counted("count")),
    (re.compile(rf"(?<![\w,.])(?P<number>{IN_FIGURES})(?P<noun>)(?!\w)"), _counted("count")),  # a figure alone
    (re.compile(rf"(?P<name>\b{CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)+)"), _person),
)
