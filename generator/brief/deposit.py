"""What was handed in, and when (`offers/<client>/deposit/<day-hour>/deposit.yaml`): written once, never rewritten."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from generator.brief.terms import Key, Zone
from generator.foundation import days
from generator.foundation.record import Clock, Day, Flag, Line, Record, Whole
from generator.law.zones import zone_words

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class KeptFile(Record):
    """A file of the archive."""

    file: Line = Field(description="Chemin dans ce dossier, avec des « / »")
    bytes: Annotated[Whole, Field(ge=0)] = Field(description="Taille, en octets")
    sha256: Digest = Field(description="Empreinte SHA-256")


class DepositedFile(KeptFile):
    """A file of the kit, as it was handed in."""

    title: Line | None = Field(default=None, description="Ce que c'est")
    since: Literal["signed", "added"] | None = Field(
        default=None,
        description="signed : signé après « offer deposit » ; added : ajouté à la main, rien ne dit d'où il vient",
    )


class Deposit(Record):
    """`deposit.yaml`: one deposit; the last one in time counts."""

    client: Key = Field(description="Offre")
    day: Day = Field(description="Jour du dépôt")
    hour: Clock = Field(description="Heure du dépôt, à l'horloge de la consultation")
    zone: Zone = Field(description="Fuseau de cette heure")
    generator: Line = Field(description="Version du programme")
    commit: Line | None = Field(default=None, description="Commit des sources ; absent hors de git")
    clean: Flag = Field(default=False, description="Les sources étaient celles de ce commit, sans rien de changé")
    inputs: Digest = Field(description="Empreinte des sources et du programme")
    receipts: tuple[KeptFile, ...] = Field(description="Accusés de réception")
    files: tuple[DepositedFile, ...] = Field(description="Ce qui a été remis, tel quel")

    @property
    def moment(self) -> datetime:
        """When it was, in universal time."""
        return datetime.combine(self.day, self.hour, ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def when(self) -> str:
        """« 21 novembre 2026 à 11 h 42, heure de Paris »."""
        return f"{days.long(self.day)} à {days.clock(self.hour)}, {zone_words(self.zone)}"
