"""Who a proof belongs to: us, a member of the groupement, a subcontractor; by its SIREN, else by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.brief.candidate import Candidate
from generator.checks.finished import Finished
from generator.forms.parties import parties
from generator.foundation import words
from generator.foundation.record import Loaded
from generator.library.annex import Annex

Held = tuple[tuple[str, Loaded[Annex]], ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """One whose proofs are asked for; `amount` is what its obligation is worth, in euros before tax."""

    file: Loaded[Candidate]
    amount: Decimal
    subcontractor: bool = False

    @property
    def name(self) -> str:
        """Its legal name."""
        return self.file.value.name

    @property
    def siren(self) -> str:
        """The nine digits of the company."""
        return self.file.value.siret[:9]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a proof may know it; a sole trader's own name is its company's."""
        value = self.file.value
        return tuple(name for name in (value.name, value.trade_name) if name)


def holders(finished: Finished) -> tuple[Holder, ...]:
    """Us alone or every member of the groupement, then each subcontractor."""
    inputs = finished.dossier.inputs
    total = contract_total(finished)
    answering = parties(inputs.offer.value, inputs.candidate, inputs.partners)
    files = dict(inputs.partners)
    given: dict[str, Decimal] = {}
    for one in inputs.offer.value.subcontracts:
        given[one.partner] = given.get(one.partner, Decimal(0)) + one.amount
    return (
        *(Holder(party.file, total) for party in answering),
        *(Holder(files[key], amount, True) for key, amount in given.items() if key in files),
    )


def contract_total(finished: Finished) -> Decimal:
    """The price before tax over all years of the contract, renewals included."""
    contract, net = finished.dossier.inputs.brief.value.contract, finished.dossier.quote.net
    if contract is None or not contract.renewals:
        return net
    return net * (1 + contract.renewals * Decimal(contract.renewal_months or contract.months) / contract.months)


def owner(annex: Annex, among: tuple[Holder, ...]) -> Holder | None:
    """Whose proof this is; None when it is nobody's of them."""
    if annex.siren:
        return next((one for one in among if one.siren == annex.siren[:9]), None)
    return next((one for one in among if named(annex.holder, one.names)), None)


def named(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text names one of these: accents, case and punctuation aside, whole words."""
    told = f" {folded(text)} "
    return any(f" {folded(name)} " in told for name in names)


def folded(text: str) -> str:
    """Small letters without accents or punctuation, words one space apart."""
    return " ".join(re.findall(r"[a-z0-9]+", words.folded(text)))


def held(finished: Finished) -> Held:
    """The annexes of the offer, then the proofs that are kept for the award."""
    inputs = finished.dossier.inputs
    return (*inputs.annexes, *inputs.ready)


def of(
    holder: Holder, kinds: tuple[str, ...], finished: Finished, among: tuple[Holder, ...]
) -> Iterator[Loaded[Annex]]:
    """The proofs of these kinds that this one holds, joined or kept."""
    for _, annex in held(finished):
        if annex.value.kind in kinds and owner(annex.value, among) is holder:
            yield annex
