"""The page of all offers as one HTML file: no server, nothing fetched from elsewhere, readable without script."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from generator.document.typography import french
from generator.foundation import days, money
from generator.foundation.diagnostic import LEVEL_WORDS, Diagnostic, Level
from generator.planning.countdown import Stage
from generator.report.board import STATES, Board, Card, level_words
from generator.report.summary_records import Piece, Rule

_ASSETS: Final = Path(__file__).parent / "assets"


def page(board: Board) -> str:
    """The whole page; every value is escaped, and no script but ours may run."""
    script = _asset("page.js")
    return str(
        _template("page.html.jinja").render(
            board=board,
            states=STATES,
            levels=tuple(Level),
            style=_asset("page.css"),
            script=script,
            script_hash=b64encode(sha256(script.encode()).digest()).decode(),
        )
    )


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _template(name: str) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= _FILTERS
    return environment.get_template(name)


# --- words of the page ---------------------------------------------------------------------------


def percent(share: float) -> str:
    """« 62 % » for 0.62."""
    return f"{round(share * 100)}\u00a0%"


def stage_words(stage: Stage) -> str:
    """« fait le 12/06/2023 », « en retard »; empty when no day is counted."""
    if stage.state == "done" and stage.done:
        return f"fait le {days.short(stage.done)}"
    return _STAGES[stage.state]


_STAGES: Final[dict[str, str]] = {
    "unknown": "–",
    "late": "en retard",
    "today": "aujourd’hui",
    "next": "prochain jalon",
    "later": "à venir",
}


def size_words(size: int) -> str:
    """« 746 Ko », « 1,2 Mo » : thousands of bytes, as file managers tell them."""
    if size < 1_000:
        return f"{size} o"
    if size < 1_000_000:
        return f"{round(size / 1_000)} Ko"
    return f"{size / 1_000_000:.1f} Mo".replace(".", ",")


def counts_words(card: Card) -> str:
    """« 1 bloquant, 8 à vérifier », or « aucun »; infos stand in the findings only."""
    told = [level_words(level, n) for level in (Level.BLOCKING, Level.WARNING) if (n := card.count(level))]
    return ", ".join(told) or "aucun"


def held_words(card: Card) -> str:
    """« 5 séances, 3 réunions »."""
    held = card.summary.held if card.summary else ()
    sessions = sum(one.session for one in held)
    told = ((sessions, "séance"), (len(held) - sessions, "réunion"))
    return ", ".join(f"{n} {word}{'s' if n > 1 else ''}" for n, word in told if n)


def piece_of(card: Card, number: int) -> str:
    """The title of the piece on this page of the packet; empty on a cover or a divider."""
    pieces: tuple[Piece, ...] = card.summary.pieces if card.summary else ()
    return next((piece.title for piece in pieces if piece.first <= number <= piece.last), "")


def rule_of(card: Card, finding: Diagnostic) -> Rule | None:
    """The rule behind a finding, when a table tells it."""
    rule = card.summary.rules.get(finding.code) if card.summary else None
    return rule if rule and rule.rule else None


def output_link(card: Card, finding: Diagnostic) -> str:
    """The path from the page to the file that a finding speaks of; empty when that is no file of the output folder.

    Sources are named and not linked: the folder of outputs is often handed on without them.
    """
    place = finding.span.file.removeprefix(f"build/{card.client}/") if finding.span else ""
    return f"{card.client}/{place}" if any(file.name == place for file in card.found.files) else ""


def _french(text: str) -> str:
    return french(text)


def _sentence(text: str) -> str:
    """A finding as a sentence: a capital, unless a file is named first, and a full stop, unless a sign ends it."""
    text = _bound(text)
    start = text if re.match(r"[\w-]+[./]\w", text) else text[:1].upper() + text[1:]
    return start + ("" if re.search(r"[.!?…:]$", text) else ".")


def _bound(text: str) -> str:
    """Spaces that no line may end with, and not one sign more: a remedy often holds YAML, to be copied as it is."""
    text = re.sub(r"(?<=«) | (?=[»:])", "\u00a0", text)
    return re.sub(r" (?=[;!?])", "\u202f", text)


def _level(level: Level) -> str:
    return LEVEL_WORDS[level]


def _day(day: date) -> str:
    return days.full(day)


_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "percent": percent,
    "stage": stage_words,
    "size": size_words,
    "counts": counts_words,
    "held": held_words,
    "level": _level,
    "level_count": level_words,
    "french": _french,
    "sentence": _sentence,
    "bound": _bound,
    "day": _day,
    "short": days.short,
    "clock": days.clock,
    "euros": money.euros,
    "unit_price": money.unit_price,
    "number": money.number,
    "url": quote,
    "piece_of": piece_of,
    "rule_of": rule_of,
    "output_link": output_link,
}
