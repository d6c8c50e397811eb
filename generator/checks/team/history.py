"""The references that the DC2 prints: recent, with a client and an amount; who runs sessions and who has a CV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.finished import Finished, Passage, Printed, Verdict
from generator.compose.names import animators
from generator.document.inlines import plain_text
from generator.document.tree import Cell, Table, nodes
from generator.forms.parties import listed
from generator.forms.spec import in_force, rules

_HEAD: Final = ("période", "commanditaire")  # the first columns of the references in rubric G1
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONEY: Final = re.compile(r"\d[\s\u00a0\u202f]?(?:€|euros)")
_SAID: Final = 3  # clients that a sentence names before « et N autres »


def references_whole(finished: Finished) -> tuple[Verdict, ...]:
    """Each reference of a DC2 is of the last years, and gives its client and its amount; there is at least one."""
    return tuple(
        verdict
        for printed in finished.printed
        if printed.key == "dc2"
        for verdict in _judged(printed, tuple(_rows(printed)), finished)
    )


def _rows(printed: Printed) -> Iterator[tuple[str, str, str]]:
    """Period, client and service of each reference, as the document prints them."""
    for node in nodes(printed.tree):
        if isinstance(node, Table) and node.header and len(node.rows[0].cells) > 2:
            head = tuple(_words(cell).lower() for cell in node.rows[0].cells[:2])
            if head == _HEAD:
                yield from ((_words(a), _words(b), _words(c)) for a, b, c, *_ in (r.cells for r in node.rows[1:]))


def _words(cell: Cell) -> str:
    return " ".join(plain_text(paragraph.runs) for paragraph in cell.paragraphs).strip()


def _judged(printed: Printed, rows: tuple[tuple[str, str, str], ...], finished: Finished) -> Iterator[Verdict]:
    day, place = finished.dossier.inputs.offer.value.date, finished.place(printed.docx)
    slug = printed.docx.removesuffix(".docx")
    years = in_force(rules().lookback, day).references
    if not rows:
        said = f"{printed.docx}, rubrique G1 : aucune référence des {years} dernières années"
        yield Verdict(place, said, "ajoutez une mission récente aux « references » d'un intervenant, s'il en a une")
        return
    if old := [row for row in rows if _last_year(row[0], day.year) < day.year - years]:
        said = f"{printed.docx}, rubrique G1 : références de plus de {years} ans ({_clients(old)})"
        yield Verdict(
            place, said, "retirez-les : le formulaire ne demande que les plus récentes", Passage(slug, old[0][2])
        )
    if nameless := [row for row in rows if not row[1]]:
        said = f"{printed.docx}, rubrique G1 : référence sans destinataire ({nameless[0][0]})"
        yield Verdict(place, said, "dites pour qui : « client » dans la fiche", Passage(slug, nameless[0][2]))
    if unpriced := [row for row in rows if not _MONEY.search(row[2])]:
        said = f"{printed.docx}, rubrique G1 : références sans montant ({_clients(unpriced)})"
        hint = "ajoutez « amount » à ces références dans la fiche de l'intervenant : montant, date et destinataire"
        yield Verdict(place, said, hint, Passage(slug, unpriced[0][2]))


def _last_year(period: str, this_year: int) -> int:
    """The last year of « 2019-2022 », of « 2021 » ; this one for « depuis 2021 », or for what says no year."""
    found = [int(year) for year in _YEAR.findall(period)]
    return max(found) if found and "depuis" not in period.lower() else this_year


def _clients(rows: list[tuple[str, str, str]]) -> str:
    names = list(dict.fromkeys(row[1] or row[0] for row in rows))
    more = len(names) - _SAID
    return listed(names) if more <= 0 else f"{', '.join(names[:_SAID])} et {more} autre{'s' if more > 1 else ''}"


# --- who is where --------------------------------------------------------------------------------


def people_planned(finished: Finished) -> tuple[Verdict, ...]:
    """Whoever has a CV runs sessions or stands in; whoever runs a subcontracted group is in the price."""
    inputs, schedule = finished.dossier.inputs, finished.dossier.schedule
    running = {person.key for person in animators(inputs, schedule)}
    idle = [p for p in inputs.team if p.key not in running and p.member.role == "animator"]
    verdicts = [
        Verdict(
            person.file.span("name"),
            f"{person.file.value.name} a un CV dans l'offre et n'anime aucune séance du planning",
            "donnez-lui un groupe (planning.groups), le rôle « substitute », ou retirez cette personne de « team »",
        )
        for person in idle
    ]
    priced = {share.partner for share in finished.dossier.quote.shares if share.subcontract}
    for i, given in enumerate(inputs.offer.value.subcontracts):
        if given.intervener in running and given.partner not in priced:
            name = next(person.file.value.name for person in inputs.team if person.key == given.intervener)
            said = f"{name} anime des séances en sous-traitance, et sa part n'est pas dans le prix"
            verdicts.append(Verdict(inputs.offer.span("subcontracts", i), said, "vérifiez ses lots et son montant"))
    return tuple(verdicts)
