"""What a block states of the whole offer, in the words that people use: each is seen, and what is no claim is left."""

from __future__ import annotations

import pytest

from generator.checks.table import CHECKS
from generator.foundation.diagnostic import Level
from tests.checks.spoils_agreement import _composed

B, W = Level.BLOCKING, Level.WARNING
BY_ID = {check.id: check for check in CHECKS}
# Vienne: five half-day sessions on Thursday mornings, from 9 h to 12 h 30, 5 to 11 weeks apart, 15 participants, one
# group, two people, 4 888,56 €.
FALSE = [
    ("Le prix est de cinq mille deux cents euros.", "C855", B),
    ("Le total est de 5.200 EUR TTC.", "C855", B),
    ("Le total est de 5200,00 EUR.", "C855", B),
    ("Le total est de 5200,00 €.", "C855", B),
    ("Le total est de 5.200,00 €.", "C855", B),
    ("Comptez 6k€ pour l'année.", "C855", B),
    ("Première séance : 14 septembre 2024.", "C854", W),
    ("Réunion de cadrage le 14/09/2024.", "C854", W),
    ("Les séances ont lieu le mardi après-midi.", "C854", W),
    ("Les séances se tiennent tous les mardis.", "C854", W),
    ("Chaque séance se tient de 14 h à 17 h 30.", "C854", W),
    ("Séances de 14h00 à 17h30.", "C854", W),
    ("Une séance toutes les deux semaines.", "C857", W),
    ("Nous tenons des séances mensuelles.", "C857", W),
    ("Chaque séance dure une journée.", "C857", B),
    ("Les séances sont d'une journée.", "C857", B),
    ("Le dispositif comporte 6 séances.", "C857", B),
    ("Six séances sont prévues.", "C857", B),
    ("Une douzaine de séances est prévue.", "C857", W),
    ("Béatrice Lemoine, psychologue, anime les séances.", "C858", B),
    ("Mme Lefebvre co-animera le groupe.", "C858", B),
    ("Béatrice Lemoine sera votre intervenante.", "C858", B),
    ("Les séances sont conduites par Béatrice Lemoine.", "C858", W),
    ("Trois intervenants se relaient.", "C858", W),
    ("Un groupe de 12 à 20 participants.", "C856", W),
    ("Le groupe compte une vingtaine de participants.", "C856", W),
    ("Trois groupes sont constitués.", "C856", B),
]
TRUE = [
    "Le prix est de 4.888,56 EUR TTC.",
    "Les séances ont lieu le jeudi matin, de 9 h à 12 h 30.",
    "De 9 h à 9 h 15, la séance s'ouvre par un tour de table.",
    "Aucune séance ne tombe le mercredi après-midi.",
    "Écrivez-nous de 14 h à 17 h 30 : nous répondons à toute question sur la séance.",
    "Une séance toutes les cinq à onze semaines.",
    "Chacun note une scène toutes les deux semaines.",
    "Chaque séance dure une demi-journée.",
    "Camille Exemple, consultante, anime les séances.",
    "Avec Camille Exemple, deux intervenants connaissent le groupe.",
    "Un groupe d'une quinzaine de participants.",
    "Le groupe réunit de 6 à 15 participants.",
    "Notre assurance garantit un million d'euros par sinistre.",
    "Le groupe se sépare parfois en deux groupes de quatre personnes.",
    "Nous organisons deux séances de préparation avec la DRRH.",
    "La séance est une journée de respiration.",
    "Un point téléphonique a lieu le mardi après-midi entre deux séances.",
    "Une pénalité de 100 EUR par jour est prévue.",
    "Une séance par semaine serait trop.",
    "En 1997 comme le 3 mars 2004, des conseillers se rencontrent à Poitiers.",
]
CODES = ("C854", "C855", "C856", "C857", "C858", "C985")


@pytest.mark.parametrize(("words", "code", "level"), FALSE, ids=[words for words, _, _ in FALSE])
def test_a_false_statement_of_a_block_is_seen(finished, words, code, level):
    found = BY_ID[code].findings(_composed(finished, "note-methodologique", words))
    assert [one.level for one in found] == [level]
    assert found[0].hint


@pytest.mark.parametrize("words", TRUE)
def test_a_true_statement_or_none_is_left(finished, words):
    told = _composed(finished, "note-methodologique", words)
    assert not [str(one) for code in CODES for one in BY_ID[code].findings(told)]


def test_one_group_is_said_in_the_singular(finished):
    found = BY_ID["C856"].findings(_composed(finished, "note-methodologique", "Nous animons deux groupes."))
    assert "l'offre prévoit 1 groupe" in found[0].message
    assert "1 groupes" not in found[0].message
