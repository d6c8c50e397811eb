"""What words can't say of the older checks: a part taken out, a document of another kind, a frozen file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import typst

from generator.brief.frozen import FrozenDocument, FrozenFile
from generator.brief.pricing import Quantity
from generator.checks.finished import Finished, Printed
from generator.document.tree import Document, Heading, Paragraph, Part, Signature, Text
from generator.foundation.diagnostic import Span
from generator.foundation.record import Loaded
from generator.writers import docx
from generator.writers.pdf.compile import fonts


def with_inputs(finished: Finished, **values) -> Finished:
    return replace(finished, dossier=replace(finished.dossier, inputs=replace(finished.dossier.inputs, **values)))


def updated(loaded: Loaded, **values) -> Loaded:
    return Loaded(loaded.value.model_copy(update=values), loaded.source)


def with_printed(finished: Finished, key: str, change: Callable[[Printed], Printed]) -> Finished:
    return replace(finished, printed=tuple(change(p) if p.key == key else p for p in finished.printed))


def nodes_kept(finished: Finished, key: str, keep: Callable[[object], bool]) -> Finished:
    def cut(part: Part) -> Part:
        return replace(part, nodes=tuple(node for node in part.nodes if keep(node)))

    return with_printed(finished, key, lambda p: replace(p, tree=replace(p.tree, parts=tuple(map(cut, p.tree.parts)))))


def no_first_section(finished: Finished) -> Finished:
    """The note without the title of its first demanded section."""

    def keep(node: object) -> bool:
        return not (isinstance(node, Heading) and node.level == 1 and "Objectifs" in str(node.runs))

    return nodes_kept(finished, "note", keep)


def no_signature(finished: Finished) -> Finished:
    """The note without its place to sign."""
    return nodes_kept(finished, "note", lambda node: not isinstance(node, Signature))


def no_confidentiality(finished: Finished) -> Finished:
    """The offer without the blocks that speak of confidentiality."""
    choices = tuple(c for c in finished.dossier.choices if "confidentiality" not in c.block.head.topics)
    return replace(finished, dossier=replace(finished.dossier, choices=choices))


def cost_without_total(finished: Finished) -> Finished:
    """The cost sheet that says nothing but its title."""
    return with_printed(finished, "cost", lambda p: replace(p, words=("Fiche financière",)))


def total_without_tax_word(finished: Finished) -> Finished:
    """The cost sheet whose total is not called TTC."""
    return with_printed(finished, "cost", lambda p: replace(p, words=("Total : 4 888,56 €",)))


def estimate_of_six(finished: Finished) -> Finished:
    """The buyer's estimate counts six sessions, ours five."""
    offer = finished.dossier.inputs.offer
    pricing = offer.value.pricing.model_copy(update={"dqe": (Quantity(line="session", quantity=Decimal(6)),)})
    (cost,) = (p for p in finished.printed if p.key == "cost")
    finished = replace(finished, printed=(*finished.printed, replace(cost, key="dqe", words=())))
    return with_inputs(finished, offer=updated(offer, pricing=pricing))


def beside(finished: Finished, key: str, *words: str) -> Finished:
    """The note's tree as a document beside the packet."""
    return replace(finished, aside=(replace(finished.printed[0], key=key, words=words),))


def charter_to_complete(finished: Finished) -> Finished:
    """A charter beside the packet that somebody has to complete."""
    return beside(finished, "charter", "TODO")


def empty_agreement(finished: Finished) -> Finished:
    """An agreement that has not one of its titles."""
    return beside(finished, "agreement")


def _nameless(finished: Finished, words: str) -> Finished:
    tree = Document("cv", "x", "CV", parts=(Part("", (Paragraph((Text(words),)),)),))
    inputs = finished.dossier.inputs
    data = docx.write(tree, inputs.theme.value, inputs.offer.value.date)
    return replace(finished, files={**finished.files, "cv-intervenant-a.anonyme.docx": data})


def nameless_cv_with_a_name(finished: Finished) -> Finished:
    """A CV without a name that says the name."""
    return _nameless(finished, "CV de Camille Exemple")


def nameless_cv_with_an_address(finished: Finished) -> Finished:
    """A CV without a name that says where to write."""
    return _nameless(finished, "écrire à contact@organisme-exemple.example")


def nameless_cv_with_an_employer(finished: Finished) -> Finished:
    """A CV without a name that says who employs."""
    return _nameless(finished, "chez Organisme Exemple")


def names_unwanted(finished: Finished) -> Finished:
    """The buyer wants CVs without names; the other documents still name."""
    brief = finished.dossier.inputs.brief
    pieces = tuple(
        d.model_copy(update={"anonymous": True}) if d.piece == "cv" else d for d in brief.value.pieces
    )
    return with_inputs(finished, brief=updated(brief, pieces=pieces))


def paragraph_only_in_word(finished: Finished) -> Finished:
    """A paragraph that only the Word file shows."""
    extra = Part("_ao_000000001", (Paragraph((Text("Une phrase que seul Word montre."),)),))
    return with_printed(finished, "note", lambda p: replace(p, tree=replace(p.tree, parts=(*p.tree.parts, extra))))


def laid_out(finished: Finished) -> Finished:
    """The note frozen with a PDF that keeps its own layout."""
    entry = FrozenDocument.model_validate(
        {"document": "note-methodologique", "sha256": "0" * 64, "since": "2023-06-29", "by": "Camille Exemple"}
    )
    frozen = (FrozenFile(entry, Span("frozen.yaml"), b"", b"%PDF"),)
    return replace(finished, dossier=replace(finished.dossier, frozen=frozen))


def wrong_contents(finished: Finished) -> Finished:
    """That note, whose contents send to a page that is not there."""
    text = '= Sujet\n#"Sujet.................... 9"'
    pdf = typst.compile(text.encode(), font_paths=fonts(), ignore_system_fonts=True)
    return with_printed(laid_out(finished), "note", lambda p: replace(p, pdf_bytes=pdf))


def real_people(finished: Finished) -> Finished:
    """No file is an example."""
    inputs = finished.dossier.inputs
    return with_inputs(
        finished,
        candidate=updated(inputs.candidate, specimen=False),
        team=tuple(replace(p, file=updated(p.file, specimen=False)) for p in inputs.team),
        annexes=tuple((key, updated(annex, specimen=False)) for key, annex in inputs.annexes),
    )
