"""Records from YAML: what each type of field reads, and the French sentence for what it does not."""

# ruff: noqa: E501 - the sentences are read better whole

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, ValidationError, model_validator

from generator.foundation.diagnostic import Span
from generator.foundation.record import (
    Clock,
    Day,
    Flag,
    Line,
    Number,
    Record,
    Whole,
    parse_record,
    read_record,
)


class Step(Record):
    title: Line = Field(description="Nom de l'étape")
    minutes: Whole | None = None


class Sheet(Record):
    text: Line | None = Field(default=None, description="Ce que dit la fiche")
    whole: Annotated[Whole, Field(ge=1, le=60)] | None = None
    number: Number | None = None
    day: Day | None = None
    clock: Clock | None = None
    flag: Flag | None = None
    colour: Literal["rouge", "vert"] | None = None
    postcode: Annotated[str, Field(pattern=r"^\d{5}$")] | None = Field(default=None, description="Cinq chiffres")
    key: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = None
    steps: tuple[Step, ...] = ()
    one: Step | None = None
    words: tuple[Line, ...] = ()
    sets: tuple[tuple[Literal["dc1", "dc2"], ...], ...] = ()
    rates: dict[str, Number] = Field(default_factory=dict)
    since: Line | None = Field(default=None, alias="from")
    pair: Annotated[tuple[Line, ...], Field(min_length=1, max_length=2)] = ("x",)

    @model_validator(mode="after")
    def _red_is_short(self) -> "Sheet":
        if self.colour == "rouge" and (self.whole or 0) > 30:
            raise ValueError("le rouge ne dépasse pas 30")
        return self


def read(text: str) -> Sheet:
    loaded, problems = parse_record(text + "\n", "f.yaml", Sheet)
    assert problems == ()
    assert loaded
    return loaded.value


def refusal(text: str) -> list[str]:
    loaded, problems = parse_record(text + "\n", "f.yaml", Sheet)
    assert loaded is None
    return [str(problem).replace("f.yaml:", "").replace("\n  aide : ", " | ") for problem in problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("whole: 15", 15),
        ('whole: "15"', 15),
        ("number: 480,00", Decimal("480.00")),
        ("number: 480.00", Decimal("480.00")),
        ("number: 214 300", Decimal(214300)),
        ("number: 1\u202f234\u00a0567,5", Decimal("1234567.5")),
        ("number: -0,41", Decimal("-0.41")),
        ("number: 999999999999", Decimal(999999999999)),
        ("day: 2023-09-11", date(2023, 9, 11)),
        ("clock: 9:00", time(9)),
        ("clock: 09:05", time(9, 5)),
        ("clock: 9h30", time(9, 30)),
        ("clock: 9 h 30", time(9, 30)),
        ("clock: 9 h", time(9)),
        ("flag: non", False),
        ("flag: Oui", True),
        ("flag: true", True),
        ("text: 01000", "01000"),
        ("text: non", "non"),
        ("text: 9:00", "9:00"),
        ("text: 05 36 49 12 34", "05 36 49 12 34"),
        ("text: >-\n  un\n  deux", "un deux"),
        ('text: "  un\u00a0 deux "', "un deux"),
        ('postcode: "01000"', "01000"),
        ("postcode: 01000", "01000"),
        ("words: []", ()),
        ("words:\n  - un\n  - deux", ("un", "deux")),
        ("sets: [[dc1, dc2], [dc1]]", (("dc1", "dc2"), ("dc1",))),
        ('rates: {km: "0,41"}', {"km": Decimal("0.41")}),
        ("rates:\n  km: 0,41", {"km": Decimal("0.41")}),
    ],
)
def test_a_value_is_read_by_the_type_of_its_field(written: str, value: Any) -> None:
    found = getattr(read(written), written.partition(":")[0])
    assert found == value
    assert type(found) is type(value)


ONE_VALUE = "écrivez une seule valeur, sans tiret, crochet ni deux-points"
NUMBER = "écrivez le nombre seul, sans unité (exemple : 480,00)"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("whole: quinze", "1:8: B102 « whole » : nombre entier attendu, lu « quinze » | écrivez des chiffres seuls (exemple : 15)"),
        ("whole: 1,5", "1:8: B102 « whole » : nombre entier attendu, lu « 1,5 » | écrivez des chiffres seuls (exemple : 15)"),
        ("whole: 0", "1:8: B102 « whole » : doit être au moins 1, lu « 0 »"),
        ("whole: 61", "1:8: B102 « whole » : doit être au plus 60, lu « 61 »"),
        ("whole: [1]", f"1:8: B102 « whole » : nombre entier attendu | {ONE_VALUE}"),
        ("number: 480 €", f"1:9: B102 « number » : nombre attendu, lu « 480 € » | {NUMBER}"),
        ("number: 1e5", f"1:9: B102 « number » : nombre attendu, lu « 1e5 » | {NUMBER}"),
        ("number: 1.234,5", f"1:9: B102 « number » : nombre attendu, lu « 1.234,5 » | {NUMBER}"),
        ("number: 12 34", f"1:9: B102 « number » : nombre attendu, lu « 12 34 » | {NUMBER}"),
        ("number: 1234567890123", f"1:9: B102 « number » : nombre attendu, lu « 1234567890123 » | {NUMBER}"),
        ("number: .nan", f"1:9: B102 « number » : nombre attendu, lu « .nan » | {NUMBER}"),
        ("number: {a: 1}", f"1:9: B102 « number » : nombre attendu | {ONE_VALUE}"),
        ("day: 11/09/2023", "1:6: B102 « day » : date attendue, lu « 11/09/2023 » | écrivez année-mois-jour : 2023-09-11"),
        ("day: 2023-02-30", "1:6: B102 « day » : date attendue, lu « 2023-02-30 » | ce jour n'existe pas : vérifiez le mois et le jour"),
        ("day: demain", "1:6: B102 « day » : date attendue, lu « demain » | écrivez année-mois-jour (exemple : 2023-09-11)"),
        ("clock: 25:00", "1:8: B102 « clock » : heure attendue, lu « 25:00 » | écrivez heures:minutes (exemple : 9:00)"),
        ("clock: 9", "1:8: B102 « clock » : heure attendue, lu « 9 » | écrivez heures:minutes (exemple : 9:00)"),
        ("flag: on", "1:7: B102 « flag » : oui ou non attendu, lu « on » | écrivez true ou false"),
        ("flag: [x]", f"1:7: B102 « flag » : oui ou non attendu | {ONE_VALUE}"),
        ('text: ""', "1:7: B102 « text » : texte vide | Ce que dit la fiche"),
        ("text: [a]", f"1:7: B102 « text » : texte attendu | {ONE_VALUE}"),
        ("words: [Séance : cadrage]", '1:9: B102 « words › 1 » : texte attendu | mettez le texte entre guillemets : "Séance : cadrage"'),
        ("words: un", "1:8: B102 « words » : liste attendue | mettez des crochets, sans guillemets : [un]"),
        ('words: "[un, deux]"', "1:8: B102 « words » : liste attendue | mettez des crochets, sans guillemets : [un, deux]"),
        ("words: {a: b}", "1:8: B102 « words » : liste attendue | commencez chaque entrée par un tiret « - »"),
        ("words:", "1:7: B102 « words » : valeur manquante | écrivez [] pour une liste vide"),
        ("words: [un, null]", "1:13: B102 « words › 2 » : valeur manquante"),
        ("pair: []", "1:7: B102 « pair » : liste trop courte (1 au moins)"),
        ("pair: [a, b, c]", "1:7: B102 « pair » : liste trop longue (2 au plus)"),
        ("colour: ver", "1:9: B104 « colour » : valeur inconnue « ver » | vouliez-vous dire « vert » ? (valeurs possibles : rouge, vert)"),
        ("colour: bleu", "1:9: B104 « colour » : valeur inconnue « bleu » | valeurs possibles : rouge, vert"),
        ("colour: [vert]", "1:9: B102 « colour » : un seul mot attendu | valeurs possibles : rouge, vert"),
        ("sets: [[dc1, null]]", "1:14: B102 « sets › 1 › 2 » : valeur manquante | valeurs possibles : dc1, dc2"),
        ("postcode: 1000", "1:11: B102 « postcode » : forme inattendue, lu « 1000 » | cinq chiffres, sans espace"),
        ("key: Été", "1:6: B102 « key » : forme inattendue, lu « Été » | minuscules sans accent, chiffres et tirets seulement"),
        ("rates: {km: x}", f"1:13: B102 « rates › km » : nombre attendu, lu « x » | {NUMBER}"),
        ("rates: {km: 0,41}", "1:15: Y125 virgule dans un nombre : entre accolades, « 0,41 » se lit comme deux valeurs"
         ' | mettez-le entre guillemets : "0,41"'),
        ("rates: [1]", "1:8: B102 « rates » : paires « clé: valeur » attendues | retirez les tirets ou les crochets"),
        ("one: x", "1:6: B102 « one » : paires « clé: valeur » attendues, lu « x » | allez à la ligne et écrivez ses clés : title, minutes"),
        ("one: {}", "1:1: B101 clé manquante « title » dans « one » | ajoutez « title: … » (Nom de l'étape)"),
        ("steps:\n  - minutes: 5", "2:5: B101 clé manquante « title » dans « steps › 1 » | ajoutez « title: … » (Nom de l'étape)"),
        ("steps:\n  - title: a\n    lieu: b", "3:5: B103 clé inconnue « lieu » | clés possibles : title, minutes"),
        ("steps:\n  - titel: a", "2:5: B103 clé inconnue « titel » | vouliez-vous dire « title » ?"),
        ("colour: rouge\nwhole: 40", "1:1: B102 le rouge ne dépasse pas 30 | corrigez l'une de ces valeurs"),
        ("- a", "1:1: B100 des paires « clé: valeur » sont attendues ici | voyez un fichier modèle, que « offer new » écrit"),
        ("null", "1:1: B100 des paires « clé: valeur » sont attendues ici | voyez un fichier modèle, que « offer new » écrit"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_in_french_at_its_place(written: str, told: str) -> None:
    assert refusal(written) == [told]


def test_a_text_has_a_limit_and_is_not_shown_whole() -> None:
    assert refusal("text: " + "x" * 5001) == [
        "1:7: B102 « text » : texte trop long (5000 caractères au plus) | Ce que dit la fiche"
    ]
    (told,) = refusal(f"{'k' * 900}: 1")
    assert told.startswith(f"1:1: B103 clé inconnue « {'k' * 60} » | clés possibles : text, whole,")
    assert "from" in told
    assert "since" not in told


def test_every_problem_of_a_file_is_told() -> None:
    assert refusal("a: 1\nwhole: x\nday: x\nwhole: 3") == [
        "4:1: Y117 clé « whole » en double (déjà ligne 2) | gardez une seule des deux",
        "3:6: B102 « day » : date attendue, lu « x » | écrivez année-mois-jour (exemple : 2023-09-11)",
        "1:1: B103 clé inconnue « a » | clés possibles : text, whole, number, day, clock, flag, colour, postcode,"
        " key, steps, one, words, sets, rates, from, pair",
    ]


def test_what_follows_from_a_slip_of_yaml_is_not_told_again() -> None:
    assert [told[:9] for told in refusal("text: *a\none: &b x\n<<: 1")] == [
        "1:7: Y111",
        "2:6: Y111",
        "3:1: Y111",
    ]


def test_places_hold_when_the_text_starts_further_down() -> None:
    loaded, problems = parse_record("text: x\nday: y\n", "f.md", Sheet, first_line=2)
    assert loaded is None
    assert [problem.span for problem in problems] == [Span("f.md", 3, 6)]
    loaded, _ = parse_record("text: x\n", "f.md", Sheet, first_line=2)
    assert loaded
    assert loaded.span("text") == Span("f.md", 2, 7)


def test_a_record_does_not_change() -> None:
    sheet = read("text: x")
    with pytest.raises(ValidationError):
        sheet.text = "y"  # type: ignore[misc]


def test_a_file_is_read_or_its_reason_given(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes(b"\xef\xbb\xbftext: \xc3\xa9\r\nday: 2023-09-11\r\n")
    loaded, problems = read_record(tmp_path / "f.yaml", "f.yaml", Sheet)
    assert problems == ()
    assert loaded
    assert (loaded.value.text, loaded.value.day) == ("é", date(2023, 9, 11))
    assert [p.code for p in read_record(tmp_path / "g.yaml", "g.yaml", Sheet)[1]] == ["Y103"]


@settings(max_examples=50)
@given(st.decimals(min_value=-999_999_999, max_value=999_999_999, places=2))
def test_amounts_come_back_however_a_french_person_writes_them(amount: Decimal) -> None:
    for written in (
        f"{amount}",
        f"{amount:,}".replace(",", " ").replace(".", ","),
        f"{amount:,}".replace(",", "\u202f"),
    ):
        assert read(f"number: {written}").number == amount


@settings(max_examples=50)
@given(st.sampled_from(list(Sheet.model_fields)), st.recursive(
    st.none() | st.text("a1-,:é ", max_size=6),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab", min_size=1, max_size=2), inner, max_size=2),
    max_leaves=4,
))  # fmt: skip
def test_any_shape_is_read_or_refused_in_french(field: str, value: Any) -> None:
    key = Sheet.model_fields[field].alias or field
    loaded, problems = parse_record(f"{key}: {flow(value)}\n", "f", Sheet)
    assert (loaded is None) == bool(problems)
    for problem in problems:
        assert problem.code in {"B101", "B102", "B103", "B104"}
        assert "should" not in problem.message
        assert "valeur inattendue" not in problem.message


def flow(value: Any) -> str:
    """This value in YAML, on one line."""
    match value:
        case None:
            return "null"
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(flow, value))}]"
        case _:
            return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
