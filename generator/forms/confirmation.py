"""Statements on honour: none without an explicit confirmation by the signatory, dated in time."""

from __future__ import annotations

from generator.brief.offer import Confirmation, Statement
from generator.forms.facts import Facts
from generator.foundation.days import short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, warning

LABELS: dict[Statement, str] = {
    "dc1_f1": "la case F1 du DC1 (exclusions de la procédure)",
    "attestation": "l'attestation sur l'honneur",
}


def confirmed(statement: Statement, facts: Facts) -> tuple[Confirmation | None, Diagnostics]:
    """The confirmation that makes this statement, or None with what keeps it from being made."""
    given = [(n, c) for n, c in enumerate(facts.offer.value.confirmations) if c.statement == statement]
    judged = [(confirmation, _problem(confirmation, index, facts)) for index, confirmation in given]
    good = next((confirmation for confirmation, problem in judged if problem is None), None)
    problems = tuple(problem for _, problem in judged if problem)
    return good, problems if given else (_missing(statement, facts),)


def _missing(statement: Statement, facts: Facts) -> Diagnostic:
    line = f"- {{statement: {statement}, by: {facts.candidate.value.signatory.name}, on: AAAA-MM-JJ}}"
    return warning(
        "F511",
        facts.span("offer.confirmations"),
        f"{LABELS[statement]} est à confirmer par le signataire avant le dépôt",
        f"après son accord, ajoutez « {line} » à « confirmations »",
    )


def _problem(confirmation: Confirmation, index: int, facts: Facts) -> Diagnostic | None:
    signatory, label = facts.candidate.value.signatory.name, LABELS[confirmation.statement]
    if _folded(confirmation.by) != _folded(signatory):
        return error(
            "F512",
            facts.offer.span("confirmations", index, "by"),
            f"{label} est confirmée par {confirmation.by}, qui n'est pas le signataire ({signatory})",
            "seul le signataire habilité de candidate.yaml peut confirmer une déclaration sur l'honneur",
        )
    if why := _out_of_time(confirmation, facts):
        return warning(
            "F513",
            facts.offer.span("confirmations", index, "on"),
            f"confirmation du {short(confirmation.on)}, {why} : {label} reste à confirmer par le signataire",
            "corrigez la date, ou demandez au signataire une nouvelle confirmation avant le dépôt",
        )
    return None


def _out_of_time(confirmation: Confirmation, facts: Facts) -> str:
    dates = facts.brief.value.dates
    if dates.deadline and confirmation.on > dates.deadline:
        return f"postérieure à la date limite du {short(dates.deadline)}"
    if dates.published and confirmation.on < dates.published:
        return f"antérieure à la publication du {short(dates.published)}"
    return ""


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
