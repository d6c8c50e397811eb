"""A CV holds professional data only: no birth, family, home, picture, social security number or stranger's address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.document.tree import Figure, nodes

_STREET: Final = r"rue|avenue|boulevard|allée|impasse|chemin|place|quai|route|cours|square|résidence|lotissement"
_TOLD: Final = (
    ("une date ou un lieu de naissance", re.compile(r"\bnée?s? (?:le|en|à|au)\b|\bdate de naissance\b", re.IGNORECASE)),
    ("un âge", re.compile(r"\bâgée? de \d|\bâge ?:|^\d\d ans$|^\d\d ans,", re.IGNORECASE)),
    ("une nationalité", re.compile(r"\bnationalité\b", re.IGNORECASE)),
    (
        "une situation de famille",
        re.compile(
            r"situation (?:de famille|familiale)|\b(?:célibataire|mariée?|pacsée?|divorcée?)\b(?= *(?:[,.;|]|$))",
            re.IGNORECASE,
        ),
    ),
    (
        "un numéro de sécurité sociale",
        re.compile(r"(?<!\d)[12] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[AB])(?: ?\d{3}){2}(?: ?\d\d)?(?!\d)"),
    ),
    ("un permis de conduire", re.compile(r"\bpermis B\b")),
)
_ADDRESS: Final = re.compile(
    rf"\b\d{{1,4}}(?: ?bis| ?ter)?,? (?:{_STREET}) (?:de |du |des |de la |de l'|d')?\w[^|]*?\d{{5}}\b", re.IGNORECASE
)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<!\d)(?:\+33 ?(?:\(0\) ?)?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)")
_SPACE: Final = re.compile(r"[\u00a0\u202f]")


def cv_professional(finished: Finished) -> tuple[Verdict, ...]:
    """No CV holds what an employer has no right to ask, nor how to reach somebody else."""
    inputs = finished.dossier.inputs
    files = (inputs.candidate.value, *(partner.value for _, partner in inputs.partners))
    known = {file.email.lower() for file in files} | {_digits(file.phone) for file in files}
    homes = {_line(file.address.street) for file in files}
    verdicts = []
    for printed in finished.written:
        if printed.key != "cv":
            continue
        told = tuple(_told(printed, known, homes))
        if any(isinstance(node, Figure) for node in nodes(printed.tree)):
            told = (("une photo", ""), *told)
        verdicts += [_verdict(printed, what, words, finished) for what, words in told]
    return tuple(verdicts)


def _told(printed: Printed, known: set[str], homes: set[str]) -> Iterator[tuple[str, str]]:
    """Each thing that has no place in a CV, and its paragraph."""
    for words in printed.words:
        text = _SPACE.sub(" ", words).replace("’", "'")
        yield from ((what, words) for what, pattern in _TOLD if pattern.search(text))
        if (home := _ADDRESS.search(text)) and not any(street in _line(home[0]) for street in homes):
            yield "une adresse postale", words
        if any(mail.lower() not in known for mail in _MAIL.findall(text)):
            yield "une adresse électronique", words
        if any(_digits(phone[0]) not in known for phone in _PHONE.finditer(text)):
            yield "un numéro de téléphone", words


def _verdict(printed: Printed, what: str, words: str, finished: Finished) -> Verdict:
    return Verdict(
        finished.place(printed.docx),
        f"ce CV donne {what} : un CV ne dit que ce qui sert à l'emploi",
        "retirez-la du fichier Word et de la fiche de la personne" if what.startswith("une") else "retirez-le du CV",
        Passage(printed.docx.removesuffix(".docx"), words) if words else None,
    )


def _digits(phone: str) -> str:
    """The nine digits after the 0, or after +33."""
    return re.sub(r"\D", "", phone)[-9:]


def _line(text: str) -> str:
    return " ".join(text.lower().replace(",", " ").split())
