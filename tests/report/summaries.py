"""A small offer as a build tells it, for tests of the page."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from generator.report.summary_records import (
    Demand,
    Generic,
    Held,
    LotPrice,
    Milestone,
    Part,
    Piece,
    Place,
    Price,
    PriceGroup,
    PriceLine,
    Rule,
    Summary,
    Way,
)

LINE = PriceLine(label="Séance", quantity=Decimal(5), unit="séance", price=Decimal(590), amount=Decimal(2950))
LOT = LotPrice(
    number=None,
    title="",
    net=Decimal(2950),
    rate=Decimal(20),
    tax=Decimal(590),
    gross=Decimal(3540),
    mention="",
    groups=(PriceGroup(title="Séances", lines=(LINE,)),),
)
SMALL = Summary(
    client="lyon",
    title="Analyse de pratiques",
    buyer="Commune d'Exemple",
    procedure="procédure adaptée",
    reference="2024-01",
    mark="",
    deadline=date(2024, 3, 29),
    hour=time(12),
    way=Way(
        zone="Europe/Paris",
        department="86",
        steps=(
            Milestone(key="draft", title="Projet complet", day=date(2024, 3, 15), hour=None, done=date(2024, 3, 14)),
            Milestone(key="review", title="Relectures", day=date(2024, 3, 21), hour=None, done=None),
            Milestone(key="deposit", title="Offre déposée", day=date(2024, 3, 28), hour=None, done=None),
        ),
    ),
    first=date(2024, 9, 12),
    last=date(2024, 9, 12),
    team=("Camille Exemple",),
    held=(
        Held(
            session=True,
            label="Séance 1",
            day=date(2024, 9, 12),
            start=time(9),
            end=time(12, 30),
            place="en mairie",
            intervener="camille-exemple",
            lot=None,
        ),
    ),
    pictures=(),
    price=Price(net=Decimal(2950), tax=Decimal(590), gross=Decimal(3540), taxed=True, valid_days=120, lots=(LOT,)),
    matrix=(
        Demand(
            id="R01",
            text="Cinq séances",
            source=3,
            places=(Place(document="Note", pdf="depot/2-offre/01-note.pdf", section="Rythme", page=4),),
        ),
        Demand(id="R02", text="Une évaluation", source=4, places=()),
    ),
    pages=12,
    pieces=(Piece(title="DC1", first=4, last=5),),
    titles={"dc1.docx": "DC1"},
    generic=Generic(share=0.56, parts=(Part(title="Rythme", share=0.4, facts=0, words=300),), others=()),
    families=("Complétude", "Planning", "Prix"),
    rules={"C801": Rule(rule="Chaque pièce demandée est là.", source="la demande")},
)
