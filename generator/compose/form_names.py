"""What a mapping of a buyer's form may say: our data, the answers of our own forms, and plain text in return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.brief.buyer_form import BuyerForm, Half
from generator.brief.candidate import Candidate
from generator.brief.designation import designation, spaced
from generator.brief.offer import Statement
from generator.compose.dossier import Dossier
from generator.compose.fault import Fault
from generator.compose.filters import text
from generator.compose.names import names
from generator.compose.template import environment, offered, render
from generator.forms.answers import ANSWERS, IDENTITY
from generator.forms.answers import answer as answered
from generator.forms.conditions import CONDITIONS, holds
from generator.forms.confirmation import LABELS
from generator.forms.confirmation import confirmed as confirmations
from generator.forms.facts import Facts
from generator.forms.grids import closed, past_staff
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, near_miss
from generator.foundation.record import Loaded

Said = dict[str, str | tuple[str, ...]]


def form_names(dossier: Dossier, case: Facts, part: Half) -> Mapping[str, Any]:
    """Every name, for the member, the lots and the subcontract that this copy is about; no price in a candidature."""
    brief, candidate = case.brief.value, case.candidate.value
    given = {
        **names(dossier.inputs, dossier.schedule, dossier.quote),
        "candidate": candidate,
        "us": case.us.value,
        "leader": case.leader.value,
        "signatory": candidate.signatory,
        "buyer": designation(brief.buyer),
        "siret": spaced(candidate.siret, 3, 3, 3, 5),
        "exercises": closed(case),
        "staff": past_staff(case),
        "lots": tuple(filter(None, map(brief.lot, case.lots))),
        **_asked(case),
    }
    if case.subcontract is not None:
        given["subcontract"] = case.subcontract
    if part == "candidature":
        del given["quote"]
    return given


def _asked(case: Facts) -> dict[str, Any]:
    """The functions: answers and conditions of our own forms, confirmations of the signatory."""

    @offered
    def answer(source: str) -> str:
        return "\n".join(_answer(source, case))

    @offered
    def holds_(condition: str) -> bool:
        if condition not in CONDITIONS:
            hint = near_miss(condition, CONDITIONS) or "conditions : " + ", ".join(CONDITIONS)
            raise Fault(f"condition inconnue « {condition} »", hint, "L215")
        return holds(condition, case)

    @offered
    def confirmed(statement: Statement) -> bool:
        if statement not in LABELS:
            hint = near_miss(statement, LABELS) or "déclarations : " + ", ".join(LABELS)
            raise Fault(f"déclaration inconnue « {statement} »", hint, "L215")
        return bool(confirmations(statement, case)[0])

    return {"answer": answer, "holds": holds_, "confirmed": confirmed}


def _answer(source: str, case: Facts) -> tuple[str, ...]:
    """The lines that our own form prints for this source."""
    if source.startswith(("price.", "contract.")) and case.quote is None:
        raise Fault(f"« {source} » : aucun prix dans une pièce de la candidature", "retirez cette valeur", "L215")
    try:
        return answered(source, case)
    except (KeyError, AttributeError, TypeError):
        known = [*ANSWERS, *(f"candidate.{name}" for name in (*IDENTITY, *Candidate.model_fields))]
        hint = near_miss(source, known) or "réponses : " + ", ".join(known)
        raise Fault(f"réponse inconnue « {source} »", hint, "L215") from None


def said_by(form: Loaded[BuyerForm], known: Mapping[str, Any]) -> tuple[Said, Diagnostics]:
    """The text of each field, and what is wrong with its template, on its line."""
    said: Said = {}
    problems: Diagnostics = ()
    for name, given in form.value.fields.items():
        span = form.span("fields", name)
        texts: list[str] = []
        found: list[Diagnostic] = []
        for one in given if isinstance(given, tuple) else (given,):
            text_, more = _plain(one, span, known)
            texts.append(text_)
            found += more
        problems += tuple(found)
        if not found:
            said[name] = tuple(texts) if isinstance(given, tuple) else texts[0]
    return said, problems


def _plain(source: str, span: Span, known: Mapping[str, Any]) -> tuple[str, Diagnostics]:
    """The text that this template prints, escaped for nothing."""
    if "{" not in source:
        return source.strip(), ()
    rendered, problems = render(environment(text), source, span.file, span.line, known)
    return rendered.text.strip() if rendered else "", problems
