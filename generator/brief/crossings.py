"""What a brief says twice must agree: numbers of lots, groups of sites, weights of criteria, names used elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.brief.brief import Brief
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, near_miss, warning
from generator.foundation.money import number
from generator.foundation.record import Loaded
from generator.foundation.source import Key

FULL = Decimal(100)


def crossings(brief: Loaded[Brief]) -> Diagnostics:
    """Every name that is given twice or never, every sum that does not hold."""
    return (*_twice(brief), *_lots(brief), *_sites(brief), *_weights(brief), *_questions(brief), *_rhythm(brief))


def _twice(brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    value = brief.value
    lists: tuple[tuple[tuple[Key, ...], str, Iterable[str]], ...] = (
        (("lots",), "number", (str(lot.number) for lot in value.lots)),
        (("service", "sites"), "key", (site.key for site in value.service.sites)),
        (("questions",), "id", (question.id for question in value.questions)),
        (("facts",), "key", (fact.key for fact in value.facts)),
        (("requirements",), "id", (requirement.id for requirement in value.requirements)),
    )
    for path, field, names in lists:
        seen: set[str] = set()
        for i, name in enumerate(names):
            if name in seen:
                said = f"« {name} » est déjà donné plus haut"
                yield error("B130", brief.span(*path, i, field), said, "donnez à chacun un nom qui lui est propre")
            seen.add(name)


def _lots(brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    known = [lot.number for lot in brief.value.lots]
    named: list[tuple[int, tuple[Key, ...]]] = [
        (criterion.lot, ("criteria", i, "lot")) for i, criterion in enumerate(brief.value.criteria) if criterion.lot
    ]
    sites = enumerate(brief.value.service.sites)
    named += [(site.lot, ("service", "sites", i, "lot")) for i, site in sites if site.lot]
    for lot, path in named:
        if lot not in known:
            hint = "lots de la demande : " + (", ".join(map(str, known)) or "aucun")
            yield error("B131", brief.span(*path), f"lot inconnu : {lot}", hint)


def _sites(brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    service = brief.value.service
    groups = sum(site.groups for site in service.sites)
    if service.sites and groups != service.groups:
        said = f"{service.groups} groupes demandés, mais {groups} sur les sites"
        yield error("B132", brief.span("service", "groups"), said, "corrigez « groups », ou celui d'un site")


def _weights(brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    """Weights are in percent: those of a lot, with those that hold for every lot, make 100."""
    criteria = brief.value.criteria
    own: tuple[int | None, ...] = tuple(dict.fromkeys(criterion.lot for criterion in criteria if criterion.lot))
    for lot in own or (None,):
        counted = [criterion.weight for criterion in criteria if criterion.lot in {None, lot}]
        weights = [weight for weight in counted if weight is not None]
        total = sum(weights, Decimal(0))
        if counted and len(weights) == len(counted) and total != FULL:
            of = f" du lot {lot}" if lot else ""
            said = f"les poids des critères{of} font {number(total)} %, non 100 %"
            yield warning("B133", brief.span("criteria"), said, "relisez le règlement de la consultation")


def _questions(brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    ids = [requirement.id for requirement in brief.value.requirements]
    for i, question in enumerate(brief.value.questions):
        for j, name in enumerate(question.changes):
            if name not in ids:
                hint = near_miss(name, ids) or "écrivez l'identifiant d'une demande, par exemple R12"
                yield error("B134", brief.span("questions", i, "changes", j), f"demande inconnue « {name} »", hint)


def _rhythm(brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    sessions = brief.value.service.sessions
    if sessions.min_weeks and sessions.max_weeks and sessions.min_weeks > sessions.max_weeks:
        said = "« max_weeks » est plus petit que « min_weeks »"
        yield error("B135", brief.span("service", "sessions", "max_weeks"), said, "échangez les deux nombres")
