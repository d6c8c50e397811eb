"""Workspaces whose offers may be handed in: what is an example becomes data that only these tests know."""

from __future__ import annotations

import re
from pathlib import Path

import typst

from generator.foundation.files import unzipped, zipped
from generator.writers.pdf.compile import fonts
from tests.workspaces import copied

SIGNATORY = "Dominique Gabarit"
_CONFIRMED = {"camsp": [("dc1_f1", "Claude Patronage")], "departement": [("dc4_k1", "Maxime Patronage")]}

# What `checks/leftovers` knows an example by. The numbers keep their keys right, and nobody has them.
_REAL = {
    r"d['’]Exemple\b": "du Gabarit",
    r"\bExemple\b": "Gabarit",
    r"\bModèle\b": "Patronage",
    r"\bSpécimen\b": "Gabarit",
    r"\bFactice\b": "Gabarit",
    r"\bFictif\b": "Gabarit",
    r"\bÉchantillon\b": "Gabarit",
    r" \((acheteur fictif|commune fictive|fictif|fictive|exemple)\)": "",
    r"\((exemple|fictif|fictive)\)": "",
    r"document d['’]exemple": "document unique",
    r"EXEMPLE : acheteur fictif": "acheteur",
    r"\.example\b": ".internal",
    r"05 36 49": "05 00 49",
    r"00012345500016": "00098760200018",
    r"000123455": "000987602",
    r"000 123 455": "000 987 602",
    r"00023456700014": "00087650800011",
    r"00034567800015": "00076540400017",
    r"75790000079": "75791230079",
    r"75860000086": "75861230086",
    r"FR7699999000010000000000309": "FR7699998000010000000000107",
    r"FR7699999000010000000000115": "FR7699998000010000000000204",
    r"FR7699999000010000000000212": "FR7699998000010000000000301",
    r"EX-0000": "GB-1234",
    r"specimen: true": "specimen: false",
    r"confirmed: false": "confirmed: true",
}


def real_workspace(target: Path, client: str = "vienne") -> Path:
    """A workspace with one shipped offer that may be deposited, as its people would have settled it.

    No data is an example, what was read of the demand is confirmed, and signatories confirmed what they declare on the
    offer's date. Vienne's, for one, then has nothing blocking left; its demand names no hour and no platform.
    """
    workspace = copied(target, client)
    for path in sorted(workspace.rglob("*")):
        if path.suffix in {".yaml", ".md", ".txt"}:
            path.write_text(_made_real(path.read_text(encoding="utf-8")), encoding="utf-8")
        elif path.suffix == ".xlsx":
            parts = unzipped(path.read_bytes())
            xml = {name: _made_real(data.decode()).encode() for name, data in parts.items() if name.endswith(".xml")}
            path.write_bytes(zipped({**parts, **xml}))
    _annexes_printed(workspace / "boilerplate" / "annexes")
    _honour_confirmed(workspace / "offers" / client / "offer.yaml", client)
    return workspace


def _made_real(text: str) -> str:
    for example, real in _REAL.items():
        text = re.sub(example, real, text)
    return text


def _annexes_printed(folder: Path) -> None:
    """Each annex with a page of its own: those that are shipped say that they are examples, of another SIREN."""
    for path in folder.glob("*.yaml"):
        said = path.read_text(encoding="utf-8")
        known = (re.search(rf"^{key}: (.+)$", said, re.MULTILINE) for key in ("title", "holder", "siren", "issued"))
        lines = [found[1].strip('"') for found in known if found]
        source = '#set text(font: "Carlito", lang: "fr")\n#set document(date: none)\n' + "\n\n".join(lines)
        path.with_suffix(".pdf").write_bytes(typst.compile(source.encode(), font_paths=fonts(), timestamp=0))


def _honour_confirmed(path: Path, client: str) -> None:
    text = path.read_text(encoding="utf-8")
    day = re.search(r"^date: (\S+)", text, re.MULTILINE)
    assert day
    who = [("dc1_f1", SIGNATORY), *_CONFIRMED.get(client, ())]
    said = ", ".join(f"{{statement: {statement}, by: {name}, on: {day[1]}}}" for statement, name in who)
    text, count = re.subn(r"^confirmations: \[\]$", f"confirmations: [{said}]", text, flags=re.MULTILINE)
    assert count == 1, text
    path.write_text(text, encoding="utf-8")
