"""Which lot pays for which event, and what the prices of an offer name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.offer import Offer
from generator.foundation import money
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, info, near_miss, warning
from generator.foundation.record import Loaded
from generator.foundation.source import Key
from generator.pricing.lines import COUNTED
from generator.pricing.quote import GROUP_TITLES
from generator.pricing.volume import Outing, Volume

_KEYS = (*COUNTED, "km", "meal", "night")


def placed(offer: Offer, outings: tuple[Outing, ...]) -> dict[int | None, tuple[Outing, ...]]:
    """The events of each lot of the offer; those of no lot, or of another one, go to the first."""
    lots: tuple[int | None, ...] = offer.lots or (None,)
    found: dict[int | None, tuple[Outing, ...]] = dict.fromkeys(lots, ())
    for outing in outings:
        lot = outing.lot if outing.lot in found else lots[0]
        found[lot] += (outing,)
    return found


def misplaced(
    brief: Loaded[Brief],
    offer: Loaded[Offer],
    outings: tuple[Outing, ...],
    partners: tuple[tuple[str, Loaded[Candidate]], ...],
) -> Diagnostics:
    """Every lot, site, line, tranche or partner that the prices name wrongly, or do not name where they must."""
    return (
        *_lots(offer, outings),
        *_lot_numbers(offer),
        *_sites(brief, offer),
        *_keys(offer),
        *_people(offer, outings),
        *_tranches(offer, outings),
        *_doubles(offer),
        *_partners(offer, {key for key, _ in partners}),
        *_percents(offer),
    )


def _lots(offer: Loaded[Offer], outings: tuple[Outing, ...]) -> Iterator[Diagnostic]:
    lots, span = offer.value.lots, offer.span("planning", "groups")
    for group in dict.fromkeys(o.group for o in outings if o.kind == "session" and o.lot not in lots and len(lots) > 1):
        said = f"les séances du groupe « {group} » ne relèvent d'aucun lot de l'offre"
        yield error("M408", span, said, "indiquez « lot » pour ce groupe, sous planning.groups")
    if len(lots) > 1 and any(o.kind != "session" and o.lot is None for o in outings):
        yield info(
            "M408",
            offer.span("planning", "meetings"),
            f"les réunions communes à tous les lots sont chiffrées dans le lot {lots[0]}",
            "rien à faire si l'acheteur n'en demande qu'une pour tous",
        )


def _lot_numbers(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """Lots that the offer does not answer, and lines that do not say theirs when there are several."""
    lots, pricing = offer.value.lots, offer.value.pricing
    named: list[tuple[tuple[Key, ...], int | None, bool]] = [
        *((("pricing", "lots", i), x.lot, True) for i, x in enumerate(pricing.lots)),
        *((("pricing", "extras", i), x.lot, True) for i, x in enumerate(pricing.extras)),
        *((("pricing", "options", i), x.lot, True) for i, x in enumerate(pricing.options)),
        *((("pricing", "discounts", i), x.lot, x.amount is not None) for i, x in enumerate(pricing.discounts)),
        *((("pricing", "dqe", i), x.lot, True) for i, x in enumerate(pricing.dqe)),
    ]
    for path, lot, needed in named:
        known = "lots de l'offre : " + (", ".join(map(str, lots)) or "aucun (« lots » d'offer.yaml)")
        if lot is not None and lot not in lots:
            yield error("M406", offer.span(*path), f"lot {lot} absent de l'offre", known)
        elif lot is None and needed and len(lots) > 1:
            yield error("M406", offer.span(*path), "lot non précisé, alors que l'offre en vise plusieurs", known)
    if pricing.nights and len(lots) > 1:
        said = "nuitées sans lot, alors que l'offre en vise plusieurs"
        yield error("M406", offer.span("pricing", "nights"), said, "répartissez-les : pricing.lots › nights")


def _sites(brief: Loaded[Brief], offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    known = [site.key for site in brief.value.service.sites]
    for i, site in enumerate(offer.value.pricing.sites):
        if site.site not in known:
            hint = near_miss(site.site, known) or "sites de la demande : " + (", ".join(known) or "aucun")
            yield error("M406", offer.span("pricing", "sites", i, "site"), f"site inconnu « {site.site} »", hint)


def _keys(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """Lines that no quote has."""
    pricing = offer.value.pricing
    for key in pricing.units:
        if key not in COUNTED:
            yield _unknown(offer, ("pricing", "units", key), key, COUNTED)
    for key in pricing.regimes:
        if key not in _KEYS:
            yield _unknown(offer, ("pricing", "regimes", key), key, _KEYS)
    own = [f"extra-{i}" for i in range(1, len(pricing.extras) + 1)]
    own += [f"km-{site.site}" for site in pricing.sites]
    for i, discount in enumerate(pricing.discounts):
        for j, key in enumerate(discount.on):
            if key not in (known := (*_KEYS, *GROUP_TITLES, *own)):
                yield _unknown(offer, ("pricing", "discounts", i, "on", j), key, known)


def _unknown(offer: Loaded[Offer], path: tuple[Key, ...], key: str, known: Iterable[str]) -> Diagnostic:
    hint = near_miss(key, known) or "lignes possibles : " + ", ".join(known)
    return error("M407", offer.source.key(*path), f"ligne de prix inconnue « {key} »", hint)


def _people(offer: Loaded[Offer], outings: tuple[Outing, ...]) -> Iterator[Diagnostic]:
    """A price by person needs to know how many they are."""
    pricing = offer.value.pricing
    units = [key for key, unit in pricing.units.items() if unit == "person"]
    paths: list[tuple[Key, ...]] = [("pricing", "units", key) for key in units]
    paths += [("pricing", "extras", i) for i, extra in enumerate(pricing.extras) if extra.per == "person"]
    if paths and Volume(outings).of("session").people() is None:
        hint = "indiquez « participants » pour chaque groupe, ou dans la demande"
        yield error("M435", offer.span(*paths[0]), "prix par participant, et leur nombre n'est pas connu", hint)


def _tranches(offer: Loaded[Offer], outings: tuple[Outing, ...]) -> Iterator[Diagnostic]:
    tranches, span = offer.value.pricing.tranches, offer.span("pricing", "tranches")
    if not tranches:
        return
    if tranches[0].kind != "firm" or any(tranche.kind == "firm" for tranche in tranches[1:]):
        yield error("M433", span, "la tranche ferme est la première, et la seule", "les autres sont « optional »")
    for before, after in pairwise(tranches):
        if after.first <= before.last:
            said = f"les tranches « {before.label} » et « {after.label} » se chevauchent"
            yield error("M433", span, said, "donnez-leur des dates qui se suivent")
    lost = sum(not any(t.first <= o.day <= t.last for t in tranches) for o in outings if o.day)
    if lost:
        said = f"{lost} séance{'s' if lost > 1 else ''} ou réunion{'s' if lost > 1 else ''} hors des tranches"
        hint = "elles sont comptées dans la tranche ferme : revoyez les dates des tranches"
        yield warning("M433", span, said, hint)


def _doubles(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    for name in ("options", "tranches"):
        keys = [entry.key for entry in getattr(offer.value.pricing, name)]
        for i, key in enumerate(keys):
            if key in keys[:i]:
                span = offer.span("pricing", name, i, "key")
                yield error("M434", span, f"le nom court « {key} » est donné deux fois", "donnez un nom à chacune")


def _partners(offer: Loaded[Offer], known: set[str]) -> Iterator[Diagnostic]:
    """Partners whose VAT regime nobody could read."""
    value = offer.value
    named: list[tuple[tuple[Key, ...], str | None]] = [
        (("subcontracts", i, "partner"), sub.partner) for i, sub in enumerate(value.subcontracts)
    ]
    if value.consortium:
        named += [(("consortium", "members", i), member.partner) for i, member in enumerate(value.consortium.members)]
    for path, partner in named:
        if partner and partner not in known:
            said = f"régime de TVA de « {partner} » inconnu"
            yield error("M417", offer.span(*path), said, f"indiquez-le dans boilerplate/partners/{partner}.yaml")


def _percents(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """The members of a groupement conjoint share the whole of each lot."""
    group = offer.value.consortium
    if group is None or group.form != "conjoint":
        return
    for lot in offer.value.lots or (None,):
        members = [m for m in group.members if not m.lots or lot is None or lot in m.lots]
        whole = sum((m.amount or money.ZERO for m in members), money.ZERO)
        if whole != 100:
            where = f"du lot {lot}" if lot else "de l'offre"
            said = f"les parts des membres du groupement font {money.number(whole)} % du prix {where}"
            yield error("M440", offer.span("consortium", "members"), said, "leurs « amount » doivent faire 100 %")
