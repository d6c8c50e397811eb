"""The same person without a name: no employer, client, school, address or date of birth; « Intervenant A » instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeVar

from generator.foundation.record import Record
from generator.team.intervener import Intervener

R = TypeVar("R", bound=Record)

_CONTACT: Final = re.compile(
    r"[\w.+-]+@[\w-]+(\.[\w-]+)+|https?://\S+|\bwww\.\S+|(?<!\d)(?:\+33|0)\s?[1-9](?:[ .]?\d{2}){4}(?!\d)"
)
_BIRTH: Final = re.compile(r",?\s*\bnée?\s+(?:le|en|à)\b[^,.;]*", re.IGNORECASE)
# « du Centre communal » must not become « du un commanditaire ».
_SHOWN: Final = r"(?=un (?:employeur|commanditaire|organisme de formation)\b)"
_ARTICLES: Final = (
    (re.compile(rf"\b(?:du |des |de la |de l['’]|de ){_SHOWN}"), "d'"),
    (re.compile(rf"\b(?:au |aux |à la |à l['’]){_SHOWN}"), "à "),
    (re.compile(rf"\b(?:le |la |les |l['’]){_SHOWN}"), ""),
)


def alias(rank: int) -> str:
    """« Intervenant A » for the first of the team (0), B for the second; after Z, « Intervenant AA »."""
    letters, rank = "", rank + 1
    while rank:
        rank, digit = divmod(rank - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"Intervenant {letters}"


def own_names(person: Intervener) -> tuple[str, ...]:
    """The whole name, then each of its words of three letters or more."""
    return (person.name, *(word for word in re.split(r"\s+", person.name) if len(word) >= 3))


def named_bodies(person: Intervener) -> tuple[str, ...]:
    """Employers, clients and schools, longest first."""
    names = {e.employer for e in person.experiences} | {r.client for r in person.references}
    names |= {t.institution for t in person.trainings}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def anonymised(person: Intervener, name: str, candidates: Iterable[str]) -> Intervener:
    """The file as it may be shown: `name` instead of the person's; `candidates` are the names of who answers."""
    hidden = [(body, "l'organisme") for body in candidates]
    hidden += [(employer, "un employeur") for employer in sorted({e.employer for e in person.experiences})]
    hidden += [(client, "un commanditaire") for client in sorted({r.client for r in person.references})]
    hidden += [(school, "un organisme de formation") for school in sorted({t.institution for t in person.trainings})]
    hidden.sort(key=lambda pair: -len(pair[0]))
    hidden += [(word, name) for word in own_names(person)]
    bare = person.model_copy(
        update={
            "trainings": tuple(t.model_copy(update={"institution": ""}) for t in person.trainings),
            "experiences": tuple(e.model_copy(update={"employer": ""}) for e in person.experiences),
            "references": tuple(r.model_copy(update={"client": "", "department": None}) for r in person.references),
        }
    )
    return _scrubbed(bare, hidden).model_copy(update={"name": name})


def _scrubbed(record: R, hidden: list[tuple[str, str]]) -> R:
    """The record with each text of it, at any depth, without what is hidden."""
    return record.model_copy(update={name: _clean(getattr(record, name), hidden) for name in type(record).model_fields})


def _clean(value: object, hidden: list[tuple[str, str]]) -> object:
    match value:
        case str():
            return _text(value, hidden)
        case tuple():
            return tuple(_clean(item, hidden) for item in value)
        case Record():
            return _scrubbed(value, hidden)
        case _:
            return value


def _text(text: str, hidden: list[tuple[str, str]]) -> str:
    for word, shown in hidden:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", shown, text)
    for article, shown in _ARTICLES:
        text = article.sub(shown, text)
    text = _BIRTH.sub("", _CONTACT.sub("", text))
    return re.sub(r"\s+", " ", text).strip()
