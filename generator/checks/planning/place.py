"""Is the département, from which the school zone and the public holidays come, that of the brief's own words?"""

from __future__ import annotations

from generator.brief.brief import Brief
from generator.checks.finished import Finished, Verdict
from generator.law.calendars import department
from generator.law.places import named_departments


def department_of_brief(finished: Finished) -> tuple[Verdict, ...]:
    """No text of the brief names another département than those given, unless one names these too."""
    brief, published = finished.dossier.inputs.brief, finished.dossier.inputs.neighbours.source
    buyer = brief.value.buyer
    ours = department(buyer.department) if buyer.department else None
    if ours is None:
        return ()  # P303 and P304 say it when a date depends on it
    given = {ours.code, *(site.department for site in brief.value.service.sites)}
    named = _named(brief.value, published)
    if not named or given & set(named):
        return ()
    code, where = next(iter(named.items()))
    other = department(code)
    assert other is not None
    zones = (f"zone {ours.zone}" if ours.zone else "sans zone", f"zone {other.zone}" if other.zone else "sans zone")
    told = (
        f" : les vacances sont celles d'une autre zone ({zones[0]}, et non {zones[1]})" if len(set(zones)) > 1 else ""
    )
    said = f"département « {ours.code} » ({ours.name}), et {where} nomme le département {other.of} ({other.code}){told}"
    hint = f'écrivez « department: "{other.code}" », ou levez ce constat (waivers) si {other.name} est autre chose ici'
    return (Verdict(brief.span("buyer", "department"), said, hint),)


def _named(brief: Brief, published: str) -> dict[str, str]:
    """The code of each département that the brief names, and which of its texts does so first."""
    texts = (
        ("le territoire (buyer.place)", brief.buyer.place),
        ("l'intitulé", brief.title),
        ("le nom de l'acheteur", brief.buyer.name),
        ("la demande publiée", published),
    )
    named: dict[str, str] = {}
    for where, text in texts:
        for one in named_departments(text or ""):
            named.setdefault(one.code, where)
    return named
