"""Reads everything that one offer needs, and reports every mistake of every file at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, get_args

from generator.brief.brief import Brief
from generator.brief.candidate import Candidate
from generator.brief.crossings import crossings
from generator.brief.offer import Member, Offer
from generator.brief.published import cited_lines
from generator.brief.reviewing import Comments
from generator.brief.steps import Steps
from generator.build.buyer_forms import buyer_forms
from generator.build.frozen import frozen_files
from generator.build.promised import promised
from generator.build.workforce import staffed
from generator.compose.documents import wanted
from generator.compose.dossier import Inputs, Person
from generator.foundation.diagnostic import Diagnostic, Diagnostics, Span, error, near_miss
from generator.foundation.diagnostic import blocks as stops
from generator.foundation.misfits import has_field
from generator.foundation.record import Loaded, Record, read_record
from generator.foundation.source import Source, decoded
from generator.library.annex import Annex
from generator.library.approach import Approach
from generator.library.blocks import read_blocks
from generator.library.outline import Outline
from generator.library.paper import Paper, PaperPiece, read_papers
from generator.library.theme import Theme
from generator.pricing.prices import Prices
from generator.team.intervener import Intervener

R = TypeVar("R", bound=Record)


class _Reader:
    """Reads records of one workspace and keeps the problems."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.problems: list[Diagnostic] = []

    def record(self, file: str, model: type[R]) -> Loaded[R] | None:
        loaded, problems = read_record(self.workspace / file, file, model)
        self.problems += problems
        return loaded

    def named(self, folder: str, name: str, model: type[R], span: Span, what: str) -> Loaded[R] | None:
        """A file that another file names: an unknown name is an error where it is written."""
        known = sorted(path.stem for path in (self.workspace / folder).glob("*.yaml"))
        if name not in known:
            hint = near_miss(name, known) or f"fichiers de {folder}/ : " + (", ".join(known) or "aucun")
            said = f"{what} « {name} » (pas de fichier {folder}/{name}.yaml)"
            self.problems.append(error("L230", span, said, hint))
            return None
        return self.record(f"{folder}/{name}.yaml", model)


def read_inputs(workspace: Path, client: str) -> tuple[Inputs | None, Diagnostics]:
    """The inputs of one client, or every problem found in all its files."""
    reader = _Reader(workspace)
    brief = reader.record(f"offers/{client}/brief.yaml", Brief)
    offer = reader.record(f"offers/{client}/offer.yaml", Offer)
    candidate = reader.record("boilerplate/candidate.yaml", Candidate)
    prices = reader.record("boilerplate/prices.yaml", Prices)
    theme = reader.record("boilerplate/theme.yaml", Theme)
    blocks, problems = read_blocks(workspace / "boilerplate" / "blocks", workspace)
    own, own_problems = read_blocks(workspace / "offers" / client / "blocks", workspace, client=True)
    reader.problems += (*problems, *own_problems, *((*_assumed(brief), *crossings(brief)) if brief else ()))
    reader.problems += _published(workspace, client, brief) if brief else ()
    if offer is None:
        return None, tuple(reader.problems)
    chosen = offer.value
    approach = reader.named(
        "boilerplate/approaches", chosen.approach, Approach, offer.span("approach"), "approche inconnue"
    )
    outline = reader.named("boilerplate/outlines", chosen.outline, Outline, offer.span("outline"), "plan inconnu")
    team = _team(reader, offer)
    annexes = _annexes(reader, offer, "annexes")
    ready = _annexes(reader, offer, "ready")
    partners = _partners(reader, offer)
    papers = _papers(reader, client, offer, brief)
    workers, taken = staffed(workspace, chosen.planning, [(person.key, person.file.value) for person in team])
    kept, told = promised(workspace, client)
    remarks = _remarks(reader, client)
    steps = _steps(reader, offer)
    frozen, lost = frozen_files(workspace, client)
    forms, unread = buyer_forms(workspace, client)
    reader.problems += (*_roles(offer), *taken, *told, *lost, *unread)
    if stops(reader.problems) or not (
        brief and candidate and prices and theme and approach and outline and remarks and steps
    ):
        return None, tuple(reader.problems)
    read = Inputs(
        client, brief, offer, candidate, prices, approach, outline, theme, team, blocks, own, annexes, partners, papers
    )
    read = replace(
        read, workers=workers, kept=kept, frozen=frozen, forms=forms, reviewing=remarks, steps=steps, ready=ready
    )
    noticed = tuple(reader.problems)
    return replace(read, noticed=noticed), noticed


def _remarks(reader: _Reader, client: str) -> Loaded[Comments] | None:
    """What the reviewers asked; nothing without that file."""
    file = f"offers/{client}/review/comments.yaml"
    if not (reader.workspace / file).is_file():
        return Loaded(Comments(), Source(file))
    loaded, problems = read_record(reader.workspace / file, file, Comments)
    hint = "écrivez « comments: [] », ou supprimez ce fichier : « offer review --apply » le récrit"
    reader.problems += (replace(each, hint=hint) if each.code in ("Y105", "B100") else each for each in problems)
    return loaded


def _steps(reader: _Reader, offer: Loaded[Offer]) -> Loaded[Steps] | None:
    """Our milestones, the usual ones without that file; a milestone that is told done must be one of them."""
    file = "boilerplate/steps.yaml"
    there = (reader.workspace / file).is_file()
    steps = reader.record(file, Steps) if there else Loaded(Steps(), Source(file))
    keys = [step.key for step in steps.value.steps] if steps else []
    for i, done in enumerate(offer.value.progress):
        if keys and done.step not in keys:
            hint = near_miss(done.step, keys) or "jalons : " + ", ".join(keys)
            reader.problems.append(
                error("L238", offer.span("progress", i, "step"), f"jalon inconnu « {done.step} »", hint)
            )
    return steps


def _assumed(brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    """Assumptions about a field that no brief has: nobody would see the question."""
    for i, assumption in enumerate(brief.value.assumptions):
        if not has_field(Brief, assumption.field):
            said = f"la demande n'a pas de champ « {assumption.field} »"
            yield error(
                "L234", brief.span("assumptions", i, "field"), said, "écrivez un chemin, par exemple dates.start"
            )


def _published(workspace: Path, client: str, brief: Loaded[Brief]) -> Diagnostics:
    """Lines that the brief cites and its published text has not; only a text has lines that can be counted."""
    name = brief.value.source or ""
    path = workspace / "offers" / client / name
    if not name.endswith(".txt") or not path.is_file():
        return ()
    text, unread = decoded(path.read_bytes(), f"offers/{client}/{name}")
    return () if unread else cited_lines(brief, text)


def _team(reader: _Reader, offer: Loaded[Offer]) -> tuple[Person, ...]:
    people = []
    for i, member in enumerate(offer.value.team):
        span = offer.span("team", i, "intervener")
        file = reader.named("boilerplate/interveners", member.intervener, Intervener, span, "intervenant inconnu")
        if file:
            people.append(Person(member.intervener, member, file))
            reader.problems += _known_references(offer, i, member, file.value)
    return tuple(people)


def _known_references(offer: Loaded[Offer], i: int, member: Member, person: Intervener) -> Diagnostics:
    keys = [reference.key for reference in person.references]
    return tuple(
        error(
            "L231",
            offer.span("team", i, list_name, j),
            f"référence inconnue « {key} » de {person.name}",
            near_miss(key, keys) or "références : " + ", ".join(keys),
        )
        for list_name, names in (("always", member.always), ("never", member.never))
        for j, key in enumerate(names)
        if key not in keys
    )


def _roles(offer: Loaded[Offer]) -> Iterator[Diagnostic]:
    """One lead, and nobody twice."""
    team = offer.value.team
    leads = sum(member.role == "lead" for member in team)
    if leads != 1:
        said = f"{leads} intervenants ont le rôle « lead »" if leads else "aucun intervenant n'a le rôle « lead »"
        yield error("L232", offer.span("team"), said, "donnez ce rôle à un seul intervenant")
    for i, member in enumerate(team):
        if member.intervener in [earlier.intervener for earlier in team[:i]]:
            said = f"l'intervenant « {member.intervener} » est deux fois dans l'équipe"
            yield error("L233", offer.span("team", i, "intervener"), said, "gardez une seule ligne par personne")


def _annexes(reader: _Reader, offer: Loaded[Offer], field: str) -> tuple[tuple[str, Loaded[Annex]], ...]:
    """The annexes that this field of the offer names: `annexes` are joined, `ready` are kept for the award."""
    found = []
    names = getattr(offer.value, field)
    for i, name in enumerate(names):
        if name in names[:i]:
            said = f"annexe « {name} » deux fois dans « {field} »"
            reader.problems.append(error("L265", offer.span(field, i), said, "gardez-la une seule fois"))
            continue
        annex = reader.named("boilerplate/annexes", name, Annex, offer.span(field, i), "annexe inconnue")
        if annex:
            found.append((name, annex))
    return tuple(found)


def _papers(reader: _Reader, client: str, offer: Loaded[Offer], brief: Loaded[Brief] | None) -> tuple[Paper, ...]:
    """The templates of the documents that the brief demands or the offer names; none is read without need."""
    named = offer.value.documents
    demanded = wanted(brief.value) & set(get_args(PaperPiece)) if brief else set()
    if not named and not demanded:
        return ()
    folders = [reader.workspace / part / "documents" for part in ("boilerplate", f"offers/{client}")]
    known, problems = read_papers(folders, reader.workspace)
    reader.problems += problems
    keys = {path.stem for folder in folders for path in folder.glob("*.md")}
    for i, name in enumerate(named):
        if name not in keys:
            hint = near_miss(name, keys) or "fichiers de boilerplate/documents/ : " + ", ".join(sorted(keys))
            said = f"document inconnu « {name} » (pas de fichier boilerplate/documents/{name}.md)"
            reader.problems.append(error("L230", offer.span("documents", i), said, hint))
    return tuple(paper for paper in known if paper.head.id in named or paper.head.piece in demanded)


def _partners(reader: _Reader, offer: Loaded[Offer]) -> tuple[tuple[str, Loaded[Candidate]], ...]:
    """The files of those who answer with us, each read once, in the order in which the offer names them."""
    found: dict[str, Loaded[Candidate] | None] = {}
    for name, path in _named_partners(offer.value):
        if found.get(name) is None:
            found[name] = reader.named("boilerplate/partners", name, Candidate, offer.span(*path), "partenaire inconnu")
    return tuple((name, partner) for name, partner in found.items() if partner)


def _named_partners(offer: Offer) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Every name of a partner in the offer, and where it stands."""
    group = offer.consortium
    for i, member in enumerate(group.members if group else ()):
        if member.partner:
            yield member.partner, ("consortium", "members", i, "partner")
    if group and group.leader:
        yield group.leader, ("consortium", "leader")
    for i, given in enumerate(offer.subcontracts):
        yield given.partner, ("subcontracts", i, "partner")
