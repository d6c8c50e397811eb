"""A frozen document that LibreOffice laid out: does its PDF say all of its text, and its contents the right pages?

Both only warn: the layout is the reviewer's own, and may show what no tree can hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.agreement.printed_pages import Strip, opens, squeezed
from generator.checks.agreement.text_gate import MISSING, text_gap
from generator.checks.finished import Finished, Printed, Verdict

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


def kept_layouts(finished: Finished) -> Iterator[Printed]:
    """The documents whose PDF keeps the layout of the frozen file."""
    slugs = {f"{file.slug}.docx" for file in finished.dossier.frozen if file.pdf}
    return (printed for printed in finished.printed if printed.docx in slugs)


def _wrong_pages(data: bytes) -> Iterator[tuple[str, int, int]]:
    """Lines of the contents whose number is no page of a bookmark of that title: title, number said, page."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        pages: dict[str, list[int]] = {}
        for mark in pdf.get_toc():
            if (target := mark.get_dest()) and (index := target.get_index()) is not None:
                pages.setdefault(squeezed(mark.get_title()), []).append(index + 1)
        for page in pdf:
            for title, said in _ENTRY.findall(page.get_textpage().get_text_range().replace("\r", "")):
                found = pages.get(squeezed(title))
                if found and int(said) not in found:
                    yield " ".join(title.split()), int(said), found[0]
