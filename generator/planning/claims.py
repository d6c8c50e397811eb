"""What the groups of an offer must agree with: the sites, lots, sizes, slots and gaps that the brief asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.brief.brief import Brief
from generator.brief.offer import Offer
from generator.foundation.diagnostic import Diagnostic, Diagnostics, error, near_miss, warning
from generator.foundation.record import Loaded
from generator.planning.parts import Part
from generator.planning.people import Worker, known

SLOTS = {"morning": "le matin", "afternoon": "l'après-midi", "evening": "le soir"}


def claims(
    brief: Loaded[Brief], offer: Loaded[Offer], parts: Sequence[Part], workers: Sequence[Worker]
) -> Diagnostics:
    """Every point on which the groups and the brief, or the team, contradict each other."""
    return (
        *_count(brief, offer),
        *_names(offer),
        *_fixed(offer),
        *_sites(brief, offer),
        *_lots(brief, offer),
        *_people(offer, parts, workers),
        *_bounds(offer, parts),
        *(problem for part in parts for problem in _part(brief, offer, part)),
    )


def _count(brief: Loaded[Brief], offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """As many groups as the brief asks, in all and on each site that we answer for."""
    service, groups, lots = brief.value.service, offer.value.planning.groups, offer.value.lots
    counted = [site for site in service.sites if not lots or site.lot in {None, *lots}]
    asked = sum(site.groups for site in counted) if counted else service.groups
    partial = bool(lots) and len(lots) < len(brief.value.lots) and not counted
    if not partial and asked != (planned := len(groups) or 1):
        extra = planned - asked
        few = "décrivez chaque groupe dans planning.groups : - {key: a, name: Groupe A, …}"
        many = f"retirez {_groups(extra)} de planning.groups, ou corrigez « groups » dans brief.yaml"
        hint = many if extra > 0 else few
        said = f"{_groups(planned)} au planning, {asked} demandé{'s' if asked > 1 else ''}"
        place = brief.span("service", "groups")
        yield error("P330", offer.span("planning", "groups"), f"{said} ({place})", hint)
        return
    held = Counter(group.site for group in groups)
    for index, site in enumerate(service.sites):
        if groups and site in counted and held and any(held) and held[site.key] != site.groups:
            place = brief.span("service", "sites", index)
            said = f"{site.name} : {_groups(held[site.key])} au planning, {site.groups} demandé"
            said += f"{'s' if site.groups > 1 else ''} ({place})"
            yield error("P330", offer.span("planning", "groups"), said, "corrigez « site » dans planning.groups")


def _groups(number: int) -> str:
    return f"{number} groupe{'s' if number > 1 else ''}"


def _names(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for index, group in enumerate(offer.value.planning.groups):
        for field, value in (("key", group.key), ("name", group.name)):
            if f"{field} {value}" in seen:
                span = offer.span("planning", "groups", index, field)
                yield error("P339", span, f"deux groupes portent le nom « {value} »", "donnez à chacun le sien")
            seen.add(f"{field} {value}")


def _fixed(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """Imposed dates that no group would keep."""
    planning = offer.value.planning
    if planning.groups and planning.fixed:
        hint = "écrivez « fixed » dans le groupe concerné (planning.groups)"
        said = "dates imposées à tous les groupes à la fois : elles ne sont pas suivies"
        yield error("P343", offer.span("planning", "fixed"), said, hint)


def _sites(brief: Loaded[Brief], offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """Sites that groups and travels name."""
    keys = [site.key for site in brief.value.service.sites]
    planning = offer.value.planning
    named = [(g.site, ("groups", i, "site")) for i, g in enumerate(planning.groups) if g.site]
    named += [(key, ("travel", i, "between")) for i, t in enumerate(planning.travel) for key in t.between]
    for key, path in named:
        if key not in keys:
            hint = near_miss(key, keys) or "sites de la demande (service.sites) : " + (", ".join(keys) or "aucun")
            yield error("P334", offer.span("planning", *path), f"site inconnu « {key} »", hint)


def _lots(brief: Loaded[Brief], offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    sites = {site.key: site for site in brief.value.service.sites}
    answered = offer.value.lots or tuple(lot.number for lot in brief.value.lots)
    for index, group in enumerate(offer.value.planning.groups):
        span = offer.span("planning", "groups", index, "lot")
        site = sites.get(group.site or "")
        if group.lot and group.lot not in answered:
            hint = "lots de cette offre : " + (", ".join(map(str, answered)) or "aucun")
            yield error("P335", span, f"{group.name} : lot {group.lot} inconnu ou non visé", hint)
        elif group.lot and site and site.lot and site.lot != group.lot:
            said = f"{group.name} : lot {group.lot}, mais {site.name} relève du lot {site.lot}"
            yield error("P335", span, said, "retirez « lot » : celui du site suffit")


def _people(offer: Loaded[Offer], parts: Sequence[Part], workers: Sequence[Worker]) -> Iterator[Diagnostic]:
    team = [member.intervener for member in offer.value.team]
    for index, group in enumerate(offer.value.planning.groups):
        span = offer.span("planning", "groups", index, "interveners")
        for key in group.interveners:
            if key not in team:
                hint = near_miss(key, team) or "intervenants de l'offre : " + ", ".join(team)
                said = f"{group.name} : « {key} » n'est pas dans l'équipe"
                yield error("P337", span, said, hint)
        if not parts[index].candidates:
            wanted = ", ".join(group.skills)
            asked = known(workers, group.interveners or team)
            having = " ; ".join(f"{who.key} : {', '.join(who.skills) or 'aucune'}" for who in asked)
            where = offer.span("planning", "groups", index, "skills")
            said = f"{group.name} : personne n'a les compétences demandées ({wanted})"
            yield error("P338", where, said, f"compétences (« skills ») de chacun — {having}")


def _bounds(offer: Loaded[Offer], parts: Sequence[Part]) -> Iterator[Diagnostic]:
    """Bounds that a group changes on one side only."""
    for part in parts:
        if part.index is None:
            continue
        for wrong, field, said in (
            (part.last < part.first, "last", "le dernier jour (to) précède le premier (from)"),
            (part.end <= part.start, "end", "l'heure de fin (end) doit suivre l'heure de début (start)"),
            (part.max_weeks < part.min_weeks, "max_weeks", "max_weeks doit être au moins égal à min_weeks"),
        ):
            if wrong:
                yield error("P342", part.span(offer, field), part.said(said), "corrigez l'une des deux valeurs")


def _part(brief: Loaded[Brief], offer: Loaded[Offer], part: Part) -> Iterator[Diagnostic]:
    """The size, slot and gaps of one group."""
    service = brief.value.service
    if part.index is not None and service.participants and part.size and part.size > service.participants:
        place = brief.span("service", "participants")
        said = part.said(f"{part.size} participants, {service.participants} au plus selon la demande ({place})")
        yield error("P336", part.span(offer, "participants"), said, "réduisez le groupe, ou ouvrez-en un de plus")
    if service.sessions.slots and part.half_day not in service.sessions.slots:
        place = brief.span("service", "sessions", "slots")
        wanted = " ou ".join(SLOTS[slot] for slot in service.sessions.slots)
        said = part.said(f"séances {SLOTS[part.half_day]}, {wanted} selon la demande ({place})")
        yield error("P332", part.span(offer, "half_day"), said, "corrigez « half_day », « start » et « end »")
    yield from _gaps(brief, offer, part)


def _gaps(brief: Loaded[Brief], offer: Loaded[Offer], part: Part) -> Iterator[Diagnostic]:
    """Gaps that the offer writes and that the brief refuses; the plan keeps those of the brief."""
    asked, written = brief.value.service.sessions, offer.value.planning.model_fields_set
    for field, limit, ours, loose in (
        ("min_weeks", asked.min_weeks, part.min_weeks, "au moins"),
        ("max_weeks", asked.max_weeks, part.max_weeks, "au plus"),
    ):
        looser = limit and (ours < limit if field == "min_weeks" else ours > limit)
        if looser and (field in part.own or field in written):
            place = brief.span("service", "sessions", field)
            said = part.said(f"{ours} semaines {loose} entre deux séances, {limit} selon la demande ({place})")
            hint = f"écrivez « {field}: {limit} » : c'est ce qui est suivi"
            yield warning("P331", part.span(offer, field), said, hint)
