"""`offer plan`: the events, the closures, what is wrong with them; dates kept, saved, and people engaged twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, known_client, workspace_option
from generator.cli.show import show, show_data, show_json

if TYPE_CHECKING:
    from generator.planning.keep import Kept
    from generator.planning.schedule import Schedule

KINDS = {"school": "vacances scolaires", "public": "jour férié", "bridge": "pont", "closed": "jour fermé"}


@click.command(
    cls=FrenchCommand,
    name="plan",
    help="Montre les séances et les réunions de CLIENT, et les fermetures ; avec --all, qui est engagé deux fois.",
)
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--all", "every", is_flag=True, help="Toutes les offres en cours, et qui y est engagé deux fois.")
@click.option("--keep", is_flag=True, help="Garde le plus possible des dates de planned.yaml ou du dernier build.")
@click.option("--save", is_flag=True, help="Écrit ces dates dans offers/CLIENT/planned.yaml : elles seront gardées.")
@workspace_option
@format_option("text", "json")
def command(client: str | None, every: bool, keep: bool, save: bool, workspace: Path, form: str) -> int:
    """Prints the schedule; 1 when there is none or when something blocks."""
    from generator.build.bookings import clashes_of
    from generator.build.clients import clients
    from generator.build.preview import planned
    from generator.foundation.diagnostic import blocks

    known = clients(workspace)
    if every and not (client or keep or save):
        return _all(workspace, known, form)
    if every or not client:
        raise click.UsageError("il manque CLIENT : « offer plan vienne », ou « --all » seul pour toutes les offres")
    known_client(client, known)
    schedule, findings = planned(workspace, client, _kept(workspace, client) if keep else None)
    if schedule:
        findings += clashes_of(workspace, client, schedule, known)
    if form == "json":
        show_data(client, data(schedule) if schedule else None, findings)
    else:
        for line in lines(schedule) if schedule else ():
            click.echo(line)
        show(client, findings, form)
    if schedule is None or blocks(findings):
        return 1
    if save:
        _save(workspace, client, schedule, form)
    return 0


def _all(workspace: Path, known: tuple[str, ...], form: str) -> int:
    """One line an offer, then everyone who is engaged twice."""
    from generator.build.bookings import among, schedules
    from generator.foundation.days import short

    plans = schedules(workspace, known)
    found = among(workspace, plans)
    if form == "json":
        show_json([("", found)])
        return 0
    for client, schedule in plans.items():
        if schedule is None:
            click.echo(f"{client} : pas de planning (« offer plan {client} » dit pourquoi)")
            continue
        sessions, meetings = len(schedule.sessions), len(schedule.meetings)
        first, last = schedule.events[0].day, schedule.events[-1].day
        click.echo(f"{client} : {sessions} séances, {meetings} réunions, du {short(first)} au {short(last)}")
    show("", found, form)
    if not found:
        click.echo("Personne n'est engagé deux fois.")
    return 0


def _kept(workspace: Path, client: str) -> Kept:
    """The dates to keep, or a usage error when there are none."""
    from generator.build.promised import to_keep

    if kept := to_keep(workspace, client):
        return kept
    raise click.UsageError(
        f"aucune date à garder pour « {client} » : ni offers/{client}/planned.yaml, ni planning dans build/{client}/\n"
        f"  aide : « offer build {client} » ou « offer plan {client} --save » en écrit"
    )


def _save(workspace: Path, client: str, schedule: Schedule, form: str) -> None:
    from generator.build.promised import NAME, save

    save(workspace, client, schedule)
    if form == "text":
        click.echo(f"écrit : offers/{client}/{NAME} ; tant qu'il est là, le planning garde ces dates")


def lines(schedule: Schedule) -> list[str]:
    """The events, then the closures, as aligned lines."""
    from generator.cli.columns import columns
    from generator.foundation.days import clock, full, long

    several = len(schedule.groups) > 1
    events = [
        (
            event.mark,
            full(event.day),
            f"{clock(event.start)} – {clock(event.end)}",
            event.label,
            *((event.intervener,) if several else ()),
            event.place,
        )
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
        f"Du {long(schedule.first)} au {long(schedule.last)}{_zones(schedule.zone)}",
        *columns(events),
        *(["Fermetures", *columns(closed)] if closed else []),
    ]


def _zones(zone: str) -> str:
    """« , zone scolaire A », « , zones scolaires A et B »; nothing where there is none."""
    several = "s" if " et " in zone else ""
    return f", zone{several} scolaire{several} {zone}" if zone else ""


def data(schedule: Schedule) -> dict[str, object]:
    """The schedule as plain data: ISO days, hours as 09:00."""
    return {
        "zone": schedule.zone,
        "from": schedule.first.isoformat(),
        "to": schedule.last.isoformat(),
        "groups": [
            {"key": group.key, "name": group.name, "site": group.site, "intervener": group.intervener}
            for group in schedule.groups
        ],
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
                "group": event.group,
                "intervener": event.intervener,
                "site": event.site,
            }
            for event in schedule.events
        ],
        "closures": [
            {"from": c.first.isoformat(), "to": c.last.isoformat(), "name": c.name, "kind": c.kind}
            for c in schedule.closures
        ],
    }
