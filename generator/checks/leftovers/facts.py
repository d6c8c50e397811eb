"""What an offer alone can say: the buyer's names and words, the dates, people, places and amounts of this answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.brief.brief import Brief
from generator.checks.leftovers.lexicon import lexicon
from generator.compose.dossier import Dossier
from generator.compose.filters import plural
from generator.compose.filters import words as in_words
from generator.foundation import days, money
from generator.foundation.phrases import Index, Phrase, index, phrase

_ASIDE = re.compile(r"\s*\([^)]*\)")
_ECHO, _LONG = 4, 4  # words of an echo at most; letters of a telling word
_INSIDE = re.compile(r"\(([^)]*)\)")


def facts(dossier: Dossier) -> Index:
    """The phrases that show that a sentence was written for this brief: whoever reads them knows whose it is."""
    brief = dossier.inputs.brief.value
    told = (*_asked(brief), *_answered(dossier))
    whole = [phrase(text) for text in told if len(text) > 2 and not text.isdecimal()]
    return index((*whole, *(part for demand in brief.requirements for part in echoes(demand.text))))


def echoes(text: str) -> Iterator[Phrase]:
    """What a sentence that takes up this demand may say of it: two telling words, with what stands between them.

    « Redonner du sens » of « Redonner du sens aux interventions ».
    """
    said, plain = phrase(text), lexicon().plain
    for start in range(len(said)):
        for end in range(start + 2, min(start + _ECHO, len(said)) + 1):
            first, last = said[start], said[end - 1]
            if len(first) >= _LONG and len(last) >= _LONG and not {first, last} <= plain:
                yield said[start:end]


def spellings(name: str) -> tuple[str, ...]:
    """A name as it stands, without what is in parentheses, and what is in them: « Direction … (DRRH) », « DRRH »."""
    return (name, _ASIDE.sub("", name), *_INSIDE.findall(name))


def _asked(brief: Brief) -> Iterator[str]:
    """The buyer's own words, one by one."""
    buyer, service = brief.buyer, brief.service
    for name in (buyer.name, buyer.place, service.place, *buyer.services, *(site.name for site in service.sites)):
        yield from spellings(name) if name else ()
    audience = service.audience
    yield from (*audience.professions, *service.themes, *((audience.served,) if audience.served else ()))
    yield from (fact.value for fact in brief.facts)
    yield from (lot.title for lot in brief.lots)
    yield from (demand.text for demand in brief.requirements)
    yield from (text for asked in brief.questions for text in (asked.question, asked.answer))
    yield from (one for meeting in brief.milestones for one in meeting.attendees if "intervenant" not in one)
    yield from (*brief.intervener.must, *brief.intervener.plus, *brief.intervener.profiles)
    yield from (criterion.name for criterion in brief.criteria)
    yield from (text for text in (brief.title, brief.reference) if text)


def _answered(dossier: Dossier) -> Iterator[str]:
    """What the answer fixes: people, groups, places, days, hours, counts, the price."""
    offer, schedule = dossier.inputs.offer.value, dossier.schedule
    service = dossier.inputs.brief.value.service
    yield from (person.file.value.name for person in dossier.inputs.team)
    yield from (partner.value.name for _, partner in dossier.inputs.partners)
    yield from (group.name for group in offer.planning.groups if group.name)
    for event in schedule.events:
        yield from (days.long(event.day), event.place, days.clock(event.start))
        yield days.duration(days.minutes_between(event.start, event.end))
    counts = {len(schedule.sessions), service.sessions.per_year}
    yield from _counted(counts, "séances")
    yield from _counted({service.groups, len(schedule.groups)}, "groupes")
    yield from _counted({service.participants or 0}, "participants")
    yield from _counted({service.participants or 0}, "personnes")
    yield from (money.euros(dossier.quote.gross), plural(offer.pricing.valid_days, "jour", "jours"))


def _counted(counts: Iterable[int], many: str) -> Iterator[str]:
    """« 5 séances », « cinq séances »."""
    for count in counts:
        if count > 1:
            yield from (f"{count} {many}", f"{in_words(count)} {many}")
