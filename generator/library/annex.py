"""An annex: a foreign PDF declared with its kind, holder, identifiers and dates."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from generator.brief.terms import AnnexKind
from generator.foundation.record import Day, Flag, Line, Record

ActionCategory = Literal["formation", "bilan", "vae", "apprentissage"]

_HEAD = re.compile(r"(?i)^(?:pages?|pp?\.) ?")
_BETWEEN = re.compile(r"(?i) ?[,;] ?| et ")
_RANGE = re.compile(
    r"(?i)(\d{1,4})(?:(?: ?[-\u2010-\u2015\u2212] ?| à | au )(\d{1,4}))?"
)  # any dash that a keyboard types


class Annex(Record):
    """`boilerplate/annexes/<key>.yaml`, beside its PDF."""

    specimen: Flag = Field(description="true : document d'exemple")
    title: Line = Field(description="Titre imprimé sur l'intercalaire")
    kind: AnnexKind = Field(description="Nature de la pièce")
    file: Line = Field(description="Fichier PDF, dans le même dossier")
    pages: Line | None = Field(
        default=None, description="Pages à reprendre, dans l'ordre voulu (exemple : 1-3, 7) ; toutes sans cela"
    )
    holder: Line = Field(description="Titulaire, tel que la pièce le nomme")
    siren: Annotated[str, Field(pattern=r"^\d{9}(\d{5})?$")] | None = Field(
        default=None, description="SIREN ou SIRET que porte la pièce, entre guillemets"
    )
    number: Line | None = Field(
        default=None,
        description="Numéro de la pièce : contrat, certificat, déclaration d'activité, code de vérification",
    )
    iban: Line | None = Field(default=None, description="Relevé d'identité bancaire : l'IBAN qu'il porte")
    covers: Line | None = Field(
        default=None, description="Assurance : activités couvertes, dans les mots de l'attestation"
    )
    categories: tuple[ActionCategory, ...] = Field(
        default=(), description="Qualiopi : actions certifiées (formation, bilan, vae, apprentissage)"
    )
    issued: Day | None = Field(default=None, description="Date d'émission")
    start: Day | None = Field(default=None, alias="from", description="Début de validité, s'il diffère de l'émission")
    until: Day | None = Field(default=None, description="Fin de validité")
    part: Literal["candidature", "offre"] = Field(default="candidature", description="Où elle se range dans le dossier")


def chosen(pages: str, count: int) -> tuple[int, ...] | str:
    """The numbers that « 1-3, 7 » names in a file of `count` pages; or a French sentence that says what is wrong.

    « 1–3 », « 1 à 3 », « 1 ; 3 », « 1 et 3 » and « pages 1-3 » are understood too.
    """
    taken: dict[int, None] = {}
    for part in _BETWEEN.split(_HEAD.sub("", pages)):
        found = _RANGE.fullmatch(part)
        if not found:
            return (
                f"« {part} » n'est ni une page ni une suite de pages" if part else f"« {pages} » a une virgule de trop"
            )
        start, end = int(found[1]), int(found[2] or found[1])
        if start > end:
            return f"« {part} » va à rebours"
        if not start or end > count:
            return f"« {part} » est hors du fichier, qui a {count} page{'s' if count > 1 else ''}"
        wanted = range(start, end + 1)
        if twice := next((page for page in wanted if page in taken), 0):
            return f"la page {twice} y est deux fois"
        taken |= dict.fromkeys(wanted)
    return tuple(taken)


def spelled(taken: tuple[int, ...]) -> str:
    """« 1-3, 7 »: these pages, those that follow one another together."""
    runs: list[list[int]] = []
    for page in taken:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
