"""How a person fits the demanded profile: each demand with the proof found in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.brief.brief import Profile
from generator.foundation.words import folded
from generator.team.intervener import Intervener, Training
from generator.team.references import plain

_LEVEL = re.compile(r"\bniveau (\d)\b")
_EMPTY: Final = {"diplôme", "diplômes", "état", "titre", "niveau", "moins", "minimum", "les", "des", "aux", "par"}
_LINKS: Final = {
    "a", "au", "aux", "avec", "ce", "ces", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "leur",
    "leurs", "ou", "par", "pour", "s", "sa", "se", "ses", "son", "sur", "un", "une",
}  # fmt: skip
# Endings of trades and the one that stands for all; « éducation » is not « éducateur ».
_ENDINGS: Final = (
    (("teur", "trice", "ture"), "t"),
    (("ologue", "ologie"), "olog"),
    (("ienne", "ien"), "ien"),
    (("euse", "eur"), "eur"),
    (("ère", "er"), "er"),
    (("ée", "é"), "é"),
    (("ante", "ant"), "ant"),
    (("ale", "aux", "al"), "al"),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """A demand in the buyer's words; `proof` is empty when the file shows nothing."""

    words: str
    proof: str
    plus: bool


def fit(person: Intervener, profile: Profile) -> tuple[Fit, ...]:
    """Experience and diploma when the buyer demands them, each demand of the profile, then the pluses."""
    demands = [(words, False) for words in profile.must] + [(words, True) for words in profile.plus]
    asked = tuple(Fit(words, shown(person, words), plus) for words, plus in demands)
    return (*qualification(person, profile), *asked)


def shown(person: Intervener, demand: str) -> str:
    """The proof of an evidence in these very words, else of the nearest that says them all; empty when none does.

    « animation de groupes d'analyse des pratiques » shows « analyse des pratiques »; the reverse is not true.
    """
    exact = next((each for each in person.evidence if plain(each.demand) == plain(demand)), None)
    if exact:
        return exact.proof
    asked = _said(demand)
    wider = [(len(said), each.proof) for each in person.evidence if asked and asked <= (said := _said(each.demand))]
    return min(wider, key=lambda found: found[0])[1] if wider else ""


def _said(text: str) -> frozenset[str]:
    """The words that count, without gender, number or accents."""
    words = re.findall(r"\w+", plain(text))
    return frozenset(folded(_root(word)) for word in words if folded(word) not in _LINKS)


def qualification(person: Intervener, profile: Profile) -> tuple[Fit, ...]:
    """The years of experience and the diploma that the buyer demands, each with what shows it."""
    made = []
    if profile.years:
        enough = person.years >= profile.years
        proof = f"{_years(person.years)} d'analyse des pratiques" if enough else ""
        made.append(Fit(f"{_years(profile.years)} d'expérience au moins", proof, False))
    if profile.diplomas:
        made.append(Fit(_one_of(profile.diplomas), diploma(person, profile.diplomas), False))
    return tuple(made)


def _years(count: int) -> str:
    return f"{count} an" if count < 2 else f"{count} ans"


def _one_of(diplomas: tuple[str, ...]) -> str:
    *others, last = diplomas
    return f"diplôme : {', '.join(others)} ou {last}" if others else f"diplôme : {last}"


def diploma(person: Intervener, accepted: tuple[str, ...]) -> str:
    """The training, or the evidence by its very words, that is one of the accepted diplomas; empty when none is."""
    proofs = {plain(evidence.demand): evidence.proof for evidence in person.evidence}
    for wanted in accepted:
        held = next((training for training in person.trainings if _is(training, plain(wanted))), None)
        if held:
            return f"{held.title} ({held.year})"
        if proof := proofs.get(plain(wanted)):
            return proof
    return ""


def _is(training: Training, wanted: str) -> bool:
    """Whether every word that counts is in the title; a level that is named is reached."""
    asked, held = _LEVEL.search(wanted), _LEVEL.search(plain(training.level or ""))
    if asked and not (held and int(held[1]) >= int(asked[1])):
        return False
    words = {_root(word) for word in re.findall(r"[^\W\d_]{3,}", wanted) if word not in _EMPTY}
    title = {_root(word) for word in re.findall(r"[^\W\d_]{3,}", plain(training.title))}
    return bool(asked or words) and words <= title


def _root(word: str) -> str:
    """The word without what changes with gender, number or trade: éducateur, éducatrice; psychologue, psychologie."""
    word = word.removesuffix("s")
    for endings, root in _ENDINGS:
        for ending in endings:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return word.removesuffix(ending) + root
    return word


def accepted(person: Intervener, profile: Profile) -> bool:
    """Whether this person's profile is one of those that the buyer accepts."""
    return plain(person.profile) in map(plain, profile.profiles)
