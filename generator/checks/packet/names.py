"""Are the files to deposit named as the buyer wants, and do their names still tell the pieces?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from generator.brief.rules import FileRule
from generator.checks.finished import Finished, Verdict
from generator.checks.packet.files import DEPOSIT, LONGEST_PATH, file_rule, some, to_deposit
from generator.checks.packet.graded import asked, gravity, place
from generator.foundation.diagnostic import Level
from generator.packet.deposit_names import Naming, naming_of, plain_name

_TELLING: Final = 4  # letters of a piece that are enough to know it: « note », « cout »


def names_as_asked(finished: Finished) -> tuple[Verdict, ...]:
    """Each name follows the buyer's pattern, is no longer than allowed, plain where it must be, and tells its piece."""
    names = [*to_deposit(finished), *(name for name in finished.added if name.startswith(DEPOSIT))]
    rule = file_rule(finished)
    kept: dict[str, list[str]] = {}
    for name in names:
        for fault in _name_faults(finished, rule, name):
            kept.setdefault(fault, []).append(PurePosixPath(name).name)
    where = place(finished, "files") if rule else finished.place("depot")
    hint = "laissez « offer build » nommer les fichiers, ou corrigez le modèle (rules.files) dans brief.yaml"
    return (
        *(
            Verdict(where, f"{fault} : {some(found)}{asked(rule)}", hint, level=gravity(finished, rule))
            for fault, found in kept.items()
        ),
        *_no_reference(finished, rule),
        *_cut(finished, rule),
    )


def _name_faults(finished: Finished, rule: FileRule | None, path: str) -> Iterator[str]:
    name = PurePosixPath(path)
    if len(path) > LONGEST_PATH:
        yield f"chemin de plus de {LONGEST_PATH} caractères"
    if rule is None:
        return
    if rule.name_max and len(name.name) > rule.name_max:
        yield f"nom de plus de {rule.name_max} caractères"
    if rule.ascii and not re.fullmatch(r"[A-Za-z0-9._-]+", name.name):
        yield "nom avec un accent, une espace ou un signe"
    if rule.name and not naming_of(finished.dossier.inputs).shape().fullmatch(name.stem):
        yield f"nom qui ne suit pas « {rule.name} »"


def _no_reference(finished: Finished, rule: FileRule | None) -> Iterator[Verdict]:
    """A pattern that wants a reference, of a consultation that has none: names go without."""
    if rule and rule.name and "{reference}" in rule.name and not finished.dossier.inputs.brief.value.reference:
        said = f"les noms demandent {{reference}}, la demande n'a pas de référence : ils n'en portent pas{asked(rule)}"
        hint = "écrivez « reference » en tête de brief.yaml, ou demandez à l'acheteur ce qui en tient lieu"
        yield Verdict(place(finished, "files", "name"), said, hint, level=gravity(finished, rule))


def _cut(finished: Finished, rule: FileRule | None) -> Iterator[Verdict]:
    """Names that were cut to the allowed length so short that nobody knows the piece again."""
    if rule is None or rule.name_max is None:
        return
    inputs = finished.dossier.inputs
    slugs = (*(document.slug for document in finished.dossier.documents), *(key for key, _ in inputs.annexes))
    whole, how = {plain_name(slug) for slug in slugs}, naming_of(inputs)
    short = [name for path in to_deposit(finished) if _mute((name := PurePosixPath(path)).stem, how, whole)]
    if short:
        listed = some([name.name for name in short])
        said = f"noms coupés à {rule.name_max} caractères, où la pièce ne se reconnaît plus : {listed}"
        hint = "raccourcissez ce qui entoure la pièce (rules.files : « candidate », « name ») dans brief.yaml"
        yield Verdict(place(finished, "files", "name_max"), said + asked(rule), hint, level=Level.WARNING)


def _mute(stem: str, how: Naming, whole: set[str]) -> bool:
    """Whether the piece in this name is cut to a few letters, or to those of several pieces."""
    piece = re.sub(r"^\d+-", "", how.piece(stem)) or how.piece(stem)
    if not piece or piece in whole:
        return False
    begun = [name for name in whole if name.startswith(piece)]
    return bool(begun) and (len(piece) < _TELLING or len(begun) > 1)
