"""Is the note too general: too much of it ready-made, or a section that says nothing of this buyer?"""

from __future__ import annotations

from generator.checks.finished import Finished, Passage, Verdict
from generator.checks.leftovers.genericness import Genericness, Section, genericness
from generator.checks.leftovers.lexicon import general


def too_general(finished: Finished) -> tuple[Verdict, ...]:
    """The note is not, for its most part, word for word what the library or another offer says."""
    found, limit = genericness(finished), general().note
    if found.share * 100 <= limit.percent:
        return ()
    inputs = finished.dossier.inputs
    others = f", et aussi celui de : {', '.join(found.others)}" if found.others else ""
    worst = sorted(found.sections, key=lambda section: -section.share * section.words)[:3]
    told = ", ".join(f"« {section.title} » ({_percent(section.share)})" for section in worst)
    return (
        Verdict(
            inputs.brief.span("requirements"),
            f"{_percent(found.share)} de la note est mot pour mot le texte commun de la bibliothèque{others} ; "
            f"au-delà de {limit.percent} %, elle paraît écrite pour n'importe qui. Surtout : {told}",
            "écrivez pour cet acheteur des blocs dans offers/<client>/blocks/ : son contexte, ses mots, ses exemples",
        ),
    )


def nothing_of_this_brief(finished: Finished) -> tuple[Verdict, ...]:
    """Each section of the note holds a fact of this brief."""
    note = next((one for one in finished.printed if one.key == "note"), None)
    if note is None:
        return ()
    slug = note.docx.removesuffix(".docx")
    return tuple(
        Verdict(
            finished.place(note.docx),
            f"la section « {section.title} » ({section.words} mots, dont {_percent(section.share)} mot pour mot de la "
            "bibliothèque) ne dit aucun fait de cette demande : ni lieu, ni métier, ni date, ni mot de l'acheteur",
            "dites-y ce qui est propre à cet acheteur : ses métiers, ses lieux, un exemple de chez lui, ses mots",
            Passage(slug, section.opening) if section.opening else None,
        )
        for section in bare_sections(genericness(finished))
    )


def bare_sections(found: Genericness) -> tuple[Section, ...]:
    """The sections long enough to be judged, mostly ready-made, that hold no fact of this brief."""
    limits = general()
    return tuple(
        section
        for section in found.sections
        if not section.facts and section.words >= limits.least_words and section.share * 100 > limits.section.percent
    )


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"
