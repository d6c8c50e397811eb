"""Is everything that the buyer demands there: pieces, sections, answers, signature place?"""

from __future__ import annotations

from typing import get_args

from generator.brief.pieces import PieceDemand
from generator.brief.terms import AnnexKind
from generator.checks.finished import Finished, Verdict
from generator.document.inlines import plain_text
from generator.document.tree import Document, Heading, Signature, nodes
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
            _remedy(demand),
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


def _remedy(demand: PieceDemand) -> str:
    if demand.annex:
        return f"joignez sous « annexes » une annexe dont la fiche dit « kind: {demand.annex} »"
    if demand.any_of:
        return "choisissez « candidature: forms », « attestation » ou « both » dans offer.yaml"
    if demand.piece in get_args(PaperPiece):
        return f"ajoutez dans boilerplate/documents/ un modèle dont l'en-tête dit « piece: {demand.piece} »"
    return "joignez-la sous « annexes » dans offer.yaml" if demand.piece == "annex" else "vérifiez offer.yaml"


def note_sections(finished: Finished) -> tuple[Verdict, ...]:
    """The note holds the buyer's sections, in the buyer's order and words, none empty."""
    inputs = finished.dossier.inputs
    demand = inputs.brief.value.demand("note")
    note = next((p for p in finished.printed if p.key == "note"), None)
    if demand is None or note is None:
        return ()
    bodies = _sections(note.tree)
    place = finished.place(note.docx)
    missing = [s.title for s in demand.sections if _key(s.title) not in bodies]
    empty = [s.title for s in demand.sections if bodies.get(_key(s.title)) == 0]
    order = [title for title in bodies if title in {_key(s.title) for s in demand.sections}]
    verdicts = [
        Verdict(place, f"section demandée absente de la note : « {t} »", "ajoutez un bloc à cette partie")
        for t in missing
    ]
    verdicts += [
        Verdict(place, f"section vide dans la note : « {t} »", "ajoutez un bloc à cette partie") for t in empty
    ]
    if not missing and order != [_key(s.title) for s in demand.sections]:
        verdicts.append(
            Verdict(
                place,
                "les sections de la note ne suivent pas l'ordre de l'acheteur",
                "revoyez les titres modifiés dans Word",
            )
        )
    return tuple(verdicts)


def _key(title: str) -> str:
    return " ".join(title.replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ").split()).lower()


def _sections(note: Document) -> dict[str, int]:
    """The level-1 titles in order, each with how many nodes follow it."""
    counts: dict[str, int] = {}
    current = ""
    for node in nodes(note):
        if isinstance(node, Heading) and node.level == 1:
            current = _key(plain_text(node.runs))
            counts[current] = 0
        elif current:
            counts[current] += 1
    return counts


def answered(finished: Finished) -> tuple[Verdict, ...]:
    """Each demand of the brief is answered by a block or a piece."""
    inputs = finished.dossier.inputs
    answers = {answer for choice in finished.dossier.choices if choice.taken for answer in choice.answers}
    topics = {topic for choice in finished.dossier.choices for topic in choice.block.head.topics}
    present = _present(finished)
    verdicts = []
    for i, demand in enumerate(inputs.brief.value.requirements):
        there = demand.piece and (demand.piece in present or _replaced(demand.piece, present))
        if demand.id in answers or (there and _annexed(demand.annex, finished)):
            continue
        hint = (
            near_miss(demand.topic or "", topics)
            if demand.topic not in topics
            else "ses blocs sont écartés : « offer blocks --why »"
        )
        if demand.piece:
            hint = _remedy(PieceDemand(piece=demand.piece, annex=demand.annex))
        verdicts.append(
            Verdict(
                inputs.brief.span("requirements", i),
                f"aucune réponse à {demand.id} : « {demand.text} »",
                hint or f"écrivez un bloc dont « topics » contient « {demand.topic} »",
            )
        )
    return tuple(verdicts)


def _replaced(piece: str, present: set[str]) -> bool:
    return piece in {"dc1", "dc2"} and "attestation" in present


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
