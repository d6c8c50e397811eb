"""Which blocks an offer takes, and why."""

from __future__ import annotations

from typing import Any

import pytest

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostics
from generator.library.block import Block
from generator.library.blocks import parse_block
from generator.library.outline import Outline
from generator.library.select import Choice, select
from tests.quotes import BRIEF, OFFER, load

REGIME = "exoneration_formation"
OUTLINE = load(
    "title: Note\nsections: [{part: method, title: Méthode, topics: [safe_frame]}]\n", "note.yaml", Outline
).value
REQUIREMENTS = [
    {"id": "R01", "source": "1", "topic": "exchange", "text": "Échanger"},
    {"id": "R02", "source": "2", "topic": "tools", "text": "Outils"},
    {"id": "R03", "source": "3", "topic": "exchange", "text": "Échanger encore"},
    {"id": "R04", "source": "4", "piece": "cost", "text": "Prix"},
]


def block(name: str, topics: str, more: str = "", client: bool = False) -> Block:
    text = f"---\nid: {name}\ntitle: {name}\npart: method\ntopics: [{topics}]\n{more}---\nTexte {client}\n"
    found, problems = parse_block(text, f"{name}.md", client)
    assert found, problems
    return found


def choices(
    common: list[Block], own: list[Block] | None = None, brief: dict[str, Any] | None = None, **offer: Any
) -> tuple[dict[str, Choice], Diagnostics]:
    asked = load(BRIEF, "brief.yaml", Brief, {"requirements": REQUIREMENTS} | (brief or {})).value
    answer = load(OFFER, "offer.yaml", Offer, offer)
    found, problems = select(iter(common), iter(own or []), OUTLINE, asked, answer, REGIME)
    return {choice.block.id: choice for choice in found}, problems


def test_a_block_that_answers_a_requirement_is_taken() -> None:
    found, problems = choices([block("echange", "exchange, tools"), block("autre", "posture")])
    assert problems == ()
    assert found["echange"] == Choice(
        block("echange", "exchange, tools"), True, ("répond à R01, R02, R03",), ("R01", "R02", "R03")
    )
    assert found["autre"] == Choice(block("autre", "posture"), False, ("aucun de ses sujets n'est demandé",))


def test_the_outlines_topics_are_treated_whether_asked_or_not() -> None:
    found, _ = choices([block("cadre", "safe_frame, exchange")])
    assert found["cadre"].reasons == ("répond à R01, R03", "prévu par le plan : safe_frame")


def test_an_own_block_is_taken_and_replaces_the_common_one() -> None:
    found, _ = choices(
        [block("cadre", "posture")], [block("cadre", "posture", client=True), block("seul", "posture", client=True)]
    )
    assert (found["cadre"].taken, found["cadre"].block.client) == (True, True)
    assert found["cadre"].reasons == ("remplace le bloc commun pour ce client", "écrit pour ce client")
    assert found["seul"].reasons == ("écrit pour ce client",)


def test_the_offer_has_the_last_word() -> None:
    blocks = [block("cadre", "exchange"), block("autre", "posture", "when: {voluntary: true}\n")]
    found, problems = choices(blocks, include=["autre"], exclude=["cadre"])
    assert problems == ()
    assert (found["cadre"].taken, found["cadre"].reasons) == (False, ("retiré par offer.yaml (exclude)",))
    assert (found["autre"].taken, found["autre"].reasons) == (True, ("ajouté par offer.yaml (include)",))


@pytest.mark.parametrize(
    ("condition", "changes", "reason"),
    [
        ("approach: [exemple, autre]", {}, ""),
        ("approach: [autre]", {}, "réservé à l'approche autre"),
        ("themes: [Action Collective, autre]", {}, ""),
        ("themes: [autre]", {}, "réservé aux thèmes autre"),
        ("voluntary: true", {"service.audience.voluntary": "true"}, ""),
        ("voluntary: false", {"service.audience.voluntary": "false"}, ""),
        ("voluntary: true", {"service.audience.voluntary": "false"}, "participation volontaire : autre cas"),
        ("voluntary: false", {}, "participation volontaire : la demande ne le précise pas"),
        ("open_group: true", {}, "groupe ouvert : la demande ne le précise pas"),
        ("open_group: true", {"service.audience.open_group": "false"}, "groupe ouvert : autre cas"),
        ("open_group: true", {"service.audience.open_group": "true"}, ""),
        ("milestone: bilan", {}, "la réunion « bilan » n'est pas demandée"),
        ("milestone: bilan", {"milestones": [{"kind": "bilan", "when": "midway", "with": ["DRRH"]}]}, ""),
        ("regime: [exoneration_formation]", {}, ""),
        ("regime: [franchise]", {}, "réservé au régime de TVA franchise"),
        ("buyer: [commune, Collectivité]", {}, ""),
        ("buyer: [association]", {}, "réservé aux acheteurs association"),
        ("law: [csp-r2324-37]", {"law": ["csp-r2324-37"]}, ""),
        ("law: [csp-r2324-37]", {}, "la demande n'invoque pas csp-r2324-37"),
        ("length: [hours, half_day]", {}, ""),
        ("length: [day]", {}, "réservé aux durées day"),
        ("groups: {min: 2}", {"service.groups": "2"}, ""),
        ("groups: {min: 2}", {}, "nombre de groupes : autre cas"),
        ("participants: {min: 9, max: 15}", {}, ""),
        ("participants: {max: 8}", {}, "nombre de participants : autre cas"),
        (
            "participants: {max: 8}",
            {"service.participants": None},
            "nombre de participants : la demande ne le précise pas",
        ),
        ("sites: true", {"service.sites": [{"key": "nord", "name": "Nord"}, {"key": "sud", "name": "Sud"}]}, ""),
        ("sites: true", {"service.sites": [{"key": "nord", "name": "Nord"}]}, "plusieurs sites : autre cas"),
        ("sites: false", {}, ""),
        ("years: true", {"contract": {"months": "12", "renewals": "1", "renewal_months": "12"}}, ""),
        ("years: true", {"contract": {"months": "12"}}, "plus d'un an : autre cas"),
        ("years: true", {}, "plus d'un an : la demande ne le précise pas"),
        ("years: false", {}, ""),
        ("lots: true", {"lots": [{"number": "1", "title": "Nord"}]}, ""),
        ("lots: true", {}, "marché alloti : autre cas"),
    ],
)
def test_every_condition_must_hold_and_the_unknown_does_not(
    condition: str, changes: dict[str, Any], reason: str
) -> None:
    found, _ = choices([block("cadre", "exchange", f"when: {{{condition}}}\n")], brief=changes)
    assert found["cadre"].taken is not bool(reason)
    assert found["cadre"].reasons == ((reason,) if reason else ("répond à R01, R03",))


EVENING = {"key": "soir", "name": "Soir", "half_day": "evening", "interveners": ["camille", "sacha"]}


@pytest.mark.parametrize(
    ("condition", "offer", "reason"),
    [
        ("slot: [morning]", {}, ""),
        ("slot: [evening, afternoon]", {}, "réservé à ces moments : evening, afternoon"),
        ("slot: [evening]", {"planning.groups": [EVENING]}, ""),
        ("interveners: true", {"planning.groups": [EVENING]}, ""),
        ("interveners: true", {}, "plusieurs intervenants : autre cas"),
        ("interveners: false", {}, ""),
        ("consortium: true", {}, "réponse en groupement : autre cas"),
        ("consortium: false", {}, ""),
        ("subcontract: true", {}, "sous-traitance : autre cas"),
        ("adapt: [subgroups]", {"adapt": {"subgroups": "2"}}, ""),
        ("adapt: [subgroups, minutes]", {"adapt": {"minutes": "180"}}, ""),
        ("adapt: [subgroups]", {"adapt": {"minutes": "180"}}, "l'offre n'adapte pas l'approche (subgroups)"),
        ("adapt: [subgroups]", {}, "l'offre n'adapte pas l'approche (subgroups)"),
    ],
)
def test_how_we_answer_is_a_condition_too(condition: str, offer: dict[str, Any], reason: str) -> None:
    found, problems = choices([block("cadre", "exchange", f"when: {{{condition}}}\n")], **offer)
    assert problems == ()
    assert found["cadre"].reasons == ((reason,) if reason else ("répond à R01, R03",))


def test_a_draft_is_never_taken_even_when_the_offer_asks_for_it() -> None:
    found, problems = choices([block("cadre", "exchange", "draft: true\n")], include=["cadre"])
    assert [(p.code, p.message) for p in problems] == [("L222", "bloc « cadre » ajouté, mais encore en brouillon")]
    assert (found["cadre"].taken, found["cadre"].reasons) == (
        False, ("brouillon : relisez-le, confirmez ses sujets, puis retirez « draft »",)
    )  # fmt: skip


def test_every_condition_that_fails_is_told() -> None:
    found, _ = choices([block("cadre", "exchange", "when: {approach: [autre], open_group: true}\n")])
    unstated = "groupe ouvert : la demande ne le précise pas"
    assert found["cadre"].reasons == ("réservé à l'approche autre", unstated)


def test_blocks_come_by_rank_then_by_name() -> None:
    found, _ = choices(
        [block("c", "x"), block("b", "x", "rank: 60\n"), block("a", "x", "rank: 60\n"), block("d", "x", "rank: 9\n")]
    )
    assert list(found) == ["d", "c", "a", "b"]


def test_names_that_no_block_has_are_errors_where_they_stand() -> None:
    _, problems = choices([block("cadre", "exchange")], include=["cadr", "cadre"], exclude=["zzz", "cadre"])
    assert [(p.code, p.message, p.hint) for p in problems] == [
        ("L220", "bloc inconnu « cadr »", "vouliez-vous dire « cadre » ?"),
        ("L220", "bloc inconnu « zzz »", "« offer blocks » les liste"),
        ("L221", "bloc « cadre » à la fois ajouté et retiré", "choisissez l'un des deux"),
    ]
