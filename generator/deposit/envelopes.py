"""Which file goes into which envelope, under which name: candidature and offre apart, one offre a lot answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final

from generator.brief.rules import FileRule
from generator.compose.dossier import Dossier
from generator.deposit.proof import Kind
from generator.document.tree import Document
from generator.document.typography import french
from generator.packet.deposit_names import Naming, naming_of

DEPOT: Final = "depot/"
OFFRE: Final = "2-offre"
_LOT: Final = re.compile(r"-lot-(\d+(?:-\d+)*)$")
_SHEETS: Final = {"cost": "fiche-financiere.xlsx"}  # pieces whose editable copy is no Word file


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file for an envelope; `lots`: those that it is about, all of them when empty; `copies` go beside it."""

    envelope: str
    name: str
    data: bytes = field(repr=False)
    source: str  # its place in build/<client>/
    kind: Kind = "piece"
    piece: str = ""
    slug: str = ""
    title: str = ""
    lots: tuple[int, ...] = ()
    apart: bool = False
    copies: tuple[Enclosed, ...] = ()

    @property
    def path(self) -> str:
        """Its place in the kit."""
        return f"{self.envelope}/{self.name}"


def enclosed(
    dossier: Dossier, files: Mapping[str, bytes], paths: Mapping[str, str], apart: Iterable[str] = ()
) -> tuple[Enclosed, ...]:
    """Every file of depot/ of a build, in order, said what it is; then what is about one lot goes to that lot only.

    `files` are those of build/<client>/, `paths` where each piece stands there, by the slug of its document, its key as
    an annex or its name as a form of the buyer; `apart`: the annexes signed before us.
    """
    keys = {_stem(path): key for key, path in paths.items()}  # a form of the buyer may go as a PDF or not
    rank = {stem: number for number, stem in enumerate(keys)}  # names follow it only where they begin with it
    signed = frozenset(apart)
    names = sorted((name for name in files if name.startswith(DEPOT)), key=lambda n: (rank.get(_stem(n), len(rank)), n))
    listed = [_said(dossier, name, files[name], keys.get(_stem(name), ""), signed) for name in names]
    listed.sort(key=lambda one: one.envelope)
    listed = [_with_copies(dossier, one, files) for one in listed]
    lots = dossier.inputs.offer.value.lots
    return tuple(_by_lot(listed, lots, naming_of(dossier.inputs))) if len(lots) > 1 else tuple(listed)


def _stem(name: str) -> str:
    return name.removesuffix(PurePosixPath(name).suffix)


def _said(dossier: Dossier, name: str, data: bytes, key: str, signed: frozenset[str]) -> Enclosed:
    """What a file to deposit is: a document of the offer, one of its annexes, or a file of the buyer filled in."""
    path = PurePosixPath(name)
    one = Enclosed(path.parent.name, path.name, data, name, "piece" if path.suffix == ".pdf" else "workbook")
    document = next((each for each in dossier.documents if each.slug == key), None)
    form = next((each for each in dossier.buyer_forms if key in {each.replaces, each.name}), None)
    if document:
        title = f"{document.title}, formulaire de l'acheteur" if form else document.title
        return replace(one, piece=document.key, slug=key, title=title, lots=_lots(dossier, document))
    if form:
        return replace(one, piece=key, title=french(form.title), lots=_named_lots(key))
    if annex := dict(dossier.inputs.annexes).get(key):
        return replace(one, kind="annex", piece=key, title=french(annex.value.title), apart=key in signed)
    said = naming_of(dossier.inputs).piece(path.stem) or path.stem
    return replace(one, piece=said, title=f"Fichier de l'acheteur, rempli ({said})")


def _lots(dossier: Dossier, document: Document) -> tuple[int, ...]:
    """The lots that a document is about, when its name or its subcontract says so."""
    if named := _named_lots(document.slug):
        return named
    if document.key == "dc4":
        given = [one for one in dossier.inputs.offer.value.subcontracts if document.slug == f"dc4-{one.partner}"]
        return given[0].lots if len(given) == 1 else ()
    return ()


def _named_lots(slug: str) -> tuple[int, ...]:
    found = _LOT.search(slug)
    return tuple(map(int, found[1].split("-"))) if found else ()


# --- editable copies -----------------------------------------------------------------------------


def _with_copies(dossier: Dossier, one: Enclosed, files: Mapping[str, bytes]) -> Enclosed:
    """A piece with the editable copies that the buyer wants beside it, or one alone where no PDF is admitted.

    A copy is as it was built, under the name of the PDF. A form of the buyer has none: ours is not what is sent.
    """
    rule = dossier.inputs.brief.value.rules.files
    ours = one.slug and all(one.slug != form.replaces for form in dossier.buyer_forms)
    if not rule or not ours:
        return one
    instead = bool(rule.formats) and "pdf" not in rule.formats
    source = _source(one, rule)
    if source not in files or not (instead or one.piece in rule.editable):
        return one
    name = PurePosixPath(one.name).with_suffix(PurePosixPath(source).suffix).name
    copy = replace(one, name=name, data=files[source], source=source, kind="copy")
    return copy if instead else replace(one, copies=(replace(copy, title=f"{one.title}, copie modifiable"),))


def _source(one: Enclosed, rule: FileRule) -> str:
    """The file of the build that is a piece in editable form: the spreadsheet for the price, where it is admitted."""
    sheet = _SHEETS.get(one.piece, "")
    return sheet if sheet and (not rule.formats or "xlsx" in rule.formats) else f"{one.slug}.docx"


# --- lots ----------------------------------------------------------------------------------------


def _by_lot(listed: Iterable[Enclosed], lots: tuple[int, ...], how: Naming) -> Iterator[Enclosed]:
    """Candidature as it is, then the offre of each lot: what is common, copied, and what is its own, numbered anew."""
    listed = tuple(listed)
    yield from (one for one in listed if one.envelope != OFFRE)
    for lot in lots:
        own = [one for one in listed if one.envelope == OFFRE and (not one.lots or lot in one.lots)]
        names = _names(own, how, replace(how, lot=str(lot)))
        for one, name in zip(own, names, strict=True):
            envelope = f"{OFFRE}-lot-{lot}"
            yield replace(one, envelope=envelope, name=name, copies=tuple(_renamed(one.copies, envelope, name)))


def _renamed(copies: Iterable[Enclosed], envelope: str, name: str) -> Iterator[Enclosed]:
    for copy in copies:
        suffix = PurePosixPath(copy.name).suffix
        yield replace(copy, envelope=envelope, name=PurePosixPath(name).with_suffix(suffix).name)


def _names(own: list[Enclosed], how: Naming, mine: Naming) -> tuple[str, ...]:
    """Names numbered in order, as all names of files to deposit are; no two alike."""
    digits = max(2, len(str(len(own))))
    found: list[str] = []
    for number, one in enumerate(own, 1):
        path = PurePosixPath(one.name)
        piece = one.slug or one.piece or how.piece(path.stem) or path.stem
        name = mine.name(number, piece, digits, path.suffix)
        found.append(name if name not in found else mine.name(number, f"{number}-{piece}", digits, path.suffix))
    return tuple(found)
