"""Changes one thing in a YAML text and leaves every other byte as it was: comments, order, quotes, alignment.

Each edit is tried, read back by our own reader, and kept only when the data are then exactly what was meant; None when
no such edit exists. Texts are as `foundation.source.read_text` gives them: no BOM, lines end with a line feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from generator.foundation.record import Loaded
from generator.foundation.source import Key, Source, Where, parse
from generator.review.yaml_text import lines_of, listed, scalar_forms

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def replaced(text: str, source: Source, path: Where, new: str) -> str | None:
    """The text with the scalar at `path` changed to `new`; in its own quotes when they can hold it.

    None when `path` is no scalar of the text, is a block of lines (« | » or « > »), or `new` can't be written.
    """
    found = _at(text, path)
    if found is None or not isinstance(found[0], yaml.ScalarNode) or found[0].style in ("|", ">"):
        return None
    node, flow = found
    start, end = _offset(text, node.start_mark), _offset(text, node.end_mark)
    lead = " " if start == end and text[start - 1 : start] == ":" else ""
    wanted = _wanted(text, source.file, path, new)
    forms = scalar_forms(new, node.style, node.value, flow)
    return _first(source.file, wanted, (text[:start] + lead + form + text[end:] for form in forms))


def with_entry(text: str, loaded: Loaded[Any], key: str, value: str) -> str | None:
    """The text whose top list `key` also holds `value`, at its end; unchanged when it does. A missing list is added."""
    file = loaded.source.file
    data, _, problems = parse(text, file)
    if problems or not isinstance(data, dict):
        return None
    held = data.get(key)
    if held is not None and (not isinstance(held, list) or value in held):
        return text if isinstance(held, list) else None
    return appended(text, file, (key,), value)


def without_entry(text: str, loaded: Loaded[Any], key: str, value: str) -> str | None:
    """The text whose top list `key` no longer holds `value`; unchanged when it doesn't."""
    file = loaded.source.file
    data, _, problems = parse(text, file)
    if problems or not isinstance(data, dict):
        return None
    held = data.get(key)
    if not isinstance(held, list) or value not in held:
        return text
    return _without_item(text, file, (key,), held.index(value))


def front_matter_set(block_text: str, key: str, value: str) -> str | None:
    """The text of a block whose front matter says `key: value`, changed there or added at its end."""
    lines = block_text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        return None
    head = with_key("\n".join(lines[1:end]) + "\n", "", (), key, value)
    return None if head is None else "\n".join([lines[0], *head.rstrip("\n").split("\n"), *lines[end:]])


def with_key(text: str, file: str, path: Where, key: str, value: str) -> str | None:
    """The text whose mapping at `path` says `key: value`: changed in place, or a line added at the mapping's end."""
    if _at(text, (*path, key)) is not None:
        return replaced(text, Source(file), (*path, key), value)
    found = _at(text, path)
    if found is None or not isinstance(found[0], yaml.MappingNode):
        return None
    node, flow = found
    wanted = _wanted(text, file, (*path, key), value)
    if flow or node.flow_style:
        end = _end(text, node.value[-1][1]) if node.value else _offset(text, node.start_mark) + 1
        comma = ", " if node.value else ""
        return _first(
            file,
            wanted,
            (f"{text[:end]}{comma}{key}: {form}{text[end:]}" for form in scalar_forms(value, None, "", True)),
        )
    indent = node.value[0][0].start_mark.column
    lines = [f"{' ' * indent}{line}" for line in lines_of({key: value})]
    return _first(file, wanted, [_after(text, _end(text, node), lines)])


def without_key(text: str, file: str, path: Where) -> str | None:
    """The text without the key at the end of `path`, its value and its comment at the end of the line."""
    found = _at(text, path[:-1])
    if found is None or found[1] or found[0].flow_style or len(found[0].value) < 2:
        return None
    node = found[0]
    index = next((i for i, (key, _) in enumerate(node.value) if key.value == path[-1]), None)
    if index is None:
        return None
    key, value = node.value[index]
    start = _offset(text, key.start_mark)
    end = _end(text, value)
    wanted = _data(text, file)
    _inner(wanted, path[:-1]).pop(path[-1])
    line = _line_start(text, start)
    if text[line:start].strip():  # it follows the « - » of its entry: the next key takes its place
        following = _offset(text, node.value[index + 1][0].start_mark) if index + 1 < len(node.value) else None
        return None if following is None else _first(file, wanted, [text[:start] + text[following:]])
    return _first(file, wanted, [text[:line] + text[_line_end(text, end) :]])


def appended(text: str, file: str, path: Where, *values: Any) -> str | None:
    """The text whose list at `path` has these entries more: all texts, or all mappings of texts and lists of mappings.

    The list may be absent (it is added as a key), empty, in brackets or in lines.
    """
    if not values:
        return text
    wanted = _data(text, file)
    inner = _inner(wanted, path[:-1])
    if not isinstance(inner, dict):
        return None
    inner[path[-1]] = [*(inner.get(path[-1]) or []), *values]
    return _first(file, wanted, _appendings(text, path, values))


def _appendings(text: str, path: Where, values: Sequence[Any]) -> Iterator[str]:
    """The ways to add entries to this list."""
    found = _at(text, path)
    words = all(isinstance(value, str) for value in values)
    if found is None:
        yield from _new_list(text, path, values)
    elif isinstance(found[0], yaml.SequenceNode) and found[0].value and not found[0].flow_style:
        start = _offset(text, found[0].value[0].start_mark)
        line = text[_line_start(text, start) : start]
        indent = " " * (len(line) - len(line.lstrip()))
        yield _after(text, _end(text, found[0]), [indent + line for line in lines_of(values)])
    elif found[0].value:
        if words and isinstance(found[0], yaml.SequenceNode):
            end = _end(text, found[0].value[-1])
            yield f"{text[:end]}, {listed(values)}{text[end:]}"
    else:
        yield from _filled(text, found, path, values)


def _filled(text: str, found: tuple[Any, bool], path: Where, values: Sequence[Any]) -> Iterator[str]:
    """The texts whose empty list, « [] » or nothing, holds these entries."""
    node, flow = found
    start, end = _offset(text, node.start_mark), _offset(text, node.end_mark)
    if all(isinstance(value, str) for value in values):
        lead = " " if text[start - 1 : start] == ":" else ""
        yield f"{text[:start]}{lead}[{listed(values)}]{text[end:]}"
    elif not flow:
        outer = _at(text, path[:-1])
        indent = " " * (outer[0].value[0][0].start_mark.column + 2 if outer else 2)
        rest = text[end : _line_end(text, end)].rstrip("\n")
        body = "\n".join([rest, *(indent + line for line in lines_of(values))])
        yield text[:start].rstrip(" ") + body + "\n" + text[_line_end(text, end) :]


def _new_list(text: str, path: Where, values: Sequence[Any]) -> Iterator[str]:
    """The texts with this list as one more key of its mapping."""
    found = _at(text, path[:-1])
    if found is None or not isinstance(found[0], yaml.MappingNode) or found[0].flow_style or found[1]:
        return
    node = found[0]
    indent = " " * node.value[0][0].start_mark.column
    if all(isinstance(value, str) for value in values):
        yield _after(text, _end(text, node), [f"{indent}{path[-1]}: [{listed(values)}]"])
    else:
        lines = [f"{indent}{path[-1]}:", *(f"{indent}  {line}" for line in lines_of(values))]
        yield _after(text, _end(text, node), lines)


def _without_item(text: str, file: str, path: Where, index: int) -> str | None:
    found = _at(text, path)
    if found is None or not isinstance(found[0], yaml.SequenceNode):
        return None
    node = found[0]
    wanted = _data(text, file)
    del _inner(wanted, path)[index]
    item = node.value[index]
    start, end = _offset(text, item.start_mark), _end(text, item)
    if len(node.value) == 1:
        first, last = _offset(text, node.start_mark), _end(text, node)
        if node.flow_style:
            return _first(file, wanted, [f"{text[:first]}[]{text[last:]}"])
        head = text[: _line_start(text, first)].rstrip("\n")
        return _first(file, wanted, [f"{head} []\n{text[_line_end(text, last) :]}"])
    if not node.flow_style:
        return _first(file, wanted, [text[: _line_start(text, start)] + text[_line_end(text, end) :]])
    if index + 1 < len(node.value):
        return _first(file, wanted, [text[:start] + text[_offset(text, node.value[index + 1].start_mark) :]])
    return _first(file, wanted, [text[: _end(text, node.value[index - 1])] + text[end:]])


# --- places and proof --------------------------------------------------------------------------


def _first(file: str, wanted: Any, tried: Iterable[str]) -> str | None:
    """The first of these texts that reads as the data wanted."""
    for text in tried:
        data, _, problems = parse(text, file)
        if not problems and data == wanted:
            return text
    return None


def _data(text: str, file: str) -> Any:
    return parse(text, file)[0]


def _wanted(text: str, file: str, path: Where, new: Any) -> Any:
    """The data with this value at `path`."""
    data = _data(text, file)
    _inner(data, path[:-1])[path[-1]] = new
    return data


def _inner(data: Any, path: Where) -> Any:
    for key in path:
        data = data[key]
    return data


def _at(text: str, path: Where) -> tuple[Any, bool] | None:
    """The YAML node at `path`, and whether it stands inside braces or brackets."""
    try:
        node: Any = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return None
    flow = False
    for key in path:
        flow = flow or bool(getattr(node, "flow_style", False))
        node = _child(node, key)
        if node is None:
            return None
    return (node, flow) if node is not None else None


def _child(node: Any, key: Key) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and 0 <= key < len(node.value):
        return node.value[key]
    return None


def _offset(text: str, mark: Any) -> int:
    """Where a mark stands in the text, in characters."""
    at = 0
    for _ in range(mark.line):
        at = text.index("\n", at) + 1
    return int(at + mark.column)


def _end(text: str, node: Any) -> int:
    """Where the last sign of a node stands; YAML itself counts the blank lines and comments that follow it."""
    while not isinstance(node, yaml.ScalarNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = _offset(text, node.end_mark)
    return len(text[:end].rstrip()) if getattr(node, "style", None) in ("|", ">") else end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _after(text: str, at: int, lines: Iterable[str]) -> str:
    """The text with these lines below the line where `at` stands."""
    cut = _line_end(text, at)
    head = text[:cut] if text[:cut].endswith("\n") else text[:cut] + "\n"
    return head + "".join(line + "\n" for line in lines) + text[cut:]
