"""Does the offer keep the conditions of the consultation: signatures, validity, language, variants?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.brief.pieces import FORMS
from generator.brief.rules import SignatureRule
from generator.checks.completeness.pieces import PIECES
from generator.checks.finished import Finished, Passage, Verdict
from generator.checks.packet.graded import asked, gravity, place
from generator.document.tree import Signature, nodes

HOW = {"electronic": "signature électronique", "handwritten": "signature manuscrite", "either": "signature"}
LANGUAGES = {"fr": "français", "en": "anglais", "de": "allemand", "es": "espagnol", "it": "italien", "pt": "portugais"}
_VARIANT = re.compile(r"(?i)\b(?:une|cette|notre|en) variante\b|\bvariantes? (?:proposée|n°)")


def signatures_kept(finished: Finished) -> tuple[Verdict, ...]:
    """What is to be signed at the deposit is in the packet, with room for a signature by hand; the brief agrees."""
    rules = finished.dossier.inputs.brief.value.rules
    return tuple(verdict for i, rule in enumerate(rules.signatures) for verdict in _unsigned(finished, i, rule))


def to_sign(finished: Finished, rule: SignatureRule) -> tuple[str, ...]:
    """The pieces of a rule, or those that the brief says are to be signed."""
    demands = finished.dossier.inputs.brief.value.pieces
    return rule.pieces or tuple(demand.piece for demand in demands if demand.signed and demand.piece)


def _unsigned(finished: Finished, i: int, rule: SignatureRule) -> Iterator[Verdict]:
    brief = finished.dossier.inputs.brief
    where, level = place(finished, "signatures", i), gravity(finished, rule)
    for piece in to_sign(finished, rule):
        name = PIECES[piece]
        demand = brief.value.demand(piece)  # type: ignore[arg-type]  # a piece's name
        if rule.when == "award":
            if demand and demand.signed:
                said = f"{name} : à signer au dépôt d'après « pieces », à l'attribution d'après « rules »"
                yield Verdict(where, said, "relisez la demande, puis corrigez l'un des deux dans brief.yaml")
            continue
        printed = [one for one in finished.printed if one.key == piece]
        if not printed:
            hint = "si elle est à remettre, ajoutez-la à l'offre ; sinon, retirez-la de « signatures » dans brief.yaml"
            yield Verdict(where, f"pièce à signer absente du dossier : {name}{asked(rule)}", hint, level=level)
        for one in printed if rule.how == "handwritten" and piece not in FORMS else ():
            if not any(isinstance(node, Signature) for node in nodes(one.tree)):
                said = f"{name} : à signer à la main, sans cadre de signature{asked(rule)}"
                yield Verdict(finished.place(one.docx), said, "ajoutez « ::: signature » à ce document", level=level)


def valid_long_enough(finished: Finished) -> tuple[Verdict, ...]:
    """The offer stays valid as long as the consultation asks."""
    inputs = finished.dossier.inputs
    rule, ours = inputs.brief.value.rules.validity, inputs.offer.value.pricing.valid_days
    if rule is None or ours >= rule.days:
        return ()
    said = f"offre valable {ours} jours, {rule.days} au moins sont demandés{asked(rule)}"
    hint = f"écrivez « valid_days: {rule.days} » sous « pricing » dans offer.yaml"
    return (Verdict(inputs.offer.span("pricing", "valid_days"), said, hint, level=gravity(finished, rule)),)


def language_kept(finished: Finished) -> tuple[Verdict, ...]:
    """Every document is in the language that the consultation imposes, as its Word file declares it."""
    rule = finished.dossier.inputs.brief.value.rules.language
    if rule is None:
        return ()
    other = [one for one in finished.printed if not one.tree.lang.lower().startswith(rule.code)]
    if not other:
        return ()
    asked_for = LANGUAGES.get(rule.code, rule.code)
    found = ", ".join(dict.fromkeys(LANGUAGES.get(one.tree.lang[:2].lower(), one.tree.lang) for one in other))
    names = ", ".join(one.docx for one in other[:3]) + (f" et {len(other) - 3} autres" if len(other) > 3 else "")
    said = f"documents en {found} ({names}), la demande les veut en {asked_for}{asked(rule)}"
    hint = f"joignez une traduction en {asked_for}, ou corrigez « language » dans brief.yaml"
    return (Verdict(place(finished, "language"), said, hint, level=gravity(finished, rule)),)


def no_unwanted_variant(finished: Finished) -> tuple[Verdict, ...]:
    """Neither variant nor option is proposed where the consultation refuses them."""
    inputs = finished.dossier.inputs
    rule = inputs.brief.value.rules.variants
    if rule is None:
        return ()
    verdicts = []
    level = gravity(finished, rule)
    if rule.options is False and inputs.offer.value.pricing.options:
        said = f"options proposées (prestations supplémentaires), que la demande n'admet pas{asked(rule)}"
        verdicts.append(Verdict(inputs.offer.span("pricing", "options"), said, "retirez-les d'offer.yaml", level=level))
    for printed in finished.printed if rule.variants is False else ():
        words = next((text for text in printed.words if _VARIANT.search(text) and not text.startswith("☐")), "")
        if words:
            said = f"{printed.docx} parle d'une variante, que la demande n'admet pas : « {words[:90].strip()} »"
            passage = Passage(printed.docx.removesuffix(".docx"), words)
            hint = "retirez ce passage, ou dites-le autrement s'il ne s'agit pas d'une variante de l'offre"
            verdicts.append(Verdict(finished.place(printed.docx), said, hint, passage, level))
    return tuple(verdicts)
