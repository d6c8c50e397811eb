"""depot.json: what a kit is made of, and from which sources. It is kept, never sent."""

from __future__ import annotations

import json
from typing import Final

from pydantic import Field, ValidationError

from generator.foundation.record import Record

FILE: Final = "depot.json"


class Sent(Record):
    """A file to hand in."""

    file: str = Field(description="Chemin dans le dossier de dépôt, avec des « / »")
    bytes: int = Field(description="Taille, en octets")
    sha256: str = Field(description="Empreinte SHA-256 du fichier à remettre")
    source: str = Field(default="", description="Fichier de build/<client>/ dont il vient ; vide : fait pour le dépôt")
    built: str = Field(default="", description="Empreinte SHA-256 de ce fichier, tel que construit")


class Proof(Record):
    """A kit: its offer, the commit and the digest of the sources it was built from, its files in order."""

    client: str = Field(description="Offre")
    generator: str = Field(description="Version du programme")
    commit: str = Field(default="", description="Commit des sources ; vide hors de git")
    clean: bool = Field(default=False, description="Les sources étaient celles de ce commit, sans rien de changé")
    inputs: str = Field(description="Empreinte des sources (« inputs » de manifest.json)")
    files: tuple[Sent, ...] = Field(description="Fichiers à remettre, dans l'ordre")


def proof_json(proof: Proof) -> bytes:
    """depot.json."""
    return (json.dumps(proof.model_dump(), ensure_ascii=False, indent=1) + "\n").encode()


def read_proof(data: bytes) -> Proof | None:
    """The proof that these bytes say; None when they say none."""
    try:
        return Proof.model_validate_json(data)
    except ValidationError:
        return None
