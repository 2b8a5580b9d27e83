"""What is proposed to somebody who wrote a number, a date or an address in another way."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utm_exchange.records.date_hints import date_hint
from utm_exchange.records.hints import number_hint, slug_hint
from utm_exchange.records.locale_hints import country_hint
from utm_exchange.records.values import SLUG
from utm_exchange.records.vocabulary import vocabularies
from utm_exchange.records.when import parse_when


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1,250", "1250"),
        ("1.250.000", "1250000"),
        ("1 250 000", "1250000"),
        ("1'250", "1250"),
        ("1_250", "1250"),
        ("12,5", "12.5"),
        ("1.250,75", "1250.75"),
        ("1,250.75", "1250.75"),
        ("1e3", "1000"),
        ("1.5 million", "1500000"),
        ("EUR 12.50", "12.50"),
        ("-3,5 %", "-3.5"),
        ("55%", "55"),
        ("١٢", "12"),
    ],
)
def test_a_number_written_otherwise_is_proposed_as_plain_digits(written, meant):
    assert re.findall(r"-?\d+(?:\.\d+)?", number_hint(written)) == [meant]


@given(st.text())
def test_a_number_hint_is_always_short(text):
    assert len(number_hint(text)) < 400


@given(st.integers(0, 10**9))
def test_marks_between_thousands_are_taken_out(number):
    for mark in ", '":
        assert str(number) in number_hint(f"{number:,}".replace(",", mark) + " people")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("14 March 2026", "2026-03-14"),
        ("14th Mar. 2026", "2026-03-14"),
        ("March 14, 2026", "2026-03-14"),
        ("14.3.2026", "2026-03-14"),
        ("14/03/2026", "2026-03-14"),
        ("3/14/2026", "2026-03-14"),
        ("2026/3/14", "2026-03-14"),
        ("2026-3-4", "2026-03-04"),
        ("2026-03-14 9:30", "2026-03-14 09:30"),
        ("14.3.2026, 9.30 h", "2026-03-14 09:30"),
        ("14 March 2026 9h30", "2026-03-14 09:30"),
    ],
)
def test_a_date_written_otherwise_is_proposed_in_order(written, meant):
    assert date_hint(written).endswith(meant)


@given(st.text("0123456789 -/.:hTMarch,", max_size=30))
def test_a_date_is_proposed_only_when_it_exists(text):
    for date in re.findall(r"(?:write|perhaps|example).*?(\d{4}-\d\d-\d\d)", date_hint(text)):
        assert parse_when(date)


@given(st.text())
def test_a_proposed_file_name_is_one(text):
    assert SLUG.fullmatch(re.search(r"'(.*)'", slug_hint(text))[1])


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("São Paulo", "sao-paulo"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Gießen", "giessen"),
        ("北京", "a-short-name"),
    ],
)
def test_letters_with_marks_become_plain_ones(name, slug):
    assert f"'{slug}'" in slug_hint(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norway", "NO"),
        ("Côte d’Ivoire", "CI"),
        ("Deutschland", "DE"),
        ("Lettonia", "LV"),
        ("Turkey", "TR"),
        ("usa", "US"),
        ("Ukrain", "UA"),
    ],
)
def test_a_country_is_proposed_by_its_code(name, code):
    assert f"{code} for" in country_hint(name)


@pytest.mark.parametrize("words", vocabularies(), ids=lambda words: words.id)
def test_every_term_is_found_by_its_label_and_despite_a_slip(words):
    for term in words:
        assert words.nearest(term.label.upper()) == term.id
        assert words.nearest(term.id.replace("-", "_")) == term.id
        if len(term.id) > 4:
            assert words.nearest(term.id[:-1]) == term.id


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_decimal_comma_is_understood(number):
    proposed = re.search(r"-?\d+\.\d+", number_hint(f"{number:.2f}".replace(".", ",")))
    assert proposed
    assert Decimal(proposed[0]) == Decimal(f"{number:.2f}")
