"""Comments go from Word to review/comments.yaml, and come back to Word; a person's own edits of the list survive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.brief.reviewing import Comments, Entry
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.compose.answers import pending, recalled
from generator.compose.compose import framed
from generator.compose.dossier import Dossier, Inputs
from generator.compose.resumes import ANONYMOUS
from generator.document.docx_names import REMARK_AUTHOR
from generator.document.tree import (
    Cell,
    Document,
    Heading,
    Item,
    Listing,
    Origin,
    Paragraph,
    Part,
    Remark,
    Reply,
    Row,
    Table,
    Text,
)
from generator.foundation.record import Loaded, parse_record
from generator.foundation.source import Source
from generator.readers.docx.review import reviewed as read
from generator.readers.docx.reviewed import Comment, Reviewed
from generator.review.comments import (
    Spot,
    added,
    change_entry,
    comments_yaml,
    news,
    value_entry,
    with_comments,
)
from generator.review.comments_text import plain
from generator.review.fields import Field
from generator.writers import docx
from generator.writers.pdf.compile import write as pdf
from tests.build.test_schema import BY_KEY, accepts
from tests.build.test_schema import read as as_editors_read
from tests.review.offers import copied
from tests.review.remarks import comment, reply, resolve
from tests.review.word import opened

NOTE = "note-methodologique"
US = "Organisme Exemple"
WHO = "Dominique Relecture"
DAY = "2023-06-28T09:00:00Z"
FIRST = Comment("_ao_000000001", "Le groupe est ouvert.", "groupe", WHO, DAY, "Trop long ?")
BLOCKS = {"_ao_000000001": "groupe-ouvert"}


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


DOCUMENT = Document(
    "note",
    NOTE,
    "Note",
    parts=(
        Part("_ao_000000009", (Heading(1, (Text("Objectifs"),)), paragraph("Le début dit peu."))),
        Part(
            "_ao_000000001",
            (
                paragraph("Le groupe est ouvert."),
                Listing((Item((paragraph("Une entrée par mois"),)),)),
                Table((Row((Cell((paragraph("Journal de bord"),)), Cell((paragraph("Fourni"),)))),), (50, 50), 0),
                Heading(2, (Text("Une fin"),)),
            ),
            Origin("groupe-ouvert", "boilerplate/blocks/groupe/groupe-ouvert.md"),
        ),
    ),
)


def review(*comments: Comment) -> Reviewed:
    return Reviewed(DOCUMENT, DOCUMENT, None, comments)


def entries(*comments: Comment, known: tuple[Entry, ...] = ()) -> tuple[Entry, ...]:
    return with_comments(known, review(*comments), NOTE, lambda anchor: BLOCKS.get(anchor, ""))


def loaded(text: str) -> tuple[Entry, ...]:
    record, problems = parse_record(text, "offers/vienne/review/comments.yaml", Comments)
    assert record is not None, problems
    return record.value.comments


def remarks(document: Document) -> list[tuple[str, Remark]]:
    """Each remark and the words of the paragraph that carries it."""
    found: list[tuple[str, Remark]] = []

    def walk(held: object) -> None:
        runs = getattr(held, "runs", None)
        if runs is not None:
            said = "".join(run.value for run in runs if isinstance(run, Text))
            found.extend((said, run) for run in runs if isinstance(run, Remark))
        for name in ("parts", "nodes", "items", "rows", "cells", "paragraphs"):
            for each in getattr(held, name, ()):
                walk(each)

    walk(document)
    return found


# --- from Word ---------------------------------------------------------------------------------


def test_a_new_comment_becomes_an_open_entry() -> None:
    (entry,) = entries(replace(FIRST, replies=(Reply("Sacha", DAY, "Oui."),)))
    assert (entry.kind, entry.state, entry.document, entry.block) == ("comment", "open", NOTE, "groupe-ouvert")
    assert (entry.on, entry.paragraph, entry.author, entry.date) == ("groupe", "Le groupe est ouvert.", WHO, DAY)
    assert [(each.author, each.text) for each in entry.replies] == [("Sacha", "Oui.")]


def test_the_same_file_twice_changes_nothing() -> None:
    once = entries(FIRST, replace(FIRST, text="Autre"))
    assert len(once) == 2
    assert entries(FIRST, replace(FIRST, text="Autre"), known=once) == once


def test_two_comments_that_say_the_same_are_two_when_their_words_differ() -> None:
    again = replace(FIRST, quote="ouvert", author="Sacha Relecture")
    assert len(entries(FIRST, again)) == 2


def test_a_reply_joins_its_thread() -> None:
    once = entries(FIRST)
    (entry,) = entries(replace(FIRST, replies=(Reply("Sacha", DAY, "Oui."),)), known=once)
    assert entry.id == once[0].id
    assert [each.text for each in entry.replies] == ["Oui."]


def test_what_word_resolved_is_closed_and_stays_so() -> None:
    assert entries(replace(FIRST, resolved=True))[0].state == "closed"
    (entry,) = entries(replace(FIRST, resolved=True), known=entries(FIRST))
    assert entry.state == "closed"
    assert entries(FIRST, known=(entry,))[0].state == "closed"


def test_a_closed_entry_is_not_opened_by_the_same_file() -> None:
    closed = entries(FIRST)[0].model_copy(update={"state": "closed"})
    assert entries(FIRST, known=(closed,)) == (closed,)


def test_a_reply_to_our_answer_opens_the_entry_again_and_keeps_what_we_said() -> None:
    answered = entries(FIRST)[0].model_copy(update={"state": "answered", "answer": "C'est revu."})
    ours, more = Reply(US, DAY, "C’est revu."), Reply(WHO, DAY, "Pas assez.")
    assert entries(replace(FIRST, replies=(ours,), known=True), known=(answered,)) == (answered,)
    (entry,) = entries(replace(FIRST, replies=(ours, more), known=True), known=(answered,))
    assert (entry.state, entry.answer) == ("open", None)
    assert [(each.author, each.text) for each in entry.replies] == [(US, "C’est revu."), (WHO, "Pas assez.")]


def test_threads_untied_by_libreoffice_are_known_again() -> None:
    known = entries(replace(FIRST, replies=(Reply("Sacha", DAY, "Oui."),)))
    alone = Comment("_ao_000000001", "Le groupe est ouvert.", "groupe", "Sacha", "2023-06-28T09:00:00", "Oui.")
    assert entries(FIRST, alone, known=known) == known


def test_another_document_has_its_own_comments() -> None:
    known = entries(FIRST)
    assert len(with_comments(known, review(FIRST), "planning-previsionnel", lambda _: "")) == 2


def test_a_question_of_ours_becomes_an_entry_once_it_is_answered() -> None:
    ours = Comment("_ao_000000001", "Le groupe.", "", REMARK_AUTHOR, DAY, "À confirmer : le lieu.", known=True)
    assert entries(ours) == ()
    (entry,) = entries(replace(ours, replies=(Reply(WHO, DAY, "Oui."),)))
    assert (entry.author, entry.text, entry.date) == (REMARK_AUTHOR, "À confirmer : le lieu.", None)
    assert [(each.author, each.text) for each in entry.replies] == [(WHO, "Oui.")]
    (more,) = entries(replace(ours, replies=(Reply("Sacha", DAY, "Non."),)), known=(entry,))
    assert [each.text for each in more.replies] == ["Oui.", "Non."]
    assert entries(replace(ours, resolved=True))[0].state == "closed"


def test_odd_signs_and_long_quotes_make_a_list_that_can_be_read() -> None:
    odd = replace(FIRST, text="a\x0bb\u2028c\r\nd\x00\ud800", quote="mot " * 3000, author="", day="hier")
    (entry,) = entries(odd)
    assert (entry.text, entry.author, entry.date) == ("a b c\nd", None, None)
    assert entry.on is not None
    assert len(entry.on) <= 301
    assert loaded(comments_yaml((entry,))) == (entry,)


def test_a_resolved_comment_of_ours_closes_no_other_of_the_same_words() -> None:
    both = (replace(FIRST, author="", text="", known=True, resolved=True), replace(FIRST, author="", text=""))
    once = entries(*both)
    assert [entry.state for entry in once] == ["open"]
    assert entries(*both, known=once) == once


def test_a_comment_without_words_is_kept() -> None:
    assert entries(replace(FIRST, text=" "))[0].text == "(sans texte)"


# --- to the list -------------------------------------------------------------------------------


def test_the_list_reads_well_and_names_its_schema() -> None:
    made = comments_yaml(entries(replace(FIRST, text="À revoir : trop long\nVraiment")))
    assert made.startswith("# yaml-language-server: $schema=../../../schema/comments.schema.json\n")
    assert made.endswith(
        """\
    state: open
    document: note-methodologique
    block: groupe-ouvert
    on: groupe
    paragraph: Le groupe est ouvert.
    author: Dominique Relecture
    date: "2023-06-28T09:00:00Z"
    text: |-
      À revoir : trop long
      Vraiment
"""
    )


def test_what_a_person_wrote_in_the_list_survives() -> None:
    text = comments_yaml(entries(FIRST))
    edited = text.replace("state: open", "state: answered   # vu en réunion").replace(
        "    author:", "    answer: 'C''est revu.'\n    author:"
    )
    edited = edited.replace("comments:\n", "# à relire lundi\ncomments:\n")
    second = replace(FIRST, text="Et ceci ?")
    made = comments_yaml(entries(FIRST, second, known=loaded(edited)), edited)
    assert made.startswith(edited)
    assert [each.state for each in loaded(made)] == ["answered", "open"]
    assert comments_yaml(loaded(made), made) == made


def test_each_change_of_an_entry_is_a_few_lines() -> None:
    text = comments_yaml(entries(FIRST, replace(FIRST, text="Autre")))
    known = loaded(text)
    more = replace(FIRST, replies=(Reply("Sacha", DAY, "Oui : d'accord"),), resolved=True)
    made = comments_yaml(entries(more, known=known), text)
    added_lines = [line for line in made.splitlines() if line not in text.splitlines()]
    assert added_lines == [
        "    state: closed",
        "    replies:",
        "      - author: Sacha",
        '        date: "2023-06-28T09:00:00Z"',
        '        text: "Oui : d\'accord"',
    ]
    assert loaded(made) == entries(more, known=known)


def test_an_answer_that_joined_the_thread_leaves_its_key() -> None:
    answered = entries(FIRST)[0].model_copy(update={"state": "answered", "answer": "C'est revu."})
    text = comments_yaml((answered,))
    thread = (Reply(US, DAY, "C’est revu."), Reply(WHO, DAY, "Pas assez."))
    after = entries(replace(FIRST, replies=thread, known=True), known=(answered,))
    made = comments_yaml(after, text)
    assert "answer:" not in made
    assert loaded(made) == after


@pytest.mark.parametrize(
    "text",
    [
        "comments: []\n",
        "# rien encore\ncomments: []   # vide\n",
        "comments: [{id: c-00000001, document: d, text: 'un, deux'}]\n",
        "comments:\n- id: c-00000001\n  document: d\n  text: >-\n    un\n    deux\n# fin\n",
        "comments:\n    -   id: c-00000001\n        document: d\n        text: |\n          un\n\n          deux\n\n",
    ],
)
def test_any_list_takes_a_new_entry(text: str) -> None:
    known = loaded(text)
    after = entries(FIRST, replace(FIRST, text="Autre"), known=known)
    made = comments_yaml(after, text)
    assert loaded(made) == after
    assert comments_yaml(after, made) == made


def test_a_list_that_cannot_be_read_is_not_written_over() -> None:
    with pytest.raises(ValueError, match="not read"):
        comments_yaml(entries(FIRST), "comments: [\n")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
COMMENTS = st.builds(
    Comment,
    st.sampled_from(["", "_ao_000000001"]),
    TEXTS,
    TEXTS,
    TEXTS,
    st.sampled_from(["", DAY, "2023-06-28T10:00:00.123456789", "2023-06-28", "n'importe"]),
    TEXTS,
    st.lists(st.builds(Reply, TEXTS, st.just(DAY), TEXTS), max_size=3).map(tuple),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(COMMENTS, max_size=4), st.lists(COMMENTS, max_size=4))
def test_any_comments_are_written_and_read_back_and_nothing_comes_twice(
    one: list[Comment], other: list[Comment]
) -> None:
    first = entries(*one)
    text = comments_yaml(first)
    assert loaded(text) == first
    assert as_editors_read(text)["comments"] == [plain(entry) for entry in first]
    assert accepts(BY_KEY["comments"], as_editors_read(text))
    second = entries(*other, known=first)
    made = comments_yaml(second, text)
    assert loaded(made) == second
    assert entries(*other, known=second) == second
    assert comments_yaml(second, made) == made


# --- values and changes ------------------------------------------------------------------------


def test_a_value_that_contradicts_data_says_which() -> None:
    field = Field("offers/vienne/offer.yaml", 17, 10, ("planning", "start"), None, ("9 h",))
    spot = Spot(NOTE, "rythme-calendrier", "9 h 30", "Séance à 9 h 30.", WHO, DAY)
    entry = value_entry(spot, field, "9 h", "Le texte dit 9 h 30.")
    assert (entry.kind, entry.file, entry.field) == ("value", "offers/vienne/offer.yaml", "planning.start")
    assert (entry.was, entry.on, entry.author) == ("9 h", "9 h 30", WHO)
    assert added((entry,), [entry]) == (entry,)
    assert added((), [entry, entry, change_entry(spot, "À reporter.")])[1].kind == "change"
    assert loaded(comments_yaml((entry,))) == (entry,)


# --- back to Word ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"block": "groupe-ouvert", "on": "entrée par"}, "Une entrée par mois"),
        ({"block": "groupe-ouvert", "on": "JOURNAL"}, "Journal de bord"),
        ({"block": "groupe-ouvert", "on": "plus là"}, "Le groupe est ouvert."),
        ({"block": "groupe-ouvert", "on": "plus là", "paragraph": "Une fin…"}, "Une fin"),
        ({"block": "parti", "on": "début"}, "Le début dit peu."),
        ({"block": "parti", "on": "plus là"}, "Objectifs"),
        ({"on": "Une entrée par mois, puis une autre le mois suivant, et ainsi de suite"}, "Objectifs"),
        ({"on": "Le groupe est ouvert. Une entrée par mois. Journal de bord"}, "Objectifs"),
        ({}, "Objectifs"),
    ],
)
def test_a_remark_comes_back_where_it_was_made(values: dict[str, str], where: str) -> None:
    entry = Entry.model_validate({"id": "c-00000001", "document": NOTE, "text": "Vu ?", **values})
    ((said, made),) = remarks(recalled(DOCUMENT, [entry], US))
    assert (said, made) == (where, Remark("Vu ?", US))


def test_a_quote_over_several_paragraphs_is_found_by_its_start() -> None:
    long = "Le groupe est ouvert à qui veut le rejoindre, sans condition."
    document = replace(DOCUMENT, parts=(*DOCUMENT.parts, Part("_ao_000000003", (paragraph(long),))))
    entry = Entry(id="c-00000001", document=NOTE, text="Vu", on=f"{long} Une autre phrase")
    assert [said for said, _ in remarks(recalled(document, [entry], US))] == [long]


def test_an_answer_comes_back_as_the_last_reply_and_a_closed_remark_does_not() -> None:
    (entry,) = entries(replace(FIRST, replies=(Reply("Sacha", DAY, "Oui."),)))
    answered = entry.model_copy(update={"state": "answered", "answer": "C'est revu."})
    ((_, made),) = remarks(recalled(DOCUMENT, [answered], US))
    assert made.replies == (Reply("Sacha", DAY, "Oui."), Reply(US, DAY, "C'est revu."))
    closed = entry.model_copy(update={"state": "closed"})
    assert recalled(DOCUMENT, [closed, entry.model_copy(update={"document": "autre"})], US) == DOCUMENT


def test_the_answers_to_a_question_hang_below_it_while_it_is_asked() -> None:
    entry = Entry.model_validate(
        {
            "id": "c-00000001",
            "document": NOTE,
            "author": REMARK_AUTHOR,
            "text": "À confirmer : le lieu.",
            "on": "Le groupe",
            "replies": [{"author": WHO, "date": "2023-06-28", "text": "Oui."}],
        }
    )
    asked = replace(DOCUMENT.parts[0], nodes=(Paragraph((Text("Ici"), Remark("À confirmer\u00a0: le lieu."))),))
    document = replace(DOCUMENT, parts=(asked, *DOCUMENT.parts[1:]))
    answer = Reply(WHO, "2023-06-28T00:00:00Z", "Oui.")
    ((said, made),) = remarks(recalled(document, [entry], US))
    assert (said, made) == ("Ici", Remark("À confirmer\u00a0: le lieu.", replies=(answer,)))
    assert recalled(DOCUMENT, [entry], US) == DOCUMENT


def test_a_correction_to_carry_over_comes_back_as_a_question_of_ours() -> None:
    entry = change_entry(Spot(NOTE, "groupe-ouvert", "ouvert", author=WHO, day=DAY), "Le titre a changé.")
    ((said, made),) = remarks(recalled(DOCUMENT, [entry], US))
    told = "Cette correction n'est pas encore reprise ; elle porte sur « ouvert »."
    assert (said, made) == ("Le groupe est ouvert.", Remark(told))
    back = Comment("_ao_000000001", said, said, REMARK_AUTHOR, DAY, made.text, (Reply(WHO, DAY, "Oui."),), True, True)
    (after,) = entries(back, known=(entry,))
    assert (after.id, after.state, [each.text for each in after.replies]) == (entry.id, "closed", ["Oui."])
    value = entry.model_copy(update={"kind": "value"})
    assert entries(back, known=(value,))[0].state == "open"


ROWS = ("Séance | 5 | 590,00 €", "Préparation | 5 | 600,00 €", "Séance de plus | 1 | 590,00 €")
PRICED = Part(
    "_ao_000000004",
    (Table(tuple(Row(tuple(Cell((paragraph(t),)) for t in row.split(" | "))) for row in ROWS), (50, 25, 25), 0),),
)
PRICES = Field("boilerplate/prices.yaml", 6, 12, ("rates", "session"), None, ("590,00 €",))


@pytest.mark.parametrize(
    ("line", "was", "on", "where"),
    [
        (ROWS[2], "590,00 €", "600,00 €", "590,00 €"),
        (ROWS[0].replace("590", "580"), "580,00 €", "590,00 €", "590,00 €"),  # as it became
        ("Autre ligne | 3 | 590,00 €", "590,00 €", "600,00 €", None),  # no row is that one
    ],
)
def test_a_value_to_carry_over_hangs_in_its_row_or_nowhere(line: str, was: str, on: str, where: str | None) -> None:
    entry = value_entry(Spot(NOTE, "", on, line, WHO, DAY), PRICES, was, "Source : boilerplate/prices.yaml:6.")
    document = replace(DOCUMENT, parts=(*DOCUMENT.parts, PRICED))
    found = remarks(recalled(document, [entry], US))
    assert [said for said, _ in found] == ([where] if where else [])
    for _, made in found:
        said = f"Cette correction (« {was} » devient « {on} ») dépend d'une donnée de l'offre"
        assert made == Remark(f"{said} ; elle n'est pas encore reprise.")
        back = Comment("", "590,00 €", "", REMARK_AUTHOR, DAY, made.text, (Reply(WHO, DAY, "Oui."),), known=True)
        assert [each.replies[0].text for each in entries(back, known=(entry,))] == ["Oui."]


def test_a_change_whose_words_are_gone_hangs_on_no_other() -> None:
    entry = change_entry(
        Spot(NOTE, "", "Un titre disparu", author=WHO, day=DAY), "« Un titre disparu » a été supprimé."
    )
    assert recalled(DOCUMENT, [entry], US) == DOCUMENT


def test_the_answer_to_a_remark_left_open_is_read_in_word_too() -> None:
    entry = entries(FIRST)[0].model_copy(update={"answer": "C'est revu."})
    ((_, made),) = remarks(recalled(DOCUMENT, [entry], US))
    assert made.replies == (Reply(US, DAY, "C'est revu."),)
    back = replace(FIRST, known=True, replies=made.replies)
    assert entries(back, known=(entry,)) == (entry,)


def test_a_document_without_a_place_is_left_as_it_is() -> None:
    bare = replace(DOCUMENT, parts=())
    assert recalled(bare, entries(FIRST), US) == bare


# --- the whole way, through a .docx ------------------------------------------------------------


@pytest.fixture(scope="module")
def write(inputs):
    """The bytes of a document."""
    return lambda document: docx.write(document, inputs.theme.value, inputs.offer.value.date)


def test_comments_made_in_word_come_back_to_word_and_to_the_list_unchanged(write) -> None:
    word = opened(write(DOCUMENT))
    comment(word, "Une entrée par mois", "Est-ce tenable ?\nVraiment", WHO, on="par mois", replies=[("Sacha", "Oui.")])
    comment(word, "Journal de bord", "Qui le fournit ?", "Sacha")
    once, _ = read(word.saved())
    assert once is not None
    known = with_comments((), once, NOTE, lambda anchor: BLOCKS.get(anchor, ""))
    assert [entry.block for entry in known] == ["groupe-ouvert", "groupe-ouvert"]

    built = recalled(DOCUMENT, known, US)
    data = write(built)
    again, problems = read(data)
    assert again is not None
    assert not problems
    assert [(each.text, each.known) for each in again.comments] == [(e.text, True) for e in known]
    assert with_comments(known, again, NOTE, lambda anchor: BLOCKS.get(anchor, "")) == known
    assert again.base is not None
    assert not any(news(each, again.base) for each in again.comments)
    assert all(news(each, None) for each in once.comments)

    word = opened(data)
    reply(word, "Est-ce tenable", "Gardons alors.", WHO)
    resolve(word, "Qui le fournit")
    later, _ = read(word.saved())
    assert later is not None
    after = with_comments(known, later, NOTE, lambda anchor: BLOCKS.get(anchor, ""))
    assert [news(each, later.base) for each in later.comments] == [True, True]
    assert [(e.state, [r.text for r in e.replies]) for e in after] == [
        ("open", ["Oui.", "Gardons alors."]),
        ("closed", []),
    ]


def test_our_answer_comes_back_known(write) -> None:
    (entry,) = entries(FIRST)
    answered = entry.model_copy(update={"state": "answered", "answer": "C'est revu : voyez « la fin »."})
    made, _ = read(write(recalled(DOCUMENT, [answered], US)))
    assert made is not None
    assert [r.author for each in made.comments for r in each.replies] == [US]
    assert with_comments((answered,), made, NOTE, lambda anchor: BLOCKS.get(anchor, "")) == (answered,)


@pytest.mark.parametrize("text", ["", "# plus rien\n", "- un\n"])
def test_an_emptied_list_is_told_with_its_own_remedy(text: str, tmp_path: Path) -> None:
    made = copied(tmp_path / "workspace", "vienne")
    file = made / "offers" / "vienne" / "review" / "comments.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    _, (problem,) = read_inputs(made, "vienne")
    assert "comments: []" in problem.hint
    assert "offer new" not in problem.hint
    file.write_text("comments: []\n", encoding="utf-8")
    assert read_inputs(made, "vienne")[0] is not None


# --- in a build --------------------------------------------------------------------------------


def remarked(inputs: Inputs, *held: Entry) -> Inputs:
    return replace(inputs, reviewing=Loaded(Comments(comments=held), Source("offers/vienne/review/comments.yaml")))


def test_a_build_brings_remarks_back_and_prints_none(inputs: Inputs, dossier: Dossier) -> None:
    said = {
        "id": "c-00000001",
        "document": NOTE,
        "block": "rythme-calendrier",
        "on": "vacances scolaires",
        "text": "Vu ?",
    }
    made, _ = dossier_of(remarked(inputs, Entry.model_validate({**said, "author": WHO, "date": "2023-06-28"})))
    assert made is not None
    note, before = made.document("note"), dossier.document("note")
    assert note is not None
    assert before is not None
    new = [each for each in remarks(note) if each not in remarks(before)]
    assert [each for _, each in new] == [Remark("Vu ?", WHO, "2023-06-28T00:00:00Z")]
    assert "vacances scolaires" in new[0][0]
    theme, day = inputs.theme.value, inputs.offer.value.date
    assert pdf(replace(note, mark=before.mark), theme, day).data == pdf(before, theme, day).data


def test_a_document_without_names_brings_no_remark_back(inputs: Inputs) -> None:
    slug = f"cv-{inputs.lead.key}{ANONYMOUS}"
    entry = Entry.model_validate({"id": "c-00000001", "document": slug, "text": "C'est Camille ?"})
    bare = replace(DOCUMENT, key="cv", slug=slug)
    (hidden,) = framed([bare], remarked(inputs, entry))
    assert remarks(hidden) == []
    (shown,) = framed([replace(bare, slug="cv")], remarked(inputs, entry.model_copy(update={"document": "cv"})))
    assert len(remarks(shown)) == 1


def test_a_value_that_the_data_say_now_comes_back_no_more(inputs: Inputs) -> None:
    said = {"id": "v-00000001", "kind": "value", "document": NOTE, "file": "offers/vienne/offer.yaml", "text": "Lieu"}
    entry = Entry.model_validate({**said, "field": "planning.place", "on": "Châtellerault, dans une salle"})
    assert pending(remarked(inputs, entry)) == (entry,)
    follows = entry.model_copy(update={"on": "Poitiers, dans une salle fournie par vos services"})
    assert pending(remarked(inputs, follows)) == ()
