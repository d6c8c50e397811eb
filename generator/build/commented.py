"""Puts what the checks found on a passage beside it, as a comment of the Word file that colleagues read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.checks.finished import Finished, Noted
from generator.compose.answers import commented
from generator.document.tree import Document, Remark
from generator.foundation.diagnostic import LEVEL_WORDS, Diagnostic, Level


def commented_files(
    finished: Finished, found: Iterable[Noted], word: Callable[[Document], bytes]
) -> dict[str, bytes]:
    """The Word files that get a comment, written anew; a frozen one stays the exact file that a person saved."""
    dossier = finished.dossier
    frozen = {file.slug for file in dossier.frozen}
    documents = {each.slug: each for each in (*dossier.documents, *dossier.aside) if each.slug not in frozen}
    told = dict(documents)
    for noted in found:
        passage, finding = noted.passage, noted.finding
        if passage and passage.slug in told and finding.level is not Level.INFO:
            told[passage.slug] = commented(told[passage.slug], passage.words, remark(finding))
    return {f"{slug}.docx": word(each) for slug, each in told.items() if each is not documents[slug]}


def remark(finding: Diagnostic) -> Remark:
    """The comment: its code and level, the sentence, the remedy."""
    said = f"Contrôle {finding.code} ({LEVEL_WORDS[finding.level]}) : {finding.message}."
    return Remark(f"{said} Remède : {finding.hint}." if finding.hint else said)  # a remedy may hold YAML, to be copied
