"""What our own sentences claim: a certificate is joined, a declaration of activity is not an approval.

The words of the brief are not ours: what it says is taken out of a paragraph before it is judged, quotes too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from generator.brief.brief import Brief
from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.checks.proofs.holders import folded, holders, owner
from generator.checks.proofs.moments import moments
from generator.foundation import days
from generator.foundation.diagnostic import Level
from generator.foundation.record import Record
from generator.law.identifiers import disclaimer

_LONG: Final = re.compile(r"(?:\d\s?){11}")  # as many digits as a declaration's number
_QUOTED: Final = re.compile(r"«[^»]*»|“[^”]*”")
_ACTOR = r"(?:organismes?|nous sommes|notre société|cabinet|candidat|formations?|formateurs?|formatrices?)"
_APPROVED: Final = re.compile(
    rf"{_ACTOR}(?: de formation| professionnelle| continue)*[^.;:]{{0,15}}?\bagréée?s?\b"
    r"|(?:n° ?|numéros? |num\. ?)d'agrément|agrément (?:n° ?|numéro|de l'état|de la dreets|préfectoral|du préfet)"
    r"|\b(?:notre|son) agrément",
    re.IGNORECASE,
)
_NO: Final = r"(?:\bne\b|\bn'|\bnon\b|\bsans\b|\bpas\b|\baucune?\b|\bni\b|\bsi\b)"
_DENIED: Final = re.compile(rf"{_NO}[^.;:]{{0,25}}\b(?:agrément(?: de l'état)?|agréée?s?\b)", re.IGNORECASE)
_CERTIFIED: Final = re.compile(r"\bqualiopi\b|\bcertifiée?s? qualité\b|\bcertification qualité\b", re.IGNORECASE)
_HINTS: Final = re.compile("[Qq](?:ualiopi|UALIOPI)|ertifi")  # quick to look for, and needed by any claim
_UNCERTIFIED: Final = re.compile(rf"{_NO}[^.;]{{0,60}}(?:qualiopi|qualité)", re.IGNORECASE)


def approval_not_claimed(finished: Finished) -> tuple[Verdict, ...]:
    """No sentence of ours turns the declaration of activity into an approval; its number comes with its reserve."""
    theirs = _words_with(finished.dossier.inputs.brief.value, "agré")
    found = []
    for printed in finished.written:
        for words in printed.words:
            if "agré" in words.lower() and (claim := _APPROVED.search(_DENIED.sub("", _ours(words, theirs)))):
                found.append(_approval(printed, words, claim[0], finished))
    return (*found, *_reserves(finished))


def _approval(printed: Printed, words: str, claim: str, finished: Finished) -> Verdict:
    """A person may hold an approval of another kind: a doubt, where the sentence speaks of a trainer."""
    person = printed.key == "cv" or claim.strip().lower().startswith("format")
    return Verdict(
        finished.place(printed.docx),
        f"ce document dit « {claim.strip()} » : une déclaration d'activité n'est pas un agrément",
        "écrivez « Enregistrée sous le numéro … Cet enregistrement ne vaut pas agrément de l'État. » (L. 6352-12)"
        + (" ; d'un autre agrément, dites de qui et pour quoi" if person else ""),
        Passage(_slug(printed), words),
        Level.WARNING if person else None,
    )


def _reserves(finished: Finished) -> Iterator[Verdict]:
    """Each document that shows a declaration's number without the words that the law wants beside it."""
    rule = disclaimer(finished.dossier.inputs.offer.value.date)
    numbers = {one.file.value.nda.number for one in holders(finished) if one.file.value.nda}
    if rule is None or not numbers:
        return
    wanted = folded(rule.name)
    for printed in finished.written:
        long = (words for words in printed.words if _LONG.search(words))
        shown = [words for words in long if any(number in re.sub(r"\s", "", words) for number in numbers)]
        if shown and not any(wanted in folded(words) for words in printed.words if "agr" in words):
            said = f"ce document donne le numéro de déclaration d'activité sans dire qu'il {rule.name}"
            hint = "ajoutez « Cet enregistrement ne vaut pas agrément de l'État. » (code du travail, L. 6352-12)"
            yield Verdict(finished.place(printed.docx), said, hint, Passage(_slug(printed), shown[0]))


# --- Qualiopi ------------------------------------------------------------------------------------


def certificate_joined(finished: Finished) -> tuple[Verdict, ...]:
    """Who claims the Qualiopi certification joins its certificate, and it covers training."""
    claims = tuple(_claims(finished))
    if not claims:
        return ()
    among = holders(finished)
    joined = [annex for _, annex in finished.dossier.inputs.annexes if annex.value.kind == "qualiopi"]
    ours = [annex for annex in joined if owner(annex.value, among)]
    printed, words = claims[0]
    where = ", ".join(dict.fromkeys(one.docx for one, _ in claims))
    if not ours:
        hint = "joignez le certificat sous « annexes » (kind: qualiopi), ou retirez cette phrase"
        said = f"la certification Qualiopi est mise en avant ({where}) et aucun certificat de qui répond n'est joint"
        return (Verdict(finished.place(printed.docx), said, hint, Passage(_slug(printed), words)),)
    return tuple(
        Verdict(
            annex.span("categories"),
            f"« {annex.value.title} » ne couvre pas les actions de formation ({', '.join(annex.value.categories)})",
            f"retirez cette affirmation ({where}), ou joignez un certificat dont « categories » contient « formation »",
        )
        for annex in ours
        if annex.value.categories and "formation" not in annex.value.categories
    )


def certificate_lasts(finished: Finished) -> tuple[Verdict, ...]:
    """A Qualiopi certificate that is joined says what it certifies, and runs to the last session."""
    last, verdicts = moments(finished).last, []
    for _, annex in finished.dossier.inputs.annexes:
        value = annex.value
        if value.kind != "qualiopi":
            continue
        if value.until and value.until < last:
            said = f"« {value.title} » finit le {days.long(value.until)}, avant la dernière séance ({days.long(last)})"
            verdicts.append(Verdict(annex.span("until"), said, "dites dans la note quand il sera renouvelé"))
        if not value.categories:
            said = f"« {value.title} » : la fiche ne dit pas les catégories d'actions certifiées"
            verdicts.append(Verdict(annex.span(), said, "ajoutez « categories: [formation] » si le certificat la cite"))
    return tuple(verdicts)


def _claims(finished: Finished) -> Iterator[tuple[Printed, str]]:
    """Each paragraph of ours that says the certification is held."""
    brief = finished.dossier.inputs.brief.value
    theirs = (*_words_with(brief, "qualiopi"), *_words_with(brief, "qualité"))
    for printed in finished.written:
        for words in printed.words:
            if _HINTS.search(words) and _CERTIFIED.search(_UNCERTIFIED.sub("", _ours(words, theirs))):
                yield printed, words


# --- whose words ---------------------------------------------------------------------------------


def _ours(words: str, theirs: Iterable[str]) -> str:
    """A paragraph without what it quotes and without the brief's own words."""
    told = _QUOTED.sub(" ", _plain(words))
    for text in theirs:
        told = told.replace(text, " ")
    return told


def _words_with(brief: Brief, stem: str) -> tuple[str, ...]:
    """The texts of the brief that hold this stem, longest first."""
    return tuple(sorted({_plain(text) for text in _texts(brief) if stem in text.lower()}, key=len, reverse=True))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).lower()


def _slug(printed: Printed) -> str:
    return printed.docx.removesuffix(".docx")
