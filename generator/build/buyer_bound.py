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

_CLEANED: Final = "W747"  # what was taken out of the pages of the packet: the form that is handed in keeps its author


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
            found[key_of(form)] = replace(file, data=form.data)
    return found, problems


def key_of(form: FilledForm) -> str:
    """What a form stands for in the packet: the document that it replaces, or itself."""
    return form.replaces or form.name


def _bound(form: FilledForm) -> tuple[AnnexFile | None, Diagnostics]:
    if form.pdf is None:
        line = french(f"Formulaire de l'acheteur, rempli et joint à part : {form.file}")
        return AnnexFile(form.title, form.file, form.data, (line,)), ()
    return bindable(Foreign(form.file, form.title), form.pdf, form.span)


def own_forms(dossier: Dossier) -> tuple[FilledForm, ...]:
    """The forms that are pieces of their own, in the order of their names."""
    return tuple(form for form in dossier.buyer_forms if not form.replaces)


def docx_forms(dossier: Dossier) -> frozenset[str]:
    """The pieces that are handed in as Word files."""
    return frozenset(key_of(form) for form in dossier.buyer_forms if form.suffix == ".docx")


def form_files(dossier: Dossier, names: Mapping[str, str], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each filled form as output files: beside the others, and under depot/ at the place of its piece."""
    made: dict[str, bytes] = {}
    for form in dossier.buyer_forms:
        made[output_name(form, files)] = form.data
        made[names[key_of(form)]] = form.data
    return made


def output_name(form: FilledForm, files: Mapping[str, bytes]) -> str:
    """The name of a form among the outputs; one of ours may have it already."""
    own, other = form.outputs
    return other if own in files else own
