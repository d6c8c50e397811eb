"""Statements on honour: none without an explicit confirmation by the signatory, dated in time."""

from __future__ import annotations

from generator.brief.offer import Confirmation, Statement
from generator.forms.facts import Facts
from generator.forms.parties import listed
from generator.foundation.days import short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, warning

LABELS: dict[Statement, str] = {
    "dc1_f1": "la case F1 du DC1 (exclusions de la procédure)",
    "attestation": "l'attestation sur l'honneur",
    "dc4_k1": "la case K1 du DC4 (exclusions de la procédure)",
}


def confirmed(statement: Statement, facts: Facts) -> tuple[tuple[Confirmation, ...], Diagnostics]:
    """The confirmations that make this statement, one by each who must make it; none when one of them is missing."""
    given = [(n, c) for n, c in enumerate(facts.offer.value.confirmations) if c.statement == statement]
    judged = [(confirmation, _problem(confirmation, index, facts)) for index, confirmation in given]
    problems = tuple(problem for _, problem in judged if problem)
    good = {_folded(confirmation.by): confirmation for confirmation, problem in reversed(judged) if not problem}
    asked = bound(statement, facts)
    missing = tuple(name for name in asked if _folded(name) not in good)
    # One who confirmed badly has a message already, and so has a wrong person in the place of the one signatory.
    tried = {_folded(confirmation.by) for confirmation, _ in judged}
    silent = tuple(name for name in missing if _folded(name) not in tried)
    if silent and (len(asked) > 1 or not problems):
        problems += (_missing(statement, silent, facts),)
    return () if missing else tuple(good[_folded(name)] for name in asked), problems


def bound(statement: Statement, facts: Facts) -> tuple[str, ...]:
    """Whose confirmation this form needs: in a groupement, each member's signatory for the one DC1."""
    who = [m.file for m in facts.members] if statement == "dc1_f1" else [facts.candidate]
    return tuple(dict.fromkeys(file.value.signatory.name for file in who))


def _able(statement: Statement, facts: Facts) -> tuple[str, ...]:
    """Who may confirm such a statement somewhere in this offer."""
    files = dict(facts.partners)
    if statement == "dc4_k1":
        who = [files[given.partner] for given in facts.offer.value.subcontracts if given.partner in files]
    else:
        who = [member.file for member in facts.members]
    return tuple(dict.fromkeys(file.value.signatory.name for file in who))


def _missing(statement: Statement, names: tuple[str, ...], facts: Facts) -> Diagnostic:
    lines = " ; ".join(f"- {{statement: {statement}, by: {name}, on: AAAA-MM-JJ}}" for name in names)
    alone = len(bound(statement, facts)) == 1 and statement != "dc4_k1"
    who = "le signataire" if alone and not facts.grouped else listed(names)
    return warning(
        "F511",
        facts.span("offer.confirmations"),
        f"{LABELS[statement]} est à confirmer par {who} avant le dépôt",
        f"après {'son' if len(names) == 1 else 'leur'} accord, ajoutez « {lines} » à « confirmations »",
    )


def _problem(confirmation: Confirmation, index: int, facts: Facts) -> Diagnostic | None:
    able, label = _able(confirmation.statement, facts), LABELS[confirmation.statement]
    if _folded(confirmation.by) not in map(_folded, able):
        one = len(able) == 1
        return error(
            "F512",
            facts.offer.span("confirmations", index, "by"),
            f"{label} est confirmée par {confirmation.by}, qui n'est pas "
            f"{'le signataire' if one else 'un des signataires'} ({listed(able)})",
            "seul le signataire habilité de candidate.yaml peut confirmer une déclaration sur l'honneur"
            if one and confirmation.statement != "dc4_k1"
            else "seul le signataire habilité de chaque fichier peut confirmer une déclaration sur l'honneur",
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
