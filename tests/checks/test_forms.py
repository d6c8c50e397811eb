"""The forms as somebody leaves them in Word, and as every situation of tests/cases/forms*.yaml makes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from generator.checks.finished import Finished, Verdict
from generator.checks.forms.copies import copies
from generator.checks.forms.reading import boxes, folded, read_sections
from generator.checks.forms.rows import FAMILY
from generator.checks.forms.wording import apart, instead
from generator.compose.dossier import Person
from generator.document.tree import Document, Heading, Part, Text
from generator.forms.spec import boxes as boxes_of
from generator.forms.spec import editions, exclusions
from generator.foundation.record import Loaded
from generator.readers import docx
from generator.writers import docx as docx_writer
from tests.checks.cases import with_document
from tests.checks.spoils_forms import forms_anew
from tests.forms.conftest import MODELS, changes, loaded, merged, partners, priced, read_cases
from tests.libreoffice import OFFICE, edited, saved_again


def verdicts(finished: Finished) -> dict[str, tuple[Verdict, ...]]:
    """What each check of the family finds, those that find nothing left out."""
    found = {check.id: check.judge(finished) for check in FAMILY.checks}
    return {code: some for code, some in found.items() if some}


# --- the shipped offers ------------------------------------------------------------------------


@pytest.mark.parametrize("client", ["vienne", "creches", "camsp", "relais", "departement"])
def test_the_forms_of_a_shipped_offer_are_sound(client, finished_of):
    finished = finished_of(client)
    assert verdicts(finished) == {}
    read = copies(finished)
    assert len(read) >= 2
    assert all(copy.recognised and copy.printed for copy in read)
    assert all(tick.read for copy in read for pair in copy.pairs for tick in pair.ticks)


def test_every_box_of_a_form_is_read(finished):
    (dc1,) = (copy for copy in copies(finished) if copy.key == "dc1")
    assert sum(len(pair.ticks) for pair in dc1.pairs) == len(boxes_of(dc1.filled.spec)) == 12


# --- situations that nobody ships --------------------------------------------------------------


def test_no_situation_has_a_false_finding(finished):
    """Groupements, lots, subcontracts, young companies…: what is printed from the data is never held against them."""
    cases = read_cases()
    for case in cases["cases"]:
        found = verdicts(situation(finished, case, cases))
        assert found == {}, case["name"]
    assert len(cases["cases"]) >= 78


def situation(finished: Finished, case: Any, cases: Any) -> Finished:
    """The offer of this case, its forms printed."""
    change = changes(case, cases)
    whole = merged(cases["base"], {name: value for name, value in change.items() if name != "partners"})
    made = {name: loaded(name, whole[name]) for name in MODELS}
    offer = made["offer"].value
    others = partners(offer, cases, change)
    team = tuple(Person(member.intervener, member, made["intervener"]) for member in offer.team)
    people = tuple(person.file.value for person in team)
    files = (made["brief"], made["offer"], made["candidate"], people, others)
    inputs = replace(
        finished.dossier.inputs,
        brief=made["brief"],
        offer=made["offer"],
        candidate=made["candidate"],
        partners=others,
        team=team,
    )
    dossier = replace(finished.dossier, inputs=inputs, quote=priced(files, case.get("price", "10000")))
    return forms_anew(replace(finished, printed=(), dossier=dossier))


# --- Word --------------------------------------------------------------------------------------


def in_word(finished: Finished, slug: str, change: Callable[[Any], None]) -> Finished:
    """The offer after somebody opened this file and saved it."""
    import docx as python_docx

    word = python_docx.Document(BytesIO(finished.files[f"{slug}.docx"]))
    change(word)
    saved = BytesIO()
    word.save(saved)
    tree, _ = docx.read(saved.getvalue())
    assert tree is not None
    return with_document(finished, slug, lambda old: replace(tree, key=old.key, slug=old.slug))


def paragraph(word: Any, start: str) -> Any:
    return next(one for one in word.paragraphs if one.text.startswith(start))


def ticked(word: Any) -> None:
    run = paragraph(word, "☐ Le candidat atteste").runs[0]
    run.text = run.text.replace("☐", "☒")


def row_dropped(word: Any) -> None:
    table, row = next((t, r) for t in word.tables for r in t.rows if r.cells[0].text.startswith("Téléphone"))
    table._tbl.remove(row._tr)


def seat_typed(word: Any) -> None:
    word.add_paragraph("Fait à Niort, le 26 juin 2023. Signature :")


def answer_retyped(word: Any) -> None:
    cell = next(r.cells[1] for t in word.tables for r in t.rows if r.cells[0].text == "Adresse postale")
    cell.text = "1 rue de l'Exemple, 79 000 NIORT"  # spaces and capitals of one's own: the same address


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (ticked, "C933", "sans confirmation datée"),
        (row_dropped, "C932", "téléphone : la ligne manque"),
        (seat_typed, "C946", "cadre de signature"),
        (answer_retyped, None, ""),
        (lambda word: None, None, ""),
    ],
)
def test_what_somebody_did_in_word_is_seen(change, code, said, finished):
    found = verdicts(in_word(finished, "dc1", change))
    assert list(found) == ([code] if code else [])
    assert all(said in one.message for some in found.values() for one in some)


def test_the_words_of_a_finding_stand_in_the_document(finished):
    spoiled = in_word(finished, "dc1", ticked)
    ((verdict,),) = verdicts(spoiled).values()
    (dc1,) = (one for one in spoiled.printed if one.docx == "dc1.docx")
    assert verdict.passage
    assert verdict.passage.slug == "dc1"
    assert verdict.passage.words in dc1.words


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice absent")
@pytest.mark.parametrize("client", ["departement", "camsp"])
def test_a_form_that_another_program_saved_says_the_same(client, finished_of, tmp_path):
    finished = finished_of(client)
    names = [f"{copy.slug}.docx" for copy in copies(finished)]
    assert len(names) >= 4
    for name, data in saved_again({name: finished.files[name] for name in names}, tmp_path).items():
        tree, _ = docx.read(data)
        assert tree is not None
        finished = with_document(
            finished, name.removesuffix(".docx"), lambda old, tree=tree: replace(tree, key=old.key, slug=old.slug)
        )
    assert verdicts(finished) == {}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice absent")
def test_what_another_program_changed_is_seen(finished, tmp_path):
    gestures = (("Change", "☐ Le candidat est un groupement", "☒ Le candidat est un groupement"), ("Drop", "F3 - Cap"))
    (data,) = edited({"dc1.docx": (finished.files["dc1.docx"], gestures)}, tmp_path).values()
    tree, _ = docx.read(data)
    assert tree is not None
    changed = with_document(finished, "dc1", lambda old: replace(tree, key=old.key, slug=old.slug))
    found = verdicts(changed)
    assert "« Le candidat est un groupement d'entreprises »" in found["C931"][0].message
    assert "la rubrique « F3 - Capacités » manque" in found["C948"][0].message


ODD = 'Société "Le Lien" & Cie... -- l\'Œuvre <b>n° 3</b> *x* _y_ ☒ ﬁn : « ok » ; 1000 € !? 50% — a\u00a0b'


def test_odd_characters_in_the_data_are_no_finding(finished):
    """Names with quotes, dots, ligatures or a box in them are printed with French spaces, and read back."""
    inputs = finished.dossier.inputs
    address = inputs.candidate.value.address.model_copy(update={"street": ODD})
    named = {"name": ODD, "trade_name": f"T {ODD}", "legal_form": ODD, "means": (ODD, f"{ODD} 2"), "address": address}
    candidate = Loaded(inputs.candidate.value.model_copy(update=named), inputs.candidate.source)
    brief = Loaded(inputs.brief.value.model_copy(update={"title": ODD}), inputs.brief.source)
    dossier = replace(finished.dossier, inputs=replace(inputs, candidate=candidate, brief=brief))
    made = forms_anew(replace(finished, printed=(), aside=(), dossier=dossier))
    assert len(made.printed) == 2
    for printed in made.printed:
        written = docx_writer.write(printed.tree, inputs.theme.value, inputs.offer.value.date)
        tree, _ = docx.read(written)
        assert tree is not None
        made = with_document(made, printed.tree.slug, lambda _, tree=tree: tree)
    assert verdicts(made) == {}


# --- what may be missing -----------------------------------------------------------------------


def test_no_printed_form_at_all_is_survived(finished):
    keys = {"dc1", "dc2"}
    bare = replace(finished, printed=tuple(p for p in finished.printed if p.key not in keys))
    assert verdicts(bare) == {}  # the pieces that the buyer demands are another check's


def test_an_empty_form_is_told_once(finished):
    empty = with_document(finished, "dc2", lambda tree: replace(tree, parts=()))
    ((verdict,),) = verdicts(empty).values()
    assert "n'a plus les rubriques" in verdict.message


def test_a_form_that_is_not_ours_is_judged_by_nothing_else(finished):
    other = (Part("", (Heading(1, (Text("Candidature"),)),)),)
    found = verdicts(with_document(finished, "dc1", lambda tree: replace(tree, parts=other)))
    assert list(found) == ["C948"]


# --- reading -----------------------------------------------------------------------------------


def test_several_boxes_on_a_line():
    assert [(box.label, box.ticked) for box in boxes("PME : ☒ Oui ☐ Non")] == [("Oui", True), ("Non", False)]
    assert list(boxes("sans case")) == []


@pytest.mark.parametrize("sign", ["☒", "☑", "✔", "■"])
def test_any_mark_ticks_a_box(sign):
    ((label, on),) = ((box.label, box.ticked) for box in boxes(f"{sign} Oui"))
    assert (label, on) == ("Oui", True)


def test_a_document_without_rubrics_is_read():
    assert [section.title for section in read_sections(Document("dc1", "dc1", "DC1"))] == [""]


@pytest.mark.parametrize(
    ("one", "other"), [("L’Exemple", "l'exemple"), ("0536491234", "05 36 49 12 34"), ("F1 – x", "F1 - x")]
)
def test_what_is_the_same_to_a_reader_is_the_same(one, other):
    assert folded(one) == folded(other)


def test_figures_are_never_the_same_by_folding():
    assert folded("12 mois") != folded("11 mois")
    assert folded("été") != folded("ete")


def test_what_differs_is_told_with_the_words_around():
    read, due = "un deux trois quatre cinq six sept huit neuf", "un deux trois quatre SIX six sept huit neuf"
    assert apart(read, due) == ("…deux trois quatre cinq six sept huit…", "…deux trois quatre SIX six sept huit…")
    assert apart("", "Oui") == ("", "Oui")
    assert instead("", "Oui") == "rien au lieu de « Oui »"
    assert apart("a b", "a b b") == ("a b", "a b b")


# --- the law that the statements name ----------------------------------------------------------


def test_each_form_with_a_statement_names_the_articles_of_its_rule(finished):
    """The free statement goes to L. 2141-11, as R. 2143-3 does; the forms stop at L. 2141-10."""
    day = finished.dossier.inputs.offer.value.date
    seen = 0
    for key, last in (("dc1", "10"), ("dc4", "10"), ("attestation", "11")):
        rule = exclusions(key, day)
        assert rule is not None
        assert rule.ranges == ("L. 2141-1 à L. 2141-5", f"L. 2141-7 à L. 2141-{last}")
        for spec in editions(key):
            text = " ".join(
                str(item) for rubric in spec.rubrics for one in (rubric, *rubric.sections) for item in one.items
            )
            assert all(articles in text for articles in (*rule.ranges, *rule.also)), spec.source
            seen += 1
    assert seen >= 3
    assert exclusions("dc2", day) is None


def test_a_declaration_with_other_articles_is_seen_even_if_our_own_data_are_wrong(finished):
    """The articles are judged by the law's data, not by the form's: here the form and the print agree, wrongly."""
    from generator.checks.forms import honour

    (dc1,) = (copy for copy in copies(finished) if copy.key == "dc1")
    pair = dc1.pair("F1")
    assert pair
    assert pair.read
    wrong = [text.replace("2141-10", "2141-9") for text in pair.read.texts]
    told = list(honour._articles(dc1, replace(pair, read=replace(pair.read, texts=wrong))))
    assert [text for text, _ in told if "il manque les articles L. 2141-7 à L. 2141-10" in text]
    assert [text for text, _ in told if "L. 2141-7 à L. 2141-9 n'est pas visé" in text]
