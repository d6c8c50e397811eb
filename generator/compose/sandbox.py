"""The room in which templates run: values may be read, never called; nothing grows, nothing runs away.

Jinja's own sandbox lets the methods of plain values through and repeats texts; here only the declared fields of records
and dataclasses can be read, only our functions can be called, and arithmetic is for numbers of a sensible size.
"""

from __future__ import annotations

import operator
import re
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from inspect import getattr_static
from typing import Any, Final

from jinja2 import StrictUndefined, Template, Undefined
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from generator.compose.fault import Fault, unknown_value
from generator.compose.filters import text
from generator.foundation.diagnostic import near_miss
from generator.foundation.record import Record

MAX_BITS: Final = 256
_LOOP: Final = ("first", "last", "index", "index0", "length")
_JINJA_OWN: Final = {"_loop_vars", "_block_vars"}  # passed with every call inside a loop
_OPERATORS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "%": operator.mod,
    "//": operator.floordiv,
    "/": lambda left, right: Decimal(left) / Decimal(right),
}


class Unknown(StrictUndefined):
    """A name that does not exist: to use it is a fault, which says so in French."""

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        fault: Any = (lambda _: absent(name, obj)) if exc in {None, UndefinedError} else exc
        super().__init__(hint, obj, name, fault)


def absent(name: object, holder: Any) -> Fault:
    """The fault of a name that its holder does not have; `missing` stands for the block's own names."""
    if holder is missing:
        return Fault(f"« {name} » n'existe pas")
    if holder is None:
        return Fault(
            f"on ne peut pas lire « {name} » d'une valeur inconnue",
            "testez d'abord la valeur par « {% if … %} », ou complétez la demande",
        )
    known = visible(holder)
    if not known:
        hint = "prenez un champ documenté, ou un filtre comme {{ … | upper }}"
        return Fault(f"« {str(name)[:60]} » n'est pas permis ici", hint, "L203")
    return Fault(f"« {name} » n'existe pas", near_miss(str(name), known) or "champs connus : " + ", ".join(known))


class Sandbox(ImmutableSandboxedEnvironment):
    """Our values may be read, never called; plain values have no methods; texts can't be added or multiplied."""

    ready: dict[tuple[str, int], Template]  # compiled once, by text and first line: a sheet is printed for each session
    intercepted_binops = frozenset({*_OPERATORS, "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Arithmetic on numbers only, and no powers."""
        if operator == "**":
            raise Fault("les puissances « ** » ne sont pas permises", "calculez la valeur ailleurs", "L203")
        one, other = _number(left, operator), _number(right, operator)
        try:
            result = _OPERATORS[operator](one, other)
        except ArithmeticError as exc:
            raise Fault(
                "calcul impossible : division par zéro ou nombre démesuré", "vérifiez les deux nombres"
            ) from exc
        if isinstance(result, int) and result.bit_length() > MAX_BITS:
            raise Fault("calcul d'un nombre démesuré", "simplifiez ce calcul", "L203")
        return result

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Reads a declared field or property of a record or dataclass, or where a loop stands."""
        if isinstance(obj, Undefined):
            return str(obj)  # raises, with its sentence
        return getattr(obj, attribute) if attribute in visible(obj) else self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Reads an entry of a list or a part of a text; a field's name in brackets reads the field."""
        if isinstance(argument, Undefined) or isinstance(obj, Undefined):
            return str(argument) + str(obj)  # raises, with its sentence
        if isinstance(obj, tuple | list | str | dict):
            try:
                return obj[argument]
            except (LookupError, TypeError, ValueError):
                raise Fault(f"rang « {argument} » absent de cette liste", "vérifiez sa longueur d'abord") from None
        return self.getattr(obj, str(argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        """Only what `getattr` reads."""
        return attr in visible(obj)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only the functions that composition offers."""
        return getattr(obj, "in_templates", False) is True

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Calls an offered function; its unknown or unfit arguments are faults."""
        if isinstance(obj, Undefined):
            return str(obj)  # raises, with its sentence
        if not self.is_safe_callable(obj):
            hint = "les fonctions permises : " + ", ".join(sorted(_offered(context)))
            raise Fault("cet appel n'est pas permis dans un bloc", hint, "L203")
        if None in args:
            raise unknown_value()
        given = {name: value for name, value in kwargs.items() if name not in _JINJA_OWN}
        try:
            return obj(*args, **given)
        except (TypeError, ValueError, AttributeError, ArithmeticError) as exc:
            name = getattr(obj, "__name__", "")
            raise Fault(f"« {name}(…) » ne convient pas à ces valeurs", "vérifiez leur nombre et leur nature") from exc


def _offered(context: Context) -> Iterable[str]:
    return (name for name, value in context.get_all().items() if getattr(value, "in_templates", False) is True)


def _number(value: Any, sign: str) -> int | Decimal:
    if isinstance(value, Undefined):
        str(value)  # raises, with its sentence
    if value is None:
        raise unknown_value()
    if isinstance(value, float):
        return Decimal(str(value))
    if not isinstance(value, int | Decimal):
        hint = "pour joindre deux textes, écrivez-les l'un après l'autre : {{ a }}{{ b }}"
        raise Fault(f"l'opération « {sign} » n'est permise qu'entre deux nombres", hint, "L203")
    return value


def visible(value: Any) -> tuple[str, ...]:
    """The names that a template may read on this value."""
    return _LOOP if isinstance(value, LoopContext) else readable(value)


def readable(value: Any) -> tuple[str, ...]:
    """The names that a block may read on this value: its fields and properties."""
    kind: Any = type(value)
    return _names(kind)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    if issubclass(kind, Record):
        names = list(kind.model_fields)
    elif is_dataclass(kind):
        names = [field.name for field in fields(kind)]
    else:
        return ()
    public = (name for name in dir(kind) if not name.startswith(("_", "model_")))
    return (*names, *(name for name in public if isinstance(getattr_static(kind, name), property)))


def offered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a function that blocks may call."""
    function.in_templates = True  # type: ignore[attr-defined]
    return function


# --- print ---------------------------------------------------------------------------------------

_FOLDED = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
_KEPT = re.compile("^ | $|^[0-9]|[\ue000\ue001]|[^\\S ]")
_ESCAPED = str.maketrans({sign: "\\" + sign for sign in string.punctuation} | {"\\": "&#92;"})


def printed(value: Any) -> str:
    """How a value is printed, escaped for Markdown: whatever it holds, it is read back as one text.

    ASCII punctuation gets a backslash. What Markdown would cut or count (spaces at the ends, no-break spaces, a figure
    that could open a list), the backslash itself and the marks of lines are written as numbers.
    """
    if isinstance(value, Undefined):
        return str(value)  # raises, with its sentence
    escaped = _FOLDED.sub(" ", text(value)).translate(_ESCAPED)
    return _KEPT.sub(lambda sign: f"&#{ord(sign[0])};", escaped)
