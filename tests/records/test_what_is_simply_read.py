"""What looks odd and is harmless is read as it was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from utm_exchange.records.values import Number
from utm_exchange.records.when import parse_when
from utm_exchange.records.yaml_text import parse

RIGA = "cities/riga.yaml"
PARK = "content/practices/river-park.md"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1.10", "1.10"),
        (".5", ".5"),
        ("2024-02-30", "2024-02-30"),
        ("<<", "<<"),
        ("=", "="),
        ('"null"', "null"),
        ("'~'", "~"),
        ("Riga, Latvia]", "Riga, Latvia]"),
        ("a#b # a comment", "a#b"),
        ("http://a.example:80/", "http://a.example:80/"),
    ],
)
def test_a_plain_value_stays_the_text_that_it_is(written, read):
    assert parse(f"title: {written}\n") == {"title": read}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "[]"])
def test_nothing_written_is_no_value(written):
    assert parse(f"title: {written}\nsummary: x\n") == {"summary": "x"}


@given(st.integers(-(10**25), 10**25), st.text("0123456789", min_size=1, max_size=20))
def test_numbers_keep_their_digits(whole, decimals):
    text = f"{whole}.{decimals}"
    assert str(TypeAdapter(Number).validate_python(text)) == text


@given(
    st.dates().filter(lambda day: day.year >= 1000),
    st.times(),
    st.sampled_from(["year", "month", "day", "minute"]),
)
def test_a_date_is_read_as_precisely_as_it_was_written(day, time, precision):
    length = {"year": 4, "month": 7, "day": 10, "minute": 16}[precision]
    text = f"{day:%Y-%m-%d} {time:%H:%M}"[:length]
    when = parse_when(text)
    assert str(when) == text
    assert when.precision == precision
    assert when.first <= day <= when.last


@pytest.mark.parametrize("text", ["2026-03-14T09:30", "2026-03-14 09:30:00", "2026-03-14T09:30:00"])
def test_the_ways_to_write_an_hour_mean_the_same(text):
    assert str(parse_when(text)) == "2026-03-14 09:30"


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a byte-order mark", "\n"), ("Windows line ends", "\r\n"), ("old Macintosh line ends", "\r")],
)
@pytest.mark.parametrize("path", [RIGA, PARK])
def test_marks_and_line_ends_of_other_systems_are_no_problem(folder, path, name, ending):
    text = folder.read(path).replace("\n", ending)
    folder.write(path, ("\ufeff" + text).encode() if name == "a byte-order mark" else text.encode())
    assert folder.check().problems == ()


def test_lines_are_counted_the_same_with_windows_line_ends(folder):
    folder.edit(RIGA, "country: LV", "country: XX")
    folder.write(RIGA, folder.read(RIGA).replace("\n", "\r\n"))
    (problem,) = folder.check().problems
    assert (problem.line, problem.column) == (3, 10)


def test_norway_is_a_country(folder):
    folder.edit(RIGA, "country: LV", "country: NO")
    assert folder.catalogue().cities["riga"].country == "NO"


@pytest.mark.parametrize(
    "example",
    [
        "```\n[a](city:nowhere)\n```",
        "~~~ markdown\n[a](city:nowhere)\n```\n[a](city:nowhere)\n~~~",
        "Write `[a](city:nowhere)` for a link.",
        "Write ``[a](city:nowhere) ` `` for a link.",
        "[mail](mailto:a@b.example) and [page](https://a.example/city:nowhere)",
    ],
)
def test_what_is_no_link_by_identity_is_left_alone(folder, example):
    folder.edit(PARK, "Each spring", f"{example}\n\nEach spring")
    assert folder.check().problems == ()


def test_a_fence_that_was_closed_hides_nothing_after_it(folder):
    folder.edit(PARK, "Each spring", "```\nx\n```\n\n[a](city:nowhere)\n\nEach spring")
    assert folder.codes() == ["UTM421"]


@pytest.mark.parametrize(
    "path", ["index.md", "README.md", "_draft.md", ".hidden.md", "_drafts/a.md", "park.jpg"]
)
def test_section_pages_drafts_and_pictures_are_no_records(folder, path):
    folder.write(f"content/practices/{path}", "no record")
    assert folder.check().files == 11


def test_records_may_lie_in_folders_of_folders(folder):
    folder.copy(PARK, "content/practices/2020/parks/hill-park.md")
    assert "practice:hill-park" in folder.catalogue().records


def test_an_hour_that_the_clock_shows_once_is_right(folder):
    day = "content/events/open-day.md"
    folder.edit(day, "start: 2026-09-10 09:30", "start: 2026-03-29 04:00")
    assert folder.check().problems == ()


def test_a_target_or_an_estimate_may_lie_ahead(folder):
    folder.edit(
        PARK,
        "  year: 2020\n  source: report\n  grade: reported",
        "  year: 2030\n  source: report\n  grade: target",
    )
    assert folder.check().problems == ()
