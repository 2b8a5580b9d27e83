"""What is new: weeks that read well, and feeds that a real reader takes."""

import datetime as dt

import feedparser
import pytest

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.changes import Change, all_changes
from utm_exchange.catalogue.history import FileChange, FileHistory, History
from utm_exchange.whatsnew.feed import ENTRIES, Sender, feed_text
from utm_exchange.whatsnew.pages import LATEST, new_pages
from utm_exchange.whatsnew.weeks import FOLDED, SHOWN, weeks_of

TODAY = dt.date(2026, 6, 1)
PARK = "practice:river-park"


@pytest.fixture
def catalogue(folder) -> Catalogue:
    return folder.catalogue()


def on(day: str, kind: str, record) -> Change:
    return Change(dt.date.fromisoformat(day), kind, record)


def history_of(catalogue: Catalogue, *days: str) -> History:
    """A history in which every record came on the first day and changed on the others."""
    changes = tuple(
        FileChange(dt.date.fromisoformat(day), "updated" if number else "added")
        for number, day in enumerate(days)
    )
    return History({record.source_file.path: FileHistory(changes) for record in catalogue.records.values()})


# --- Weeks --------------------------------------------------------------------------------------


def test_a_week_runs_from_monday_to_sunday_over_the_end_of_a_year(catalogue) -> None:
    park = catalogue.get(PARK)
    weeks = list(weeks_of([on("2026-01-05", "updated", park), on("2026-01-04", "added", park)]))
    assert [(week.id, week.monday, week.sunday) for week in weeks] == [
        ("2026-w02", dt.date(2026, 1, 5), dt.date(2026, 1, 11)),
        ("2026-w01", dt.date(2025, 12, 29), dt.date(2026, 1, 4)),
    ]


def test_a_record_is_told_once_a_week_by_what_weighs_most(catalogue) -> None:
    park, riga = catalogue.get(PARK), catalogue.get("city:riga")
    changes = [
        on("2026-01-08", "withdrawn", riga),
        on("2026-01-07", "updated", park),
        on("2026-01-06", "added", park),
        on("2026-01-05", "added", riga),
    ]
    (week,) = weeks_of(changes)
    told = [(batch.word, [change.record.identity for change in batch.changes]) for batch in week.batches]
    assert told == [("Added", [PARK]), ("Withdrawn", ["city:riga"])]


@pytest.mark.parametrize("number", [1, SHOWN, SHOWN + 2, SHOWN + 3, SHOWN + FOLDED + 5])
def test_every_change_is_shown_folded_or_counted(catalogue, number: int) -> None:
    park = catalogue.get(PARK)
    records = []
    for place in range(number):
        record = park.model_copy()
        record.attach(f"park-{place}", "", park.source_file)
        records.append(record)
    (week,) = weeks_of(on("2026-01-05", "added", record) for record in records)
    (batch,) = week.batches
    assert len(batch.shown) + len(batch.folded) + batch.rest == number
    assert not batch.folded or len(batch.shown) == SHOWN


# --- Pages --------------------------------------------------------------------------------------


def test_there_is_a_page_for_all_for_each_topic_and_for_years_that_the_first_leaves_out(catalogue) -> None:
    few = list(new_pages(catalogue, all_changes(catalogue, history_of(catalogue, "2026-03-03"))))
    addresses = [page.address for page in few]
    assert addresses[0] == "whats-new/"
    assert "whats-new/sector/nature-and-adaptation/" in addresses
    assert "whats-new/pillar/research-and-innovation/" in addresses
    assert not [address for address in addresses if address.endswith(("2026/", "2025/"))]
    weekly = [str(dt.date(2025, 10, 1) + dt.timedelta(weeks=week)) for week in range(LATEST + 20)]
    many = {
        page.address: page
        for page in new_pages(catalogue, all_changes(catalogue, history_of(catalogue, *weekly)))
    }
    assert len(many["whats-new/"].weeks) == LATEST
    told = {week.id for page in many.values() for week in page.weeks}
    assert len(told) >= LATEST + 20
    assert {"whats-new/2025/", "whats-new/2026/"} <= set(many)


def test_a_topic_tells_only_of_its_own(catalogue) -> None:
    pages = {
        page.address: page
        for page in new_pages(catalogue, all_changes(catalogue, history_of(catalogue, "2026-03-03")))
    }
    found = {change.record for change in pages["whats-new/sector/nature-and-adaptation/"].changes}
    assert found
    assert all("nature-and-adaptation" in record.sectors for record in found)


def test_without_a_history_the_pages_are_there_and_empty(catalogue) -> None:
    first = next(iter(new_pages(catalogue, all_changes(catalogue, History({}, "shallow")))))
    assert first.weeks == ()


# --- Feeds --------------------------------------------------------------------------------------


def sender(site: str = "https://exchange.example/") -> Sender:
    return Sender("Exchange & friends", site, "exchange.example", "en", TODAY)


def test_a_feed_reader_gets_every_entry_back(catalogue) -> None:
    changes = all_changes(catalogue, history_of(catalogue, "2026-03-03", "2026-04-01"))
    read = feedparser.parse(feed_text("What is new", "whats-new/", "whats-new/atom.xml", changes, sender()))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "What is new"
    assert read.feed.id == "tag:exchange.example,2026:feeds/whats-new/atom.xml"
    assert {link.rel: link.href for link in read.feed.links} == {
        "alternate": "https://exchange.example/whats-new/",
        "self": "https://exchange.example/whats-new/atom.xml",
    }
    assert [entry.link for entry in read.entries] == [
        f"https://exchange.example/{change.record.address}/{change.record.slug}/" for change in changes
    ]
    assert [entry.updated[:10] for entry in read.entries] == [change.day.isoformat() for change in changes]
    ids = [entry.id for entry in read.entries]
    assert len(set(ids)) == len(ids)
    assert all(identity.startswith("tag:exchange.example,2026:") for identity in ids)


def test_an_entry_keeps_its_id_when_the_title_changes(folder) -> None:
    def ids() -> list[str]:
        catalogue = folder.catalogue()
        changes = all_changes(catalogue, history_of(catalogue, "2026-03-03"))
        return [
            entry.id
            for entry in feedparser.parse(feed_text("x", "a/", "a/atom.xml", changes, sender())).entries
        ]

    before = ids()
    folder.edit("content/practices/river-park.md", "A park that takes the flood", "Zebras by the river")
    assert sorted(ids()) == sorted(before)


def test_a_feed_of_a_site_without_an_address_leads_to_its_pages(catalogue) -> None:
    changes = [on("2026-03-03", "added", catalogue.get(PARK))]
    text = feed_text("x", "cities/riga/", "whats-new/city/riga/atom.xml", changes, sender(""))
    assert 'href="../../../cities/riga/" rel="alternate"' in text
    assert 'href="../../../practices/river-park/"' in text
    assert 'href="atom.xml" rel="self"' in text


def test_an_empty_feed_does_not_tell_the_time() -> None:
    read = feedparser.parse(feed_text("x", "a/", "a/atom.xml", [], sender()))
    assert not read.bozo
    assert read.feed.updated == "2026-06-01T00:00:00+00:00"
    assert feed_text("x", "a/", "a/atom.xml", [], sender()) == feed_text(
        "x", "a/", "a/atom.xml", [], sender()
    )


def test_a_feed_holds_the_newest_and_no_markup_of_contributors(folder) -> None:
    catalogue = folder.catalogue()
    park = catalogue.get(PARK).model_copy(update={"summary": "<script>alert(1)</script> & more"})
    park.attach("river-park", "", catalogue.get(PARK).source_file)
    many = [on("2026-03-03", "added", park)] * (ENTRIES + 10)
    read = feedparser.parse(feed_text("x", "a/", "a/atom.xml", many, sender()), sanitize_html=False)
    assert len(read.entries) == ENTRIES
    assert read.entries[0].summary == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"
