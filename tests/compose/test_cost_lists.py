"""The other price pieces, and what lots, options, tranches, shares and revisions add to the cost sheet."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.compose.cost import cost_document
from generator.compose.cost_lists import price_lists
from generator.document.tree import Document, Signature, Table, nodes
from generator.pricing.quote import Quote
from generator.pricing.volume import Outing
from tests.compose.test_cost import texts, whole
from tests.quotes import BRIEF, CANDIDATE, OFFER, events, load, priced

NORMAL = {"vat.regime": "taux_normal"}
PIECES = [{"piece": "bpu"}, {"piece": "dqe", "signed": "oui", "dated": "oui"}, {"piece": "dpgf"}]
TWO_LOTS = (Outing("session", 210, 1, participants=12), Outing("session", 210, 2, participants=12))
Changes = dict[str, Mapping[str, Any]]


def made(changes: Changes, outings: tuple[Outing, ...] = (), partners: Any = None) -> tuple[Quote, Any]:
    quote, _ = priced(changes, outings or events(), partners)
    assert quote
    return quote, (
        load(BRIEF, "brief.yaml", Brief, changes.get("brief")).value,
        load(OFFER, "offer.yaml", Offer, changes.get("offer")).value,
        load(CANDIDATE, "candidate.yaml", Candidate, changes.get("candidate")).value,
    )


def lists(changes: Changes, outings: tuple[Outing, ...] = ()) -> dict[str, Document]:
    quote, records = made({**changes, "brief": {"pieces": PIECES, **changes.get("brief", {})}}, outings)
    return {document.key: document for document in price_lists(quote, *records)}


def sheet(changes: Changes, outings: tuple[Outing, ...] = (), partners: Any = None) -> str:
    quote, records = made(changes, outings, partners)
    return whole(cost_document(quote, *records))


def rows(document: Document, number: int = 0) -> list[list[str]]:
    table = [node for node in nodes(document) if isinstance(node, Table)][number]
    cells = [["".join(texts(cell.paragraphs)) for cell in row.cells] for row in table.rows]
    return [[text.replace("\u202f", " ").replace("\u00a0", " ") for text in row] for row in cells]


def test_only_what_the_buyer_demands_is_written() -> None:
    quote, records = made({})
    assert price_lists(quote, *records) == ()
    assert list(lists({})) == ["bpu", "dqe", "dpgf"]
    choice = {"brief": {"pieces": [{"any_of": [["dpgf"], ["bpu", "dqe"]]}]}}
    assert list(lists(choice)) == ["bpu", "dqe", "dpgf"]


def test_the_bpu_says_each_unit_price_in_figures_and_words() -> None:
    table = rows(lists({"candidate": NORMAL})["bpu"])
    assert table[0] == ["Désignation", "Unité", "Prix HT", "Prix TTC", "Prix en toutes lettres"]
    assert table[1][1:] == ["séance", "590,00 €", "708,00 €", "cinq cent quatre-vingt-dix euros HT"]
    assert ["Déplacement, par kilomètre", "km", "0,41 €", "0,49 €", "quarante et un centimes HT"] in table


def test_the_bpu_of_an_exempt_offer_has_one_price() -> None:
    document = lists({})["bpu"]
    assert rows(document)[1][1:] == ["séance", "590,00 €", "cinq cent quatre-vingt-dix euros"]
    assert "Exonération de TVA" in whole(document)
    assert "TTC" not in whole(document)


def test_the_bpu_holds_options_and_tells_discounts() -> None:
    option = {"key": "pse-1", "label": "Bilan", "lines": [{"label": "Bilan écrit", "per": "flat", "price": "300"}]}
    offer = {"pricing.options": [option], "pricing.discounts": [{"percent": "5"}]}
    text = whole(lists({"offer": offer})["bpu"])
    assert "Bilan écrit" in text
    assert "Remise de 5 % : -244,43 € HT sur les quantités prévues." in text


def test_the_dqe_is_the_quote_unless_the_buyer_imposes_quantities() -> None:
    document = lists({"candidate": NORMAL})["dqe"]
    assert rows(document)[-1][-1] == "5 866,27 €"
    assert "cinq mille huit cent soixante-six euros et vingt-sept centimes TTC." in whole(document)
    imposed = {"pricing.dqe": [{"line": "km", "quantity": "2 000"}]}
    table = rows(lists({"offer": imposed})["dqe"])
    assert ["4.1 Déplacement, par kilomètre", "2 000", "km", "0,41 €", "820,00 €"] in table
    assert table[-1][-1] == "5 210,00 €"


def test_a_piece_is_signed_when_the_buyer_asks() -> None:
    made = lists({})
    signed = [key for key, document in made.items() if any(isinstance(n, Signature) for n in nodes(document))]
    assert signed == ["dqe"]


def test_the_dpgf_numbers_groups_and_lines() -> None:
    first = [row[0] for row in rows(lists({})["dpgf"])]
    assert first[1] == "1. Séances"
    assert first[2].startswith("1.1 Séance d'analyse des pratiques")
    assert first[3] == "2. Préparation, suivi et supports"


def test_each_lot_has_its_table() -> None:
    named = [{"number": "1", "title": "Nord"}, {"number": "2", "title": "Sud"}]
    lots: Changes = {"brief": {"lots": named}, "offer": {"lots": ["1", "2"]}}
    documents = lists(lots, TWO_LOTS)
    for document in documents.values():
        assert "Lot 1 – Nord" in whole(document)
        assert len([node for node in nodes(document) if isinstance(node, Table)]) == 2
    text = sheet(lots, TWO_LOTS)
    assert "Lot 1 – Nord\n939,82 €" in text
    assert "Lot 2 – Sud : neuf cent trente-neuf euros et quatre-vingt-deux centimes net de taxe" in text
    assert "Ensemble des lots\n1 879,64 €" in text


def test_tranches_options_and_revision_stand_in_the_cost_sheet() -> None:
    offer = {
        "pricing.tranches": [
            {"key": "ferme", "label": "Tranche ferme", "kind": "firm", "from": "2023-09-01", "to": "2023-12-31"},
            {"key": "to-1", "label": "Optionnelle", "kind": "optional", "from": "2024-01-01", "to": "2024-07-31"},
        ],
        "pricing.options": [
            {"key": "pse-1", "label": "Bilan écrit", "lines": [{"label": "Bilan", "per": "flat", "price": "300"}]}
        ],
        "pricing.revision": {"kind": "percent", "percent": "2", "source": "CCAP, article 5"},
    }
    held = tuple(Outing("session", 210, day=date(2023, month, 5)) for month in (10, 11))
    later = tuple(Outing("session", 210, day=date(2024, month, 5)) for month in (2, 3))
    text = sheet({"brief": {"contract": {"months": "24"}}, "candidate": NORMAL, "offer": offer}, (*held, *later))
    assert "Tranche ferme\n1 729,64 €\n345,93 €\n2 075,57 €" in text
    assert "Les options ne sont pas comprises dans le prix total de l'offre." in text
    assert "+2 % à chaque date anniversaire du marché (CCAP, article 5)." in text
    assert "Total sur la durée ferme" in text


def test_the_formula_is_printed_with_its_hypothesis() -> None:
    terms = [{"weight": "0,85", "symbol": "S", "index": "indice du contrat"}]
    revision = {"kind": "formula", "fixed": "0,15", "terms": terms, "percent": "1", "source": "CCAP, article 5"}
    text = sheet({"brief": {"contract": {"months": "24"}}, "offer": {"pricing.revision": revision}})
    assert "P = P0 × (0,15 + 0,85 × S / S0)" in text
    assert "S : indice du contrat" in text
    assert "Cette évolution des indices est une hypothèse." in text


def test_each_party_has_its_part_and_its_mention() -> None:
    sub = {"partner": "ami", "services": "Bilans", "amount": "1 000", "from": "2023-09-11", "to": "2024-07-05"}
    partner = {"ami": {"name": "Atelier Spécimen", "vat.regime": "franchise"}}
    text = sheet({"candidate": NORMAL, "offer": {"subcontracts": [sub]}}, (), partner)
    assert "Atelier Spécimen (sous-traitance) – Bilans\n1 000,00 €\n0,00 €\n1 000,00 €" in text
    assert "Atelier Spécimen : TVA non applicable, article 293 B du CGI." in text
    assert "3 888,56 € à 20 % : 777,71 € de TVA" in text
    assert "1 000,00 € sans TVA : TVA non applicable, article 293 B du CGI" in text


def test_the_total_of_each_rate_is_in_the_table() -> None:
    quote, records = made({"offer": {"pricing.regimes": {"cadrage": "taux_normal"}}})
    table = rows(cost_document(quote, *records))
    assert [row[0] for row in table[-3:]] == ["Total HT", "TVA à 20 % sur 180,00 €", "Total TTC"]
    assert quote.gross == Decimal("4924.56")
