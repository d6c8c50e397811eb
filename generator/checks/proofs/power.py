"""May the signatory bind the candidate? A person who is not its legal representative has a power, and joins it."""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict
from generator.checks.proofs.holders import Holder, folded, holders, named
from generator.foundation import days
from generator.foundation.diagnostic import Level
from generator.law.capacities import binds


def signatory_empowered(finished: Finished) -> tuple[Verdict, ...]:
    """Each signatory is the legal representative, or holds a power that is joined and still runs at the deadline."""
    return tuple(
        verdict for holder in holders(finished) if not holder.subcontractor for verdict in _power(holder, finished)
    )


def _power(holder: Holder, finished: Finished) -> tuple[Verdict, ...]:
    value, offer = holder.file.value, finished.dossier.inputs.offer.value
    legal, signatory = value.representative, value.signatory
    if legal is None and binds(signatory.capacity, value.legal_form, offer.date):
        return ()
    if legal and folded(legal.name) == folded(signatory.name):
        return ()
    deadline = finished.dossier.inputs.brief.value.dates.deadline or offer.date
    powers = [
        annex
        for _, annex in finished.dossier.inputs.annexes
        if annex.value.kind == "pouvoir" and named(annex.value.holder, (signatory.name, *holder.names))
    ]
    if any(not annex.value.until or annex.value.until >= deadline for annex in powers):
        return ()
    if legal is None:
        return (_doubtful(holder),)
    who = f"{signatory.name}, qui signe pour {holder.name}, n'en est pas le représentant légal ({legal.name})"
    ends = max((annex.value.until for annex in powers if annex.value.until), default=None)
    if ends:
        said = f"{who} : son pouvoir a fini le {days.long(ends)}, avant la remise des offres"
    else:
        said = f"{who}, et aucun pouvoir à son nom n'est joint"
    hint = (
        f"joignez un pouvoir signé de {legal.name} (kind: pouvoir, holder: {signatory.name}), ou changez de signataire"
    )
    return (Verdict(holder.file.span("signatory"), said, hint),)


def _doubtful(holder: Holder) -> Verdict:
    """Nobody is said to be the legal representative, and the capacity of the signatory is not one that binds."""
    signatory = holder.file.value.signatory
    said = (
        f"{signatory.name}, « {signatory.capacity} », signe pour {holder.name} : cette qualité n'engage pas par "
        "elle-même, et aucun pouvoir à son nom n'est joint"
    )
    hint = (
        "nommez le représentant légal (« representative ») et joignez le pouvoir qu'il lui donne (kind: pouvoir, "
        f"holder: {signatory.name}), ou corrigez « capacity »"
    )
    return Verdict(holder.file.span("signatory", "capacity"), said, hint, level=Level.WARNING)
