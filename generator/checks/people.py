"""Does the team fit the profile that the buyer demands?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict
from generator.team.fit import accepted, fit


def profile_accepted(finished: Finished) -> tuple[Verdict, ...]:
    """Each intervener's profile is one of those that the buyer accepts."""
    inputs = finished.dossier.inputs
    wanted = inputs.brief.value.intervener
    return tuple(
        Verdict(
            person.file.span("profile"),
            f"le profil « {person.file.value.profile} » de {person.file.value.name} n'est pas accepté",
            "profils acceptés : " + ", ".join(wanted.profiles),
        )
        for person in inputs.team
        if wanted.profiles and not accepted(person.file.value, wanted)
    )


def skills_shown(finished: Finished) -> tuple[Verdict, ...]:
    """Each demanded skill is shown in each CV."""
    return _unproved(finished, plus=False)


def pluses_shown(finished: Finished) -> tuple[Verdict, ...]:
    """Each plus of the profile is shown by the lead."""
    return _unproved(finished, plus=True)


def _unproved(finished: Finished, plus: bool) -> tuple[Verdict, ...]:
    inputs = finished.dossier.inputs
    people = (inputs.lead,) if plus else inputs.team
    return tuple(
        Verdict(
            person.file.span("evidence"),
            f"rien ne montre « {demand.words} » dans le CV de {person.file.value.name}",
            f"ajoutez sous « evidence » une entrée « demand: {demand.words} »",
        )
        for person in people
        for demand in fit(person.file.value, inputs.brief.value.intervener)
        if demand.plus == plus and not demand.proof
    )
