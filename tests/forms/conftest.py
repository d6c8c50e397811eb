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
from generator.pricing.compute import quote
from generator.pricing.prices import Prices, Rates
from generator.pricing.quote import Quote
from generator.pricing.volume import Outing
from generator.team.intervener import Intervener

CASES = Path(__file__).parent.parent / "cases"
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
    """The base, the situations and the partners of forms.yaml, with the cases of every forms*.yaml."""
    whole: dict[str, Any] = {"cases": []}
    for path in sorted(CASES.glob("forms*.yaml")):
        data, _, problems = parse(path.read_text(encoding="utf-8"), path.name)
        assert problems == ()
        whole |= {key: value for key, value in data.items() if key != "cases"}
        whole["cases"] += data["cases"]
    return whole


def changes(case: Any, cases: Any) -> Any:
    """What a case changes: its situations in order, then its own words."""
    change: Any = {}
    for name in case.get("with", ()):
        change = merged(change, cases["situations"][name])
    return merged(change, case.get("change", {}))


def merged(base: Any, change: Any) -> Any:
    if isinstance(base, dict) and isinstance(change, dict):
        return base | {key: merged(base.get(key), value) for key, value in change.items()}
    return deepcopy(change)


def loaded(name: str, data: Any, model: type[Record] | None = None) -> Loaded[Any]:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    record, problems = parse_record(text, f"{name}.yaml", model or MODELS[name])
    assert record is not None, "\n".join(map(str, problems))
    return record


def priced(files: Files, price: str) -> Quote:
    """The quote of one session at this price in each lot of the offer, and of nothing else."""
    brief, offer, candidate, _, others = files
    rates = dict.fromkeys(Rates.model_fields, "0") | {"session": price}
    prices = loaded("prices", {"since": "2020-01-01", "rates": rates}, Prices)
    outings = tuple(Outing("session", 180, lot=lot) for lot in offer.value.lots or (None,))
    found, problems = quote(brief, offer, candidate, prices, outings, others)
    assert found is not None, "\n".join(map(str, problems))
    return found


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
        whole = merged(cases["base"], {name: value for name, value in change.items() if name != "partners"})
        made = {name: loaded(name, whole[name]) for name in MODELS}
        people = tuple(made["intervener"].value for _ in made["offer"].value.team)
        return made["brief"], made["offer"], made["candidate"], people, partners(made["offer"].value, cases, change)

    return files


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        cases = read_cases()["cases"]
        metafunc.parametrize("case", cases, ids=[case["name"] for case in cases])
