"""The lists of events and news, the pages of series, and the digests."""

from __future__ import annotations

import pytest

from sample_folder import Folder
from utm_exchange.formatting import formatter
from utm_exchange.indexes.event_pages import events_page, series_pages
from utm_exchange.indexes.index_pages import IndexPage
from utm_exchange.indexes.news_pages import digest_pages, digests, news_page

DAY = "content/events/open-day.md"
PRIZE = "content/news/prize.md"
TIMES = "start: 2026-09-10 09:30\nend: 2026-09-11 17:00\ntime_zone: Europe/Riga\n"


def event(folder: Folder, name: str, start: str, more: str = "") -> None:
    folder.copy(DAY, f"content/events/{name}.md", TIMES, f"start: {start}\n{more}")


def shown(page: IndexPage) -> dict[str, list[str]]:
    return {section.id: [record.slug for record in section.records] for section in page.sections}


# --- Events ----------------------------------------------------------------------------------------


def test_events_are_coming_postponed_or_over(folder: Folder) -> None:
    event(folder, "next", "2026-06-10")
    event(folder, "today", "2026-05-20\nend: 2026-06-01")
    event(folder, "called-off", "2026-07-01", "status: cancelled\n")
    event(folder, "later", "2026-03-01", "status: postponed\n")
    event(folder, "was-off", "2026-02-01", "status: cancelled\n")
    event(folder, "old", "2025-11-11")
    assert shown(events_page(folder.catalogue())) == {
        "coming": ["today", "next", "called-off", "open-day"],
        "postponed": ["later"],
        "y2026": ["was-off"],
        "y2025": ["old"],
    }


def test_events_are_found_by_kind_format_and_language(folder: Folder) -> None:
    folder.edit(DAY, "country:", "format: online\nlanguages: [fr, pt-BR]\ncountry:")
    facets = folder.catalogue().facets
    assert [(v.id, v.label) for v in facets["event-kind"]] == [("conference", "Conference")]
    assert [(v.id, v.label) for v in facets["event-format"]] == [("online", "Online")]
    assert [(v.id, v.label) for v in facets["language"]] == [("fr", "French"), ("pt", "Portuguese")]


def test_a_series_has_a_page_with_its_editions(folder: Folder) -> None:
    event(folder, "first", "2024-05-01", "series: innovation-summit\n")
    event(folder, "second", "2025-05-01", "series: innovation-summit\n")
    event(folder, "third", "2027-05", "series: innovation-summit\n")
    (page,) = series_pages(folder.catalogue())
    assert page.address == "events/series/innovation-summit/"
    assert page.title == "Annual Innovation Summit"
    assert shown(page) == {"coming": ["third"], "y2025": ["second"], "y2024": ["first"]}


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        (TIMES, "10 September 2026, 06:30 to 11 September 2026, 14:00 UTC"),
        (
            "start: 2026-10-25 01:00\nend: 2026-10-25 05:00\ntime_zone: Europe/Riga\n",
            "24 October 2026, 22:00 to 25 October 2026, 03:00 UTC",
        ),
        (
            "start: 2026-01-10 09:30\nend: 2026-01-10 17:00\ntime_zone: Asia/Kathmandu\n",
            "10 January 2026, 03:45–11:15 UTC",
        ),
        ("start: 2026-01-10 09:30\ntime_zone: America/Bogota\n", "10 January 2026, 14:30 UTC"),
        ("start: 2026-01-10\n", ""),
    ],
)
def test_hours_are_told_in_utc(folder: Folder, written: str, utc: str) -> None:
    folder.edit(DAY, TIMES, written)
    assert formatter().in_utc(folder.catalogue().records["event:open-day"]) == utc  # type: ignore[arg-type]


# --- News ------------------------------------------------------------------------------------------


def test_pinned_news_comes_first_and_the_rest_by_year(folder: Folder) -> None:
    folder.copy(PRIZE, "content/news/old.md", "date: 2026-04-02", "date: 2024")
    folder.copy(PRIZE, "content/news/new.md", "date: 2026-04-02", "date: 2026-05")
    folder.copy(PRIZE, "content/news/kept.md", "date: 2026-04-02", "date: 2025-01-01\npinned: yes")
    assert shown(news_page(folder.catalogue())) == {
        "pinned": ["kept"],
        "y2026": ["new", "prize"],
        "y2024": ["old"],
    }


def test_a_digest_has_the_news_of_its_month_and_the_dates_after_it(folder: Folder) -> None:
    event(folder, "soon", "2026-05-12")
    event(folder, "off", "2026-05-13", "status: cancelled\n")
    folder.edit(DAY, "country:", "registration: {deadline: 2026-06-15}\ncountry:")
    folder.copy(PRIZE, "content/news/another.md", "date: 2026-04-02", "date: 2026-04-20")
    folder.copy(PRIZE, "content/news/later.md", "date: 2026-04-02", "date: 2026-05-20")
    may, april = digests(folder.catalogue(), formatter())
    assert (may.name, april.name) == ("2026-05", "2026-04")
    held = {heading: [line.record.slug for line in lines] for heading, lines in april.parts}
    assert held == {"News": ["another", "prize"], "Coming events": ["soon"], "Deadlines": ["open-day"]}
    assert {h: [line.record.slug for line in lines] for h, lines in may.parts}["Deadlines"] == ["open-day"]


def test_a_digest_reads_well_as_plain_text(folder: Folder) -> None:
    (digest,) = digests(folder.catalogue(), formatter())
    assert digest.text("https://a.example/", "Exchange") == (
        "Exchange: News of April 2026\n\nNEWS\n\n* The park wins a prize\n  2 April 2026\n"
        "  A jury praised the river park.\n  https://a.example/news/prize/\n"
    )


def test_each_month_has_a_page_and_all_months_a_list(folder: Folder) -> None:
    folder.copy(PRIZE, "content/news/old.md", "date: 2026-04-02", "date: 2025-01-31")
    folder.copy(PRIZE, "content/news/vague.md", "date: 2026-04-02", "date: 2023")
    pages = [page.address for page in digest_pages(folder.catalogue(), formatter())]
    assert pages == ["news/digest/2026-04/", "news/digest/2025-01/", "news/digest/"]


def test_the_time_to_read_is_told_in_whole_minutes() -> None:
    assert [formatter().reading_time(words) for words in (0, 250, 900)] == [
        "1 minute to read",
        "1 minute to read",
        "4 minutes to read",
    ]


# --- Odd input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (DAY, "title: Open day in the park", "title: " + "x" * 300, "UTM205"),
        (DAY, "country:", "url: https://www.example.org/open day\ncountry:", "UTM304"),
        (DAY, "time_zone: Europe/Riga", "time_zone: Europe/Atlantis", "UTM308"),
        (PRIZE, "date: 2026-04-02\n", "", "UTM201"),
        (DAY, "country:", "series: annual-summit\ncountry:", "UTM302"),
    ],
)
def test_what_cannot_be_is_told(folder: Folder, file: str, old: str, new: str, code: str) -> None:
    folder.edit(file, old, new)
    assert folder.codes() == [code]


def test_a_title_from_right_to_left_and_one_with_markup_are_taken_as_they_are(folder: Folder) -> None:
    folder.edit(DAY, "title: Open day in the park", "title: 'مدينة alert(1) & 3 < 4'")
    catalogue = folder.catalogue()
    assert catalogue.records["event:open-day"].title == "مدينة alert(1) & 3 < 4"


def test_months_follow_each_other_whatever_their_length(folder: Folder) -> None:
    for month in range(1, 5):
        folder.copy(PRIZE, f"content/news/m{month}.md", "date: 2026-04-02", f"date: 2026-{month:02}-28")
    event(folder, "spring", "2026-03-01")
    found = {
        digest.name: [
            line.record.slug for heading, lines in digest.parts if heading != "News" for line in lines
        ]
        for digest in digests(folder.catalogue(), formatter())
    }
    assert found["2026-01"] == ["spring"]
    assert found["2026-02"] == ["spring"]
    assert "spring" not in found["2026-03"]
