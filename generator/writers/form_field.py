"""A field of a buyer's form, whatever the format: its name, its kind, what it can be set to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "box", "radio", "choice", "list", "button", "signature"]
Value = str | bool | tuple[str, ...]
"""What a field is set to: a text or an option, a box ticked or not, the options of a list."""
FILLED: Final = frozenset({"text", "box", "radio", "choice", "list"})


@dataclass(frozen=True, slots=True)
class FormField:
    """A field; `page` counts from 1 (0: on no page, or a Word file), `longest` is in characters (None: no limit).

    `options` are the values that it may take, `shown` how the form displays them, in the same order. `label` is what
    the form says of it: its tooltip, its title, or the words printed before it.
    """

    name: str
    kind: Kind
    label: str = ""
    value: str = ""
    options: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    longest: int | None = None
    page: int = 0
    required: bool = False
    locked: bool = False
    multiline: bool = False
    open: bool = False  # a choice that takes any other text too

    @property
    def fillable(self) -> bool:
        """Whether a value may be written in it."""
        return self.kind in FILLED and not self.locked

    def option(self, said: str) -> str | None:
        """The option that these words name, as it is written or as it is shown; None when there is no such one."""
        for known in (self.options, self.shown):
            for index, each in enumerate(known):
                if each == said:
                    return self.options[index]
        alike = [
            o
            for o, s in zip(self.options, self.shown or self.options, strict=True)
            if _plain(said) in (_plain(o), _plain(s))
        ]
        return alike[0] if len(set(alike)) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Trouble:
    """A value that could not be written as it is: in which field, and why, in French. `grave`: it was not written."""

    name: str
    said: str
    hint: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class FormFilled:
    """A filled form; `data` is empty when it could not be made. `removed` says in French what it no longer holds."""

    data: bytes
    troubles: tuple[Trouble, ...] = ()
    removed: tuple[str, ...] = ()


class FormError(ValueError):
    """A file that is no form that can be filled: its sentence and its remedy, in French."""

    def __init__(self, said: str, hint: str) -> None:
        super().__init__(said)
        self.said, self.hint = said, hint


Values = Mapping[str, Value]
