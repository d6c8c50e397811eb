"""The mutation score of the conformity gate: how many ways to break Vienne's finished offer it tells."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.build.run import build
from tests.mutations.mutations import CLIENT, broken, mutations, told

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Prints the score, and each way that nothing told, or that the wrong control did."""
    caught, others, every = 0, 0, mutations()
    with workspace(ROOT) as sound:
        build(sound, CLIENT)
        before = told(sound)
        for mutation in every:
            with workspace(sound, "build") as spoiled:
                broken(spoiled, mutation)
                codes = {code for code, _ in told(spoiled) - before}
            caught += bool(mutation.expected & codes)
            others += len(codes - mutation.expected)
            if not mutation.expected & codes:
                print(f"  pas vu : {mutation.title} ({', '.join(sorted(codes)) or 'aucun constat'})")
    print(f"offres abîmées : {caught} vues sur {len(every)} ; {others / len(every):.1f} autre contrôle en moyenne")


@contextmanager
def workspace(source: Path, *more: str) -> Iterator[Path]:
    """A copy of a workspace, thrown away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("boilerplate", "offers", *more):
            shutil.copytree(source / name, Path(folder) / name)
        yield Path(folder)


if __name__ == "__main__":
    main()
