"""A form of the buyer filled in the place of our DC1: as its mapping says, or as it should not be."""

from __future__ import annotations

from dataclasses import replace

from generator.brief.buyer_form import FilledForm
from generator.checks.finished import Finished
from generator.foundation.diagnostic import Span
from generator.writers.acroform.fill import fill
from tests.buyer_forms import pdf_form

SAID = {
    "acheteur": "Collectivité territoriale – Vienne, 05 36 49 12 34",
    "candidat.nom": "Organisme Exemple",
    "candidat.siret": "00012345500016",
    "candidat.adresse": "1 rue de l'Exemple, 79000 Niort",
    "candidat.courriel": "contact@organisme-exemple.example",
    "objet": "Dispositif d’analyse des pratiques professionnelles pour l’action collective – Vienne",
}


def _filled(finished: Finished, **otherwise: str) -> Finished:
    values = {**SAID, **{name.replace("_", "."): text for name, text in otherwise.items()}}
    data = fill(pdf_form(), {name: text for name, text in values.items() if text}).data
    span = Span("offers/vienne/forms/dc1.yaml", 1, 7)
    form = FilledForm("dc1", "DC1 – Lettre de candidature", "candidature", ".pdf", data, span, "dc1", data)
    files = {**finished.files, "dc1.pdf": data, "depot/1-candidature/01-dc1.pdf": data}
    return replace(finished, files=files, dossier=replace(finished.dossier, buyer_forms=(form,)))


def buyer_form(finished: Finished) -> Finished:
    """All is said."""
    return _filled(finished)


def buyer_form_without_siret(finished: Finished) -> Finished:
    """A mapping that forgets a field."""
    return _filled(finished, candidat_siret="")


def buyer_form_of_another(finished: Finished) -> Finished:
    """A SIRET typed in the mapping: sound, and nobody's here (it is made up)."""
    return _filled(finished, candidat_siret="00099000200016")


def buyer_form_priced(finished: Finished) -> Finished:
    """The price of the offer in a form of the candidature."""
    gross = f"{finished.dossier.quote.gross:,.2f}".replace(",", " ").replace(".", ",")
    return _filled(finished, candidat_adresse=f"1 rue de l'Exemple, 79000 Niort, {gross} €")


def buyer_form_damaged(finished: Finished) -> Finished:
    """The file to deposit is cut short."""
    finished = _filled(finished)
    return replace(finished, files={**finished.files, "depot/1-candidature/01-dc1.pdf": b"%PDF-1.7\n"})
