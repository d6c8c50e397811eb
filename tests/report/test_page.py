"""The HTML of the page: well formed, every value escaped, nothing fetched; tests/report/test_browser.py opens it."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import html

from generator.brief.result import LotDecision, Result
from generator.foundation.diagnostic import Span, error, warning
from generator.report.board import Found, board
from generator.report.page import page, percent, size_words
from generator.report.shelves import File
from tests.report.summaries import SMALL

EVIL = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def read(*offers, on=None, shared=()):
    return html.document_fromstring(page(board(offers, on, shared)))


def words(node):
    return " ".join(node.text_content().split())


def test_every_value_is_escaped():
    made = SMALL.model_copy(
        update={
            "title": EVIL,
            "buyer": EVIL,
            "team": (EVIL,),
            "reference": EVIL,
            "matrix": tuple(line.model_copy(update={"text": EVIL}) for line in SMALL.matrix),
            "held": tuple(one.model_copy(update={"label": EVIL, "place": EVIL}) for one in SMALL.held),
        }
    )
    finding = error("C801", Span(EVIL, 1), EVIL, EVIL)
    read_ = read(
        Found("lyon", made, findings=(finding,), files=(File(f"{EVIL}.docx", 1),), current=True),
        shared=(warning("P360", Span(EVIL), EVIL, EVIL),),
    )
    assert len(read_.xpath("//script")) == 1
    assert read_.xpath("//img") == []
    assert read_.xpath("//@onerror") == []
    assert words(read_).count("alert(1)") >= 12  # there, as text


def test_only_our_script_may_run_and_nothing_is_fetched():
    read_ = read(Found("lyon", SMALL, current=True))
    (policy,) = read_.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (script,) = read_.xpath("//script")
    assert f"'sha256-{b64encode(sha256(script.text.encode()).digest()).decode()}'" in policy
    assert read_.xpath("//link | //iframe | //script[@src] | //form[@action]") == []
    assert not any("//" in place for place in read_.xpath("//@href | //@src"))


def test_headings_go_down_one_level_at_a_time_and_ids_are_single():
    read_ = read(Found("lyon", SMALL, findings=(error("C801", None, "absente"),)), Found("ville-neuve"))
    levels = [int(node.tag[1]) for node in read_.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = read_.xpath("//@id")
    assert len(ids) == len(set(ids)) >= 8


def test_an_offer_says_its_facts():
    made = words(read(Found("lyon", SMALL, current=True), on=date(2024, 3, 25)).get_element_by_id("offre-lyon"))
    for said in (
        "Commune d’Exemple",
        "procédure adaptée, 2024-01",
        "vendredi 29 mars 2024 à 12 h, heure de Paris",
        "il reste 4 jours, dont 4 ouvrés",
        "3 540,00 € TTC",
        "1 séance, du 12/09/2024",
        "Jalons avant la date limite, 1 en retard",
        "fait le 14/03/2024",
        "Demandes : 2, dont 1 sans réponse",
        "TVA (20 %)",
        "Note : 56 % déjà écrite ailleurs",
        "Aucun constat.",
    ):
        assert said in made, said


def test_a_finding_says_its_place_its_remedy_and_its_rule():
    one = error("C801", Span("build/lyon/dc1.docx"), "pièce absente", "ajoutez « - {piece: dc1} » à pieces")
    two = error("C801", Span("offers/lyon/brief.yaml", 3, 7), "autre pièce absente", one.hint)
    found = Found("lyon", SMALL, findings=(one, two), files=(File("dc1.docx", 5),), current=True)
    article = read(found).get_element_by_id("offre-lyon")
    (box,) = article.find_class("finding")
    assert words(box).count("Remède") == 1
    assert "{piece: dc1}" in words(box)  # as it is to be copied
    assert "Règle : Chaque pièce demandée est là. Source : la demande" in words(box)
    assert box.xpath(".//a/@href") == ["lyon/dc1.docx"]
    assert box.xpath(".//code/text()") == ["build/lyon/dc1.docx", "offers/lyon/brief.yaml:3:7"]
    assert "offers/lyon/brief.yaml" not in "".join(article.xpath(".//@href"))


def test_a_page_number_leads_to_the_pdf_when_it_is_there():
    name = "depot/2-offre/01-note.pdf"
    article = read(Found("lyon", SMALL, files=(File(name, 1),), current=True)).get_element_by_id("offre-lyon")
    assert f"lyon/{name}#page=4" in article.xpath(".//@href")
    gone = read(Found("lyon", SMALL, current=True)).get_element_by_id("offre-lyon")
    assert "p. 4" in words(gone)
    assert not any("#page" in link for link in gone.xpath(".//@href"))


def test_a_result_says_each_lot():
    lots = (LotDecision(outcome="won", lot=1), LotDecision(outcome="pending", lot=2))
    result = Result(outcome="won", on=date(2024, 5, 2), lots=lots)
    article = read(Found("lyon", SMALL, result=result, current=True)).get_element_by_id("offre-lyon")
    assert "gagnée le 02/05/2024 ; lot 1 gagnée ; lot 2 déposée" in words(article)


def test_no_offer_at_all():
    assert "Aucune offre pour l’instant" in words(read())


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 o"), (999, "999 o"), (1_500, "2 Ko"), (764_000, "764 Ko"), (1_640_000, "1,6 Mo")]
)
def test_sizes(size, said):
    assert size_words(size) == said


def test_shares():
    assert percent(0.564) == "56\u00a0%"
