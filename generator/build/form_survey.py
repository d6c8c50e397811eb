"""What a buyer's form asks, and a mapping to start from: fields that our vocabulary knows are filled in, no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from generator.build.buyer_filling import fields_of
from generator.build.buyer_forms import SHELF
from generator.compose.form_vocabulary import HONOUR, proposed
from generator.foundation.diagnostic import Rejected, Span, error
from generator.foundation.files import given
from generator.foundation.words import folded
from generator.packet.deposit_names import plain_name
from generator.writers.form_field import FormError, FormField

MAX_BYTES: Final = 20_000_000
EXIT_FILES: Final = 4
_PIECES: Final = ("dc1", "dc2", "dc4", "attri1", "attestation")
_SCHEMA: Final = "# yaml-language-server: $schema={up}schema/buyer-form.schema.json"
_COLUMN: Final = 60  # where comments stand


@dataclass(frozen=True, slots=True)
class Survey:
    """A form: how messages name it, its fields in order."""

    file: str
    fields: tuple[FormField, ...]

    @property
    def stem(self) -> str:
        """The name to give its mapping: that of its piece, else its own."""
        return piece_of(self) or plain_name(PurePosixPath(self.file).stem)


def survey(path: Path) -> Survey:
    """The fields of a form that a person names; raises Rejected when it can't be read or has none."""
    data, problems = given(path, MAX_BYTES)
    if data is None:
        raise Rejected(problems, EXIT_FILES)
    if path.suffix.lower() not in {".pdf", ".docx"}:
        hint = "demandez-le à l'acheteur dans l'un de ces formats, ou convertissez-le"
        raise Rejected([error("F581", Span(path.name), "ni un PDF, ni un document Word (.docx)", hint)])
    try:
        fields = fields_of(data, path.name, near=True)
    except FormError as bad:
        raise Rejected([error("F581", Span(path.name), bad.said, bad.hint)]) from None
    if not fields:
        hint = "demandez un formulaire à remplir ; sinon écrivez-le à la main, et joignez-le comme annexe"
        raise Rejected([error("F581", Span(path.name), "ce fichier n'a aucun champ à remplir", hint)])
    return Survey(path.name, fields)


def piece_of(survey_: Survey) -> str:
    """Which of our forms this one is, by its name; empty when nothing tells."""
    name = folded(PurePosixPath(survey_.file).stem)
    if "acte" in name and "engagement" in name:
        return "attri1"
    return next((piece for piece in _PIECES if piece in name), "")


def placed(path: Path, workspace: Path, client: str | None) -> str:
    """The file as a mapping names it: from the offer's folder, or on the shelf by its name; else where it should be."""
    if path.resolve().parent == (workspace / SHELF).resolve():
        return path.name
    folder = workspace / "offers" / client if client else path.resolve().parent.parent
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return f"source/{path.name}"


def written(target: Path, text: str) -> None:
    """Writes a proposal where there is no file; raises Rejected, a person may have filled that one."""
    if target.exists():
        hint = "donnez un autre nom avec « --output », ou supprimez ce fichier"
        raise Rejected([error("F593", Span(target.name), f"ce fichier existe déjà : {target}", hint)], EXIT_FILES)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def mapping(survey_: Survey, file: str) -> str:
    """The YAML of a mapping for `file`: what is not sure stays empty, with what the form says of it."""
    piece = piece_of(survey_)
    head = [
        _SCHEMA.format(up="../../" if "/" not in file else "../../../"),
        f"# Formulaire de l'acheteur : {survey_.file}. Proposition à relire : un champ sans valeur reste tel quel.",
        f"file: {_quoted(file)}",
        f"piece: {piece}" if piece else f"title: {_quoted(_title(survey_))}",
        *(() if piece else ("part: offre",)),
        "flatten: false",
        "fields:",
    ]
    return "\n".join((*head, *_lines(survey_.fields))) + "\n"


def _lines(fields: Iterable[FormField]) -> Iterator[str]:
    page = 0
    for field in fields:
        if field.kind in {"button", "signature"}:
            what = "place pour signer" if field.kind == "signature" else "bouton"
            yield f"  # {_quoted(field.name)} : {what}, rien à remplir"
            continue
        if field.page > page:
            page = field.page
            yield f"  # page {page}"
        value = "" if field.locked else proposed(field.name, field.label, field.kind, field.longest, field.options)
        line = f"  {_quoted(field.name)}:" + (f" {_quoted(value)}" if value else "")
        told = about(field, value)
        yield f"{line.ljust(_COLUMN)} # {told}" if told else line


def about(field: FormField, value: str) -> str:
    """What a person must know of this field to fill it, on one line."""
    said = [field.label] if field.label else []
    if field.kind in {"radio", "choice", "list"} and not value:
        said.append("options : " + ", ".join(field.options[:12]) + ("…" if len(field.options) > 12 else ""))
    if field.kind == "box" and not value:
        honour = HONOUR.search(folded(f"{field.label} {field.name}"))
        said.append("déclaration sur l'honneur : '{{ confirmed(\"dc1_f1\") }}'" if honour else "case : true ou false")
    if field.longest:
        said.append(f"{field.longest} caractères au plus")
    said += ["obligatoire"] if field.required else []
    said += ["en lecture seule"] if field.locked else []
    return re.sub(r"\s+", " ", " ; ".join(said))


def _title(survey_: Survey) -> str:
    words = re.sub(r"[-_]+", " ", PurePosixPath(survey_.file).stem).strip()
    return words[:1].upper() + words[1:] or "Formulaire"


def _quoted(text: str) -> str:
    """A text between YAML's quotes, in which nothing is special; bare when nothing is."""
    flat = text.replace("\r", " ").replace("\n", " ")
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_./-]*", flat) and flat.casefold() not in {
        "true",
        "false",
        "null",
        "oui",
        "non",
    }:
        return flat
    if "'" in flat and not re.search(r'["\\]', flat):
        return f'"{flat}"'
    return "'" + flat.replace("'", "''") + "'"
