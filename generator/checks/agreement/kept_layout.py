"""A frozen document that LibreOffice laid out: does its PDF say all of its text, and its contents the right pages?

Words and pages only warn: the layout is the reviewer's own, and may show what no tree can hold. Figures block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.agreement.claims import claims_of
from generator.checks.agreement.facts import plainly
from generator.checks.agreement.known import Known
from generator.checks.agreement.printed_pages import Strip, opens, printed_pages, squeezed
from generator.checks.agreement.text_gate import MISSING, text_gap
from generator.checks.finished import Finished, Printed, Verdict
from generator.readers.pdf import plan, sheets

_AMOUNT = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})*,\d{2}[ \u00a0\u202f]?€")
_ENTRY = re.compile(r"^(.*?\S)\s*\.{5,}\s*(\d{1,4})\s*$", re.MULTILINE)  # a line of a contents table


def whole_text(finished: Finished) -> tuple[Verdict, ...]:
    """What the file says and its PDF does not."""
    return tuple(
        Verdict(
            finished.place(printed.pdf),
            f"le PDF fait par LibreOffice ne dit pas tout le texte de {printed.docx} : {gap}",
            "comparez ce passage dans les deux ; s'il manque, figez le fichier sans « --engine libreoffice »",
        )
        for printed in kept_layouts(finished)
        if opens(printed.pdf_bytes)
        for gap in text_gap(printed.tree, printed.pdf_bytes, strip=Strip(leaders=True))
        if gap.startswith(MISSING)
    )[:3]


def contents_right(finished: Finished) -> tuple[Verdict, ...]:
    """Each line of the contents table gives the page of its title: LibreOffice prints the table as the file has it."""
    verdicts = []
    for printed in kept_layouts(finished):
        if not opens(printed.pdf_bytes):
            continue
        wrong = tuple(_wrong_pages(printed.pdf_bytes))
        if wrong:
            title, said, page = wrong[0]
            others = f", et {len(wrong) - 1} autres lignes" if len(wrong) > 1 else ""
            message = f"sommaire de {printed.docx} : « {title} » y est page {said}, et se trouve page {page}{others}"
            hint = "mettez le sommaire à jour dans LibreOffice, enregistrez en .docx, puis figez de nouveau le fichier"
            verdicts.append(Verdict(finished.place(printed.pdf), message, hint))
    return tuple(verdicts)


def figures_printed(finished: Finished) -> tuple[Verdict, ...]:
    """Days, counts, people and amounts of the file are those of its PDF: a buyer reads the PDF."""
    known = Known(finished.dossier)
    verdicts = []
    for printed in kept_layouts(finished):
        if not opens(printed.pdf_bytes):
            continue
        pages = printed_pages(printed.pdf_bytes, 1, None, Strip(whole=True, leaders=True), printed.tree.mark)
        letters = "".join(page.letters for page in pages)
        absent = [said for said in dict.fromkeys(_figures(printed, known)) if squeezed(said) not in letters]
        if absent:
            listed = " ; ".join(f"« {said} »" for said in absent[:4])
            said = f"ce PDF ne dit pas ce que dit {printed.docx} : {listed}"
            hint = "figez le fichier de nouveau : offer freeze, avec « --engine libreoffice » si sa mise en page compte"
            verdicts.append(Verdict(finished.place(printed.pdf), said, hint))
    return tuple(verdicts)


def _figures(printed: Printed, known: Known) -> Iterator[str]:
    """The words of each figure that counts; those of a whole cell when its label stands in another."""
    for claim in claims_of(printed, known):
        yield claim.fact.said if claim.fact.said in plainly(claim.line) else claim.line
    for words in printed.words:
        yield from (found[0] for found in _AMOUNT.finditer(words))


def kept_layouts(finished: Finished) -> Iterator[Printed]:
    """The documents whose PDF keeps the layout of the frozen file."""
    slugs = {f"{file.slug}.docx" for file in finished.dossier.frozen if file.pdf}
    return (printed for printed in finished.printed if printed.docx in slugs)


def _wrong_pages(data: bytes) -> Iterator[tuple[str, int, int]]:
    """Lines of the contents whose number is no page of a bookmark of that title: title, number said, page."""
    pages: dict[str, list[int]] = {}
    for mark in plan(data).marks:
        if mark.page:
            pages.setdefault(squeezed(mark.title), []).append(mark.page)
    for sheet in sheets(data):
        for title, said in _ENTRY.findall(sheet.text.replace("\r", "")):
            found = pages.get(squeezed(title))
            if found and int(said) not in found:
                yield " ".join(title.split()), int(said), found[0]
