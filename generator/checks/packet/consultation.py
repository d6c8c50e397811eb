"""Was the visit that the consultation imposes made?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict
from generator.foundation import days


def visit_made(finished: Finished) -> tuple[Verdict, ...]:
    """A mandatory visit was made, in time, and its certificate is in the offer when there is one."""
    inputs = finished.dossier.inputs
    asked, done = inputs.brief.value.visit, inputs.offer.value.visit
    if asked is None or not asked.mandatory:
        return ()
    if done is None:
        until = f" avant le {days.long(asked.last)}" if asked.last else ""
        said = f"la visite des lieux est obligatoire{until} : l'offre ne dit pas quand elle a été faite"
        return (Verdict(inputs.brief.span("visit"), said, "ajoutez « visit: {on: AAAA-MM-JJ} » dans offer.yaml"),)
    last = asked.last or inputs.brief.value.dates.deadline
    if last and done.on > last:
        said = f"visite le {days.long(done.on)}, trop tard : elle devait se faire au plus tard le {days.long(last)}"
        return (Verdict(inputs.offer.span("visit", "on"), said, "vérifiez la date"),)
    if done.annex and done.annex not in inputs.offer.value.annexes:
        said = f"l'attestation de visite « {done.annex} » n'est pas jointe"
        return (Verdict(inputs.offer.span("visit", "annex"), said, "ajoutez-la à « annexes »"),)
    return ()
