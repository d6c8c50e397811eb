"""Does each proof belong to who answers, and say what the company file says?"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finished import Finished, Verdict
from generator.checks.proofs.holders import Holder, folded, held, holders, named, owner
from generator.forms.parties import listed
from generator.foundation import days
from generator.foundation.record import Loaded
from generator.library.annex import Annex

_ANYONE = ("autre", "diplome", "pouvoir")  # their holder may be a person, or the buyer


def company_matches(finished: Finished) -> tuple[Verdict, ...]:
    """The SIREN and the IBAN of a proof are those of one who answers."""
    among = holders(finished)
    return tuple(verdict for _, annex in held(finished) for verdict in _company(annex, among))


def _company(annex: Loaded[Annex], among: tuple[Holder, ...]) -> Iterator[Verdict]:
    value = annex.value
    known = ", ".join(f"{one.siren} ({one.name})" for one in among)
    if value.siren and value.siren[:9] not in {one.siren for one in among}:
        said = f"« {value.title} » porte le SIREN {value.siren[:9]}, qui n'est pas celui de qui répond : {known}"
        yield Verdict(annex.span("siren"), said, "joignez la pièce du bon organisme, ou corrigez « siren »")
    if value.iban:
        accounts = {_bare(one.file.value.iban or ""): one for one in among}
        if _bare(value.iban) not in accounts:
            said = f"« {value.title} » porte l'IBAN {value.iban}, que la fiche de qui répond ne dit pas"
            yield Verdict(annex.span("iban"), said, "recopiez l'IBAN du relevé dans « iban », ou joignez le bon relevé")


def _bare(number: str) -> str:
    return "".join(number.split()).upper()


def bank_slip_joined(finished: Finished) -> tuple[Verdict, ...]:
    """Who signs an acte d'engagement joins the slip of the account to pay; a conjoint groupement, each member's."""
    inputs, among = finished.dossier.inputs, holders(finished)
    if not any(printed.key == "attri1" for printed in finished.printed):
        return ()
    group = inputs.offer.value.consortium
    paid = among if group and group.form == "conjoint" else among[:1]
    slips = [owner(annex.value, among) for _, annex in inputs.annexes if annex.value.kind == "rib"]
    without = [one.name for one in paid if not one.subcontractor and not any(slip is one for slip in slips)]
    if not without:
        return ()
    said = f"acte d'engagement, rubrique B3 : aucun relevé d'identité bancaire n'est joint pour {listed(without)}"
    return (Verdict(inputs.offer.span("annexes"), said, "ajoutez une annexe dont la fiche dit « kind: rib »"),)


def facts_match(finished: Finished) -> tuple[Verdict, ...]:
    """The holder, number and dates of a proof are those that the company file says."""
    among = holders(finished)
    return tuple(verdict for _, annex in held(finished) for verdict in _facts(annex, among, finished))


def _facts(annex: Loaded[Annex], among: tuple[Holder, ...], finished: Finished) -> Iterator[Verdict]:
    value, whose = annex.value, owner(annex.value, among)
    if value.kind in _ANYONE:
        return
    if whose is None and not value.siren:
        people = tuple(person.file.value.name for person in finished.dossier.inputs.team)
        signatories = tuple(one.file.value.signatory.name for one in among)
        if not named(value.holder, people + signatories):
            told = ", ".join(f"« {one.name} »" for one in among)
            said = f"« {value.title} » est au nom de « {value.holder} », qui ne répond pas à cette offre ({told})"
            hint = "corrigez « holder », ajoutez le « siren » de la pièce, ou joignez celle de qui répond"
            yield Verdict(annex.span("holder"), said, hint)
    if whose is not None:
        yield from _numbers(annex, whose)


def _numbers(annex: Loaded[Annex], whose: Holder) -> Iterator[Verdict]:
    """A number or a date of the proof that is not the one of its holder's file."""
    value, file = annex.value, whose.file.value
    theirs = {
        "nda": file.nda.number if file.nda else None,
        "assurance": file.insurance.policy if file.insurance else None,
    }
    wanted = theirs.get(value.kind)
    if value.number and wanted and folded(value.number).replace(" ", "") != folded(wanted).replace(" ", ""):
        said = f"« {value.title} » porte le numéro {value.number} ; {whose.file.source.file} dit {wanted}"
        yield Verdict(annex.span("number"), said, "gardez le numéro que porte la pièce, aux deux endroits")
    proved = file.vat.proof_date
    if value.kind == "tva" and value.issued and proved and value.issued != proved:
        said = f"« {value.title} » date du {days.long(value.issued)} ; {whose.file.source.file} dit {days.long(proved)}"
        yield Verdict(annex.span("issued"), said, "gardez la date que porte la pièce, aux deux endroits")


# --- what the insurance covers -------------------------------------------------------------------

# Words by which an insurer names what we sell; « conseil » alone would be somebody else's trade.
_TRADE = ("formation", "analyse des pratiques", "analyse de pratiques", "analyse de la pratique", "supervision")


def activity_insured(finished: Finished) -> tuple[Verdict, ...]:
    """The insured activity holds training, or the analysis of practice."""
    verdicts, among = [], holders(finished)
    for _, annex in held(finished):
        if annex.value.kind != "assurance":
            continue
        whose = owner(annex.value, among)
        told = whose.file.value.insurance if whose else None
        covers = annex.value.covers or (told.covers if told else None)
        if covers is None:
            said = f"« {annex.value.title} » : aucune fiche ne dit les activités assurées"
            verdicts.append(Verdict(annex.span(), said, "recopiez-les de l'attestation, sous « covers »"))
        elif not any(word in f" {folded(covers)}" for word in map(folded, _TRADE)):
            said = f"« {annex.value.title} » couvre « {covers} » : ni la formation, ni l'analyse des pratiques"
            hint = "demandez à l'assureur une attestation qui nomme cette activité, ou recopiez-la sous « covers »"
            verdicts.append(Verdict(annex.span("covers"), said, hint))
    return tuple(verdicts)
