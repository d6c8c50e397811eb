"""`docs/checks.md`: every rule of the conformity gate, family by family, made from the table of checks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finished import Family
from generator.checks.table import FAMILIES
from generator.foundation.diagnostic import LEVEL_WORDS

_HEAD = """# Contrôles de conformité

<!-- Page produite par « offer check --list » : ne la modifiez pas à la main. -->

`offer check CLIENT` ouvre les fichiers finis et les compare à l'offre. Un point **bloquant** ferait rejeter l'offre ;
un point **à vérifier** demande l'œil d'une personne ; un point **à savoir** informe. Un contrôle qui peut être levé
l'est dans `offer.yaml`, avec une raison, une personne et une date :

```yaml
waivers:
  - {check: C813, reason: l'assureur enverra la nouvelle attestation en janvier, by: Prénom Nom, on: 2023-06-26}
```

« about: … » ne lève que les constats qui contiennent ces mots. Ce qui est levé reste écrit dans le rapport.

Ce sont les règles de conformité. D'autres codes disent une faute d'écriture, toujours avec sa place et son remède :
YAML (Y, B), bibliothèque et textes (L, T), fichiers et annexes illisibles (W, E), relecture (R).
"""


def catalogue() -> str:
    """The page, as Markdown."""
    lines = [_HEAD, *(line for family in FAMILIES for line in _family(family))]
    return "\n".join(lines).rstrip() + "\n"


def _family(family: Family) -> Iterator[str]:
    yield f"## {family.title}"
    yield ""
    yield "| Code | Gravité | Règle | Source | Peut être levé | Jugé sur |"
    yield "|---|---|---|---|---|---|"
    for check in family.checks:
        yield _row(check.id, LEVEL_WORDS[check.level], check.rule, check.source, check.waivable, "fichiers finis")
    for rule in family.raised:
        yield _row(rule.id, LEVEL_WORDS[rule.level], rule.rule, rule.source, rule.waivable, "données")
    yield ""


def _row(code: str, level: str, rule: str, source: str, waivable: bool, judged: str) -> str:
    cells = (code, level, rule, source, "oui" if waivable else "non", judged)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
