"""depot.json: what a kit is made of, and from which sources. It is kept, never sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import Field, ValidationError

from generator.foundation.files import sha256
from generator.foundation.record import Record

FILE: Final = "depot.json"
SUMS: Final = "SHA256SUMS.txt"
SIGNED: Final = "signé par"  # what `Sent.signed` says before each name

Kind = Literal["piece", "annex", "workbook", "copy", "packet", "paper", "zip", "index"]


class Sent(Record):
    """A file of a kit."""

    file: str = Field(description="Chemin dans le dossier de dépôt, avec des « / »")
    bytes: int = Field(description="Taille, en octets")
    sha256: str = Field(description="Empreinte SHA-256 du fichier à remettre")
    source: str = Field(default="", description="Fichier de build/<client>/ dont il vient ; vide : fait pour le dépôt")
    built: str = Field(default="", description="Empreinte SHA-256 de ce fichier, tel que construit")
    built_bytes: int = Field(default=0, description="Taille de ce fichier, tel que construit, en octets")
    kind: Kind = Field(
        default="piece",
        description="piece, annex, workbook (fichier de l'acheteur), copy (copie modifiable), packet (dossier d'un "
        "seul tenant), paper (à imprimer ou à garder), zip (une enveloppe), index",
    )
    piece: str = Field(default="", description="Pièce (note, dc1…) ou clé de l'annexe ; vide : ni l'une ni l'autre")
    slug: str = Field(default="", description="Document : son nom dans build/<client>/, sans extension")
    title: str = Field(default="", description="Ce que c'est")
    pages: int = Field(default=0, description="Nombre de pages ; 0 : ce n'est pas un PDF")
    apart: bool = Field(default=False, description="Signé avant nous : remis à part, hors du dossier d'un seul tenant")
    signed: str = Field(default="", description="Qui l'a signé, et quand ; vide : non signé")


class Proof(Record):
    """A kit: its offer, the commit and the digest of the sources it was built from, its files in order."""

    client: str = Field(description="Offre")
    title: str = Field(default="", description="Objet de la consultation")
    generator: str = Field(description="Version du programme")
    commit: str = Field(default="", description="Commit des sources ; vide hors de git")
    clean: bool = Field(default=False, description="Les sources étaient celles de ce commit, sans rien de changé")
    inputs: str = Field(description="Empreinte des sources (« inputs » de manifest.json)")
    files: tuple[Sent, ...] = Field(description="Fichiers du dossier de dépôt, dans l'ordre")

    def sent(self, file: str) -> Sent | None:
        """What is known of a file of the kit."""
        return next((one for one in self.files if one.file == file), None)


@dataclass(frozen=True, slots=True)
class Slips:
    """How files differ from a kit's proof: paths in the kit."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.added)


def slips(files: Mapping[str, bytes], proof: Proof) -> Slips:
    """What somebody changed, took away or added since the kit was sealed; the proof and the sums follow from it."""
    known = {one.file: one.sha256 for one in proof.files}
    return Slips(
        tuple(name for name, digest in known.items() if name in files and sha256(files[name]) != digest),
        tuple(name for name in known if name not in files),
        tuple(sorted(name for name in files if name not in known and name not in {FILE, SUMS})),
    )


def proof_json(proof: Proof) -> bytes:
    """depot.json."""
    return (json.dumps(proof.model_dump(), ensure_ascii=False, indent=1) + "\n").encode()


def read_proof(data: bytes) -> Proof | None:
    """The proof that these bytes say; None when they say none."""
    try:
        return Proof.model_validate_json(data)
    except ValidationError:
        return None
