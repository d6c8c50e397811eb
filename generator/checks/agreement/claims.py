"""What the documents say of the group, the sessions and the days, wherever a block or a person wrote it.

Numbers are a block's own as long as they speak of its method (« deux situations par séance »); what is read here is
said of the whole: « groupe de 12 participants », « 6 séances par an », « séance de 3 h », a day within the plan.
References of the candidate and its people speak of other clients: the documents that hold them are left out, and so
is a sentence that stands word for word in the data.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from typing import Final

from generator.checks.agreement.facts import CAPITAL, CONTACT, Fact, Kind, day_of, days_said, facts, minutes, plainly
from generator.checks.agreement.known import Known
from generator.checks.agreement.numerals import NUMBER, value
from generator.checks.agreement.stated import stated
from generator.checks.finished import Finished, Printed
from generator.foundation.days import MONTHS, WEEKDAYS

OF_OTHERS: Final = frozenset({"cv", "dc2"})  # pieces that tell what was done for others
_ANYBODY: Final = frozenset({"personnes", "professionnels", "agents"})  # of a group where the line speaks of one
_LEAST: Final = 4  # a smaller number after « les » counts a part: « les deux séances suivantes »

_NOUN: Final = re.compile(
    r"(?P<participants>participants|personnes|professionnels|stagiaires|inscrits|agents)\b"
    r"|(?P<sessions>séances?)\b|(?P<groups>groupes)\b"
)
_BEFORE: Final = re.compile(rf"(?i)(?<![\w,])(?P<number>{NUMBER}) $")
_CELL: Final = re.compile(
    rf"(?im)^(?P<full>nombre de )?(?:(?P<participants>participants|effectif)|(?P<sessions>séances)|(?P<groups>groupes))"
    rf"(?: :)?[\n ](?P<number>{NUMBER})"
    r"(?=$|[,;] (?!\d)| au plus| au maximum| maximum| séances| participants| personnes)"
)
_LENGTH: Final = re.compile(
    r"(?i)^(?:(?:(?: dure(?:nt)?| s'étendent?)(?: sur)?|(?: est| sont| se déroulent?)? (?:sur|d'(?=une))) ?une "
    r"(?P<named>demi-journée|journée)|(?: de| dure(?:nt)?| (?:est|sont) de)? (?P<time>\d{1,2} ?h(?: ?\d{2})?|"
    rf"{NUMBER} (?:heures?|minutes|min)))\b"
)
# What stands before the number, or after the noun, when the whole is meant.
_LEADS: Final[dict[str, re.Pattern[str]]] = {
    "participants": re.compile(
        r"(?i)(?<!sous-)\bgroupes? (?:(?:de|compte|réunit|accueille|comprend|rassemble)"
        r"(?: au plus| jusqu'à| au maximum)?) $|(?:jusqu'à|limitée?s? à|au maximum|au plus) $"
    ),
    "sessions": re.compile(
        r"(?i)(?:assur\w+|propos\w+|prévo\w+|compren\w+|comprend|comport\w+|compte|tien\w+ les|en"
        r"|(?:cycle|parcours|dispositif|total)(?: est| sera)? de) $"
    ),
    "groups": re.compile(r"(?i)(?:propos\w+|prévo\w+|constitu\w+|animation de|animons) $"),
}
# Before four sessions or more: « nous organisons deux séances » may tell of two among them.
_WEAK: Final = re.compile(r"(?i)(?:organis\w+|animons|anim(?:er|era|erons)|planifi\w+|programm\w+) $")
_PARTED: Final = re.compile(
    rf"(?i)\ben (?:{NUMBER} )?(?:(?:sous-|petits )?groupes? de )?$"
)  # « en deux groupes de quatre »
_TRAILS: Final[dict[str, re.Pattern[str]]] = {
    "participants": re.compile(r"(?i)^ (?:au plus|au maximum|maximum|max\b)"),
    "sessions": re.compile(
        r"(?i)^,? (?:par an\b|par groupe|en tout|au total|annuelles"
        r"|(?:(?:sont|seront) )?(?:prévues|demandées|programmées|planifiées|proposées)|(?:de|du|d'une) "
        r"(?:\d|demi-journée|journée|(?:une|deux|trois|quatre) heures))"
    ),
    "groups": re.compile(
        rf"(?i)^ (?:au plus|de {NUMBER} (?:part|pers|séan|prof)|(?:sont|seront) (?:constitu|form|prévu|propos|anim))"
    ),
}
_PERSON: Final = re.compile(
    r"(?:nimée?s? par |\n(?:Intervenante?s?|Format(?:eur|rice)|Animat(?:eur|rice)|Remplaçante?|Suppléante?)"
    rf"(?: :|\n) ?)(?P<name>{CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)+)"
)
_EUROS: Final = re.compile(r" ?€| euros?\b(?! et)")
_SUM: Final = re.compile(r"(?<![\d,])(?<!\d )(?P<number>\d{1,3}(?: \d{3})+|\d+)$")
_DIGITS: Final = re.compile(r"\b0\d[ .]?\d\d[ .]?\d\d|\+33|@")
_WHOLE: Final = re.compile(r"(?i)\b(?:les|vos|nos|ces|des|aux) $")
_DATED: Final = re.compile(rf"(?i)\d(?:er)? (?:{'|'.join(MONTHS)})|\d[./]\d{{1,2}}[./]\d|\d{{4}}-\d{{2}}-\d{{2}}")
_LAW: Final = re.compile(
    r"(?i)\b(?:loi|décret|arrêté|ordonnance|circulaire|règlement|recommandation|directive|délibération|avis|arrêt"
    r"|décision|instruction|convention|code|version)\b[^.;]{0,60}$"
)
_LAWFUL: Final = re.compile(r"(?i)\b(?:seuil|plafond|franchise|articles?|code|décret|loi|arrêté)\b|\b[LRD]\. ?\d")
_OF_OTHER_SUMS: Final = re.compile(
    r"(?i)\bassur|\bgaranti|\bsinistre|chiffres? d'affaires|\bcapital\b|\bpénalit|\bsubvention"
)
_AROUND: Final = 24  # characters on each side that tell a quotation from a figure of ours


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact said of the whole offer: where, in which paragraph, and whether the data hold it."""

    printed: Printed
    fact: Fact
    line: str
    true: bool
    expected: str = ""  # what the offer holds instead, when it is told
    doubt: bool = False  # a block may well speak of something else


def claims(finished: Finished, known: Known) -> tuple[Claim, ...]:
    """What every document says of participants, sessions, lengths, groups and days."""
    return tuple(claim for printed in finished.written for claim in claims_of(printed, known))


def claims_of(printed: Printed, known: Known) -> Iterator[Claim]:
    """What one document says of them."""
    text = plainly("\n".join(printed.words))
    starts = (0, *accumulate(len(words) + 1 for words in printed.words))
    own = () if printed.key in OF_OTHERS else (*_counts(text, printed.key), *_days(text), *_people(text), *_sums(text))
    taken = set()
    for fact in (*own, *_contacts(text)):
        line = printed.words[bisect_right(starts, fact.start) - 1]
        true = _holds(fact, known, line, printed.key) or _quoted(text, fact, known)
        taken |= set() if true else {fact.start}
        yield Claim(printed, fact, line, true)
    if printed.key not in OF_OTHERS:
        for one in stated(text, printed.key, known):
            line = printed.words[bisect_right(starts, one.fact.start) - 1]
            if one.fact.start not in taken and not _quoted(text, one.fact, known) and not _lawful(one.fact, line):
                yield Claim(printed, one.fact, line, False, one.expected, one.doubt)


def _holds(fact: Fact, known: Known, line: str, key: str) -> bool:
    match fact.kind:
        case "participants":
            return int(fact.value) in known.participants
        case "sessions":
            return int(fact.value) in known.sessions
        case "groups":
            return int(fact.value) in known.groups
        case "length":
            return fact.value in known.lengths
        case "person":
            return fact.value in known.people or fact.value in known.texts
        case "identifier":
            return fact.value in known.signs
        case "amount":
            return Decimal(fact.value) in known.amounts or bool(_LAWFUL.search(line))
        case _:
            day = day_of(fact)
            told = re.sub(rf"^(?:{'|'.join(WEEKDAYS)}) ", "", fact.said.lower()) in known.texts
            return day is None or not known.in_plan(day) or told or known.has(day, line, key)


def _lawful(fact: Fact, line: str) -> bool:
    """Whether a sum is one of the law, of an insurance or of the candidate's accounts."""
    return fact.kind == "amount" and bool(_LAWFUL.search(line) or _OF_OTHER_SUMS.search(line))


def _quoted(text: str, fact: Fact, known: Known) -> bool:
    """Whether these words and those around them, in their sentence, stand so in the data."""
    end = fact.start + len(fact.said)
    before = re.split(r"[.;:|()\n]", text[max(0, fact.start - _AROUND) : fact.start])[-1]
    after = re.split(r"[.;:|()\n]", text[end : end + _AROUND])[0]
    around = f"{before}{text[fact.start : end]}{after}".strip(" ,").lower()
    return len(around) > len(fact.said) + 4 and around in known.texts


# --- counts ------------------------------------------------------------------------------------


def _counts(text: str, key: str) -> Iterator[Fact]:
    for noun in _NOUN.finditer(text):
        kind = noun.lastgroup or ""
        line_start = text.rfind("\n", 0, noun.start()) + 1
        before = text[max(line_start, noun.start() - 60) : noun.start()]
        after = text[noun.end() : noun.end() + 40].partition("\n")[0]
        if kind == "sessions" and (length := _length(after)):
            yield Fact("length", length[0], f"{noun[0]}{length[1]}", noun.start())
        number = _BEFORE.search(before)
        if noun[0] in _ANYBODY and key != "planning" and "groupe" not in _line(text, noun.start()).lower():
            continue
        if number and _meant(kind, key, before[: number.start()], int(value(number["number"])), after):
            said = f"{number['number']} {noun[0]}"
            yield _fact(kind, number["number"], said, noun.start() - len(said) + len(noun[0]))
    for cell in _CELL.finditer(text):
        kind = next(name for name in _LEADS if cell[name])
        bare = text[cell.end() : cell.end() + 1] in {"", "\n"}
        if bare and not cell["full"]:
            continue  # the head of a column, above the first figure of the next row
        yield _fact(kind, cell["number"], cell[0].replace("\n", " : "), cell.start("number"))


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end]


def _fact(kind: str, number: str, said: str, start: int) -> Fact:
    kinds: dict[str, Kind] = {"participants": "participants", "sessions": "sessions", "groups": "groups"}
    return Fact(kinds[kind], str(int(value(number))), said, start)


def _length(after: str) -> tuple[str, str] | None:
    found = _LENGTH.search(after)
    if not found:
        return None
    return found["named"] or minutes(found["time"]), found[0]


def _meant(kind: str, key: str, before: str, number: int, after: str) -> bool:
    """Whether a number of these is said of the whole offer."""
    parted = kind != "sessions" and _PARTED.search(before)
    if number < 2 or before.lower().endswith("entre ") or parted:
        return False
    if key == "planning":  # it says nothing else
        return True
    whole = number >= _LEAST and kind != "groups" and _WHOLE.search(before)
    whole = whole or (number >= _LEAST and kind == "sessions" and _WEAK.search(before))
    return bool(whole or _LEADS[kind].search(before) or _TRAILS[kind].search(after))


# --- people, identifiers, amounts --------------------------------------------------------------


def _people(text: str) -> Iterator[Fact]:
    for found in _PERSON.finditer(text):
        yield Fact("person", found["name"].lower(), found["name"], found.start("name"))


def _contacts(text: str) -> Iterator[Fact]:
    """Telephones and e-mails; numbers of registers are judged by the family of proofs."""
    for start, line in _lines(text, _DIGITS):
        for found in CONTACT.finditer(line):
            yield from (replace(fact, start=start + found.start()) for fact in facts(found[0]))


def _sums(text: str) -> Iterator[Fact]:
    """Amounts without cents: those with cents are compared with the quote by the family of prices."""
    for sign in _EUROS.finditer(text):
        if found := _SUM.search(text, max(0, sign.start() - 15), sign.start()):
            yield Fact("amount", f"{value(found['number']):.2f}", found[0] + sign[0], found.start())


# --- days --------------------------------------------------------------------------------------


def _days(text: str) -> Iterator[Fact]:
    for start, line in _lines(text, _DATED):
        for fact, _ in days_said(line):
            if not _LAW.search(line[: fact.start]):
                yield Fact("day", fact.value, fact.said, start + fact.start)


def _lines(text: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The lines where this is found, each with its place."""
    done = -1
    for found in wanted.finditer(text):
        if found.start() > done:
            start, done = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
            done = len(text) if done < 0 else done
            yield start, text[start:done]


def misnamed(printed: Printed) -> Iterator[tuple[Fact, str, str]]:
    """Days whose weekday is not theirs, or that no calendar has: the fact, the right weekday or nothing, its line."""
    for _, line in _lines(plainly("\n".join(printed.words)), _DATED):
        for fact, weekday in days_said(line):
            day = day_of(fact)
            if day is None and fact.value[0].isdigit():
                yield fact, "", line
            elif day is not None and weekday and WEEKDAYS[day.weekday()] != weekday:
                yield fact, WEEKDAYS[day.weekday()], line
