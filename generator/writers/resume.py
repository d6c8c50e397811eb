"""An intervener's file as JSON Resume (jsonresume.org, schema v1.0.0), for other programs to read.

What the schema has no place for stands under keys that open with `x_`, which it allows; `generator.importers.resume`
reads the whole back to the same record.
"""

from __future__ import annotations

import json
from typing import Any, Final

from generator.team.intervener import Experience, Intervener, Reference, Training

VERSION: Final = "v1.0.0"
OWN: Final = "x_offer"
"""Under `meta`: the fields of the record that no section of JSON Resume holds."""
PLACED: Final = frozenset(
    {"name", "title", "summary", "trainings", "experiences", "references", "evidence", "languages"}
)

Json = dict[str, Any]


def resume_json(person: Intervener) -> bytes:
    """The file's bytes."""
    return (json.dumps(resume(person), ensure_ascii=False, indent=2) + "\n").encode()


def resume(person: Intervener) -> Json:
    """The record as JSON Resume: dates are years, references are `projects` (its `references` are recommendations)."""
    own = person.model_dump(mode="json", exclude=set(PLACED))
    initial = [(i, t) for i, t in enumerate(person.trainings) if t.kind == "initial"]
    later = [(i, t) for i, t in enumerate(person.trainings) if t.kind != "initial"]
    meta: Json = {"version": VERSION, OWN: own}
    if person.updated:
        meta["lastModified"] = f"{person.updated.isoformat()}T00:00:00"
    return {
        "basics": {"name": person.name, "label": person.title, "summary": person.summary},
        "work": [_work(experience) for experience in person.experiences],
        "education": [_education(training, rank) for rank, training in initial],
        "certificates": [_certificate(training, rank) for rank, training in later],
        "projects": [_project(reference) for reference in person.references],
        "skills": [{"name": evidence.demand, "x_proof": evidence.proof} for evidence in person.evidence],
        "languages": [{"language": language} for language in person.languages],
        "meta": meta,
    }


def _work(experience: Experience) -> Json:
    return {
        "name": experience.employer,
        "position": experience.title,
        **_dates(experience.start, experience.end),
        "highlights": list(experience.tasks),
    }


def _education(training: Training, rank: int) -> Json:
    made = {"institution": training.institution, "area": training.title, "endDate": str(training.year)}
    return made | _measures(training, rank)


def _certificate(training: Training, rank: int) -> Json:
    made = {"name": training.title, "issuer": training.institution, "date": str(training.year)}
    return made | _measures(training, rank) | {"x_kind": training.kind}


def _measures(training: Training, rank: int) -> Json:
    """The level and the hours, and where the training stood among all."""
    given = {"x_level": training.level, "x_hours": training.hours}
    return {"x_rank": rank} | {key: value for key, value in given.items() if value is not None}


def _project(reference: Reference) -> Json:
    amount = None if reference.amount is None else str(reference.amount)
    given = {"x_volume": reference.volume, "x_department": reference.department, "x_amount": amount}
    return {
        "name": reference.mission,
        "entity": reference.client,
        "description": reference.audience,
        **_dates(reference.start, reference.end),
        "keywords": list(reference.tags),
        "x_key": reference.key,
        "x_audience": reference.audience,
        **{key: value for key, value in given.items() if value is not None},
    }


def _dates(start: int, end: int | None) -> Json:
    return {"startDate": str(start)} | ({"endDate": str(end)} if end is not None else {})
