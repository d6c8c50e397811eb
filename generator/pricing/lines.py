"""The lines of a price: what is counted from the schedule, what the offer adds, journeys, discounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.brief.brief import Brief
from generator.brief.pricing import Discount, Extra, Pricing, Tranche, Unit
from generator.brief.service import Sessions
from generator.foundation import days, money
from generator.pricing.apportion import apportion
from generator.pricing.prices import Rates
from generator.pricing.quote import Group, QuoteLine
from generator.pricing.tax import total
from generator.pricing.volume import UNIT_WORDS, OutingKind, Volume

_MEETINGS: dict[OutingKind, str] = {
    "cadrage": "Réunion de cadrage",
    "bilan": "Bilan intermédiaire",
    "evaluation": "Évaluation finale",
}
COUNTED = ("session", "preparation", "supports", *_MEETINGS)  # lines whose unit an offer may choose


@dataclass(frozen=True, slots=True)
class Section:
    """What is priced together: a lot, or a tranche of a lot; `main` holds what has no day (nights, extras)."""

    brief: Brief
    pricing: Pricing
    rates: Rates
    volume: Volume
    regime: str  # ours
    lot: int | None = None
    tranche: Tranche | None = None
    main: bool = True
    alone: bool = True  # no other lot

    @property
    def km(self) -> Decimal:
        """Kilometres of a journey, there and back, where no site says otherwise."""
        own = next((lot.km_per_trip for lot in self.pricing.lots if lot.lot == self.lot), None)
        return self.pricing.km_per_trip if own is None else own

    @property
    def meals(self) -> int:
        """Meals of a journey, where no site says otherwise."""
        own = next((lot.meals_per_trip for lot in self.pricing.lots if lot.lot == self.lot), None)
        return self.pricing.meals_per_trip if own is None else own

    @property
    def nights(self) -> int:
        """Nights in all."""
        if not self.main:
            return 0
        own = sum(lot.nights for lot in self.pricing.lots if lot.lot == self.lot)
        return own + (self.pricing.nights if self.alone else 0)

    def mine(self, lot: int | None) -> bool:
        """Whether what is written for this lot belongs here."""
        return self.main and (lot == self.lot or self.alone)


def section_lines(section: Section) -> tuple[QuoteLine, ...]:
    """Every line of this section, discounts last, each with its regime, lot and tranche."""
    lines = tuple(_told(line, section) for line in _lines(section))
    lowered = tuple(discount for discount in section.pricing.discounts if _lowered(section, discount))
    return (*lines, *(_told(line, section) for line in discount_lines(lowered, lines)))


def _lowered(section: Section, discount: Discount) -> bool:
    """Whether this discount lowers this section: a percent every one, an amount the main one only."""
    if discount.amount is not None:
        return section.mine(discount.lot)
    return discount.lot is None or discount.lot == section.lot or section.alone


def other_lines(section: Section) -> tuple[QuoteLine, ...]:
    """The unit prices of the meetings that this section does not hold, for 0 of them."""
    rates = section.rates
    prices = {"cadrage": rates.cadrage, "bilan": rates.bilan, "evaluation": rates.evaluation}
    made = (
        line(kind, "meetings", label, 0, _meeting_unit(section, kind), prices[kind])
        for kind, label in _MEETINGS.items()
        if not section.volume.of(kind).outings
    )
    return tuple(_told(one, section) for one in made)


def _told(line: QuoteLine, section: Section) -> QuoteLine:
    regime = line.regime or section.pricing.regimes.get(line.key.split("-")[0], section.regime)
    tranche, label = "", line.label
    if section.tranche:
        tranche, label = section.tranche.key, f"{line.label} ({section.tranche.label})"
    return replace(line, regime=regime, lot=section.lot, tranche=tranche, label=label)


def _lines(section: Section) -> Iterator[QuoteLine]:
    sessions, rates = section.volume.of("session"), section.rates
    unit = section.pricing.units.get("session", "session")
    length = _length(section.brief.service.sessions)
    label = f"Séance d'analyse des pratiques{length}"
    if unit in {"hour", "half_day"}:
        label = "Animation des séances d'analyse des pratiques"
    yield counted("session", "animation", label, sessions, unit, rates.session)
    unit = section.pricing.units.get("preparation", "session")
    label = "Préparation et suivi d'une séance" if unit == "session" else "Préparation et suivi des séances"
    yield counted("preparation", "preparation", label, sessions, unit, rates.preparation)
    if section.main:
        unit = section.pricing.units.get("supports", "flat")
        yield counted("supports", "preparation", "Supports remis aux participants", sessions, unit, rates.supports)
    yield from _meeting_lines(section)
    yield from _expense_lines(section)
    for index, extra in enumerate(section.pricing.extras, 1):
        if section.mine(extra.lot):
            yield extra_line(extra, f"extra-{index}", section)


def counted(key: str, group: Group, label: str, volume: Volume, unit: Unit, price: Decimal) -> QuoteLine:
    """A line whose quantity the schedule gives; 0 when it can't be known, which `rules` refuses."""
    return line(key, group, label, volume.count(unit) or Decimal(0), UNIT_WORDS[unit], price)


def _meeting_lines(section: Section) -> Iterator[QuoteLine]:
    rates = section.rates
    prices = {"cadrage": rates.cadrage, "bilan": rates.bilan, "evaluation": rates.evaluation}
    for kind, label in _MEETINGS.items():
        volume = section.volume.of(kind)
        if not volume.outings:
            continue
        remote = ", en visioconférence" if all(outing.remote for outing in volume.outings) else ""
        if unit := section.pricing.units.get(kind):
            yield counted(kind, "meetings", label + remote, volume, unit, prices[kind])
        else:
            yield line(kind, "meetings", label + remote, len(volume.outings), "réunion", prices[kind])


def _meeting_unit(section: Section, kind: OutingKind) -> str:
    unit = section.pricing.units.get(kind)
    return UNIT_WORDS[unit] if unit else "réunion"


def _expense_lines(section: Section) -> Iterator[QuoteLine]:
    sites = {site.site: site for site in section.pricing.sites}
    names = {site.key: site.name for site in section.brief.service.sites}
    apart = [key for key in sites if section.volume.at({key})]
    others = tuple(trip for trip in section.volume.trips if trip.site not in sites)
    meals = len(others) * section.meals
    if others or not apart:
        label = "Déplacements" + (f" : {journeys(len(others), section.km)}" if section.km else "")
        yield line("km", "expenses", label, len(others) * section.km, "km", section.rates.km)
    for key in apart:
        number, site = len(section.volume.at({key})), sites[key]
        meals += number * (section.meals if site.meals is None else site.meals)
        label = f"Déplacements, {names.get(key, key)} : {journeys(number, site.km)}"
        yield line(f"km-{key}", "expenses", label, number * site.km, "km", section.rates.km)
    yield line("meal", "expenses", "Restauration de l'intervenant", meals, "repas", section.rates.meal)
    if section.main:
        yield line("night", "expenses", "Hébergement de l'intervenant", section.nights, "nuitée", section.rates.night)


def journeys(number: int, distance: Decimal) -> str:
    """« 8 allers et retours de 152 km »."""
    return f"{number} {'aller et retour' if number == 1 else 'allers et retours'} de {money.number(distance)} km"


def extra_line(extra: Extra, key: str, section: Section) -> QuoteLine:
    """The line of an extra or of an option, with its own regime if it has one."""
    quantity, unit = extra.quantity, extra.unit or ""
    if extra.per:
        volume = section.volume if extra.per in {"trip", "km"} else section.volume.of("session")
        count = kilometres(section) if extra.per == "km" else volume.count(extra.per) or Decimal(0)
        quantity = count * (Decimal(1) if extra.quantity is None else extra.quantity)
        unit = extra.unit or UNIT_WORDS[extra.per]
    made = line(key, "extras", extra.label, quantity or Decimal(0), unit, extra.price)
    return replace(made, regime=extra.regime or "", lot=section.lot)


def kilometres(section: Section) -> Decimal:
    """Every kilometre of this section."""
    sites = {site.site: site.km for site in section.pricing.sites}
    return sum((sites.get(trip.site, section.km) for trip in section.volume.trips), Decimal(0))


def line(key: str, group: Group, label: str, quantity: Decimal | int, unit: str, price: Decimal) -> QuoteLine:
    """One line, its amount rounded to the cent."""
    count = Decimal(quantity)
    return QuoteLine(key, group, label, count, unit, price, money.cents(count * price))


def _length(sessions: Sessions) -> str:
    if sessions.minutes:
        return f" ({days.duration(sessions.minutes)})"
    return {"half_day": " (demi-journée)", "day": " (journée)"}.get(sessions.length, "")


# --- discounts -----------------------------------------------------------------------------------


def discount_lines(discounts: tuple[Discount, ...], lines: tuple[QuoteLine, ...]) -> Iterator[QuoteLine]:
    """Each discount on what these lines cost, one line for each VAT regime that it lowers."""
    for index, discount in enumerate(discounts, 1):
        base = tuple(one for one in lines if one.amount and concerned(discount, one))
        regimes = list(dict.fromkeys(one.regime for one in base))
        nets = [total(one.amount for one in base if one.regime == regime) for regime in regimes]
        for place, (regime, part) in enumerate(zip(regimes, _parts(discount, nets), strict=True)):
            key = f"discount-{index}" + (f"-{place + 1}" if place else "")
            yield replace(line(key, "discount", _said(discount), 1, "forfait", -part), regime=regime)


def concerned(discount: Discount, found: QuoteLine) -> bool:
    """Whether this discount lowers this line."""
    return not discount.on or bool({found.key, found.key.split("-")[0], found.group} & set(discount.on))


def _parts(discount: Discount, nets: list[Decimal]) -> tuple[Decimal, ...]:
    whole = sum(nets, money.ZERO)
    amount = discount.amount if discount.percent is None else whole * discount.percent / 100
    return apportion(money.cents(amount or money.ZERO), [max(net, money.ZERO) for net in nets])


def _said(discount: Discount) -> str:
    """« Remise de 5 % »."""
    return discount.label if discount.percent is None else f"{discount.label} de {money.number(discount.percent)} %"
