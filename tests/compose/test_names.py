"""The names that blocks may use."""

from __future__ import annotations

from dataclasses import replace

from generator.compose.names import names
from generator.compose.template import environment, render
from generator.foundation.record import Loaded

ALWAYS = {"brief", "offer", "candidate", "approach", "run_sheet", "adapt", "schedule", "quote", "lead", "people"} | {
    "fact",
    "meeting",
    "cite",
    "plural",
}


def printed(source: str, given) -> str:
    made, problems = render(environment(), source, "b.md", 1, given)
    assert problems == ()
    assert made
    return made.text


def test_the_shipped_offer_has_every_name(dossier) -> None:
    given = names(dossier.inputs, dossier.schedule, dossier.quote)
    assert set(given) == ALWAYS | {"substitute", "department"}
    assert given["lead"].name == dossier.inputs.lead.file.value.name
    assert printed('{{ department.name }} {{ fact("origin_year") }}', given) == "Vienne &#49;997"
    assert printed('{{ meeting("cadrage").label }}', given) == "Réunion de cadrage"
    assert printed('{% if fact("zzz") or meeting("session") is none %}oui{% else %}non{% endif %}', given) == "non"
    assert printed('{{ plural(schedule.sessions | length, "séance", "séances") }}', given) == "&#53; séances"


def test_a_substitute_and_a_department_may_be_absent(dossier) -> None:
    inputs = dossier.inputs
    brief = inputs.brief.value
    nowhere = brief.model_copy(update={"buyer": brief.buyer.model_copy(update={"department": None})})
    alone = replace(inputs, team=(inputs.lead,), brief=Loaded(nowhere, inputs.brief.source))
    given = names(alone, dossier.schedule, dossier.quote)
    assert set(given) == ALWAYS
    assert printed("{% if substitute is defined %}oui{% else %}non{% endif %}", given) == "non"
