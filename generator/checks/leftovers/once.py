"""A value that several checks ask of the same offer, made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from generator.checks.finished import Finished

T = TypeVar("T")


def once(make: Callable[[Finished], T]) -> Callable[[Finished], T]:
    """The same function, which remembers what it made of the offer that it saw last, and of no other."""
    last: list[tuple[Finished, T]] = []

    @wraps(make)
    def made(finished: Finished) -> T:
        if not last or last[0][0] is not finished:
            last[:] = [(finished, make(finished))]
        return last[0][1]

    return made
