"""What holds of every quote: lines, groups and totals add up to the cent, and the tax is on the total."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.foundation.money import CENT, cents, in_words
from tests.quotes import quoted

rates = st.decimals(min_value=0, max_value=2000, places=4).map(str)
extras = st.lists(
    st.fixed_dictionaries(
        {
            "label": st.just("Ligne"),
            "unit": st.just("forfait"),
            "quantity": st.decimals(min_value=0, max_value=40, places=3).map(str),
            "price": st.decimals(min_value=-50, max_value=900, places=4).map(str),
        }
    ),
    max_size=12,
)
regimes = st.sampled_from(["exoneration_formation", "franchise", "taux_normal"])
counts = st.integers(min_value=1, max_value=60)


@settings(max_examples=50, deadline=None)
@given(regimes, counts, rates, rates, extras)
def test_a_quote_adds_up(
    regime: str, sessions: int, session: str, km: str, lines: list[dict[str, str]]
) -> None:
    changes = {
        "candidate": {"vat.regime": regime},
        "offer": {"pricing.extras": lines},
        "prices": {"rates.session": session, "rates.km": km},
    }
    quote = quoted(changes, sessions)
    for line in quote.lines:
        exact = line.quantity * line.price
        assert abs(line.amount - exact) <= CENT / 2
        assert line.amount == exact.quantize(CENT, ROUND_HALF_UP)
    assert quote.net == sum(line.amount for line in quote.lines)
    assert quote.net == sum(line.amount for _, group in quote.groups for line in group)
    assert quote.net + quote.tax == quote.gross
    if quote.rate is None:
        assert quote.tax == 0
    else:
        assert quote.tax == (quote.net * quote.rate / 100).quantize(CENT, ROUND_HALF_UP)
    assert abs(quote.per_session * sessions - quote.gross) <= CENT / 2 * sessions
    assert all(amount.as_tuple().exponent == -2 for amount in (quote.net, quote.tax, quote.gross))


@settings(max_examples=50)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_rounding_to_the_cent_is_settled_and_symmetric(amount: Decimal) -> None:
    rounded = cents(amount)
    assert abs(rounded - amount) <= CENT / 2
    assert cents(rounded) == rounded
    assert cents(-amount) == -rounded


@settings(max_examples=50)
@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=99))
def test_two_amounts_are_never_spelt_alike(whole: int, rest: int) -> None:
    amount = Decimal(whole) + Decimal(rest) / 100
    words = in_words(amount)
    assert words != in_words(amount + CENT)
    assert not any(sign.isdigit() for sign in words)
    assert ("centime" in words) == bool(rest)
    assert ("euro" in words) == bool(whole or not rest)
