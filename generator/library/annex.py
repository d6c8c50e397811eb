"""An annex: a foreign PDF declared with its kind, holder, identifiers and dates."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.brief.terms import AnnexKind
from generator.foundation.record import Day, Flag, Line, Record

ActionCategory = Literal["formation", "bilan", "vae", "apprentissage"]


class Annex(Record):
    """`boilerplate/annexes/<key>.yaml`, beside its PDF."""

    specimen: Flag = Field(description="true : document d'exemple")
    title: Line = Field(description="Titre imprimé sur l'intercalaire")
    kind: AnnexKind = Field(description="Nature de la pièce")
    file: Line = Field(description="Fichier PDF, dans le même dossier")
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
