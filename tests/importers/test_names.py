"""Names are read after a civility or after what a body is; a capital alone is none."""

from __future__ import annotations

import pytest

from generator.foundation.diagnostic import Diagnostic
from generator.importers.names import again, names_in
from generator.importers.remains import Known, remains, with_told
from tests.workspaces import ROOT


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "Madame Martin, directrice du Centre hospitalier de Fictiville",
            ["Madame Martin", "Centre hospitalier de Fictiville"],
        ),
        ("M. Jean-Paul Le Goff et Mme de la Tour", ["M. Jean-Paul Le Goff", "Mme de la Tour"]),
        ("le Dr J.-P. Durand, le professeur Exemple", ["Dr J.-P. Durand", "professeur Exemple"]),
        ("Madame la Directrice, Monsieur Le Maire, docteur en psychologie", []),
        ("au CHU de Fictiville ou à l'EHPAD Les Tilleuls", ["CHU de Fictiville", "EHPAD Les Tilleuls"]),
        ("l'EHPAD public intercommunal de Fictiville", ["EHPAD public intercommunal de Fictiville"]),
        ("la commune de Saint-Exemple sur Mer", ["commune de Saint-Exemple sur Mer"]),
        ("la Communauté de communes du Pays d'Exemple", ["Communauté de communes du Pays d'Exemple"]),
        ("le département de l’Exemple, la Ville d'Essai", ["département de l’Exemple", "Ville d'Essai"]),
        ("l'association Les Amis de l'Essai", ["association Les Amis de l'Essai"]),
        ("le lycée Jeanne-Exemple et la crèche « Les Lutins »", ["lycée Jeanne-Exemple", "crèche « Les Lutins"]),
        ("la fondation\u00a0Exemple", ["fondation\u00a0Exemple"]),
        ("Les EHPAD. Les équipes y tiennent. Le foyer, la crèche et le CCAS", []),
        ("EHPAD CHU, département RH, un mas de Provence, le 5 m. Les mesures", []),
        ("Chaque séance commence par un tour. Analyse des pratiques", []),
        ("", []),
    ],
)
def test_a_name_is_read_after_what_announces_it(line: str, names: list[str]) -> None:
    found = sorted(names_in(line), key=lambda name: name.start)
    assert [name.text for name in found] == names
    assert all(line[name.start :].startswith(name.text) for name in found)


def test_the_shared_blocks_hold_no_name_but_that_of_a_school_of_thought() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "boilerplate/blocks").rglob("*.md"))]
    lines = [line for text in texts for line in text.split("\n")]
    assert len(lines) > 3000
    assert {name.text for line in lines for name in names_in(line)} <= {"école de Palo Alto"}


@pytest.mark.parametrize(
    ("line", "bare", "word", "starts"),
    [
        ("Martin veut ce rythme ; Martin le dit.", "Martin", False, [0, 24]),
        ("Petit groupe. Petit à petit, dit Petit", "Petit", True, [33]),
        ("## Petit groupe", "Petit", True, []),
        ("## Petit groupe", "Petit", False, [3]),
        ("le martinet, la Martinique, Saint-Martin", "Martin", False, []),
    ],
)
def test_a_name_is_found_again_alone_but_no_word_that_begins_a_sentence(
    line: str, bare: str, word: bool, starts: list[int]
) -> None:
    assert list(again(line, bare, word)) == starts


def told(*texts: str, known: Known | None = None) -> list[Diagnostic]:
    sought = with_told(known or Known({}), texts)
    return [found for rank, text in enumerate(texts) for found in remains(text, f"{rank}.md", sought)]


def test_each_name_is_told_at_its_line_once_and_again_in_the_other_blocks() -> None:
    found = told("Bonjour.\nMadame Martin dirige l'EHPAD Les Tilleuls.", "Martin le veut. Aux tilleuls, Les Tilleuls.")
    assert [(str(one.span), one.code, one.message) for one in found] == [
        ("0.md:2:1", "L260", "nom de personne « Madame Martin »"),
        ("0.md:2:24", "L260", "nom d'organisme « EHPAD Les Tilleuls »"),
        ("1.md:1:1", "L260", "nom de personne « Martin »"),
        ("1.md:1:31", "L260", "nom d'organisme « Les Tilleuls »"),
    ]
    assert all(one.hint for one in found)


def test_a_known_name_is_told_once_with_its_own_remedy_and_a_kept_one_not_at_all() -> None:
    line = "Le CCAS de Fictiville et la ville de Fictiville"
    (first, second) = told(line, known=Known({"CCAS de Fictiville": "retirez-le"}))
    assert (first.message, first.hint) == ("nom « CCAS de Fictiville »", "retirez-le")
    assert second.message == "nom d'organisme « ville de Fictiville »"
    assert told(line, known=Known({}, ("Fictiville",))) == []


def test_a_known_name_is_told_at_each_of_its_places_whatever_the_letters_before() -> None:
    found = told("Le cœur… d'Exemple, puis EXEMPLE", known=Known({"Exemple": "retirez-le"}))
    assert [one.span.column for one in found if one.span] == [12, 26]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("au 05.36.49.12.34,", "téléphone « 05.36.49.12.34 »"),
        ("au 05-36-49-12-34,", "téléphone « 05-36-49-12-34 »"),
        ("au 0536491234,", "téléphone « 0536491234 »"),
        ("au 05\u00a036\u00a049\u00a012\u00a034,", "téléphone « 05\u00a036\u00a049\u00a012\u00a034 »"),
        ("au +33 5 36 49 12 34,", "téléphone « +33 5 36 49 12 34 »"),
        ("au +33 (0)5 36 49 12 34,", "téléphone « +33 (0)5 36 49 12 34 »"),
        ("SIRET 000 123 455 00012,", "SIRET « 000 123 455 00012 »"),
        ("SIRET 00012345500012,", "SIRET « 00012345500012 »"),
        ("SIRET 000\u202f123\u202f455\u202f00012,", "SIRET « 000\u202f123\u202f455\u202f00012 »"),
        ("à a.b@exemple.example,", "adresse électronique « a.b@exemple.example »"),
    ],
)
def test_a_number_or_an_address_is_told_however_it_is_written(line: str, message: str) -> None:
    assert [found.message for found in told(line)] == [message]
