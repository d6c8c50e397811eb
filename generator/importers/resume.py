"""A JSON Resume read into a draft of an intervener's file; whatever finds no place in it is listed, nothing is lost.

Private data (address, photo, phone, e-mail, profiles) has no place in a CV of ours: it is named, and not copied.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from generator.foundation.diagnostic import Diagnostics, Span, error
from generator.team.intervener import Intervener
from generator.writers.resume import OWN, PLACED

PRIVATE: Final = frozenset({"email", "phone", "location", "image", "url", "profiles", "birth", "birthdate"})
SCHEMA_LINE: Final = "# yaml-language-server: $schema=../../schema/intervener.schema.json"
_YEAR = re.compile(r"(\d{4})(-\d{2}(?:-\d{2})?)?$")
_WIDTH: Final = 110

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """The person's name, the YAML, the fields still to be filled in, and what found no place: its path and value."""

    name: str
    text: str
    missing: tuple[str, ...]
    left: tuple[str, ...]


def imported(data: bytes, file: str) -> tuple[Draft | None, Diagnostics]:
    """The draft of a JSON Resume, or what is wrong with the file."""
    hint = "exportez le CV au format JSON Resume (jsonresume.org)"
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None, (error("E921", Span(file), "ce fichier n'est pas enregistré en UTF-8", hint),)
    except ValueError as exc:
        line, column = getattr(exc, "lineno", 1), getattr(exc, "colno", 1)
        return None, (error("E922", Span(file, line, column), "ce fichier n'est pas du JSON lisible", hint),)
    except RecursionError:
        return None, (error("E922", Span(file), "ce fichier est trop imbriqué", hint),)
    if not isinstance(content, dict) or not isinstance(content.get("basics"), dict):
        said = "ce fichier n'est pas un JSON Resume : il n'a pas de rubrique « basics »"
        return None, (error("E923", Span(file), said, hint),)
    reading = _Reading()
    record = reading.person(content)
    missing = tuple(_missing(record))
    name = str(record["name"] or "")
    return Draft(name, _written(record, missing, reading.left), missing, tuple(reading.left)), ()


@dataclass
class _Reading:
    """Takes each value out of the file; what is still there at the end had no place."""

    left: list[str] = field(default_factory=list)

    def person(self, content: Json) -> Json:
        basics = dict(content.pop("basics"))
        meta = content.pop("meta", {})
        meta = dict(meta) if isinstance(meta, dict) else {"meta": meta}
        own = meta.pop(OWN, {})
        own = dict(own) if isinstance(own, dict) else {}
        for known in ("version", "lastModified", "canonical"):  # of the exchange, not of the person
            meta.pop(known, None)
        trainings = [*self.each(content, "education", _education), *self.each(content, "certificates", _certificate)]
        record: Json = {
            "specimen": own.pop("specimen", False),
            "name": basics.pop("name", None),
            "title": basics.pop("label", None),
            "profile": own.pop("profile", None),
            "status": own.pop("status", None),
            "summary": basics.pop("summary", None),
            "years": own.pop("years", None),
            "trainings": [training for _, training in sorted(trainings, key=lambda ranked: ranked[0])],
            "experiences": self.each(content, "work", _work),
            "references": self.each(content, "projects", _project),
            "evidence": self.each(content, "skills", _skill),
            "languages": self.each(content, "languages", lambda entry: entry.pop("language", None)),
        }
        record |= {name: own.pop(name) for name in Intervener.model_fields if name in own and name not in PLACED}
        for path, rest in (("basics", basics), (f"meta.{OWN}", own), ("meta", meta), ("", content)):
            self.rest(path, rest)
        return record

    def each(self, content: Json, section: str, take: Callable[[Json], Any]) -> list[Any]:
        """The entries of a section that give something, each read by `take`; what `take` leaves is listed."""
        entries = content.pop(section, None)
        if entries is not None and not isinstance(entries, list):
            self.rest(section, entries)
            return []
        made: list[Any] = []
        for rank, entry in enumerate(entries or ()):
            if not isinstance(entry, dict):
                self.rest(f"{section}[{rank}]", entry)
                continue
            rest = dict(entry)
            taken = take(rest)
            if isinstance(taken, tuple) and taken[0] is None:
                taken = (1000 + len(made), taken[1])
            made += [taken] if taken is not None else []
            self.rest(f"{section}[{rank}]", rest)
        return made

    def rest(self, path: str, value: Any) -> None:
        """Lists what has no place, leaf by leaf."""
        self.left += _leaves(path, value)


def _leaves(path: str, value: Any) -> Iterator[str]:
    if value in (None, "", [], {}):
        return
    if path.startswith("basics.") and path.removeprefix("basics.").lower() in PRIVATE:
        yield f"{path} : donnée personnelle, non recopiée"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list):
        for rank, inner in enumerate(value):
            yield from _leaves(f"{path}[{rank}]", inner)
    else:
        yield f"{path} : {' '.join(str(value).split())}"


# --- entries -------------------------------------------------------------------------------------


def _take_year(entry: Json, *names: str) -> int | None:
    """The year of the first of these dates that has one; a date that says more than its year stays, to be listed."""
    for name in names:
        found = _YEAR.match(str(entry.get(name) or ""))
        if found:
            if not found[2]:
                entry.pop(name)
            return int(found[1])
    return None


def _education(entry: Json) -> tuple[int | None, Json]:
    words = [entry.pop(name) for name in ("studyType", "area") if entry.get(name)]
    rank = entry.pop("x_rank", None)
    return rank, {
        "year": _take_year(entry, "endDate", "startDate"),
        "title": " ".join(map(str, words)) or None,
        "institution": entry.pop("institution", None),
        "level": entry.pop("x_level", None),
        "hours": entry.pop("x_hours", None),
        "kind": "initial",
    }


def _certificate(entry: Json) -> tuple[int | None, Json]:
    rank = entry.pop("x_rank", None)
    return rank, {
        "year": _take_year(entry, "date"),
        "title": entry.pop("name", None),
        "institution": entry.pop("issuer", None),
        "level": entry.pop("x_level", None),
        "hours": entry.pop("x_hours", None),
        "kind": entry.pop("x_kind", None),
    }


def _work(entry: Json) -> Json:
    told = [entry.pop("summary")] if isinstance(entry.get("summary"), str) else []
    tasks = entry.pop("highlights", None)
    if tasks is not None and not (isinstance(tasks, list) and all(isinstance(task, str) for task in tasks)):
        entry["highlights"], tasks = tasks, None
    return {
        "start": _take_year(entry, "startDate"),
        "end": _take_year(entry, "endDate"),
        "title": entry.pop("position", None),
        "employer": entry.pop("name", None),
        "tasks": [*told, *(tasks or ())],
    }


def _project(entry: Json) -> Json:
    audience = entry.pop("x_audience", None)
    if audience is not None and entry.get("description") == audience:
        entry.pop("description")
    mission = entry.pop("name", None)
    return {
        "key": entry.pop("x_key", None) or plain_key(str(mission or "reference")),
        "client": entry.pop("entity", None),
        "department": entry.pop("x_department", None),
        "start": _take_year(entry, "startDate"),
        "end": _take_year(entry, "endDate"),
        "mission": mission,
        "audience": audience,
        "volume": entry.pop("x_volume", None),
        "amount": entry.pop("x_amount", None),
        "tags": [str(word) for word in _list(entry.pop("keywords", None))],
    }


def _skill(entry: Json) -> Json | None:
    """A skill with its proof; one without stays in the list of what has no place."""
    if "x_proof" not in entry or "name" not in entry:
        return None
    return {"demand": entry.pop("name"), "proof": entry.pop("x_proof")}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def plain_key(text: str) -> str:
    """« camille-exemple » for « Camille Exemple »: the name of a file or of a reference."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:40].strip("-") or "sans-nom"


# --- the draft -----------------------------------------------------------------------------------


def _missing(record: Json) -> Iterator[str]:
    """The fields that the record must have and the file did not give."""
    for name, info in Intervener.model_fields.items():
        if info.is_required() and record.get(name) in (None, [], ""):
            yield name
    for section, needed in (
        ("trainings", ("year", "title", "institution", "kind")),
        ("experiences", ("start", "title", "employer")),
        ("references", ("client", "start", "mission", "audience", "tags")),
    ):
        for rank, entry in enumerate(record[section]):
            yield from (f"{section}[{rank}].{name}" for name in needed if entry.get(name) in (None, [], ""))


def _written(record: Json, missing: tuple[str, ...], left: list[str]) -> str:
    """The YAML, below a list of what a person has still to do."""
    import yaml

    head = [SCHEMA_LINE]
    if missing:
        head += ["# À compléter :", *(f"#   {name}" for name in missing)]
    if left:
        head += ["# Sans place dans cette fiche :", *(f"#   {line}" for line in left)]
    body = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return "\n".join(head) + "\n" + body
