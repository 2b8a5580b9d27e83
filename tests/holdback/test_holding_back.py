"""What is held back is nowhere in the site, and the check of every build finds it wherever it leaks.

The site of a later day has all that the check must find. Each channel is made to leak by putting that
channel's files of the later site into the site of today.
"""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from PIL import Image

from publishing import ADDRESS, built, commit, run_build
from sample_folder import Folder
from utm_exchange.catalogue.catalogue import Catalogue, build_catalogue
from utm_exchange.catalogue.checking import check_catalogue
from utm_exchange.catalogue.holding_back import is_held_back
from utm_exchange.holdback.checking import leaking
from utm_exchange.records.types import Record

PRIZE = "content/news/prize.md"
DAY = "content/events/open-day.md"
NEED = "content/needs/heat-finance.md"
TODAY, LATER = "2026-06-01", "2026-08-01"


def hold_back(folder: Folder) -> None:
    """Hold back a news item with an alias and a picture, and an event; others speak of both."""
    image = "image:\n  file: jury-photo.png\n  alt: The jury\n"
    folder.edit(PRIZE, "cities:", f"aliases: [award-of-spring]\nembargo: 2026-07-01\n{image}cities:")
    file = io.BytesIO()
    Image.linear_gradient("L").resize((800, 500)).save(file, "PNG")
    folder.write("content/news/jury-photo.png", file.getvalue())
    sign_up = "registration:\n  deadline: 2026-09-01\n"
    folder.edit(DAY, "country:", f"embargo: 2026-07-15 09:00 Europe/Riga\n{sign_up}country:")
    folder.edit(
        NEED, "accessed: 2026-05-01\n---\n", "accessed: 2026-05-01\n---\n\nRead [our news](news:prize).\n"
    )
    folder.edit("content/voices/mayor.md", "- event:open-day\n", "- event:open-day\n- news:prize\n")


@dataclass
class Sites:
    today: Path
    later: Path
    held: tuple[Record, ...]
    catalogue: Catalogue


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = Folder(tmp_path_factory.mktemp("held") / "catalogue")
    hold_back(folder)
    commit(folder, "2026-05-02")
    today, later = built(folder, "site-today", TODAY), built(folder, "site-later", LATER)
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    records = check_catalogue(folder.root, now.date()).records
    held = tuple(record for record in records if is_held_back(record, now))
    return Sites(today, later, held, build_catalogue(records, now.date(), now))


@pytest.fixture
def site(sites: Sites, tmp_path: Path) -> Path:
    """A copy of today's site, to make it leak."""
    return shutil.copytree(sites.today, tmp_path / "site")


def found(sites: Sites, site: Path) -> set[str]:
    return {problem.message for problem in leaking(site, sites.held, sites.catalogue, ADDRESS)}


def test_the_site_of_today_holds_nothing_of_it(sites: Sites) -> None:
    assert len(sites.held) == 2
    assert found(sites, sites.today) == set()
    names = {path.relative_to(sites.today).as_posix() for path in sites.today.rglob("*")}
    assert not any("prize" in name or "open-day" in name or "jury-photo" in name for name in names)


def test_the_site_of_a_later_day_has_it_all(sites: Sites) -> None:
    for path in ("news/prize/index.html", "calendar/events/open-day.ics", "assets/social/news/prize.png"):
        assert (sites.later / path).is_file()


def test_the_site_is_byte_for_byte_the_same_as_if_the_records_were_not_there(
    sites: Sites, tmp_path: Path
) -> None:
    """What does not depend on a secret cannot betray it."""
    folder = Folder(tmp_path / "catalogue")
    hold_back(folder)
    # Those who speak of it say the same without.
    folder.edit("content/voices/mayor.md", "related:\n- event:open-day\n- news:prize\n", "")
    folder.edit(NEED, "[our news](news:prize)", "our news")
    for path in (PRIZE, DAY, "content/news/jury-photo.png"):
        (folder.root / path).unlink()
    commit(folder, "2026-05-02")
    without = built(folder, "site-without", TODAY)
    paths = {path.relative_to(without) for path in without.rglob("*") if path.is_file()}
    assert paths == {p.relative_to(sites.today) for p in sites.today.rglob("*") if p.is_file()}
    different = [
        path.as_posix()
        for path in paths
        if (without / path).read_bytes() != (sites.today / path).read_bytes()
    ]
    assert different == []


CHANNELS = {
    "page": "news/prize/index.html",
    "list": "news/index.html",
    "home page": "index.html",
    "page of a facet": "browse/year/2026/index.html",
    "related records": "practices/river-park/index.html",
    "feed in Atom": "feeds/news.atom",
    "feed in RSS": "feeds/events.rss",
    "feed in JSON": "feeds/all.json",
    "archive of a feed": "feeds/news-1.atom",
    "calendar": "calendar/events.ics",
    "calendar of deadlines": "calendar/deadlines/registration.ics",
    "file of an event": "calendar/events/open-day.ics",
    "sitemap": "sitemap.xml",
    "manifest of a pack": "packs/everything.json",
    "compressed sitemap": "sitemap.xml.gz",
    "social image": "assets/social/news/prize.png",
    "lead picture": "news/prize/lead-800.webp",
    "redirect": "news/award-of-spring/index.html",
    "digest": "news/digest/2026-04/index.html",
    "count": "browse/index.html",
}


@pytest.mark.parametrize("path", CHANNELS.values(), ids=CHANNELS)
def test_a_channel_that_leaks_is_caught(sites: Sites, site: Path, path: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(sites.later / path, site / path)
    assert any(path in message for message in found(sites, site))


def test_a_part_of_a_pack_that_leaks_is_caught(sites: Sites, site: Path) -> None:
    parts = [
        path for path in (sites.later / "packs/parts").iterdir() if "news/prize" in path.read_text("utf-8")
    ]
    assert parts
    for part in parts:
        shutil.copy(part, site / "packs/parts" / part.name)
    assert any("packs/parts/" in message for message in found(sites, site))


def test_a_search_shard_that_leaks_is_caught(sites: Sites, site: Path) -> None:
    shutil.rmtree(site / "search")
    shutil.copytree(sites.later / "search", site / "search")
    assert any("search/" in message for message in found(sites, site))


def in_a_zip(data: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("site.css", "p { margin: 0 }" * 9)
        archive.writestr("pages/a.html", data)
    return file.getvalue()


PACKS: dict[str, Callable[[bytes], bytes]] = {
    "packs/a.zip": in_a_zip,
    "packs/stored.zip": lambda data: in_a_zip(data, zipfile.ZIP_STORED),
    "packs/lzma.zip": lambda data: in_a_zip(data, zipfile.ZIP_LZMA),
    "packs/a.html.gz": gzip.compress,
    "packs/a.html.br": brotli.compress,
    "packs/nested.zip": lambda data: in_a_zip(gzip.compress(in_a_zip(data))),
}


@pytest.mark.parametrize("path", PACKS)
def test_a_compressed_file_that_leaks_is_caught(sites: Sites, site: Path, path: str) -> None:
    (site / "packs").mkdir(exist_ok=True)
    (site / path).write_bytes(PACKS[path]((sites.later / "news/index.html").read_bytes()))
    assert any(path in message for message in found(sites, site))


def test_what_another_archive_holds_too_hides_nothing(sites: Sites, site: Path) -> None:
    page = (sites.later / "news/index.html").read_bytes()
    (site / "packs").mkdir(exist_ok=True)
    for name, data in (("a", b""), ("b", page), ("c", in_a_zip(page))):
        (site / f"packs/{name}.zip").write_bytes(in_a_zip(data))
    leaking_files = " ".join(found(sites, site))
    assert "packs/b.zip" in leaking_files
    assert "packs/c.zip" in leaking_files


def test_a_damaged_archive_stops_no_search(sites: Sites, site: Path) -> None:
    page = (sites.later / "news/index.html").read_bytes()
    whole = in_a_zip(page)
    (site / "packs").mkdir(exist_ok=True)
    for number, at in enumerate(range(0, len(whole), len(whole) // 20)):
        (site / f"packs/{number}.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    (site / "packs/z.zip").write_bytes(whole)
    assert any("packs/z.zip" in message for message in found(sites, site))


def spellings() -> Iterator[tuple[str, str]]:
    title = 'The “park” wins a prize & "more", \\ Łódź'
    yield "JSON", json.dumps({"t": title})
    yield "JSON in UTF-8", json.dumps({"t": title}, ensure_ascii=False)
    yield "HTML", "<p>The “park” wins a prize &amp; &quot;more&quot;, \\ Łódź</p>"
    yield (
        "HTML by numbers",
        "<p>The &#8220;park&#8221; wins a prize &#38; &#34;more&#34;, \\ &#321;ód&#378;</p>",
    )
    yield "HTML in XML", "&lt;p&gt;The “park” wins a prize &amp;amp; &amp;quot;more&amp;quot;, \\ Łódź"
    yield (
        "iCalendar",
        'BEGIN:VCALENDAR\r\nSUMMARY:The “park” wins\r\n  a prize & "more"\\, \\\\ Łód\r\n ź\r\n',
    )
    yield "CSV", '"The “park” wins a prize & ""more"", \\ Łódź"'


@pytest.mark.parametrize("spelling", [text for _name, text in spellings()], ids=[n for n, _t in spellings()])
def test_a_title_is_found_however_a_format_writes_it(folder: Folder, tmp_path: Path, spelling: str) -> None:
    folder.edit(PRIZE, "The park wins a prize", "'The “park” wins a prize & \"more\", \\ Łódź'")
    folder.edit(PRIZE, "date: 2026-04-02", "date: 2026-07-02")
    records = check_catalogue(folder.root, folder.today).records
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    held = [record for record in records if is_held_back(record, now)]
    site = tmp_path / "site"
    site.mkdir(exist_ok=True)
    (site / "a.txt").write_text(spelling, "utf-8", newline="")
    (problem,) = leaking(site, held, build_catalogue(records, folder.today))
    assert "its title stands in a.txt" in problem.message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("api/v1/news.json", '{"count": 1, "records": []}'),
        ("api/v1/list.json", '{"id": "news:prize"}'),
        ("api/v1/list.csv", "news,news/award-of-spring/\n"),
        ("schema/names.json", '["award-of-spring"]'),
    ],
)
def test_an_interface_for_machines_that_leaks_is_caught(
    sites: Sites, site: Path, name: str, text: str
) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(text, "utf-8")
    assert any(name in message for message in found(sites, site))


@pytest.mark.parametrize(
    "text",
    [
        "<a href='https://elsewhere.example.org/news/prize/'>Another site's page</a>",
        "A prize for parks; an open-day-like feeling; news/prizes/",
    ],
)
def test_words_that_only_look_alike_are_left_alone(sites: Sites, site: Path, text: str) -> None:
    (site / "about.html").write_text(text, "utf-8")
    assert found(sites, site) == set()


def test_a_city_that_is_held_back_does_not_make_its_name_a_secret(folder: Folder) -> None:
    folder.edit("cities/tartu.yaml", "country:", "embargo: 2027-01-01\ncountry:")
    folder.write("content/about.md", "---\ntitle: About\n---\nA trip to Tartu\n")
    site = built(folder)
    assert "Tartu" in (site / "about/index.html").read_text("utf-8")
    assert "Tartu" not in (site / "cities/index.html").read_text("utf-8")


def test_a_build_that_leaks_fails_and_says_where_and_what_to_do(folder: Folder) -> None:
    hold_back(folder)
    folder.write("content/about.md", "---\ntitle: About\n---\nSoon: the park wins a prize!\n")
    done = run_build(folder)
    assert done.returncode == 1
    assert "content/news/prize.md:6:10: UTM804" in done.stdout
    assert "its title stands in about/index.html" in done.stdout
    assert "hint: take it out of the text that says it" in done.stdout
    assert not (folder.root / "site").exists()


@pytest.mark.parametrize(
    ("now", "is_out"),
    [
        ("2026-07-15", False),
        ("2026-07-15T05:59:59+00:00", False),
        ("2026-07-15 06:00 UTC", True),
        ("2026-07-15 09:00 Europe/Riga", True),
        ("2026-07-16", True),
    ],
)
def test_an_embargo_with_an_hour_ends_at_that_hour(folder: Folder, now: str, is_out: bool) -> None:
    hold_back(folder)
    site = built(folder, today=now)
    assert (site / "events/open-day/index.html").exists() is is_out


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-07-15", "2026-07-15T00:00+00:00"),
        ("2026-07-15 09:00 Europe/Riga", "2026-07-15T06:00+00:00"),
        ("2026-07-15T09:00+05:30", "2026-07-15T03:30+00:00"),
        # The later of the two readings: what waits must not come early.
        ("2026-10-25 02:30 Europe/Brussels", "2026-10-25T01:30+00:00"),
        ("2026-03-29 02:30 Europe/Brussels", "2026-03-29T01:30+00:00"),
    ],
)
def test_an_embargo_is_never_over_early(folder: Folder, written: str, moment: str) -> None:
    folder.edit(PRIZE, "cities:", f"embargo: {written}\ncities:")
    (record,) = [r for r in folder.check().records if r.identity == "news:prize"]
    assert record.embargo == dt.datetime.fromisoformat(moment)


def test_who_speaks_of_it_is_cleared(folder: Folder) -> None:
    folder.edit("content/alliance/green-network.md", "title:", "embargo: 2027-01-01\ntitle:")
    catalogue = folder.catalogue()
    event, fund = catalogue.records["event:open-day"], catalogue.records["funding:green-fund"]
    assert event.organisers == ("to be announced",)  # type: ignore[attr-defined]
    assert fund.provider == "to be announced"  # type: ignore[attr-defined]
    assert event.slug == "open-day"
    assert "partner:green-network" not in repr([r.model_dump() for r in catalogue.records.values()])
