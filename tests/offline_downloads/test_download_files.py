"""The files themselves: listed with their checksums, small enough, the same bytes each time, without what is held back."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from downloads_fixture import SAMPLE, Published, entries, packed, prepared, utm
from selectolax.lexbor import LexborHTMLParser
from weasyprint import HTML

from utm_exchange.formatting import formatter

if TYPE_CHECKING:
    from conftest import Folder

MEGABYTE = 1_000_000
TOPICS = ("pillar", "sector", "region", "stage")


def test_the_list_names_each_file_as_it_is(published: Published) -> None:
    rows = published.manifest["downloads"]
    assert {row["path"] for row in rows} == {
        f"downloads/{file.name}" for file in (published.site / "packs/downloads").iterdir()
    }
    for row in rows:
        content = (published.site / "packs" / row["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (row["bytes"], row["sha256"])
    assert published.manifest["day"] == "2026-11-22"
    assert published.manifest["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert re.fullmatch("[0-9a-f]{16}", published.manifest["edition"])


def test_the_whole_a_part_and_the_text_are_as_small_as_promised(published: Published) -> None:
    rows = {(row["form"], row["of"]): row for row in published.manifest["downloads"]}
    assert rows["zip", "everything"]["bytes"] <= 25 * MEGABYTE
    for (form, of), row in rows.items():
        if form == "zip" and of.startswith(TOPICS):
            assert row["bytes"] <= 5 * MEGABYTE, of
    text = sum(file.stat().st_size for file in (published.site / "packs/text").rglob("*") if file.is_file())
    assert text <= MEGABYTE * rows["zip", "everything"]["records"] / 100


def test_every_topic_has_a_zip_and_every_pack_an_epub(published: Published) -> None:
    found = {(row["form"], row["of"]) for row in published.manifest["downloads"]}
    books = {of for form, of in found if form == "epub"}
    assert {"everything", "guidance", "city-lviv", "stage-plan"} <= books
    assert {of for form, of in found if form == "zip"} == {
        of for of in books if not of.startswith(("city", "guidance"))
    }


def test_the_text_edition_is_one_small_page_for_each_record_without_scripts(published: Published) -> None:
    folder = published.site / "packs/text"
    pages = {
        page.relative_to(folder).as_posix(): LexborHTMLParser(page.read_text("utf-8"))
        for page in folder.rglob("*.html")
    }
    records = {
        f"{page.parent.relative_to(published.site).as_posix()}.html"
        for page in published.site.glob("practices/*/index.html")
    }
    assert records & set(pages)
    for path, page in pages.items():
        assert not page.css("script, img, svg, form, button, [style]"), path
        assert page.css_first("h1").text().strip(), path
        for node in page.css("a[href]"):
            address = node.attributes["href"] or ""
            if not re.match(r"[a-z]+:", address):
                there, _mark, fragment = address.partition("#")
                target = (
                    ((folder / path).parent / there).resolve().relative_to(folder.resolve()).as_posix()
                    if there
                    else path
                )
                assert target in pages, (path, address)
                assert not fragment or pages[target].css_first(f'[id="{fragment}"]') or there, (path, address)


def test_the_text_edition_opens_from_its_zip_too(published: Published) -> None:
    archive = entries(published.file("text", "everything"))
    folder = published.site / "packs/text"
    on_the_web = {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }
    # On the web each page also names the edition of the site that it is of.
    edition = re.compile(rb'<meta name="utm-edition"[^>]*>\s*')
    assert {name.partition("/")[2]: content for name, content in archive.items()} == {
        path: edition.sub(b"", content) for path, content in on_the_web.items()
    }


def test_the_page_lists_the_files_with_their_real_sizes(published: Published) -> None:
    page = LexborHTMLParser((published.site / "packs/index.html").read_text("utf-8"))
    offered = {node.attributes["href"]: node for node in page.css("a[download]")}
    rows = {row["path"]: row for row in published.manifest["downloads"]}
    fmt = formatter("en")
    assert {(address or "").removeprefix("../packs/") for address in offered} == set(rows)
    for address, node in offered.items():
        row = rows[(address or "").removeprefix("../packs/")]
        around = node.parent.text() if node.parent else ""
        assert fmt.size(row["bytes"]) in around.replace("\u00a0", " ") or fmt.size(row["bytes"]) in around


def test_the_same_records_give_the_same_bytes_wherever_and_however_they_are_packed(tmp_path: Path) -> None:
    made = []
    for number, name in enumerate(("here", "a much longer name/there")):
        root = prepared(Path(shutil.copytree(SAMPLE, tmp_path / name / "catalogue")))
        site = tmp_path / name / "site"
        there = ("--root", str(root), "--site-dir", str(site), "--today", "2026-06-01")
        done = utm("build", "--downloads", *there, PYTHONHASHSEED=str(number))
        assert done.returncode == 0, done.stdout + done.stderr
        made.append({f.relative_to(site): f.read_bytes() for f in (site / "packs").rglob("*") if f.is_file()})
    first, second = made
    assert len(first) > 20
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []


def test_a_catalogue_without_the_plugin_is_told_what_to_add(small: Folder, tmp_path: Path) -> None:
    small.edit("mkdocs.yml", "- utm-downloads\n", "")
    done = utm("build", "--downloads", "--root", str(small.root), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "utm-downloads" in done.stdout


def test_books_can_be_left_out(small: Folder, tmp_path: Path) -> None:
    small.edit("mkdocs.yml", "- utm-downloads\n", "- utm-downloads: {books: false}\n")
    site = tmp_path / "site"
    done = utm("build", "--downloads", "--root", str(small.root), "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    made = json.loads((site / "packs/downloads.json").read_text("utf-8"))["downloads"]
    assert {download["form"] for download in made} == {"zip", "text"}
    assert not list(site.rglob("*.epub"))


def test_copies_can_be_searched_whichever_process_wrote_the_search(small: Folder, tmp_path: Path) -> None:
    # Of the plugins that write after the build, every second one does so in another process.
    small.edit("mkdocs.yml", "- utm-search\n", "")
    small.edit("mkdocs.yml", "- utm-safety\n", "- utm-search\n- utm-safety\n")
    (file,) = packed(small.root, tmp_path / "packs", "--form", "zip")
    assert any(name.endswith("/search/engine.js") for name in entries(file))


def test_what_is_held_back_or_withdrawn_is_in_no_file(small: Folder, tmp_path: Path) -> None:
    hold_back(small)
    small.edit(
        "content/training/park-school.md",
        "title:",
        "withdrawn: {date: 2026-05-01, reason: It was a mistake.}\ntitle:",
    )
    forms = ("--form", "zip", "--form", "text", "--form", "epub")
    files = packed(small.root, tmp_path / "packs", *forms)
    assert len(files) == 3
    for file in files:
        for name, content in entries(file).items():
            assert "night-trams" not in name
            assert b"night-trams" not in content, name
            assert "park-school" not in name or name.endswith(".json")


def test_a_file_that_leaks_is_found_out(small: Folder, tmp_path: Path) -> None:
    """The files of a later day have all that must not be out yet."""
    hold_back(small)
    forms = ("--form", "zip", "--form", "text", "--form", "epub")
    for later in packed(small.root, tmp_path / "later", *forms, today="2026-08-01"):
        site = tmp_path / later.stem
        site.mkdir()
        shutil.move(later, site)
        assert any("needs/night-trams" in problem for problem in leaks_of(small, site)), later.name


@pytest.mark.parametrize("mark", ["", " – à l’aube"])
def test_a_pdf_that_leaks_is_found_out(small: Folder, tmp_path: Path, mark: str) -> None:
    hold_back(small, mark)
    pages = HTML(
        string=f"<title>Book</title><h1>Trams at night, and what else{mark} Money for clean heat</h1>"
    )
    tmp_path.joinpath("book.pdf").write_bytes(pages.write_pdf(pdf_variant="pdf/ua-1"))
    assert b"Trams" not in tmp_path.joinpath("book.pdf").read_bytes(), "it can't be read as it is"
    assert any("its title" in problem for problem in leaks_of(small, tmp_path))


def hold_back(folder: Folder, mark: str = "") -> None:
    """Add a need that nobody may know of yet."""
    folder.copy(
        "content/needs/heat-finance.md",
        "content/needs/night-trams.md",
        "title: ",
        f"embargo: 2026-07-01\ntitle: Trams at night, and what else{mark} ",
    )


def leaks_of(folder: Folder, site: Path) -> list[str]:
    """Return what the check of every build says of a site, on a day on which the need is held back."""
    import datetime as dt

    from utm_exchange.catalogue.catalogue import build_catalogue
    from utm_exchange.catalogue.checking import check_catalogue
    from utm_exchange.catalogue.holding_back import is_held_back
    from utm_exchange.holdback.checking import leaking

    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    records = check_catalogue(folder.root, now.date()).records
    held = tuple(record for record in records if is_held_back(record, now))
    found = leaking(site, held, build_catalogue(records, now.date(), now))
    return [f"{problem.message} {problem.path}" for problem in found]
