"""Leaks, fixed sentences and figures of generality, more precisely than in the cases of `tests/cases/checks/`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.checks.leftovers.facts import echoes
from generator.checks.leftovers.fixed import fixed, sentences
from generator.checks.leftovers.genericness import Genericness, genericness
from generator.checks.leftovers.known import proper
from generator.checks.leftovers.lexicon import general, lexicon
from generator.checks.leftovers.others import hinted, leaks, named
from generator.checks.leftovers.sharing import shared
from generator.checks.leftovers.vocabulary import missing
from generator.checks.note_text import note_of
from generator.compose.matrix import TITLE
from generator.compose.neighbours import Neighbours, Telltale
from generator.foundation.phrases import index, phrase, words
from generator.foundation.record import Loaded
from tests.checks.cases import saying, with_document
from tests.checks.spoils_leftovers import among_neighbours, one_section_ready_made

CLIENTS = ("vienne", "creches", "camsp", "relais", "departement")


def knowing(finished, *names):
    """The offer beside a client of these names, each with its kind."""
    told = {phrase(name): (Telltale(name, kind, words(name).spelled, ("lyon",)),) for name, kind in names}
    inputs = replace(finished.dossier.inputs, neighbours=Neighbours(told, index(told)))
    return replace(finished, dossier=replace(finished.dossier, inputs=inputs))


def say(finished, text, slug="note-methodologique"):
    return with_document(finished, slug, lambda tree: saying(tree, text))


# --- fixed sentences -----------------------------------------------------------------------------


def test_a_sentence_that_holds_a_value_or_a_condition_is_not_fixed():
    body = "Le groupe se réunit. Il a {{ n }} séances par an.\n\nOn écoute{% if x %} bien{% endif %} chacun ici.\n"
    assert sentences(body) == (phrase("Le groupe se réunit"),)


def test_lines_of_tags_items_and_cells_end_a_sentence():
    body = "{% if x %}\n- Une première chose\n- une autre\n\n| Un titre | une case |\n|---|---|\n{% endif %}\nFin"
    said = [" ".join(one) for one in sentences(body)]
    assert said == ["une premiere chose", "une autre", "un titre", "une case", "fin"]


def test_marks_and_typography_do_not_part_the_same_sentence():
    assert fixed("**L'exposant** dit ce qu'il sait : rien.") == set(sentences("L’exposant dit ce qu’il sait : rien."))


def test_a_wrapped_paragraph_is_one_text():
    assert sentences("Le groupe se\nréunit ici.") == (phrase("Le groupe se réunit ici"),)


def test_a_short_sentence_may_be_alike_by_chance():
    assert fixed("Une scène. Une scène vécue par quelqu'un.") == {phrase("Une scène vécue par quelqu'un")}


# --- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("client", CLIENTS)
def test_the_figures_of_a_shipped_note(client, finished_of):
    """Each section has some, and the whole is their mean by words."""
    found = genericness(finished_of(client))
    assert len(found.sections) >= 6
    assert all(0 <= section.share <= 1 and section.words > 100 and section.facts for section in found.sections)
    words_in_all = sum(section.words for section in found.sections)
    assert found.share == pytest.approx(sum(s.share * s.words for s in found.sections) / words_in_all)
    assert 0.3 < found.share < general().note.percent / 100


def test_the_matrix_of_demands_is_no_section(finished):
    assert any(TITLE in said for said in note_of(finished).words)
    assert TITLE not in {section.title for section in genericness(finished).sections}


def test_a_section_of_common_sentences_is_wholly_ready_made(finished):
    last = genericness(one_section_ready_made(finished)).sections[-1]
    assert (last.title, last.share, last.facts) == ("Notre façon de faire", 1.0, 0)


def test_no_note_no_figures(finished):
    assert genericness(replace(finished, printed=())) == Genericness(0.0, ())


def test_what_takes_up_a_demand_is_a_fact():
    said = {" ".join(one) for one in echoes("Redonner du sens aux interventions")}
    assert "redonner du sens" in said
    assert "sens" not in said
    assert not set(echoes("Dire comment"))


# --- names ---------------------------------------------------------------------------------------


def test_a_name_inside_a_reference_that_a_cv_cites_is_no_leak(finished):
    person = finished.dossier.inputs.team[0]
    client = person.file.value.references[0].client
    among = knowing(finished, ("action sociale", "service"))
    assert "action sociale" in client
    cited = say(among, f"Référence : {client}, depuis 2021.")
    assert not [each for leak in leaks(cited) for each in leak.places if client in each.text]
    assert hinted(say(among, "Vous êtes un service d'action sociale."))


def test_an_acronym_must_be_written_as_one(finished):
    among = knowing(finished, ("ACORE", "sigle"))
    assert not hinted(say(among, "On acore les voix, Acore."))
    assert hinted(say(among, "Le bilan va à l'ACORE."))


def test_the_short_name_of_our_own_service_is_ours(finished_of):
    among = knowing(finished_of("departement"), ("DGAS", "sigle"), ("DRZH", "sigle"))
    assert not hinted(say(among, "Le bilan va à la DGAS."))
    assert hinted(say(among, "Le bilan va à la DRZH."))


def test_a_name_that_the_offer_writes_without_a_capital_is_a_common_noun(finished):
    among = knowing(finished, ("Coteau", "site"))
    assert hinted(say(among, "La crèche du Coteau."))
    assert not hinted(say(say(among, "La crèche du Coteau."), "Un coteau."))


def test_our_own_department_is_no_leak(finished):
    assert not named(say(knowing(finished, ("Deux-Sèvres", "lieu")), "Nous venons des Deux-Sèvres."))


def test_a_name_both_clients_are_known_by_is_no_leak(finished):
    told = {
        ("les", "saules"): tuple(Telltale("Les Saules", "site", ("Les", "Saules"), (c,)) for c in ("lyon", "vienne"))
    }
    inputs = replace(finished.dossier.inputs, neighbours=Neighbours(told, index(told)))
    among = replace(finished, dossier=replace(finished.dossier, inputs=inputs))
    assert not hinted(say(among, "À la résidence Les Saules."))


def test_a_person_of_another_offer_is_found_in_a_frozen_spelling(finished):
    assert named(say(among_neighbours(finished), "Animation : NOA FICTIF"))


def test_the_place_in_our_own_offer_yaml_does_not_excuse_a_leak(finished):
    inputs = finished.dossier.inputs
    offer = inputs.offer.value
    place = offer.planning.model_copy(update={"place": "Villefictive"})
    inputs = replace(inputs, offer=Loaded(offer.model_copy(update={"planning": place}), inputs.offer.source))
    copied = replace(finished, dossier=replace(finished.dossier, inputs=inputs))
    assert named(say(knowing(copied, ("Villefictive", "lieu")), "Séances à Villefictive."))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Commune d'Exemple-sur-Loire (acheteur fictif)", "Exemple-sur-Loire"),
        ("Établissement public médico-social Le Modèle", "Le Modèle"),
        ("Maison des solidarités du Nord", ""),
        ("Micro-crèche de l'Île", ""),
        ("Hôtel du Département", ""),
        ("Dispositif d'analyse – Vienne", "Vienne"),
        ("Analyse des pratiques du CAMSP", ""),
        ("site principal", ""),
    ],
)
def test_what_is_proper_in_a_name(name, found):
    assert proper(name) == found


# --- offers side by side -------------------------------------------------------------------------


def test_sentences_copied_with_other_figures_are_shared():
    told = {}
    for i, word in enumerate(("un", "deux", "trois", "quatre")):
        base = f"le groupe {word} se retrouve chaque mois avec le même intervenant pour {{}} ans"
        told[phrase(base.format(i + 2))] = frozenset({"a"})
        told[phrase(base.format(i + 7))] = frozenset({"b"})
    (found,) = shared(told)
    assert (found.clients, found.sentences) == (("a", "b"), 4)


def test_two_sentences_are_a_habit_and_short_ones_chance():
    long = {phrase(f"une phrase assez longue pour être copiée numéro {w} oui"): frozenset("ab") for w in ("un", "deux")}
    short = {phrase(f"court {word}"): frozenset("ab") for word in ["un", "deux", "trois", "quatre"]}
    assert shared(long | short) == ()


def test_the_data_say_why():
    assert general().note.because
    assert general().section.because
    assert general().unverified
    assert {"nord", "departement"} <= lexicon().capitals


def test_words_are_not_torn_from_their_idiom(finished):
    brief = finished.dossier.inputs.brief.value
    assert len(brief.intervener.profiles) > 1
    found = {each.word.lower() for each in missing(brief, ["rien"])}
    # « mise en œuvre », « demi-journée », « contribution active », one profile of four
    assert not found & {"œuvre", "journée", "active", "psychologue", "consultant", "socio"}
    assert {"posture", "volontariat", "mobilisation"} <= found
