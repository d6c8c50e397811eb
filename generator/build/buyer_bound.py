"""Where the buyer's filled forms stand: in the packet, under depot/, beside our own files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from generator.brief.buyer_form import FilledForm
from generator.compose.dossier import Dossier
from generator.document.typography import french
from generator.foundation.diagnostic import Diagnostics
from generator.packet.annexes import Foreign, bindable
from generator.packet.binder import AnnexFile

_CLEANED: Final = "W747"  # what was taken out of a form is told when it is filled


def bound_forms(dossier: Dossier) -> tuple[dict[str, AnnexFile], Diagnostics]:
    """The pages of each form, by the slug of the document it replaces, else by its own name; what is wrong with them.

    One without pages (a Word form that nobody laid out) is named on its divider, and handed in apart.
    """
    found: dict[str, AnnexFile] = {}
    problems: Diagnostics = ()
    for form in dossier.buyer_forms:
        file, more = _bound(form)
        problems += tuple(each for each in more if each.code != _CLEANED)
        if file:
            found[key_of(form)] = replace(file, data=form.sent[1])
    return found, problems


def key_of(form: FilledForm) -> str:
    """What a form stands for in the packet: the document that it replaces, or itself."""
    return form.replaces or form.name


def _bound(form: FilledForm) -> tuple[AnnexFile | None, Diagnostics]:
    if form.pdf is None:
        line = french(f"Formulaire de l'acheteur, rempli et joint à part : {form.file}")
        return AnnexFile(french(form.title), form.file, form.data, (line,)), ()
    return bindable(Foreign(form.file, form.title, kind="pièce de l'acheteur"), form.pdf, form.span)


def own_forms(dossier: Dossier) -> tuple[FilledForm, ...]:
    """The forms that are pieces of their own, in the order of their names."""
    return tuple(form for form in dossier.buyer_forms if not form.replaces)


def docx_forms(dossier: Dossier) -> frozenset[str]:
    """The pieces that are handed in as Word files."""
    return frozenset(key_of(form) for form in dossier.buyer_forms if form.sent[0] == ".docx")


def form_files(dossier: Dossier, names: Mapping[str, str]) -> dict[str, bytes]:
    """Each filled form as output files: beside the others, and under depot/ at the place of its piece."""
    beside = {form.file: form.data for form in dossier.buyer_forms}
    return beside | {names[key_of(form)]: form.sent[1] for form in dossier.buyer_forms if key_of(form) in names}
