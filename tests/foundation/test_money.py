"""Amounts: rounded half-up, printed and spelt as in French."""

from decimal import Decimal

import pytest

from generator.foundation.money import cents, euros, in_words, number, unit_price

THIN, FIXED = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("2.345", "2.35"),
        ("2.344999", "2.34"),
        ("0.005", "0.01"),
        ("-2.345", "-2.35"),
        ("-0.001", "0.00"),
        ("7", "7.00"),
    ],
)
def test_a_half_cent_goes_up(amount: str, rounded: str) -> None:
    assert str(cents(Decimal(amount))) == rounded


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1234.56", f"1{THIN}234,56{FIXED}€"),
        ("0", f"0,00{FIXED}€"),
        ("2.345", f"2,35{FIXED}€"),
        ("-0.001", f"0,00{FIXED}€"),
        ("1234567.8", f"1{THIN}234{THIN}567,80{FIXED}€"),
        ("-12.5", f"-12,50{FIXED}€"),
    ],
)
def test_an_amount_is_printed_in_french(amount: str, text: str) -> None:
    assert euros(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("price", "text"),
    [
        ("0.529", f"0,529{FIXED}€"),
        ("0.5", f"0,50{FIXED}€"),
        ("590", f"590,00{FIXED}€"),
        ("590.00", f"590,00{FIXED}€"),
    ],
)
def test_a_unit_price_keeps_its_decimals(price: str, text: str) -> None:
    assert unit_price(Decimal(price)) == text


@pytest.mark.parametrize(
    ("value", "text"), [(Decimal("1.50"), "1,5"), (1216, f"1{THIN}216"), (Decimal(0), "0"), (3, "3")]
)
def test_a_number_has_no_useless_zero(value: Decimal | int, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zéro euro"),
        ("1", "un euro"),
        ("0.01", "un centime"),
        ("0.5", "cinquante centimes"),
        ("1.01", "un euro et un centime"),
        ("21", "vingt et un euros"),
        ("71", "soixante et onze euros"),
        ("80", "quatre-vingts euros"),
        ("81", "quatre-vingt-un euros"),
        ("91.80", "quatre-vingt-onze euros et quatre-vingts centimes"),
        ("200", "deux cents euros"),
        ("201", "deux cent un euros"),
        ("1000", "mille euros"),
        ("4888.56", "quatre mille huit cent quatre-vingt-huit euros et cinquante-six centimes"),
        ("80000", "quatre-vingt mille euros"),
        ("200000", "deux cent mille euros"),
        ("1000000", "un million d’euros"),
        ("1000000.01", "un million d’euros et un centime"),
        ("1000001", "un million un euros"),
        ("1200000", "un million deux cent mille euros"),
        ("2000000", "deux millions d’euros"),
        ("-1234.565", "moins mille deux cent trente-quatre euros et cinquante-sept centimes"),
    ],
)
def test_an_amount_is_spelt_in_french(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words
