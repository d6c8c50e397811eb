"""Statements on honour as they are printed: ticked by nobody but their signatory, in the words of the law, signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.finished import Finished, Verdict
from generator.checks.forms.copies import Copy, copies, printed_copies
from generator.checks.forms.pairs import Pair
from generator.checks.forms.reading import folded
from generator.checks.forms.wording import REBUILD, cut, instead, told, verdict
from generator.forms.confirmation import bound, confirmed
from generator.forms.fill import Seat, Words
from generator.forms.parties import listed
from generator.forms.spec import Box, Sign, exclusions
from generator.foundation.days import long

_RANGE: Final = re.compile(r"L\. ?(\d+-\d+) à L\. ?(\d+-\d+)")
_SPACES: Final = re.compile(r"\s+")


def declared(pair: Pair) -> bool:
    """Whether this rubric holds a statement on honour."""
    return any(isinstance(item, Box | Sign) and item.statement for item in pair.spec.items)


def honour_confirmed(finished: Finished) -> tuple[Verdict, ...]:
    """A statement on honour is ticked, or dated, only from the dated confirmation of its signatory; then it is."""
    return tuple(
        verdict
        for copy in copies(finished)  # even one whose rubrics nobody recognises
        if copy.printed
        for pair in copy.pairs
        for verdict in (*_ticked(finished, copy, pair), *_dated(finished, copy, pair))
    )


def _ticked(finished: Finished, copy: Copy, pair: Pair) -> Iterator[Verdict]:
    for tick in pair.ticks:
        read = copy.box(tick)
        if tick.box.statement is None or read is None:
            continue
        names = listed(bound(tick.box.statement, copy.known))
        where = copy.where(pair)
        if read.ticked and not tick.due:
            said = f"{where} : déclaration sur l'honneur cochée sans confirmation datée (signataire : {names})"
            hint = "décochez-la, ou ajoutez sa confirmation datée sous « confirmations » dans offer.yaml"
        elif tick.due and not read.ticked:
            said = f"{where} : déclaration sur l'honneur confirmée ({names}), et la case n'est pas cochée"
            hint = "reconstruisez l'offre, ou retirez la confirmation si le signataire y a renoncé"
        elif tick.due and folded(tick.label) != folded(read.label):
            said = f"{where} : « {cut(read.label)} » ne dit pas la confirmation reçue"
            hint = f"les données disent « {cut(tick.label, 140)} »"
        else:
            continue
        yield verdict(finished, copy, said, hint, read.words)


def _dated(finished: Finished, copy: Copy, pair: Pair) -> Iterator[Verdict]:
    """The date of a signed statement: the confirmation's, or none."""
    lines = [line for section in copy.read for seat in section.seats for line in seat]
    for sign in (item for item in pair.spec.items if isinstance(item, Sign) and item.statement):
        assert sign.statement
        given, _ = confirmed(sign.statement, copy.known)
        names = listed(bound(sign.statement, copy.known))
        for line in (one for one in lines if folded(one).startswith("faità")):
            day = folded(long(given[0].on)) if given else ""
            if day and day not in folded(line):
                said = f"« {cut(line)} » : la confirmation reçue ({names}) est du {long(given[0].on)}"
                yield verdict(finished, copy, said, REBUILD, line)
            elif not day and re.search(r"\d", line):
                said = f"« {cut(line)} » : date que {names} n'a pas confirmée"
                hint = "laissez-la à écrire à la signature, ou ajoutez la confirmation sous « confirmations »"
                yield verdict(finished, copy, said, hint, line)


def honour_worded(finished: Finished) -> tuple[Verdict, ...]:
    """A statement on honour keeps its words, and the articles that the law names for this form."""
    verdicts = []
    for copy in printed_copies(finished):
        for pair in (one for one in copy.pairs if one.read is not None and declared(one)):
            found = tuple(_changed(copy, pair)) or tuple(_articles(copy, pair))
            if found:
                words = found[0][1]
                hint = f"une déclaration sur l'honneur garde ses mots : {REBUILD}"
                verdicts.append(verdict(finished, copy, told(text for text, _ in found), hint, words))
    return tuple(verdicts)


def _changed(copy: Copy, pair: Pair) -> Iterator[tuple[str, str]]:
    """Words of the declaration that are not there any more, and words that somebody added."""
    assert pair.read is not None
    due = [line for entry in pair.filled.entries if isinstance(entry, Words) for line in entry.lines]
    there, known = {folded(text) for text in pair.read.texts}, set(map(folded, due))
    more = [text for text in pair.read.texts if folded(text) not in known and not _edition(text)]
    lost = [text for text in due if folded(text) not in there]
    if len(more) == len(lost):
        yield from ((f"{copy.where(pair)} : {instead(one, other)}", one) for one, other in zip(more, lost, strict=True))
        return
    yield from ((f"{copy.where(pair)} : « {cut(one)} » n'est pas dans la déclaration", one) for one in more)
    yield from ((f"{copy.where(pair)} : il manque « {cut(one)} »", pair.read.title) for one in lost)


def _edition(text: str) -> bool:
    """The line at the foot of a form, which stands under its last rubric."""
    return text.startswith("Rubriques d")


def _articles(copy: Copy, pair: Pair) -> Iterator[tuple[str, str]]:
    """The printed ranges of articles are those that the law names for this form."""
    assert pair.read is not None
    rule = exclusions(copy.filled.spec.key, copy.known.day)
    if rule is None:
        return
    text = _SPACES.sub(" ", " ".join(pair.read.texts))
    printed = {f"L. {first} à L. {last}" for first, last in _RANGE.findall(text)}
    missing = [one for one in rule.ranges if one not in printed]
    if missing:
        said = f"{copy.where(pair)} : il manque les articles {' et '.join(missing)} ({rule.source})"
        yield said, next(iter(pair.read.texts), "")
    for one in sorted(printed - set(rule.ranges) - set(rule.also)):
        yield f"{copy.where(pair)} : {one} n'est pas visé par ce formulaire ({rule.source})", pair.read.texts[0]


def places_to_sign(finished: Finished) -> tuple[Verdict, ...]:
    """A form to sign keeps its place to sign, with the name and the capacity of each signatory."""
    verdicts = []
    for copy in printed_copies(finished):
        for pair in (one for one in copy.pairs if one.read is not None and not one.filled.why):
            assert pair.read is not None
            printed = [set(map(folded, seat)) for seat in pair.read.seats]
            for seat in (entry for entry in pair.filled.entries if isinstance(entry, Seat)):
                who = [line for line in seat.lines if not line.startswith("Fait à")]
                if not any(set(map(folded, who)) <= lines for lines in printed):
                    named = " – ".join(who)
                    said = f"{copy.where(pair)} : le cadre de signature ({named}) manque, ou nomme quelqu'un d'autre"
                    words = next((line for lines in pair.read.seats for line in lines), pair.read.title)
                    verdicts.append(verdict(finished, copy, said, REBUILD, words))
    return tuple(verdicts)
