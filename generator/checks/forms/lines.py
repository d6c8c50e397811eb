"""Does each printed line say what the offer's data say: who answers, to whom, for what, on which terms?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.brief.designation import spaced
from generator.checks.finished import Finished, Passage, Verdict
from generator.checks.forms.boxes import other_boxes
from generator.checks.forms.copies import Copy, printed_copies
from generator.checks.forms.honour import declared
from generator.checks.forms.pairs import Answering, Pair
from generator.checks.forms.reading import folded
from generator.checks.forms.tables import table_gaps
from generator.checks.forms.wording import REBUILD, cut, instead, told, verdict
from generator.compose.compose import shortened
from generator.compose.resumes import ANONYMOUS
from generator.forms.fill import Sheet, Words

WHO = frozenset({"identity", "name", "address", "seat", "email", "phone", "siret", "siren", "legal_form", "signatory"})
PARTIES = frozenset({"candidate", "us", "leader"})
WHAT = frozenset({"buyer.designation", "brief.title", "brief.reference"})
PERSONAL = frozenset({"subcontract.months", "subcontract.period", "subcontract.processing"})
TERMS = ("price.", "contract.", "brief.contract", "brief.dates", "engagement.", "subcontract.")
BANK = frozenset({"account", "bank"})


def subject(blank_source: str) -> str:
    """What a line is about: who, what (the consultation), data (of a subcontract), terms, years, or other."""
    root, _, rest = blank_source.partition(".")
    if root in PARTIES and rest in WHO:
        return "who"
    if blank_source in WHAT or root == "consultation":
        return "what"
    if blank_source in PERSONAL or blank_source.startswith("subcontract.personal_data"):
        return "data"
    if blank_source.startswith(TERMS) or (root in PARTIES and rest in BANK):
        return "terms"
    return "years" if rest == "created" else "other"


def differing(copy: Copy, about: str) -> tuple[tuple[Pair, Answering], ...]:
    """The lines about this subject that the print and the data say otherwise."""
    return tuple(
        (pair, line)
        for pair in copy.pairs
        if not pair.filled.why and not _emptied(copy, pair)
        for line in pair.answers
        if line.differs and subject(line.blank.source) == about
    )


def _emptied(copy: Copy, pair: Pair) -> bool:
    """The mandataire of a groupement, left out altogether: the check of the groupement says it."""
    return copy.key == "dc1" and pair.spec.id == "G" and pair.turned


def said(copy: Copy, pair: Pair, line: Answering) -> str:
    """« rubrique D, téléphone : « x » au lieu de « y » (fichier:ligne) »."""
    label = f"{copy.where(pair)}, {line.blank.field[:1].lower()}{line.blank.field[1:]}"
    if line.read is None:
        return f"{label} : la ligne manque"
    printed = " ".join(line.read)
    if line.due is None:
        return f"{label} : « {cut(printed)} », sans objet d'après les données"
    return f"{label} : {instead(printed, ' '.join(line.due))} ({copy.place(line.blank.add or line.blank.source)})"


def words_of(line: Answering, pair: Pair) -> str:
    """The words that get the comment: the printed answer, else the rubric's title."""
    return next(iter(line.read or ()), "") or (pair.read.title if pair.read else "")


def _lines(finished: Finished, about: str, skip: Callable[[Copy, Pair], bool]) -> Iterator[Verdict]:
    for copy in printed_copies(finished):
        found = tuple((pair, line) for pair, line in differing(copy, about) if not skip(copy, pair))
        if found:
            sentence = told(said(copy, pair, line) for pair, line in found)
            yield verdict(finished, copy, sentence, REBUILD, words_of(found[0][1], found[0][0]))


def same_identity(finished: Finished) -> tuple[Verdict, ...]:
    """Name, addresses, e-mail, telephone, SIRET: one identity in every form, and in the cost sheet."""
    return (*_lines(finished, "who", lambda *_: False), *_cost_sheet(finished), *_running_heads(finished))


def _running_heads(finished: Finished) -> Iterator[Verdict]:
    """Each page of a document that hides no name says who answers; a frozen one has the head that somebody gave it."""
    name = finished.dossier.inputs.candidate.value.name
    frozen = {file.slug for file in finished.dossier.frozen}
    wrong = [
        one
        for one in finished.written
        if one.tree.header.strip()
        and folded(shortened(name)) not in folded(one.tree.header)
        and not one.docx.removesuffix(".docx").endswith(ANONYMOUS)
        and one.docx.removesuffix(".docx") not in frozen
    ]
    if wrong:
        heads = told(f"« {cut(one.tree.header)} » ({one.docx})" for one in wrong)
        sentence = f"l'en-tête des pages ne porte pas le nom de l'organisme, « {name} » : {heads}"
        yield Verdict(finished.place(wrong[0].docx), sentence, REBUILD)


def _cost_sheet(finished: Finished) -> Iterator[Verdict]:
    """The line under the title of a price piece names who answers, as the forms do."""
    candidate = finished.dossier.inputs.candidate.value
    siret = spaced(candidate.siret, 3, 3, 3, 5)
    address = f"{candidate.address.street}, {candidate.address.postcode} {candidate.address.town}"
    due = {"cost": (candidate.name, address, siret), "bpu": (candidate.name, siret), "dqe": (candidate.name, siret)}
    for printed in finished.printed:
        body = folded("\n".join(printed.words))
        missing = [text for text in due.get(printed.key, ()) if folded(text) not in body]
        if missing:
            line = next((text for text in printed.words if "SIRET" in text), "")
            passage = Passage(printed.docx.removesuffix(".docx"), line) if line else None
            lost = told(f"« {text} »" for text in missing)
            sentence = f"l'identité n'est pas celle des formulaires : il manque {lost}"
            yield Verdict(finished.place(printed.docx), sentence, REBUILD, passage)


def same_consultation(finished: Finished) -> tuple[Verdict, ...]:
    """Buyer, object, reference and lots: those of the brief, in every form."""
    return tuple(_lines(finished, "what", lambda copy, pair: copy.key == "dc1" and pair.spec.id == "C"))


def terms_kept(finished: Finished) -> tuple[Verdict, ...]:
    """Amounts, accounts, durations and choices of a form that engages: those of the offer."""
    verdicts = []
    for copy in printed_copies(finished):
        lines = [(said(copy, pair, line), words_of(line, pair)) for pair, line in differing(copy, "terms")]
        found = (*lines, *other_boxes(copy), *table_gaps(copy, ("accounts", "parts", *_members(copy))))
        if found:
            sentence = told(text for text, _ in found)
            verdicts.append(verdict(finished, copy, sentence, REBUILD, found[0][1]))
    return tuple(verdicts)


def _members(copy: Copy) -> tuple[str, ...]:
    return ("members", "shares") if copy.key != "dc1" else ()


def answers_kept(finished: Finished) -> tuple[Verdict, ...]:
    """Every other answer, table and sentence of a form: as the data make it."""
    verdicts = []
    for copy in printed_copies(finished):
        lines = [(said(copy, pair, line), words_of(line, pair)) for pair, line in differing(copy, "other")]
        found = (*lines, *table_gaps(copy, ("staff", "team", "references")), *_sentences(copy), *_added(copy))
        if found:
            sentence = told(text for text, _ in found)
            verdicts.append(verdict(finished, copy, sentence, REBUILD, found[0][1]))
    return tuple(verdicts)


def _sentences(copy: Copy) -> Iterator[tuple[str, str]]:
    """Sentences of the form that are no longer there; those of a declaration have a check of their own."""
    for pair in copy.pairs:
        if pair.read is None or declared(pair) or pair.turned:
            continue
        there = {folded(text) for text in pair.read.texts}
        for text in expected_sentences(pair):
            if folded(text) not in there:
                yield f"{copy.where(pair)} : la phrase « {cut(text)} » manque ou a changé", pair.read.title


def expected_sentences(pair: Pair) -> tuple[str, ...]:
    """The paragraphs of the form itself in this rubric, and why it does not apply."""
    said: list[str] = [pair.filled.why] if pair.filled.why else []
    for entry in pair.filled.entries:
        if isinstance(entry, Words):
            said += entry.lines
        elif isinstance(entry, Sheet) and not entry.rows:
            said.append(entry.empty)
    return tuple(said)


def _added(copy: Copy) -> Iterator[tuple[str, str]]:
    """Lines with a label that the form does not have."""
    for pair in copy.pairs:
        if pair.read is None or pair.filled.why:
            continue
        known = {folded(line.blank.field) for line in pair.answers}
        for answer in pair.read.answers:
            if answer.label and folded(answer.label) not in known:
                text = f"{copy.where(pair)} : ligne ajoutée « {cut(answer.label)} »"
                yield text, answer.label
