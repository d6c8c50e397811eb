"""The words that several records share: pieces, meetings, parts of a note, halves of a day, keys."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

PieceName = Literal[
    "note",
    "planning",
    "cv",
    "cost",
    "bpu",
    "dqe",
    "dpgf",
    "dc1",
    "dc2",
    "dc4",
    "attri1",
    "mandate",
    "attestation",
    "programme",
    "agreement",
    "charter",
    "attendance",
    "questionnaire",
    "report",
    "annex",
]
AnnexKind = Literal[
    "sirene",
    "kbis",
    "vigilance",
    "fiscal",
    "etrangers",
    "oeth",
    "redressement",
    "pouvoir",
    "assurance",
    "rib",
    "qualiopi",
    "tva",
    "nda",
    "diplome",
    "autre",
]
MilestoneKind = Literal["cadrage", "bilan", "evaluation"]
Part = Literal["objectives", "method", "rhythm", "evaluation"]
Place = Literal[Part, "opening", "closing"]
Slot = Literal["morning", "afternoon", "evening"]
Weekday = Literal["lundi", "mardi", "mercredi", "jeudi", "vendredi"]
Zone = Literal[
    "Europe/Paris",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "America/Miquelon",
    "America/St_Barthelemy",
    "America/Marigot",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
]
Topic = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Department = Annotated[str, Field(pattern=r"^(\d{2,3}|2[AB])$")]
