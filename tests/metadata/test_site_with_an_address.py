"""The real site, built with the address that it will have: what machines read of each page."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser
from vocabulary_fixture import mistakes

REPOSITORY = Path(__file__).parents[2]
SITE = "https://exchange.example.org/utm/"

Pages = dict[str, LexborHTMLParser]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("addressed") / "root"
    for name in ("content", "cities"):
        shutil.copytree(REPOSITORY / name, root / name)
    (root / "mkdocs.yml").write_text(
        f"site_url: {SITE}\n" + (REPOSITORY / "mkdocs.yml").read_text("utf-8"), "utf-8"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "utm_exchange",
            "build",
            "--root",
            str(root),
            "--site-dir",
            str(root / "site"),
            "--today",
            "2026-11-22",
        ],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="module")
def pages(folder: Path) -> Pages:
    """Every page but 404.html and the redirects, which are for no search engine."""
    site = folder / "site"
    found = {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    return {path: page for path, page in found.items() if page.css_first('meta[property="og:type"]')}


def content(page: LexborHTMLParser, selector: str, attribute: str = "content") -> str:
    found = page.css_first(selector)
    return (found.attributes.get(attribute) or "") if found else ""


def test_the_structured_data_of_every_page_parses_and_is_valid(pages: Pages) -> None:
    assert len(pages) > 400
    wrong = []
    for path, page in pages.items():
        blocks = page.css('script[type="application/ld+json"]')
        assert len(blocks) == 1, path
        document = json.loads(blocks[0].text())
        assert document["@context"] == "https://schema.org"
        wrong += [f"{path}: {mistake}" for mistake in mistakes(document)]
    assert wrong == []


def test_structured_data_is_small(pages: Pages) -> None:
    sizes = sorted(
        len(page.css_first('script[type="application/ld+json"]').text().encode()) for page in pages.values()
    )
    assert sizes[len(sizes) // 2] <= 1200
    assert sizes[-1] <= 6000


def test_every_page_has_a_title_a_description_and_its_own_address(pages: Pages) -> None:
    for path, page in pages.items():
        here = SITE + path.removesuffix("index.html")
        assert content(page, 'link[rel="canonical"]', "href") == here
        assert content(page, 'meta[property="og:url"]') == here
        assert content(page, 'meta[property="og:title"]')
        assert len(content(page, 'meta[name="description"]')) > 5, path
        assert content(page, 'meta[property="og:description"]'), path
        assert page.css_first("title").text().strip()


def test_pages_of_lists_are_told_apart(pages: Pages) -> None:
    lists = {path: page for path, page in pages.items() if path.startswith(("browse/", "cohort/"))}
    assert lists
    for attribute in ("og:title", "og:description"):
        said = [
            content(page, f'meta[property="{attribute}"]')
            for path, page in lists.items()
            if "/by/" not in path
        ]
        assert len(set(said)) == len(said)


def test_every_page_has_a_picture_that_is_there(folder: Path, pages: Pages) -> None:
    for path, page in pages.items():
        address = content(page, 'meta[property="og:image"]')
        assert address.startswith(SITE), path
        file = folder / "site" / re.sub(r"\?v=[0-9a-f]{8}$", "", address.removeprefix(SITE))
        assert file.stat().st_size <= 40_000, path
        assert content(page, 'meta[property="og:image:alt"]')
        with Image.open(file) as image:
            assert image.size == (1200, 630)


def test_records_lead_to_their_neighbours(pages: Pages) -> None:
    for path, page in pages.items():
        address = content(page, 'link[rel="next"]', "href")
        if address:
            other = pages[address.removeprefix(SITE) + "index.html"]
            assert content(other, 'link[rel="prev"]', "href") == SITE + path.removesuffix("index.html")


def test_the_home_page_is_the_site_and_its_data(pages: Pages) -> None:
    document = json.loads(pages["index.html"].css_first('script[type="application/ld+json"]').text())
    assert [thing["@type"] for thing in document["@graph"]] == ["WebSite", "Dataset"]


def test_the_way_to_a_page_ends_at_the_page(pages: Pages) -> None:
    for path, page in pages.items():
        document = json.loads(page.css_first('script[type="application/ld+json"]').text())
        lists = [thing for thing in document.get("@graph", [document]) if thing["@type"] == "BreadcrumbList"]
        if path == "index.html":
            continue
        items = lists[0]["itemListElement"]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert items[0]["item"] == SITE
        assert "item" not in items[-1]
        assert all(item["item"].startswith(SITE) for item in items[:-1])
