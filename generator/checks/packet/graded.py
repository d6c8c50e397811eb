"""How a broken rule of the consultation is told: as grave as the buyer says, with the line where he says it."""

from __future__ import annotations

from generator.brief.rules import Rule
from generator.checks.finished import Finished
from generator.foundation.diagnostic import Level, Span
from generator.foundation.source import Key


def gravity(finished: Finished, rule: Rule | None) -> Level | None:
    """Blocking when the buyer says that breaking the rule eliminates, a warning when he says not; else the check's."""
    if rule is None:
        return None
    said = finished.dossier.inputs.brief.value.rules.is_eliminatory(rule)
    return None if said is None else Level.BLOCKING if said else Level.WARNING


def asked(rule: Rule | None) -> str:
    """« (demande, ligne 37) », or nothing."""
    return f" (demande, ligne {rule.source})" if rule and rule.source else ""


def place(finished: Finished, *path: Key) -> Span:
    """Where a rule stands in the brief."""
    return finished.dossier.inputs.brief.span("rules", *path)
