"""Three versions of a text made one."""

from __future__ import annotations

import pytest

from generator.document.mark_up import markdown_of
from generator.document.markdown import tree
from generator.document.merge import Conflict, Merged, merged
from generator.document.normal import normal_nodes
from generator.document.sentences import sentences, words_of
from generator.document.tree import Callout, Figure, Heading, Link, Node, PageBreak, Paragraph, Remark, Text
from generator.document.typography import french_node
from tests.documents import plain

WHO = "Anne Exemple"
TITLE = "::: conflict Conflit de relecture : version de Anne Exemple"


def nodes(text: str) -> tuple[Node, ...]:
    return normal_nodes(map(french_node, tree(text, "b.md")[0]))


def joined(base: str, ours: str, theirs: str) -> str:
    """The merge of three texts in Markdown, without its last line feed."""
    made = merged(nodes(base), nodes(ours), nodes(theirs), WHO)
    assert len(made.conflicts) == sum(isinstance(node, Callout) and node.kind == "conflict" for node in made.nodes)
    return markdown_of(made.nodes).replace("’", "'").rstrip("\n")


PROSE = "Le groupe se réunit cinq fois. L'intervenant anime la séance. Un bilan est remis à la fin."
LIST = "- accueil du groupe\n- récit de la situation\n- analyse à plusieurs"
TABLE = "| Temps | Durée |\n|---|---|\n| Accueil | 10 min |\n| Récit | 30 min |"
NOTED = "Une phrase avec une note[^1] au milieu. Et la suite.\n\n[^1]: La note."


def test_edits_of_two_sentences_are_both_made() -> None:
    ours, theirs = PROSE.replace("cinq", "six"), PROSE.replace("Un bilan", "Un bilan écrit")
    assert joined(PROSE, ours, theirs) == ours.replace("Un bilan", "Un bilan écrit")
    ours = PROSE.replace(" L'intervenant anime la séance.", "")
    assert joined(PROSE, ours, theirs) == ours.replace("Un bilan", "Un bilan écrit")


def test_the_same_edit_by_both_is_one() -> None:
    ours = PROSE.replace("cinq", "six")
    assert joined(PROSE, ours + "\n\nFin.", ours) == ours + "\n\nFin."


def test_the_same_sentence_changed_by_both_is_a_conflict() -> None:
    ours = PROSE.replace("cinq", "six").replace("Un bilan", "Un bilan écrit")
    theirs = PROSE.replace("cinq", "sept")
    kept = ours.replace("cinq", "six")
    assert joined(PROSE, ours, theirs) == f"{kept}\n\n{TITLE}\n{kept.replace('six', 'sept')}\n:::"
    made = merged(nodes(PROSE), nodes(ours), nodes(theirs), WHO)
    assert made.conflicts == (Conflict("Le groupe se réunit six fois.", "Le groupe se réunit sept fois."),)


def test_several_reviews_of_one_build_merge_in_turn() -> None:
    base = nodes(PROSE)
    edits = (("Un bilan", "Un bilan écrit"), ("cinq", "six"), ("cinq", "sept"), ("cinq", "sept"), ("anime", "mène"))
    reviews = [nodes(PROSE.replace(*edit)) for edit in edits]
    made, opposed = base, 0
    for review in reviews:
        step = merged(base, made, review, WHO)
        made, opposed = step.nodes, opposed + len(step.conflicts)
    said = PROSE.replace("Un bilan", "Un bilan écrit").replace("anime", "mène")
    assert opposed == 2  # two of them say the same thing
    assert markdown_of(made).replace("’", "'").rstrip("\n").startswith(said.replace("cinq", "six"))
    assert sum(isinstance(node, Callout) for node in made) == 1


def in_turn(base: str, *reviews: str) -> str:
    """What reviews of one text make of it, one after the other."""
    made = nodes(base)
    for review in reviews:
        made = merged(nodes(base), made, nodes(review), WHO).nodes
    return markdown_of(made).replace("’", "'").rstrip("\n")


def test_an_opposed_version_takes_what_is_changed_elsewhere_since() -> None:
    six, sept = PROSE.replace("cinq", "six"), PROSE.replace("cinq", "sept")
    written = PROSE.replace("Un bilan", "Un bilan écrit")
    end = "\n\nUne autre idée, tout à fait à part."
    both, opposed = (side.replace("Un bilan", "Un bilan écrit") for side in (six, sept))
    expected = f"{both}\n\n{TITLE}\n{opposed}\n:::"
    for order in ((six, sept, written), (six, written, sept), (written, six, sept), (six, sept, written, sept, six)):
        assert in_turn(PROSE, *order) == expected
    assert in_turn(PROSE, six, sept, written + end) == expected + end
    assert in_turn(f"Avant.\n\n{PROSE}{end}", *(f"Avant.\n\n{each}{end}" for each in (six, sept, written))) == (
        f"Avant.\n\n{expected}{end}"
    )
    cut = written.replace(" Un bilan", "\n\nUn bilan")
    both, opposed = (side.replace(" Un bilan", "\n\nUn bilan") for side in (both, opposed))
    assert in_turn(PROSE, six, sept, cut) == f"{both}\n\n{TITLE}\n{opposed}\n:::"


def test_an_opposed_version_stays_when_the_passage_is_changed_in_a_third_way() -> None:
    six, sept, huit = (PROSE.replace("cinq", number) for number in ("six", "sept", "huit"))
    assert in_turn(PROSE, six, sept, huit) == f"{six}\n\n{TITLE}\n{sept}\n:::\n\n{TITLE}\n{huit}\n:::"
    gone = in_turn(f"Avant.\n\n{PROSE}", f"Avant.\n\n{six}", "Avant.", f"Avant.\n\n{PROSE}".replace("Un", "Le"))
    assert gone == f"Avant.\n\n{six.replace('Un', 'Le')}\n\n{TITLE}\n*Passage supprimé.*\n:::"


def test_an_opposed_list_takes_the_entries_changed_since() -> None:
    ours, theirs, later = (LIST.replace(*e) for e in (("récit", "exposé"), ("récit", "partage"), ("du groupe", "café")))
    made = f"{ours}\n\n{TITLE}\n{theirs}\n:::".replace("du groupe", "café")
    assert in_turn(LIST, ours, theirs, later) == made


def test_opposed_rows_take_the_cells_changed_since() -> None:
    ours, theirs, later = (TABLE.replace(*e) for e in (("10 min", "15 min"), ("10 min", "20 min"), ("Accueil", "Café")))
    bold = later.replace("30 min", "**40 min**")
    made = bold.replace("10 min", "15 min")
    assert in_turn(TABLE, ours, theirs, bold) == f"{made}\n\n{TITLE}\nCafé \\| 20 min\n:::"
    assert in_turn(TABLE, ours, theirs, bold + "\n| Fin | 5 min |") == f"{made}\n| Fin | 5 min |\n\n" + (
        f"{TITLE}\nAccueil \\| 20 min\n:::"  # which row it was is no longer sure
    )


def test_an_edit_of_what_the_other_deletes_is_a_conflict() -> None:
    end = "Un paragraphe de fin."
    base, edited = f"{PROSE}\n\n{end}", f"{PROSE}\n\n{end.replace('de fin', 'final')}"
    assert joined(base, PROSE, edited) == f"{PROSE}\n\n{TITLE}\nUn paragraphe final.\n:::"
    assert joined(base, edited, PROSE) == f"{edited}\n\n{TITLE}\n*Passage supprimé.*\n:::"


def test_both_add_at_the_same_place() -> None:
    ours, theirs = "Une idée de la première.", "Autre chose, que la seconde propose."
    assert joined(PROSE, f"{PROSE}\n\n{ours}", f"{PROSE}\n\n{theirs}") == f"{PROSE}\n\n{ours}\n\n{theirs}"
    near = ours.replace("idée", "bonne idée")
    assert joined(PROSE, f"{PROSE}\n\n{ours}", f"{PROSE}\n\n{near}") == f"{PROSE}\n\n{ours}\n\n{TITLE}\n{near}\n:::"
    assert joined(PROSE, f"{PROSE} {ours}", f"{PROSE} {theirs}") == f"{PROSE} {ours} {theirs}"


def test_a_paragraph_cut_in_two_takes_the_edits_of_the_other() -> None:
    cut = PROSE.replace(" Un bilan", "\n\nUn bilan")
    edited = PROSE.replace("cinq", "six").replace("à la fin", "au terme du cycle")
    both = cut.replace("cinq", "six").replace("à la fin", "au terme du cycle")
    assert joined(PROSE, cut, edited) == joined(PROSE, edited, cut) == both
    assert joined(cut, PROSE, both) == edited  # two paragraphs put together


def test_sentences_put_together_take_the_edits_of_the_other() -> None:
    put = PROSE.replace("fois. ", "fois, ")
    longer = PROSE.replace("anime la séance", "anime la séance entière").replace("à la fin", "au terme")
    assert joined(PROSE, put, longer) == joined(PROSE, longer, put) == longer.replace("fois. ", "fois, ")
    assert TITLE in joined(put, PROSE, longer.replace("fois. ", "fois, "))  # it was one, which both changed
    lower = put.replace("L'intervenant", "l'intervenant")  # which changes a word of the second
    assert TITLE in joined(PROSE, lower, longer)


def test_what_moves_takes_the_edits_of_the_other() -> None:
    end = "Rien n'est noté de ce qui est dit, ni transmis à quiconque."
    rest = [f"{said} {end}" for said in ("Le cadre est rappelé.", "On signe.", "On range la salle.")]
    moved = "\n\n".join([*rest, PROSE])
    edited = PROSE.replace("cinq", "six")
    base, ours = "\n\n".join([PROSE, *rest]), "\n\n".join([edited, *rest])
    assert joined(base, ours, moved) == joined(base, moved, ours) == "\n\n".join([*rest, edited])
    between = "\n\n".join([*rest[:2], edited, rest[2]])
    assert joined(base, between, moved) == between  # both moved it: where we put it


def test_marks_links_and_notes_follow_their_words() -> None:
    longer = PROSE.replace("Un bilan", "Un bilan écrit")
    assert joined(PROSE, PROSE.replace("bilan", "**bilan**"), longer) == longer.replace("bilan", "**bilan**")
    linked = PROSE.replace("bilan", "[bilan](https://exemple.example)")
    assert "[bilan](https://exemple.example) écrit" in joined(PROSE, longer, linked)
    noted, edited = NOTED.replace("La note.", "La note, précisée."), NOTED.replace("Une phrase", "Une belle phrase")
    assert joined(NOTED, noted, edited) == edited.replace("La note.", "La note, précisée.")
    assert TITLE in joined(NOTED, noted, NOTED.replace("La note.", "Une autre."))


def test_ours_looks_as_we_say_when_both_change_its_looks() -> None:
    assert joined(PROSE, PROSE.replace("bilan", "**bilan**"), PROSE.replace("bilan", "*bilan*")) == (
        PROSE.replace("bilan", "***bilan***")  # bold and italic are two looks
    )
    ours, theirs = nodes(f"### {PROSE}"), nodes(f"#### {PROSE.replace('cinq', 'six')}")
    assert merged(nodes(f"## {PROSE}"), ours, theirs, WHO).nodes == nodes(f"### {PROSE.replace('cinq', 'six')}")


def test_lists_are_merged_entry_by_entry() -> None:
    ours, theirs = LIST.replace("récit", "exposé"), f"{LIST.replace('- accueil du groupe', '- accueil')}\n- clôture"
    assert joined(LIST, ours, theirs) == f"{ours.replace('- accueil du groupe', '- accueil')}\n- clôture"
    opposed = joined(LIST, ours, LIST.replace("récit", "compte rendu") + "\n- clôture")
    assert opposed == f"{ours}\n- clôture\n\n{TITLE}\n{LIST.replace('récit', 'compte rendu')}\n- clôture\n:::"
    nested = "- accueil du groupe\n  - tour de parole\n  - rappel du cadre"
    made = joined(nested, nested.replace("tour", "tour libre"), nested.replace("accueil", "bon accueil"))
    assert made == nested.replace("tour", "tour libre").replace("accueil", "bon accueil")


def test_tables_are_merged_cell_by_cell() -> None:
    ours, theirs = TABLE.replace("10", "15"), f"{TABLE.replace('30', '40')}\n| Clôture | 5 min |"
    assert joined(TABLE, ours, theirs) == f"{ours.replace('30', '40')}\n| Clôture | 5 min |"
    assert joined(TABLE, ours, TABLE.replace("10", "20")) == f"{ours}\n\n{TITLE}\nAccueil \\| 20 min\n:::"


def test_a_column_that_one_adds_or_drops_and_a_cell_that_the_other_edits() -> None:
    wide = "| Temps | Lieu | Durée |\n|---|---|---|\n| Accueil | hall | 10 min |\n| Récit | salle | 30 min |"
    ours = f"{TABLE.replace('30', '40')}\n| Clôture | 5 min |"
    assert joined(TABLE, ours, wide) == f"{wide.replace('30', '40')}\n| Clôture |  | 5 min |"
    assert joined(TABLE, wide, ours) == f"{wide.replace('30', '40')}\n| Clôture |  | 5 min |"
    assert joined(wide, wide.replace("30", "40"), TABLE) == TABLE.replace("30", "40")
    edited = wide.replace("hall", "grand hall")
    assert joined(wide, edited, TABLE).startswith(f"{edited}\n\n{TITLE}\n")  # a dropped column that the other edited
    assert joined(TABLE, wide, wide.replace("Lieu", "Salle")).startswith(f"{wide}\n\n{TITLE}\n")  # both add one


def test_callouts_are_merged_inside() -> None:
    box = f"::: key À retenir\n{PROSE}\n:::"
    ours, theirs = box.replace("cinq", "six"), box.replace("retenir", "savoir").replace("Un bilan", "Un bilan écrit")
    assert joined(box, ours, theirs) == theirs.replace("cinq", "six")
    opposed = joined(box, ours, box.replace("cinq", "sept"))
    assert opposed == f"{ours}\n\n{TITLE}\nÀ retenir\n\n{PROSE.replace('cinq', 'sept')}\n:::"


def test_pictures_are_ours_and_their_caption_is_a_text() -> None:
    base = Figure("plan", "Le plan", (Text("Un plan. Vu de haut."),), data=b"ours")
    ours = Figure("plan", "Le plan", (Text("Un plan exact. Vu de haut."),), data=b"ours")
    theirs = Figure("plan", "Le plan du lieu", (Text("Un plan. Vu du ciel."),), 90, data=b"theirs")
    [made] = merged((base,), (ours,), (theirs,), WHO).nodes
    assert made == Figure("plan", "Le plan du lieu", (Text("Un plan exact. Vu du ciel."),), 90)
    [kept, _] = merged((base,), (base,), (base, plain("Fin.")), WHO).nodes
    assert isinstance(kept, Figure)
    assert kept.data == b"ours"


def test_remarks_of_both_are_kept() -> None:
    def asked(text: str, *questions: str) -> tuple[Node, ...]:
        return (Paragraph((Text(text), *map(Remark, questions))),)

    [made] = merged(asked("Un.", "?"), asked("Un. Deux.", "?", "ours"), asked("Un.", "theirs"), WHO).nodes
    assert isinstance(made, Paragraph)
    assert made.runs == (Text("Un. Deux."), Remark("?"), Remark("ours"), Remark("theirs"))


def test_what_a_callout_cannot_hold_is_flattened() -> None:
    base = (Heading(2, (Text("Le titre du passage"),)), plain(PROSE))
    ours = (Heading(2, (Text("Le titre exact du passage"),)), plain(PROSE))
    theirs = (Heading(2, (Text("Le titre du passage précis"),)), plain(PROSE), PageBreak())
    made = merged(base, ours, theirs, WHO)
    assert made == Merged(
        (
            ours[0],
            Callout(
                "conflict",
                (Text("Conflit de relecture\u00a0: version de Anne Exemple"),),
                (plain("Le titre du passage précis"),),
            ),
            plain(PROSE),
            PageBreak(),
        ),
        (Conflict("Le titre exact du passage", "Le titre du passage précis"),),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux ! Trois ? « Quatre. » (Cinq.) 6 jours… Sept", 7),
        ("M.\u00a0Untel, art. L. 12 et J. Exemple viennent. Puis partent.", 2),
        ("par ex. Untel, p. 12 ; cf. Annexe", 1),
        ("une ligne\nune autre", 2),
        ("...", 1),
        ("", 0),
        ("   ", 0),
    ],
)
def test_sentences(text: str, expected: int) -> None:
    found = sentences(nodes(text.replace("\n", "\\\n"))[0].runs) if text.strip() else sentences((Text(text),))
    assert len(found) == expected


def test_a_sentence_keeps_its_link() -> None:
    link = Link("https://exemple.example", (Text("Un. Deux"), Text(" gras.", strong=True)))
    first, second = sentences((link, Text(" Trois.")))[:2]
    assert first.runs == (Link(link.target, (Text("Un."),)),)
    assert words_of(second.runs) == "Deux gras."
