"""Small workspaces with kits of a few pages: sealed as ours are, without building an offer."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import typst

from generator.build.depositing import write_kit
from generator.deposit.proof import Proof, Sent
from generator.deposit.seal import sealed
from generator.document.tree import Document, Heading, Paragraph, Part, Signature, Text
from generator.foundation.files import sha256
from generator.signing.identity import identity
from generator.signing.sign import fields, signed
from generator.signing.stamp import Stamp, drawn
from generator.writers.pdf.compile import fonts, write
from tests.documents import DAY, THEME
from tests.signing.certificates import NOW, PASSWORD, made
from tests.workspaces import ROOT

INPUTS = sha256(b"sources")
COMMIT = "0123456789abcdef0123456789abcdef01234567"
NOTE = "2-offre/01-note.pdf"
PIECES = ("1-candidature/01-dc1.pdf", "1-candidature/02-kbis.pdf", NOTE, "2-offre/02-planning.pdf")


@cache
def paper(*pages: str) -> bytes:
    """A PDF with these texts, one a page."""
    source = '#set text(font: "Carlito", lang: "fr")\n#set document(date: none)\n' + "\n#pagebreak()\n".join(pages)
    return typst.compile(source.encode(), font_paths=fonts(), timestamp=0)


@cache
def pieces(client: str) -> dict[str, bytes]:
    """The files of a kit: the note has four pages and a place to sign, the Kbis is the same for every client."""
    said = {name: paper(*(f"{name} de {client}, page {number}" for number in (1, 2, 3))) for name in PIECES}
    nodes = [Paragraph((Text(f"Note de {client}, partie {number}. " * 60),)) for number in range(1, 9)]
    frame = Signature("ici", ((Text("Fait à Niort"),), (Text("Dominique Exemple, gérante", strong=True),)))
    note = Document(
        "note", "note", "Note", parts=(Part("_ao_000000001", (Heading(1, (Text("Objet"),)), *nodes, frame)),)
    )
    shared = {"1-candidature/02-kbis.pdf": paper("Kbis de l'Organisme Exemple"), NOTE: write(note, THEME, DAY).data}
    return said | shared | {f"dossier-{client}.pdf": paper(*(f"Dossier de {client}, page {n}" for n in range(1, 6)))}


def kit(client: str = "vienne", commit: str = COMMIT) -> dict[str, bytes]:
    """A whole kit, as `offer deposit` seals it."""
    files = pieces(client)
    listed = tuple(
        Sent(
            file=name,
            bytes=len(data),
            sha256=sha256(data),
            source=f"depot/{name}" if "/" in name else name,
            built=sha256(data),
            built_bytes=len(data),
            title=name.rpartition("/")[2],
        )
        for name, data in files.items()
    )
    proof = Proof(client=client, generator="1.2.3", commit=commit, clean=bool(commit), inputs=INPUTS, files=listed)
    return sealed(files, proof)


def workspace(target: Path, *clients: str) -> Path:
    """A workspace with the kits of these clients, whose briefs are Vienne's: the deadline is 2 July 2023 at noon."""
    (target / "boilerplate").mkdir()
    for client in clients or ("vienne",):
        folder = target / "offers" / client
        folder.mkdir(parents=True)
        brief = (ROOT / "offers/vienne/brief.yaml").read_text(encoding="utf-8")
        hour = brief.replace("deadline: 2023-07-02", 'deadline: 2023-07-02\n  hour: "12:00"', 1)
        assert hour != brief
        (folder / "brief.yaml").write_text(hour, encoding="utf-8")
        write_kit(target, client, kit(client))
    return target


def receipt(folder: Path, data: bytes = b"%PDF-1.7 recu") -> Path:
    """An acknowledgment, as a platform names it."""
    path = folder / "Accusé de réception (1).PDF"
    path.write_bytes(data)
    return path


@cache
def _signatory():
    return identity(made().p12(), PASSWORD)


def with_signature(data: bytes) -> bytes:
    """The PDF signed in its own field, as another tool would: nothing seals the kit again."""
    name = next(iter(fields(data)))
    stamp = Stamp("Dominique Exemple", "gérante", "Organisme Exemple", NOW)
    return signed(data, name, _signatory(), drawn(stamp, fields(data)[name].size), NOW)


def copied(source: Path, target: Path) -> Path:
    """A copy of a folder, such as one on a key."""
    shutil.copytree(source, target)
    return target
