"""Words of French forms and the data of ours that answer them: what a proposal of a mapping goes by.

Nothing here ticks a declaration on honour, dates or signs. What could mean two things is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.foundation.words import folded

HONOUR: Final = re.compile(r"honneur|exclusion|soumissionner|2141|2341|\batteste|\bcertifie")
_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|[\W_]+|(?<=\D)(?=\d)")
_BUYER: Final = re.compile(r"\bacheteur\b|pouvoir adjudicateur|maitre d'? ?ouvrage|collectivite")
_OTHERS: Final = re.compile(r"mandataire|sous traitant|cotraitant|membre|caution|comptable")
_MANY: Final = 4  # words after which a field that speaks of a buyer asks for more than a name

_GROUPED: Final = "{% if holds('group') %}{{ answer('consultation.group') }}{% endif %}"
_TEXTS: Final[tuple[tuple[str, str], ...]] = (
    (r"\bsiret\b", "{{ answer('candidate.siret') }}"),
    (r"\bsiren\b", "{{ answer('candidate.siren') }}"),
    (r"\b(ape|naf)\b", "{{ candidate.ape }}"),
    (r"tva intra|numero de tva|n tva", "{% if candidate.tva_number %}{{ candidate.tva_number }}{% endif %}"),
    (r"courriel|adresse electronique|\be ?mail\b|\bmel\b", "{{ candidate.email }}"),
    (r"telephone|\btel\b|portable", "{{ candidate.phone }}"),
    (r"code postal", "{{ candidate.address.postcode }}"),
    (r"\b(ville|commune)\b", "{{ candidate.address.town }}"),
    (r"\b(rue|voie)\b", "{{ candidate.address.street }}"),
    (r"siege", "{{ answer('candidate.seat') }}"),
    (r"adresse", "{{ answer('candidate.address') }}"),
    (r"forme juridique|statut juridique", "{{ candidate.legal_form }}"),
    (r"registre|\brcs\b|immatriculation", "{{ answer('candidate.register') }}"),
    (r"\biban\b|compte a crediter", "{{ answer('candidate.account') }}"),
    (r"\bbanque\b|etablissement bancaire", "{{ candidate.bank }}"),
    (r"qualite du signataire|\bqualite\b|fonction", "{{ signatory.capacity }}"),
    (r"signataire|representant|personne habilitee|nom et prenom|nom prenom|prenom et nom", "{{ signatory.name }}"),
    (r"denomination|raison sociale|nom commercial|nom du candidat|^candidat( nom)?$|identite du candidat|"
     r"nom de l entreprise|^entreprise$|soumissionnaire", "{{ answer('candidate.identity') }}"),
    (r"\bobjet\b|intitule (du marche|de la consultation)", "{{ brief.title }}"),
    (r"reference|numero d(u|e la) (marche|consultation)|n d(u|e la) (marche|consultation)",
     "{% if brief.reference %}{{ brief.reference }}{% endif %}"),
    (r"\blots?\b", "{{ answer('consultation.lots') }}"),
    (r"forme du groupement", _GROUPED),
    (r"declaration d activite|\bnda\b", "{{ answer('candidate.declaration') }}"),
    (r"assurance", "{{ answer('candidate.cover') }}"),
    (r"montant.*(ttc|toutes taxes).*lettres|lettres.*ttc", "{{ answer('price.gross_words') }}"),
    (r"montant.*(ht|hors tax\w*).*lettres|lettres.*\bht\b", "{{ answer('price.net_words') }}"),
    (r"montant.*(ttc|toutes taxes)|(prix|total) ttc", "{{ answer('price.gross') }}"),
    (r"montant.*(\bht\b|hors tax)|(prix|total) ht", "{{ answer('price.net') }}"),
    (r"taux de (la )?tva", "{{ answer('price.rate') }}"),
    (r"fait a|^lieu$", "{{ offer.town }}"),
)  # fmt: skip
_BOXES: Final[tuple[tuple[str, str], ...]] = (
    (r"presente seul|^seul$|candidat(ure)? individuel", "alone"),
    (r"mandataire.*solidaire|solidaire de chacun", ""),
    (r"groupement.*\bconjoint|^conjoint$", "joint"),
    (r"groupement.*\bsolidaire|^solidaire$", "solidary"),
    (r"est un groupement|^groupement$|groupement d entreprises", "group"),
    (r"n est pas (divise en lots|alloti)|non alloti", "not_allotted"),
    (r"tous les lots", "all_lots"),
    (r"un ou plusieurs lots|certains lots", "some_lots"),
    (r"formulaire dc2|^dc2$", "dc2_joined"),
    (r"^pme$|est une (pme|petite)", "sme"),
)


def proposed(name: str, label: str, kind: str, longest: int | None, options: Sequence[str]) -> str:
    """The value to propose for a field, as a mapping writes it; empty when its words are not ours, or leave a doubt."""
    for said in (label, name.rsplit(".", 1)[-1], name):
        words = plain_words(said)
        if not words:
            continue
        if HONOUR.search(words):
            return ""
        found = _box(words) if kind == "box" else _text(words, longest) if kind == "text" else _option(words, options)
        if found:
            return found
    return ""


def plain_words(text: str) -> str:
    """« topForm[0].AdressePostale[0] » gives « top form 0 adresse postale 0 »: small letters, one space."""
    return " ".join(folded(_CAMEL.sub(" ", text)).split())


def _box(words: str) -> str:
    condition = next((condition for pattern, condition in _BOXES if re.search(pattern, words)), "")
    return f"{{{{ holds('{condition}') }}}}" if condition else ""


def _text(words: str, longest: int | None) -> str:
    if re.search(r"\bdate\b|cachet|signature|\bfax\b|telecopie", words):
        return ""
    if _BUYER.search(words):
        asked = re.search(r"adresse|courriel|telephone|siret|represent|comptable", words)
        return "" if asked or len(words.split()) > _MANY else "{{ buyer }}"
    if _OTHERS.search(words):
        return ""
    found = next((value for pattern, value in _TEXTS if re.search(pattern, words)), "")
    bare = {"siret": 14, "siren": 9}
    for known, length in bare.items():
        if found == f"{{{{ answer('candidate.{known}') }}}}" and longest is not None and longest < length + 3:
            return f"{{{{ candidate.siret{'[:9]' if known == 'siren' else ''} }}}}"
    return found


def _option(words: str, options: Sequence[str]) -> str:
    """Small or medium company, yes or no: the one choice whose answers are the same words everywhere."""
    plain = {plain_words(option) for option in options}
    asked = re.search(r"\bpme\b|petite (ou|et) moyenne", words)
    return "{{ candidate.sme }}" if asked and plain == {"oui", "non"} else ""
