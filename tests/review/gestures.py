"""The gestures by the name that the cases give them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.document.anchors import anchor
from tests.review import blocks, decisions, inserted, remarks, tables, typing_in
from tests.review.word import Word, flat, shown

GESTURES: dict[str, Callable[..., None]] = {
    each.__name__: each
    for each in (
        typing_in.type_in,
        typing_in.erase,
        typing_in.change,
        typing_in.split,
        typing_in.merge,
        typing_in.paragraph_after,
        typing_in.paragraph_before,
        typing_in.drop,
        typing_in.move,
        typing_in.shape,
        typing_in.restyle,
        decisions.settle,
        inserted.heading,
        inserted.level,
        inserted.bullets,
        inserted.page_break,
        inserted.picture,
        inserted.paste_web,
        inserted.link,
        inserted.edit_note,
        inserted.edit_header,
        tables.add_row,
        tables.delete_row,
        tables.move_row,
        tables.add_column,
        tables.delete_column,
        tables.delete_table,
        tables.new_table,
        remarks.comment,
        remarks.reply,
        remarks.resolve,
        blocks.lose_all_bookmarks,
    )
}


def _erase_block(word: Word, name: str) -> None:
    """Selects the words of a block and erases them: its lines stay, empty."""
    for paragraph in blocks.block(word, name):
        typing_in.delete(word, paragraph, 0, len(shown(paragraph)))


ON_BLOCKS: dict[str, Callable[..., None]] = {
    "delete_block": blocks.delete_block,
    "move_block": blocks.move_block,
    "copy_block": blocks.copy_block,
    "lose_bookmark": blocks.lose_bookmark,
    "stretch_bookmark": blocks.stretch_bookmark,
    "double_bookmark": blocks.double_bookmark,
    "erase_block": _erase_block,
}


def done(word: Word, edits: list[dict[str, dict[str, Any]]]) -> None:
    """Makes these gestures in turn; blocks of the note are named by their id."""
    for edit in edits:
        ((name, said),) = edit.items()
        if name in ON_BLOCKS:
            given = said | {key: anchor("note", said[key]) for key in ("block", "before") if key in said}
            ON_BLOCKS[name](word, given.pop("block"), **given)
        else:
            GESTURES[name](word, **said)


def says(text: str, words: str) -> bool:
    """Whether these words stand in a text, in any typography."""
    return flat(words) in flat(text)
