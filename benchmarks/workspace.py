"""Two hundred offers in one workspace: names of other clients and generality, a time that grows with the offers alone.

The five shipped offers are finished once; the others are neighbours made from them, each with a buyer, a place, a
service and a reference of its own. `python -m benchmarks.workspace` prints the processor's time for one offer among
five, fifty, one hundred and two hundred, with nothing kept from an offer to the next but what the workspace knows.
"""

from __future__ import annotations

import gc
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from generator.build import neighbours
from generator.build.binding import attached
from generator.build.inputs import read_inputs
from generator.build.pipeline import dossier_of
from generator.build.produce import produce
from generator.checks.finished import Finished
from generator.checks.leftovers import fixed, general, genericness, others
from generator.compose.compose import stamped

ROOT = Path(__file__).resolve().parent.parent
SIZES = (5, 50, 100, 200)
_SYLLABLES = ("ba", "cor", "du", "fel", "gri", "lon", "mar", "nie", "po", "ru", "sel", "tau", "vi", "zan", "che")


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of the processor: the workspace read, then names and generality of one offer; its findings."""

    offers: int
    reading: float
    names: float
    generality: float
    leaks: int


def grown(target: Path, count: int) -> Path:
    """A workspace of so many offers: the shipped ones, then neighbours made from them."""
    shutil.copytree(ROOT / "boilerplate", target / "boilerplate")
    shutil.copytree(ROOT / "offers", target / "offers")
    shipped = sorted(path for path in (target / "offers").iterdir() if path.is_dir())
    for i, (first, second) in enumerate(product(_SYLLABLES, repeat=2)):
        if i >= count - len(shipped):
            break
        _neighbour(shipped[i % len(shipped)], target / "offers" / f"voisin-{i:03}", f"Exem{first}{second}", i)
    return target


def _neighbour(model: Path, folder: Path, name: str, number: int) -> None:
    """An offer like this one for another buyer; its blocks say other numbers and another name."""
    shutil.copytree(model, folder)
    brief = folder / "brief.yaml"
    buyer = f'buyer:\n  name: Ville d\'{name}\n  kind: commune\n  department: "86"\n  place: {name}\n'
    services = f"  services: [Direction de la solidarité d'{name} (D{name[4:7].upper()})]\n"
    text = re.sub(r"(?m)^buyer:\n(?:  .*\n)*", buyer + services, brief.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^reference: .*$", f"reference: EXEM-{number:03}-2026", text)
    brief.write_text(text, encoding="utf-8", newline="\n")
    for block in folder.glob("blocks/*.md"):
        said = re.sub(r"\b[Vv]ous\b", f"{name} et vous", block.read_text(encoding="utf-8"))
        block.write_text(said.replace(". ", f", dit {name}. "), encoding="utf-8", newline="\n")


def finished(client: str) -> Finished:
    """A shipped offer, finished in memory."""
    inputs, problems = read_inputs(ROOT, client)
    assert inputs, problems
    dossier, problems = dossier_of(inputs)
    assert dossier, problems
    return produce(stamped(dossier, problems), lambda: attached(inputs, ROOT)).finished


def spent(workspace: Path, offers: tuple[Finished, ...]) -> Spent:
    """What these offers cost beside all those of a workspace, as a mean."""
    _forget()
    neighbours._head.cache_clear()
    neighbours._sentences.cache_clear()
    neighbours._shelf.cache_clear()
    neighbours._known.cache_clear()
    reading, _ = _timed(lambda: neighbours.neighbours(workspace, "vienne"))
    names, generality, leaks = 0.0, 0.0, 0
    for offer in offers:
        _forget()
        dossier, problems = neighbours.beside(offer.dossier, workspace)
        assert not problems, problems
        among = replace(offer, dossier=dossier)
        took, found = _timed(lambda among=among: (*others.named(among), *others.hinted(among)))
        names, leaks = names + took, leaks + len(found)
        took, _ = _timed(lambda among=among: (general.too_general(among), general.nothing_of_this_brief(among)))
        generality += took
    count = len(list((workspace / "offers").glob("*/brief.yaml")))
    return Spent(count, reading, names / len(offers), generality / len(offers), leaks)


def _forget() -> None:
    """Nothing is kept of the offer before: in a workspace, each has files and blocks of its own."""
    for kept in (fixed.fixed, fixed.sentences):
        kept.cache_clear()


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    gc.disable()  # as a build does: garbage is collected rarely there
    start = time.process_time()
    done = work()
    took = (time.process_time() - start) * 1000
    gc.enable()
    return took, done


def main() -> None:
    """One line a size."""
    clients = ("vienne", "creches", "camsp", "relais", "departement")
    offers = tuple(finished(client) for client in clients)
    for offer in offers:  # imports, and what is compiled once
        others.named(offer)
        genericness.genericness(offer)
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found = spent(grown(Path(folder), size), offers)
        print(
            f"{found.offers:4} offres : l'espace de travail lu en {found.reading:6.1f} ms ; par offre, noms"
            f" {found.names:5.1f} ms, généralité {found.generality:5.1f} ms ; {found.leaks} nom(s) trouvé(s)"
        )


if __name__ == "__main__":
    main()
