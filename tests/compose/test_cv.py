"""The CVs: rubrics, duties, names hidden, pages."""

# ruff: noqa: E501 - passages of files are read better whole

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from generator.build.fitting import fitted, most_pages
from generator.build.inputs import read_inputs
from generator.build.pipeline import finish
from generator.compose.dossier import Dossier
from generator.compose.resumes import duties
from generator.document.inlines import plain_text
from generator.document.plain import plain
from generator.document.tree import Document, Heading, nodes
from generator.planning.schedule import Group, Schedule
from generator.team.anonymous import alias
from generator.writers.pdf.compile import write
from tests.workspaces import changed, composed, copied

KEY = "boilerplate/interveners/camille-exemple.yaml"
CV = "- {piece: cv, source: 27}"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return copied(tmp_path)


def cvs(dossier: Dossier) -> dict[str, Document]:
    return {document.slug: document for document in (*dossier.offre, *dossier.aside) if document.key == "cv"}


def titles(document: Document) -> list[str]:
    return [plain_text(node.runs) for node in nodes(document) if isinstance(node, Heading)]


def words(document: Document) -> str:
    return re.sub("[\u00a0\u202f]", " ", "\n".join(plain(document))).replace("’", "'")


# --- rubrics and duties


def test_our_own_order() -> None:
    document = cvs(composed(Path(__file__).parents[2]))["cv-camille-exemple"]
    assert titles(document) == [
        "Réponse au profil demandé", "Formation", "Expérience professionnelle",
        "Références choisies pour cette demande", "Supervision et déontologie",
    ]  # fmt: skip


def test_the_buyers_rubrics_and_no_other(workspace: Path) -> None:
    changed(workspace, "offers/vienne/brief.yaml", CV, "- {piece: cv, rubrics: [identity, languages, references, trainings]}")
    document = cvs(composed(workspace))["cv-camille-exemple"]
    assert titles(document) == [
        "Identité professionnelle", "Langues", "Références choisies pour cette demande", "Formation",
    ]  # fmt: skip
    assert words(document).count("Français") == 1


def test_experience_and_diploma_stand_in_the_fit(workspace: Path) -> None:
    demand = "intervener:\n  years: 5\n  diplomas: [psychologie, conseiller en économie sociale]\n"
    changed(workspace, "offers/vienne/brief.yaml", "\nintervener:\n", f"\n{demand}")
    text = words(cvs(composed(workspace))["cv-camille-exemple"])
    assert "5 ans d'expérience au moins\n9 ans d'analyse des pratiques" in text
    assert "Diplôme : psychologie ou conseiller en économie sociale\nDiplôme d'État de conseiller en économie" in text


def test_references_are_near_by_the_words_as_the_demand_writes_them(workspace: Path) -> None:
    changed(workspace, "offers/vienne/brief.yaml", "  themes: [", "  themes: [soin en EHPAD, ")
    changed(workspace, KEY, "tags: [", "tags: [Soin en EHPAD, ")
    changed(workspace, KEY, "    mission: ", "    mission: APP, ")
    text = words(cvs(composed(workspace))["cv-camille-exemple"])
    assert "oin en EHPAD" in text
    assert "oin en ehpad" not in text
    assert " : APP, " in text


def group(key: str, person: str, name: str = "") -> Group:
    return Group(key, name or key, 8, person)


@pytest.mark.parametrize(
    ("groups", "lead", "second"),
    [
        ((group("", "camille-exemple"),), "Anime toutes les séances et les réunions", "Remplace l'intervenant en cas d'empêchement"),
        (
            (group("nord", "camille-exemple"), group("sud", "sacha-specimen")),
            "Anime le groupe « nord » ; conduit les réunions",
            "Anime le groupe « sud » ; remplace ses collègues en cas d'empêchement",
        ),
        (
            (group("a", "sacha-specimen", "Groupe A"), group("b", "sacha-specimen", "Groupe B"), group("c", "camille-exemple")),
            "Anime le groupe « c » ; conduit les réunions",
            "Anime « Groupe A » et « Groupe B » ; remplace ses collègues en cas d'empêchement",
        ),
        ((group("a", "sacha-specimen"),), "Conduit les réunions", "Anime toutes les séances"),
        (
            (group("a", "camille-exemple"), group("b", "quelqu-un")),
            "Anime le groupe « a » ; conduit les réunions",
            "Remplace les intervenants en cas d'empêchement",
        ),
        (
            (*(group(f"g{n}", "sacha-specimen") for n in range(6)), group("z", "camille-exemple")),
            "Anime le groupe « z » ; conduit les réunions",
            "Anime 6 groupes sur 7 ; remplace ses collègues en cas d'empêchement",
        ),
    ],
)  # fmt: skip
def test_duties_say_which_groups(groups: tuple[Group, ...], lead: str, second: str, dossier: Dossier) -> None:
    old = dossier.schedule
    schedule = Schedule((), (), old.zone, old.first, old.last, groups)
    assert [duties(dossier.inputs, schedule, person) for person in dossier.inputs.team] == [lead, second]


# --- without a name

FORBIDDEN = ("Camille", "camille", "Organisme Exemple", "Association d'insertion", "Département (exemple)", "Institut",
             "@", "1970", "05 49")  # fmt: skip


@pytest.mark.parametrize(("rank", "said"), [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (52, "BA")])
def test_aliases(rank: int, said: str) -> None:
    assert alias(rank) == f"Intervenant {said}"


def spoken(data: bytes) -> str:
    """Every part of a .docx, its styles left out, as it is in the zip."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        assert len(names) >= 8
        return "\n".join([*names, *(package.read(n).decode() for n in names if not n.endswith("styles.xml"))])


def personal(workspace: Path) -> None:
    """A summary that says far too much."""
    changed(
        workspace, KEY, "Elle anime des groupes",
        "Camille Exemple, née le 3 mai 1970, camille@exemple.example, 05 49 00 00 00, a quitté Association d'insertion "
        "(exemple). Elle anime des groupes",
    )  # fmt: skip


def test_a_twin_stands_beside_the_packet_and_says_no_name_in_any_part(workspace: Path) -> None:
    personal(workspace)
    changed(workspace, "offers/vienne/offer.yaml", "\nannexes: [", "\nresumes: {anonymous: [camille-exemple]}\nannexes: [")
    inputs, _ = read_inputs(workspace, "vienne")
    assert inputs is not None
    outcome = finish(inputs, workspace, "")
    (name,) = (name for name in outcome.files if name.endswith(".anonyme.docx"))
    assert name == "cv-intervenant-a.anonyme.docx"
    assert "cv-camille-exemple.docx" in outcome.files
    assert not [file for file in outcome.files if file.startswith("depot/") and "intervenant" in file]
    told = spoken(outcome.files[name]).replace("’", "'")
    assert "Intervenant A" in told
    assert [word for word in FORBIDDEN if word in told] == []
    assert not [finding for finding in outcome.findings if finding.code == "C846"]


def test_asked_without_names_the_packet_holds_no_other(workspace: Path) -> None:
    changed(workspace, "offers/vienne/brief.yaml", CV, "- {piece: cv, anonymous: true}")
    inputs, _ = read_inputs(workspace, "vienne")
    assert inputs is not None
    outcome = finish(inputs, workspace, "")
    assert {"cv-intervenant-a.anonyme.docx", "cv-intervenant-b.anonyme.docx"} <= set(outcome.files)
    assert "depot/2-offre/03-cv-intervenant-a-anonyme.pdf" in outcome.files
    assert not [file for file in outcome.files if "camille" in file or "sacha" in file]
    found = {finding.code for finding in outcome.findings}
    assert "C847" in found  # the note and the planning name Camille: the author is told
    assert not {"C801", "C846", "C851"} & found


# --- pages


def experience(rank: int) -> str:
    tasks = "".join(f"\n      - Mission numéro {n} de cette fonction, dite en une phrase assez longue" for n in range(6))
    return f"  - start: {1980 + rank}\n    end: {1981 + rank}\n    title: Fonction {rank}\n    employer: Employeur {rank}\n    tasks:{tasks}\n"


def long_cv(workspace: Path, pages: int = 2) -> Dossier:
    more = "".join(experience(rank) for rank in range(8))
    changed(workspace, KEY, "references:\n", f"{more}references:\n")
    changed(workspace, "offers/vienne/offer.yaml", "\nannexes: [", f"\nresumes: {{pages: {pages}}}\nannexes: [")
    return composed(workspace)


def pages_of(dossier: Dossier, document: Document) -> int:
    return write(document, dossier.inputs.theme.value, dossier.inputs.offer.value.date).pages


def test_a_long_cv_gives_up_the_least_useful_until_it_holds(workspace: Path) -> None:
    dossier = long_cv(workspace)
    before = cvs(dossier)["cv-camille-exemple"]
    assert pages_of(dossier, before) == 3
    measured: list[Document] = []

    def pages(document: Document) -> int:
        measured.append(document)
        return pages_of(dossier, document)

    cut, (told,) = fitted(dossier, pages)
    after = cvs(cut)["cv-camille-exemple"]
    assert pages_of(dossier, after) == 2
    assert told.code == "W721"
    assert told.message.startswith("le CV de Camille Exemple, de 3 pages, est ramené à 2 : sans le détail de ")
    assert len(measured) < 10  # by halves, not one by one
    text = words(after)
    assert "Consultante et formatrice, animatrice de groupes" in text
    assert "Formations à l'animation de groupe" in text  # the tasks of the latest position stay
    assert text.count("Mission numéro 0") < 8
    assert cvs(cut)["cv-sacha-specimen"] == cvs(dossier)["cv-sacha-specimen"]
    assert fitted(cut, pages) == (cut, ())


def test_what_cannot_hold_is_told_and_loses_nothing(workspace: Path) -> None:
    dossier = long_cv(workspace, pages=1)
    same, told = fitted(dossier, lambda document: pages_of(dossier, document))
    assert same == dossier
    assert {problem.code for problem in told} == {"W722"}


def test_cvs_that_hold_are_left_alone(dossier: Dossier) -> None:
    assert fitted(dossier, lambda _: 2) == (dossier, ())


def test_the_buyers_limit_counts_when_it_is_smaller(workspace: Path) -> None:
    changed(workspace, "offers/vienne/brief.yaml", "facts:\n", "rules: {limits: [{piece: cv, max_pages: 1}]}\nfacts:\n")
    assert most_pages(composed(workspace).inputs) == 1
