"""Is everything that the buyer demands there: pieces, sections, answers, signature place?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, get_args

from generator.brief.pieces import PieceDemand
from generator.brief.terms import AnnexKind
from generator.checks.completeness.printed import Text, note, texts
from generator.checks.finished import Finished, Verdict
from generator.document.tree import Signature, nodes
from generator.foundation.diagnostic import near_miss
from generator.library.paper import PaperPiece

PIECES = {
    "note": "note méthodologique",
    "planning": "planning prévisionnel",
    "cv": "CV",
    "cost": "fiche financière",
    "bpu": "bordereau des prix unitaires",
    "dqe": "détail quantitatif estimatif",
    "dpgf": "décomposition du prix global et forfaitaire",
    "dc1": "DC1",
    "dc2": "DC2",
    "dc4": "DC4",
    "attri1": "acte d'engagement",
    "mandate": "pouvoir du mandataire",
    "attestation": "attestation sur l'honneur",
    "programme": "programme de formation",
    "agreement": "projet de convention",
    "charter": "charte de confidentialité",
    "attendance": "feuille d'émargement",
    "questionnaire": "questionnaires d'évaluation",
    "report": "trame de bilan",
    "annex": "annexe",
}


def demanded_pieces(finished: Finished) -> tuple[Verdict, ...]:
    """Each demanded piece is in the packet; of a choice, one whole set."""
    inputs = finished.dossier.inputs
    present = _present(finished)
    return tuple(
        Verdict(
            inputs.brief.span("pieces", i),
            f"pièce demandée absente du dossier : {_said(demand)}",
            _remedy(demand, finished),
        )
        for i, demand in enumerate(inputs.brief.value.pieces)
        if not any(set(choice) <= present for choice in _choices(demand)) or not _annexed(demand.annex, finished)
    )


def _annexed(kind: AnnexKind | None, finished: Finished) -> bool:
    """Whether an annex of this kind is there; true when none in particular is demanded."""
    return kind is None or any(annex.value.kind == kind for _, annex in finished.dossier.inputs.annexes)


def _present(finished: Finished) -> set[str]:
    """The pieces of the packet, and those never due: a DC4 without subcontractor, a power without groupement."""
    offer, annexes = finished.dossier.inputs.offer.value, finished.dossier.inputs.annexes
    moot = {"dc4": not offer.subcontracts, "mandate": offer.consortium is None}
    never = {piece for piece, idle in moot.items() if idle}
    return {printed.key for printed in finished.printed} | never | ({"annex"} if annexes else set())


def _choices(demand: PieceDemand) -> tuple[tuple[str, ...], ...]:
    return ((demand.piece,),) if demand.piece else demand.any_of


def _said(demand: PieceDemand) -> str:
    return ", ou bien ".join(" et ".join(PIECES[name] for name in choice) for choice in _choices(demand))


def _remedy(demand: PieceDemand, finished: Finished) -> str:
    if any(_lost(piece, finished) for choice in _choices(demand) for piece in choice):
        return _again(finished)
    if demand.annex:
        return f"joignez sous « annexes » une annexe dont la fiche dit « kind: {demand.annex} »"
    if demand.any_of:
        return "choisissez « candidature: forms », « attestation » ou « both » dans offer.yaml"
    if demand.piece in get_args(PaperPiece):
        return f"ajoutez dans boilerplate/documents/ un modèle dont l'en-tête dit « piece: {demand.piece} »"
    return "joignez-la sous « annexes » dans offer.yaml" if demand.piece == "annex" else "vérifiez offer.yaml"


def _lost(piece: str, finished: Finished) -> bool:
    """Whether the build wrote this piece, and its file is gone since, or can't be read any more."""
    left = {one.docx for one in finished.printed}
    made = (f"{document.slug}.docx" for document in finished.dossier.documents if document.key == piece)
    return any(name in finished.recorded and name not in left for name in made)


def _again(finished: Finished) -> str:
    client = finished.dossier.inputs.client
    return f"« offer build {client} --force » l'écrit de nouveau, et garde à part les fichiers que vous avez modifiés"


def answered(finished: Finished) -> tuple[Verdict, ...]:
    """Each demand of the brief is answered by a block or a piece."""
    inputs, printed = finished.dossier.inputs, texts(finished)
    answers = {answer for choice in finished.dossier.choices if choice.taken for answer in choice.answers}
    topics = {topic for choice in finished.dossier.choices for topic in choice.block.head.topics}
    present = _present(finished)
    verdicts: list[Verdict] = []
    for i, demand in enumerate(inputs.brief.value.requirements):
        there = demand.piece and (demand.piece in present or _replaced(demand.piece, present))
        if there and _annexed(demand.annex, finished):
            continue
        if demand.id in answers:
            verdicts += _taken_out(finished, i, printed)
            continue
        hint = (
            near_miss(demand.topic or "", topics)
            if demand.topic not in topics
            else "ses blocs sont écartés : « offer blocks --why »"
        )
        if demand.piece:
            hint = _remedy(PieceDemand(piece=demand.piece, annex=demand.annex), finished)
        verdicts.append(
            Verdict(
                inputs.brief.span("requirements", i),
                f"aucune réponse à {demand.id} : « {demand.text} »",
                hint or f"écrivez un bloc dont « topics » contient « {demand.topic} »",
            )
        )
    return tuple(verdicts)


def _taken_out(finished: Finished, index: int, printed: Mapping[str, Text]) -> Iterator[Verdict]:
    """What to say of a demand whose answers were written, and have all been taken out of the note since."""
    demand = finished.dossier.inputs.brief.value.requirements[index]
    there = note(finished)
    chosen = [c.block.id for c in finished.dossier.choices if c.taken and demand.id in c.answers]
    if there is None or printed.keys() & set(chosen):
        return
    yield Verdict(
        finished.place(there.docx),
        f"la réponse à {demand.id} a été retirée de la note : « {demand.text} »",
        f"remettez-la dans Word (bloc {' ou '.join(chosen)}), ou répondez ailleurs dans la note",
    )


def _replaced(piece: str, present: set[str]) -> bool:
    return piece in {"dc1", "dc2"} and "attestation" in present


_ALONE: Final = ("note", "planning", "cost", "bpu", "dqe", "dpgf", "dc1", "attestation", "programme", "charter")


def one_file_each(finished: Finished) -> tuple[Verdict, ...]:
    """Each demanded piece is in the packet whole, and once: every CV, every DC2, and no second note.

    A piece of which nothing is left is told by the check of demanded pieces.
    """
    return (*_incomplete(finished), *_doubled(finished))


def _incomplete(finished: Finished) -> Iterator[Verdict]:
    """The pieces of which some files have gone, in Word or in PDF, and others are still there."""
    left = {one.docx.removesuffix(".docx"): one for one in finished.printed}
    for piece in dict.fromkeys(document.key for document in finished.dossier.documents):
        made = [document for document in finished.dossier.documents if document.key == piece]
        gone = [document for document in made if document.slug not in left]
        if gone and len(gone) < len(made):
            many = f"{len(gone)} sur {len(made)}"
            yield Verdict(
                finished.place(f"{gone[0].slug}.docx"),
                f"pièce incomplète, {PIECES.get(piece, piece)} : il en manque {many} "
                f"({', '.join(f'« {document.title} »' for document in gone)})",
                _again(finished),
            )


def _doubled(finished: Finished) -> Iterator[Verdict]:
    """The pieces that go alone and are there twice, the annexes that are one file under two names."""
    count = Counter(one.key for one in finished.printed)
    for piece in _ALONE:
        if count[piece] > 1 and not finished.dossier.inputs.brief.value.lots:
            names = [one.docx for one in finished.printed if one.key == piece]
            yield Verdict(
                finished.place(names[-1]),
                f"la pièce « {PIECES[piece]} » est {count[piece]} fois dans le dossier : {', '.join(names)}",
                "n'en gardez qu'une : l'acheteur ne saurait pas laquelle fait foi",
            )
    known: dict[str, str] = {}
    for i, (key, annex) in enumerate(finished.dossier.inputs.annexes):
        first = known.setdefault(annex.value.file, key)
        if first != key:
            yield Verdict(
                finished.dossier.inputs.offer.span("annexes", i),
                f"le même fichier est joint deux fois : « {first} » et « {key} » ({annex.value.file})",
                "retirez l'une des deux annexes d'offer.yaml",
            )


def signature_place(finished: Finished) -> tuple[Verdict, ...]:
    """A piece that must be signed has a place to sign, with a name; one that must be dated, its date."""
    verdicts = []
    for demand in finished.dossier.inputs.brief.value.pieces:
        for printed in (p for p in finished.printed if p.key == demand.piece):
            signed = any(isinstance(node, Signature) for node in nodes(printed.tree))
            if demand.signed and not signed:
                verdicts.append(
                    Verdict(
                        finished.place(printed.docx),
                        "pièce à signer sans cadre de signature",
                        "ajoutez « ::: signature »",
                    )
                )
    return tuple(verdicts)
