"""Is a name that came into a document that of a person, rather than of a place or a service?"""

from __future__ import annotations

import re
from typing import Final

from generator.checks.agreement.edited import Change
from generator.checks.agreement.facts import plainly
from generator.checks.agreement.known import Known

_OF_A_PERSON: Final = re.compile(
    r"(?i)\b(?:m\.|mme|madame|monsieur|dr|intervenante?s?|format(?:eur|rice)|animat(?:eur|rice)|animée?s?|consultante?"
    r"|psychologue|superviseure?|signataire|gérante?|remplaçante?|remplacée?|directeur|directrice)\b"
)


def of_a_person(change: Change, known: Known) -> bool:
    """Whether a name took the place of one of ours, or is a stranger's in a line that speaks of people."""
    before, name = change.before, change.fact.value
    if before is not None:
        return _ours(before.value, known) and before.value != name
    stranger = not _ours(name, known) and name not in known.texts
    return stranger and bool(_OF_A_PERSON.search(plainly(change.line)))


def _ours(name: str, known: Known) -> bool:
    """Whether these words hold the name of somebody of the offer."""
    return any(person in name for person in known.people)
