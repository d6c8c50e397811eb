"""Spoils of room « leftovers »: neighbours, generality, example data."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from generator.build.neighbours import beside
from generator.checks.finished import Finished, Printed
from generator.checks.leftovers.fixed import sentences
from generator.compose.neighbours import Neighbours, Telltale
from generator.document.plain import plain
from generator.document.tree import Heading, Node, Paragraph, Part, Text
from generator.foundation.phrases import index, phrase, words
from generator.foundation.record import Loaded

ROOT = Path(__file__).resolve().parent.parent.parent


def among_neighbours(finished: Finished) -> Finished:
    """With the four other offers of the workspace as neighbours."""
    dossier, problems = beside(finished.dossier, ROOT)
    assert not problems
    return replace(finished, dossier=dossier)


def without_the_published_text(finished: Finished) -> Finished:
    """Alone, and without the text that the buyer published: every word of the brief may be the buyer's."""
    return _beside(finished, Neighbours())


def with_a_neighbour(finished: Finished) -> Finished:
    """With one more client, « lyon »: a town, a service and its acronym, a site."""
    told = [
        Telltale(name, kind, words(name).spelled, ("lyon",))
        for name, kind in (
            ("Ville de Villefictive", "acheteur"),
            ("Villefictive", "lieu"),
            ("VF-2026-118", "référence"),
            ("Direction de la vie sociale", "service"),
            ("DVSF", "sigle"),
            ("Les Tilleuls", "site"),
        )
    ]
    names = {phrase(each.name): (each,) for each in told}
    return _beside(finished, Neighbours(names, index(names), {}, ""))


def with_a_parisian_neighbour(finished: Finished) -> Finished:
    """With one more client, « seine », whose département is Paris: the calendar names a clock alike."""
    told = (Telltale("Paris", "lieu", words("Paris").spelled, ("seine",)),)
    return _beside(finished, Neighbours({phrase("Paris"): told}, index({phrase("Paris"): told}), {}, ""))


def in_the_calendar(finished: Finished) -> Finished:
    """The calendar says the neighbour's town."""
    return _file(finished, "planning-previsionnel.ics", lambda data: data.replace(b"Poitiers", b"Villefictive"))


def in_the_spreadsheet(finished: Finished) -> Finished:
    """A cell of the spreadsheet says the neighbour's town."""
    return _file(
        finished, "fiche-financiere.xlsx", lambda data: _retold(data, "xl/sharedStrings.xml", "Vienne", "Villefictive")
    )


def in_the_properties(finished: Finished) -> Finished:
    """The properties of the note's Word file still bear the neighbour's title."""
    title = ("Note méthodologique", "Note pour la Ville de Villefictive")
    return _file(finished, "note-methodologique.docx", lambda data: _retold(data, "docProps/core.xml", *title))


def spreadsheet_in_error(finished: Finished) -> Finished:
    """A cell of the spreadsheet shows an error of Excel."""
    return _file(
        finished, "fiche-financiere.xlsx", lambda data: _retold(data, "xl/sharedStrings.xml", "forfait", "#REF!")
    )


def in_a_file_name(finished: Finished) -> Finished:
    """A file of the deposit bears the neighbour's name."""
    return replace(finished, files={**finished.files, "depot/2-offre/09-note-Villefictive.pdf": b""})


def damaged(finished: Finished) -> Finished:
    """Two files that cannot be opened."""
    return replace(finished, files={**finished.files, "fiche-financiere.xlsx": b"PK", "dossier-vienne.pdf": b"%PDF"})


def all_ready_made(finished: Finished) -> Finished:
    """The note is nothing but fixed sentences of the common blocks, under its own titles."""
    taken = [choice.block.body for choice in finished.dossier.choices if choice.taken and not choice.block.client]
    common = [f"{' '.join(one)}." for body in taken for one in sentences(body) if len(one) > 5]
    return _note(finished, lambda part: _only(part, iter(common[:300])))


def one_section_ready_made(finished: Finished) -> Finished:
    """A new section whose every sentence stands in the common blocks."""
    taken = [choice.block.body for choice in finished.dossier.choices if choice.taken and not choice.block.client]
    common = [f"{' '.join(one)}." for body in taken for one in sentences(body) if len(one) > 8][:30]
    told = (Heading(1, (Text("Notre façon de faire"),)), Paragraph((Text(" ".join(common)),)))
    return _printed(finished, lambda parts: (*parts, Part("", told)))


def one_section_with_a_fact(finished: Finished) -> Finished:
    """The same section, and a sentence that says where the sessions are held."""
    told = (Paragraph((Text("À Poitiers, la salle que vous prêtez change chaque fois."),)),)
    return _printed(one_section_ready_made(finished), lambda parts: (*parts, Part("", told)))


def copied_from_a_neighbour(finished: Finished) -> Finished:
    """The neighbour's own blocks say all that ours say."""
    own = [choice.block.body for choice in finished.dossier.choices if choice.taken and choice.block.client]
    told = {one: frozenset({"lyon"}) for body in own for one in sentences(body)}
    return _beside(all_but_facts(finished), Neighbours({}, {}, told, ""))


def all_but_facts(finished: Finished) -> Finished:
    """The note holds the fixed sentences of our own blocks and of the common ones, and nothing else."""
    taken = [choice.block.body for choice in finished.dossier.choices if choice.taken]
    said = [f"{' '.join(one)}." for body in taken for one in sentences(body) if len(one) > 5]
    return _note(finished, lambda part: _only(part, iter(said)))


def no_more_specimen(finished: Finished) -> Finished:
    """Every file says that it is no example, with the data of the examples."""
    inputs = finished.dossier.inputs

    def real(loaded: Loaded) -> Loaded:
        return Loaded(loaded.value.model_copy(update={"specimen": False}), loaded.source)

    inputs = replace(
        inputs,
        candidate=real(inputs.candidate),
        team=tuple(replace(person, file=real(person.file)) for person in inputs.team),
        partners=tuple((key, real(partner)) for key, partner in inputs.partners),
        annexes=tuple((key, real(annex)) for key, annex in inputs.annexes),
    )
    return replace(finished, dossier=replace(finished.dossier, inputs=inputs))


def real_data(finished: Finished) -> Finished:
    """Every file of ours holds real data; the documents were not made anew."""
    finished = no_more_specimen(finished)
    inputs = finished.dossier.inputs
    company = {
        "name": "Association Les Deux Saules", "email": "contact@deux-saules.fr", "phone": "05 49 00 11 22",
        "siret": "73282932000074", "iban": None, "bank": None, "contact": None, "accessibility": "", "insurance": None,
        "address": inputs.candidate.value.address.model_copy(update={"street": "3 rue des Lilas"}),
        "nda": None, "vat": inputs.candidate.value.vat.model_copy(update={"proof": None}),
        "signatory": inputs.candidate.value.signatory.model_copy(update={"name": "Jeanne Dubuisson"}),
        "registration": None,
    }  # fmt: skip
    candidate = Loaded(inputs.candidate.value.model_copy(update=company), inputs.candidate.source)
    team = tuple(
        replace(
            p, file=Loaded(p.file.value.model_copy(update={"name": "Rose Dubuisson", "summary": ""}), p.file.source)
        )
        for p in inputs.team
    )
    inputs = replace(inputs, candidate=candidate, team=team, annexes=())
    return replace(finished, dossier=replace(finished.dossier, inputs=inputs))


def nothing_printed(finished: Finished) -> Finished:
    """Every Word file was deleted, and all the others."""
    return replace(finished, files={}, printed=(), aside=())


def only_a_fictive_situation(finished: Finished) -> Finished:
    """One file is left, where a case study is said to be invented."""
    return replace(finished, files={"planning-previsionnel.ics": b"SUMMARY:Une situation fictive, par exemple.\r\n"})


def _beside(finished: Finished, found: Neighbours) -> Finished:
    inputs = replace(finished.dossier.inputs, neighbours=found)
    return replace(finished, dossier=replace(finished.dossier, inputs=inputs))


def _file(finished: Finished, name: str, change) -> Finished:
    data = change(finished.files[name])
    assert data != finished.files[name]
    return replace(finished, files={**finished.files, name: data})


def _retold(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with words replaced in one of its parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(target, "w") as made:
        for name in package.namelist():
            content = package.read(name)
            assert name != part or old.encode() in content, f"{old} is not in {part}"
            made.writestr(name, content.replace(old.encode(), new.encode()) if name == part else content)
    return target.getvalue()


def _only(part: Part, said) -> Part:
    """The part with its titles, and these sentences for all text."""
    kept: list[Node] = []
    for node in part.nodes:
        if isinstance(node, Heading):
            kept.append(node)
        elif isinstance(node, Paragraph):
            kept += [Paragraph((Text(next(said, "")),)) for _ in range(4)]
    return replace(part, nodes=tuple(kept))


def _note(finished: Finished, change) -> Finished:
    return _printed(finished, lambda parts: tuple(map(change, parts)))


def _printed(finished: Finished, change) -> Finished:
    def one(printed: Printed) -> Printed:
        if printed.key != "note":
            return printed
        tree = replace(printed.tree, parts=change(printed.tree.parts))
        return replace(printed, tree=tree, words=plain(tree))

    return replace(finished, printed=tuple(map(one, finished.printed)))
