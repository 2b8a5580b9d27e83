"""Numbers, dates and amounts as readers see them."""

import datetime as dt
from decimal import Decimal

import pytest

from utm_exchange.formatting import formatter
from utm_exchange.records.types import Money
from utm_exchange.records.values import parse_when

EN = formatter("en")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("443025", "443,025"),
        ("0.10", "0.10"),
        ("22.5", "22.5"),
        ("-3", "-3"),
        ("2000", "2,000"),
        ("9" * 30 + ".5", ",".join(["999"] * 10) + ".5"),
    ],
)
def test_a_number_keeps_the_digits_that_were_written(written: str, shown: str) -> None:
    assert EN.number(Decimal(written)) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("1460000000", "1.46 billion"), ("5460000", "5.46 million"), ("557000", "557,000")]
)
def test_large_numbers_are_short_in_large_type(value: str, shown: str) -> None:
    assert EN.short_number(Decimal(value)) == shown


def test_an_amount_of_money_begins_with_its_currency() -> None:
    money = Money(amount="1460000000", currency="ZAR", source="a", grade="published")
    assert EN.money(money) == "ZAR\u00a01.46 billion"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2022-09-21", "2022-09-23", "21 to 23 September 2022"),
        ("2022-09-21", "2022-10-02", "21 September to 2 October 2022"),
        ("2022-12-30", "2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2023-06", "2023-06", "June 2023"),
        ("2023", None, "2023"),
        ("2026-03-14 09:30", "2026-03-14 17:00", "14 March 2026, 09:30–17:00"),
    ],
)
def test_a_stretch_of_time_does_not_repeat_itself(start: str, end: str | None, shown: str) -> None:
    assert EN.span(parse_when(start), parse_when(end) if end else None) == shown


def test_other_languages_have_their_own_ways() -> None:
    assert formatter("de").day(dt.date(2026, 3, 14)) == "14 März 2026"
    assert formatter("de").number(Decimal(443025)) == "443.025"
    assert formatter("fr").country("UA") == "Ukraine"
