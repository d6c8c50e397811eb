"""Is what we read in the brief confirmed by a person?"""

from __future__ import annotations

from typing import Final

from generator.checks.finished import Finished, Verdict

_LEFT_OPEN: Final = (
    ("dates.start", "le début du dispositif"),
    ("buyer.name", "le nom de l'acheteur"),
    ("service.participants", "le nombre de participants"),
    ("service.place", "le lieu"),
)
"""What a note can't do without, and what is left open when the brief doesn't say it; C812 asks for the deadline."""


def open_points_read(finished: Finished) -> tuple[Verdict, ...]:
    """What the brief leaves open and the offer builds on is read by somebody, who says so."""
    brief = finished.dossier.inputs.brief
    contract = brief.value.contract
    known = {"dates.start"} if contract and contract.start != "date" else set()  # it runs from a notice or an order
    read = {assumption.field for assumption in brief.value.assumptions}
    return tuple(
        Verdict(
            brief.span(*field.split(".")),
            f"la demande ne dit pas {what}, et personne n'a écrit comment la lire ({field})",
            "demandez à l'acheteur, ou ajoutez sous « assumptions » la lecture retenue et sa raison",
        )
        for field, what in _LEFT_OPEN
        if field not in known and _value(brief.value, field) is None and not _is_read(field, read)
    )


def _is_read(field: str, read: set[str]) -> bool:
    return any(one == field or one.startswith(f"{field}.") for one in read)


def _value(record: object, field: str) -> object:
    for name in field.split("."):
        record = getattr(record, name)
    return record


def assumptions_confirmed(finished: Finished) -> tuple[Verdict, ...]:
    """Each reading of what the brief leaves open is confirmed by a person."""
    brief = finished.dossier.inputs.brief
    return tuple(
        Verdict(
            brief.span("assumptions", i),
            f"lecture à confirmer ({assumption.field}) : {assumption.because}",
            "demandez à l'acheteur, puis écrivez « confirmed: true »",
        )
        for i, assumption in enumerate(brief.value.assumptions)
        if not assumption.confirmed
    )
