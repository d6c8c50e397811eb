"""The label of the backup copy, to stick on its envelope: what it is, for whom, from whom, before when."""

from __future__ import annotations

from typing import Final

from generator.brief.brief import Brief
from generator.brief.designation import designation, spaced
from generator.brief.offer import Offer
from generator.brief.rules import DepositRule
from generator.compose.dossier import Inputs
from generator.document.tree import Document, Text
from generator.document.typography import french_document
from generator.foundation import days
from generator.law.deposit import deposit_rule
from generator.planning.countdown import Countdown

NAME: Final = "copie-de-sauvegarde.pdf"
_TO_WRITE: Final = "…" * 30
_HOUR: Final = "…" * 6


def backup_wanted(brief: Brief) -> bool:
    """Whether a backup copy may go with this deposit: an electronic one, of a buyer who does not refuse it."""
    rule = brief.rules.deposit
    return rule is None or (rule.by != "paper" and rule.backup is not False)


def postal(rule: DepositRule | None) -> str:
    """Where an envelope is brought; empty when the demand gives none, or only where to write."""
    address = (rule.address if rule else None) or ""
    return "" if "@" in address else address


def label(inputs: Inputs, way: Countdown) -> Document | None:
    """One page to print; None when no backup copy is admitted, or when the law of that day knew none."""
    brief, offer = inputs.brief.value, inputs.offer.value
    rule = deposit_rule("backup", brief.dates.deadline or offer.date)
    if rule is None or not backup_wanted(brief):
        return None
    cover = tuple((Text(f"{name} : ", strong=True), Text(value)) for name, value in _lines(inputs, way))
    document = Document(
        "backup",
        "copie-de-sauvegarde",
        "COPIE DE SAUVEGARDE",
        "À n'ouvrir que dans les cas que la loi prévoit",
        author=inputs.candidate.value.name,
        cover=(*cover, (Text(rule.cited[:1].upper() + rule.cited[1:], emphasis=True),)),
    )
    return french_document(document)


def _lines(inputs: Inputs, way: Countdown) -> tuple[tuple[str, str], ...]:
    brief, offer, candidate = inputs.brief.value, inputs.offer.value, inputs.candidate.value
    address, rule = candidate.address, brief.rules.deposit
    said = (
        ("Acheteur", designation(brief.buyer)),
        ("À remettre à", postal(rule) or _TO_WRITE),
        ("Objet", brief.title),
        ("Référence", brief.reference),
        ("Lots", lots_said(brief, offer)),
        ("Candidat", candidate.name),
        ("Adresse", f"{address.street}, {address.postcode} {address.town}"),
        ("SIRET", spaced(candidate.siret, 3, 3, 3, 5)),
        ("Date limite", _deadline(way)),
        ("Contenu", "candidature et offre, identiques au pli électronique"),
    )
    return tuple((name, value) for name, value in said if value)


def _deadline(way: Countdown) -> str:
    """The deadline, dotted where the demand does not say it: the buyer reads this page."""
    if way.deadline is None:
        return _TO_WRITE
    return way.words if way.hour else f"{days.full(way.deadline)} à {_HOUR}"


def lots_said(brief: Brief, offer: Offer) -> str:
    """« lot n° 1 – Travailleurs sociaux ; lot n° 2 – … »: those that are answered; empty without lots."""
    answered = [lot for lot in brief.lots if lot.number in offer.lots]
    return " ; ".join(f"lot n° {lot.number} – {lot.title}" for lot in answered)
