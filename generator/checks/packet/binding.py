"""Does the one PDF hold every piece, open everywhere, and stay free of prices and signatures where they must not be?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Final

from generator.checks.finished import Finished, Verdict
from generator.checks.price.totals import amounts
from generator.foundation.files import sha256
from generator.foundation.words import folded
from generator.packet.annexes import hushed
from generator.packet.deposit_names import deposit_names, naming_of, plain_name
from generator.readers.pdf import page_count, plan, sheets

_SIGNATURE: Final = re.compile(rb"/ByteRange\s*\[")  # a field left empty is no signature
_BUILD: Final = "reconstruisez l'offre avec « --force » : ce que vous avez modifié est gardé à part"
_NUMBERED: Final = re.compile(r"page\s+(\d+)\s*/\s*(\d+)")
# What objects of a PDF that are not what they should be make of our code.
_NONSENSE: Final = (ValueError, TypeError, KeyError, AttributeError, IndexError)
_DEEPEST: Final = 3  # pictures and pages drawn within a page
_WHOLE: Final = (-4, 2)  # pages that a document may lose or gain in the packet, where it has no cover of its own


def packet_name(finished: Finished) -> str:
    """The one PDF."""
    return f"dossier-{finished.dossier.inputs.client}.pdf"


def holds_all(finished: Finished) -> tuple[Verdict, ...]:
    """Each piece has its bookmark in the packet, in order, with its pages; each page has its number out of all."""
    name = packet_name(finished)
    data = finished.files.get(name)
    if data is None:
        return () if finished.recorded else (Verdict(finished.place(name), "le dossier assemblé manque", _BUILD),)
    return tuple(Verdict(finished.place(name), fault, _BUILD) for fault in _faults(finished, data))


def _faults(finished: Finished, data: bytes) -> Iterator[str]:
    wanted = list(_pieces(finished))
    packet = plan(data)
    if not packet.pages:
        return  # another check says so
    heads = [mark for mark in packet.marks if mark.level <= 1 and mark.page]
    starts = [(mark.title, mark.page) for mark in heads if mark.level == 1]
    absent = [title for title, _ in wanted if _key(title) not in {_key(known) for known, _ in starts}]
    if absent:
        yield f"pièces absentes du dossier assemblé, ou sans signet : {', '.join(absent)}"
    elif [_key(title) for title, _ in wanted] != [_key(title) for title, _ in starts]:
        yield "les pièces du dossier assemblé ne suivent pas l'ordre de l'offre"
    else:
        after = packet.pages + 1
        ends = [min((mark.page for mark in heads if mark.page > start), default=after) for _, start in starts]
        for (title, own), (_, start), end in zip(wanted, starts, ends, strict=True):
            if own and end - start not in own:
                yield f"« {title} » : {_pages(end - start)} dans le dossier assemblé, {_about(own)}"
    yield from _numbers(data, packet.pages, [page for _, page in starts])


def _pieces(finished: Finished) -> Iterator[tuple[str, range | None]]:
    """The title of each entry in order, and how many pages it may have there; None when its own PDF is not known."""
    dossier = finished.dossier
    pdfs = {printed.docx.removesuffix(".docx"): printed.pdf_bytes for printed in finished.printed}
    low, high = _WHOLE
    for part, documents in (("candidature", dossier.candidature), ("offre", dossier.offre)):
        for document in documents:
            pages = page_count(pdfs.get(document.slug, b""))
            yield document.title, range(max(1, pages + low), pages + high + 1) if pages else None
        for key, annex in dossier.inputs.annexes:
            if annex.value.part == part and (path := deposited(finished, key)):
                data = finished.files.get(path, b"")
                pages = 0 if _changed(finished, path) else page_count(data)
                own = range(1, 2) if _SIGNATURE.search(data) else range(pages + 1, pages + 2)
                yield annex.value.title, own if pages else None
        for form in dossier.buyer_forms:
            if form.part == part and not form.replaces:
                yield form.title, None


def deposited(finished: Finished, key: str) -> str:
    """The file under depot/ of an annex, perhaps gone since the build; empty when none was written."""
    how, piece = naming_of(finished.dossier.inputs), plain_name(key)
    every = {**finished.recorded, **finished.files}
    names = (name for name in every if name.startswith("depot/") and name.endswith(".pdf"))
    return next((name for name in names if how.piece(PurePosixPath(name).stem) == piece), "") or _in_turn(finished, key)


def _in_turn(finished: Finished, key: str) -> str:
    """The file of an annex whose name is cut, or says no piece: known by its turn in its folder."""
    dossier, annexes = finished.dossier, finished.dossier.inputs.annexes
    halves = (("candidature", "1-candidature", dossier.candidature), ("offre", "2-offre", dossier.offre))
    for part, folder, documents in halves:
        slugs = [*(document.slug for document in documents), *(k for k, annex in annexes if annex.value.part == part)]
        if key in slugs:
            path = f"depot/{folder}/{deposit_names(slugs, naming_of(dossier.inputs))[slugs.index(key)]}"
            return path if path in {*finished.recorded, *finished.files} else ""
    return ""


def _changed(finished: Finished, name: str) -> bool:
    """Whether a file is gone or another since the build, of which the packet is not to blame."""
    digest = finished.recorded.get(name, "")
    return bool(digest) and sha256(finished.files.get(name, b"")) != digest


def _numbers(data: bytes, total: int, starts: list[int]) -> Iterator[str]:
    """What is wrong with « page n / N », read where the last piece starts: a page more or less shows there."""
    for number in starts[-1:]:
        found = _NUMBERED.search(sheets(data)[number - 1].foot)
        if not found or (int(found[1]), int(found[2])) != (number, total):
            yield f"la page {number} du dossier assemblé ne porte pas « page {number} / {total} »"


def _key(title: str) -> str:
    return " ".join(folded(title).split())


def _pages(count: int) -> str:
    return f"{count} page{'s' if count > 1 else ''}"


def _about(pages: range) -> str:
    """How many pages are awaited: an annex has a divider, a document may differ by a little from its own PDF."""
    if len(pages) == 1:
        return f"{pages.start} attendues, intercalaire compris" if pages.start > 1 else "1 attendue"
    return f"de {pages.start} à {pages.stop - 1} attendues d'après son PDF"


# --- readers, fonts, signatures, prices --------------------------------------------------------


def opens_everywhere(finished: Finished) -> tuple[Verdict, ...]:
    """The packet opens in two independent readers, with as many pages in both, and carries its fonts."""
    import pikepdf

    name = packet_name(finished)
    data = finished.files.get(name)
    if data is None:
        return ()
    where, ours = finished.place(name), page_count(data)
    try:
        with hushed(), pikepdf.open(BytesIO(data)) as other:
            pages, bare = len(other.pages), sorted(_bare_fonts(other))
    except (pikepdf.PikepdfError, *_NONSENSE):
        pages, bare = 0, []
    if not ours or not pages:
        return (Verdict(where, "le dossier assemblé ne s'ouvre pas : fichier abîmé ou protégé", _BUILD),)
    if ours != pages:
        said = f"le dossier assemblé a {_pages(ours)} pour un lecteur, {pages} pour un autre"
        return (Verdict(where, said, _BUILD),)
    if bare:
        return (Verdict(where, f"polices non incorporées au dossier assemblé : {', '.join(bare)}", _BUILD),)
    return ()


def _bare_fonts(pdf: Any) -> set[str]:
    """The fonts that pages use and that the file does not carry; drawn ones (Type 3) need no file."""
    found: set[str] = set()
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in _page_fonts(page.obj.get("/Resources"), seen, 0):
            inner = font.get("/DescendantFonts")
            own = inner[0] if inner is not None else font
            described = own.get("/FontDescriptor")
            carried = described is not None and any(str(key).startswith("/FontFile") for key in described.keys())  # noqa: SIM118 - a pikepdf dictionary
            if not carried and font.get("/Subtype") != "/Type3":
                found.add(str(font.get("/BaseFont", "sans nom")).lstrip("/"))
    return found


def _page_fonts(resources: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[Any]:
    """Fonts of a page and of what is drawn in it, each told once."""
    if resources is None or depth > _DEEPEST:
        return
    for font in (resources.get("/Font") or {}).values():
        if font.objgen not in seen or font.objgen == (0, 0):
            seen.add(font.objgen)
            yield font
    for drawn in (resources.get("/XObject") or {}).values():
        if drawn.objgen not in seen:
            seen.add(drawn.objgen)
            yield from _page_fonts(drawn.get("/Resources"), seen, depth + 1)


def nothing_signed_inside(finished: Finished) -> tuple[Verdict, ...]:
    """The packet holds no electronic signature: assembling breaks one, and what is signed goes apart."""
    name = packet_name(finished)
    if not _SIGNATURE.search(finished.files.get(name, b"")):
        return ()
    said = "le dossier assemblé contient une signature électronique"
    kit = f"depot/{finished.dossier.inputs.client}/"
    hint = f"signez après l'assemblage les fichiers de {kit} ; une pièce déjà signée se dépose à part"
    return (Verdict(finished.place(name), said, hint),)


def no_price_in_annexes(finished: Finished) -> tuple[Verdict, ...]:
    """No PDF of the candidature shows a price of the offer; those that have a Word file are judged by its words."""
    quote = finished.dossier.quote
    prices = {quote.gross, quote.net, *(amount for lot in quote.lots for amount in (lot.net, lot.gross))}
    known = {printed.pdf for printed in finished.printed}
    verdicts = []
    for name, data in finished.files.items():
        if not name.startswith("depot/1-candidature/") or not name.endswith(".pdf") or name in known:
            continue
        said = {amount for sheet in sheets(data) for amount in amounts(sheet.text) if amount}
        if said & prices:
            words = "un prix de l'offre figure dans cette pièce de la candidature"
            hint = "retirez la pièce, ou joignez-la à l'offre (part: offre) : la candidature s'ouvre à part"
            verdicts.append(Verdict(finished.place(name), words, hint))
    return tuple(verdicts)
