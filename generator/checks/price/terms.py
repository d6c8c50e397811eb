"""Is the term of payment that we offer one that the buyer may grant?"""

from __future__ import annotations

from generator.checks.finished import Finished, Verdict
from generator.law.payment import longest_term


def term_admitted(finished: Finished) -> tuple[Verdict, ...]:
    """The term of payment is not longer than what this kind of buyer may agree to (R. 2192-10, R. 2192-11 CCP)."""
    inputs = finished.dossier.inputs
    offer, buyer = inputs.offer, inputs.brief.value.buyer
    ours = offer.value.pricing.payment_days
    limit = longest_term(f"{buyer.kind} {buyer.name or ''}", offer.value.date)
    if limit is None or ours <= limit.days:
        return ()
    said = f"délai de paiement de {ours} jours : {limit.who} ne peut en prévoir plus de {limit.days} ({limit.source})"
    doubt = " ; délai à relire dans le texte" if limit.unverified else ""
    hint = f"écrivez « payment_days: {limit.days} » ou moins, ou vérifiez la nature de l'acheteur (buyer.kind){doubt}"
    return (Verdict(offer.span("pricing", "payment_days"), said, hint),)
