from __future__ import annotations

import pytest

from generator.document.anchors import PATTERN, anchor
from generator.document.normal import normalised
from generator.document.plain import plain, words
from generator.document.tree import Document, Heading, Paragraph, Remark, Signature, Table, nodes
from generator.forms.candidature import candidature

APPROVAL = "Cet enregistrement ne vaut pas agrément de l'Etat."


@pytest.fixture(scope="module")
def documents(make) -> dict[str, Document]:
    made, _ = candidature(*make(offer={"candidature": "both"}))
    return {document.key: document for document in made}


def text(document: Document) -> str:
    return "\n".join(plain(document))


def headings(document: Document) -> list[str]:
    return [node.runs[0].value for node in nodes(document) if isinstance(node, Heading)]


def test_slugs(documents) -> None:
    assert [document.slug for document in documents.values()] == ["dc1", "dc2", "attestation-honneur"]


def test_headings_carry_their_letter_and_no_number(documents) -> None:
    assert headings(documents["dc1"])[:2] == [
        "A - Identification de l'acheteur",
        "B - Objet de la consultation",
    ]
    assert not any(title.startswith("D -") for title in headings(documents["dc2"]))
    assert headings(documents["attestation"])[0] == "Candidat et consultation"
    titles = [
        node for document in documents.values() for node in nodes(document) if isinstance(node, Heading)
    ]
    assert len(titles) == 32
    assert not any(title.numbered for title in titles)


def test_a_part_for_each_lettered_rubric(documents) -> None:
    anchors = [part.anchor for part in documents["dc1"].parts]
    assert anchors[:7] == [anchor("dc1", letter) for letter in "ABCDEFG"]
    every = [part.anchor for document in documents.values() for part in document.parts]
    assert len(set(every)) == len(every)
    assert all(PATTERN.fullmatch(name) for name in every)


def test_boxes_are_choices(documents) -> None:
    for key, count in {"dc1": 12, "dc2": 9, "attestation": 0}.items():
        lines = [
            node for node in nodes(documents[key]) if isinstance(node, Paragraph) and node.role == "choice"
        ]
        assert len(lines) == count
        assert all(line.runs[0].value[0] in "☐☒" for line in lines)


def test_only_the_statement_on_honour_is_signed(documents) -> None:
    signed = {key: sum(isinstance(node, Signature) for node in nodes(d)) for key, d in documents.items()}
    assert signed == {"dc1": 0, "dc2": 0, "attestation": 1}


def test_no_approval_but_in_the_words_of_the_law(documents) -> None:
    whole = "\n".join(map(text, documents.values()))
    assert whole.lower().count("agré") == whole.count(APPROVAL) == 1
    assert "cerfa" not in whole.lower()


def test_no_price(documents, make) -> None:
    """Turnover is the only amount; what the offer's pricing holds is nowhere."""
    amounts = [line for document in documents.values() for line in plain(document) if "€" in line]
    assert len(amounts) == 3
    assert not any("12345" in line.replace("\u202f", "") for d in documents.values() for line in plain(d))


def test_foot_names_the_consultation(documents) -> None:
    assert {d.footer.split(" – ")[-1] for d in documents.values()} == {"Consultation n° 2024-EX-07"}
    assert [plain(documents[key])[-1] for key in ("dc1", "dc2")] == [
        "Rubriques du DC1, édition du 01/04/2019.",
        "Rubriques du DC2, édition du 21/11/2023.",
    ]


def test_same_identity_everywhere(documents) -> None:
    """Name, address and SIRET are the same on the three documents, e-mail and phone on both forms."""

    def answers(document: Document) -> dict[str, str]:
        tables = [node for node in nodes(document) if isinstance(node, Table) and node.look == "fields"]
        rows = [row.cells for table in tables for row in table.rows]
        return {words(label.paragraphs[0].runs): words(value.paragraphs[0].runs) for label, value in rows}

    found = [answers(document) for document in documents.values()]
    common = set(found[0]) & set(found[1]) & set(found[2])
    assert common == {
        "Acheteur",
        "Nom commercial et dénomination sociale",
        "Adresse postale",
        "Numéro SIRET",
    } | ({"Référence de la consultation"})
    assert all(found[0][label] == found[1][label] == found[2][label] for label in common)
    assert all(found[0][label] == found[1][label] for label in ("Adresse électronique", "Téléphone"))


def test_tables_of_answers_have_no_header_row(documents) -> None:
    tables = [node for document in documents.values() for node in nodes(document) if isinstance(node, Table)]
    assert {table.header for table in tables if table.look == "fields"} == {0}
    assert {table.header for table in tables if table.look == "grid"} == {1}
    assert all(sum(table.widths) == 100 and table.summary for table in tables)
    assert all(len(row.cells) == len(table.widths) for table in tables for row in table.rows)


def test_a_question_is_a_remark_and_never_a_text(make) -> None:
    made, _ = candidature(*make(brief={"buyer": {"name": None}}, offer={"confirmations": []}))
    assert "compléter" not in "\n".join(map(text, made))
    dc1 = made[0]
    rows = [row for node in nodes(dc1) if isinstance(node, Table) for row in node.rows]
    paragraphs = [p for row in rows for cell in row.cells for p in cell.paragraphs]
    paragraphs += [node for node in nodes(dc1) if isinstance(node, Paragraph)]
    assert sum(isinstance(run, Remark) for p in paragraphs for run in p.runs) == 2


def test_already_in_canonical_shape(documents) -> None:
    assert all(normalised(document) == document for document in documents.values())
