"""The cost sheet: the total first, coherent sums, and nothing that the data does not say."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.compose.cost import cost_document
from generator.document.tree import (
    Callout,
    Cell,
    Document,
    Heading,
    Inline,
    Link,
    Listing,
    Node,
    Paragraph,
    Signature,
    Table,
    Text,
    nodes,
)  # fmt: skip
from tests.quotes import BRIEF, CANDIDATE, OFFER, load, quoted

NORMAL = {"candidate": {"vat.regime": "taux_normal"}}


def sheet(changes: Mapping[str, Mapping[str, Any]] | None = None) -> Document:
    changes = changes or {}
    return cost_document(
        quoted(changes),
        load(BRIEF, "brief.yaml", Brief, changes.get("brief")).value,
        load(OFFER, "offer.yaml", Offer, changes.get("offer")).value,
        load(CANDIDATE, "candidate.yaml", Candidate, changes.get("candidate")).value,
    )


def said(runs: tuple[Inline, ...]) -> str:
    words = (run.runs if isinstance(run, Link) else (run,) for run in runs)
    return "".join(text.value for group in words for text in group if isinstance(text, Text))


def texts(found: tuple[Node, ...]) -> Iterator[str]:
    for node in found:
        if isinstance(node, Paragraph | Heading):
            yield said(node.runs)
        elif isinstance(node, Callout):
            yield said(node.title)
            yield from texts(node.nodes)
        elif isinstance(node, Listing):
            for item in node.items:
                yield from texts(item.nodes)
        elif isinstance(node, Table):
            yield from (text for row in node.rows for cell in row.cells for text in texts(cell.paragraphs))


def whole(document: Document) -> str:
    return "\n".join(texts(nodes(document))).replace("\u202f", " ").replace("\u00a0", " ")


def rows(document: Document) -> list[list[str]]:
    table = next(node for node in nodes(document) if isinstance(node, Table))
    return [["".join(texts(cell.paragraphs)) for cell in row.cells] for row in table.rows]


def test_the_total_stands_first_in_figures_and_words() -> None:
    callout = nodes(sheet(NORMAL))[1]
    assert isinstance(callout, Callout)
    assert callout.kind == "key"
    assert (
        said(callout.title).replace("\u202f", " ").replace("\u00a0", " ")
        == "Prix total de l'offre : 5 866,27 € TTC"
    )
    assert "cinq mille huit cent soixante-six euros et vingt-sept centimes" in "".join(texts(callout.nodes))


def test_the_arithmetic_is_shown() -> None:
    text = whole(sheet(NORMAL))
    assert "4 888,56 € × 20 % = 977,71 €" in text
    assert "4 888,56 € + 977,71 € = 5 866,27 € TTC" in text
    assert [row[0] for row in rows(sheet(NORMAL))[-3:]] == ["Total HT", "TVA à 20 %", "Total TTC"]


def test_an_exempt_price_has_one_total_its_mention_and_its_proof() -> None:
    document = sheet()
    text = whole(document)
    assert rows(document)[-1][0] == "Montant total net de taxe (TTC = HT)"
    assert "Exonération de TVA : article 261, 4-4° a du CGI" in text
    assert "Justificatif : attestation n° 3511 du 4 mars 2019, en annexe." in text
    assert "TVA à" not in text


def test_a_proof_that_is_not_joined_is_not_said_joined() -> None:
    assert "en annexe" not in whole(sheet({"offer": {"annexes": []}}))


def test_what_the_buyer_wants_included_is_named_even_at_0() -> None:
    text = whole(sheet({"offer": {"pricing.km_per_trip": "0", "pricing.meals_per_trip": "0"}}))
    for word in ("Déplacement", "Hébergement", "Restauration"):
        assert f"{word} : 0,00 €" in text
    assert "Déplacement : 498,56 € (1 216 km à 0,41 €)" in whole(sheet())
    assert "Hébergement : 140,00 € (2 nuitées à 70,00 €)" in whole(sheet({"offer": {"pricing.nights": "2"}}))


def test_every_line_and_subtotal_is_in_the_table() -> None:
    quote = quoted(NORMAL)
    labels = [row[0] for row in rows(sheet(NORMAL))]
    assert labels[0] == "Désignation"
    for title, lines in quote.groups:
        start = labels.index(title)
        assert labels[start + 1 : start + 1 + len(lines)] == [line.label for line in lines]


@pytest.mark.parametrize("changes", [{}, NORMAL])
def test_the_table_is_whole(changes: dict[str, Any]) -> None:
    table = next(node for node in nodes(sheet(changes)) if isinstance(node, Table))
    assert sum(table.widths) == 100
    assert table.summary
    spans = {sum(cell.span for cell in row.cells if isinstance(cell, Cell)) for row in table.rows}
    assert spans == {len(table.widths)}


def test_conditions_say_the_data_only() -> None:
    text = whole(sheet({"offer": {"pricing.valid_days": "90", "pricing.payment_days": "0"}}))
    assert (
        "Prix établi le 26 juin 2023, valable 90 jours à compter de la date limite de remise des offres."
        in text
    )
    assert "Paiement à la réception de la facture." in text
    assert "à compter du 26 juin 2023" in whole(sheet({"brief": {"dates.deadline": None}}))


@pytest.mark.parametrize(("demand", "last"), [
    ({"signed": "true"}, "Fait à Niort"),
    ({"signed": "true", "dated": "true"}, "Fait à Niort, le 26 juin 2023"),
])  # fmt: skip
def test_it_is_signed_only_when_the_buyer_asks(demand: dict[str, str], last: str) -> None:
    assert not [node for node in nodes(sheet()) if isinstance(node, Signature)]
    asked = {"brief": {"pieces.1": {"piece": "cost", "tax": "ttc", **demand}}}
    signature = nodes(sheet(asked))[-1]
    assert isinstance(signature, Signature)
    assert [said(line) for line in signature.lines] == [
        "Organisme Exemple",
        "Dominique Exemple, gérante",
        last,
    ]


def test_anchors_are_stable_and_each_its_own() -> None:
    found = [part.anchor for part in sheet().parts]
    assert len(set(found)) == len(found)
    assert found == [part.anchor for part in sheet(NORMAL).parts]


def test_its_file_has_a_plain_name() -> None:
    document = sheet()
    assert (document.key, document.slug, document.title) == ("cost", "fiche-financiere", "Fiche financière")
