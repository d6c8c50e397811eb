"""Blocks' Jinja: values come out literally, lines are known, faults are told, and nothing runs away."""

# ruff: noqa: E501 - tables of cases are read better whole

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from datetime import time as clock
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compose.template import MAX_OUTPUT, environment, offered, readable, render
from generator.document.inlines import plain_text
from generator.document.markdown import tree
from generator.document.tree import Callout, Heading, Link, Listing, Paragraph, Runs, Table, Text
from generator.foundation.record import Line, Record, Whole


class Buyer(Record):
    kind: Line
    name: Line | None = None
    groups: Whole = 2

    @property
    def said(self) -> str:
        return self.kind.upper()

    def secret(self) -> str:
        return "secret"


@dataclass(frozen=True)
class Event:
    label: str
    day: date
    minutes: int = 210

    @property
    def year(self) -> int:
        return self.day.year


@offered
def plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count < 2 else many}"


EVENTS = (Event("Séance 1", date(2023, 10, 12)), Event("Séance 2", date(2023, 12, 7)))
NAMES: dict[str, Any] = {
    "buyer": Buyer(kind="collectivité"),
    "events": EVENTS,
    "words": ("un", "deux", "trois"),
    "plural": plural,
    "day": date(2023, 7, 1),
    "hour": clock(9, 30),
    "amount": Decimal("1234.50"),
    "none": None,
}


def rendered(source: str, **names: Any) -> str:
    made, problems = render(environment(), source, "b.md", 1, NAMES | names)
    assert problems == ()
    assert made
    return made.text


def read(source: str, **names: Any) -> str:
    """What a reader of the one paragraph sees."""
    nodes, problems = tree(rendered(source, **names), "b.md")
    assert problems == ()
    (node,) = nodes
    assert isinstance(node, Paragraph)
    return plain_text(node.runs)


def refusal(source: str, first_line: int = 1) -> tuple[str, str]:
    made, (problem,) = render(environment(), source, "b.md", first_line, NAMES)
    assert made is None
    assert problem.span
    assert problem.hint
    return f"{problem.span.line} {problem.code} {problem.message}", problem.hint


# --- printing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("{{ buyer.kind }}", "collectivité"),
        ("{{ buyer['kind'] }}", "collectivité"),
        ("{{ buyer.said }}", "COLLECTIVITÉ"),
        ("{{ buyer.groups }}", "2"),
        ("{{ events[0].label }} en {{ (events | first).year }}", "Séance 1 en 2\u202f023"),
        ("{{ day }} à {{ hour }}", "1er juillet 2023 à 9 h 30"),
        ("{{ amount }}", "1\u202f234,5"),
        ("{{ amount | euros }}", "1\u202f234,50\u00a0€"),
        ("{{ true }} ou {{ false }}", "oui ou non"),
        ("{{ 7 / 2 }} {{ 7 // 2 }} {{ 7 % 2 }} {{ 2 * 3 - 1 + 0.5 }}", "3,5 3 1 5,5"),
        ("{{ words | et }}", "un, deux et trois"),
        ("{{ words[1:] | et }}", "deux et trois"),
        ("{{ buyer.kind[:1] | upper }}{{ buyer.kind[1:] }}", "Collectivité"),
        ("{{ 'à propos'[:1] }}{{ 'à propos'[1:] }}", "à propos"),
        ("{{ plural(events | length, 'séance', 'séances') }}", "2 séances"),
        ("{% for e in events %}{{ plural(e.minutes, 'minute', 'minutes') }} {% endfor %}", "210 minutes 210 minutes"),
        ("{{ events | sum(attribute='minutes') | duration }}", "7 h"),
        ("{{ buyer.name or 'inconnu' }}", "inconnu"),
        ("{{ 'oui' if buyer.name else 'non' }}", "non"),
        ("a{{ buyer.name if buyer.name }}b", "ab"),
        ("{% set size = buyer.groups * 3 %}{{ size }}", "6"),
        ("{% for w in words %}{{ loop.index }}/{{ loop.length }} {{ w }}{% if not loop.last %}, {% endif %}{% endfor %}",
         "1/3 un, 2/3 deux, 3/3 trois"),
        ("{% if substitute is defined %}oui{% else %}non{% endif %}", "non"),
        ("{% if buyer.name is none %}sans nom{% endif %}", "sans nom"),
        ("{# rien #}texte", "texte"),
        ("{% raw %}{{ littéral }}{% endraw %}", "{{ littéral }}"),
    ],
)  # fmt: skip
def test_a_block_prints_in_french(written: str, seen: str) -> None:
    assert read(written) == seen


# --- escaping ------------------------------------------------------------------------------------

VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)
SIGNS = st.text("*_`#-+.!|[](){}<>\\&;:~^$%\"'/=1a \u00a0\u202f\u2003\ue000\ue001\ufeff@,?", min_size=1, max_size=12)
TRAPS = st.sampled_from([
    "## titre", "- liste", "1. liste", "2023. année", "> citation", "::: key", ":::", "| a | b |", "```", "    code", "---",
    "===", "***", "&amp;", "&#42;", "<b>", "<!-- -->", "[a](https://x.example)", "![a](b)", "[^1]", "[^1]: a", "^[a]", "a  ",
    "  a", "\\", "a\\", "**a**", "{{ buyer }}", "{% if %}", "https://x.example", "<https://x.example>", "a@b.example", "1)",
])  # fmt: skip


def folded(value: str) -> str:
    """The value as a line of text: breaks are spaces, neighbouring spaces one."""
    for sign in "\u2028\u2029":
        value = value.replace(sign, " ")
    while "  " in value:
        value = value.replace("  ", " ")
    return value


def only(runs: Runs, **marks: bool) -> str:
    """The value of the one Text of these runs."""
    (text,) = runs
    assert isinstance(text, Text)
    assert text == Text(text.value, **marks)
    return text.value


@settings(max_examples=50)
@given((VALUES | SIGNS | TRAPS).filter(str.strip))
def test_any_value_comes_out_literally_everywhere(value: str) -> None:
    source = """{{ v }}

## {{ v }}

- {{ v }}
- un {{ v }} deux

1. {{ v }}

avant {{ v }} après

un **{{ v }}** deux *{{ v }}* [{{ v }}](https://x.example)

::: key {{ v }}
{{ v }}
:::

::: table widths=50,50 summary="{{ v }}"
| {{ v }} | A |
|---|---|
| B | {{ v }} |
:::

> {{ v }}
"""
    nodes, problems = tree(rendered(source, v=value), "b.md")
    assert problems == ()
    paragraph, heading, bullets, numbers, between, marked, callout, table, quote = nodes
    want = folded(value)
    assert isinstance(paragraph, Paragraph)
    assert only(paragraph.runs) == want
    assert isinstance(heading, Heading)
    assert only(heading.runs) == want
    assert items(bullets) == [want, f"un {want} deux"]
    assert items(numbers) == [want]
    assert isinstance(between, Paragraph)
    assert only(between.runs) == f"avant {want} après"
    assert isinstance(marked, Paragraph)
    bold, italic = marked.runs[1], marked.runs[3]
    assert (bold, italic) == (Text(want, strong=True), Text(want, emphasis=True))
    assert marked.runs[5:] == (Link("https://x.example", (Text(want),)),)
    assert isinstance(callout, Callout)
    assert only(callout.title) == want
    assert [only(node.runs) for node in callout.nodes if isinstance(node, Paragraph)] == [want]
    assert isinstance(table, Table)
    assert table.summary == want.strip()
    cells = [[only(cell.paragraphs[0].runs) for cell in row.cells] for row in table.rows]
    assert cells == [[want, "A"], ["B", want]]
    assert isinstance(quote, Paragraph)
    assert only(quote.runs) == want


def items(node: Any) -> list[str]:
    assert isinstance(node, Listing)
    return [only(part.runs) for item in node.items for part in item.nodes if isinstance(part, Paragraph)]


def test_a_printed_figure_opens_no_list() -> None:
    assert read("{{ 2023 }}. Une année.") == "2\u202f023. Une année."
    assert read("{{ '2023' }}. Une année.") == "2023. Une année."
    assert read("{{ '-' }} tiret") == "- tiret"


# --- lines ---------------------------------------------------------------------------------------


def lines(source: str, first_line: int = 10) -> list[tuple[int, str]]:
    made, problems = render(environment(), source, "b.md", first_line, NAMES)
    assert problems == ()
    assert made
    text = made.text.split("\n")
    assert len(made.lines) == len(text)
    return [(number, line) for number, line in zip(made.lines, text, strict=True) if line]


def test_each_line_knows_where_it_was_written() -> None:
    assert lines("un\n\ndeux\ntrois\n") == [(10, "un"), (12, "deux"), (13, "trois")]


def test_lines_after_ifs_and_loops_are_still_known() -> None:
    source = (
        "un\n{% if buyer.name %}\nnon\n{% else %}\noui\n{% endif %}\n{% for w in words %}\n- {{ w }}\n{% endfor %}\nfin"
    )
    assert lines(source) == [(10, "un"), (14, "oui"), (17, "- un"), (17, "- deux"), (17, "- trois"), (19, "fin")]


def test_a_row_of_tags_leaves_no_line_in_a_table() -> None:
    source = "| A |\n|---|\n{% for w in words -%}\n| {{ w }} |\n{% endfor -%}\n\nfin"
    assert lines(source) == [
        (10, "| A |"),
        (11, "|---|"),
        (13, "| un |"),
        (13, "| deux |"),
        (13, "| trois |"),
        (16, "fin"),
    ]


def test_a_line_of_which_nothing_is_printed_is_left_out() -> None:
    assert rendered("- a\n{% if buyer.name %}- b{% endif %}\n- c\n") == "- a\n- c\n"
    assert rendered("a\n\n{% if buyer.groups %}b{% endif %}\n\nc") == "a\n\nb\n\nc"


def test_tags_over_several_lines() -> None:
    assert lines("un {{ words\n  | et }} fin\ndeux") == [(11, "un un\\, deux et trois fin"), (12, "deux")]
    assert lines("{% if buyer.kind ==\n  'x' %}\nnon\n{% else %}\noui\n{% endif %}\nfin") == [(14, "oui"), (16, "fin")]
    assert lines("{# deux\nlignes #}\nfin") == [(12, "fin")]


def test_a_join_asked_by_the_author_is_kept() -> None:
    assert lines("un {% if buyer.kind -%}\ndeux{% endif %}\ntrois") == [(11, "un deux"), (12, "trois")]
    assert lines("un\n{%- if buyer.kind %} deux{% endif %}\ntrois") == [(10, "un deux"), (12, "trois")]


def test_brackets_in_texts_of_a_tag_close_nothing() -> None:
    assert lines("{{ '}}' }}\ndeux\n{{ \"%}\" }}") == [(10, "\\}\\}"), (11, "deux"), (12, "\\%\\}")]


def test_marks_in_the_text_itself_are_dropped() -> None:
    assert lines("un \ue00042\ue001\ndeux") == [(10, "un 42"), (11, "deux")]


# --- faults --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "told", "hint"),
    [
        ("a\n{{ byer.kind }}", "2 L202 « byer » n'existe pas", "vouliez-vous dire « buyer » ?"),
        ("{{ zzz }}", "1 L202 « zzz » n'existe pas", "noms connus : amount, buyer, day, events, hour, none, plural, words"),
        ("{{ buyer.knd }}", "1 L202 « buyer.knd » n'existe pas", "vouliez-vous dire « kind » ?"),
        ("{{ buyer.zzz }}", "1 L202 « buyer.zzz » n'existe pas", "champs connus : kind, name, groups, said"),
        ("{% if buyer.zzz %}a{% endif %}", "1 L202 « zzz » n'existe pas", "champs connus : kind, name, groups, said"),
        ("a\n\n{{ buyer.name }}", "3 L202 « buyer.name » n'a pas de valeur : la demande ou l'offre ne la donne pas",
         "entourez le passage de « {% if buyer.name %} … {% endif %} », ou complétez la demande"),
        ("{{ buyer.name | upper }}", "1 L202 « buyer.name » n'a pas de valeur : la demande ou l'offre ne la donne pas",
         "entourez le passage de « {% if buyer.name %} … {% endif %} », ou complétez la demande"),
        ("{{ buyer.name.first }}", "1 L202 on ne peut pas lire « first » d'une valeur inconnue",
         "testez d'abord la valeur par « {% if … %} », ou complétez la demande"),
        ("{% for x in none %}{% endfor %}", "1 L202 valeur inconnue : la demande ou l'offre ne la donne pas",
         "entourez le passage de « {% if … %} … {% endif %} », ou complétez la demande"),
        ("{{ words }}", "1 L202 on ne peut pas imprimer une liste ou une fiche entière",
         "ajoutez « | et » à une liste, ou choisissez un champ"),
        ("{{ buyer }}", "1 L202 on ne peut pas imprimer une liste ou une fiche entière",
         "ajoutez « | et » à une liste, ou choisissez un champ"),
        ("{{ words[7] }}", "1 L202 rang « 7 » absent de cette liste", "vérifiez sa longueur d'abord"),
        ("{{ buyer.kind | day }}", "1 L202 le filtre « day » ne convient pas à cette valeur", "il attend une date"),
        ("{{ plural('x') }}", "1 L202 « plural(…) » ne convient pas à ces valeurs", "vérifiez leur nombre et leur nature"),
        ("{% for x in buyer %}{% endfor %}", "1 L202 une boucle ne parcourt qu'une liste", "vérifiez ce qui suit « in »"),
        ("{{ 1 // 0 }}", "1 L202 calcul impossible : division par zéro ou nombre démesuré", "vérifiez les deux nombres"),
        ("{% if buyer.name > 3 %}a{% endif %}", "1 L202 opération impossible avec ces valeurs",
         "l'une d'elles est peut-être inconnue : testez-la d'abord par « {% if … %} »"),
        ("{{ words | sort }}", "1 L201 filtre inconnu « sort »", None),
        ("{% if none %}{{ words | sort }}{% endif %}", "1 L201 filtre inconnu « sort »", None),
        ("{{ words | lenght }}", "1 L201 filtre inconnu « lenght »", "vouliez-vous dire « length » ?"),
        ("{% if words is list %}{% endif %}", "1 L201 test inconnu « list »", None),
        ("a\n{% if words %}\nb", "2 L201 « {% if %} » jamais fermé", "ajoutez « {% endif %} »"),
        ("a\n{% for w in words %}\nb\n{% if w %}\n{% endif %}", "2 L201 « {% for %} » jamais fermé", "ajoutez « {% endfor %} »"),
        ("{% if words %}\n{% endfor %}", "2 L201 « {% endfor %} » ne ferme pas le dernier « {% … %} » ouvert", None),
        ("a\n{% endif %}", "2 L201 « {% endif %} » ne ferme pas le dernier « {% … %} » ouvert", None),
        ("{% else %}", "1 L201 « {% else %} » hors de tout « {% if %} »", None),
        ("{% do words %}", "1 L201 « {% do … %} » n'existe pas", "un bloc n'a que if, for et set x = …"),
        ("{{ buyer.kind }", "1 L201 ce qui est entre accolades ne se lit pas", None),
        ("{{ « a » }}", "1 L201 signe « « » inattendu entre accolades", None),
        ("{{ 'x' * 3 }}", "1 L203 l'opération « * » n'est permise qu'entre deux nombres", None),
        ("{{ 'x' + 'y' }}", "1 L203 l'opération « + » n'est permise qu'entre deux nombres", None),
        ("{{ words + words }}", "1 L203 l'opération « + » n'est permise qu'entre deux nombres", None),
        ("{{ 'x' ~ 'y' }}", "1 L203 l'opération « ~ » n'est pas permise", None),
        ("{{ '%s' % 3 }}", "1 L203 l'opération « % » n'est permise qu'entre deux nombres", None),
        ("{{ 2 ** 3 }}", "1 L203 les puissances « ** » ne sont pas permises", None),
        ("{{ buyer.secret() }}", "1 L202 « secret » n'existe pas", None),
        ("{{ buyer.kind.upper() }}", "1 L203 « upper » n'est pas permis ici", None),
        ("{{ '{0.__class__}'.format(buyer) }}", "1 L203 « format » n'est pas permis ici", None),
        ("{{ buyer.__class__.__mro__ }}", "1 L202 « __class__ » n'existe pas", None),
        ("{{ buyer['__class__'] }}", "1 L202 « __class__ » n'existe pas", None),
        ("{{ words.__class__ }}", "1 L203 « __class__ » n'est pas permis ici", None),
        ("{{ plural.__globals__ }}", "1 L203 « __globals__ » n'est pas permis ici", None),
        ("{{ buyer.model_dump }}", "1 L202 « buyer.model_dump » n'existe pas", None),
        ("{{ range(9) }}", "1 L202 « range » n'existe pas", None),
        ("{{ events | sum(attribute='__class__') }}", "1 L202 le filtre « sum » ne convient pas à cette valeur", None),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "1 L203 « {% macro … %} » n'est pas permis sous cette forme", None),
        ("{% set x %}a{% endset %}", "1 L203 « {% set … %} » n'est pas permis sous cette forme", None),
        ("{% set buyer.kind = 1 %}", "1 L203 « {% set … %} » n'est pas permis sous cette forme", None),
        ("{% include 'a' %}", "1 L203 « {% include … %} » n'est pas permis sous cette forme", None),
        ("a\n{% for x in words recursive %}{% endfor %}", "2 L203 plus de 2 boucles l'une dans l'autre, ou boucle récursive", None),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_french_on_its_line(source: str, told: str, hint: str | None) -> None:
    said, remedy = refusal(source)
    assert said == told
    assert hint in {None, remedy}
    later, _ = refusal(source, first_line=12)
    assert later.split(" ", 1) == [str(int(told.split(" ", 1)[0]) + 11), told.split(" ", 1)[1]]


LOOPS = "{% for a in many %}{% for b in many %}"
ENDS = "{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("{{ 'x' * 10**9 }}", "L203"),
        ("{{ 9**9**9 }}", "L203"),
        ("{% set a = 9 %}" + "{% set a = a * a %}" * 60 + "{{ a }}", "L203"),
        ("{% set a = 'x' %}" + "{% set a = a ~ a %}" * 60, "L203"),
        ("{% set a = [1] %}" + "{% set a = a + a %}" * 60, "L203"),
        (f"{LOOPS}{{% for c in many %}}{{% endfor %}}{ENDS}", "L203"),
        (f"{LOOPS}{ENDS}", "L204"),
        (f"{LOOPS}{{{{ a }}}}{ENDS}" * 3, "L204"),
        ("{% for a in many %}{{ big }}{% endfor %}", "L204"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "L203"),
        ("{{ " + "[" * 5000 + " }}", "L203"),
        ("{{ 1" + " + 1" * 5000 + " }}", "L203"),
        ("{{ buyer" + ".a" * 5000 + " }}", "L203"),
        ("{{ buyer.kind" + " | lower" * 5000 + " }}", "L203"),
        ("{% if buyer %}" * 500 + "{% endif %}" * 500, "L203"),
        ("{{ " + "9" * 100_000 + " }}", "L202"),
        ("{{ 1e999 }}", "L203"),
        ("{{" * 20_000, "L203"),
        ("{% if a %}" * 20_000, "L203"),
        ("{# " * 20_000, "L201"),
        ("{{ '" + "a" * 100_000, "L201"),
    ],
    ids=lambda value: value[:24],
)
def test_what_is_hostile_ends_soon(source: str, code: str) -> None:
    start = time.process_time()
    made, problems = render(environment(), source, "b.md", 1, NAMES | {"many": (1,) * 1000, "big": "x" * 5000})
    assert time.process_time() - start < 5
    assert made is None
    assert {problem.code for problem in problems} == {code}


def test_output_has_a_limit() -> None:
    made, _ = render(environment(), "{{ big }}", "b.md", 1, {"big": "x" * (MAX_OUTPUT - 9)})
    assert made
    made, (problem,) = render(environment(), "{{ big }}{{ big }}", "b.md", 1, {"big": "x" * MAX_OUTPUT})
    assert made is None
    assert (problem.code, problem.message) == ("L204", "ce bloc produit un texte démesuré")


def test_one_environment_serves_many_blocks() -> None:
    env = environment()
    for number in range(3):
        made, _ = render(env, "{% for w in words %}{{ w }}{% endfor %}{{ n }}", "b.md", 1, NAMES | {"n": "abc"[number]})
        assert made
        assert made.text == "undeuxtrois" + "abc"[number]


def test_only_fields_and_properties_can_be_read() -> None:
    assert readable(NAMES["buyer"]) == ("kind", "name", "groups", "said")
    assert readable(EVENTS[0]) == ("label", "day", "minutes", "year")
    assert readable("text") == readable(None) == readable((1,)) == readable(plural) == ()


@pytest.mark.parametrize("text", ["Un.\n\nDeux.", "\n# Titre\n\n- un %} }} #}\n- deux \n\n", "", " \n", "\tUn\n\n\n"])
def test_a_block_without_tags_reads_as_one_with_an_empty_tag(text: str) -> None:
    plain, problems = render(environment(), text, "b.md", 7, NAMES)
    through, _ = render(environment(), text + "{# #}", "b.md", 7, NAMES)
    assert not problems
    assert plain == through
