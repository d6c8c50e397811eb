"""Every check: the families in the order of a report, and the findings of all."""

from __future__ import annotations

from typing import Final

from generator.checks.agreement import rows as agreement
from generator.checks.completeness import rows as completeness
from generator.checks.finished import Check, Family, Finished, Noted
from generator.checks.forms import rows as forms
from generator.checks.leftovers import rows as leftovers
from generator.checks.note import rows as note
from generator.checks.packet import rows as packet
from generator.checks.planning import rows as planning
from generator.checks.price import rows as price
from generator.checks.proofs import rows as proofs
from generator.checks.review import rows as review
from generator.checks.sources import sourced
from generator.checks.team import rows as team
from generator.foundation.diagnostic import Diagnostics

FAMILIES: Final[tuple[Family, ...]] = (
    completeness.FAMILY,
    note.FAMILY,
    planning.FAMILY,
    price.FAMILY,
    forms.FAMILY,
    team.FAMILY,
    proofs.FAMILY,
    packet.FAMILY,
    leftovers.FAMILY,
    agreement.FAMILY,
    review.FAMILY,
)
CHECKS: Final[tuple[Check, ...]] = tuple(check for family in FAMILIES for check in family.checks)


def noted(finished: Finished) -> tuple[Noted, ...]:
    """The findings of every check that these files call for, each with the words of a document that it speaks of."""
    checks = (check for family in FAMILIES if family.to_judge(finished) for check in family.checks)
    return tuple(sourced(finished, found) for check in checks for found in check.noted(finished))


def judge(finished: Finished) -> Diagnostics:
    """The findings of every check."""
    return tuple(found.finding for found in noted(finished))
