"""Is what Word shows what the PDF shows?"""

from __future__ import annotations

from generator.checks.agreement.kept_layout import kept_layouts
from generator.checks.agreement.printed_pages import opens
from generator.checks.agreement.text_gate import text_gap
from generator.checks.finished import Finished, Verdict


def same_text(finished: Finished) -> tuple[Verdict, ...]:
    """Each .docx and its PDF hold the same words, in both directions; one that keeps its own layout is judged apart."""
    apart = {printed.docx for printed in kept_layouts(finished)}
    apart |= {f"{slug}.docx" for slug in finished.dossier.replaced}  # the PDF is the buyer's form
    client = finished.dossier.inputs.client
    return tuple(
        Verdict(
            finished.place(printed.docx),
            f"ce document et son PDF ({printed.pdf}) diffèrent : {' ; '.join(gaps[:3])}",
            f"si le fichier Word a été corrigé, « offer review {client} » reprend ses corrections ; puis reconstruisez",
        )
        for printed in finished.printed
        if printed.docx not in apart and opens(printed.pdf_bytes)
        if (gaps := text_gap(printed.tree, printed.pdf_bytes))
    )
