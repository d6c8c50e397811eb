"""Is the deadline known with its hour, does it leave time, and what is left to do before it?"""

from __future__ import annotations

from datetime import date

from generator.brief.rules import SignatureRule
from generator.checks.completeness.pieces import PIECES
from generator.checks.finished import Finished, Verdict
from generator.checks.packet.conditions import HOW, to_sign
from generator.checks.packet.graded import asked, place
from generator.compose.dossier import Inputs
from generator.foundation import days
from generator.foundation.diagnostic import Level
from generator.law.zones import PARIS, local_zone, zone_words
from generator.planning.countdown import Countdown, countdown


def way_of(inputs: Inputs, on: date | None) -> Countdown:
    """The way back from the deadline, as of a day, with our own public holidays."""
    ours = inputs.candidate.value.address.postcode[:2]
    return countdown(inputs.brief.value, inputs.steps.value, on, inputs.offer.value.progress, ours)


def way(finished: Finished) -> Countdown:
    """The same for a finished offer, as of the day that is given."""
    return way_of(finished.dossier.inputs, finished.on)


def deadline_known(finished: Finished) -> tuple[Verdict, ...]:
    """The deadline is known."""
    brief = finished.dossier.inputs.brief
    if brief.value.dates.deadline:
        return ()
    return (
        Verdict(
            brief.span("dates"),
            "date limite de remise inconnue",
            "renseignez « dates.deadline » dans brief.yaml",
        ),
    )


def hour_known(finished: Finished) -> tuple[Verdict, ...]:
    """The hour of the deadline is known, and whose clock counts: a minute late is late."""
    brief = finished.dossier.inputs.brief
    dates = brief.value.dates
    if dates.deadline is None:
        return ()
    if dates.hour is None:
        said = f"l'heure limite du {days.long(dates.deadline)} n'est pas connue"
        hint = "demandez-la à l'acheteur ; d'ici là, visez la veille (dates.hour dans brief.yaml)"
        return (Verdict(brief.span("dates", "deadline"), said, hint),)
    local = local_zone(brief.value.buyer.department)
    if dates.zone is None and local != PARIS:
        said = f"heure limite lue comme {zone_words(local)} : {way(finished).words}"
        hint = f"vérifiez le règlement de la consultation, puis écrivez « zone: {local} » ou « zone: {PARIS} »"
        return (Verdict(brief.span("dates", "hour"), said, hint, level=Level.WARNING),)
    return ()


def not_passed(finished: Finished) -> tuple[Verdict, ...]:
    """The deadline is not over on the day that is given."""
    told = way(finished)
    if not told.passed or finished.on is None:
        return ()
    said = f"date limite {told.left_words} au {days.long(finished.on)} : {told.words}"
    hint = "une offre en retard est éliminée ; si le délai a été prolongé, corrigez « dates.deadline » dans brief.yaml"
    return (Verdict(finished.dossier.inputs.brief.span("dates", "deadline"), said, hint),)


def steps_in_time(finished: Finished) -> tuple[Verdict, ...]:
    """The milestones before the deadline are passed or still to come, none is late."""
    told = way(finished)
    if not told.late or told.passed or finished.on is None:
        return ()
    inputs = finished.dossier.inputs
    late = " ; ".join(f"{_lowered(stage.title)} (le {days.short(stage.day)})" for stage in told.late)
    said = f"en retard au {days.long(finished.on)}, {told.left_words} : {late}"
    first = told.late[0].key
    hint = f"ce qui est fait se note dans offer.yaml : « progress: [{{step: {first}, on: AAAA-MM-JJ}}] »"
    return (Verdict(inputs.offer.span("progress"), said, hint),)


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def before_deposit(finished: Finished) -> tuple[Verdict, ...]:
    """What people do at the deposit that no file can hold: sign, copy, print."""
    brief, client = finished.dossier.inputs.brief.value, finished.dossier.inputs.client
    hint = f"« offer deposit {client} » écrit depot/{client}/ : signez-y les fichiers, rien ne les modifie ensuite"
    by_hand = "imprimez la pièce du dossier de dépôt, et signez-la à la main"
    verdicts = [
        Verdict(place(finished, "signatures", i), said, by_hand if rule.how == "handwritten" else hint)
        for i, rule in enumerate(brief.rules.signatures)
        if (said := _signing(finished, rule))
    ]
    rule = brief.rules.deposit
    if rule and rule.by == "platform" and rule.backup is not False:
        sure = "" if rule.backup else ", si la demande l'admet"
        said = f"dépôt sur une plateforme : prévoyez une copie de sauvegarde{sure}{asked(rule)}"
        hint = (
            "mêmes fichiers, sous pli marqué « copie de sauvegarde », reçus avant la date limite (R. 2132-11) ; "
            "un second dépôt remplace le premier en entier"
        )
        verdicts.append(Verdict(place(finished, "deposit"), said, hint))
    if rule and rule.copies:
        many = "exemplaires papier" if rule.copies > 1 else "exemplaire papier"
        said = f"{rule.copies} {many} à remettre{asked(rule)}"
        verdicts.append(Verdict(place(finished, "deposit", "copies"), said, "imprimez le dossier assemblé"))
    return tuple(verdicts)


def _signing(finished: Finished, rule: SignatureRule) -> str:
    """« à signer avant le dépôt, signature électronique : note méthodologique »; empty when there is nothing."""
    there = {one.key for one in finished.printed}
    pieces = [piece for piece in to_sign(finished, rule) if piece in there]  # one that is not: C896
    if rule.when != "deposit" or not pieces:
        return ""
    how = f", {HOW[rule.how]}" if rule.how else ""
    formats = f" ({' ou '.join(rule.formats)})" if rule.formats else ""
    return f"à signer avant le dépôt{how}{formats} : {', '.join(PIECES[piece] for piece in pieces)}{asked(rule)}"
