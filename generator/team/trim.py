"""What a CV gives up, in order, to hold in fewer pages: the least useful first, never what the offer wants always."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.team.intervener import Intervener
from generator.team.references import Chosen

KEPT_REFERENCES = 2
KEPT_EXPERIENCES = 2


@dataclass(frozen=True, slots=True)
class Trim:
    """What is left out: tasks of experiences and experiences by their rank in the file, references by their key."""

    tasks: frozenset[int] = frozenset()
    experiences: frozenset[int] = frozenset()
    references: frozenset[str] = frozenset()

    @property
    def told(self) -> str:
        """« le détail de 2 expériences, 1 référence »: what is left out, in French."""
        tasks = len(self.tasks - self.experiences)
        counts = (
            (tasks, "le détail d'une expérience", f"le détail de {tasks} expériences"),
            (len(self.references), "une référence", f"{len(self.references)} références"),
            (len(self.experiences), "une expérience ancienne", f"{len(self.experiences)} expériences anciennes"),
        )
        return ", ".join(one if count == 1 else many for count, one, many in counts if count)


NOTHING = Trim()


def trims(person: Intervener, picked: Sequence[Chosen]) -> tuple[Trim, ...]:
    """From nothing left out to all that may be, each step with one thing more than the one before.

    First the tasks of old experiences, then the references that add least, then old experiences, then the tasks of the
    latest one.
    """
    return tuple(_steps(person, picked))


def _steps(person: Intervener, picked: Sequence[Chosen]) -> Iterator[Trim]:
    trim = NOTHING
    yield trim
    jobs = person.experiences
    oldest = sorted(range(len(jobs)), key=lambda i: (jobs[i].end or 9999, jobs[i].start, -i))
    detailed = [i for i in oldest if jobs[i].tasks]
    for i in detailed[:-1]:
        trim = replace(trim, tasks=trim.tasks | {i})
        yield trim
    free = [choice.reference.key for choice in picked if not choice.always]
    spare = max(0, len(picked) - KEPT_REFERENCES)
    for key in list(reversed(free))[:spare]:
        trim = replace(trim, references=trim.references | {key})
        yield trim
    for i in oldest[: max(0, len(oldest) - KEPT_EXPERIENCES)]:
        trim = replace(trim, experiences=trim.experiences | {i})
        yield trim
    for i in detailed[-1:]:
        trim = replace(trim, tasks=trim.tasks | {i})
        yield trim
