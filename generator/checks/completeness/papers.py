"""Do the documents of execution hold what the law wants in them?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict
from generator.document.inlines import plain_text
from generator.document.tree import Heading, nodes
from generator.law.training import agreement_mentions


def agreement_complete(finished: Finished) -> tuple[Verdict, ...]:
    """Each mention of a training agreement stands in one of its titles (D. 6353-1)."""
    day = finished.dossier.inputs.offer.value.date
    verdicts = []
    for printed in (one for one in finished.written if one.key == "agreement"):
        titles = [plain_text(node.runs).lower() for node in nodes(printed.tree) if isinstance(node, Heading)]
        verdicts += [
            Verdict(
                finished.place(printed.docx),
                f"la convention ne dit pas {mention.says} ({mention.source})",
                f"ajoutez un article dont le titre contient « {mention.word} »",
            )
            for mention in agreement_mentions(day)
            if not any(mention.word in title for title in titles)
        ]
    return tuple(verdicts)
