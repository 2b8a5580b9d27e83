"""A real feed reader and a real calendar subscribe to the site on this machine, before and after it changes.

Newsboat reads the feeds and khal the calendars, both as Debian packages them. Nothing may come twice and
nothing may be lost when an event is moved, renamed and cancelled.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sqlite3
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from needed_programs import needed
from publishing import built, commit
from sample_folder import Folder

DAY = "content/events/open-day.md"
TIMES = "start: 2026-09-10 09:30\nend: 2026-09-11 17:00\n"


@contextmanager
def served(site: Path) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def run(*command: str, home: Path) -> str:
    done = subprocess.run(
        command,
        env={**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Newsboat:
    """A reader with an account of its own, subscribed to one address whatever the port."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.program = needed("newsboat")

    def reload(self, address: str, path: str) -> dict[str, tuple[str, str]]:
        """Read a feed again; return title and address of every item that the reader has, by guid."""
        (self.home / "urls").write_text(f"{address}{path}\n")
        (self.home / "config").write_text("cleanup-on-quit no\n")
        cache = self.home / "cache.db"
        run(
            self.program, "-u", str(self.home / "urls"), "-c", str(cache), "-C", str(self.home / "config"),
            "-x", "reload", home=self.home,
        )  # fmt: skip
        with sqlite3.connect(cache) as database:
            rows = database.execute("SELECT guid, title, url FROM rss_item").fetchall()
        # Two feeds of two ports are one and the same feed here: a reader who moves with the site.
        return {guid: (title, url.replace(address, "/")) for guid, title, url in rows}


class Khal:
    """A calendar that takes in the file of a subscription again and again."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.program = needed("khal")
        (home / "calendar").mkdir()
        times = "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        times += "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        (home / "config").write_text(
            f"[calendars]\n[[it]]\npath = {home / 'calendar'}\n[locale]\n{times}local_timezone = UTC\n"
            f"default_timezone = UTC\n[sqlite]\npath = {home / 'khal.db'}\n[default]\ndefault_calendar = it\n"
        )

    def subscribe(self, address: str, path: str) -> list[tuple[str, ...]]:
        """Read a calendar again; return UID, begin and end in UTC, title and status of all entries of 2026."""
        with urllib.request.urlopen(f"{address}{path}") as answer:  # noqa: S310 - our own server
            (self.home / "new.ics").write_bytes(answer.read())
        config = ("-c", str(self.home / "config"))
        run(
            self.program, *config, "import", "--batch", "-a", "it", str(self.home / "new.ics"), home=self.home
        )
        form = "{uid}|{start}|{end}|{title}|{status}"
        listed = run(
            self.program, *config, "list", "--once", "--day-format", "", "--format", form, "2026-01-01", "365d",
            home=self.home,
        )  # fmt: skip
        return sorted(
            tuple(part.strip() for part in line.split("|")) for line in listed.splitlines() if "|" in line
        )


def change(folder: Folder) -> None:
    """Move the event by a week, rename its file and its title, and cancel the other one."""
    folder.edit(DAY, TIMES, "start: 2026-09-17 09:30\nend: 2026-09-18 17:00\n")
    folder.edit(DAY, "title: Open day in the park", "title: Open house in the park\naliases: [open-day]")
    (folder.root / DAY).rename(folder.root / "content/events/open-house.md")
    folder.edit("content/voices/mayor.md", "event:open-day", "event:open-house")
    folder.edit("content/events/webinar.md", "country:", "status: cancelled\ncountry:")
    commit(folder, "2026-05-20")


@pytest.fixture
def sites(folder: Folder) -> tuple[Path, Path]:
    """The site before and after the change, without the site's own address: links are completed by the reader."""
    folder.copy(DAY, "content/events/webinar.md", "title: Open day in the park", "title: A webinar")
    commit(folder, "2026-05-02")
    before = built(folder, "site-before", site_url="")
    change(folder)
    return before, built(folder, "site-after", site_url="")


def test_nothing_is_doubled_and_nothing_is_lost(sites: tuple[Path, Path], tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("khal", "atom", "rss")]
    for home in homes:
        home.mkdir()
    khal, readers = Khal(homes[0]), {"atom": Newsboat(homes[1]), "rss": Newsboat(homes[2])}
    site = tmp_path / "site"
    shutil.copytree(sites[0], site)
    with served(site) as address:
        calendar = khal.subscribe(address, "calendar/events.ics")
        items = {form: reader.reload(address, f"feeds/events.{form}") for form, reader in readers.items()}
        shutil.rmtree(site)
        shutil.copytree(sites[1], site)
        later = khal.subscribe(address, "calendar/events.ics")
        later_items = {
            form: reader.reload(address, f"feeds/events.{form}") for form, reader in readers.items()
        }

    by_uid = {entry[0]: entry[1:] for entry in later}
    (open_day,) = [entry for entry in calendar if entry[3].startswith("Open day")]
    (webinar,) = [entry for entry in calendar if entry[3].startswith("A webinar")]
    assert len(calendar) == len(later) == 2
    assert open_day[1:3] == ("2026-09-10 06:30", "2026-09-11 14:00")
    assert by_uid[open_day[0]] == (
        "2026-09-17 06:30",
        "2026-09-18 14:00",
        "Open house in the park",
        "CONFIRMED",
    )
    assert by_uid[webinar[0]][2:] == ("Cancelled: A webinar", "CANCELLED")

    for form in readers:
        assert items[form].keys() == later_items[form].keys()
        assert {guid.split(":")[-1] for guid in items[form]} == {"event/open-day", "event/webinar"}
        (renamed,) = [item for guid, item in later_items[form].items() if guid.endswith("open-day")]
        assert renamed[0] == "Open house in the park"
        assert renamed[1] in {"/events/open-house/", "/events/open-day/"}
        path = renamed[1].strip("/")
        assert (sites[1] / path / "index.html").is_file()  # the page, or its redirect
