"""The files that a proposal writes: overrides of blocks, their order, the offer's lists, the remarks, the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from generator.brief.reviewing import Applied, Entry
from generator.compose.chapters import chapter_of, chapters
from generator.compose.dossier import Dossier
from generator.document.anchors import anchor
from generator.foundation.diagnostic import Diagnostic, Span, warning
from generator.library.block import Block
from generator.review.comments import Spot, added, change_entry, comments_yaml, cut, value_entry, with_comments
from generator.review.data import Datum
from generator.review.fields import applied
from generator.review.journal import journal_yaml
from generator.review.order import Place, places
from generator.review.outcome import Outcome, Seen
from generator.review.passages import Edit, inline
from generator.review.proposal import Proposal, changes_part, edits_of, lost
from generator.review.yaml_edit import front_matter_set, with_entry, without_entry

Read = Callable[[str], str]
"""The text of a file of the workspace, empty when there is none."""

WHY = "à reporter à la main"
OWN = "Ces mots sont ceux du programme : figez le document, ou gardez-les."


@dataclass(slots=True)
class Writing:
    """What will be written, by path in the workspace."""

    client: str
    read: Read
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, file: str) -> str:
        """The file as it will be so far."""
        return self.texts.get(file) or self.read(file)

    @property
    def offer(self) -> str:
        """The path of offer.yaml."""
        return f"offers/{self.client}/offer.yaml"


def write_field(writing: Writing, datum: Datum) -> bool:
    """Changes one plain scalar of offer.yaml; whether it could be."""
    assert datum.field is not None
    text = writing.text(writing.offer)
    made = applied(text, datum.field, datum.value or "")
    if made is None:
        return False
    writing.texts[writing.offer] = made
    return True


def write_blocks(writing: Writing, dossier: Dossier, proposal: Proposal, shared: Iterable[str] = ()) -> None:
    """Each changed source as an override of this client; those of `shared` in their own place."""
    blocks = {choice.block.file: choice.block for choice in dossier.choices if choice.taken}
    for file, made in proposal.bodies.items():
        source = next(s for s in proposal.sources.values() if s.file == file)
        if made.body == source.body:
            continue
        head = writing.text(file).split("\n")[: source.first_line - 1]
        target = file if file in shared else override(writing.client, file)
        writing.texts[target] = "\n".join([*head, made.body])
        if target != file and file in blocks:
            _pictures(writing, blocks[file], target)


def override(client: str, file: str) -> str:
    """Where a client's own version of a block or template stands."""
    if file.startswith(f"offers/{client}/"):
        return file
    kind = "documents" if file.startswith("boilerplate/documents/") else "blocks"
    return f"offers/{client}/{kind}/{file.rsplit('/', 1)[-1]}"


def _pictures(writing: Writing, block: Block, target: str) -> None:
    """The pictures that a block names stand beside it."""
    folder = target.rsplit("/", 1)[0]
    writing.files |= {f"{folder}/{name}": data for name, data in block.pictures}


def write_order(writing: Writing, dossier: Dossier, proposal: Proposal) -> tuple[Entry, ...]:
    """Blocks that were moved, by their rank and part; entries for those that can't stand there."""
    made = proposal.outcome
    wanted = _blocks_in_order(made, dossier, proposal)
    taken = {choice.block.id: choice.block for choice in dossier.choices if choice.taken}
    ids = [proposal.sources[anchor].block_id for anchor in made.moved if anchor in proposal.sources]
    if proposal.document.key != "note" or not ids:
        return tuple(_stuck(made, proposal, ids))
    found = chapters(dossier.inputs.outline.value, dossier.inputs.brief.value)
    placed, stuck = places(taken.values(), ids, wanted, found)
    for place in placed:
        _place(writing, taken[place.block], place)
    return tuple(_stuck(made, proposal, stuck))


def _place(writing: Writing, block: Block, place: Place) -> None:
    target = override(writing.client, block.file)
    text = writing.text(target) or writing.text(block.file)
    for key, value in (("rank", place.rank), ("part", place.part)):
        made = front_matter_set(text, key, str(value)) if value is not None else text
        text = made if made is not None else text
    if target not in writing.texts and target != block.file:
        _pictures(writing, block, target)
    writing.texts[target] = text


def _blocks_in_order(made: Outcome, dossier: Dossier, proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """Chapter and block of each part that blocks give, in the order to come."""
    found = chapters(dossier.inputs.outline.value, dossier.inputs.brief.value)
    titles = {anchor("note", f"section-{chapter.key}"): chapter.key for chapter in found}
    homes = {c.block.id: home.key for c in dossier.choices if c.taken and (home := chapter_of(c.block, found))}
    here, pairs = "", []
    for name in made.order:
        here = titles.get(name, here)
        if name in proposal.sources and name not in made.deleted:
            block = proposal.sources[name].block_id
            pairs.append((here or homes.get(block, ""), block))
    return tuple(pairs)


def _stuck(made: Outcome, proposal: Proposal, ids: Iterable[str]) -> Iterable[Entry]:
    for block in ids:
        title = next((c.title for c in proposal.changes if c.block == block), block)
        seen = next((s for s in made.seen), None)
        spot = _spot(proposal, seen, block, title)
        text = f"Le bloc « {title} » a été déplacé : {WHY} (rank et part du bloc, ou plan de la note)."
        yield change_entry(spot, text)


def write_removals(writing: Writing, dossier: Dossier, proposal: Proposal) -> tuple[Entry, ...]:
    """Blocks that were deleted: excluded by offer.yaml; entries for what is no block of the note."""
    entries = []
    loaded = dossier.inputs.offer
    for name in proposal.outcome.deleted:
        source = proposal.sources.get(name)
        title = next((change.title for change in proposal.changes if change.anchor == name), name)
        text = writing.text(writing.offer)
        made = None
        if source and proposal.document.key == "note":
            made = without_entry(text, loaded, "include", source.block_id)
            made = with_entry(made, loaded, "exclude", source.block_id) if made is not None else None
        if made is not None:
            writing.texts[writing.offer] = made
            continue
        seen = next((s for s in proposal.outcome.seen if name in s.matched.deleted), None)
        spot = _spot(proposal, seen, source.block_id if source else "", title)
        entries.append(change_entry(spot, f"« {title} » a été supprimé du document : {WHY}."))
    return tuple(entries)


def entries_of(proposal: Proposal, data: Sequence[Datum]) -> tuple[Entry, ...]:
    """What stays to be settled by a person: data, blocks deleted here and changed there, blocks that are gone."""
    made: list[Entry] = []
    for datum in data:
        made += _datum(proposal, datum)
    for name, seen in proposal.outcome.kept:
        title = next((c.title for c in proposal.changes if c.anchor == name), name)
        who = seen.submission.who
        text = f"« {title} » a été supprimé par {who}, mais son texte a changé par ailleurs : "
        text += "gardez-le, ou retirez-le (exclude, dans offer.yaml)."
        made.append(change_entry(_spot(proposal, seen, _block(proposal, name), title), text))
    for name, seen in proposal.outcome.gone:
        title, block, found = lost(seen, name)
        words = cut(" ".join(map(said, found)), 2000)
        text = f"Ce passage, corrigé par {seen.submission.who}, n'est plus dans l'offre ({title}) : {words}"
        made.append(change_entry(_spot(proposal, seen, block, ""), text))
    for change in proposal.changes:
        spot = _spot(proposal, _who(proposal, change.anchor), change.block, change.title)
        made += [change_entry(spot, f"{words} : {WHY}.") for words in change.left]
    return tuple(made)


def _datum(proposal: Proposal, datum: Datum) -> Iterable[Entry]:
    seen = _who(proposal, datum.anchor, datum.edit)
    block = _block(proposal, datum.anchor)
    where = _where(datum)
    if datum.expression and datum.field is not None:
        text = f"« {datum.old} » vient de {where} ; le texte dit maintenant « {datum.new} »"
        spot = _spot(proposal, seen, block, datum.new, datum.edit.new)
        yield value_entry(spot, datum.field, datum.old, f"{text} : changez la donnée, ou rétablissez le texte.")
        return
    if datum.field is not None and datum.field.value is not None:  # settled as soon as the file says it
        spot = _spot(proposal, seen, block, datum.new or datum.edit.new, datum.edit.old)
        yield value_entry(spot, datum.field, datum.old, f"{said(datum.edit)} Donnée : {where}.")
        return
    spot = _spot(proposal, seen, block, datum.edit.old or datum.edit.new)
    yield change_entry(spot, f"{said(datum.edit)} {f'À voir dans {where}.' if where else OWN}")


def _where(datum: Datum) -> str:
    """The place of a field in its file; empty for the program's own words."""
    if datum.field is None:
        return ""
    place = f"{datum.field.file}:{datum.field.line}"
    return f"{place} ({datum.field.name})" if datum.field.name else place


def said(edit: Edit) -> str:
    """A change that is not carried over, in one sentence."""
    match edit.kind:
        case "added":
            return f"Ajouté par le relecteur : « {edit.new} »."
        case "removed":
            return f"Supprimé par le relecteur : « {edit.old} »."
        case "looks":
            return f"Mise en forme changée : « {edit.old} »."
        case _:
            return f"Corrigé : {inline(edit.old, edit.new)}."


def _who(proposal: Proposal, anchor: str, edit: Edit | None = None) -> Seen | None:
    """The file that made this change, else the first that changed this part."""
    changing = [seen for seen in proposal.outcome.seen if changes_part(seen, anchor)]
    wanted = (edit.old, edit.new) if edit else None
    for seen in changing:
        if wanted in [(each.old, each.new) for each in edits_of(seen, anchor)]:
            return seen
    return next(iter((*changing, *proposal.outcome.seen)), None)


def _block(proposal: Proposal, anchor: str) -> str:
    source = proposal.sources.get(anchor)
    return source.block_id if source else ""


def _spot(proposal: Proposal, seen: Seen | None, block: str, on: str, paragraph: str = "") -> Spot:
    who = seen.submission.who if seen else ""
    moment = seen.submission.reviewed.day if seen else ""
    return Spot(proposal.document.slug, block, on, paragraph, who, moment)


def write_comments(
    writing: Writing, known: tuple[Entry, ...], proposals: Iterable[Proposal], new: Iterable[Entry]
) -> tuple[Entry, ...]:
    """The remarks after these files; gives the whole list."""
    entries = known
    for proposal in proposals:
        for seen in proposal.outcome.seen:
            entries = with_comments(
                entries, seen.submission.reviewed, proposal.document.slug, partial(_block, proposal)
            )
    entries = added(entries, new)
    if entries != known:
        file = f"offers/{writing.client}/review/comments.yaml"
        writing.texts[file] = comments_yaml(entries, writing.read(file))
    return entries


def write_journal(writing: Writing, applied: Iterable[Applied]) -> None:
    """The journal with these files."""
    file = f"offers/{writing.client}/review/journal.yaml"
    for entry in applied:
        writing.texts[file] = journal_yaml(writing.text(file), entry)


def unfinished(file: str, why: str) -> Diagnostic:
    """A change that was applied, but whose rebuilt text is not what the reviewer saved."""
    hint = "comparez par « offer diff », puis corrigez le bloc à la main"
    return warning("R112", Span(file), f"le texte reconstruit n'est pas celui du relecteur : {why}", hint)

