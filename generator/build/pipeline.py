"""The order of the stages, written once: read, plan, price, select, fill, compose, write, assemble, check.

`finish` gives the files of an offer as bytes by name, in memory: nothing is on disk until `publish` swaps them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.build.outings import outings
from generator.build.shelf import shelf_findings
from generator.build.state import FINDINGS, MANIFEST, SUMMARY
from generator.compose.compose import compose, stamped
from generator.compose.dossier import Dossier, Inputs
from generator.forms.candidature import candidature
from generator.forms.engagement import engagement
from generator.foundation.diagnostic import Diagnostics, ordered
from generator.library.select import select
from generator.planning.picture import calendar_pictures
from generator.planning.plan import plan
from generator.pricing.compute import quote


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished build: every file by name, every finding; `files` is empty when nothing could be composed."""

    files: Mapping[str, bytes]
    findings: Diagnostics


def finish(inputs: Inputs, workspace: Path, digest: str, on: date | None = None) -> Outcome:
    """Every file of the offer and every finding; days are counted from `on`, which a build never has."""
    # Here, so that who only composes (price, plan, review, diff) imports no writer, no packet and no check.
    from generator.build.binding import attached
    from generator.build.buyer_forms import still_true, with_buyer_forms
    from generator.build.commented import commented_files
    from generator.build.frozen import with_frozen
    from generator.build.grids import deposited, filled_grids
    from generator.build.produce import produce
    from generator.packet.deposit_names import naming_of

    dossier, problems = dossier_of(inputs)
    if dossier is None:
        return Outcome({}, ordered((*inputs.noticed, *problems)))
    grids, grid_problems = filled_grids(workspace, inputs.client, inputs.brief, inputs.offer, dossier.quote)
    dossier, frozen_problems = with_frozen(dossier)
    dossier, filled_problems = with_buyer_forms(dossier)
    problems = still_true(dossier, problems)
    problems += (*inputs.noticed, *grid_problems, *frozen_problems, *filled_problems)
    product = produce(stamped(dossier, problems), lambda: attached(inputs, workspace))
    from generator.build.neighbours import beside  # these were loaded while the packet was set
    from generator.checks.table import noted
    from generator.checks.waived import settled
    from generator.report.machine import findings_json, manifest_json
    from generator.report.summary import summary_json

    known, unread = beside(product.finished.dossier, workspace)
    made = product.finished.files
    files = {**made, **deposited(grids, made, naming_of(inputs))}
    finished = replace(product.finished, dossier=known, files=files, on=on)
    found = noted(finished)
    problems += (*product.problems, *unread, *(each.finding for each in found))
    findings = ordered(settled(problems, inputs.offer, inputs.brief.value.dates.deadline))
    kept = {replace(finding, family="") for finding in findings}
    said = [each for each in found if each.finding in kept]  # those that nobody waived
    files = {**finished.files, **commented_files(finished, said, product.word)}
    files[FINDINGS] = findings_json(inputs.client, findings)
    files[SUMMARY] = summary_json(finished, findings, product.packet)
    files[MANIFEST] = manifest_json(finished, digest, files, product.packet, product.annexes)
    return Outcome(files, findings)


def dossier_of(inputs: Inputs) -> tuple[Dossier | None, Diagnostics]:
    """Everything that the offer says, before any format; None when the schedule or the price can't be made."""
    brief, offer, candidate = inputs.brief, inputs.offer, inputs.candidate
    schedule, problems = plan(brief, offer, inputs.workers, inputs.kept)
    if schedule is None:
        return None, problems
    events = outings(schedule, offer.value, brief.value.service.participants)
    price, money_problems = quote(brief, offer, candidate, inputs.prices, events, inputs.partners)
    problems += money_problems
    if price is None:
        return None, problems
    regime = candidate.value.vat.regime
    choices, selection_problems = select(
        inputs.blocks, inputs.own_blocks, inputs.outline.value, brief.value, offer, regime
    )
    people = tuple(person.file.value for person in inputs.team)
    forms, form_problems = candidature(brief, offer, candidate, people, inputs.partners)
    theme = inputs.theme.value
    pictures = calendar_pictures(schedule, theme.primary, theme.accent, theme.soft, theme.grey)
    engaging, engaging_problems = engagement(brief, offer, candidate, inputs.partners, people, price)
    form_problems += engaging_problems
    dossier, text_problems = compose(inputs, schedule, price, choices, (forms, engaging), pictures)
    shelf_problems = shelf_findings(inputs, choices, schedule.weeks)
    return dossier, (*problems, *selection_problems, *shelf_problems, *form_problems, *text_problems)
