"""An annex: a foreign PDF declared with its kind, holder, identifiers and dates."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.brief.terms import AnnexKind
from generator.foundation.record import Day, Flag, Line, Record

ActionCategory = Literal["formation", "bilan", "vae", "apprentissage"]

_RANGES = r"^\d{1,4}( ?- ?\d{1,4})?( ?, ?\d{1,4}( ?- ?\d{1,4})?)*$"


class Annex(Record):
    """`boilerplate/annexes/<key>.yaml`, beside its PDF."""

    specimen: Flag = Field(description="true : document d'exemple")
    title: Line = Field(description="Titre imprimé sur l'intercalaire")
    kind: AnnexKind = Field(description="Nature de la pièce")
    file: Line = Field(description="Fichier PDF, dans le même dossier")
    pages: Annotated[Line, Field(pattern=_RANGES)] | None = Field(
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
    """The numbers that « 1-3, 7 » names in a file of `count` pages; or a French sentence that says what is wrong."""
    taken: dict[int, None] = {}
    for part in pages.split(","):
        first, _, last = (one.strip() for one in part.partition("-"))
        start, end = int(first), int(last or first)
        if start > end:
            return f"« {part.strip()} » va à rebours"
        if not start or end > count:
            return f"« {part.strip()} » est hors du fichier, qui a {count} page{'s' if count > 1 else ''}"
        wanted = range(start, end + 1)
        if twice := next((page for page in wanted if page in taken), 0):
            return f"la page {twice} y est deux fois"
        taken |= dict.fromkeys(wanted)
    return tuple(taken)
