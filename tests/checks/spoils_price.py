"""What cases of the price do: rows of the cost sheet gone or changed, an offer under another VAT regime."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.checks.finished import Finished
from generator.compose.cost import cost_document
from generator.compose.planning import planning_document
from generator.document.tree import Callout, Table, Text
from generator.foundation.money import cents
from generator.pricing.tax import Tax
from tests.checks.spoils_offer import _cell, _nodes, _printed, _unsaid, _with, _without_row


def night_unprinted(finished: Finished) -> Finished:
    """The row of the nights, at 0 €, is gone from the cost sheet."""
    return _without_row(finished, "cost", "hébergement")


def cost_without_tables(finished: Finished) -> Finished:
    """The cost sheet has lost its tables."""
    return _printed(finished, "cost", lambda t: _nodes(t, lambda n: None if isinstance(n, Table) else n))


def six_sessions_priced(finished: Finished) -> Finished:
    """The cost sheet counts six sessions."""
    return _cell(finished, "cost", "séance d'analyse des pratiques", "5", "6")


def cadrage_unpriced(finished: Finished) -> Finished:
    """The row of the cadrage is gone from the cost sheet."""
    return _without_row(finished, "cost", "réunion de cadrage")


def two_bilans_priced(finished: Finished) -> Finished:
    """The cost sheet counts two bilans."""
    return _cell(finished, "cost", "bilan intermédiaire", "1", "2")


def total_of_the_table_changed(finished: Finished) -> Finished:
    """The last row of the cost sheet says another total."""
    return _cell(finished, "cost", "montant total net", "4 888,56 €", "4 900,00 €")


def announced_total_changed(finished: Finished) -> Finished:
    """The head of the cost sheet says another total."""

    def node(found: Any) -> Any:
        return (
            replace(found, title=(Text("Prix total de l'offre : 4 900,00 €"),)) if isinstance(found, Callout) else found
        )

    return _printed(finished, "cost", lambda tree: _nodes(tree, node))


def lot_raised(finished: Finished) -> Finished:
    """In the table of lots, lot 1 costs more."""
    return _cell(finished, "cost", "lot 1 – travailleurs", "19 903,00 €", "20 903,00 €")


def _taxed(finished: Finished) -> Finished:
    """The same offer at the normal rate."""
    dossier = finished.dossier
    (lot,) = dossier.quote.lots
    due = (Tax("taux_normal", Decimal(20), lot.net, cents(lot.net / 5)),)
    quote = replace(
        dossier.quote,
        rate=Decimal(20),
        regime="taux_normal",
        mention="",
        tax=due[0].tax,
        gross=due[0].gross,
        lots=(replace(lot, taxes=due),),
    )
    return replace(finished, dossier=replace(dossier, quote=quote))


def taxed_without_row(finished: Finished) -> Finished:
    """The offer is taxed, its cost sheet is that of an exempt one."""
    return _taxed(finished)


def cost_with_tax(finished: Finished) -> Finished:
    """The offer is taxed, and its cost sheet says so."""
    taxed = _taxed(finished)
    inputs = taxed.dossier.inputs
    sheet = cost_document(taxed.dossier.quote, inputs.brief.value, inputs.offer.value, inputs.candidate.value)
    return _printed(taxed, "cost", lambda _: sheet)


def cost_with_wrong_tax(finished: Finished) -> Finished:
    """In a taxed cost sheet, the amount of the tax was typed."""
    return _cell(cost_with_tax(finished), "cost", "tva à 20 %", "977,71 €", "970,00 €")


def training_unsaid(finished: Finished) -> Finished:
    """Neither the note nor the planning nor the CVs speak of training or of attendance."""
    gone = _unsaid(finished, "formation[s]?", "[ée]marg[a-zé]*", "attestations? de présence", "assiduité")
    return replace(gone, printed=tuple(p for p in gone.printed if p.key == "note"), aside=())


def everything_to_sign(finished: Finished) -> Finished:
    """The buyer wants the planning signed too, and it is."""
    inputs = finished.dossier.inputs
    demands = tuple(
        d.model_copy(update={"signed": True, "dated": True}) if d.piece == "planning" else d
        for d in inputs.brief.value.pieces
    )
    signed = _with(finished, brief=inputs.brief.value.model_copy(update={"pieces": demands}))
    inputs = signed.dossier.inputs
    names = {person.key: person.file.value.name for person in inputs.team}
    made = planning_document(
        signed.dossier.schedule, inputs.brief.value, inputs.offer.value, inputs.candidate.value, (), names
    )
    return _printed(signed, "planning", lambda _: made)
