"""School holidays by zone, public holidays by department: facts of the calendar, read from dated data.

A day outside the data is an error with its remedy, never « not a holiday ». Intervals hold both their ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from generator.foundation.days import long
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, warning

PeriodKind = Literal["school", "bridge", "public"]
MAINLAND = "Métropole"
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Department:
    """A département: « 86 », « Vienne », « de la Vienne », « dans la Vienne »; some have no zone."""

    code: str
    name: str
    of: str
    within: str
    academy: str
    zone: str | None
    public_holidays: str


@dataclass(frozen=True, slots=True)
class Period:
    """Days off, both ends included, and their name (« vacances de Noël », « Lundi de Pâques »)."""

    first: date
    last: date
    name: str
    kind: PeriodKind


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The days that one school year of the data covers, and its periods by zone."""

    label: str  # 2023-2024
    source: str
    verified: bool
    first: date
    last: date
    periods: dict[str, tuple[Period, ...]]


def department(code: str) -> Department | None:
    """The département of this number (« 86 », « 2A », « 974 »), or None when there is no such number."""
    return _departments().get(code)


def departments() -> tuple[Department, ...]:
    """Every département, in the order of the numbers."""
    return tuple(_departments().values())


def zone_of(code: str) -> str | None:
    """The school zone of a département, A, B or C; None for Corse, overseas and unknown numbers."""
    found = department(code)
    return found.zone if found else None


def school_years() -> tuple[SchoolYear, ...]:
    """Every school year of the data, in order, without a gap between them."""
    return _school_years()


def school_holidays(
    zone: str, first: date, last: date, span: Span | None = None
) -> tuple[tuple[Period, ...] | None, Diagnostics]:
    """The holidays and bridges of a zone that touch first … last; an error for a day not in the data."""
    years = school_years()
    if first < years[0].first or last > years[-1].last:
        unknown = first if first < years[0].first else max(first, years[-1].last + timedelta(days=1))
        return None, (_unknown(zone, unknown, span),)
    touched = [year for year in years if year.first <= last and first <= year.last]
    periods = (p for year in touched for p in year.periods[zone] if p.first <= last and first <= p.last)
    return tuple(periods), tuple(_unverified(year, span) for year in touched if not year.verified)


def public_holidays(first: date, last: date, code: str | None) -> tuple[Period, ...]:
    """The public holidays where the sessions are held (C. trav., L. 3133-1, L. 3134-13, L. 3422-2)."""
    from jours_feries_france import JoursFeries

    found = department(code) if code else None
    regime = found.public_holidays if found else MAINLAND
    years = (JoursFeries.for_year(year, regime) for year in range(first.year, last.year + 1))
    names = {day: name for year in years for name, day in year.items()}
    return tuple(Period(day, day, names[day], "public") for day in sorted(names) if first <= day <= last)


def school_year(day: date) -> str:
    """« 2023-2024 », the school year of a day: it turns on 1 September."""
    start = day.year if day.month >= 9 else day.year - 1
    return f"{start}-{start + 1}"


def _unknown(zone: str, day: date, span: Span | None) -> Diagnostic:
    known = school_years()
    return error(
        "P301",
        span,
        f"les vacances scolaires {school_year(day)} (zone {zone}) ne sont pas connues au {long(day)}",
        f"les données vont du {long(known[0].first)} au {long(known[-1].last)} : complétez "
        "generator/law/data/school_holidays.yaml, ou retirez « school_holidays » de service.sessions.avoid "
        "et donnez les jours sans séance dans planning.closed",
    )


def _unverified(year: SchoolYear, span: Span | None) -> Diagnostic:
    return warning(
        "P302",
        span,
        f"les vacances scolaires {year.label} n'ont pas été vérifiées sur le texte officiel",
        "comparez les dates du planning au calendrier publié sur education.gouv.fr",
    )


def _read(name: str) -> Any:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((_DATA / name).read_bytes(), Loader=loader)


@cache
def _departments() -> dict[str, Department]:
    data = _read("departments.yaml")
    zones = data["academies"]
    return {
        code: Department(
            code,
            row["name"],
            row["of"],
            row["within"],
            row["academy"],
            zones[row["academy"]],
            row.get("public_holidays", MAINLAND),
        )
        for code, row in data["departments"].items()
    }


@cache
def _school_years() -> tuple[SchoolYear, ...]:
    data = _read("school_holidays.yaml")
    return tuple(_school_year(label, row, data["names"]) for label, row in data["years"].items())


def _school_year(label: str, row: dict[str, Any], names: dict[str, str]) -> SchoolYear:
    periods = {}
    for zone in ("A", "B", "C"):
        own = [Period(first, last, names[name], "school") for first, last, name in row["all"] + row[zone]]
        if row["bridge"]:
            friday, saturday = row["bridge"]
            own.append(Period(friday, saturday, names["bridge"], "bridge"))
        periods[zone] = tuple(sorted(own, key=lambda p: p.first))
    verified = not row.get("unverified", False)
    return SchoolYear(label, row["source"], verified, row["covers_from"], row["covers_until"], periods)
