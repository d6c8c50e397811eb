"""Identifiers of the company file: the keys and shapes that a buyer's clerk would check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.brief.candidate import Candidate
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, warning
from generator.foundation.record import Loaded

APE = re.compile(r"\d{2}\.\d{2}[A-Z]")
SIRENE = "recopiez-le de l'avis de situation SIRENE"
POSTCODE = re.compile(r"(0[1-9]|[1-8]\d|9[0-578])\d{3}")  # 96 and 99 are no department; 00 is none either


def identifiers(candidate: Loaded[Candidate]) -> Diagnostics:
    """What is wrong or doubtful in the identifiers, each at its line."""
    checks = (_siret, _nda, _iban, _vat_number, _shapes)
    return tuple(problem for check in checks for problem in check(candidate))


def _siret(candidate: Loaded[Candidate]) -> Iterator[Diagnostic]:
    """Luhn key on the SIRET and on its SIREN; the establishments of La Poste have a rule of their own."""
    from stdnum.fr import siren, siret

    number, place = candidate.value.siret, candidate.span("siret")
    if not siren.is_valid(number[:9]):
        yield error("F531", place, f"SIREN invalide : {number[:9]} (clé de contrôle)", SIRENE)
    elif not siret.is_valid(number):
        yield error("F531", place, f"SIRET invalide : {number} (clé de contrôle)", SIRENE)


def _nda(candidate: Loaded[Candidate]) -> Iterator[Diagnostic]:
    """Region, department, serial, department: both departments agree, but after a move or overseas."""
    if candidate.value.nda is None:
        return
    number = candidate.value.nda.number
    if number[2:4] != number[9:11]:
        message = (
            f"numéro de déclaration d'activité inhabituel : départements {number[2:4]} et {number[9:11]}"
        )
        yield warning("F532", candidate.span("nda", "number"), message, "recopiez-le du récépissé")


def _iban(candidate: Loaded[Candidate]) -> Iterator[Diagnostic]:
    from stdnum import iban

    number = candidate.value.iban
    if number is None:
        return
    if not iban.is_valid(number):
        yield error("F533", candidate.span("iban"), "IBAN invalide (clé de contrôle)", "recopiez-le du RIB")
    elif not _rib_key(iban.compact(number)):
        yield error("F533", candidate.span("iban"), "IBAN invalide (clé RIB du compte)", "recopiez-le du RIB")


def _rib_key(number: str) -> bool:
    """Whether the last two digits of a French account are its key; letters of an account count as 1 to 9, thrice."""
    if not number.startswith("FR"):
        return True
    bank, branch, account, key = number[4:9], number[9:14], number[14:25], number[25:27]
    digits = account.translate(str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789"))
    return int(key) == 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(digits)) % 97


def _vat_number(candidate: Loaded[Candidate]) -> Iterator[Diagnostic]:
    from stdnum.fr import tva

    number, siren = candidate.value.tva_number, candidate.value.siret[:9]
    if number is None:
        return
    place = candidate.span("tva_number")
    if not tva.is_valid(number):
        message = f"numéro de TVA invalide : {number} (clé de contrôle)"
        yield warning("F534", place, message, "recopiez-le, ou écrivez null")
    elif not number.replace(" ", "").endswith(siren):
        message = f"le numéro de TVA {number} n'est pas celui du SIREN {siren}"
        yield warning("F534", place, message, "corrigez l'un des deux")


def _shapes(candidate: Loaded[Candidate]) -> Iterator[Diagnostic]:
    value = candidate.value
    if value.ape is not None and not APE.fullmatch(value.ape):
        yield error("F535", candidate.span("ape"), f"code APE invalide : {value.ape}", "exemple : 85.59A")
    for field, address in (("address", value.address), ("head_office", value.head_office)):
        if address is not None and not POSTCODE.fullmatch(address.postcode):
            message = f"code postal inconnu : {address.postcode}"
            yield warning("F536", candidate.span(field, "postcode"), message, "vérifiez le département")
