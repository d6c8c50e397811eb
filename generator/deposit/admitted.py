"""Would the platform and the buyer take these files? Formats, archives, sizes, names: each refusal with its figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from generator.brief.brief import Brief
from generator.brief.rules import FileRule
from generator.checks.completeness.pieces import PIECES
from generator.deposit.envelopes import Enclosed
from generator.foundation.diagnostic import Diagnostic, Level, Span, error, warning
from generator.foundation.record import Loaded

LONGEST_PATH: Final = 200  # characters: usage of platforms; beyond, Windows does not unpack an archive
FORMATS: Final = "C965"
MEGA: Final = 1_000_000  # a megabyte, the smaller of the two that are in use
_ARCHIVES: Final = {".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"}
_LIGHTER: Final = "allégez les annexes (images de plus faible résolution), ou n'en gardez que les pages utiles"


def faults(
    files: Iterable[Enclosed], brief: Loaded[Brief], client: str, waived: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """What would have these files refused; all of it, in order. A format only warns when its check was `waived`."""
    listed, rule = tuple(files), brief.value.rules.files
    for one in listed:
        yield from _named(one, rule, brief, client)
        if (kind := PurePosixPath(one.name).suffix.lower()) in _ARCHIVES:
            said = f"archive dans l'archive : {one.path}"
            hint = "remettez les fichiers qu'elle contient : l'enveloppe est déjà un .zip"
            yield error("E935", _place(one, client), said, hint)
        elif rule and rule.formats and kind[1:] not in rule.formats:
            level = Level.WARNING if FORMATS in waived and one.kind != "copy" else Level.BLOCKING
            yield replace(_format(one, kind, rule, brief, client), level=level)
    if rule:
        yield from _heavy(listed, rule, brief, client)
        yield from _uncopied(listed, rule, brief)


def zip_faults(zips: Mapping[str, bytes], brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    """Envelopes that are heavier than a file may be, though each of their files is not: they go file by file."""
    rule = brief.value.rules.files
    for name, data in zips.items():
        if rule and rule.max_mb and len(data) > rule.max_mb * MEGA:
            said = f"{name} pèse {_mega(len(data))} Mo, plus que ce que la demande admet pour un fichier"
            hint = "déposez un à un les fichiers de cette enveloppe"
            yield warning("E938", brief.span("rules", "files", "max_mb"), f"{said} ({_said(rule.max_mb)} Mo)", hint)


def _place(one: Enclosed, client: str) -> Span:
    return Span(f"build/{client}/{one.source}")


def _format(one: Enclosed, kind: str, rule: FileRule, brief: Loaded[Brief], client: str) -> Diagnostic:
    admitted = ", ".join(each.upper() for each in rule.formats)
    said = f"format non admis : {one.name} ; la demande veut {admitted}"
    if one.kind == "copy":
        hint = (
            f"« editable » et « formats » se contredisent : ajoutez {kind[1:]} à l'un, ou retirez la pièce de l'autre"
        )
        return error("E934", brief.span("rules", "files", "editable"), said, hint)
    hint = "remettez-le dans un format admis, ou corrigez « formats » dans brief.yaml"
    return error("E934", _place(one, client), said, hint)


def _named(one: Enclosed, rule: FileRule | None, brief: Loaded[Brief], client: str) -> Iterator[Diagnostic]:
    shorter = "raccourcissez le nom de la pièce, ou le modèle des noms (rules.files.name)"
    if len(one.path) >= LONGEST_PATH:
        said = f"chemin de {len(one.path)} caractères ({LONGEST_PATH - 1} au plus) : {one.path}"
        yield error("E940", _place(one, client), said, shorter)
    if rule and rule.name_max and len(one.name) > rule.name_max:
        said = f"nom de {len(one.name)} caractères, la demande en admet {rule.name_max} : {one.name}"
        yield error("E940", brief.span("rules", "files", "name_max"), said, shorter)
    if not one.name.isascii() or " " in one.name:
        said = f"nom avec un accent ou une espace : {one.name}"
        yield error("E940", _place(one, client), said, "retirez-les du modèle des noms (rules.files.name)")


def _heavy(files: tuple[Enclosed, ...], rule: FileRule, brief: Loaded[Brief], client: str) -> Iterator[Diagnostic]:
    for one in files:
        if rule.max_mb and len(one.data) > rule.max_mb * MEGA:
            said = f"{one.path} pèse {_mega(len(one.data))} Mo, la demande admet {_said(rule.max_mb)} Mo par fichier"
            yield error("E936", _place(one, client), said, _LIGHTER)
    total = sum(len(one.data) for one in files)
    if rule.total_mb and total > rule.total_mb * MEGA:
        said = f"les fichiers pèsent {_mega(total)} Mo, la demande admet {_said(rule.total_mb)} Mo en tout"
        yield error("E937", brief.span("rules", "files", "total_mb"), said, _LIGHTER)


def _uncopied(files: tuple[Enclosed, ...], rule: FileRule, brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    """A piece of which the buyer wants an editable copy, and that has none."""
    copied = {one.piece for one in files if one.kind in {"copy", "workbook"}}
    for i, piece in enumerate(rule.editable):
        if piece not in copied:
            said = f"pas de copie modifiable à remettre : {PIECES.get(piece, piece)} n'est pas un document de l'offre"
            hint = "retirez la pièce de « editable », ou ajoutez-la à l'offre"
            yield error("E941", brief.span("rules", "files", "editable", i), said, hint)


def _mega(size: int) -> str:
    """Never rounded down to what is admitted: the figure must show the excess."""
    return _said(-(-size // 10_000) / 100)


def _said(value: object) -> str:
    return f"{float(str(value)):g}".replace(".", ",")
