"""What « offer plan » prints above the dates."""

from generator.cli.plan import lines
from tests.plans import planned

SITES = [{"key": "nord", "name": "Nord"}, {"key": "sud", "name": "Sud", "department": "75"}]
GROUPS = [
    {"key": "a", "name": "A", "site": "nord"},
    {"key": "b", "name": "B", "site": "sud", "interveners": ["specimen"]},
]


def test_one_zone_or_several() -> None:
    assert lines(planned())[0] == "Du 11 septembre 2023 au 5 juillet 2024, zone scolaire A"
    both = planned({"brief": {"service.groups": "2", "service.sites": SITES}, "offer": {"planning.groups": GROUPS}})
    assert lines(both)[0] == "Du 11 septembre 2023 au 5 juillet 2024, zones scolaires A et C"
