"""Everything that one offer needs is read, and every mistake of every file told at once."""

# ruff: noqa: E501 - tables of cases are read better whole

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.inputs import read_inputs
from tests import quotes

APPROACH = """\
name: Exemple
summary: Exemple.
minutes: 60
group: {min: 4, max: 15}
rhythm: {min_weeks: 4, max_weeks: 8}
phases: [{title: Tout, minutes: 60, purpose: Exemple, who: Chacun, kind: case}]
"""
OUTLINE = "title: Note\nsections: [{part: method, title: Méthode, topics: [exchange]}]\n"
PERSON = """\
specimen: true
name: Camille Exemple
title: Consultante
profile: psychologue
status: associé
summary: Exemple.
years: 12
trainings: [{year: 2008, title: Master, institution: Université exemple, kind: initial}]
references:
  - {key: ref-a, client: Exemple, start: 2020, mission: Mission, audience: Public, tags: [cesf]}
"""
ANNEX = "specimen: true\ntitle: Attestation\nkind: tva\nfile: a.pdf\nholder: Organisme Exemple\n"
BLOCK = "---\nid: {id}\ntitle: Bloc\npart: method\ntopics: [exchange]\n---\nTexte.\n"
FILES = {
    "offers/exemple/brief.yaml": quotes.BRIEF,
    "offers/exemple/offer.yaml": quotes.OFFER,
    "offers/exemple/blocks/propre.md": BLOCK.format(id="propre"),
    "boilerplate/candidate.yaml": quotes.CANDIDATE,
    "boilerplate/prices.yaml": quotes.PRICES,
    "boilerplate/theme.yaml": quotes.THEME,
    "boilerplate/approaches/exemple.yaml": APPROACH,
    "boilerplate/outlines/note.yaml": OUTLINE,
    "boilerplate/interveners/exemple.yaml": PERSON,
    "boilerplate/annexes/attestation-tva.yaml": ANNEX,
    "boilerplate/blocks/methode/commun.md": BLOCK.format(id="commun"),
}
OFFER = "offers/exemple/offer.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    return tmp_path


def spoil(workspace: Path, file: str, old: str, new: str) -> None:
    text = (workspace / file).read_text(encoding="utf-8")
    assert old in text
    (workspace / file).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def told(workspace: Path) -> list[str]:
    inputs, problems = read_inputs(workspace, "exemple")
    assert inputs is None
    return [str(problem).replace("\n  aide : ", " | ") for problem in problems]


def test_everything_is_read(workspace: Path) -> None:
    inputs, problems = read_inputs(workspace, "exemple")
    assert problems == ()
    assert inputs
    assert inputs.client == "exemple"
    assert (inputs.lead.key, inputs.lead.file.value.name) == ("exemple", "Camille Exemple")
    assert inputs.substitute is None
    assert [block.id for block in inputs.blocks] == ["commun"]
    assert [(block.id, block.client) for block in inputs.own_blocks] == [("propre", True)]
    assert [(key, annex.value.title) for key, annex in inputs.annexes] == [("attestation-tva", "Attestation")]
    assert inputs.specimen is True
    assert str(inputs.brief.span("title")) == "offers/exemple/brief.yaml:1:8"


def test_every_mistake_of_every_file_is_told_at_once(workspace: Path) -> None:
    spoil(workspace, "offers/exemple/brief.yaml", "title:", "titel:")
    spoil(workspace, "boilerplate/prices.yaml", "590,00", "cher")
    spoil(workspace, "boilerplate/interveners/exemple.yaml", "years: 12", "years: douze")
    spoil(workspace, "boilerplate/blocks/methode/commun.md", "id: commun", "id: comun")
    (workspace / "boilerplate/theme.yaml").unlink()
    assert [line.split(" | ")[0] for line in told(workspace)] == [
        "offers/exemple/brief.yaml:1:1: B103 clé inconnue « titel »",
        "boilerplate/prices.yaml:3:12: B102 « rates › session » : nombre attendu, lu « cher »",
        "boilerplate/theme.yaml: Y103 fichier introuvable",
        "boilerplate/blocks/methode/commun.md:2:5: L211 l'identifiant « comun » n'est pas le nom du fichier",
        "boilerplate/interveners/exemple.yaml:7:8: B102 « years » : nombre entier attendu, lu « douze »",
    ]


def test_without_an_offer_the_rest_is_still_told(workspace: Path) -> None:
    (workspace / OFFER).write_text("", encoding="utf-8")
    spoil(workspace, "boilerplate/prices.yaml", "590,00", "cher")
    assert [line.split(":")[0] for line in told(workspace)] == [OFFER, "boilerplate/prices.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("approach: exemple", "approach: exempl",
         "3:11: L230 approche inconnue « exempl » (pas de fichier boilerplate/approaches/exempl.yaml)"
         " | vouliez-vous dire « exemple » ?"),
        ("town: Niort", "town: Niort\noutline: autre",
         "3:10: L230 plan inconnu « autre » (pas de fichier boilerplate/outlines/autre.yaml)"
         " | fichiers de boilerplate/outlines/ : note"),
        ("intervener: exemple", "intervener: zzz",
         "4:21: L230 intervenant inconnu « zzz » (pas de fichier boilerplate/interveners/zzz.yaml)"
         " | fichiers de boilerplate/interveners/ : exemple"),
        ("[attestation-tva]", "[attestation-tva, ../candidate]",
         "16:28: L230 annexe inconnue « ../candidate » (pas de fichier boilerplate/annexes/../candidate.yaml)"
         " | fichiers de boilerplate/annexes/ : attestation-tva"),
        ("[attestation-tva]", "[attestation-tva, attestation-tva]",
         "16:28: L265 annexe « attestation-tva » deux fois dans « annexes » | gardez-la une seule fois"),
        ("role: lead", "role: substitute",
         "4:7: L232 aucun intervenant n'a le rôle « lead » | donnez ce rôle à un seul intervenant"),
        ("role: lead}", "role: lead, always: [ref-b]}",
         "4:51: L231 référence inconnue « ref-b » de Camille Exemple | vouliez-vous dire « ref-a » ?"),
        ("role: lead}", "role: lead, never: [zzz]}", "4:50: L231 référence inconnue « zzz » de Camille Exemple | références : ref-a"),
        ("role: lead}", "role: lead}, {intervener: exemple, role: substitute}",
         "4:56: L233 l'intervenant « exemple » est deux fois dans l'équipe | gardez une seule ligne par personne"),
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_an_error_where_it_is_written(
    workspace: Path, old: str, new: str, line: str
) -> None:
    spoil(workspace, OFFER, old, new)
    assert told(workspace) == [f"{OFFER}:{line}"]


PARTNER = quotes.CANDIDATE.replace("name: Organisme Exemple", "name: Association Exemple")
GROUP = """\
consortium:
  form: solidaire
  leader: {leader}
  members: [{{partner: null}}, {{partner: atelier}}]
subcontracts:
  - {{partner: {given}, services: s, amount: 900, from: 2023-10-02, to: 2023-11-02}}
"""


def with_partners(workspace: Path, leader: str, given: str) -> None:
    """An offer that names partners, of whom one file is there: atelier.yaml."""
    (workspace / "boilerplate/partners").mkdir()
    (workspace / "boilerplate/partners/atelier.yaml").write_text(PARTNER, encoding="utf-8", newline="\n")
    spoil(workspace, OFFER, "annexes:", GROUP.format(leader=leader, given=given) + "annexes:")


def test_partners_are_read_once_each(workspace: Path) -> None:
    with_partners(workspace, "atelier", "atelier")
    inputs, problems = read_inputs(workspace, "exemple")
    assert problems == ()
    assert inputs
    assert [(key, partner.value.name) for key, partner in inputs.partners] == [("atelier", "Association Exemple")]


def test_each_unknown_partner_is_told_where_it_is_named(workspace: Path) -> None:
    with_partners(workspace, "atelie", "cabinet")
    said = "L230 partenaire inconnu « {0} » (pas de fichier boilerplate/partners/{0}.yaml) | {1}"
    assert told(workspace) == [
        f"{OFFER}:18:11: " + said.format("atelie", "vouliez-vous dire « atelier » ?"),
        f"{OFFER}:21:15: " + said.format("cabinet", "fichiers de boilerplate/partners/ : atelier"),
    ]


def test_two_leads_are_one_too_many(workspace: Path) -> None:
    (workspace / "boilerplate/interveners/autre.yaml").write_text(PERSON, encoding="utf-8")
    spoil(workspace, OFFER, "role: lead}", "role: lead}, {intervener: autre, role: lead}")
    assert told(workspace) == [
        f"{OFFER}:4:7: L232 2 intervenants ont le rôle « lead » | donnez ce rôle à un seul intervenant"
    ]


def test_an_assumption_is_about_a_field_that_exists(workspace: Path) -> None:
    brief = workspace / "offers/exemple/brief.yaml"
    with brief.open("a", encoding="utf-8") as file:
        file.write("assumptions:\n  - {field: dates.start, because: a}\n  - {field: dates.strat, because: a}\n")
    lines = brief.read_text(encoding="utf-8").count("\n")
    assert told(workspace) == [
        f"offers/exemple/brief.yaml:{lines}:13: L234 la demande n'a pas de champ « dates.strat »"
        " | écrivez un chemin, par exemple dates.start"
    ]


def test_our_milestones_are_the_usual_ones_without_a_file_of_our_own(workspace: Path) -> None:
    inputs, _ = read_inputs(workspace, "exemple")
    assert inputs
    assert [step.key for step in inputs.steps.value.steps][-2:] == ["deposit", "margin"]


def test_a_milestone_that_is_not_ours_is_told(workspace: Path) -> None:
    steps = "steps:\n  - {key: relire, title: Relire, days: 5}\n"
    (workspace / "boilerplate/steps.yaml").write_text(steps, encoding="utf-8")
    offer = workspace / OFFER
    with offer.open("a", encoding="utf-8") as file:
        file.write("progress:\n  - {step: relire, on: 2023-06-20}\n  - {step: relir, on: 2023-06-20}\n")
    lines = offer.read_text(encoding="utf-8").count("\n")
    assert told(workspace) == [f"{OFFER}:{lines}:12: L238 jalon inconnu « relir » | vouliez-vous dire « relire » ?"]


def test_milestones_that_cannot_be_read_stop_the_offer(workspace: Path) -> None:
    (workspace / "boilerplate/steps.yaml").write_text("steps:\n  - {key: relire, title: Relire}\n", encoding="utf-8")
    assert told(workspace) == [
        "boilerplate/steps.yaml:2:5: B102 « steps › 1 » : donnez « days » (jours ouvrés), ou bien « hours »"
        " | écrivez l'un des deux, et lui seul"
    ]
