"""The identifiers that documents print: each has its key, and is the one of somebody who answers.

What the company file says is judged as it is read (F531 and following); here, what stands on paper: a digit that
somebody mistyped in Word is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.brief.candidate import Candidate
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.foundation import days
from generator.law.identifiers import activities

_LABEL = 40  # characters of a label that stands alone before its value, in a cell of its own
_DIGITS = r"(\d(?:[ .]?\d){7,17})(?![\d])"
_ALONE: Final = re.compile(rf"^{_DIGITS}$|^\d{{2}}\.?\d{{2}} ?[A-Z]$")
_ENOUGH: Final = re.compile(r"(?:\d[\s.]?){7}|\d\d\.?\d\d ?[A-Z]")
_SPACE: Final = re.compile(r"[\u00a0\u202f\u2009]")


@dataclass(frozen=True, slots=True)
class _Kind:
    """An identifier: how it is found in a text, what a lone label says, its value for each party, its key."""

    name: str
    found: re.Pattern[str]
    label: re.Pattern[str] | None
    value: Callable[[Candidate], str | None]
    sound: Callable[[str], bool]
    key: str  # what to say when `sound` says no


def _siret_sound(number: str) -> bool:
    from stdnum.fr import siren, siret

    return siret.is_valid(number) and siren.is_valid(number[:9])


def _siren_sound(number: str) -> bool:
    from stdnum.fr import siren

    return siren.is_valid(number)


def _iban_sound(number: str) -> bool:
    from stdnum import iban

    return iban.is_valid(number)


def _vat_sound(number: str) -> bool:
    from stdnum.fr import tva

    return tva.is_valid(number)


_KINDS: Final = (
    _Kind(
        "SIRET",
        re.compile(rf"\bSIRET\b\D{{0,14}}{_DIGITS}|(?<![\w.])(\d{{3}} \d{{3}} \d{{3}} \d{{5}})(?![\w])", re.IGNORECASE),
        re.compile(r"\bSIRET\b", re.IGNORECASE),
        lambda one: one.siret,
        _siret_sound,
        "14 chiffres, dont une clé",
    ),
    _Kind(
        "SIREN",
        re.compile(rf"\bSIREN\b\D{{0,14}}{_DIGITS}|\bRCS\b[^\d\n]{{0,40}}{_DIGITS}", re.IGNORECASE),
        re.compile(r"\bSIREN\b", re.IGNORECASE),
        lambda one: one.siret[:9],
        _siren_sound,
        "9 chiffres, dont une clé",
    ),
    _Kind(
        "numéro de déclaration d'activité",
        re.compile(
            rf"(?:enregistrée? sous le (?:numéro|n°)|numéro de déclaration(?: d'activité)?|\bNDA\b)\D{{0,10}}{_DIGITS}",
            re.IGNORECASE,
        ),
        re.compile(r"déclaration d'activité|\bNDA\b", re.IGNORECASE),
        lambda one: one.nda.number if one.nda else None,
        lambda number: len(number) == 11,
        "11 chiffres",
    ),
    _Kind(
        "IBAN",
        re.compile(r"\b(FR\d{2}(?: ?[0-9A-Z]{4}){5} ?[0-9A-Z]{3})(?!\w)"),
        None,
        lambda one: one.iban,
        _iban_sound,
        "clé de contrôle",
    ),
    _Kind(
        "numéro de TVA",
        re.compile(r"\b(FR ?[0-9A-Z]{2} ?\d{3} ?\d{3} ?\d{3})(?! ?\w)"),
        None,
        lambda one: one.tva_number,
        _vat_sound,
        "clé de contrôle",
    ),
    _Kind(
        "code APE",
        re.compile(r"\b(?:APE|NAF)\b[^\d\n]{0,20}(\d{2}\.?\d{2} ?[A-Z])\b"),
        re.compile(r"\b(?:APE|NAF)\b"),
        lambda one: one.ape,
        lambda code: re.fullmatch(r"\d{4}[A-Z]", code) is not None,
        "quatre chiffres et une lettre",
    ),
)


def identifiers_printed(finished: Finished) -> tuple[Verdict, ...]:
    """Each identifier in a document is sound, and is that of the candidate, a partner or the buyer."""
    inputs = finished.dossier.inputs
    everyone = (inputs.candidate.value, *(partner.value for _, partner in inputs.partners))
    buyer = inputs.brief.value.buyer.siret
    theirs = (buyer, buyer[:9]) if buyer else ()
    known = {kind.name: tuple(_known(kind, everyone)) for kind in _KINDS}
    found = [
        _foreign(kind, printed, words, number, known[kind.name], finished)
        for printed in finished.written
        for before, words in _numbered(printed)
        for kind in _KINDS
        for number in _numbers(kind, before, _SPACE.sub(" ", words).replace("’", "'"))
        if _bare(number) not in (*known[kind.name], *theirs)
    ]
    return (*found, *_buyer(finished))


def _known(kind: _Kind, everyone: tuple[Candidate, ...]) -> Iterator[str]:
    """The numbers of this kind that the files give, once each."""
    yield from dict.fromkeys(_bare(number) for one in everyone if (number := kind.value(one)))


def _numbered(printed: Printed) -> Iterator[tuple[str, str]]:
    """Each paragraph with enough digits to be a number of ours, and the one before: a cell may name what follows."""
    before = ""
    for words in printed.words:
        if _ENOUGH.search(words):
            yield before, words
        before = words


def _numbers(kind: _Kind, before: str, text: str) -> Iterator[str]:
    """The numbers of this kind in a paragraph."""
    matches = [next(group for group in match.groups() if group) for match in kind.found.finditer(text)]
    if not matches and kind.label and len(before) <= _LABEL and kind.label.search(before.replace("’", "'")):
        matches = [match[0] for match in _ALONE.finditer(text)]
    yield from dict.fromkeys(matches)


def _foreign(
    kind: _Kind, printed: Printed, words: str, number: str, known: tuple[str, ...], finished: Finished
) -> Verdict:
    ours = " ou ".join(known) or "aucune fiche n'en donne"
    if kind.sound(_bare(number)):
        said = f"ce document donne le {kind.name} {number} : celui d'aucun de ceux qui répondent ({ours})"
    else:
        said = f"ce document donne le {kind.name} {number}, qui est faux ({kind.key}) ; la fiche dit {ours}"
    hint = "remettez celui de boilerplate/candidate.yaml (ou du partenaire), puis reconstruisez l'offre"
    return Verdict(finished.place(printed.docx), said, hint, Passage(printed.docx.removesuffix(".docx"), words))


def _bare(number: str) -> str:
    return re.sub(r"[\s.]", "", _SPACE.sub("", number)).upper()


def _buyer(finished: Finished) -> Iterator[Verdict]:
    brief = finished.dossier.inputs.brief
    number = brief.value.buyer.siret
    if number and not _siret_sound(number):
        said = f"le SIRET de l'acheteur, {number}, est faux (14 chiffres, dont une clé)"
        yield Verdict(brief.span("buyer", "siret"), said, "recopiez-le de la demande, ou retirez-le")


# --- doubts --------------------------------------------------------------------------------------


def identifiers_whole(finished: Finished) -> tuple[Verdict, ...]:
    """No identifier is missing that the tax regime wants, nor contradicts another, nor is about to change."""
    inputs = finished.dossier.inputs
    files = (inputs.candidate, *(partner for _, partner in inputs.partners))
    verdicts = []
    for file in files:
        value = file.value
        if value.vat.regime == "taux_normal" and not value.tva_number:
            said = f"{value.name} facture la TVA et n'a pas de numéro de TVA intracommunautaire"
            verdicts.append(Verdict(file.span("vat", "regime"), said, "ajoutez « tva_number » (FR, clé, SIREN)"))
        digits = re.sub(r"\D", "", value.registration or "")
        if len(digits) == 9 and digits != value.siret[:9]:
            said = f"le numéro d'immatriculation de {value.name} ({digits}) n'est pas son SIREN ({value.siret[:9]})"
            verdicts.append(Verdict(file.span("registration"), said, "corrigez « registration » ou « siret »"))
    return (*verdicts, *_nomenclature(finished))


def _nomenclature(finished: Finished) -> Iterator[Verdict]:
    """The activity code changes of nomenclature before the last session."""
    file = finished.dossier.inputs.candidate
    day = finished.dossier.inputs.offer.value.date
    last = max((event.day for event in finished.dossier.schedule.events), default=day)
    now, then = activities(day), activities(last)
    if file.value.ape and now and then and now != then:
        said = (
            f"le code APE {file.value.ape} est de la {now.name} ; la {then.name} la remplace "
            f"le {days.long(then.first)}, avant la dernière séance"
        )
        doubt = " (date à vérifier)" if then.unverified else ""
        yield Verdict(file.span("ape"), said, f"relevez le nouveau code sur l'avis de situation SIRENE{doubt}")
