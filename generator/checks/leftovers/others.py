"""Does a document name another client of the workspace, or a person who is not of this offer?

Names are looked for in one pass over all that is printed, however many clients there are. A name that this brief, its
published text, our own file or our team says is no leak; nor is one inside a reference that a CV or a form cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.checks.finished import Finished, Verdict
from generator.checks.leftovers.marks import around
from generator.checks.leftovers.once import once
from generator.checks.leftovers.texts import Said, leaves
from generator.compose.dossier import Inputs
from generator.compose.neighbours import SURE, Telltale
from generator.document.typography import french
from generator.foundation.phrases import Index, Phrase, Words, index, occurrences, phrase
from generator.law.calendars import department

_WHAT: Final[Mapping[str, str]] = {
    "acheteur": "acheteur d'une autre offre",
    "référence": "référence d'une autre consultation",
    "lieu": "lieu d'une autre offre",
    "site": "site d'un autre client",
    "service": "service d'un autre client",
    "sigle": "sigle d'une autre offre",
    "fait": "fait d'une autre demande",
    "personne": "personne qui n'est pas de cette offre",
    "partenaire": "partenaire qui n'est pas de cette offre",
}


@dataclass(frozen=True, slots=True)
class Leak:
    """A name that is not ours, and every text where it stands."""

    telltale: Telltale
    places: tuple[Said, ...]


def named(finished: Finished) -> tuple[Verdict, ...]:
    """No buyer, place, reference, person or partner of another offer stands in any file."""
    return tuple(_verdict(finished, leak) for leak in leaks(finished) if leak.telltale.kind in SURE)


def hinted(finished: Finished) -> tuple[Verdict, ...]:
    """No service, site, acronym or fact of another client either; another buyer may have some alike."""
    return tuple(_verdict(finished, leak) for leak in leaks(finished) if leak.telltale.kind not in SURE)


@once
def leaks(finished: Finished) -> tuple[Leak, ...]:
    """Every name of another, in the order of the files."""
    inputs = finished.dossier.inputs
    neighbours = inputs.neighbours
    if not neighbours.names:
        return ()
    every = leaves(finished)
    ours, cited = _Ours(inputs), _references(inputs)
    found: dict[Phrase, list[Said]] = {}
    suspected = (leaf for leaf in every if _may_name(neighbours.index, leaf.bare, ours))
    for each, words in (pair for leaf in suspected for pair in zip(leaf.texts, leaf.words, strict=True)):
        for one in _foreign(neighbours.index, words, ours):
            if _spelled(one, neighbours.names[one], words) and not _cited(one, words, cited):
                found.setdefault(one, []).append(each)
    lower = {word for leaf in every for word in leaf.spelled if word.islower()} if found else set[str]()
    return tuple(
        Leak(telltale, tuple(places))
        for one, places in found.items()
        if (telltale := _most_telling(neighbours.names[one], inputs.client)) and not _common(telltale, one, lower)
    )


def _may_name(names: Index, bare: frozenset[str], ours: _Ours) -> bool:
    """Whether a file holds all the words of a name that is not ours; most hold none, and are not read word by word."""
    near = (one for first in bare & names.keys() for one in names[first])
    return any(bare.issuperset(one) and one not in ours for one in near)


def _foreign(names: Index, words: Words, ours: _Ours) -> Iterator[Phrase]:
    """The names that stand among these words and are not ours, the longest at each place, each once."""
    until, seen = 0, set[Phrase]()
    for at, one in occurrences(names, words.bare):
        if at >= until:
            until = at + len(one)
            if one not in seen and one not in ours:
                yield one
            seen.add(one)


class _Ours:
    """Whether a name is said by our own data; each is looked for once."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._text = ""
        self._known: dict[Phrase, bool] = {}

    def __contains__(self, one: Phrase) -> bool:
        if one not in self._known:
            self._text = self._text or f" {' '.join(phrase(' | '.join(_own(self._inputs))))} "
            self._known[one] = f" {' '.join(one)} " in self._text
        return self._known[one]


def _own(inputs: Inputs) -> Iterator[str]:
    """All that our own data say, but the references of people, which name other buyers."""
    yield inputs.neighbours.source
    for record in (inputs.brief.value, inputs.candidate.value, *(partner.value for _, partner in inputs.partners)):
        yield from _strings(record.model_dump())
    for candidate in (inputs.candidate.value, *(partner.value for _, partner in inputs.partners)):
        postcode = candidate.address.postcode
        yield from _place(postcode[:3] if postcode.startswith("97") else postcode[:2])
        yield from (_digits(number) for number in (candidate.siret, candidate.phone, candidate.iban) if number)
    for site in inputs.brief.value.service.sites:
        yield from _place(site.department or "")
    yield from _place(inputs.brief.value.buyer.department or "")
    yield from (short for service in inputs.brief.value.buyer.services for short in _initials(service))
    for person in inputs.team:
        yield from _strings(person.file.value.model_dump(exclude={"references", "experiences"}))


def _initials(service: str) -> Iterator[str]:
    """What a service is called for short: « DGA », « DGAS » of « direction générale adjointe des solidarités »."""
    letters = "".join(word[0] for word in phrase(service) if len(word) > 3)
    yield from (letters[:size] for size in range(3, len(letters) + 1))


def _place(code: str) -> tuple[str, ...]:
    found = department(code) if code else None
    return (found.name,) if found else ()


def _digits(number: str) -> str:
    """A number in one piece and in the groups that documents print."""
    bare = re.sub(r"\W", "", number)
    sizes = {14: (3, 3, 3, 5), 10: (2,) * 5}.get(len(bare), (4,) * 9)
    pieces = [bare[sum(sizes[:i]) : sum(sizes[: i + 1])] for i in range(len(sizes))]
    return f"{bare} {' '.join(pieces)}"


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list() | tuple():
            for inner in value:
                yield from _strings(inner)
        case _:
            return


def _references(inputs: Inputs) -> Index:
    """What the references and the past positions of the team name."""
    files = [person.file.value for person in inputs.team]
    told = [text for file in files for one in file.references for text in (one.client, one.mission, one.audience)]
    told += [text for file in files for job in file.experiences for text in (job.employer, job.title, *job.tasks)]
    told += [one.department for file in files for one in file.references if one.department]
    return index(phrase(french(text)) for text in told)


def _cited(one: Phrase, words: Words, cited: Index) -> bool:
    """Whether the name stands inside a reference that this text cites whole."""
    return any(_within(one, reference) for _, reference in occurrences(cited, words.bare))


def _within(one: Phrase, whole: Phrase) -> bool:
    return any(whole[at : at + len(one)] == one for at in range(len(whole) - len(one) + 1))


def _spelled(one: Phrase, telltales: Iterable[Telltale], words: Words) -> bool:
    """Whether the name stands here with its capitals."""
    return any(
        _alike(telltale, words.spelled[at : at + len(one)])
        for telltale in telltales
        for at in range(len(words.bare) - len(one) + 1)
        if words.bare[at : at + len(one)] == one
    )


def _alike(telltale: Telltale, spelled: tuple[str, ...]) -> bool:
    """Capitals where the name has them, save on the first word of several: « la direction des Ressources »."""
    return all(
        there.isupper() if len(ours) > 1 and ours.isupper() else there[0].isupper() or (i == 0 and len(spelled) > 1)
        for i, (ours, there) in enumerate(zip(telltale.spelled, spelled, strict=True))
        if ours[0].isupper()
    )


def _common(telltale: Telltale, one: Phrase, lower: set[str]) -> bool:
    """Whether a name in one word is a word that this offer writes without a capital too."""
    return len(one) == 1 and not telltale.name.isupper() and telltale.name.lower() in lower


def _most_telling(telltales: Iterable[Telltale], client: str) -> Telltale | None:
    """The surest of these; one that this client is known by as well is no leak."""
    some = tuple(telltales)
    if any(client in telltale.clients for telltale in some):
        return None
    return min(some, key=lambda telltale: telltale.kind not in SURE)


def _verdict(finished: Finished, leak: Leak) -> Verdict:
    telltale, places = leak.telltale, leak.places
    whose = f" : {', '.join(telltale.clients)}" if telltale.clients else ""
    files = dict.fromkeys(each.file for each in places)
    first = next((each for each in places if each.passage), places[0])
    more = f" ; {len(places)} passages, dans {', '.join(files)}" if len(places) > 1 else ""
    where = f" ({first.where})" if first.where else ""
    return Verdict(
        finished.place(first.file),
        f"« {telltale.name} », {_WHAT[telltale.kind]}{whose}, se lit dans « {around(first.text, telltale.name)} »"
        f"{where}{more}",
        "remplacez ce nom à sa source (bloc, offer.yaml, modèle) par une variable ; s'il est aussi de cette demande, "
        "écrivez-le dans brief.yaml",
        first.passage,
    )
