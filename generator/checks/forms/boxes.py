"""Is each box ticked as the offer's data say, and as the form itself wants: one of two, none where none is due?"""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks.finished import Finished, Verdict
from generator.checks.forms.copies import Copy, printed_copies
from generator.checks.forms.pairs import Pair, Ticking
from generator.checks.forms.reading import folded
from generator.checks.forms.wording import REBUILD, cut, verdict

LOTS = frozenset({"not_allotted", "all_lots", "some_lots"})
ALONE = (frozenset({"alone", "group"}), frozenset({"joint", "solidary"}))
LIABLE = frozenset({"leader_liable", "leader_not_liable"})
CAPACITIES = frozenset({"dc2_joined", "capacity_documents"})
SIZE = frozenset({"sme", "not_sme"})
# Conditions of the boxes that a check of their own looks at, by form.
OWNED = {
    "dc1": LOTS | ALONE[0] | ALONE[1] | LIABLE | CAPACITIES,
    "dc2": SIZE,
    "dc4": SIZE,
}


def ticks(copy: Copy, names: Iterable[str]) -> tuple[tuple[Pair, Ticking], ...]:
    """The boxes that these conditions tick, each with its rubric."""
    wanted = set(names)
    return tuple((pair, tick) for pair in copy.pairs for tick in pair.ticks if tick.box.when in wanted)


def said(tick: Ticking) -> str:
    """What is wrong with this box, in words; perhaps the data know nothing that would tick it."""
    if tick.due:
        return f"la case « {cut(tick.box.box, 60)} » n'est pas cochée, alors que les données la cochent"
    return f"la case « {cut(tick.box.box, 60)} » est cochée, ce que les données ne disent pas"


def _ticked(found: tuple[tuple[Pair, Ticking], ...]) -> tuple[Ticking, ...]:
    return tuple(tick for _, tick in found if tick.read and tick.read.ticked)


def _judged(finished: Finished, copy: Copy, names: Iterable[str], where: str, why: str) -> tuple[Verdict, ...]:
    """One box of these is ticked, and it is the one that the data tick."""
    found = ticks(copy, names)
    wrong = tuple(tick for _, tick in found if tick.differs)
    if not wrong:
        return ()
    on = _ticked(found)
    due = next((tick for _, tick in found if tick.due), None)
    if len(on) > 1:
        sentence = f"{len(on)} cases sont cochées, une seule doit l'être"
    elif not on:
        sentence = "aucune case n'est cochée"
    else:
        sentence = f"la case « {cut(on[0].box.box, 60)} » est cochée"
    good = f"cochez « {cut(due.box.box, 60)} »" if due else "n'en cochez aucune"
    words = wrong[0].read.words if wrong[0].read else ""
    return (verdict(finished, copy, f"{where} : {sentence} ; {why}", f"{good}, ou {REBUILD}", words),)


def lots_ticked(finished: Finished) -> tuple[Verdict, ...]:
    """DC1, rubric C: one box, and the numbers of the lots with the third one only."""
    verdicts: list[Verdict] = []
    for copy in printed_copies(finished, "dc1"):
        pair = copy.pair("C")
        if pair is None or pair.read is None:
            continue
        numbers = ", ".join(map(str, copy.known.lots))
        titles = len(copy.known.brief.value.lots)
        why = f"l'offre répond aux lots {numbers}, sur {titles}" if titles else "le marché n'est pas divisé en lots"
        verdicts += _judged(finished, copy, LOTS, "rubrique C", why)
        for line in (one for one in pair.answers if one.differs):
            printed = cut(" ".join(line.read or ())) or "rien"
            sentence = f"rubrique C : lots imprimés : {printed} ; {why}"
            hint = f"les lots ne se nomment qu'avec la troisième case ; {REBUILD}"
            verdicts.append(verdict(finished, copy, sentence, hint, (line.read or ("",))[0]))
    return tuple(verdicts)


def capacities_ticked(finished: Finished) -> tuple[Verdict, ...]:
    """DC1, rubric F3: at least one box; that of the DC2 if, and only if, a DC2 is printed."""
    joined = any(printed.key == "dc2" for printed in finished.printed)
    verdicts = []
    for copy in printed_copies(finished, "dc1"):
        found = ticks(copy, CAPACITIES)
        on = _ticked(found)
        first = next((tick for _, tick in found if tick.box.when == "dc2_joined" and tick.read), None)
        wrong = [tick for _, tick in found if tick.differs and tick is not first]
        if found and not on and all(tick.read for _, tick in found):
            sentence = "aucune case n'est cochée : le candidat doit dire comment il montre ses capacités"
        elif first and first.read and first.read.ticked != joined:
            there = "est dans le dossier" if joined else "n'est dans le dossier"
            sentence = (
                f"la case du DC2 n'est pas cochée, et un DC2 {there}"
                if joined
                else f"la case du DC2 est cochée, et aucun DC2 {there}"
            )
        elif wrong:
            sentence = said(wrong[0])
        else:
            continue
        words = next((tick.read.words for _, tick in found if tick.read), "")
        hint = "cochez ce qui est joint, et cela seul ; « candidature » dans offer.yaml choisit les formulaires"
        verdicts.append(verdict(finished, copy, f"rubrique F3 : {sentence}", hint, words))
    return tuple(verdicts)


def size_answered(finished: Finished) -> tuple[Verdict, ...]:
    """DC2, rubric C1, and DC4, rubric E: « PME » is answered once, as the company file says."""
    verdicts: list[Verdict] = []
    for copy in printed_copies(finished, "dc2", "dc4"):
        answer = {True: "oui", False: "non", None: "rien (question sans réponse)"}[copy.known.candidate.value.sme]
        why = f"« sme » dit {answer} ({copy.place('candidate.sme')})"
        letter = "C1" if copy.key == "dc2" else "E"
        verdicts += _judged(finished, copy, SIZE, f"rubrique {letter}, petite ou moyenne entreprise", why)
    return tuple(verdicts)


def idle_left_empty(finished: Finished) -> tuple[Verdict, ...]:
    """A rubric that does not apply is left empty: reserved markets, works, defence, capacities of others."""
    verdicts = []
    for copy in printed_copies(finished):
        for pair in copy.pairs:
            if not (pair.filled.why and pair.read and pair.turned) or _elsewhere(copy, pair):
                continue
            on = next((box for box in pair.read.boxes if box.ticked), None)
            what = f"la case « {cut(on.label, 60)} » est cochée" if on else "des réponses y sont imprimées"
            words = on.words if on else pair.read.title
            sentence = f"{copy.where(pair)} : {what}, alors qu'elle ne s'applique pas"
            hint = f"laissez-la vide ({cut(pair.filled.why.removesuffix('.'), 120)})"
            verdicts.append(verdict(finished, copy, sentence, hint, words))
    return tuple(verdicts)


def _elsewhere(copy: Copy, pair: Pair) -> bool:
    """Rubrics that a check of their own looks at: the groupement's, and the statement that ends a DC2."""
    return (copy.key == "dc1" and pair.spec.id in {"E", "G"}) or (copy.key == "dc2" and pair.spec.id == "C3")


def shortcut_unused(finished: Finished) -> tuple[Verdict, ...]:
    """DC2, rubric C3: the box that ends the form is never ticked, for no buyer's permission is known."""
    verdicts = []
    for copy in printed_copies(finished, "dc2"):
        pair = copy.pair("C3")
        read = [box for tick in (pair.ticks if pair else ()) if (box := copy.box(tick)) and box.ticked]
        for on in read:
            sentence = (
                "rubrique C3 : la déclaration sur l'honneur qui dispense des rubriques suivantes est cochée, "
                "sans permission de l'acheteur"
            )
            hint = "décochez-la et remplissez les rubriques E à H (R. 2143-4, second alinéa)"
            verdicts.append(verdict(finished, copy, sentence, hint, on.words))
    return tuple(verdicts)


def other_boxes(copy: Copy) -> tuple[tuple[str, str], ...]:
    """The boxes that no other check looks at, when they differ from the data: the sentence, the words."""
    owned = OWNED.get(copy.key, frozenset())
    return tuple(
        (f"{copy.where(pair)} : {said(tick)}", tick.read.words)
        for pair in copy.pairs
        if not pair.filled.why
        for tick in pair.ticks
        if tick.differs and tick.read and tick.box.statement is None and tick.box.when not in owned
    )


def boxes_kept(copy: Copy) -> tuple[str, ...]:
    """Boxes of the form that are no longer there, and boxes that it does not have."""
    lost = (
        f"{copy.where(pair)} : la case « {cut(tick.box.box, 60)} » manque"
        for pair in copy.pairs
        if pair.read
        for tick in pair.ticks
        if tick.read is None
    )
    added = (
        f"{copy.where(pair)} : case ajoutée « {cut(box.label, 60)} »"
        for pair in copy.pairs
        for box in pair.added
        if folded(box.label)
    )
    return (*lost, *added)
