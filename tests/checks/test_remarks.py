"""What reviewers asked: when a remark counts, when a text contradicts a datum, how it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.brief.reviewing import Entry
from generator.checks.finished import Finished
from generator.checks.table import CHECKS
from tests.checks.spoils_first import updated, with_inputs

PLACE = {"kind": "value", "file": "offers/vienne/offer.yaml", "field": "planning.place"}


def remarked(**values) -> Callable[[Finished], Finished]:
    """A remark of a reviewer on the note."""
    entry = Entry.model_validate({"id": "c-00000001", "document": "note-methodologique", "text": "À revoir", **values})
    return lambda f: with_inputs(f, reviewing=updated(f.dossier.inputs.reviewing, comments=(entry,)))


@pytest.mark.parametrize(
    "values",
    [
        {"on": "animateurs", "state": "closed"},  # meant so
        {"on": "à Châtellerault"},  # the text went back to what the data say
        {"on": "Poitiers, dans une salle fournie par vos services"},  # the data followed
        {"on": "animateurs", "block": "rythme-calendrier"},  # no longer in that block
    ],
)
def test_a_value_that_follows_the_data_is_no_finding(values, finished):
    (check,) = (check for check in CHECKS if check.id == "C863")
    assert check.findings(remarked(**PLACE, was="Niort", **values)(finished)) == ()


SESSIONS = "Séance d’analyse des pratiques (demi-journée) | 5 | séance | 590,00 € | 2 950,00 €"


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({"on": "600,00 €", "was": "590,00 €", "paragraph": SESSIONS}, False),  # that amount is another row's
        ({"on": "5", "was": "6", "paragraph": "Réunion de cadrage | 6 | réunion | 180,00 €"}, False),
        ({"on": "590,00 €", "was": "580,00 €", "paragraph": SESSIONS.replace("590", "580"), "field": "rates.km"}, True),
        ({"on": "animateurs", "was": "experts", "paragraph": "Un passage qui n’est nulle part ailleurs"}, False),
    ],
)
def test_the_words_of_a_value_are_looked_for_in_their_row(values, stands, finished):
    (check,) = (check for check in CHECKS if check.id == "C863")
    source = {"kind": "value", "document": "fiche-financiere", "file": "boilerplate/prices.yaml"}
    spoiled = remarked(**source, **{"field": "rates.session", **values})(finished)
    assert bool(check.findings(spoiled)) is stands


@pytest.mark.parametrize(
    ("values", "said", "remedy"),
    [
        ({"author": "Anaïs Relecture"}, "remarque d'Anaïs Relecture à régler : « À revoir »", "réglez-la"),
        ({"kind": "change"}, "changement à reporter : « À revoir »", "réglez-le"),
        ({"kind": "change", "on": "☐ Le candidat atteste"}, "sur « ☐ Le candidat", "offer.yaml, « confirmations »"),
        ({"answer": "C'est revu."}, "remarque à régler : « À revoir »", "« state: answered »"),
        ({"text": "« Niort » est devenu « Poitiers »."}, "« “Niort” est devenu “Poitiers”. »", "réglez-la"),
        (
            {
                "document": "dc1",
                "author": "À confirmer",
                "text": "À confirmer par Dominique Exemple avant le dépôt.",
                "replies": [{"text": "C'est bon."}],
            },
            "un relecteur : « C'est bon. »",
            "offer.yaml, « confirmations »",
        ),
        (
            {"replies": [{"author": "Sacha", "text": "Oui."}, {"author": "Inès", "text": "Non, « dix »."}]},
            "; dernière réponse, d'Inès : « Non, “dix”. »",
            "réglez-la",
        ),
    ],
)
def test_a_remark_is_told_in_good_french(values, said, remedy, finished):
    (check,) = (check for check in CHECKS if check.id == "C862")
    (finding,) = check.findings(remarked(**values)(finished))
    assert said in finding.message
    assert remedy in (finding.hint or "")
