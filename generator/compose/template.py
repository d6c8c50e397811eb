"""Blocks' Jinja, shut in: unknown names are errors on their line, printed values are escaped, and nothing can run away.

Values are escaped for Markdown (a backslash before every ASCII punctuation, spaces folded), so that no text of a brief can become
structure. Loops are bounded, repetition of texts, macros, imports and methods of plain values are refused.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.compose.filters import FILTERS
from generator.foundation import days, money
from generator.foundation.diagnostic import Diagnostics, Span, error, near_miss
from generator.foundation.record import Record

MAX_OUTPUT = 200_000
MAX_LOOPS = 2
_MARK = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = re.compile("[\ue000\ue001]")
_ESCAPED = str.maketrans({sign: "\\" + sign for sign in string.punctuation})
_FORBIDDEN: Final = (
    nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends, nodes.Block,
    nodes.ScopedEvalContextModifier, nodes.AssignBlock, nodes.With,
)
_LOOP: Final = ("first", "last", "index", "index0", "length")
_BUILTIN_FILTERS: Final = ("length", "first", "last", "sum", "lower", "upper", "capitalize")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Markdown, and for each of its lines (from 0) the line of the block's file that gave it."""

    text: str
    lines: tuple[int, ...]


class _Unknown(StrictUndefined):
    """A name that does not exist: the message says so in French."""

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_hint:
            return str(self._undefined_hint)
        return f"« {name} » n'existe pas"


class Sandbox(ImmutableSandboxedEnvironment):
    """Our values may be read, never called; plain values have no methods; texts can't be multiplied."""

    intercepted_binops = frozenset({"*", "**", "%", "//", "/"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers only, and no powers."""
        numbers = all(isinstance(v, int | Decimal) for v in (left, right))
        if operator == "**" or not numbers:
            raise SecurityError(f"l'opération « {operator} » n'est permise qu'entre deux nombres" if operator != "**"
                                else "les puissances « ** » ne sont pas permises")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only the declared fields and properties of records and dataclasses, and where a loop stands."""
        return attr in (_LOOP if isinstance(obj, LoopContext) else readable(obj))

    def is_safe_callable(self, obj: Any) -> bool:
        """Only the functions that composition offers."""
        return getattr(obj, "in_templates", False) is True


def readable(value: Any) -> tuple[str, ...]:
    """The names that a block may read on this value."""
    kind = type(value)
    if isinstance(value, Record):
        names = list(kind.model_fields)
    elif is_dataclass(value):
        names = [f.name for f in fields(value)]
    else:
        return ()
    properties = [name for name in dir(kind) if not name.startswith(("_", "model_")) and isinstance(getattr(kind, name), property)]
    return (*names, *properties)


def offered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a function that blocks may call."""
    function.in_templates = True  # type: ignore[attr-defined]
    return function


def printed(value: Any) -> str:
    """How a value is printed, escaped for Markdown."""
    match value:
        case _Unknown():
            return str(value)  # raises, with its sentence
        case None:
            raise TemplateError("valeur inconnue : la demande ou l'offre ne la donne pas")
        case bool():
            return "oui" if value else "non"
        case int() | Decimal():
            text = money.number(value)
        case date():
            text = days.long(value)
        case time():
            text = days.clock(value)
        case str():
            text = value
        case _:
            raise TemplateError("on ne peut pas imprimer une liste ou un ensemble tel quel : ajoutez « | et » ou choisissez un champ")
    return " ".join(_PRIVATE.sub("", text).split()).translate(_ESCAPED)


def environment() -> Sandbox:
    """The shut-in environment, with our filters only."""
    env = Sandbox(undefined=_Unknown, finalize=printed, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False)
    env.globals.clear()
    env.filters = {name: env.filters[name] for name in _BUILTIN_FILTERS} | dict(FILTERS)
    return env


def render(env: Sandbox, source: str, file: str, first_line: int, names: Mapping[str, Any]) -> tuple[Rendered | None, Diagnostics]:
    """The Markdown of a block's body, which starts at `first_line` of `file`; or what is wrong, on its line."""
    text = "\n" * (first_line - 1) + _marked(_PRIVATE.sub("", source), first_line)
    try:
        parsed = env.parse(text)
        if refused := _refused(parsed, file):
            return None, refused
        template = env.from_string(parsed)
        return _unmarked(_bounded(template.generate(**names))), ()
    except TemplateSyntaxError as exc:
        message, hint = _syntax(exc.message or "", env)
        return None, (error("L201", Span(file, exc.lineno or first_line, 1), f"gabarit illisible : {message}", hint),)
    except _TooLong:
        return None, (error("L204", Span(file, first_line, 1), "ce bloc produit un texte démesuré", "simplifiez ses boucles"),)
    except SecurityError as exc:
        return None, (error("L203", Span(file, _line(exc, first_line), 1), _security(str(exc)), "n'utilisez que les noms et filtres documentés"),)
    except (TemplateError, ArithmeticError, TypeError, ValueError, RecursionError) as exc:
        line = _line(exc, first_line)
        return None, (error("L202", Span(file, line, 1), _sentence(exc), _hint(exc, names)),)


class _TooLong(Exception):  # noqa: N818 - a signal, not a bug
    pass


def _bounded(pieces: Any) -> str:
    done: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_OUTPUT:
            raise _TooLong
        done.append(piece)
    return "".join(done)


# --- lines -------------------------------------------------------------------------------------


def _marked(source: str, first_line: int) -> str:
    """The source with, at the end of each printed line, a mark that holds its number; lines that end inside a tag have none."""
    done = []
    inside = False
    for number, line in enumerate(source.split("\n"), first_line):
        for sign in re.findall(r"\{[{%#]|[}%#]\}", line):
            inside = sign[0] == "{"
        tag_only = re.fullmatch(r"\s*(\{%.*%\}|\{#.*#\})\s*", line)
        done.append(line if inside or tag_only or not line.strip() else f"{line}\ue000{number}\ue001")
    return "\n".join(done)


def _unmarked(text: str) -> Rendered:
    lines: list[str] = []
    numbers: list[int] = []
    last = 1
    for line in text.lstrip("\n").split("\n"):
        if marks := _MARK.findall(line):
            last = int(marks[-1])
        numbers.append(last)
        lines.append(_MARK.sub("", line))
    return Rendered("\n".join(lines), tuple(numbers))


# --- problems ----------------------------------------------------------------------------------


def _refused(parsed: nodes.Template, file: str) -> Diagnostics:
    found = [
        error("L203", Span(file, node.lineno, 1), "un bloc ne peut ni définir ni importer de macro", "écrivez le texte en clair")
        for node in parsed.find_all(_FORBIDDEN)
    ]
    return (*found, *_deep_loops(parsed, file, 0))


def _deep_loops(node: nodes.Node, file: str, depth: int) -> Diagnostics:
    if isinstance(node, nodes.For):
        depth += 1
        if depth > MAX_LOOPS or node.recursive:
            return (error("L203", Span(file, node.lineno, 1), f"plus de {MAX_LOOPS} boucles l'une dans l'autre", "séparez-les"),)
    return tuple(problem for child in node.iter_child_nodes() for problem in _deep_loops(child, file, depth))


def _line(exc: BaseException, default: int) -> int:
    """The block's line where this exception was raised: Jinja rewrites its frames to template lines."""
    line = default
    trace = exc.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>" or trace.tb_frame.f_globals.get("__jinja_template__"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _sentence(exc: BaseException) -> str:
    if isinstance(exc, TemplateError):
        return str(exc.message or exc)
    return f"calcul impossible ({exc})"


def _hint(exc: BaseException, names: Mapping[str, Any]) -> str:
    known: set[str] = set(names)
    for value in names.values():
        known |= set(readable(value))
    name = re.search(r"« ([\w.]+) »", str(exc))
    if name and (close := near_miss(name[1].split(".")[-1], sorted(known))):
        return close
    if "n'existe pas" in str(exc):
        return "noms connus : " + ", ".join(sorted(names))
    return "entourez le passage de « {% if … %} », ou complétez la demande"


def _syntax(message: str, env: Sandbox) -> tuple[str, str]:
    if match := re.match(r"No filter named '(\w+)'", message):
        return f"filtre inconnu « {match[1]} »", near_miss(match[1], env.filters) or "filtres connus : " + ", ".join(sorted(env.filters))
    if "endif" in message or "endfor" in message or "Unexpected end" in message:
        return "« {% if %} » ou « {% for %} » jamais fermé", "ajoutez « {% endif %} » ou « {% endfor %} »"
    return message, "vérifiez les accolades « {{ … }} » et « {% … %} »"


def _security(message: str) -> str:
    if match := re.match(r"access to attribute '(\w+)' of '(\w+)' object is unsafe", message):
        return f"« {match[1]} » n'est pas lisible ici"
    return message if "permise" in message else "cet appel n'est pas permis dans un bloc"
