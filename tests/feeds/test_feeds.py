"""Feeds give every item back to a real parser, under an identity and with dates that hold."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from publishing import ADDRESS, built, commit
from sample_folder import Folder

PRIZE = "content/news/prize.md"
PARK = "content/practices/river-park.md"
HOSTILE = "'Markup & \"quotes\" ]]> 3 < 4 مدينة'"
MANY = 120


def prepare(folder: Folder) -> None:
    """Make a catalogue with one odd title, links of all kinds, many news items and closed calls."""
    folder.edit(PRIZE, "title: The park wins a prize", f"title: {HOSTILE}\nauthors: [Ana Ozola]")
    folder.edit(
        PRIZE,
        "The jury said so.",
        "See [Riga](city:riga#targets), [the report](https://www.example.org/a b) and [above](#top).",
    )
    for number in range(MANY):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        folder.copy(PRIZE, f"content/news/item-{number}.md", "date: 2026-04-02", f"date: {day}")
    folder.edit(PRIZE, "https://www.example.org/a b", "https://www.example.org/a")
    folder.copy("content/funding/green-fund.md", "content/funding/old-fund.md", "2026-10-01", "2026-04-01")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same catalogue built with and without the site's address."""
    folder = Folder(tmp_path_factory.mktemp("feeds") / "catalogue")
    prepare(folder)
    commit(folder, "2026-05-02")
    folder.edit(PARK, "summary:", "review_by: 2027-01-01\nsummary:")
    commit(folder, "2026-05-20")
    return built(folder, "site"), built(folder, "site-nowhere", site_url="")


@pytest.fixture
def site(sites: tuple[Path, Path]) -> Path:
    return sites[0]


def read(file: Path) -> Any:
    headers = {
        "content-location": f"{ADDRESS}feeds/{file.name}",
        "content-type": f"application/{file.suffix[1:]}+xml",
    }
    parsed = feedparser.parse(file.read_bytes(), response_headers=headers)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def chain(site: Path, name: str) -> Iterator[Any]:
    """Yield a feed and all that its links to earlier ones lead to (RFC 5005)."""
    file: Path | None = site / f"feeds/{name}.atom"
    while file is not None:
        parsed = read(file)
        yield parsed
        before = [link.href for link in parsed.feed.links if link.rel == "prev-archive"]
        file = site / before[0].removeprefix(ADDRESS) if before else None


def test_every_record_comes_back_from_the_feed_and_its_archives(site: Path) -> None:
    documents = list(chain(site, "news"))
    assert len(documents) == 1 + 3
    ids = {entry.id for document in documents for entry in document.entries}
    expected = {f"item-{number}" for number in range(MANY)} | {"prize"}
    assert ids == {f"tag:exchange.example.org,2026:news/{name}" for name in expected}


def essence(file: Path) -> dict[str, tuple[str, ...]]:
    """Return title, link, text and day of each item of a feed by its id."""
    if file.suffix == ".json":
        items = json.loads(file.read_text("utf-8"))["items"]
        return {i["id"]: (i["title"], i["url"], i["content_html"], i["date_published"][:10]) for i in items}
    day = "%Y-%m-%d"
    return {
        e.id: (e.title, e.link, e.content[0].value, time.strftime(day, e.published_parsed))
        for e in read(file).entries
    }


@pytest.mark.parametrize("form", ["rss", "json"])
def test_each_format_says_the_same(site: Path, form: str) -> None:
    said = essence(site / f"feeds/all.{form}")
    assert said == essence(site / "feeds/all.atom")
    assert len(said) == 50


def test_a_full_archive_leads_both_ways_and_stays_as_it_is(site: Path) -> None:
    links = {link.rel: link.href for link in read(site / "feeds/news-2.atom").feed.links}
    assert links["prev-archive"] == f"{ADDRESS}feeds/news-1.atom"
    assert links["next-archive"] == f"{ADDRESS}feeds/news-3.atom"
    assert links["current"] == f"{ADDRESS}feeds/news.atom"
    assert links["self"] == f"{ADDRESS}feeds/news-2.atom"
    assert "<fh:archive/>" in (site / "feeds/news-2.atom").read_text("utf-8")


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_any_title_comes_back_as_it_was(site: Path, form: str) -> None:
    titles = {title for title, *_rest in essence(site / f"feeds/news.{form}").values()}
    assert titles == {HOSTILE.strip("'")}


def test_the_full_text_is_there_with_whole_links_only(site: Path) -> None:
    item = next(
        item
        for item in json.loads((site / "feeds/news.json").read_text("utf-8"))["items"]
        if item["id"].endswith("/prize")
    )
    links = {node.text(): node.attributes["href"] for node in LexborHTMLParser(item["content_html"]).css("a")}
    assert links == {
        "Riga": f"{ADDRESS}cities/riga/#targets",
        "the report": "https://www.example.org/a",
        "above": f"{ADDRESS}news/prize/#top",
    }
    for file in (site / "feeds").iterdir():
        relative = re.findall(r'(?:href|src)=(?:"|\\"|&quot;)(?!https?:|")[^"&\\]+', file.read_text("utf-8"))
        assert file.suffix == ".html" or relative == [], file.name


def test_dates_are_those_of_the_news_and_of_the_history(site: Path) -> None:
    entries = {e.id.split(":")[-1]: e for e in read(site / "feeds/all.atom").entries}
    park = entries["practice/river-park"]
    assert (park.published, park.updated) == ("2026-05-02T12:00:00+00:00", "2026-05-20T12:00:00+00:00")
    news = next(e for e in read(site / "feeds/news.atom").entries if e.id.endswith("/item-119"))
    assert news.published == "2026-04-30T00:00:00+00:00"


def test_what_the_w3c_checker_asks_for_holds(site: Path) -> None:
    """https://validator.w3.org/feed/docs/: ids are URIs and differ, dates are RFC 3339 or 822 and not to come."""
    now = dt.datetime(2026, 6, 2, tzinfo=dt.UTC)
    for file in sorted((site / "feeds").glob("*.atom")):
        parsed = read(file)
        assert parsed.version == "atom10"
        assert parsed.feed.author
        assert any(
            link.rel == "self" and link.href == f"{ADDRESS}feeds/{file.name}" for link in parsed.feed.links
        )
        ids = [entry.id for entry in parsed.entries]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"tag:[\w.-]+,\d{4}:[\w/-]+", id_) for id_ in (parsed.feed.id, *ids))
        moments = [
            dt.datetime.fromisoformat(e[name]) for e in parsed.entries for name in ("published", "updated")
        ]
        moments.append(dt.datetime.fromisoformat(parsed.feed.updated))
        assert max(moments) < now
        published = [entry.published for entry in parsed.entries]
        assert published == sorted(published, reverse=True)
    for file in sorted((site / "feeds").glob("*.rss")):
        parsed = read(file)
        assert parsed.version == "rss20"
        assert parsed.feed.link.startswith(ADDRESS)
        assert parsed.feed.description
        assert parsedate_to_datetime(parsed.feed.updated) < now
        for entry in parsed.entries:
            assert entry.guidislink is False
            assert entry.link.startswith(ADDRESS)


def test_json_feeds_follow_their_specification(site: Path) -> None:
    for file in sorted((site / "feeds").glob("*.json")):
        document = json.loads(file.read_text("utf-8"))
        assert document["version"] == "https://jsonfeed.org/version/1.1"
        assert document["feed_url"] == f"{ADDRESS}feeds/{file.name}"
        for item in document["items"]:
            assert {"id", "url", "title", "content_html", "date_published", "date_modified"} <= item.keys()
            assert dt.datetime.fromisoformat(item["date_published"]).tzinfo is not None


def test_open_calls_are_open_and_closed_ones_are_kept_in_the_archive(site: Path) -> None:
    def names(file: str) -> set[str]:
        return {entry.id.split("/")[-1] for entry in read(site / file).entries}

    assert names("feeds/calls.atom") == {"green-fund", "park-school"}
    assert names("feeds/calls-1.atom") == {"green-fund", "park-school", "old-fund"}


def test_identities_do_not_depend_on_the_address_and_links_work_from_the_feed(
    sites: tuple[Path, Path],
) -> None:
    with_address, without = sites
    for name in ("news.atom", "news.rss", "news.json"):
        known = {id_: link for id_, (_title, link, *_rest) in essence(with_address / "feeds" / name).items()}
        found = essence(without / "feeds" / name)
        assert {id_: urljoin(f"{ADDRESS}feeds/{name}", it[1]) for id_, it in found.items()} == known
    page = LexborHTMLParser((without / "feeds/index.html").read_text("utf-8"))
    assert "does not say where it is published" in page.body.text()  # type: ignore[union-attr]


def test_a_renamed_record_is_the_same_item_at_its_new_address(folder: Folder) -> None:
    before = {e.id: e.link for e in read(built(folder, "one") / "feeds/news.atom").entries}
    folder.edit(PRIZE, "title:", "aliases: [prize]\ntitle:")
    (folder.root / PRIZE).rename(folder.root / "content/news/award.md")
    after = {e.id: e.link for e in read(built(folder, "two") / "feeds/news.atom").entries}
    assert before.keys() == after.keys()
    assert set(after.values()) == {f"{ADDRESS}news/award/"}


@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        ("", ["feeds/all.atom"]),
        ("news/", ["feeds/news.atom", "feeds/all.atom"]),
        ("news/prize/", ["feeds/news.atom", "feeds/all.atom"]),
        ("events/", ["feeds/events.atom", "calendar/events.ics", "feeds/all.atom"]),
        ("funding/", ["feeds/calls.atom", "calendar/deadlines.ics", "feeds/all.atom"]),
        ("browse/region/europe/", ["feeds/region-europe.atom", "feeds/all.atom"]),
    ],
)
def test_a_page_leads_programs_to_its_own_feed_first(site: Path, page: str, feeds: list[str]) -> None:
    head = LexborHTMLParser((site / page / "index.html").read_text("utf-8"))
    found = [node.attributes["href"] or "" for node in head.css('link[rel="alternate"]')]
    assert [
        urljoin(f"https://x.example/{page}", href).removeprefix("https://x.example/") for href in found
    ] == feeds
    assert all((site / page / href).resolve().is_file() for href in found)
