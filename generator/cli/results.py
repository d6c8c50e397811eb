"""`offer results`: what was won and lost, by offer, by approach and by block."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.columns import columns
from generator.cli.french import FrenchCommand
from generator.cli.options import format_option, workspace_option
from generator.cli.show import show, show_data
from generator.foundation.diagnostic import blocks

if TYPE_CHECKING:
    from generator.brief.result import Decision
    from generator.build.results import Judged, Tally

OUTCOMES = {"won": "gagnée", "lost": "perdue", "pending": "en attente", "abandoned": "sans suite"}


@click.command(
    cls=FrenchCommand,
    name="results",
    help="Montre ce qui a gagné et ce qui a perdu : par offre, par approche et par bloc (offers/<client>/result.yaml).",
)
@workspace_option
@format_option("text", "json")
def command(workspace: Path, form: str) -> int:
    """Prints the offers that have a result and the two tallies; 1 when a file is wrong."""
    from generator.build.results import by_approach, by_block, judged

    offers, findings = judged(workspace)
    if form == "json":
        data = {
            "offers": [_offer_data(one) for one in offers],
            "approaches": [_tally_data(tally) for tally in by_approach(offers)],
            "blocks": [_tally_data(tally) for tally in by_block(offers)],
        }
        show_data("", data, findings)
    else:
        for line in _told(offers, by_approach(offers), by_block(offers)):
            click.echo(line)
        show("", findings, form)
    return 1 if blocks(findings) else 0


def _told(offers: tuple[Judged, ...], approaches: tuple[Tally, ...], found: tuple[Tally, ...]) -> Iterator[str]:
    if not offers:
        yield "Aucun résultat : écrivez « outcome: won » ou « outcome: lost » dans offers/<client>/result.yaml."
        return
    yield click.style("Offres", bold=True)
    yield from columns(row for one in offers for row in _offer(one))
    for title, tallies in (("Approches", approaches), ("Blocs", found)):
        yield click.style(title, bold=True)
        yield from columns([("", "gagnées", "perdues", "points", "offres"), *map(_row, tallies)])
        for tally in tallies:
            for reason in tally.reasons:
                yield f"    {tally.name} {'+' if reason.good else '-'} « {reason.text} »"


def _offer(one: Judged) -> Iterator[tuple[str, ...]]:
    for decision in one.result.decisions:
        lot = getattr(decision, "lot", None)
        name = f"{one.client}, lot {lot}" if lot else one.client
        yield (name, OUTCOMES[decision.outcome], _points(decision), _rank(decision), one.approach)


def _points(decision: Decision) -> str:
    from generator.foundation.money import number

    return " ; ".join(f"{s.criterion} {number(s.ours)}/{number(s.out_of)}" for s in decision.scores) or "–"


def _rank(decision: Decision) -> str:
    price = decision.price
    return f"prix {price.rank}/{price.of}" if price else "–"


def _row(tally: Tally) -> tuple[str, ...]:
    part = "–" if tally.share is None else f"{round(tally.share * 100)} %"
    return (tally.name, str(tally.won), str(tally.lost), part, ", ".join(tally.clients))


def _offer_data(one: Judged) -> dict[str, object]:
    return {
        "client": one.client,
        "approach": one.approach,
        "blocks": list(one.blocks),
        "result": one.result.model_dump(mode="json", exclude_none=True),
    }


def _tally_data(tally: Tally) -> dict[str, object]:
    return {
        "name": tally.name,
        "offers": list(tally.clients),
        "won": tally.won,
        "lost": tally.lost,
        "share": None if tally.share is None else str(round(tally.share, 4)),
        "reasons": [reason.text for reason in tally.reasons],
    }
