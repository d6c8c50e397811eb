"""summary.json: what the page of all offers tells of one, as it stood when it was built; no day is counted from here.

Findings and files have their own JSON beside it; this holds the rest, so that a page of two hundred offers reads
plain data and composes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.brief.designation import designation
from generator.checks.finished import Check, Finished, Raised
from generator.checks.leftovers.genericness import genericness
from generator.checks.packet.deadline import way_of
from generator.checks.table import FAMILIES
from generator.compose.dossier import Inputs
from generator.document.tree import Document, Figure, nodes
from generator.foundation.diagnostic import Diagnostic, Diagnostics
from generator.packet.binder import Packet
from generator.pricing.quote import LotQuote, QuoteLine, grouped
from generator.report.summary_records import (
    Demand,
    Generic,
    Held,
    LotPrice,
    Milestone,
    Part,
    Picture,
    Piece,
    Place,
    Price,
    PriceGroup,
    PriceLine,
    Rule,
    Summary,
    Way,
)


def summary_json(finished: Finished, findings: Diagnostics, packet: Packet) -> bytes:
    """summary.json."""
    return (summary(finished, findings, packet).model_dump_json(indent=1) + "\n").encode()


def summary(finished: Finished, findings: Iterable[Diagnostic], packet: Packet) -> Summary:
    """What the page of all offers tells of this one."""
    dossier = finished.dossier
    brief, schedule = dossier.inputs.brief.value, dossier.schedule
    return Summary(
        client=dossier.inputs.client,
        title=brief.title,
        buyer=designation(brief.buyer),
        procedure=brief.procedure,
        reference=brief.reference or "",
        mark=dossier.mark,
        deadline=brief.dates.deadline,
        hour=brief.dates.hour,
        way=_way(dossier.inputs),
        first=schedule.events[0].day,
        last=schedule.events[-1].day,
        team=tuple(person.file.value.name for person in dossier.inputs.team),
        held=tuple(
            Held(
                session=event.kind == "session",
                label=event.label,
                day=event.day,
                start=event.start,
                end=event.end,
                place=event.place,
                intervener=event.intervener,
                lot=event.lot,
            )
            for event in schedule.events
        ),
        pictures=tuple(_pictures(dossier.documents)),
        price=_price(finished),
        matrix=tuple(_demands(finished)),
        pages=packet.pages,
        pieces=tuple(Piece(title=start.title, first=start.first, last=start.last) for start in packet.starts),
        titles={name: one.tree.title for one in finished.written for name in (one.docx, one.pdf) if name},
        generic=_generic(finished),
        families=tuple(family.title for family in FAMILIES),
        rules=_rules({finding.code for finding in findings}),
    )


def _way(inputs: Inputs) -> Way:
    plan, department = way_of(inputs, None), inputs.candidate.value.address.postcode[:2]
    stages = (Milestone(key=s.key, title=s.title, day=s.day, hour=s.hour, done=s.done) for s in plan.stages)
    return Way(zone=plan.zone, department=department, steps=tuple(stages))


def _generic(finished: Finished) -> Generic:
    told = genericness(finished)
    parts = (Part(title=s.title, share=round(s.share, 4), facts=s.facts, words=s.words) for s in told.sections)
    return Generic(share=round(told.share, 4), parts=tuple(parts), others=told.others)


def _pictures(documents: Iterable[Document]) -> Iterable[Picture]:
    """The drawings of the planning document."""
    for document in documents:
        if document.key == "planning":
            for node in nodes(document):
                if isinstance(node, Figure) and b"<svg" in node.data[:1000]:
                    yield Picture(svg=node.data.decode("utf-8"), width=node.width, alt=node.alt)


def _price(finished: Finished) -> Price:
    quote = finished.dossier.quote
    return Price(
        net=quote.net,
        tax=quote.tax,
        gross=quote.gross,
        taxed=quote.taxed,
        valid_days=quote.valid_days,
        lots=tuple(map(_lot, quote.lots)),
    )


def _lot(lot: LotQuote) -> LotPrice:
    return LotPrice(
        number=lot.number,
        title=lot.title,
        net=lot.net,
        rate=lot.rate,
        tax=lot.tax,
        gross=lot.gross,
        mention=lot.mention,
        groups=tuple(PriceGroup(title=title, lines=tuple(map(_line, lines))) for title, lines in grouped(lot.lines)),
    )


def _line(line: QuoteLine) -> PriceLine:
    return PriceLine(label=line.label, quantity=line.quantity, unit=line.unit, price=line.price, amount=line.amount)


def _demands(finished: Finished) -> Iterable[Demand]:
    pdfs = {one.docx.removesuffix(".docx"): one.pdf for one in finished.printed}
    for line in finished.matrix:
        places = tuple(
            Place(document=answer.document, pdf=pdfs.get(answer.slug, ""), section=answer.section, page=answer.page)
            for answer in line.answers
        )
        yield Demand(id=line.id, text=line.demand, source=line.source, places=places)


def _rules(codes: set[str]) -> dict[str, Rule]:
    """The rules of these codes that a table holds, in the order of the table."""
    rows: list[Check | Raised] = []
    for family in FAMILIES:
        rows += (*family.checks, *family.raised)
    return {row.id: Rule(rule=row.rule, source=row.source) for row in rows if row.id in codes}
