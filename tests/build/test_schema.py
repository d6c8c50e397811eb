"""The schemas in schema/ are fresh and say what our readers accept; every YAML names its own and fits it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

import fastjsonschema
import pytest
import yaml

from generator.build.schema import KINDS, Kind, schema, schema_files
from generator.foundation.record import CLOCK_SHAPE, NUMBER_SHAPE, parse_record

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "generator" / "build" / "starter" / "workspace"
BY_KEY = {kind.key: kind for kind in KINDS}


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: `9:00`, `oui` and `2023-09-11` stay texts."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(null|~|)$"), ["n", "~", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), ["t", "f"])
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[+-]?[0-9]+$"), list("+-0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[+-]?[0-9]+\.[0-9]+$"), list("+-0123456789"))


def shipped() -> Iterator[tuple[Path, str, str]]:
    for root in (ROOT, STARTER):
        for kind in KINDS:
            for path in sorted(root.glob(kind.glob)) if kind.place.endswith(".yaml") else ():
                yield path, path.relative_to(root).as_posix(), kind.key


def read(text: str) -> Any:
    return yaml.load(text, Loader=Core)


def accepts(kind: Kind, data: Any) -> bool:
    try:
        fastjsonschema.validate(schema(kind), data)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def test_schemas_on_disk_are_the_records_of_today() -> None:
    on_disk = {path.name: path.read_bytes() for path in (ROOT / "schema").glob("*.json")}
    assert len(on_disk) == len(KINDS)
    assert on_disk == schema_files(), "offer schema"


def test_a_schema_is_french_closed_and_has_no_address() -> None:
    for name, data in schema_files().items():
        made = json.loads(data)
        records = [made, *made.get("definitions", {}).values()]
        assert "$id" not in made, name
        assert all(record["additionalProperties"] is False for record in records), name
        assert all("description" in field for record in records for field in record["properties"].values()), name
        assert all("title" not in record for record in records[1:]), name


def test_every_shipped_yaml_names_its_schema_and_fits_it() -> None:
    seen = []
    for path, name, key in shipped():
        text = path.read_text(encoding="utf-8")
        up = "../" * (len(PurePosixPath(name).parts) - 1)
        assert text.split("\n", 1)[0] == f"# yaml-language-server: $schema={up}schema/{key}.schema.json", name
        fastjsonschema.validate(schema(BY_KEY[key]), read(text))
        seen.append(key)
    written = {kind.key for kind in KINDS if kind.place.endswith(".yaml")}
    later = {"planned", "comments", "journal", "frozen", "deposit", "buyer-form"}  # no shipped offer was sent
    assert set(seen) == written - later
    assert len(seen) >= 18


@pytest.mark.parametrize("folder", ["boilerplate/blocks", "offers"])
def test_every_block_head_fits_its_schema(folder: str) -> None:
    paths = sorted((ROOT / folder).rglob("blocks/**/*.md" if folder == "offers" else "*.md"))
    assert len(paths) >= 5
    for path in paths:
        head = path.read_text(encoding="utf-8").split("\n---\n", 1)[0].removeprefix("---\n")
        fastjsonschema.validate(schema(BY_KEY["block"]), read(head))


@pytest.mark.parametrize(
    "line",
    ["size: 11", "size: 10,5", "size: 10.5", 'size: "1 234,50"', "size: 480,00", "size: onze", "size: 1,2,3"],
)
def test_a_number_is_read_alike_by_the_schema_and_by_us(line: str) -> None:
    text = 'primary: "1F3A5F"\naccent: "B4532A"\nsoft: "F3EEE7"\ngrey: "595959"\n' + line
    kind = BY_KEY["theme"]
    loaded, _ = parse_record(text, "theme.yaml", kind.model)
    assert accepts(kind, read(text)) == (loaded is not None)


@pytest.mark.parametrize(
    ("was", "now", "fits"),
    [
        ("start: 9:00", "start: 8h30", True),
        ("start: 9:00", "start: 9 h 30", True),
        ("start: 9:00", "start: 9.30", False),
        ("confirmed: false", "confirmed: non", True),
        ("per_year: 5", "per_year: 61", False),
        ("title:", "titel:", False),
        ("2023-07-02", "02/07/2023", False),
    ],
)
def test_a_changed_value_is_judged_alike_by_the_schema_and_by_us(was: str, now: str, fits: bool) -> None:
    for key in ("brief", "offer"):
        text = (ROOT / "offers" / "vienne" / f"{key}.yaml").read_text(encoding="utf-8")
        if was in text:
            changed = text.replace(was, now, 1)
            loaded, _ = parse_record(changed, f"{key}.yaml", BY_KEY[key].model)
            assert accepts(BY_KEY[key], read(changed)) == (loaded is not None) == fits
            return
    pytest.fail(f"{was} is in neither file")


def test_the_patterns_are_ones_that_javascript_knows() -> None:
    for shape in (NUMBER_SHAPE, CLOCK_SHAPE):
        assert not re.search(r"\(\?[^:=!]|\\A|\\Z", shape)
