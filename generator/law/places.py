"""The départements that a text names in so many words: a river or a town of the same name is not one."""

from __future__ import annotations

import re
from functools import cache

from generator.law.calendars import Department, departments

_BODIES = (
    r"(?:[Dd]épartement|[Cc]onseil (?:général|départemental)|[Pp]réfecture|[Pp]réfète?|[Mm]aison départementale"
    r"[\w' -]{0,40}|SDIS|MDPH|CAF|DDETS|CDEF|IDEF)"
)
_ARTICLE = re.compile(r"^(?:la |le |les |l')")
_WORDS = {"Nord", "Lot"}  # they say something else beside other words
_BETWEEN = re.compile(r"\s[-–—]\s|[–—,;:()/«»\n]")


def named_departments(text: str) -> tuple[Department, ...]:
    """« dans la Vienne », « conseil départemental de la Vienne », or the name alone between dashes or commas."""
    text = text.replace("’", "'").replace("\u00a0", " ")
    alone = {_ARTICLE.sub("", part.strip()) for part in _BETWEEN.split(text)}
    plain = _ARTICLE.sub("", text.strip())
    found = [one for one in departments() if one.name == plain or (one.name in alone and one.name not in _WORDS)]
    by_form = {form: one for one in departments() for form in (one.of, one.within)}
    found += [by_form[match[1] or match[2]] for match in _told().finditer(text)]
    return tuple(dict.fromkeys(found))


@cache
def _told() -> re.Pattern[str]:
    """After a body of the département, its name with « de »; anywhere, its name with « dans » or « en »."""

    def either(forms: list[str]) -> str:
        return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))

    of, within = (either([getattr(one, form) for one in departments()]) for form in ("of", "within"))
    return re.compile(rf"(?:\b{_BODIES} ({of})|(?<![\w-])({within}))(?![\w'-])(?! \d)")
