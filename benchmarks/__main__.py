"""`make bench`: the figures that the product promises, as medians and ratios of this run on this machine."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import mutations, plans
from benchmarks import workspace as offers
from benchmarks.processes import Measure, measured

CLIENT = "vienne"
RUNS = 7
ROOT = Path(__file__).resolve().parent.parent
OFFER = (sys.executable, "-m", "generator")


def main() -> None:
    """Prints one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "build"
        build = (*OFFER, "build", CLIENT, "--output", str(output))
        start = measured((sys.executable, "-c", ""), RUNS)
        clean = measured(build, RUNS, before=lambda: shutil.rmtree(output, ignore_errors=True), cwd=ROOT)
        again = measured(build, RUNS, cwd=ROOT)
        told = measured((*OFFER, "--help"), RUNS, cwd=ROOT)
        with mutations.workspace(ROOT) as workspace:
            measured((*OFFER, "build", CLIENT), 1, cwd=workspace)
            checked = measured((*OFFER, "check", CLIENT), RUNS, cwd=workspace)
        line("Python seul (repère)", start, None)
        line("construction complète", clean, 1.5)
        line("rien n'a changé", again, 0.35)
        line("offer --help", told, 0.15)
        line("offer check (offre construite)", checked, 1.0)
        print(f"{'mémoire de la construction':32} {clean.megabytes:8.0f} Mo   (promis : 250 Mo au plus)")
        compare(clean, output / CLIENT, Path(folder) / "usual")
    print("planning de plusieurs groupes (jours au carré ; promis : rapport de 1,02 au plus, 200 groupes en 3 s)")
    plans.main()
    print("noms d'autres clients et généralité, dans un espace de travail de 5 à 200 offres (temps du processeur)")
    offers.main()
    print("contrôle de conformité")
    mutations.main()


def line(name: str, measure: Measure, promised: float | None) -> None:
    """One figure."""
    promise = f"   (promis : {promised:.2f} s au plus)" if promised else ""
    print(f"{name:32} {measure.seconds:8.3f} s    ± {measure.spread:.3f}{promise}")


def compare(ours: Measure, source: Path, target: Path) -> None:
    """The usual chain on the same documents, in the same run."""
    if not shutil.which("soffice") or importlib.util.find_spec("docxtpl") is None:
        print("chaîne habituelle : non mesurée (il faut LibreOffice et le paquet docxtpl)")
        return
    command = (sys.executable, "-m", "benchmarks.usual_chain", str(source), str(target))
    usual = measured(command, 3, before=lambda: shutil.rmtree(target, ignore_errors=True), cwd=ROOT)
    line("docxtpl + LibreOffice + pypdf", usual, None)
    print(f"{'rapport':32} {ours.seconds / usual.seconds:8.2f}      (nous / chaîne habituelle)")


if __name__ == "__main__":
    main()
