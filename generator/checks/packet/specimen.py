"""Is anything an example?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict


def real_data(finished: Finished) -> tuple[Verdict, ...]:
    """Nothing is an example."""
    inputs = finished.dossier.inputs
    spans = [inputs.candidate.span("specimen")] if inputs.candidate.value.specimen else []
    spans += [person.file.span("specimen") for person in inputs.team if person.file.value.specimen]
    spans += [annex.span("specimen") for _, annex in inputs.annexes if annex.value.specimen]
    if not spans:
        return ()
    return (
        Verdict(
            spans[0],
            f"{len(spans)} fichiers sont des exemples : chaque page porte SPÉCIMEN, l'offre ne peut pas être déposée",
            "remplacez-les par les vôtres, puis écrivez « specimen: false »",
        ),
    )
