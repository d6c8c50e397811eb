"""Values of a mapping beside the fields of a form: what fits, what is told."""

from __future__ import annotations

import pytest

from generator.writers.form_field import FormField
from generator.writers.form_values import settled

FIELDS = (
    FormField("nom", "text", longest=12),
    FormField("objet", "text", multiline=True, required=True),
    FormField("seul", "box"),
    FormField("pme", "radio", options=("Choix1", "Choix2"), shown=("Oui", "Non")),
    FormField("forme", "choice", options=("a", "b"), shown=("Conjoint", "Solidaire")),
    FormField("ville", "choice", options=("Niort",), shown=("Niort",), open=True),
    FormField("lots", "list", options=("1", "2"), shown=("Lot 1", "Lot 2")),
    FormField("calcul", "text", locked=True),
    FormField("signature", "signature"),
    FormField("envoyer", "button"),
)
FITS = [
    ("nom", "  Exemple ", "Exemple"),
    ("nom", "1 rue,\n79000", "1 rue, 79000"),
    ("objet", "une\n deux ", "une\ndeux"),
    ("seul", "Oui", True),
    ("seul", "non", False),
    ("seul", "true", True),
    ("pme", "oui", "Choix1"),
    ("pme", "Choix2", "Choix2"),
    ("forme", "solidaire", "b"),
    ("ville", "Poitiers", "Poitiers"),
    ("lots", ("Lot 2", "1"), ("2", "1")),
    ("lots", "2", ("2",)),
]
TOLD = [
    ("non", "x", "champ inconnu « non »", "vouliez-vous dire « nom » ?"),
    ("nom", "bien trop long pour lui", "23 caractères, 12 au plus", "raccourcissez"),
    ("seul", "peut-être", "ne coche pas une case", "true ou false"),
    ("forme", "Conjoin", "option inconnue « Conjoin »", "Conjoint"),
    ("pme", "sans avis", "option inconnue", "options : Choix1 (Oui), Choix2 (Non)"),
    ("calcul", "3", "en lecture seule", "retirez-le"),
    ("signature", "moi", "une place pour signer", "retirez-le"),
    ("envoyer", "x", "un bouton", "retirez-le"),
    ("nom", ("a", "b"), "une seule valeur", "non une liste"),
]


@pytest.mark.parametrize(("name", "said", "value"), FITS)
def test_a_value_that_fits_is_written_as_the_form_wants_it(name, said, value) -> None:
    values, troubles = settled(FIELDS, {name: said})
    assert values == {name: value}
    assert not [trouble for trouble in troubles if trouble.grave]


@pytest.mark.parametrize(("name", "said", "message", "hint"), TOLD)
def test_a_value_that_does_not_fit_is_told_with_its_remedy(name, said, message, hint) -> None:
    values, troubles = settled(FIELDS, {name: said})
    assert values == {}
    assert [trouble.name for trouble in troubles if trouble.grave] == [name]
    assert message in troubles[0].said
    assert hint in troubles[0].hint


def test_an_empty_value_leaves_its_field_and_a_field_that_must_be_filled_is_told_once() -> None:
    values, troubles = settled(FIELDS, {"nom": "", "objet": " "})
    assert values == {}
    assert [(trouble.name, trouble.grave) for trouble in troubles] == [("objet", False)]
    assert "obligatoire" in troubles[0].said
    assert settled(FIELDS, {"objet": "dit"})[1] == ()
