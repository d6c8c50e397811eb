"""The read-back, one function a subject, as the table of this family lists them."""

from __future__ import annotations

from generator.checks.agreement.readback import verdicts
from generator.checks.finished import Finished, Verdict


def days_agree(finished: Finished) -> tuple[Verdict, ...]:
    """Each day of the plan that a document says is one of the offer's, where it says it."""
    return verdicts(finished, "days")


def amounts_agree(finished: Finished) -> tuple[Verdict, ...]:
    """Each amount, in figures with or without cents or in words, is that of the offer at its place."""
    return verdicts(finished, "amounts")


def group_agrees(finished: Finished) -> tuple[Verdict, ...]:
    """Each number of participants and of groups is that of the offer."""
    return verdicts(finished, "group")


def sessions_agree(finished: Finished) -> tuple[Verdict, ...]:
    """Each number of sessions, and the length of a session, are those of the offer."""
    return verdicts(finished, "sessions")


def people_agree(finished: Finished) -> tuple[Verdict, ...]:
    """Each person that a document names as taking part is of the offer."""
    return verdicts(finished, "people")


def identifiers_agree(finished: Finished) -> tuple[Verdict, ...]:
    """Each identifier, telephone number, address of e-mail and reference is held by the data."""
    return verdicts(finished, "identifiers")


def other_figures_agree(finished: Finished) -> tuple[Verdict, ...]:
    """Each other figure of a Word file is the one that we wrote."""
    return verdicts(finished, "other")
