"""The JSON Schemas of our YAML files, made from the records: editors complete and check while one types.

A schema says what the reader of `foundation.record` accepts, as an editor sees it: `480,00` and `9:00` are
texts there.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from generator.brief.brief import Brief
from generator.brief.buyer_form import BuyerForm
from generator.brief.candidate import Candidate
from generator.brief.deposit import Deposit
from generator.brief.frozen import Frozen
from generator.brief.offer import Offer
from generator.brief.planned import Planned
from generator.brief.result import Result
from generator.brief.reviewing import Comments, Journal
from generator.brief.steps import Steps
from generator.foundation.record import CLOCK_SHAPE, NUMBER_SHAPE, Record
from generator.library.annex import Annex
from generator.library.approach import Approach
from generator.library.block import FrontMatter
from generator.library.outline import Outline
from generator.library.paper import PaperHead
from generator.library.theme import Theme
from generator.pricing.margin import Costs
from generator.pricing.prices import Prices
from generator.team.intervener import Intervener

Schema = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_BOUNDS: Final = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of YAML file: its key, its record, its French name and where such files stand."""

    key: str
    model: type[Record]
    title: str
    place: str

    @property
    def glob(self) -> str:
        """The pattern of its files' paths in a workspace."""
        return re.sub(r"<[^>]+>", "*", self.place)

    @property
    def file(self) -> str:
        """The name of its schema in schema/."""
        return f"{self.key}.schema.json"


KINDS: Final = (
    Kind("brief", Brief, "La demande de l'acheteur", "offers/<client>/brief.yaml"),
    Kind("offer", Offer, "Notre réponse", "offers/<client>/offer.yaml"),
    Kind("result", Result, "Ce que l'offre est devenue", "offers/<client>/result.yaml"),
    Kind("deposit", Deposit, "Ce qui a été remis", "offers/<client>/deposit/<jour-heure>/deposit.yaml"),
    Kind("planned", Planned, "Les dates annoncées à l'acheteur", "offers/<client>/planned.yaml"),
    Kind("comments", Comments, "Les remarques des relecteurs", "offers/<client>/review/comments.yaml"),
    Kind("journal", Journal, "Les relectures reprises dans les sources", "offers/<client>/review/journal.yaml"),
    Kind("buyer-form", BuyerForm, "Un formulaire de l'acheteur à remplir", "offers/<client>/forms/<nom>.yaml"),
    Kind("frozen", Frozen, "Les documents figés", "offers/<client>/review/frozen.yaml"),
    Kind("candidate", Candidate, "Le candidat", "boilerplate/candidate.yaml"),
    Kind("partner", Candidate, "Un membre d'un groupement, ou un sous-traitant", "boilerplate/partners/<clé>.yaml"),
    Kind("intervener", Intervener, "Un intervenant", "boilerplate/interveners/<clé>.yaml"),
    Kind("prices", Prices, "Les tarifs", "boilerplate/prices.yaml"),
    Kind("steps", Steps, "Nos jalons avant une date limite", "boilerplate/steps.yaml"),
    Kind("costs", Costs, "Nos coûts, jamais imprimés", "boilerplate/costs.yaml"),
    Kind("approach", Approach, "Une approche", "boilerplate/approaches/<nom>.yaml"),
    Kind("outline", Outline, "Le plan d'une note", "boilerplate/outlines/<nom>.yaml"),
    Kind(
        "block",
        FrontMatter,
        "L'en-tête d'un bloc, entre les deux lignes « --- »",
        "boilerplate/blocks/**/<id>.md",
    ),
    Kind(
        "paper",
        PaperHead,
        "L'en-tête d'un document d'exécution, entre les deux lignes « --- »",
        "boilerplate/documents/<id>.md",
    ),
    Kind("annex", Annex, "Une annexe", "boilerplate/annexes/<clé>.yaml"),
    Kind("theme", Theme, "L'apparence des documents", "boilerplate/theme.yaml"),
)


def schema_files() -> dict[str, bytes]:
    """The bytes of every schema by file name."""
    return {kind.file: _written(schema(kind)) for kind in KINDS}


def schema(kind: Kind) -> Schema:
    """The JSON Schema (draft 07, the one that editors' YAML servers know best) of a kind of file."""
    made = kind.model.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_Generator)
    records = made.pop("$defs", {})
    head = {"$schema": DRAFT, "title": kind.title, "description": kind.place}
    definitions = {name: _record(record) for name, record in records.items()}
    return head | _record(made) | ({"definitions": definitions} if definitions else {})


class _Generator(GenerateJsonSchema):
    """Says the texts that our field types read: every number, hour and flag of a record is one of them."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> Schema:  # noqa: ARG002
        """Number: 480 or "480,00"."""
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^({NUMBER_SHAPE})$"}]}

    def time_schema(self, schema: core_schema.TimeSchema) -> Schema:  # noqa: ARG002
        """Clock: 9:00 or 13h30."""
        return {"type": "string", "pattern": f"^({CLOCK_SHAPE})$"}

    def bool_schema(self, schema: core_schema.BoolSchema) -> Schema:  # noqa: ARG002
        """Flag: true, false, oui or non."""
        return {"enum": [True, False, "oui", "non"]}

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        """Line, and texts that must have a form: never empty."""
        made = super().str_schema(schema)
        return made if "pattern" in made else {"minLength": 1} | made


def _record(made: Schema) -> Schema:
    """A record without its English docstring; the descriptions of its fields are French."""
    return {key: value for key, value in _clean(made).items() if key != "description"}


def _clean(made: Schema) -> Schema:
    """Without titles guessed from keys and empty defaults; bounds that pydantic leaves raw get a name."""
    clean: Schema = {}
    for key, value in made.items():
        match key, value:
            case ("title", _) | ("default", None | [] | {}):
                continue
            case "properties", dict():
                clean[key] = {name: _clean(field) for name, field in value.items()}
            case (("items" | "additionalProperties"), dict()):
                clean[key] = _clean(value)
            case "anyOf", list():
                clean[key] = [_clean(choice) for choice in value]
            case _:
                clean[_BOUNDS.get(key, key)] = value
    return clean


def _written(made: Schema) -> bytes:
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()
