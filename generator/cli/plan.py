"""`offer plan`: the events, the closures, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.show import show, show_data

if TYPE_CHECKING:
    from generator.planning.schedule import Schedule

KINDS = {"school": "vacances scolaires", "public": "jour férié", "bridge": "pont", "closed": "jour fermé"}


@click.command(cls=FrenchCommand, name="plan", help="Montre les séances et les réunions de CLIENT, et les fermetures.")
@click.argument("client", metavar="CLIENT")
@workspace_option
@format_option("text", "json")
def command(client: str, workspace: Path, form: str) -> int:
    """Prints the schedule; 1 when there is none or when something blocks."""
    from generator.build.clients import clients
    from generator.build.preview import planned
    from generator.foundation.diagnostic import blocks

    known_client(client, clients(workspace))
    schedule, findings = planned(workspace, client)
    if form == "json":
        show_data(client, data(schedule) if schedule else None, findings)
    else:
        for line in lines(schedule) if schedule else ():
            click.echo(line)
        show(client, findings, form)
    return 1 if schedule is None or blocks(findings) else 0


def lines(schedule: Schedule) -> list[str]:
    """The events, then the closures, as aligned lines."""
    from generator.cli.columns import columns
    from generator.foundation.days import clock, full, long

    events = [
        (event.mark, full(event.day), f"{clock(event.start)} – {clock(event.end)}", event.label, event.place)
        for event in schedule.events
    ]
    closed = [
        (
            long(c.first) if c.first == c.last else f"du {long(c.first)} au {long(c.last)}",
            c.name,
            KINDS[c.kind],
        )
        for c in schedule.closures
    ]
    return [
        f"Du {long(schedule.first)} au {long(schedule.last)}, zone scolaire {schedule.zone}",
        *columns(events),
        *(["Fermetures", *columns(closed)] if closed else []),
    ]


def data(schedule: Schedule) -> dict[str, object]:
    """The schedule as plain data: ISO days, hours as 09:00."""
    return {
        "zone": schedule.zone,
        "from": schedule.first.isoformat(),
        "to": schedule.last.isoformat(),
        "events": [
            {
                "kind": event.kind,
                "number": event.number,
                "label": event.label,
                "day": event.day.isoformat(),
                "start": f"{event.start:%H:%M}",
                "end": f"{event.end:%H:%M}",
                "place": event.place,
                "with": list(event.attendees),
            }
            for event in schedule.events
        ],
        "closures": [
            {"from": c.first.isoformat(), "to": c.last.isoformat(), "name": c.name, "kind": c.kind}
            for c in schedule.closures
        ],
    }
