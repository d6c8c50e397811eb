"""Does the note speak the buyer's language: the words of the brief that matter, and the buyer's own titles?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.brief.brief import Brief
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.leftovers.lexicon import lexicon
from generator.checks.note_text import note_of, own_words
from generator.compose.matrix import TITLE
from generator.document.plain import NOTE, passages
from generator.foundation.phrases import bare, words

_SHORTEST: Final = 5  # letters of a word that is looked for; an acronym has three at least
_ROOT: Final = 5  # letters that words of one family share at least: « écoute », « écouter »
_ENDING: Final = 4  # letters at most of the end that changes: « remplacement », « remplaçant »
_COMPOUND: Final = re.compile(r"\w+(?:-\w+)+")  # « demi-journée »: neither half is what the buyer says
_TOLD: Final = 12  # words that the finding lists


@dataclass(frozen=True, slots=True)
class Missing:
    """A word of the brief that the note never says: as the buyer writes it, how often, and where first."""

    word: str
    times: int
    where: str


def words_never_used(finished: Finished) -> tuple[Verdict, ...]:
    """The note uses the words of the brief that matter: one finding lists those it never does."""
    note = note_of(finished)
    inputs = finished.dossier.inputs
    found = missing(inputs.brief.value, own_words(note), inputs.neighbours.source) if note else ()
    if not found:
        return ()
    told = ", ".join(f"« {each.word} » ({each.where})" for each in found[:_TOLD])
    more = f" ; et {len(found) - _TOLD} autres" if len(found) > _TOLD else ""
    return (
        Verdict(
            finished.dossier.inputs.brief.span("requirements"),
            f"mots de la demande que la note ne dit jamais : {told}{more}",
            "reprenez ceux qui comptent là où la note y répond : l'acheteur cherche ses mots",
        ),
    )


def missing(brief: Brief, texts: Iterable[str], source: str = "") -> tuple[Missing, ...]:
    """The words of the brief that none of these texts says, in any form; those that the buyer repeats first.

    With the text that the buyer published, only its own words count: a brief also says ours.
    """
    theirs = sorted(set(words(source).bare))
    said = sorted({word for text in texts for word in words(text).bare})
    plain = {_root(word) for word in lexicon().plain}
    counts: dict[str, list[Missing]] = {}
    for where, text in _asked(brief):
        told = words(text if where == "métiers" else _told(brief, text))
        for spelled, word in zip(told.spelled, told.bare, strict=True):
            if _matters(spelled, word) and _root(word) not in plain:
                counts.setdefault(_root(word), []).append(Missing(spelled, 1, where))
    counts = {root: some for root, some in counts.items() if not theirs or _begins(theirs, _single(some[0].word))}
    lost = [some for root, some in counts.items() if not _begins(said, root)]
    found = [Missing(some[0].word, len(some), some[0].where) for some in lost]
    return tuple(sorted(found, key=lambda each: -each.times))


def _told(brief: Brief, text: str) -> str:
    """A text of the brief without what tells nothing word by word: idioms, compounds, profiles that one may choose."""
    text = lexicon().idioms.sub(" ", _COMPOUND.sub(" ", text.replace("’", "'")))
    profiles = brief.intervener.profiles
    if len(profiles) > 1:
        for profile in profiles:
            text = re.sub(rf"(?i)\b{re.escape(profile)}", " ", text)
    return text


def _asked(brief: Brief) -> Iterator[tuple[str, str]]:
    """What the buyer says of the service, and where; what asks for a piece is answered by the piece."""
    yield "objet", brief.title
    yield from (("critère", criterion.name) for criterion in brief.criteria)
    # A trade is one thing: « conseillers en économie sociale et familiale » are looked for as « conseillers ».
    yield from (("métiers", profession.split()[0]) for profession in brief.service.audience.professions)
    if brief.service.audience.served:
        yield "public", brief.service.audience.served
    yield from ((demand.id, demand.text) for demand in brief.requirements if demand.topic)


def _matters(spelled: str, word: str) -> bool:
    if word.isdigit() or (word.endswith("ent") and not word.endswith("ment")):  # a verb, most often: « finissent »
        return False
    if word.endswith(("ait", "aient")):
        return False
    return len(word) >= _SHORTEST or (spelled.isupper() and len(spelled) >= 3)


@lru_cache(maxsize=20_000)
def _root(word: str) -> str:
    """What the words of a family share: without plural, and without the end of a long word."""
    single = _single(word)
    return single[: max(_ROOT, len(single) - _ENDING)]


def _single(word: str) -> str:
    """A bare word without its plural."""
    return bare(word).rstrip("sx") or word


def _begins(said: list[str], root: str) -> bool:
    at = bisect_left(said, root)
    return at < len(said) and said[at].startswith(root)


# --- titles --------------------------------------------------------------------------------------


def titles_apart(finished: Finished) -> tuple[Verdict, ...]:
    """A title does not say « Méthode » when the buyer always says « Démarche »."""
    note = note_of(finished)
    if note is None:
        return ()
    asked = [frozenset(words(text).bare) for text in _all_asked(finished.dossier.inputs.brief.value)]
    titles = [passage.text.replace(NOTE, "") for passage in passages(note.tree) if passage.kind == "heading"]
    titles = [title for title in titles if title != TITLE]
    heads = [(title, frozenset(words(title).bare)) for title in titles]
    verdicts = []
    for group in lexicon().twins:
        counts = {word: sum(bool(forms & said) for said in asked) for word, forms in group}
        first = max(counts, key=lambda word: counts[word])
        for word, forms in group if counts[first] else ():
            found = [title for title, said in heads if forms & said]
            if found and not counts[word]:
                verdicts.append(_apart(finished, note, (first, counts[first]), word, found))
    return tuple(verdicts)


def _apart(finished: Finished, note: Printed, theirs: tuple[str, int], ours: str, titles: list[str]) -> Verdict:
    told = ", ".join(f"« {title} »" for title in titles[:3]) + (" …" if len(titles) > 3 else "")
    said, times = theirs
    return Verdict(
        finished.place(note.docx),
        f"l'acheteur dit « {said} » ({times} fois) et jamais « {ours} », que disent nos titres : {told}",
        f"dites « {said} » dans ces titres : l'acheteur y retrouvera sa demande",
        Passage(note.docx.removesuffix(".docx"), titles[0]),
    )


def _all_asked(brief: Brief) -> Iterator[str]:
    yield from (text for _, text in _asked(brief))
    for demand in brief.pieces:
        yield from (section.title for section in demand.sections)
