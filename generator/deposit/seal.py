"""Seals a kit: one zip an envelope, the index, the proof and the list of SHA-256, each made of what is before it.

Sealing again, after a signature, brings all of them up to date; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from generator.deposit.proof import FILE, SUMS, Kind, Proof, Sent, proof_json
from generator.foundation.files import sha256, zipped

INDEX: Final = "index.txt"
_DERIVED: Final = {"zip", "index"}
_MIB: Final = 1 << 20
_KIB: Final = 1 << 10


def sealed(files: Mapping[str, bytes], proof: Proof) -> dict[str, bytes]:
    """The whole kit by path: these files, which the proof lists, then all that is drawn from them.

    Zips, index, proof and sums among `files` are made anew. The same files and proof give the same bytes.
    Raises ValueError when the proof and the files don't list the same: nothing may be sent that nobody described.
    """
    known = [one for one in proof.files if one.kind not in _DERIVED]
    given = {name for name in files if name not in {FILE, SUMS, INDEX, *_zip_names(proof)}}
    if odd := given ^ {one.file for one in known}:
        raise ValueError(f"files and proof differ: {sorted(odd)}")
    listed = [_brought_up(one, files[one.file]) for one in known]
    kit = {one.file: files[one.file] for one in listed}
    for envelope in envelopes(kit):
        name = zip_name(envelope)
        inside = {path.removeprefix(f"{envelope}/"): data for path, data in kit.items() if _folder(path) == envelope}
        kit[name] = zipped(inside)
        listed.append(_derived(name, kit[name], "zip", f"Enveloppe {envelope}, en un seul fichier"))
    kit[INDEX] = index(proof.model_copy(update={"files": tuple(listed)}))
    listed.append(_derived(INDEX, kit[INDEX], "index", "Liste des fichiers"))
    kit[FILE] = proof_json(proof.model_copy(update={"files": tuple(listed)}))
    kit[SUMS] = sums(kit)
    return kit


def envelopes(paths: Iterable[str]) -> tuple[str, ...]:
    """The folders of a kit, « 1-candidature », « 2-offre-lot-1 »…, in order."""
    return tuple(sorted({_folder(path) for path in paths} - {""}))


def zip_name(envelope: str) -> str:
    """« 2-offre-lot-1 » gives « offre-lot-1.zip »."""
    number, _, name = envelope.partition("-")
    return f"{name if number.isdigit() and name else envelope}.zip"


def sums(kit: Mapping[str, bytes]) -> bytes:
    """SHA256SUMS.txt, as `sha256sum -c` reads it: every file but itself, by path."""
    lines = (f"{sha256(kit[name])}  {name}\n" for name in sorted(kit) if name != SUMS)
    return "".join(lines).encode()


def index(proof: Proof) -> bytes:
    """index.txt: each file, folder by folder: what it is, its pages, its size, its hash."""
    lines = [f"Dossier de dépôt : {proof.client}", *([proof.title] if proof.title else []), ""]
    folders = dict.fromkeys(_folder(one.file) for one in proof.files)
    for folder in sorted(folders, key=lambda name: (not name, name)):
        inside = [one for one in proof.files if _folder(one.file) == folder]
        total = size(sum(one.bytes for one in inside))
        lines.append(f"{folder}/ ({len(inside)} fichiers, {total})" if folder else "À côté des enveloppes")
        for one in inside:
            lines += ["", *_entry(one)]
        lines.append("")
    made = f"Sources : {proof.inputs}" + (f", commit {proof.commit}" if proof.commit else "")
    return "\n".join([*lines, made, ""]).encode()


def size(count: int) -> str:
    """« 812 octets », « 45 Ko », « 1,2 Mo »: binary units, as file managers count."""
    if count < _KIB:
        return f"{count} octets"
    if count < _MIB:
        return f"{count / _KIB:.0f} Ko"
    return f"{count / _MIB:.1f} Mo".replace(".", ",")


def _entry(one: Sent) -> list[str]:
    pages = f"{one.pages} page{'s' if one.pages > 1 else ''}" if one.pages else ""
    apart = "déjà signé, remis à part" if one.apart else ""
    facts = ", ".join(fact for fact in (pages, size(one.bytes), apart, one.signed) if fact)
    name = one.file.rsplit("/", 1)[-1]
    return [f"  {name}", f"    {one.title} ({facts})" if one.title else f"    {facts}", f"    SHA-256 {one.sha256}"]


def _brought_up(one: Sent, data: bytes) -> Sent:
    return one.model_copy(update={"bytes": len(data), "sha256": sha256(data)})


def _derived(name: str, data: bytes, kind: Kind, title: str) -> Sent:
    return Sent(file=name, bytes=len(data), sha256=sha256(data), kind=kind, title=title)


def _zip_names(proof: Proof) -> set[str]:
    return {zip_name(envelope) for envelope in envelopes(one.file for one in proof.files)}


def _folder(path: str) -> str:
    return path.partition("/")[0] if "/" in path else ""
