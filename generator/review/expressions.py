"""From a `{{ … }}` of a block to the field that it prints, or to the section whose rules make its value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from jinja2 import TemplateError, nodes

from generator.compose.dossier import Inputs
from generator.compose.fields import Field, field_at, fields, fields_of, says, section
from generator.compose.template import environment
from generator.document.typography import french
from generator.foundation.record import Loaded, Record
from generator.foundation.source import Key, Where

_PLANNING: Final = "Règles du planning"
_PRICING: Final = "Prix de cette offre"
_NAMED_AFTER: Final = 3  # names of a block that stand for other names of it
Steps = tuple[Key, ...]


def of_expression(inputs: Inputs, expression: str, old: str = "", body: str = "") -> Field | None:
    """The field behind the inside of a `{{ … }}`; the nearest section for what is computed; None when no file says it.

    `old` is what the expression printed: it tells one entry of a list from the others. `body` is the block's, which
    says what its own names (« set », « for ») stand for.
    """
    steps = _steps(expression.strip().removeprefix("{{").removesuffix("}}"))
    for _ in range(_NAMED_AFTER):
        bound = _bound(body, str(steps[0])) if steps[0] not in _ROOTS else ""
        steps = (*_steps(bound), *steps[1:]) if bound else steps
    return _saying(_ROOTS.get(str(steps[0]), _anywhere)(inputs, steps[1:], french(old)), old)


def _saying(field: Field | None, old: str) -> Field | None:
    """The field; its section when it is a number, and another one was printed: « 24 séances » is computed from 6."""
    number = field is not None and isinstance(field.value, int | Decimal) and not isinstance(field.value, bool)
    if field is None or not number or not old or any(says(old, form) for form in field.forms):
        return field
    return replace(field, path=field.path[:-1], value=None, forms=(), writable=False)


def _steps(expression: str) -> Steps:
    """The name that an expression starts from, then each step; an empty name for what has none."""
    try:
        parsed = environment().parse("{{ " + expression + " }}")
    except TemplateError:
        return ("",)
    output = next(parsed.find_all(nodes.Output), None)
    if output is None or len(output.nodes) != 1:
        return ("",)
    if any(node.name == "weeks" for node in output.find_all(nodes.Filter)):  # between two sessions
        return ("schedule", "weeks")
    return _chain(output.nodes[0])


def _bound(body: str, name: str) -> str:
    """The expression that a « set » or a « for » of the block calls by this name."""
    said = re.search(rf"{{%-?\s*(?:set\s+{name}\s*=|for\s+{name}\s+in)\s+(.+?)\s*-?%}}", body) if name else None
    return re.split(r"\sif\s", said[1])[0] if said else ""


def _chain(node: Any) -> Steps:
    """The name that an expression starts from, then each step: attribute, index, argument of `fact` or `meeting`."""
    match node:
        case nodes.Name():
            return (node.name,)
        case nodes.Getattr():
            return (*_chain(node.node), node.attr)
        case nodes.Getitem():
            index = node.arg.value if isinstance(node.arg, nodes.Const) else None
            return (*_chain(node.node), index) if isinstance(index, int) else _chain(node.node)
        case nodes.Filter() if node.node is not None:
            return _chain(node.node)
        case nodes.Call(node=nodes.Name(name="plural")) if node.args:
            return _chain(node.args[0])
        case nodes.Call():
            given = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
            return (*_chain(node.node), *given)
        case nodes.BinExpr():
            return _chain(node.left if not isinstance(node.left, nodes.Const) else node.right)
        case _:
            return ("",)


# --- one function a name -----------------------------------------------------------------------

Root = Callable[[Inputs, Steps, str], Field | None]


def _file(loaded: Callable[[Inputs], Loaded[Any] | None], *start: Key) -> Root:
    """A name that stands for a file, or for this part of it."""

    def found(inputs: Inputs, steps: Steps, old: str) -> Field | None:
        file = loaded(inputs)
        return reached(file, (*start, *steps), old) if file else None

    return found


def _person(inputs: Inputs, steps: Steps, old: str) -> Field | None:
    """Somebody of the team: who has that name, title or summary."""
    attributes = tuple(step for step in steps if not isinstance(step, int))
    found = [reached(person.file, attributes, old) for person in inputs.team]
    return _telling(found, old) or (found[0] if found else None)


def _approach(inputs: Inputs, steps: Steps, old: str) -> Field | None:
    """The approach as the offer practises it: what the offer adapts is the offer's own."""
    adapt = inputs.offer.value.adapt
    match steps:
        case ("minutes",):
            return section(inputs.offer, ("planning",), "Durée d'une séance : de start à end")
        case ("case_minutes" | "theory_minutes", *_):
            return section(inputs.approach, ("phases",), "Phases de la séance")
        case ("rhythm", ("min_weeks" | "max_weeks") as bound) if getattr(adapt, bound):
            return reached(inputs.offer, ("adapt", bound), old)
        case _:
            return reached(inputs.approach, steps, old)


def _events(inputs: Inputs, steps: Steps, old: str) -> Field | None:
    """A session or a meeting: its place and hours are rules of the planning, its day is computed."""
    last = steps[-1] if steps else ""
    if last == "zone":
        return reached(inputs.brief, ("buyer", "department"), "")
    if steps in (("groups",), ("sessions",), ("typical",)):
        path: Where = ("service", "groups") if steps == ("groups",) else ("service", "sessions", "per_year")
        return reached(inputs.brief, path, old)
    if last in ("place", "start", "end"):
        under = [f for f in fields_of(inputs.offer) if f.path[:1] == ("planning",) and f.path[-1] == last]
        common = [field for field in under if field.path == ("planning", last)]
        said = [field for field in under if old and any(says(old, form) for form in field.forms)]
        return (said if len(said) == 1 else common + said or [_planning(inputs)])[0]
    return _planning(inputs)


def _meeting(inputs: Inputs, steps: Steps, old: str) -> Field | None:
    for index, meeting in enumerate(inputs.offer.value.planning.meetings):
        if steps[:1] == (meeting.kind,):
            return reached(inputs.offer, ("planning", "meetings", index, *steps[1:]), old)
    return _planning(inputs)


def _fact(inputs: Inputs, steps: Steps, _: str) -> Field | None:
    for index, fact in enumerate(inputs.brief.value.facts):
        if steps[:1] == (fact.key,):
            return field_at(inputs.brief, ("facts", index, "value"))
    return None


def _quote(inputs: Inputs, steps: Steps, old: str) -> Field | None:
    match steps:
        case ("valid_days" | "payment_days",):
            return reached(inputs.offer, ("pricing", *steps), old)
        case ("rate" | "mention",):
            return section(inputs.candidate, ("vat",), "Régime de TVA")
        case _:
            return section(inputs.offer, ("pricing",), _PRICING)


def _sheet(inputs: Inputs, steps: Steps, old: str) -> Field | None:
    match steps:
        case ("intervener", *rest):
            return _person(inputs, tuple(rest), old)
        case ("group", *rest):
            return reached(inputs.offer, ("planning", "groups", *rest), old)
        case ("places", *_):
            return reached(inputs.brief, ("service", "participants"), old)
        case _:
            return _events(inputs, steps[1:], old)


def _planning(inputs: Inputs) -> Field:
    return section(inputs.offer, ("planning",), _PLANNING)


def _anywhere(inputs: Inputs, steps: Steps, old: str) -> Field | None:
    """The one field with this last step that says what was printed: a name that a loop of the block gives."""
    if not old or not steps:
        return None
    found = [f for f in fields(inputs) if steps[-1] in f.path and any(says(old, form) for form in f.forms)]
    return found[0] if len(found) == 1 else None


_ROOTS: Final[Mapping[str, Root]] = {
    "brief": _file(lambda inputs: inputs.brief),
    "offer": _file(lambda inputs: inputs.offer),
    "candidate": _file(lambda inputs: inputs.candidate),
    "lead": _file(lambda inputs: inputs.lead.file),
    "substitute": _file(lambda inputs: inputs.substitute.file if inputs.substitute else None),
    "adapt": _file(lambda inputs: inputs.offer, "adapt"),
    "approach": _approach,
    "run_sheet": _file(lambda inputs: inputs.approach, "phases"),
    "phase": _file(lambda inputs: inputs.approach, "phases"),
    "site": _file(lambda inputs: inputs.brief, "service", "sites"),
    "lot": _file(lambda inputs: inputs.brief, "lots"),
    "group": _file(lambda inputs: inputs.offer, "planning", "groups"),
    "department": _file(lambda inputs: inputs.brief, "buyer", "department"),
    "buyer": _file(lambda inputs: inputs.brief, "buyer"),
    "siret": _file(lambda inputs: inputs.candidate, "siret"),
    "declaration": _file(lambda inputs: inputs.candidate, "nda"),
    "people": _person,
    "person": _person,
    "fact": _fact,
    "meeting": _meeting,
    "schedule": _events,
    "event": _events,
    "session_minutes": lambda inputs, _, __: _planning(inputs),
    "total_minutes": lambda inputs, _, __: _planning(inputs),
    "quote": _quote,
    "sheet": _sheet,
    "cite": lambda *_: None,
}


# --- paths -------------------------------------------------------------------------------------


def reached(loaded: Loaded[Any], steps: Sequence[Key], old: str) -> Field | None:
    """The scalar at the end of these steps through a file's record; in a list, the entry that says `old`.

    The nearest section that the file holds when there is no such scalar, or several.
    """
    paths = _paths(loaded.value, tuple(steps), ())
    found = [field_at(loaded, path) for path in paths]
    if told := _telling(found, old):
        return told
    return section(loaded, _shared(paths))


def _paths(value: Any, steps: Steps, path: Where) -> tuple[Where, ...]:
    """The path of YAML keys behind these attributes; one for each entry when they go through a list."""
    if not steps:
        return (path,)
    step, rest = steps[0], steps[1:]
    if isinstance(value, tuple):
        if isinstance(step, int):
            return _paths(value[step], rest, (*path, step)) if -len(value) <= step < len(value) else (path,)
        return tuple(found for i, entry in enumerate(value) for found in _paths(entry, steps, (*path, i))) or (path,)
    if isinstance(value, Record) and isinstance(step, str) and step in type(value).model_fields:
        key = type(value).model_fields[step].alias or step
        return _paths(getattr(value, step), rest, (*path, key))
    return (path,)


def _telling(found: Iterable[Field | None], old: str) -> Field | None:
    """The only scalar, or the only one that says these words."""
    scalars = [field for field in found if field and field.value is not None]
    if len(scalars) == 1:
        return scalars[0]
    said = [field for field in scalars if old and any(says(old, form) for form in field.forms)]
    return said[0] if len(said) == 1 else None


def _shared(paths: Sequence[Where]) -> Where:
    """The longest start that these paths share."""
    shared: list[Key] = []
    for keys in zip(*paths, strict=False):
        if len(set(keys)) > 1:
            break
        shared.append(keys[0])
    return tuple(shared)
