"""The build: what it prints, that it repeats itself byte for byte, and that failures leave the last site."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
from pathlib import Path

import pytest
from site_fixture import REPOSITORY, TODAY, Site, utm

RECORD_FOLDERS = (
    "practices",
    "cities",
    "events",
    "news",
    "funding",
    "training",
    "needs",
    "alliance",
    "voices",
    "guidance",
)
LARGEST_PAGE = 15_000
"""Bytes of gzipped HTML that the page of a record may have."""


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_build_makes_files_to_take_along_only_when_asked(site: Site) -> None:
    assert not (site.folder / "packs/downloads").exists()
    assert not (site.folder / "packs/downloads.json").exists()


def copy_of_catalogue(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("content", "cities"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    return folder


def test_the_last_line_counts_pages_and_records(site: Site) -> None:
    match = re.fullmatch(
        r"built (\d+) pages from (\d+) records in [\d.]+ s -> (.+)", site.output.strip().splitlines()[-1]
    )
    assert match, site.output
    assert int(match[1]) == len(site.pages)
    files = [path for folder in ("content", "cities") for path in (REPOSITORY / folder).rglob("*.*")]
    records = [
        path
        for path in files
        if path.suffix == ".yaml" or (path.parent.name in RECORD_FOLDERS and path.suffix == ".md")
    ]
    assert int(match[2]) == len(records)


def test_two_builds_in_different_folders_with_different_hash_seeds_are_the_same_byte_for_byte(
    tmp_path: Path,
) -> None:
    built = []
    for number, seed in (("one", "1"), ("two/deeper", "4242")):
        root = copy_of_catalogue(tmp_path / number)
        done = utm("build", "--root", str(root), "--today", TODAY, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stdout + done.stderr
        built.append(digests(root / "site"))
    assert built[0] == built[1]


def test_the_page_of_every_record_is_light(site: Site) -> None:
    sizes = {
        name: len(gzip.compress((site.folder / name).read_bytes(), mtime=0))
        for name in site.pages
        if name.split("/")[0] in RECORD_FOLDERS and name.count("/") == 2
    }
    assert len(sizes) > 200
    heavy = {name: size for name, size in sizes.items() if size > LARGEST_PAGE}
    assert heavy == {}


def test_nothing_is_published_that_no_page_loads(site: Site) -> None:
    assert not list(site.folder.rglob("*lunr*"))
    assert not list(site.folder.rglob("search_index*"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A catalogue with one city and one practice, built once."""
    root = tmp_path / "small"
    (root / "content/practices").mkdir(parents=True)
    (root / "cities").mkdir()
    shutil.copy(REPOSITORY / "cities/freetown.yaml", root / "cities")
    shutil.copy(REPOSITORY / "content/practices/freetown-the-treetown.md", root / "content/practices")
    practice = root / "content/practices/freetown-the-treetown.md"
    practice.write_text(
        re.sub(r"^needs:\n(?:- .*\n)+", "", practice.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    (root / "content/index.md").write_text("---\ntitle: A small catalogue\n---\nHello.\n", "utf-8")
    (root / "content/about.md").write_text(
        "---\ntitle: About\n---\nSee [Freetown](city:freetown).\n", "utf-8"
    )
    settings = "site_name: Small\ndocs_dir: content\ntheme: {name: material, font: false}\nplugins: [utm-catalogue, utm-pages, utm-indexes, utm-crosslinks]\nvalidation: {nav: {omitted_files: ignore}, links: {not_found: warn}}\n"
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    return root


def build(root: Path, *arguments: str) -> tuple[int, str]:
    done = utm("build", "--root", str(root), "--today", TODAY, *arguments)
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


BREAKAGES = {
    "a record with a mistake": (
        "cities/freetown.yaml",
        "country: SL",
        "country: Sierra Leone",
        "cities/freetown.yaml:",
    ),
    "a settings file that is no YAML": (
        "mkdocs.yml",
        "site_name: Small",
        "site_name: 'Small",
        "mkdocs.yml:1:12: UTM801",
    ),
    "a settings file with a plugin that does not exist": (
        "mkdocs.yml",
        "utm-pages",
        "utm-pagse",
        "mkdocs.yml:1:1: UTM801",
    ),
    "a settings file with a wrong type": (
        "mkdocs.yml",
        "docs_dir: content",
        "docs_dir: [content]",
        "mkdocs.yml:1:1: UTM801",
    ),
    "a page that links to nothing": (
        "content/about.md",
        "city:freetown",
        "nowhere.md",
        "content/about.md:4:16: UTM803",
    ),
    "a page that names an unknown record": (
        "content/about.md",
        "city:freetown",
        "city:freetwon",
        "content/about.md:4:16: UTM421",
    ),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_failed_build_says_why_and_leaves_the_last_good_site(small: Path, breakage: str) -> None:
    path, old, new, place = BREAKAGES[breakage]
    assert build(small)[0] == 0
    before = digests(small / "site")
    text = (small / path).read_text("utf-8")
    assert old in text
    (small / path).write_text(text.replace(old, new, 1), "utf-8")
    code, output = build(small)
    assert code == 1
    assert place in output
    assert "hint:" in output
    assert digests(small / "site") == before
    assert [entry.name for entry in small.iterdir() if entry.name.startswith(".site")] == []


def test_a_catalogue_without_settings_is_told_what_is_missing(tmp_path: Path) -> None:
    code, output = build(tmp_path)
    assert code == 1
    assert "mkdocs.yml" in output
    assert "hint:" in output


def test_a_fault_of_the_generator_is_told_in_words(small: Path) -> None:
    (small / "content/about.md").write_text(
        "---\ntitle: About\ntemplate: no-such.html\n---\nHello.\n", "utf-8"
    )
    code, output = build(small)
    assert code == 1
    assert "UTM802" in output
    assert "no-such.html" in output


def test_an_earlier_address_leads_to_the_present_one(small: Path) -> None:
    practice = small / "content/practices/freetown-the-treetown.md"
    practice.write_text(
        practice.read_text("utf-8").replace("\ncities:\n", "\naliases:\n- tree-town\ncities:\n", 1), "utf-8"
    )
    assert build(small)[0] == 0
    page = (small / "site/practices/tree-town/index.html").read_text("utf-8")
    assert 'http-equiv="refresh" content="0; url=../freetown-the-treetown/index.html"' in page


def test_a_withdrawn_record_keeps_a_short_page_and_leaves_the_lists(small: Path) -> None:
    practice = small / "content/practices/freetown-the-treetown.md"
    withdrawn = "\nwithdrawn:\n  date: 2026-11-01\n  reason: The city asked for it.\ncities:\n"
    practice.write_text(practice.read_text("utf-8").replace("\ncities:\n", withdrawn, 1), "utf-8")
    assert build(small)[0] == 0
    page = (small / "site/practices/freetown-the-treetown/index.html").read_text("utf-8")
    assert "The city asked for it." in page
    assert "Challenge" not in page
    assert "freetown-the-treetown" not in (small / "site/practices/index.html").read_text("utf-8")


def test_a_link_by_identity_follows_the_record(small: Path) -> None:
    assert build(small)[0] == 0
    assert 'href="../cities/freetown/"' in (small / "site/about/index.html").read_text("utf-8")


def test_mkdocs_itself_builds_the_site_and_stops_on_a_mistake(small: Path) -> None:
    import subprocess
    import sys

    def mkdocs() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=small,
            capture_output=True,
            text=True,
            check=False,
        )

    assert mkdocs().returncode == 0
    city = small / "cities/freetown.yaml"
    city.write_text(city.read_text("utf-8").replace("country: SL", "country: Sierra Leone"), "utf-8")
    done = mkdocs()
    assert done.returncode == 1
    assert "UTM309" in done.stderr
    assert "Traceback" not in done.stderr
    assert (small / "site/index.html").is_file()
