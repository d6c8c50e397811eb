"""What a reviewed .docx brings back: both texts, the tree that left us, threads of comments, tracked changes."""

from __future__ import annotations

from dataclasses import replace

from generator.document.normal import normalised
from generator.document.plain import plain as words_of
from generator.document.tree import Document, Node, Note, Origin, Paragraph, Part, Remark, Reply, Table, Text
from generator.foundation.files import unzipped, zipped
from generator.readers.docx import read, reviewed
from generator.readers.docx.reviewed import Reviewed, Revision
from generator.writers.docx import write
from tests.documents import DAY, PICTURES, THEME, bullets, everything, plain, replaced
from tests.libreoffice import edited, saved_again
from tests.readers.test_docx import soffice
from tests.review import blocks, inserted, remarks, tables, typing_in
from tests.review.word import Word, opened

A, B, C = (f"_ao_00000000{number}" for number in (1, 2, 3))
ORIGIN = Origin("accueil", "boilerplate/blocks/accueil.md")
CAMILLE, SACHA = "Camille Exemple", "Sacha Spécimen"


def three() -> Document:
    """Three blocks of two paragraphs or more."""
    parts = (
        Part(A, (plain("Un accueil en petit groupe."), plain("Une règle dite au début.")), ORIGIN),
        Part(B, (plain("Des récits de situations vécues."), bullets("écouter sans juger", "relire ensemble"))),
        Part(C, (plain("Un bilan à la fin."), plain("Un compte rendu sans nom."))),
    )
    return Document("note", "note", "Note", author="Organisme Exemple", parts=parts)


def file() -> Word:
    return opened(write(three(), THEME, DAY))


def back(word: Word | bytes) -> Reviewed:
    found, problems = reviewed(word if isinstance(word, bytes) else word.saved())
    assert found is not None, problems
    assert problems == ()
    return found


def shape(found: Document) -> list[tuple[str, tuple[str, ...]]]:
    """Each part with its words."""
    return [(part.anchor, words_of(Document("", "", "", parts=(part,)))) for part in found.parts]


BEFORE = shape(three())


# --- the tree that left us


def test_an_untouched_file_brings_nothing() -> None:
    found = back(write(everything(), THEME, DAY, (), PICTURES))
    assert found.base == found.document == found.original == normalised(everything())
    assert (found.revisions, found.losses, found.author, found.day) == (
        (), (), "Organisme Exemple", "2023-06-30T00:00:00Z"
    )  # fmt: skip
    assert all(comment.known for comment in found.comments)


def test_base_keeps_origins() -> None:
    found = back(file())
    assert found.base is not None
    assert found.base.parts[0].origin == ORIGIN


def test_base_is_gone_with_its_part() -> None:
    word = file()
    blocks.forget(word, "customXml/")
    found = back(word)
    assert found.base is None
    assert shape(found.document) == BEFORE


def test_a_spoilt_base_is_no_base() -> None:
    made = replaced(write(three(), THEME, DAY), '"version":1', '"version":9', "customXml/item1.xml")
    assert back(made).base is None


def test_another_custom_part_is_no_base() -> None:
    parts = unzipped(write(three(), THEME, DAY))
    parts["customXml/item1.xml"] = b'<b:Sources xmlns:b="http://schemas.openxmlformats.org/bibliography"/>'
    assert back(zipped(parts)).base is None


# --- comments


def test_a_comment_says_who_when_where_and_on_what() -> None:
    word = file()
    remarks.comment(word, "Une règle dite", "Laquelle ?", CAMILLE, on="règle")
    (said,) = back(word).comments
    assert (said.anchor, said.paragraph, said.quote) == (A, "Une règle dite au début.", "règle")
    assert (said.author, said.text, said.replies, said.resolved, said.known) == (
        CAMILLE, "Laquelle ?", (), False, False
    )  # fmt: skip
    assert said.day.startswith("2023-06-28T")


def test_a_thread_has_its_replies_and_its_state() -> None:
    word = file()
    remarks.comment(word, "Un bilan", "Écrit ou dit ?", CAMILLE, on="bilan")
    remarks.reply(word, "Écrit ou dit ?", "Les deux.", by=SACHA)
    remarks.reply(word, "Écrit ou dit ?", "Alors c'est bon.", by=CAMILLE, resolved=True)
    (said,) = back(word).comments
    assert [(reply.author, reply.text) for reply in said.replies] == [
        (SACHA, "Les deux."), (CAMILLE, "Alors c'est bon.")
    ]  # fmt: skip
    assert said.resolved


def test_comments_come_in_reading_order() -> None:
    word = file()
    remarks.comment(word, "Un bilan", "Troisième", CAMILLE, on="bilan")
    remarks.comment(word, "Un accueil", "Premier", SACHA, on="accueil")
    remarks.comment(word, "relire ensemble", "Deuxième", CAMILLE, on="relire")
    assert [(each.anchor, each.text) for each in back(word).comments] == [
        (A, "Premier"), (B, "Deuxième"), (C, "Troisième")
    ]  # fmt: skip


def answered() -> bytes:
    """A question of ours and a comment that came back with its thread."""
    thread = Remark("Combien ?", CAMILLE, "2023-06-28T10:00:00Z", (Reply("Organisme Exemple", "", "Douze."),))
    held = Paragraph((Text("Un groupe."), Remark("À confirmer auprès de l'acheteur."), thread))
    return write(Document("note", "note", "Note", parts=(Part(A, (held,)),)), THEME, DAY)


def test_what_we_wrote_is_known_and_told_by_no_problem() -> None:
    found = back(answered())
    assert [each.known for each in found.comments] == [True, True]
    assert found.document == found.base
    document, problems = read(answered())
    assert document == found.base
    assert problems == ()


def test_a_reply_to_what_we_wrote_is_news_in_a_known_thread() -> None:
    word = opened(answered())
    remarks.reply(word, "À confirmer auprès de l'acheteur.", "Il a dit oui.", by=SACHA)
    remarks.reply(word, "Combien ?", "Merci.", by=CAMILLE, resolved=True)
    thread, question = back(word).comments
    assert [reply.text for reply in question.replies] == ["Il a dit oui."]
    assert [reply.text for reply in thread.replies] == ["Douze.", "Merci."]
    assert (question.known, thread.known, question.resolved, thread.resolved) == (True, True, False, True)


def test_a_thread_that_another_program_untied_is_tied_again() -> None:
    word = opened(answered())
    for name in ("word/commentsExtended.xml", "word/people.xml"):
        blocks.forget(word, name)
        blocks.forget(word, name.removeprefix("word/"))
    thread, question = back(word).comments
    assert question.replies == ()
    assert [reply.text for reply in thread.replies] == ["Douze."]


def test_a_comment_on_words_taken_away_still_quotes_them() -> None:
    word = file()
    remarks.comment(word, "Une règle dite", "À ôter", CAMILLE, on="règle")
    typing_in.erase(word, "Une règle dite", "règle", by=SACHA)
    (said,) = back(word).comments
    assert (said.quote, said.paragraph) == ("règle", "Une  dite au début.")


def test_a_comment_without_place_is_kept() -> None:
    word = file()
    remarks.comment(word, "Un bilan", "Où ?", CAMILLE, on="bilan")
    for each in [e for e in word.body.iter() if "omment" in str(e.tag)]:
        each.getparent().remove(each)
    (said,) = back(word).comments
    assert (said.anchor, said.paragraph, said.quote, said.text) == ("", "", "", "Où ?")


# --- tracked changes


def told(word: Word) -> list[tuple[str, str, str, str]]:
    return [(each.anchor, each.kind, each.author, each.text) for each in back(word).revisions]


def test_words_replaced_are_two_changes() -> None:
    word = file()
    typing_in.change(word, "Un accueil", "petit", "grand", by=CAMILLE)
    assert told(word) == [(A, "deleted", CAMILLE, "petit"), (A, "inserted", CAMILLE, "grand")]


def test_a_paragraph_added_begins_with_the_mark_of_the_one_before() -> None:
    word = file()
    typing_in.paragraph_after(word, "Une règle dite", "Une pause au milieu.", by=SACHA)
    found = back(word)
    assert [(r.anchor, r.kind, r.text) for r in found.revisions] == [(A, "inserted", "¶Une pause au milieu.")]
    assert shape(found.document)[0] == (A, (*BEFORE[0][1], "Une pause au milieu."))
    assert shape(found.original) == BEFORE


def test_a_paragraph_split_is_its_mark_alone() -> None:
    word = file()
    typing_in.split(word, "Un accueil", "Un accueil", by=SACHA)
    assert told(word) == [(A, "inserted", SACHA, "¶"), (A, "deleted", SACHA, " ")]


def test_a_move_is_told_on_both_sides() -> None:
    word = file()
    typing_in.move(word, "Un accueil", "Un bilan", by=CAMILLE)
    kinds = [(anchor, kind) for anchor, kind, _, _ in told(word)]
    assert kinds == [(A, "moved_from"), (C, "moved_to")]


def test_formatting_is_told_with_its_words() -> None:
    word = file()
    typing_in.shape(word, "Un bilan", "bilan", {"b": ""}, by=CAMILLE)
    assert told(word) == [(C, "formatted", CAMILLE, "bilan")]


def test_a_row_added_is_told_once() -> None:
    word = opened(write(everything(), THEME, DAY, (), PICTURES))
    tables.add_row(word, "Exploration", ["Retour", "Parole de chacun", "15 min"], by=CAMILLE)
    assert [(kind, text) for _, kind, _, text in told(word)] == [("inserted", "Retour | Parole de chacun | 15 min")]


def test_changes_of_two_people_side_by_side_stay_two() -> None:
    word = file()
    typing_in.type_in(word, "Un bilan", " écrit", after="bilan", by=CAMILLE)
    typing_in.type_in(word, "Un bilan", " court", after="écrit", by=SACHA)
    assert [(author, text) for _, _, author, text in told(word)] == [(CAMILLE, " écrit"), (SACHA, " court")]


def test_changes_in_a_note_are_told_where_it_is_called() -> None:
    called = Paragraph((Text("Un groupe"), Note((Text("De douze."),)), Text(".")))
    made = write(Document("note", "note", "Note", parts=(Part(A, (called,)),)), THEME, DAY)
    by = f'w:id="90" w:author="{SACHA}" w:date="2023-06-28T09:00:00Z"'
    run = '<w:r><w:t xml:space="preserve">De douze.</w:t></w:r>'
    made = replaced(made, run, f"{run}<w:ins {by}><w:r><w:t> Ou dix.</w:t></w:r></w:ins>", "word/footnotes.xml")
    assert back(made).revisions == (Revision(A, "inserted", SACHA, "2023-06-28T09:00:00Z", " Ou dix."),)


def test_changes_in_a_running_foot_are_told() -> None:
    by = f'w:id="90" w:author="{SACHA}" w:date="2023-06-28T09:00:00Z"'
    made = write(replace(three(), footer="Pied"), THEME, DAY)
    old = '<w:r><w:t xml:space="preserve">Pied'
    made = replaced(made, old, f"<w:ins {by}><w:r><w:t>Mon </w:t></w:r></w:ins>{old}", "word/footer1.xml")
    assert [(r.anchor, r.text) for r in back(made).revisions] == [("", "Mon ")]


# --- losses


def test_what_the_tree_cannot_hold_is_told_by_part() -> None:
    word = file()
    typing_in.shape(word, "relire ensemble", "relire", {"highlight": "yellow"})
    inserted.picture(word, "Un bilan")
    typing_in.restyle(word, "Un accueil", "Inconnu")
    assert [(loss.anchor, loss.problem.code) for loss in back(word).losses] == [(A, "W715"), (B, "W713")]


# --- bookmarks


def test_a_paragraph_typed_at_the_end_of_a_part_belongs_to_it() -> None:
    word = file()
    typing_in.paragraph_after(word, "Une règle dite", "Une pause.")
    assert shape(back(word).document) == [(A, (*BEFORE[0][1], "Une pause.")), *BEFORE[1:]]


def test_a_part_that_lost_its_bookmark_has_no_anchor() -> None:
    word = file()
    blocks.lose_bookmark(word, B)
    assert shape(back(word).document) == [BEFORE[0], ("", BEFORE[1][1]), BEFORE[2]]


def test_a_part_pasted_elsewhere_keeps_its_anchor() -> None:
    word = file()
    blocks.move_block(word, C, A)
    assert shape(back(word).document) == [BEFORE[2], BEFORE[0], BEFORE[1]]


def test_of_two_copies_the_one_in_its_place_is_the_part() -> None:
    word = file()
    blocks.copy_block(word, C, A)
    assert shape(back(word).document) == [("", BEFORE[2][1]), *BEFORE]


def test_of_two_copies_the_one_that_says_more_is_the_part() -> None:
    word = file()
    blocks.copy_block(word, C, A)
    for old, new in (("Un bilan à la fin.", "Autre chose."), ("Un compte rendu sans nom.", "Rien de commun.")):
        last = [p for p in word.paragraphs() if "".join(t.text for t in p.iter("{*}t")) == old][-1]
        next(last.iter("{*}t")).text = new
    found = shape(back(word).document)
    assert [anchor for anchor, _ in found] == [C, A, B, ""]
    assert found[-1][1] == ("Autre chose.", "Rien de commun.")


def test_without_the_tree_the_first_copy_is_the_part() -> None:
    word = file()
    blocks.copy_block(word, C, A)
    blocks.forget(word, "customXml/")
    assert [anchor for anchor, _ in shape(back(word).document)] == [C, A, B, ""]


def test_a_bookmark_that_slips_over_the_next_part_takes_nothing() -> None:
    word = file()
    blocks.stretch_bookmark(word, A)
    assert shape(back(word).document) == BEFORE


def test_a_bookmark_that_opens_too_early_takes_nothing() -> None:
    word = file()
    start, _ = blocks.ends(word, B)
    word.body[word.body.index(blocks.ends(word, A)[0]) + 1].addnext(start)
    assert shape(back(word).document) == BEFORE


def test_a_part_pasted_in_the_middle_of_another_is_in_it() -> None:
    word = file()
    target = word.body[word.body.index(blocks.ends(word, A)[0]) + 1]
    start, end = blocks.ends(word, C)
    for each in reversed([start, *blocks.block(word, C), end]):
        target.addnext(each)
    found = back(word).document
    assert shape(found) == [(A, (BEFORE[0][1][0], *BEFORE[2][1], BEFORE[0][1][1])), BEFORE[1]]


def test_a_part_pasted_at_the_head_of_another_is_a_part() -> None:
    word = file()
    start, end = blocks.ends(word, C)
    for each in reversed([start, *blocks.block(word, C), end]):
        blocks.ends(word, A)[0].addnext(each)
    assert shape(back(word).document) == [BEFORE[2], BEFORE[0], BEFORE[1]]


def test_a_bookmark_without_end_stops_at_the_next_part() -> None:
    word = file()
    end = blocks.ends(word, A)[1]
    end.getparent().remove(end)
    assert shape(back(word).document) == BEFORE


def test_a_bookmark_with_two_starts_and_one_end_is_one() -> None:
    word = file()
    for anchor in (A, B, C):
        blocks.double_bookmark(word, anchor)
    assert shape(back(word).document) == BEFORE


def test_two_paragraphs_of_two_parts_made_one_are_the_first_ones() -> None:
    word = file()
    typing_in.merge(word, "Une règle dite")
    found = shape(back(word).document)
    assert found[0] == (A, (BEFORE[0][1][0], "Une règle dite au début. Des récits de situations vécues."))
    assert found[1] == (B, BEFORE[1][1][1:])


def test_a_bookmark_cut_down_to_the_last_paragraph_takes_its_part_back() -> None:
    word = file()
    for anchor in (A, B):
        last = blocks.block(word, anchor)[-1]
        last.addprevious(blocks.ends(word, anchor)[0])
    typing_in.change(word, "Un accueil", "petit", "grand")
    found = shape(back(word).document)
    assert found == [(A, ("Un accueil en grand groupe.", BEFORE[0][1][1])), *BEFORE[1:]]


def test_what_stands_before_a_bookmark_cut_short_is_nobodys_when_the_part_did_not_say_it() -> None:
    word = file()
    typing_in.paragraph_before(word, "Des récits", "Rien de connu ici.", outside=True)
    blocks.block(word, B)[-1].addprevious(blocks.ends(word, B)[0])
    assert shape(back(word).document) == [BEFORE[0], ("", ("Rien de connu ici.",)), *BEFORE[1:]]


def test_a_bookmark_cut_down_to_nothing_is_still_its_part() -> None:
    word = file()
    for anchor in (A, B, C):
        start, end = blocks.ends(word, anchor)
        first = blocks.block(word, anchor)[0]
        first.insert(1, end)
        first.insert(1, start)
    assert shape(back(word).document) == BEFORE


# --- LibreOffice


@soffice
def test_libreoffice_saving_twice_keeps_the_base_the_parts_and_the_threads(tmp_path) -> None:
    files = {
        "trois.docx": write(three(), THEME, DAY),
        "tout.docx": write(everything(), THEME, DAY, (), PICTURES),
        "fils.docx": answered(),
    }
    for folder in ("une", "deux"):
        (tmp_path / folder).mkdir()
        files = saved_again(files, tmp_path / folder)
        for name, data in files.items():
            found = back(data)
            assert found.base is not None, name
            assert found.document == _without_summaries(found.base), name
            assert (found.revisions, found.losses) == ((), ()), name
            assert all(comment.known for comment in found.comments), name
    assert [len(comment.replies) for comment in back(files["fils.docx"]).comments] == [1, 0]


@soffice
def test_what_is_typed_in_libreoffice_stands_between_the_parts(tmp_path) -> None:
    """Its bookmarks end before the mark of their last paragraph: what is added there is after them."""
    gestures = [("Add", "Une règle dite au début.", "Une pause.")]
    made = edited({"trois.docx": (write(three(), THEME, DAY), gestures)}, tmp_path)
    found = shape(back(made["trois.docx"]).document)
    assert found == [BEFORE[0], ("", ("Une pause.",)), *BEFORE[1:]]


def _without_summaries(document: Document) -> Document:
    """LibreOffice 7 drops what a table says."""

    def bare(node: Node) -> Node:
        return replace(node, summary="") if isinstance(node, Table) else node

    return replace(document, parts=tuple(replace(p, nodes=tuple(map(bare, p.nodes))) for p in document.parts))
