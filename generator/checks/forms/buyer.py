"""A form of the buyer, filled in the place of ours: does it say who answers, to whom, for what, and no price too soon?

Its layout is the buyer's, so its words are judged: those printed on its pages, and those of its fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from generator.brief.buyer_form import FilledForm
from generator.checks.finished import Finished, Verdict
from generator.checks.forms.copies import copies
from generator.checks.forms.lines import subject
from generator.checks.forms.reading import folded
from generator.checks.forms.wording import cut, told
from generator.checks.price.totals import amounts
from generator.forms.fill import Field, FilledSection
from generator.forms.spec import Blank, sections
from generator.foundation.diagnostic import Level
from generator.packet.deposit_names import naming_of, plain_name
from generator.readers.pdf import sheets

_ASKED: Final = frozenset({"who", "what", "terms"})
_NUMBER: Final = re.compile(r"(?<!\d)\d(?:[ .\u00a0\u202f]?\d){13}(?!\d)")
_STORY: Final = re.compile(r"(?:^|/)(?:header|footer)\d*\.xml$")
_MAPPING: Final = "complétez « fields » dans {mapping}, puis reconstruisez l'offre"


def buyer_forms_right(finished: Finished) -> tuple[Verdict, ...]:
    """Each filled form of the buyer says what ours would, for nobody else, and shows no price in the candidature."""
    return tuple(verdict for form in finished.dossier.buyer_forms for verdict in _verdicts(finished, form))


def _verdicts(finished: Finished, form: FilledForm) -> Iterator[Verdict]:
    name, data = sent(finished, form)
    if data is None:
        return  # a file that is gone is told elsewhere
    texts = _texts(data, form.sent[0])
    if texts is None:
        yield Verdict(
            finished.place(name), "le formulaire de l'acheteur ne se lit plus : fichier abîmé", "reconstruisez"
        )
        return
    hint = _MAPPING.format(mapping=form.span.file)
    if form.part == "candidature" and (shown := _prices(finished) & {a for text in texts for a in amounts(text)}):
        said = f"ce formulaire de la candidature montre un prix de l'offre ({len(shown)} montant(s))"
        yield Verdict(finished.place(name), said, "retirez-le : la candidature s'ouvre à part")
    if strangers := _strangers(finished, texts):
        said = f"ce formulaire porte le SIRET de quelqu'un d'autre : {', '.join(strangers)}"
        yield Verdict(finished.place(name), said, hint)
    if absent := tuple(_absent(finished, form, texts)):
        said = f"ce formulaire ne dit pas ce que dit le nôtre : {told(absent)}"
        yield Verdict(finished.place(name), said, f"{hint} ; rien à faire s'il ne le demande pas", level=Level.WARNING)


def sent(finished: Finished, form: FilledForm) -> tuple[str, bytes | None]:
    """The file of this form under depot/ as it stands, by its piece; None when it is gone."""
    how, piece = naming_of(finished.dossier.inputs), plain_name(form.replaces or form.name)
    every = (name for name in finished.files if name.startswith("depot/") and name.endswith(form.sent[0]))
    found = [name for name in every if how.piece(PurePosixPath(name).stem) == piece]
    same = found or [name for name, data in finished.files.items() if data == form.sent[1]]
    return (same[0], finished.files[same[0]]) if same else (form.file, None)


@lru_cache(maxsize=16)
def _texts(data: bytes, suffix: str) -> tuple[str, ...] | None:
    """What the form prints and what its fields hold; None when it can't be read."""
    from generator.readers.docx.package import Package, opened  # few offers have such a form
    from generator.writers import form_docx
    from generator.writers.acroform import fill
    from generator.writers.form_field import FormError

    try:
        if suffix == ".pdf":
            values = (field.value for field in fill.fields(data))
            return (*(sheet.text for sheet in sheets(data)), *values)
        package = opened(data)
        if not isinstance(package, Package):
            return None
        values = (field.value for field in form_docx.fields(package.parts, package.main))
        names = (package.main, *(name for name in package.parts if _STORY.search(name)))
        roots = (package.xml(name) for name in names)
        return (*("".join(map(str, root.itertext())) for root in roots if root is not None), *values)
    except (FormError, ValueError):
        return None


def _prices(finished: Finished) -> set[Decimal]:
    quote = finished.dossier.quote
    return {quote.gross, quote.net, *(amount for lot in quote.lots for amount in (lot.net, lot.gross))} - {Decimal(0)}


def _strangers(finished: Finished, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Sound SIRET numbers that are nobody's here: neither ours, nor a partner's, nor the buyer's."""
    from stdnum.fr import siret

    inputs = finished.dossier.inputs
    known = {inputs.candidate.value.siret, *(partner.value.siret for _, partner in inputs.partners)}
    known.add(inputs.brief.value.buyer.siret or "")
    read = (re.sub(r"\D", "", found) for text in texts for found in _NUMBER.findall(text))
    return tuple(dict.fromkeys(number for number in read if number not in known and siret.is_valid(number)))


def _absent(finished: Finished, form: FilledForm, texts: tuple[str, ...]) -> Iterator[str]:
    """What our own form says of who answers, to whom, for what and at what price, and this one does not."""
    copy = next((one for one in copies(finished) if one.slug == form.replaces), None)
    if copy is None:
        return
    body = folded("".join(texts))
    blanks = {
        folded(item.field): item for one in sections(copy.filled.spec) for item in one.items if isinstance(item, Blank)
    }
    for entry in _fields(copy.filled.rubrics):
        blank = blanks.get(folded(entry.label))
        if blank is None or blank.need != "mandatory" or subject(blank.source) not in _ASKED or not entry.lines:
            continue
        first = entry.lines[0]  # what follows explains it
        if folded(first) not in body:
            yield f"{entry.label[:1].lower()}{entry.label[1:]} (« {cut(first)} »)"


def _fields(rubrics: tuple[FilledSection, ...]) -> Iterator[Field]:
    for rubric in rubrics:
        if not rubric.why:
            yield from (entry for entry in rubric.entries if isinstance(entry, Field))
            yield from _fields(rubric.parts)
