"""The two central values: what was read for one offer, and everything composed from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.brief.brief import Brief
from generator.brief.buyer_form import BuyerForms, FilledForm
from generator.brief.candidate import Candidate
from generator.brief.frozen import FrozenFile
from generator.brief.offer import Member, Offer
from generator.brief.reviewing import Comments
from generator.brief.steps import Steps
from generator.compose.neighbours import Neighbours
from generator.document.tree import Document
from generator.foundation.diagnostic import Diagnostics
from generator.foundation.record import Loaded
from generator.foundation.source import Source
from generator.library.annex import Annex
from generator.library.approach import Approach
from generator.library.block import Block
from generator.library.outline import Outline
from generator.library.paper import Paper
from generator.library.select import Choice
from generator.library.theme import Theme
from generator.planning.keep import Kept
from generator.planning.people import Worker
from generator.planning.schedule import Schedule
from generator.pricing.prices import Prices
from generator.pricing.quote import Quote
from generator.team.intervener import Intervener


@dataclass(frozen=True, slots=True)
class Person:
    """An intervener of this offer: the key of the file, the role, the file."""

    key: str
    member: Member
    file: Loaded[Intervener]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything read for one client; `annexes` by key, in the offer's order."""

    client: str
    brief: Loaded[Brief]
    offer: Loaded[Offer]
    candidate: Loaded[Candidate]
    prices: Loaded[Prices]
    approach: Loaded[Approach]
    outline: Loaded[Outline]
    theme: Loaded[Theme]
    team: tuple[Person, ...]
    blocks: tuple[Block, ...]
    own_blocks: tuple[Block, ...]
    annexes: tuple[tuple[str, Loaded[Annex]], ...]
    partners: tuple[tuple[str, Loaded[Candidate]], ...] = ()  # members of a groupement, subcontractors
    papers: tuple[Paper, ...] = ()  # templates of the documents that the brief demands or the offer names
    workers: tuple[Worker, ...] = ()  # the team as the planning sees it: skills, times taken
    kept: Kept | None = None  # dates told to the client before
    frozen: tuple[FrozenFile, ...] = ()  # documents that are sent exactly as a person saved them
    steps: Loaded[Steps] = field(default_factory=lambda: Loaded(Steps(), Source("")))  # milestones before a deadline
    ready: tuple[tuple[str, Loaded[Annex]], ...] = ()  # proofs kept for the award, in no file of the offer
    reviewing: Loaded[Comments] = field(default_factory=lambda: Loaded(Comments(), Source("")))  # remarks to settle
    forms: BuyerForms = field(default_factory=BuyerForms)  # those of the buyer, to be filled in place of ours
    neighbours: Neighbours = field(default_factory=Neighbours)  # what the other clients are known by
    noticed: Diagnostics = ()  # what was found while reading that stops nothing

    @property
    def lead(self) -> Person:
        """Who runs the sessions."""
        return next((p for p in self.team if p.member.role == "lead"), self.team[0])

    @property
    def substitute(self) -> Person | None:
        """Who replaces the lead."""
        return next((p for p in self.team if p.member.role == "substitute"), None)

    @property
    def specimen(self) -> bool:
        """Whether any data of this offer is an example."""
        return (
            self.candidate.value.specimen
            or any(person.file.value.specimen for person in self.team)
            or any(partner.value.specimen for _, partner in self.partners)
            or any(annex.value.specimen for _, annex in self.annexes)
        )


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that an offer says, before any format; `documents` stand in the packet's order: candidature, then offre."""

    inputs: Inputs
    schedule: Schedule
    quote: Quote
    choices: tuple[Choice, ...]
    candidature: tuple[Document, ...]
    offre: tuple[Document, ...]
    mark: str = ""
    aside: tuple[Document, ...] = ()  # written as .docx beside the packet, never in it
    frozen: tuple[FrozenFile, ...] = ()  # those that stand in the place of a document here
    buyer_forms: tuple[FilledForm, ...] = ()  # filled, in the place of a document here or beside them

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document, candidature first."""
        return (*self.candidature, *self.offre)

    @property
    def replaced(self) -> frozenset[str]:
        """The documents that a form of the buyer replaces: their Word file is there to be read, not handed in."""
        return frozenset(form.replaces for form in self.buyer_forms if form.replaces)

    def document(self, key: str) -> Document | None:
        """The first document that is this piece."""
        return next((document for document in self.documents if document.key == key), None)
