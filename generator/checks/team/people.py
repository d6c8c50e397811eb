"""Does the team fit the profile that the buyer demands, and does each person agree to what is shown?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.checks.finished import Finished, Verdict
from generator.compose.dossier import Person
from generator.compose.names import animators
from generator.compose.resumes import ANONYMOUS, answering, hidden, picked
from generator.foundation import days
from generator.foundation.files import BROKEN, unzipped
from generator.law.people import lapsed
from generator.team.anonymous import named_bodies, own_names
from generator.team.fit import accepted, fit, qualification
from generator.team.references import gaps


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
    demanded = inputs.brief.value.intervener
    return tuple(
        Verdict(
            person.file.span("evidence"),
            f"rien ne montre « {demand.words} » dans le CV de {person.file.value.name}",
            f"ajoutez sous « evidence » une entrée « demand: {demand.words} »",
        )
        for person in people
        for demand in fit(person.file.value, demanded)[len(qualification(person.file.value, demanded)) :]
        if demand.plus == plus and not demand.proof
    )


# --- qualification -------------------------------------------------------------------------------


def qualified(finished: Finished) -> tuple[Verdict, ...]:
    """Whoever runs sessions has the years of experience and the diploma that the buyer demands."""
    running = animators(finished.dossier.inputs, finished.dossier.schedule)
    return tuple(_unqualified(finished, running))


def substitutes_qualified(finished: Finished) -> tuple[Verdict, ...]:
    """Whoever only stands in has them too."""
    running = animators(finished.dossier.inputs, finished.dossier.schedule)
    return tuple(_unqualified(finished, (p for p in finished.dossier.inputs.team if p not in running)))


def _unqualified(finished: Finished, people: Iterable[Person]) -> Iterator[Verdict]:
    brief = finished.dossier.inputs.brief
    wanted = brief.value.intervener
    for person in people:
        value = person.file.value
        if wanted.years and value.years < wanted.years:
            place = brief.span("intervener", "years")
            said = f"{value.name} a {value.years} ans d'expérience, la demande en exige {wanted.years} ({place})"
            yield Verdict(person.file.span("years"), said, "proposez quelqu'un d'autre, ou corrigez « years »")
        shown = qualification(value, wanted)
        if wanted.diplomas and not shown[-1].proof:
            place = brief.span("intervener", "diplomas")
            said = f"aucune formation de {value.name} n'est un diplôme que la demande accepte ({place})"
            hint = "ajoutez-le sous « trainings », ou sous « evidence » dans les mots de la demande : "
            yield Verdict(person.file.span("trainings"), said, hint + " ; ".join(wanted.diplomas))


# --- agreement -----------------------------------------------------------------------------------


def people_agree(finished: Finished) -> tuple[Verdict, ...]:
    """Each intervener has agreed to be named in an offer, not too long ago."""
    day = finished.dossier.inputs.offer.value.date
    verdicts = []
    for person in finished.dossier.inputs.team:
        value, span = person.file.value, person.file.span("consent")
        if value.consent is None or value.consent > day:
            said = f"{value.name} n'a pas donné son accord pour figurer dans une offre"
            verdicts.append(Verdict(span, said, "notez la date de l'accord sous « consent »"))
        elif rule := lapsed("consent", value.consent, day):
            since = f"date du {days.long(value.consent)}, plus de {rule.months} mois avant l'offre"
            hint = "redemandez-le, puis changez « consent » (durée choisie par l'organisme)"
            verdicts.append(Verdict(span, f"l'accord de {value.name} {since}", hint))
    return tuple(verdicts)


def resumes_up_to_date(finished: Finished) -> tuple[Verdict, ...]:
    """Each CV was brought up to date, not too long ago and not after the offer."""
    day = finished.dossier.inputs.offer.value.date
    verdicts = []
    for person in finished.dossier.inputs.team:
        value, span = person.file.value, person.file.span("updated")
        hint = "relisez-le avec la personne, puis changez « updated » (durée choisie par l'organisme)"
        if value.updated is None:
            verdicts.append(Verdict(span, f"le CV de {value.name} n'a pas de date de mise à jour", hint))
        elif rule := lapsed("updated", value.updated, day):
            since = f"date du {days.long(value.updated)}, plus de {rule.months} mois avant l'offre"
            verdicts.append(Verdict(span, f"le CV de {value.name} {since}", hint))
    return tuple(verdicts)


# --- references, names ---------------------------------------------------------------------------


def references_missing(finished: Finished) -> tuple[Verdict, ...]:
    """Each theme and each demand of the profile has a reference in each CV."""
    inputs = finished.dossier.inputs
    verdicts = []
    for person in inputs.team:
        if left := gaps(picked(inputs, person), inputs.brief.value):
            words = ", ".join(f"« {word} »" for word in left)
            said = f"pas de référence pour {words} dans le CV de {person.file.value.name}"
            hint = "ajoutez ce mot aux « tags » d'une référence qui s'y rapporte, s'il y en a une"
            verdicts.append(Verdict(person.file.span("references"), said, hint))
    return tuple(verdicts)


def names_hidden(finished: Finished) -> tuple[Verdict, ...]:
    """A CV without a name holds no name, employer, client or e-mail, in its text or in the file around it."""
    verdicts = []
    for name, data in finished.files.items():
        if name.endswith(f"{ANONYMOUS}.docx"):
            text = _all_text(data)
            verdicts += [
                Verdict(finished.place(name), f"un CV anonyme dit « {word} »", "retirez-le du fichier de l'intervenant")
                for word in sorted(set(_telling(finished)))
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
            ]
    return tuple(verdicts)


def _telling(finished: Finished) -> Iterator[str]:
    """Each word that would tell who the persons of the team are."""
    inputs = finished.dossier.inputs
    yield from (*answering(inputs), inputs.candidate.value.email)
    for person in inputs.team:
        yield from own_names(person.file.value)
        yield from named_bodies(person.file.value)


def _all_text(data: bytes) -> str:
    """The words of every part of a .docx, styles left out."""
    try:
        parts = unzipped(data)
    except BROKEN:
        return ""  # damaged: told by who reads it back
    named = (name for name in parts if name.endswith((".xml", ".rels")) and not name.endswith("styles.xml"))
    return " ".join(_words(parts[name].decode("utf-8", "replace")) for name in named)


def _words(xml: str) -> str:
    """The text between tags; runs of one paragraph join, paragraphs do not."""
    text = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", " ", xml))
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").replace("&amp;", "&")


def names_elsewhere(finished: Finished) -> tuple[Verdict, ...]:
    """When the buyer wants CVs without names, no other document of the packet tells them."""
    inputs = finished.dossier.inputs
    if not hidden(inputs.brief.value):
        return ()
    return tuple(
        Verdict(
            finished.place(printed.docx),
            f"les CV sont demandés sans nom, mais ce document nomme {person.file.value.name}",
            "écrivez la fonction au lieu du nom dans un bloc de ce client, ou demandez à l'acheteur ce qu'il admet",
        )
        for printed in finished.printed
        for person in inputs.team
        if printed.key != "cv" and any(person.file.value.name in words for words in printed.words)
    )
