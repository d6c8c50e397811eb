"""Makes the values of a mapping fit the fields of a form, and says which do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.foundation.diagnostic import near_miss
from generator.writers.form_field import FormField, Trouble, Value

YES: Final = frozenset({"true", "oui", "vrai", "x", "☒", "☑"})
NO: Final = frozenset({"", "false", "non", "faux", "☐"})
_MANY: Final = 12
_NAMED: Final = {"button": "un bouton", "signature": "une place pour signer"}


def settled(
    fields: Iterable[FormField], said: Mapping[str, str | tuple[str, ...]]
) -> tuple[dict[str, Value], tuple[Trouble, ...]]:
    """What to write in each field, and each value that can't be written as it is; an empty text leaves its field."""
    known = {field.name: field for field in fields}
    values: dict[str, Value] = {}
    troubles: list[Trouble] = []
    for name, text in said.items():
        if name not in known:
            troubles.append(_unknown(name, known))
            continue
        value = _fitted(known[name], text)
        if isinstance(value, Trouble):
            troubles.append(value)
        elif value is not None:
            values[name] = value
    return values, (*troubles, *_due(known.values(), values, {trouble.name for trouble in troubles}))


def _unknown(name: str, known: Mapping[str, FormField]) -> Trouble:
    some = list(known)[:_MANY]
    listed = ", ".join(some) + (f" et {len(known) - _MANY} autres" if len(known) > _MANY else "")
    hint = near_miss(name, known) or f"champs de ce formulaire : {listed or 'aucun'}"
    return Trouble(name, f"champ inconnu « {name} »", hint)


def _due(fields: Iterable[FormField], values: Mapping[str, Value], told: set[str]) -> Iterator[Trouble]:
    """Fields that the form wants filled, and that stay empty."""
    for field in fields:
        if (
            field.required
            and field.fillable
            and not field.value
            and not values.get(field.name)
            and field.name not in told
        ):
            what = "case obligatoire non cochée" if field.kind == "box" else "champ obligatoire laissé vide"
            label = f" ({field.label})" if field.label else ""
            yield Trouble(
                field.name, f"{what} : « {field.name} »{label}", "donnez sa valeur sous « fields »", grave=False
            )


def _fitted(field: FormField, said: str | tuple[str, ...]) -> Value | Trouble | None:
    """The value that the field takes; None leaves it as it is."""
    name = field.name
    if not field.fillable:
        what = _NAMED.get(field.kind, "en lecture seule")
        return Trouble(name, f"le champ « {name} » est {what} : il ne se remplit pas", "retirez-le de « fields »")
    if isinstance(said, tuple) and field.kind != "list":
        return Trouble(name, f"une seule valeur est attendue pour « {name} »", "donnez un texte, non une liste")
    text = said if isinstance(said, str) else ""
    match field.kind:
        case "box":
            return _ticked(field, text)
        case "text":
            return _written(field, text)
        case _:
            return _chosen(field, said if isinstance(said, tuple) else (said,))


def _ticked(field: FormField, text: str) -> Value | Trouble | None:
    plain = text.strip().casefold()
    if plain in YES or plain in NO:
        return plain in YES if plain else None
    return Trouble(field.name, f"« {text[:40]} » ne coche pas une case", "écrivez true ou false")


def _written(field: FormField, text: str) -> Value | Trouble | None:
    whole = "\n".join(line.strip() for line in text.strip().split("\n"))
    if not field.multiline:
        whole = ", ".join(line.rstrip(",") for line in whole.split("\n") if line)
    if not whole:
        return None
    if field.longest and len(whole) > field.longest:
        said = f"texte trop long pour « {field.name} » : {len(whole)} caractères, {field.longest} au plus"
        return Trouble(field.name, f"{said} (« {whole[:50]} »)", "raccourcissez-le, ou prenez un champ plus court")
    return whole


def _chosen(field: FormField, said: tuple[str, ...]) -> Value | Trouble | None:
    wanted = [each.strip() for each in said if each.strip()]
    found = []
    for each in wanted:
        option = field.option(each)
        if option is None and len(field.options) == 1 and each.casefold() in YES | NO:
            option = field.options[0] if each.casefold() in YES else ""
        if option is None and field.open:
            option = each
        if option is None:
            names = [
                shown if shown == o else f"{o} ({shown})" for o, shown in zip(field.options, field.shown, strict=True)
            ]
            hint = near_miss(each, (*field.options, *field.shown)) or "options : " + ", ".join(names)
            return Trouble(field.name, f"option inconnue « {each[:40]} » pour « {field.name} »", hint)
        found.append(option)
    kept = tuple(dict.fromkeys(filter(None, found)))
    if not kept:
        return None
    return kept if field.kind == "list" else kept[0]
