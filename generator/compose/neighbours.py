"""What the other clients of a workspace are known by: what must not be read in this client's offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.foundation.phrases import Phrase

Kind = Literal["acheteur", "référence", "lieu", "service", "sigle", "personne", "partenaire", "identifiant", "fait"]


@dataclass(frozen=True, slots=True)
class Telltale:
    """A name by which another client is known: as it is written, what it is, whose it is.

    `capitals` says which of its words must be written with a capital letter, `acronym` that all its letters must be.
    """

    name: str
    kind: Kind
    clients: tuple[str, ...]
    capitals: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Names by their bare words, sentences of the others' own blocks by theirs, each with its clients.

    Both hold what is this client's own too: a name that its own brief says is no leak. `source` is what the buyer
    published. Shared by all the offers of a workspace, so that two hundred of them take two hundred times one.
    """

    names: Mapping[Phrase, Telltale] = field(default_factory=dict)
    by_first: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    sentences: Mapping[Phrase, frozenset[str]] = field(default_factory=dict)
    source: str = ""
