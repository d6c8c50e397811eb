"""What other clients are known by: read fast, whatever is broken, and never the reason to build again."""

from __future__ import annotations

import pytest

from generator.build.checking import check
from generator.build.neighbours import alike, neighbours
from generator.build.run import build
from generator.build.state import inputs_digest
from generator.foundation.phrases import phrase
from tests.workspaces import changed, copied

BRIEF = """\
title: Analyse des pratiques des équipes – Villefictive
reference: VF-2026-118
source: source/brief.txt
buyer:
  name: Ville de Villefictive (acheteur fictif)
  kind: commune
  department: "69"
  place: Villefictive
  services: [Direction de la cohésion sociale (DVSF)]
service:
  sites:
    - {key: nord, name: Maison du Nord}
    - {key: tilleuls, name: Résidence des Grands Tilleuls}
facts:
  - {key: place, source: 3, value: Sainte-Fictive}
  - {key: many, source: 3, value: Trente-quatre}
requirements: []
"""


@pytest.fixture
def workspace(tmp_path):
    made = copied(tmp_path, "vienne")
    (made / "offers" / "lyon" / "blocks").mkdir(parents=True)
    (made / "offers" / "lyon" / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    return made


def names(workspace, client="vienne"):
    found, _ = neighbours(workspace, client)
    return {" ".join(one): {(each.kind, each.clients) for each in some} for one, some in found.names.items()}


def test_a_brief_is_known_by_its_buyer_its_places_and_its_numbers(workspace):
    known = names(workspace)
    lyon = ("lyon",)
    assert ("acheteur", lyon) in known["ville de villefictive"]
    assert ("lieu", lyon) in known["villefictive"]
    assert ("lieu", lyon) in known["rhone"]  # the département of its number
    assert ("référence", lyon) in known["vf 2026 118"]
    assert ("service", lyon) in known["direction de la cohesion sociale"]
    assert ("sigle", lyon) in known["dvsf"]
    assert ("site", lyon) in known["grands tilleuls"]
    assert ("fait", lyon) in known["sainte fictive"]


def test_common_words_are_nobodys_names(workspace):
    known = names(workspace)
    assert not {"nord", "maison du nord", "trente quatre", "commune", "site"} & known.keys()


def test_people_and_partners_of_the_shelf_are_known(workspace):
    known = names(workspace)
    assert ("personne", ()) in known["noa fictif"]
    assert ("partenaire", ()) in known["association atelier exemple"]
    assert "000 234 567 00014" in known  # as documents print a SIRET


def test_a_mistake_below_the_head_of_a_brief_hides_nothing(workspace):
    changed(workspace, "offers/lyon/brief.yaml", "requirements: []", "requirements: [}\n  - ?: {")
    found, problems = neighbours(workspace, "vienne")
    assert not problems
    assert phrase("Ville de Villefictive") in found.names


@pytest.mark.parametrize(
    "content", [b"buyer: {name: [\n", b"\xff\xfe\x00b", b"- a list\n", b""], ids=["broken", "utf-16", "list", "empty"]
)
def test_a_brief_that_cannot_be_read_is_an_information(workspace, content):
    (workspace / "offers/lyon/brief.yaml").write_bytes(content)
    found, problems = neighbours(workspace, "vienne")
    assert [problem.code for problem in problems] == ["C981"]
    assert str(problems[0].span).startswith("offers/lyon/brief.yaml")
    assert phrase("Noa Fictif") in found.names


def test_a_brief_of_another_shape_than_ours_breaks_nothing(workspace):
    odd = "title: [1, 2]\nbuyer: Ville\nservice: {sites: nord}\nfacts: {a: b}\nreference: {x: y}\n"
    (workspace / "offers/lyon/brief.yaml").write_text(odd, encoding="utf-8")
    found, problems = neighbours(workspace, "vienne")
    assert not problems
    assert not any("lyon" in each.clients for some in found.names.values() for each in some)


def test_a_brief_of_our_own_that_is_broken_is_told_elsewhere(workspace):
    changed(workspace, "offers/vienne/brief.yaml", "title:", "title: {")
    _, problems = neighbours(workspace, "vienne")
    assert not problems


def test_a_saved_brief_is_read_again(workspace):
    assert "villefictive" in names(workspace)
    changed(workspace, "offers/lyon/brief.yaml", "  place: Villefictive", "  place: Bourg-Inventé")
    assert "bourg invente" in names(workspace)


def test_what_the_buyer_published_comes_along(workspace):
    published = (workspace / "offers/vienne/source/brief.txt").read_text(encoding="utf-8")
    assert neighbours(workspace, "vienne", "source/brief.txt")[0].source == published
    assert neighbours(workspace, "vienne", "source/absent.txt")[0].source == ""


def test_a_neighbour_does_not_change_what_an_offer_is_made_from(workspace):
    before = inputs_digest(workspace, "vienne")
    changed(workspace, "offers/lyon/brief.yaml", "VF-2026-118", "VF-2026-119")
    assert inputs_digest(workspace, "vienne") == before


def test_own_blocks_copied_from_an_offer_to_another_are_told_once(workspace):
    for path in (workspace / "offers/vienne/blocks").glob("*.md"):
        text = path.read_text(encoding="utf-8").replace("cinq", "six")
        (workspace / "offers/lyon/blocks" / path.name).write_text(text, encoding="utf-8")
    found = alike(workspace)
    assert [each.code for each in found] == ["C982"]
    assert "« lyon » et de « vienne »" in found[0].message


def test_two_offers_for_one_buyer_may_say_the_same(workspace):
    for client in ("lyon-2", "lyon"):
        folder = workspace / "offers" / client / "blocks"
        folder.mkdir(parents=True, exist_ok=True)
        (folder.parent / "brief.yaml").write_text(BRIEF, encoding="utf-8")
        for path in (workspace / "offers/vienne/blocks").glob("*.md"):
            (folder / path.name).write_bytes(path.read_bytes())
    told = [each.message for each in alike(workspace)]
    assert len(told) == 2
    assert not any("lyon-2" in said and "« lyon »" in said for said in told)


def test_the_shipped_offers_share_nothing():
    from tests.workspaces import ROOT

    assert alike(ROOT) == ()


def test_a_build_tells_what_it_finds_that_day_and_a_check_always_looks_again(workspace):
    said = "et la soumettons à la réunion de cadrage"
    changed(workspace, "offers/vienne/blocks/vienne-perimetre.md", said, f"{said}, comme à Villefictive")
    built = build(workspace, "vienne")
    assert [each.code for each in built.findings if "Villefictive" in each.message] == ["C832"]
    assert not [each for each in built.findings if each.code == "C981"]

    changed(workspace, "offers/lyon/brief.yaml", "title:", "title: {")
    checked = check(workspace, "vienne")
    assert checked.about == "files"
    assert [each.code for each in checked.findings if "lyon" in each.message] == ["C981"]
    assert build(workspace, "vienne").unchanged
