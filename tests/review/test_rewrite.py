"""What the source of a block becomes when its text was edited: each case says the source, the edit, the new source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from generator.compose.sources import Written
from generator.compose.template import environment, render
from generator.document.markdown import tree
from generator.document.tree import (
    Callout,
    Figure,
    Heading,
    Item,
    Link,
    Listing,
    Node,
    Paragraph,
    Remark,
    Row,
    Runs,
    Table,
    Text,
)
from generator.review.rewrite import Rewritten, rewritten
from generator.review.rewrite_source import Body, parted
from generator.review.rewrite_tokens import mapped, said, shape, shown
from generator.review.shape import comparable_nodes

FIRST = 11
ENV = environment()


@dataclass(frozen=True)
class Step:
    """One turn of a loop."""

    title: str
    minutes: int


NAMES = {
    "buyer": "Département Exemple",
    "places": 15,
    "steps": (Step("Accueil", 10), Step("Récit", 40), Step("Synthèse", 20)),
    "groups": (Step("Nord", 1), Step("Sud", 2)),
    "trades": "CESF, éducateurs et assistants",
    "adults": True,
}


def written(body: str, raised: int = 0) -> Written:
    """A source whose names are those above."""

    def bare(text: str) -> tuple[tuple[Node, ...] | None, tuple]:
        rendered, problems = render(ENV, text, "b.md", FIRST, NAMES)
        if rendered is None:
            return None, problems
        nodes, problems = tree(rendered.text, "b.md", rendered.lines)
        return tuple(replace(n, level=n.level - raised) if isinstance(n, Heading) else n for n in nodes), problems

    return Written("b", "b.md", body, FIRST, bare, ("_ao_000000001",), raised)


def old(source: Written) -> tuple[Node, ...]:
    nodes, problems = source.render(source.body)
    assert nodes is not None, problems
    return nodes


def after(source: Written, new: tuple[Node, ...]) -> Rewritten:
    """The source rewritten, which gives the words wanted."""
    made = rewritten(source, old(source), new)
    got, problems = source.render(made.body)
    assert got is not None, problems
    assert said(shown(comparable_nodes(got))) == said(shown(comparable_nodes(new)))
    if not made.left:
        assert shape(shown(comparable_nodes(got))) == shape(shown(comparable_nodes(new)))
    return made


def replaced(nodes: tuple[Node, ...], was: str, now: str) -> tuple[Node, ...]:
    """The nodes with these words changed, once, in one run."""
    done = 0

    def change(_: object, runs: Runs) -> Runs:
        nonlocal done
        changed = []
        for run in runs:
            if isinstance(run, Text) and was in run.value and not done:
                done += 1
                run = replace(run, value=run.value.replace(was, now, 1))  # noqa: PLW2901
            changed.append(run)
        return tuple(changed)

    made = mapped(nodes, change)
    assert done, f"{was!r} is not there"
    return made


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def item(text: str) -> Item:
    return Item((paragraph(text),))


WORDS = {
    "a word": ("Le groupe se **réunit** ici.\n", "se ", "ne se ", "Le groupe ne se **réunit** ici.\n"),
    "a bold word": ("Le groupe **se réunit** ici.\n", "réunit", "retrouve", "Le groupe **se retrouve** ici.\n"),
    "a whole bold passage goes": ("Le groupe **très** uni.\n", "très", "", "Le groupe uni.\n"),
    "the first word goes": ("Pour **{{ buyer }}**, tout.\n", "Pour ", "", "**{{ buyer }}**, tout.\n"),
    "beside a value": ("Pour {{ places }} personnes.\n", "personnes", "agents", "Pour {{ places }} agents.\n"),
    "glued to a value": ("Chez {{ buyer }}.\n", "Exemple.", "Exemple, enfin.", "Chez {{ buyer }}, enfin.\n"),
    "a line that is wrapped": ("Un texte\nsur deux lignes.\n", "deux", "trois", "Un texte\nsur trois lignes.\n"),
    "signs of Markdown": ("Un texte.\n", "texte", "texte *à* {{ lire }}", "Un texte \\*à\\* &#123;{ lire }&#125;.\n"),
    "an apostrophe typed in Word": ("Un texte.\n", "Un texte", "L’idée d’un texte", "L'idée d'un texte.\n"),
    "inside an if": (
        "Le groupe{% if adults %} des adultes{% endif %} se réunit.\n",
        "des adultes",
        "d'adultes",
        "Le groupe{% if adults %} d'adultes{% endif %} se réunit.\n",
    ),
    "a sentence with its if": (
        "Un.{% if adults %} Deux pour {{ buyer }}.{% endif %} Trois.\n",
        " Deux pour Département Exemple.",
        "",
        "Un. Trois.\n",
    ),
    "a heading": ("## Le cadre\n\nTexte.\n", "cadre", "lieu", "## Le lieu\n\nTexte.\n"),
    "a title of a callout": (
        "::: key Le pacte\nTexte.\n:::\n",
        "pacte",
        "contrat",
        "::: key Le contrat\nTexte.\n:::\n",
    ),
    "a note": ("Un mot[^a].\n\n[^a]: Une note.\n", "Un", "Le", "Le mot[^a].\n\n[^a]: Une note.\n"),
    "inside a note": ("Un mot[^a].\n\n[^a]: Une note.\n", "note", "remarque", "Un mot[^a].\n\n[^a]: Une remarque.\n"),
    "a cell": (
        "| A | B |\n|---|---|\n| un | {{ places }} |\n",
        "un",
        "deux",
        "| A | B |\n|---|---|\n| deux | {{ places }} |\n",
    ),
}


@pytest.mark.parametrize(("body", "was", "now", "wanted"), WORDS.values(), ids=WORDS)
def test_words_change_where_they_were_written(body: str, was: str, now: str, wanted: str) -> None:
    source = written(body)
    made = after(source, replaced(old(source), was, now))
    assert made == Rewritten(wanted)


def test_an_unedited_block_keeps_its_source() -> None:
    source = written("- un\n* deux\n\nEt « {{ buyer }} » :  deux espaces.\n")
    assert rewritten(source, old(source), old(source)) == Rewritten(source.body)


def test_a_changed_value_is_literal_and_told() -> None:
    source = written("Un mot.\n\nPour {{ places }} personnes de {{ buyer }}.\n")
    made = after(source, replaced(old(source), "15", "12"))
    assert made.body == "Un mot.\n\nPour 12 personnes de {{ buyer }}.\n"
    assert [(t.expression, t.line, t.old, t.new) for t in made.touched] == [("places", FIRST + 2, "15", "12")]
    assert made.frozen == ()


def test_a_word_inside_a_value_makes_all_of_it_literal() -> None:
    source = written("Pour les {{ trades }}.\n")
    made = after(source, replaced(old(source), "éducateurs", "animateurs"))
    assert made.body == "Pour les CESF, animateurs et assistants.\n"
    assert [t.new for t in made.touched] == ["CESF, animateurs et assistants"]


def test_a_value_set_in_bold_stays_a_value() -> None:
    source = written("Pour {{ buyer }}, tout.\n")
    new = (Paragraph((Text("Pour "), Text("Département Exemple", strong=True), Text(", tout."))),)
    assert after(source, new) == Rewritten("Pour **{{ buyer }}**, tout.\n")


def test_a_link_is_added_among_words_that_stay() -> None:
    source = written("Lire{% if adults %} ici{% endif %} le texte.\n")
    new = (Paragraph((Text("Lire ici "), Link("https://exemple.fr", (Text("le texte"),)), Text("."))),)
    assert after(source, new).body == "Lire{% if adults %} ici{% endif %} [le texte](https://exemple.fr).\n"


# --- paragraphs ----------------------------------------------------------------------------------

THREE = "Un pour {{ places }}.\n\n{% if adults %}\nDeux pour {{ buyer }}, enfin.\n\n{% endif %}\nTrois.\n"


def test_a_paragraph_cut_in_two() -> None:
    source = written(THREE)
    one, _, three = old(source)
    made = after(source, (one, paragraph("Deux pour Département Exemple,"), paragraph("enfin."), three))
    assert made == Rewritten(THREE.replace(", enfin", ",\n\nenfin"))


def test_a_paragraph_cut_in_the_middle_of_bold() -> None:
    source = written("**Un regard extérieur.** Pour{% if adults %} {{ buyer }}{% endif %}.\n")
    rest = (Text("extérieur.", strong=True), Text(" Pour Département Exemple."))
    made = after(source, (Paragraph((Text("Un regard", strong=True),)), Paragraph(rest)))
    assert made == Rewritten("**Un regard**\n\n**extérieur.** Pour{% if adults %} {{ buyer }}{% endif %}.\n")


def test_two_paragraphs_joined() -> None:
    source = written("Un pour {{ places }}.\n\nDeux pour {{ buyer }}.\n\nTrois.\n")
    made = after(source, (paragraph("Un pour 15. Deux pour Département Exemple."), old(source)[2]))
    assert made == Rewritten("Un pour {{ places }}. Deux pour {{ buyer }}.\n\nTrois.\n")


def test_a_paragraph_goes_with_its_values() -> None:
    source = written("Un.\n\nDeux pour {{ buyer }}.\n\nTrois.\n")
    one, _, three = old(source)
    assert after(source, (one, three)) == Rewritten("Un.\n\nTrois.\n")


def test_a_paragraph_is_added_behind_the_tags_that_end_before_it() -> None:
    source = written(THREE)
    one, two, three = old(source)
    made = after(source, (one, two, Heading(2, (Text("Un titre"),)), three))
    assert made == Rewritten(THREE.replace("{% endif %}\n", "{% endif %}\n\n## Un titre\n\n").replace("\n\n\n", "\n\n"))


def test_a_paragraph_that_moved_keeps_its_values() -> None:
    source = written("Un pour {{ places }}, « ici ».\n\n- a\n- b\n\n## Titre\n\nDeux.\n")
    one, *others = old(source)
    made = after(source, (*others, one))
    assert made == Rewritten("- a\n- b\n\n## Titre\n\nDeux.\n\nUn pour {{ places }}, « ici ».\n")


def test_a_question_of_the_source_stays() -> None:
    body = "Un.\n\nÀ négocier.\n\n::: remark\nAvec qui ?\n:::\n\nTrois.\n"
    source = written(body)
    assert any(isinstance(run, Remark) for run in old(source)[1].runs)
    one, _, three = comparable_nodes(old(source))
    assert after(source, (one, paragraph("À négocier, donc."), three)).body == body.replace(
        "négocier.", "négocier, donc."
    )
    assert "Avec qui ?" in after(source, (one, Heading(3, (Text("À négocier"),)), three)).body


def test_a_heading_changes_its_level() -> None:
    source = written("## Titre de {{ buyer }}\n\nTexte.\n", raised=1)
    heading, text = old(source)
    assert heading.level == 1
    assert after(source, (replace(heading, level=2), text)).body == "### Titre de {{ buyer }}\n\nTexte.\n"


def test_a_heading_added_to_a_document_stands_at_its_level() -> None:
    source = written("## Un\n\nTexte.\n", raised=1)
    made = after(source, (*old(source), Heading(2, (Text("Deux"),)), paragraph("Suite.")))
    assert made.body == "## Un\n\nTexte.\n\n### Deux\n\nSuite.\n"


# --- lists, tables, callouts ---------------------------------------------------------------------

LIST = "Avant :\n\n1. un pour {{ places }} ;\n2. deux ;\n3. trois.\n\nAprès.\n"


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda items: items[:1] + items[2:], LIST.replace("2. deux ;\n3.", "2.")),
        (lambda items: (*items, item("quatre.")), LIST.replace("trois.\n", "trois.\n4. quatre.\n")),
        (lambda items: (items[1], items[2], items[0]), None),
        (lambda items: (item("zéro ;"), *items), None),
        (lambda items: (Item((*items[0].nodes, Listing((item("dessous"),)))), *items[1:]), None),
    ],
    ids=["gone", "added", "moved", "at the top", "below"],
)
def test_the_items_of_a_list(change: Callable, wanted: str | None) -> None:
    source = written(LIST)
    before, listing, behind = old(source)
    assert isinstance(listing, Listing)
    made = after(source, (before, replace(listing, items=change(listing.items)), behind))
    assert wanted is None or made.body == wanted
    assert "{{ places }}" in made.body
    assert made.body.startswith("Avant :\n\n")
    assert made.body.endswith("\n\nAprès.\n")
    assert not made.left


TABLE = (
    '::: table widths=60,40 summary="Les temps"\n| Temps | Durée |\n|---|---|\n{% for step in steps %}\n'
    "| {{ step.title }} | {{ step.minutes }} min |\n{% endfor %}\n| **Total** | **70 min** |\n:::\n"
)


def rows(source: Written, change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> Rewritten:
    (table,) = old(source)
    assert isinstance(table, Table)
    return after(source, (replace(table, rows=change(table.rows)),))


def test_one_turn_of_a_loop_is_written_apart() -> None:
    source = written(TABLE)
    made = after(source, replaced(old(source), "Récit", "Le récit"))
    assert made.body == TABLE.replace(
        "| {{ step.title }} | {{ step.minutes }} min |\n",
        "{% if loop.index == 2 %}\n| Le récit | {{ step.minutes }} min |\n{% else %}\n"
        "| {{ step.title }} | {{ step.minutes }} min |\n{% endif %}\n",
    )
    assert [(t.expression, t.old, t.new) for t in made.touched] == [("step.title", "Récit", "Le récit")]


def test_what_all_turns_say_is_changed_in_the_loop() -> None:
    source = written(TABLE)
    new = old(source)
    for minutes in (10, 40, 20):
        new = replaced(new, f"{minutes}\u00a0min", f"{minutes}\u00a0minutes")
    assert after(source, new).body == TABLE.replace("}} min |", "}} minutes |")


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows[:2] + rows[3:],
        lambda rows: (*rows[:2], Row((rows[1].cells[0], rows[2].cells[1])), *rows[2:]),
        lambda rows: (*rows[:4], Row((rows[1].cells[0], rows[2].cells[1])), rows[4]),
        lambda rows: (rows[0], Row((rows[1].cells[0], rows[2].cells[1])), *rows[1:]),
    ],
    ids=["gone", "between", "last", "first"],
)
def test_the_rows_of_a_loop(change: Callable) -> None:
    made = rows(written(TABLE), change)
    assert "{% for step in steps %}" in made.body
    assert "| {{ step.title }} | {{ step.minutes }} min |" in made.body
    assert not made.left


def test_loops_one_in_the_other() -> None:
    inner = "{% for step in steps %} {{ step.title }} à son tour{% endfor %}"
    body = f"{{% for group in groups %}}\n- {{{{ group.title }}}} :{inner}.\n{{% endfor %}}\n"
    source = written(body)
    listing = old(source)[0]
    assert isinstance(listing, Listing)
    first, second = listing.items
    edited = Item((paragraph("Sud : Accueil à son tour Récit hors tour Synthèse à son tour."),))
    made = after(source, (replace(listing, items=(first, edited)),))
    assert made.body.count("{% for group in groups %}") == 1
    assert "{% if loop.index == 2 %}" in made.body
    assert "hors tour" in made.body
    assert second != edited
    assert made.touched == made.frozen == ()


def test_paragraphs_of_a_callout() -> None:
    source = written("::: key Le pacte de {{ buyer }}\nUn. Deux.\n:::\n")
    (callout,) = old(source)
    assert isinstance(callout, Callout)
    made = after(source, (replace(callout, nodes=(paragraph("Un."), paragraph("Deux."))),))
    assert made.body == "::: key Le pacte de {{ buyer }}\nUn.\n\nDeux.\n:::\n"


def test_a_conflict_is_written_for_a_person_to_settle() -> None:
    source = written("Un.\n\nDeux.\n")
    one, two = old(source)
    conflict = Callout("conflict", (Text("Conflit de relecture : version de A"),), (paragraph("Un, dit A."),))
    made = after(source, (one, conflict, two))
    assert made.body == "Un.\n\n::: conflict Conflit de relecture : version de A\nUn, dit A.\n:::\n\nDeux.\n"


# --- what can't be held --------------------------------------------------------------------------


def test_a_picture_pasted_in_word_is_told() -> None:
    source = written("Un.\n")
    made = after_without_pictures(source, (*old(source), Figure("image1", "", (Text("Une photo"),), data=b"x")))
    assert made.body == "Un.\n\nUne photo\n"
    assert "image" in made.left[0]


def after_without_pictures(source: Written, new: tuple[Node, ...]) -> Rewritten:
    return rewritten(source, old(source), new)


def test_a_title_too_high_keeps_its_words_and_is_told() -> None:
    source = written("Un.\n")
    made = after(source, (Heading(1, (Text("Un titre"),)), *old(source)))
    assert made.body == "## Un titre\n\nUn.\n"
    assert made.left


def test_a_source_that_fails_is_written_anew() -> None:
    source = written("Un {{ inconnu }}.\n")
    new = (paragraph("Un mot."),)
    made = rewritten(source, (paragraph("Un."),), new)
    assert made.body == "Un mot.\n"


@pytest.mark.parametrize("odd", ["\ue110", "\U000f0000", "{% raw %}{{ a }}{% endraw %}", "{{- buyer -}}"])
def test_odd_sources_lose_no_word(odd: str) -> None:
    source = written(f"Un mot {odd} ici.\n\nDeux.\n")
    after(source, (*old(source), paragraph("Trois.")))


def test_turns_written_apart_change_nothing() -> None:
    for body in (
        TABLE,
        "{% for step in steps -%}\n- {{ step.title }}\n{% endfor %}\n",
        "{% for step in steps %}{{ step.title }}, {% endfor %}.\n",
    ):
        source = written(body)
        loop = next(region for region in Body(body).regions if region.loop)
        apart = parted(Body(body), {loop.opening.start: frozenset({1, 3})})
        assert apart.text != body
        assert old(replace(source, body=apart.text)) == old(source)
