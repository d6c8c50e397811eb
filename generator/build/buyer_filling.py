"""One form of the buyer filled: its mapping's templates, its fields, its bytes, and every problem on its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from generator.brief.buyer_form import BuyerFormInput, FilledForm, Half
from generator.compose.dossier import Dossier
from generator.compose.form_names import form_names, said_by
from generator.compose.form_vocabulary import HONOUR
from generator.document.tree import Document
from generator.document.typography import french
from generator.forms.confirmation import LABELS, confirmed
from generator.forms.facts import Facts
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, blocks, error, info, warning
from generator.foundation.files import sha256
from generator.foundation.words import folded
from generator.writers.form_field import FormError, FormField, FormFilled, Trouble, Value
from generator.writers.form_values import settled
from generator.writers.pdf.glyphs import covered

_HEAVIEST: Final = 250_000_000  # bytes that the streams of a PDF may unpack to


def filled(
    dossier: Dossier, given: BuyerFormInput, case: Facts, document: Document | None, name: str
) -> tuple[FilledForm | None, Diagnostics]:
    """The form of this mapping for this copy; None when a value can't be written as the mapping wants it."""
    form, span = given.loaded.value, given.loaded.span("file")
    part = _half(dossier, document, form.part)
    said, problems = said_by(given.loaded, form_names(dossier, case, part))
    try:
        fields = fields_of(given.data or b"", form.file)
        values, troubles = settled(fields, said)
        told = tuple(_told(given, trouble) for trouble in troubles)
        told += tuple(_undeclared(given, case, fields, values))
        suffix: Literal[".pdf", ".docx"] = ".pdf" if form.file.lower().endswith(".pdf") else ".docx"
        told += tuple(_undrawn(given, values)) if suffix == ".pdf" else ()
        problems = (*problems, *told)
        if blocks(problems):
            return None, problems
        made = _made(given.data or b"", form.file, values, flat=form.flatten)
    except FormError as bad:
        return None, (*problems, error("F581", span, f"{form.file} : {bad.said}", bad.hint))
    problems += tuple(_told(given, trouble) for trouble in made.troubles)
    problems += tuple(_removed(given, made))
    title = document.title if document else french(form.title or name)
    slug = document.slug if document else ""
    pages = made.data if suffix == ".pdf" else dossier.inputs.forms.pdfs.get(sha256(made.data))
    if pages is None:
        problems += (_unbound(dossier, span, name),)
    admitted = dossier.inputs.brief.value.rules.files
    as_pdf = bool(admitted and admitted.formats and suffix[1:] not in admitted.formats)
    return FilledForm(name, title, part, suffix, made.data, span, slug, pages, as_pdf), problems


def _half(dossier: Dossier, document: Document | None, asked: Half) -> Half:
    if document is None:
        return asked
    return "candidature" if any(document.slug == each.slug for each in dossier.candidature) else "offre"


def fields_of(data: bytes, name: str, *, near: bool = False) -> tuple[FormField, ...]:
    """The fields of a form, PDF or Word; `near`: a field of which a PDF says nothing takes the words printed near it.

    Raises FormError for what can't be filled.
    """
    if name.lower().endswith(".docx"):
        from generator.writers import form_docx

        return form_docx.fields(*_parts(data))
    _weighed(data)
    from generator.packet.annexes import hushed
    from generator.writers.acroform import fill
    from generator.writers.acroform.nearby import labelled

    with hushed():
        found = fill.fields(data)
        return labelled(data, found) if near else found


def _made(data: bytes, name: str, values: Mapping[str, Value], *, flat: bool) -> FormFilled:
    if name.lower().endswith(".docx"):
        from generator.writers import form_docx

        return form_docx.fill(*_parts(data), values)
    from generator.packet.annexes import hushed
    from generator.writers.acroform import fill

    with hushed():
        return fill.fill(data, values, flat=flat)


def _parts(data: bytes) -> tuple[Mapping[str, bytes], str]:
    """The parts of a Word file and the name of its text; one that is not sound is a FormError."""
    from generator.readers.docx.package import opened

    package = opened(data)
    if isinstance(package, Diagnostic):
        raise FormError(package.message, package.hint)
    return package.parts, package.main


def _weighed(data: bytes) -> None:
    """Refuses what is no PDF, and one that would fill the memory."""
    from generator.packet.weight import inflates_beyond

    if b"%PDF-" not in data[:1024]:
        raise FormError("ce n'est pas un PDF", "vérifiez que c'est le bon fichier")
    if inflates_beyond(data, _HEAVIEST):
        raise FormError("contenu démesuré une fois décompressé", "vérifiez d'où vient ce fichier")


# --- what is wrong, on the line of its value -----------------------------------------------------------


def _span(given: BuyerFormInput, name: str) -> Span:
    where = given.loaded
    return where.span("fields", name) if name in where.value.fields else where.source.key("fields")


def _told(given: BuyerFormInput, trouble: Trouble) -> Diagnostic:
    make, code = (error, "F582") if trouble.grave else (warning, "F583")
    return make(code, _span(given, trouble.name), trouble.said, trouble.hint)


def _undeclared(
    given: BuyerFormInput, case: Facts, fields: tuple[FormField, ...], values: Mapping[str, Value]
) -> Iterator[Diagnostic]:
    """Boxes that declare something on honour, ticked without the dated confirmation of the signatory."""
    on = [field for field in fields if field.kind in {"box", "radio"} and values.get(field.name)]
    if not on or any(confirmed(statement, case)[0] for statement in LABELS):
        return
    if any(not field.label for field in on):
        near = {field.name: field for field in fields_of(given.data or b"", given.loaded.value.file, near=True)}
        on = [near[field.name] for field in on]
    for field in on:
        if HONOUR.search(folded(f"{field.label} {field.name}")):
            what = f" ({field.label[:90]})" if field.label else ""
            said = f"déclaration sur l'honneur cochée sans confirmation : « {field.name} »{what}"
            hint = "écrivez '{{ confirmed(\"dc1_f1\") }}' : la case suit « confirmations » de offer.yaml"
            yield error("F587", _span(given, field.name), said, hint)


def _undrawn(given: BuyerFormInput, values: Mapping[str, Value]) -> Iterator[Diagnostic]:
    """Characters that no font of ours draws."""
    for name, value in values.items():
        text = value if isinstance(value, str) else ""
        if odd := sorted(set(text) - covered() - {"\n"}):
            listed = ", ".join(f"« {char} » (U+{ord(char):04X})" for char in odd[:3])
            said = f"aucune police ne sait écrire {listed} dans « {name} »"
            yield error("F588", _span(given, name), said, "remplacez ce caractère")


def _removed(given: BuyerFormInput, made: FormFilled) -> Iterator[Diagnostic]:
    if made.removed:
        said = f"{given.loaded.value.file} : retiré du formulaire rempli : {', '.join(made.removed)}"
        yield info(
            "F591",
            given.loaded.span("file"),
            said,
            "rien à faire : ni script ni nom d'auteur ne partent",
        )


def _unbound(dossier: Dossier, span: Span, name: str) -> Diagnostic:
    """A Word form of which no pages are known: only LibreOffice could lay it out as the buyer's own."""
    client = dossier.inputs.client
    said = (
        f"formulaire Word rempli : « {name}.docx » est déposé tel quel, le dossier assemblé y renvoie sans le montrer"
    )
    return warning("F590", span, said, f"« offer form pdf {client} » en fait les pages avec LibreOffice")
