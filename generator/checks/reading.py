"""Is what Word shows what the PDF shows, and is what we read in the brief said to be our reading?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict
from generator.checks.kept_layout import kept_layouts
from generator.checks.text_gate import text_gap


def same_text(finished: Finished) -> tuple[Verdict, ...]:
    """Each .docx and its PDF hold the same words, in both directions; one that keeps its own layout is judged apart."""
    apart = {printed.docx for printed in kept_layouts(finished)}
    return tuple(
        Verdict(
            finished.place(printed.docx),
            f"{printed.docx} et {printed.pdf} diffèrent : {gap}",
            "reconstruisez l'offre ; sinon, signalez-le",
        )
        for printed in finished.printed
        if printed.docx not in apart
        for gap in text_gap(printed.tree, printed.pdf_bytes)[:3]
    )


def assumptions_confirmed(finished: Finished) -> tuple[Verdict, ...]:
    """Each reading of what the brief leaves open is confirmed by a person."""
    brief = finished.dossier.inputs.brief
    return tuple(
        Verdict(
            brief.span("assumptions", i),
            f"lecture à confirmer ({assumption.field}) : {assumption.because}",
            "demandez à l'acheteur, puis écrivez « confirmed: true »",
        )
        for i, assumption in enumerate(brief.value.assumptions)
        if not assumption.confirmed
    )


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
