"""A small site without an address, with titles that want to do harm."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from vocabulary_fixture import mistakes

from sample_folder import Folder

HOSTILE = """'alert("1") & ]]> 3 < 4 🌳 مدينة'"""
SETTINGS = """site_name: Exchange
docs_dir: content
theme: {name: material, font: false}
plugins: [utm-catalogue, utm-pages, utm-indexes, utm-crosslinks, utm-metadata%s]
"""


def built(folder: Folder, options: str = "") -> Path:
    settings = SETTINGS % ""
    if options:
        settings = settings.replace("utm-metadata]", f"utm-metadata: {options}]")
    folder.write("mkdocs.yml", settings)
    folder.write("content/index.md", "# Home\n\nText.\n")
    site = folder.root / "site"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "utm_exchange",
            "build",
            "--root",
            str(folder.root),
            "--site-dir",
            str(site),
            "--today",
            "2026-06-01",
        ],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def page_of(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path / "index.html").read_text("utf-8"))


def test_a_hostile_title_stays_a_title(folder: Folder) -> None:
    text = folder.read("content/practices/river-park.md")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    folder.edit("content/practices/river-park.md", title, f"title: {HOSTILE}")
    page = page_of(built(folder), "practices/river-park")
    block = page.css_first('script[type="application/ld+json"]').text()
    said = HOSTILE.strip("'")
    document = json.loads(block)
    assert document["@graph"][0]["headline"] == said
    assert list(mistakes(document)) == []
    assert page.css_first('meta[property="og:title"]').attributes["content"] == said
    assert not [
        script
        for script in page.css("script")
        if "alert" in script.text() and script.attributes.get("type") != "application/ld+json"
    ]


def test_without_an_address_there_are_no_pictures_and_no_claims(folder: Folder) -> None:
    site = built(folder)
    assert not (site / "assets/social").exists()
    page = page_of(site, "practices/river-park")
    for absent in ('meta[property="og:image"]', 'meta[property="og:url"]', 'link[rel="canonical"]'):
        assert page.css_first(absent) is None
    assert page.css_first('meta[property="og:title"]')


def test_pictures_can_be_asked_for(folder: Folder) -> None:
    site = built(folder, "{images: true}")
    assert (site / "assets/social/practices/river-park.png").is_file()
    assert page_of(site, "practices/river-park").css_first('meta[property="og:image"]') is None


def test_a_withdrawn_page_asks_not_to_be_found_and_says_nothing_more(folder: Folder) -> None:
    folder.edit(
        "content/practices/river-park.md",
        "title:",
        "withdrawn:\n  date: 2026-05-01\n  reason: The city asked for it.\ntitle:",
    )
    page = page_of(built(folder), "practices/river-park")
    assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    assert page.css_first('script[type="application/ld+json"]') is None
    assert page.css_first('meta[property="og:type"]') is None


@pytest.mark.parametrize("named", [True, False])
def test_contributors_are_authors(folder: Folder, named: bool) -> None:
    lines = [
        line
        for line in folder.read("content/practices/river-park.md").splitlines()
        if not line.startswith("contributors:")
    ]
    text = "\n".join(lines)
    folder.write(
        "content/practices/river-park.md",
        text.replace("title:", "contributors: [Ana Lu]\ntitle:", 1) if named else text,
    )
    page = page_of(built(folder), "practices/river-park")
    found = page.css_first('meta[name="author"]')
    assert (found.attributes["content"] if found else "") == ("Ana Lu" if named else "")
