"""What won and what lost, by approach and by block: each judged offer counts for the blocks that it takes today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator.brief.result import Decision, Reason, Result, Score
from generator.build.clients import clients
from generator.build.inputs import read_inputs
from generator.build.preview import selected
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, near_miss
from generator.foundation.record import Loaded, read_record
from generator.foundation.source import Key

FILE = "result.yaml"


@dataclass(frozen=True, slots=True)
class Judged:
    """An offer with its result, its approach and the blocks that it takes."""

    client: str
    result: Result
    approach: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How an approach or a block fared: decisions won and lost, points got out of all points, reasons that name it."""

    name: str
    clients: tuple[str, ...]
    won: int
    lost: int
    share: Decimal | None  # of the points, from 0 to 1; None without a score
    reasons: tuple[Reason, ...] = ()


def read_result(workspace: Path, client: str) -> tuple[Loaded[Result] | None, Diagnostics]:
    """The result of one offer; None, and no problem, while it has none."""
    file = f"offers/{client}/{FILE}"
    path = workspace / file
    return read_record(path, file, Result) if path.is_file() else (None, ())


def judged(workspace: Path) -> tuple[tuple[Judged, ...], Diagnostics]:
    """Every offer that has a result, by client, and every problem of those files."""
    found: list[Judged] = []
    problems: list[Diagnostic] = []
    for client in clients(workspace):
        result, slips = read_result(workspace, client)
        problems += slips
        if result is None:
            continue
        one, slips = _judged(workspace, client, result)
        problems += slips
        if one:
            found.append(one)
    return tuple(found), tuple(problems)


def _judged(workspace: Path, client: str, result: Loaded[Result]) -> tuple[Judged | None, Diagnostics]:
    inputs, slips = read_inputs(workspace, client)
    selection, _ = selected(workspace, client)
    if inputs is None or selection is None:
        return None, slips
    known = [choice.block.id for choice in selection.choices]
    taken = tuple(choice.block.id for choice in selection.choices if choice.taken)
    lots = {lot.number for lot in inputs.brief.value.lots}
    criteria = [criterion.name for criterion in inputs.brief.value.criteria]
    slips = (*_unknown_blocks(result, known), *_unknown_lots(result, lots), *_unknown_criteria(result, criteria))
    return Judged(client, result.value, inputs.offer.value.approach, taken), slips


def _unknown_blocks(result: Loaded[Result], known: list[str]) -> Iterator[Diagnostic]:
    lots = result.value.lots
    places: list[tuple[tuple[Key, ...], tuple[Reason, ...]]] = [(("reasons",), result.value.reasons)]
    places += [(("lots", i, "reasons"), lot.reasons) for i, lot in enumerate(lots)]
    for path, reasons in places:
        cited = [(name, (*path, i, "blocks", j)) for i, r in enumerate(reasons) for j, name in enumerate(r.blocks)]
        for name, place in cited:
            if name not in known:
                hint = near_miss(name, known) or "« offer blocks » les liste"
                yield error("L290", result.span(*place), f"bloc inconnu « {name} »", hint)


def _unknown_criteria(result: Loaded[Result], known: list[str]) -> Iterator[Diagnostic]:
    places: list[tuple[tuple[Key, ...], tuple[Score, ...]]] = [(("scores",), result.value.scores)]
    places += [(("lots", i, "scores"), lot.scores) for i, lot in enumerate(result.value.lots)]
    for path, scores in places:
        for i, score in enumerate(scores):
            if known and score.criterion not in known:
                hint = near_miss(score.criterion, known) or "critères de la demande : " + " ; ".join(known)
                yield error("L292", result.span(*path, i, "criterion"), f"critère inconnu « {score.criterion} »", hint)


def _unknown_lots(result: Loaded[Result], lots: set[int]) -> Iterator[Diagnostic]:
    for i, decision in enumerate(result.value.lots):
        if decision.lot not in lots:
            said = f"la demande n'a pas de lot {decision.lot}"
            yield error("L291", result.span("lots", i, "lot"), said, "corrigez le numéro, ou retirez ce lot")


def by_approach(offers: Iterable[Judged]) -> tuple[Tally, ...]:
    """One tally an approach, the best first."""
    offers = tuple(offers)
    return _ranked(_tally(name, [o for o in offers if o.approach == name]) for name in {o.approach for o in offers})


def by_block(offers: Iterable[Judged]) -> tuple[Tally, ...]:
    """One tally a block taken by a judged offer, the best first."""
    offers = tuple(offers)
    names = {name for one in offers for name in one.blocks}
    return _ranked(_tally(name, [one for one in offers if name in one.blocks]) for name in names)


def _tally(name: str, offers: list[Judged]) -> Tally:
    decisions = [decision for one in offers for decision in one.result.decisions]
    reasons = tuple(r for one in offers for r in _reasons(one.result) if name in r.blocks)
    outcomes = [decision.outcome for decision in decisions]
    clients_ = tuple(one.client for one in offers)
    return Tally(name, clients_, outcomes.count("won"), outcomes.count("lost"), share(decisions), reasons)


def _reasons(result: Result) -> tuple[Reason, ...]:
    return (*result.reasons, *(reason for lot in result.lots for reason in lot.reasons))


def share(decisions: Iterable[Decision]) -> Decimal | None:
    """The points got out of all the points of these decisions; None without a score."""
    scores = [score for decision in decisions for score in decision.scores]
    most = sum((score.out_of for score in scores), Decimal(0))
    return sum((score.ours for score in scores), Decimal(0)) / most if most else None


def _ranked(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    return tuple(sorted(tallies, key=lambda t: (t.lost - t.won, -(t.share or Decimal(0)), t.name)))
