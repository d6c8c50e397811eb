"""Is what Word shows what the PDF shows, and is what we read in the brief said to be our reading?"""

from __future__ import annotations

from generator.checks.finished import Finished, Printed, Verdict
from generator.checks.printed_pages import Strip
from generator.checks.text_gate import MISSING, text_gap


def same_text(finished: Finished) -> tuple[Verdict, ...]:
    """Each .docx and its PDF hold the same words, in both directions."""
    return tuple(
        Verdict(
            finished.place(printed.docx),
            f"{printed.docx} et {printed.pdf} diffèrent : {gap}",
            "reconstruisez l'offre ; sinon, signalez-le",
        )
        for printed in finished.printed
        for gap in _gaps(printed, finished)[:3]
    )


def _gaps(printed: Printed, finished: Finished) -> tuple[str, ...]:
    """What differs; of a file whose own layout is kept, only what its PDF lacks: it may show what no tree can hold."""
    if not any(f"{file.slug}.docx" == printed.docx and file.pdf for file in finished.dossier.frozen):
        return text_gap(printed.tree, printed.pdf_bytes)
    gaps = text_gap(printed.tree, printed.pdf_bytes, strip=Strip(leaders=True))
    return tuple(gap for gap in gaps if gap.startswith(MISSING))


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
