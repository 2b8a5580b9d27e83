"""``utm pack``: any part, in any form, and a folder that the real nginx serves."""

from __future__ import annotations

import gzip
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from downloads_fixture import SAMPLE, SMALL, entries, packed, prepared, utm
from playwright.sync_api import Browser, expect

from needed_programs import needed
from utm_exchange.offline.downloads.archives import read_copy

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from conftest import Folder


def test_without_a_choice_it_packs_the_whole_and_takes_the_place_of_the_last(
    small: Folder, tmp_path: Path
) -> None:
    forms = ("--form", "zip", "--form", "folder")
    archive, folder = packed(small.root, tmp_path / "packs", *forms)
    assert (archive, folder) == (tmp_path / "packs/exchange.zip", tmp_path / "packs/exchange")
    assert next(iter(entries(archive))) == "exchange/index.html", "what one opens comes first, in one folder"
    (folder / "old.html").write_text("old", "utf-8")
    assert packed(small.root, tmp_path / "packs", *forms) == [archive, folder]
    assert {f"exchange/{file}" for file in read_copy(folder)} == set(entries(archive))


def test_a_choice_of_several_kinds_in_every_form(small: Folder, tmp_path: Path) -> None:
    forms = [word for form in ("zip", "text", "epub", "pdf", "folder") for word in ("--form", form)]
    made = packed(small.root, tmp_path, "--city", "riga", "--sector", "nature-and-adaptation", *forms)
    name = "exchange-sector-nature-and-adaptation_city-riga"
    assert {path.name for path in made} == {
        name,
        f"{name}.zip",
        f"{name}-text.zip",
        f"{name}.epub",
        f"{name}.pdf",
    }
    page = "practices/river-park/index.html"
    assert (tmp_path / name / page).read_bytes() == entries(tmp_path / f"{name}.zip")[f"{name}/{page}"]
    assert f"{name}-text/practices/river-park.html" in entries(tmp_path / f"{name}-text.zip")
    assert "book/practices--river-park.xhtml" in entries(tmp_path / f"{name}.epub")
    assert len(pypdf.PdfReader(tmp_path / f"{name}.pdf").pages) > 2
    assert not (tmp_path / name / "cities/tartu").exists()


def test_nothing_but_the_files_asked_for_is_left_behind(small: Folder, tmp_path: Path) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    forms = [word for form in ("zip", "epub", "pdf") for word in ("--form", form)]
    arguments = ("--root", str(small.root), "--today", SMALL, "--to", str(tmp_path / "packs"), *forms)
    assert utm("pack", *arguments, TMPDIR=str(aside)).returncode == 0
    assert list(aside.iterdir()) == []


@pytest.mark.parametrize(
    ("choice", "hint"), [(("--city", "rigga"), "did you mean riga?"), (("--sector", "food"), "food")]
)
def test_a_choice_of_what_there_is_not_is_refused_at_once(
    small: Folder, tmp_path: Path, choice: tuple[str, str], hint: str
) -> None:
    done = utm("pack", "--root", str(small.root), "--to", str(tmp_path / "packs"), *choice)
    assert done.returncode == 2
    assert hint in done.stderr
    assert not (tmp_path / "packs").exists()


def test_a_mistake_in_a_record_is_told_and_nothing_is_packed(small: Folder, tmp_path: Path) -> None:
    small.edit("cities/riga.yaml", "country: LV", "country: Latvia")
    done = utm("pack", "--root", str(small.root), "--to", str(tmp_path / "packs"))
    assert done.returncode == 1
    assert "cities/riga.yaml:" in done.stdout
    assert not (tmp_path / "packs").exists()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What the command makes for a town hall, served by the real nginx as its configuration says."""
    program = needed("nginx")
    tmp_path = tmp_path_factory.mktemp("served")
    root = prepared(Path(shutil.copytree(SAMPLE, tmp_path / "catalogue")))
    (made,) = packed(root, tmp_path, "--for", "nginx")
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    site = (made / "nginx.conf").read_text("utf-8")
    # Only the port and the place are other than in a town hall.
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("  listen [::]:80;\n", "")
    site = site.replace("root /srv/exchange/site;", f'root "{made / "site"}";')
    site = site.replace("include mime.types;", f"include {mime_types(program)};")
    places = "".join(
        f"{name}_temp_path {tmp_path}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = tmp_path / "whole.conf"
    conf.write_text(
        f"daemon off;\npid {tmp_path}/pid;\nerror_log {tmp_path}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n{places}{site}}}\n"
    )
    command = [program, "-c", str(conf), "-p", str(tmp_path)]
    if Path("/root") in made.parents or tmp_path.stat().st_uid == 0:
        command += ["-g", "user root;"]
    tested = subprocess.run([*command, "-t"], check=False, capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _attempt in range(100):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=20)


def mime_types(program: str) -> str:
    """Return where this nginx keeps its list of types."""
    said = subprocess.run([program, "-V"], check=False, capture_output=True, text=True).stderr
    conf = next(word.partition("=")[2] for word in said.split() if word.startswith("--conf-path="))
    return str(Path(conf).with_name("mime.types"))


def asked(address: str, **headers: str) -> HTTPResponse:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own server
    answer: HTTPResponse = urllib.request.urlopen(request, timeout=20)  # noqa: S310 - the same
    return answer


def test_nginx_serves_pages_types_headers_and_a_page_for_wrong_addresses(served: str) -> None:
    home = asked(served, **{"Accept-Encoding": "gzip"})
    assert home.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"<h1>" in gzip.decompress(home.read())
    assert "default-src 'none'" in home.headers["Content-Security-Policy"]
    assert home.headers["Cache-Control"] == "no-cache"
    with pytest.raises(urllib.error.HTTPError, match="304"):
        asked(served, **{"If-None-Match": asked(served).headers["ETag"]})
    assert asked(served + "practices/river-park/").status == 200
    for path, kind in {"calendar/events.ics": "text/calendar", "api/v1/practices.geojson": "application/geo+json",
                       "api/v1/practices.csv": "text/csv; charset=utf-8", "assets/fonts/latin.woff2": "font/woff2"}.items():  # fmt: skip
        assert asked(served + path).headers["Content-Type"] == kind, path
    with pytest.raises(urllib.error.HTTPError, match="404") as missing:
        asked(served + "practices/no/such/page/")
    page = missing.value.read().decode()
    assert 'href="/assets/styles/site.css"' in page
    assert 'href="/practices/' in page


def test_a_browser_in_the_town_hall_can_search(served: str, browser: Browser) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        faults: list[str] = []
        tab.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        tab.goto(served)
        tab.keyboard.press("/")
        tab.keyboard.type("river")
        tab.locator("#search-box a").filter(has_text="park").first.click()
        tab.wait_for_url("**/practices/river-park/**")
        expect(tab.locator("h1")).to_be_visible()
        assert faults == []
