"""Does each document keep to the pages and words that the consultation allows?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.brief.rules import Limit
from generator.checks.finished import Finished, Printed, Verdict
from generator.checks.packet.graded import asked, gravity, place
from generator.document.tree import Contents, nodes
from generator.foundation.words import folded
from generator.readers.pdf import Plan, plan

_SAID = {"cover": "garde", "contents": "sommaire", "annexes": "annexes"}
_SHORTEN: Final[Mapping[str, str]] = {
    "note": "retirez des blocs (exclude dans offer.yaml), ou raccourcissez-en",
    "cv": "écrivez un autre nombre de pages (resumes, pages dans offer.yaml), ou choisissez les références (team, "
    "always et never)",
    "planning": "sa longueur suit les séances et les réunions : demandez à l'acheteur si ses pages comptent, ou "
    "resserrez-le dans Word",
    **dict.fromkeys(
        ("cost", "bpu", "dqe", "dpgf"),
        "sa longueur suit les lignes du prix : réunissez-en (offer.yaml, pricing), ou demandez si elles comptent",
    ),
    **dict.fromkeys(
        ("dc1", "dc2", "dc4", "attri1"),
        "un formulaire officiel garde ses rubriques : demandez à l'acheteur si ses pages comptent",
    ),
    **dict.fromkeys(
        ("mandate", "attestation"), "raccourcissez-le dans Word : « offer freeze » garde ce que vous écrivez"
    ),
}
_PAPER: Final = "raccourcissez son modèle (boilerplate/documents/, ou documents/ de cette offre)"


def pages_within(finished: Finished) -> tuple[Verdict, ...]:
    """No PDF to deposit is longer than the brief allows; the pages that it does not count are left out."""
    return tuple(_too_long(finished))


def _too_long(finished: Finished) -> Iterator[Verdict]:
    for i, limit in enumerate(finished.dossier.inputs.brief.value.rules.limits):
        if limit.max_pages is None:
            continue
        for printed in (p for p in finished.printed if p.key == limit.piece and p.pdf_bytes):
            count, left_out = counted(finished, printed, limit)
            if count > limit.max_pages:
                apart = f" ({' et '.join(left_out)} non comptés)" if left_out else ""
                said = f"{printed.pdf} a {count} pages{apart}, {limit.max_pages} au plus sont permises{asked(limit)}"
                yield Verdict(
                    place(finished, "limits", i, "max_pages"), said, shorter(printed), level=gravity(finished, limit)
                )


def shorter(printed: Printed) -> str:
    """What makes this piece shorter: each is made from something else."""
    return _SHORTEN.get(printed.key, _PAPER)


def counted(finished: Finished, printed: Printed, limit: Limit) -> tuple[int, tuple[str, ...]]:
    """How many pages of this PDF count, and what was left out (« garde », « sommaire », « annexes »).

    A contents table is left out when it has pages of its own; annexes begin at the first title of the first level after
    the last section that the buyer imposes. A PDF without bookmarks shows neither: only its cover is left out. One that
    can't be read counts none.
    """
    pdf = plan(printed.pdf_bytes)
    if not pdf.pages:
        return 0, ()
    titles = _titles(pdf)
    gone: dict[str, int] = {}
    cover = 1 if printed.tree.cover else 0
    if "cover" in limit.uncounted and cover:
        gone["cover"] = 1
    if "contents" in limit.uncounted and titles and any(isinstance(node, Contents) for node in nodes(printed.tree)):
        gone["contents"] = max(0, titles[0][1] - 1 - cover)
    if "annexes" in limit.uncounted and (first := _first_annex(finished, titles)):
        gone["annexes"] = max(0, pdf.pages - first + 1)
    return pdf.pages - sum(gone.values()), tuple(_SAID[part] for part, pages in gone.items() if pages)


def _titles(pdf: Plan) -> tuple[tuple[str, int], ...]:
    """The bookmarks of the first level, each with its page, from 1."""
    return tuple((mark.title, mark.page) for mark in pdf.marks if mark.level == 0 and mark.page)


def _first_annex(finished: Finished, titles: tuple[tuple[str, int], ...]) -> int | None:
    """The page after the imposed sections; a page that still holds one of them counts."""
    demand = finished.dossier.inputs.brief.value.demand("note")
    imposed = {folded(section.title) for section in demand.sections} if demand else set()
    last = max((i for i, (title, _) in enumerate(titles) if _bare(title) in imposed), default=None)
    if last is None or last + 1 >= len(titles):
        return None
    page = titles[last + 1][1]
    return page if page > titles[last][1] else page + 1


def _bare(title: str) -> str:
    """A title without its number."""
    return folded(title.lstrip("0123456789. \u00a0"))


def words_within(finished: Finished) -> tuple[Verdict, ...]:
    """No document has more words than the brief allows, all counted: titles, tables, notes."""
    verdicts = []
    for i, limit in enumerate(finished.dossier.inputs.brief.value.rules.limits):
        for printed in (p for p in finished.printed if limit.max_words and p.key == limit.piece):
            count = word_count(printed.words)
            if limit.max_words and count > limit.max_words:
                said = f"{printed.docx} a {count} mots, {limit.max_words} au plus sont permis{asked(limit)}"
                where = place(finished, "limits", i, "max_words")
                verdicts.append(Verdict(where, said, shorter(printed), level=gravity(finished, limit)))
    return tuple(verdicts)


def word_count(paragraphs: tuple[str, ...]) -> int:
    """Words as Word counts them, signs alone left out (« : », « € », « – »)."""
    return sum(any(sign.isalnum() for sign in word) for text in paragraphs for word in text.split())
