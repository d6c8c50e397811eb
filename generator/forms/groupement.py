"""Do the lots, the groupement and the subcontracts of an offer hold together? Every problem at once, at its line."""

from __future__ import annotations

from collections.abc import Iterator

from generator.brief.candidate import Candidate
from generator.brief.consortium import Consortium
from generator.forms.facts import Facts
from generator.foundation.days import short
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, warning


def lots(known: Facts) -> Diagnostics:
    """Lots that the offer answers and the consultation does not have, or none when it has some."""
    titles, answered, place = known.brief.value.lots, known.offer.value.lots, known.span("offer.lots")
    if unknown := [n for n in answered if known.brief.value.lot(n) is None]:
        message = f"lot inconnu : {', '.join(map(str, unknown))}"
        return (error("F505", place, message, f"nombre de lots de la demande : {len(titles)}"),)
    if titles and not answered:
        message = "le marché est divisé en lots : l'offre ne dit pas auxquels elle répond"
        return (error("F505", place, message, "ajoutez leurs numéros, par exemple « lots: [1] »"),)
    return ()


def consortium(known: Facts) -> Diagnostics:
    """What is missing or contradictory in the groupement; nothing when we answer alone."""
    group = known.offer.value.consortium
    if group is None:
        return ()
    found = [*_membership(known, group), *_liability(known, group), *_shared_lots(known, group)]
    if group.form == "conjoint":
        found += _services(known, group)  # that their parts make 100 % is judged with the price
    return tuple(found)


def _membership(known: Facts, group: Consortium) -> Iterator[Diagnostic]:
    keys = [share.partner for share in group.members]
    if None not in keys:
        message = "le groupement ne nous compte pas parmi ses membres"
        yield error("F550", known.span("offer.consortium.members"), message, "ajoutez une entrée « partner: null »")
    for i, share in enumerate(group.members):
        if share.partner in keys[:i]:
            message = f"{_name(known, share.partner)} est deux fois membre du groupement"
            yield error("F551", _member(known, i, "partner"), message, "réunissez ses lots et ses prestations")
    sirets = [_file(known, share.partner).siret for share in group.members]
    for i, share in enumerate(group.members):
        if sirets[i] in sirets[:i] and share.partner not in keys[:i]:
            message = f"{_name(known, share.partner)} a le même SIRET qu'un autre membre du groupement"
            yield error("F559", _member(known, i, "partner"), message, "corrigez le SIRET d'un des deux fichiers")
    if group.leader not in keys:
        message = f"le mandataire, {_name(known, group.leader)}, n'est pas membre du groupement"
        remedy = "nommez un des membres, ou ajoutez-le à « members »"
        yield error("F552", known.span("offer.consortium.leader"), message, remedy)
    people = {member.intervener for member in known.offer.value.team}
    for i, share in enumerate(group.members):
        for j, key in enumerate(share.interveners):
            if key not in people:
                message = f"« {key} » n'est pas dans l'équipe de l'offre"
                yield error("F553", _member(known, i, "interveners", j), message, "ajoutez cette personne à « team »")


def _liability(known: Facts, group: Consortium) -> Iterator[Diagnostic]:
    place = known.span("offer.consortium.leader_liable")
    if group.form == "solidaire" and group.leader_liable is not None:
        message = "« leader_liable » n'a de sens que dans un groupement conjoint : ici, chaque membre est solidaire"
        yield error("F554", place, message, "retirez « leader_liable », ou écrivez « form: conjoint »")
    if group.form == "conjoint" and group.leader_liable is None:
        message = "groupement conjoint : le DC1 demande si le mandataire est solidaire des autres membres"
        yield error("F554", place, message, "écrivez « leader_liable: true » ou « leader_liable: false »")


def _shared_lots(known: Facts, group: Consortium) -> Iterator[Diagnostic]:
    answered = known.offer.value.lots
    for i, share in enumerate(group.members):
        if unknown := [lot for lot in share.lots if lot not in answered]:
            yield _unanswered(unknown, _member(known, i, "lots"))
    for lot in answered:
        if not any(not share.lots or lot in share.lots for share in group.members):
            message = f"lot {lot} : aucun membre du groupement ne s'en charge"
            remedy = "ajoutez ce lot à un membre, ou retirez-le de l'offre"
            yield error("F556", known.span("offer.consortium.members"), message, remedy)


def _services(known: Facts, group: Consortium) -> Iterator[Diagnostic]:
    for i, share in enumerate(group.members):
        if share.services is None:
            message = f"groupement conjoint : les prestations de {_name(known, share.partner)} ne sont pas dites"
            yield error("F557", _member(known, i), message, "ajoutez « services: … » (rubrique E du DC1)")
        if share.amount is None:
            message = f"groupement conjoint : la part du prix de {_name(known, share.partner)} n'est pas dite"
            yield error("F557", _member(known, i), message, "ajoutez « amount: … », en % du prix hors taxes")


def subcontracts(known: Facts) -> Diagnostics:
    """What does not hold in the subcontracts, and interveners who are subcontractors without one."""
    found: list[Diagnostic] = []
    for i, given in enumerate(known.offer.value.subcontracts):
        if unknown := [lot for lot in given.lots if lot not in known.offer.value.lots]:
            found.append(_unanswered(unknown, known.offer.span("subcontracts", i, "lots")))
        if given.last < given.first:
            message = f"sous-traitance qui finit le {short(given.last)}, avant de commencer le {short(given.first)}"
            place = known.offer.span("subcontracts", i, "to")
            found.append(error("F571", place, message, "corrigez « from » et « to »"))
        if given.partner in {member.key for member in known.members}:
            message = f"{_name(known, given.partner)}, membre du groupement, ne peut pas être aussi sous-traitant"
            place = known.offer.span("subcontracts", i, "partner")
            found.append(error("F572", place, message, "gardez l'un des deux"))
    return (*found, *_people(known))


def _people(known: Facts) -> Iterator[Diagnostic]:
    """Each intervener who is a subcontractor has a subcontract, and the other way round."""
    status = dict(known.people)
    declared = {given.intervener for given in known.offer.value.subcontracts}
    for i, given in enumerate(known.offer.value.subcontracts):
        place = known.offer.span("subcontracts", i, "intervener")
        if given.intervener and given.intervener not in status:
            message = f"« {given.intervener} » n'est pas dans l'équipe de l'offre"
            yield error("F553", place, message, "ajoutez cette personne à « team »")
        elif given.intervener and status[given.intervener].status != "sous-traitant":
            person = status[given.intervener]
            message = f"{person.name} est déclaré sous-traitant ici et « {person.status} » dans sa fiche"
            yield error("F573", place, message, "corrigez « status » dans sa fiche, ou retirez cette sous-traitance")
    names = [p.name for key, p in known.people if p.status == "sous-traitant" and key not in declared]
    if names:
        message = f"sous-traitance ({', '.join(names)}) : DC4 à joindre, adresse et SIRET à porter en rubrique H du DC2"
        remedy = "décrivez-la dans « subcontracts », avec « intervener: … » : le DC4 et la rubrique H s'ensuivent"
        yield warning("F541", known.span("offer.team"), message, remedy)


def _unanswered(unknown: list[int], place: Span) -> Diagnostic:
    message = f"l'offre ne répond pas au lot {', '.join(map(str, unknown))}"
    return error("F555", place, message, "corrigez ces lots, ou « lots » en tête de l'offre")


def _member(known: Facts, i: int, *path: str | int) -> Span:
    return known.offer.span("consortium", "members", i, *path)


def _file(known: Facts, key: str | None) -> Candidate:
    return next((file.value for name, file in known.partners if name == key), known.us.value)


def _name(known: Facts, key: str | None) -> str:
    return _file(known, key).name
