"""Says what given files are: the same as ours, signed since, under another name, of another offer, changed, unknown.

Hashes decide; our own bytes are asked for, if they are still at hand, to say what was changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final, Literal

from generator.deposit.archive import FILE as DEPOSIT
from generator.deposit.differences import differences, likeness, same_parts
from generator.deposit.origins import MANIFEST, Catalogue, Hit, Known, Origin
from generator.deposit.proof import FILE as PROOF
from generator.deposit.proof import SUMS
from generator.foundation.files import sha256

Fate = Literal["same", "signed", "unsigned", "source", "extended", "repacked", "changed", "like", "unknown"]
Originals = Callable[[Origin, Known], bytes | None]
"""The bytes of a known file; None when they are no longer at hand."""

_LARGER: Final = 5  # times: losing its tags makes a PDF three times smaller
_ALIKE: Final = 0.5  # of the pages or the parts: then it is told as a changed copy under another name
_COMPARED: Final = 60  # files that are opened to find the one that an unknown file looks like
_BEFORE: Final = frozenset({"unsigned", "source"})  # ours, and yet not what is handed in
_FINE: Final = _BEFORE | {"same", "signed", "repacked"}
_SIGNED: Final = b"/ByteRange"  # ISO 32000-1, 12.8.1


@dataclass(frozen=True, slots=True)
class Match:
    """What one file is. `known` is what it is, or was before it was changed; `also` are other places that list it.

    `expected`: its name in the folder to which it belongs, when it stands there under another. `instead`: the file of
    ours whose place it takes.
    """

    name: str
    fate: Fate
    origin: Origin | None = None
    known: Known | None = None
    differences: tuple[str, ...] = ()
    also: tuple[Origin, ...] = ()
    expected: str = ""
    instead: str = ""

    @property
    def fine(self) -> bool:
        """Whether its content is ours, whatever its name."""
        return self.fate in _FINE


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was given: one file, or a folder (a zip too) with whose it is and what it lacks."""

    name: str
    folder: bool
    matches: tuple[Match, ...]
    origin: Origin | None = None
    missing: tuple[Known, ...] = ()
    absent: tuple[str, ...] = ()  # parts of the kit that were not given: not judged

    @property
    def unchanged(self) -> bool:
        """Whether all of it is what was built; in a folder, each file under its own name too."""
        fine = bool(self.matches) and all(match.fine for match in self.matches)
        return fine and not self.missing and not (self.folder and any(self.slips))

    @property
    def slips(self) -> Iterator[Match]:
        """The files that are not, as they stand, what was built."""
        for match in self.matches:
            odd = match.fate in _BEFORE or match.expected or match.origin is not self.origin
            if not match.fine or (self.folder and odd):
                yield match


def one_file(name: str, data: bytes, catalogue: Catalogue, originals: Originals) -> Match:
    """What a file by itself is; its folder is not judged."""
    hits, fate = _found(data, catalogue)
    if hits:
        base = _base(name)
        origin, known = min(hits, key=lambda hit: _base(hit[1].file) != base)  # the first of the best, by its name
        also = tuple(dict.fromkeys(other for other, _ in hits if other is not origin))
        expected = "" if _base(known.file) == base else known.file
        return Match(name, fate, origin, known, also=also, expected=expected)
    return _near(name, data, catalogue, originals)


def _found(data: bytes, catalogue: Catalogue) -> tuple[tuple[Hit, ...], Fate]:
    digest = sha256(data)
    if hits := catalogue.exact(digest):
        return hits, "same"
    if hits := catalogue.unsigned(digest):
        return hits, "unsigned" if data[:5] == b"%PDF-" else "source"
    hits, end = catalogue.begun(data)
    return hits, "signed" if _SIGNED in data[end:] else "extended"


def _near(name: str, data: bytes, catalogue: Catalogue, originals: Originals) -> Match:
    """A file that we don't know: a changed one of the same name, or that looks like one of ours."""
    called = [(hit, ours) for hit in catalogue.named(_base(name)) if (ours := originals(*hit)) is not None]
    if called:
        (origin, known), ours = max(called[:_COMPARED], key=lambda one: likeness(one[1], data))
        return _changed(name, data, (origin, known), ours)
    kind = PurePosixPath(name).suffix.lower()
    alike = [(likeness(ours, data), hit, ours) for hit, ours in _candidates(kind, data, catalogue, originals)]
    best = max(alike, key=lambda one: one[0], default=None)
    if best and best[0] >= _ALIKE:
        match = _changed(name, data, best[1], best[2])
        fate: Fate = "like" if match.fate == "changed" else match.fate
        return Match(name, fate, match.origin, match.known, match.differences, expected=best[1][1].file)
    return Match(name, "unknown")


def _candidates(kind: str, data: bytes, catalogue: Catalogue, originals: Originals) -> Iterator[tuple[Hit, bytes]]:
    """Our files of this kind, those of the nearest size first, each hash once."""
    each: dict[str, Hit] = {}
    for origin in catalogue.origins:
        for known in origin.files:
            if (
                kind
                and known.file.lower().endswith(kind)
                and known.size <= _LARGER * len(data) <= _LARGER**2 * known.size
            ):
                each.setdefault(known.sha256, (origin, known))
    for hit in sorted(each.values(), key=lambda hit: abs(hit[1].size - len(data)))[:_COMPARED]:
        if (ours := originals(*hit)) is not None:
            yield hit, ours


def _changed(name: str, data: bytes, hit: Hit, ours: bytes) -> Match:
    repacked = name.lower().endswith(".zip") and same_parts(ours, data)
    return Match(name, "repacked" if repacked else "changed", *hit, () if repacked else differences(ours, data))


def _base(name: str) -> str:
    return name.rpartition("/")[2]


# --- folders -------------------------------------------------------------------------------------


def folder(name: str, files: Mapping[str, bytes], catalogue: Catalogue, originals: Originals) -> Verdict:
    """What a folder is, and each of its files: those of the kit or build that it has most files of."""
    found = {path: _found(data, catalogue) for path, data in files.items()}
    main = _main(found, catalogue)
    if main is None:
        matches = tuple(one_file(path, data, catalogue, originals) for path, data in files.items())
        origin = next((match.origin for match in matches if match.origin), None)
        return Verdict(name, True, matches, origin)
    outer, inner = _aligned(found, main)
    wanted = {known.file.removeprefix(inner): known for known in main.files if known.file.startswith(inner)}
    matches = tuple(
        _placed(path, data, found[path], (main, wanted, outer), (catalogue, originals)) for path, data in files.items()
    )
    taken = {match.known for match in matches if match.origin is main}
    lost = [(path, known) for path, known in wanted.items() if known not in taken and f"{outer}{path}" not in files]
    whole = not {PROOF, DEPOSIT, MANIFEST}.isdisjoint(map(_base, files))
    tops = {_top(path.removeprefix(outer)) for path in files}
    missing = tuple(known for path, known in lost if whole or (_top(path) in tops and path not in {PROOF, SUMS}))
    absent = dict.fromkeys(_top(path) or path for path, known in lost if known not in missing)
    return Verdict(name, True, matches, main, missing, tuple(absent))


def _main(found: Mapping[str, tuple[tuple[Hit, ...], Fate]], catalogue: Catalogue) -> Origin | None:
    """The origin of most files; the first in the order of the catalogue when several have as many."""
    counted = Counter(
        id(origin) for hits, _ in found.values() for origin in {id(each): each for each, _ in hits}.values()
    )
    known = [origin for origin in catalogue.origins if counted[id(origin)]]
    return max(known, key=lambda origin: counted[id(origin)], default=None)


def _aligned(found: Mapping[str, tuple[tuple[Hit, ...], Fate]], main: Origin) -> tuple[str, str]:
    """The folders that stand around the given files and not around ours, and the other way round."""
    seen = Counter(
        _around(path, known.file) for path, (hits, _) in found.items() for origin, known in hits if origin is main
    )
    return seen.most_common(1)[0][0]


def _around(given: str, ours: str) -> tuple[str, str]:
    """What is left of both paths once their common end is gone; the last part is always left out."""
    left, right = given.split("/")[:-1], ours.split("/")[:-1]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return "".join(f"{part}/" for part in left), "".join(f"{part}/" for part in right)


def _placed(
    path: str,
    data: bytes,
    found: tuple[tuple[Hit, ...], Fate],
    place: tuple[Origin, Mapping[str, Known], str],
    at_hand: tuple[Catalogue, Originals],
) -> Match:
    """What a file of a folder is, beside what stands at this place in ours."""
    main, wanted, outer = place
    hits, fate = found
    here = wanted.get(path.removeprefix(outer))
    ours = [known for origin, known in hits if origin is main]
    if here in ours:
        return Match(path, fate, main, here)
    instead = here.file if here else ""
    if ours:
        return Match(path, fate, main, ours[0], expected=ours[0].file, instead=instead)
    if here is None or hits:
        return replace(one_file(path, data, *at_hand), instead=instead)
    original = at_hand[1](main, here)
    return Match(path, "changed", main, here) if original is None else _changed(path, data, (main, here), original)


def _top(path: str) -> str:
    return path.partition("/")[0] if "/" in path else ""
