"""The three worked examples of the page about the data run as they are printed, and give what is true."""

from __future__ import annotations

import csv
import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from openpyxl.utils import column_index_from_string
from selectolax.lexbor import LexborHTMLParser

from needed_programs import needed
from sample_folder import Folder

SETTINGS = """site_name: Exchange
site_url: {address}
docs_dir: content
theme: {{name: material, font: false}}
plugins: [utm-catalogue, utm-pages, utm-indexes, utm-crosslinks, utm-opendata, utm-whats-new, utm-metadata: {{images: false}}]
"""


@dataclass(frozen=True)
class Built:
    """A built site that stands on a server of this machine, at the address that it knows of."""

    address: str
    folder: Path

    def page(self, path: str) -> LexborHTMLParser:
        return LexborHTMLParser((self.folder / path / "index.html").read_text("utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = Folder(tmp_path_factory.mktemp("examples") / "catalogue")
    site = folder.root / "site"

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(site))
    )
    address = f"http://127.0.0.1:{server.server_port}/"
    folder.edit("content/practices/river-park.md", "grade: reported", "grade: published")
    folder.write("mkdocs.yml", SETTINGS.format(address=address))
    folder.write("content/index.md", "# Home\n\nText.\n")
    command = ("build", "--root", str(folder.root), "--site-dir", str(site), "--today", "2026-06-01")
    done = subprocess.run(
        [sys.executable, "-m", "utm_exchange", *command],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Built(address, site)
    server.shutdown()
    server.server_close()


def asked(address: str) -> bytes:
    with urlopen(address) as answer:  # noqa: S310 - a server of this machine
        found: bytes = answer.read()
    return found


def printed(built: Built, language: str) -> str:
    code = built.page("about/data").css_first(f"code.language-{language}")
    assert code is not None
    return code.text()


def test_the_example_for_a_spreadsheet(built: Built) -> None:
    section = built.page("about/data").css_first("section[aria-labelledby=spreadsheet]")
    address, formula = (code.text() for code in section.css("code"))
    assert address.startswith(built.address)
    rows = list(csv.reader(asked(address).decode("utf-8-sig").splitlines()))
    # COUNTIF counts the cells of a column that are equal to a text.
    column, value = formula.removeprefix("=COUNTIF(").removesuffix(")").split(",")
    place = column_index_from_string(column.partition(":")[0]) - 1
    assert rows[0][place] == "grade"
    counted = sum(row[place] == value.strip('"') for row in rows)
    assert counted == int(section.css_first("output").text()) == 1


def test_the_example_for_python(built: Built) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", printed(built, "python")], capture_output=True, text=True, check=True
    )
    assert done.stdout == "A park that takes the flood | Homes out of danger | 350 | homes\n"


def test_the_example_for_the_command_line(built: Built) -> None:
    for program in ("curl", "jq"):
        needed(program)
    done = subprocess.run(["sh", "-ec", printed(built, "sh")], capture_output=True, text=True, check=True)
    assert done.stdout == '"Riga","LV",605273\n'


def test_every_address_in_the_index_can_be_asked_for(built: Built) -> None:
    index = json.loads(asked(f"{built.address}api/v1/index.json"))
    assert index["addresses"] == "absolute"
    assert {len(asked(file["address"])) - file["bytes"] for file in index["files"]} == {0}


def test_the_page_describes_itself_as_a_data_set_for_search_engines(built: Built) -> None:
    document = json.loads(built.page("about/data").css_first('script[type="application/ld+json"]').text())
    (data,) = (thing for thing in document["@graph"] if thing["@type"] == "Dataset")
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert len(data["distribution"]) > 20
    assert all(asked(download["contentUrl"]) for download in data["distribution"])


def test_what_is_new_says_plainly_that_it_has_no_history(built: Built) -> None:
    page = built.page("whats-new")
    assert "without the history" in page.css_first(".empty").text()
    assert page.css_first('link[type="application/atom+xml"]').attributes["href"] == "atom.xml"
    assert (built.folder / "whats-new/atom.xml").is_file()
    assert built.page("practices/river-park").css_first("details.history") is None
