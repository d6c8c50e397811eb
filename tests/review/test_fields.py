"""The words that a reviewer changed, and the field of a file that says them."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.brief.offer import Offer
from generator.build.inputs import read_inputs
from generator.compose.dossier import Inputs
from generator.compose.fields import field_named, says, spoken
from generator.document.typography import french
from generator.foundation import days, money
from generator.foundation.record import parse_record
from generator.review.fields import (
    Field,
    applied,
    changed,
    fields,
    named,
    of_expression,
    origin,
    origins,
    section_near,
    section_of,
    specific,
    value_edits,
)
from generator.review.typed import typed

ROOT = Path(__file__).resolve().parent.parent.parent
OFFER = "offers/vienne/offer.yaml"
CLIENTS = ["camsp", "creches", "departement", "relais", "vienne"]


@pytest.fixture(scope="module")
def known(inputs: Inputs) -> tuple[Field, ...]:
    return fields(inputs)


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / OFFER).read_text(encoding="utf-8")


# --- the list ----------------------------------------------------------------------------------


@pytest.mark.parametrize("client", CLIENTS)
def test_every_field_stands_where_it_says(client: str) -> None:
    read, _ = read_inputs(ROOT, client)
    assert read is not None
    found = fields(read)
    assert len(found) > 300
    assert len({(field.file, field.path) for field in found}) == len(found)
    lines: dict[str, list[str]] = {}
    for field in found:
        here = lines.setdefault(field.file, (ROOT / field.file).read_text(encoding="utf-8").split("\n"))
        shown = here[field.line - 1][field.column - 1 :]
        assert shown.strip(), field
        if isinstance(field.value, str) and " " not in field.value and shown[0] not in "\"'>|":
            assert shown.startswith(field.value[:8]), field
        assert field.writable == (field.file.endswith("offer.yaml") and field.value is not None)


@pytest.mark.parametrize(
    ("name", "printed", "also"),
    [
        ("date", "26\u00a0juin 2023", "26/06/2023"),
        ("planning.start", "9\u00a0h", "09:00"),
        ("planning.end", "12\u00a0h\u00a030", "12:30"),
        ("planning.place", "Poitiers, dans une salle fournie par vos services", ""),
        ("planning.meetings[0].minutes", "1\u00a0h\u00a030", "90\u00a0minutes"),
        ("pricing.km_per_trip", "152", "152,00\u00a0€"),
        ("pricing.valid_days", "120", ""),
        ("planning.min_weeks", "5", "cinq"),
        ("approach", "", ""),
        ("team[0].role", "", ""),
    ],
)
def test_a_field_says_how_documents_print_it(inputs: Inputs, name: str, printed: str, also: str) -> None:
    field = field_named(inputs, OFFER, name)
    assert field is not None
    assert field.printed == printed
    assert not also or also in field.forms


def test_a_flag_is_never_printed_as_a_number() -> None:
    assert spoken(1) == ("1",)
    assert spoken(True) == ()
    assert spoken(None) == ()


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("5", False),
        ("15", True),
        ("Poitiers", True),
        ("poitiers", True),
        ("234", False),
        ("1 234,50 €", True),
        ("", False),
    ],
)
def test_words_stand_whole(words: str, there: bool) -> None:
    assert says("À Poitiers, 15 personnes pour 1\u202f234,50\u00a0€.", words) is there


# --- which field -------------------------------------------------------------------------------

ORIGINS = [
    (
        "Lieu des séances : Poitiers, dans une salle fournie par vos services.",
        "Poitiers",
        "Châtellerault",
        "planning.place",
    ),
    ("de 9 h à 12 h 30", "12 h 30", "12 h", "planning.end"),
    ("de 9 h à 12 h 30", "9 h", "9 h 15", "planning.start"),
    ("Réunion de bilan | 9 h 30 | dans vos locaux", "9 h 30", "10 h", "planning.meetings[1].start"),
    ("Réunion de bilan | 9 h 30 | dans vos locaux", "vos locaux", "nos locaux", "planning.meetings[1].place"),
    ("La réunion de cadrage dure 1 h 30.", "1 h 30", "2 h", "planning.meetings[0].minutes"),
    ("Fait à Niort, le 26 juin 2023", "Niort", "Poitiers", "town"),
    ("Fait à Niort, le 26 juin 2023", "26 juin", "27 juin", "date"),
    ("Date de la note : 26 juin 2023", "26 juin 2023", "27 juin 2023", "date"),
    ("Candidat : Organisme Exemple, 79000 Niort", "Niort", "Poitiers", "address.town"),
    ("L'offre reste valable 120 jours.", "120", "90", "pricing.valid_days"),
    (
        "Faire parler quinze personnes : un groupe de quinze participants",
        "quinze participants",
        "douze participants",
        "service.participants",
    ),
    ("Un groupe de 15 participants", "15", "12", "service.participants"),
    ("Camille Exemple anime.", "Camille Exemple", "Camille Modèle", "name"),
    ("Procédure : gré à gré", "gré à gré", "adaptée", "procedure"),
    ("Organisme Exemple", "Organisme Exemple", "Organisme Modèle", "name"),
    ("Candidat : Organisme Exemple, 79000 Niort", "Organisme Exemple", "Notre organisme", "name"),
    ("Organisme Exemple – 1 rue de l’Exemple, 79000 Niort", "Organisme Exemple", "Notre organisme", "name"),
    ("Nom commercial et dénomination sociale | Organisme Exemple", "Organisme Exemple", "Le Modèle", "name"),
    (
        "Depuis 2014 : Consultante et formatrice, animatrice de groupes d’analyse des pratiques, Organisme Exemple",
        "Organisme Exemple",
        "Notre organisme",
        "experiences[0].employer",
    ),
    ("Acheteur | Collectivité territoriale – Vienne", "Collectivité territoriale – Vienne", "La Vienne", "buyer.name"),
    ("Moyens | Une salle de formation de 20 places à Niort Un fonds", "salle", "grande salle", "means[1]"),
    (
        "Réunion de cadrage | 1 h 30 | Camille Exemple, la DRRH, la DGA",
        "la DGA",
        "la direction",
        "milestones[0].with[2]",
    ),
    ("Cinq séances, de 9 h à 12 h 30, à Poitiers", "Cinq", "Six", "service.sessions.per_year"),
    ("Séance d’analyse des pratiques | 5 | séance | 590,00 €", "590,00 €", "600,00 €", "rates.session"),
]


@pytest.mark.parametrize(("line", "was", "now", "name"), ORIGINS)
def test_the_field_behind_changed_words(known: tuple[Field, ...], line: str, was: str, now: str, name: str) -> None:
    assert line.count(was) == 1
    new = line.replace(was, now)
    assert origins(known, line, new)[0].name == name
    found = origin(known, line, new)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("line", "was", "now"),
    [
        ("dans vos locaux", "vos", "nos"),  # three meetings say it
        ("Niort", "Niort", "Poitiers"),  # the town of the candidate, or where one signs
        ("trois temps", "trois", "quatre"),  # nothing tells what is counted
        ("une phrase de tous les jours", "tous", "certains"),
        ("Poitiers et Poitiers", "et", "ou"),  # the values did not change
        ("quatre mille huit cent soixante-dix euros", "soixante-dix", "vingt"),  # a price of 70 €
        ("Réunion de cadrage : 180 km", "180", "190"),  # a price of 180 €
        ("Espacement entre cinq semaines et plus du groupe", "cinq", "six"),  # sessions are five
        ("Restauration de l’intervenant | 8 | repas", "l’intervenant", "l’animateur"),  # the program's own words
        ("Déplacement : 498,56 € (1 216 km)", "Déplacement", "Trajets"),
        ("Préparation du 5 juin 2024 avec le groupe", "5", "6"),  # a day is no number of sessions
        ("Une date se déplace d’un commun accord, par écrit.", "par écrit", "par courriel"),
    ],
)
def test_what_cannot_be_told_is_not(known: tuple[Field, ...], line: str, was: str, now: str) -> None:
    assert origin(known, line, line.replace(was, now)) is None


@pytest.mark.parametrize(("was", "now"), [("☐", "☒"), ("☒", "☐")])
def test_a_box_on_honour_is_confirmed_by_the_signatory_alone(known: tuple[Field, ...], was: str, now: str) -> None:
    said = "Le candidat atteste qu’il n’est dans aucun de ces cas d’exclusion"
    (edit,) = value_edits(known, f"{was} {said}", f"{now} {said}")
    assert (edit.field.file, edit.field.name, edit.field.value, edit.value) == (OFFER, "confirmations", None, None)
    assert edit.field.line > 30
    assert value_edits(known, f"{was} Oui", f"{now} Oui") == ()  # no declaration


SENTENCES = [
    ("planning", "Une date se déplace d’un commun accord, par écrit.", "par écrit", "par courriel", None),
    ("planning", "Jeudi 7 décembre 2023 | Séance 2", "7 décembre", "14 décembre", "planning"),
    ("cost", "Restauration de l’intervenant | 8 | repas | 140,00 €", "l’intervenant", "l’animateur", None),
    ("cost", "Préparation | 5 | séance | 600,00 €", "600,00", "650,00", "pricing"),
    ("cost", "Tout est compris. Paiement à 30 jours.", "compris", "inclus", None),
    ("dc1", "a) n’entrer dans aucun des cas des articles L. 2141-1 à L. 2141-5", "aucun", "nul", None),
    ("dc1", "Candidat : Organisme Exemple, dit notre équipe", "notre équipe", "l’équipe", ""),
]


@pytest.mark.parametrize(("key", "line", "was", "now", "name"), SENTENCES)
def test_words_of_the_program_have_no_section(
    inputs: Inputs, key: str, line: str, was: str, now: str, name: str | None
) -> None:
    found = section_near(inputs, key, line, line.replace(was, now))
    assert (found.name if found else None) == name


def test_the_context_tells_what_the_line_does_not(known: tuple[Field, ...]) -> None:
    found = origin(known, "dans vos locaux", "dans nos locaux", "Réunion de cadrage")
    assert found is not None
    assert found.name == "planning.meetings[0].place"


def test_several_values_of_a_line_are_told_in_order(known: tuple[Field, ...]) -> None:
    old = "Jeudi 28 septembre 2023, de 9 h à 12 h 30 | Poitiers, dans une salle fournie par vos services"
    new = "Jeudi 28 septembre 2023, de 9 h 15 à 12 h | Poitiers, dans une grande salle"
    assert [(edit.field.name, edit.value) for edit in value_edits(known, old, new)] == [
        ("planning.start", "9:15"),
        ("planning.end", "12:00"),
        ("planning.place", "Poitiers, dans une grande salle"),
    ]
    assert value_edits(known, old, old) == ()
    (vague,) = value_edits(known, "dans vos locaux", "dans nos locaux")
    assert (vague.old, vague.new, vague.value) == ("dans vos locaux", "dans nos locaux", None)
    assert (vague.field.name, vague.field.value) == ("planning.meetings", None)


# --- the new value -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        (
            "planning.place",
            "Poitiers, dans",
            "Châtellerault : l'étage, dans",
            "place: \"Châtellerault : l'étage, dans une salle fournie",
        ),
        ("planning.start", "9 h", "8 h 45", "  start: 8:45\n"),
        ("planning.end", "12 h 30", "12h", "  end: 12:00\n"),
        ("date", "26 juin 2023", "lundi 19 juin 2023", "date: 2023-06-19  "),
        ("date", "26 juin 2023", "1er juin 2023", "date: 2023-06-01  "),
        ("pricing.valid_days", "120", "quatre-vingt-dix", "  valid_days: 90\n"),
        ("pricing.km_per_trip", "152", "1 160,5", "  km_per_trip: 1160,5  "),
        ("planning.meetings[1].minutes", "1 h", "1 h 15", "bilan, start: 9:30, minutes: 75, place"),
        ("planning.meetings[1].place", "vos locaux", "vos locaux, salle 2", 'place: "dans vos locaux, salle 2"}'),
        ("town", "Niort", "Poitiers", "town: Poitiers\n"),
    ],
)
def test_a_changed_value_is_written_in_its_file(
    inputs: Inputs, text: str, name: str, old: str, new: str, line: str
) -> None:
    field = field_named(inputs, OFFER, name)
    assert field is not None
    before = f"Ce qui est dit | {field.printed}"
    value = changed(field, before, before.replace(french(old), new))
    assert value is not None
    made = applied(text, field, value)
    assert made is not None
    assert line in made
    assert sum(one != other for one, other in zip(text.split("\n"), made.split("\n"), strict=True)) == 1


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("planning.start", "le matin"),
        ("planning.start", "27 h"),
        ("date", "30 février 2023"),
        ("date", "26 juin"),
        ("pricing.valid_days", "plusieurs"),
        ("planning.meetings[0].minutes", "longtemps"),
        ("planning.place", ""),
    ],
)
def test_what_is_no_value_of_the_field_is_left_to_a_person(inputs: Inputs, name: str, now: str) -> None:
    field = field_named(inputs, OFFER, name)
    assert field is not None
    assert changed(field, field.printed, now) is None


def test_words_around_a_value_change_nothing_of_it(inputs: Inputs) -> None:
    field = field_named(inputs, OFFER, "planning.start")
    assert field is not None
    assert changed(field, "dès 9 h le matin", "dès 9 h du matin") is None
    assert changed(field, "dès 9 h le matin", "vers 9 h 30 du matin") == "9:30"


def test_a_capital_that_a_sentence_gave_is_no_part_of_the_value(inputs: Inputs) -> None:
    field = field_named(inputs, OFFER, "planning.meetings[0].place")
    assert field is not None
    assert changed(field, "Dans vos locaux.", "Hors de vos locaux.") == "hors de vos locaux"


def test_a_value_that_would_break_the_offer_is_refused(inputs: Inputs, text: str) -> None:
    field = field_named(inputs, OFFER, "planning.end")
    assert field is not None
    assert applied(text, field, "8:00") is None  # before it starts
    assert applied(text, field, "midi") is None


def test_a_day_counted_from_the_notification_is_left() -> None:
    read, _ = read_inputs(ROOT, "camsp")
    assert read is not None
    field = field_named(read, "offers/camsp/offer.yaml", "planning.from")
    assert field is not None
    assert applied((ROOT / field.file).read_text(encoding="utf-8"), field, "2024-09-10") is None


@pytest.mark.parametrize("client", CLIENTS)
def test_every_printed_form_of_an_offer_reads_back_as_its_value(client: str) -> None:
    read, _ = read_inputs(ROOT, client)
    assert read is not None
    text = (ROOT / "offers" / client / "offer.yaml").read_text(encoding="utf-8")
    seen = 0
    for field in fields(read):
        if not field.writable or isinstance(field.value, str):
            continue
        for form in field.forms:
            value = typed(field.value, form, minutes=field.name.endswith("minutes"))
            assert value is not None, (field, form)
            made = applied(text, field, value)
            if made is not None:  # « T0 + 30 jours » is left
                loaded, _ = parse_record(made, field.file, Offer)
                assert loaded is not None
                assert loaded.value == read.offer.value
                seen += 1
    assert seen > 20


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_any_day_reads_back(day: date) -> None:
    for form in (days.long(day), days.full(day), days.short(day), french(days.full(day))):
        assert typed(date(2023, 1, 1), form) == day.isoformat()


@given(st.times())
def test_any_hour_reads_back(hour: time) -> None:
    hour = hour.replace(second=0, microsecond=0)
    for form in (days.clock(hour), french(days.clock(hour)), f"{hour:%H:%M}", days.clock(hour).replace(" ", "")):
        assert typed(time(9), form) == f"{hour.hour}:{hour.minute:02d}"


@given(st.decimals(0, 10**6, places=2))
def test_any_amount_reads_back(amount: Decimal) -> None:
    for form in (money.euros(amount), money.number(amount), french(money.unit_price(amount))):
        value = typed(Decimal(1), form)
        assert value is not None
        assert Decimal(value.replace(",", ".")) == amount


@given(st.integers(0, 600))
def test_any_length_reads_back(minutes: int) -> None:
    for form in (days.duration(minutes), f"{minutes} minutes"):
        assert typed(90, form, minutes=True) == str(minutes)


# --- expressions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "old", "name"),
    [
        ("brief.service.participants | words", "quinze", "service.participants"),
        ("brief.service.audience.professions | et", "", "service.audience.professions"),
        ('plural(brief.service.sessions.per_year, "séance", "séances")', "5 séances", "service.sessions.per_year"),
        ("schedule.sessions | length", "24", "service.sessions"),  # of 4 groups: computed
        ('plural(brief.service.sessions.per_year * 2, "séance", "séances")', "10 séances", "service.sessions"),
        ("offer.planning.place", "", "planning.place"),
        (
            "(schedule.sessions | first).place | capitalize",
            "Poitiers, dans une salle fournie par vos services",
            "planning.place",
        ),
        ("event.start | clock", "9 h", "planning.start"),
        ('meeting("bilan").place', "dans vos locaux", "planning.meetings[1].place"),
        ('meeting("bilan").day | day', "8 février 2024", "planning.meetings[1]"),
        ("(schedule.sessions | last).day | day", "6 juin 2024", "planning"),
        ("schedule.typical | weeks | min | words", "neuf", "planning"),
        ("approach.minutes | duration", "3 h 30", "planning"),
        ("approach.case_minutes | duration", "", "phases"),
        ("approach.group.max", "15", "group.max"),
        ("approach.rhythm.max_weeks", "", "rhythm.max_weeks"),
        ("lead.name", "Camille Exemple", "name"),
        ("person.name", "Sacha Spécimen", "name"),
        ("lead.summary", "", "summary"),
        ("candidate.signatory.capacity", "", "signatory.capacity"),
        ("siret", "", "siret"),
        ("buyer", "", "buyer"),
        ('fact("origin_year")', "1997", "facts[0].value"),
        ("quote.gross | euros", "4 888,56 €", "pricing"),
        ("quote.valid_days", "120", "pricing.valid_days"),
        ("quote.mention", "", "vat"),
        ("sheet.intervener.name", "Camille Exemple", "name"),
        ("{{ offer.town }}", "", "town"),
    ],
)
def test_the_field_behind_an_expression(inputs: Inputs, expression: str, old: str, name: str) -> None:
    found = of_expression(inputs, expression, old)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "expression", ['cite("x")', "loop.index", "nothing.here", "a b", "", "1 + 1", '"mot"', "fact(x)"]
)
def test_an_expression_without_a_file_has_no_field(inputs: Inputs, expression: str) -> None:
    assert of_expression(inputs, expression) is None


@pytest.mark.parametrize(
    ("expression", "body", "name"),
    [
        ("size | words", "{% set size = brief.service.participants or 8 -%}", "service.participants"),
        ("item", "{% for item in approach.qualifications if item -%}", "qualifications"),
        ("half", "{% set size = approach.group.max %}{%- set half = size // 2 %}", "group.max"),
        ("mine.place", '{% set mine = meeting("bilan") -%}', "planning.meetings[1].place"),
    ],
)
def test_the_names_of_a_block_are_followed(inputs: Inputs, expression: str, body: str, name: str) -> None:
    found = of_expression(inputs, expression, body=body)
    assert found is not None
    assert found.name == name
    assert of_expression(inputs, "a", body="{% set a = b %}{% set b = a %}") is None


@pytest.mark.parametrize("client", CLIENTS)
def test_every_expression_of_the_library_is_followed(client: str) -> None:
    read, _ = read_inputs(ROOT, client)
    assert read is not None
    every: set[str] = set()
    for folder in ("boilerplate", f"offers/{client}"):
        for path in (ROOT / folder).rglob("*.md"):
            every |= set(re.findall(r"\{\{-?(.+?)-?\}\}", path.read_text(encoding="utf-8")))
    found = {expression: of_expression(read, expression) for expression in every}
    followed = [field for field in found.values() if field is not None]
    assert len(found) > 120
    assert len(followed) > 100
    for field in followed:
        assert (ROOT / field.file).is_file()
        assert field.line >= 1
        assert named(field)


@pytest.mark.parametrize(
    ("key", "name"),
    [("planning", "planning"), ("cost", "pricing"), ("dqe", "pricing"), ("cv", ""), ("note", "pieces"), ("dc1", "")],
)
def test_a_document_made_from_data_has_its_section(inputs: Inputs, key: str, name: str) -> None:
    field = section_of(inputs, key)
    assert (field.name, field.value) == (name, None)
    assert (ROOT / field.file).is_file()


# --- what is one client's ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("Le groupe écoute sans juger, cinq séances par an.", ()),
        ("Chacun parle à son tour pendant 3 minutes.", ()),
        (
            "À Poitiers, la DRRH reçoit Camille Exemple le 26 juin 2023.",
            ("Poitiers", "DRRH", "Camille Exemple", "26 juin 2023"),
        ),
        ("Depuis 1997, Camille anime à 9 h pour 480 €.", ("1997", "Camille", "9 h", "480 €")),
        ("Un groupe de 15 personnes.", ("15",)),
        ("La MJC et les centres de la Vienne.", ("MJC", "Vienne")),
        ("Le 3 mars, 1 200 euros.", ("3 mars", "1 200 euros")),
    ],
)
def test_the_words_of_this_client_only(inputs: Inputs, words: str, own: tuple[str, ...]) -> None:
    assert specific(inputs, words) == own


def test_no_shared_block_names_a_client(inputs: Inputs) -> None:
    """What the library says of any client is in nobody's own words, numbers of a method apart."""
    seen = 0
    named_in: dict[str, Any] = {}
    for path in sorted((ROOT / "boilerplate" / "blocks").rglob("*.md")):
        body = re.sub(r"\{[{%#].*?[}%#]\}", " ", path.read_text(encoding="utf-8").split("\n---\n", 1)[1])
        if found := [word for word in specific(inputs, body) if not word.isdigit()]:
            named_in[path.stem] = found
        seen += 1
    assert seen > 100
    assert len(named_in) < seen // 10, named_in


LINES = st.text(
    st.sampled_from("9h30 12 juin 2023 Niort, dans vos locaux | 15 participants « — ’'é.€\u00a0\u202f"), max_size=60
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, LINES)
def test_any_two_lines_are_compared_and_what_is_sure_can_be_written(
    inputs: Inputs, known: tuple[Field, ...], text: str, old: str, new: str
) -> None:
    for line in (old, f"de 9 h à 12 h 30, à Niort, {old}"):
        for edit in value_edits(known, line, new):
            assert says(line, edit.old)
            if edit.value is not None and edit.field.writable:
                made = applied(text, edit.field, edit.value)
                assert made is None or parse_record(made, OFFER, Offer)[0] is not None
        assert all(changed(field, line, line) is None for field in origins(known, line, new))
    specific(inputs, old)
