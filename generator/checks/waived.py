"""Rules that a person set aside for one offer: their findings stay in the report, with who and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.brief.offer import Offer
from generator.brief.waiver import Waiver
from generator.checks.table import FAMILIES
from generator.document.typography import folded
from generator.foundation.days import long
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Level, error, info, near_miss, warning
from generator.foundation.record import Loaded

ABOUT = frozenset({"L235", "L236", "L237", "L239"})  # what is wrong with the waivers themselves


def settled(findings: Diagnostics, offer: Loaded[Offer], deadline: date | None = None) -> Diagnostics:
    """The findings with their family, those of waived rules made good to know; what is wrong with the waivers."""
    waivers = offer.value.waivers
    refused = tuple(_refused(offer))
    valid = [waiver for waiver in waivers if waivable(waiver.check)]
    titles = {
        rule.id: family.title for family in FAMILIES for rules in (family.checks, family.raised) for rule in rules
    }
    told = tuple(replace(_told(each, valid), family=titles.get(each.code, "")) for each in findings)
    return (*told, *refused, *_idle(findings, offer), *_late(offer, deadline))


def waivable(code: str) -> bool:
    """Whether an offer may set this rule aside."""
    return code in _known() and _known()[code]


def _known() -> dict[str, bool]:
    """Every rule of the table, and whether it may be waived."""
    return {
        rule.id: rule.waivable for family in FAMILIES for rules in (family.checks, family.raised) for rule in rules
    }


def _told(finding: Diagnostic, waivers: list[Waiver]) -> Diagnostic:
    for waiver in waivers:
        if _meets(waiver, finding):
            said = f"levé par {waiver.by} le {long(waiver.on)} : {waiver.reason}"
            return replace(finding, level=Level.INFO, waived=said)
    return finding


def _meets(waiver: Waiver, finding: Diagnostic) -> bool:
    return waiver.check == finding.code and (not waiver.about or folded(waiver.about) in folded(finding.message))


def _refused(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """Waivers of rules that do not exist, or that nobody may set aside."""
    for i, waiver in enumerate(offer.value.waivers):
        if waivable(waiver.check):
            continue
        place = offer.span("waivers", i, "check")
        if waiver.check in _known():
            hint = "retirez cette ligne, et corrigez ce que dit le constat"
            yield error("L235", place, f"le contrôle {waiver.check} ne peut pas être levé", hint)
        else:
            hint = near_miss(waiver.check, _known()) or "« offer check --list » donne tous les codes"
            yield error("L236", place, f"contrôle inconnu « {waiver.check} »", hint)


def _idle(findings: Diagnostics, offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """Waivers that set nothing aside: the fault was mended, or never was."""
    for i, waiver in enumerate(offer.value.waivers):
        if waivable(waiver.check) and not any(_meets(waiver, finding) for finding in findings):
            said = f"{waiver.check} est levé, et ne trouve rien à redire"
            if waiver.about and any(finding.code == waiver.check for finding in findings):
                said = f"{waiver.check} est levé, mais aucun de ses constats ne contient « {waiver.about} »"
            yield info("L237", offer.span("waivers", i, "check"), said, "retirez cette ligne, ou corrigez-la")


def _late(offer: Loaded[Offer], deadline: date | None) -> Iterator[Diagnostic]:
    """Waivers decided when the offer was already handed in."""
    for i, waiver in enumerate(offer.value.waivers):
        if deadline and waiver.on > deadline:
            said = f"{waiver.check} est levé le {long(waiver.on)}, après la date limite ({long(deadline)})"
            yield warning("L239", offer.span("waivers", i, "on"), said, "corrigez cette date")
