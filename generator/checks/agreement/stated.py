"""What a text states of the whole offer in ways that no count tells.

Sums as people type them, days and hours of sessions, their rhythm, who leads them, how large a group may be.
Only what the data do not hold is yielded, each with whether a doubt remains: a block may speak of another thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from generator.checks.agreement.facts import CAPITAL, ODD_MONEY, Fact, Kind, day_of, days_said, money_of
from generator.checks.agreement.known import Known, part_of_day
from generator.checks.agreement.numerals import IN_WORDS, NUMBER, value
from generator.foundation.days import WEEKDAYS, clock

_SENTENCE: Final = re.compile(r"[^.!?;\n]*(?:\.(?=\w)[^.!?;\n]*)*")
_OF_SESSIONS: Final = re.compile(r"(?i)\bséances?\b|\bréunions?\b|\bgroupes? se réuni|\brencontres?\b|\bcréneaux?\b")
_ASIDE: Final = re.compile(  # what is refused, past, or said of something else
    r"(?i)\b(?:ni|pas|jamais|sauf|hormis|éviter|évitons|sans|aucune?|auparavant|ancien\w*|téléphon\w+|joignables?"
    r"|courriels?|répon\w+|appel\w*|si|vacances|serai\w+|trop)\b|\bà défaut|\brepli"
)
_DAY_PART: Final = re.compile(
    rf"(?i)\b(?:les?|chaque|tous les|un|du) (?P<day>{'|'.join(WEEKDAYS)})s?"
    r"(?: (?P<part>matin|après-midi|soir)s?)?(?! \d)\b"
)
_CLOCK: Final = r"\d{1,2} ?(?:h|:)(?: ?\d{2})?"
_HOURS: Final = re.compile(rf"(?i)(?:\bde |\bentre )?(?P<start>{_CLOCK}) ?(?:à|et|-|–) ?(?P<end>{_CLOCK})(?!\w)")
_RHYTHM: Final = re.compile(
    rf"(?i)\b(?:toutes les|tous les|chaque|par|une) (?:(?P<number>{NUMBER})(?: (?:à|ou) (?P<last>{NUMBER}))? )?"
    r"(?P<unit>semaines?|mois|trimestres?|quinzaine)\b(?! (?:avant|après|d'avance|suivant))"
    r"|\b(?:séances?|groupes?|rythme|rencontres?) (?P<named>hebdomadaires?|mensuel(?:le)?s?|bimestriel(?:le)?s?"
    r"|bimensuel(?:le)?s?|trimestriel(?:le)?s?)\b"
)
_ONE: Final = re.compile(r"(?i)\b(?:une? (?:séance|rencontre|réunion|fois)|séances?(?: ont lieu| se tiennent)?) $")
_WEEKS: Final = {"semaine": (1, 1), "mois": (4, 4), "trimestre": (12, 14), "quinzaine": (2, 2)}
_MONTH: Final = 6  # weeks apart at most of sessions that are still said to be monthly
_NAMED: Final = {"hebd": (1, 1), "mens": (4, 4), "bime": (2, 10), "trim": (12, 14)}
_NAME: Final = rf"{CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+){{1,3}}"
_VERB: Final = (
    r"(?:est|sera|seront|sont) (?:votre |vos |l'|les? |la )?(?:interven|anim|format|remplac|référ)\w+"
    r"|(?:l'|les |le |la |vous |en )?(?:co-?)?(?:anim|conduir|conduit|remplac|supervis|coordonn)\w*"
    r"|(?:intervien|interviendr)\w+"
)
_LEADER: Final = re.compile(
    rf"(?:(?P<title>\b(?:M\.|Mme|Madame|Monsieur|Dr|Docteur) )(?P<surname>{CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)?)"
    rf"|\b(?P<name>{_NAME}))(?P<does>(?:, [^,.;\n]{{3,60}},)?(?: et {_NAME})? (?:{_VERB})\b)?"
)
_PAST: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")  # « en 1950, Michael Balint conduit … » tells of a method
_LED: Final = re.compile(
    r"\b(?P<how>(?:[Cc]onfiée?s? à|(?:[Cc]o-?)?[Aa]nimée?s? par|[Cc]onduite?s? par|[Aa]ssurée?s? par|[Ee]ncadrée?s? par"
    rf"|[Rr]emplacée?s? par|[Ss]upervisée?s? par)) (?P<name>{_NAME})"
)
_TEAM: Final = re.compile(
    rf"(?i)(?<![\w,])(?P<number>{NUMBER}) (?:co-?)?(?P<noun>(?-i:intervenante?s|animat(?:eurs|rices)"
    r"|format(?:eurs|rices)|consultante?s|psychologues))\b"
)
_RANGE: Final = re.compile(
    rf"(?i)(?<![\w,])(?P<low>{NUMBER}) (?:à|et|ou) (?P<high>{NUMBER}) "
    r"(?:participant|personne|professionnel|stagiaire)e?s"
)
_ROUND: Final = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}
_ABOUT: Final = re.compile(
    rf"(?i)\b(?:une|deux) (?P<number>{'|'.join(_ROUND)})s? (?:de |d')(?P<noun>séances|participants|personnes"
    r"|professionnels|stagiaires|inscrits|agents)\b"
)
_NEAR: Final = 2  # « une douzaine » of 10 to 14
_FIRST: Final = re.compile(
    r"(?i)\b(?:premi[èe]re?|deuxième|seconde?|troisième|quatrième|dernière?|prochaine?) (?:séance|réunion|rencontre)"
    r"|\bséances? \d{1,2}\b|\bséances? (?:a|ont|aura|auront) lieu|\b(?:réunion|bilan|cadrage|séance)s?[^.;:]{0,25}"
    r"(?: :| le| du| est fixée?| aura lieu| se tient)"
)
_SPELLED: Final = re.compile(
    rf"(?i)(?<![\w-])(?P<number>{IN_WORDS}) (?:d')?euros?\b(?:(?: et)? (?P<cents>{NUMBER}) centimes?\b)?"
)
_REACH: Final = 60  # characters between the session and its day


@dataclass(frozen=True, slots=True)
class Stated:
    """A false statement: the fact, what the offer holds instead (may be empty), whether a doubt remains."""

    fact: Fact
    expected: str = ""
    doubt: bool = True


def stated(text: str, key: str, known: Known) -> Iterator[Stated]:
    """What this plain text, of a document of this key, states of the whole offer and the data do not hold."""
    for found in _SENTENCE.finditer(text):
        said, at = found[0], found.start()
        small = said.lower()
        for readings, signs in _WHERE:
            if any(sign in small for sign in signs):
                yield from (one for reading in readings for one in reading(said, at, known))
        if key != "planning" and any(sign in small for sign in _SESSION_SIGNS) and _OF_SESSIONS.search(said):
            yield from _days(said, at, known)
            if not _ASIDE.search(said):
                yield from (*_day_parts(said, at, known), *_hours(said, at, known), *_rhythms(said, at, known))


def _false(kind: Kind, fact: str, found: re.Match[str], at: int, expected: str = "", *, doubt: bool = True) -> Stated:
    return Stated(Fact(kind, fact, found[0].strip(), at + found.start()), expected, doubt)


# --- sums --------------------------------------------------------------------------------------


def _money(said: str, at: int, known: Known) -> Iterator[Stated]:
    """« 5.200 EUR », « 6k€ », « cinq mille euros »: sums in the usual writing are read elsewhere."""
    for found in ODD_MONEY.finditer(said):
        worth = money_of(found)
        if worth not in known.amounts and worth not in known.priced:
            yield _false("amount", f"{worth:.2f}", found, at, doubt=False)
    for found in _SPELLED.finditer(said):
        worth = value(found["number"]) + (value(found["cents"]) / 100 if found["cents"] else Decimal(0))
        if worth not in known.amounts and worth not in known.priced:
            yield _false("amount", f"{worth:.2f}", found, at, doubt=False)


# --- days, hours, rhythm ------------------------------------------------------------------------


def _days(said: str, at: int, known: Known) -> Iterator[Stated]:
    """A day far from the plan, beside the session or the meeting that it would be of."""
    for fact, _ in days_said(said):
        day = day_of(fact)
        ahead = _FIRST.search(said, max(0, fact.start - _REACH), fact.start)
        if ahead is None or fact.said.lower() in known.texts:
            continue
        strange = day not in known.days and not known.in_plan(day) if day else not known.has_day_of_year(fact.value)
        if strange and not (day in known.closed if day else fact.value in known.days_of_year):
            yield Stated(Fact("day", fact.value, fact.said, at + fact.start), doubt=True)


def _day_parts(said: str, at: int, known: Known) -> Iterator[Stated]:
    events = known.dossier.schedule.events
    held = {(WEEKDAYS[one.day.weekday()], part_of_day(one.start)) for one in events}
    expected = " ou ".join(sorted({f"le {day} {part}" for day, part in known.session_days}))
    for found in _DAY_PART.finditer(said):
        day, part = found["day"].lower(), (found["part"] or "").lower()
        other = (day, part) not in held if part else day not in {name for name, _ in held}
        if held and other and found[0].lower() not in known.texts:
            yield _false("weekday", f"{day} {part}".strip(), found, at, f"l'offre prévoit {expected}")


def _hours(said: str, at: int, known: Known) -> Iterator[Stated]:
    """Hours outside those of every session and meeting: steps of a session stand within it."""
    events = known.dossier.schedule.events
    held = {(e.start.hour * 60 + e.start.minute, e.end.hour * 60 + e.end.minute) for e in events}
    expected = " ou ".join(
        dict.fromkeys(f"de {clock(e.start)} à {clock(e.end)}" for e in known.dossier.schedule.sessions)
    )
    for found in _HOURS.finditer(said):
        start, end = _of_day(found["start"]), _of_day(found["end"])
        if held and start < end and not any(low <= start and end <= high for low, high in held):
            yield _false("time", f"{start}-{end}", found, at, f"les séances sont {expected}")


def _of_day(said: str) -> int:
    hour, _, rest = re.sub(r"\s", "", said.lower()).replace(":", "h").partition("h")
    return int(hour) * 60 + int(rest or 0)


def _rhythms(said: str, at: int, known: Known) -> Iterator[Stated]:
    low, high = known.weeks
    for found in _RHYTHM.finditer(said):
        if found["named"]:
            first, last = _NAMED[found["named"].lower()[:4]]
        else:
            if found[0].lower().startswith(("par", "une")) and not _ONE.search(said[: found.start()]):
                continue
            once = _WEEKS[found["unit"].lower().removesuffix("s") if found["unit"] != "mois" else "mois"]
            least = int(value(found["number"])) if found["number"] else 1
            first, last = least * once[0], int(value(found["last"]) if found["last"] else least) * once[1]
        monthly = (first, last) == _WEEKS["mois"] and high <= _MONTH
        if high and not monthly and (last < low or first > high) and found[0].lower() not in known.texts:
            gap = f"{low} à {high}" if low < high else str(low)
            yield _false("rhythm", f"{first}-{last}", found, at, f"les séances sont à {gap} semaines l'une de l'autre")


# --- people and counts -------------------------------------------------------------------------


def _people(said: str, at: int, known: Known) -> Iterator[Stated]:
    """Somebody who leads, or has a title, and whom no file of the offer names."""
    for found in _LEADER.finditer(said):
        name = (found["name"] or found["surname"]).lower()
        if (found["title"] or found["does"]) and not _ours(name, known):
            yield Stated(
                Fact("person", name, found[0].strip(), at + found.start()),
                doubt=not found["does"] or bool(_PAST.search(said)),
            )


def _led(said: str, at: int, known: Known) -> Iterator[Stated]:
    """« confiée à … », « conduites par … »: a firm that insures or trains may stand there too."""
    for found in _LED.finditer(said):
        if not _ours(found["name"].lower(), known):
            yield Stated(Fact("person", found["name"].lower(), found["name"], at + found.start("name")))


def _ours(name: str, known: Known) -> bool:
    """Whether the offer names somebody so, with or without what a sentence begins with (« Avec Camille … »)."""
    rest = name.partition(" ")[2] or name
    return name in known.texts or rest in known.texts or any(person in name for person in known.people)


def _team(said: str, at: int, known: Known) -> Iterator[Stated]:
    for found in _TEAM.finditer(said):
        number = int(value(found["number"]))
        if number >= 2 and number not in known.team and found[0].lower() not in known.texts:
            held = len(known.dossier.inputs.team)
            expected = f"l'offre présente {held} intervenant{'s' if held > 1 else ''}"
            yield _false("team", str(number), found, at, expected)


def _ranges(said: str, at: int, known: Known) -> Iterator[Stated]:
    for found in _RANGE.finditer(said):
        low, high = int(value(found["low"])), int(value(found["high"]))
        inputs = known.dossier.inputs
        usual, asked = inputs.approach.value.group, inputs.brief.value.service.participants or 0
        beyond = low < min((usual.min, *known.participants)) or high > max(usual.max, asked)
        if 1 < low < high and beyond and "group" in said.lower() and not {low, high} <= known.participants:
            yield _false("participants", f"{low}-{high}", found, at, _held(known.participants, "participant"))


def _rounds(said: str, at: int, known: Known) -> Iterator[Stated]:
    for found in _ABOUT.finditer(said):
        number = _ROUND[found["number"].lower()] * (2 if found[0].lower().startswith("deux") else 1)
        sessions = found["noun"].lower() == "séances"
        held = known.sessions if sessions else known.participants
        if not any(abs(number - one) <= _NEAR for one in held) and (sessions or "group" in said.lower()):
            noun = "séance" if sessions else "participant"
            yield _false("sessions" if sessions else "participants", str(number), found, at, _held(held, noun))


def _held(numbers: frozenset[int], noun: str) -> str:
    told = sorted(numbers)
    return f"l'offre prévoit {' ou '.join(map(str, told))} {noun}{'s' if max(told, default=0) > 1 else ''}"


# What each reading needs, in small letters: most sentences have none of it, and are not read.
_SESSION_SIGNS: Final = ("séance", "réuni", "rencontre", "créneau")
_WHERE: Final[tuple[tuple[tuple[Callable[[str, int, Known], Iterator[Stated]], ...], tuple[str, ...]], ...]] = (
    ((_money,), ("eur", "€")),
    (
        (_people, _led),
        (
            "anim", "condui", "remplac", "supervis", "coordonn", "intervien", "confié", "assuré", "encadr", "m. ",
            "mme ", "madame ", "monsieur ", "dr ", "docteur ", " est ", " sera ", " sont ", " seront ",
        ),
    ),
    ((_team,), ("intervenant", "animat", "format", "consultant", "psychologues")),
    ((_ranges,), ("participant", "personne", "professionnel", "stagiaire")),
    ((_rounds,), ("aine de ", "aine d'", "aines de ", "aines d'")),
)  # fmt: skip
