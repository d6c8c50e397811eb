"""Is what Word shows what the PDF shows?"""

from __future__ import annotations

from generator.checks.agreement.kept_layout import kept_layouts
from generator.checks.agreement.text_gate import text_gap
from generator.checks.finished import Finished, Verdict


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
