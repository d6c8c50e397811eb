"""Forms printed anew from changed data, or edited as a person would in Word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.checks.finished import Finished, Printed
from generator.compose.compose import framed
from generator.document.plain import plain
from generator.document.tree import (
    Cell,
    Document,
    Figure,
    Heading,
    Node,
    Paragraph,
    Part,
    Row,
    Signature,
    Table,
    Text,
    nodes,
)
from generator.forms.candidature import candidature
from generator.forms.engagement import engagement
from generator.foundation.record import Loaded


def forms_anew(finished: Finished) -> Finished:
    """The forms as the data now fill them, in the place of the printed ones."""
    dossier = finished.dossier
    inputs, people = dossier.inputs, tuple(person.file.value for person in dossier.inputs.team)
    given = (inputs.brief, inputs.offer, inputs.candidate)
    made, _ = candidature(*given, people, inputs.partners)
    engaging, _ = engagement(*given, inputs.partners, people, dossier.quote)
    documents = framed((*made, *engaging), inputs)
    keys = {"dc1", "dc2", "dc4", "attestation", "attri1", "mandate"}
    forms = tuple(Printed(d.key, f"{d.slug}.docx", f"{d.slug}.pdf", d, b"", plain(d)) for d in documents)
    return replace(finished, printed=(*forms, *(p for p in finished.printed if p.key not in keys)))


def two_years(finished: Finished) -> Finished:
    """A company that has two accounting years behind it."""
    inputs = finished.dossier.inputs
    young = tuple(year for year in inputs.candidate.value.exercises if year.end.year in {2021, 2022})
    candidate = Loaded(inputs.candidate.value.model_copy(update={"exercises": young}), inputs.candidate.source)
    return replace(finished, dossier=replace(finished.dossier, inputs=replace(inputs, candidate=candidate)))


def subcontracted_twice(finished: Finished) -> Finished:
    """The subcontractor gets a second contract, for the first lot."""
    inputs = finished.dossier.inputs
    (given,) = inputs.offer.value.subcontracts
    both = (given, given.model_copy(update={"lots": (1,)}))
    offer = Loaded(inputs.offer.value.model_copy(update={"subcontracts": both}), inputs.offer.source)
    return replace(finished, dossier=replace(finished.dossier, inputs=replace(inputs, offer=offer)))


# --- edits in Word -----------------------------------------------------------------------------


def _edited(finished: Finished, slug: str, change: Callable[[Document], Document]) -> Finished:
    def one(printed: Printed) -> Printed:
        if printed.docx != f"{slug}.docx":
            return printed
        tree = change(printed.tree)
        assert tree != printed.tree, f"{slug}: nothing changed"
        return replace(printed, tree=tree, words=plain(tree))

    return replace(finished, printed=tuple(map(one, finished.printed)))


def _with_nodes(tree: Document, made: tuple[Node, ...]) -> Document:
    return replace(tree, parts=(Part("", made),))


def _text(node: Node) -> str:
    return "".join(run.value for run in getattr(node, "runs", ()) if isinstance(run, Text))


def _rubric(tree: Document, letter: str) -> tuple[int, int]:
    """Where this rubric starts and ends among the nodes."""
    every = nodes(tree)
    heads = [i for i, node in enumerate(every) if isinstance(node, Heading)]
    start = next(i for i in heads if _text(every[i]).startswith(f"{letter} - "))
    return start, next((i for i in heads if i > start), len(every))


def _added(tree: Document, letter: str, *more: Node) -> Document:
    every, (_, end) = nodes(tree), _rubric(tree, letter)
    return _with_nodes(tree, (*every[:end], *more, *every[end:]))


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Text(text),)),))


def _fields(label: str, answer: str) -> Table:
    return Table((Row((_cell(label), _cell(answer))),), (36, 64), header=0, look="fields")


def _without_row(tree: Document, label: str) -> Document:
    def cut(node: Node) -> Node:
        if not isinstance(node, Table):
            return node
        return replace(node, rows=tuple(row for row in node.rows if _text(row.cells[0].paragraphs[0]) != label))

    return _with_nodes(tree, tuple(map(cut, nodes(tree))))


def _said_otherwise(tree: Document, old: str, new: str) -> Document:
    from tests.checks.cases import retold

    return retold(tree, old, new)


TICKED = Paragraph((Text("☒ Le candidat atteste qu'il n'est dans aucun de ces cas d'exclusion"),), role="choice")


def honour_moved(finished: Finished) -> Finished:
    """Rubric F1 is gone, and its box ticked elsewhere."""

    def moved(tree: Document) -> Document:
        every, (start, end) = nodes(tree), _rubric(tree, "F1")
        return _with_nodes(tree, (*every[:start], TICKED, *every[end:]))

    return _edited(finished, "dc1", moved)


def honour_elsewhere(finished: Finished) -> Finished:
    """Another form, with the box of ours."""
    return _edited(finished, "dc1", lambda tree: _with_nodes(tree, (Heading(1, (Text("Candidature"),)), TICKED)))


def leader_named(finished: Finished) -> Finished:
    """A mandataire is named by a candidate who is alone."""
    return _edited(finished, "dc1", lambda tree: _added(tree, "G", _fields("Numéro SIRET", "000 123 455 00016")))


def leader_erased(finished: Finished) -> Finished:
    """Nothing is left under « Désignation du mandataire »."""

    def erased(tree: Document) -> Document:
        every, (start, end) = nodes(tree), _rubric(tree, "G")
        return _with_nodes(tree, (*every[: start + 1], *every[end:]))

    return _edited(finished, "dc1", erased)


def phone_removed(finished: Finished) -> Finished:
    """The DC1 has no line for the telephone any more."""
    return _edited(finished, "dc1", lambda tree: _without_row(tree, "Téléphone"))


def seat_added(finished: Finished) -> Finished:
    """The DC1 names a head office."""
    line = _fields("Adresse du siège social", "3 place du Modèle, 79000 Niort")
    return _edited(finished, "dc1", lambda tree: _added(tree, "D", line))


def other_head(finished: Finished) -> Finished:
    """The planning has the running head of somebody else."""
    return _edited(
        finished, "planning-previsionnel", lambda tree: replace(tree, header="Cabinet Modèle – Planning prévisionnel")
    )


def fax_added(finished: Finished) -> Finished:
    """The DC1 has a line that the form does not have."""
    return _edited(finished, "dc1", lambda tree: _added(tree, "D", _fields("Télécopie", "05 36 49 00 00")))


def confirmed_by_another(finished: Finished) -> Finished:
    """The ticked box names somebody else."""
    return _edited(
        finished, "dc1", lambda tree: _said_otherwise(tree, "confirmée par Dominique Exemple", "confirmée par Sacha")
    )


def attestation_dated(finished: Finished) -> Finished:
    """Somebody wrote the date of the statement in Word."""
    return _edited(
        finished,
        "attestation-honneur",
        lambda tree: _said_otherwise(tree, "le ………………………", "le 26 juin 2023"),
    )


def taxes_unsaid(finished: Finished) -> Finished:
    """The statement does not speak of taxes any more."""
    return _edited(
        finished,
        "attestation-honneur",
        lambda tree: _said_otherwise(tree, "est à jour de ses obligations fiscales et sociales", "est en règle"),
    )


def attestation_of_dc1(finished: Finished) -> Finished:
    """The statement stops at the last article of the DC1."""
    return _edited(finished, "attestation-honneur", lambda tree: _said_otherwise(tree, "L. 2141-11", "L. 2141-10"))


def capacity_unsaid(finished: Finished) -> Finished:
    """The place to sign names nobody's capacity."""

    def bare(tree: Document) -> Document:
        held = ((Text("Dominique Exemple"),),)
        return _with_nodes(tree, tuple(replace(n, lines=held) if isinstance(n, Signature) else n for n in nodes(tree)))

    return _edited(finished, "attestation-honneur", bare)


def reserve_added(finished: Finished) -> Finished:
    """Somebody limits the statement of the DC1."""
    words = Paragraph((Text("sous réserve d'un contentieux en cours."),))
    return _edited(finished, "dc1", lambda tree: _added(tree, "F1", words))


def creation_unsaid(finished: Finished) -> Finished:
    """The DC2 does not say since when the company exists."""
    return _edited(finished, "dc2", lambda tree: _without_row(tree, "Date de création ou de début d’activité"))


def nationality_added(finished: Finished) -> Finished:
    """The DC2 answers a question of defence markets."""
    return _edited(finished, "dc2", lambda tree: _added(tree, "I", _fields("Nationalité", "française")))


def blank_footer(finished: Finished) -> Finished:
    """The foot of the official template."""
    return _edited(finished, "dc1", lambda tree: replace(tree, footer="DC1 (référence de la consultation)"))


def dc1_signed(finished: Finished) -> Finished:
    """A place to sign at the end of the DC1."""
    seat = Signature("dc1", ((Text("Dominique Exemple, gérante"),),))
    return _edited(finished, "dc1", lambda tree: _added(tree, "G", seat))


def dc2_pictured(finished: Finished) -> Finished:
    """The picture of a signature in the DC2."""
    picture = Figure("signature", "Signature", (), 40, b"\x89PNG")
    return _edited(finished, "dc2", lambda tree: _added(tree, "I", picture))


def place_written(finished: Finished) -> Finished:
    """The place and the day of signing, by hand."""
    return _edited(
        finished,
        "acte-engagement-lot-1",
        lambda tree: _said_otherwise(tree, "Fait à ………………………, le ………………………", "Fait à Niort, le 27 mai 2025"),
    )


def leader_unsigned(finished: Finished) -> Finished:
    """The power has no place for the mandataire to sign."""

    def cut(tree: Document) -> Document:
        seats = [node for node in nodes(tree) if isinstance(node, Signature)]
        return _with_nodes(tree, tuple(node for node in nodes(tree) if node is not seats[-1]))

    return _edited(finished, "pouvoir-mandataire-atelier-exemple", cut)


def rubric_removed(finished: Finished) -> Finished:
    """The DC1 without rubric F2."""

    def cut(tree: Document) -> Document:
        every, (start, end) = nodes(tree), _rubric(tree, "F2")
        return _with_nodes(tree, (*every[:start], *every[end:]))

    return _edited(finished, "dc1", cut)


def rubric_invented(finished: Finished) -> Finished:
    """The DC2 with the rubric D of an old edition."""
    head = Heading(1, (Text("D - Redressement judiciaire"),), numbered=False)
    return _edited(finished, "dc2", lambda tree: _added(tree, "C3", head, Paragraph((Text("Néant."),))))


def rubrics_swapped(finished: Finished) -> Finished:
    """The DC1 with A after B."""

    def turned(tree: Document) -> Document:
        every, (a, b), (_, end) = nodes(tree), _rubric(tree, "A"), _rubric(tree, "B")
        return _with_nodes(tree, (*every[:a], *every[b:end], *every[a:b], *every[end:]))

    return _edited(finished, "dc1", turned)


def dc2_for_dc1(finished: Finished) -> Finished:
    """The DC2 saved under the name of the DC1."""
    (dc2,) = (printed.tree for printed in finished.printed if printed.key == "dc2")
    return _edited(finished, "dc1", lambda _: replace(dc2, key="dc1", slug="dc1"))


def other_form(finished: Finished) -> Finished:
    """Another form altogether, under the name of ours."""
    words = (Heading(1, (Text("Candidature"),)), Paragraph((Text("Voir le formulaire de l'acheteur."),)))
    return _edited(finished, "dc1", lambda tree: _with_nodes(tree, words))
