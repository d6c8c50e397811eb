"""The consultation's own rules: limits and layout by piece, plan, files, signature, validity, deposit.

Null is « the buyer does not say ». Breaking a rule whose `eliminatory` is true blocks, one where it is false warns;
when the buyer does not say, `Rules.eliminatory` holds, then the level of the check.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.brief.terms import PieceName
from generator.foundation.record import Flag, Line, Number, Record, Whole

Uncounted = Literal["cover", "contents", "annexes"]
FileFormat = Literal["pdf", "docx", "xlsx", "odt", "ods", "doc", "xls", "xml", "p7s", "zip"]
NAME_FIELDS = ("rang", "piece", "candidat", "lot", "reference")
Positive = Annotated[Number, Field(gt=0)]


class Rule(Record):
    """What every rule says: its line in the published demand, and whether breaking it has the offer rejected."""

    source: Whole | None = Field(default=None, description="Ligne de la demande publiée")
    eliminatory: Flag | None = Field(
        default=None, description="true : l'écart fait rejeter l'offre ; null : la demande ne le dit pas"
    )


class Limit(Rule):
    """How long a piece may be and how it is laid out; without `piece`, every document that we write, forms apart."""

    piece: PieceName | None = Field(default=None, description="Pièce concernée ; sans elle, tous nos documents")
    max_pages: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Nombre de pages, au plus")
    max_words: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Nombre de mots, au plus")
    uncounted: tuple[Uncounted, ...] = Field(
        default=(), description="Pages qui ne comptent pas : cover (garde), contents (sommaire), annexes"
    )
    font_min: Positive | None = Field(
        default=None, description="Taille des caractères du texte courant, en points, au moins"
    )
    small_font_min: Positive | None = Field(
        default=None, description="Taille dans les tableaux, notes et légendes, en points, au moins"
    )
    fonts: tuple[Line, ...] = Field(default=(), description="Polices admises (exemple : Arial)")
    spacing_min: Positive | None = Field(default=None, description="Interligne, au moins (1 : simple)")
    margin_min: Positive | None = Field(default=None, description="Marges, en millimètres, au moins")

    @model_validator(mode="after")
    def _one_piece(self) -> Limit:
        if self.piece is None and (self.max_pages or self.max_words):
            said = "« max_pages » et « max_words » demandent « piece » : une limite vaut pour une pièce"
            raise ValueError(said, "ajoutez la pièce, par exemple « piece: note »")
        return self


class PlanRule(Rule):
    """The frame of answer (« cadre de réponse »): the sections of the note bear the buyer's own numbers."""

    numbered: Flag = Field(default=True, description="Les titres gardent les numéros de l'acheteur")


class FileRule(Rule):
    """How the files to deposit are made and named."""

    formats: tuple[FileFormat, ...] = Field(default=(), description="Formats admis (pdf, xlsx…)")
    name: Line | None = Field(
        default=None,
        description="Modèle des noms, sans extension (exemple : {rang}_{piece}_{candidat}) ; champs : rang, piece, "
        "candidat, lot, reference",
    )
    candidate: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")] | None = Field(
        default=None, description="Notre nom dans celui des fichiers, si la demande le fixe ; sinon, le nom court"
    )
    name_max: Annotated[Whole, Field(ge=8)] | None = Field(
        default=None, description="Longueur d'un nom, extension comprise, au plus"
    )
    ascii: Flag | None = Field(default=None, description="Noms sans accent ni espace")
    max_mb: Positive | None = Field(default=None, description="Taille d'un fichier, en mégaoctets, au plus")
    total_mb: Positive | None = Field(default=None, description="Taille de tous les fichiers, en mégaoctets, au plus")
    editable: tuple[PieceName, ...] = Field(
        default=(), description="Pièces à remettre aussi dans un format modifiable (docx ; xlsx pour le prix)"
    )

    @model_validator(mode="after")
    def _named(self) -> FileRule:
        if self.name is None:
            return self
        bare = re.sub(r"\{(\w+)\}", "", self.name)
        if unknown := [field for field in re.findall(r"\{(\w+)\}", self.name) if field not in NAME_FIELDS]:
            known = ", ".join(f"{{{field}}}" for field in NAME_FIELDS)
            hint = f"champs possibles : {known} ; ce qui ne change pas s'écrit tel quel"
            raise ValueError(f"champ inconnu « {unknown[0]} » dans le modèle des noms (name)", hint)
        if re.search(r"""[{}/\\:*?"<>|]""", bare) or self.name.startswith("."):
            said = "le modèle des noms contient un signe interdit dans un nom de fichier"
            raise ValueError(said, "gardez des lettres, des chiffres, « - », « _ » et des champs entre accolades")
        if "{rang}" not in self.name and "{piece}" not in self.name:
            said = "le modèle des noms demande {rang} ou {piece}, sinon tous les fichiers ont le même nom"
            raise ValueError(said, 'ajoutez-le, par exemple « name: "{rang}_{piece}" »')
        return self


class SignatureRule(Rule):
    """What must be signed, how and when; without `pieces`, those that `pieces` says are to be signed."""

    pieces: tuple[PieceName, ...] = Field(default=(), description="Pièces ; vide : celles dites « signed: true »")
    how: Literal["electronic", "handwritten", "either"] | None = Field(
        default=None, description="electronic, handwritten (manuscrite) ou either (l'une ou l'autre)"
    )
    when: Literal["deposit", "award"] = Field(description="deposit : au dépôt ; award : à l'attribution seulement")
    formats: tuple[Literal["PAdES", "XAdES", "CAdES"], ...] = Field(
        default=(), description="Formats de signature électronique admis"
    )


class ValidityRule(Rule):
    """How long the offer must hold."""

    days: Annotated[Whole, Field(ge=1)] = Field(description="Validité des offres, en jours, au moins")


class LanguageRule(Rule):
    """The language of what is sent."""

    code: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = Field(default="fr", description="Langue (fr, en…)")


class VariantRule(Rule):
    """Whether variants and options may be proposed."""

    variants: Flag | None = Field(default=None, description="Variantes admises")
    options: Flag | None = Field(default=None, description="Prestations supplémentaires éventuelles admises")


class DepositRule(Rule):
    """Where and in what form the offer is handed in."""

    by: Literal["platform", "email", "paper"] = Field(description="platform (profil d'acheteur), email ou paper")
    platform: Line | None = Field(default=None, description="Nom ou adresse de la plateforme")
    address: Line | None = Field(
        default=None, description="Adresse où porter ou envoyer un pli : papier, copie de sauvegarde"
    )
    backup: Flag | None = Field(default=None, description="Copie de sauvegarde admise (CCP, R. 2132-11)")
    copies: Annotated[Whole, Field(ge=1)] | None = Field(default=None, description="Exemplaires papier demandés")


class Rules(Record):
    """`rules:` of a brief."""

    eliminatory: Flag | None = Field(
        default=None, description="Pour toute règle qui ne le dit pas : l'écart fait rejeter l'offre"
    )
    limits: tuple[Limit, ...] = Field(default=(), description="Longueur et mise en page, pièce par pièce")
    plan: PlanRule | None = Field(default=None, description="Cadre de réponse imposé")
    files: FileRule | None = Field(default=None, description="Fichiers à déposer")
    signatures: tuple[SignatureRule, ...] = Field(default=(), description="Ce qui est à signer, comment, quand")
    validity: ValidityRule | None = Field(default=None, description="Validité des offres")
    language: LanguageRule | None = Field(default=None, description="Langue des documents")
    variants: VariantRule | None = Field(default=None, description="Variantes et options")
    deposit: DepositRule | None = Field(default=None, description="Remise de l'offre")

    def limits_of(self, piece: str) -> tuple[tuple[int, Limit], ...]:
        """The limits that hold for this piece, each with its rank: those of all documents, then its own."""
        return tuple((i, limit) for i, limit in enumerate(self.limits) if limit.piece in (None, piece))

    def max_pages(self, piece: str) -> int | None:
        """How many pages this piece may have, at most."""
        return min((one.max_pages for _, one in self.limits_of(piece) if one.max_pages), default=None)

    def is_eliminatory(self, rule: Rule) -> bool | None:
        """Whether breaking this rule has the offer rejected; None when the buyer does not say."""
        return self.eliminatory if rule.eliminatory is None else rule.eliminatory
