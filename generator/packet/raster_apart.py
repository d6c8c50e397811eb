"""Draws hard pages in a process of its own: what would hang or kill pdfium ends that process, and not ours.

Costs 0.3 s, so that only pages with patterns, shadings, masks or very long drawings, or of a damaged file, go there.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict, astuple
from pathlib import Path
from typing import IO, Any

import generator
from generator.packet.content import Drawing, TooHeavyError, entries, resources_of
from generator.packet.frame import Size
from generator.packet.page_words import LeafLine
from generator.packet.raster import Picture, pictures

SLOWEST = 4.0  # seconds for a page, and 5 more than 0.1 for each for them all
MEMORY = 700_000_000  # bytes that the process may reserve, where the system can hold it to that
_LONG = 200_000  # bytes of drawing
_PIXELS = 30_000_000
_HARD = ("/Pattern", "/Shading")
_START = "import sys; sys.path.insert(0, sys.argv[1]); from generator.packet.raster_apart import serve; serve()"


def is_hard(drawn: tuple[Drawing, ...]) -> bool:
    """Whether a page asks pdfium for more than letters, lines and a few images."""
    if sum(len(one.data) for one in drawn) > _LONG:
        return True
    return any(map(_names_hard, resources_of(drawn)))


def _names_hard(resources: Any) -> bool:
    if any(key in resources for key in _HARD):
        return True
    masks = any("/SMask" in state and state.get("/SMask") != "/None" for _, state in entries(resources, "/ExtGState"))
    drawn_fonts = any(font.get("/Subtype") == "/Type3" for _, font in entries(resources, "/Font"))
    images = (one for _, one in entries(resources, "/XObject") if one.get("/Subtype") == "/Image")
    return (
        masks or drawn_fonts or sum(int(one.get("/Width", 0)) * int(one.get("/Height", 0)) for one in images) > _PIXELS
    )


def pictures_apart(data: bytes, wanted: tuple[tuple[int, Size], ...]) -> dict[int, Picture]:
    """As `raster.pictures`. Raises TooHeavyError when a page takes too long, ValueError when drawing it fails."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "leaves.pdf").write_bytes(data)
        root = str(Path(generator.__file__).resolve().parent.parent)
        command = [sys.executable, "-I", "-c", _START, root]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as child:
            try:
                return _asked(child, f"{folder}/leaves.pdf", wanted)
            finally:
                child.kill()


def _asked(child: subprocess.Popen[bytes], file: str, wanted: tuple[tuple[int, Size], ...]) -> dict[int, Picture]:
    assert child.stdin
    assert child.stdout
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    whole = threading.Timer(SLOWEST + 1 + len(wanted) / 10, end)
    whole.start()
    found: dict[int, Picture] = {}
    try:
        with suppress(OSError):  # a child that is dead already is told below
            child.stdin.write(json.dumps([file, wanted]).encode() + b"\n")
            child.stdin.flush()
        for number, _ in wanted:
            each = threading.Timer(SLOWEST, end)
            each.start()
            try:
                found[number] = _read(child.stdout)
            finally:
                each.cancel()
    except (ValueError, EOFError) as exc:
        raise TooHeavyError if late.is_set() else ValueError("drawing failed") from exc
    finally:
        whole.cancel()
    return found


def _read(stream: IO[bytes]) -> Picture:
    told = json.loads(stream.readline())
    data = stream.read(told.pop("size"))
    words = [(text, tuple(box), turn, tuple(starts)) for text, box, turn, starts in told.pop("words")]
    return Picture(**told, data=data, words=tuple(LeafLine(*line) for line in words))


def serve() -> None:
    """What the other process does: reads which pages of which file, and writes their pictures, one after the other."""
    _hold_memory()
    out = sys.stdout.buffer
    file, wanted = json.loads(sys.stdin.readline())
    data = Path(file).read_bytes()
    for number, size in wanted:
        picture = pictures(data, [(number, tuple(size))])[number]
        told = asdict(picture) | {"size": len(picture.data), "words": [astuple(line) for line in picture.words]}
        del told["data"]
        out.write(json.dumps(told).encode() + b"\n" + picture.data)
        out.flush()


def _hold_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
