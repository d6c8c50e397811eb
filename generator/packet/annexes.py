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
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, info, warning
from generator.foundation.files import inside, why
from generator.foundation.record import Loaded
from generator.library.annex import Annex
from generator.packet.binder import AnnexFile
from generator.packet.cleaning import cleaned
from generator.packet.content import TooHeavyError
from generator.packet.examination import examined
from generator.packet.weight import inflates_beyond

if TYPE_CHECKING:
    import pikepdf

MAX_BYTES = 20_000_000
MAX_PAGES = 80
MAX_INFLATED = 250_000_000
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
    """A PDF that we did not print: its file's name, the title of its divider, and the lines below."""

    name: str
    title: str
    lines: tuple[str, ...] = ()


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
    return bindable(Foreign(annex.value.file, annex.value.title, _lines(annex.value)), data, span)


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

    name = piece.name
    if inflates_beyond(data, MAX_INFLATED):
        return None, (_heavy(name, span),)
    try:
        with hushed(), pikepdf.open(BytesIO(data)) as pdf:
            return _opened(piece, data, pdf, span)
    except pikepdf.PasswordError:
        message = f"annexe « {name} » protégée par un mot de passe"
        return None, (error("W743", span, message, "enregistrez-en une copie sans mot de passe"),)
    except TooHeavyError:
        return None, (_heavy(name, span),)
    except (pikepdf.PikepdfError, *_NONSENSE):
        message = f"annexe « {name} » : PDF abîmé ou incomplet"
        return None, (error("W742", span, message, "ouvrez-la dans un lecteur et enregistrez-la de nouveau en PDF"),)


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


def _heavy(name: str, span: Span) -> Diagnostic:
    message = f"annexe « {name} » : contenu démesuré une fois décompressé"
    return error("W745", span, message, "imprimez-la en PDF pour l'alléger, et vérifiez d'où elle vient")


def _opened(piece: Foreign, data: bytes, pdf: pikepdf.Pdf, span: Span) -> tuple[AnnexFile | None, Diagnostics]:
    name, pages = piece.name, len(pdf.pages)
    if not pages:
        return None, (error("W744", span, f"annexe « {name} » sans aucune page", "téléchargez-la de nouveau"),)
    if pages > MAX_PAGES:
        message = f"annexe « {name} » trop longue ({pages} pages ; {MAX_PAGES} au plus)"
        return None, (error("W745", span, message, "ne joignez que les pages utiles"),)
    found = examined(pdf)
    if found.dynamic:
        message = f"annexe « {name} » : formulaire dynamique (XFA), que seul Adobe Reader affiche"
        return None, (error("W749", span, message, "imprimez-la en PDF depuis Adobe Reader"),)
    if found.signed:
        return _signed(piece, data, span)
    problems: list[Diagnostic] = []
    if found.active:
        message = f"annexe « {name} » : contenu actif retiré ({', '.join(found.active)})"
        problems.append(info("W747", span, message, "rien à faire : la pièce jointe n'en contient plus"))
    clean = cleaned(pdf)
    problems += _redrawn(name, clean.redrawn, pages, span)
    lines = (*piece.lines, "1 page" if pages == 1 else f"{pages} pages")
    file = AnnexFile(
        piece.title,
        name,
        data,
        tuple(map(french, lines)),
        clean.leaves,
        clean.sizes,
        clean.links,
        clean.marks,
        found.active,
        clean.redrawn,
    )
    return file, tuple(problems)


def _signed(piece: Foreign, data: bytes, span: Span) -> tuple[AnnexFile, Diagnostics]:
    said = f"annexe « {piece.name} » signée électroniquement"
    message = f"{said} : l'assembler casserait sa signature, elle n'est donc pas reliée au dossier"
    hint = "déposez ce fichier à part, tel quel ; ou bien joignez-en une copie imprimée en PDF"
    lines = (*piece.lines, f"Pièce signée électroniquement, jointe à part : {Path(piece.name).name}")
    return AnnexFile(piece.title, piece.name, data, tuple(map(french, lines))), (warning("W746", span, message, hint),)


def _lines(annex: Annex) -> tuple[str, ...]:
    lines = [f"Titulaire : {annex.holder}"]
    if annex.issued:
        lines.append(f"Pièce émise le {days.long(annex.issued)}")
    if annex.until:
        lines.append(f"Valable jusqu'au {days.long(annex.until)}")
    return tuple(lines)


def _redrawn(name: str, redrawn: tuple[tuple[int, str], ...], pages: int, span: Span) -> Diagnostics:
    """Says which pages became pictures: their reason, once for each."""
    reasons = dict.fromkeys(reason for _, reason in redrawn)
    problems = []
    for reason in reasons:
        which = [page for page, why in redrawn if why == reason]
        said = (
            ""
            if len(which) == pages
            else f" page {which[0]}"
            if len(which) == 1
            else f" pages {', '.join(map(str, which))}"
        )
        message = f"annexe « {name} »{said} : {reason} ; reproduite en image pour rester lisible partout"
        problems.append(info("W748", span, message, "pour garder son texte, enregistrez-la en PDF/A avec ses polices"))
    return tuple(problems)
