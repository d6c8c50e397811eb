"""Every check: the shipped offer passes it (or is known not to), and a spoiled one fails it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import typst

from generator.brief.brief import Visit
from generator.brief.consortium import Subcontract
from generator.brief.frozen import FrozenDocument, FrozenFile
from generator.brief.offer import VisitDone
from generator.brief.pieces import PieceDemand
from generator.brief.pricing import Quantity
from generator.brief.reviewing import Entry
from generator.brief.rules import Limit, Rules
from generator.checks.completeness import pieces
from generator.checks.finished import Finished, Printed
from generator.checks.table import CHECKS
from generator.document.tree import Document, Heading, Paragraph, Part, Signature, Text
from generator.foundation.diagnostic import Span
from generator.foundation.record import Loaded, Record
from generator.writers import docx
from generator.writers.pdf.compile import fonts
from tests.checks.cases import cases

EXPECTED_ON_VIENNE = {"C848", "C861", "C871"}  # demands without a reference, unconfirmed readings, example data
Spoil = Callable[[Finished], Finished]


def updated(loaded: Loaded, **values) -> Loaded:
    return Loaded(loaded.value.model_copy(update=values), loaded.source)


def with_inputs(finished: Finished, **values) -> Finished:
    return replace(finished, dossier=replace(finished.dossier, inputs=replace(finished.dossier.inputs, **values)))


def with_printed(finished: Finished, key: str, change: Callable[[Printed], Printed]) -> Finished:
    return replace(finished, printed=tuple(change(p) if p.key == key else p for p in finished.printed))


def brief(**values) -> Spoil:
    return lambda f: with_inputs(f, brief=updated(f.dossier.inputs.brief, **values))


def offer(**values) -> Spoil:
    return lambda f: with_inputs(f, offer=updated(f.dossier.inputs.offer, **values))


def without(key: str) -> Spoil:
    return lambda f: replace(f, printed=tuple(p for p in f.printed if p.key != key))


def worded(key: str, *words: str) -> Spoil:
    return lambda f: with_printed(f, key, lambda p: replace(p, words=words))


def said(key: str, word: str) -> Spoil:
    return lambda f: with_printed(f, key, lambda p: replace(p, words=(*p.words, word)))


def nodes_kept(key: str, keep: Callable[[object], bool]) -> Spoil:
    def cut(part: Part) -> Part:
        return replace(part, nodes=tuple(node for node in part.nodes if keep(node)))

    return lambda f: with_printed(
        f, key, lambda p: replace(p, tree=replace(p.tree, parts=tuple(map(cut, p.tree.parts))))
    )


def no_first_section(node: object) -> bool:
    return not (isinstance(node, Heading) and node.level == 1 and "Objectifs" in str(node.runs))


def beside(key: str, *words: str) -> Spoil:
    """The note's tree as a document beside the packet: it has not one title of an agreement."""
    return lambda f: replace(f, aside=(replace(f.printed[0], key=key, words=words),))


def person(**values) -> Spoil:
    def change(f: Finished) -> Finished:
        team = f.dossier.inputs.team
        return with_inputs(f, team=(replace(team[0], file=updated(team[0].file, **values)), *team[1:]))

    return change


def demanding(**values) -> Spoil:
    """A brief that demands more of who runs the sessions."""
    return lambda f: brief(intervener=replaced(f.dossier.inputs.brief.value.intervener, **values))(f)


def nameless(words: str) -> Spoil:
    """A CV without a name that says these words all the same."""

    def change(f: Finished) -> Finished:
        tree = Document("cv", "x", "CV", parts=(Part("", (Paragraph((Text(words),)),)),))
        inputs = f.dossier.inputs
        data = docx.write(tree, inputs.theme.value, inputs.offer.value.date)
        return replace(f, files={**f.files, "cv-intervenant-a.anonyme.docx": data})

    return change


def names_unwanted(f: Finished) -> Finished:
    demands = f.dossier.inputs.brief.value.pieces
    return brief(pieces=tuple(replaced(d, anonymous=True) if d.piece == "cv" else d for d in demands))(f)


def annexed(key: str, **values) -> Spoil:
    def change(f: Finished) -> Finished:
        found = ((name, updated(annex, **values) if name == key else annex) for name, annex in f.dossier.inputs.annexes)
        return with_inputs(f, annexes=tuple(found))

    return change


def demanding_annex(kind: str) -> Spoil:
    def change(f: Finished) -> Finished:
        demands = f.dossier.inputs.brief.value.pieces
        return brief(pieces=(*demands, PieceDemand(piece="annex", annex=kind)))(f)

    return change


def expired(f: Finished) -> Finished:
    annexes = tuple((key, updated(annex, until=date(2023, 1, 1))) for key, annex in f.dossier.inputs.annexes)
    return with_inputs(f, annexes=annexes)


def unanswered(f: Finished) -> Finished:
    choices = tuple(c for c in f.dossier.choices if "confidentiality" not in c.block.head.topics)
    return replace(f, dossier=replace(f.dossier, choices=choices))


def no_deadline(f: Finished) -> Finished:
    dates = f.dossier.inputs.brief.value.dates.model_copy(update={"deadline": None})
    return brief(dates=dates)(f)


def fewer_sessions(f: Finished) -> Finished:
    schedule = f.dossier.schedule
    return replace(f, dossier=replace(f.dossier, schedule=replace(schedule, events=schedule.events[:-3])))


def estimated(f: Finished) -> Finished:
    """The buyer's estimate counts six sessions, ours five."""
    pricing = f.dossier.inputs.offer.value.pricing
    six = replaced(pricing, dqe=(Quantity(line="session", quantity=Decimal(6)),))
    (cost,) = (p for p in f.printed if p.key == "cost")
    return offer(pricing=six)(replace(f, printed=(*f.printed, replace(cost, key="dqe", words=()))))


def another_paragraph(f: Finished) -> Finished:
    extra = Part("_ao_000000001", (Paragraph((Text("Une phrase que seul Word montre."),)),))
    return with_printed(f, "note", lambda p: replace(p, tree=replace(p.tree, parts=(*p.tree.parts, extra))))


def laid_out(f: Finished) -> Finished:
    """The note frozen with a PDF that keeps its own layout."""
    entry = FrozenDocument.model_validate(
        {"document": "note-methodologique", "sha256": "0" * 64, "since": "2023-06-29", "by": "Camille Exemple"}
    )
    return replace(f, dossier=replace(f.dossier, frozen=(FrozenFile(entry, Span("frozen.yaml"), b"", b"%PDF"),)))


def wrong_contents() -> bytes:
    """A PDF of one page whose contents send to page 9."""
    text = '= Sujet\n#"Sujet.................... 9"'
    return typst.compile(text.encode(), font_paths=fonts(), ignore_system_fonts=True)


def at_most(piece: str, pages: int) -> Spoil:
    def change(f: Finished) -> Finished:
        return brief(rules=Rules(limits=(Limit.model_validate({"piece": piece, "max_pages": pages}),)))(f)

    return change


def replaced(record: Record, **values):
    return record.model_copy(update=values)


def visited(asked: Visit, done: VisitDone | None = None) -> Spoil:
    return lambda f: offer(visit=done)(brief(visit=asked)(f))


def remarked(**values) -> Spoil:
    """A remark of a reviewer on the note."""
    entry = Entry.model_validate({"id": "c-00000001", "document": "note-methodologique", "text": "À revoir", **values})
    return lambda f: with_inputs(f, reviewing=updated(f.dossier.inputs.reviewing, comments=(entry,)))


ASKED = (
    "À confirmer auprès de l'acheteur : le nom de l'acheteur est masqué dans la demande publiée."
    " (brief.yaml, assumptions : buyer.name)"
)
PLACE = {"kind": "value", "file": "offers/vienne/offer.yaml", "field": "planning.place"}
LAST = date(2023, 6, 20)
MUST = Visit(mandatory=True, until=LAST)

SPOILED: dict[str, tuple[Spoil, ...]] = {
    "C801": (demanding_annex("qualiopi"), without("note"), without("cv"), without("dc2")),
    "C802": (nodes_kept("note", no_first_section),),
    "C803": (unanswered,),
    "C804": (nodes_kept("note", lambda node: not isinstance(node, Signature)),),
    "C811": (offer(date=date(2023, 7, 3)),),
    "C812": (no_deadline,),
    "C813": (
        annexed("assurance", until=date(2024, 1, 31)),
        annexed("assurance", until=date(2025, 6, 30)),
        annexed("avis-sirene", issued=date(2023, 7, 3)),
    ),
    "C816": (expired, annexed("avis-sirene", until=date(2023, 7, 1))),
    "C814": (person(consent=None), person(consent=date(2023, 12, 1)), person(consent=date(2021, 6, 25))),
    "C815": (person(updated=None), person(updated=date(2022, 6, 25))),
    "C821": (said("note", "soit 4 888,57 € en tout"), said("cost", "total : 1 234,56\u00a0€")),
    "C822": (worded("cost", "Fiche financière"),),
    "C823": (worded("cost", "Total : 4 888,56 €"),),
    "C824": (said("dc2", "Montant : 4 888,56 €"),),
    "C825": (fewer_sessions,),
    "C826": (estimated,),
    "C831": (
        said("note", "agents [2..] formés"),
        said("dc1", "Direction [1…]"),
        said("note", "{{ brief }}"),
        said("cost", "TODO"),
        beside("charter", "TODO"),
    ),
    "C841": (person(profile="magicien"),),
    "C842": (person(evidence=()),),
    "C843": (person(evidence=()),),
    "C844": (demanding(years=10), demanding(diplomas=("doctorat de droit",))),
    "C845": (demanding(years=12), demanding(diplomas=("doctorat de droit",))),
    "C846": (
        nameless("CV de Camille Exemple"),
        nameless("écrire à contact@organisme-exemple.example"),
        nameless("chez Organisme Exemple"),
    ),
    "C847": (names_unwanted,),
    "C848": (lambda f: f, person(references=())),
    "C851": (another_paragraph,),
    "C852": (lambda f: another_paragraph(laid_out(f)),),
    "C853": (lambda f: with_printed(laid_out(f), "note", lambda p: replace(p, pdf_bytes=wrong_contents())),),
    "C861": (lambda f: f,),
    "C862": (
        remarked(),
        remarked(kind="change", on="le groupe"),
        remarked(author="À confirmer", text=ASKED, replies=[{"author": "Sacha Relecture", "text": "Oui."}]),
        remarked(
            author="À confirmer",
            text="Contrôle C831 (bloquant) : reste « TODO ».",
            replies=[{"author": "Sacha Relecture", "text": "Je complète."}],
        ),
        remarked(**PLACE, on="à Châtellerault", was="Poitiers"),  # neither the text nor the data say it
    ),
    "C863": (
        remarked(**PLACE, on="animateurs", was="Poitiers, dans une salle fournie par vos services"),
        remarked(kind="value", on="animateurs", state="answered", answer="Vu"),
    ),
    "C871": (lambda f: f,),
    "C881": (beside("agreement"),),
    "C891": (at_most("note", 13), at_most("cv", 1)),
    "C892": (
        visited(MUST),
        visited(MUST, VisitDone(on=date(2023, 6, 21))),
        visited(MUST, VisitDone(on=LAST, annex="attestation-de-visite")),
    ),
}
CURED: dict[str, Spoil] = {
    "C891": at_most("note", 14),
    "C892": visited(MUST, VisitDone(on=LAST)),
    "C848": lambda f: brief(
        service=replaced(f.dossier.inputs.brief.value.service, themes=()),
        intervener=replaced(f.dossier.inputs.brief.value.intervener, must=(), plus=()),
    )(f),
    "C861": brief(assumptions=()),
    "C862": remarked(state="answered", answer="C'est revu."),
    "C871": lambda f: with_inputs(
        f,
        candidate=updated(f.dossier.inputs.candidate, specimen=False),
        team=tuple(replace(p, file=updated(p.file, specimen=False)) for p in f.dossier.inputs.team),
        annexes=tuple((key, updated(annex, specimen=False)) for key, annex in f.dossier.inputs.annexes),
    ),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_sound_offer_passes(check, finished):
    if check.id not in SPOILED:
        return  # its cases are in tests/cases/checks/
    assert check.findings(CURED.get(check.id, lambda f: f)(finished)) == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_spoiled_offer_fails(check, finished):
    for spoil in SPOILED.get(check.id, ()):
        findings = check.findings(spoil(finished))
        assert findings, f"{check.id} saw nothing"
        assert all(f.code == check.id and f.level == check.level and f.message and f.span for f in findings)


def test_no_check_lacks_a_case():
    told = {fails: {case.check for case in cases() if case.fails is fails} for fails in (True, False)}
    assert {check.id for check in CHECKS} == set(SPOILED) | (told[True] & told[False])
    assert len({check.id for check in CHECKS}) == len(CHECKS) >= 20


def test_the_shipped_offer_has_no_other_finding(finished):
    found = {finding.code for check in CHECKS for finding in check.findings(finished)}
    assert found == EXPECTED_ON_VIENNE


def test_the_answer_to_a_question_no_longer_asked_is_no_finding(finished):
    (check,) = (check for check in CHECKS if check.id == "C862")
    assert check.findings(remarked(author="À confirmer", text="À confirmer : autre chose.")(finished)) == ()


@pytest.mark.parametrize(
    "values",
    [
        {"on": "animateurs", "state": "closed"},  # meant so
        {"on": "à Châtellerault"},  # the text went back to what the data say
        {"on": "Poitiers, dans une salle fournie par vos services"},  # the data followed
        {"on": "animateurs", "block": "rythme-calendrier"},  # no longer in that block
    ],
)
def test_a_value_that_follows_the_data_is_no_finding(values, finished):
    (check,) = (check for check in CHECKS if check.id == "C863")
    assert check.findings(remarked(**PLACE, was="Niort", **values)(finished)) == ()


SESSIONS = "Séance d’analyse des pratiques (demi-journée) | 5 | séance | 590,00 € | 2 950,00 €"


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({"on": "600,00 €", "was": "590,00 €", "paragraph": SESSIONS}, False),  # that amount is another row's
        ({"on": "5", "was": "6", "paragraph": "Réunion de cadrage | 6 | réunion | 180,00 €"}, False),
        ({"on": "590,00 €", "was": "580,00 €", "paragraph": SESSIONS.replace("590", "580"), "field": "rates.km"}, True),
        ({"on": "animateurs", "was": "experts", "paragraph": "Un passage qui n’est nulle part ailleurs"}, False),
    ],
)
def test_the_words_of_a_value_are_looked_for_in_their_row(values, stands, finished):
    (check,) = (check for check in CHECKS if check.id == "C863")
    source = {"kind": "value", "document": "fiche-financiere", "file": "boilerplate/prices.yaml"}
    spoiled = remarked(**source, **{"field": "rates.session", **values})(finished)
    assert bool(check.findings(spoiled)) is stands


@pytest.mark.parametrize(
    ("values", "said", "remedy"),
    [
        ({"author": "Anaïs Relecture"}, "remarque d'Anaïs Relecture à régler : « À revoir »", "réglez-la"),
        ({"kind": "change"}, "changement à reporter : « À revoir »", "réglez-le"),
        ({"kind": "change", "on": "☐ Le candidat atteste"}, "sur « ☐ Le candidat", "offer.yaml, « confirmations »"),
        ({"answer": "C'est revu."}, "remarque à régler : « À revoir »", "« state: answered »"),
        ({"text": "« Niort » est devenu « Poitiers »."}, "« “Niort” est devenu “Poitiers”. »", "réglez-la"),
        (
            {
                "document": "dc1",
                "author": "À confirmer",
                "text": "À confirmer par Dominique Exemple avant le dépôt.",
                "replies": [{"text": "C'est bon."}],
            },
            "un relecteur : « C'est bon. »",
            "offer.yaml, « confirmations »",
        ),
        (
            {"replies": [{"author": "Sacha", "text": "Oui."}, {"author": "Inès", "text": "Non, « dix »."}]},
            "; dernière réponse, d'Inès : « Non, “dix”. »",
            "réglez-la",
        ),
    ],
)
def test_a_remark_is_told_in_good_french(values, said, remedy, finished):
    (check,) = (check for check in CHECKS if check.id == "C862")
    (finding,) = check.findings(remarked(**values)(finished))
    assert said in finding.message
    assert remedy in (finding.hint or "")


def test_a_dc4_is_due_with_a_subcontractor_only(finished):
    """« Un DC4 par sous-traitant » asks nothing of who has none; nor does a power of who answers alone."""
    asked = tuple(PieceDemand(piece=piece) for piece in ("dc4", "mandate"))
    given = Subcontract.model_validate(
        {"partner": "x", "services": "s", "amount": "9", "from": "2023-10-02", "to": "2023-10-03"}
    )
    alone = brief(pieces=asked)(finished)
    assert pieces.demanded_pieces(alone) == ()
    (verdict,) = pieces.demanded_pieces(offer(subcontracts=(given,))(alone))
    assert "DC4" in verdict.message


def test_a_total_changed_in_the_spreadsheet_is_seen(finished):
    from generator.checks.price.totals import spreadsheet_amounts

    data = finished.files["fiche-financiere.xlsx"]
    assert finished.dossier.quote.gross in spreadsheet_amounts(data)
    assert Decimal("1.23") not in spreadsheet_amounts(data)
