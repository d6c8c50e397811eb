"""Opens an annex that a person dropped in a folder: says what is wrong with it, or gives pages fit to be bound."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.typography import french
from generator.foundation import days
from generator.foundation.diagnostic import Diagnostics, Span, error
from generator.foundation.files import inside, why
from generator.foundation.record import Loaded
from generator.library.annex import Annex, chosen, spelled
from generator.packet.annex_findings import ANNEX, Told
from generator.packet.binder import AnnexFile
from generator.packet.cleaning import cleaned, written
from generator.packet.content import TooHeavyError
from generator.packet.damage import lossy, sound
from generator.packet.examination import examined
from generator.packet.followed import followed
from generator.packet.frame import reduction
from generator.packet.hygiene import harmless
from generator.packet.selection import select
from generator.packet.weight import inflates_beyond

if TYPE_CHECKING:
    import pikepdf

MAX_BYTES = 20_000_000
MAX_PAGES = 400
MAX_INFLATED = 250_000_000
_READABLE = 0.35  # of its size, below which nobody reads a page (our own rule)
_END = b"%%EOF"
_TAIL = 4096  # bytes at the end, among which a whole file says that it ends
_NONSENSE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)  # in a file's values


@dataclass(frozen=True, slots=True)
class Foreign:
    """A PDF that we did not print: its file's name, the title of its divider, the lines below, the pages to take.

    `pages_span` is where the pages are chosen; `kind` says what it is, in a feminine noun.
    """

    name: str
    title: str
    lines: tuple[str, ...] = ()
    pages: str | None = None
    pages_span: Span | None = None
    kind: str = ANNEX


def inspect(annex: Loaded[Annex], folder: Path, workspace: Path) -> tuple[AnnexFile | None, Diagnostics]:
    """The annex of a record that stands in `folder`, ready to be bound, and what to know of it; None when unusable.

    The file must lie inside `workspace`, links followed. Its bytes, pages and what its streams inflate to are bounded.
    """
    span = annex.span("file")
    path, problem = _place(annex.value.file, folder, workspace, span)
    if path is None:
        return None, problem
    data, problem = _bytes(path, annex.value.file, span)
    if data is None:
        return None, problem
    value = annex.value
    chosen_at = annex.span("pages") if value.pages else None
    return bindable(Foreign(value.file, value.title, _lines(value), value.pages, chosen_at), data, span)


def _place(name: str, folder: Path, workspace: Path, span: Span) -> tuple[Path | None, Diagnostics]:
    root = workspace.resolve()
    here = folder.resolve()
    known = here.is_relative_to(root) and not name.startswith("/")
    path = inside(root, f"{here.relative_to(root).as_posix()}/{name}") if known else None
    if path is None:
        message = f"annexe « {name} » hors du dossier de travail"
        return None, (error("W741", span, message, "placez le PDF à côté de ce fichier, et donnez son nom seul"),)
    if not path.is_file():
        return None, (
            error(
                "W740",
                span,
                f"annexe introuvable « {name} »",
                "placez le PDF à côté de ce fichier, ou corrigez son nom",
            ),
        )
    return path, ()


def _bytes(path: Path, name: str, span: Span) -> tuple[bytes | None, Diagnostics]:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if 0 < size <= MAX_BYTES else b""
    except OSError as exc:
        return None, (
            error(
                "W742",
                span,
                f"annexe « {name} » illisible ({why(exc)})",
                "vérifiez les droits du fichier",
            ),
        )
    if size > MAX_BYTES:
        message = f"annexe « {name} » trop lourde ({size // 1_000_000} Mo ; {MAX_BYTES // 1_000_000} Mo au plus)"
        return None, (error("W745", span, message, "enregistrez-la de nouveau avec une résolution plus faible"),)
    if not size:
        return None, (error("W744", span, f"annexe « {name} » vide (0 octet)", "téléchargez-la de nouveau"),)
    if b"%PDF-" not in data[:1024]:
        return None, (error("W742", span, f"annexe « {name} » : ce n'est pas un PDF", "enregistrez-la au format PDF"),)
    return data, ()


def bindable(piece: Foreign, data: bytes, span: Span) -> tuple[AnnexFile | None, Diagnostics]:
    """These bytes of a PDF, ready to be bound, and what to know of it; None when it is unusable."""
    import pikepdf

    told = Told(piece.name, span, piece.kind)
    if inflates_beyond(data, MAX_INFLATED):
        return None, (told.heavy(),)
    try:
        with hushed(), pikepdf.open(BytesIO(data)) as pdf:
            return _opened(piece, data, pdf, told)
    except pikepdf.PasswordError:
        return None, (told.locked(),)
    except (TooHeavyError, MemoryError):
        return None, (told.heavy(),)
    except (pikepdf.PikepdfError, *_NONSENSE):
        return None, (told.damaged(),)


@contextmanager
def hushed() -> Iterator[None]:
    """Keeps what the libraries mutter about a damaged file to themselves: what matters becomes a diagnostic."""
    loggers = [logging.getLogger(name) for name in ("pikepdf", "pypdf")]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for logger in loggers:
                logger.setLevel(logging.CRITICAL)
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)


def _opened(piece: Foreign, data: bytes, pdf: pikepdf.Pdf, told: Told) -> tuple[AnnexFile | None, Diagnostics]:
    said = int(pdf.Root.Pages.get("/Count", -1))  # before qpdf puts it right
    if said > MAX_PAGES:
        return None, (told.long(said, MAX_PAGES),)
    count = len(pdf.pages)
    if not count:
        return None, (told.pageless(),)
    damage = pdf.get_warnings()
    if said != count or lossy(damage) or (damage and _END not in data[-_TAIL:]):
        return None, (told.damaged(),)
    found = examined(pdf)
    if found.dynamic:
        return None, (told.dynamic(),)
    if found.signed and piece.pages:
        return None, (told.untouchable(piece.pages_span),)
    if found.signed:
        line = f"Pièce signée électroniquement, jointe à part : {Path(piece.name).name}"
        return AnnexFile(french(piece.title), piece.name, data, _typeset(*piece.lines, line)), (told.signed(),)
    taken = chosen(piece.pages, count) if piece.pages else tuple(range(1, count + 1))
    if isinstance(taken, str):
        return None, (told.ill_chosen(taken, piece.pages_span),)
    return _bound(piece, data, pdf, taken, told, bool(damage))


def _bound(
    piece: Foreign, data: bytes, pdf: pikepdf.Pdf, taken: tuple[int, ...], told: Told, damaged: bool
) -> tuple[AnnexFile, Diagnostics]:
    """The pages taken of a file that may be changed. What it holds beside them goes from the separate file too."""
    count = len(pdf.pages)
    removed = harmless(pdf)
    leads = followed(pdf, taken)
    select(pdf, taken, leads.marks)
    whole = taken == tuple(range(1, count + 1))
    if removed or not whole:
        data = written(pdf)
    clean = cleaned(pdf, damaged)
    more = pdf.get_warnings()
    if len(clean.sizes) != len(taken) or lossy(more) or not sound(clean.leaves):
        raise ValueError("pages lost")
    pages_said = "1 page" if len(taken) == 1 else f"{len(taken)} pages"
    extract = () if whole else (f"Extrait d'un document de {count} pages : {spelled(taken)}",)
    file = AnnexFile(
        french(piece.title),
        piece.name,
        data,
        _typeset(*piece.lines, pages_said, *extract),
        clean.leaves,
        clean.sizes,
        leads.links,
        leads.marks,
        removed,
        clean.redrawn,
        clean.words,
    )
    return file, (
        *told.removed(removed),
        *told.redrawn(clean.redrawn, [page for page, _ in clean.words], len(taken)),
        *told.thin([n for n, size in enumerate(clean.sizes, 1) if reduction(size) < _READABLE], len(taken)),
        *told.textless(clean.textless, len(taken)),
        *told.unlinked(leads.beyond, leads.dead),
        *told.mended(damaged or bool(more)),
    )


def _typeset(*lines: str) -> tuple[str, ...]:
    return tuple(map(french, lines))


def _lines(annex: Annex) -> tuple[str, ...]:
    lines = [f"Titulaire : {annex.holder}"]
    if annex.issued:
        lines.append(f"Pièce émise le {days.long(annex.issued)}")
    if annex.until:
        lines.append(f"Valable jusqu'au {days.long(annex.until)}")
    return tuple(lines)
