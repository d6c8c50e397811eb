"""The company file: who answers, with its identifiers, capacities and VAT regime; a partner's has the same shape."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.foundation.record import Day, Flag, Line, Number, Record, Whole

Regime = Literal["exoneration_formation", "franchise", "taux_normal"]


class Address(Record):
    """A postal address."""

    street: Line = Field(description="Numéro et voie")
    postcode: Annotated[str, Field(pattern=r"^\d{5}$")] = Field(description="Code postal")
    town: Line = Field(description="Commune")


class Signatory(Record):
    """The person who may bind the candidate."""

    name: Line = Field(description="Prénom et nom")
    capacity: Line = Field(description="Qualité (exemple : gérante)")


class Nda(Record):
    """The declaration of activity of a training organisation (L. 6351-1 C. trav.)."""

    number: Annotated[str, Field(pattern=r"^\d{11}$")] = Field(description="Numéro à 11 chiffres, entre guillemets")
    prefect: Line = Field(description="Région du préfet (exemple : Nouvelle-Aquitaine)")


class Vat(Record):
    """The declared VAT regime and its proof: an input, never a guess."""

    regime: Regime = Field(description="exoneration_formation, franchise ou taux_normal")
    proof: Line | None = Field(default=None, description="Justificatif (exemple : attestation n° 3511 du …)")
    proof_date: Day | None = Field(default=None, description="Date du justificatif")
    annex: Line | None = Field(default=None, description="Annexe qui contient le justificatif")


class Exercise(Record):
    """One closed accounting year."""

    start: Day = Field(description="Début de l'exercice")
    end: Day = Field(description="Fin de l'exercice")
    turnover: Number | None = Field(description="Chiffre d'affaires HT en euros ; null s'il n'est pas disponible")
    share: Annotated[Number, Field(ge=0, le=100)] | None = Field(
        default=None, description="Part liée à l'objet du marché, en %"
    )
    balance: Number | None = Field(default=None, description="Total du bilan en euros, s'il aide à dire la taille")


class Staff(Record):
    """Headcount of one year."""

    year: Whole = Field(description="Année")
    total: Number = Field(description="Effectif moyen")
    managers: Number | None = Field(default=None, description="dont encadrement")


class Insurance(Record):
    """Professional liability."""

    insurer: Line = Field(description="Assureur")
    policy: Line = Field(description="Numéro de contrat")
    covers: Line = Field(description="Activités couvertes")
    until: Day = Field(description="Fin de validité")
    renewed: tuple[Day, ...] = Field(default=(), description="Fins de validité des attestations suivantes")

    def end(self, day: date) -> date:
        """The end of the certificate that holds on that day; of the last one when none does."""
        ends = sorted((self.until, *self.renewed))
        return next((end for end in ends if end >= day), ends[-1])


class Candidate(Record):
    """`boilerplate/candidate.yaml`, and each of `boilerplate/partners/`."""

    specimen: Flag = Field(description="true : données d'exemple, jamais déposables")
    name: Line = Field(description="Dénomination sociale")
    trade_name: Line | None = Field(default=None, description="Nom commercial s'il diffère")
    legal_form: Line = Field(description="Forme juridique")
    address: Address = Field(description="Adresse de l'établissement qui exécute")
    head_office: Address | None = Field(default=None, description="Siège, s'il diffère")
    email: Line = Field(description="Courriel")
    phone: Line = Field(description="Téléphone, entre guillemets")
    siret: Annotated[str, Field(pattern=r"^\d{14}$")] = Field(
        description="SIRET de l'établissement qui exécute, 14 chiffres"
    )
    ape: Annotated[str, Field(pattern=r"^\d{2}\.\d{2}[A-Z]$")] | None = Field(
        default=None, description="Code APE (exemple : 85.59A)"
    )
    registration: Line | None = Field(default=None, description="Registre et ville (exemple : RCS Poitiers)")
    tva_number: Line | None = Field(default=None, description="Numéro de TVA intracommunautaire")
    iban: Line | None = Field(default=None, description="IBAN")
    bank: Line | None = Field(default=None, description="Établissement bancaire qui tient ce compte")
    nda: Nda | None = Field(
        default=None, description="Déclaration d'activité d'organisme de formation ; null s'il n'en a pas"
    )
    vat: Vat = Field(description="Régime de TVA déclaré")
    signatory: Signatory = Field(description="Signataire habilité")
    representative: Signatory | None = Field(
        default=None, description="Représentant légal, si ce n'est pas le signataire : un pouvoir est alors à joindre"
    )
    contact: Line | None = Field(default=None, description="Référent du marché")
    created: Day | None = Field(default=None, description="Date de création")
    sme: Flag | None = Field(default=None, description="PME au sens de la recommandation européenne du 6 mai 2003 ?")
    exercises: tuple[Exercise, ...] = Field(
        default=(), description="Trois derniers exercices clos, du plus récent au plus ancien"
    )
    staff: tuple[Staff, ...] = Field(default=(), description="Effectifs des trois dernières années")
    foreign_workers: Flag | None = Field(
        default=None, description="Salariés étrangers soumis à autorisation de travail ? null : non renseigné"
    )
    insurance: Insurance | None = Field(default=None, description="Responsabilité civile professionnelle")
    certifications: tuple[Line, ...] = Field(default=(), description="Certifications détenues")
    means: tuple[Line, ...] = Field(default=(), description="Moyens techniques et humains")
    accessibility: Line | None = Field(default=None, description="Référent handicap et dispositions d'accueil")
