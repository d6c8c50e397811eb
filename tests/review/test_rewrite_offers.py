"""Every block and paper of the shipped offers, edited at random: no word is lost, what was left alone stays."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.compose.sources import Written, sources
from generator.document.differences import aligned
from generator.document.tree import Cell, Heading, Item, Listing, Node, Paragraph, Row, Runs, Table, Text
from generator.foundation.diagnostic import Level
from generator.library.block import FrontMatter
from generator.library.front import parse_fronted
from generator.library.paper import PaperHead
from generator.review.rewrite import rewritten
from generator.review.rewrite_extent import Extents
from generator.review.rewrite_nodes import Rework
from generator.review.rewrite_patch import Patch, Unfit
from generator.review.rewrite_source import Body
from generator.review.rewrite_tokens import leaves, mapped, said, shape, shown, tokens
from generator.review.rewrite_trace import Traced, traced
from generator.review.shape import comparable_nodes
from tests.review.offers import CLIENTS, ROOT, shipped

TYPED = (
    "toujours", "l’équipe", "d'abord", "« oui »", "(parfois)", "12", "1.", "3 000 €", "-", "#", "*", "**gras**",
    "a_b", "{{ nom }}", "{% if %}", "|", "<b>", "&amp;", "n° 3", "mot ;", "Exemple :", "[lien](ici)", "\\", "`",
    "dur\u00a0:\u202f!", "in\u00advisible", "zéro\u200blargeur",
)  # fmt: skip


@cache
def written() -> tuple[tuple[str, Written], ...]:
    """Each source of each offer, once: a sheet printed for each session counts once."""
    found: dict[tuple[str, str], Written] = {}
    for client in CLIENTS:
        for source in sources(shipped(client)).values():
            found.setdefault((client, source.file), source)
    return tuple((client, source) for (client, _), source in found.items())


def now(source: Written, body: str) -> tuple[Node, ...]:
    nodes, problems = source.render(body)
    assert nodes is not None, problems
    assert not [p for p in problems if p.level is Level.BLOCKING], problems
    return shown(comparable_nodes(nodes))


# --- what a reviewer does ------------------------------------------------------------------------


@st.composite
def worded(draw: st.DrawFn, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A word put in, taken out or typed in place of another."""
    texts = [rank for rank, leaf in enumerate(leaves(nodes)) if tokens(leaf.runs)]
    chosen, rank = draw(st.sampled_from(texts)), -1
    kind, typed = draw(st.sampled_from(["insert", "delete", "replace"])), draw(st.sampled_from(TYPED))
    place = draw(st.integers(0, 400))

    def change(_: object, runs: Runs) -> Runs:
        nonlocal rank
        rank += 1
        said_in = [n for n, run in enumerate(runs) if isinstance(run, Text) and run.value.strip()]
        if rank != chosen or not said_in:
            return runs
        index = said_in[place % len(said_in)]
        run = runs[index]
        assert isinstance(run, Text)
        words = run.value.split(" ")
        at = place % len(words)
        words[at : at + (kind != "insert")] = [typed] if kind != "delete" else []
        return (*runs[:index], replace(run, value=" ".join(words)), *runs[index + 1 :])

    return comparable_nodes(mapped(nodes, change))


@st.composite
def shaped(draw: st.DrawFn, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Paragraphs put in, taken out, moved, cut or joined; entries of a list and rows of a table too."""
    done = list(nodes)
    at = draw(st.integers(0, len(done) - 1))
    node = done[at]
    match draw(st.sampled_from(["in", "out", "move", "cut", "join", "entries", "entries"])):
        case "in":
            done.insert(
                at, draw(st.sampled_from([Paragraph((Text("Un ajout de 3 mots."),)), Heading(2, (Text("Titre"),))]))
            )
        case "out" if len(done) > 1:
            del done[at]
        case "move":
            done.insert(draw(st.integers(0, len(done) - 1)), done.pop(at))
        case "cut" if isinstance(node, Paragraph) and isinstance(node.runs[0], Text):
            first = node.runs[0]
            middle = first.value.find(" ", draw(st.integers(0, len(first.value))))
            cut = [
                (replace(first, value=first.value[:middle]),),
                (replace(first, value=first.value[middle:]), *node.runs[1:]),
            ]
            done[at : at + 1] = [replace(node, runs=runs) for runs in cut] if middle > 0 else [node]
        case "join" if at + 1 < len(done):
            after = done[at + 1]
            if isinstance(node, Paragraph) and isinstance(after, Paragraph) and node.role == after.role:
                done[at : at + 2] = [replace(node, runs=(*node.runs, Text(" "), *after.runs))]
        case "entries":
            done[at] = draw(entries(node))
        case _:
            pass
    return comparable_nodes(done)


@st.composite
def entries(draw: st.DrawFn, node: Node) -> Node:
    """A list or a table with an entry or a row more, less, or elsewhere."""
    if isinstance(node, Listing):
        added = Item((Paragraph((Text("un ajout ;"),)),))
        return replace(node, items=tuple(draw(changed(node.items, added, 0))))
    if (
        isinstance(node, Table)
        and len(node.rows) > 1
        and all(cell.span == 1 for row in node.rows for cell in row.cells)
    ):
        added_row = Row(tuple(Cell((Paragraph((Text("ajout"),)),), cell.align) for cell in node.rows[0].cells))
        return replace(node, rows=tuple(draw(changed(node.rows, added_row, 1))))
    return node


@st.composite
def changed(draw: st.DrawFn, held: tuple, added: object, first: int) -> list:
    """These entries with one more, one less or one elsewhere; those before `first` stay."""
    done = list(held)
    at = draw(st.integers(first, len(done) - 1))
    kind = draw(st.sampled_from(["in", "out", "move"]))
    if kind == "in":
        done.insert(at, added)
    elif kind == "out" and len(done) > first + 1:
        del done[at]
    else:
        done.insert(draw(st.integers(first, len(done) - 1)), done.pop(at))
    return done


PROPERTY = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


# --- what must hold ------------------------------------------------------------------------------


def test_every_source_is_there_and_unedited_ones_stay() -> None:
    found = written()
    assert len(found) > 200
    for _, source in found:
        nodes = now(source, source.body)
        assert rewritten(source, nodes, nodes).body is source.body


def test_the_place_of_every_word_is_known() -> None:
    """But for a sign alone in its paragraph: a box to tick, a dash."""
    for _, source in written():
        made = places(source)
        assert made is not None, source.file
        for words, found in zip(made.words, made.places, strict=True):
            unknown = {word.text for word, place in zip(words, found, strict=True) if place is None}
            assert not any(text.isalnum() for text in unknown), (source.file, unknown)


def places(source: Written) -> Traced | None:
    body = Body(source.body)
    return traced(source, body, now(source, source.body), body)


@PROPERTY
@given(st.data())
def test_no_word_is_lost_and_what_was_left_alone_keeps_its_source(data: st.DataObject) -> None:
    source = written()[data.draw(st.integers(0, len(written()) - 1))][1]
    before = new = now(source, source.body)
    for _ in range(data.draw(st.integers(1, 3))):
        new = data.draw(worded(new))
    made = rewritten(source, before, new)
    got = now(source, made.body)
    assert said(got) == said(new)
    assert made.left or shape(got) == shape(new)
    assert readable(source, made.body)
    kept_as_written(source, new, made.body)


@PROPERTY
@given(st.data())
def test_no_word_is_lost_when_paragraphs_and_rows_come_and_go(data: st.DataObject) -> None:
    source = written()[data.draw(st.integers(0, len(written()) - 1))][1]
    before = new = now(source, source.body)
    for _ in range(data.draw(st.integers(1, 3))):
        new = data.draw(shaped(new))
    made = rewritten(source, before, new)
    got = now(source, made.body)
    assert said(got) == said(new)
    assert made.left or shape(got) == shape(new)
    assert readable(source, made.body)


def readable(source: Written, body: str) -> bool:
    """Whether the file is read back, with this body under its own front matter."""
    head = (ROOT / source.file).read_text(encoding="utf-8").split("\n")[: source.first_line - 1]
    text = "\n".join([*head, body])
    model = PaperHead if "/documents/" in source.file else FrontMatter
    read, problems = parse_fronted(text, source.file, model, "id", "bloc")
    return read is not None and read.body == body and not problems


def kept_as_written(source: Written, new: tuple[Node, ...], body: str) -> None:
    """Each node that did not change has its lines in the new source, byte for byte."""
    made = places(source)
    assert made is not None
    rework = Rework(Patch(made, source.first_line), new, source.raised, {}, frozenset())
    pairs = [pair for pair in aligned(made.nodes, new) if pair[0] is not None]
    changed = [passage(rework, old) for old, new in pairs if not rework.same((old, new))]
    for old, there in pairs:
        start, end = passage(rework, old)
        shared = any(start < last and first < end for first, last in changed)
        if rework.same((old, there)) and not shared:
            assert source.body[start:end] in body


def passage(rework: Rework, node: int | None) -> tuple[int, int]:
    """The lines of a node; none when they hold tags that begin or end elsewhere."""
    assert node is not None
    try:
        return Extents(rework.patch).passage(node)
    except Unfit:
        return 0, 0
