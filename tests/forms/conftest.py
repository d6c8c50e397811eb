"""One ordinary offer, written in tests/cases/forms.yaml, and the same with changes."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.foundation.record import Loaded, Record, parse_record
from generator.foundation.source import parse
from generator.team.intervener import Intervener

CASES = Path(__file__).parent.parent / "cases" / "forms.yaml"
MODELS: dict[str, type[Record]] = {
    "brief": Brief,
    "offer": Offer,
    "candidate": Candidate,
    "intervener": Intervener,
}
Partners = tuple[tuple[str, Loaded[Candidate]], ...]
Files = tuple[Loaded[Brief], Loaded[Offer], Loaded[Candidate], tuple[Intervener, ...], Partners]
Make = Callable[..., Files]


def read_cases() -> Any:
    data, _, problems = parse(CASES.read_text(encoding="utf-8"), "forms.yaml")
    assert problems == ()
    return data


def merged(base: Any, change: Any) -> Any:
    if isinstance(base, dict) and isinstance(change, dict):
        return base | {key: merged(base.get(key), value) for key, value in change.items()}
    return deepcopy(change)


def loaded(name: str, data: Any, model: type[Record] | None = None) -> Loaded[Any]:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    record, problems = parse_record(text, f"{name}.yaml", model or MODELS[name])
    assert record is not None, "\n".join(map(str, problems))
    return record


def partners(offer: Offer, cases: Any, change: Any) -> Partners:
    """The files of the partners that the offer names, as build.inputs reads them."""
    files = merged(cases["partners"], change.get("partners", {}))
    group = offer.consortium
    named = [member.partner for member in group.members] + [group.leader] if group else []
    names = dict.fromkeys(name for name in [*named, *(given.partner for given in offer.subcontracts)] if name)
    return tuple((name, loaded(name, files[name], Candidate)) for name in names)


@pytest.fixture(scope="session")
def cases() -> Any:
    return read_cases()


@pytest.fixture(scope="session")
def make(cases: Any) -> Make:
    def files(**change: Any) -> Files:
        whole = merged(cases["base"], change)
        made = {name: loaded(name, whole[name]) for name in MODELS}
        people = tuple(made["intervener"].value for _ in made["offer"].value.team)
        return made["brief"], made["offer"], made["candidate"], people, partners(made["offer"].value, cases, change)

    return files


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        cases = read_cases()["cases"]
        metafunc.parametrize("case", cases, ids=[case["name"] for case in cases])
