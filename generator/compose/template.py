"""Blocks' Jinja, shut in: unknown names are errors on their line, printed values are escaped, and nothing can run away.

Values are escaped for Markdown, so that no text of a brief can become structure. Loops are counted; repeated texts,
macros, imports and methods of plain values are refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar

from jinja2 import TemplateError, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from generator.compose.fault import Fault, unknown_value
from generator.compose.filters import FILTERS, guarded
from generator.compose.marks import Rendered, marked, misnested, unmarked
from generator.compose.sandbox import Sandbox, Unknown, absent, offered, printed, readable
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, near_miss

__all__ = ["Rendered", "Sandbox", "environment", "offered", "printed", "readable", "render"]

MAX_OUTPUT: Final = 200_000
MAX_STEPS: Final = 20_000
MAX_READY: Final = 500  # templates kept compiled
MAX_LOOPS: Final = 2
_TESTS: Final = ("defined", "undefined", "none", "odd", "even", "divisibleby", "true", "false")
_EACH, _KNOWN, _STEPS = "each step", "known value", "steps left"  # no template can write these names
_SUMS: Final = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod)
_FORBIDDEN: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.Include: "include",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.With: "with",
    nodes.AssignBlock: "set",
    nodes.NSRef: "set",
    nodes.ScopedEvalContextModifier: "autoescape",
}


@lru_cache(maxsize=2)
def environment(finalize: Callable[[Any], str] = printed) -> Sandbox:
    """The shut-in environment, with our filters only; one a process, for it keeps each template compiled.

    `finalize` is how a value is printed: escaped for Markdown, unless what is made is no Markdown.
    """
    env = Sandbox(
        undefined=Unknown,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    env.globals.clear()
    env.ready = {}
    env.filters = {name: guarded(name, function) for name, function in FILTERS.items()}
    env.filters |= {_EACH: _each, _KNOWN: _known}
    env.tests = {name: env.tests[name] for name in _TESTS}
    return env


def render(
    env: Sandbox, source: str, file: str, first_line: int, names: Mapping[str, Any]
) -> tuple[Rendered | None, Diagnostics]:
    """The Markdown of a block's body, which starts at `first_line` of `file`; or what is wrong, on its line."""
    if "{" not in source and "\r" not in source:  # half the blocks: nothing for Jinja, whose compiling is slow
        return unmarked(_bounded((marked(source, first_line),)), first_line), ()
    key = source, first_line
    try:
        if key not in env.ready:
            parsed = env.parse("\n" * (first_line - 1) + marked(source, first_line))
            every = tuple(parsed.find_all(nodes.Node))  # walked once: a walk costs more than all that is looked for
            if refused := [*_unknown_words(every, env, file), *_refused(parsed, every, file)]:
                return None, tuple(sorted(refused, key=lambda problem: problem.span or Span(file)))
            if len(env.ready) >= MAX_READY:
                env.ready.clear()
            env.ready[key] = env.from_string(_watched(parsed, every, env))
        template = env.ready[key]
        return unmarked(_bounded(template.generate({**names, _STEPS: [MAX_STEPS]})), first_line), ()
    except TemplateSyntaxError as exc:
        line, message, hint = _syntax(exc, source, first_line)
        return None, (error("L201", Span(file, line, 1), message, hint),)
    except Fault as fault:
        hint = fault.hint or near_miss(_quoted(fault), names) or "noms connus : " + ", ".join(sorted(names))
        return None, (_located(fault, fault.code, fault.sentence, hint, Span(file, first_line, 1)),)
    except _TOO_DEEP as exc:
        hint = "coupez ce passage en plusieurs, avec moins de parenthèses et de « {% if %} »"
        return None, (_located(exc, "L203", "passage entre accolades trop compliqué", hint, Span(file, first_line, 1)),)
    except _IMPOSSIBLE as exc:
        hint = "l'une d'elles est peut-être inconnue : testez-la d'abord par « {% if … %} »"
        return None, (_located(exc, "L202", "opération impossible avec ces valeurs", hint, Span(file, first_line, 1)),)


_TOO_DEEP = (RecursionError, SyntaxError, MemoryError, SecurityError)
_IMPOSSIBLE = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


def _bounded(pieces: Iterable[str]) -> str:
    done: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_OUTPUT:
            raise Fault("ce bloc produit un texte démesuré", "simplifiez ses boucles", "L204")
        done.append(piece)
    return "".join(done)


N = TypeVar("N", bound=nodes.Node)
Every = tuple[nodes.Node, ...]


# --- what is watched -----------------------------------------------------------------------------


def _of(every: Every, kind: type[N]) -> Iterator[N]:
    return (node for node in every if isinstance(node, kind))


def _unknown_words(every: Every, env: Sandbox, file: str) -> Iterator[Diagnostic]:
    """Filters and tests that do not exist; Jinja would say it only when an « if » lets them run."""
    for kind, what, table in ((nodes.Filter, "filtre", env.filters), (nodes.Test, "test", env.tests)):
        known = [name for name in table if name.isidentifier()]
        for node in _of(every, kind):
            if (name := str(getattr(node, "name", ""))) not in known:
                hint = near_miss(name, known) or f"{what}s connus : " + ", ".join(known)
                yield error("L201", Span(file, node.lineno, 1), f"{what} inconnu « {name} »", hint)


def _refused(parsed: nodes.Template, every: Every, file: str) -> Iterator[Diagnostic]:
    def bad(node: nodes.Node, message: str, hint: str) -> Diagnostic:
        return error("L203", Span(file, node.lineno, 1), message, hint)

    for kind, tag in _FORBIDDEN.items():
        for node in _of(every, kind):
            yield bad(
                node, f"« {{% {tag} … %}} » n'est pas permis sous cette forme", "un bloc n'a que if, for et set x = …"
            )
    for joined in _of(every, nodes.Concat):
        yield bad(
            joined, "l'opération « ~ » n'est pas permise", "écrivez les textes l'un après l'autre : {{ a }}{{ b }}"
        )
    for constant in _of(every, nodes.Const):
        if isinstance(constant.value, float) and not math.isfinite(constant.value):
            yield bad(constant, "nombre démesuré", "écrivez un nombre plus petit")
    for loop in _deep_loops(parsed, 0):
        yield bad(loop, f"plus de {MAX_LOOPS} boucles l'une dans l'autre, ou boucle récursive", "séparez-les")


def _deep_loops(node: nodes.Node, depth: int) -> Iterator[nodes.For]:
    if isinstance(node, nodes.For):
        depth += 1
        if depth > MAX_LOOPS or node.recursive:
            yield node
            return
    for child in node.iter_child_nodes():
        yield from _deep_loops(child, depth)


def _watched(parsed: nodes.Template, every: Every, env: Sandbox) -> nodes.Template:
    """The template with its loops counted, and each value that it prints, filters, adds or gives checked by name."""
    kinds = (nodes.Filter, nodes.Call, *_SUMS, nodes.For, nodes.Output)
    found: dict[type[nodes.Node], list[Any]] = {kind: list(_of(every, kind)) for kind in kinds}
    for node in found[nodes.Filter]:
        node.node = _checked(node.node, env)
    for node in found[nodes.Call]:
        node.args = [_checked(argument, env) for argument in node.args]
    for node in (node for kind in _SUMS for node in found[kind]):
        node.left, node.right = _checked(node.left, env), _checked(node.right, env)
    for node in found[nodes.For]:
        node.iter = _filtered(_checked(node.iter, env), _EACH, [], env)
    for node in found[nodes.Output]:
        node.nodes = [_checked(child, env) for child in node.nodes]
    return parsed


def _checked(node: Any, env: Sandbox) -> Any:
    name = _spelled(node)
    return _filtered(node, _KNOWN, [nodes.Const(name)], env) if name else node


def _filtered(node: Any, name: str, arguments: list[nodes.Expr], env: Sandbox) -> nodes.Filter:
    made = nodes.Filter(node, name, arguments, [], None, None, lineno=node.lineno)
    made.set_environment(env)
    for argument in arguments:
        argument.set_lineno(node.lineno)
    return made


def _spelled(node: nodes.Node) -> str:
    """The name as the template writes it: « brief.dates.start », « fact("origin_year") »; empty for anything else."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr() if outer := _spelled(node.node):
            return f"{outer}.{node.attr}"
        case nodes.Call() if outer := _spelled(node.node):
            words = ", ".join(f'"{a.value}"' if isinstance(a, nodes.Const) else "…" for a in node.args)
            return f"{outer}({words})"
        case _:
            return ""


@pass_context
def _known(_: Context, value: Any, name: str) -> Any:
    """The value; None, and a name that does not exist, are faults that say the whole name."""
    if value is None:
        raise unknown_value(name)
    if isinstance(value, Undefined) and value._undefined_name is not None:
        holder = value._undefined_obj
        fault = absent(value._undefined_name, holder)
        raise Fault(
            f"« {name} » n'existe pas" if "n'existe" in fault.sentence else fault.sentence, fault.hint, fault.code
        )
    return value


@pass_context
def _each(context: Context, items: Any) -> list[Any]:
    """The entries of a list; every turn of every loop counts."""
    if isinstance(items, Undefined):
        str(items)  # raises, with its sentence
    if items is None:
        raise unknown_value()
    if not isinstance(items, tuple | list):
        raise Fault("une boucle ne parcourt qu'une liste", "vérifiez ce qui suit « in »")
    left = context.resolve(_STEPS)
    left[0] -= len(items)
    if left[0] < 0:
        raise Fault("ce bloc tourne trop longtemps", "simplifiez ses boucles", "L204")
    return list(items)


# --- problems ------------------------------------------------------------------------------------


def _located(exc: BaseException, code: str, message: str, hint: str, default: Span) -> Diagnostic:
    """The diagnostic on the block's line where this was raised: Jinja rewrites its frames to template lines."""
    line = default.line
    trace = exc.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return error(code, Span(default.file, line, 1), message, hint)


def _quoted(fault: Fault) -> str:
    found = re.search(r"« ([\w.]+) »", fault.sentence)
    return found[1].split(".")[0] if found else ""


def _syntax(exc: TemplateSyntaxError, source: str, first_line: int) -> tuple[int, str, str]:
    """The line, the sentence and the remedy for a template that can't be read."""
    message, line = exc.message or "", exc.lineno or first_line
    if ("unknown tag" in message or "Unexpected end of template" in message) and (
        found := misnested(source, first_line)
    ):
        return found
    if match := re.match(r"Encountered unknown tag '(\w+)'", message):
        return line, f"« {{% {match[1]} … %}} » n'existe pas", "un bloc n'a que if, for et set x = …"
    if match := re.match(r"unexpected char '(.)'", message):
        return (
            line,
            f"signe « {match[1]} » inattendu entre accolades",
            "vérifiez les guillemets droits et les accolades",
        )
    hint = "vérifiez les accolades « {{ … }} » et « {% … %} », les parenthèses et les guillemets"
    return line, "ce qui est entre accolades ne se lit pas", hint
