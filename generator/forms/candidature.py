"""The candidature of an offer: DC1, DC2, statement on honour, in the order of deposit, with every finding."""

from __future__ import annotations

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.document.tree import Document
from generator.forms.consistency import consistency
from generator.forms.facts import Facts, facts
from generator.forms.fill import Filled, Tick, entries, fill, findings
from generator.forms.identifiers import identifiers
from generator.forms.layout import form_document
from generator.forms.spec import FormSpec, form
from generator.foundation.days import short
from generator.foundation.diagnostic import Diagnostics, error, info, ordered, warning
from generator.foundation.record import Loaded
from generator.law.dated import at
from generator.team.intervener import Intervener


def candidature(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    candidate: Loaded[Candidate],
    interveners: tuple[Intervener, ...],
) -> tuple[tuple[Document, ...], Diagnostics]:
    """The bare documents that `offer.candidature` asks for (dc1, dc2, attestation), and their findings."""
    known = facts(brief, offer, candidate, interveners)
    filled = tuple(fill(form(key), known) for key in known.pieces)
    problems = [*identifiers(candidate), *_lots(known)]
    for one in filled:
        problems += [*findings(one), *_edition(one.spec, known), *_capacities(one, known)]
    if "dc2" in known.pieces:
        problems += [*consistency(known), *_subcontractors(known)]
    if "attestation" in known.pieces:
        problems += _to_sign(known)
    return tuple(map(form_document, filled)), ordered(problems)


def _edition(spec: FormSpec, known: Facts) -> Diagnostics:
    """The edition in force on the offer's day, when it is not the one that is printed."""
    current = at(spec.editions, known.day)
    if spec.version is None or current is None or current.first == spec.version:
        return ()
    doubt = " (à vérifier)" if current.unverified else ""
    message = f"{spec.name} : rubriques de l'édition du {short(spec.version)}{doubt} ; {current.note}"
    return (
        info(
            "F504", known.span("offer.date"), message, "rien à faire si l'acheteur n'impose pas une édition"
        ),
    )


def _capacities(filled: Filled, known: Facts) -> Diagnostics:
    """A DC1 ticks at least one box in F3."""
    if filled.spec.key != "dc1":
        return ()
    ticked = [rubric for rubric, entry in entries(filled) if isinstance(entry, Tick) and entry.ticked]
    if "F3" in ticked:
        return ()
    message = "DC1, rubrique F3 : ni DC2 ni documents sur les capacités dans la candidature"
    return (error("F507", known.span("offer.candidature"), message, "choisissez « forms » ou « both »"),)


def _lots(known: Facts) -> Diagnostics:
    titles, chosen, place = known.brief.value.lots, known.offer.value.lots, known.span("offer.lots")
    if unknown := [n for n in chosen if known.brief.value.lot(n) is None]:
        message = f"lot inconnu : {', '.join(map(str, unknown))}"
        return (error("F505", place, message, f"nombre de lots de la demande : {len(titles)}"),)
    if titles and not chosen:
        message = "le marché est divisé en lots : l'offre ne dit pas auxquels elle répond"
        return (error("F505", place, message, "ajoutez leurs numéros, par exemple « lots: [1] »"),)
    if len(chosen) > 1 and "dc2" in known.pieces:
        message = "un DC2 est attendu pour chaque lot ; celui-ci en couvre plusieurs"
        return (warning("F506", place, message, "vérifiez ce que demande le règlement de la consultation"),)
    return ()


def _subcontractors(known: Facts) -> Diagnostics:
    if not known.subcontractors:
        return ()
    names = ", ".join(name for name, *_ in known.subcontractors)
    message = f"sous-traitance ({names}) : DC4 à joindre, adresse et SIRET à porter en rubrique H du DC2"
    return (warning("F541", known.span("offer.team"), message, "un DC4 par sous-traitant"),)


def _to_sign(known: Facts) -> Diagnostics:
    name = known.candidate.value.signatory.name
    message = f"attestation sur l'honneur à signer par {name}"
    return (info("F514", known.span("candidate.signatory"), message, "signez après l'assemblage du dossier"),)
