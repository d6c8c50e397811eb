"""What a reviewer gives back: the text with its tracked changes accepted and refused, the comments, what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.document.tree import Document, Reply
from generator.foundation.diagnostic import Diagnostic

RevisionKind = Literal["inserted", "deleted", "moved_from", "moved_to", "formatted"]


@dataclass(frozen=True, slots=True)
class Comment:
    """A thread of Word. `anchor` is the part that it hangs on (empty when none), `paragraph` the whole text there.

    `quote` is the commented words; `day` the moment as Word writes it. `known`: its first words are ours, a question
    « À confirmer » or a comment that came back; only its replies and `resolved` are news.
    """

    anchor: str
    paragraph: str
    quote: str
    author: str
    day: str
    text: str
    replies: tuple[Reply, ...] = ()
    resolved: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change: who, when, and the words that it adds or takes away."""

    anchor: str
    kind: RevisionKind
    author: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Loss:
    """What the tree can't hold (W713, W714, W715), in the part where it stands."""

    anchor: str
    problem: Diagnostic


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewed .docx. `base` is the document as we wrote it, carried inside; None when the file has lost it.

    `author` and `day` say who saved it last and when, as Word tells it.
    """

    document: Document  # tracked changes accepted
    original: Document  # tracked changes refused
    base: Document | None
    comments: tuple[Comment, ...] = ()
    revisions: tuple[Revision, ...] = ()
    losses: tuple[Loss, ...] = ()
    author: str = ""
    day: str = ""
