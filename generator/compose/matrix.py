"""The requirement matrix: each demand of the brief, what answers it, and where; the last section of the note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.brief.brief import Requirement
from generator.compose.dossier import Dossier, Inputs
from generator.document.anchors import anchor
from generator.document.inlines import plain_text
from generator.document.tree import (
    Cell,
    Document,
    Heading,
    Link,
    PageBreak,
    PageOf,
    Paragraph,
    Part,
    Row,
    Runs,
    Table,
    Text,
)
from generator.document.typography import french
from generator.foundation.words import telling
from generator.library.select import Choice

NOTE: Final = "note"
PART: Final = anchor(NOTE, "matrix")
TITLE: Final = "Vos demandes et nos réponses"
HEAD: Final = ("Votre demande", "Notre réponse", "Page")
ATTACHED: Final = "pièce jointe"
THIS: Final = "le présent document"
MOOT: Final = {"dc4": "sans objet : aucun sous-traitant", "mandate": "sans objet : pas de groupement"}
_LEAD: Final = (
    "Chaque demande de votre consultation, dans vos mots, et l'endroit où nous y répondons. "
    "Un numéro de page mène au passage ; une pièce jointe est dans le dossier."
)
_WIDTHS: Final = (46, 40, 14)


@dataclass(frozen=True, slots=True)
class MatrixAnswer:
    """Where a demand is answered: the document (title and slug), the block or empty, its section, its page.

    `page` counts from 1 in the document's own PDF, `packet` in the packet; 0 when it is not known. `anchor` is the part
    of the document that opens the section. `blocks` are all those that stand under this section.
    """

    document: str
    slug: str
    block: str
    section: str
    page: int = 0
    packet: int = 0
    anchor: str = ""
    written: bool = True  # whether the document is ours: an annex is not
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A demand of the brief: its id, its words, its line in the published source, and its answers."""

    id: str
    demand: str
    source: int
    answers: tuple[MatrixAnswer, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A section of the note: the part that opens it, and its title."""

    anchor: str
    title: str


def matrix(
    inputs: Inputs, choices: Iterable[Choice], candidature: Iterable[Document], offre: Iterable[Document]
) -> tuple[MatrixLine, ...]:
    """Every demand with its answers, the most specific first, or the pieces that answer it; pages are not known yet."""
    documents = (*candidature, *offre)
    note = next((document for document in documents if document.key == NOTE), None)
    answering = {choice.block.id: choice.answers for choice in choices if choice.taken}
    spots = _spots(note, {block_anchor(block): block for block in answering}) if note else {}
    lines = tuple(
        MatrixLine(
            demand.id,
            demand.text,
            demand.source,
            tuple(_by_piece(inputs, demand, documents) if demand.piece else _by_topic(note, demand, spots, answering)),
        )
        for demand in inputs.brief.value.requirements
    )
    return tuple(map(_specific_first(lines), lines))


def _specific_first(lines: tuple[MatrixLine, ...]) -> Callable[[MatrixLine], MatrixLine]:
    """Puts the section that answers few demands before the one that answers many; of two, that whose title says it."""
    demands = Counter(answer.anchor for line in lines for answer in line.answers)

    def sort(line: MatrixLine) -> MatrixLine:
        asked = telling(line.demand)
        key = {a.anchor: (demands[a.anchor], -len(asked & telling(a.section))) for a in line.answers}
        return replace(line, answers=tuple(sorted(line.answers, key=lambda answer: key[answer.anchor])))

    return sort


def lines_of(dossier: Dossier) -> tuple[MatrixLine, ...]:
    """The matrix of a composed offer."""
    return matrix(dossier.inputs, dossier.choices, dossier.candidature, dossier.offre)


def paged(lines: Iterable[MatrixLine], told: Callable[[MatrixAnswer], tuple[int, int]]) -> tuple[MatrixLine, ...]:
    """The lines with the page of each answer, in its document and in the packet, as `told` says them."""
    return tuple(
        replace(line, answers=tuple(_paged(answer, *told(answer)) for answer in line.answers)) for line in lines
    )


def _paged(answer: MatrixAnswer, page: int, packet: int) -> MatrixAnswer:
    return replace(answer, page=page, packet=packet)


def block_anchor(block: str) -> str:
    """The anchor of the part of the note that this block makes."""
    return anchor(NOTE, block)


def _spots(note: Document, blocks: Mapping[str, str]) -> dict[str, _Spot]:
    """The section of each block, by the anchor of its part: that of its own first heading, else of the one above."""
    found: dict[str, _Spot] = {}
    here = _Spot("", "")
    for part in note.parts:
        heading = next((node for node in part.nodes if isinstance(node, Heading)), None)
        opens = bool(part.nodes) and part.nodes[0] is heading
        if heading is not None and (opens or not here.anchor):
            here = _Spot(part.anchor, plain_text(heading.runs))
        if part.anchor in blocks:
            found[blocks[part.anchor]] = here
    return found


def _by_topic(
    note: Document | None, demand: Requirement, spots: Mapping[str, _Spot], answering: Mapping[str, tuple[str, ...]]
) -> Iterator[MatrixAnswer]:
    """One answer for each section of the note that holds a block of this topic."""
    if note is None:
        return
    taken = [block for block in spots if demand.id in answering.get(block, ())]
    for spot in dict.fromkeys(spots[block] for block in taken):
        blocks = tuple(block for block in taken if spots[block] == spot)
        yield MatrixAnswer(note.title, note.slug, blocks[0], spot.title, anchor=spot.anchor, blocks=blocks)


def _by_piece(inputs: Inputs, demand: Requirement, documents: tuple[Document, ...]) -> Iterator[MatrixAnswer]:
    """The documents that are this piece, with those that go with it; the annexes of this kind.

    Of a choice between sets of pieces, that is the whole set; the attestation may stand in the stead of a form.
    """
    sets = (kind for asked in inputs.brief.value.pieces for kind in asked.any_of if demand.piece in kind)
    together = {demand.piece, *(piece for kind in sets for piece in kind)}
    own = [document for document in documents if document.key in together]
    if not own and demand.piece in {"dc1", "dc2"}:
        own = [document for document in documents if document.key == "attestation"]
    yield from (MatrixAnswer(document.title, document.slug, "", "") for document in own)
    if demand.piece == "annex":
        kept = [(key, annex.value) for key, annex in inputs.annexes if demand.annex in (None, annex.value.kind)]
        yield from (MatrixAnswer(annex.title, key, "", "", written=False) for key, annex in kept)
    offer = inputs.offer.value
    idle = {"dc4": not offer.subcontracts, "mandate": offer.consortium is None}
    if not own and idle.get(demand.piece or ""):
        yield MatrixAnswer(MOOT[demand.piece or ""], "", "", "", written=False)


# --- in the note -------------------------------------------------------------------------------


def with_matrix(note: Document, lines: tuple[MatrixLine, ...]) -> Document:
    """The note, ended by the matrix on a page of its own; demands that nothing answers are left out, a check tells."""
    rows = [row for line in lines for row in _rows(line, note.slug)]
    if not rows:
        return note
    head = Row(tuple(Cell((Paragraph((Text(word),)),)) for word in HEAD))
    table = Table((head, *rows), _WIDTHS, summary="Chaque demande, la réponse qui y est faite et sa page")
    heading = Heading(1, (Text(TITLE),), numbered=False, anchor="matrix")
    nodes = (PageBreak(), heading, Paragraph((Text(_LEAD),)), table)
    return replace(note, parts=(*note.parts, Part(PART, nodes)))


def without_matrix(note: Document) -> Document:
    """The note without its last section."""
    return replace(note, parts=tuple(part for part in note.parts if part.anchor != PART))


def holds_matrix(note: Document) -> bool:
    """Whether the matrix is in this note."""
    return any(part.anchor == PART for part in note.parts)


def _rows(line: MatrixLine, note: str) -> Iterator[Row]:
    """A row a section; the pieces of one demand share a row."""
    places = [answer for answer in line.answers if answer.section]
    pieces = [answer for answer in line.answers if not answer.section]
    for number, answer in enumerate(places):
        target = f"#{answer.anchor}"
        demand = line.demand if number == 0 else ""
        yield _row(demand, ((Link(target, (Text(answer.section),)),),), (PageOf(target),))
    if pieces:
        told = tuple(_piece(answer, note) for answer in pieces)
        yield _row(line.demand, told, (Text(_where(pieces, note)),))


def _piece(answer: MatrixAnswer, note: str) -> Runs:
    """The title of another document of ours leads to it: beside the note in Word, further on in the packet."""
    text = Text(answer.document)
    return (Link(f"{answer.slug}.docx", (text,)),) if answer.written and answer.slug != note else (text,)


def _where(pieces: list[MatrixAnswer], note: str) -> str:
    if pieces[0].slug == note:
        return THIS
    joint = [answer for answer in pieces if answer.slug]
    return (ATTACHED if len(joint) == 1 else "pièces jointes") if joint else "–"


def _row(demand: str, answer: tuple[Runs, ...], page: Runs) -> Row:
    told = Paragraph((Text(demand),) if demand else ())
    return Row((Cell((told,)), Cell(tuple(Paragraph(runs) for runs in answer)), Cell((Paragraph(page),))))


# --- read back ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a matrix as a document prints it: the demand, the answers, and where the pages that it tells lead."""

    demand: str
    answers: tuple[str, ...]
    targets: tuple[str, ...]


def printed_rows(document: Document) -> tuple[PrintedRow, ...]:
    """The rows of the matrix that this document holds, each with its demand; none when there is no such table."""
    found: list[PrintedRow] = []
    for table in (node for part in document.parts for node in part.nodes if isinstance(node, Table)):
        if not table.rows or _words(table.rows[0]) != tuple(map(french, HEAD)):
            continue
        for row in table.rows[1:]:
            demand = plain_text(row.cells[0].paragraphs[0].runs) or (found[-1].demand if found else "")
            found.append(_printed(demand, row))
    return tuple(found)


def _printed(demand: str, row: Row) -> PrintedRow:
    runs = [run for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs]
    targets = tuple(run.target.removeprefix("#") for run in runs if isinstance(run, PageOf))
    answers = row.cells[1].paragraphs if len(row.cells) > 1 else ()
    return PrintedRow(demand, tuple(plain_text(paragraph.runs) for paragraph in answers), targets)


def _words(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(plain_text(paragraph.runs) for paragraph in cell.paragraphs) for cell in row.cells)
