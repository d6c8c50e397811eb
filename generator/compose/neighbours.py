"""What the other clients of a workspace are known by: what must not be read in this client's offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from generator.foundation.phrases import Index, Phrase

Kind = Literal["acheteur", "référence", "lieu", "site", "service", "sigle", "fait", "personne", "partenaire"]
SURE: Final[frozenset[Kind]] = frozenset({"acheteur", "référence", "lieu", "personne", "partenaire"})
"""Kinds of names that nobody writes by chance; the others may be said of another buyer too."""


@dataclass(frozen=True, slots=True)
class Telltale:
    """A name by which others are known: as it is written, what it is, whose it is.

    `spelled` are its words: each that has a capital letter here must have one where it is read; one in capitals only,
    capitals only. `clients` is empty for a person or a partner of the shelf, whom no offer owns.
    """

    name: str
    kind: Kind
    spelled: tuple[str, ...]
    clients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Names by their bare words, and sentences of clients' own blocks by theirs, each with its clients.

    Both hold what is this client's own too: a name that its own brief says is no leak. One value serves all the offers
    of a workspace, so that two hundred of them take two hundred times one. `source` is what this buyer published.
    """

    names: Mapping[Phrase, tuple[Telltale, ...]] = field(default_factory=dict)
    index: Index = field(default_factory=dict)
    sentences: Mapping[Phrase, frozenset[str]] = field(default_factory=dict)
    source: str = ""
